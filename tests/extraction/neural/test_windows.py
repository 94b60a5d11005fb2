"""Windows over a document: every sentence is read once for the first time, with something of what stands before it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interlock.extraction.neural.windows import BEHIND, LONGEST, WHOLE, Window, make_windows
from interlock.vocabulary import Sentence, ZoneKind

MOST = 14
"""Sentences of a window."""


def windows(*lengths: int, letter: str = "x") -> list[Window]:
    """The windows over sentences of these lengths, one space apart."""
    sentences, place = [], 0
    for length in lengths:
        sentences.append(Sentence(place, place + length, ZoneKind.BODY, 0, "en"))
        place += length + 1
    text = " ".join(letter * length for length in lengths)
    return make_windows(text, sentences)


def test_a_short_document_is_one_window() -> None:
    """All of it is fresh, though it is longer than one window of many."""
    assert LONGEST < WHOLE
    assert windows(*[WHOLE // 3] * 3) == [Window(0, 0, 3)]
    assert windows(WHOLE) == [Window(0, 0, 1)]
    assert len(windows(WHOLE, 1)) == 2


def test_a_document_without_sentences_has_no_window() -> None:
    """Nothing to read."""
    assert windows() == []


def test_a_window_begins_with_two_sentences_of_the_one_before() -> None:
    """For what the fresh ones refer to."""
    assert windows(*[LONGEST // 5] * 12) == [Window(0, 0, 5), Window(3, 5, 8), Window(6, 8, 11), Window(9, 11, 12)]


def test_long_sentences_before_are_not_read_again() -> None:
    """Half a window at most is old."""
    half = LONGEST // 2
    assert windows(*[half] * 5) == [Window(0, 0, 2), Window(1, 2, 3), Window(2, 3, 4), Window(3, 4, 5)]
    assert windows(*[half + 1] * 4) == [Window(0, 0, 1), Window(1, 1, 2), Window(2, 2, 3), Window(3, 3, 4)]


def test_a_sentence_longer_than_a_window_is_read_whole() -> None:
    """As the only fresh one of its window."""
    assert windows(WHOLE + 1, 10) == [Window(0, 0, 1), Window(1, 1, 2)]
    assert windows(10, 5 * WHOLE) == [Window(0, 0, 1), Window(0, 1, 2)]


def test_a_window_is_filled_to_its_limit() -> None:
    """And not by a letter more."""
    assert windows(LONGEST - 100, 100, WHOLE) == [Window(0, 0, 2), Window(1, 2, 3)]
    assert windows(LONGEST - 100, 101, WHOLE) == [Window(0, 0, 1), Window(1, 1, 2), Window(1, 2, 3)]


def test_chinese_fills_a_window_three_times_as_fast() -> None:
    """A character is about as many pieces as three letters."""
    third = WHOLE // 3
    assert len(windows(third, letter="輝")) == len(windows(third - 10, 10, letter="輝")) == 1
    assert len(windows(third - 10, 11, letter="輝")) == 2


def test_many_short_sentences_are_several_windows() -> None:
    """No more than fourteen together."""
    assert windows(*[2] * MOST) == [Window(0, 0, 14)]
    assert windows(*[2] * 30) == [Window(0, 0, 14), Window(12, 14, 26), Window(24, 26, 30)]


@given(st.lists(st.integers(1, 1500), max_size=40), st.sampled_from("x輝"))
def test_every_sentence_is_fresh_in_exactly_one_window(lengths: list[int], letter: str) -> None:
    """In order, without a gap."""
    fresh = [number for window in windows(*lengths, letter=letter) for number in range(window.fresh, window.last)]
    assert fresh == list(range(len(lengths)))


@given(st.lists(st.integers(1, 1500), max_size=40))
def test_no_window_is_too_long(lengths: list[int]) -> None:
    """Unless the document is short, or one sentence long: that is then the only fresh one. What is read again is the end
    of what was read."""
    for window in windows(*lengths):
        assert 0 <= window.first <= window.fresh < window.last <= len(lengths)
        assert window.fresh - window.first <= BEHIND
        assert window.last - window.first <= MOST
        assert sum(lengths[window.first : window.fresh]) <= LONGEST // 2
        length = sum(lengths[window.first : window.last])
        whole = window.last - window.first == len(lengths) and length <= WHOLE
        assert length <= LONGEST or window.last == window.fresh + 1 or whole
