"""ISO 8601 as the vocabulary uses it: dates that may stop early, durations, intervals."""

from __future__ import annotations

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
