"""Dates and titles in front of a plain text."""

from __future__ import annotations

import pytest
from reading.standin import LANGUAGES

from interlock.reading import read_text
from interlock.vocabulary import Document, ZoneKind

BODY = "The firm bought a smaller one on Monday. It paid in cash, two people said."


def read(text: str, **known: str) -> Document:
    return read_text(text, "x.txt", languages=LANGUAGES, **known)


@pytest.mark.parametrize(
    "front",
    [
        "date: 2025-12-26\n",
        " date 2025-12-26 ",
        "DATE:2025/12/26\n",
        "\n\ndate: 26.12.2025\n\n",
        "Published: December 26, 2025\n",
        "日期：2025年12月26日\n",
        "26 December 2025\n",
        "2025-12-26 10:15\n",
        "December 26, 2025 10:15 4 min read\n",
    ],
)
def test_date_line(front: str) -> None:
    """A date in front is the publication date, and no evidence."""
    document = read(front + BODY)
    assert (document.published, document.published_from) == ("2025-12-26", "date line")
    assert document.zones[0].kind is ZoneKind.BOILERPLATE
    assert document.sentences[-2].start == len(front.rstrip()) + (len(front) - len(front.rstrip()))


@pytest.mark.parametrize(
    "text", [BODY + "\ndate: 2025-12-26", BODY + " date 2025-12-26 " + BODY, "2025-12-26 became the day of the sale\n\n" + BODY]
)
def test_only_the_front_counts(text: str) -> None:
    """A date further on, or one that a headline begins with, dates nothing."""
    assert read(text).published is None


def test_given_date_wins() -> None:
    """A date that the caller knows wins over the one in the text."""
    document = read("date: 2025-12-26\n" + BODY, published="2025-12-27", published_from="record")
    assert (document.published, document.published_from) == ("2025-12-27", "record")


def test_text_is_untouched() -> None:
    """The date line stays in the text, line ends included."""
    text = "date: 2025-12-26\r\n" + BODY + "\r\n"
    assert read(text).text == text


def test_front_matter() -> None:
    """Markdown front matter gives date and title and is boilerplate."""
    text = f'---\ntitle: "Big sale"\ndate: 2025-12-26\n---\n# Heading\n\n{BODY}\n'
    document = read(text, media_type="text/markdown")
    assert (document.title, document.published, document.published_from) == ("Big sale", "2025-12-26", "front matter")
    assert text[document.sentences[0].start : document.sentences[0].end] == "Heading"


def test_no_date_is_unknown() -> None:
    """Without a date the publication date stays unknown."""
    document = read(BODY)
    assert (document.published, document.published_from) == (None, None)
