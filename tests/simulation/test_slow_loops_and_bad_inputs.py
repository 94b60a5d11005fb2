"""Named models at their edges: loops that leak little, rounding in unstable networks, units, inputs without meaning."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_array

from interlock.simulation.accounting import check_sums
from interlock.simulation.bank_measures import impact_matrix, maximum_entropy
from interlock.simulation.clearing import clear_debts
from interlock.simulation.contagion import cascade, debtrank, leverage_of
from interlock.simulation.cross_holdings import cross_equity, organizations
from interlock.simulation.errors import AuditFailure, BadInput
from interlock.simulation.production import capacity, economic_systemic_risk, input_output
from interlock.simulation.valuation import eisenberg_noe_value, linear_value, merton_default, merton_value, neva


@pytest.mark.parametrize("leak", [1.0, 1e-2, 1e-4, 1e-6, 1e-8])
def test_a_loop_that_leaks_little_is_solved(leak: float) -> None:
    """Two owe each other 1000 and one owes outsiders a trifle: without assets nothing is paid, with half the leak 500."""
    debts = [[0, 1000.0], [1000.0, 0]]
    assert clear_debts(debts, 0.0, outside=[leak, 0]).payments == pytest.approx([0, 0], abs=1e-5)
    half = clear_debts(debts, [leak / 2, 0], outside=[leak, 0])
    assert half.payments == pytest.approx([500 + leak / 2, 500], abs=1e-4)
    assert half.default_round.tolist() == [1, 2]


def test_two_vectors_that_differ_by_a_millionth_are_two() -> None:
    """Costs of default of one in a million let both of two banks stand, or both fall."""
    found = clear_debts([[0, 1], [1, 0]], [1, 1], outside=[1, 1], own_recovery=1 - 1e-6, received_recovery=1 - 1e-6)
    assert found.payments - found.least == pytest.approx([4e-6, 4e-6], rel=1e-3)
    assert not found.unique


def test_a_sparse_matrix_of_debts_is_the_dense_one() -> None:
    """And the solution tells its sweeps and residual."""
    owed = [[0, 10.0, 0], [0, 0, 8], [3, 0, 0]]
    one, other = clear_debts(owed, [2, 1, 0]), clear_debts(csr_array(np.array(owed)), [2, 1, 0])
    assert other.payments == pytest.approx(one.payments)
    assert one.residual <= 1e-10 and one.sweeps >= 1


def test_rounding_is_no_shock_to_an_unstable_network() -> None:
    """Equities before, added up in another order, differ in the last digit; nothing falls for that, and all for a real shock."""
    random = np.random.default_rng(31809935)
    claims = random.random((6, 6)) * (random.random((6, 6)) < 0.5)
    np.fill_diagonal(claims, 0.0)
    liabilities = random.random(6)
    assets = liabilities + claims.sum(axis=0) - claims.sum(axis=1) + 0.1 + random.random(6)
    before = assets - liabilities + claims.sum(axis=1) - claims.sum(axis=0)

    def loss(shock: float) -> Any:
        found = neva(assets, liabilities, claims, lambda k, e: linear_value(e, float(before[k])), equity_shock=shock)
        return 1 - found.equity / before

    assert loss(0.0) == pytest.approx(np.zeros(6), abs=1e-12)
    assert loss(1e-9).min() > 0.9


def test_failures_of_a_firm_in_a_loop_that_leaks_little_are_solved() -> None:
    """Two firms sell to each other nearly all and buy a trifle of the third: linear production still falls to nothing."""
    found = economic_systemic_risk([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [1e-9, 0.0, 0.0]], 2)
    assert found.down == pytest.approx([0, 0, 0], abs=1e-6)
    assert economic_systemic_risk([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]], 2).down.tolist() == [1, 1, 0]


def test_firms_that_hold_nearly_all_of_each_other_are_solved() -> None:
    """E = 1 + .999999 E."""
    assert cross_equity([[0, 0.999999], [0.999999, 0]], [1, 1], [0, 0]).equity == pytest.approx([1e6, 1e6], rel=1e-6)


@pytest.mark.parametrize("unit", [1e-9, 1.0, 1e12])
def test_the_unit_of_money_does_not_matter_to_the_greatest_entropy(unit: float) -> None:
    """Margins in dollars or in billions are met to the same share."""
    rows, columns = np.array([7, 5, 3, 1, 3, 0, 1]) * unit, np.array([4, 5, 5, 0, 0, 2, 4]) * unit
    found = maximum_entropy(rows, columns)
    assert found.sum(axis=1) / unit == pytest.approx(rows / unit, abs=1e-8)
    assert found.sum(axis=0) / unit == pytest.approx(columns / unit, abs=1e-8)


def test_a_claim_on_who_owes_nothing_has_a_value() -> None:
    """Nobody holds it: nothing, once its equity is negative; assets that cannot move default for certain, or never."""
    assert eisenberg_noe_value(-1.0, 0.0) == 0.0
    assert merton_default(0.5, 1.0, 0.0) == 0.0 and merton_default(-0.5, 0.0, 0.2) == 1.0
    assert merton_value(-2.0, 10.0, 4.0, 0.0, 0.5) == pytest.approx(0.5 * eisenberg_noe_value(-2.0, 4.0))


def test_an_essential_supplier_from_whom_nothing_is_bought_does_not_matter() -> None:
    """An amount of zero is no input."""
    assert capacity({"a": 0.0}, {"a": 0.0, "b": 1.0}, frozenset("a")) == 1.0


BAD: dict[str, tuple[Callable[[], object], str]] = {
    "leverage without equity": (lambda: leverage_of([[0, 1], [1, 0]], [np.nan, 1]), "number 0"),
    "leverage not a number": (lambda: debtrank([[0, np.nan], [0.1, 0]], [0.1, 0]), "must be numbers"),
    "negative leverage": (lambda: debtrank([[0, -0.5], [0.1, 0]], [0.1, 0]), "not negative"),
    "another size": (lambda: debtrank([[0, 0.5], [0.1, 0]], [0.1, 0, 0]), "2 by 2"),
    "recovery of two": (lambda: cascade([[0, 1], [1, 0]], [1, 1], [1, 0], recovery=2), "recovery is 2"),
    "exposure not a number": (lambda: cascade([[0.0, np.nan], [1.0, 0.0]], [1, 1], [1, 0]), "not a number"),
    "buffer not a number": (lambda: impact_matrix([[0, 1], [1, 0]], [1, np.nan]), "number 1"),
    "impossible margins": (lambda: maximum_entropy([8, 1, 1], [8, 1, 1]), "number 0 has assets and liabilities of 16"),
    "negative margin": (lambda: maximum_entropy([8, -1, 1], [3, 4, 1]), "assets of number 1 are -1"),
    "unproductive sectors": (lambda: input_output([[90, 90], [90, 90]], [100, 100]), "use up"),
    "flow not a number": (lambda: input_output([[9.0, np.nan], [9.0, 9.0]], [100, 100]), "sector 0 sells to sector 1"),
    "no such firm": (lambda: economic_systemic_risk([[0, 1], [1, 0]], 5), "firm 5"),
    "firm held by all": (lambda: organizations([[0, 0.5], [1.2, 0]], np.eye(2), [1, 1], [0, 0], [0, 0]), "number 0"),
    "assets not a number": (lambda: cross_equity([[0, 0.5], [0.5, 0]], [np.nan, 1], [0, 0]), "number 0"),
    "short row": (lambda: check_sums({"a": (1, -1), "b": (-1, 1)}, ("x", "y", "z")), "row 'a' has 2"),
    "debts not square": (lambda: clear_debts([[0, 1, 2], [1, 0, 3]], [1, 1]), "2 by 3"),
}


@pytest.mark.parametrize("name", BAD)
def test_inputs_without_meaning_are_named(name: str) -> None:
    """Each is refused before any sweep, with what is wrong and where."""
    make, words = BAD[name]
    with pytest.raises(BadInput, match=words):
        make()


def test_a_row_that_is_not_a_number_does_not_close() -> None:
    """NaN is larger than no tolerance, and no sum."""
    with pytest.raises(AuditFailure, match="wages"):
        check_sums({"wages": (float("nan"), -1.0)}, ("households", "firms"))
