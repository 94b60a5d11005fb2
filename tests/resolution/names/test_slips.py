"""Slips of the pen."""

from __future__ import annotations

import pytest

from interlock.resolution.names.slips import dropped, letters, slip, turned


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("haung", "huang", True),
        ("uhang", "huang", False),
        ("cook", "coko", False),
        ("nadela", "nadella", True),
        ("greffalo", "grefallo", True),
        ("anthropic", "antropic", True),
        ("vistra", "vista", False),
        ("castellan", "castellano", False),
        ("volkswagon", "volkswagen", True),
        ("sterling", "starling", False),
        ("silverlake", "silverlane", False),
    ],
)
def test_a_slip_is_told_from_another_word(one: str, other: str, expected: bool) -> None:
    assert slip(one, other) is expected


def test_how_long_a_word_must_be_for_turned_letters_can_be_asked() -> None:
    assert not slip("trial", "trail", least=7)


def test_two_letters_that_are_no_neighbours_are_not_turned() -> None:
    assert not turned("tavrion", "travion")


def test_a_letter_that_is_missing_at_the_end_is_not_dropped() -> None:
    assert not dropped("harmonica", "harmonic")


def test_turned_and_doubled_letters_leave_the_letters_as_they_are() -> None:
    assert letters("pallatnir") == letters("palantir")
