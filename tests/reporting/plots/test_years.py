"""Bars by year."""

from __future__ import annotations

import pytest
from reporting.plots.samples import drawn, filled, printed

from interlock.reporting.plots import Interval, YearBars, YearValue
from interlock.reporting.plots.palette import BLUE

pytest.importorskip("matplotlib")


def heights(figure: YearBars) -> list[float]:
    """Heights of the bars of the first actor, in the order of the years; a swatch of the key is 2.8 mm high."""
    boxes = sorted(filled(drawn(figure), BLUE))
    return [height for _, _, _, height in boxes if height != pytest.approx(2.8 / 25.4 * 72, abs=0.01)]


def test_bars_are_as_high_as_their_figures() -> None:
    """Below zero too: 10 to 5 to -2.5."""
    values = tuple(YearValue("A", 2026 + n, Interval.exact(value)) for n, value in enumerate((10e9, 5e9, -2.5e9)))
    first, *rest = heights(YearBars("Y", values, "cash"))
    assert [height / first for height in rest] == pytest.approx([0.5, 0.25], abs=0.001)


def test_a_year_without_a_figure_keeps_its_place() -> None:
    """The axis has every year between the first and the last."""
    lines = printed(drawn(YearBars("Y", (YearValue("A", 2026, Interval.exact(1.0)), YearValue("A", 2029, Interval())), "cash")))
    assert [line for line in lines if line.startswith("20")] == ["2026", "2027", "2028", "2029"]
    assert "?" in lines


def test_an_open_end_is_marked() -> None:
    """Where a bar is too narrow for its words, by a sign."""
    values = tuple(YearValue(f"A{n}", 2026, Interval(None, 5e9) if n else Interval(2e9)) for n in range(8))
    lines = printed(drawn(YearBars("Y", values, "cash")))
    assert (lines.count("≤"), lines.count("≥")) == (7, 1)


def test_many_actors_share_one_scale() -> None:
    """Each has a panel, and bars of the same figure are equally high in all of them."""
    values = tuple(YearValue(f"A{n}", 2026, Interval.exact(3e9 if n % 2 else 9e9)) for n in range(9))
    drawn_heights = heights(YearBars("Y", values, "cash"))
    assert len(drawn_heights) == 9
    assert sorted(height / max(drawn_heights) for height in drawn_heights) == pytest.approx([1 / 3] * 4 + [1.0] * 5, abs=0.01)
