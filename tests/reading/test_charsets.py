"""From bytes to text."""

from __future__ import annotations

import codecs

import pytest

from interlock.reading.charsets import decode
from interlock.vocabulary import UnreadableDocument

HEBREW = "שלום עולם, החברה חתמה"
TRADITIONAL = "輝達宣布投資這家公司，金額沒有公布。"
SIMPLIFIED = "英伟达宣布投资这家公司，金额没有公布。"
FRENCH = "La société a levé des fonds à l'été."


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (HEBREW, "windows-1255"),
        (HEBREW, "iso-8859-8"),
        ("אנבידיה ו-OpenAI", "windows-1255"),
        (TRADITIONAL, "big5"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "gb2312"),
        (FRENCH, "latin-1"),
        (FRENCH, "cp1252"),
        (HEBREW, "utf-8"),
        (HEBREW, "utf-16"),
        (FRENCH, "utf-16-le"),
        (TRADITIONAL, "utf-8-sig"),
    ],
)
def test_short_sample(text: str, charset: str) -> None:
    """A sentence is enough to tell the charset."""
    assert decode(text.encode(charset), "x") == text


def test_byte_order_mark_is_dropped() -> None:
    """The byte order mark is no part of the text."""
    assert decode(codecs.BOM_UTF8 + b"a\r\nb", "x") == "a\r\nb"


def test_declared_charset() -> None:
    """A page's own declaration decides what its bytes alone do not."""
    page = f'<html><head><meta charset="windows-1255"></head><p>é {HEBREW[:4]}'.replace("é ", "").encode("windows-1255")
    assert HEBREW[:4] in decode(page, "x", html=True)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (bytes(range(256)) * 20, "binary"),
        ("החברה חתמה".encode() + b"\xff" + " על ההסכם".encode(), "invalid byte at offset 19"),
    ],
)
def test_unreadable(data: bytes, words: str) -> None:
    """What is no text is refused with the reason."""
    with pytest.raises(UnreadableDocument, match=words):
        decode(data, "x")
