"""Folding keeps lengths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlock.vocabulary.folding import fold, fold_name


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    """The folded text is as long as the text, whatever its characters."""
    assert len(fold(text)) == len(text)
    assert len(fold_name(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """Folding is idempotent."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ג׳נסן", "ג'נסן"),
        ("מנכ״ל", 'מנכ"ל'),
        ("AI־ב", "ai-ב"),
        ("馬克·祖克柏", "馬克・祖克柏"),
        ("ＡＭＤ", "amd"),
        ("l’IA", "l'ia"),
    ],
)
def test_spelling_variants_fall_together(one: str, other: str) -> None:
    """Quotes, dashes, dots, widths and case do not tell names apart."""
    assert fold(one) == fold(other)


def test_accents_stay_in_text_and_go_in_names() -> None:
    """'a' and 'à' are two French words; a name is one with and without accents."""
    assert fold("à") != fold("a")
    assert fold_name("Énergie") == fold_name("energie")
