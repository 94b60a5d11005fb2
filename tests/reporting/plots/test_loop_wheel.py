"""The wheel: what an arc's colour, dashes and width say."""

from __future__ import annotations

import re

import pytest
from reporting.plots.samples import drawn, printed, strokes

from interlock.reporting.plots import Instrument, Interval, Leg, LoopWheel
from interlock.reporting.plots.palette import BLUE, VERMILLION
from interlock.vocabulary import Status

pytest.importorskip("matplotlib")


def widths(colour: str, *legs: Leg) -> list[float]:
    """Widths in points of the arcs of a colour; the key's line of 1.8 points is left out."""
    found = []
    for line in strokes(drawn(LoopWheel("W", legs)), colour):
        width = re.search(r"stroke-width: ([0-9.]+)", line.get("style") or "")
        if width and width[1] != "1.8":
            found.append(float(width[1]))
    return found


def test_the_largest_amount_has_the_widest_arc() -> None:
    """Widths grow evenly: an amount half as large lies in the middle between the thinnest and the widest."""
    drawn_widths = widths(
        BLUE, *(Leg("A", name, Instrument.EQUITY, amount=Interval.exact(5e9 * n)) for n, name in enumerate("BCD"))
    )
    assert sorted(drawn_widths) == pytest.approx([0.9, (0.9 + 5.0) / 2, 5.0])


def test_an_unknown_amount_has_the_thinnest_arc() -> None:
    """It is called unknown beside it."""
    legs = (Leg("A", "B", Instrument.EQUITY), Leg("B", "C", Instrument.EQUITY, amount=Interval.exact(1.0)))
    assert sorted(widths(BLUE, *legs)) == pytest.approx([0.9, 5.0])
    assert "amount unknown" in printed(drawn(LoopWheel("W", legs)))


def test_a_bottleneck_sets_the_width() -> None:
    """In place of the amount, which stays in the label."""
    small = Leg("A", "B", Instrument.EQUITY, amount=Interval.exact(100e9), bottleneck=Interval.exact(1e9))
    large = Leg("B", "C", Instrument.EQUITY, amount=Interval.exact(2e9))
    assert sorted(widths(BLUE, small, large)) == pytest.approx([(0.9 + 5.0) / 2, 5.0])
    assert {"$100bn", "round the loop: $1bn"} <= set(printed(drawn(LoopWheel("W", (small, large)))))


def test_parallel_legs_are_drawn_apart() -> None:
    """Three between the same two actors, in both directions: no two arcs have the same middle."""
    legs = tuple(Leg(one, other, Instrument.PURCHASE, amount=Interval.exact(1e9)) for one, other in ("AB", "AB", "BA"))
    middles = set()
    for line in strokes(drawn(LoopWheel("W", legs)), VERMILLION):
        points = re.findall(r"(-?[0-9.]+) (-?[0-9.]+)", line.get("d") or "")
        if len(points) > 5:
            x, y = points[len(points) // 2]
            middles.add((round(float(x)), round(float(y) / 4)))
    assert len(middles) == 3


@pytest.mark.parametrize(("status", "dashed"), [(Status.DONE, False), (Status.PLANNED, True), (Status.TALKS, True)])
def test_only_what_is_done_or_agreed_is_solid(status: Status, dashed: bool) -> None:
    """Everything else has gaps."""
    lines = strokes(drawn(LoopWheel("W", (Leg("A", "B", Instrument.EQUITY, status, Interval.exact(1e9)),))), BLUE)
    arcs = [line for line in lines if "stroke-width: 5" in (line.get("style") or "")]
    assert ["stroke-dasharray" in (line.get("style") or "") for line in arcs] == [dashed]


def test_many_legs_are_listed_by_their_numbers() -> None:
    """Each number stands on its arc and in the list, and the list says what a label would."""
    legs = tuple(Leg("A", f"B{n}", Instrument.LOAN, Status.AGREED, Interval(None, n * 1e9)) for n in range(1, 13))
    lines = printed(drawn(LoopWheel("W", legs)))
    assert [lines.count(str(number)) for number in range(1, 13)] == [2] * 12
    assert {"up to $12bn", "B12", "agreed"} <= set(lines)


def test_the_key_explains_what_is_used_and_no_more() -> None:
    """Instruments and lines."""
    lines = printed(drawn(LoopWheel("W", (Leg("A", "B", Instrument.WARRANTS, Status.OPTIONAL),))))
    assert "in talks, optional, possible" in lines
    assert "equity" not in lines
    assert "done or agreed" not in lines
