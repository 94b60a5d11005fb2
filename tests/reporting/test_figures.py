"""Quantities in words: a bound is always said, nothing is rounded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlock.reporting import deal_phrase, money_in_words, size_in_words
from interlock.reporting.figures import number_in_words, told_in_words
from interlock.vocabulary import Bound, Kind, Money


@pytest.mark.parametrize(
    ("money", "words"),
    [
        (Money(100e9, Bound.AT_MOST, currency="USD"), "up to $100bn"),
        (Money(100e9, Bound.AT_LEAST, currency="USD"), "over $100bn"),
        (Money(1.3e9, Bound.ABOUT, currency="EUR"), "about €1.3bn"),
        (Money(None, Bound.BETWEEN, 14e9, 15e9, currency="USD"), "between $14bn and $15bn"),
        (Money(512e9, currency="TWD"), "NT$512bn"),
        (Money(1.5e12, currency="SEK"), "SEK 1.5tn"),
        (Money(300e9), "300bn (currency not said)"),
        (Money(-2e6, currency="USD"), "-$2m"),
        (Money(1990, currency="ILS"), "₪1,990"),
        (Money(0, currency="USD"), "$0"),
        (Money(123_456_789, currency="USD"), "$123.456789m"),
    ],
)
def test_money_is_said_with_its_bound(money: Money, words: str) -> None:
    """In the units of its currency, all digits kept."""
    assert money_in_words(money) == words


def test_a_rate_is_said_and_what_is_unknown_stays_unknown() -> None:
    """A yearly amount is no total."""
    assert money_in_words(Money(10e9, currency="USD"), "year") == "$10bn a year"
    assert size_in_words(None) == "not stated"


def test_every_kind_has_words() -> None:
    """Without an underscore."""
    assert all("_" not in deal_phrase(kind) for kind in Kind)


@given(st.integers(0, 10**15))
def test_no_digit_is_lost(number: int) -> None:
    """Read back, the words give the number."""
    words = number_in_words(float(number))
    scale = {"m": 10**6, "bn": 10**9, "tn": 10**12}.get(words.lstrip("0123456789.,"), 1)
    assert abs(float(words.rstrip("mbtn").replace(",", "")) * scale - number) <= number * 1e-9


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("amount", "6200000000 USD", "$6.2bn"),
        ("amount", "at_most 1e+11 USD", "up to $100bn"),
        ("amount", "1e+09..2e+09 EUR", "between €1bn and €2bn"),
        ("share", "about 0.1", "about 10%"),
        ("count", "at_least 600", "over 600"),
        ("amount", "at_least 20000000000 USD per year", "over $20bn a year"),
        ("status", "agreed", "agreed"),
        ("amount", "not told", "not told"),
    ],
)
def test_what_a_change_writes_in_few_signs_is_read_as_people_write_it(field: str, text: str, words: str) -> None:
    """With its bound; what is no figure stays as it is."""
    assert told_in_words(field, text) == words
