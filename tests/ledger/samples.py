"""Documents and claims made by hand in four languages, and a reader that finds them: no language data is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from interlock.ledger import LedgerWriter
from interlock.vocabulary import (
    Actor,
    ActorKind,
    Bound,
    Claim,
    Document,
    Evidence,
    Kind,
    Money,
    Quantity,
    Sentence,
    Status,
    UnreadableDocument,
    Zone,
    ZoneKind,
    document_id,
    text_id,
)
from interlock.vocabulary.claim import claim_id

NOW = "2025-11-06T12:00:00Z"

TEXTS: dict[str, tuple[str, str, str | None]] = {
    "he.txt": (
        "he",
        "לא רק השקעה: אנבידיה תחכיר שבבים\n"
        "מאחורי הכותרת מסתתר מבנה מורכב. לפי ההסכם, OpenAI תחכור מאנבידיה עד 5 מיליון מעבדים ב־350 מיליארד דולר. "
        "אנבידיה רשאית להשקיע ב־OpenAI עד 100 מיליארד דולר. דובר החברה סירב להגיב.\n"
        "מבצע סוף שנה! מסך ב־1,990 שקל בלבד",
        "2025-11-04",
    ),
    "en.txt": (
        "en",
        "OpenAI to lease Nvidia chips\n"
        "Under the contract OpenAI will lease chips from Nvidia for about $300 billion. Two people said Nvidia is in talks to "
        "guarantee loans of OpenAI. Oracle denied that it would buy Ampere. =SUM(A1) said nobody.",
        "2025-11-05",
    ),
    "zh.txt": (
        "zh-Hant",
        "甲骨文大單\n甲骨文與OpenAI簽下3,000億美元合約，為期五年。Meta收購Scale約半股權，介於140億至150億美元。",
        None,
    ),
    "fr.txt": ("fr", "Mistral lève des fonds\nASML investit 1,3 milliard d'euros dans Mistral.", "2025-09-09"),
    "none.txt": ("en", "The match ended without a goal\nIt rained all afternoon.", "2025-01-01"),
}

A = {
    "openai": Actor("openai", "OpenAI", ActorKind.COMPANY, "OpenAI"),
    "nvidia": Actor("nvidia", "Nvidia", ActorKind.COMPANY, "Nvidia"),
    "oracle": Actor("oracle", "Oracle", ActorKind.COMPANY, "Oracle"),
    "ampere": Actor("ampere-computing", "Ampere Computing", ActorKind.COMPANY, "Ampere"),
    "meta": Actor("meta", "Meta", ActorKind.COMPANY, "Meta"),
    "scale": Actor("scale-ai", "Scale AI", ActorKind.COMPANY, "Scale"),
    "asml": Actor("asml", "ASML", ActorKind.COMPANY, "ASML"),
    "mistral": Actor("mistral-ai", "Mistral AI", ActorKind.COMPANY, "Mistral"),
    "sources": Actor("two-people", "two people", ActorKind.GROUP, "Two people"),
}


@dataclass(frozen=True)
class Fact:
    """What the fake reader knows: where the quote stands, this is claimed."""

    quote: str
    kind: Kind
    subject: str
    object: str
    status: Status
    rest: dict[str, Any] = field(default_factory=dict)
    mentions: tuple[str, str] | None = None


FACTS = (
    Fact(
        "OpenAI תחכור מאנבידיה עד 5 מיליון מעבדים ב־350 מיליארד דולר",
        Kind.LEASES_FROM,
        "openai",
        "nvidia",
        Status.AGREED,
        {
            "amount": Money(350e9, Bound.EXACT, text="350 מיליארד דולר", currency="USD"),
            "count": Quantity(5e6, Bound.AT_MOST, text="5 מיליון מעבדים"),
            "unit": "GPUs",
            "date": "2025-11",
        },
        ("OpenAI", "אנבידיה"),
    ),
    Fact(
        "אנבידיה רשאית להשקיע ב־OpenAI עד 100 מיליארד דולר",
        Kind.INVESTS_IN,
        "nvidia",
        "openai",
        Status.OPTIONAL,
        {"amount": Money(100e9, Bound.AT_MOST, text="100 מיליארד דולר", currency="USD"), "status_word": "רשאית"},
        ("אנבידיה", "OpenAI"),
    ),
    Fact(
        "OpenAI will lease chips from Nvidia for about $300 billion",
        Kind.LEASES_FROM,
        "openai",
        "nvidia",
        Status.PLANNED,
        {"amount": Money(300e9, Bound.ABOUT, text="$300 billion", currency="USD"), "status_word": "will", "asset": "chips"},
    ),
    Fact(
        "Two people said Nvidia is in talks to guarantee loans of OpenAI",
        Kind.GUARANTEES,
        "nvidia",
        "openai",
        Status.TALKS,
        {"status_word": "in talks", "attributed_to": (A["sources"],)},
    ),
    Fact("Oracle denied that it would buy Ampere", Kind.ACQUIRES, "oracle", "ampere", Status.DENIED, {"status_word": "denied"}),
    Fact(
        "甲骨文與OpenAI簽下3,000億美元合約",
        Kind.BUYS_FROM,
        "openai",
        "oracle",
        Status.AGREED,
        {"amount": Money(300e9, Bound.EXACT, text="3,000億美元", currency="USD"), "period": "P5Y"},
        ("OpenAI", "甲骨文"),
    ),
    Fact(
        "Meta收購Scale約半股權，介於140億至150億美元",
        Kind.INVESTS_IN,
        "meta",
        "scale",
        Status.DONE,
        {
            "amount": Money(None, Bound.BETWEEN, 14e9, 15e9, "140億至150億美元", "USD"),
            "date": "2025-06-13",
            "share": Quantity(0.49, Bound.ABOUT, text="約半"),
        },
    ),
    Fact(
        "ASML investit 1,3 milliard d'euros dans Mistral",
        Kind.INVESTS_IN,
        "asml",
        "mistral",
        Status.DONE,
        {"amount": Money(1.3e9, Bound.EXACT, text="1,3 milliard d'euros", currency="EUR"), "date": "2025"},
    ),
)


class FakeReader:
    """Finds FACTS in a text, and `PAY n` lines, of which a test can make as many as it likes."""

    def __init__(self, name: str = "fake/1.0", confidence: float = 0.8, skip: Sequence[Kind] = ()) -> None:
        self.name = name
        self.confidence = confidence
        self.skip = skip

    def read(self, document: Document) -> tuple[Claim, ...]:
        """The document's claims in order of place."""
        if "BREAK THE READER" in document.text:
            raise RuntimeError("it broke")
        found = [self._claim(document, fact) for fact in FACTS if fact.quote in document.text and fact.kind not in self.skip]
        for match in re.finditer(r"OpenAI pays Oracle (\d+) dollars", document.text):
            fact = Fact(
                match[0],
                Kind.BUYS_FROM,
                "openai",
                "oracle",
                Status.DONE,
                {"amount": Money(float(match[1]), text=f"{match[1]} dollars", currency="USD")},
            )
            found.append(self._claim(document, fact))
        return tuple(sorted(found, key=lambda claim: claim.evidence.start))

    def _claim(self, document: Document, fact: Fact) -> Claim:
        start = document.text.index(fact.quote)
        subject, target = A[fact.subject], A[fact.object]
        if fact.mentions:
            subject, target = (
                Actor(a.id, a.name, a.kind, mention) for a, mention in zip((subject, target), fact.mentions, strict=True)
            )
        quantities = {name: value for name, value in fact.rest.items() if isinstance(value, Quantity)}
        identity = claim_id(
            document.text_id,
            fact.kind,
            None,
            (start, start + len(fact.quote)),
            subject.mention,
            target.mention,
            quantities,
            document.published,
        )
        evidence = Evidence(document.id, start, start + len(fact.quote), fact.quote, document.language)
        return Claim(identity, fact.kind, subject, fact.status, evidence, self.confidence, self.name, object=target, **fact.rest)


def make_document(text: str, address: str = "/press/a.txt", language: str = "en", published: str | None = None) -> Document:
    """A document: the first line is its headline, a line that begins with 'מבצע' an advert; sentences end with a full stop."""
    zones, sentences, at = [], [], 0
    for paragraph, line in enumerate(text.split("\n")):
        kind = ZoneKind.ADVERT if line.startswith("מבצע") else ZoneKind.BODY if paragraph else ZoneKind.HEADLINE
        if line:
            zones.append(Zone(kind, at, at + len(line)))
        for match in re.finditer(r"\S.*?(?:[.。](?=\s|$)|。|$)", line):
            sentences.append(Sentence(at + match.start(), at + match.end(), kind, paragraph, language))
        at += len(line) + 1
    identity = text_id(text)
    return Document(
        document_id(identity, address, published),
        identity,
        text,
        address,
        "text/plain",
        language,
        tuple(zones),
        tuple(sentences),
        title=text.split("\n")[0] or None,
        published=published,
        published_from="date line" if published else None,
    )


def samples() -> list[Document]:
    """A document of each of TEXTS."""
    return [make_document(text, f"/press/{name}", language, published) for name, (language, text, published) in TEXTS.items()]


def source_of(documents: Sequence[Document], failing: Sequence[UnreadableDocument] = ()) -> Any:
    """A source that hands out these documents whatever the paths are, after the failures."""

    def source(paths: Sequence[str], retrieved: str | None, on_failure: Any) -> Iterator[Document]:
        for error in failing:
            on_failure(error)
        yield from documents

    return source


def fake_readers() -> tuple[FakeReader, ...]:
    """The readers of a run, at module level so that worker processes can make them."""
    return (FakeReader(),)


def filled(path: Path, *readers: FakeReader) -> None:
    """A ledger with the samples as these readers see them."""
    with LedgerWriter(path) as writer:
        names = [reader.name for reader in readers]
        writer.begin_run(NOW, names, ["press"])
        for document in samples():
            writer.add(document, {reader.name: reader.read(document) for reader in readers}, NOW)
        writer.end_run(NOW, read=5, known=0, failed=0, claims_new=8)
