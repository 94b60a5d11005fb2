"""Words of the interface in the reader's language: messages, numbers, sums with their bounds, phrases of facts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from babel import Locale
from babel.numbers import format_decimal

from interlock.datafiles import load_yaml
from interlock.network.amounts import Amount
from interlock.network.concentration import Interval
from interlock.reporting.amounts import rounded
from interlock.vocabulary import Bound, Fact, Kind, Money, Quantity, Value

LANGUAGES: Mapping[str, str] = {"en": "English", "he": "עברית", "zh-Hant": "繁體中文", "fr": "Français"}
"""Languages of the interface, each by its own name."""
_RIGHT_TO_LEFT = frozenset({"he"})
_DIGITS = 10
_SMALL = 0.5
_Say = Callable[[float], str]
_WATTS = ((1e12, "TW"), (1e9, "GW"), (1e6, "MW"), (1e3, "kW"), (1.0, "W"))


@dataclass(frozen=True, slots=True)
class Scale:
    """A power of ten that has a word."""

    size: float
    word: str


@cache
def messages(tag: str) -> Mapping[str, str | Mapping[str, str]]:
    """The messages of a language by key."""
    found: dict[str, str | Mapping[str, str]] = {}
    for key, value in load_yaml(Path(str(files("interlock.web") / "messages" / f"{tag}.yaml"))).pairs():
        text = value.raw.value
        found[key.text()] = text if isinstance(text, str) else {form.text(): said.text() for form, said in value.pairs()}
    return found


class Wording:
    """Says things in one language. What a message lacks is said in English, so that nothing is left blank."""

    def __init__(self, tag: str) -> None:
        self.tag = tag if tag in LANGUAGES else "en"
        self.direction = "rtl" if self.tag in _RIGHT_TO_LEFT else "ltr"
        self._locale = Locale.parse(self.tag.replace("-", "_"))
        self._own, self._english = messages(self.tag), messages("en")
        self._scales = tuple(self._scale_words())

    def __call__(self, key: str, /, **values: object) -> str:
        """The message of a key; with `n` in the form that the number wants."""
        told = self._own.get(key, self._english.get(key))
        if told is None:
            return key
        if not isinstance(told, str):
            number = values.get("n", 0)
            assert isinstance(number, int)
            told = told.get(self._locale.plural_form(number), told["other"])
            values = {**values, "n": self.number(number)}
        return told.format_map(values) if values else told

    def has(self, key: str) -> bool:
        """Whether there is such a message."""
        return key in self._own or key in self._english

    def number(self, value: float) -> str:
        """A number with the marks of the language, every digit kept."""
        return _number(round(value, _DIGITS), self._locale)

    def _scale_words(self) -> Iterable[Scale]:
        for name, size in (("trillion", 1e12), ("billion", 1e9), ("yi", 1e8), ("million", 1e6), ("wan", 1e4), ("thousand", 1e3)):
            word = self._own.get(f"amount.{name}")
            if isinstance(word, str) and word:
                yield Scale(size, word)

    def scaled(self, value: float) -> tuple[str, str]:
        """A number and the word of its scale: ('13', 'bn')."""
        for scale in self._scales:
            if abs(value) >= scale.size:
                return self.number(value / scale.size), scale.word
        return self.number(value), ""

    def currency(self, value: float, currency: str | None) -> str:
        """A sum without its bound: '$13bn'."""
        number, scale = self.scaled(abs(value))
        if currency is None:
            said = self("amount.no_currency", q=number + scale)
        else:
            key = f"currency.{currency}"
            if self.has(key):
                said = self("amount.money", symbol=self(key), number=number, scale=scale)
            else:
                said = self("amount.other_money", currency=currency, q=number + scale)
        sign = "\u200e−" if self.direction == "rtl" else "−"  # the mark keeps the sign on the left of its number
        return f"{sign}{said}" if value < 0 else said

    def money(self, money: Money, per: str | None = None) -> str:
        """A sum as it is told, with bound and rate: 'up to $100bn a year'."""
        said = self._bounded(money, lambda value: self.currency(value, money.currency))
        return self._rated(said, per)

    def quantity(self, field: str, quantity: Quantity, unit: str | None = None, per: str | None = None) -> str:
        """A quantity of a field: 'up to $100bn', '49%', '10 GW', 'at least 600 people'."""
        if isinstance(quantity, Money):
            return self.money(quantity, per)
        if field == "share":
            return self._bounded(quantity, lambda value: self("amount.share", number=self.number(value * 100)))
        if field == "power":
            return self._bounded(quantity, self._power)
        said = self._bounded(quantity, lambda value: "".join(self.scaled(value)))
        return self._rated(f"{said} {unit}" if unit else said, per)

    def fact_quantities(self, fact: Fact) -> list[str]:
        """The best supported quantities of a fact, amount first."""
        return [
            self.quantity(name, quantity, fact.unit, fact.per if name == "amount" or fact.amount is None else None)
            for name, quantity in fact.quantities().items()
        ]

    def value(self, value: Value) -> str:
        """A value of a fact: its quantity, or the text that it is."""
        if value.quantity is None:
            return value.text or ""
        return self.quantity(value.field, value.quantity, value.unit, value.per)

    def dollars(self, value: float) -> str:
        """A computed sum to three digits: '$13.1bn'."""
        if math.isinf(value):
            return self("amount.no_upper")
        return self.currency(0.0 if abs(value) < _SMALL else rounded(value), "USD")

    def amount(self, amount: Amount | None) -> str:
        """An amount of the network: 'up to $100bn', '$10bn to $30bn', '$350bn or more', 'unknown'."""
        if amount is None or not amount.known:
            return self("amount.unknown")
        if amount.low == amount.high and amount.bound is Bound.ABOUT:
            return self("bound.about", q=self.dollars(amount.high))
        return self.interval(Interval(amount.low, amount.high))

    def interval(self, interval: Interval | None) -> str:
        """An interval in dollars."""
        return self._interval(interval, self.dollars)

    def ratio(self, interval: Interval | None) -> str:
        """An interval of ratios: '2.3× to 15×'."""
        return self._interval(interval, lambda value: self("amount.times", number=self.number(rounded(value))))

    def share(self, interval: Interval | None) -> str:
        """An interval of shares: '40% to 60%'."""
        return self._interval(interval, lambda value: self("amount.share", number=self.number(rounded(value * 100))))

    def plain(self, interval: Interval | None) -> str:
        """An interval of plain numbers."""
        return self._interval(interval, lambda value: self.number(rounded(value)))

    def people(self, least: int, most: int | None) -> str:
        """A number of people: '7', '2 to 3', '1 or more'."""
        if most is None:
            return self("amount.or_more", q=self.number(least))
        if least == most:
            return self.number(least)
        return self("amount.range", low=self.number(least), high=self.number(most))

    def phrase(self, kind: Kind, alone: bool = False) -> tuple[str, str, str]:
        """The words before the subject, between subject and object, and after the object; `alone` where there is no object."""
        told = self(f"kind_alone.{kind}" if alone and self.has(f"kind_alone.{kind}") else f"kind.{kind}")
        before, _, rest = told.partition("{subject}")
        between, _, after = rest.partition("{object}")
        return before, between, after

    def name_of(self, group: str, value: object) -> str:
        """The name of a value of a closed list: status, kind, basis; the value itself where there is none."""
        key = f"{group}.{value}"
        return self(key) if self.has(key) else str(value).replace("_", " ")

    def _interval(self, interval: Interval | None, one: _Say) -> str:
        if interval is None:
            return self("amount.unknown")
        low, high = one(interval.low), one(interval.high)
        if low == high:
            return high
        if math.isinf(interval.high):
            return self("amount.or_more", q=low) if interval.low > 0 else self("amount.no_upper")
        return self("amount.range", low=low, high=high) if interval.low > _SMALL * 1e-6 else self("bound.at_most", q=high)

    def _bounded(self, quantity: Quantity, one: _Say) -> str:
        if quantity.bound is Bound.BETWEEN:
            assert quantity.low is not None and quantity.high is not None
            return self("bound.between", low=one(quantity.low), high=one(quantity.high))
        assert quantity.value is not None
        return self(f"bound.{quantity.bound}", q=one(quantity.value))

    def _rated(self, said: str, per: str | None) -> str:
        if not per:
            return said
        return self(f"per.{per}", q=said) if self.has(f"per.{per}") else self("per.other", q=said, unit=per)

    def _power(self, value: float) -> str:
        size, unit = next(((size, unit) for size, unit in _WATTS if abs(value) >= size), _WATTS[-1])
        return self("amount.power", number=self.number(value / size), unit=unit)


@lru_cache(maxsize=65_536)
def _number(value: float, locale: Locale) -> str:
    return str(format_decimal(value, format="#,##0.##########", locale=locale))


@cache
def wording(tag: str) -> Wording:
    """The wording of a language; English where the app does not speak it."""
    return Wording(tag)


def wanted_language(accepted: str) -> str:
    """The first language of an Accept-Language header that the app speaks; English where it speaks none."""
    ranked: list[tuple[float, int, str]] = []
    for place, part in enumerate(accepted.split(",")):
        tag, _, weight = part.strip().partition(";q=")
        try:
            ranked.append((-(float(weight) if weight else 1.0), place, tag.lower()))
        except ValueError:
            continue
    for _, _, tag in sorted(ranked):
        if tag.startswith("zh"):
            return "zh-Hant"
        for known in LANGUAGES:
            if tag.split("-")[0] == known:
                return known
    return "en"
