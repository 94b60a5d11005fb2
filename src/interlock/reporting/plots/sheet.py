"""The sheet that a picture is drawn on: millimetres from its upper left corner, text that is measured before it is set."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Literal

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Polygon, Rectangle
from matplotlib.text import Text

from interlock.reporting.bidi import FSI, PDI, RLI, is_rtl, mostly_rtl
from interlock.reporting.plots.fonts import SHIPPED, fitted, printable
from interlock.reporting.plots.palette import INK, PAPER, QUIET, Dashes

MILLIMETRES = 25.4
"""In an inch."""
TITLE, BODY, SMALL, TINY = 10.5, 8.0, 7.0, 6.0
"""Sizes of type in points."""
MARGIN = 4.0
"""Millimetres of white around everything."""
X_HEIGHT = 0.36
"""From the middle of a line of type down to its baseline, in sizes of its type."""
LEADING = 1.25
"""Height of a line in sizes of its type."""

Across = Literal["left", "center", "right"]
Down = Literal["top", "center", "bottom", "baseline"]
Point = tuple[float, float]

_POINT = MILLIMETRES / 72


def line_height(size: float) -> float:
    """Millimetres from one line of type to the next."""
    return size * LEADING * _POINT


@contextmanager
def settled() -> Iterator[None]:
    """matplotlib with settings that depend on no file of the user; names are text, never formulas."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rc("svg", fonttype="path", hashsalt="interlock")
        matplotlib.rc("text", parse_math=False, usetex=False, hinting="no_hinting")
        matplotlib.rc("font", family=list(SHIPPED))
        matplotlib.rc("hatch", linewidth=0.6)
        yield


class Sheet:
    """A page of a width in millimetres, whose height is set once the content is measured."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.height = width
        self.absent: set[str] = set()
        self.figure = Figure(facecolor=PAPER)
        FigureCanvasAgg(self.figure)
        self._page = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self._page.axis("off")
        self.set_height(width)

    def set_height(self, height: float) -> None:
        """Makes the page as high as this many millimetres; call it before anything is drawn."""
        self.height = height
        self.figure.set_size_inches(self.width / MILLIMETRES, height / MILLIMETRES)
        self._page.set_xlim(0, self.width)
        self._page.set_ylim(height, 0)

    def say(self, text: str) -> tuple[str, tuple[str, ...]]:
        """`text` as it can be set, and the families that set it; keeps in mind what no font has."""
        shown, families, absent = fitted(text)
        self.absent.update(absent)
        return directed(shown), families

    def text(
        self,
        place: Point,
        lines: str | Sequence[str],
        size: float = BODY,
        *,
        across: Across = "left",
        down: Down = "center",
        colour: str = INK,
        turned: float = 0.0,
        halo: bool = False,
    ) -> None:
        """Sets a line, or lines below each other, at a place; `turned` in degrees against the clock around the
        place. A `halo` keeps what lies below from crossing the type."""
        rows = [lines] if isinstance(lines, str) else list(lines)
        step = line_height(size)
        first = {"top": 0.5, "center": 0.5 - len(rows) / 2, "bottom": 0.5 - len(rows), "baseline": 0.5 - len(rows) / 2}[down]
        if halo:
            width = max(map(self.measure, rows, [size] * len(rows)), default=0.0) + 0.8
            left = place[0] - width * {"left": 0.0, "center": 0.5, "right": 1.0}[across]
            cover = Rectangle((left, place[1] + first * step - step / 2), width, step * len(rows), facecolor=PAPER, alpha=0.9)
            self._page.add_patch(cover)
            cover.set_zorder(3.5)
        for number, row in enumerate(rows):
            shown, families = self.say(row)
            if not shown.strip():
                continue
            down_by = (first + number) * step + X_HEIGHT * size * _POINT
            self._page.text(
                place[0] + math.sin(math.radians(turned)) * down_by,
                place[1] + math.cos(math.radians(turned)) * down_by,
                shown,
                family=list(families),
                size=size,
                ha=across,
                va="baseline",
                color=colour,
                rotation=turned,
                rotation_mode="anchor",
                zorder=5,
                parse_math=False,
            )

    def measure(self, text: str, size: float = BODY) -> float:
        """Width of one line in millimetres."""
        return text_width(printable(text), size)

    def wrapped(self, text: str, width: float, size: float = BODY, rows: int = 2) -> list[str]:
        """`text` in at most `rows` lines of at most `width` millimetres; what does not go in ends in "…"."""
        return wrap(text, width, size, rows)

    def line(
        self, points: Sequence[Point], colour: str = INK, thick: float = 0.8, dashes: Dashes = (), order: float = 2.0
    ) -> None:
        """A line through the points, `thick` points wide; dashes are in points."""
        drawn = Line2D([x for x, _ in points], [y for _, y in points], color=colour, linewidth=thick, zorder=order)
        drawn.set_solid_capstyle("butt")
        drawn.set_dash_capstyle("butt")
        if dashes:
            drawn.set_linestyle((0, tuple(length / max(thick, 0.1) for length in dashes)))
        self._page.add_line(drawn)

    def marker(self, place: Point, shape: str, colour: str, size: float = 5.0, hollow: bool = False) -> None:
        """A marker of matplotlib's `shape`, `size` points wide."""
        face = PAPER if hollow else colour
        self._page.add_line(
            Line2D([place[0]], [place[1]], marker=shape, markersize=size, color=colour, markerfacecolor=face, zorder=4)
        )

    def box(
        self,
        place: Point,
        width: float,
        height: float,
        face: str,
        *,
        edge: str = "none",
        hatch: str = "",
        ink: str = PAPER,
        order: float = 2.0,
    ) -> None:
        """A rectangle from its upper left corner; hatched in `ink`."""
        self._page.add_patch(Rectangle(place, width, height, facecolor=face, edgecolor="none", zorder=order))
        if hatch:
            self._page.add_patch(
                Rectangle(place, width, height, facecolor="none", edgecolor=ink, hatch=hatch, linewidth=0.0, zorder=order + 0.1)
            )
        if edge != "none":
            self._page.add_patch(
                Rectangle(place, width, height, facecolor="none", edgecolor=edge, linewidth=0.6, zorder=order + 0.2)
            )

    def polygon(self, corners: Sequence[Point], face: str, order: float = 3.0) -> None:
        """A filled shape without an edge."""
        self._page.add_patch(Polygon(corners, closed=True, facecolor=face, edgecolor="none", zorder=order))

    def patch(self, patch: Patch) -> None:
        """Adds any other shape, in the millimetres of the page."""
        self._page.add_patch(patch)

    def head(self, title: str) -> float:
        """Prints the title; gives the millimetre below it where the picture begins."""
        return MARGIN + line_height(TITLE) * len(self._title(title)) + (2.0 if title else 0.0)

    def frame(self, title: str, note: str) -> None:
        """Prints title and note, once the height is set."""
        self.text((MARGIN, MARGIN), self._title(title), TITLE, down="top")
        rows = self._note(note)
        self.text((MARGIN, self.height - MARGIN), rows, SMALL, down="bottom", colour=QUIET)

    def foot(self, note: str) -> float:
        """Millimetres that the note and the margin below it take."""
        rows = self._note(note)
        return MARGIN + (line_height(SMALL) * len(rows) + 1.5 if rows else 0.0)

    def _title(self, title: str) -> list[str]:
        return self.wrapped(title, self.width - 2 * MARGIN, TITLE, 3) if title else []

    def _note(self, note: str) -> list[str]:
        return self.wrapped(note, self.width - 2 * MARGIN, SMALL, 6) if note else []


def directed(text: str) -> str:
    """One line of text with its own direction: right to left where most of its letters are, unless it has isolates."""
    if FSI in text or RLI in text or not any(map(is_rtl, text)):
        return text
    return f"{RLI}{text}{PDI}" if mostly_rtl(text) else text


@lru_cache(maxsize=8192)
def text_width(text: str, size: float) -> float:
    """Width of one line in millimetres."""
    shown, families, _ = fitted(text)
    if not shown:
        return 0.0
    with settled():
        drawn = Text(0, 0, directed(shown), family=list(families), size=size, parse_math=False, figure=_ruler())
        box = drawn.get_window_extent(dpi=720)
    return float(box.width) / 720 * MILLIMETRES


@lru_cache(maxsize=1)
def _ruler() -> Figure:
    figure = Figure(dpi=720)
    FigureCanvasAgg(figure)
    return figure


def wrap(text: str, width: float, size: float, rows: int) -> list[str]:
    """`text` in at most `rows` lines of at most `width` millimetres; what does not go in ends in "…"."""
    lines: list[str] = []
    rest = " ".join(printable(text).split())
    while rest:
        fits = _fitting(rest, width, size)
        if fits == len(rest):
            return [*lines, rest]
        if len(lines) == rows - 1:
            return [*lines, _shortened(rest, width, size)]
        cut = _break(rest, fits)
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return lines


def _fitting(text: str, width: float, size: float) -> int:
    """How many characters from the start fit, at least one."""
    if text_width(text, size) <= width:
        return len(text)
    low, high = 1, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if text_width(text[:middle].rstrip(), size) <= width else (low, middle)
    return low


def _shortened(text: str, width: float, size: float) -> str:
    """As much of it as fits with "…" behind."""
    for end in range(_fitting(text, width, size), 0, -1):
        tried = text[:end].rstrip(" ,;:(–-") + "…"
        if text_width(tried, size) <= width:
            return tried
    return "…"


def _break(text: str, fits: int) -> int:
    """Where to end a line of at most `fits` characters: after a space or a hyphen, or between Chinese characters."""
    for cut in range(fits, 0, -1):
        before, after = text[cut - 1], text[cut : cut + 1]
        if after == " " or before in " -–—/" or ("\u2e80" <= before <= "\u9fff" and "\u2e80" <= after <= "\u9fff"):
            return cut
    return fits
