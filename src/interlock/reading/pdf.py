"""PDF: lines joined to paragraphs by their place on the page; what repeats at the edge of pages is boilerplate."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from interlock.languages.schema import Language
from interlock.reading.assembly import NO_HINTS, Hints, Known, from_blocks
from interlock.reading.blocks import Block
from interlock.reading.dating import Rules
from interlock.reading.front import find_date_line
from interlock.reading.visual_order import is_visual, to_logical
from interlock.reading.zoning import looks_like_heading
from interlock.vocabulary import Document, UnreadableDocument, ZoneKind

_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_SPACE = re.compile(r"[\s\x00-\x1f\ufffd]+")
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_HYPHEN_AT_END = re.compile("[\u0002\ufffe\u00ad]\\s*\\Z")  # pdfium's sign for a word that goes on in the next line
_STRAY = re.compile("[\u0002\ufffe]")
_DIGITS = re.compile(r"\d+")
_BULLET = re.compile(r"[•●▪◦‣■□►▶–-]\s|\d{1,2}[.)]\s")
_IDEOGRAPH = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff，。、；：！？「」『』（）《》]")
_ENDS = ".!?。！？…:："
_EDGE = 2  # lines at the top and bottom of a page that may be its head and foot
_LONGEST_EDGE = 90


@dataclass(frozen=True, slots=True)
class _Line:
    """One printed line: its words, edges and height in points from the bottom of the page."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float


def _open(data: bytes, address: str) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower():
            raise UnreadableDocument(address, "is protected by a password; save a copy without one") from None
        raise UnreadableDocument(address, "is a broken PDF; download or export it again") from None


def _tidy(text: str) -> str:
    """Compatibility forms (Kangxi radicals, ligatures, presentation forms) as the letters they stand for."""
    if not text.isascii():
        text = "".join(
            unicodedata.normalize("NFKC", character)
            if "\u2e80" <= character <= "\u2fdf"
            or "\ufb00" <= character <= "\ufdff"
            or "\ufe70" <= character <= "\ufefe"
            or "\uf900" <= character <= "\ufaff"
            else character
            for character in text
        )
    text = _HYPHEN_AT_END.sub("\u00ad", _DIRECTIONS.sub("", text))
    return _SPACE.sub(" ", _STRAY.sub("-", text)).strip()


def _page_lines(page: Any, number: int) -> list[_Line]:
    import pypdfium2.raw as raw

    words = page.get_textpage()
    text = words.get_text_range()
    # Boxes are asked by the index of a character, which counts UTF-16 units as the text range does.
    aligned = len(text.encode("utf-16-le", "surrogatepass")) // 2 == words.count_chars()
    lines = []
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for match in re.finditer(r"[^\r\n]+", text):
        tidy = _tidy(match.group())
        if not tidy:
            continue
        edges: list[tuple[float, float, float, float]] = []
        if aligned:
            shift = sum(1 for character in text[: match.start()] if character > "\uffff")
            found = range(match.start() + shift, match.end() + shift)
            for index in (found[0], found[len(found) // 2], found[-1]):
                if raw.FPDFText_GetCharBox(words, index, left, right, bottom, top) and right.value > left.value:
                    edges.append((left.value, right.value, bottom.value, top.value))
        if edges:
            box = (min(e[0] for e in edges), max(e[1] for e in edges), min(e[2] for e in edges), max(e[3] for e in edges))
        else:
            box = (0.0, 0.0, 0.0, 0.0)
        lines.append(_Line(tidy, number, *box))
    words.close()
    return lines


def _edges(pages: Sequence[Sequence[_Line]]) -> set[str]:
    """Heads and feet of pages: lines at the edge that come back, page numbers aside."""
    if len(pages) < 3:
        return set()
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({_DIGITS.sub("#", line.text) for line in (*lines[:_EDGE], *lines[-_EDGE:])})
    return {text for text, count in counts.items() if count >= max(3, len(pages) // 2) and len(text) <= _LONGEST_EDGE}


def _continues(line: _Line, following: _Line, width: float, step: float) -> bool:
    """Whether the paragraph of `line` goes on in the next one."""
    if _BULLET.match(following.text):
        return False
    ended = line.text.rstrip("\"'”’»)」』）")[-1:] in _ENDS
    short = bool(width) and line.right - line.left < 0.8 * width
    if line.page != following.page:
        return not ended and not short
    if step and line.bottom and abs((line.bottom - following.bottom) - step) > 0.35 * step and following.bottom < line.bottom:
        return False  # more, or less, than the distance of lines in a paragraph
    if not ended and following.text[:1].islower():
        return True
    return not short if width else not ended


def _join(first: str, second: str) -> str:
    if first.endswith("\u00ad"):
        return first[:-1] + second
    if first[-1:] == "-" and first[-2:-1].islower() and second[:1].islower():
        return first[:-1] + second
    if _IDEOGRAPH.match(first[-1:]) and _IDEOGRAPH.match(second[:1]):
        return first + second
    return f"{first} {second}"


def _paragraphs(pages: Sequence[Sequence[_Line]]) -> list[tuple[str, ZoneKind | None]]:
    repeated = _edges(pages)
    found: list[tuple[str, ZoneKind | None]] = []
    lines = []
    for page in pages:
        for place, line in enumerate(page):
            at_edge = place < _EDGE or place >= len(page) - _EDGE
            if at_edge and (_DIGITS.sub("#", line.text) in repeated or line.text.strip("-–— ").isdigit()):
                found.append((line.text, ZoneKind.BOILERPLATE))
            else:
                lines.append(line)
                found.append(("", None))  # its place, filled below
    widths = sorted(line.right - line.left for line in lines if line.right > line.left)
    width = widths[int(len(widths) * 0.9)] if widths else 0.0
    steps = [a.bottom - b.bottom for a, b in pairwise(lines) if a.page == b.page and a.bottom > b.bottom]
    step = median(steps) if steps else 0.0
    result: list[tuple[str, ZoneKind | None]] = []
    pending: list[tuple[str, ZoneKind | None]] = []  # heads and feet met inside a paragraph come behind it
    rest = iter(lines)
    last: _Line | None = None
    for text, kind in found:
        if kind is not None:
            pending.append((text, kind))
            continue
        line = next(rest)
        if last is not None and _continues(last, line, width, step):
            result[-1] = (_join(result[-1][0], line.text), None)
        else:
            result.extend(pending)
            pending = []
            result.append((line.text, None))
        last = line
    return result + pending


def read_pdf(
    data: bytes, address: str, *, retrieved: str | None = None, languages: Sequence[Language], hints: Hints = NO_HINTS
) -> Document:
    """A Document from a PDF with a text layer. Raises UnreadableDocument for a scan, a password or a broken file."""
    pdf = _open(data, address)
    try:
        pages = []
        for number in range(len(pdf)):
            page = pdf[number]
            pages.append(_page_lines(page, number))
            page.close()
        title = (pdf.get_metadata_value("Title") or "").strip() or None
        author = (pdf.get_metadata_value("Author") or "").strip() or None
    finally:
        pdf.close()
    if is_visual(line.text for lines in pages for line in lines):
        pages = [[replace(line, text=to_logical(line.text)) for line in lines] for lines in pages]
    paragraphs = _paragraphs(pages)
    if not paragraphs:
        raise UnreadableDocument(address, "holds no text, only pictures of it; run it through text recognition (OCR) first")
    blocks, position = [], 0
    for index, (text, kind) in enumerate(paragraphs):
        following = paragraphs[index + 1][0] if index + 1 < len(paragraphs) else ""
        heading = kind is None and len(following) > len(text) and looks_like_heading(text)
        blocks.append(
            Block(position, position + len(text), ZoneKind.HEADLINE if heading else kind, heading=heading and index > 0, gap=True)
        )
        position += len(text) + 1
    text = "\n".join(paragraph for paragraph, _ in paragraphs)
    published, published_from = hints.published, hints.published_from
    # The date in a PDF's own metadata is that of the file, not of publication.
    if dated := find_date_line(text, blocks, Rules(languages)):
        blocks[dated[0]] = Block(blocks[dated[0]].start, blocks[dated[0]].end, ZoneKind.BOILERPLATE, gap=True)
        published, published_from = dated[1], "date line"
    title = title or next((text[block.start : block.end] for block in blocks if block.kind is ZoneKind.HEADLINE), None)
    known = Known(address, "application/pdf", title or hints.title, None, author, published, published_from, retrieved)
    return from_blocks(text, blocks, known, languages)
