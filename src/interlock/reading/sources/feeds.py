"""RSS and Atom feeds: which articles they link. The bytes are fetched by us; the library opens no connection and no file."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from interlock.reading.dating import parse_date
from interlock.reading.sources.links import LONGEST_LINK, LONGEST_STAMP, MOST_LINKS, Link, plain_title, refuse_entities
from interlock.vocabulary import UnreadableDocument

_LARGEST = 5_000_000  # the library takes a second or two for each MB, a hostile one three


def read_feed(body: bytes, address: str, media_type: str = "") -> list[Link]:
    """The articles that a feed links, in its order. Raises UnreadableDocument for what is no feed."""
    import feedparser

    if len(body) > _LARGEST:
        raise UnreadableDocument(address, f"is a feed of more than {_LARGEST // 1_000_000} MB; it is not read")
    refuse_entities(body, address)
    headers = {"content-type": media_type or "application/xml", "content-location": address}
    try:
        found = feedparser.parse(BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # the library reads anything that looks like a feed, and trips over some of it
        raise UnreadableDocument(address, f"cannot be read as a feed ({type(error).__name__})") from error
    if not found.get("version") and not found.entries:
        raise UnreadableDocument(address, "is no feed that can be read")
    # The library calls RSS's <dc:date>, which is that of publication, 'updated'; in Atom that word means what it says.
    days = ("published", "created", "updated") if str(found.get("version")).startswith("rss") else ("published", "created")
    links = (_link(entry, address, days) for entry in found.entries[:MOST_LINKS])
    return [link for link in links if link is not None]


def _link(entry: Any, address: str, days: Sequence[str]) -> Link | None:
    target = entry.get("link") or entry.get("id") or ""
    if not isinstance(target, str) or not target.strip():
        return None
    try:
        url = urljoin(address, target.strip())
    except ValueError:
        url = target.strip()
    # The library's own `get` would take the day of publication for that of a change, with a warning.
    stamp = dict.get(entry, "updated") or dict.get(entry, "published")
    return Link(
        url[:LONGEST_LINK],
        plain_title(entry.get("title")),
        next(filter(None, (_day(entry, name) for name in days)), None),
        stamp[:LONGEST_STAMP] if isinstance(stamp, str) else None,
    )


def _day(entry: Any, name: str) -> str | None:
    """The day as the feed writes it, else as the library understands it."""
    if found := parse_date(dict.get(entry, name)):
        return found
    parsed = dict.get(entry, f"{name}_parsed")
    try:
        return datetime.datetime.fromtimestamp(calendar.timegm(parsed), datetime.UTC).date().isoformat() if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None
