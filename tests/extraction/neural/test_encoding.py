"""From text to pieces: offsets are those of the untouched text in every script, hints stand where the grammar sees something."""

from __future__ import annotations

import pytest
from extraction.neural.support import LETTERS, find, pieces
from hypothesis import given
from hypothesis import strategies as st

from interlock.extraction.neural.encoding import HINTS, NODE_TYPES, Node, TextWindow
from interlock.vocabulary import ActorKind

LATIN = "OpenAI buys chips from Nvidia."
HEBREW = "מכרה לאנבידיה שבבים ב־100 דולר"
CHINESE = "OpenAI向輝達購買晶片，100億美元。"

letters = st.text(st.sampled_from(LETTERS), min_size=1, max_size=6)
spaces = st.text(st.sampled_from(" \t\n\r\u00a0\u2009\u3000\u202f"), max_size=4)
texts = st.lists(st.one_of(letters, spaces), max_size=12).map("".join)


def whole(text: str, *seen: Node) -> TextWindow:
    """One window over all of the text."""
    return pieces().window(text, 0, len(text), seen)


def words_of(text: str, window: TextWindow) -> list[str]:
    """The text of each piece."""
    return [text[start:end] for start, end in window.offsets]


def test_a_word_is_a_piece_without_its_space() -> None:
    """The space in front belongs to the piece and not to the offsets."""
    assert words_of(LATIN, whole(LATIN))[:5] == ["Open", "AI", "buys", "chips", "from"]


def test_the_first_word_is_read_as_one_behind_a_space() -> None:
    """A name at the head of a sentence is the same piece as within it."""
    first, later = whole("Open buys"), whole("from Open buys")
    assert first.ids[1] == later.ids[2]
    assert first.offsets[0] == (0, 4)


def test_hebrew_prefix_letters_are_pieces_of_their_own_or_part_of_one() -> None:
    """The letter glued to a name lies at its own place."""
    assert words_of(HEBREW, whole(HEBREW))[:4] == ["מכרה", "ל", "אנבידיה", "שבבים"]


def test_chinese_words_have_no_spaces() -> None:
    """Words and characters follow each other without a gap."""
    assert words_of(CHINESE, whole(CHINESE)) == ["Open", "AI", "向", "輝達", "購", "買", "晶片", "，", "1", "00", "億美元", "。"]


@pytest.mark.parametrize("space", [" ", "   ", "\n\n", "\t", "\u00a0", "\u3000", " \n\u2009 "])
def test_odd_white_space_is_one_space(space: str) -> None:
    """The same pieces, each at its own place."""
    text = f"Nvidia{space}chips{space}from"
    found = whole(text)
    assert words_of(text, found) == ["Nvidia", "chips", "from"]
    assert found.ids == whole("Nvidia chips from").ids


def test_wide_letters_are_read_as_plain_ones() -> None:
    """'ＡＩ' and '１００' are the pieces of 'AI' and '100'; offsets are those of the text."""
    text = "OpenＡＩ １００"
    found = whole(text)
    assert found.ids == whole("OpenAI 100").ids
    assert words_of(text, found) == ["Open", "ＡＩ", "１０", "０"]


def test_a_letter_that_stands_for_several_has_one_place() -> None:
    """'ﬁ' is two letters, '½' three, 'e' with an accent behind it one."""
    for text in ("a ﬁn", "a ½ n", "a e\u0301n"):
        assert "".join(words_of(text, whole(text))) == text.replace(" ", "")


def test_special_pieces_stand_at_both_ends() -> None:
    """They have no offsets."""
    found = whole(LATIN)
    assert (found.ids[0], found.ids[-1]) == (pieces().begin, pieces().end)
    assert len(found.ids) == len(found.offsets) + 2 == len(found.hints)


def test_an_unknown_letter_is_the_unknown_piece() -> None:
    """It has a place all the same."""
    text = "from ☃ chips"
    found = whole(text)
    assert pieces().unknown in found.ids
    assert "☃" in words_of(text, found)


@given(texts, texts, texts)
def test_pieces_lie_in_the_window_in_order(before: str, text: str, behind: str) -> None:
    """They do not overlap, begin with no space, and leave out nothing but space."""
    everything = before + text + behind
    found = pieces().window(everything, len(before), len(before) + len(text))
    place = len(before)
    for start, end in found.offsets:
        assert place <= start < end <= len(before) + len(text)
        assert everything[place:start].strip() == ""
        assert not everything[start].isspace()
        place = end
    assert everything[place : len(before) + len(text)].strip() == ""


@given(texts, texts, texts)
def test_what_stands_around_a_window_does_not_change_it(before: str, text: str, behind: str) -> None:
    """The same pieces, moved by what stands before."""
    alone = whole(text)
    inside = pieces().window(before + text + behind, len(before), len(before) + len(text))
    assert inside.ids == alone.ids
    assert inside.offsets == tuple((start + len(before), end + len(before)) for start, end in alone.offsets)


@given(st.text(max_size=40))
def test_any_text_is_encoded(text: str) -> None:
    """Whatever characters it has: offsets lie in it and do not go back."""
    place = 0
    for start, end in whole(text).offsets:
        assert place <= start < end <= len(text)
        place = start


@given(texts, st.data())
def test_the_tokens_of_a_span_are_those_that_touch_it(text: str, data: st.DataObject) -> None:
    """One at least; numbered from the special piece in front."""
    found = whole(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = found.tokens(start, end)
    assert 1 <= first < last <= max(len(found.offsets) + 1, 2)
    touching = {place for place, (a, b) in enumerate(found.offsets, start=1) if a < end and start < b}
    if touching:
        assert set(range(first, last)) == touching
    else:
        assert last == first + 1


def test_a_name_is_hinted_at_its_pieces() -> None:
    """The first piece and the others have rows of their own; the rest has none."""
    found = whole(LATIN, Node(*find(LATIN, "OpenAI"), "company"))
    row = 1 + 2 * HINTS.index("company")
    assert found.hints[:5] == (0, row, row + 1, 0, 0)
    assert not any(found.hints[5:])


def test_a_name_behind_a_prefix_letter_is_hinted_without_it() -> None:
    """The letter is no part of the name."""
    found = whole(HEBREW, Node(*find(HEBREW, "אנבידיה"), "company"))
    row = 1 + 2 * HINTS.index("company")
    assert found.hints[1:5] == (0, 0, row, 0)


def test_every_type_has_its_own_rows() -> None:
    """Two each, none of them nought."""
    text = "from chips"
    rows = [hint for name in HINTS for hint in whole(text, Node(0, 10, name)).hints if hint]
    assert rows == list(range(1, 2 * len(HINTS) + 1))


@pytest.mark.parametrize("node", [Node(0, 4, "sentence"), Node(0, 4, "author"), Node(0, 40, "company"), Node(-3, 4, "date")])
def test_what_is_no_hint_or_not_in_the_window_is_not_hinted(node: Node) -> None:
    """Sentences, the author, and names that reach beyond the window."""
    assert not any(whole("from chips", node).hints)


def test_a_window_of_space_has_no_pieces() -> None:
    """And hints nothing."""
    found = whole(" \n ", Node(0, 1, "company"))
    assert (found.ids, found.offsets, found.hints) == ((pieces().begin, pieces().end), (), (0, 0))


@given(texts, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9), st.sampled_from(HINTS)), max_size=4))
def test_hints_are_rows_of_the_table(text: str, made: list[tuple[int, int, str]]) -> None:
    """One for each token, none at the special pieces."""
    found = whole(text, *(Node(start, start + length, name) for start, length, name in made))
    assert len(found.hints) == len(found.ids)
    assert all(0 <= hint <= 2 * len(HINTS) for hint in found.hints)
    assert found.hints[0] == found.hints[-1] == 0


def test_actors_are_told_from_other_nodes() -> None:
    """By their type."""
    actors = {name for name in NODE_TYPES if Node(0, 1, name).is_actor}
    assert actors == {str(kind) for kind in ActorKind}
    assert len(set(NODE_TYPES)) == len(NODE_TYPES)
    assert set(HINTS) == set(NODE_TYPES) - {"sentence", "author"}
