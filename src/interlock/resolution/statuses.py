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
VERSIONS = 14
"""Days within which two statuses are versions of one moment and not two events."""
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
    dispute). A stop makes none where more origins say otherwise (`_outvoted`): it stays beside the others, as a dispute.
    """
    steps: list[StatusStep] = []
    every = _by_document(sayings)
    told_by = [(document[0], *_status_of(document)) for document in every]
    stops = [(saying, status) for saying, status, _ in told_by if status in STOPPED]
    goes_on = [saying for saying, status, _ in told_by if status not in STOPPED]
    for first, status, told in told_by:
        when = first.when
        if status in STOPPED and _outvoted(status, when, stops, goes_on):
            continue
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


def _outvoted(status: Status, when: str, stops: Sequence[tuple[Saying, Status]], goes_on: Sequence[Saying]) -> bool:
    """Whether more origins say that the thing goes on than say, about then, that it does not.

    A stop is news: only who speaks on its day or within days after it can know better, and who spoke before cannot. A denial
    says that it never was so: who spoke before counts too.
    """
    near = [(saying, told) for saying, told in stops if gap(saying.when, when) <= VERSIONS]
    by = {saying.origin for saying, told in near if status is not Status.DENIED or told is Status.DENIED}
    against = {saying.origin for saying in goes_on if _can_know(saying.when, status, when)}
    return len(against - by) > len(by)


def _can_know(said: str, status: Status, when: str) -> bool:
    """Whether who spoke on a day may know better than one who tells of a stop on another."""
    if _before(said, when):
        return status is Status.DENIED
    return gap(said, when) <= VERSIONS


def _before(one: str, other: str) -> bool:
    """Whether a day lies wholly before another; a day that is not known lies before none."""
    return bool(one and other) and days(one)[1] < days(other)[0]


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
