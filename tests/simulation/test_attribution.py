"""Shapley values against the mean over all orders, and their axioms."""

from __future__ import annotations

from itertools import chain, combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlock.simulation.attribution import shapley

PLAYERS = ("credit", "equity", "funding", "sales")


def _game(seed: int) -> dict[frozenset[str], float]:
    """A random worth of each subset."""
    random = np.random.default_rng(seed)
    subsets = chain.from_iterable(combinations(PLAYERS, size) for size in range(len(PLAYERS) + 1))
    return {frozenset(each): float(random.normal()) for each in subsets}


seeds = st.integers(0, 2**32 - 1)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_a_value_is_the_mean_contribution_over_all_orders(seed: int) -> None:
    """Each of the 24 orders adds the players one by one."""
    worth = _game(seed)
    mean = dict.fromkeys(PLAYERS, 0.0)
    for order in permutations(PLAYERS):
        for number, player in enumerate(order):
            before = frozenset(order[:number])
            mean[player] += (worth[before | {player}] - worth[before]) / 24
    assert shapley(PLAYERS, worth.__getitem__) == pytest.approx(mean)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_values_add_up_to_the_worth_of_all(seed: int) -> None:
    """Nothing of the loss is left over."""
    worth = _game(seed)
    total = worth[frozenset(PLAYERS)] - worth[frozenset()]
    assert sum(shapley(PLAYERS, worth.__getitem__).values()) == pytest.approx(total)


@settings(max_examples=60, deadline=None)
@given(seeds, st.floats(-5, 5))
def test_who_adds_the_same_to_all_gets_that(seed: int, size: float) -> None:
    """A player without interaction gets what it brings; zero where it brings nothing."""
    worth = _game(seed)

    def with_dummy(chosen: frozenset[str]) -> float:
        return worth[chosen - {"dummy"}] + size * ("dummy" in chosen)

    found = shapley((*PLAYERS, "dummy"), with_dummy)
    assert found["dummy"] == pytest.approx(size, abs=1e-9)
    assert {name: found[name] for name in PLAYERS} == pytest.approx(shapley(PLAYERS, worth.__getitem__), abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_equal_players_get_the_same(seed: int) -> None:
    """Where two can be swapped in every subset their values are one."""
    worth = _game(seed)

    def symmetric(chosen: frozenset[str]) -> float:
        swap = {"credit": "equity", "equity": "credit"}
        return worth[chosen] + worth[frozenset(swap.get(each, each) for each in chosen)]

    found = shapley(PLAYERS, symmetric)
    assert found["credit"] == pytest.approx(found["equity"], abs=1e-9)


def test_too_many_shocks_are_refused_before_any_run() -> None:
    """Thirteen would be 8192 runs; none is made."""
    runs: list[frozenset[str]] = []

    def worth(chosen: frozenset[str]) -> float:
        runs.append(chosen)
        return 0.0

    with pytest.raises(ValueError, match="group them"):
        shapley([str(number) for number in range(13)], worth)
    assert not runs


def test_each_subset_is_run_once() -> None:
    """Eight runs for three shocks."""
    runs: list[frozenset[str]] = []

    def worth(chosen: frozenset[str]) -> float:
        runs.append(chosen)
        return float(len(chosen))

    assert shapley("abc", worth) == pytest.approx({"a": 1, "b": 1, "c": 1})
    assert len(runs) == len(set(runs)) == 8
