"""Stakes of firms in each other against enumeration and linear systems, and what must always hold."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlock.simulation.cross_holdings import cross_equity, organizations
from interlock.simulation.errors import BadInput

seeds = st.integers(0, 2**32 - 1)


def _holdings(seed: int, firms: int = 5) -> tuple[Any, Any]:
    """Shares of each firm that the others hold, at most 0.9 in all, and a generator for the rest."""
    random = np.random.default_rng(seed)
    held = random.random((firms, firms)) * (random.random((firms, firms)) < 0.5)
    np.fill_diagonal(held, 0.0)
    return held * (0.9 * random.random(firms) / np.maximum(held.sum(axis=0), 1e-9)), random


@settings(max_examples=80, deadline=None)
@given(seeds)
def test_cross_equity_is_that_of_the_only_consistent_set_of_defaulters(seed: int) -> None:
    """Of all sets of defaulters one solves its linear system with equities of the right sign."""
    held, random = _holdings(seed)
    assets, debt = random.random(5) * 3, random.random(5) * 3
    found = []
    for chosen in product((False, True), repeat=5):
        alive = ~np.array(chosen)
        system, right = np.eye(5), np.zeros(5)
        system[alive] -= held[alive]
        right[alive] = (assets - debt)[alive]
        equity = np.linalg.solve(system, right)
        if ((assets + held @ equity >= debt) == alive).all():
            found.append(equity)
    assert len(found) == 1
    result = cross_equity(held, assets, debt)
    assert result.equity == pytest.approx(found[0], abs=1e-9)
    assert result.default.tolist() == (assets + held @ found[0] < debt).tolist()


@settings(max_examples=80, deadline=None)
@given(seeds)
def test_outsiders_own_all_that_there_is(seed: int) -> None:
    """What outside shareholders hold and what is paid on debts add up to the assets of all."""
    held, random = _holdings(seed)
    assets, debt = random.random(5) * 3, random.random(5) * 3
    found = cross_equity(held, assets, debt)
    outside = ((1 - held.sum(axis=0)) * found.equity).sum()
    assert outside + found.debt_payment.sum() == pytest.approx(assets.sum(), abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(seeds, st.integers(0, 4), st.floats(0, 3))
def test_more_assets_never_lower_an_equity(seed: int, who: int, more: float) -> None:
    """Equities and payments are nondecreasing in assets."""
    held, random = _holdings(seed)
    assets, debt = random.random(5) * 3, random.random(5) * 3
    richer = assets.copy()
    richer[who] += more
    one, other = cross_equity(held, assets, debt), cross_equity(held, richer, debt)
    assert (other.equity >= one.equity - 1e-9).all()
    assert (other.debt_payment >= one.debt_payment - 1e-9).all()


def test_a_firm_that_nobody_outside_holds_is_refused() -> None:
    """Shares of a firm that add up to all of it leave equities without a value."""
    with pytest.raises(BadInput, match="outsiders must hold a part"):
        cross_equity([[0, 1.0], [0.2, 0]], [1, 1], [0, 0])


@settings(max_examples=80, deadline=None)
@given(seeds)
def test_values_of_organizations_are_those_of_all_assets(seed: int) -> None:
    """Without failures all values add up to the price of all assets: each column of the dependency matrix sums to one."""
    held, random = _holdings(seed)
    owned, prices = np.eye(5), random.random(5)
    found = organizations(held, owned, prices, np.zeros(5), np.ones(5))
    assert found.dependency.sum(axis=0) == pytest.approx(np.ones(5), abs=1e-9)
    assert found.value.sum() == pytest.approx(prices.sum(), abs=1e-9)
    assert not found.failure.any()


@settings(max_examples=80, deadline=None)
@given(seeds)
def test_the_best_case_has_the_fewest_failures(seed: int) -> None:
    """Of all sets of failures that bear themselves out, that of the best case is contained in each other one."""
    held, random = _holdings(seed)
    prices, threshold, cost = random.random(5) * 2, random.random(5), random.random(5)
    found = organizations(held, np.eye(5), prices, threshold, cost)
    stable = []
    for chosen in product((False, True), repeat=5):
        failed = np.array(chosen)
        value = found.dependency @ (prices - np.where(failed, cost, 0.0))
        if ((value < threshold) == failed).all():
            stable.append(failed)
    assert any((each == found.failure).all() for each in stable)
    assert all((each | ~found.failure).all() for each in stable)
    assert ((found.failure_round > 0) == found.failure).all()


@settings(max_examples=60, deadline=None)
@given(seeds, st.permutations(range(5)))
def test_names_do_not_matter(seed: int, order: list[int]) -> None:
    """Relabelled firms have the values and rounds they had."""
    held, random = _holdings(seed)
    prices, floor, cost = random.random(5) * 2, random.random(5), random.random(5)
    one, place = organizations(held, np.eye(5), prices, floor, cost), np.array(order)
    other = organizations(held[np.ix_(place, place)], np.eye(5), prices[place], floor[place], cost[place])
    assert other.value == pytest.approx(one.value[place], abs=1e-9)
    assert other.failure_round.tolist() == one.failure_round[place].tolist()
