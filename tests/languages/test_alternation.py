"""Words joined with their shared beginnings taken out: the same matches as the plain alternatives."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from interlock.languages.alternation import heads, joined

WORDS = st.lists(
    st.text("abc", min_size=1, max_size=4) | st.sampled_from(["a?b", "[ab]c", "b|ca", "(?:a|b)c", r"a\.b", "ab+", "a[(|]b|c"]),
    min_size=1,
    max_size=8,
)


def spans(pattern: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(pattern, text)]


@given(WORDS, st.text("abc.", max_size=30))
def test_the_same_words_are_found_as_by_plain_alternatives(words: list[str], text: str) -> None:
    plain = "|".join(f"(?:{word})(?!c)" for word in words)
    assert spans(f"(?:{joined([(word, '') for word in words])})(?!c)", text) == spans(plain, text)
    assert spans(joined([(word, "(?!c)") for word in words]), text) == spans(plain, text)


def test_shared_beginnings_are_written_once() -> None:
    assert joined([("signed", ""), ("signs", ""), ("sold", "")]) == "s(?:ign(?:ed|s)|old)"
    assert joined([("u.s.", ""), ("us", "")]) == "u(?:.s.|s)"


def test_a_word_that_may_begin_with_anything_keeps_its_place() -> None:
    assert joined([("ab", ""), (".b", ""), ("ac", "")]) == "ab|.b|ac"


@given(WORDS, st.integers(1, 3))
def test_heads_begin_every_match(words: list[str], longest: int) -> None:
    first = heads(words, longest)
    if first is not None:
        for word in words:
            for text in ("ab", "abb", "ca", "a.b", "abc", "bc", *words):
                match = re.match(word, text)
                assert match is None or re.match(f"(?:{first})", text)
