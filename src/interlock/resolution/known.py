"""What resolution is handed: documents with their claims, without the ledger they lie in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from interlock.vocabulary import Claim, Document


@dataclass(frozen=True, slots=True)
class Source:
    """A document as resolution needs it. `said` is the day of publication or None, `learned` when it was first seen."""

    id: str
    text_id: str
    language: str
    site: str | None
    said: str | None
    learned: str

    @property
    def when(self) -> str:
        """The day by which documents are put in order: that of publication, else that on which it was first seen."""
        return self.said or self.learned[:10]


def source_of(document: Document) -> Source:
    """The source that a document is."""
    return Source(document.id, document.text_id, document.language, document.site, document.published, document.first_seen or "")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as one document tells it; verbatim copies tell the same claim."""

    claim: Claim
    source: Source


Identities = Mapping[str, str]
"""From the node of an actor to the id of the identity that it belongs to."""
