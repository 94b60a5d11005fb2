"""Draws a figure with the settings that make its bytes the same everywhere, and writes its description into the file."""

from __future__ import annotations

import hashlib
import io
import threading
import warnings
from typing import Literal
from xml.sax.saxutils import escape

from interlock.reporting.plots import exposure, loop_wheel, losses, talent, timeline, tornado, years
from interlock.reporting.plots.errors import MissingCharacters
from interlock.reporting.plots.fonts import printable
from interlock.reporting.plots.models import ExposureMap, LoopWheel, LossWaterfall, Tornado, YearBars
from interlock.reporting.plots.models_moves import PolicyTimeline, TalentFlows
from interlock.reporting.plots.palette import QUIET
from interlock.reporting.plots.render import AnyFigure
from interlock.reporting.plots.sheet import BODY, MARGIN, Sheet, line_height, settled

_lock = threading.Lock()
"""matplotlib's settings are one table for all threads."""


def drawn(figure: AnyFigure, format: Literal["svg", "png"], width: float, dots_per_inch: int) -> bytes:
    """The picture as a file; see `render`."""
    with _lock, settled():
        sheet = Sheet(width)
        if figure.nothing is None:
            _draw(sheet, figure)
        else:
            _say_nothing(sheet, figure)
        sheet.frame(figure.title, figure.note)
        file = io.BytesIO()
        if format == "svg":
            sheet.figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
        else:
            sheet.figure.savefig(
                file, format="png", dpi=dots_per_inch, metadata={"Software": None, "Description": printable(figure.description)}
            )
    if sheet.absent:
        said = " ".join(sorted(sheet.absent))
        warnings.warn(f"no font at hand has {said}: shown as □ in '{figure.title}'", MissingCharacters, stacklevel=3)
    return _told(file.getvalue(), figure) if format == "svg" else file.getvalue()


def _draw(sheet: Sheet, figure: AnyFigure) -> None:
    match figure:
        case LoopWheel():
            loop_wheel.draw(sheet, figure)
        case LossWaterfall():
            losses.draw(sheet, figure)
        case YearBars():
            years.draw(sheet, figure)
        case Tornado():
            tornado.draw(sheet, figure)
        case TalentFlows():
            talent.draw(sheet, figure)
        case ExposureMap():
            exposure.draw(sheet, figure)
        case PolicyTimeline():
            timeline.draw(sheet, figure)


def _say_nothing(sheet: Sheet, figure: AnyFigure) -> None:
    top = sheet.head(figure.title)
    lines = sheet.wrapped(f"nothing to show: {figure.nothing}", sheet.width - 2 * MARGIN, BODY, 3)
    high = line_height(BODY) * len(lines)
    sheet.set_height(top + high + 6.0 + sheet.foot(figure.note))
    sheet.text((sheet.width / 2, top + 3.0), lines, across="center", down="top", colour=QUIET)


def _told(file: bytes, figure: AnyFigure) -> bytes:
    """The SVG with title and description for those who cannot see it."""
    title, description = printable(figure.title), printable(figure.description)
    mark = hashlib.sha256(f"{title}\0{description}".encode()).hexdigest()[:12]  # two pictures may stand on one page
    names = (f"title-{mark}", f"description-{mark}")
    start = file.index(b"<svg ")
    end = file.index(b">", start)
    inside = f'\n <title id="{names[0]}">{escape(title)}</title>\n <desc id="{names[1]}">{escape(description)}</desc>'
    return (
        file[:end] + f' role="img" aria-labelledby="{names[0]} {names[1]}">'.encode() + inside.encode("utf-8") + file[end + 1 :]
    )
