"""Sitemaps and their indexes, plain or packed: which pages a site has, the latest first."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from io import BytesIO

from interlock.reading.dating import parse_date
from interlock.reading.fetching.bodies import BadBody, read_body
from interlock.reading.sources.links import LONGEST_LINK, LONGEST_STAMP, MOST_LINKS, Link, plain_title, refuse_entities
from interlock.vocabulary import UnreadableDocument

_LARGEST = 50_000_000
_MOST_ENTRIES = 50_000  # as the protocol has it
_LONGEST_VALUE = 4_000


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Pages, and further sitemaps: the latest first where they are dated, else as they stand."""

    pages: list[Link]
    sitemaps: list[str]


def unpack(body: bytes, address: str) -> bytes:
    """The bytes of a file that may be gzipped. Raises UnreadableDocument where they grow too large, or are broken."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return read_body([body], "gzip", _LARGEST)
    except (BadBody, zlib.error) as error:
        raise UnreadableDocument(address, str(error)) from None


def read_sitemap(body: bytes, address: str) -> Sitemap:
    """What a sitemap or an index of sitemaps lists. Raises UnreadableDocument for what is neither."""
    from lxml import etree

    body = unpack(body, address)
    refuse_entities(body, address)
    pages: list[Link] = []
    further: list[tuple[str, str]] = []
    try:
        events = etree.iterparse(
            BytesIO(body), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
        )
        for number, (_, element) in enumerate(events):
            if number > _MOST_ENTRIES * 20:
                break
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if name not in ("url", "sitemap"):
                continue
            values = _values(element, etree)
            where, changed = values.get("loc", ""), values.get("lastmod")
            element.clear()
            while element.getprevious() is not None and element.getparent() is not None:
                del element.getparent()[0]
            if name == "sitemap" and where:
                further.append((changed or "", where))
            elif where and len(pages) < _MOST_ENTRIES:
                published = parse_date(values.get("publication_date"))
                stamp = (changed or values.get("publication_date") or "")[:LONGEST_STAMP] or None
                pages.append(Link(where[:LONGEST_LINK], plain_title(values.get("title")), published, stamp))
        root = events.root
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(address, f"is no sitemap that can be read ({str(error)[:100]})") from None
    if root is None or etree.QName(root).localname not in ("urlset", "sitemapindex"):
        raise UnreadableDocument(address, "is no sitemap")
    pages.sort(key=lambda link: link.stamp or "", reverse=True)
    further.sort(key=lambda each: each[0], reverse=True)
    return Sitemap(pages[:MOST_LINKS], [where for _, where in further[:MOST_LINKS]])


def _values(element: object, etree: object) -> dict[str, str]:
    """The texts of the elements within, by their names; of those that stand twice the first."""
    found: dict[str, str] = {}
    for inner in element.iter():  # type: ignore[attr-defined]
        if inner is not element and isinstance(inner.tag, str):
            text = (inner.text or "").strip()[:_LONGEST_VALUE]
            found.setdefault(etree.QName(inner).localname, text)  # type: ignore[attr-defined]
    return found
