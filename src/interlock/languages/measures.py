"""The sections of a language file about numbers, units, bounds and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from interlock.datafiles import Node
from interlock.languages.checks import choice, one_of, wanted
from interlock.languages.patterns import WordPatterns
from interlock.languages.schema import Boundary, BoundWords, DateRules, NumberRules, RelativeDate, Unit
from interlock.vocabulary import Bound
from interlock.vocabulary.folding import fold

_FIELDS = frozenset({"amount", "share", "power", "count"})
_DATE_UNITS = ("year", "half", "quarter", "month", "week", "day")
_NUMBER_TABLES = ("words", "scales", "vague", "rough", "half")
_NUMBER_LISTS = ("joiners", "ranges", "between", "point", "ones", "parts")
_NUMBER_PATTERNS = ("gap", "change", "ordinal", "bare", "counted", "uncounted")


def read_numbers(node: Node, patterns: WordPatterns) -> NumberRules:
    found = node.fields(
        frozenset({"decimal", "thousands", *_NUMBER_TABLES, *_NUMBER_LISTS, *_NUMBER_PATTERNS, "fractions"}),
        frozenset({"decimal", "thousands", "words", "scales"}),
    )
    tables: dict[str, dict[str, float]] = {
        key: {fold(word.text()): value.number() for word, value in found[key].pairs()} if key in found else {}
        for key in _NUMBER_TABLES
    }
    lists: dict[str, tuple[str, ...]] = {
        key: tuple(fold(word) for word in found[key].texts()) if key in found else () for key in _NUMBER_LISTS
    }
    return NumberRules(
        decimal=found["decimal"].text(),
        thousands=found["thousands"].text(),
        words=tables["words"],
        scales=tables["scales"],
        vague=tables["vague"],
        rough=tables["rough"],
        half=tables["half"],
        joiners=lists["joiners"],
        ranges=lists["ranges"],
        between=lists["between"],
        point=lists["point"],
        ones=lists["ones"],
        parts=lists["parts"],
        gap=re.compile(patterns.check(found["gap"])) if "gap" in found else None,
        change=patterns.before(found.get("change")),
        ordinal=patterns.before(found.get("ordinal")),
        bare=patterns.words(found.get("bare")),
        fractions=tuple((wanted(patterns.words(word), word), value.number()) for word, value in found["fractions"].pairs())
        if "fractions" in found
        else (),
        counted=patterns.words(found.get("counted")),
        uncounted=patterns.words(found.get("uncounted")),
    )


def read_unit(node: Node, patterns: WordPatterns) -> Unit:
    found = node.fields(frozenset({"field", "name", "factor", "before", "after", "people", "others"}), frozenset({"field"}))
    field = choice(found["field"], _FIELDS)
    name = found["name"].text() if "name" in found else ""
    if field in ("amount", "count") and not name:
        raise node.error("a unit of money or of things needs a 'name'")
    others = found["others"].items() if "others" in found else []
    for code in [found["name"], *others] if field == "amount" else others:
        if field != "amount" or not re.fullmatch(r"[A-Z]{3}", code.text()):
            raise code.error(f"'{code.text()}' is no ISO 4217 code")
    before, after = patterns.prefix(found.get("before")), patterns.words(found.get("after"))
    if before is None and after is None:
        raise node.error("a unit needs words 'before' or 'after' the number")
    return Unit(
        field,
        name,
        found["factor"].number() if "factor" in found else 1.0,
        before,
        after,
        people="people" in found and found["people"].flag(),
        others=tuple(code.text() for code in others),
    )


def read_bound(node: Node, patterns: WordPatterns) -> BoundWords:
    found = node.fields(frozenset({"bound", "before", "after"}), frozenset({"bound"}))
    return BoundWords(one_of(found["bound"], Bound), patterns.before(found.get("before")), patterns.words(found.get("after")))


def read_dates(node: Node, patterns: WordPatterns) -> DateRules:
    found = node.fields(
        frozenset({"months", "ordinals", "days", "weekdays", "seasons", "orders", "relative", "durations", "rates"}),
        frozenset({"months", "orders"}),
    )
    months = _small_numbers(found["months"], 12)
    relative = []
    for item in found["relative"].items() if "relative" in found else ():
        parts = item.fields(frozenset({"words", "unit", "shift", "month", "told"}), frozenset({"words", "unit", "shift"}))
        pattern = wanted(patterns.words(parts["words"]), parts["words"])
        month = _small_number(parts["month"], 12) if "month" in parts else None
        told = "told" in parts and parts["told"].flag()
        relative.append(RelativeDate(pattern, choice(parts["unit"], _DATE_UNITS), int(parts["shift"].number()), month, told))
    durations = (
        tuple(
            (_with_group(value, patterns, "number"), choice(key, ("Y", "M", "W", "D")))
            for key, value in found["durations"].pairs()
        )
        if "durations" in found
        else ()
    )
    rates = (
        tuple(
            (wanted(patterns.words(value), value), choice(key, ("year", "quarter", "month", "week", "day")))
            for key, value in found["rates"].pairs()
        )
        if "rates" in found
        else ()
    )
    ordinals = _small_numbers(found.get("ordinals"), 4)
    days = _small_numbers(found.get("days"), 31)
    weekdays = (
        tuple((wanted(patterns.words(word), word), _small_number(value, 7)) for word, value in found["weekdays"].pairs())
        if "weekdays" in found
        else ()
    )
    seasons = _small_numbers(found.get("seasons"), 4)
    words = _DateParts(months, ordinals, days, seasons)
    orders = tuple(_order(item, words, patterns) for item in found["orders"].items())
    return DateRules(months, orders, tuple(relative), durations, rates, ordinals, days, weekdays, seasons)


def _small_number(node: Node, most: int) -> int:
    if node.number() not in range(1, most + 1):
        raise node.error(f"a whole number from 1 to {most} is wanted here")
    return int(node.number())


def _small_numbers(node: Node | None, most: int) -> dict[str, int]:
    return {fold(word.text()): _small_number(value, most) for word, value in node.pairs()} if node is not None else {}


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


_ORDER_PARTS = {
    "{year}": r"(?P<year>(?:1[5-9]|20)\d\d)",
    "{month_number}": r"(?P<month_number>1[0-2]|0?[1-9])",
}


class _DateParts(NamedTuple):
    """The words that the parts of a date order may be, each with its number."""

    months: dict[str, int]
    ordinals: dict[str, int]
    days: dict[str, int]
    seasons: dict[str, int]


def _order(node: Node, words: _DateParts, patterns: WordPatterns) -> re.Pattern[str]:
    """A date pattern from text such as '{day} {month} {year}'; what stands between the parts is a pattern itself."""
    text = patterns.check(node)
    if "{season}" in text and not words.seasons:
        raise node.error("a date order with {season} needs 'seasons'")
    halves = (word for word, value in words.ordinals.items() if value <= 2)
    digits = r"[0-3]?\d"
    named = {
        "{day}": rf"(?P<day>{'|'.join([_alternatives(words.days), digits] if words.days else [digits])})(?:st|nd|rd|th|er)?",
        "{month}": f"(?P<month>{_alternatives(words.months)})",
        "{season}": f"(?P<season>{_alternatives(words.seasons)})",
        "{quarter}": f"(?P<quarter>{_alternatives((*'1234', *words.ordinals))})",
        "{half}": f"(?P<half>{_alternatives((*'12', *halves))})",
    }
    for part, pattern in {**_ORDER_PARTS, **named}.items():
        text = text.replace(part, pattern)
    if "(?P<" not in text:
        raise node.error("a date order holds at least one of {year} {month} {month_number} {day} {quarter} {half} {season}")
    edge = r"(?<![\w])", r"(?![\w])"
    if patterns.boundary is Boundary.NONE:
        edge = r"(?<!\d)", r"(?!\d)"
    elif patterns.boundary is Boundary.PREFIX:
        edge = r"(?<!\d)", r"(?![\w])"
    try:
        return re.compile(edge[0] + text + edge[1])
    except re.error as error:
        raise node.error(f"no valid pattern: {error}") from None


def _with_group(node: Node, patterns: WordPatterns, group: str) -> re.Pattern[str]:
    pattern = wanted(patterns.words(node), node)
    for item in node.items():
        if f"(?P<{group}>" not in item.text():
            raise item.error(f"needs the group (?P<{group}>...)")
    if len(node.items()) > 1:
        raise node.error(f"one pattern with the group '{group}' is wanted here; write alternatives inside it")
    return pattern
