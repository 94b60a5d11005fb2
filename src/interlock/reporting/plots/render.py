"""One way to draw every picture; matplotlib is loaded only here, when the first one is asked for."""

from __future__ import annotations

from typing import Literal, TypeAlias

from interlock.reporting.plots.errors import PlottingUnavailable
from interlock.reporting.plots.models import ExposureMap, LoopWheel, LossWaterfall, Tornado, YearBars
from interlock.reporting.plots.models_moves import PolicyTimeline, TalentFlows

AnyFigure: TypeAlias = LoopWheel | LossWaterfall | YearBars | Tornado | TalentFlows | ExposureMap | PolicyTimeline

PRINT_WIDTH = 180.0
"""Millimetres: an A4 page less its margins."""
NARROWEST, WIDEST = 150.0, 1200.0
"""Millimetres between which a picture can be read and drawn."""


def render(
    figure: AnyFigure, format: Literal["svg", "png"] = "svg", *, width: float = PRINT_WIDTH, dots_per_inch: int = 200
) -> bytes:
    """The picture as a file: SVG (text as paths) or PNG, the same bytes for the same figure and the same fonts.

    `width` is in millimetres; the height follows from the content. A PNG is `round(width / 25.4 * dots_per_inch)` pixels
    wide. Characters that no font has show as "□" and give a `MissingCharacters` warning. Raises `PlottingUnavailable` where
    matplotlib is not installed, ValueError for another format or a width outside 150 to 1,200 mm.
    """
    if format not in ("svg", "png"):
        raise ValueError(f"a picture can be 'svg' or 'png', not '{format}'")
    if not NARROWEST <= width <= WIDEST:
        raise ValueError(f"a width of {width} mm is outside {NARROWEST:.0f} to {WIDEST:.0f} mm")
    if not 30 <= dots_per_inch <= 1200:
        raise ValueError(f"{dots_per_inch} dots per inch is outside 30 to 1200")
    try:
        from interlock.reporting.plots.drawing import drawn
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] == "matplotlib":
            raise PlottingUnavailable from error
        raise
    return drawn(figure, format, width, dots_per_inch)
