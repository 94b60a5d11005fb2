"""A figure with what is known of it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlock.reporting.plots import Interval, count_label, money_label
from interlock.reporting.plots.interval import bare_label, rounded, scale_of

NUMBERS = st.floats(-1e15, 1e15, allow_nan=False)


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (Interval(), "amount unknown"),
        (Interval.exact(13e9), "$13bn"),
        (Interval(None, 100e9), "up to $100bn"),
        (Interval(2e9), "over $2bn"),
        (Interval(10e9, 30e9), "$10–30bn"),
        (Interval(0.5e9, 1.2e9), "$500m–$1.2bn"),
        (Interval(0, 100e9), "$0–100bn"),
        (Interval(-4e9, -2e9), "-$4bn to -$2bn"),
        (Interval(15e9, 30e9, 20e9), "$20bn ($15–30bn)"),
        (Interval(best=5e6), "about $5m"),
        (Interval.exact(1.37549e9), "$1.375bn"),
    ],
)
def test_the_words_of_an_amount(interval: Interval, words: str) -> None:
    """A bound is always said, and what both ends share is said once."""
    assert money_label(interval, "USD") == words


def test_a_currency_that_is_not_said_is_no_dollar() -> None:
    """It is said once, after the range."""
    assert money_label(Interval(10e9, 30e9), None) == "10–30bn (currency not said)"


def test_a_currency_without_a_sign_stands_before_the_range_once() -> None:
    """As "CHF 10–30bn"."""
    assert money_label(Interval(10e9, 30e9), "CHF") == "CHF 10–30bn"


def test_a_count_has_its_unit_behind() -> None:
    """And an unknown one has none."""
    assert [count_label(Interval(10, 15), "people"), count_label(Interval(), "people")] == ["10–15 people", "number unknown"]


def test_a_bare_label_leaves_the_unit_to_the_key() -> None:
    """Bounds become signs, an unknown amount a question mark."""
    said = [Interval(), Interval(None, 5e9), Interval(5e9), Interval(1e9, 2e9), Interval.exact(0.35e9), Interval(best=7e9)]
    assert [bare_label(interval, 1e9) for interval in said] == ["?", "≤5", "≥5", "1–2", "0.35", "≈7"]


@pytest.mark.parametrize(("low", "high", "best"), [(2.0, 1.0, None), (1.0, 2.0, 3.0), (None, 1.0, 2.0), (math.inf, None, None)])
def test_ends_the_wrong_way_round_are_refused(low: float | None, high: float | None, best: float | None) -> None:
    """So are numbers that are not finite."""
    with pytest.raises(ValueError, match=r"not in this order|finite"):
        Interval(low, high, best)


@given(st.lists(NUMBERS, min_size=3, max_size=3))
def test_what_is_shown_lies_between_the_ends(numbers: list[float]) -> None:
    """With and without a best estimate."""
    low, best, high = sorted(numbers)
    for interval in (Interval(low, high), Interval(low, high, best)):
        shown = interval.shown
        assert shown is not None
        assert low <= shown <= high
        assert interval.ends == (low, high)


@given(NUMBERS)
def test_rounding_is_that_of_four_significant_digits(number: float) -> None:
    """The same as Python's own '%.4g'."""
    assert rounded(number) == pytest.approx(float(f"{number:.4g}"), rel=1e-12, abs=1e-300)


@given(st.floats(0, 1e15))
def test_a_scale_leaves_less_than_a_thousand_units(largest: float) -> None:
    """Below a trillion."""
    scale, _ = scale_of(largest)
    assert largest / scale < 1000 or scale == 1e12 or scale == 1.0
