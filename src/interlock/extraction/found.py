"""A quantity as it is found, and what two that stand together lend each other: currency, cents."""

from __future__ import annotations

from dataclasses import dataclass, replace

from interlock.extraction.quantity_words import QuantityWords
from interlock.vocabulary import Money, Quantity

_MOST_CENTS = 99


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A quantity at [start, end) of the document, bound words and rate included.

    `field` is amount, share, power or count; `unit` the currency or the English unit, empty for the others. Money
    that names no currency has the currency None and is less certain. `number_start` is where the digits begin.
    `others` are currencies that are called as its own is; `aside` says that it stands in brackets; `scale` is what a
    bare '1' beside it would mean ('120 and 45 million dollars': a million). A `loose` one is a number without a unit,
    of which only its surroundings tell what it is (see loose.py).
    """

    field: str
    quantity: Quantity | Money
    unit: str
    people: bool
    start: int
    end: int
    per: str | None
    number_start: int
    carried: bool = False  # its currency is that of an amount before
    others: tuple[str, ...] = ()
    aside: bool = False
    scale: float = 1.0
    loose: bool = False


def clean(value: float) -> float:
    """Without the noise of binary fractions: 2.3 * 1e9 is 2300000000."""
    return float(f"{value:.12g}")


def with_shared_currency(words: QuantityWords, folded: str, found: list[FoundQuantity]) -> list[FoundQuantity]:
    """'325 million and 150 million euros': the first names no currency, and has the one of the second."""
    for place in range(len(found) - 2, -1, -1):
        first, second = found[place], found[place + 1]
        if (
            isinstance(first.quantity, Money)
            and isinstance(second.quantity, Money)
            and first.quantity.currency is None
            and words.joins(folded, first.end, second.start)
        ):
            money = replace(first.quantity, currency=second.quantity.currency)
            found[place] = replace(first, quantity=money, unit=second.unit, others=second.others)
    return found


def with_parts(words: QuantityWords, text: str, folded: str, found: list[FoundQuantity]) -> list[FoundQuantity]:
    """Dollars and their cents as one amount: '3 dollars 50 cents', '5元3角', '3 dollars 50'."""
    whole: list[FoundQuantity] = []
    for item in found:
        last = whole[-1] if whole else None
        if last is not None and _is_part(words, folded, last, item):
            assert last.quantity.value is not None
            assert item.quantity.value is not None
            whole[-1] = _with_part(text, last, item.quantity.value, item.end)
        else:
            whole.append(item)
    return [_with_bare_part(words, text, folded, item) for item in whole]


def _is_part(words: QuantityWords, folded: str, last: FoundQuantity, item: FoundQuantity) -> bool:
    return (
        isinstance(last.quantity, Money)
        and (last.unit == item.unit or last.unit in item.others)
        and item.scale < 1 <= last.scale
        and last.quantity.value is not None
        and item.quantity.value is not None
        and item.quantity.value < 1
        and words.joins_parts(folded, last.end, item.start)
    )


def _with_part(text: str, last: FoundQuantity, part: float, end: int) -> FoundQuantity:
    value = clean((last.quantity.value or 0.0) + part)
    return replace(last, quantity=replace(last.quantity, value=value, text=text[last.start : end]), end=end)


def _with_bare_part(words: QuantityWords, text: str, folded: str, item: FoundQuantity) -> FoundQuantity:
    """'15 dollars 50': a number of two digits between a currency's name and the end of what is said."""
    price = isinstance(item.quantity, Money) and item.unit and item.scale == 1 and item.quantity.value is not None
    if not price or item.quantity.value != int(item.quantity.value or 0) or not folded[item.end - 1].isalpha():
        return item
    place = item.end + 1
    if folded[item.end : place] != " " and not words.free:
        return item
    number = words.reader.read(folded, place, len(folded))
    ends = number is not None and not folded[number.end :].strip()[:1].strip(".,;:!?)")
    if number is None or not ends or not 10 <= number.value <= _MOST_CENTS or number.end - place != 2:
        return item
    return _with_part(text, item, number.value / 100, number.end)
