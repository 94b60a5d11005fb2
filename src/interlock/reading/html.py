"""HTML pages: all visible blocks in reading order; trafilatura and the tags tell which are the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from interlock.languages.schema import Language
from interlock.reading.assembly import NO_HINTS, Hints, Known, from_blocks
from interlock.reading.blocks import Block
from interlock.reading.dating import Rules, match_clock, match_date
from interlock.reading.metadata import read_metadata
from interlock.reading.visible import VisibleBlock, visible_blocks
from interlock.vocabulary import Document, UnreadableDocument, ZoneKind

_SPACE = re.compile(r"\s+")
_SURE = 12  # shorter blocks occur anywhere in a text and prove nothing
_PARAGRAPH = 80
_LINKED = 0.8
_DATED_LINE = 60


@dataclass(frozen=True, slots=True)
class _Article:
    """What trafilatura holds to be the article: its lines, and all of it without spaces."""

    lines: frozenset[str]
    joined: str

    def holds(self, text: str) -> bool:
        bare = _SPACE.sub("", text)
        return bare in self.lines or (len(bare) >= _SURE and bare in self.joined)


def _main_text(tree: Any) -> _Article:
    """The article by trafilatura; nothing where it finds none or fails on a strange page."""
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    except Exception:
        # A page that breaks the extractor still has tags, and these are read below.
        found = None
    text = getattr(found, "text", None) or ""
    lines = frozenset(_SPACE.sub("", line.strip(" -|")) for line in text.splitlines())
    return _Article(lines - {""}, _SPACE.sub("", text))


def _is_title(text: str, title: str | None) -> bool:
    if not title:
        return False
    bare, known = _SPACE.sub("", text), _SPACE.sub("", title)
    return bare == known or (len(bare) >= _SURE and known.startswith(bare))


def _kind(block: VisibleBlock, article: _Article, title: str | None, seen: set[str]) -> ZoneKind | None:
    """The zone of a block; None where it is the article's and its words may still tell more."""
    if block.heading == 1 or (_is_title(block.text, title) and block.heading):
        if block.text in seen:
            return ZoneKind.BOILERPLATE
        if _is_title(block.text, title) or block.furniture is None:
            seen.add(block.text)
            return ZoneKind.HEADLINE
    if block.furniture is not None:
        return block.furniture
    if block.text in seen:
        return ZoneKind.BOILERPLATE
    body = article.holds(block.text)
    if block.linked >= _LINKED and len(block.text) >= _SURE and not block.heading:
        return ZoneKind.TEASER if body or block.within_article else ZoneKind.BOILERPLATE
    if not body and not (block.within_article or not article.lines) and not block.heading:
        return ZoneKind.BOILERPLATE
    if not body and block.heading and not block.within_article:
        return ZoneKind.BOILERPLATE
    if not body and not block.heading and not block.paragraph and len(block.text) < _PARAGRAPH:
        return ZoneKind.BOILERPLATE
    if block.heading:
        return ZoneKind.HEADLINE
    return None


def _date_line(blocks: Sequence[VisibleBlock], languages: Sequence[Language]) -> tuple[int, str] | None:
    """A short block near the headline that holds a date and little else."""
    rules = Rules(languages)
    start = next((index for index, block in enumerate(blocks) if block.heading == 1), 0)
    for index in range(max(0, start - 2), min(len(blocks), start + 6)):
        text = blocks[index].text
        if len(text) > _DATED_LINE:
            continue
        found = match_date(text, 0, rules)
        if found and len(text) - match_clock(text, found[1]) <= 3:
            return index, found[0]
    return None


def read_html(
    markup: str,
    address: str,
    *,
    retrieved: str | None = None,
    languages: Sequence[Language],
    hints: Hints = NO_HINTS,
) -> Document:
    """A Document from a page. Raises UnreadableDocument where the page shows no text."""
    from lxml import etree, html

    markup = re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", markup.replace("\x00", ""))
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(markup, parser=parser)
        visible = visible_blocks(tree)
    except etree.ParserError:  # lxml's word for a page without any element
        visible = []
    if any("depth" in entry.message for entry in parser.error_log):
        raise UnreadableDocument(address, "the page nests its elements too deeply to be read; save it as text")
    if not visible:
        raise UnreadableDocument(address, "the page shows no text; it may need a browser to fill it: save it from one")
    metadata = read_metadata(tree, address)
    article = _main_text(tree)
    published, published_from = metadata.published, metadata.published_from
    dated = _date_line(visible, languages)
    if published is None and dated:
        published, published_from = dated[1], "date line"
    if published is None:
        published, published_from = hints.published, hints.published_from
    title = metadata.title or hints.title
    blocks, parts, position = [], [], 0
    seen: set[str] = set()
    for index, block in enumerate(visible):
        kind = _kind(block, article, title, seen)
        if dated and index == dated[0]:
            kind = ZoneKind.BOILERPLATE
        blocks.append(Block(position, position + len(block.text), kind, heading=bool(block.heading), gap=True))
        parts.append(block.text)
        position += len(block.text) + 1
    known = Known(address, "text/html", title, metadata.site, metadata.author, published, published_from, retrieved)
    return from_blocks("\n".join(parts), blocks, known, languages)
