"""ISO dates and periods."""

from __future__ import annotations

import pytest

from interlock.vocabulary.dates import is_date, is_period


@pytest.mark.parametrize("text", ["2025", "2025-10", "2025-10-06", "2025-W44", "2024-02-29"])
def test_prefixes_of_dates_are_dates(text: str) -> None:
    """A date may stop early."""
    assert is_date(text)


@pytest.mark.parametrize("text", ["25", "2025-13", "2025-02-29", "2025-W54", "2025/10", "", "2025-10-6", "next year"])
def test_other_texts_are_no_dates(text: str) -> None:
    """Impossible days and other spellings are refused."""
    assert not is_date(text)


@pytest.mark.parametrize("text", ["P4Y", "P3M", "P1Y6M", "2025-01/2025-06", "2025", "../2030", "2025-01/.."])
def test_durations_and_intervals_are_periods(text: str) -> None:
    """Durations, intervals (also open on one side) and single dates."""
    assert is_period(text)


@pytest.mark.parametrize("text", ["P", "4Y", "../..", "2025-01/later", "PY"])
def test_other_texts_are_no_periods(text: str) -> None:
    """An empty duration and an interval without ends say nothing."""
    assert not is_period(text)
