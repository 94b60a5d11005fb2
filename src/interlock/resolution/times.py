"""Dates and periods as spans of days."""

from __future__ import annotations

import datetime
from functools import lru_cache

from interlock.vocabulary.dates import first_and_last_day

FAR = 100_000
"""Days: how far apart two days are of which one is unknown."""


@lru_cache(maxsize=65536)
def days(date: str) -> tuple[int, int]:
    """The first and the last day that an ISO 8601 date or prefix of one covers, as ordinals."""
    try:
        first, last = first_and_last_day(date)
    except ValueError:  # the 53rd week of a year that has 52
        first, last = first_and_last_day(f"{date[:4]}-W52")
    return datetime.date.fromisoformat(first).toordinal(), datetime.date.fromisoformat(last).toordinal()


def period_days(period: str) -> tuple[int, int] | None:
    """The days of a date or an interval of two; None for a duration and for an interval with an open end."""
    if period.startswith("P"):
        return None
    first, slash, last = period.partition("/")
    if not slash:
        return days(first)
    if ".." in (first, last):
        return None
    return days(first)[0], days(last)[1]


def gap(one: str | None, other: str | None) -> int:
    """Days between two dates; 0 where they overlap, FAR where one is unknown."""
    if not one or not other:
        return FAR
    (first, last), (low, high) = days(one), days(other)
    return max(0, low - last, first - high)


def apart(one: str | None, other: str | None) -> bool:
    """Whether two dates are known and have no day in common."""
    return one is not None and other is not None and gap(one, other) > 0


def periods_apart(one: str | None, other: str | None) -> bool:
    """Whether two periods are known and are not the same stretch: a quarter is not its year."""
    if one is None or other is None or one == other:
        return False
    first, second = period_days(one), period_days(other)
    if first is None or second is None:
        return one.startswith("P") and other.startswith("P")
    return first != second
