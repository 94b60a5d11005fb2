"""Dates, periods and rates of a sentence, as ISO 8601; what counts from an unknown publication date is left out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from interlock.extraction.dates_calendar import (
    Published,
    day_of_month,
    half_interval,
    iso_date,
    longest,
    published_day,
    quarter_interval,
    shifted,
    weekday_date,
    year_of,
)
from interlock.extraction.numbers import alternatives, read_number
from interlock.extraction.quantity_words import quantity_words
from interlock.extraction.wordlist import WordList, per_language
from interlock.languages import Boundary, Language, RelativeDate
from interlock.vocabulary import Status
from interlock.vocabulary.dates import is_date

_NOT_A_YEAR_BEFORE = re.compile(r"[$€£¥₪₩₹#]\s?\Z|\d[.,:/-]\Z|[a-z]-\Z|-\Z")
_NOT_A_YEAR_BEHIND = re.compile(r"[.,]\d|\s?[%$€£¥₪]|-[a-z0-9]|\d|:\d")
_DIGIT = re.compile(r"\d")
_NEARBY = re.compile(r"[^\d,.;:!?。，；、()]{0,14}")
_PLAN_BEFORE, _PLAN_BEHIND = 70, 50
"""Characters on either side of a date in which a word may tell that it is to come."""
_YEAR = r"(?<!\d)(?:19|20)\d\d"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at [start, end); `value` is an ISO date that may stop early. `relative`: it counts from the publication.

    `guessed`: the text names a month without its year, and `value` has the year in which it is nearest.
    """

    value: str
    start: int
    end: int
    relative: bool
    guessed: bool = False


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
class _Named:
    """Parts of a date as they were found; what is not said is None."""

    start: int
    end: int
    shown: int  # where the date itself begins, behind a word such as 'in'
    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None
    to_come: bool = False
    past: bool = False
    planned: bool = False
    unit: str = ""  # of a relative phrase
    shift: int = 0
    weekday: int | None = None
    weeks: int | None = None


class DateWords:
    """The date patterns of one language. `date_words` keeps one for each."""

    def __init__(self, language: Language) -> None:
        rules = language.dates
        self.language = language
        self.free = language.boundary is Boundary.NONE
        self._orders = [(order, frozenset(order.groupindex)) for order in rules.orders]
        self._last: tuple[tuple[int, int, str | None], str, list[tuple[FoundDate, str | None]]] | None = None
        self._months = rules.months
        self._days = rules.days
        self._planned = next((words.pattern for words in language.statuses if words.status is Status.PLANNED), None)
        self._ordinals = rules.ordinals
        self._relative = WordList(rules.relative, lambda item: item.pattern)
        self._weekdays = WordList(rules.weekdays, lambda item: item[0])
        self.durations = WordList(rules.durations, lambda item: item[0])
        self.rates = rules.rates
        self._month_hint = re.compile(alternatives(rules.months))
        self._step_hint = re.compile(rf"[1-4]|{alternatives(rules.ordinals)}")
        marks = alternatives([*language.numbers.ranges, *language.numbers.joiners])
        self.range_mark = re.compile(rf"\s?年?[ ,]{{0,2}}(?:{marks})(?:[ ]?(?:{marks}))?[ ]?")
        self.years = re.compile(rf"(?P<first>{_YEAR})\s?年?\s?(?:{marks})\s?(?P<last>{_YEAR})(?!\d)")

    def remember(
        self, key: tuple[int, int, str | None], folded: str, find: Callable[[], list[tuple[FoundDate, str | None]]]
    ) -> list[tuple[FoundDate, str | None]]:
        """The answer for the span asked about last, which is asked for its dates and then for its periods."""
        last = self._last
        if last is None or last[0] != key or last[1] is not folded:
            last = self._last = key, folded, find()
        return last[2]

    def named(self, folded: str, start: int, end: int) -> list[_Named]:
        """Everything in [start, end) that may be a date; the longer of two that overlap."""
        found: list[_Named] = []
        missing = self._missing(folded, start, end)
        for order, groups in self._orders:
            if not groups & missing:
                found += [self._from_order(match) for match in order.finditer(folded, start, end)]
        found += self._phrases(folded, start, end)
        found = [item for item in found if not self._is_lone_number(folded, item, end)]
        return _without_overlap(found)

    def _phrases(self, folded: str, start: int, end: int) -> list[_Named]:
        found = [
            _Named(match.start(), match.end(), match.start(), unit=item.unit, shift=shift, month=item.month)
            for item, match in self._relative.find(folded, start, end)
            if (shift := self._shift(item, match, folded)) is not None
        ]
        for (_, number), match in self._weekdays.find(folded, start, end):
            said = match.groupdict()
            weeks = -1 if said.get("last_week") else 1 if said.get("next_week") else None
            to_come = bool(said.get("next"))
            found.append(_Named(match.start(), match.end(), match.start(), weekday=number, weeks=weeks, to_come=to_come))
        return found

    def is_planned(self, folded: str, start: int, end: int, item: _Named) -> bool:
        """Whether words of intention stand near a date that may lie on either side of the publication."""
        if self._planned is None:
            return False
        first, last = max(start, item.start - _PLAN_BEFORE), min(end, item.end + _PLAN_BEHIND)
        return self._planned.search(folded, first, last) is not None

    def _shift(self, item: RelativeDate, match: re.Match[str], folded: str) -> int | None:
        """How many units from the publication: as the language file says, or by the number said ('three years ago')."""
        if "number" not in match.re.groupindex:
            return item.shift
        begin, stop = match.span("number")
        number = read_number(folded, begin, stop, self.language)
        whole = number is not None and number.end == stop and number.value == int(number.value) and not number.vague
        return item.shift * int(number.value) if number is not None and whole and number.value < 200 else None

    def _missing(self, folded: str, start: int, end: int) -> set[str]:
        """The parts of a date that this span cannot hold."""
        missing = set()
        if not _DIGIT.search(folded, start, end):
            missing |= {"year", "month_number"} if self._days else {"year", "day", "month_number"}
        if not self._month_hint.search(folded, start, end):
            missing.add("month")
        if not self._step_hint.search(folded, start, end):
            missing |= {"quarter", "half"}
        return missing

    def _from_order(self, match: re.Match[str]) -> _Named:
        said = {key: value for key, value in match.groupdict().items() if value is not None}
        month = self._months.get(said.get("month", "")) or (int(said["month_number"]) if "month_number" in said else None)
        numbers = {key: self._days.get(said[key]) or int(said[key]) for key in ("year", "day") if key in said}
        steps = {key: self._ordinals.get(said[key]) or int(said[key]) for key in ("quarter", "half") if key in said}
        return _Named(
            match.start(),
            match.end(),
            match.start() if steps else min(match.start(key) for key in said),
            year=numbers.get("year"),
            month=month,
            day=numbers.get("day"),
            quarter=steps.get("quarter"),
            half=steps.get("half"),
            to_come="next" in said,
            past="past" in said,
        )

    def _is_lone_number(self, folded: str, item: _Named, end: int) -> bool:
        """A bare '2,025', '$2025' or '2000 GPUs' is no year."""
        if item.year is None or item.month or item.quarter or item.half or item.end - item.shown > 4:
            return False
        if _NOT_A_YEAR_BEFORE.search(folded, max(0, item.shown - 2), item.shown) and not self._after_prefix(folded, item.shown):
            return True
        if _NOT_A_YEAR_BEHIND.match(folded, item.end, end):
            return True
        return quantity_words(self.language).after(folded, item.end, end) is not None

    def _after_prefix(self, folded: str, place: int) -> bool:
        prefixes = self.language.prefixes
        return bool(prefixes) and folded[place - 1 : place] == "-" and folded[place - 2 : place - 1] in prefixes


date_words = per_language(DateWords)


def _without_overlap(found: list[_Named]) -> list[_Named]:
    """The longest first; of two as long, the first by the order of the language file."""
    return longest([(item.shown, item.end, item) for item in found])


def _near(folded: str, place: int, stop: int, free: bool) -> bool:
    return place <= stop and stop - place <= (2 if free else 14) and _NEARBY.fullmatch(folded, place, stop) is not None


def _joined(folded: str, found: list[_Named], base: Published | None, free: bool) -> list[_Named]:
    """Give a date without a year the year said beside it ('去年12月', 'October last year'); drop a weekday beside its date."""
    result: list[_Named] = []
    for item in found:
        last = result[-1] if result else None
        if last is not None and _near(folded, last.end, item.start if item.start >= last.end else item.shown, free):
            merged = _merge(last, item, base) or _merge(item, last, base)
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


def _merge(relative: _Named, item: _Named, base: Published | None) -> _Named | None:
    """`item` in the year or month that `relative` says, if it lacks one."""
    if not relative.unit or item.unit or item.weekday or item.year is not None:
        return None
    moved = shifted(base, relative.unit, relative.shift)
    if moved is None:
        return None
    start, end, shown = min(item.start, relative.start), max(item.end, relative.end), min(item.shown, relative.shown)
    if relative.unit == "year" and (item.month or item.quarter or item.half):
        return replace(item, year=int(moved[0]), start=start, end=end, shown=shown)
    if relative.unit == "month" and item.day and not item.month:
        year, month = moved[0].split("-")
        return replace(item, year=int(year), month=int(month), start=start, end=end, shown=shown)
    return None


def _value(item: _Named, base: Published | None) -> tuple[str | None, str | None, bool]:
    """ISO date, interval, and whether it counts from the publication."""
    if item.unit:
        moved = shifted(base, item.unit, item.shift)
        if moved and item.month and item.unit == "year":
            return f"{moved[0]}-{item.month:02d}", None, True
        return (*moved, True) if moved else (None, None, True)
    if item.weekday:
        return weekday_date(base, item.weekday, item.weeks, item.to_come), None, True
    if item.quarter or item.half:
        month = item.quarter * 3 - 2 if item.quarter else (item.half or 1) * 6 - 5
        year = item.year or year_of(base, month, None, item.to_come, item.past)
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


def _found(folded: str, start: int, end: int, language: Language, published: str | None) -> list[tuple[FoundDate, str | None]]:
    words, base = date_words(language), published_day(published)
    return words.remember((start, end, published), folded, lambda: _resolve(folded, start, end, words, base))


def _resolve(folded: str, start: int, end: int, words: DateWords, base: Published | None) -> list[tuple[FoundDate, str | None]]:
    result = []
    for item in _joined(folded, words.named(folded, start, end), base, words.free):
        if item.month and not (item.year or item.to_come or item.unit) and words.is_planned(folded, start, end, item):
            item = replace(item, planned=True)
        value, interval, relative = _value(item, base)
        if value is not None and is_date(value):
            guessed = bool(item.month) and not (item.year or item.unit or item.to_come or item.past)
            result.append((FoundDate(value, item.shown, item.end, relative, guessed), interval))
    return result


def find_dates(text: str, folded: str, start: int, end: int, language: Language, published: str | None) -> tuple[FoundDate, ...]:
    """Every date of the span [start, end), in order. `folded` is `fold(text)`.

    A quarter or half-year is dated by its year; `find_periods` tells its months. A month without a year is the one
    nearest to `published`, unless the text says that it is to come.
    """
    assert len(text) == len(folded)
    return tuple(date for date, _ in _found(folded, start, end, language, published))


def find_periods(
    text: str, folded: str, start: int, end: int, language: Language, published: str | None
) -> tuple[FoundPeriod, ...]:
    """Every duration and interval of the span [start, end), in order."""
    assert len(text) == len(folded)
    words = date_words(language)
    dated = _found(folded, start, end, language, published)
    periods = [FoundPeriod(interval, date.start, date.end) for date, interval in dated if interval is not None]
    for (first, _), (last, interval) in itertools.pairwise(dated):
        if interval is None and first.value < last.value and words.range_mark.fullmatch(folded, first.end, last.start):
            periods.append(FoundPeriod(f"{first.value}/{last.value}", first.start, last.end))
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
