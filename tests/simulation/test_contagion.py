"""DebtRank and cascades: rivals written otherwise, identities, and what must always hold."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from interlock.simulation.contagion import cascade, debtrank, default_cascade, knock_outs, leverage_of
from interlock.simulation.errors import BadInput, NotConverged

seeds = st.integers(0, 2**32 - 1)
curvatures = st.sampled_from([0.0, 0.5, 3.0])


def _leverage(seed: int, actors: int = 8, mean: float = 0.8) -> tuple[Any, Any]:
    """A leverage matrix and a first loss of each, some of them none."""
    random = np.random.default_rng(seed)
    matrix = random.random((actors, actors)) * (random.random((actors, actors)) < 0.4)
    np.fill_diagonal(matrix, 0.0)
    matrix *= mean * actors / max(matrix.sum(), 1e-9)
    return matrix, random.random(actors) * (random.random(actors) < 0.5) * 0.3


@settings(max_examples=80, deadline=None)
@given(seeds)
def test_linear_debtrank_is_the_sum_of_all_echoes(seed: int) -> None:
    """The increments h(t+1) - h(t) = leverage (h(t) - h(t-1)), capped at 1, as Bardoscia et al. 2015 write it, end there too."""
    matrix, start = _leverage(seed)
    before, loss = np.zeros(8), start.copy()
    for _ in range(20_000):
        before, loss = loss, np.minimum(1.0, loss + matrix @ (loss - before))
        if np.abs(loss - before).max() == 0:
            break
    assert debtrank(matrix, start).loss == pytest.approx(loss, abs=1e-9)


@settings(max_examples=80, deadline=None)
@given(seeds)
def test_below_saturation_debtrank_solves_a_linear_system(seed: int) -> None:
    """h = (I - leverage)^-1 h(0) where nobody loses all."""
    matrix, start = _leverage(seed, mean=0.3)
    start *= 0.01
    solved = np.linalg.solve(np.eye(8) - matrix, start)
    assume(solved.max() < 1 and np.abs(np.linalg.eigvals(matrix)).max() < 0.99)
    assert debtrank(matrix, start).loss == pytest.approx(solved, abs=1e-9)


@settings(max_examples=80, deadline=None)
@given(seeds, curvatures)
def test_sparse_and_dense_matrices_have_the_same_losses(seed: int, curvature: float) -> None:
    """The store of the matrix does not matter, in any form of the rule."""
    matrix, start = _leverage(seed)
    for rule in ({"curvature": curvature}, {"single_hit": True}):
        given_: dict[str, Any] = rule
        assert debtrank(csr_array(matrix), start, **given_).loss == pytest.approx(
            debtrank(matrix, start, **given_).loss, abs=1e-9
        )


@settings(max_examples=80, deadline=None)
@given(seeds, st.floats(1e-6, 1e6))
def test_the_unit_of_money_does_not_matter(seed: int, factor: float) -> None:
    """Exposures and equities in another unit have the same leverage."""
    exposure, start = _leverage(seed)
    equity = 0.5 + np.random.default_rng(seed + 1).random(8)
    one = debtrank(leverage_of(exposure, equity), start).loss
    other = debtrank(leverage_of(exposure * factor, equity * factor), start).loss
    assert other == pytest.approx(one, abs=1e-9)


@settings(max_examples=80, deadline=None)
@given(seeds, curvatures, st.permutations(range(8)))
def test_names_do_not_matter(seed: int, curvature: float, order: list[int]) -> None:
    """Relabelled actors lose what they lost."""
    matrix, start = _leverage(seed)
    place = np.array(order)
    other = debtrank(matrix[np.ix_(place, place)], start[place], curvature=curvature).loss
    assert other == pytest.approx(debtrank(matrix, start, curvature=curvature).loss[place], abs=1e-8)


@settings(max_examples=80, deadline=None)
@given(seeds, curvatures, st.integers(0, 7), st.floats(0, 1))
def test_a_larger_shock_never_lowers_a_loss(seed: int, curvature: float, who: int, more: float) -> None:
    """Losses are nondecreasing in the first loss and lie between it and all."""
    matrix, start = _leverage(seed)
    harder = start.copy()
    harder[who] = min(1.0, harder[who] + more)
    one, other = (debtrank(matrix, each, curvature=curvature).loss for each in (start, harder))
    assert (other >= one - 1e-9).all()
    assert (one >= start).all() and (one <= 1).all()


@settings(max_examples=80, deadline=None)
@given(seeds)
def test_a_single_hit_loses_at_most_what_all_echoes_lose(seed: int) -> None:
    """The rule of 2012 is a lower bound of that of 2015, and a higher curvature of that of a lower one."""
    matrix, start = _leverage(seed)
    linear = debtrank(matrix, start).loss
    assert (debtrank(matrix, start, single_hit=True).loss <= linear + 1e-9).all()
    assert (debtrank(matrix, start, curvature=2.0).loss <= debtrank(matrix, start, curvature=1.0).loss + 1e-9).all()
    assert (debtrank(matrix, start, curvature=1.0).loss <= linear + 1e-9).all()


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_without_cycles_a_single_hit_in_layers_is_exact(seed: int) -> None:
    """Where every path to an actor has one length nothing is lost by passing on once."""
    random = np.random.default_rng(seed)
    matrix = np.zeros((9, 9))
    for layer in range(2):
        matrix[3 * layer : 3 * layer + 3, 3 * layer + 3 : 3 * layer + 6] = random.random((3, 3)) * 0.5
    start = np.concatenate([np.zeros(6), random.random(3)])
    assert debtrank(matrix, start, single_hit=True).loss == pytest.approx(debtrank(matrix, start).loss, abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(seeds, curvatures)
def test_each_knock_out_is_a_shock_of_its_own(seed: int, curvature: float) -> None:
    """Column k is the DebtRank of the failure of k; who fails has lost all."""
    matrix, _ = _leverage(seed)
    together = knock_outs(matrix, curvature=curvature, tolerance=1e-12).loss
    assert together.diagonal().tolist() == [1.0] * 8
    for node in range(8):
        assert together[:, node] == pytest.approx(debtrank(matrix, np.eye(8)[node], curvature=curvature).loss, abs=1e-8)


def test_what_does_not_settle_gives_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """A loop that passes on all but a thousandth is refused after ten sweeps, with its residual."""
    monkeypatch.setattr("interlock.simulation.contagion._MOST", 10)
    with pytest.raises(NotConverged) as refused:
        debtrank([[0, 0.999], [0.999, 0]], [1e-4, 0.0])
    assert refused.value.sweeps == 10 and refused.value.residual > 1e-5


def test_exposure_without_equity_is_named() -> None:
    """The actor whose leverage has no value stands in the error; one without exposure has leverage zero."""
    with pytest.raises(BadInput, match="number 1 has exposures and no equity"):
        leverage_of([[0, 1], [1, 0]], [1, 0])
    assert leverage_of([[0, 1], [0, 0]], [2, 0]).tolist() == [[0, 0.5], [0, 0]]


@settings(max_examples=80, deadline=None)
@given(seeds, st.sampled_from([0.0, 0.25, 0.5]))
def test_a_cascade_ends_where_nobody_else_falls(seed: int, recovery: float) -> None:
    """The fallen have lost more than their buffer on others, those left have not, and rounds have no gap."""
    random = np.random.default_rng(seed)
    exposure = random.random((10, 10)) * (random.random((10, 10)) < 0.4)
    np.fill_diagonal(exposure, 0.0)
    buffer, first = random.random(10) * 2, random.random(10) < 0.2
    rounds = cascade(exposure, buffer, first, recovery=recovery)
    lost = exposure[:, rounds >= 0].sum(axis=1) * (1 - recovery)
    assert (lost[rounds < 0] <= buffer[rounds < 0]).all()
    assert ((rounds == 0) == first).all()
    for number in range(1, rounds.max() + 1):
        fallen = rounds == number
        assert fallen.any()
        assert (exposure[np.ix_(fallen, (rounds >= 0) & (rounds < number))].sum(axis=1) * (1 - recovery) > buffer[fallen]).all()


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_a_higher_recovery_lets_nobody_more_fall(seed: int) -> None:
    """The defaulted at a recovery of one half are among those at none."""
    random = np.random.default_rng(seed)
    owed = random.random((8, 8)) * (random.random((8, 8)) < 0.5)
    np.fill_diagonal(owed, 0.0)
    assets, outside = random.random(8) * 2, random.random(8)
    none, half = (default_cascade(owed, assets, outside, recovery=each) for each in (0.0, 0.5))
    assert (none | ~half).all()
