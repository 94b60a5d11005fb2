"""Quantities of a sentence: money, shares, power and counts, each with its bound, rate and place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from interlock.extraction.found import FoundQuantity, clean, with_parts, with_shared_currency
from interlock.extraction.numbers import FoundNumber
from interlock.extraction.quantity_words import QuantityWords, UnitPlace, quantity_words
from interlock.languages import Language
from interlock.languages.schema import Unit
from interlock.vocabulary import Bound, Money, Quantity

__all__ = ["FoundQuantity", "find_quantities"]

_LEAST_BARE_SCALE = 1e6
_YEARS = range(1990, 2040)
_WIDE_COMMA = re.compile(r"(?<![０-９])，")  # ends a clause; folding makes it the comma of '3,500'


@dataclass(frozen=True, slots=True)
class _Side:
    """A number with the units next to it: one quantity, or one end of a range."""

    number: FoundNumber
    before: UnitPlace | None
    after: UnitPlace | None
    start: int
    end: int

    @property
    def unit(self) -> Unit | None:
        place = self.after if self.after and (not self.before or self.after.unit.field != "count") else self.before or self.after
        return place.unit if place else None


def find_quantities(text: str, folded: str, start: int, end: int, language: Language) -> tuple[FoundQuantity, ...]:
    """Every quantity of the span [start, end) of a document, in order, none overlapping another.

    `folded` is `fold(text)`. A number without a unit is no quantity, unless its scale says that it is money.
    """
    words = quantity_words(language)
    said = _WIDE_COMMA.sub(";", text[start:end])
    place_in = folded[start:end] if said == text[start:end] else _with_breaks(folded[start:end], said)
    found = _find(words, text[start:end], place_in)
    return tuple(
        replace(item, start=item.start + start, end=item.end + start, number_start=item.number_start + start) for item in found
    )


def _with_breaks(folded: str, said: str) -> str:
    return "".join(";" if mark == ";" else character for character, mark in zip(folded, said, strict=True))


def _find(words: QuantityWords, text: str, folded: str) -> list[FoundQuantity]:
    found: list[FoundQuantity] = []
    bare: list[_Side] = []
    floor = place = 0
    end = len(folded)
    while match := words.reader.starts.search(folded, place, end):
        begin = match.start("word") if match["word"] else match.start()
        place = match.end()
        side = _side(words, folded, floor, begin, end)
        if side is None:
            continue
        quantity, stop = _quantity(words, text, folded, floor, side, end)
        if quantity is not None:
            joined = _joined(words, text, folded, bare, quantity)
            found += joined
            bare = []
            found.append(quantity)
            floor = quantity.end
            stop = max(stop, quantity.end)
        elif side.unit is None and not side.number.year_like and not side.number.lone_word:
            bare.append(side)
        place = max(place, stop)
    return with_parts(words, text, folded, with_shared_currency(words, folded, found))


def _joined(words: QuantityWords, text: str, folded: str, bare: list[_Side], last: FoundQuantity) -> list[FoundQuantity]:
    """Numbers that an 'and' ties to a quantity and that share its unit: '120 and 45 million dollars'."""
    made: list[FoundQuantity] = []
    follower = last
    for side in reversed(bare):
        number = side.number
        if not words.joins(folded, number.end, follower.start) or follower.quantity.value is None:
            break
        factor = last.scale / (number.scale if number.scale > 1 else 1.0) if number.value < last.scale else 1.0
        value = clean(number.value * max(factor, 1.0))
        start, stop = number.start, number.end
        bound, start = words.bound_before(folded, 0, start)
        said = replace(last.quantity, value=value, bound=bound or Bound.EXACT, text=text[start:stop])
        follower = replace(last, quantity=said, start=start, end=stop, number_start=number.start)
        made.insert(0, follower)
    return made


def _side(words: QuantityWords, folded: str, floor: int, begin: int, end: int, second: bool = False) -> _Side | None:
    number = words.reader.read(folded, begin, end)
    if number is None:
        return None
    before = words.before(folded, floor, begin)
    if (
        not second
        and words.reader.blocked(folded, before.start if before else begin, floor)
        and not (words.free and number.scale >= 1e4 and not number.short)
        and not (before and before.start < begin - 1)
    ):
        return None
    stop = number.end
    _, past = words.bound_after(folded, stop, end)
    after = words.after(folded, stop, end) or (words.after(folded, past, end) if past > stop else None)
    if before and after and before.unit is after.unit and words.number_next(folded, after.end, end):
        after = None  # '$20 $30': the second sign is the next number's
    if after and after.unit.field == "amount" and number.scale == 1:
        number, after = _with_scale(words, folded, number, after, end)
    if before and after:
        before, after = _both(words, before, after)
    if after and words.free and after.unit.field == "share" and after.unit.factor == 0.1:
        number, after = _with_hundredths(words, folded, number, after)
    return _Side(number, before, after, before.start if before else begin, after.end if after else stop)


def _with_scale(
    words: QuantityWords, folded: str, number: FoundNumber, after: UnitPlace, end: int
) -> tuple[FoundNumber, UnitPlace]:
    """'75 USD million': the scale behind the code of the currency."""
    if after.unit.name.lower() != folded[after.start : after.end]:
        return number, after
    match = words.scale.match(folded, after.end, end)
    scale = words.scales[match["scale"]] if match else 1.0
    if match is None or scale < _LEAST_BARE_SCALE:
        return number, after
    scaled = replace(number, value=clean(number.value * scale), scale=scale, year_like=False)
    return scaled, UnitPlace(after.unit, after.start, match.end())


def _with_hundredths(words: QuantityWords, folded: str, number: FoundNumber, after: UnitPlace) -> tuple[FoundNumber, UnitPlace]:
    """三成四 is 34 per cent, 七成半 75."""
    tail = words.tenths.get(folded[after.end : after.end + 1])
    counted = words.after(folded, after.end + 1, len(folded)) if tail is not None else None
    if tail is None or (counted is not None and counted.unit.people):
        return number, after  # 三成，四名員工
    return replace(number, value=number.value + tail), UnitPlace(after.unit, after.start, after.end + 1)


def _both(words: QuantityWords, before: UnitPlace, after: UnitPlace) -> tuple[UnitPlace | None, UnitPlace | None]:
    """Which of the units on either side of a number counts: '$5 billion Canadian', '新台幣30億元', '$5 users'."""
    if after.unit.field == "count":
        return before, None
    if after.unit.field != "amount":
        return None, after
    if before.unit.name in ("USD", after.unit.name) and after.unit.factor == 1:
        return before, after
    if words.free and after.end - after.start == 1:
        return before, UnitPlace(before.unit, after.start, after.end)
    return before, None


def _acceptable(words: QuantityWords, side: _Side) -> bool:
    """What a number alone cannot tell: abbreviated scales, years, ordinary 'one' and 'a'."""
    number, unit = side.number, side.unit
    if unit is None:
        return False
    if number.short == 1 and number.spaced and unit.field != "amount":
        return False
    if number.short == 1 and unit.field == "count" and number.scale >= 1e9 and not unit.people:
        return False  # '7B models'
    if (
        number.lone_word
        and number.value == 1
        and unit.field in ("amount", "count")
        and not (words.free and unit.field == "amount")
    ):
        return False
    return not (unit.field == "count" and number.year_like and number.value in _YEARS and (number.value % 100 or not unit.people))


def _quantity(
    words: QuantityWords, text: str, folded: str, floor: int, side: _Side, end: int
) -> tuple[FoundQuantity | None, int]:
    """The quantity that begins with `side`, alone or as a range; and where the search goes on."""
    opener = words.opener(folded, floor, side.start)
    joined = (
        None
        if opener is None and words.changes(folded, floor, side.start)
        else _range(words, folded, side, end, opener is not None)
    )
    if joined is not None:
        other, low, high, unit = joined
        made = _make(words, text, folded, floor, side, other, unit, (low, high), opener, end)
        return made, other.end
    if side.unit is None:
        counted = words.counted(folded, side.number.end, end)
        if counted is not None and not side.number.year_like and not side.number.lone_word:
            side = _Side(side.number, None, counted, side.start, counted.end)
    if side.unit is None:
        number = side.number
        if (
            max(number.scale, number.value if number.vague else 0) >= _LEAST_BARE_SCALE
            and not number.short
            and words.bare(folded, words.bound_after(folded, number.end, end)[1], end)
        ):
            return _make(words, text, folded, floor, side, side, None, None, None, end), side.end
        return None, number.end
    if not _acceptable(words, side):
        return None, side.number.end
    return _make(words, text, folded, floor, side, side, side.unit, None, None, end), side.end


def _range(
    words: QuantityWords, folded: str, first: _Side, end: int, opened: bool
) -> tuple[_Side, float, float, Unit | None] | None:
    """The other end of a range that begins with `first`, both values and the unit they share."""
    stop = words.range_mark(folded, first.end, end, opened)
    if stop is None:
        return None
    begin = words.before_at(folded, stop, end)
    second = _side(words, folded, stop, begin, end, second=True)
    if second is None:
        return None
    if second.unit is None:
        counted = words.counted(folded, second.number.end, end)
        if counted is not None:
            second = _Side(second.number, second.before, counted, second.start, counted.end)
    unit = second.unit or first.unit
    if unit is None and not (
        second.number.scale >= _LEAST_BARE_SCALE and not second.number.short and words.bare(folded, second.number.end, end)
    ):
        return None
    if (
        first.unit is not None
        and second.unit is not None
        and (first.unit.field, first.unit.name) != (second.unit.field, second.unit.name)
    ):
        return None
    both = _Side(second.number, second.before or first.before, second.after or first.after, second.start, second.end)
    if unit is not None and not _acceptable(words, both):
        return None
    if first.number.lone_word and first.number.value < 1 and first.unit is None:
        return None  # 'in the quarter to $254 million'
    if (second.unit is None and (first.after is not None or second.number.year_like)) or (
        first.number.year_like and not first.unit
    ):
        return None  # '250 gigawatts to 2033', '2024-2025 chips'
    low, high = first.number.value, second.number.value
    if first.after is not None:
        low *= first.after.unit.factor
        high *= (second.after or first.after).unit.factor
    else:
        low, high = (value * (unit.factor if unit else 1.0) for value in (low, high))
    if first.number.scale == 1 and second.number.scale > 1 and not (first.after and not second.after):
        shared = low * second.number.scale
        if shared <= high:
            low = shared
    if not low < high or (second.number.vague and not first.number.vague):
        return None
    return second, low, high, unit


def _make(
    words: QuantityWords,
    text: str,
    folded: str,
    floor: int,
    first: _Side,
    last: _Side,
    unit: Unit | None,
    ends: tuple[float, float] | None,
    opener: int | None,
    end: int,
) -> FoundQuantity | None:
    """Put together the value, the bound around it and the rate."""
    number = first.number
    start = first.start if opener is None else opener
    bound, start = words.bound_before(folded, floor, start)
    behind, middle = words.bound_after(folded, last.number.end, end)
    stop = last.end
    if behind is None or (middle > stop and last.after is not None):
        behind, middle = words.bound_after(folded, stop, end)
    stop = max(stop, middle if behind else stop)
    value = number.value
    if number.group and unit is not None and unit.field == "count":
        value *= 1000  # '3,500 GPU' in a language that writes 3,5: half a chip is none
    bound = _stronger(bound, behind)
    if number.vague and bound is not Bound.AT_LEAST:
        bound = Bound.AT_LEAST  # tens of billions: up to how many tens is not said
    bound = bound or number.bound or Bound.EXACT
    per, start, stop = words.rate(folded, floor, start, stop, end)
    said = text[start:stop]
    factor = unit.factor if unit else 1.0
    field = unit.field if unit else "amount"
    low, high = ends if ends else (None, None)
    known = None if ends else clean(value * factor)
    bound = Bound.BETWEEN if ends else bound
    low, high = (None if item is None else clean(item) for item in (low, high))
    made: Quantity | Money
    if field == "amount":
        made = Money(known, bound, low, high, said, currency=unit.name if unit else None)
    else:
        made = Quantity(known, bound, low, high, said)
    opened = folded.rfind("(", 0, start)
    return FoundQuantity(
        field,
        made,
        unit.name if unit else "",
        bool(unit and unit.people),
        start,
        stop,
        per,
        number.start,
        others=unit.others if unit else (),
        aside=opened >= 0 and folded.rfind(")", 0, start) < opened,
        scale=last.number.scale * factor,
    )


def _stronger(first: Bound | None, second: Bound | None) -> Bound | None:
    """A limit beats 'about'; the one said first beats the other."""
    for bound in (first, second):
        if bound in (Bound.AT_LEAST, Bound.AT_MOST):
            return bound
    return first or second
