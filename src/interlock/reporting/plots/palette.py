"""Colours, dashes and hatches: nothing that a picture says rests on colour alone.

The colours are those of Okabe and Ito (2008, "Color universal design"), which people with any of the common kinds of colour
blindness can tell apart. The yellow is left out: it is too pale for lines on white paper.
"""

from __future__ import annotations

from interlock.reporting.plots.models import Instrument
from interlock.reporting.plots.models_moves import PolicyKind
from interlock.vocabulary import Status

BLACK = "#000000"
ORANGE = "#E69F00"
SKY = "#56B4E9"
GREEN = "#009E73"
BLUE = "#0072B2"
VERMILLION = "#D55E00"
PURPLE = "#CC79A7"

INK = "#1a1a1a"
"""Text."""
QUIET = "#5a5a5a"
"""Notes, axes: 6.9 to 1 against white."""
RULE = "#c8c8c8"
"""Thin lines that lead the eye."""
PAPER = "#ffffff"
SUM = "#b0b0b0"
"""A bar that is the sum of others."""

SERIES = (BLUE, ORANGE, GREEN, VERMILLION, SKY, PURPLE, BLACK)
HATCHES = ("", "////", "....", "\\\\\\\\", "xxxx", "----", "++++", "oooo")
UNKNOWN_HATCH = "//////"
"""Of what is not known, in grey on white."""

INSTRUMENTS = {
    Instrument.EQUITY: BLUE,
    Instrument.PURCHASE: VERMILLION,
    Instrument.LEASE: ORANGE,
    Instrument.LOAN: GREEN,
    Instrument.GUARANTEE: PURPLE,
    Instrument.WARRANTS: SKY,
    Instrument.GRANT: BLACK,
}

Dashes = tuple[float, ...]
"""Lengths of dash and gap in points; empty for a solid line."""
SOLID: Dashes = ()
DASHED: Dashes = (5.0, 2.2)
DOTTED: Dashes = (1.2, 1.8)
BROKEN: Dashes = (5.0, 1.8, 1.2, 1.8)

_LINES = {Status.DONE: SOLID, Status.AGREED: SOLID, Status.PLANNED: DASHED}
_LINES |= dict.fromkeys((Status.TALKS, Status.OPTIONAL, Status.POSSIBLE), DOTTED)

LINE_KEY = ((SOLID, "done or agreed"), (DASHED, "planned"), (DOTTED, "in talks, optional, possible"), (BROKEN, "stalled or off"))
"""The dashes with what they say."""

POLICY = {PolicyKind.RULE: (VERMILLION, "s"), PolicyKind.EASING: (GREEN, "o"), PolicyKind.LEVY: (BLUE, "^")}
"""Colour and marker of each kind of act."""


def dashes_of(status: Status) -> Dashes:
    """The line of a status; of one that came to nothing (stalled, refused, ended, denied) the broken one."""
    return _LINES.get(status, BROKEN)


def series_style(number: int) -> tuple[str, str]:
    """Colour and hatch of the series with this number, from 0: no two of the first 56 are the same."""
    return SERIES[number % len(SERIES)], HATCHES[(number % len(SERIES) + number // len(SERIES)) % len(HATCHES)]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (Web Content Accessibility Guidelines 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance of a colour '#rrggbb' in sRGB, from 0 to 1 (same source)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
