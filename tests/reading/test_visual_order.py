"""Hebrew as it is painted and as it is read."""

from __future__ import annotations

from interlock.reading.visual_order import is_visual, to_logical

READ = "העם חתם על 12.5% מחברת Cloud Nine (כולם)"
PAINTED = "(םלוכ) Cloud Nine תרבחמ 12.5% לע םתח םעה"


def test_told_by_final_letters() -> None:
    """Final letters at the beginning of words tell painted text."""
    assert is_visual([PAINTED]) and not is_visual([READ]) and not is_visual(["Latin"])


def test_painted_becomes_read() -> None:
    """Words, numbers, Latin names and brackets come into reading order."""
    assert to_logical(PAINTED) == READ


def test_latin_line_stays() -> None:
    """A line without Hebrew is not turned."""
    assert to_logical("Cloud Nine (all)") == "Cloud Nine (all)"
