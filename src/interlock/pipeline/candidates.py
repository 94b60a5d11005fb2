"""Pairs that the rules leave open: names that are near, documents that may tell one story."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from interlock.atlas import Atlas
from interlock.ledger.resolved import NodeSeen, ResolvedView
from interlock.pipeline.judging import Candidate, Named
from interlock.resolution.actors import NAMESAKES, namesakes
from interlock.resolution.names import NameMatcher, NameVerdict
from interlock.vocabulary import ActorKind, Judged
from interlock.vocabulary.identity import LED, base_of

_LEAST_SCORE = 0.68
_MOST = 500
_SENTENCES = 2


def open_pairs(view: ResolvedView, atlas: Atlas) -> Iterator[Candidate]:
    """Actors that share a key of their names and are neither held to be one nor known to be two, the likeliest first."""
    matcher = NameMatcher(atlas)
    found: list[Candidate] = []
    for nodes in view.nodes_sharing_keys(_MOST):
        for one, other in combinations(nodes, 2):
            perhaps = _perhaps_two(one, other, matcher)
            if perhaps is not None:
                found.append(perhaps)
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


def _perhaps_two(one: NodeSeen, other: NodeSeen, matcher: NameMatcher) -> Candidate | None:
    """Firms of one name, held to be one, that other people lead."""
    if one.node == other.node or base_of(one.node) != base_of(other.node):
        return None
    link = namesakes(one.node, ActorKind(one.kind), other.node, ActorKind(other.kind), matcher)
    if link is None or link.rule == NAMESAKES:
        return None
    left, right = (Named(Judged.ACTOR, node, f"{one.name} ({node.partition(LED)[2]})") for node in (link.left, link.right))
    return Candidate(left, right, link.score, link.why)


def _with_context(view: ResolvedView, candidate: Candidate) -> Candidate:
    context = tuple(
        f"{side.words}: “{quote}”"
        for side in (candidate.left, candidate.right)
        for quote in view.quotes_of_node(side.id, _SENTENCES)
    )
    return Candidate(candidate.left, candidate.right, candidate.score, candidate.why, context)
