"""Figure objects: what they refuse, and what they say in words."""

from __future__ import annotations

import pytest
from reporting.plots.samples import NAMES, empty_figures, figures

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
    Tornado,
    TornadoRow,
    YearBars,
    YearValue,
)
from interlock.vocabulary import Status


@pytest.mark.parametrize("figure", figures(), ids=lambda figure: type(figure).__name__)
def test_a_description_names_every_actor(figure: AnyFigure) -> None:
    """In the scripts in which they are written."""
    assert [name for name in NAMES if name not in figure.description] == []


@pytest.mark.parametrize("figure", empty_figures(), ids=lambda figure: type(figure).__name__)
def test_an_empty_figure_says_that_there_is_nothing(figure: AnyFigure) -> None:
    """And why."""
    assert f"nothing to show: {figure.nothing}" in figure.description


def test_a_wheel_says_instrument_amount_and_status() -> None:
    """Of every leg; an actor without one is named too."""
    wheel = LoopWheel("W", (Leg("A", "B", Instrument.EQUITY, Status.TALKS, Interval(None, 1e11)),), actors=("C", "A"))
    assert wheel.description == "W: A to B: equity, up to $100bn (talks); C: no leg."
    assert wheel.ring == ("C", "A", "B")


def test_a_leg_from_an_actor_to_itself_is_refused() -> None:
    """Nothing goes anywhere."""
    with pytest.raises(ValueError, match="to itself"):
        Leg("A", "A", Instrument.LOAN)


def test_steps_that_do_not_add_up_are_refused() -> None:
    """A waterfall whose last bar is not the sum of the others would mislead."""
    steps = (LossStep("direct", Interval.exact(10.0)), LossStep("credit", Interval(0.0, 2.0)))
    assert LossWaterfall("L", steps, Interval.exact(11.0)).nothing is None
    with pytest.raises(ValueError, match="add up to 11"):
        LossWaterfall("L", steps, Interval.exact(12.0))


def test_an_unknown_step_leaves_the_total_open() -> None:
    """What is not known cannot be checked."""
    steps = (LossStep("direct", Interval.exact(10.0)), LossStep("credit", Interval()))
    assert "credit amount unknown" in LossWaterfall("L", steps, Interval.exact(99.0)).description


def test_two_figures_of_an_actor_in_a_year_are_refused() -> None:
    """The message says of whom and when."""
    with pytest.raises(ValueError, match="'A' has 2 figures in 2026"):
        YearBars("Y", (YearValue("A", 2026, Interval()), YearValue("A", 2026, Interval())), "cash")


def test_two_cells_of_a_pair_are_refused() -> None:
    """They have to be added up first."""
    with pytest.raises(ValueError, match="'A' has 2 cells with 'B'"):
        ExposureMap("E", (ExposureCell("A", "B", Interval()), ExposureCell("A", "B", Interval())))


def test_the_widest_swing_comes_first() -> None:
    """One of which an end is unknown comes last."""
    rows = (TornadoRow("none", None, 9.0), TornadoRow("small", 4.0, 5.0), TornadoRow("large", 9.0, 1.0))
    assert [row.name for row in Tornado("T", rows, 5.0, "loss").ordered] == ["large", "small", "none"]
