"""From a text and what its format told of it to a Document with zones and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from interlock.languages.schema import Language
from interlock.reading.blocks import Block, split_blocks
from interlock.reading.dating import Rules
from interlock.reading.front import find_date_line, read_front
from interlock.reading.identification import identify, identify_whole
from interlock.reading.sentences import split_sentences
from interlock.reading.zoning import classify_blocks, cues_of, lay_zones
from interlock.vocabulary import Document, Sentence, UnreadableDocument, Zone, ZoneKind, document_id, text_id


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an appearance of a text besides the text itself."""

    address: str
    media_type: str = "text/plain"
    title: str | None = None
    site: str | None = None
    author: str | None = None
    published: str | None = None
    published_from: str | None = None
    retrieved: str | None = None


@dataclass(frozen=True, slots=True)
class Hints:
    """What is told of a document beside it, by a feed, a server or a record: used where the document itself does not say.

    `charset` is asked after the document's own declaration, the others where it has none. None of it is text.
    """

    title: str | None = None
    published: str | None = None
    published_from: str | None = None
    charset: str | None = None


NO_HINTS = Hints()

LONGEST_TEXT = 5_000_000
"""Characters. A long book has a million; what is longer is a dump of something, and would take minutes."""
LONGEST_LINE = 1_000_000
"""Characters of one line (a paragraph)."""


def _check_size(text: str, address: str) -> None:
    """Refuse what is no article, in a moment and in words that say what to do."""
    if len(text) > LONGEST_TEXT:
        reason = f"holds {len(text):,} characters, an article at most {LONGEST_TEXT:,}; split it into one file an article"
        raise UnreadableDocument(address, reason)
    start = number = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        number += 1
        if end - start > LONGEST_LINE:
            reason = (
                f"line {number} has {end - start:,} characters, a paragraph at most {LONGEST_LINE:,}; break it into paragraphs"
            )
            raise UnreadableDocument(address, reason)
        start = end + 1


def _language_for(code: str, languages: Sequence[Language]) -> Language:
    """The rules to split a text by; those of English, or of any language, where its own are not shipped."""
    base = code.split("-")[0]
    for wanted in (base, "en"):
        for language in languages:
            if language.code == wanted:
                return language
    return languages[0]


def _sentences(
    text: str, zones: Sequence[tuple[Zone, Block | None]], code: str, languages: Sequence[Language]
) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    paragraph = -1
    last: Block | None = None
    around = code
    for zone, block in zones:
        if block is None:
            continue
        if block is not last:
            paragraph += 1
            last = block
            around = identify(text[block.start : block.end], code)
        rules = _language_for(around, languages)
        for start, end in split_sentences(text, zone.start, min(zone.end, block.end), rules):
            whole = end - start == block.end - block.start
            found.append(Sentence(start, end, zone.kind, paragraph, around if whole else identify(text[start:end], around)))
    return tuple(found)


def _document(
    text: str, zones: Sequence[tuple[Zone, Block | None]], code: str, known: Known, languages: Sequence[Language]
) -> Document:
    _check_size(text, known.address)
    of_text = text_id(text)
    return Document(
        id=document_id(of_text, known.address, known.published),
        text_id=of_text,
        text=text,
        address=known.address,
        media_type=known.media_type,
        language=code,
        zones=tuple(zone for zone, _ in zones),
        sentences=_sentences(text, zones, code, languages),
        title=known.title,
        site=known.site,
        author=known.author,
        published=known.published,
        published_from=known.published_from,
        retrieved=known.retrieved,
    )


def from_plain(text: str, known: Known, languages: Sequence[Language]) -> Document:
    """A Document from plain text or Markdown: the text stays untouched, its shape and words tell the zones."""
    rules = Rules(languages)
    front = read_front(text, rules, markdown=known.media_type == "text/markdown")
    blocks = split_blocks(text, front.end)
    published, published_from = known.published, known.published_from
    if published is None and front.published is not None:
        published, published_from = front.published, front.published_from
    if front.published is None and (dated := find_date_line(text, blocks, rules)):
        index, date = dated
        blocks[index] = replace(blocks[index], kind=ZoneKind.BOILERPLATE)
        if published is None:
            published, published_from = date, "date line"
    code = identify_whole(text[front.end :] if front.end else text)
    cues = cues_of(languages, code)
    blocks = classify_blocks(text, blocks, cues)
    title = known.title or front.title
    if title is None:
        heads = [block for block in blocks if block.kind is ZoneKind.HEADLINE and not block.heading]
        title = text[heads[0].start : heads[0].end].lstrip("# ") if heads else None
    known = replace(known, title=title, author=known.author or front.author, published=published, published_from=published_from)
    return _document(text, lay_zones(text, blocks, cues, front.end), code, known, languages)


def from_blocks(text: str, blocks: Sequence[Block], known: Known, languages: Sequence[Language]) -> Document:
    """A Document from blocks whose format told the kinds of some; the cues tell the others."""
    body = [text[block.start : block.end] for block in blocks if block.kind is None or block.kind.is_evidence]
    code = identify_whole("\n".join(body) if body else text)
    cues = cues_of(languages, code)
    return _document(text, lay_zones(text, classify_blocks(text, blocks, cues, headlines=False), cues), code, known, languages)
