"""A document of one sentence gets the best guess at its language; names alone have none."""

from __future__ import annotations

import pytest

from interlock.reading.identification import identify_whole


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nvidia will invest $5 billion in Intel.", "en"),
        ("Google bought Wiz.", "en"),
        ("OpenAI raised $40 billion.", "en"),
        ("Nvidia investira 5 milliards de dollars dans Intel.", "fr"),
        ("Microsoft rachète Mistral.", "fr"),
        ("AMD beliefert OpenAI.", "de"),
        ("Nvidia", "und"),
        ("Nvidia Intel AMD Oracle", "und"),
        ("Компания Nvidia подписала договор", "und"),
        ("אנבידיה תשקיע 5 מיליארד דולר באינטל", "he"),
        ("", "und"),
    ],
)
def test_a_short_document_gets_the_best_guess(text: str, code: str) -> None:
    assert identify_whole(text) == code
