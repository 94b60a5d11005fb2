"""Publication dates as they are written. A date that cannot be told for certain is no date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from email.utils import parsedate_to_datetime
from typing import overload

from interlock.languages.schema import DateRules, Language
from interlock.vocabulary.folding import fold

_YEAR_FIRST = re.compile(r"(\d{4})\s?([-/.年])\s?(\d{1,2})\s?(?:\2|月)\s?(\d{1,2})(?!\d)日?")
_YEAR_LAST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_FOUR_DIGITS = re.compile(r"\d{4}")
_CLOCK = re.compile(
    r"(?:T|\s*[,|]?\s*(?:at|à|בשעה)?\s*)\d{1,2}[:h]\d{2}(?::\d{2})?(?:\.\d+)?"
    r"(?:\s?[AaPp]\.?[Mm]\b\.?)?(?:\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})\b)?"
)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found.isoformat() if 1900 <= year <= 2200 else None


def _month(word: str, rules: DateRules) -> int | None:
    word = fold(word).strip(" .")
    if word.isdigit():
        return int(word)
    for form in (word, word + ".", word.rstrip("'"), word + "'", word[1:]):
        if form in rules.months:
            return rules.months[form]
    return None


def _named(text: str, start: int, rules: DateRules) -> tuple[str, int] | None:
    for order in rules.orders:
        if not {"year", "day"} <= set(order.groupindex):
            continue
        match = order.match(text, start)
        parts = match.groupdict() if match else {}
        name = parts.get("month") or parts.get("month_number")
        if match and name and parts["year"] and parts["day"]:
            month = _month(name, rules)
            found = _iso(int(parts["year"]), month, int(parts["day"])) if month else None
            if found:
                return found, match.end()
    return None


class Rules(Sequence[DateRules]):
    """The date rules of some languages, each taken from its language when it is asked for."""

    def __init__(self, languages: Sequence[Language]) -> None:
        self._languages = languages

    def __len__(self) -> int:
        return len(self._languages)

    @overload
    def __getitem__(self, place: int) -> DateRules: ...

    @overload
    def __getitem__(self, place: slice) -> Rules: ...

    def __getitem__(self, place: int | slice) -> DateRules | Rules:
        if isinstance(place, slice):
            return Rules(self._languages[place])
        return self._languages[place].dates


def match_date(text: str, start: int, rules: Sequence[DateRules] = ()) -> tuple[str, int] | None:
    """The full date written at `start`, in ISO 8601, and where it ends; None where there is none.

    Of '03/04/2025' nobody can tell which is the month, so it is no date; '26/12/2025' and '03.04.2025' are.
    `rules` add the names of months of some languages.
    """
    found: str | None = None
    if match := _YEAR_FIRST.match(text, start):
        found = _iso(int(match[1]), int(match[3]), int(match[4]))
    elif match := _YEAR_LAST.match(text, start):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "." or first > 12 or first == second:
            found = _iso(year, second, first)
        elif second > 12:
            found = _iso(year, first, second)
    elif match := _COMPACT.match(text, start):
        found = _iso(int(match[1]), int(match[2]), int(match[3]))
    if found and match:
        return found, match.end()
    if not _FOUR_DIGITS.search(text, start, start + 60):
        return None  # a full date holds a year; so the rules, which may have to be loaded first, need not be asked
    folded = fold(text[start : start + 60])
    for rule in rules:
        if named := _named(folded, 0, rule):
            return named[0], start + named[1]
    return None


def match_clock(text: str, start: int) -> int:
    """Where the time of day that follows a date at `start` ends; `start` itself where there is none."""
    match = _CLOCK.match(text, start)
    return match.end() if match else start


def parse_date(value: object, rules: Sequence[DateRules] = ()) -> str | None:
    """The date that a metadata field holds, in ISO 8601: the day as written, whatever its time zone."""
    if not isinstance(value, str):
        return None
    value = value.strip()
    if found := match_date(value, 0, rules):
        return found[0]
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
