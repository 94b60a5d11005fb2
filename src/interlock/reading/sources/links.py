"""What a source says of an article that it links: never text to read, only where it is and what it may lack."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from interlock.vocabulary import UnreadableDocument

MOST_LINKS = 5_000
"""Links of one feed or sitemap that are looked at; the latest come first where they are dated."""
LONGEST_LINK = 2_100
"""Characters of an address that are kept: beyond 2,000 it is refused anyway, and told."""
LONGEST_STAMP = 100
_TAG = re.compile(r"<[^<>]{0,1000}>")
_ELEMENT = re.compile(rb"<[A-Za-z_]")


@dataclass(frozen=True, slots=True)
class Link:
    """An article as a source links it. `stamp` changes when the source says that the article has changed."""

    url: str
    title: str | None = None
    published: str | None = None
    stamp: str | None = None


def plain_title(text: object) -> str | None:
    """A title without markup, on one line, of bounded length."""
    if not isinstance(text, str):
        return None
    return " ".join(unescape(_TAG.sub(" ", text[:5_000])).split())[:500] or None


def refuse_entities(body: bytes, address: str) -> None:
    """Raise UnreadableDocument for XML that declares entities: no feed needs them, and they are how small files grow large."""
    bare = body[:200_000].replace(b"\0", b"")  # so that it is seen in UTF-16, too
    element = _ELEMENT.search(bare)
    if b"<!ENTITY" in (bare[: element.start()] if element else bare).upper():
        raise UnreadableDocument(address, "declares XML entities, which no feed or sitemap needs; it is not read")
