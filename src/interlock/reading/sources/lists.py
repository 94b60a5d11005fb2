"""Lists of sources: plain text, TOML, OPML, and the article lists of GDELT."""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Any

from interlock.reading.charsets import decode
from interlock.reading.records import articles_in
from interlock.reading.sources.links import LONGEST_LINK, Link, plain_title, refuse_entities
from interlock.vocabulary import DataFileError, UnreadableDocument
from interlock.vocabulary.document import is_web_address

_LARGEST = 20_000_000
MOST = 200
"""Articles of one source that are looked at in a round, where its list does not say."""
_MOST_MOST = 5_000
_MOST_SOURCES = 10_000


class SourceKind(StrEnum):
    """How a source is taken. `auto`: by what comes; a page at the root of a host is a site if it names feeds."""

    AUTO = "auto"
    PAGE = "page"
    FEED = "feed"
    SITEMAP = "sitemap"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Source:
    """An address to look at in each round. `most`: how many of the articles that it links, the first or latest ones."""

    address: str
    kind: SourceKind = SourceKind.AUTO
    most: int = MOST


@dataclass(frozen=True, slots=True)
class SourceList:
    """What a list names: sources to be polled, and single articles (GDELT), which are fetched once."""

    sources: tuple[Source, ...]
    articles: tuple[Link, ...] = ()


def read_source_list(path: Path) -> SourceList:
    """The sources that a file lists. Raises DataFileError for a wrong line, UnreadableDocument, OSError."""
    with path.open("rb") as stream:
        data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableDocument(str(path), f"is larger than {_LARGEST // 1_000_000} MB, as no list of sources is")
    name, suffix = str(path), path.suffix.lower()
    if suffix == ".toml":
        found = SourceList(_from_toml(decode(data, name), name))
    elif suffix in (".opml", ".xml") or data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<?xml", b"<opml")):
        found = SourceList(read_opml(data, name))
    elif suffix == ".json":
        found = SourceList((), tuple(read_article_list(data, name)))
    elif suffix == ".csv":
        found = SourceList((), tuple(_from_csv(decode(data, name), name)))
    else:
        found = SourceList(_from_lines(decode(data, name), name))
    if not found.sources and not found.articles:
        raise DataFileError(name, 1, "lists no source; write one address a line")
    if len(found.sources) > _MOST_SOURCES:
        raise DataFileError(name, 1, f"lists more than {_MOST_SOURCES:,} sources; divide it")
    return found


def _from_lines(text: str, name: str) -> tuple[Source, ...]:
    """'# comment', an address, or a kind and an address: 'feed https://example.org/rss.xml'."""
    found: dict[str, Source] = {}
    for number, line in enumerate(text.splitlines(), 1):
        words = re.sub(r"(?:^|\s)#.*", "", line).split()
        if not words:
            continue
        kind, address = (words[0], words[1]) if len(words) == 2 else (str(SourceKind.AUTO), words[0])
        if kind not in list(SourceKind) or len(words) > 2:
            raise DataFileError(
                name, number, f"'{line.strip()[:80]}' is no source; write an address, or one of {_kinds()} before it"
            )
        found.setdefault(address, Source(_address(address, name, number), SourceKind(kind)))
    return tuple(found.values())


def _from_toml(text: str, name: str) -> tuple[Source, ...]:
    """[[source]] tables with `address`, and where wanted `kind` and `most`."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        raise DataFileError(name, int(place[1]) if place else 1, str(error)) from None
    lines = [number for number, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*source\s*\]\]", line)]
    tables = given.get("source")
    if set(given) != {"source"} or not isinstance(tables, list):
        raise DataFileError(name, 1, "wants [[source]] tables, each with an address, and nothing else")
    found: dict[str, Source] = {}
    for index, table in enumerate(tables):
        line = lines[index] if index < len(lines) else 1
        source = _from_table(table, name, line)
        found.setdefault(source.address, source)
    return tuple(found.values())


def _from_table(table: Any, name: str, line: int) -> Source:
    if not isinstance(table, dict) or not isinstance(table.get("address"), str):
        raise DataFileError(name, line, "a source wants an address")
    if unknown := set(table) - {"address", "kind", "most"}:
        raise DataFileError(name, line, f"no such key '{min(unknown)}'; there are: address, kind, most")
    kind, most = table.get("kind", str(SourceKind.AUTO)), table.get("most", MOST)
    if kind not in list(SourceKind):
        raise DataFileError(name, line, f"'kind' wants one of {_kinds()}, not {kind!r}")
    if not isinstance(most, int) or isinstance(most, bool) or not 1 <= most <= _MOST_MOST:
        raise DataFileError(name, line, f"'most' wants a whole number from 1 to {_MOST_MOST:,}, not {most!r}")
    return Source(_address(table["address"], name, line), SourceKind(kind), most)


def _address(text: str, name: str, line: int) -> str:
    if not is_web_address(text):
        raise DataFileError(name, line, f"'{text[:80]}' is no http or https address")
    return text


def _kinds() -> str:
    return ", ".join(SourceKind)


def read_opml(data: bytes, name: str) -> tuple[Source, ...]:
    """The feeds of an OPML file, as feed readers export it. Raises UnreadableDocument for what is none."""
    from lxml import etree

    refuse_entities(data, name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise UnreadableDocument(name, "is no OPML file")
    found: dict[str, Source] = {}
    for outline in root.iter("outline"):
        feed = next((value for key, value in outline.attrib.items() if str(key).lower() == "xmlurl"), None)
        if feed and is_web_address(str(feed).strip()):
            address = str(feed).strip()
            found.setdefault(address, Source(address, SourceKind.FEED))
    return tuple(list(found.values())[: _MOST_SOURCES + 1])


def read_article_list(data: bytes, name: str) -> list[Link]:
    """Addresses and titles of a JSON list of articles, as GDELT's DOC API gives it. Raises UnreadableDocument.

    GDELT's `seendate` is when it saw the article, not when it was published, and is no date of ours.
    """
    try:
        records = articles_in(data)
    except ValueError as error:
        raise UnreadableDocument(name, str(error)) from None
    found = [_listed(record) for record in records if isinstance(record, dict)]
    links = [link for link in found if link is not None]
    if not links:
        raise UnreadableDocument(name, "lists no articles: objects with a 'url' are wanted")
    return links


def _from_csv(text: str, name: str) -> list[Link]:
    """A CSV file with a head line that has a column 'url': GDELT's 'URL,MobileURL,Date,Title' among others."""
    try:
        rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))
    except csv.Error as error:
        raise UnreadableDocument(name, f"is no CSV file that can be read ({error})") from None
    found = [_listed({str(key).strip().lower(): value for key, value in row.items() if key}) for row in rows]
    links = [link for link in found if link is not None]
    if not links:
        raise UnreadableDocument(name, "lists no articles: a column 'url' with addresses is wanted")
    return links


def _listed(record: dict[str, Any]) -> Link | None:
    url = record.get("url") or record.get("URL")
    if not isinstance(url, str) or not is_web_address(url.strip()):
        return None
    return Link(url.strip()[:LONGEST_LINK], plain_title(record.get("title")))
