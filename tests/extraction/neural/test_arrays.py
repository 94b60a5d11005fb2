"""The functions on arrays, against the standard library and plain loops."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlock.extraction.neural.arrays import DISTANCES, Floats, bucket, gelu, mean, sigmoid, softmax, sums_of

floats = st.floats(-20, 20, width=32)
rows = (
    st.integers(1, 6)
    .flatmap(lambda width: st.lists(st.lists(floats, min_size=width, max_size=width), min_size=1, max_size=8))
    .map(lambda values: np.array(values, np.float32))
)


@given(st.lists(floats, min_size=1, max_size=20))
def test_gelu_is_the_exact_one(values: list[float]) -> None:
    """x times the normal distribution at x, to seven digits."""
    wanted = [0.5 * x * (1 + math.erf(x / math.sqrt(2))) for x in values]
    assert gelu(np.array(values, np.float32)).tolist() == pytest.approx(wanted, rel=1e-6, abs=1e-6)


def test_gelu_of_nought_is_nought() -> None:
    """And far from it the identity, or nought."""
    assert gelu(np.array([0, 1000, -1000], np.float32)).tolist() == [0, 1000, 0]


@given(st.lists(st.floats(-1e4, 1e4, width=32), min_size=1, max_size=20))
def test_sigmoid_is_the_logistic_function(values: list[float]) -> None:
    """Between nought and one, without overflow."""
    wanted = [1 / (1 + math.exp(-max(-30.0, min(30.0, x)))) for x in values]
    with np.errstate(over="raise"):
        found = sigmoid(np.array(values, np.float32))
    assert found.tolist() == pytest.approx(wanted, rel=1e-5)
    assert ((found >= 0) & (found <= 1)).all()


@given(rows)
def test_softmax_gives_probabilities(scores: Floats) -> None:
    """Each row sums to one, and keeps the order of its scores."""
    found = softmax(scores)
    assert found.shape == scores.shape
    assert found.sum(axis=1).tolist() == pytest.approx([1.0] * len(scores), rel=1e-5)
    for row, chances in zip(scores.tolist(), found.tolist(), strict=True):
        for i, one in enumerate(row):
            assert all(chances[i] >= chances[j] for j, other in enumerate(row) if one > other)


@given(rows, st.floats(-1000, 1000, width=16))
def test_softmax_is_the_same_on_another_level(scores: Floats, level: float) -> None:
    """Also where the exponential would overflow."""
    moved = softmax((scores + np.float32(level)).astype(np.float32))
    assert moved.flatten().tolist() == pytest.approx(softmax(scores).flatten().tolist(), abs=1e-3)


def test_a_bucket_holds_distances_up_to_the_next_bound() -> None:
    """0 and 1, 2 to 4, 5 to 9 and so on."""
    found = bucket(np.array([0, 1, 2, 4, 5, 9, 10, 79, 80, 10_000])).tolist()
    assert found == [9, 9, 10, 10, 11, 11, 12, 14, 15, 15]


@given(st.integers(1, 10**6))
def test_buckets_are_symmetric(gap: int) -> None:
    """Before and behind have the same bounds, and no bucket is shared."""
    behind, before = bucket(np.array([gap, -gap])).tolist()
    assert behind - before == len(DISTANCES) + 1
    assert 1 <= before <= len(DISTANCES) < behind <= 2 * len(DISTANCES) + 1


@given(st.lists(st.integers(0, 500), min_size=2, max_size=10).map(sorted))
def test_farther_is_no_lower_bucket(gaps: list[int]) -> None:
    """On either side."""
    for sign in (1, -1):
        found = bucket(sign * np.array([gap for gap in gaps if gap] or [1])).tolist()
        assert found == sorted(found)


@given(rows, st.data())
def test_the_mean_of_a_range_is_that_of_its_rows(states: Floats, data: st.DataObject) -> None:
    """From the running sums."""
    first = data.draw(st.integers(0, len(states) - 1))
    last = data.draw(st.integers(first + 1, len(states)))
    found = mean(sums_of(states), np.array([first]), np.array([last]))
    assert found.tolist()[0] == pytest.approx(states[first:last].astype(np.float64).mean(axis=0).tolist(), abs=1e-4)


@given(rows, st.data())
def test_the_mean_of_an_empty_range_is_nought(states: Floats, data: st.DataObject) -> None:
    """Nothing lies between two nodes that touch."""
    place = data.draw(st.integers(0, len(states)))
    assert not mean(sums_of(states), np.array([place]), np.array([place])).any()
