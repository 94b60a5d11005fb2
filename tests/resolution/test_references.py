"""Which mentions are names and which only stand for one."""

from __future__ import annotations

import pytest

from interlock.resolution.references import is_reference


@pytest.mark.parametrize(
    ("mention", "language"),
    [
        ("son", "fr"),
        ("the company", "en"),
        ("La startup", "fr"),
        ("החברה", "he"),
        ("מהחברה", "he"),
        ("它", "zh-Hant"),
        ("這家資料標註公司", "zh-Hant"),
        ("das Unternehmen", "de"),
    ],
)
def test_a_pronoun_or_description_is_a_reference(mention: str, language: str) -> None:
    """Pronouns and descriptions name nobody, with or without attached letters."""
    assert is_reference(mention, language)


@pytest.mark.parametrize(
    ("mention", "language"),
    [("Meta", "fr"), ("xAI", "en"), ("מטא", "he"), ("輝達", "zh-Hant"), ("Son", "en"), ("o3", "en"), ("la", "xx")],
)
def test_a_name_is_none(mention: str, language: str) -> None:
    """A name is no reference; in an unknown language nothing is."""
    assert not is_reference(mention, language)
