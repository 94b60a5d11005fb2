"""Text that is measured before it is set."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("matplotlib")

from interlock.reporting.plots.sheet import BODY, Sheet, directed, text_width, wrap

WORDS = st.text(st.sampled_from("ab W-輝達英伟אבנ "), max_size=40)


def test_twice_the_size_is_twice_as_wide() -> None:
    """Widths follow the type."""
    assert text_width("Société Générale", 16.0) == pytest.approx(2 * text_width("Société Générale", 8.0), rel=0.01)


def test_a_chinese_character_is_as_wide_as_the_type_is_high() -> None:
    """Its box is a square: ten of them at 72 points are ten inches wide, less the white in the outermost."""
    assert text_width("輝" * 10, 72.0) == pytest.approx(254.0, rel=0.02)


@settings(deadline=None, max_examples=60)
@given(WORDS, st.floats(8.0, 40.0), st.integers(1, 3))
def test_no_line_is_wider_than_its_room(text: str, width: float, rows: int) -> None:
    """And there are at most as many lines as asked for."""
    lines = wrap(text, width, BODY, rows)
    assert len(lines) <= rows
    assert all(text_width(line, BODY) <= width + 1e-6 for line in lines)


@settings(deadline=None, max_examples=60)
@given(WORDS)
def test_wrapping_loses_no_letter_where_there_is_room(text: str) -> None:
    """Only spaces go."""
    assert "".join("".join(wrap(text, 12.0, BODY, 100)).split()) == "".join(text.split())


def test_what_does_not_go_in_ends_in_an_ellipsis() -> None:
    """In the last line."""
    assert wrap("Blue Owl Capital Corporation III", 25.0, BODY, 1) == ["Blue Owl Capital…"]


def test_lines_end_between_words_and_between_chinese_characters() -> None:
    """Not inside a Latin word."""
    assert wrap("Société Générale Corporate", 26.0, BODY, 2) == ["Société Générale", "Corporate"]
    assert wrap("中国国家互联网信息办公室", 18.0, BODY, 3) == ["中国国家互联", "网信息办公室"]


def test_hebrew_lines_run_from_right_to_left() -> None:
    """Also where they begin with a Latin name; a line with isolates of its own is left as it is."""
    assert directed("Nvidia קנתה מיקרוסופט") == "\u2067Nvidia קנתה מיקרוסופט\u2069"
    assert directed("→ \u2067אנבידיה\u2069, H20") == "→ \u2067אנבידיה\u2069, H20"
    assert directed("輝達 (Nvidia)") == "輝達 (Nvidia)"


def test_a_sheet_is_as_wide_as_asked_for() -> None:
    """In inches of matplotlib's figure."""
    sheet = Sheet(254.0)
    sheet.set_height(127.0)
    assert tuple(sheet.figure.get_size_inches()) == pytest.approx((10.0, 5.0))
