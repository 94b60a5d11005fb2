"""The gate: a finished sentence is read back, and refused where it says what its facts do not hold.

It knows nothing of how the sentence was made. Figures, dates, names, quotations and words of status are found in the text
alone and held against the cited facts and the values that the record declares as derived from them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from interlock.reporting.bidi import FSI, PDI
from interlock.reporting.digest.figures import NUMBER, FigureCheck, TextReader
from interlock.reporting.digest.grammar import forms_of
from interlock.reporting.digest.language import DigestLanguage
from interlock.reporting.digest.names import NameScan
from interlock.reporting.digest.records import REFERENCE, REFERENCE_END, Evidence, Form, SentenceRecord, WordsSlot, fingerprint
from interlock.reporting.digest.wordcheck import BLANK, negated, unknown_words
from interlock.vocabulary import KINDS, METRICS, Fact, Party, Status

_ISOLATES = dict.fromkeys(map(ord, (FSI, PDI)))
_REFERENCE = re.compile(f"{REFERENCE}\\d+{REFERENCE_END}")
_QUOTATION = re.compile('[“«「„]([^”»」“]*)[”»」“]|"([^"]*)"')
_TURNING = re.compile("[\u202a-\u202e\u2066\u2067\u200e\u200f]")
LONGEST = 2_000
"""Characters of a sentence; a document may bring a name of any length."""
_SOFT = frozenset(Status) - {Status.DONE, Status.AGREED}
_TOLD_BEFORE = frozenset({Form.CHANGE, Form.DISPUTE})


class Gate:
    """Checks sentences of one language against the evidence."""

    def __init__(self, language: DigestLanguage, reader: TextReader, scan: NameScan, evidence: Evidence) -> None:
        self._language, self._scan, self._evidence = language, scan, evidence
        self._figures = FigureCheck(language, reader, evidence)

    def reasons(self, record: SentenceRecord, text: str, beside: str | None = None) -> tuple[str, ...]:
        """Why the sentence may not stand; empty where it may. `beside` is a sentence whose words are the only ones to be used."""
        facts = [self._evidence.facts[each] for each in record.facts if each in self._evidence.facts]
        if len(facts) < len(record.facts):
            return ("it cites a fact that is not there",)
        found: list[str] = []
        if not text.strip():
            return ("it says nothing",)
        if len(text) > LONGEST:
            return (f"it is longer than {LONGEST:,} characters",)
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
        figures, unheld = self._figures.check(plain, names, facts, record)
        told = _blanked(held, figures)
        found += [*named, *unheld, *self._status(told, facts, record), *self._figures.true_count(plain, facts)]
        if record.form is Form.FACT and facts[0].metric:
            found += self._metric(held, facts[0].metric)
        found += unknown_words(plain, NUMBER.sub(lambda match: BLANK * len(match[0]), told), self._language, beside)
        if beside is not None:
            found += self._left_out(plain, beside, facts)
        return tuple(dict.fromkeys(found))

    def _metric(self, text: str, metric: str) -> list[str]:
        """A reason where the words of a metric in the text, the longest ones, are those of another metric."""
        told = text.casefold()
        terms = {each: self._bare(self._language.term("metric", each)) for each in METRICS}
        said = max((term for term in terms.values() if term in told), key=len, default="")
        return [] if said == terms.get(metric, said) else [f"it tells of '{said}', which is no '{metric}'"]

    def _bare(self, term: str) -> str:
        """A term without its article, which may be joined to the word before it."""
        articles = {article for prefix in self._language.prefixes.values() for article, _ in prefix.contracted}
        articles |= set(self._language.grammar.get("articles", {}).values())
        first = max((each for each in articles if len(each) > 1 and term.startswith(each)), key=len, default="")
        return term.removeprefix(first).casefold()

    def _left_out(self, text: str, beside: str, facts: Sequence[Fact]) -> list[str]:
        """A reason for each figure and each party of the standing sentence that the new one leaves out."""
        standing = _REFERENCE.sub("", beside).translate(_ISOLATES)
        missing = Counter(NUMBER.findall(standing)) - Counter(NUMBER.findall(text))
        reasons = [f"it leaves out '{number}'" for number in missing]
        for party in {party.id: party for fact in facts for party in (fact.subject, fact.object, fact.origin) if party}.values():
            names = self._evidence.names_of(party) | self._own_names(party)
            if any(name in standing for name in names) and not any(name in text for name in names):
                reasons.append(f"it leaves out '{party.name}'")
        if negated(text, self._language) != negated(standing, self._language):
            reasons.append("it does not negate what it should, or something else")
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
        letters[start:end] = BLANK * (end - start)
    return "".join(letters)
