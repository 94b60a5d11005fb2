"""Claims that cannot all be right: found, put side by side, and given the likely reason. Nothing is averaged."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from interlock.resolution.agreement import Fit, fit, tension
from interlock.resolution.atoms import holds
from interlock.resolution.differences import plain
from interlock.resolution.propositions import is_anonymous, members_of
from interlock.resolution.reasons import reason_of
from interlock.resolution.statuses import RANK, STOPPED, VERSIONS
from interlock.resolution.times import apart, gap
from interlock.vocabulary import KINDS, Dispute, Fact, Kind, Reason, Side, Status, StatusStep, Value
from interlock.vocabulary.quantity import stated

_TOGETHER = 45
"""Days within which two figures of one thing are held to be about the same, where no story joins them."""
_NEARLY = 0.002
"""Part by which two figures differ at most that `fit` may call equal, with some to spare."""
_EXCLUSIVE = frozenset({Kind.ACQUIRES})
"""Kinds in which only one party can stand on the side of the subject."""
_DATED = frozenset({Kind.RELEASES, Kind.LISTS, Kind.BUILDS, Kind.ACQUIRES, Kind.HIRES, Kind.LEAVES, Kind.RESTRICTS, Kind.EASES})

Stories = Mapping[str, str]


def disputes(facts: Iterable[Fact], stories: Stories) -> list[Dispute]:
    """All disputes between and within facts, sorted by id. `stories` gives the story of a document."""
    every = sorted(facts, key=lambda fact: fact.id)
    found: dict[str, Dispute] = {}
    for fact in every:
        for made in (*_of_bounds(fact), *_of_status(fact), *_of_date(fact)):
            found[made.id] = made
    beside = _Beside(every, stories)
    for block in _blocks(every).values():
        for one, other in combinations(block, 2):
            for made in _of_figures(one, other, beside):
                found[made.id] = made
    for made in _of_parties(every, stories):
        found[made.id] = made
    return [found[key] for key in sorted(found)]


def _blocks(facts: Sequence[Fact]) -> dict[tuple[object, ...], list[Fact]]:
    found: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.kind is not Kind.SAYS and fact.values:
            found[fact.kind, fact.metric, fact.subject.id, fact.object.id if fact.object else None].append(fact)
    return found


def _of_bounds(fact: Fact) -> Iterator[Dispute]:
    """One figure with bounds that exclude each other, from independent origins: 'up to 800' against 800."""
    for name in ("amount", "share", "power", "count"):
        values = [value for value in fact.values if value.field == name]
        for one, other in combinations(values, 2):
            assert one.quantity is not None and other.quantity is not None
            if tension(one.quantity, other.quantity) and _independent(fact, one.claims, fact, other.claims):
                sides = (_side(fact, one), _side(fact, other))
                yield _dispute(fact.kind, name, Reason.BOUND, "the figure is one and the bound another", sides)


class _Beside:
    """The facts that are told beside a fact: in its stories, or in its documents."""

    def __init__(self, facts: Sequence[Fact], stories: Stories) -> None:
        self.stories = stories
        self._by_place: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            for place in self.places(fact):
                self._by_place[place].append(fact)

    def places(self, fact: Fact) -> set[str]:
        """The stories of a fact, and its documents that belong to none."""
        return {self.stories.get(document, document) for document in fact.documents}

    def near(self, one: Fact, other: Fact) -> list[Fact]:
        """The facts told beside either."""
        return [fact for place in sorted(self.places(one) | self.places(other)) for fact in self._by_place[place]]


def _of_figures(one: Fact, other: Fact, beside: _Beside) -> Iterator[Dispute]:
    """Figures of one thing that cannot be one."""
    if not _about_one_thing(one, other, beside.stories):
        return
    for name in ("amount", "share", "power", "count"):
        mine, theirs = _best(one, name), _best(other, name)
        if mine is None or theirs is None or not _independent(one, mine.claims, other, theirs.claims):
            continue
        assert mine.quantity is not None and theirs.quantity is not None
        if mine.per == theirs.per and not _exclude(one, mine, other, theirs):
            continue
        if mine.per != theirs.per and fit(mine.quantity, theirs.quantity) is Fit.EQUAL:
            continue
        reason, why = reason_of(one, mine, other, theirs, beside.near(one, other))
        yield _dispute(one.kind, name, reason, why, (_side(one, mine), _side(other, theirs)))


def _exclude(one: Fact, mine: Value, other: Fact, theirs: Value) -> bool:
    """Whether two figures cannot both be right; or one document sets them side by side as the versions of two speakers,
    and neither supports the other ('100', says one; 'up to 300', says another)."""
    assert mine.quantity is not None and theirs.quantity is not None
    found = fit(mine.quantity, theirs.quantity)
    if found is not Fit.OPEN:
        return found is Fit.CONFLICT
    left, right = ({by for _, by in _voices(fact, value.claims)} for fact, value in ((one, mine), (other, theirs)))
    shared = set(one.documents) & set(other.documents)
    return bool(shared) and all(left) and all(right) and left.isdisjoint(right)


def _about_one_thing(one: Fact, other: Fact, stories: Stories) -> bool:
    """Whether both may speak of one deal: in one story or near in time, and nobody tells them as two."""
    if _voices(one) & _voices(other):
        return False
    if one.kind is Kind.REPORTS and not _one_figure(one, other):
        return False
    if one.object is not None and is_anonymous(one.object.id) and one.origin and other.origin and one.origin != other.origin:
        return False
    mine = {stories[each] for each in one.documents if each in stories}
    if mine & {stories[each] for each in other.documents if each in stories}:
        return True
    return _days_apart(one, other) <= _TOGETHER and not _different_dates(one, other)


def _one_figure(one: Fact, other: Fact) -> bool:
    """Whether both speak of the figure of one time, and neither of them of a forecast of it."""
    if one.period and other.period and one.period != other.period:
        return False
    if (one.status is Status.DONE) != (other.status is Status.DONE):
        return False
    return (one.period is not None and one.period == other.period) or _days_apart(one, other) <= holds(one.metric)


def _different_dates(one: Fact, other: Fact) -> bool:
    return one.kind is not Kind.REPORTS and apart(one.date, other.date)


def _days_apart(one: Fact, other: Fact) -> int:
    return min(gap(mine.said, theirs.said) for mine in one.support for theirs in other.support)


def _of_status(fact: Fact) -> Iterator[Dispute]:
    """Statuses that cannot both hold at one time: a denial, or 'signed' against 'in talks' within days."""
    for one, other in combinations(fact.statuses, 2):
        if not _independent(fact, one.claims, fact, other.claims):
            continue
        if Status.DENIED in (one.status, other.status):
            reason, why = Reason.DENIAL, "one side says that it is not so"
        elif _versions(one, other):
            reason, why = Reason.UNKNOWN, "told as further and as less far within days"
        elif _unheard(fact, one, other):
            reason, why = Reason.UNKNOWN, "told as stopped by fewer than tell that it goes on"
        else:
            continue
        sides = tuple(
            Side(str(step.status), None, fact.id, step.claims, _origins(fact, step.claims), step.since, step.by)
            for step in (one, other)
        )
        yield _dispute(fact.kind, "status", reason, why, sides)


def _versions(one: StatusStep, other: StatusStep) -> bool:
    """Whether the lower status was told after the higher one, or on the same day, and soon."""
    first, second = sorted((one, other), key=lambda step: (step.since or "", RANK.get(step.status, 9)))
    if {one.status, other.status} & STOPPED or gap(first.since, second.since) > VERSIONS:
        return False
    falls = RANK[second.status] < RANK[first.status]
    return falls or (first.since == second.since and RANK[second.status] - RANK[first.status] > 1)


def _unheard(fact: Fact, one: StatusStep, other: StatusStep) -> bool:
    """Whether one is a stop that more say otherwise of, so that it made no step, and the other was told about then."""
    steps = {step.status for step in fact.history}
    stop, going = (one, other) if one.status in STOPPED else (other, one)
    if stop.status not in STOPPED or going.status in STOPPED or stop.status in steps:
        return False
    return going.status is fact.status or gap(one.since, other.since) <= VERSIONS


def _of_date(fact: Fact) -> Iterator[Dispute]:
    """Days told for one event that have none in common."""
    if fact.kind not in _DATED:
        return
    values = [value for value in fact.values if value.field == "date"]
    for one, other in combinations(values, 2):
        if not apart(one.text, other.text) or not _independent(fact, one.claims, fact, other.claims):
            continue
        mine, theirs = _status_of(fact, one), _status_of(fact, other)
        if mine == theirs and not mine & STOPPED and _said_near(fact, one, other):
            sides = (_side(fact, one), _side(fact, other))
            yield _dispute(fact.kind, "date", Reason.UNKNOWN, "two dates are told for one event", sides)


def _status_of(fact: Fact, value: Value) -> set[Status]:
    return {step.status for step in fact.statuses if set(step.claims) & set(value.claims)}


def _said_near(fact: Fact, one: Value, other: Value) -> bool:
    days = [[row.said for row in fact.support if row.claim in value.claims] for value in (one, other)]
    return min(gap(mine, theirs) for mine in days[0] for theirs in days[1]) <= _TOGETHER


def _of_parties(facts: Sequence[Fact], stories: Stories) -> Iterator[Dispute]:
    """Two buyers of one firm, two lenders of one sum."""
    by_object: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    by_subject: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.object is None or not KINDS[fact.kind].deal or KINDS[fact.kind].symmetric:
            continue
        if not is_anonymous(fact.object.id):
            by_object[fact.kind, fact.object.id].append(fact)
        if not is_anonymous(fact.subject.id):
            by_subject[fact.kind, fact.subject.id].append(fact)
    for side, groups in (("subject", by_object), ("object", by_subject)):
        for group in groups.values():
            exclusive = group[0].kind in _EXCLUSIVE and side == "subject"
            for one, other in combinations(group, 2) if exclusive else _near_in_sum(group):
                if _rivals(one, other, side, stories):
                    told = (_party_side(one, side), _party_side(other, side))
                    yield _dispute(one.kind, side, Reason.UNKNOWN, "one deal, two parties named for it", told)


def _near_in_sum(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """The pairs that state nearly one figure, which all that have the same sum do; in the order of the facts, each once."""
    figures: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for place, fact in enumerate(facts):
        for name, quantity in fact.quantities().items():
            figures[name].append((stated(quantity), place))
    found: set[tuple[int, int]] = set()
    for rows in figures.values():
        rows.sort()
        for at, (least, one) in enumerate(rows):
            for beyond in range(at + 1, len(rows)):
                figure, other = rows[beyond]
                if figure - least > _NEARLY * max(abs(least), abs(figure)):
                    break
                found.add((min(one, other), max(one, other)))
    return ((facts[one], facts[other]) for one, other in sorted(found))


def _rivals(one: Fact, other: Fact, side: str, stories: Stories) -> bool:
    mine, theirs = getattr(one, side), getattr(other, side)
    exclusive = one.kind in _EXCLUSIVE and side == "subject"
    if mine.id == theirs.id or (not exclusive and not _same_sum(one, other)):
        return False  # so for most pairs: looked at before what takes longer
    if is_anonymous(mine.id) or is_anonymous(theirs.id) or members_of(mine.id) & members_of(theirs.id):
        return False
    if set(one.documents) & set(other.documents) or not _independent(one, one.claims, other, other.claims):
        return False
    shared = {stories[each] for each in one.documents if each in stories} & {
        stories[each] for each in other.documents if each in stories
    }
    if exclusive:
        together = bool(shared) or _days_apart(one, other) <= _TOGETHER
        return together and one.status not in STOPPED and other.status not in STOPPED
    return bool(shared) or _days_apart(one, other) <= VERSIONS


def _same_sum(one: Fact, other: Fact) -> bool:
    theirs = other.quantities()
    return any(name in theirs and fit(quantity, theirs[name]) is Fit.EQUAL for name, quantity in one.quantities().items())


def _independent(one: Fact, mine: Sequence[str], other: Fact, theirs: Sequence[str]) -> bool:
    """Whether the claims come from different origins, or from different people whom one document quotes."""
    left, right = _voices(one, mine), _voices(other, theirs)
    if {origin for origin, _ in left} != {origin for origin, _ in right}:
        return bool(left and right)
    return left.isdisjoint(right)


def _voices(fact: Fact, claims: Sequence[str] | None = None) -> set[tuple[str, tuple[str, ...]]]:
    """Origin and speakers of the claims. A text that quotes nobody has its own voice."""
    return {(row.origin, row.by) for row in fact.support if claims is None or row.claim in claims}


def _origins(fact: Fact, claims: Sequence[str]) -> int:
    return len({row.origin for row in fact.support if row.claim in claims})


def _best(fact: Fact, name: str) -> Value | None:
    return next((value for value in fact.values if value.field == name), None)


def _side(fact: Fact, value: Value) -> Side:
    told = plain(value.quantity) + (f" per {value.per}" if value.per else "") if value.quantity else value.text or ""
    said = min((row.said for row in fact.support if row.claim in value.claims and row.said), default=None)
    by = tuple(sorted({name for _, speakers in _voices(fact, value.claims) for name in speakers}))
    return Side(told, value.quantity, fact.id, value.claims, _origins(fact, value.claims), said, by)


def _party_side(fact: Fact, side: str) -> Side:
    party = getattr(fact, side)
    said = min((row.said for row in fact.support if row.said), default=None)
    return Side(party.name, None, fact.id, fact.claims, len(fact.origins), said)


def _dispute(kind: Kind, field: str, reason: Reason, why: str, sides: Iterable[Side]) -> Dispute:
    ordered = tuple(sorted(sides, key=lambda side: (side.first_said or "", side.told, side.fact)))
    parts = [kind, field, *(f"{side.fact}={side.told}" for side in ordered)]
    return Dispute(hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32], kind, field, reason, why, ordered)
