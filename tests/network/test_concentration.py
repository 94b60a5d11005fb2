"""Concentration and ownership."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from network.cases import case

from interlock.network.concentration import POINTS, effective_number, herfindahl, herfindahl_bounds, integrated_ownership

boxes = st.lists(st.tuples(st.floats(0, 50), st.floats(0, 50)).map(lambda pair: tuple(sorted(pair))), min_size=1, max_size=5)


def test_the_index_of_the_authority() -> None:
    """Shares 30, 30, 20, 20 give 2,600 points and 3.85 equal firms."""
    inputs, expected, tolerance = case("hhi_doj")
    assert herfindahl(inputs["shares"]) * POINTS == pytest.approx(expected["HHI"], abs=tolerance)
    assert effective_number(inputs["shares"]) == pytest.approx(expected["effective_number"], abs=tolerance)


@given(boxes, st.randoms(use_true_random=False))
def test_the_bounds_hold_every_point_inside(box: list[tuple[float, float]], random: object) -> None:
    """No amounts between their ends give an index outside the bounds."""
    low, high = [a for a, _ in box], [b for _, b in box]
    bounds = herfindahl_bounds(low, high)
    for _ in range(20):
        inside = [random.uniform(a, b) for a, b in box]  # type: ignore[attr-defined]
        if sum(inside) > 0:
            assert bounds.low - 1e-6 <= herfindahl(inside) <= bounds.high + 1e-6


def test_ownership_around_a_loop() -> None:
    """Integrated stakes of the worked example, and without self-counting."""
    inputs, expected, tolerance = case("integrated_ownership_loop")
    found = integrated_ownership(inputs["H"])
    assert found.integrated == pytest.approx(np.array(expected["Y"]), abs=tolerance)
    assert found.corrected[0, 1] == pytest.approx(expected["corrected_AB"], abs=tolerance)
    assert found.corrected[0, 2] == pytest.approx(expected["corrected_AC"], abs=tolerance)


def test_more_than_the_whole_of_a_firm_is_refused() -> None:
    """Stakes in one firm that add up to more than all of it are an error."""
    with pytest.raises(ValueError, match="at most 1"):
        integrated_ownership([[0, 0.7], [0, 0.7]])
