"""Plain text tables that line up where letters are two cells wide (Chinese) or none (marks, isolates)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from wcwidth import wcwidth

from interlock.reporting.bidi import cleaned, isolated

_ELLIPSIS = "…"
_GAP = "  "
NARROWEST = 60
"""Cells below which a table is not squeezed, however narrow the terminal."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, whether it stands to the right, whether it may be cut, and the least width it keeps."""

    head: str
    right: bool = False
    shrinks: bool = False
    least: int = 8


def display_width(text: str) -> int:
    """Terminal cells that the text takes."""
    return sum(max(0, wcwidth(character)) for character in text)


def fitted(text: str, width: int) -> str:
    """`text` cut to `width` cells, with an ellipsis where something was cut."""
    if display_width(text) <= width:
        return text
    kept, used = [], 0
    for character in text:
        cells = max(0, wcwidth(character))
        if used + cells > width - 1:
            break
        kept.append(character)
        used += cells
    return "".join(kept).rstrip() + _ELLIPSIS


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int | None = None, head: bool = True) -> str:
    """The rows under their heads, no wider than `width` where columns may shrink. Ends with a line break."""
    cells = [[cleaned(cell) for cell in row] for row in rows]
    widths = [
        max([display_width(column.head) if head else 0, *(display_width(row[place]) for row in cells)])
        for place, column in enumerate(columns)
    ]
    if width is not None:
        _shrink(widths, columns, width - len(_GAP) * (len(columns) - 1))
    lines = []
    if head:
        lines.append(_line(columns, [column.head for column in columns], widths))
        lines.append(_GAP.join("─" * cells for cells in widths))
    lines += [_line(columns, row, widths) for row in cells]
    return "".join(line.rstrip() + "\n" for line in lines)


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells: broken at spaces, and between wide letters."""
    lines, line, used = [], "", 0
    for piece in _pieces(text):
        cells = display_width(piece)
        if used and used + display_width(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line, used = "", 0
            piece = piece.lstrip()
            cells = display_width(piece)
        line += piece
        used += cells
    if line.strip():
        lines.append(line.rstrip())
    return lines


_NEVER_FIRST = "，。、；：！？」』）》〉】’”,.;:!?)]}⟧%"


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    current = ""
    for character, after in zip_longest(text, text[1:], fillvalue=""):
        current += character
        wide = wcwidth(character) == 2 or (bool(after) and wcwidth(after) == 2)
        if character == " " or (wide and after not in _NEVER_FIRST and character != "⟦"):
            pieces.append(current)
            current = ""
    return [*pieces, current] if current else pieces


def _shrink(widths: list[int], columns: Sequence[Column], room: int) -> None:
    while sum(widths) > room:
        able = [place for place, column in enumerate(columns) if column.shrinks and widths[place] > column.least]
        if not able:
            return
        widest = max(able, key=lambda place: widths[place])
        widths[widest] -= 1


def _line(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int]) -> str:
    shown = []
    for column, cell, width in zip(columns, row, widths, strict=True):
        text = fitted(cell, width)
        space = " " * (width - display_width(text))
        shown.append(space + isolated(text) if column.right else isolated(text) + space)
    return _GAP.join(shown)
