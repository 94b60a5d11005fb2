"""The units, bounds and rates of one language, compiled once into patterns that are tried at a place of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from interlock.extraction.numbers import NumberReader, alternatives, number_reader
from interlock.extraction.wordlist import per_language
from interlock.languages import Boundary, Language
from interlock.languages.schema import Unit
from interlock.vocabulary import Bound

_BEFORE_WINDOW = 48
_NUMBER_NEXT = re.compile(r" ?\d")
_SIGN_OF_NEXT = re.compile(r"[^\w\s]\d")
_CURRENCY_WINDOW = 14
_STRENGTH = {Bound.ABOUT: 0, Bound.EXACT: 0, Bound.AT_LEAST: 1, Bound.AT_MOST: 1}


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """A unit word at [start, end)."""

    unit: Unit
    start: int
    end: int


def _any(patterns: Iterable[re.Pattern[str] | None]) -> str:
    return "|".join(f"(?:{pattern.pattern})" for pattern in patterns if pattern is not None) or r"(?!)"


class QuantityWords:
    """Finds what stands around a number; every search looks at a few characters only, so all of it is linear."""

    def __init__(self, language: Language) -> None:
        rules = language.numbers
        self.reader: NumberReader = number_reader(language)
        self.free = language.boundary is Boundary.NONE
        self._change = rules.change
        before = [(unit, unit.before) for unit in language.units if unit.before is not None]
        self._after = [(unit, unit.after) for unit in language.units if unit.after is not None]
        self._before = [(unit, re.compile(rf"(?:{pattern.pattern})[ ]?\Z"), pattern) for unit, pattern in before]
        self._any_before = re.compile(rf"(?:{_any(pattern for _, pattern in before)})[ ]?\Z")
        self._any_before_at = re.compile(_any(pattern for _, pattern in before))
        self._any_after = re.compile(_any(pattern for _, pattern in self._after))
        counted = _any(unit.after for unit in language.units if unit.field == "count")
        self._gapped = re.compile(rf"(?:{rules.gap.pattern})(?P<unit>{counted})") if rules.gap else None
        joiner = rf"(?:(?:{alternatives(rules.joiners)})[ -]?)?" if rules.joiners and not self.free else ""
        self._to_unit = re.compile(rf"[ \n]?-?{joiner}" if not self.free else r"[ ]?-?")
        self._to_count = re.compile(r"[ \n]?-?")
        self._bounds_before = [(words.bound, words.before) for words in language.bounds if words.before is not None]
        self._bounds_after = [
            (words.bound, re.compile(rf"[ ]?(?:{words.after.pattern})")) for words in language.bounds if words.after is not None
        ]
        self._any_bound_before = re.compile(_any(pattern for _, pattern in self._bounds_before))
        self._any_bound_after = re.compile(_any(pattern for _, pattern in self._bounds_after))
        self._rates_after = [(re.compile(rf"[ ,]{{0,2}}(?:{pattern.pattern})"), per) for pattern, per in language.dates.rates]
        self._rates_before = [(re.compile(rf"(?:{pattern.pattern})[ ,]{{0,2}}\Z"), per) for pattern, per in language.dates.rates]
        self._any_rate = re.compile(rf"[ ,]{{0,2}}(?:{_any(pattern for pattern, _ in language.dates.rates)})")
        self._any_rate_before = re.compile(rf"(?:{_any(pattern for pattern, _ in language.dates.rates)})[ ,]{{0,2}}\Z")
        digits = {word: value / 10 for word, value in rules.words.items() if len(word) == 1 and 1 <= value < 10}
        self.tenths = digits | {word: part for word, part in rules.half.items() if len(word) == 1}
        self.scales = rules.scales
        self.scale = re.compile(rf" (?P<scale>{alternatives(rules.scales)})(?![^\W\d_])")
        self._parts = frozenset(rules.parts)
        self._conjunctions = language.grammar.conjunctions
        self._prefixed_and = re.compile(r"[ ,]{1,2}ו-?") if language.boundary is Boundary.PREFIX else None
        edge = (r"", r"") if self.free else (r"(?<![^\W\d_])", r"")
        marks = sorted(rules.ranges, key=len, reverse=True)
        self._range = self._mark_pattern(marks)
        self._between_mark = self._mark_pattern([*marks, *rules.joiners])
        prefix = rf"(?:[{language.prefixes}]{{1,3}}-?)??" if language.prefixes else ""
        self._opener = re.compile(rf"{edge[0]}{prefix}(?:{alternatives(rules.between)})[ ]?\Z") if rules.between else None
        self._bare = re.compile(rf"[ ](?:{rules.bare.pattern})" if not self.free else rules.bare.pattern) if rules.bare else None

    def _mark_pattern(self, marks: Iterable[str]) -> re.Pattern[str]:
        parts = []
        for mark in marks:
            escaped = alternatives([mark])
            wordy = mark[-1].isalpha() and not self.free
            if not wordy:
                parts.append(rf"[ ]?{escaped}[ ]?")
            elif len(mark) == 1 and not mark.isascii() and mark != "à":
                parts.append(rf"[ ,]{{1,2}}{escaped}-?")  # a prefix letter: it hangs on the number
            else:
                parts.append(rf"[ ,]{{1,2}}{escaped}(?![^\W\d_])[ ]?")
        return re.compile("|".join(parts) or r"(?!)")

    def before(self, folded: str, floor: int, place: int) -> UnitPlace | None:
        """The longest unit word that ends at `place` ('US$')."""
        low = max(floor, place - _CURRENCY_WINDOW)
        if not self._any_before.search(folded, low, place):
            return None
        found = [
            UnitPlace(unit, match.start(), place)
            for unit, pattern, _ in self._before
            if (match := pattern.search(folded, low, place))
        ]
        return min(found, key=lambda item: item.start) if found else None

    def before_at(self, folded: str, place: int, end: int) -> int:
        """Where a unit word that begins at `place` ends, with the space behind it; `place` where there is none."""
        match = self._any_before_at.match(folded, place, end)
        if not match:
            return place
        stop = max(hit.end() for _, _, pattern in self._before if (hit := pattern.match(folded, place, end)))
        return stop + 1 if folded[stop : stop + 1] == " " and stop < end else stop

    def after(self, folded: str, place: int, end: int) -> UnitPlace | None:
        """The longest unit word behind a number that ends at `place`."""
        step = self._to_count.match(folded, place, end)
        near = step.end() if step else place
        found = self._unit_at(folded, near, end)
        if found is None and (joined := self._to_unit.match(folded, place, end)) and joined.end() > near:
            found = self._unit_at(folded, joined.end(), end)
            if found and _NUMBER_NEXT.match(folded, found.end, end):
                return None  # '10 billion and $15 billion'
        if found and found.start > place and found.unit.field == "amount" and _SIGN_OF_NEXT.match(folded, found.end - 1, end):
            return None  # 'two $5bn tranches'
        return found

    def _unit_at(self, folded: str, place: int, end: int) -> UnitPlace | None:
        if not self._any_after.match(folded, place, end):
            return None
        found = [UnitPlace(unit, place, hit.end()) for unit, pattern in self._after if (hit := pattern.match(folded, place, end))]
        return max(found, key=lambda item: item.end) if found else None

    def counted(self, folded: str, place: int, end: int) -> UnitPlace | None:
        """The thing counted, with other words between it and the number ('600,000 Nvidia chips')."""
        if self._gapped is None:
            return None
        step = self._to_count.match(folded, place, end)
        start = step.end() if step else place
        if not self.free and start == place:
            return None
        match = self._gapped.match(folded, start, end)
        if not match:
            return None
        found = self._unit_at(folded, match.start("unit"), end)
        return found if found and found.unit.field == "count" else None

    def bound_before(self, folded: str, floor: int, place: int) -> tuple[Bound | None, int]:
        """The bound whose words end at `place`, and where they begin; two in a row ('up to about') count as the stronger."""
        bound: Bound | None = None
        for _ in range(2):
            low = max(floor, place - _BEFORE_WINDOW)
            if not self._any_bound_before.search(folded, low, place):
                break
            hits = [
                (match.start(), found) for found, pattern in self._bounds_before if (match := pattern.search(folded, low, place))
            ]
            if not hits:
                break
            start, found = min(hits, key=lambda hit: hit[0])
            if found is Bound.EXACT:
                return found, place  # 'an option over 2 per cent': what looks like a bound is none
            if bound is None or _STRENGTH[found] > _STRENGTH[bound]:
                bound = found
            place = start
            while (
                place > floor
                and folded[place - 1] == " "
                and not self._any_bound_before.search(folded, max(floor, place - 24), place)
            ):
                break
        return bound, place

    def bound_after(self, folded: str, place: int, end: int) -> tuple[Bound | None, int]:
        """The bound whose words begin right behind `place`, and where they end."""
        hits = [(match.end(), found) for found, pattern in self._bounds_after if (match := pattern.match(folded, place, end))]
        if not hits:
            return None, place
        stop, bound = max(hits, key=lambda hit: hit[0])
        return bound, stop

    def rate(self, folded: str, floor: int, start: int, place: int, end: int) -> tuple[str | None, int, int]:
        """The rate right behind `place` or right before `start`, and the span that takes it in."""
        if self._any_rate.match(folded, place, end):
            hits = [(match.end(), per) for pattern, per in self._rates_after if (match := pattern.match(folded, place, end))]
            stop, per = max(hits)
            return per, start, stop
        low = max(floor, start - _BEFORE_WINDOW // 2)
        if self._any_rate_before.search(folded, low, start):
            found = [(match.start(), per) for pattern, per in self._rates_before if (match := pattern.search(folded, low, start))]
            first, per = min(found)
            return per, first, place
        return None, start, place

    def range_mark(self, folded: str, place: int, end: int, opened: bool) -> int | None:
        """Where the word or mark between two ends of a range stops; None where there is none at `place`."""
        match = (self._between_mark if opened else self._range).match(folded, place, end)
        return match.end() if match else None

    def number_next(self, folded: str, place: int, end: int) -> bool:
        """Whether digits stand right behind `place`."""
        return _NUMBER_NEXT.match(folded, place, end) is not None

    def joins(self, folded: str, place: int, stop: int) -> bool:
        """Whether what stands between two numbers is no more than 'and'."""
        between = folded[place:stop]
        if not between or len(between) > 6 or between.strip() in ("", ","):
            return False
        if self._prefixed_and and self._prefixed_and.fullmatch(between):
            return True
        return bool(self._conjunctions and self._conjunctions.fullmatch(between.strip(" ,")))

    def joins_parts(self, folded: str, place: int, stop: int) -> bool:
        """Whether what stands between an amount and the next makes the second a part of it: nothing, 'and', 'con'."""
        between = folded[place:stop].strip()
        return not between or between in self._parts or self.joins(folded, place, stop)

    def opener(self, folded: str, floor: int, place: int) -> int | None:
        """Where 'between' begins that ends at `place`; None where there is none."""
        match = self._opener.search(folded, max(floor, place - 24), place) if self._opener else None
        return match.start() if match else None

    def changes(self, folded: str, floor: int, place: int) -> bool:
        """Whether a word before `place` makes 'X to Y' a change ('from')."""
        return bool(self._change and self._change.search(folded, max(floor, place - 24), place))

    def bare(self, folded: str, place: int, end: int) -> bool:
        """Whether an amount that names no currency may end at `place`."""
        rest = folded[place : min(end, place + 2)].lstrip(" \n")
        if not rest or not (rest[0].isalnum() or rest[0] in "$€£%-'"):
            return True
        return bool(self._bare and self._bare.match(folded, place, end))


quantity_words = per_language(QuantityWords)
