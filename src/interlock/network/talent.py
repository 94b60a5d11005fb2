"""Who moves from where to where: named people and counted groups together, nobody counted twice; offers and pay beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from interlock.network.flows import VOID, result_id
from interlock.vocabulary import ActorKind, Bound, Fact, Kind, Party, Status

UNKNOWN_ORIGIN = "?"


@dataclass(frozen=True, slots=True)
class Move:
    """A person, or a group of `least` to `most` people (None: no upper end), who goes from `origin` to `target`.

    `origin` or `target` is '?' where no text says it.
    """

    who: str
    origin: str
    target: str
    least: int
    most: int | None
    named: bool
    status: Status
    date: str | None
    role: str | None
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TalentFlow:
    """How many went from one organisation to another: at least the larger of those named and those counted, at most both."""

    id: str
    origin: str
    target: str
    least: int
    most: int | None
    names: tuple[str, ...]
    facts: tuple[str, ...]
    counted: int = 0  # the largest number told for a group


@dataclass(frozen=True, slots=True)
class TalentTotal:
    """All who came to an organisation. A sum told without origins ('eleven in all') bounds the parts and is not added to them."""

    target: str
    least: int
    most: int | None
    by_origin: int
    told_total: int | None
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Talent:
    """Flows, totals by receiver and the single moves."""

    flows: tuple[TalentFlow, ...]
    totals: tuple[TalentTotal, ...]
    moves: tuple[Move, ...]
    offers: tuple[Fact, ...]
    names: dict[str, str]


def talent(facts: Iterable[Fact]) -> Talent:
    """The moves that facts of the kinds hires, leaves, offers tell. What is refused, denied or ended is no move."""
    rows = [fact for fact in sorted(facts, key=lambda fact: fact.id) if fact.kind in (Kind.HIRES, Kind.LEAVES, Kind.OFFERS)]
    names: dict[str, str] = {UNKNOWN_ORIGIN: "origin not told"}
    for fact in rows:
        for party in (fact.subject, fact.object, fact.origin):
            if party is not None:
                names[party.id] = party.name
    moves = _joined([_move(fact) for fact in rows if fact.kind is not Kind.OFFERS and fact.status not in VOID and fact.object])
    cells: dict[tuple[str, str], list[Move]] = defaultdict(list)
    for move in moves:
        if move.target != UNKNOWN_ORIGIN:
            cells[move.origin, move.target].append(move)
    flows = [_flow(origin, target, found) for (origin, target), found in cells.items() if origin != UNKNOWN_ORIGIN]
    totals = [
        _total(target, [flow for flow in flows if flow.target == target], cells.get((UNKNOWN_ORIGIN, target), []))
        for target in sorted({target for _, target in cells})
    ]
    offers = [fact for fact in rows if fact.kind is Kind.OFFERS]
    return Talent(
        tuple(sorted(flows, key=lambda flow: (-flow.least, flow.origin, flow.target))),
        tuple(sorted(totals, key=lambda total: (-total.least, total.target))),
        tuple(moves),
        tuple(sorted(offers, key=lambda fact: (-(fact.amount.largest() if fact.amount else 0.0), fact.id))),
        names,
    )


def _move(fact: Fact) -> Move:
    assert fact.object is not None
    person, employer = (fact.subject, fact.object) if fact.kind is Kind.LEAVES else (fact.object, fact.subject)
    origin = employer.id if fact.kind is Kind.LEAVES else (fact.origin.id if fact.origin else UNKNOWN_ORIGIN)
    target = UNKNOWN_ORIGIN if fact.kind is Kind.LEAVES else employer.id
    named = person.kind is not ActorKind.GROUP
    least, most = (1, 1) if named else _count(fact, person)
    return Move(person.id, origin, target, least, most, named, fact.status, fact.date, fact.role, (fact.id,))


def _count(fact: Fact, group: Party) -> tuple[int, int | None]:
    """How many a group is: its count, else the names or the number it stands for, else one or more."""
    if fact.count is not None:
        low, high = fact.count.interval()
        least = max(1, round(low)) if low > 0 else 1
        open_above = fact.count.bound is Bound.AT_LEAST
        return least, None if open_above else max(1, round(high))
    numbers = [int(each) for each in group.members if each.strip().isdigit()]
    if numbers:
        return numbers[0], numbers[0]
    if group.members:
        return len(group.members), len(group.members)
    return 1, None


def _joined(moves: list[Move]) -> list[Move]:
    """One move for each named person and receiver: who left A and was hired by B came from A."""
    kept = [move for move in moves if not move.named]
    by_person: dict[str, list[Move]] = defaultdict(list)
    for move in moves:
        if move.named:
            by_person[move.who].append(move)
    for person, rows in sorted(by_person.items()):
        left = [row for row in rows if row.target == UNKNOWN_ORIGIN]
        came = [row for row in rows if row.target != UNKNOWN_ORIGIN]
        by_target: dict[str, list[Move]] = defaultdict(list)
        for row in came:
            by_target[row.target].append(row)
        for target, same in sorted(by_target.items()):
            told = sorted({row.origin for row in same} - {UNKNOWN_ORIGIN}) or sorted({row.origin for row in left} - {target})
            facts = tuple(sorted({fact for row in (*same, *left) for fact in row.facts}))
            first = same[0]
            origin = told[0] if len(told) == 1 else UNKNOWN_ORIGIN
            kept.append(Move(person, origin, target, 1, 1, True, first.status, first.date, first.role, facts))
        if not came:
            kept += left
    return sorted(kept, key=lambda move: (move.target, move.origin, move.who))


def _flow(origin: str, target: str, moves: list[Move]) -> TalentFlow:
    least, most = _together(moves)
    facts = tuple(sorted({fact for move in moves for fact in move.facts}))
    names = tuple(move.who for move in moves if move.named)
    counted = max((move.least for move in moves if not move.named), default=0)
    return TalentFlow(result_id("talent", origin, target, *facts), origin, target, least, most, names, facts, counted)


def _together(moves: list[Move]) -> tuple[int, int | None]:
    """Named people may be among those counted, and one count among another: at least the largest, at most all."""
    named = sum(1 for move in moves if move.named)
    counted = [move for move in moves if not move.named]
    least = max([named, *(move.least for move in counted)])
    if any(move.most is None for move in counted):
        return least, None
    return least, named + sum(move.most or 0 for move in counted)


def _total(target: str, flows: list[TalentFlow], without_origin: list[Move]) -> TalentTotal:
    known = sum(flow.least for flow in flows)
    named = sum(1 for move in without_origin if move.named)
    counted = [move for move in without_origin if not move.named]
    told = max((move.least for move in counted), default=None)
    least = max(known + (0 if counted else named), told or 0, named)
    parts = [flow.most for flow in flows]
    most: int | None = None
    if all(each is not None for each in parts) and all(move.most is not None for move in counted):
        most = sum(each or 0 for each in parts) + named
        if told is None or sum(flow.counted for flow in flows) != told:  # else the groups by origin are what the total is made of
            most += sum(move.most or 0 for move in counted)
    facts = tuple(sorted({fact for flow in flows for fact in flow.facts} | {f for move in without_origin for f in move.facts}))
    return TalentTotal(target, least, most, known, told, facts)
