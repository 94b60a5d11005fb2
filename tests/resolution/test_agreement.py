"""Whether two stated quantities can be one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlock.resolution.agreement import Fit, fit, tension
from interlock.vocabulary import Bound, Money, Quantity

NUMBERS = st.floats(min_value=0.001, max_value=1e13)
QUANTITIES = st.builds(Quantity, NUMBERS, st.sampled_from([Bound.EXACT, Bound.ABOUT, Bound.AT_LEAST, Bound.AT_MOST])) | st.tuples(
    NUMBERS, NUMBERS
).map(lambda ends: Quantity(None, Bound.BETWEEN, min(ends), max(ends)))
MONEY = st.builds(
    lambda value, bound, currency: Money(value, bound, currency=currency),
    NUMBERS,
    st.sampled_from([Bound.EXACT, Bound.ABOUT, Bound.AT_LEAST, Bound.AT_MOST]),
    st.sampled_from(["USD", "EUR", "ILS", "TWD", None]),
)


def dollars(value: float, bound: Bound = Bound.EXACT) -> Money:
    return Money(value, bound, currency="USD")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (dollars(350e9), dollars(350e9), Fit.EQUAL),
        (dollars(350e9, Bound.AT_MOST), dollars(350e9), Fit.LOOSE),
        (dollars(9.8e9), dollars(10e9), Fit.LOOSE),  # rounding
        (dollars(9.8e9), dollars(9e9), Fit.CONFLICT),
        (dollars(15e9), dollars(14e9), Fit.CONFLICT),
        (dollars(10e9, Bound.ABOUT), dollars(9.4e9), Fit.LOOSE),
        (dollars(10e9, Bound.ABOUT), dollars(8e9), Fit.CONFLICT),
        (Quantity(600, Bound.AT_LEAST), Quantity(600), Fit.LOOSE),
        (Quantity(600, Bound.AT_LEAST), Quantity(640), Fit.LOOSE),
        (Quantity(600, Bound.AT_LEAST), Quantity(5000), Fit.OPEN),
        (Quantity(600, Bound.AT_LEAST), Quantity(500), Fit.CONFLICT),
        (dollars(5e9, Bound.AT_MOST), dollars(3e9), Fit.OPEN),
        (Money(None, Bound.BETWEEN, 14e9, 15e9, currency="USD"), dollars(14.3e9), Fit.LOOSE),
        (Money(1.9e9, currency="ILS"), dollars(520e6, Bound.ABOUT), Fit.LOOSE),  # a conversion
        (Money(1.2e9, currency="EUR"), dollars(1.2e9), Fit.CONFLICT),
        (Money(80e6, currency="GBP"), dollars(100e6, Bound.ABOUT), Fit.LOOSE),
        (Quantity(0.03), Quantity(-0.03), Fit.CONFLICT),
    ],
)
def test_how_two_quantities_agree(one: Quantity, other: Quantity, expected: Fit) -> None:
    assert fit(one, other) is expected


@given(QUANTITIES | MONEY, QUANTITIES | MONEY)
def test_agreement_does_not_depend_on_the_side(one: Quantity, other: Quantity) -> None:
    assert fit(one, other) is fit(other, one)


@given(QUANTITIES | MONEY)
def test_a_quantity_agrees_with_itself(one: Quantity) -> None:
    assert fit(one, one) is Fit.EQUAL


def test_one_figure_with_bounds_that_exclude_each_other() -> None:
    """'up to 800' against 800, 'at least' against 'up to'; not 'about' against exactly, nor two figures."""
    assert tension(dollars(800e6, Bound.AT_MOST), dollars(800e6))
    assert tension(Quantity(50_000, Bound.AT_MOST), Quantity(50_000, Bound.AT_LEAST))
    assert not tension(dollars(800e6, Bound.ABOUT), dollars(800e6))
    assert not tension(dollars(800e6, Bound.AT_MOST), dollars(700e6))
