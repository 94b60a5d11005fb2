"""Facts made by hand, and what it takes to write and check sentences on them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from interlock.pipeline.digest_reading import DocumentReader
from interlock.reporting.digest.gate import Gate
from interlock.reporting.digest.language import DigestLanguage, digest_language
from interlock.reporting.digest.names import NameScan
from interlock.reporting.digest.phrases import ActorWords, Phrases
from interlock.reporting.digest.records import Citation, Derived, Evidence, Form, Section, SentenceRecord, Slot, fingerprint
from interlock.reporting.digest.writer import TemplateWriter
from interlock.vocabulary import Claim, Dispute, Fact, Kind, Party, Status, Support
from interlock.vocabulary.actor import Actor, ActorKind
from interlock.vocabulary.claim import Evidence as Quoted
from interlock.vocabulary.fact import StatusStep

LANGUAGES = ("en", "he", "zh-Hant", "fr")
NAMES: dict[str, dict[str, str]] = {
    "nvidia": {"en": "Nvidia", "he": "אנבידיה", "zh-Hant": "輝達"},
    "openai": {"en": "OpenAI"},
    "oracle": {"en": "Oracle", "he": "אורקל", "zh-Hant": "甲骨文"},
    "united-states": {"en": "United States", "he": "ארצות הברית", "zh-Hant": "美國", "fr": "États-Unis"},
    "european-union": {"en": "European Union", "he": "האיחוד האירופי", "zh-Hant": "歐盟", "fr": "Union européenne"},
    "sarah-friar": {"en": "Sarah Friar", "he": "שרה פריאר", "zh-Hant": "莎拉・弗萊爾"},
    "sam-altman": {"en": "Sam Altman", "he": "סם אלטמן", "zh-Hant": "奧特曼"},
    "kim-doe": {"en": "Kim Doe", "he": "קים דו", "zh-Hant": "金多"},
}
GENDERS = {"sarah-friar": "f", "sam-altman": "m"}
QUOTE = "הכסף יוצא מכיס אחד וחוזר לכיס השני"


def party(identity: str, kind: ActorKind = ActorKind.COMPANY, *members: str) -> Party:
    """A party by its id."""
    return Party(identity, NAMES.get(identity, {"en": identity})["en"], kind, members)


def made(kind: Kind, status: Status, subject: Party, object_: Party | None, **fields: Any) -> Fact:
    """A fact that two papers tell from one origin."""
    rows = tuple(Support("c1", document, "d1", "2025-10-06", "2025-10-07T00:00:00Z", "same deal") for document in ("d1", "d2"))
    return Fact("f1", kind, subject, status, (StatusStep(status, None, ("c1",)),), rows, object=object_, **fields)


def told(fact: Fact, **slots: Slot) -> SentenceRecord:
    """The record of a sentence on one fact."""
    cited = tuple(Citation(fact.id, "c1", document) for document in ("d1", "d2"))
    return SentenceRecord("s1", Section.HAPPENED, Form.FACT, (fact.id,), slots, cited, 1, 2)


def about(form: Form, fact: Fact, derived: tuple[Derived, ...] = (), **slots: Slot) -> SentenceRecord:
    """The record of another sentence that rests on a fact."""
    return SentenceRecord("s2", Section.PART_OF, form, (fact.id,), slots, (), 1, 2, derived, fingerprint([fact]))


def claim() -> Claim:
    """The claim that all these facts rest on."""
    actor = Actor("openai", "OpenAI", ActorKind.COMPANY, "OpenAI")
    return Claim("c1", Kind.SAYS, actor, Status.DONE, Quoted("d1", 0, len(QUOTE), QUOTE, "he"), 0.9, "hand/1")


@cache
def names_in(code: str) -> tuple[dict[str, ActorWords], dict[str, frozenset[str]], NameScan]:
    """Names as a language says them, all names, and the scan over them."""
    language = digest_language(code)
    actors = {key: ActorWords(each.get(code, each["en"]), GENDERS.get(key)) for key, each in NAMES.items()}
    names = {key: frozenset(each.values()) for key, each in NAMES.items()}
    return actors, names, NameScan(names, language.own_words | language.own_phrases, language.clitics)


@dataclass(frozen=True)
class Desk:
    """A writer and a gate for one language over some facts."""

    code: str
    facts: tuple[Fact, ...]
    disputes: tuple[Dispute, ...] = ()

    @property
    def language(self) -> DigestLanguage:
        """The language."""
        return digest_language(self.code)

    @property
    def evidence(self) -> Evidence:
        """What sentences are held against."""
        _, names, _ = names_in(self.code)
        return Evidence({fact.id: fact for fact in self.facts}, {"c1": claim()}, {each.id: each for each in self.disputes}, names)

    @property
    def writer(self) -> TemplateWriter:
        """The offline writer."""
        actors, names, _ = names_in(self.code)
        ids = {name.casefold(): key for key, called in names.items() for name in called}
        return TemplateWriter(Phrases(self.language, actors, ids), self.evidence, lambda document: int(document[1:]))

    def write(self, record: SentenceRecord) -> str:
        """The sentence with its count."""
        return self.writer.write(record) + self.writer.tail(record)

    def reasons(self, record: SentenceRecord, text: str, beside: str | None = None) -> tuple[str, ...]:
        """Why the gate refuses a sentence."""
        _, _, scan = names_in(self.code)
        return Gate(self.language, reader_of(self.language.reader), scan, self.evidence).reasons(record, text, beside)


@cache
def reader_of(code: str) -> DocumentReader:
    """The reader of figures of a language."""
    return DocumentReader(code)


def plain(text: str) -> str:
    """A text without the signs that set its directions apart."""
    return text.replace("\u2068", "").replace("\u2069", "")
