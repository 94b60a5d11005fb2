"""The null model of loops."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from interlock.network.null_model import _swapped, unusual_loops

edges = st.sets(st.tuples(st.integers(0, 1), st.integers(0, 7), st.integers(0, 7)).filter(lambda e: e[1] != e[2]), min_size=4)


@settings(max_examples=60, deadline=None)
@given(edges, st.integers(0, 9))
def test_a_redraw_keeps_degrees_directions_and_types(rows: set[tuple[int, int, int]], seed: int) -> None:
    """Each actor gives and takes as often in each type as before; no self-loop, no parallel edge of a type."""
    kind, start, end = (np.array(column) for column in zip(*sorted(rows), strict=True))
    ends = _swapped(kind, start, end, np.random.default_rng(seed))
    assert Counter(zip(kind.tolist(), ends.tolist(), strict=True)) == Counter(zip(kind.tolist(), end.tolist(), strict=True))
    assert (ends != start).all()
    assert len(set(zip(kind.tolist(), start.tolist(), ends.tolist(), strict=True))) == len(rows)


def test_the_same_seed_gives_the_same_answer() -> None:
    """And another seed another one, within the same interval."""
    rng = np.random.default_rng(3)
    a, b, t = rng.integers(0, 15, 60).tolist(), rng.integers(0, 15, 60).tolist(), rng.integers(0, 2, 60).tolist()
    one = unusual_loops(a, b, t, 15, longest=4, redraws=60, seed=5)
    assert one == unusual_loops(a, b, t, 15, longest=4, redraws=60, seed=5)
    assert one.low <= one.mean <= one.high
    assert one.changed > 0.3


def test_planted_loops_are_unusual() -> None:
    """Twenty pairs that pay each other back are more two-step loops than chance makes."""
    forth = [(2 * k, 2 * k + 1) for k in range(20)]
    pairs = forth + [(b, a) for a, b in forth]
    found = unusual_loops([a for a, _ in pairs], [b for _, b in pairs], [0] * 40, 40, longest=2, redraws=99)
    assert found.observed == 20
    assert found.chance <= 0.02
    assert not found.too_small


def test_a_small_network_is_said_to_be_too_small() -> None:
    """Three edges allow no statement."""
    found = unusual_loops([0, 1, 2], [1, 2, 0], [0, 0, 0], 3)
    assert "too few to say" in found.sentence()
