"""Text for terminals: it lines up, reads in its own direction, and cannot steer the terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from interlock.reporting import Column, display_width, for_terminal, table
from interlock.reporting.bidi import FSI, PDI, RLI, cleaned
from interlock.reporting.marks import cut
from interlock.reporting.tables import fitted, wrapped

ANY = st.text(st.characters())


def test_right_to_left_text_is_isolated_and_other_text_is_left_alone() -> None:
    """A Hebrew sentence that begins with a Latin name keeps its direction."""
    assert for_terminal("OpenAI תחכור מאנבידיה שבבים") == f"{RLI}OpenAI תחכור מאנבידיה שבבים{PDI}"
    assert for_terminal("Nvidia (אנבידיה) and OpenAI") == f"{FSI}Nvidia (אנבידיה) and OpenAI{PDI}"
    assert for_terminal("輝達 and Nvidia") == "輝達 and Nvidia"


@given(ANY)
def test_no_text_can_steer_the_terminal(text: str) -> None:
    """No control characters, no line breaks, no overrides, and isolates that close."""
    shown = for_terminal(text)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs") or 0x202A <= ord(c) <= 0x202E]
    assert len([c for c in shown if c in (FSI, RLI)]) == shown.count(PDI) <= 1
    shown.encode("utf-8")


def test_columns_line_up_where_letters_are_two_cells_wide() -> None:
    """Chinese takes two cells a letter, isolates none."""
    text = table((Column("Name"), Column("Number", right=True)), [("輝達公司", "1"), ("אנבידיה", "22"), ("Nvidia", "333")])
    lines = text.splitlines()
    assert len({display_width(line) for line in lines}) == 1
    assert display_width("輝達公司") == 8
    assert lines[2].endswith("     1")


def test_a_table_is_cut_to_the_width_where_it_may_be() -> None:
    """The widest column gives way first, and what is cut ends in an ellipsis."""
    text = table((Column("Id"), Column("Quote", shrinks=True)), [("12345678", "long " * 40), ("1", "輝達" * 40)], width=40)
    assert max(map(display_width, text.splitlines())) <= 40
    assert text.count("…") == 2
    assert fitted("輝達公司", 5) == "輝達…"


@given(ANY.map(cleaned), st.integers(4, 60))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    """And breaks Chinese between letters, other text at spaces."""
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_chinese_is_broken_between_letters_and_not_before_a_full_stop() -> None:
    """A line never begins with the stop of the one before."""
    assert wrapped("甲骨文簽下合約。", 14) == ["甲骨文簽下合", "約。"]


def test_segments_make_up_the_text() -> None:
    """Overlapping marks: the first one stands."""
    assert cut("abcdef", [(1, 3, "a"), (2, 4, "b"), (4, 6, "c")]) == [("a", None), ("bc", "a"), ("d", None), ("ef", "c")]
