"""The tornado: bars from the base to each result."""

from __future__ import annotations

import pytest
from reporting.plots.samples import drawn, filled, printed

from interlock.reporting.plots import Tornado, TornadoRow
from interlock.reporting.plots.palette import BLUE, ORANGE

pytest.importorskip("matplotlib")


def bars(colour: str, figure: Tornado) -> list[tuple[float, float, float, float]]:
    """The bars of a colour from top to bottom, without the swatch of the key at the bottom."""
    return sorted(filled(drawn(figure), colour), key=lambda box: box[1])[:-1]


def test_bars_reach_from_the_base_to_the_result() -> None:
    """Low and high meet at the base; their lengths are as 6 to 3."""
    figure = Tornado("T", (TornadoRow("x", 4e9, 13e9),), 10e9, "loss")
    ((low_left, _, low_width, _),), ((high_left, _, high_width, _),) = bars(ORANGE, figure), bars(BLUE, figure)
    assert low_left + low_width == pytest.approx(high_left, abs=0.01)
    assert low_width / high_width == pytest.approx(2.0, abs=0.001)


def test_an_input_that_moves_the_result_one_way_has_both_bars_in_sight() -> None:
    """Above each other, so that neither hides the other."""
    figure = Tornado("T", (TornadoRow("x", 12e9, 13e9),), 10e9, "loss")
    ((_, low_top, _, low_height),), ((_, high_top, _, _),) = bars(ORANGE, figure), bars(BLUE, figure)
    assert low_top + low_height == pytest.approx(high_top, abs=0.01)


def test_a_higher_input_may_lower_the_result() -> None:
    """Then its bar lies to the left."""
    figure = Tornado("T", (TornadoRow("x", 12e9, 7e9),), 10e9, "loss")
    assert bars(BLUE, figure)[0][0] < bars(ORANGE, figure)[0][0]


def test_a_result_that_is_unknown_is_called_so() -> None:
    """And has no bar."""
    figure = Tornado("T", (TornadoRow("x", None, 12e9, "$1", "$3"),), 10e9, "loss")
    assert bars(ORANGE, figure) == []
    assert {"$1 unknown", "$3", "loss: base $10bn"} <= set(printed(drawn(figure)))
