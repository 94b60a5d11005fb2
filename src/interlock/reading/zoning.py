"""Zones of a text: what each block is, told by its shape, its place and the cues of the language.

The zones tile the text: each character is in exactly one of them, in order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from interlock.languages.schema import Language
from interlock.reading.blocks import Block
from interlock.reading.cues import Cues
from interlock.vocabulary import Zone, ZoneKind

_IDEOGRAPH = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_ENDS = ".。!！?？…:：;；,，、｡"
_CLOSERS = "\"'”’»›)]}」』）】》〉"
_LIST_MARK = re.compile(r"(?:[•▪▫◦‣⁃∙·○□◇✓✔➤→*+–—-]\s|\(?\d{1,2}[.)、]\s)")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s")
_LONGEST_HEADLINE = 200
_LONGEST_HEADING = 90
_FIRST_HEADLINES = 2  # a headline and a line under it
_RELATED_RUN = 12  # links under a 'related' heading


def _size(line: str) -> int:
    """Length as a reader feels it: a Chinese character counts as two and a half letters."""
    wide = len(_IDEOGRAPH.findall(line))
    return len(line) + wide + wide // 2


def _ends_open(line: str) -> bool:
    """Whether a line ends without the mark that ends a sentence."""
    return line.rstrip(_CLOSERS + " ")[-1:] not in _ENDS


def looks_like_heading(line: str, longest: int = _LONGEST_HEADING) -> bool:
    """Whether a line is short, has letters, and ends without the mark that ends a sentence."""
    return (
        _size(line) <= longest
        and _ends_open(line)
        and not _LIST_MARK.match(line)
        and any(map(str.isalpha, line))
        and "|" not in line
    )


def _mark_headlines(text: str, blocks: list[Block]) -> None:
    """The first short lines without a final mark; the same words again further down are boilerplate."""
    open_blocks = [index for index, block in enumerate(blocks) if block.kind is None]
    lines = {index: text[blocks[index].start : blocks[index].end][: _LONGEST_HEADLINE + 1] for index in open_blocks}
    if len(open_blocks) < 2:
        return
    for index in open_blocks[:_FIRST_HEADLINES]:
        line = lines[index]
        question = line[-1:] in "?？!！" and _size(line) <= _LONGEST_HEADLINE // 2
        if not (looks_like_heading(line, _LONGEST_HEADLINE) or question):
            break
        blocks[index] = replace(blocks[index], kind=ZoneKind.HEADLINE)
    headlines = {lines[index] for index in open_blocks if blocks[index].kind is ZoneKind.HEADLINE}
    seen: set[str] = set()
    for index in open_blocks:
        if lines[index] in headlines:
            if lines[index] in seen:
                blocks[index] = replace(blocks[index], kind=ZoneKind.BOILERPLATE)
            seen.add(lines[index])


def _mark_headings(text: str, blocks: list[Block]) -> None:
    """Short lines without a final mark that a longer paragraph follows are section headings.

    At the end of a text, where nothing follows, a word or two is the title of an empty section.
    """
    following: Block | None = None
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if block.kind not in (None, ZoneKind.HEADLINE):
            continue
        line = text[block.start : min(block.end, block.start + _LONGEST_HEADING + 1)]
        if block.kind is None:
            marked = _MARKDOWN_HEADING.match(line)
            if marked or looks_like_heading(line, _LONGEST_HEADING):
                if following is None:
                    bare = _size(line) <= 30 and len(line.split()) <= 3 and not any(map(str.isdigit, line))
                    if bare and index and block.gap:
                        blocks[index] = replace(block, kind=ZoneKind.BOILERPLATE)
                        continue
                elif marked or _leads(text, block, following):
                    blocks[index] = replace(block, kind=ZoneKind.HEADLINE, heading=True)
        following = block


def _leads(text: str, block: Block, following: Block) -> bool:
    """Whether the next block is a paragraph or list under this line, not one more short line beside it."""
    if _LIST_MARK.match(text, following.start, following.end):
        return True
    ends = not _ends_open(text[max(following.start, following.end - 20) : following.end])
    return ends and following.end - following.start > block.end - block.start


def _mark_related_runs(text: str, blocks: list[Block], cues: Cues) -> None:
    """Under a line that says only 'related stories' the short open lines are links."""
    remaining = 0
    for index, block in enumerate(blocks):
        if block.kind not in (None, ZoneKind.HEADLINE, ZoneKind.RELATED):
            continue
        line = text[block.start : min(block.end, block.start + 300)]
        if cues.is_related_heading(line):
            blocks[index] = replace(block, kind=ZoneKind.RELATED)
            remaining = _RELATED_RUN
        elif remaining and block.kind is None and looks_like_heading(line, _LONGEST_HEADLINE):
            blocks[index] = replace(block, kind=ZoneKind.RELATED)
            remaining -= 1
        else:
            remaining = 0


def _mark_cues(text: str, blocks: list[Block], cues: Cues) -> None:
    """Teasers, adverts, by-lines and the like, each told by its own line; then links beside adverts."""
    for index, block in enumerate(blocks):
        if block.kind is None and block.end - block.start <= cues.longest:
            kind = cues.kind_of(text[block.start : block.end])
            if kind is not None:
                blocks[index] = replace(block, kind=kind)
    for index, block in enumerate(blocks):
        if block.kind is None and block.end - block.start <= cues.longest:
            line = text[block.start : block.end]
            beside = [blocks[at] for at in (index - 1, index + 1) if 0 <= at < len(blocks)]
            near = any(other.kind is ZoneKind.ADVERT for other in beside)
            if cues.is_bare_link(line):
                calls = [at for at in (index - 1, index + 1) if 0 <= at < len(blocks) and _exclaims(text, blocks[at])]
                for at in calls:
                    blocks[at] = replace(blocks[at], kind=ZoneKind.ADVERT)
                blocks[index] = replace(block, kind=ZoneKind.ADVERT if near or calls else ZoneKind.BOILERPLATE)
            elif near and cues.has_link(line) and _size(line) <= _LONGEST_HEADLINE:
                blocks[index] = replace(block, kind=ZoneKind.ADVERT)
    for index, block in enumerate(blocks):  # an offer without a link of its own, above or below its link
        if block.kind is None and block.end - block.start <= cues.longest:
            beside = [blocks[at] for at in (index - 1, index + 1) if 0 <= at < len(blocks)]
            if any(other.kind is ZoneKind.ADVERT for other in beside) and cues.offers(text[block.start : block.end]):
                blocks[index] = replace(block, kind=ZoneKind.ADVERT)
    _unmark_lists(text, blocks, cues)


def _exclaims(text: str, block: Block) -> bool:
    """Whether a line calls out; beside a bare link that is an offer in any language."""
    return (
        block.kind is None
        and block.end - block.start <= _LONGEST_HEADLINE
        and text[block.start : block.end].rstrip(_CLOSERS)[-1:] in "!！"
    )


def _unmark_lists(text: str, blocks: list[Block], cues: Cues) -> None:
    """Three or more marked lines in a row that are whole sentences are a list of the article, no teasers."""
    run: list[int] = []
    for index in range(len(blocks) + 1):
        if index < len(blocks) and blocks[index].kind is ZoneKind.TEASER:
            line = text[blocks[index].start : blocks[index].end]
            if cues.begins_with_mark(line) and not _ends_open(line):
                run.append(index)
                continue
        if len(run) >= 3:
            for at in run:
                blocks[at] = replace(blocks[at], kind=ZoneKind.BODY)
        run = []


def classify_blocks(text: str, blocks: Sequence[Block], cues: Cues, *, headlines: bool = True) -> list[Block]:
    """Give each block its kind; kinds that are set stay.

    `headlines` is false for formats that say themselves what is a heading.
    """
    found = list(blocks)
    _mark_cues(text, found, cues)
    _mark_related_runs(text, found, cues)
    if headlines:
        _mark_headlines(text, found)
        _mark_headings(text, found)
    return [block if block.kind is not None else replace(block, kind=ZoneKind.BODY) for block in found]


def lay_zones(text: str, blocks: Sequence[Block], cues: Cues, front: int = 0) -> list[tuple[Zone, Block | None]]:
    """Zones that tile the text, each with the block it is part of; brackets inside body blocks become their own."""
    pieces: list[tuple[ZoneKind, int, Block | None]] = []
    if front:
        pieces.append((ZoneKind.BOILERPLATE, 0, None))
    for block in blocks:
        kind = block.kind or ZoneKind.BODY
        pieces.append((kind, block.start, block))
        if kind.is_evidence:
            for inner, start, end in cues.inside(text, block.start, block.end):
                if start == block.start:
                    pieces.pop()
                pieces.append((inner, start, block))
                if end < block.end:
                    pieces.append((kind, end, block))
    if not pieces:
        return [(Zone(ZoneKind.BODY, 0, len(text)), None)] if text else []
    zones = []
    for index, (kind, start, of) in enumerate(pieces):
        end = pieces[index + 1][1] if index + 1 < len(pieces) else len(text)
        begin = 0 if index == 0 else start
        if begin < end:
            zones.append((Zone(kind, begin, end), of))
    return zones


def cues_of(languages: Sequence[Language], code: str) -> Cues:
    """The cues of the document's own language, then those of English, in which the furniture of pages is written."""
    own = [language for language in languages if language.code == code.split("-")[0]]
    others = [language for language in languages if language.code == "en" != code.split("-")[0]]
    chosen = own + others if own else list(languages)
    return Cues(tuple(language.zones for language in chosen))
