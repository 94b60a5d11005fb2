"""A scale of amounts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("matplotlib")

from interlock.reporting.plots.scales import scale

NUMBERS = st.lists(st.floats(-1e13, 1e13).filter(lambda number: number == 0 or abs(number) > 1e-3), max_size=6)


@given(NUMBERS, st.booleans())
def test_every_number_has_a_place_between_the_ends(numbers: list[float], zero: bool) -> None:
    """Zero too, where it is asked for."""
    along = scale(numbers, 20.0, 100.0, zero=zero)
    for number in [*numbers, *([0.0] if zero else [])]:
        assert 20.0 - 1e-6 <= along.at(number) <= 100.0 + 1e-6


@given(NUMBERS)
def test_steps_are_even(numbers: list[float]) -> None:
    """On the sheet as in numbers; the first and last are the ends of the scale."""
    along = scale(numbers, 0.0, 90.0)
    gaps = [along.at(after) - along.at(before) for before, after in zip(along.steps, along.steps[1:], strict=False)]
    assert gaps == pytest.approx([gaps[0]] * len(gaps))
    assert sum(gaps) == pytest.approx(90.0)


def test_a_scale_may_run_upward() -> None:
    """From a lower edge, which has the greater millimetre, to an upper one."""
    up = scale([0.0, 10.0], 100.0, 0.0)
    assert (up.at(0.0), up.at(5.0), up.at(10.0)) == (100.0, 50.0, 0.0)
