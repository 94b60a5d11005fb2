"""Figures and dates of a finished sentence, held against its facts: values, bounds, rates, counts, lengths of time."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from babel.numbers import format_decimal

from interlock.reporting.digest.grammar import fill
from interlock.reporting.digest.language import DigestLanguage, joiner
from interlock.reporting.digest.records import Evidence, Form, SentenceRecord
from interlock.vocabulary import Bound, Fact, Money, Quantity
from interlock.vocabulary.dates import first_and_last_day

NUMBER = re.compile(r"\d+(?:[.,\u202f\u00a0’]\d+)*")
_MARKS = re.compile(r"[.,\u202f\u00a0’]")
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


class FigureCheck:
    """Checks the figures of sentences of one language."""

    def __init__(self, language: DigestLanguage, reader: TextReader, evidence: Evidence) -> None:
        self._language, self._reader, self._evidence = language, reader, evidence

    def true_count(self, text: str, facts: Sequence[Fact]) -> list[str]:
        """A reason where the sentence does not say from how many papers and origins its facts come, counted again."""
        support = [row for fact in facts for row in fact.support]
        if not support:
            return []
        reasons = []
        for what, number in (
            ("papers", len({row.document for row in support})),
            ("origins", len({row.origin for row in support})),
        ):
            pattern = self._language.plural("counts", what, number) or "{n}"
            said = pattern.replace("{n}", str(format_decimal(number, locale=self._language.locale)))
            if not re.search(self._language.apart(said), text):
                reasons.append(f"it does not say that its facts have {number} {what}")
        return reasons

    def check(
        self, text: str, names: Sequence[tuple[int, int]], facts: Sequence[Fact], record: SentenceRecord
    ) -> tuple[list[tuple[int, int]], list[str]]:
        """Where the text has figures and dates, and a reason for each that no fact holds. Digits of a name are none."""
        reasons = []
        held = self._quantities(facts, record)
        counts = self._counts(facts, record)
        rates = {per for fact in facts for per in (fact.per, *(value.per for value in fact.values)) if per}
        days = self._days(facts, record)
        paces = self._paces(text)
        spans: list[tuple[int, int]] = []
        for date in self._reader.dates(text):
            if _in_name(text, date.start, date.end, names) or _inside(date.start, date.end, spans):
                continue
            spans.append((date.start, date.end))
            if not any(_tells_date(day, date.value) for day in days):
                reasons.append(f"no cited fact has the date or time '{text[date.start : date.end]}'")
        for read in self._reader.quantities(text):
            said = text[read.start : read.end].strip()
            if _in_name(text, read.start, read.end, names) or _inside(read.start, read.end, spans):
                continue
            spans.append((read.start, read.end))
            paces |= {read.per} if read.per else set()
            if any(_same(read.field, read.quantity, field, quantity) for field, quantity in held):
                continue
            if read.field == "count" and read.quantity.bound is Bound.EXACT and read.quantity.value in counts:
                continue
            reasons.append(f"no cited fact holds the figure '{said}' with this bound")
        for match in NUMBER.finditer(text):
            if _inside(match.start(), match.end(), [*spans, *names]):
                continue
            if self._plain(match[0]) not in counts and not self._counted(text, match, facts):
                reasons.append(f"no cited fact holds the number '{match[0]}'")
        reasons += [f"no cited fact is told by the {per}" for per in sorted(paces - rates)]
        if record.form is Form.FACT and spans:
            reasons += [f"it does not say that this is by the {fact.per}" for fact in facts if fact.per and fact.per not in paces]
        return spans, reasons

    def _paces(self, text: str) -> set[str]:
        """The rates whose words stand in the text: 'a year'."""
        told = text.casefold()
        words = {per: each["other"].replace("{q}", "").strip() for per, each in self._language.tables["rates"].items()}
        return {per for per, said in words.items() if per != "other" and re.search(self._language.apart(said), told)}

    def _counted(self, text: str, match: re.Match[str], facts: Sequence[Fact]) -> bool:
        """Whether a number is the count of a fact, of things that the reader has no word for, with the words of its bound."""
        bounds = self._language.tables["bounds"]
        before = text[: match.start()].rstrip()
        for count in (fact.count for fact in facts if fact.count is not None):
            if count.value is None:
                ends = {"low": count.low or 0.0, "high": count.high or 0.0}
                said = {name: str(format_decimal(end, locale=self._language.locale)) for name, end in ends.items()}
                range_ = fill(bounds[str(Bound.BETWEEN)]["other"], said, 0, partial(joiner, self._language))
                if range_ is not None and any(_inside(match.start(), match.end(), [each]) for each in _places(range_[0], text)):
                    return True
            elif count.value == self._plain(match[0]):
                words = {bound: bounds[str(bound)]["other"].partition("{q}")[0].rstrip() for bound in Bound}
                told = [bound for bound, each in words.items() if each and before.endswith(each)]
                if told == ([] if count.bound is Bound.EXACT else [count.bound]):
                    return True
        return False

    def _quantities(self, facts: Sequence[Fact], record: SentenceRecord) -> list[tuple[str, Quantity]]:
        found = [(each.field, each.quantity) for each in record.derived if each.quantity is not None]
        if record.form is Form.DISPUTE:
            dispute = self._evidence.disputes[record.id]
            return found + [(dispute.field, side.quantity) for side in dispute.sides if side.quantity is not None]
        return found + [pair for fact in facts for pair in fact.quantities().items()]

    def _counts(self, facts: Sequence[Fact], record: SentenceRecord) -> set[float]:
        """Plain numbers that may stand: documents and origins counted again from the facts, and what is declared."""
        support = [row for fact in facts for row in fact.support]
        found: set[float] = {len({row.document for row in support}), len({row.origin for row in support})}
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


def _in_name(text: str, start: int, end: int, names: Sequence[tuple[int, int]]) -> bool:
    """Whether all digits of a stretch, of which there are some, belong to names."""
    digits = list(NUMBER.finditer(text, start, end))
    return bool(digits) and all(_inside(match.start(), match.end(), names) for match in digits)


def _inside(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(begin <= start and end <= stop for begin, stop in spans)


def _places(part: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(re.escape(part), text)]


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
