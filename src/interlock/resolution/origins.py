"""Which telling of a story comes from which: reprints, translations, reports of reports; and what is a source of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from interlock.resolution.differences import differences, likeness
from interlock.resolution.profiles import Profile, credits, resemblance
from interlock.resolution.statuses import RANK, STOPPED
from interlock.resolution.times import FAR, gap
from interlock.vocabulary import Relation, Status, Story, Telling

_REPRINT = 0.8
_REWRITE = 0.6
"""Words of the shorter text that stand in the longer."""
_COPIED = 0.5
"""Claims of a telling that the earlier one tells too, from which on it adds too little to be a source of its own."""
_ASIDE = 8
"""Edges for which a copy may have one more deal of its own: a rewrite adds an aside."""
_SOON = 14
"""Days within which a text is held to be written from another."""
_LATER = 2
"""Days after which a further step of the same deal is news, not another version."""


@dataclass(frozen=True, slots=True)
class _Tie:
    """How a telling stands to an earlier one, and how strongly."""

    relation: Relation
    earlier: Profile
    strength: float
    why: str


def story_of(documents: Sequence[Profile]) -> Story:
    """The story that documents tell. Its id is made of its first telling, so that later ones do not change it."""
    told = tellings(documents)
    return Story(hashlib.sha256(f"story\x1f{told[0].document}".encode()).hexdigest()[:32], told)


def tellings(story: Sequence[Profile]) -> tuple[Telling, ...]:
    """The documents of a story as tellings, in the order said.

    A copy shares the origin of what it comes from; a follow-up, a denial and an independent telling begin one. Where nothing else
    tells which was first the texts decide, not where they lie: the same press gives the same story in any folder.
    """
    ordered = sorted(story, key=_order)
    origin: dict[str, str] = {}
    found: list[Telling] = []
    for place, telling in enumerate(ordered):
        tie = _tie(telling, ordered[:place])
        if tie is None:
            origin[telling.id] = telling.id
            found.append(Telling(telling.id, telling.id, Relation.FIRST, None, telling.source.said, "nothing earlier is known"))
            continue
        copied = tie.relation.is_copy and tie.strength > 0
        origin[telling.id] = origin[tie.earlier.id] if copied else telling.id
        found.append(
            Telling(
                telling.id,
                origin[telling.id],
                tie.relation,
                None if tie.strength <= 0 or tie.relation is Relation.INDEPENDENT else tie.earlier.id,
                telling.source.said,
                tie.why,
                None if copied else telling.medium,
                differences(telling, tie.earlier),
            )
        )
    return tuple(found)


def _order(telling: Profile) -> tuple[object, ...]:
    return telling.source.when, bool(telling.credited), -len(telling.points), *_text(telling)


def _text(telling: Profile) -> tuple[str, str]:
    return telling.source.text_id, telling.id


def _tie(telling: Profile, earlier: Sequence[Profile]) -> _Tie | None:
    """The strongest tie to an earlier telling: one that makes it a copy before one that does not."""
    ties = [_between(telling, other) for other in earlier]
    return max(
        ties, key=lambda tie: (tie.relation.is_copy, tie.strength, tie.earlier.source.when, _text(tie.earlier)), default=None
    )


def _between(telling: Profile, earlier: Profile) -> _Tie:
    words = resemblance(telling, earlier)
    if telling.source.text_id == earlier.source.text_id or words >= _REPRINT:
        return _Tie(Relation.REPRINT, earlier, 10 + words, "the same text")
    if words >= _REWRITE:
        return _Tie(Relation.REWRITE, earlier, 8 + words, f"{round(100 * words)} % of the shorter text stands in the other")
    shared, new, conflicts = likeness(telling, earlier)
    distance = gap(telling.source.said, earlier.source.said)
    distance = 0 if distance == FAR else distance
    if _denies(telling, earlier):
        return _Tie(Relation.DENIAL, earlier, shared, "it says that the other is not so")
    if telling.media & earlier.media or credits(telling, earlier):
        return _Tie(
            Relation.REPORT_OF_REPORT, earlier, 5 + shared, "it names the other, or the source of the other, as its source"
        )
    if distance >= _LATER and (_goes_on(telling, earlier) or conflicts):
        return _Tie(Relation.FOLLOW_UP, earlier, shared, "it tells a later step of the same deal")
    if telling.media:
        why = "it reports what another outlet tells, which is not among the tellings"
        return _Tie(Relation.REPORT_OF_REPORT, earlier, 0.0, why)
    if telling.informants and not earlier.informants:
        return _Tie(Relation.INDEPENDENT, earlier, shared, "it has a source of its own")
    if shared >= _COPIED and not conflicts and new <= 1 + len(telling.edges) // _ASIDE and distance <= _SOON:
        why = f"{round(100 * shared)} % of what it tells stands in the other, and no figure of its own"
        if telling.source.language != earlier.source.language:
            return _Tie(Relation.TRANSLATION, earlier, 2 + shared, why)
        return _Tie(Relation.REWRITE, earlier, 2 + shared, why)
    return _Tie(Relation.INDEPENDENT, earlier, shared, "it tells the story in its own way")


def _edges(found: Profile) -> dict[tuple[str, str, str], set[Status]]:
    edges: dict[tuple[str, str, str], set[Status]] = {}
    for point in found.points:
        edges.setdefault(point.edge, set()).add(point.status)
    return edges


def _denies(telling: Profile, earlier: Profile) -> bool:
    mine, theirs = _edges(telling), _edges(earlier)
    return any(Status.DENIED in mine[edge] and Status.DENIED not in theirs[edge] for edge in mine.keys() & theirs.keys())


def _goes_on(telling: Profile, earlier: Profile) -> bool:
    """Whether a status is further in the telling, or one that stops the deal."""
    mine, theirs = _edges(telling), _edges(earlier)
    for edge in mine.keys() & theirs.keys():
        if mine[edge] & STOPPED and not theirs[edge] & STOPPED:
            return True
        here = [RANK[status] for status in mine[edge] if status in RANK]
        there = [RANK[status] for status in theirs[edge] if status in RANK]
        if here and there and max(here) > max(there):
            return True
    return False
