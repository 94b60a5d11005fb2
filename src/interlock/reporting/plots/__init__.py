"""Pictures for print: loops, losses, years, sensitivities, moves of people, exposures, policy.

Each takes a frozen figure object that holds ready figures, and `render` makes it a file. Needs matplotlib, which comes with
the extra `interlock-ledger[plot]`; nothing here loads it before the first picture is drawn.
"""

from interlock.reporting.plots.errors import MissingCharacters, PlottingUnavailable
from interlock.reporting.plots.figure import Figure
from interlock.reporting.plots.interval import Interval, count_label, money_label
from interlock.reporting.plots.models import (
    ExposureCell,
    ExposureMap,
    Instrument,
    Leg,
    LoopWheel,
    LossStep,
    LossWaterfall,
    Tornado,
    TornadoRow,
    YearBars,
    YearValue,
)
from interlock.reporting.plots.models_moves import Move, PolicyEvent, PolicyKind, PolicyTimeline, TalentFlows
from interlock.reporting.plots.render import AnyFigure, render

__all__ = [
    "AnyFigure",
    "ExposureCell",
    "ExposureMap",
    "Figure",
    "Instrument",
    "Interval",
    "Leg",
    "LoopWheel",
    "LossStep",
    "LossWaterfall",
    "MissingCharacters",
    "Move",
    "PlottingUnavailable",
    "PolicyEvent",
    "PolicyKind",
    "PolicyTimeline",
    "TalentFlows",
    "Tornado",
    "TornadoRow",
    "YearBars",
    "YearValue",
    "count_label",
    "money_label",
    "render",
]
