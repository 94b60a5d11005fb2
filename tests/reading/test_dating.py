"""Dates as press and machines write them."""

from __future__ import annotations

import pytest
from reading.standin import LANGUAGES

from interlock.reading.dating import match_date, parse_date

RULES = [language.dates for language in LANGUAGES]


@pytest.mark.parametrize(
    "written",
    [
        "2025-11-04",
        "2025/11/04",
        "2025/11/4",
        "04.11.2025",
        "2025年11月4日",
        "20251104",
        "2025-11-04T23:59:00+02:00",
        "Tue, 04 Nov 2025 08:00:00 GMT",
        "November 4, 2025",
        "4 novembre 2025",
        "4 בנוב׳ 2025",
        "4 בנובמבר 2025",
    ],
)
def test_same_day(written: str) -> None:
    """Each way to write it is the same day."""
    assert parse_date(written, RULES) == "2025-11-04"


@pytest.mark.parametrize(
    ("written", "iso"), [("26/12/2025", "2025-12-26"), ("12/26/2025", "2025-12-26"), ("05/05/2025", "2025-05-05")]
)
def test_day_that_can_be_told(written: str, iso: str) -> None:
    """A number over twelve tells which is the day."""
    assert parse_date(written) == iso


@pytest.mark.parametrize(
    "written", ["03/04/2025", "2025-13-01", "2025-02-30", "2025", "soon", "", "25", "4 nonsense 2025", "0001-01-01"]
)
def test_no_date(written: str) -> None:
    """What may be another day, or none, is no date."""
    assert parse_date(written, RULES) is None


def test_end_of_date() -> None:
    """The end of the date in the text is known."""
    assert match_date("on 2025-12-26, then", 3) == ("2025-12-26", 13)


@pytest.mark.parametrize("value", [None, 5, ["2025-11-04"]])
def test_other_types(value: object) -> None:
    """A field that holds no text holds no date."""
    assert parse_date(value) is None
