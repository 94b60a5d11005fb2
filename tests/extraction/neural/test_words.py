"""Spans grow to the words they stand in, and no further."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlock.extraction.neural.tagging import TaggedSpan
from interlock.extraction.neural.words import whole_words
from interlock.vocabulary import ActorKind

PREFIXES = "והבכלמש"


def grown(text: str, *words: str) -> list[str]:
    """The words of the spans, each given by its letters in the text."""
    tags, place = [], 0
    for part in words:
        place = text.index(part, place)
        tags.append(TaggedSpan(place, place + len(part), ActorKind.COMPANY, 0.9))
        place += len(part)
    return [text[span.start : span.end] for span in whole_words(tags, text, PREFIXES)]


@pytest.mark.parametrize(
    ("text", "tagged", "whole"),
    [
        ("The MORRISONS chain", "MORR", "MORRISONS"),
        ("Fondation de la haute horlogerie", "Fondation de la haute hor", "Fondation de la haute horlogerie"),
        ("avec l’italien Grimaldi", "ita", "italien"),
        ("Nvidia's chips", "Nvidia", "Nvidia"),
        ("the MI450 chip", "MI", "MI450"),
        ("die Nvidia-Chips", "Nvidia", "Nvidia"),
        ("אמר דניאל בנש אתמול", "דניאל ב", "דניאל בנש"),
        ("כתב צ'וסון אילבו היום", "וסון אילבו", "צ'וסון אילבו"),
        ("מכרה לאנבידיה שבבים", "אנבידיה", "אנבידיה"),
        ("שלאנבידיה יש", "אנבידיה", "אנבידיה"),
        ("אמר הכתב אתמול", "ה", "הכתב"),
        ("מכרה ל-OpenAI שבבים", "OpenAI", "OpenAI"),
        ("מכרה לOpenAI שבבים", "OpenAI", "OpenAI"),
        ("輝達向台積電購買", "台積", "台積"),
    ],
)
def test_a_span_ends_where_words_do(text: str, tagged: str, whole: str) -> None:
    assert grown(text, tagged) == [whole]


def test_pieces_of_one_word_are_one_span() -> None:
    assert grown("near Cebu in May", "Ce", "bu") == ["Cebu"]


def test_the_wider_piece_gives_the_kind() -> None:
    tags = [TaggedSpan(0, 2, ActorKind.PLACE, 0.9), TaggedSpan(2, 9, ActorKind.COMPANY, 0.6)]
    (span,) = whole_words(tags, "Morrisons sells", PREFIXES)
    assert (span.start, span.end, span.kind, span.score) == (0, 9, ActorKind.PLACE, 0.6)


@given(
    st.text("abZé19 '\"-אבלש輝達", min_size=2, max_size=40),
    st.lists(st.tuples(st.integers(0, 38), st.integers(1, 9)), max_size=6),
)
def test_spans_never_shrink_or_overlap(text: str, places: list[tuple[int, int]]) -> None:
    tags = [TaggedSpan(a, min(a + n, len(text)), ActorKind.PERSON, 0.5) for a, n in places if a < len(text)]
    spans = whole_words(tags, text, PREFIXES)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(any(span.start <= tag.start and tag.end <= span.end for span in spans) for tag in tags)
