"""Measures of interbank networks against counts and optimisation, and what must always hold."""

from __future__ import annotations

from math import factorial
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from interlock.simulation.bank_measures import communicability, impact_diffusion, impact_matrix, maximum_entropy
from interlock.simulation.errors import BadInput, NotConverged

seeds = st.integers(0, 2**32 - 1)


def _links(seed: int, banks: int = 6) -> Any:
    random = np.random.default_rng(seed)
    links = (random.random((banks, banks)) < 0.4).astype(float)
    np.fill_diagonal(links, 0.0)
    return links


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_communicability_counts_walks(seed: int) -> None:
    """Walks of each length, each weighted by one over the factorial of its length."""
    links = _links(seed)
    counted, walks = np.zeros((6, 6)), np.eye(6)
    for length in range(60):
        counted += walks / factorial(length)
        walks = walks @ links
    assert communicability(links) == pytest.approx(counted, rel=1e-9, abs=1e-12)


def _margins(seed: int, banks: int = 6) -> tuple[Any, Any]:
    """Row and column sums of a matrix with zero diagonal, so that one exists."""
    random = np.random.default_rng(seed)
    matrix = random.pareto(2, (banks, banks)) + 0.05
    np.fill_diagonal(matrix, 0.0)
    return matrix.sum(axis=1), matrix.sum(axis=0)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_the_matrix_of_greatest_entropy_has_its_margins_and_the_form_of_a_product(seed: int) -> None:
    """x_ij = a_i b_j off the diagonal, which only the greatest entropy has: cross ratios of four different banks are one."""
    rows, columns = _margins(seed)
    found = maximum_entropy(rows, columns)
    assert found.sum(axis=1) == pytest.approx(rows, abs=1e-9 * max(1.0, rows.max(), columns.max()))
    assert found.sum(axis=0) == pytest.approx(columns, abs=1e-9 * max(1.0, rows.max(), columns.max()))
    assert not found.diagonal().any() and (found >= 0).all()
    assert found[0, 2] * found[1, 3] == pytest.approx(found[0, 3] * found[1, 2], rel=1e-6)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_no_matrix_with_the_same_margins_has_more_entropy(seed: int) -> None:
    """A change around a cycle of four banks, which keeps all margins, lowers the entropy either way."""
    found = maximum_entropy(*_margins(seed))
    size = 0.1 * min(found[0, 2], found[1, 3], found[0, 3], found[1, 2])
    assume(size > 1e-6)
    change = np.zeros((6, 6))
    change[0, 2] = change[1, 3] = size
    change[0, 3] = change[1, 2] = -size

    def entropy(matrix: Any) -> float:
        some = matrix[matrix > 0]
        return -float((some * np.log(some)).sum())

    assert entropy(found + change) < entropy(found) > entropy(found - change)


@settings(max_examples=40, deadline=None)
@given(seeds, st.permutations(range(6)))
def test_names_do_not_matter_to_the_matrix_of_greatest_entropy(seed: int, order: list[int]) -> None:
    """Relabelled banks have the same claims."""
    rows, columns = _margins(seed)
    place = np.array(order)
    assert maximum_entropy(rows[place], columns[place]) == pytest.approx(
        maximum_entropy(rows, columns)[np.ix_(place, place)], abs=1e-7
    )


def test_margins_that_do_not_agree_are_refused() -> None:
    """The message tells both sums; margins that no matrix with zero diagonal has give no number."""
    with pytest.raises(BadInput, match="assets add up to 3 and liabilities to 4"):
        maximum_entropy([1, 2], [2, 2])
    with pytest.raises((BadInput, NotConverged)):
        maximum_entropy([8, 1, 1], [8, 1, 1])


@settings(max_examples=60, deadline=None)
@given(seeds, st.floats(1e-3, 1e3))
def test_the_impact_matrix_is_a_share_of_the_buffer(seed: int, factor: float) -> None:
    """It does not depend on the unit, and capped it is at most one and never more than uncapped."""
    random = np.random.default_rng(seed)
    owed, buffer = random.random((5, 5)) * 3, 0.5 + random.random(5)
    capped, free = impact_matrix(owed, buffer), impact_matrix(owed, buffer, capped=False)
    assert (capped <= np.minimum(free, 1)).all() and capped.max() <= 1
    assert free * buffer == pytest.approx(owed)
    assert impact_matrix(owed * factor, buffer * factor) == pytest.approx(capped)


def test_a_bank_without_a_buffer_is_named() -> None:
    """The share of nothing has no value."""
    with pytest.raises(BadInput, match="number 1 has no buffer"):
        impact_matrix([[0, 1], [1, 0]], [1, 0])


@settings(max_examples=40, deadline=None)
@given(seeds, st.permutations(range(6)))
def test_names_do_not_matter_to_the_diffusion_of_impacts(seed: int, order: list[int]) -> None:
    """Relabelled banks have the susceptibility and diffusion they had; the total is start and intermediate."""
    random, place = np.random.default_rng(seed), np.array(order)
    held, buffer = random.random((6, 6)) * 2, 0.3 + random.random(6)
    one, other = impact_diffusion(held, buffer), impact_diffusion(held[np.ix_(place, place)], buffer[place])
    assert other.susceptibility == pytest.approx(one.susceptibility[place])
    assert other.intermediate == pytest.approx(one.intermediate[place], abs=1e-9)
    assert one.total == pytest.approx(one.start + one.intermediate)
    assert other.fluidity == pytest.approx(one.fluidity)


def test_impacts_smaller_than_every_buffer_do_not_spread() -> None:
    """Without a link nobody is susceptible."""
    found = impact_diffusion([[0, 1, 1], [1, 0, 1], [1, 1, 0]], [2, 2, 2])
    assert found.fluidity == 0 and not found.total.any()
