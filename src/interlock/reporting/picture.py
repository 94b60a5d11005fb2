"""The reliability diagram as SVG: for each reader a bar for each step of confidence, as high as the share that is right.

The file stands alone: no script, no font, nothing loaded. It follows the light or dark of its viewer, and says in words
what it shows to those who cannot see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

SIDE = 300
"""Width and height of a panel's plot, in the units of the picture."""
ROOM = (60, 64, 24, 84)
"""Left of, above, right of and below a plot."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The claims of one step of confidence: how many were judged, their mean confidence, the share that is right."""

    span: str
    judged: int
    confidence: float | None
    right: float | None


@dataclass(frozen=True, slots=True)
class Panel:
    """One reader with its bars from low to high, all claims judged, and the expected calibration error."""

    title: str
    bars: Sequence[Bar]
    judged: int
    error: float | None

    def told(self) -> str:
        """What the panel shows, in words."""
        steps = [
            f"{bar.span}: {bar.judged} judged, {bar.right:.0%} right at a mean confidence of {bar.confidence:.0%}"
            for bar in self.bars
            if bar.right is not None and bar.confidence is not None
        ]
        return f"{self.title}: {self.summary()}. " + "; ".join(steps or ["no claim was judged"]) + "."

    def summary(self) -> str:
        """Its figures in one line."""
        error = "none" if self.error is None else f"{self.error:.3f}"
        return f"{self.judged} claims judged, expected calibration error {error}"


def reliability_picture(panels: Sequence[Panel]) -> str:
    """The panels beside each other, as one SVG file."""
    left, above, right, below = ROOM
    return _template().render(
        panels=panels,
        side=SIDE,
        left=left,
        above=above,
        step=left + SIDE + right,
        width=(left + SIDE + right) * max(1, len(panels)),
        height=above + SIDE + below,
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    text = (files("interlock.reporting") / "templates" / "reliability.svg.j2").read_text(encoding="utf-8")
    return environment.from_string(text)
