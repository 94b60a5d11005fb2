"""Accounts that close, and the model SIM against its closed form."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlock.simulation.accounting import check_sums, simple_economy
from interlock.simulation.errors import AuditFailure

shares = st.floats(0.05, 0.9)


@settings(max_examples=100, deadline=None)
@given(st.floats(1, 100), shares, shares, shares, st.floats(0, 500))
def test_money_goes_to_its_steady_state_at_a_constant_rate(
    government: float, tax: float, from_income: float, from_wealth: float, money: float
) -> None:
    """H follows the first-order difference equation of Godley and Lavoie 2007, ch. 3: each period closes the same part."""
    path = simple_economy(government, tax, from_income, from_wealth, money, 30)
    multiplier = 1 / (1 - from_income * (1 - tax))
    rate = 1 - tax * multiplier * from_wealth  # H = H(-1) + G - T and T = tax Y
    rest = government * (1 - tax * multiplier) / (1 - rate)
    for number, period in enumerate(path, 1):
        assert period.money == pytest.approx(rest + (money - rest) * rate**number, rel=1e-6, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(st.floats(1, 100), st.floats(0.15, 0.6), st.floats(0.2, 0.8), st.floats(0.2, 0.8))
def test_in_the_end_taxes_are_what_the_government_spends(
    government: float, tax: float, from_income: float, from_wealth: float
) -> None:
    """At rest output is government spending over the tax rate, whatever is consumed (their eq. 3.10)."""
    last = simple_economy(government, tax, from_income, from_wealth, 0.0, 600)[-1]
    assert last.output == pytest.approx(government / tax, rel=1e-6)


def test_a_period_takes_up_the_money_of_the_one_before() -> None:
    """Two periods are one after the other."""
    both = simple_economy(20, 0.2, 0.6, 0.4, 5.0, 2)
    first = simple_economy(20, 0.2, 0.6, 0.4, 5.0, 1)
    assert both[0] == first[0]
    assert both[1] == simple_economy(20, 0.2, 0.6, 0.4, first[0].money, 1)[0]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 3), st.integers(0, 2), st.floats(0.01, 100))
def test_one_wrong_entry_is_found(row: int, column: int, size: float) -> None:
    """The row with the entry is named; where the row is made to close again, the first column that does not is named."""
    names, sectors = ("wages", "taxes", "sales", "money"), ("households", "firms", "state")
    matrix = {name: [1.0 + number, -2.0 - number, 1.0] for number, name in enumerate(names)}
    closing = [-sum(each) for each in zip(*matrix.values(), strict=True)]
    matrix["change"] = closing
    check_sums(matrix, sectors)
    matrix[names[row]][column] += size
    with pytest.raises(AuditFailure, match=f"row '{names[row]}'"):
        check_sums(matrix, sectors)
    matrix[names[row]][(column + 1) % 3] -= size
    with pytest.raises(AuditFailure, match=f"column '{sectors[min(column, (column + 1) % 3)]}'"):
        check_sums(matrix, sectors)


def test_rounding_of_large_amounts_is_no_fault() -> None:
    """The tolerance is a share of the largest entry."""
    check_sums({"a": (1e12, -1e12 + 1e-3), "b": (-1e12, 1e12 - 1e-3)}, ("x", "y"))
    with pytest.raises(AuditFailure):
        check_sums({"a": (1.0, -1.0 + 1e-3), "b": (-1.0, 1.0 - 1e-3)}, ("x", "y"))
