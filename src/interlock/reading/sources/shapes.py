"""What came from an address: a feed, a sitemap, a list, a page, a PDF; and the feeds that a page names."""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

_MOST_FEEDS = 5
_COMMENTS = re.compile(r"/comments?(?:/|$)", re.IGNORECASE)


class Shape(StrEnum):
    """What a body is, told by its beginning: servers give feeds all kinds of types."""

    FEED = "feed"
    SITEMAP = "sitemap"
    OPML = "opml"
    PDF = "pdf"
    LIST = "list"
    PAGE = "page"
    TEXT = "text"
    OTHER = "other"


MEDIA_TYPES = {Shape.PAGE: "text/html", Shape.PDF: "application/pdf", Shape.TEXT: "text/plain"}
"""The shapes that hold an article, and the type as which each is read."""

_ROOTS = {
    b"rss": Shape.FEED,
    b"feed": Shape.FEED,
    b"rdf": Shape.FEED,
    b"urlset": Shape.SITEMAP,
    b"sitemapindex": Shape.SITEMAP,
    b"opml": Shape.OPML,
    b"html": Shape.PAGE,
}
_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(rss|feed|rdf|urlset|sitemapindex|opml|html)[\s>/]", re.IGNORECASE)
_PROLOG = re.compile(rb"\s*(?:<\?.{0,2000}?\?>|<!--.{0,20000}?-->|<!DOCTYPE[^>]{0,20000}>|\s)*", re.DOTALL | re.IGNORECASE)


def shape_of(body: bytes, media_type: str) -> Shape:
    """The shape of a body whose server calls it `media_type`."""
    opening = body[:60_000].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if opening.startswith(b"%PDF-"):
        return Shape.PDF
    if body.startswith(b"\x1f\x8b"):
        return Shape.SITEMAP  # nothing else is served packed without saying so
    prolog = _PROLOG.match(opening)
    start = prolog.end() if prolog else 0
    if root := _ROOT.match(opening, start):
        return _ROOTS[root[1].lower()]
    if "html" in media_type:
        return Shape.PAGE
    if opening.lstrip()[:1] in (b"{", b"[") and ("json" in media_type or not media_type or b'"url"' in opening):
        return Shape.LIST
    if media_type.endswith("xml") and (root := _ROOT.search(opening, 0, 4_000)):
        return _ROOTS[root[1].lower()]
    if not media_type or media_type.startswith("text/") or media_type.endswith("octet-stream"):
        return Shape.PAGE if b"<html" in opening[:4_000].lower() else Shape.TEXT
    return Shape.OTHER


def is_front_page(url: str) -> bool:
    """Whether an address is that of a whole site."""
    return urlsplit(url).path in ("", "/") and not urlsplit(url).query


def feeds_of(body: bytes, address: str) -> list[str]:
    """The feeds that a page names in its head, without those of comments."""
    from lxml import etree, html

    try:
        tree = html.document_fromstring(body[:2_000_000], parser=html.HTMLParser(huge_tree=False))
    except (etree.LxmlError, ValueError):
        return []
    base = next((each.get("href") or "" for each in tree.iter("base")), "")
    found: list[str] = []
    for link in tree.iter("link"):
        kind = (link.get("type") or "").lower()
        if "alternate" in (link.get("rel") or "").lower().split() and ("rss+xml" in kind or "atom+xml" in kind):
            try:
                url = urljoin(urljoin(address, base), (link.get("href") or "").strip())
            except ValueError:
                continue
            if url not in found and not _COMMENTS.search(url):
                found.append(url)
    return found[:_MOST_FEEDS]
