"""Pairs that the rules leave open: names that are near, documents that may tell one story."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from interlock.atlas import Atlas
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.judging import Candidate, Named
from interlock.resolution.names import NameMatcher, NameVerdict
from interlock.vocabulary import ActorKind, Judged

_LEAST_SCORE = 0.68
_MOST = 500
_SENTENCES = 2


def open_pairs(view: ResolvedView, atlas: Atlas) -> Iterator[Candidate]:
    """Actors that share a key of their names and are neither held to be one nor known to be two, the likeliest first."""
    matcher = NameMatcher(atlas)
    found: list[Candidate] = []
    for nodes in view.nodes_sharing_keys(_MOST):
        for one, other in combinations(nodes, 2):
            if one.identity == other.identity or (atlas.get(one.actor) and atlas.get(other.actor)):
                continue
            match = matcher.match(one.name, ActorKind(one.kind), other.name, ActorKind(other.kind))
            if match.verdict is not NameVerdict.UNSURE or match.score < _LEAST_SCORE:
                continue
            left, right = (Named(Judged.ACTOR, each.node, f"{each.name} ({each.kind})") for each in (one, other))
            found.append(Candidate(left, right, match.score, match.why))
    seen: set[tuple[str, str]] = set()
    for candidate in sorted(found, key=lambda each: (-each.score, each.left.id, each.right.id)):
        if (candidate.left.id, candidate.right.id) not in seen:
            seen.add((candidate.left.id, candidate.right.id))
            yield _with_context(view, candidate)


def _with_context(view: ResolvedView, candidate: Candidate) -> Candidate:
    context = tuple(
        f"{side.words}: “{quote}”"
        for side in (candidate.left, candidate.right)
        for quote in view.quotes_of_node(side.id, _SENTENCES)
    )
    return Candidate(candidate.left, candidate.right, candidate.score, candidate.why, context)
