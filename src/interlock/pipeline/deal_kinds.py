"""Which kinds of claim make a deal, and which of two sums is the larger."""

from __future__ import annotations

from interlock.vocabulary import KINDS, Kind, Money
from interlock.vocabulary.currencies import in_dollars


def deal_kinds() -> tuple[Kind, ...]:
    """The kinds that make a deal."""
    return tuple(kind for kind, row in KINDS.items() if row.deal)


def magnitude(money: Money | None) -> tuple[int, float]:
    """A rank by size: no amount below an amount without currency below one with. The stated figure counts, or the
    upper end of a range."""
    if money is None:
        return 0, 0.0
    dollars = in_dollars(money)
    return (1, money.largest()) if dollars is None else (2, dollars)
