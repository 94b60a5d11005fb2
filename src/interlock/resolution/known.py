"""What resolution is handed: documents with their claims, without the ledger they lie in."""

from __future__ import annotations

from dataclasses import dataclass

from interlock.vocabulary import Claim
from interlock.vocabulary.document import Source


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as one document tells it; verbatim copies tell the same claim."""

    claim: Claim
    source: Source
