"""Dates, periods and rates of a sentence, as ISO 8601; what counts from an unknown publication date is left out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from interlock.extraction.dates_calendar import (
    Published,
    counted,
    day_of_month,
    half_interval,
    iso_date,
    longest,
    published_day,
    quarter_interval,
    season_year,
    shifted,
    weekday_date,
    year_of,
)
from interlock.extraction.dates_named import DateWords, Named, date_words
from interlock.extraction.numbers import read_number
from interlock.languages import Language
from interlock.vocabulary.dates import is_date

_NEARBY = re.compile(r"[^\d,.;:!?。，；、()]{0,14}")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at [start, end); `value` is an ISO date that may stop early. `relative`: it counts from the publication.

    `behind`: the same a year earlier, where the text does not tell the year and `value` lies ahead of the publication:
    what it is if it has happened. `leans`: a season of no year, or what counts from the date told before
    ('two weeks later'), but for the day before that.
    """

    value: str
    start: int
    end: int
    relative: bool
    behind: str | None = None
    leans: bool = False


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A length of time or a stretch of the calendar at [start, end): 'P4Y', '2025-01/2025-06'."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundRate:
    """Words such as 'a year' at [start, end); `per` is year, quarter, month, week or day."""

    per: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Times:
    """The dates and periods of a sentence, each in order of place."""

    dates: tuple[FoundDate, ...]
    periods: tuple[FoundPeriod, ...]


@dataclass(frozen=True, slots=True)
class _Valued:
    """A date with the months that it covers, where it is a quarter or a half-year."""

    date: FoundDate
    interval: str | None


class _Resolving:
    """Values of what is named in one sentence. `told` are the dates told before, the last one last."""

    def __init__(self, base: Published | None, told: Sequence[str], words: DateWords) -> None:
        self._base = base
        self._told = list(told)
        self._words = words

    def valued(self, folded: str, start: int, end: int) -> list[_Valued]:
        """Every date of the span that has a value, in order."""
        result: list[_Valued] = []
        for item in self._joined(folded, self._words.named(folded, start, end)):
            if not (item.year or item.to_come or item.unit) and self._words.is_planned(folded, start, end, item):
                item = replace(item, planned=True)
            found = self._found(item)
            if found is not None:
                result.append(found)
                self._told.append(found.date.value)
        return result

    def _joined(self, folded: str, found: list[Named]) -> list[Named]:
        """Give a date without a year the year said beside it ('去年12月', 'October last year'); drop a weekday beside its
        date; put what counts from the date told before in the place of its phrase."""
        result: list[Named] = []
        for item in found:
            last = result[-1] if result else None
            if item.told:
                item = self._counted(item, result) or item
            if last is not None and self._near(folded, last.end, item.start if item.start >= last.end else item.shown):
                merged = self._merged(last, item) or self._merged(item, last)
                if merged is not None:
                    result[-1] = merged
                    continue
            if last is not None and item.shown - last.end <= 3:
                if last.weekday and item.day:
                    result[-1] = replace(item, start=last.start, shown=last.shown)
                    continue
                if item.weekday and last.day:
                    continue
            result.append(item)
        return result

    def _near(self, folded: str, place: int, stop: int) -> bool:
        reach = 2 if self._words.free else 14
        return place <= stop and stop - place <= reach and _NEARBY.fullmatch(folded, place, stop) is not None

    def _counted(self, item: Named, before: Sequence[Named]) -> Named | None:
        """An item with the year, month and day that it has, counted from the date told before it."""
        last = before[-1] if before else None
        open_year = last is not None and last.is_part and last.year is None  # 'in August of the same year'
        here = [found.date.value for other in before[: -1 if open_year else None] if (found := self._found(other)) is not None]
        value = counted([*self._told, *here], item.unit or "year", item.shift, self._base)
        if value is None:
            return None
        year, month, day = [*map(int, value.split("-")), None, None][:3]
        if item.unit:
            return replace(item, year=year, month=month, day=day, unit="")
        return replace(item, year=year)

    def _merged(self, relative: Named, item: Named) -> Named | None:
        """`item` in the year or month that `relative` says, if it lacks one."""
        if item.unit or item.weekday or item.year is not None:
            return None
        start, end, shown = min(item.start, relative.start), max(item.end, relative.end), min(item.shown, relative.shown)
        if relative.told and relative.year is not None and relative.month is None and item.is_part:
            return replace(item, year=relative.year, start=start, end=end, shown=shown, told=True)
        moved = shifted(self._base, relative.unit, relative.shift) if relative.unit and not relative.told else None
        if moved is None:
            return None
        if relative.unit == "year" and item.is_part:
            return replace(item, year=int(moved[0]), start=start, end=end, shown=shown)
        if relative.unit == "month" and item.day and not item.month:
            year, month = moved[0].split("-")
            return replace(item, year=int(year), month=int(month), start=start, end=end, shown=shown)
        return None

    def _found(self, item: Named) -> _Valued | None:
        value, interval, relative = self._value(item)
        if value is None or not is_date(value):
            return None
        free = item.is_part and not (item.year or item.unit or item.to_come or item.past or item.this)
        behind = self._behind(item, value) if free else None
        return _Valued(FoundDate(value, item.shown, item.end, relative, behind, _leans(item)), interval)

    def _behind(self, item: Named, value: str) -> str | None:
        """The value a year earlier, where the months meant begin after the publication."""
        if self._base is None or not self._base.has_month:
            return None
        month = _first_month(item)
        ahead = (int(value[:4]), month) > (self._base.day.year, self._base.day.month)
        earlier = f"{int(value[:4]) - 1:04d}{value[4:]}"
        return earlier if ahead and item.day is None and is_date(earlier) else None

    def _value(self, item: Named) -> tuple[str | None, str | None, bool]:
        """ISO date, interval, and whether it counts from the publication."""
        base = self._base
        if item.unit:
            moved = None if item.told else shifted(base, item.unit, item.shift)
            if moved and item.month and item.unit == "year":
                return f"{moved[0]}-{item.month:02d}", None, True
            return (*moved, True) if moved else (None, None, True)
        if item.weekday:
            return weekday_date(base, item.weekday, item.weeks, item.to_come), None, True
        if item.season:
            year = item.year or season_year(base, item.season, item.to_come, item.past, item.this, item.planned)
            return (f"{year:04d}" if year is not None else None), None, item.year is None
        if item.quarter or item.half:
            month = item.quarter * 3 if item.quarter else (item.half or 1) * 6
            year = item.year or year_of(base, month, None, item.to_come, item.past, item.planned)
            if year is None:
                return None, None, True
            interval = quarter_interval(year, item.quarter) if item.quarter else half_interval(year, item.half or 1)
            return f"{year:04d}", interval, item.year is None
        if item.month is None and item.day is not None:
            return day_of_month(base, item.day), None, True
        if item.year is not None:
            return iso_date(item.year, item.month, item.day), None, False
        year = year_of(base, item.month, item.day, item.to_come, item.past, item.planned)
        return (iso_date(year, item.month, item.day) if year else None), None, True


def _leans(item: Named) -> bool:
    """Whether it is a season without a year, or counts from a told date and is not the day before it."""
    eve = item.day is not None and item.shift == -1
    return (item.told and not eve) or (item.season is not None and item.year is None)


def _first_month(item: Named) -> int:
    """The first month of what is named without its year."""
    if item.season:
        return item.season * 3
    if item.quarter or item.half:
        return item.quarter * 3 - 2 if item.quarter else (item.half or 1) * 6 - 5
    return item.month or 1


def find_times(
    text: str, folded: str, start: int, end: int, language: Language, published: str | None, told: Sequence[str] = ()
) -> Times:
    """Every date and period of the span [start, end). `folded` is `fold(text)`; `told` are the dates told before it.

    A quarter or half-year is dated by its year, and its months are a period; a season is dated by its year. A month without
    a year is the one nearest to `published`, unless the text says that it is to come. 'The same day', 'two weeks later' count
    from the last date told that is exact enough.
    """
    assert len(text) == len(folded)
    words = date_words(language)
    dated = _Resolving(published_day(published), told, words).valued(folded, start, end)
    return Times(tuple(found.date for found in dated), _periods(folded, start, end, language, dated))


def find_dates(text: str, folded: str, start: int, end: int, language: Language, published: str | None) -> tuple[FoundDate, ...]:
    """Every date of the span [start, end) by itself, in order: see `find_times`."""
    return find_times(text, folded, start, end, language, published).dates


def find_periods(
    text: str, folded: str, start: int, end: int, language: Language, published: str | None
) -> tuple[FoundPeriod, ...]:
    """Every duration and interval of the span [start, end), in order."""
    return find_times(text, folded, start, end, language, published).periods


def _periods(folded: str, start: int, end: int, language: Language, dated: Sequence[_Valued]) -> tuple[FoundPeriod, ...]:
    words = date_words(language)
    periods = [FoundPeriod(found.interval, found.date.start, found.date.end) for found in dated if found.interval is not None]
    for first, last in itertools.pairwise(dated):
        one, other = first.date, last.date
        if last.interval is None and one.value < other.value and words.range_mark.fullmatch(folded, one.end, other.start):
            periods.append(FoundPeriod(f"{one.value}/{other.value}", one.start, other.end))
    periods += [
        FoundPeriod(f"{match['first']}/{match['last']}", match.start(), match.end())
        for match in words.years.finditer(folded, start, end)
        if match["first"] < match["last"]
    ]
    for (_, letter), match in words.durations.find(folded, start, end):
        value = _duration(folded, match, letter, language)
        if value is not None:
            periods.append(FoundPeriod(value, match.start("number"), match.end()))
    return tuple(longest([(item.start, item.end, item) for item in periods]))


_SMALLER = {"Y": ("M", 12)}


def _duration(folded: str, match: re.Match[str], letter: str, language: Language) -> str | None:
    begin, stop = match.span("number")
    place = begin
    while place < stop:
        number = read_number(folded, place, stop, language)
        if number is not None and number.end == stop and not number.vague:
            break
        if place - begin >= 3 or not language.prefixes or folded[place] not in language.prefixes:
            return None
        place += 1
        place += folded[place : place + 1] == "-"
    else:
        return None
    value = number.value
    if value != int(value) and letter in _SMALLER:
        letter, factor = _SMALLER[letter]
        value *= factor
    if value != int(value) or not 0 < value < 1000 or (number.lone_word and value == 1):
        return None
    return f"P{int(value)}{letter}"


def find_rates(text: str, folded: str, start: int, end: int, language: Language) -> tuple[FoundRate, ...]:
    """Every rate of the span [start, end), in order, also where it stands apart from its quantity."""
    assert len(text) == len(folded)
    found = [
        FoundRate(per, match.start(), match.end())
        for pattern, per in date_words(language).rates
        for match in pattern.finditer(folded, start, end)
    ]
    return tuple(longest([(item.start, item.end, item) for item in found]))
