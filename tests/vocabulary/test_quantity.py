"""Quantities and their bounds."""

from __future__ import annotations

import math

import pytest

from interlock.vocabulary import Bound, Money, Quantity


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        (Quantity(5.0), (5.0, 5.0)),
        (Quantity(5.0, Bound.ABOUT), (5.0, 5.0)),
        (Quantity(5.0, Bound.AT_LEAST), (5.0, math.inf)),
        (Quantity(5.0, Bound.AT_MOST), (-math.inf, 5.0)),
        (Quantity(None, Bound.BETWEEN, 3.0, 7.0), (3.0, 7.0)),
    ],
)
def test_a_bound_is_an_interval(quantity: Quantity, expected: tuple[float, float]) -> None:
    """Each bound allows its own values; an open end stays open."""
    assert quantity.interval() == expected


@pytest.mark.parametrize(
    "arguments",
    [
        {"value": None},
        {"value": 5.0, "bound": Bound.BETWEEN, "low": 1.0, "high": 9.0},
        {"value": math.nan},
        {"value": math.inf},
        {"value": None, "bound": Bound.BETWEEN, "low": 9.0, "high": 1.0},
        {"value": None, "bound": Bound.BETWEEN, "low": 1.0},
    ],
)
def test_what_is_no_quantity_is_refused(arguments: dict[str, object]) -> None:
    """A missing value, a range upside down, a value that is not finite."""
    with pytest.raises(ValueError):
        Quantity(**arguments)  # type: ignore[arg-type]


def test_money_may_lack_a_currency() -> None:
    """What the text does not say stays unknown."""
    assert Money(1e9, Bound.AT_LEAST).currency is None
