"""Blocks: the lines of a text, or the runs of hard-wrapped lines that make one paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from interlock.vocabulary import ZoneKind

# What str.splitlines breaks at, less the separators U+001C to U+001E, which occur inside damaged paragraphs.
_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_WIDEST = 110  # hard-wrapped mail and Markdown is narrower
_NARROWEST = 50


@dataclass(frozen=True, slots=True)
class Block:
    """A half-open stretch of text without surrounding space. `kind` is None where the words must tell it."""

    start: int
    end: int
    kind: ZoneKind | None = None
    heading: bool = False
    gap: bool = False  # an empty line stands in front


def _lines(text: str, start: int) -> list[Block]:
    found: list[Block] = []
    last = start
    for match in _LINE.finditer(text, start):
        line = match.group()
        body = line.strip()
        if not body:
            continue
        begin = match.start() + len(line) - len(line.lstrip())
        breaks = text[last:begin]
        gap = breaks.replace("\r\n", "\n").count("\n") > 1 or breaks.count("\r") > 1
        found.append(Block(begin, begin + len(body), gap=gap or not found))
        last = begin + len(body)
    return found


def _is_wrapped(text: str, run: list[Block]) -> bool:
    """Whether each line of the run is full: the first word of the next would not have fitted.

    Lists and poems fail this test; Chinese lines, which hold no spaces, never pass it.
    """
    if len(run) < 3:
        return False
    width = max(line.end - line.start for line in run)
    if not _NARROWEST <= width <= _WIDEST:
        return False
    for line, following in pairwise(run):
        first = text[following.start : following.end].split(None, 1)
        if len(first) < 2 or len(first[0]) > 25 or not first[0][0].isalnum():
            return False
        if line.end - line.start + 1 + len(first[0]) <= width:
            return False
    return True


def split_blocks(text: str, start: int = 0) -> list[Block]:
    """The non-empty lines of `text` from `start` on; hard-wrapped paragraphs are one block each."""
    blocks: list[Block] = []
    run: list[Block] = []
    for line in [*_lines(text, start), None]:
        if line is not None and (not run or not line.gap):
            run.append(line)
            continue
        if _is_wrapped(text, run):
            blocks.append(Block(run[0].start, run[-1].end, gap=run[0].gap))
        else:
            blocks.extend(run)
        run = [line] if line is not None else []
    return blocks
