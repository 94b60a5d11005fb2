"""A figure of each kind with names in four scripts, and a look into the SVG that is drawn of it."""

from __future__ import annotations

import html
import re
import warnings

from lxml import etree

from interlock.reporting.plots import (
    AnyFigure,
    ExposureCell,
    ExposureMap,
    Instrument,
    Interval,
    Leg,
    LoopWheel,
    LossStep,
    LossWaterfall,
    Move,
    PolicyEvent,
    PolicyKind,
    PolicyTimeline,
    TalentFlows,
    Tornado,
    TornadoRow,
    YearBars,
    YearValue,
    render,
)
from interlock.vocabulary import Status

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("輝達", "英伟达", "אנבידיה", "מיקרוסופט", "Société Générale")
BN = 1e9
_MARKS = re.compile("[\u2066-\u2069]")


def figures(names: tuple[str, ...] = NAMES) -> list[AnyFigure]:
    """One of each kind, in which every name stands; `names` are at least two."""
    pairs = list(zip(names, (*names[1:], names[0]), strict=True))
    some = (Interval.exact(3 * BN), Interval(10 * BN, 30 * BN), Interval(None, 100 * BN), Interval(), Interval(2 * BN))
    amounts = [some[number % len(some)] for number in range(len(names))]
    return [
        LoopWheel(
            "Loops",
            tuple(
                Leg(one, other, list(Instrument)[number % 7], list(Status)[number % 10], amount)
                for number, ((one, other), amount) in enumerate(zip(pairs, amounts, strict=True))
            ),
        ),
        LossWaterfall(
            "Losses",
            tuple(LossStep(name, Interval(1 * BN, 4 * BN, 2 * BN)) for name in names),
            Interval(best=2 * BN * len(names)),
        ),
        YearBars(
            "Years",
            tuple(YearValue(name, year, amount) for name, amount in zip(names, amounts, strict=True) for year in (2026, 2027)),
            "cash",
        ),
        Tornado(
            "Tornado",
            tuple(TornadoRow(name, 10 * BN - number, 12 * BN + number, "a", "b") for number, name in enumerate(names)),
            11 * BN,
            "loss",
        ),
        TalentFlows(
            "Talent",
            (
                *(Move(one, other, Interval.exact(number + 1)) for number, (one, other) in enumerate(pairs)),
                Move(None, names[0], Interval(20)),
                Move(names[0], None, Interval()),
            ),
        ),
        ExposureMap(
            "Exposure",
            tuple(ExposureCell(one, other, amount) for (one, other), amount in zip(pairs, amounts, strict=True)),
        ),
        PolicyTimeline(
            "Policy",
            tuple(
                PolicyEvent(one, list(PolicyKind)[number % 3], f"act {number}", when, (other,))
                for number, ((one, other), when) in enumerate(
                    zip(pairs, ("2025", "2025-10", "2025-10-06", "2025-W44", None) * len(names), strict=False)
                )
            ),
        ),
    ]


def empty_figures() -> list[AnyFigure]:
    """One of each kind with nothing in it."""
    return [
        LoopWheel("Loops", ()),
        LossWaterfall("Losses", (), Interval()),
        YearBars("Years", (), "cash"),
        Tornado("Tornado", (), 1.0, "loss"),
        TalentFlows("Talent", ()),
        ExposureMap("Exposure", ()),
        PolicyTimeline("Policy", ()),
    ]


def drawn(figure: AnyFigure, width: float = 180.0) -> etree._Element:
    """The picture as a tree; any warning fails."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return etree.fromstring(render(figure, "svg", width=width))


def printed(root: etree._Element) -> list[str]:
    """Every line of text in the picture (a comment stands before its glyphs), without marks of direction."""
    return [_MARKS.sub("", html.unescape(comment.text or "")).strip() for comment in root.iter(etree.Comment)]


def styles(root: etree._Element) -> list[str]:
    """The style of every shape."""
    return [path.get("style") or "" for path in root.iter(f"{SVG}path")]


def strokes(root: etree._Element, colour: str) -> list[etree._Element]:
    """Every line of a colour."""
    return [path for path in root.iter(f"{SVG}path") if f"stroke: {colour.lower()}" in (path.get("style") or "")]


def filled(root: etree._Element, colour: str) -> list[tuple[float, float, float, float]]:
    """Left, top, width and height in points of every shape filled with a colour."""
    boxes = []
    for path in root.iter(f"{SVG}path"):
        if f"fill: {colour.lower()}" in (path.get("style") or ""):
            numbers = [float(number) for number in re.findall(r"-?[0-9.]+", path.get("d") or "")]
            across, down = numbers[::2], numbers[1::2]
            boxes.append((min(across), min(down), max(across) - min(across), max(down) - min(down)))
    return boxes
