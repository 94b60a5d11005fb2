"""The likely reason why two figures of one thing differ, as far as the claims themselves show it."""

from __future__ import annotations

from collections.abc import Sequence

from interlock.resolution.times import gap
from interlock.vocabulary import Bound, Fact, Money, Quantity, Reason, Value
from interlock.vocabulary.quantity import stated

_OLD = 21
"""Days between two tellings from which on one figure may simply be newer."""
_SAME = 0.005


def reason_of(one: Fact, mine: Value, other: Fact, theirs: Value, story: Sequence[Fact]) -> tuple[Reason, str]:
    """The reason and a sentence for it; the first that fits of period, currency, bound, basis, time."""
    first, second = mine.quantity, theirs.quantity
    assert first is not None and second is not None
    if mine.per != theirs.per or _lengths_differ(mine.period, theirs.period):
        return Reason.PERIOD, f"one is told {_rate(mine)}, the other {_rate(theirs)}"
    if not _alike(first, second) and _near(stated(first), stated(second)):
        return Reason.CURRENCY, "the same number in two currencies"
    part = _part(first, second, one, other, story)
    if part is not None:
        return (
            Reason.BASIS,
            f"the difference is another figure told beside it ({part:,.12g}): a part against the whole, or before and after it",
        )
    if first.bound is not second.bound and {first.bound, second.bound} & {Bound.AT_LEAST, Bound.AT_MOST}:
        return Reason.BOUND, f"one is told as {first.bound}, the other as {second.bound}"
    if _dates(one, mine) != _dates(other, theirs) and _days(one, mine, other, theirs) >= _OLD:
        return Reason.TIME, "one was told, or holds, well before the other"
    return Reason.UNKNOWN, "nothing in the texts says why"


def _part(first: Quantity, second: Quantity, one: Fact, other: Fact, story: Sequence[Fact]) -> float | None:
    """A third figure of the story that is the difference of the two."""
    difference = abs(stated(first) - stated(second))
    if difference == 0 or isinstance(first, Money) != isinstance(second, Money):
        return None
    for fact in story:
        if fact.id in (one.id, other.id):
            continue
        for value in fact.values:
            told = value.quantity
            if told is not None and _alike(told, first) and _near(stated(told), difference):
                return stated(told)
    return None


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether both are sums of one currency, or both no sums."""
    if isinstance(one, Money) and isinstance(other, Money):
        return one.currency == other.currency
    return isinstance(one, Money) == isinstance(other, Money)


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME * max(abs(one), abs(other))


def _lengths_differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _rate(value: Value) -> str:
    if value.per:
        return f"per {value.per}"
    return f"for {value.period}" if value.period else "as a whole"


def _dates(fact: Fact, value: Value) -> set[str]:
    """The dates told for the claims of a value."""
    return {text.text or "" for text in fact.values if text.field == "date" and set(text.claims) & set(value.claims)}


def _days(one: Fact, mine: Value, other: Fact, theirs: Value) -> int:
    left = _dates(one, mine) or _said(one, mine)
    right = _dates(other, theirs) or _said(other, theirs)
    return min((gap(first, second) for first in left for second in right), default=0)


def _said(fact: Fact, value: Value) -> set[str]:
    return {row.said for row in fact.support if row.claim in value.claims and row.said}
