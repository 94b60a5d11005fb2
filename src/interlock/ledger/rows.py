"""What the view hands out beside documents and claims."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LedgerCounts:
    """How much the ledger holds."""

    documents: int
    texts: int
    claims: int
    actors: int
    failures: int
    runs: int


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document without its text. `zones` counts its stretches by kind."""

    id: str
    address: str
    title: str | None
    site: str | None
    language: str
    published: str | None
    published_from: str | None
    first_seen: str
    characters: int
    zones: tuple[tuple[str, int], ...]
    sentences: int
    claims: int


@dataclass(frozen=True, slots=True)
class Witness:
    """One reader's finding of a claim in one document."""

    reader: str
    confidence: float
    document: str


@dataclass(frozen=True, slots=True)
class ActorSeen:
    """An actor as the claims name it, with the forms found in the texts, the most frequent first."""

    id: str
    name: str
    kind: str
    claims: int
    as_subject: int
    as_object: int
    as_source: int
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A claim that an id prefix may mean: its id and its shortest unambiguous prefix."""

    id: str
    short: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read."""

    address: str
    reason: str
    first_run: int
    last_run: int


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run of `read`; `finished` is None where it was cut short or goes on."""

    id: int
    started: str
    finished: str | None
    readers: tuple[str, ...]
    documents_read: int
    documents_known: int
    documents_failed: int
    claims_new: int
