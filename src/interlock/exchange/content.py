"""What an export is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import urlsplit

from interlock.atlas import Atlas
from interlock.vocabulary import Claim, Document, Fact, Identity

Told = Callable[[], Iterator[tuple[Document, Sequence[Claim]]]]


class Quote(NamedTuple):
    """What one document says for a fact."""

    claim: str
    text: str
    language: str
    document: str
    address: str
    published: str | None


@dataclass
class Content:
    """Facts and actors, by id, and `told`: each document with its claims, the texts read anew each time it is called."""

    facts: Sequence[Fact]
    identities: Sequence[Identity]
    atlas: Atlas
    told: Told

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Documents by id, without their texts, zones and sentences."""
        return {each.id: replace(each, text="", zones=(), sentences=()) for each, _ in self.told()}

    @cached_property
    def claims(self) -> dict[tuple[str, str], Claim]:
        """Claims by their id and that of the document."""
        return {(claim.id, document.id): claim for document, claims in self.told() for claim in claims}

    @cached_property
    def identity_by_id(self) -> dict[str, Identity]:
        """Actors by id."""
        return {each.id: each for each in self.identities}

    def quotes(self, fact: Fact) -> list[Quote]:
        """What the documents say for a fact, the first telling first."""
        found = []
        for row in fact.support:
            claim, document = self.claims.get((row.claim, row.document)), self.documents.get(row.document)
            if claim is not None and document is not None:
                evidence = claim.evidence
                told = (claim.id, evidence.quote, evidence.language, document.id, document.address, document.published)
                found.append(Quote(*told))
        return found


def shown_address(address: str) -> str:
    """An address for others: that of a page of the web whole, of a local file its name alone."""
    return address if is_web(address) else PurePath(address).name


def is_web(address: str) -> bool:
    """Whether an address can be opened by a browser elsewhere: no local file, no script."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not any(each.isspace() for each in address)
