"""What holds for every text."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st
from reading.standin import LANGUAGES

from interlock.reading import read_text
from interlock.reading.html import read_html
from interlock.reading.sentences import LONGEST
from interlock.vocabulary import Document, UnreadableDocument

_PIECES = st.sampled_from(
    [
        "date: 2025-12-26\n",
        "● ",
        "• ",
        "1. ",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        ". ",
        "。",
        "！？",
        "...",
        "……",
        "?",
        '"',
        "」",
        "« ",
        " »",
        "U.S. ",
        "M. ",
        'מנכ"ל',
        "שלום. ",
        "輝達",
        "投资",
        "OpenAI ",
        "4.3",
        "(相關報導: x | 更多文章)",
        "https://x.example/a ",
        "click here",
        "!",
        "\u2028",
        "\ufeff",
        "---\n",
        "title: a\n",
        "The firm paid. ",
        "Il a payé. ",
        "\t",
        "# ",
        "\ud800",
        "é",
        "א",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(_PIECES, max_size=60).map("".join))
MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<div class=ad>",
            "</div>",
            "<h1>",
            "<article>",
            "</article>",
            "<br>",
            "<a href=x>",
            "</a>",
            "<td>",
            "<table>",
            "<pre>\n",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "&amp;",
            "<p hidden>",
            "text. ",
            "輝達。",
            "שלום",
            "\x00",
            "<",
            ">",
        ]
    ),
    max_size=40,
).map("".join)


def check(document: Document) -> None:
    text = document.text
    position = 0
    for zone in document.zones:
        assert zone.start == position < zone.end
        position = zone.end
    assert position == len(text)
    position = 0
    covered = []
    for sentence in document.sentences:
        assert position <= sentence.start < sentence.end <= len(text)
        assert sentence.end - sentence.start <= LONGEST + 200
        assert not text[sentence.start].isspace() and not text[sentence.end - 1].isspace()
        assert any(
            zone.kind is sentence.zone and zone.start <= sentence.start and sentence.end <= zone.end for zone in document.zones
        )
        covered.append(text[position : sentence.start])
        position = sentence.end
    covered.append(text[position:])
    front = (
        document.zones[0].end
        if document.published_from in ("date line", "front matter") or text.lstrip("\ufeff").startswith("---")
        else 0
    )
    lost = "".join(covered)
    if not front:
        assert not any(character.isalpha() for character in lost)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_plain_text(text: str) -> None:
    """Zones tile any text, sentences stand in order inside them, and no letter is lost."""
    check(read_text(text, "x.txt", languages=LANGUAGES))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_markdown(text: str) -> None:
    """The same holds for Markdown."""
    check(read_text(text, "x.md", media_type="text/markdown", languages=LANGUAGES))


@settings(max_examples=100, deadline=None)
@given(MARKUP)
def test_markup(markup: str) -> None:
    """Any markup is a document or an unreadable one."""
    with suppress(UnreadableDocument):
        check(read_html(markup, "x.html", languages=LANGUAGES))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_text_is_untouched(text: str) -> None:
    """The text of a document is the text that was given."""
    assert read_text(text, "x.txt", languages=LANGUAGES).text == text
