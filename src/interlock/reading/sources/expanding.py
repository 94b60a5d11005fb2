"""From one source to the articles that it links: a feed's entries, a sitemap's pages, the feeds of a site, a page itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from interlock.reading.fetching.fetcher import Fetched
from interlock.reading.sources.feeds import read_feed
from interlock.reading.sources.links import Link
from interlock.reading.sources.lists import Source, SourceKind, read_article_list, read_opml
from interlock.reading.sources.shapes import Shape, feeds_of, is_front_page, shape_of
from interlock.reading.sources.sitemaps import read_sitemap, unpack
from interlock.vocabulary import UnreadableDocument

_MOST_FETCHES = 50
"""Sitemaps or feeds that one source may lead to."""
_DEEPEST = 3

Fetch = Callable[[str], Fetched]
"""What an address holds, from the archive where it has not changed. Raises UnreadableDocument."""


@dataclass(slots=True)
class Expanded:
    """What a source came to. `pages` are documents in themselves; `sources` are bodies that only led somewhere."""

    source: Source
    links: list[Link] = field(default_factory=list)
    pages: list[Fetched] = field(default_factory=list)
    sources: list[Fetched] = field(default_factory=list)
    failures: list[UnreadableDocument] = field(default_factory=list)


def expand(source: Source, fetch: Fetch, site_maps: Callable[[str], list[str]]) -> Expanded:
    """Follow a source to the articles that it links. What fails on the way is noted, and the rest is followed."""
    found = Expanded(source)
    waiting = deque([(source.address, source.kind, 0)])
    seen: set[str] = set()
    fetches = 0
    while waiting:
        address, kind, depth = waiting.popleft()
        if address in seen:
            continue
        seen.add(address)
        fetches += 1
        if fetches > _MOST_FETCHES:
            note = f"leads to more than {_MOST_FETCHES} feeds or sitemaps; the rest is left out"
            found.failures.append(UnreadableDocument(source.address, note))
            break
        try:
            body = fetch(address)
            for further, its_kind in _take(found, body, kind, depth, site_maps):
                if depth < _DEEPEST and len(found.links) < source.most:
                    waiting.append((further, its_kind, depth + 1))
        except UnreadableDocument as failure:
            found.failures.append(failure)
    found.links = found.links[: source.most]
    return found


def _take(
    found: Expanded, fetched: Fetched, kind: SourceKind, depth: int, site_maps: Callable[[str], list[str]]
) -> list[tuple[str, SourceKind]]:
    """Note what a body links or is; return what it leads to."""
    shape = shape_of(fetched.body, fetched.media_type)
    if kind is SourceKind.FEED and shape is not Shape.FEED:
        raise UnreadableDocument(fetched.asked, "is no feed")
    if shape is Shape.PAGE or shape in (Shape.PDF, Shape.TEXT):
        return _page(found, fetched, kind, depth, site_maps)
    found.sources.append(fetched)
    if shape is Shape.FEED:
        found.links += read_feed(fetched.body, fetched.address, fetched.media_type)
    elif shape is Shape.SITEMAP:
        body = unpack(fetched.body, fetched.address)
        inner = shape_of(body, "application/xml")
        if inner is Shape.FEED:
            found.links += read_feed(body, fetched.address)
        else:
            sitemap = read_sitemap(body, fetched.address)
            found.links += sitemap.pages
            return [(url, SourceKind.SITEMAP) for url in sitemap.sitemaps]
    elif shape is Shape.OPML:
        return [(source.address, source.kind) for source in read_opml(fetched.body, fetched.address)]
    elif shape is Shape.LIST:
        found.links += read_article_list(fetched.body, fetched.address)
    else:
        raise UnreadableDocument(fetched.asked, f"is neither a page nor a feed, a sitemap or a list ({fetched.media_type})")
    return []


def _page(
    found: Expanded, fetched: Fetched, kind: SourceKind, depth: int, site_maps: Callable[[str], list[str]]
) -> list[tuple[str, SourceKind]]:
    """A page is an article, or the front of a site whose feeds, or else sitemaps, are followed."""
    site = kind is SourceKind.SITE or (kind is SourceKind.AUTO and is_front_page(fetched.address))
    if depth or kind is SourceKind.SITEMAP:
        raise UnreadableDocument(fetched.asked, "is a page, where a feed or sitemap was expected")
    if not site:
        found.pages.append(fetched)
        return []
    feeds = feeds_of(fetched.body, fetched.address)
    if feeds:
        found.sources.append(fetched)
        return [(url, SourceKind.FEED) for url in feeds]
    if kind is SourceKind.SITE:
        found.sources.append(fetched)
        maps = site_maps(fetched.address)
        if not maps:
            raise UnreadableDocument(fetched.asked, "names no feed, and its robots.txt no sitemap; list its feeds or pages")
        return [(url, SourceKind.SITEMAP) for url in maps]
    found.pages.append(fetched)
    return []
