"""Which language a text is in."""

from __future__ import annotations

import pytest

from interlock.reading.identification import identify, identify_whole


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("החברה חתמה על הסכם", "he"),
        ("OpenAI, Oracle, Microsoft ו־Broadcom חתמו על הסכם", "he"),
        ("輝達宣布投資這家公司", "zh-Hant"),
        ("英伟达宣布投资这家公司", "zh-Hans"),
        ("Broadcom與OpenAI簽約，Reuters報導", "zh-Hant"),
        ("The company said that it had signed with the bank.", "en"),
        ("La société a annoncé qu'elle avait signé avec la banque.", "fr"),
        ("La empresa dijo que ha firmado con el banco y los socios.", "es"),
        ("Die Firma hat mit der Bank einen Vertrag und das Geld.", "de"),
        ("Le azioni della società sono salite con gli acquisti di ieri", "it"),
        ("Chip shares tumbled yesterday across several markets", "en"),
        ("同社はきょう契約を結んだと発表した", "ja"),
        ("회사는 오늘 계약을 체결했다", "ko"),
        ("Компания подписала договор", "und"),
        ("", "und"),
        ("12 – 15 %", "und"),
        ("Nvidia", "und"),
    ],
)
def test_tag(text: str, tag: str) -> None:
    """The tag of a text by itself."""
    assert identify(text) == tag


@pytest.mark.parametrize(
    ("text", "around"),
    [("OpenAI", "he"), ("Nvidia, Oracle, Intel", "fr"), ("12 %", "zh-Hant"), ("一二三", "zh-Hans"), ("公里", "zh-Hant")],
)
def test_undecided_inherits(text: str, around: str) -> None:
    """What does not tell its language has that of the text around it."""
    assert identify(text, around) == around


def test_foreign_quotation() -> None:
    """An English sentence inside a Hebrew text is English."""
    assert identify("We will not be paying for the chips of others", "he") == "en"


def test_lone_surrogates() -> None:
    """Half of a surrogate pair does no harm."""
    assert identify("輝達\ud800投資這家公司") == "zh-Hant"
    assert identify("Chip shares \udfff tumbled yesterday across several markets") == "en"


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
    """With no text around it to go by, one sentence is guessed at; names alone are in no language."""
    assert identify_whole(text) == code
