"""Quantities that only their surroundings tell: numbers without a unit, things that no language file names, fractions.

'Eleven of them', '1,500 machines', 'Axis 200' (million rupees, said before), 'half of it'. They are candidates for a
reader that weighs the sentence; one that goes by nearness alone would be misled by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from interlock.extraction.numbers import FoundNumber, alternatives
from interlock.extraction.quantities import FoundQuantity
from interlock.extraction.quantity_words import QuantityWords, UnitPlace, quantity_words
from interlock.extraction.wordlist import per_language
from interlock.languages import Language
from interlock.vocabulary import Bound, Money, Quantity

_LEAST_MONEY = 1e6
"""A number of this scale and more is money where it names nothing: 'sold for 3.5 billion'."""
_YEARS = range(1990, 2100)
_LEAST_CHINESE_MONEY = 1e4
_LEAST_WRITTEN_OUT = 10_000
"""A bare number of this size is meant as it stands, not in millions."""
_ELLIPTIC_REACH = 90
"""Characters between a bare number and the quantity whose unit and scale it shares."""
_NO_NUMBER_BEHIND = re.compile(r"[.,:/]\d|[a-z0-9_%°]|[-][\d]|-?[a-z]*[-]?\d")
_NO_NUMBER_BEFORE = re.compile(r"(?:\d[-:/]|[#@/_.]|(?<![\u05d0-\u05ea])-)\Z")


class LooseWords:
    """What a language file says of numbers without a unit."""

    def __init__(self, language: Language) -> None:
        rules = language.numbers
        self.words: QuantityWords = quantity_words(language)
        self.free = self.words.free
        self.fractions = rules.fractions
        self._counted, self._uncounted = rules.counted, rules.uncounted
        opening = "" if self.free else r"(?<![^\W\d_])"
        self._scaled = re.compile(rf"{opening}(?:{alternatives(rules.scales)})[ -]?\Z")
        units = "|".join(f"(?:{unit.after.pattern})" for unit in language.units if unit.after and unit.field != "count")
        self.one_behind = re.compile(rf"(?P<unit>{units}) (?:{alternatives(rules.ones)})(?!\w)") if rules.ones else None

    def is_scaled(self, folded: str, start: int, place: int) -> bool:
        """Whether a scale stands right before ('a million and' a half)."""
        return self._scaled.search(folded, max(start, place - 14), place) is not None

    def is_counted(self, folded: str, place: int, end: int) -> bool:
        """Whether a thing that can be counted stands right behind a number that ends at `place`."""
        return self._behind(self._counted, folded, place, end) is not None

    def uncounted(self, folded: str, place: int, end: int) -> int | None:
        """Where what stands behind a number ends, if it makes the number no quantity ('years')."""
        return self._behind(self._uncounted, folded, place, end)

    def _behind(self, pattern: re.Pattern[str] | None, folded: str, place: int, end: int) -> int | None:
        if pattern is None:
            return None
        while place < end and folded[place] in " -\n":
            place += 1
        match = pattern.match(folded, place, end)
        return match.end() if match else None


loose_words = per_language(LooseWords)


def loose_quantities(
    text: str,
    folded: str,
    start: int,
    end: int,
    language: Language,
    known: Sequence[FoundQuantity],
    taken: Iterable[tuple[int, int]] = (),
) -> tuple[FoundQuantity, ...]:
    """The loose quantities of the span [start, end), in order, none overlapping the `known` ones or what is `taken`
    (dates, names). Counts have no unit; money has the currency of the quantity it leans on, if any."""
    words = loose_words(language)
    spans = [(item.start, item.end) for item in known] + list(taken)
    found = [item for item in _fractions(words, text, folded, start, end) if not _overlaps(spans, item.start, item.end)]
    found += [item for item in _ones_behind(words, text, folded, start, end) if not _overlaps(spans, item.start, item.end)]
    spans += [(item.start, item.end) for item in found]
    for number in _numbers(words, folded, start, end, spans):
        quantity = _read(words, text, folded, start, end, number, known)
        if quantity is not None:
            found.append(quantity)
    return tuple(sorted(found, key=lambda item: item.start))


def is_a_time(quantity: FoundQuantity, folded: str, language: Language) -> bool:
    """Whether a loose number is a length of time in one word, which counts nothing: שבועיים is two weeks."""
    if not quantity.loose or quantity.field != "count":
        return False
    begin = quantity.number_start
    while begin > 0 and folded[begin - 1] in language.prefixes:  # the article
        begin -= 1
    return loose_words(language).uncounted(folded, begin, quantity.end) == quantity.end


def _overlaps(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in spans)


def _fractions(words: LooseWords, text: str, folded: str, start: int, end: int) -> Iterator[FoundQuantity]:
    for pattern, value in words.fractions:
        for match in pattern.finditer(folded, start, end):
            number = words.words.reader.read(folded, match.start(), end)
            whole = (number is None or number.end <= match.end()) and not words.is_scaled(folded, start, match.start())
            if whole and words.uncounted(folded, match.end(), end) is None:
                bound, begin = words.words.bound_before(folded, start, match.start())
                said = Quantity(value, bound or Bound.EXACT, None, None, text[begin : match.end()])
                yield FoundQuantity("share", said, "", False, begin, match.end(), None, match.start(), loose=True)


def _numbers(words: LooseWords, folded: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[FoundNumber]:
    """The numbers that may count something."""
    reader = words.words.reader
    place = start
    while match := reader.starts.search(folded, place, end):
        begin = match.start("word") if match["word"] else match.start()
        place = match.end()
        number = reader.read(folded, begin, end)
        if number is None:
            continue
        uncounted = words.uncounted(folded, number.end, end) if number.scale == 1 else None
        place = max(place, uncounted or number.end)
        if not (
            _overlaps(spans, number.start, number.end)
            or reader.blocked(folded, begin, start)
            or _NO_NUMBER_BEFORE.search(folded, max(start, begin - 2), begin)
            or (number.digits and not number.short and _NO_NUMBER_BEHIND.match(folded, number.end, end))
            or (number.lone_word and words.words.after(folded, number.end, end) is None)
            or (number.year_like and number.value in _YEARS)
            or uncounted is not None
        ):
            yield number


def _read(
    words: LooseWords,
    text: str,
    folded: str,
    start: int,
    end: int,
    number: FoundNumber,
    known: Sequence[FoundQuantity],
) -> FoundQuantity | None:
    """The number as a quantity: of the thing behind it, of what a quantity before it was of, or bare."""
    bound, begin = words.words.bound_before(folded, start, number.start)
    behind, stop = words.words.bound_after(folded, number.end, end)
    bound = bound or behind or number.bound or Bound.EXACT
    if number.vague:
        bound = Bound.AT_LEAST
    stop = stop if behind else number.end
    if number.lone_word:
        return _one(words, text, folded, start, end, number)
    said = Quantity(number.value, bound, None, None, text[begin:stop])
    made = FoundQuantity("count", said, "", False, begin, stop, None, number.start, loose=True)
    if words.is_counted(folded, number.end, end):
        return made
    before = _leaned_on(folded, number.start, known)
    if _is_sum(words, number):
        return _money(made, said, number.value, before, number.scale)
    if before is None or not number.digits:
        return made
    if number.scale > 1:
        written_out = number.scale >= 1000 and before.field == "amount"
        return _money(made, said, number.value, before, number.scale) if written_out else made
    if before.field == "amount" and before.scale >= _LEAST_MONEY:
        value = number.value * before.scale if number.value < _LEAST_WRITTEN_OUT else number.value
        return _money(made, said, value, before, before.scale)
    if before.field == "power":
        return replace(made, field="power", quantity=replace(said, value=number.value * before.scale), scale=before.scale)
    if before.field == "count":
        return replace(made, unit=before.unit, people=before.people)
    return made


def _is_sum(words: LooseWords, number: FoundNumber) -> bool:
    """Whether so great a number that counts nothing is money."""
    scale = max(number.scale, number.value if number.vague else 0)
    return scale >= _LEAST_MONEY or (words.free and scale >= _LEAST_CHINESE_MONEY)


def _leaned_on(folded: str, place: int, known: Sequence[FoundQuantity]) -> FoundQuantity | None:
    """The quantity before a bare number whose unit it shares; one in brackets for what stands in brackets only."""
    inside = folded.rfind("(", 0, place) > folded.rfind(")", 0, place)
    near = [item for item in known if item.end <= place and place - item.end <= _ELLIPTIC_REACH]
    same = [item for item in near if not item.aside or inside]
    return same[-1] if same and same[-1].quantity.value is not None else None


def _money(made: FoundQuantity, said: Quantity, value: float, before: FoundQuantity | None, scale: float) -> FoundQuantity:
    """The number as money, in the currency of the amount before it."""
    money = before if before is not None and before.field == "amount" else None
    currency = (money.unit or None) if money else None
    amount = Money(value, said.bound, None, None, said.text, currency=currency)
    return replace(made, field="amount", quantity=amount, unit=currency or "", others=money.others if money else (), scale=scale)


def _ones_behind(words: LooseWords, text: str, folded: str, start: int, end: int) -> Iterator[FoundQuantity]:
    """A unit with 'one' behind it, where the language writes it so: דולר אחד."""
    for match in words.one_behind.finditer(folded, start, end) if words.one_behind else ():
        place = words.words.after(folded, match.start(), end)
        if place is not None:
            yield _of_unit(words, text, folded, start, 1.0, place, match.start(), match.end())


def _one(words: LooseWords, text: str, folded: str, start: int, end: int, number: FoundNumber) -> FoundQuantity | None:
    """'one euro', 'a gigawatt': said so, and seldom meant so where nothing else tells."""
    after = words.words.after(folded, number.end, end)
    return None if after is None else _of_unit(words, text, folded, start, number.value, after, number.start, after.end)


def _of_unit(
    words: LooseWords, text: str, folded: str, start: int, number: float, place: UnitPlace, begin: int, stop: int
) -> FoundQuantity:
    unit, value, digits = place.unit, number * place.unit.factor, begin
    bound, begin = words.words.bound_before(folded, start, begin)
    said = Quantity(value, bound or Bound.EXACT, None, None, text[begin:stop])
    if unit.field == "amount":
        said = Money(value, said.bound, None, None, said.text, currency=unit.name)
    return FoundQuantity(unit.field, said, unit.name, unit.people, begin, stop, None, digits, others=unit.others, loose=True)
