"""Draws, distributions, sensitivity."""

from __future__ import annotations

import numpy as np
import pytest
from network.cases import case

from interlock.simulation.uncertainty import Design, Floats, distribution, morris, sample, sobol


def test_a_uniform_funding_leaves_the_known_gap() -> None:
    """Chance, mean, value at risk and expected shortfall of the gap are the exact ones within the tolerance."""
    inputs, expected, tolerance = case("mc_up_to_uniform")
    funding = 100.0 * sample(1, inputs["draws"], 7, Design.LATIN_HYPERCUBE)[0]
    found = distribution(np.maximum(inputs["need"] - funding, 0.0))
    assert found.above_zero == pytest.approx(expected["p_gap"], abs=tolerance["p_gap"])
    assert found.mean == pytest.approx(expected["mean_gap"], abs=tolerance["mean_gap"])
    assert found.value_at_risk == pytest.approx(expected["var95"], abs=tolerance["var95"])
    assert found.expected_shortfall == pytest.approx(expected["es95"], abs=tolerance["es95"])


def test_each_draw_has_its_own_seed() -> None:
    """More draws leave the first ones as they were: no draw depends on how many there are."""
    assert (sample(3, 5, 1) == sample(3, 50, 1)[:, :5]).all()
    assert (sample(3, 5, 1) != sample(3, 5, 2)).any()


def test_the_standard_error_shrinks_with_the_root_of_the_draws() -> None:
    """A hundred times the draws, a tenth of the error."""
    few, many = (distribution(sample(1, draws, 3)[0]) for draws in (100, 10_000))
    assert few.standard_error / many.standard_error == pytest.approx(10, rel=0.2)


def _ishigami(points: Floats) -> Floats:
    x = (2 * points - 1) * np.pi
    found: Floats = np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])
    return found


def test_sobol_indices_of_the_ishigami_function() -> None:
    """First-order and total indices are the analytic ones; the intervals are around them."""
    _, expected, tolerance = case("sobol_ishigami")
    found = sobol(_ishigami, ("x1", "x2", "x3"), draws=4096, seed=1)
    assert [row.first for row in found] == pytest.approx(expected["S1"], abs=tolerance)
    assert [row.total for row in found] == pytest.approx(expected["ST"], abs=tolerance)
    assert all(row.first_range.low <= row.first <= row.first_range.high for row in found)


def test_morris_of_a_linear_function() -> None:
    """The strength is the slope, and nothing interacts."""
    found = morris(lambda points: 3 * points[0] - 2 * points[1] + 0 * points[2], 3, paths=5)
    assert [strength for strength, _ in found] == pytest.approx([3, 2, 0], abs=1e-12)
    assert [spread for _, spread in found] == pytest.approx([0, 0, 0], abs=1e-12)


def test_a_sobol_sequence_wants_a_power_of_two() -> None:
    """And says so."""
    with pytest.raises(ValueError, match="powers of two"):
        sample(2, 100, 0, Design.SOBOL)
