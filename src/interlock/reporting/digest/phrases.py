"""Names, quantities, dates and lists as one language says them in a sentence."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from interlock.reporting.bidi import FSI, PDI, cleaned, is_rtl
from interlock.reporting.digest.grammar import fill
from interlock.reporting.digest.language import ARTICLE, DigestLanguage, joiner
from interlock.reporting.digest.records import GROUP
from interlock.vocabulary import ActorKind, Bound, Money, Party, Quantity
from interlock.vocabulary.dates import first_and_last_day

_WATTS = ((1e12, "TW"), (1e9, "GW"), (1e6, "MW"), (1e3, "kW"), (1.0, "W"))
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_DIGITS = 10


@dataclass(frozen=True, slots=True)
class ActorWords:
    """How an actor is called in the language of a digest, and the gender of a person where it is known."""

    name: str
    gender: str | None = None


class Phrases:
    """Says names, quantities and dates in one language. `actors` are by id, `ids` by any name in lower case."""

    def __init__(self, language: DigestLanguage, actors: Mapping[str, ActorWords], ids: Mapping[str, str]) -> None:
        self.language = language
        self._actors, self._ids = actors, ids

    def join(self, prefix: str, word: str) -> str:
        """A prefix before a word."""
        return joiner(self.language, prefix, word)

    def name(self, party: Party) -> str:
        """The name of a party, with its article where the language gives it one; a group by its members."""
        if party.kind is ActorKind.GROUP and len(party.members) > 1:
            return self.listed([self.name_of(each) for each in party.members])
        return self._called(party.id, party.name)

    def name_of(self, name: str) -> str:
        """The name in this language of whoever is called so, else the name itself."""
        return self._called(self._ids.get(name.casefold(), ""), name)

    def _called(self, identity: str, otherwise: str) -> str:
        known = self._actors.get(identity)
        own = self.language.grammar.get("names", {}).get(identity)
        name = own or (known.name if known else otherwise.removeprefix(GROUP))
        article = self.language.grammar.get("articles", {}).get(identity)
        said = self.words(name)
        return f"{article}{ARTICLE}{said}" if article else said

    def words(self, text: str) -> str:
        """A document's own words: cleaned, and isolated where they run the other way than the language."""
        said = " ".join(cleaned(text).split())
        turned = any(map(is_rtl, said)) != (self.language.direction == "rtl")
        return f"{FSI}{said}{PDI}" if turned and any(each.isalpha() for each in said) else said

    def gender(self, party: Party) -> str:
        """The gender of a person, 'm' or 'f', else 'unknown'."""
        known = self._actors.get(party.id)
        return (known.gender if known else None) or "unknown"

    def form(self, party: Party) -> int | None:
        """The place of the form of agreement that a subject wants; None where the language needs a gender nobody knows."""
        grammar = self.language.grammar
        wanted = grammar.get("actors", {}).get(party.id)
        if wanted is None and party.kind is ActorKind.PERSON:
            wanted = grammar.get("persons", {}).get(self.gender(party))
            if wanted is None and self.language.neutral:
                return None
        if wanted is None:
            wanted = grammar.get("kinds", {}).get(str(party.kind), self.language.forms[0])
        return self.language.forms.index(wanted)

    def listed(self, items: Sequence[str]) -> str:
        """Items joined as the language joins a list."""
        if self.language.last is not None and len(items) > 1:
            return f"{', '.join(items[:-1])} {self.join(self.language.last, items[-1])}"
        return str(format_list(list(items), locale=self.language.locale))

    def number(self, value: float) -> str:
        """A number with the marks of the language, every digit kept."""
        return str(format_decimal(round(value, _DIGITS), format="#,##0.##########", locale=self.language.locale))

    def counted(self, number: int, what: str) -> str:
        """A number of things: '3 papers'."""
        pattern = self.language.plural("counts", what, number) or "{n}"
        return pattern.replace("{n}", self.number(number))

    def quantity(self, field: str, quantity: Quantity, unit: str | None = None, per: str | None = None, of: bool = False) -> str:
        """A quantity with its bound and rate; `of` in the form that stands behind a preposition."""
        said = self._bounded(field, quantity, unit, of)
        if not per:
            return said
        pattern = self.language.said("rates", per) or self.language.said("rates", "other") or "{q} / {unit}"
        return pattern.replace("{q}", said).replace("{unit}", per)

    def _bounded(self, field: str, quantity: Quantity, unit: str | None, of: bool) -> str:
        if field == "count" and unit is not None:
            return self._things(quantity, unit, of)
        key = str(quantity.bound)
        pattern = (self.language.said("bounds", f"{key}.of") if of else None) or self.language.said("bounds", key) or "{q}"
        if quantity.bound is Bound.BETWEEN:
            assert quantity.low is not None and quantity.high is not None
            values = {
                "low": self._one(field, quantity, quantity.low),
                "high": self._one(field, quantity, quantity.high),
            }
        else:
            assert quantity.value is not None
            values = {"q": self._one(field, quantity, quantity.value)}
        filled = fill(pattern, values, 0, self.join)
        return filled[0] if filled else ""

    def _things(self, quantity: Quantity, unit: str, of: bool) -> str:
        """A number of things: the bound belongs to the number, the thing is named once."""
        figure = self._bounded("number", quantity, None, of)
        largest = quantity.largest()
        known = self.language.plural("units", unit, largest)
        if any(abs(largest) >= size for size, _ in self.language.scales):
            known = self.language.said("units", f"{unit}.scaled") or known
        if known is None:
            known = (self.language.said("units", "other") or "{n} {unit}").replace("{unit}", self.words(unit))
        elif "{n}" not in known and quantity.bound is not Bound.EXACT:
            known = self.language.tables["units"][unit]["other"]
        return known.replace("{n}", figure)

    def _one(self, field: str, quantity: Quantity, value: float) -> str:
        if isinstance(quantity, Money):
            return self._money(value, quantity.currency)
        said = self.language.said
        if field == "share":
            return (said("numbers", "share") or "{n}%").replace("{n}", self.number(value * 100))
        if field == "times":
            return (self.language.plural("numbers", "times", value) or "{n}").replace("{n}", self.number(value))
        if field == "power":
            size, name = next(((size, name) for size, name in _WATTS if abs(value) >= size), _WATTS[-1])
            return (said("numbers", "power") or "{n} {unit}").replace("{n}", self.number(value / size)).replace("{unit}", name)
        return " ".join(filter(None, self._scaled(value)))

    def _scaled(self, value: float) -> tuple[str, str]:
        for size, word in self.language.scales:
            if abs(value) >= size:
                shown = value / size
                return self.number(shown), word.get(self.language.locale.plural_form(shown), word["other"])
        return self.number(value), ""

    def _money(self, value: float, currency: str | None) -> str:
        number, scale = self._scaled(abs(value))
        values = {"number": number, "scale": scale, "sign": "−" if value < 0 else ""}
        key = "scaled" if scale else "plain"
        if currency is None:
            key = f"unsaid_{key}"
        else:
            values["currency"] = self.language.plural("currencies", currency, value if not scale else 2) or currency
        pattern = self.language.said("money", key) or "{number} {scale} {currency}"
        filled = fill(pattern, values, 0, self.join)
        return filled[0] if filled else ""

    def day(self, date: str) -> str:
        """A date as a noun: '6 October 2025', 'October 2025', '2025'."""
        locale = self.language.locale
        if "W" in date:
            return self.day(first_and_last_day(date)[0])
        parts = [int(each) for each in date.split("-")]
        if len(parts) == 1:
            return (self.language.said("dates", "bare_year") or "{d}").replace("{d}", str(parts[0]))
        first = datetime.date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
        if len(parts) == 2:
            return str(format_skeleton("yMMMM", first, locale=locale))
        said = str(format_date(first, "long", locale=locale))
        first_day = self.language.said("dates", "first_day")
        return said.replace("1 ", f"{first_day} ", 1) if first_day and parts[2] == 1 else said

    def when(self, date: str) -> str:
        """A date as an adverb: 'on 6 October 2025', 'in 2025'."""
        key = "week" if "W" in date else ("year", "month", "day")[date.count("-")]
        return (self.language.said("dates", key) or "{d}").replace("{d}", self.day(date))

    def period(self, period: str) -> str:
        """A period as an adverb: 'over 5 years', 'for 2025'."""
        said = self.language.said
        duration = _DURATION.fullmatch(period)
        if duration:
            lengths = [
                (self.language.plural("periods", unit, int(number)) or "{n}").replace("{n}", self.number(int(number)))
                for unit, number in zip(("year", "month", "week", "day"), duration.groups(), strict=True)
                if number
            ]
            return (said("periods", "duration") or "{d}").replace("{d}", self.listed(lengths))
        first, slash, last = period.partition("/")
        if not slash:
            return (said("periods", "within") or "{d}").replace("{d}", self.day(first))
        key = "until" if first == ".." else "from" if last == ".." else "interval"
        values = {name: self.day(date) for name, date in (("a", first), ("b", last)) if date != ".."}
        filled = fill(said("periods", key) or "{a}–{b}", values, 0, self.join)
        return filled[0] if filled else period

    def quoted(self, text: str) -> str:
        """A quotation, in the marks of the language and in its own direction."""
        opening, closing = self.language.quotes
        return f"{opening}{FSI}{' '.join(cleaned(text).split())}{PDI}{closing}"
