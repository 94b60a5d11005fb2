"""From tag scores to spans."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from interlock.extraction.neural.arrays import Floats
from interlock.extraction.neural.tagging import KINDS, OUTPUTS, TAGS, TRIMS, decode_actors, decode_conditions
from interlock.vocabulary import ActorKind

TEXT = "ab cd ef gh ij"
OFFSETS = [(0, 2), (3, 5), (6, 8), (9, 11), (12, 14)]
OUT = "."


def scores(tags: str, front: str = "", back: str = "", conditions: str = "", sure: float = 9.0) -> Floats:
    """Scores of pieces. A tag is '.', or 'C' and 'c' for begin and inside of a company ('P', 'p': person)."""
    found = np.zeros((len(tags), OUTPUTS), np.float32)
    kinds = {"c": ActorKind.COMPANY, "p": ActorKind.PERSON}
    for place, tag in enumerate(tags):
        number = 0 if tag == OUT else 1 + 2 * KINDS.index(kinds[tag.lower()]) + tag.islower()
        found[place, number] = sure
        found[place, TAGS + int((front or "0" * len(tags))[place])] = sure
        found[place, TAGS + TRIMS + int((back or "0" * len(tags))[place])] = sure
        found[place, TAGS + 2 * TRIMS + ".Bi".index((conditions or OUT * len(tags))[place])] = sure
    return found


def spans(tags: str, front: str = "", back: str = "") -> list[tuple[str, ActorKind]]:
    """Words and kind of the spans of the text that the tags give."""
    found = decode_actors(scores(tags, front, back), OFFSETS[: len(tags)])
    return [(TEXT[span.start : span.end], span.kind) for span in found]


COMPANY, PERSON = ActorKind.COMPANY, ActorKind.PERSON


@pytest.mark.parametrize(
    ("tags", "wanted"),
    [
        (".....", []),
        ("C....", [("ab", COMPANY)]),
        (".Cc..", [("cd ef", COMPANY)]),
        ("CC...", [("ab", COMPANY), ("cd", COMPANY)]),
        ("Cc.Pp", [("ab cd", COMPANY), ("gh ij", PERSON)]),
        ("CcPp.", [("ab cd", COMPANY), ("ef gh", PERSON)]),
        (".cc..", [("cd ef", COMPANY)]),
        ("C.c..", [("ab", COMPANY), ("ef", COMPANY)]),
        ("....C", [("ij", COMPANY)]),
    ],
)
def test_tags_are_spans(tags: str, wanted: list[tuple[str, ActorKind]]) -> None:
    """A begin opens a span, what is inside goes on with it; an inside without a begin opens one too."""
    assert spans(tags) == wanted


def test_a_span_has_the_kind_of_most_of_its_pieces() -> None:
    """The network may waver within a name."""
    assert spans("Cpp..") == [("ab cd ef", PERSON)]
    assert spans("Ccp..") == [("ab cd ef", COMPANY)]


def test_prefix_and_suffix_letters_are_cut_off() -> None:
    """Those of the first piece in front, those of the last behind."""
    assert spans("Cc...", front="10000", back="01000") == [("b c", COMPANY)]
    assert spans("Cc...", front="01000", back="10000") == [("ab cd", COMPANY)]


def test_a_span_of_which_nothing_is_left_is_none() -> None:
    """All of its letters are cut off."""
    assert spans("C....", front="20000") == []
    assert spans("C....", front="10000", back="10000") == []


def test_the_score_is_that_of_the_weakest_piece() -> None:
    """The chance that it is no outside."""
    both = np.concatenate([scores("C", sure=9), scores("c", sure=1)])
    (span,) = decode_actors(both, OFFSETS[:2])
    (weak,) = decode_actors(scores("C", sure=1), OFFSETS[:1])
    assert span.score == pytest.approx(weak.score)
    assert 0.5 < span.score < 1


def test_no_pieces_no_spans() -> None:
    """Of either sort."""
    nothing = np.zeros((0, OUTPUTS), np.float32)
    assert decode_actors(nothing, []) == []
    assert decode_conditions(nothing, []) == []


@pytest.mark.parametrize(
    ("tags", "wanted"),
    [
        (".....", []),
        (".Bi..", ["cd ef"]),
        ("Biiii", ["ab cd ef gh ij"]),
        ("BiBi.", ["ab cd", "ef gh"]),
        (".ii..", ["cd ef"]),
        ("Bi.ii", ["ab cd", "gh ij"]),
    ],
)
def test_conditions_are_spans(tags: str, wanted: list[str]) -> None:
    """Like actors, without kinds."""
    found = decode_conditions(scores(".....", conditions=tags), OFFSETS)
    assert [TEXT[start:end] for start, end in found] == wanted


def test_a_condition_of_three_letters_is_none() -> None:
    """It says nothing."""
    assert decode_conditions(scores("..", conditions="B."), OFFSETS[:2]) == []
    assert decode_conditions(scores(".", conditions="B"), [(0, 3)]) == []
    assert decode_conditions(scores(".", conditions="B"), [(0, 4)]) == [(0, 4)]


some_scores = st.integers(1, 12).flatmap(
    lambda count: hnp.arrays(np.float32, (count, OUTPUTS), elements=st.integers(-64, 64).map(lambda eighths: eighths / 8))
)


@given(some_scores)
def test_spans_are_in_order_and_apart(given_scores: Floats) -> None:
    """Whatever the network says: inside the text, one behind the other, with a chance between nought and one."""
    offsets = [(4 * place, 4 * place + 3) for place in range(len(given_scores))]
    place = 0
    for span in decode_actors(given_scores, offsets):
        assert place <= span.start < span.end <= offsets[-1][1]
        assert 0 <= span.score <= 1
        place = span.end


@given(some_scores)
def test_every_piece_that_is_no_outside_belongs_to_a_span(given_scores: Floats) -> None:
    """Unless its letters are cut off; no piece that is outside does."""
    given_scores[:, TAGS : TAGS + 2 * TRIMS] = 0
    offsets = [(4 * place, 4 * place + 3) for place in range(len(given_scores))]
    found = decode_actors(given_scores, offsets)
    covered = {place for place, (start, end) in enumerate(offsets) if any(s.start <= start and end <= s.end for s in found)}
    assert covered == {place for place, row in enumerate(given_scores[:, :TAGS]) if row.argmax() != 0}


@given(some_scores)
def test_conditions_are_in_order_and_apart(given_scores: Floats) -> None:
    """Inside the text, and longer than three letters."""
    offsets = [(4 * place, 4 * place + 3) for place in range(len(given_scores))]
    place = 0
    for start, end in decode_conditions(given_scores, offsets):
        assert place <= start and end - start > 3 and end <= offsets[-1][1]
        place = end
