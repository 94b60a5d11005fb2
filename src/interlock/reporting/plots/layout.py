"""Boxes that must not lie over each other, and keys that say what colours, dashes and hatches mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from interlock.reporting.plots.palette import INK, PAPER, QUIET, Dashes
from interlock.reporting.plots.sheet import MARGIN, SMALL, Point, Sheet, line_height

SWATCH = 8.0
"""Width of a sample in a key, in millimetres."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet, in millimetres from the upper left corner."""

    left: float
    top: float
    width: float
    height: float

    def overlap(self, other: Box) -> float:
        """Area that both cover, in square millimetres."""
        across = min(self.left + self.width, other.left + other.width) - max(self.left, other.left)
        down = min(self.top + self.height, other.top + other.height) - max(self.top, other.top)
        return max(0.0, across) * max(0.0, down)


def centred(place: Point, width: float, height: float) -> Box:
    """The box of this size around a place."""
    return Box(place[0] - width / 2, place[1] - height / 2, width, height)


def freest(candidates: Iterable[Box], taken: Sequence[Box]) -> tuple[int, Box]:
    """The first candidate that covers least of what is taken, with its number."""
    best: tuple[float, int, Box] | None = None
    for number, box in enumerate(candidates):
        covered = sum(box.overlap(other) for other in taken)
        if best is None or covered < best[0] - 1e-9:
            best = (covered, number, box)
        if covered == 0:
            break
    assert best is not None, "there is always a candidate"
    return best[1], best[2]


@dataclass(frozen=True, slots=True)
class Sample:
    """An entry of a key: a line (with dashes), a swatch (with a hatch), a marker or a sign, and what it means."""

    words: str
    colour: str
    dashes: Dashes | None = None
    hatch: str | None = None
    marker: str | None = None
    sign: str | None = None
    hollow: bool = False


def key_rows(sheet: Sheet, samples: Sequence[Sample], left: float = MARGIN, right: float | None = None) -> list[list[Sample]]:
    """The samples in rows that fit between `left` and `right` (the sheet's margins where not given)."""
    room = (sheet.width - MARGIN if right is None else right) - left
    rows: list[list[Sample]] = []
    used = room
    for sample in samples:
        need = _width(sheet, sample, room)
        if used + need > room or not rows:
            rows.append([])
            used = 0.0
        rows[-1].append(sample)
        used += need
    return rows


def key_height(rows: Sequence[Sequence[Sample]]) -> float:
    """Millimetres that the rows of a key take."""
    return len(rows) * (line_height(SMALL) + 1.0) + (2.0 if rows else 0.0)


def draw_key(
    sheet: Sheet, rows: Sequence[Sequence[Sample]], top: float, left: float = MARGIN, right: float | None = None
) -> None:
    """Draws a key's rows from `top` down."""
    room = (sheet.width - MARGIN if right is None else right) - left
    step = line_height(SMALL) + 1.0
    for number, row in enumerate(rows):
        x, y = left, top + 1.0 + (number + 0.5) * step
        for sample in row:
            _draw_sample(sheet, sample, (x, y))
            words = sheet.wrapped(sample.words, room - SWATCH - 2.0, SMALL, 1)
            sheet.text((x + SWATCH + 1.5, y), words, SMALL)
            x += _width(sheet, sample, room)


def _width(sheet: Sheet, sample: Sample, room: float) -> float:
    return min(room, SWATCH + 1.5 + sheet.measure(sample.words, SMALL) + 5.0)


def _draw_sample(sheet: Sheet, sample: Sample, place: Point) -> None:
    x, y = place
    if sample.marker is not None:
        sheet.marker((x + SWATCH / 2, y), sample.marker, sample.colour, hollow=sample.hollow)
    elif sample.sign is not None:
        sheet.text((x + SWATCH / 2, y), sample.sign, SMALL, across="center", colour=sample.colour)
    elif sample.hatch is not None:
        paper = sample.colour == "none"
        edge, ink = (QUIET, QUIET) if paper else (INK, PAPER)
        sheet.box((x, y - 1.4), SWATCH, 2.8, sample.colour, edge=edge, hatch=sample.hatch, ink=ink)
    else:
        sheet.line([(x, y), (x + SWATCH, y)], sample.colour, 1.8, sample.dashes or ())
