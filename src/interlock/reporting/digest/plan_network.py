"""What the deals of a digest are part of: loops with their bottleneck, exposures, coverage of commitments."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from interlock.network.amounts import Amount
from interlock.network.concentration import Interval
from interlock.network.exposure import Coverage, Exposure
from interlock.network.loops import Loop
from interlock.reporting.amounts import rounded
from interlock.reporting.digest.material import Material, record_of
from interlock.reporting.digest.records import (
    DateSlot,
    Derived,
    Form,
    PartySlot,
    QuantitySlot,
    Section,
    SentenceRecord,
    SeveralSlot,
    Slot,
    TermSlot,
)
from interlock.vocabulary import Bound, Fact, Money, Quantity, Status

_LEAST = 0.5
"""Dollars; less is the rounding of a computation."""
_WORTH_TELLING = 0.5
"""Of revenue and promised funding: commitments below half of them are told by their absence."""


def network_records(material: Material, cited: set[str], most: int) -> Iterator[SentenceRecord]:
    """Loops, exposures and coverages that rest on facts which the digest tells, the largest first."""
    facts = material.every
    loops = [loop for loop in material.loops if cited & set(loop.facts) and _held(loop.facts, facts)]
    for loop in loops[: most or None]:
        yield _loop(material, loop, [facts[each] for each in loop.facts])
    exposed = [row for row in material.exposures if row.amount.known and cited & set(row.facts) and _held(row.facts, facts)]
    for row in exposed[: most or None]:
        yield _exposure(material, row, [facts[each] for each in row.facts])
    covered = [row for row in material.coverages if row.due.known and row.due.high > _LEAST and cited & set(row.facts)]
    covered = [row for row in covered if _held(row.facts, facts) and row.ratio is not None and row.ratio.high >= _WORTH_TELLING]
    hardest = {row.actor: row for row in reversed(covered)}  # of each actor the year of the largest sum
    for each in sorted(hardest.values(), key=covered.index)[: most // 2 or None]:
        yield _coverage(material, each, [facts[one] for one in each.facts])


def _held(wanted: Sequence[str], facts: Mapping[str, Fact]) -> bool:
    return all(each in facts for each in wanted)


def _loop(material: Material, loop: Loop, facts: Sequence[Fact]) -> SentenceRecord:
    way = [material.parties[actor] for actor in (*loop.actors, loop.actors[0])]
    slots: dict[str, Slot] = {
        "way": SeveralSlot(tuple(map(PartySlot, way))),
        "patterns": SeveralSlot(tuple(TermSlot("pattern", str(each)) for each in loop.patterns)),
        "statuses": _statuses(facts),
    }
    derived = []
    if loop.bottleneck.known:
        amount = dollars(loop.bottleneck)
        slots["amount"] = QuantitySlot("amount", amount)
        derived.append(Derived("the smallest leg of the loop, end by end", "amount", amount))
    return record_of(material, Section.PART_OF, Form.LOOP, facts, slots, identity=loop.id, derived=tuple(derived))


def _exposure(material: Material, row: Exposure, facts: Sequence[Fact]) -> SentenceRecord:
    amount = dollars(row.amount)
    slots: dict[str, Slot] = {
        "holder": PartySlot(material.parties[row.holder]),
        "counterparty": PartySlot(material.parties[row.counterparty]),
        "class": TermSlot("exposure", str(row.sort)),
        "amount": QuantitySlot("amount", amount),
        "statuses": _statuses(facts),
    }
    derived = (Derived("the sum of what is at risk, gross", "amount", amount),)
    return record_of(material, Section.PART_OF, Form.EXPOSURE, facts, slots, identity=row.id, derived=derived)


def _coverage(material: Material, row: Coverage, facts: Sequence[Fact]) -> SentenceRecord:
    due = dollars(row.due)
    slots: dict[str, Slot] = {
        "actor": PartySlot(material.parties[row.actor]),
        "due": QuantitySlot("amount", due),
        "year": DateSlot(str(row.year)),
        "statuses": _statuses(facts),
    }
    derived = [
        Derived("commitments due in the year", "amount", due),
        Derived("a year of the window", "date", date=str(row.year)),
    ]
    if row.ratio is not None:
        ratio = as_quantity(row.ratio)
        slots["times"] = QuantitySlot("times", ratio)
        derived += [Derived("due over revenue and promised funding", "times", each) for each in _ends(ratio)]
    return record_of(material, Section.PART_OF, Form.COVERAGE, facts, slots, identity=row.id, derived=tuple(derived))


def _ends(quantity: Quantity) -> list[Quantity]:
    """The numbers of a ratio one by one: no unit ties them together in a text."""
    return [Quantity(each) for each in (quantity.value, quantity.low, quantity.high) if each is not None]


def _statuses(facts: Sequence[Fact]) -> SeveralSlot:
    present = {fact.status for fact in facts}
    return SeveralSlot(tuple(TermSlot("status", str(each)) for each in Status if each in present))


def dollars(amount: Amount) -> Money:
    """An amount of the network as a sum with its bound, to three digits: results are no more exact than what went in."""
    told = as_quantity(Interval(amount.low, amount.high))
    bound = amount.bound if amount.low == amount.high and amount.bound is Bound.ABOUT else told.bound
    return Money(told.value, bound, told.low, told.high, currency="USD")


def as_quantity(interval: Interval) -> Quantity:
    """An interval with the bound that it is: open above 'at least', from nothing 'at most'."""
    low, high = rounded(interval.low), rounded(interval.high)
    if low == high:
        return Quantity(high)
    if math.isinf(high):
        return Quantity(low, Bound.AT_LEAST)
    if low < _LEAST * 1e-6:
        return Quantity(high, Bound.AT_MOST)
    return Quantity(None, Bound.BETWEEN, low, high)
