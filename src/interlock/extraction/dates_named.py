"""What may be a date in a sentence, part by part as it is said, before anything is counted from the publication."""

from __future__ import annotations

import re
from dataclasses import dataclass

from interlock.extraction.dates_calendar import longest
from interlock.extraction.numbers import alternatives, read_number
from interlock.extraction.quantity_words import quantity_words
from interlock.extraction.wordlist import WordList, per_language
from interlock.languages import Boundary, Language, RelativeDate
from interlock.vocabulary import Status

_NOT_A_YEAR_BEFORE = re.compile(r"[$€£¥₪₩₹#]\s?\Z|\d[.,:/-]\Z|[a-z]-\Z|-\Z")
_NOT_A_YEAR_BEHIND = re.compile(r"[.,]\d|\s?[%$€£¥₪]|-[a-z0-9]|\d|:\d")
_DIGIT = re.compile(r"\d")
_PLAN_BEFORE, _PLAN_BEHIND = 70, 50
"""Characters on either side of a date in which a word may tell that it is to come."""
_YEAR = r"(?<!\d)(?:19|20)\d\d"


@dataclass(frozen=True, slots=True)
class Named:
    """Parts of a date as they were found; what is not said is None.

    `to_come`, `past`, `this` say on which side of the publication it lies; `planned`, that words of intention stand near.
    `told`: it counts from the date told before, not from the publication.
    """

    start: int
    end: int
    shown: int  # where the date itself begins, behind a word such as 'in'
    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: int | None = None
    to_come: bool = False
    past: bool = False
    this: bool = False
    planned: bool = False
    told: bool = False
    unit: str = ""  # of a relative phrase
    shift: int = 0
    weekday: int | None = None
    weeks: int | None = None

    @property
    def is_part(self) -> bool:
        """Whether it is a part of a year."""
        return any(part is not None for part in (self.month, self.quarter, self.half, self.season))


class DateWords:
    """The date patterns of one language. `date_words` keeps one for each."""

    def __init__(self, language: Language) -> None:
        rules = language.dates
        self.language = language
        self.free = language.boundary is Boundary.NONE
        self._orders = [(order, frozenset(order.groupindex)) for order in rules.orders]
        self._months = rules.months
        self._days = rules.days
        self._seasons = rules.seasons
        self._planned = next((words.pattern for words in language.statuses if words.status is Status.PLANNED), None)
        self._ordinals = rules.ordinals
        self._relative = WordList(rules.relative, lambda item: item.pattern)
        self._weekdays = WordList(rules.weekdays, lambda item: item[0])
        self.durations = WordList(rules.durations, lambda item: item[0])
        self.rates = rules.rates
        self._month_hint = re.compile(alternatives(rules.months))
        self._season_hint = re.compile(alternatives(rules.seasons)) if rules.seasons else None
        self._step_hint = re.compile(rf"[1-4]|{alternatives(rules.ordinals)}")
        marks = alternatives([*language.numbers.ranges, *language.numbers.joiners])
        self.range_mark = re.compile(rf"\s?年?[ ,]{{0,2}}(?:{marks})(?:[ ]?(?:{marks}))?[ ]?")
        self.years = re.compile(rf"(?P<first>{_YEAR})\s?年?\s?(?:{marks})\s?(?P<last>{_YEAR})(?!\d)")

    def named(self, folded: str, start: int, end: int) -> list[Named]:
        """Everything in [start, end) that may be a date; the longer of two that overlap."""
        found: list[Named] = []
        missing = self._missing(folded, start, end)
        for order, groups in self._orders:
            if not groups & missing:
                found += [self._from_order(match) for match in order.finditer(folded, start, end)]
        found += self._phrases(folded, start, end)
        found = [item for item in found if not self._is_lone_number(folded, item, end)]
        # the longest first; of two as long, the first by the order of the language file
        return longest([(item.shown, item.end, item) for item in found])

    def _phrases(self, folded: str, start: int, end: int) -> list[Named]:
        found = [
            Named(match.start(), match.end(), match.start(), unit=item.unit, shift=shift, month=item.month, told=item.told)
            for item, match in self._relative.find(folded, start, end)
            if (shift := self._shift(item, match, folded)) is not None
        ]
        for (_, number), match in self._weekdays.find(folded, start, end):
            said = match.groupdict()
            weeks = -1 if said.get("last_week") else 1 if said.get("next_week") else None
            to_come = bool(said.get("next"))
            found.append(Named(match.start(), match.end(), match.start(), weekday=number, weeks=weeks, to_come=to_come))
        return found

    def is_planned(self, folded: str, start: int, end: int, item: Named) -> bool:
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
        if self._season_hint is None or not self._season_hint.search(folded, start, end):
            missing.add("season")
        if not self._step_hint.search(folded, start, end):
            missing |= {"quarter", "half"}
        return missing

    def _from_order(self, match: re.Match[str]) -> Named:
        said = {key: value for key, value in match.groupdict().items() if value is not None}
        month = self._months.get(said.get("month", "")) or (int(said["month_number"]) if "month_number" in said else None)
        numbers = {key: self._days.get(said[key]) or int(said[key]) for key in ("year", "day") if key in said}
        steps = {key: self._ordinals.get(said[key]) or int(said[key]) for key in ("quarter", "half") if key in said}
        return Named(
            match.start(),
            match.end(),
            match.start() if steps else min(match.start(key) for key in said),
            year=numbers.get("year"),
            month=month,
            day=numbers.get("day"),
            quarter=steps.get("quarter"),
            half=steps.get("half"),
            season=self._seasons.get(said.get("season", "")),
            to_come="next" in said,
            past="past" in said,
            this="this" in said,
            told="told" in said,
        )

    def _is_lone_number(self, folded: str, item: Named, end: int) -> bool:
        """A bare '2,025', '$2025' or '2000 GPUs' is no year."""
        if item.year is None or item.is_part or item.end - item.shown > 4:
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
