"""Calendar arithmetic on ISO prefixes: what a date without a year, or 'last month', is on a day of publication."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

_NEAR_MONTHS, _PLANNED_MONTHS = 6, 8
_SEASON_AHEAD = 3
"""Months from which on a season named without its year is rather the last one."""
_WINTER = 4
_FEW_DAYS, _FEW_WEEKS = 7, 8
"""Days in which a date known by its month rather stays in that month, weeks in which it rather stays in that year."""
_PUBLISHED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Published:
    """The day of publication, as exactly as it is known; `day` is its first possible day."""

    day: datetime.date
    has_month: bool
    has_day: bool

    @property
    def text(self) -> str:
        """As ISO text, as exactly as it is known."""
        return self.day.isoformat()[: 10 if self.has_day else 7 if self.has_month else 4]


def longest(spans: list[tuple[int, int, T]]) -> list[T]:
    """The items of (start, end, item) in order of place, the longest of those that overlap; of two as long, the first."""
    kept: list[tuple[int, int, int]] = []
    for place in sorted(range(len(spans)), key=lambda place: spans[place][0] - spans[place][1]):
        start, end, _ = spans[place]
        right = bisect_left(kept, (start, end, -1))
        if (right == len(kept) or end <= kept[right][0]) and (right == 0 or kept[right - 1][1] <= start):
            insort(kept, (start, end, place))
    return [spans[place][2] for _, _, place in kept]


def published_day(text: str | None) -> Published | None:
    """The publication date from ISO text; None where there is none or it is no date."""
    match = _PUBLISHED.match(text) if text else None
    if not match:
        return None
    try:
        day = datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None
    return Published(day, match[2] is not None, match[3] is not None)


def iso_date(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """ISO text that stops where the date does; None for a day that does not exist."""
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    if month is None:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day is not None else "")


def quarter_interval(year: int, quarter: int) -> str:
    """The months of a quarter: '2025-07/2025-09'."""
    return f"{year:04d}-{quarter * 3 - 2:02d}/{year:04d}-{quarter * 3:02d}"


def half_interval(year: int, half: int) -> str:
    """The months of a half-year: '2025-01/2025-06'."""
    return f"{year:04d}-{half * 6 - 5:02d}/{year:04d}-{half * 6:02d}"


def year_of(
    base: Published | None, month: int | None, day: int | None, to_come: bool, past: bool = False, planned: bool = False
) -> int | None:
    """The year of a month (and day) named without one: the nearest in time, the one behind where both are as near.

    'In June' is this June for a paper of March and the last one for a paper of November. `to_come`: the next one;
    `past`: the last one. What is `planned` may be a little further off.
    """
    if base is None or not base.has_month or month is None:
        return None
    exact = day is not None and base.has_day
    named = (month, day) if exact else (month, 0)
    today = (base.day.month, base.day.day) if exact else (base.day.month, 0)
    if to_come:
        return base.day.year + (1 if named <= today else 0)
    ahead = (month - base.day.month) % 12
    if not past and (0 < ahead < (_PLANNED_MONTHS if planned else _NEAR_MONTHS) or (ahead == 0 and named > today)):
        return base.day.year + (1 if month < base.day.month else 0)
    return base.day.year - (1 if named > today else 0)


def day_of_month(base: Published | None, day: int) -> str | None:
    """The nearest day of that number that is not after the publication."""
    if base is None or not base.has_day:
        return None
    year, month = base.day.year, base.day.month
    if day > base.day.day:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return iso_date(year, month, day)


def weekday_date(base: Published | None, weekday: int, weeks: int | None, to_come: bool) -> str | None:
    """The nearest such weekday not after the publication; the one to come; or that of a week counted from this one."""
    if base is None or not base.has_day:
        return None
    distance = weekday - base.day.isoweekday()
    if weeks is not None:
        distance += 7 * weeks
    elif to_come:
        distance += 7 if distance <= 0 else 0
    elif distance > 0:
        distance -= 7
    try:
        return (base.day + datetime.timedelta(days=distance)).isoformat()
    except OverflowError:
        return None


def shifted(base: Published | None, unit: str, shift: int) -> tuple[str, str | None] | None:
    """The date `shift` units from the publication, and its interval where the date alone would say too much."""
    if base is None or (unit in ("day", "week") and not base.has_day) or (unit != "year" and not base.has_month):
        return None
    day = base.day
    try:
        if unit == "day":
            return (day + datetime.timedelta(days=shift)).isoformat(), None
        if unit == "week":
            return _within_week(day + datetime.timedelta(weeks=shift)), None
        months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit]
        place = (day.year * 12 + day.month - 1) // months + shift
        year, step = divmod(place, 12 // months)
        if not 1 <= year <= 9999:
            return None
    except OverflowError:
        return None
    if unit == "month":
        return f"{year:04d}-{step + 1:02d}", None
    interval = {"quarter": quarter_interval, "half": half_interval}.get(unit)
    return f"{year:04d}", interval(year, step + 1) if interval else None


def _within_week(day: datetime.date) -> str:
    """The month in which the working days of a day's week lie, or else the year of most of them: a date says no week."""
    monday, wednesday, friday = (day + datetime.timedelta(days=number - day.isoweekday()) for number in (1, 3, 5))
    if monday.month == friday.month:
        return f"{monday.year:04d}-{monday.month:02d}"
    return f"{wednesday.year:04d}"


def season_year(
    base: Published | None, season: int, to_come: bool, past: bool = False, this: bool = False, planned: bool = False
) -> int | None:
    """The year of a season (spring 1, summer 2, autumn 3) named without one; None for winter, which has parts of two.

    It is the one that runs or the last one, the next one where that is near or `planned`. `to_come`: the next to begin;
    `past`: the last that is over; `this`: the one in the year of the publication.
    """
    if base is None or not base.has_month or season == _WINTER:
        return None
    year, month, first = base.day.year, base.day.month, season * 3
    if this:
        return year
    if past:
        return year if month > first + 2 else year - 1
    if to_come:
        return year if month < first else year + 1
    if planned:
        return year if month <= first + 2 else year + 1
    if (first - month) % 12 <= _SEASON_AHEAD:
        return year if month <= first else year + 1
    return year if month >= first else year - 1


def counted(told: Sequence[str], unit: str, shift: int, base: Published | None) -> str | None:
    """The date `shift` units from the last of the dates `told` that is exact enough; what is to come is taken up ('the same
    year'), but nothing is told to have been later or earlier than that.

    Where none is told, what was earlier counts from the publication; what came later needs something that it was later than.
    """
    today = base.text if base is not None else "9999"
    for date in reversed(told):
        if shift == 0 or date[: len(today)] <= today[: len(date)]:
            value = _counted_from(date, unit, shift)
            if value is not None:
                return value
    moved = shifted(base, unit, shift) if shift <= 0 else None
    return moved[0] if moved is not None else None


def _counted_from(date: str, unit: str, shift: int) -> str | None:
    """A date counted from another, as exactly as that is known; None where it is not known exactly enough."""
    whole = published_day(date)
    if whole is None:
        return None
    if unit == "day" and shift == 0 and whole.has_month:
        return date
    exact = shifted(whole, unit, shift)
    if exact is not None:
        return exact[0]
    if whole.has_month and unit == "day" and abs(shift) <= _FEW_DAYS:
        return date
    if whole.has_month and unit == "week" and abs(shift) <= _FEW_WEEKS:
        month = whole.day.month + (1 if shift > 0 else -1) * -(-abs(shift) // 4)
        return f"{whole.day.year:04d}" if 1 <= month <= 12 else None
    return None
