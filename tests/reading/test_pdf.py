"""PDF files."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF
from reading.standin import LANGUAGES

from interlock.reading.pdf import read_pdf
from interlock.vocabulary import Document, UnreadableDocument, ZoneKind

P1 = (
    "The chip maker agreed on Tuesday to lend two billion dollars to the cloud firm, which is to spend the money on its chips "
    "over three years."
)
P2 = (
    "Analysts asked where the money comes from. Neither company wanted to say, and both declined to comment on the terms "
    "of the loan."
)
FONTS = ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/Library/Fonts/Arial Unicode.ttf", "C:/Windows/Fonts/arial.ttf")
NUMBERS = ("Naught", "One", "Two", "Three")


class Paper(FPDF):
    """Pages with a running head and a page number."""

    running = ""

    def header(self) -> None:
        if self.running:
            self.set_font("Helvetica", size=8)
            self.cell(0, 6, self.running, new_x="LMARGIN", new_y="NEXT")
            self.ln(6)

    def footer(self) -> None:
        if self.running:
            self.set_y(-12)
            self.set_font("Helvetica", size=8)
            self.cell(0, 6, str(self.page_no()))


def make(
    *paragraphs: str, pages: int = 1, running: str = "", password: str | None = None, font: str | None = None, align: str = "L"
) -> bytes:
    paper = Paper()
    paper.running = running
    if font:
        paper.add_font("other", "", font)
    for number in range(pages):
        paper.add_page()
        paper.set_font("other" if font else "Helvetica", size=11)
        for paragraph in paragraphs:
            paper.multi_cell(0, 5, paragraph.replace("#", NUMBERS[number]), align=align, new_x="LMARGIN", new_y="NEXT")
            paper.ln(4)
    if password:
        paper.set_encryption(owner_password="owner", user_password=password)
    return bytes(paper.output())


def read(data: bytes) -> Document:
    return read_pdf(data, "x.pdf", languages=LANGUAGES)


def test_paragraphs_are_lines() -> None:
    """The lines of a paragraph are joined; each paragraph is one line of the text."""
    assert read(make(P1, P2)).text == f"{P1}\n{P2}"


def test_headline() -> None:
    """A short first line in front of a paragraph is the headline and the title."""
    document = read(make("Chip maker lends to customer", P1, P2))
    assert document.zones[0].kind is ZoneKind.HEADLINE
    assert document.title == "Chip maker lends to customer"


def test_running_heads_are_boilerplate() -> None:
    """What comes back at the edge of each page, and page numbers, are boilerplate."""
    document = read(make("# comes first on this page. " + P1, pages=4, running="The Paper, November"))
    kinds = {document.text[zone.start : zone.end].strip()[:9]: zone.kind for zone in document.zones}
    assert kinds["The Paper"] is ZoneKind.BOILERPLATE
    assert kinds["2"] is ZoneKind.BOILERPLATE
    assert kinds["Two comes"] is ZoneKind.BODY


def test_date_line() -> None:
    """A line with a date dates the text; the day the file was made does not."""
    assert read(make("Chip maker lends to customer", "4 November 2025", P1)).published == "2025-11-04"
    assert read(make(P1)).published is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [(lambda: make(P1, password="secret"), "password"), (lambda: make(P1)[:400], "broken"), (lambda: make(), "OCR")],
)
def test_unreadable(data: object, reason: str) -> None:
    """A password, a broken file and a scan are each told apart."""
    with pytest.raises(UnreadableDocument, match=reason):
        read(data())  # type: ignore[operator]


@pytest.mark.skipif(not any(Path(font).exists() for font in FONTS), reason="no font with Hebrew letters here")
def test_hebrew() -> None:
    """Hebrew comes out in the order in which it is read, Latin names inside it too."""
    font = next(font for font in FONTS if Path(font).exists())
    text = 'יצרנית השבבים תלווה 2.5 מיליארד דולר לחברת Nimbus (כך נמסר). "זה אותו דולר", אמרו האנליסטים שלהם.'
    document = read(make(text, font=font, align="R"))
    assert document.text == text
    assert document.language == "he"
