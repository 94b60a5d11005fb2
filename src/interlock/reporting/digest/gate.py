"""The gate: a finished sentence is read back, and refused where it says what its facts do not hold.

It knows nothing of how the sentence was made. Figures, dates, names, quotations and words of status are found in the text
alone and held against the cited facts and the values that the record declares as derived from them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from interlock.reporting.bidi import FSI, PDI
from interlock.reporting.digest.grammar import forms_of
from interlock.reporting.digest.language import DigestLanguage
from interlock.reporting.digest.names import NameScan
from interlock.reporting.digest.records import REFERENCE, REFERENCE_END, Evidence, Form, SentenceRecord, WordsSlot, fingerprint
from interlock.reporting.digest.wordcheck import unknown_words
from interlock.vocabulary import KINDS, Bound, Fact, Money, Party, Quantity, Status
from interlock.vocabulary.dates import first_and_last_day

_ISOLATES = dict.fromkeys(map(ord, (FSI, PDI)))
_REFERENCE = re.compile(f"{REFERENCE}\\d+{REFERENCE_END}")
_NUMBER = re.compile(r"\d+(?:[.,\u202f\u00a0’]\d+)*")
_MARKS = re.compile(r"[.,\u202f\u00a0’]")
_QUOTATION = re.compile('[“«「„]([^”»」“]*)[”»」“]|"([^"]*)"')
_TURNING = re.compile("[\u202a-\u202e\u2066\u2067\u200e\u200f]")
_SOFT = frozenset(Status) - {Status.DONE, Status.AGREED}
_TOLD_BEFORE = frozenset({Form.CHANGE, Form.DISPUTE})
_NEARLY = 1e-9


@dataclass(frozen=True, slots=True)
class ReadQuantity:
    """A quantity read in a sentence at [start, end); `unit` is the English unit of a count, `per` its rate."""

    field: str
    quantity: Quantity
    unit: str | None
    per: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date or a length of time read in a sentence, as ISO 8601."""

    value: str
    start: int
    end: int


class TextReader(Protocol):
    """Reads figures out of a text of one language: the reader of documents, not the writer's tables."""

    def quantities(self, text: str) -> Sequence[ReadQuantity]:
        """Every quantity with its bound."""
        ...

    def dates(self, text: str) -> Sequence[ReadDate]:
        """Every date and length of time."""
        ...


class Gate:
    """Checks sentences of one language against the evidence."""

    def __init__(self, language: DigestLanguage, reader: TextReader, scan: NameScan, evidence: Evidence) -> None:
        self._language, self._reader, self._scan, self._evidence = language, reader, scan, evidence

    def reasons(self, record: SentenceRecord, text: str, beside: str | None = None) -> tuple[str, ...]:
        """Why the sentence may not stand; empty where it may. `beside` is a sentence whose words are the only ones to be used."""
        facts = [self._evidence.facts[each] for each in record.facts if each in self._evidence.facts]
        if len(facts) < len(record.facts):
            return ("it cites a fact that is not there",)
        found: list[str] = []
        if not text.strip():
            return ("it says nothing",)
        if record.derived and record.seal != fingerprint(facts):
            found.append("the facts that its figures were worked out from have changed")
        if _TURNING.search(text) or text.count(FSI) != text.count(PDI) or "\n" in text:
            found.append("it holds characters that turn or break the text")
        plain = _REFERENCE.sub("", text).translate(_ISOLATES)
        plain, quoted = self._without_quotes(plain, record)
        found += quoted
        allowed = self._strings(facts) | _asked(record)
        names, named = self._names(plain, facts, allowed, record)
        held = _blanked(plain, names)
        figures, unheld = self._figures(plain, names, facts, record)
        told = _blanked(held, figures)
        found += [*named, *unheld, *self._status(told, facts, record)]
        found += unknown_words(_NUMBER.sub(" ", told), self._language, beside)
        if beside is not None:
            found += self._left_out(plain, beside, facts)
        return tuple(dict.fromkeys(found))

    def _left_out(self, text: str, beside: str, facts: Sequence[Fact]) -> list[str]:
        """A reason for each figure and each party of the standing sentence that the new one leaves out."""
        standing = _REFERENCE.sub("", beside).translate(_ISOLATES)
        missing = Counter(_NUMBER.findall(standing)) - Counter(_NUMBER.findall(text))
        reasons = [f"it leaves out '{number}'" for number in missing]
        for party in {party.id: party for fact in facts for party in (fact.subject, fact.object, fact.origin) if party}.values():
            names = self._evidence.names_of(party) | self._own_names(party)
            if any(name in standing for name in names) and not any(name in text for name in names):
                reasons.append(f"it leaves out '{party.name}'")
        return reasons

    def _own_names(self, party: Party) -> frozenset[str]:
        own = self._language.grammar.get("names", {}).get(party.id)
        return frozenset({own} if own else ())

    # Quotations ------------------------------------------------------------------------------------------------------

    def _without_quotes(self, text: str, record: SentenceRecord) -> tuple[str, list[str]]:
        """The text with its quotations blanked, and a reason for each that no cited claim holds."""
        quotes = [
            " ".join(self._evidence.claims[row.claim].evidence.quote.translate(_ISOLATES).split())
            for row in record.citations
            if row.claim in self._evidence.claims
        ]
        opening, closing = map(re.escape, self._language.quotes)
        reasons: list[str] = []

        def blank(match: re.Match[str]) -> str:
            said = " ".join(next(each for each in match.groups() if each is not None).split())
            if not any(said in quote for quote in quotes):
                reasons.append(f"no cited sentence says '{said[:60]}'")
            return " "

        own = re.compile(f"{opening}(.*){closing}")  # a quote may hold quotation marks itself: the outermost pair first
        whole = own.search(text)
        if whole and any(" ".join(whole[1].split()) in quote for quote in quotes):
            return own.sub(" ", text), reasons
        return _QUOTATION.sub(blank, text), reasons

    # Names -----------------------------------------------------------------------------------------------------------

    def _strings(self, facts: Sequence[Fact]) -> frozenset[str]:
        """Words that the facts hold beside names: what is dealt in, posts, units."""
        held = {text for fact in facts for text in (fact.asset, fact.role, fact.unit) if text}
        held |= {value.unit for fact in facts for value in fact.values if value.unit}
        said = self._language.said
        terms = {word for text in held for group in ("asset", "role") if (word := said("terms", f"{group}.{text}"))}
        return frozenset(held | {form for word in terms for form in forms_of(word)})

    def _names(
        self, text: str, facts: Sequence[Fact], strings: frozenset[str], record: SentenceRecord
    ) -> tuple[list[tuple[int, int]], list[str]]:
        """Where the text has names, and a reason for each that no fact holds."""
        names: set[str] = set(strings)
        own = self._language.grammar.get("names", {})
        for fact in facts:
            for party in (fact.subject, fact.object, fact.origin):
                if party is not None:
                    names |= self._evidence.names_of(party) | self._own_names(party)
                    for member in party.members:
                        names |= self._scan.also_called(member)
            for told in {name for row in fact.support for name in row.by}:
                names |= {told} | self._scan.also_called(told)
        for dispute in (self._evidence.disputes[each] for each in self._disputes(record)):
            for each in {name for side in dispute.sides for name in side.by}:
                names |= {each} | self._scan.also_called(each)
        names |= {own[each] for each in self._scan.ids_of(names) if each in own}
        names |= {name[0].upper() + name[1:] for name in names if name and " " in name}  # at the beginning of a sentence
        reasons, spans = [], []
        for start, end, name in self._scan.find(text, names):
            spans.append((start, end))
            if name is not None:
                reasons.append(f"no cited fact names '{name}'")
        if record.form is Form.FACT:
            reasons += self._order(text, facts[0])
        return spans, reasons

    def _order(self, text: str, fact: Fact) -> list[str]:
        """A reason where the one to whom it is done is named before the one who does it: in these languages order tells them."""
        if fact.object is None or KINDS[fact.kind].symmetric or fact.object.id == fact.subject.id:
            return []
        if fact.object.name in {name for row in fact.support for name in row.by}:  # who says it may stand first
            return []
        mine, theirs = (self._evidence.names_of(party) | self._own_names(party) for party in (fact.subject, fact.object))
        first, second = self._first(text, mine - theirs), self._first(text, theirs - mine)
        if first is not None and first == second:  # the longer name holds the shorter one
            return []
        if first is None or second is None or first < second:
            return []
        return [f"'{fact.object.name}' is named before '{fact.subject.name}'"]

    def _first(self, text: str, names: Iterable[str]) -> int | None:
        return min((at for name in names if (at := text.find(name)) >= 0), default=None)

    @staticmethod
    def _disputes(record: SentenceRecord) -> tuple[str, ...]:
        return (record.id,) if record.form is Form.DISPUTE else ()

    # Figures ---------------------------------------------------------------------------------------------------------

    def _figures(
        self, text: str, names: Sequence[tuple[int, int]], facts: Sequence[Fact], record: SentenceRecord
    ) -> tuple[list[tuple[int, int]], list[str]]:
        """Where the text has figures and dates, and a reason for each that no fact holds. Digits of a name are none."""
        reasons = []
        held = self._quantities(facts, record)
        counts = self._counts(facts, record)
        rates = {fact.per for fact in facts} | {value.per for fact in facts for value in fact.values}
        days = self._days(facts, record)
        spans: list[tuple[int, int]] = []
        for date in self._reader.dates(text):
            if self._in_name(text, date.start, date.end, names) or _inside(date.start, date.end, spans):
                continue
            spans.append((date.start, date.end))
            if not any(_tells_date(day, date.value) for day in days):
                reasons.append(f"no cited fact has the date or time '{text[date.start : date.end]}'")
        for read in self._reader.quantities(text):
            said = text[read.start : read.end].strip()
            if self._in_name(text, read.start, read.end, names) or _inside(read.start, read.end, spans):
                continue
            spans.append((read.start, read.end))
            if read.per is not None and read.per not in rates:
                reasons.append(f"no cited fact tells a rate: '{said}'")
            if any(_same(read.field, read.quantity, field, quantity) for field, quantity in held):
                continue
            if read.field == "count" and read.quantity.bound is Bound.EXACT and read.quantity.value in counts:
                continue
            reasons.append(f"no cited fact holds the figure '{said}' with this bound")
        for match in _NUMBER.finditer(text):
            if _inside(match.start(), match.end(), [*spans, *names]):
                continue
            if self._plain(match[0]) not in counts:
                reasons.append(f"no cited fact holds the number '{match[0]}'")
        return spans, reasons

    @staticmethod
    def _in_name(text: str, start: int, end: int, names: Sequence[tuple[int, int]]) -> bool:
        """Whether all digits of a stretch, of which there are some, belong to names."""
        digits = list(_NUMBER.finditer(text, start, end))
        return bool(digits) and all(_inside(match.start(), match.end(), names) for match in digits)

    def _quantities(self, facts: Sequence[Fact], record: SentenceRecord) -> list[tuple[str, Quantity]]:
        found = [(each.field, each.quantity) for each in record.derived if each.quantity is not None]
        if record.form is Form.DISPUTE:
            for side in self._evidence.disputes[record.id].sides:
                if side.quantity is not None:
                    found.append((self._evidence.disputes[record.id].field, side.quantity))
            return found
        return found + [pair for fact in facts for pair in fact.quantities().items()]

    def _counts(self, facts: Sequence[Fact], record: SentenceRecord) -> set[float]:
        """Plain numbers that may stand: documents and origins counted again from the facts, and what is declared."""
        support = [row for fact in facts for row in fact.support]
        found: set[float] = {len({row.document for row in support}), len({row.origin for row in support})}
        found |= {fact.count.value for fact in facts if fact.count and fact.count.bound is Bound.EXACT and fact.count.value}
        found |= {each.quantity.value for each in record.derived if each.quantity is not None and each.quantity.value is not None}
        if record.form is Form.DISPUTE:
            found |= {side.origins for side in self._evidence.disputes[record.id].sides}
        return found

    def _plain(self, digits: str) -> float:
        """The value of a number as the language writes it."""
        decimal = self._language.locale.number_symbols.get("latn", self._language.locale.number_symbols).get("decimal", ".")
        whole, _, part = digits.rpartition(decimal) if decimal in digits else (digits, "", "")
        return float(f"{_MARKS.sub('', whole)}.{part or 0}")

    @staticmethod
    def _days(facts: Sequence[Fact], record: SentenceRecord) -> set[str]:
        found = {each.date for each in record.derived if each.date is not None}
        told = [day for fact in facts for day in (fact.date, fact.period)]
        if record.form is Form.DISPUTE:
            told += [value.text for fact in facts for value in fact.values if value.field in ("date", "period")]
        for day in filter(None, told):
            found |= {day, *filter(lambda each: each not in ("", ".."), day.split("/"))}
        return found | {first_and_last_day(day)[0] for day in found if "W" in day and not day.startswith("P")}

    # Status ----------------------------------------------------------------------------------------------------------

    def _status(self, text: str, facts: Sequence[Fact], record: SentenceRecord) -> list[str]:
        present = {fact.status for fact in facts} if record.form is not Form.SCOPE else set()
        if record.form in (Form.SCOPE, Form.STANDING, Form.QUIET, Form.MORE, Form.CHANGE_NEW):
            return []
        wanted = present if record.form is Form.FACT else present & _SOFT
        if record.form is Form.DISPUTE:
            wanted = set()
        allowed = present | {each.status for each in record.derived if each.status is not None}
        if record.form in _TOLD_BEFORE:
            allowed |= {step.status for fact in facts for step in (*fact.history, *fact.statuses)}
        said = {status for status in Status if self._says(text, status)}
        reasons = [f"it does not show that this is '{status}'" for status in sorted(wanted - said) if status is not Status.DONE]
        return reasons + [f"it tells as '{status}' what no cited fact has so" for status in sorted(said - allowed)]

    def _says(self, text: str, status: Status) -> bool:
        told = text.casefold()
        for word in self._language.status_words[str(status)]:
            pattern = re.escape(word.casefold())
            if self._language.spaced:
                pattern = rf"(?<!\w){self._language.clitic_pattern}{pattern}(?!\w)"
            if re.search(pattern, told):
                return True
        return False


def _asked(record: SentenceRecord) -> frozenset[str]:
    """The words of the question, which a sentence on the digest as a whole repeats."""
    about = record.slots.get("about") if record.form in (Form.SCOPE, Form.QUIET) else None
    return frozenset({" ".join(about.text.split())}) if isinstance(about, WordsSlot) else frozenset()


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the spans replaced by signs that are neither letters nor digits, each character by one."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = "\u00b7" * (end - start)
    return "".join(letters)


def _inside(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(begin <= start and end <= stop for begin, stop in spans)


def _tells_date(held: str, read: str) -> bool:
    """Whether a date as read says what a fact holds, or less exactly so."""
    return held == read or (not held.startswith("P") and "/" not in held and held.startswith(f"{read}-"))


def _same(field: str, read: Quantity, other_field: str, held: Quantity) -> bool:
    if field != other_field or read.bound is not held.bound:
        return False
    if isinstance(held, Money) and isinstance(read, Money) and held.currency != read.currency:
        return False
    ends = ((read.value, held.value), (read.low, held.low), (read.high, held.high))
    return all(
        (one is None) == (other is None) and (one is None or other is None or math.isclose(one, other, rel_tol=_NEARLY))
        for one, other in ends
    )
