"""Clearing of large networks against the exact solver, scipy against numba, and what must always hold."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network.cases import case
from scipy.sparse import csr_array

from interlock.simulation.clearing import clear_debts
from interlock.simulation.errors import BadInput, NotConverged
from interlock.simulation.sparse_sweep import SparseDebts, clear_sparse, sweep_of


def _numba() -> bool:
    try:
        import numba  # noqa: F401
    except ImportError:
        return False
    return True


WAYS = [False, pytest.param(True, marks=pytest.mark.skipif(not _numba(), reason="numba is not installed"))]


def _random(seed: int, actors: int = 40) -> tuple[Any, Any, Any]:
    """Liabilities, assets and outside debts of a network in which some default and some do not."""
    random = np.random.default_rng(seed)
    owed = random.pareto(1.5, (actors, actors)) * (random.random((actors, actors)) < 0.15)
    np.fill_diagonal(owed, 0.0)
    return owed, random.random(actors) * owed.sum(axis=1) * 0.6, random.random(actors)


@pytest.mark.parametrize("compiled", WAYS)
def test_the_documented_example(compiled: bool) -> None:
    """The payments that systemicrisk prints, from sweeps alone."""
    inputs, expected, _ = case("en_systemicrisk_doc")
    debts = SparseDebts.from_matrix(inputs["L"], inputs["external_liabilities"])
    found = clear_sparse(debts, inputs["external_assets"], compiled=compiled)
    assert found.payments == pytest.approx(expected["payments"], abs=1e-9)
    assert found.default.tolist() == [bool(each) for each in expected["default"]]


@pytest.mark.parametrize("compiled", WAYS)
@pytest.mark.parametrize(("own_recovery", "received_recovery"), [(1.0, 1.0), (0.6, 0.8)])
@pytest.mark.parametrize("seed", range(4))
def test_sweeps_end_where_the_exact_solver_ends(seed: int, own_recovery: float, received_recovery: float, compiled: bool) -> None:
    """Same payments and defaults as `clear_debts`, with and without costs of default, a senior hole in some assets included."""
    owed, assets, outside = _random(seed)
    assets[:3] -= owed[:3].sum(axis=1) * 0.1
    costs: dict[str, Any] = {"own_recovery": own_recovery, "received_recovery": received_recovery}
    exact = clear_debts(owed, assets, outside=outside, **costs)
    found = clear_sparse(SparseDebts.from_matrix(owed, outside), assets, compiled=compiled, **costs)
    assert 0 < exact.default.sum() < len(owed)
    assert found.payments == pytest.approx(exact.payments, abs=1e-7)
    assert found.default.tolist() == exact.default.tolist()


@pytest.mark.skipif(not _numba(), reason="numba is not installed")
def test_compiled_and_scipy_sweeps_are_the_same_map() -> None:
    """One sweep from the same recoveries gives the same recoveries and the same change."""
    owed, assets, outside = _random(7, 200)
    debts, old = SparseDebts.from_matrix(owed, outside), np.random.default_rng(8).random(200)
    fast, slow = np.empty(200), np.empty(200)
    changes = [sweep_of(debts, assets, compiled=way)(old, new) for way, new in ((True, fast), (False, slow))]
    assert fast == pytest.approx(slow, abs=1e-13)
    assert changes[0] == pytest.approx(changes[1], abs=1e-13)


def test_arrays_in_any_order_are_the_matrix() -> None:
    """Three arrays, shuffled and with a contract split in two, are the same debts as the dense and the sparse matrix."""
    owed, assets, outside = _random(3)
    debtor, creditor = np.nonzero(owed)
    amount = owed[debtor, creditor]
    debtor, creditor = np.append(debtor, debtor[0]), np.append(creditor, creditor[0])
    amount = np.append(amount, amount[0] / 4)
    amount[0] *= 0.75
    place = np.random.default_rng(4).permutation(len(amount))
    made = SparseDebts.of(len(owed), debtor[place], creditor[place], amount[place], outside)
    assert made.due == pytest.approx(owed.sum(axis=1) + outside)
    expected = clear_sparse(SparseDebts.from_matrix(owed, outside), assets).payments
    for other in (made, SparseDebts.from_matrix(csr_array(owed), outside)):
        assert clear_sparse(other, assets).payments == pytest.approx(expected, abs=1e-9)


def test_sorted_arrays_are_not_copied() -> None:
    """Contracts sorted by creditor, in 32 bits, are used where they lie."""
    debtor, creditor = np.array([1, 2, 0], dtype=np.int32), np.array([0, 0, 1], dtype=np.int32)
    amount = np.array([1.0, 2.0, 3.0])
    made = SparseDebts.of(3, debtor, creditor, amount)
    assert made.amount is amount and made.debtor is debtor
    assert made.starts.tolist() == [0, 2, 3, 3]
    assert made.due.tolist() == [3.0, 1.0, 2.0]


def test_every_sweep_is_an_upper_bound() -> None:
    """Recoveries only fall on the way to the greatest clearing vector."""
    owed, assets, outside = _random(5)
    debts = SparseDebts.from_matrix(owed, outside)
    sweep, old = sweep_of(debts, assets, received_recovery=0.9), np.ones(len(owed))
    for _ in range(30):
        new = np.empty(len(owed))
        sweep(old, new)
        assert (new <= old + 1e-14).all()
        old = new


def test_what_does_not_settle_gives_no_number() -> None:
    """A loop that leaks one in a thousand is far from its end after ten sweeps; the error says how far."""
    debts = SparseDebts.from_matrix([[0, 10], [10, 0]], 0.01)
    with pytest.raises(NotConverged) as refused:
        clear_sparse(debts, [0.0, 0.0], most=10)
    assert refused.value.sweeps == 10
    assert refused.value.residual == pytest.approx(1e-3, rel=0.1)


@pytest.mark.parametrize(
    ("arrays", "words"),
    [
        (([0], [1], [-1.0]), "amount of contract 0 is -1"),
        (([0, 1], [1, 0], [1.0, np.nan]), "amount of contract 1 is nan"),
        (([0], [1], [np.inf]), "amount of contract 0 is inf"),
        (([2], [1], [1.0]), "a debtor is none of the 2 actors"),
        (([0], [-1], [1.0]), "a creditor is none of the 2 actors"),
        (([0, 1], [1], [1.0]), "2 debtors, 1 creditors"),
    ],
)
def test_bad_contracts_are_named(arrays: Any, words: str) -> None:
    """The message says which contract, or which side."""
    with pytest.raises(BadInput, match=words):
        SparseDebts.of(2, *arrays)


def test_bad_assets_and_shares_are_named() -> None:
    """The actor without a number, the share outside 0..1, the matrix that is not square, the negative outside debt."""
    debts = SparseDebts.of(2, [0], [1], [1.0])
    with pytest.raises(BadInput, match="assets of actor 1"):
        clear_sparse(debts, [1.0, np.nan])
    with pytest.raises(BadInput, match=r"own_recovery is 1\.5"):
        clear_sparse(debts, 0.0, own_recovery=1.5)
    with pytest.raises(BadInput, match="2 by 3"):
        SparseDebts.from_matrix(np.ones((2, 3)))
    with pytest.raises(BadInput, match="what 0 owes 1 is -2"):
        SparseDebts.from_matrix([[0, -2], [1, 0]])
    with pytest.raises(BadInput, match="outside debt of actor 1"):
        SparseDebts.of(2, [0], [1], [1.0], [0.0, -1.0])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.permutations(range(12)), st.floats(1e-3, 1e3))
def test_names_and_the_unit_of_money_do_not_matter(seed: int, order: list[int], factor: float) -> None:
    """Relabelled and rescaled networks have the same recoveries."""
    owed, assets, outside = _random(seed, 12)
    found = clear_sparse(SparseDebts.from_matrix(owed, outside), assets).recovery
    place = np.array(order)
    other = SparseDebts.from_matrix(owed[np.ix_(place, place)] * factor, outside[place] * factor)
    assert clear_sparse(other, assets[place] * factor).recovery == pytest.approx(found[place], abs=1e-7)
