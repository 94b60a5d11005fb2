"""Which fonts a text needs."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

pytest.importorskip("matplotlib")

from interlock.reporting.plots.fonts import ABSENT, SHIPPED, fitted, printable

SOURCE = Path(__file__).parents[3] / "src" / "interlock"


@pytest.mark.parametrize("room", ["atlas", "languages"])
def test_the_shipped_fonts_have_every_character_of_the_data(room: str) -> None:
    """Every Latin, Hebrew and Chinese letter that the atlas and the language files hold."""
    text = "".join(file.read_text(encoding="utf-8") for file in sorted((SOURCE / room / "data").glob("*.yaml")))
    letters = "".join(sorted(set(re.findall(r"[A-Za-z\u00c0-\u024f\u0590-\u05ff\u4e00-\u9ffe]", text))))
    assert len(letters) > 500
    assert fitted(letters) == (letters, tuple(SHIPPED), ())


def test_the_shipped_fonts_have_the_frequent_chinese_characters() -> None:
    """The 3,755 of GB2312 level 1 and the 5,401 of Big5 level 1."""
    pages = [("gb2312", range(0xB0, 0xD8), 3755), ("big5", range(0xA4, 0xC7), 5401)]
    for codec, rows, count in pages:
        pairs = (bytes([row, cell]).decode(codec, "ignore") for row in rows for cell in range(0x40, 0xFF))
        characters = "".join({text for text in pairs if len(text) == 1 and "\u4e00" <= text <= "\u9fff"})
        assert len(characters) == count
        assert fitted(characters)[2] == ()


def test_a_character_that_no_font_has_becomes_a_box(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given back, so that the picture can say so; here no font is installed."""
    monkeypatch.setattr("interlock.reporting.plots.fonts._installed_family", lambda code: None)
    assert fitted("a\U00012399b") == (f"a{ABSENT}b", tuple(SHIPPED), ("\U00012399",))


def test_an_installed_font_helps_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """It comes after the shipped ones."""
    monkeypatch.setattr("interlock.reporting.plots.fonts._installed_family", lambda code: "Cuneiform" if code > 0x12000 else None)
    assert fitted("a\U00012399b") == ("a\U00012399b", (*SHIPPED, "Cuneiform"), ())


def test_a_text_cannot_turn_its_neighbours_round() -> None:
    """Direction overrides and control characters are taken out; isolates, which end with the text, stay."""
    assert printable("a\u202eb\x00c\ufffe\nd\u2068e\u2069") == "abc d\u2068e\u2069"


def test_the_licence_lies_beside_the_fonts() -> None:
    """The fonts are under the Open Font License, which must go with them; together they are smaller than 4 MB."""
    folder = files("interlock.reporting.plots") / "data"
    assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text(encoding="utf-8")
    assert sum(len((folder / name).read_bytes()) for name in SHIPPED.values()) < 4_000_000
