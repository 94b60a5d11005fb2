"""Cells of spreadsheets: a text that would run as a formula is made harmless, and can be read back as it was."""

from __future__ import annotations

import re

_UNSEEN = r"[\s\x00-\x1f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
_FORMULA = re.compile(rf"'*(?:{_UNSEEN}[\t\r\n]|{_UNSEEN}[=+\-@＝＋－＠])")


def defused(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet might take it for a formula.

    That is where it begins with one of = + - @ (full width too), also behind blanks and marks that are not seen, or with a tab or
    a line break. A text that has such an apostrophe of its own gets one more, so that `restored` gives each back as it was.
    """
    return "'" + text if _FORMULA.match(text) else text


def restored(text: str) -> str:
    """The text that `defused` was given."""
    return text[1:] if text.startswith("'") and defused(text[1:]) == text else text
