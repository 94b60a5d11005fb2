"""The figures of a proposed claim against those that our own reader finds in the quote."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from interlock.extraction.dates import FoundDate
from interlock.extraction.language_model.refusal import Reason, Refusal
from interlock.extraction.language_model.scope import Scope
from interlock.extraction.quantities import FoundQuantity
from interlock.extraction.wordlist import trigger_words
from interlock.vocabulary import Bound, Money, Quantity
from interlock.vocabulary.dates import first_and_last_day, is_date

FIELDS = ("amount", "share", "power", "count")
_SAME = 1e-6
_OPPOSED = {(Bound.AT_LEAST, Bound.AT_MOST), (Bound.AT_MOST, Bound.AT_LEAST)}


def find_figures(said: dict[str, Any], scope: Scope) -> dict[str, FoundQuantity]:
    """For each figure of the claim the place in the quote that says it. Raises Refusal where none says it."""
    found: dict[str, FoundQuantity] = {}
    for field in FIELDS:
        value = said.get(field)
        if value is not None:
            found[field] = _figure(field, _stated(field, value), scope)
    return found


@dataclass(frozen=True, slots=True)
class _Stated:
    numbers: tuple[float, ...]  # the value, or both ends of a range
    bound: Bound | None
    currency: str | None


def _stated(field: str, value: Any) -> _Stated:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = {"value": value}
    if not isinstance(value, dict):
        raise Refusal(Reason.FORM, f"'{field}' is a quantity: an object with value and bound")
    try:
        bound = Bound(str(value["bound"])) if value.get("bound") is not None else None
    except ValueError:
        raise Refusal(Reason.FORM, f"'{field}': bound is one of: {', '.join(Bound)}") from None
    ends = ("low", "high") if value.get("value") is None else ("value",)
    numbers = [value.get(end) for end in ends]
    if not all(isinstance(n, (int, float)) and not isinstance(n, bool) and math.isfinite(n) for n in numbers):
        raise Refusal(Reason.FORM, f"'{field}' wants a number in 'value', or in 'low' and 'high'")
    currency = value.get("currency")
    return _Stated(tuple(float(n) for n in numbers if n is not None), bound, currency if isinstance(currency, str) else None)


def _figure(field: str, stated: _Stated, scope: Scope) -> FoundQuantity:
    """The quantity of the quote that is the stated one. What is kept of it is what we read, bound and currency included."""
    here = [figure for figure in scope.figures if _may_be(figure, field) and scope.holds(figure.number_start, figure.end)]
    same = [figure for figure in here if _same_numbers(stated, figure.quantity)]
    if not same:
        raise Refusal(Reason.FIGURE, f"'{field}': the quote says {_read(here) or 'no such figure'}, not {_told(stated)}")
    fitting = [figure for figure in same if _same_unit(stated, figure.quantity)]
    if not fitting:
        raise Refusal(Reason.FIGURE, f"'{field}': the quote says {_read(same)}, not {_told(stated)}")
    bounded = [figure for figure in fitting if (stated.bound, figure.quantity.bound) not in _OPPOSED]
    if not bounded:
        raise Refusal(Reason.FIGURE, f"'{field}': the quote says {fitting[0].quantity.bound}, not {stated.bound}")
    return bounded[0]


def _may_be(figure: FoundQuantity, field: str) -> bool:
    """Whether a figure may be meant: 'from 400 million to 800 million' users is read as money that names no currency."""
    if figure.field == "amount" and field == "count" and isinstance(figure.quantity, Money):
        return figure.carried or figure.quantity.currency is None
    return figure.field == field


def _same_numbers(stated: _Stated, read: Quantity) -> bool:
    numbers = (read.low, read.high) if read.value is None else (read.value,)
    if len(numbers) != len(stated.numbers):
        return False
    return all(b is not None and math.isclose(a, b, rel_tol=_SAME) for a, b in zip(stated.numbers, numbers, strict=True))


def _same_unit(stated: _Stated, read: Quantity) -> bool:
    if not isinstance(read, Money) or read.currency is None or stated.currency is None:
        return True
    return stated.currency.upper() == read.currency


def _read(figures: list[FoundQuantity]) -> str:
    return ", ".join(_plain(figure.quantity) for figure in figures[:4])


def _plain(quantity: Quantity) -> str:
    number = f"{quantity.low:.12g} to {quantity.high:.12g}" if quantity.value is None else f"{quantity.value:.12g}"
    currency = quantity.currency if isinstance(quantity, Money) else None
    return f"{quantity.bound} {number}{' ' + currency if currency else ''}"


def _told(stated: _Stated) -> str:
    return " to ".join(f"{number:.12g}" for number in stated.numbers) + (f" {stated.currency[:8]}" if stated.currency else "")


def find_date(said: dict[str, Any], scope: Scope) -> str | None:
    """The date as our reader finds it in the sentences of the quote; None where they say none.

    Raises Refusal where the quote says other dates than the claim.
    """
    value = said.get("date")
    if value is None:
        return None
    if not isinstance(value, str) or not is_date(value):
        raise Refusal(Reason.FORM, "'date' is ISO 8601 or a prefix of it: 2025, 2025-10, 2025-10-06")
    found = [date for passage in scope.sentences for date in passage.dates]
    agreeing = [date for date in found if _overlap(date.value, value)]
    if agreeing:
        return max(agreeing, key=lambda date: (scope.holds(date.start, date.end), -abs(date.start - scope.start))).value
    inside = [date.value for date in found if scope.holds(date.start, date.end) and _says_year(date, scope)]
    if inside:
        raise Refusal(Reason.DATE, f"'date': the quote says {', '.join(inside[:3])}, not {value}")
    years = {passage.context_year for passage in scope.sentences}
    return value[:4] if value[:4] in years else None


def _says_year(date: FoundDate, scope: Scope) -> bool:
    """Whether the words hold the year: of 'in February' only the writer knows it."""
    return re.search(r"\d{4}", scope.folded[date.start : date.end]) is not None


def _overlap(one: str, other: str) -> bool:
    (a, b), (c, d) = first_and_last_day(one), first_and_last_day(other)
    return a <= d and c <= b


def find_position(said: dict[str, Any], scope: Scope) -> int | None:
    """The place on a board, where its digits stand in the quote."""
    value = said.get("position")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise Refusal(Reason.FORM, "'position' is a whole number from 1")
    numbers = {int(digits) for digits in re.findall(r"\d{1,6}", scope.text[scope.start : scope.end])}
    for passage in scope.sentences:
        numbers |= {
            trigger.position
            for trigger, match in trigger_words(passage.language).find(passage.folded, passage.start, passage.end)
            if trigger.position is not None and scope.touches(match.start(), match.end())
        }
    if value not in numbers:
        raise Refusal(Reason.FIGURE, f"'position': the quote does not say {value}")
    return value
