"""Dates as spans of days, so that '2025', '2025-W44' and '2025-10-31' can be compared."""

from __future__ import annotations

import calendar
import datetime


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
