"""Documents: one appearance of a text, with its zones and sentences. Offsets are into the untouched text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class ZoneKind(StrEnum):
    """What a stretch of a document is. Only headline, body and box can be evidence."""

    BODY = "body"
    HEADLINE = "headline"
    TEASER = "teaser"
    ADVERT = "advert"
    RELATED = "related"
    BOX = "box"
    BOILERPLATE = "boilerplate"

    @property
    def is_evidence(self) -> bool:
        """Whether a claim may rest on text of this kind: a teaser or an advert never is evidence."""
        return self in (ZoneKind.BODY, ZoneKind.HEADLINE, ZoneKind.BOX)


@dataclass(frozen=True, slots=True)
class Zone:
    """A half-open stretch of the document's text. Zones are in order and do not overlap."""

    kind: ZoneKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: half-open span, the kind of its zone, the number of its paragraph (from 0), its language.

    `language` is a BCP 47 tag: 'he', 'zh-Hant', 'zh-Hans', 'fr', 'en', 'es', 'de', or 'und' where unknown.
    """

    start: int
    end: int
    zone: ZoneKind
    paragraph: int
    language: str


@dataclass(frozen=True, slots=True)
class Document:
    """One appearance of a text.

    `address` is the URL, or the absolute path of a local file ('-' for standard input). `published` is an ISO 8601
    date or None: an unknown date stays unknown; `published_from` says where it was read ('date line', 'meta',
    'record', ...). `retrieved` and `first_seen` are ISO 8601 times in UTC, set by the run that read it, never part
    of an id.
    """

    id: str
    text_id: str
    text: str
    address: str
    media_type: str
    language: str
    zones: tuple[Zone, ...]
    sentences: tuple[Sentence, ...]
    title: str | None = None
    site: str | None = None
    author: str | None = None
    published: str | None = None
    published_from: str | None = None
    retrieved: str | None = None
    first_seen: str | None = None


def is_web_address(address: str) -> bool:
    """Whether an address is a URL (http or https), not a path."""
    return address[:8].lower().startswith(("http://", "https://"))


def text_id(text: str) -> str:
    """SHA-256 of the text in UTF-8, first 16 bytes, lower-case hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def document_id(text: str, address: str, published: str | None) -> str:
    """Id of one appearance of the text with id `text` at `address`, dated `published`.

    The time of retrieval is no part of it, so that reading the same folder twice adds nothing.
    """
    content = "\x1f".join([text, address, published or ""])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Source:
    """A document without its text. `said` is the day of publication or None, `learned` when it was first seen."""

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
