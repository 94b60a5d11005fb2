"""Language files are checked when they are loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from languages.minimal import MINIMAL

from interlock.languages import Boundary, Language, Side, language_codes, load_language, load_language_file
from interlock.languages.loading import load_languages
from interlock.vocabulary import DataFileError, Kind


def load(tmp_path: Path, text: str) -> Language:
    path = tmp_path / "xx.yaml"
    path.write_text(text, encoding="utf-8")
    return load_language_file(path)


@pytest.mark.parametrize("code", language_codes())
def test_every_shipped_language_loads(code: str) -> None:
    """No shipped file has a wrong key, value or pattern."""
    language = load_language(code)
    assert language.code == code
    assert {trigger.kind for trigger in language.triggers} >= set(Kind) - {Kind.LEADS, Kind.SAYS}


def test_the_four_first_languages_are_shipped() -> None:
    """Hebrew, Chinese, French and English."""
    assert {language.code for language in load_languages()} >= {"he", "zh", "fr", "en"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("words: [bought]", "words: ['bou(ght']", "line 21: 'bou.ght' is no valid pattern"),
        ("words: [bought]", "words: ['x*']", "line 21: 'x.' matches the empty text"),
        ("words: [bought]", "words: ['(a+)+b']", "line 21: .* repeats a repeat"),
        ("kind: buys_from", "kind: purchases", "line 21: 'purchases' is none of"),
        ("subject: before,", "subject: beside,", "line 21: a slot begins with before, after or any"),
        ("subject: before,", "subject: before, mood: good,", "line 21: no such key 'mood'"),
        ("kind: buys_from", "kind: reports", "line 21: 'metric' stands with the kind 'reports'"),
        ("statuses: {talks:", "statuses: {chatting:", "line 11: 'chatting' is none of"),
        ("boundary: space", "boundary: prefix", "'prefixes' stands with 'boundary: prefix'"),
        ("name: USD", "name: dollars", "line 8: 'dollars' is no ISO 4217 code"),
        ("{may: 5}", "{may: 13}", "a whole number from 1 to 12 is wanted"),
        ("orders: ['{day} {month} {year}']", "orders: ['on a day']", "a date order holds at least one of"),
        ("orders: ['{day} {month} {year}']", "orders: ['in {season}']", "a date order with .season. needs 'seasons'"),
        ("code: xx\n", "", "the key 'code' is missing"),
        ("quotes: ['\" \"']", "quotes: ['\"']", "an opening and a closing mark"),
    ],
)
def test_a_wrong_file_fails_with_file_and_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    """The fault is found before any document is read."""
    assert old in MINIMAL
    with pytest.raises(DataFileError, match=message) as caught:
        load(tmp_path, MINIMAL.replace(old, new))
    assert caught.value.source.endswith("xx.yaml")


def test_slots_carry_side_and_markers(tmp_path: Path) -> None:
    """'after from, off | before ~'s' is two slots: one with words before the argument, one with words behind."""
    first, second = load(tmp_path, MINIMAL).triggers[0].object
    assert (first.side, second.side) == (Side.AFTER, Side.BEFORE)
    assert first.before is not None
    assert first.before.search("chips from ")
    assert not first.before.search("chips at ")
    assert second.behind is not None
    assert second.behind.match("'s chips")


def test_words_end_at_letters_of_their_script(tmp_path: Path) -> None:
    """With spaces between words, a word is not found inside another."""
    pattern = load(tmp_path, MINIMAL).triggers[0].pattern
    assert pattern.search("it bought, yesterday")
    assert not pattern.search("it outbought him")


def test_hebrew_words_may_carry_prefix_letters() -> None:
    """A word is found with up to three prefix letters before it."""
    hebrew = load_language("he")
    assert hebrew.boundary is Boundary.PREFIX
    pattern = next(asset.pattern for asset in hebrew.assets if asset.pattern.search("שבבים"))
    assert pattern.search("ושבבים")


def test_an_unknown_language_is_a_key_error() -> None:
    """The message names what is shipped."""
    with pytest.raises(KeyError, match="shipped"):
        load_language("tlh")
