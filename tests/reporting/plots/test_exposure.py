"""The map of exposures: cells, their shades, what is not known."""

from __future__ import annotations

import pytest
from reporting.plots.samples import drawn, printed, styles

from interlock.reporting.plots import ExposureCell, ExposureMap, Interval
from interlock.reporting.plots.exposure import _shade
from interlock.reporting.plots.palette import contrast

pytest.importorskip("matplotlib")


def cells(*amounts: Interval) -> ExposureMap:
    """One actor with a counterparty for each amount."""
    return ExposureMap("E", tuple(ExposureCell("A", f"B{number}", amount) for number, amount in enumerate(amounts)))


def test_amounts_stand_in_one_unit() -> None:
    """That of the largest; the key says which."""
    lines = printed(drawn(cells(Interval.exact(300e9), Interval(350e6, 1e9), Interval(None, 5e9), Interval(2e9))))
    assert {"300", "0.35–1", "≤5", "≥2", "amounts in $bn; darker is more"} <= set(lines)


def test_an_unknown_cell_is_hatched_and_has_a_question_mark() -> None:
    """A pair without a cell is blank; the key explains both."""
    figure = ExposureMap("E", (ExposureCell("A", "C", Interval()), ExposureCell("B", "D", Interval.exact(1.0))))
    root = drawn(figure)
    lines = printed(root)
    assert lines.count("?") == 1
    assert {"nothing on record", "amount unknown"} <= set(lines)
    assert sum("fill: url(#" in style for style in styles(root)) == 2  # the cell, and the key


def test_more_is_darker() -> None:
    """Shades of evenly growing shares, each darker than the last."""
    on_white = [contrast(_shade(step / 20), "#ffffff") for step in range(21)]
    assert on_white == sorted(on_white)
    assert len(set(on_white)) == 21


def test_every_number_can_be_read_on_its_shade() -> None:
    """In ink or in white, at least 4 to 1 (level AA asks 4.5 of small type, 3 of large)."""
    worst = min(max(contrast(_shade(step / 100), ink) for ink in ("#1a1a1a", "#ffffff")) for step in range(101))
    assert worst >= 4.0


def test_columns_that_do_not_fit_go_on_below() -> None:
    """Every row is named again there."""
    lines = printed(drawn(cells(*[Interval.exact(1e9)] * 40)))
    assert lines.count("A") == 2
    assert sum(line.startswith("B") for line in lines) == 40
