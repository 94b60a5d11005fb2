"""Bounds of concentration over intervals, and exposure along chains, against rivals and identities."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import nnls

from interlock.network.concentration import (
    effective_number,
    effective_number_bounds,
    herfindahl,
    herfindahl_bounds,
    integrated_ownership,
    look_through,
    top_share,
    top_share_bounds,
)

amount = st.one_of(st.just(0.0), st.floats(0.01, 100))
boxes = st.lists(st.tuples(amount, amount).map(lambda pair: (min(pair), max(pair))), min_size=1, max_size=6).filter(
    lambda box: sum(high for _, high in box) > 0
)


def _corners(low: list[float], high: list[float]) -> list[tuple[float, ...]]:
    return [corner for corner in product(*zip(low, high, strict=True)) if sum(corner) > 0]


@settings(max_examples=60, deadline=None)
@given(boxes)
def test_the_greatest_index_is_that_of_the_best_corner(box: list[tuple[float, float]]) -> None:
    """Up to twelve amounts the upper end is exact."""
    low, high = [a for a, _ in box], [b for _, b in box]
    assert herfindahl_bounds(low, high).high == pytest.approx(max(map(herfindahl, _corners(low, high))), rel=1e-12)


wide = st.lists(
    st.tuples(st.floats(0.1, 10), st.floats(0.1, 10)).map(lambda pair: (min(pair), max(pair))), min_size=1, max_size=5
)


@settings(max_examples=60, deadline=None)
@given(wide)
def test_the_least_index_is_that_of_the_projection_on_the_cone(box: list[tuple[float, float]]) -> None:
    """Amounts within their bounds, at any scale, are the cone of the box's corners. The index is least where they lie
    nearest to equal amounts: at the projection p of (1, ..., 1) on that cone, and is 1 / |p|² there."""
    low, high = [a for a, _ in box], [b for _, b in box]
    corners = np.array(_corners(low, high)).T
    weights, _ = nnls(corners, np.ones(len(box)))
    projection = corners @ weights
    assert herfindahl_bounds(low, high).low == pytest.approx(1 / (projection @ projection), rel=1e-9)


@pytest.mark.parametrize("seed", range(20))
def test_above_twelve_amounts_no_corner_passes_the_upper_end(seed: int) -> None:
    """Amounts that are nothing or heavy-tailed, all 8,192 corners: the bound holds, and is less than a hundredth too high."""
    random = np.random.default_rng(seed)
    low = random.pareto(1.2, 13) * random.integers(0, 2, 13)
    high = low + random.pareto(1.0, 13)
    corners = np.where(np.array(list(product((False, True), repeat=13))), high, low)
    sums = corners.sum(axis=1)
    most = ((corners[sums > 0] ** 2).sum(axis=1) / sums[sums > 0] ** 2).max()
    bound = herfindahl_bounds(low.tolist(), high.tolist()).high
    assert most - 1e-12 <= bound <= most + 0.01


@given(boxes)
def test_the_effective_number_is_greatest_where_the_index_is_least(box: list[tuple[float, float]]) -> None:
    """Its interval holds the middle of the box."""
    low, high = [a for a, _ in box], [b for _, b in box]
    bounds = effective_number_bounds(low, high)
    assert bounds.low - 1e-9 <= effective_number((np.array(low) + high) / 2) <= bounds.high + 1e-9


@settings(max_examples=60, deadline=None)
@given(boxes, st.integers(1, 3), st.integers(0, 1000))
def test_the_bounds_of_the_share_of_the_largest(box: list[tuple[float, float]], largest: int, seed: int) -> None:
    """The upper end is that of the best corner; no point inside passes the lower one."""
    low, high = [a for a, _ in box], [b for _, b in box]
    bounds = top_share_bounds(low, high, largest)
    assert bounds.high == pytest.approx(max(top_share(corner, largest) for corner in _corners(low, high)), rel=1e-12)
    inside = np.random.default_rng(seed).uniform(low, high, size=(50, len(box)))
    levels = [np.clip(level, low, high) for level in np.linspace(min(low), max(high), 50)]
    for sizes in (*inside, *levels):
        assert sizes.sum() == 0 or top_share(sizes, largest) >= bounds.low - 1e-9


def test_the_share_of_all_is_the_whole() -> None:
    """As many of the largest as there are amounts make everything; of equal ones each makes its part."""
    assert top_share([3, 1, 2], 3) == 1.0
    assert top_share([1, 1, 1, 1], 1) == 0.25
    assert top_share_bounds([1, 1], [1, 1]).low == top_share_bounds([1, 1], [1, 1]).high == 0.5


def test_firms_that_own_each_other_wholly_are_refused_in_words() -> None:
    """Nobody outside owns them."""
    with pytest.raises(ValueError, match="circle"):
        integrated_ownership([[0, 1], [1, 0]])


claims = st.lists(st.lists(st.floats(0, 10), min_size=4, max_size=4), min_size=4, max_size=4)


@settings(max_examples=50, deadline=None)
@given(claims)
def test_exposure_along_chains_is_the_sum_of_all_chains(rows: list[list[float]]) -> None:
    """The solved matrix is that of adding chains until nothing is left, and never below the direct claims."""
    owed = np.array(rows)
    funding = owed.sum(axis=0) * 1.5 + 1.0
    found = look_through(owed, funding)
    wave, total = owed, owed.copy()
    for _ in range(200):
        wave = (owed / funding) @ wave
        total += wave
    assert found == pytest.approx(total, rel=1e-9, abs=1e-9)
    assert (found >= owed - 1e-9).all()


def test_a_chain_of_two_claims_passes_its_share() -> None:
    """A put 30 of the 100 that B has; B put 50 into C: A has 15 at risk with C."""
    found = look_through([[0, 30, 0], [0, 0, 50], [0, 0, 0]], [0, 100, 80])
    assert found[0].tolist() == pytest.approx([0, 30, 15])


def test_more_claims_than_funding_are_refused() -> None:
    """The error names the actor."""
    with pytest.raises(ValueError, match="actor 1 has a funding of 20"):
        look_through([[0, 30], [0, 0]], [0, 20])
