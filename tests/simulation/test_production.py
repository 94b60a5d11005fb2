"""Input-output and supply against series, hand-written rounds and what must always hold."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlock.simulation.errors import BadInput
from interlock.simulation.production import capacity, economic_systemic_risk, input_output

seeds = st.integers(0, 2**32 - 1)


def _flows(seed: int, sectors: int = 6) -> tuple[Any, Any, Any]:
    """Flows between sectors, final demand and the output that balances them."""
    random = np.random.default_rng(seed)
    flows, demand = random.random((sectors, sectors)), 1 + random.random(sectors) * sectors
    return flows, demand, flows.sum(axis=1) + demand


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_the_inverse_is_the_sum_of_all_rounds(seed: int) -> None:
    """Output for a demand is the demand, what that needs, what this needs, and so on."""
    flows, _, output = _flows(seed)
    found = input_output(flows, output)
    total, each = np.zeros(6), np.linspace(1, 2, 6)
    for _ in range(4_000):
        total, each = total + each, found.coefficients @ each
    assert found.output(np.linspace(1, 2, 6)) == pytest.approx(total, rel=1e-9)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_the_demand_of_the_table_gives_its_output(seed: int) -> None:
    """Leontief's inverse takes the final demand of the year to the output of the year; no sector makes less than is asked."""
    flows, demand, output = _flows(seed)
    made = input_output(flows, output).output(demand)
    assert made == pytest.approx(output, rel=1e-9)
    assert (made >= demand).all()


def test_a_sector_without_output_is_named() -> None:
    """Coefficients by its output have no value."""
    with pytest.raises(BadInput, match="sector 1 has no output"):
        input_output([[1, 2], [3, 4]], [1, 0])


def _supply(seed: int, firms: int = 8) -> Any:
    random = np.random.default_rng(seed)
    sold = (0.2 + random.random((firms, firms))) * (random.random((firms, firms)) < 0.6)
    np.fill_diagonal(sold, 0.0)
    return sold


@settings(max_examples=60, deadline=None)
@given(seeds, st.integers(0, 7))
def test_systemic_risk_solves_its_linear_system(seed: int, failed: int) -> None:
    """Losses are a share of those of suppliers, or of buyers: two linear systems over the firms that the failure reaches."""
    sold = _supply(seed)
    found = economic_systemic_risk(sold, failed)
    for flows, level in ((sold.T, found.down), (sold, found.up)):
        total = flows.sum(axis=1)
        share = np.divide(flows, total[:, None], out=np.zeros_like(flows), where=total[:, None] > 0)
        share[failed] = 0
        hit = np.linalg.matrix_power(np.eye(8) + share, 8)[:, failed] > 0  # whom the failure reaches at all
        lost = np.zeros(8)
        lost[hit] = np.linalg.solve(np.eye(hit.sum()) - share[np.ix_(hit, hit)], (np.arange(8) == failed)[hit])
        assert 1 - level == pytest.approx(lost, abs=1e-8)


@settings(max_examples=60, deadline=None)
@given(seeds, st.integers(0, 7), st.floats(1e-3, 1e3))
def test_the_index_is_a_share_of_all_sales(seed: int, failed: int, factor: float) -> None:
    """It lies between the share of what the failed firm sells and one, and does not depend on the unit."""
    sold = _supply(seed)
    found = economic_systemic_risk(sold, failed)
    own = sold[failed].sum() / max(sold.sum(), 1e-300)
    assert own - 1e-9 <= found.index <= 1 + 1e-12
    assert economic_systemic_risk(sold * factor, failed).index == pytest.approx(found.index, abs=1e-9)
    assert (found.left <= found.down).all() and (found.left <= found.up).all() and found.left[failed] == 0


def test_a_firm_without_links_takes_only_itself() -> None:
    """Who neither buys nor sells loses no output for anybody."""
    sold = np.zeros((3, 3))
    sold[0, 1] = 5
    found = economic_systemic_risk(sold, 2)
    assert found.index == 0
    assert found.left.tolist() == [1, 1, 0]


names = st.dictionaries(st.sampled_from("abcdef"), st.floats(0.1, 10), min_size=1)
levels = st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 1))


@settings(max_examples=100, deadline=None)
@given(names, levels, st.frozensets(st.sampled_from("abcdef")), st.sampled_from("abcdef"))
def test_capacity_lies_between_its_least_and_its_greatest_input(
    inputs: dict[str, float], available: dict[str, float], essential: frozenset[str], more: str
) -> None:
    """And never rises where one more input becomes essential whose supplier delivers less than the rest make."""
    found = capacity(available, inputs, essential)
    each = [available.get(name, 1.0) for name in inputs]
    assert min(each) - 1e-12 <= found <= max(each) + 1e-12
    if more in inputs and available.get(more, 1.0) <= found:
        assert capacity(available, inputs, essential | {more}) <= found + 1e-12


def test_a_supplier_that_is_not_bought_from_does_not_matter() -> None:
    """Its ban changes nothing; without inputs all can be made."""
    assert capacity({"z": 0.0}, {"a": 2.0}, frozenset("z")) == 1.0
    assert capacity({"a": 0.0}, {}) == 1.0
