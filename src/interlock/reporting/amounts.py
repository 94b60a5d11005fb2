"""Amounts of the network in words: bound and basis are always said."""

from __future__ import annotations

import math

from interlock.network.amounts import Amount, AmountBasis
from interlock.network.concentration import Interval
from interlock.reporting.figures import number_in_words
from interlock.vocabulary import Bound

UNKNOWN_AMOUNT = "unknown"
_BASIS = {AmountBasis.DERIVED: " (derived)", AmountBasis.ASSUMED: " (assumed)"}


def rounded(value: float) -> float:
    """The number to three digits: results are not more exact than what went in."""
    if value == 0 or not math.isfinite(value):
        return value
    digits = 2 - math.floor(math.log10(abs(value)))
    return round(value, digits)


def dollars(value: float) -> str:
    """'$13bn', '-$2.5bn', three digits."""
    if math.isinf(value):
        return "no upper end"
    if abs(value) < 0.5:  # less than any sum of the press: the rounding of a solver
        return "$0"
    sign = "-" if value < 0 else ""
    return f"{sign}${number_in_words(abs(rounded(value)))}"


def amount_in_words(amount: Amount, *, basis: bool = True) -> str:
    """'up to $100bn', '$10bn to $30bn', '$350bn or more', 'unknown'; with '(derived)' or '(assumed)' where it is."""
    tail = _BASIS.get(amount.basis, "") if basis else ""
    if not amount.known:
        return UNKNOWN_AMOUNT
    if math.isinf(amount.high):
        return f"{dollars(amount.low)} or more{tail}"
    if amount.low == amount.high:
        return f"{'about ' if amount.bound is Bound.ABOUT else ''}{dollars(amount.high)}{tail}"
    if amount.low == 0:
        return f"up to {dollars(amount.high)}{tail}"
    return f"{dollars(amount.low)} to {dollars(amount.high)}{tail}"


def interval_in_words(interval: Interval) -> str:
    """'$42bn to $210bn', or one figure where both ends are one (to three digits)."""
    low, high = (0.0 if abs(end) < 0.5 else rounded(end) for end in (interval.low, interval.high))
    if low == high or abs(high - low) <= 1e-6 * max(abs(low), abs(high)):
        return dollars(high)
    if math.isinf(high):
        return f"{dollars(low)} or more" if low else "no upper end"
    return f"{dollars(low)} to {dollars(high)}" if low else f"up to {dollars(high)}"


def ratio_in_words(interval: Interval | None) -> str:
    """'4.6x', '2.3x to 15x', or 'not known'."""
    if interval is None:
        return "not known"
    low, high = (f"{rounded(end):g}x" if math.isfinite(end) else "no upper end" for end in (interval.low, interval.high))
    return low if low == high else f"{low} to {high}"


def share_in_words(interval: Interval | None) -> str:
    """'85%', '40% to 60%', or 'not known'."""
    if interval is None:
        return "not known"
    low, high = (f"{rounded(end * 100):g}%" for end in (interval.low, interval.high))
    return low if low == high else f"{low} to {high}"


def amount_record(amount: Amount) -> dict[str, object]:
    """An amount for programs; an open end is null."""
    return {
        "low": amount.low,
        "high": amount.high if math.isfinite(amount.high) else None,
        "told": amount.mode,
        "bound": str(amount.bound),
        "basis": str(amount.basis),
    }


def interval_record(interval: Interval | None) -> dict[str, object] | None:
    """An interval for programs; an open end is null."""
    if interval is None:
        return None
    return {"low": interval.low, "high": interval.high if math.isfinite(interval.high) else None}
