"""The offline writer: a sentence record becomes a sentence by the patterns of a language file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from interlock.reporting.bidi import FSI, PDI
from interlock.reporting.digest.grammar import fill, first_filled
from interlock.reporting.digest.language import ARTICLE
from interlock.reporting.digest.phrases import Phrases
from interlock.reporting.digest.records import (
    GROUP,
    REFERENCE,
    REFERENCE_END,
    DateSlot,
    DealSlot,
    Evidence,
    Form,
    Group,
    NumberSlot,
    PartySlot,
    QuantitySlot,
    SentenceRecord,
    SeveralSlot,
    SideSlot,
    Slot,
    TermSlot,
    WordsSlot,
)
from interlock.vocabulary import ActorKind, Fact, Kind, Party, Quantity, Status
from interlock.vocabulary.dates import is_date

_BETWEEN_SIGNS = re.compile("(?<=[\u3000-\u9fff\uff00-\uffef]) +(?=[\u3000-\u9fff\uff00-\uffef])")
_LANDS = frozenset({ActorKind.PLACE, ActorKind.GOVERNMENT})
_QUANTITIES = ("amount", "share", "power", "count")
_FIRM = frozenset({Status.DONE, Status.AGREED})
_FRAMES = {Status.DONE: "fact_done", **dict.fromkeys((Status.STALLED, Status.REFUSED, Status.ENDED, Status.DENIED), "fact_over")}


class TemplateWriter:
    """Writes the sentences of a digest. `number_of` gives the number of a source."""

    def __init__(self, phrases: Phrases, evidence: Evidence, number_of: Callable[[str], int]) -> None:
        self._phrases, self._evidence, self._number_of = phrases, evidence, number_of
        self._language = phrases.language

    def write(self, record: SentenceRecord) -> str:
        """The sentence. Empty where the language has no pattern that what is known of it fills."""
        if record.form is Form.FACT:
            said = self._fact(record)
        else:
            values = {name: said for name, slot in record.slots.items() if (said := self._slot(slot))}
            for name, slot in record.slots.items():
                if isinstance(slot, QuantitySlot):
                    values[f"{name}_of"] = self._phrases.quantity(slot.field, slot.quantity, slot.unit, slot.per, of=True)
            said = self._framed(str(record.form), values)
        return self._tidy(said)

    def tail(self, record: SentenceRecord) -> str:
        """How many papers tell it, from how many origins; empty where it cites none."""
        if not record.documents:
            return ""
        papers, origins = ((record.documents, "papers"), (record.origins, "origins"))
        values = {what: self._phrases.counted(number, what) for number, what in (papers, origins)}
        return self._framed("counted", values)

    def _tidy(self, text: str) -> str:
        """The finished text: no marks of articles, and no space between two signs that a language does not set apart."""
        plain = text.replace(ARTICLE, "")
        if self._language.spaced:
            return plain
        outside = re.split(f"({FSI}[^{PDI}]*{PDI})", plain)
        return "".join(run if place % 2 else _BETWEEN_SIGNS.sub("", run) for place, run in enumerate(outside))

    def heading(self, group: Group) -> str:
        """The heading of a group: its parties."""
        return " – ".join(self._phrases.name(party) for party in group.parties).replace(ARTICLE, "")

    def headline(self, record: SentenceRecord) -> str:
        """A sentence of one fact without dates, sources and counts."""
        fact = self._evidence.facts[record.facts[0]]
        clause, _ = self._clause(fact, self._values(fact, record))
        return self._tidy(_capital(clause, self._phrases.name(fact.subject)))

    def _framed(self, key: str, values: Mapping[str, str], form: int = 0) -> str:
        filled = first_filled(self._language.sentences.get(key, ()), values, form, self._phrases.join)
        return _capital(filled[0], "") if filled else ""

    def _slot(self, slot: Slot) -> str:
        phrases = self._phrases
        if isinstance(slot, PartySlot):
            return phrases.name(slot.party)
        if isinstance(slot, QuantitySlot):
            return phrases.quantity(slot.field, slot.quantity, slot.unit, slot.per)
        if isinstance(slot, DateSlot):
            return phrases.day(slot.date) if is_date(slot.date) else phrases.period(slot.date)
        if isinstance(slot, TermSlot):
            return self._language.term(slot.group, slot.key)
        if isinstance(slot, NumberSlot):
            return phrases.counted(slot.number, slot.what)
        if isinstance(slot, DealSlot):
            return self.deal(self._evidence.facts[slot.fact])
        if isinstance(slot, WordsSlot):
            return phrases.words(slot.text)
        if isinstance(slot, SideSlot):
            return self._side(slot)
        return self._several(slot)

    def _several(self, slot: SeveralSlot) -> str:
        items = [self._slot(each) for each in slot.items]
        if all(isinstance(each, PartySlot) for each in slot.items):
            return (self._language.said("page", "arrow") or " → ").join(items)
        return self._phrases.listed(items)

    def _side(self, slot: SideSlot) -> str:
        values = {
            "told": self._slot(slot.told),
            "origins": self._phrases.counted(slot.origins, "origins"),
            "sources": self.references(slot.sources),
        }
        if by := spoken(slot.by):
            values["by"] = self._phrases.listed([self._phrases.name_of(each) for each in by])
        filled = first_filled(self._language.sentences["side"], values, 0, self._phrases.join)
        return filled[0] if filled else ""

    def references(self, documents: tuple[str, ...]) -> str:
        """The numbers of sources, as marks that the renderer makes links of."""
        return "".join(f"{REFERENCE}{number}{REFERENCE_END}" for number in sorted(map(self._number_of, documents)))

    def deal(self, fact: Fact) -> str:
        """A fact as a noun phrase, with its status where that is less than agreed."""
        values = self._values(fact, None)
        filled = first_filled(
            self._language.kinds[fact.kind].noun, values, self._phrases.form(fact.subject) or 0, self._phrases.join
        )
        said = filled[0] if filled else self._phrases.name(fact.subject)
        if fact.status in _FIRM:
            return said
        label = self._language.term("status", str(fact.status))
        return (self._language.said("page", "labelled") or "{deal} ({label})").replace("{deal}", said).replace("{label}", label)

    def _fact(self, record: SentenceRecord) -> str:
        fact = self._evidence.facts[record.facts[0]]
        values = self._values(fact, record)
        clause, used = self._clause(fact, values)
        if not clause:
            return ""
        rest = [values[name] for name in _QUANTITIES if name in values and name not in used and f"{name}_of" not in used]
        if {"q", "q_of"} & used:
            rest = rest[1:]
        whole = {**values, "clause": clause}
        if rest:
            whole["more"] = self._phrases.listed(rest)
        for name in used:
            if name in ("period", "when", "date", "by"):
                whole.pop(name, None)
        key = "statement" if "quote" in values else _FRAMES.get(fact.status, "fact")
        if key == "fact_done" and str(fact.kind) in self._language.grammar.get("present", {}):
            key = "fact"  # 'holds a stake' is no deed of that day
        filled = first_filled(self._language.sentences[key], whole, 0, self._phrases.join)
        return _capital(filled[0], self._phrases.name(fact.subject)) if filled else ""

    def _clause(self, fact: Fact, values: Mapping[str, str]) -> tuple[str, frozenset[str]]:
        words, status, join = self._language.kinds[fact.kind], str(fact.status), self._phrases.join
        form = self._phrases.form(fact.subject)
        special = words.frames.get(status, ())
        if form is None:  # nobody knows the gender: what does not agree with it may stand
            special = words.frames.get(f"{status}.neutral") or tuple(each for each in special if "|" not in each)
        if special and (filled := first_filled(special, values, form or 0, join)):
            return filled
        parts: dict[str, str] = dict(values)
        used: set[str] = set()
        patterns = self._language.neutral_statuses if form is None else self._language.statuses
        for name in ("base", "past", "noun"):
            filled = first_filled(getattr(words, name), values, form or 0, join)
            if filled is not None:
                parts[name] = filled[0]
                used |= filled[1] if self._uses(patterns[status], name) else set()
        framed = first_filled(patterns[status], parts, form or 0, join)
        return (framed[0], frozenset(used | framed[1])) if framed else ("", frozenset())

    @staticmethod
    def _uses(patterns: tuple[str, ...], name: str) -> bool:
        return any(f"{name}}}" in pattern for pattern in patterns)

    def _own_term(self, fact: Fact, key: str) -> str:
        """The language's word for an asset or a post; a post agrees with who holds it, the last form is for who is unknown."""
        pattern = self._language.said("terms", key)
        if pattern is None:
            return ""
        holder = fact.object if fact.kind in (Kind.HIRES, Kind.OFFERS) and fact.object is not None else fact.subject
        by_gender = self._language.grammar.get("roles", {}).get(self._phrases.gender(holder))
        form = self._phrases.form(holder) if by_gender is None else int(by_gender)
        filled = fill(pattern, {}, len(self._language.forms) if form is None else form, self._phrases.join)
        return filled[0] if filled else ""

    def _values(self, fact: Fact, record: SentenceRecord | None) -> dict[str, str]:
        """Everything that a pattern may say of a fact, in words."""
        phrases, language = self._phrases, self._language
        values = {"subject": phrases.name(fact.subject)}
        for name, party in (("object", fact.object), ("origin", fact.origin)):
            if party is not None:
                values[name] = phrases.name(party)
        if fact.kind is Kind.BUILDS and fact.object is not None and fact.object.kind in _LANDS:
            values["place"] = values.pop("object")  # one builds there, not it
        for name, text in (("asset", fact.asset), ("role", fact.role)):
            if text:
                values[name] = self._own_term(fact, f"{name}.{text}") or phrases.words(text)
        if fact.metric:
            values["metric"] = language.term("metric", fact.metric)
        quantities = fact.quantities()
        for name, quantity in quantities.items():
            per = fact.per if name == "amount" or fact.amount is None else None
            unit = fact.unit if name == "count" else None
            if name == "count" and unit is None and (fact.kind is not Kind.REPORTS or fact.amount is not None):
                continue  # nobody says of what
            if name == "count" and fact.object is not None and _names_count(fact.object, quantity):
                continue  # '7 researchers' need no 7 people
            values[name] = phrases.quantity(name, quantity, unit, per)
            values[f"{name}_of"] = phrases.quantity(name, quantity, unit, per, of=True)
            values.setdefault("q", values[name])
            values.setdefault("q_of", values[f"{name}_of"])
        if fact.date:
            values["when"], values["date"] = phrases.when(fact.date), phrases.day(fact.date)
        if fact.period:
            values["period"] = phrases.period(fact.period)
        by = told_by(fact)
        if by and fact.kind is not Kind.SAYS:
            values["by"] = phrases.listed([phrases.name_of(each) for each in by])
        if record is not None and isinstance(quote := record.slots.get("quote"), WordsSlot):
            values["quote"] = phrases.quoted(quote.text)
        return values


def told_by(fact: Fact) -> tuple[str, ...]:
    """Who says it, where no document says it in its own voice."""
    if not fact.support or any(not row.by for row in fact.support):
        return ()
    return spoken({name for row in fact.support for name in row.by} - {fact.subject.name})


def spoken(names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that name somebody: no unnamed group, no stray sign."""
    return tuple(sorted(name for name in names if not name.startswith(GROUP) and any(map(str.isalpha, name))))


def _names_count(group: Party, count: Quantity) -> bool:
    """Whether the words for a group begin with its number."""
    return group.kind is ActorKind.GROUP and count.value is not None and group.name.startswith(f"{count.value:g} ")


def _capital(text: str, name: str) -> str:
    """The text with a capital first letter, unless it begins with a name that is written small."""
    small = name[:1].islower() and (" " not in name or name != name.lower())  # xAI, noyb
    if not text or (small and ARTICLE not in name and text.startswith(name)):
        return text
    return text[0].upper() + text[1:]
