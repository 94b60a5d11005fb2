"""Dates and periods as spans of days."""

from __future__ import annotations

import calendar
import datetime
from functools import lru_cache

FAR = 100_000
"""Days: how far apart two days are of which one is unknown."""


@lru_cache(maxsize=65536)
def days(date: str) -> tuple[int, int]:
    """The first and the last day that an ISO 8601 date or prefix of one covers, as ordinals."""
    if "W" in date:
        in_year, week = (int(part) for part in date.split("-W"))
        try:
            monday = datetime.date.fromisocalendar(in_year, week, 1).toordinal()
        except ValueError:  # the 53rd week of a year that has 52
            monday = datetime.date.fromisocalendar(in_year, 52, 1).toordinal()
        return monday, monday + 6
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 3:
        day = datetime.date(*parts).toordinal()
        return day, day
    year, first, last = parts[0], (parts[1] if len(parts) > 1 else 1), (parts[1] if len(parts) > 1 else 12)
    return (
        datetime.date(year, first, 1).toordinal(),
        datetime.date(year, last, calendar.monthrange(year, last)[1]).toordinal(),
    )


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
