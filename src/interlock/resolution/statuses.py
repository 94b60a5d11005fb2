"""The status of a fact over time. A later passage changes it, an earlier one never; nothing is taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from interlock.resolution.times import days, gap
from interlock.vocabulary import Claim, Status, StatusStep

RANK = {
    Status.POSSIBLE: 0,
    Status.TALKS: 1,
    Status.OPTIONAL: 1,
    Status.PLANNED: 2,
    Status.AGREED: 3,
    Status.DONE: 4,
}
"""How far a thing has come. What stops it has no rank."""
STOPPED = frozenset({Status.STALLED, Status.REFUSED, Status.ENDED, Status.DENIED})
_REVIVED = 7
"""Days after which a thing that was stopped may be told to go on; sooner it is only another version."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim with its status: said on a day, in a document, from an origin."""

    claim: Claim
    document: str
    origin: str
    when: str


def history(sayings: Iterable[Saying]) -> tuple[StatusStep, ...]:
    """The steps of a fact's status, oldest first.

    Within a document the furthest status counts, or the one that stops it. Between documents a step is made where a
    later one tells of progress or of a stop; a later, lower status is no step back (it may be an old text retold, or a
    dispute).
    """
    steps: list[StatusStep] = []
    for document in _by_document(sayings):
        status, told = _status_of(document)
        when = document[0].when
        if not steps:
            steps.append(_step(status, told, when))
            continue
        last = steps[-1]
        if status is last.status:
            steps[-1] = _with(last, told, when)
        elif _moves(last.status, status, last.since, when):
            steps.append(_step(status, told, when))
    return tuple(steps)


def statuses(sayings: Iterable[Saying]) -> tuple[StatusStep, ...]:
    """Each status that is told, with the earliest day it is told for; oldest first."""
    found: dict[Status, StatusStep] = {}
    for saying in sorted(sayings, key=lambda row: (row.when, row.claim.id, row.document)):
        status = saying.claim.status
        known = found.get(status)
        found[status] = _with(known, [saying], saying.when) if known else _step(status, [saying], saying.when)
    return tuple(sorted(found.values(), key=lambda step: (step.since or "", RANK.get(step.status, 9), step.status)))


def _moves(before: Status, after: Status, since: str | None, when: str) -> bool:
    if after in STOPPED:
        return True
    if before in STOPPED:
        return since is None or gap(since, when) >= _REVIVED
    return RANK[after] > RANK[before]


def _by_document(sayings: Iterable[Saying]) -> list[list[Saying]]:
    found: dict[str, list[Saying]] = defaultdict(list)
    for saying in sayings:
        found[saying.document].append(saying)
    documents = [sorted(rows, key=lambda row: row.claim.id) for rows in found.values()]
    return sorted(documents, key=lambda rows: (rows[0].when, min(map(_rank, rows)), rows[0].document))


def _rank(saying: Saying) -> int:
    return RANK.get(saying.claim.status, len(RANK))


def _status_of(rows: Sequence[Saying]) -> tuple[Status, list[Saying]]:
    """The status that one document gives, and the claims that give it."""
    found = {row.claim.status for row in rows}
    stops = found & STOPPED
    status = min(stops) if stops else max(found, key=lambda each: (RANK[each], each))
    return status, [row for row in rows if row.claim.status is status]


def _step(status: Status, told: Sequence[Saying], when: str) -> StatusStep:
    by = sorted({actor.name for row in told for actor in row.claim.attributed_to})
    dates = sorted({row.claim.date for row in told if row.claim.date and _happened(row.claim.date, when)})
    claims = tuple(sorted({row.claim.id for row in told}))
    return StatusStep(status, (dates[0] if dates and _dated(status) else when) or None, claims, tuple(by))


def _with(step: StatusStep, told: Sequence[Saying], when: str) -> StatusStep:
    more = _step(step.status, told, when)
    since = more.since if more.since and (step.since is None or days(more.since)[1] < days(step.since)[0]) else step.since
    return StatusStep(step.status, since, tuple(sorted({*step.claims, *more.claims})), tuple(sorted({*step.by, *more.by})))


def _happened(date: str, when: str) -> bool:
    """Whether a date told lies before the day on which it was said, or on it."""
    return not when or days(date)[0] <= days(when)[1]


def _dated(status: Status) -> bool:
    """Whether the date of a claim is that of its status: a plan is dated by what is planned."""
    return status in STOPPED or status in (Status.DONE, Status.AGREED)
