"""The null model of loops."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chisquare

from interlock.network.null_model import _redrawn, not_compared, unusual_loops

edges = st.sets(st.tuples(st.integers(0, 1), st.integers(0, 7), st.integers(0, 7)).filter(lambda e: e[1] != e[2]), min_size=4)


@settings(max_examples=60, deadline=None)
@given(edges, st.integers(0, 9))
def test_a_redraw_keeps_degrees_directions_and_types(rows: set[tuple[int, int, int]], seed: int) -> None:
    """Each actor gives and takes as often in each type as before; no self-loop, no parallel edge of a type."""
    kind, start, end = (np.array(column) for column in zip(*sorted(rows), strict=True))
    ends, _ = _redrawn(kind, start, end, np.random.default_rng(seed), 20)
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


def _same_degrees(start: list[int], end: list[int], nodes: int) -> set[tuple[tuple[int, int], ...]]:
    """Every digraph without self-loops in which each node gives and takes as often, by trying all sets of successors."""
    gives, takes = Counter(start), Counter(end)
    choices = [combinations([b for b in range(nodes) if b != a], gives[a]) for a in range(nodes)]
    found = set()
    for successors in product(*choices):
        if Counter(b for row in successors for b in row) == takes:
            found.add(tuple((a, b) for a, row in enumerate(successors) for b in row))
    return found


@pytest.mark.parametrize(
    "pairs",
    [
        [(0, 1), (1, 2), (2, 0)],  # two digraphs, which no swap of two ends joins
        [(0, 1), (1, 0), (1, 2), (2, 3), (3, 0)],
        [(0, 1), (0, 2), (1, 2), (2, 3), (3, 0), (3, 1)],
    ],
)
def test_every_network_of_the_same_degrees_is_as_likely(pairs: list[tuple[int, int]]) -> None:
    """1,500 redraws of a small digraph spread evenly over all that there are."""
    start, end = [a for a, _ in pairs], [b for _, b in pairs]
    every = _same_degrees(start, end, max(max(pair) for pair in pairs) + 1)
    assert len(every) > 1
    drawn: Counter[tuple[tuple[int, int], ...]] = Counter()
    one, two = np.array(start), np.array(end)
    for seed in range(1500):
        ends, _ = _redrawn(np.zeros_like(one), one, two, np.random.default_rng(seed), 30)
        drawn[tuple(sorted(zip(start, ends.tolist(), strict=True)))] += 1
    assert set(drawn) == every
    assert chisquare(list(drawn.values())).pvalue > 1e-3


def test_a_heavy_loop_has_an_unusual_bottleneck() -> None:
    """Heavy edges placed in a row round a loop: few redraws put them together again."""
    rng = np.random.default_rng(1)
    a, b = ([*rng.integers(0, 30, 90).tolist(), *ring] for ring in ((0, 1, 2, 3), (1, 2, 3, 0)))
    weights = [1.0] * 90 + [100.0] * 4
    found = unusual_loops(a, b, [0] * 94, 30, weights=weights, longest=4, redraws=99)
    assert found.bottleneck is not None
    assert found.bottleneck.observed >= 100
    assert found.bottleneck.chance <= 0.05
    assert found.bottleneck.low <= found.bottleneck.high < 100


def test_too_few_moves_are_told() -> None:
    """Where the loops still vanish in the second half of the moves, the redraws have not settled."""
    forth = [(2 * k, 2 * k + 1) for k in range(60)]
    pairs = forth + [(b, a) for a, b in forth]
    columns = [a for a, _ in pairs], [b for _, b in pairs], [0] * 120
    assert not unusual_loops(*columns, 120, longest=2, redraws=60, swaps=1).settled
    assert unusual_loops(*columns, 120, longest=2, redraws=60).settled


def test_many_types_with_few_edges_each_are_too_small() -> None:
    """Twenty edges of ten types say nothing, though there are more than twelve."""
    rng = np.random.default_rng(2)
    a = rng.integers(0, 10, 20)
    found = unusual_loops(a.tolist(), ((a + 1 + rng.integers(0, 9, 20)) % 10).tolist(), [k % 10 for k in range(20)], 10)
    assert "of a type" in found.too_small
    assert found.redraws == 0


def test_too_many_loops_are_compared_up_to_a_length() -> None:
    """Twenty actors that all pay each other make millions of loops: those of up to four actors are compared, and it says so."""
    pairs = [(a, b) for a in range(20) for b in range(20) if a != b]
    found = unusual_loops([a for a, _ in pairs], [b for _, b in pairs], [0] * 380, 20, redraws=2)
    assert (found.up_to, found.observed) == (4, 190 + 2280 + 29070)
    assert found.sentence().startswith("31540 loops of up to 4 actors")


def test_what_was_not_redrawn_is_said_not_to_be_worked_out() -> None:
    """Neither few nor many: nothing is claimed of it."""
    assert not_compared(9).sentence() == "9 loops; whether that is unusual was not worked out"
