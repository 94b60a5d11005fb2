"""Clearing of debts against other ways to the same vectors: all sets of defaulters, a linear programme, plain loops."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from interlock.simulation.clearing import clear_debts

seeds = st.integers(0, 2**32 - 1)
recoveries = st.sampled_from([0.3, 0.5, 0.8, 0.95, 1.0])


def _network(seed: int, actors: int = 5, classes: int = 1) -> tuple[Any, Any, Any]:
    """Debts by class, assets and debts to outsiders, with defaults in most draws and no exact tie."""
    random = np.random.default_rng(seed)
    owed = random.random((classes, actors, actors)) * 10 * (random.random((classes, actors, actors)) < 0.6)
    for each in owed:
        np.fill_diagonal(each, 0.0)
    assets = random.random(actors) * owed.sum(axis=(0, 2)) * random.random()
    return owed, assets, 0.05 + random.random(actors)


def _every_clearing(owed: Any, assets: Any, outside: Any, own: float, received: float) -> Any:
    """All clearing vectors with costs of default, by trying each set of defaulters and solving its linear system."""
    due, actors = owed.sum(axis=1) + outside, len(assets)
    share, found = owed / due[:, None], []
    for chosen in product((False, True), repeat=actors):
        fallen = np.array(chosen)
        system, right = np.eye(actors), due.copy()
        system[fallen] -= received * share.T[fallen]
        right[fallen] = own * assets[fallen]
        paid = np.linalg.solve(system, right)
        if ((assets + share.T @ paid < due) == fallen).all() and (paid >= 0).all():
            found.append(paid)
    return np.array(found)


@settings(max_examples=60, deadline=None)
@given(seeds, recoveries, recoveries)
def test_greatest_and_least_are_those_of_all_sets_of_defaulters(seed: int, own: float, received: float) -> None:
    """Of all clearing vectors (Rogers and Veraart 2013) the greatest and the least are given, and whether they are one."""
    owed, assets, outside = _network(seed)
    every = _every_clearing(owed[0], assets, outside, own, received)
    found = clear_debts(owed[0], assets, outside=outside, own_recovery=own, received_recovery=received)
    assert found.payments == pytest.approx(every.max(axis=0), abs=1e-7)
    assert found.least == pytest.approx(every.min(axis=0), abs=1e-7)
    if np.ptp(every, axis=0).max() > 1e-2:
        assert not found.unique
    if len(every) == 1:
        assert found.unique


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_payments_are_the_optimum_of_the_linear_programme(seed: int) -> None:
    """Without costs of default the clearing vector maximises what is paid in all (Eisenberg and Noe 2001, lemma 4)."""
    owed, assets, outside = _network(seed, 7)
    due = owed[0].sum(axis=1) + outside
    share = owed[0] / due[:, None]
    best = linprog(-np.ones(7), A_ub=np.eye(7) - share.T, b_ub=assets, bounds=np.column_stack([np.zeros(7), due]))
    assert clear_debts(owed[0], assets, outside=outside).payments == pytest.approx(best.x, abs=1e-7)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_without_costs_of_default_no_money_is_lost(seed: int) -> None:
    """Equity of all and what outsiders get add up to the assets of all."""
    owed, assets, outside = _network(seed, 6, 2)
    found = clear_debts(owed, assets, senior_outside=0.0, outside=outside)
    first = owed[0].sum(axis=1) + outside  # outsiders rank with the first class
    to_outsiders = outside * np.minimum(found.payments, first) / first
    assert found.equity.sum() + to_outsiders.sum() == pytest.approx(assets.sum(), abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(seeds, st.integers(1, 3))
def test_seniors_are_paid_as_a_plain_loop_over_classes_pays_them(seed: int, classes: int) -> None:
    """Absolute priority and pro rata inside a class: the same payments as Elsinger's waterfall iterated by class."""
    owed, assets, outside = _network(seed, 5, classes)
    due = owed.sum(axis=2)
    due[0] += outside
    paid = due.copy()
    for _ in range(5_000):
        left = assets + sum((owed[k] * (paid[k] / np.maximum(due[k], 1e-300))[:, None]).sum(axis=0) for k in range(classes))
        for k in range(classes):
            paid[k] = np.minimum(due[k], left)
            left = left - paid[k]
    assert clear_debts(owed, assets, outside=outside).payments == pytest.approx(paid.sum(axis=0), abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_a_senior_debt_to_outsiders_is_a_lack_of_assets(seed: int) -> None:
    """What is owed before all others is taken off the assets first."""
    owed, assets, outside = _network(seed)
    before = assets * 0.5
    one = clear_debts(owed[0], assets, outside=outside, senior_outside=before)
    assert one.payments == pytest.approx(clear_debts(owed[0], assets - before, outside=outside).payments, abs=1e-8)


@settings(max_examples=60, deadline=None)
@given(seeds, st.sampled_from(["own_recovery", "received_recovery"]))
def test_higher_costs_of_default_never_raise_a_payment(seed: int, which: str) -> None:
    """Greatest and least vectors are nondecreasing in both recoveries."""
    owed, assets, outside = _network(seed)
    costs: list[dict[str, Any]] = [{which: 0.6}, {which: 0.7}]
    dear, cheap = (clear_debts(owed[0], assets, outside=outside, **each) for each in costs)
    assert (dear.payments <= cheap.payments + 1e-7).all()
    assert (dear.least <= cheap.least + 1e-7).all()


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_rounds_are_those_of_fictitious_default(seed: int) -> None:
    """Each round solves the linear system of the fallen and adds those that then fall short (Eisenberg and Noe, sec. 3.1)."""
    owed, assets, outside = _network(seed)
    due = owed[0].sum(axis=1) + outside
    share, rounds, paid = owed[0] / due[:, None], np.zeros(5, dtype=int), due.copy()
    for number in range(1, 7):
        fresh = (assets + share.T @ paid < due - 1e-10) & (rounds == 0)
        if not fresh.any():
            break
        rounds[fresh] = number
        fallen = rounds > 0
        system, right = np.eye(5), due.copy()
        system[fallen] -= share.T[fallen]
        right[fallen] = assets[fallen]
        paid = np.linalg.solve(system, right)
    found = clear_debts(owed[0], assets, outside=outside)
    assert found.default_round.tolist() == rounds.tolist()
    assert found.default.tolist() == (rounds > 0).tolist()


@settings(max_examples=60, deadline=None)
@given(seeds, st.floats(1e-2, 1e6))
def test_the_unit_of_money_does_not_matter_to_recoveries(seed: int, factor: float) -> None:
    """All amounts in another unit: the same recoveries, defaults and rounds."""
    owed, assets, outside = _network(seed)
    one = clear_debts(owed[0], assets, outside=outside, own_recovery=0.9)
    other = clear_debts(owed[0] * factor, assets * factor, outside=outside * factor, own_recovery=0.9)
    assert other.recovery == pytest.approx(one.recovery, abs=1e-8)
    assert other.default_round.tolist() == one.default_round.tolist()


def test_who_owes_nothing_cannot_default() -> None:
    """Without debts all is equity."""
    found = clear_debts(np.zeros((3, 3)), [1.0, 0.0, 2.0])
    assert found.payments.tolist() == [0, 0, 0]
    assert found.equity.tolist() == [1, 0, 2]
    assert not found.default.any() and found.unique
