"""Sums told for several together: what they say of each of them, and totals that count them once."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from interlock.network.amounts import UNKNOWN, Amount, AmountBasis, add, amount_of
from interlock.network.flows import Aggregate, Flow, FlowNetwork, Instrument, NetworkLayer
from interlock.vocabulary import KINDS, ActorKind, Bound, Fact, Layer, Party, Status

PART, EXCEEDS = "part_of_aggregate", "exceeds_aggregate"
"""Notes of flows: bounded by a sum told for several; told larger than such a sum allows."""
EVENLY_AMONG = "where one number is needed, what a sum told for several leaves open is shared evenly among them"
_CLOSE, _ABOUT = 0.01, 0.1
"""By how much of a sum its parts may pass it, as they are told; where one of them is 'about'."""
_PAID_OF = {Status.AGREED: frozenset({Status.AGREED, Status.DONE})}
"""What is paid already may be a part of what is agreed."""


class Members:
    """The members that groups name, found by the names of all other parties."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        parties = (party for fact in facts for party in (fact.subject, fact.object) if party is not None)
        self._by_name = {party.name.casefold(): party for party in parties if party.kind is not ActorKind.GROUP}

    def of(self, party: Party) -> tuple[str, ...]:
        """Ids of the members of a group, the names of those that are known by no id; nothing for who is no group."""
        if party.kind is not ActorKind.GROUP:
            return ()
        named = [name for name in party.members if not name.strip().isdigit()]
        known = {name: self._by_name.get(name.casefold()) for name in named}
        return tuple(found.id if found else name for name, found in known.items()) or (party.id,)

    def parties(self, party: Party) -> list[Party]:
        """The members of a group that are parties of their own."""
        found = (self._by_name.get(name.casefold()) for name in party.members)
        return list(dict.fromkeys(member for member in found if member is not None))


def aggregate_of(fact: Fact, instrument: Instrument, subjects: tuple[str, ...], objects: tuple[str, ...]) -> Aggregate:
    """The sum that a fact tells for the members of its subject or of its object."""
    assert fact.object is not None
    other = fact.subject.id if not subjects else "+".join(objects) or fact.object.id
    return Aggregate(
        fact.id,
        instrument,
        subjects or objects,
        other,
        bool(subjects) == (KINDS[fact.kind].money is Layer.AGAINST),
        amount_of(fact.amount),
        fact.status,
        per=fact.per,
        period=fact.period,
        date=fact.date,
    )


def alone(fact: Fact, members: Members) -> list[Fact]:
    """The fact as it holds for each member that is a party of its own: how much of it is theirs is not told.

    Nothing where both sides are groups: who of one meets whom of the other is not told either.
    """
    assert fact.object is not None
    if fact.subject.kind is ActorKind.GROUP and fact.object.kind is ActorKind.GROUP:
        return []
    inward = fact.object.kind is ActorKind.GROUP
    bare = replace(fact, amount=None, share=None, power=None, count=None, unit=None)
    if inward:
        return [replace(bare, object=party) for party in members.parties(fact.object) if party.id != fact.subject.id]
    return [replace(bare, subject=party) for party in members.parties(fact.subject) if party.id != fact.object.id]


def covers(aggregate: Aggregate, flow: Flow) -> bool:
    """Whether a flow may be a part of what is told for several: between the same, in the same form, at the same rate, as far
    on, and in no other time."""
    member, other = (flow.target, flow.source) if aggregate.inward else (flow.source, flow.target)
    return (
        flow.layer in (NetworkLayer.MONEY, NetworkLayer.RISK)
        and flow.instrument is aggregate.instrument
        and member in aggregate.parts
        and other == aggregate.counterparty
        and may_be_part(flow, aggregate)
    )


def may_be_part(told: Flow | Fact, whole: Aggregate | Fact) -> bool:
    """Whether what is told of one may be within what is told of several, by how far it is and when."""
    return (
        told.per == whole.per
        and told.status in _PAID_OF.get(whole.status, {whole.status})
        and _same_time(told.date, whole.date)
        and _same_time(told.period, whole.period)
    )


def _same_time(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one.startswith(other) or other.startswith(one)


def bounded(flows: Sequence[Flow], aggregates: Sequence[Aggregate]) -> tuple[list[Flow], list[Aggregate]]:
    """The flows within what sums told for several allow, and the aggregates with the flows that they cover.

    No part passes the sum less the least of the others; where all parts are known, none falls below it less the most of the
    others. A part that is told with the whole sum ('A, B and C buy D for 40' beside 'A buys D for 40') is of unknown size
    within it. Parts that are told larger than their sum stay as they are, with a note. Of one who has several flows that might
    be the part, none is bounded and none bounds the others.
    """
    by_id = {flow.id: flow for flow in flows}
    by_end: dict[tuple[bool, str], list[str]] = defaultdict(list)  # ids by 'from it' and by 'to it'
    for flow in flows if aggregates else ():
        by_end[True, flow.source].append(flow.id)
        by_end[False, flow.target].append(flow.id)
    joined = []
    for aggregate in sorted(aggregates, key=lambda row: (len(row.parts), row.fact)):
        near = (by_id[each] for each in by_end[aggregate.inward, aggregate.counterparty])
        found = [flow for flow in near if covers(aggregate, flow)]
        for layer in (NetworkLayer.MONEY, NetworkLayer.RISK):
            rows = _one_of_each([flow for flow in found if flow.layer is layer], aggregate)
            by_id |= {flow.id: flow for flow in _within(rows, aggregate)}
        joined.append(replace(aggregate, flows=tuple(sorted(flow.id for flow in found))))
    return list(by_id.values()), joined


def _one_of_each(flows: Iterable[Flow], aggregate: Aggregate) -> list[Flow]:
    by_member: dict[str, list[Flow]] = defaultdict(list)
    for flow in flows:
        by_member[flow.target if aggregate.inward else flow.source].append(flow)
    return [rows[0] for rows in by_member.values() if len(rows) == 1]


def _within(rows: list[Flow], aggregate: Aggregate) -> list[Flow]:
    """The parts as the whole bounds them."""
    whole = aggregate.amount
    if not rows or not whole.known or len(aggregate.parts) < 2:
        return rows
    told = [UNKNOWN if _is_the_whole(flow.amount, whole) else flow.amount for flow in rows]
    complete = len(rows) == len(aggregate.parts)
    least, most = math.fsum(each.low for each in told), math.fsum(each.high for each in told)
    slack = _ABOUT if Bound.ABOUT in {whole.bound, *(each.bound for each in told)} else _CLOSE
    if least > whole.high * (1 + slack) or (complete and most < whole.low * (1 - slack)):
        return [replace(flow, notes=tuple(dict.fromkeys((*flow.notes, EXCEEDS)))) for flow in rows]
    open_ = [each for each in told if each.mode is None]
    told_figures = math.fsum(each.mode for each in told if each.mode is not None)
    left = max(0.0, (whole.figure or 0.0) - told_figures)
    even = left / (len(open_) + len(aggregate.parts) - len(rows)) if open_ else 0.0
    made = []
    for flow, each in zip(rows, told, strict=True):
        high = max(each.low, min(each.high, whole.high - (least - each.low)))
        others = [other.high for other_flow, other in zip(rows, told, strict=True) if other_flow is not flow]
        rest = math.fsum(others) if complete else math.inf
        low = min(high, max(each.low, whole.low - rest if math.isfinite(rest) else 0.0))
        made.append(_part(flow, each, low, high, even, aggregate, rows))
    return made


def _is_the_whole(part: Amount, whole: Amount) -> bool:
    return part.mode is not None and whole.mode is not None and math.isclose(part.mode, whole.mode, rel_tol=_CLOSE)


def _part(flow: Flow, told: Amount, low: float, high: float, even: float, whole: Aggregate, rows: list[Flow]) -> Flow:
    """The flow between what the whole leaves to it; the facts that say so are its evidence, too."""
    if (low, high) == (told.low, told.high) and told is flow.amount:
        return flow
    figure = None if told.mode is None else min(max(told.mode, low), high)
    bound = Bound.EXACT if low == high else Bound.AT_MOST if low == 0 else Bound.BETWEEN
    amount = Amount(low, figure, high, bound, AmountBasis.DERIVED, even=min(max(even, low), high) if figure is None else None)
    said = {*flow.facts, whole.fact, *(fact for row in rows if row.amount.low > 0 for fact in row.facts)}
    return replace(flow, amount=amount, facts=tuple(sorted(said)), notes=tuple(dict.fromkeys((*flow.notes, PART))))


def total(network: FlowNetwork, flows: Sequence[Flow], value: Callable[[Flow], Amount]) -> Amount:
    """The sum of what `value` gives for flows of the network, in which parts of a sum told for several are at most that sum, and
    at least that sum where all are among them.

    A sum holds parts only that are due when it is: a part with a day or a period of its own is added as it is.
    """
    rows = {flow.id: flow for flow in flows}
    amounts = []
    for aggregate in dict.fromkeys(row for flow in flows for row in network.covered.get(flow.id, ())):
        parts = [rows[each] for each in aggregate.flows if each in rows and _due_together(rows[each], aggregate)]
        if len(parts) < 2 or not aggregate.amount.known or any(EXCEEDS in flow.notes for flow in parts):
            continue
        amounts.append(_of_parts([value(rows.pop(flow.id)) for flow in parts], value(_as_flow(aggregate, parts[0])), aggregate))
    return add([*amounts, *map(value, rows.values())])


def _due_together(flow: Flow, aggregate: Aggregate) -> bool:
    return (flow.per, flow.period, flow.date) == (aggregate.per, aggregate.period, aggregate.date)


def _as_flow(aggregate: Aggregate, part: Flow) -> Flow:
    return replace(part, id=aggregate.fact, amount=aggregate.amount, status=aggregate.status)


def _of_parts(parts: list[Amount], whole: Amount, aggregate: Aggregate) -> Amount:
    summed = add(parts)
    high = min(summed.high, whole.high)
    low = min(high, max(summed.low, whole.low) if len(parts) == len(aggregate.parts) else summed.low)
    mode = whole.mode if summed.mode is None and len(parts) == len(aggregate.parts) else summed.mode
    mode = None if mode is None else min(max(mode, low), high)
    return Amount(low, mode, high, whole.bound if low == high else summed.bound, summed.basis)
