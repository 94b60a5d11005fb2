"""Valuation functions against integrals and simulations of what they stand for, and the models that NEVA nests."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from interlock.simulation.clearing import clear_debts
from interlock.simulation.contagion import debtrank, default_cascade, leverage_of
from interlock.simulation.valuation import (
    black_cox_default,
    black_cox_value,
    eisenberg_noe_value,
    furfine_value,
    linear_value,
    merton_default,
    merton_value,
    multiple_value,
    neva,
    nonlinear_value,
    rogers_veraart_value,
    threshold_value,
)

seeds = st.integers(0, 2**32 - 1)


def _banks(seed: int, actors: int = 6) -> tuple[Any, Any, Any]:
    """External assets and liabilities and claims of banks whose equity is positive before a shock."""
    random = np.random.default_rng(seed)
    claims = random.random((actors, actors)) * (random.random((actors, actors)) < 0.5)
    np.fill_diagonal(claims, 0.0)
    liabilities = random.random(actors)
    assets = liabilities + claims.sum(axis=0) - claims.sum(axis=1) + 0.1 + random.random(actors)
    return assets, liabilities, claims


@pytest.mark.parametrize("equity", [-3.0, -0.5, 0.3, 2.0, 6.0])
@pytest.mark.parametrize("rho", [0.4, 1.0])
def test_merton_is_the_mean_payoff_of_the_claim(equity: float, rho: float) -> None:
    """The integral over lognormal external assets: all while equity stays, else rho of what is left, and never below nothing."""
    external, debt, sigma = 10.0, 4.0, 0.3

    def payoff(shock: float) -> float:
        final = equity + external * (math.exp(sigma * shock - sigma**2 / 2) - 1)
        return 1.0 if final >= 0 else rho * max(0.0, (final + debt) / debt)

    kinks = [(math.log(1 - each / external) + sigma**2 / 2) / sigma for each in (equity, equity + debt) if each < external]
    mean = quad(lambda z: payoff(z) * math.exp(-z * z / 2) / math.sqrt(2 * math.pi), -9, 9, points=kinks, limit=400)[0]
    assert merton_value(equity, external, debt, sigma, rho) == pytest.approx(mean, abs=1e-8)


@pytest.mark.parametrize("equity", [0.5, 1.5, 4.0])
def test_black_cox_is_the_first_passage_of_simulated_paths(equity: float) -> None:
    """The share of paths that touch the barrier, each step corrected for what happens between its ends (Brownian bridge)."""
    external, sigma, steps, paths = 10.0, 0.3, 50, 40_000
    random, barrier = np.random.default_rng(11), math.log(1 - equity / external)
    level, alive = np.zeros(paths), np.ones(paths)
    for _ in range(steps):
        new = level + sigma / math.sqrt(steps) * random.standard_normal(paths) - sigma**2 / 2 / steps
        touched = np.exp(-2 * np.maximum(level - barrier, 0) * np.maximum(new - barrier, 0) * steps / sigma**2)
        alive *= 1 - np.where((level <= barrier) | (new <= barrier), 1.0, touched)
        level = new
    error = alive.std() / math.sqrt(paths)
    assert black_cox_default(equity, external, sigma) == pytest.approx(1 - alive.mean(), abs=5 * error)


@settings(max_examples=150, deadline=None)
@given(st.floats(-5, 12), st.floats(0, 3), st.floats(0.05, 0.6), st.floats(0, 1))
def test_a_claim_is_worth_more_on_a_debtor_with_more_equity(equity: float, more: float, sigma: float, rho: float) -> None:
    """Every valuation function is nondecreasing in equity and lies between 0 and 1."""
    functions: list[Any] = [
        lambda e: eisenberg_noe_value(e, 4.0),
        lambda e: rogers_veraart_value(e, 3.0, 8.0, 0.5, rho),
        lambda e: furfine_value(e, rho),
        lambda e: linear_value(e, 2.0),
        lambda e: nonlinear_value(e, 2.0, 3 * rho),
        threshold_value,
        lambda e: merton_value(e, 10.0, 4.0, sigma, rho),
        lambda e: black_cox_value(e, 10.0, sigma, rho),
    ]
    for value in functions:
        low, high = value(equity), value(equity + more)
        assert -1e-12 <= low <= high + 1e-12 <= 1 + 1e-9


def test_without_volatility_merton_is_eisenberg_noe() -> None:
    """As sigma falls the value of a claim becomes what is left over the debt."""
    for equity in (-6.0, -2.0, -0.1, 0.1, 3.0):
        assert merton_value(equity, 10.0, 4.0, 1e-6, 1.0) == pytest.approx(eisenberg_noe_value(equity, 4.0), abs=1e-6)


def test_black_cox_defaults_at_least_as_often_as_merton() -> None:
    """Touching the barrier at any time is no rarer than being below it at the end."""
    for equity in np.linspace(0.01, 9.9, 50):
        assert black_cox_default(equity, 10.0, 0.25) >= merton_default(equity, 10.0, 0.25)


@settings(max_examples=60, deadline=None)
@given(seeds, st.just(0.0) | st.floats(1e-3, 1.5))
def test_neva_with_linear_values_is_debtrank(seed: int, size: float) -> None:
    """Equity falls by the DebtRank loss times equity before, where no loss is larger than all of it.

    Shocks are larger than the tolerance: an unstable network makes all of any, which a first sweep below it does not show.
    """
    assets, liabilities, claims = _banks(seed)
    before = assets - liabilities + claims.sum(axis=1) - claims.sum(axis=0)
    shock = size * before * np.random.default_rng(seed).random(6) / 2
    found = neva(assets, liabilities, claims, lambda k, e: linear_value(e, float(before[k])), equity_shock=shock)
    loss = debtrank(leverage_of(claims, before), shock / before).loss
    assert np.clip(1 - found.equity / before, 0, 1) == pytest.approx(loss, abs=1e-8)


@settings(max_examples=60, deadline=None)
@given(seeds, st.floats(0, 3))
def test_neva_with_eisenberg_noe_values_is_clearing(seed: int, size: float) -> None:
    """What debtors pay each other at the greatest clearing vector, outsiders being senior (Barucca et al. 2020)."""
    assets, liabilities, claims = _banks(seed)
    assets = assets - size * np.random.default_rng(seed).random(6)
    debt = claims.sum(axis=0)
    found = neva(assets, liabilities, claims, lambda k, e: eisenberg_noe_value(e, max(float(debt[k]), 1e-300)))
    paid = clear_debts(claims.T, assets, senior_outside=liabilities)
    assert debt * [eisenberg_noe_value(e, max(d, 1e-300)) for e, d in zip(found.equity, debt, strict=True)] == pytest.approx(
        paid.payments, abs=1e-7
    )
    assert np.maximum(found.equity, 0) == pytest.approx(paid.equity, abs=1e-7)


@settings(max_examples=60, deadline=None)
@given(seeds, st.floats(0, 3), st.sampled_from([0.0, 0.4]))
def test_neva_with_furfine_values_is_the_cascade(seed: int, size: float, recovery: float) -> None:
    """Those with negative equity are those that the cascade of defaults ends with."""
    assets, liabilities, claims = _banks(seed)
    assets = assets - size * np.random.default_rng(seed).random(6)
    found = neva(assets, liabilities, claims, lambda _, e: furfine_value(e, recovery))
    assert (found.equity < 0).tolist() == default_cascade(claims.T, assets, liabilities, recovery=recovery).tolist()


@settings(max_examples=60, deadline=None)
@given(seeds, st.floats(0.05, 1))
def test_a_larger_shock_never_raises_an_equity(seed: int, size: float) -> None:
    """Equities at the greatest fixed point are nonincreasing in the shock, and the fixed point is one."""
    assets, liabilities, claims = _banks(seed)

    def value(number: int, equity: float) -> float:
        return black_cox_value(equity, float(assets[number]) + 10, 0.2, 0.3)

    calm, hit = (neva(assets, liabilities, claims, value, equity_shock=each) for each in (0.0, size))
    assert (hit.equity <= calm.equity + 1e-9).all()
    again = assets - liabilities - size - claims.sum(axis=0) + claims @ [value(k, e) for k, e in enumerate(hit.equity)]
    assert again == pytest.approx(hit.equity, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(st.floats(0.1, 10), st.floats(0.1, 10), st.floats(0, 3))
def test_a_multiple_has_its_elasticity(before: float, after: float, elasticity: float) -> None:
    """The logarithm of the value moves by the elasticity times that of revenue; no revenue before leaves the value as it is."""
    value = multiple_value(500.0, before, after, elasticity)
    assert math.log(value / 500) == pytest.approx(elasticity * math.log(after / before), abs=1e-9)
    assert multiple_value(500.0, 0.0, after, elasticity) == 500.0
