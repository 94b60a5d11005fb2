"""What a page says of itself: title, site, author, and the day it was published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from interlock.reading.dating import parse_date

_META_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date.issued",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "sailthru.date",
    "parsely-pub-date",
    "citation_publication_date",
    "date",
)
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Metadata:
    """Fields of a page; None where it does not say. `published_from` is 'json-ld', 'meta' or 'time element'."""

    title: str | None
    site: str | None
    author: str | None
    published: str | None
    published_from: str | None


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _objects(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner, depth + 1)


def _linked_data_date(tree: Any) -> str | None:
    """datePublished of the first object that is an article; of any object where none says it is."""
    other = None
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            objects = list(_objects(json.loads(script.text or "", strict=False)))
        except (ValueError, RecursionError):
            continue
        for item in objects:
            found = parse_date(item.get("datePublished"))
            if found and any(word in str(item.get("@type")) for word in ("Article", "Posting", "Report")):
                return found
            other = other or found
    return other


def _meta_date(tree: Any) -> str | None:
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        values.setdefault(name, element.get("content") or "")
    for name in _META_DATES:
        if found := parse_date(values.get(name)):
            return found
    return None


def _time_date(tree: Any) -> str | None:
    """A time element that says it is the publication, or the only one of the article: one of a list of links is not."""
    for element in tree.xpath("//time[@datetime][@pubdate or @itemprop='datePublished']"):
        if found := parse_date(element.get("datetime")):
            return found
    times = tree.xpath("//article//time[@datetime] | //main//time[@datetime]")
    dates = {parse_date(element.get("datetime")) for element in times} - {None}
    return dates.pop() if len(dates) == 1 else None


def _fields(tree: Any, address: str) -> tuple[str | None, str | None, str | None]:
    """Title, site and author by trafilatura, which knows the many ways in which pages say them."""
    from trafilatura.metadata import extract_metadata

    try:
        # Its search for dates guesses from the text and the address; ours does not, so it gets none to look at.
        found = extract_metadata(
            tree,
            default_url=address if "://" in address else None,
            date_config={"extensive_search": False, "original_date": True},
            extensive=False,
        )
    except Exception:
        # Metadata is welcome, never needed.
        return None, None, None
    return tuple((value or None) and str(value)[:500] for value in (found.title, found.sitename, found.author))  # type: ignore[return-value]


def read_metadata(tree: Any, address: str) -> Metadata:
    """The metadata of a parsed page. The date is the one the page states as its publication, never a guess."""
    title, site, author = _fields(tree, address)
    for source, look in (("json-ld", _linked_data_date), ("meta", _meta_date), ("time element", _time_date)):
        if published := look(tree):
            return Metadata(title, site, author, published, source)
    return Metadata(title, site, author, None, None)
