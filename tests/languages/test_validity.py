"""What is called a sure word compiles and matches no empty text; what the language files hold is mostly sure."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlock.languages.validity import is_sure

PIECES = [
    *"ab |?*+.-^$[](){},019",
    "(?:",
    "(?=",
    "(?!",
    "(?<=",
    "(?<!",
    r"\d",
    r"\b",
    r"\.",
    "[ab]",
    "[a-z]",
    "{0,3}",
    "{2}",
    "??",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@settings(max_examples=2000)
def test_a_sure_word_is_a_pattern_that_matches_something(word: str) -> None:
    if is_sure(word):
        assert re.compile(word).fullmatch("") is None


@pytest.mark.parametrize("word", ["bought", "sign(?:s|ed)?", r"u\.s\.", "(?<!re)tail(?! price)", "[a-z]+ (?:of|in)", "投[資资]"])
def test_plain_words_are_sure(word: str) -> None:
    assert is_sure(word)


@pytest.mark.parametrize(
    "word", ["", "x*", "(?:a|b?)", "bou(ght", "a)", "[b-a]", "a{3,1}", "(?<=a|bc)d", "a**", "*a", "(?i)a", "(a)", r"\1"]
)
def test_what_may_be_wrong_is_not(word: str) -> None:
    assert not is_sure(word)
