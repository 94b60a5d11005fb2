"""How likely a word is another as a second script spells it."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlock.resolution.names.transliteration import (
    Chance,
    Transducer,
    Transliteration,
    read_transducers,
    symbols,
    write_transducers,
)

MODEL = Transliteration()
LETTERS = {"latin": "abdeginorstvz", "hebrew": "אבדגינורסתוז", "han": "瓦尔特里亚"}


def small() -> Transducer:
    """Two letters in each script; 'sh' is one letter in the other."""
    chance = Chance({("^", "s"): -1.0}, {"s": -1.0, "h": -1.5, "a": -1.2, "ש": -0.7, "א": -0.9}, -5.0)
    return Transducer(("latin", "hebrew"), {("s h", "ש"): -1.0, ("a", "א"): -1.0, ("s", ""): -4.0}, (chance, chance), -9.0)


def test_a_run_of_letters_may_stand_for_one() -> None:
    told, weakest = small().compare(("s", "h", "a"), ("ש", "א"))
    assert told == pytest.approx(-2.0 - (-1.0 - 1.5 - 1.2) - (-0.7 - 0.9))
    assert weakest == 0.0


def test_the_weakest_stretch_is_what_was_never_seen_together() -> None:
    told, weakest = small().compare(("s", "h", "a"), ("ש", "ש", "א"))
    assert weakest < -5
    assert told < small().compare(("s", "h", "a"), ("ש", "א"))[0]


def test_chinese_is_aligned_by_initials_and_finals() -> None:
    assert symbols("奥特曼", "han") == ("ao", "t", "e", "m", "an")


def test_a_mark_behind_a_hebrew_letter_belongs_to_it() -> None:
    assert symbols("ג'יימס", "hebrew") == ("ג'", "י", "י", "מ", "ס")


@pytest.mark.parametrize(
    ("one", "script", "other", "other_script"),
    [
        ("verona", "latin", "ורונה", "hebrew"),
        ("stavrou", "latin", "斯塔夫罗", "han"),
        ("לאורנטה", "hebrew", "劳伦塔", "han"),
        ("delmarco", "latin", "德尔马科", "han"),
    ],
)
def test_a_spelling_is_likelier_than_chance_and_no_part_speaks_against_it(
    one: str, script: str, other: str, other_script: str
) -> None:
    told, weakest = MODEL.compare(one, script, other, other_script)
    assert told > 4
    assert weakest > -4


def test_another_name_is_less_likely_than_chance() -> None:
    assert MODEL.compare("verona", "latin", "קלדבק", "hebrew")[0] < 0


@given(st.sampled_from(sorted(LETTERS)), st.sampled_from(sorted(LETTERS)), st.data())
def test_the_side_does_not_matter(script: str, other: str, data: st.DataObject) -> None:
    if script != other:
        one, two = (data.draw(st.text(LETTERS[each], min_size=1, max_size=8)) for each in (script, other))
        told = MODEL.compare(one, script, two, other)
        assert told == MODEL.compare(two, other, one, script)
        assert math.isfinite(told[0])


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_transducers(tmp_path / "t.tsv", [small()], "Two letters.\nA second line.")
    (read,) = read_transducers(tmp_path / "t.tsv").values()
    assert read.compare(("s", "h", "a"), ("ש", "א")) == small().compare(("s", "h", "a"), ("ש", "א"))
