"""ISO 8601 as the vocabulary uses it: dates that may stop early, the days they cover, durations, intervals."""

from __future__ import annotations

import calendar
import datetime
import re

_DATE = re.compile(r"(\d{4})(?:-(?:W(\d{2})|(\d{2})(?:-(\d{2}))?))?")
_DURATION = re.compile(r"P(?=\d)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?")


def is_date(text: str) -> bool:
    """Whether `text` is a real date or a prefix of one: '2025', '2025-10', '2025-10-06', '2025-W44'."""
    match = _DATE.fullmatch(text)
    if not match:
        return False
    year, week, month, day = match.groups()
    if week:
        return 1 <= int(week) <= 53
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True


def is_period(text: str) -> bool:
    """Whether `text` is a date prefix, an interval of two of them, or a duration such as 'P4Y'."""
    if _DURATION.fullmatch(text):
        return True
    first, slash, last = text.partition("/")
    if not slash:
        return is_date(text)
    return (is_date(first) or first == "..") and (is_date(last) or last == "..") and (first, last) != ("..", "..")


def first_and_last_day(date: str) -> tuple[str, str]:
    """The first and the last day that an ISO 8601 date or prefix of one covers. ValueError where it is none."""
    if "W" in date:
        iso_year, week = date.split("-W")
        monday = datetime.date.fromisocalendar(int(iso_year), int(week), 1)
        return monday.isoformat(), (monday + datetime.timedelta(days=6)).isoformat()
    parts = [int(part) for part in date.split("-")]
    year, month, day = parts[0], parts[1] if len(parts) > 1 else None, parts[2] if len(parts) > 2 else None
    if day is not None and month is not None:
        whole = datetime.date(year, month, day).isoformat()
        return whole, whole
    if month is not None:
        return f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"
    return f"{year:04}-01-01", f"{year:04}-12-31"
