"""How names of Japan in Chinese characters are read."""

from __future__ import annotations

import pytest

from interlock.resolution.names.japanese import first_words, hepburn, is_japanese, spells
from interlock.resolution.names.writing import simple


@pytest.mark.parametrize(
    ("written", "script", "han", "expected"),
    [
        ("kawashimashuhei", "latin", "川島修平", True),
        ("kawashimashuhey", "latin", "川島修平", False),
        ("ohtanishohei", "latin", "大谷翔平", True),
        ("ootanishouhei", "latin", "大谷翔平", True),
        ("yamamurakako", "latin", "山村化工", True),
        ("akiotoyoda", "latin", "豊田章一郎", False),
        ("yamada", "latin", "沢田", False),
        ("ono", "latin", "小野", False),
        ("קישימוטוריינה", "hebrew", "岸本玲奈", True),
        ("קישימוטולינה", "hebrew", "岸本玲奈", False),
    ],
)
def test_letters_are_a_reading_of_the_characters(written: str, script: str, han: str, expected: bool) -> None:
    assert spells(written, script, simple(han)) is expected


def test_a_voiced_sound_may_follow_another_word() -> None:
    assert spells("kitagawa", "latin", "北川")


def test_long_vowels_and_older_romanisations_are_one() -> None:
    assert hepburn("ohno") == hepburn("oono") == hepburn("ono")
    assert hepburn("syuhei") == hepburn("shuuhei") == "shuhei"


def test_a_word_with_sounds_that_japanese_lacks_is_no_reading() -> None:
    assert is_japanese("kawashima") and not is_japanese("langley")


def test_a_name_begins_with_the_longest_word_of_the_table() -> None:
    assert "kawashima" in first_words(simple("川島修平"))


def test_characters_of_japan_are_written_as_the_table_has_them() -> None:
    assert simple("沢田") == simple("澤田")
