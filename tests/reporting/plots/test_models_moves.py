"""Moves of people, and dates that say no more than they say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlock.reporting.plots import Interval, Move, PolicyEvent, PolicyKind, TalentFlows
from interlock.reporting.plots.models_moves import days_of


@pytest.mark.parametrize(
    ("prefix", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-10-06", date(2025, 10, 6), date(2025, 10, 6)),
        ("2025-W44", date(2025, 10, 27), date(2025, 11, 2)),
    ],
)
def test_a_prefix_means_every_day_that_begins_with_it(prefix: str, first: date, last: date) -> None:
    """A year, a month, a day, a week from Monday on."""
    assert days_of(prefix) == (first, last)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_day_lies_in_its_month_its_year_and_its_week(day: date) -> None:
    """And the day after the last one lies in none of them."""
    year, week, _ = day.isocalendar()
    for prefix, form in ((f"{day:%Y-%m}", "%Y-%m"), (f"{day:%Y}", "%Y"), (f"{year}-W{week:02}", "%G-W%V")):
        first, last = days_of(prefix)
        assert first <= day <= last
        assert (last + timedelta(days=1)).strftime(form) != prefix


@pytest.mark.parametrize("wrong", ["", "last year", "2025-13", "2025-02-30", "2025-W60", "2025-1-1", "2025-10-06T12", "25"])
def test_anything_else_is_no_date(wrong: str) -> None:
    """The message shows it."""
    with pytest.raises(ValueError, match=f"'{wrong}' is no date"):
        PolicyEvent("A", PolicyKind.RULE, "act", wrong)


def test_an_end_that_is_not_said_is_called_unknown() -> None:
    """It is never left out."""
    flows = TalentFlows("T", (Move(None, "A", Interval(20)), Move("A", None, Interval())))
    assert flows.description == "T: origin unknown to A: over 20; A to destination unknown: number unknown."
