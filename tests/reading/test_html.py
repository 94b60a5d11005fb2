"""HTML pages."""

from __future__ import annotations

import pytest
from reading.standin import LANGUAGES

from interlock.reading.html import read_html
from interlock.vocabulary import Document, UnreadableDocument, ZoneKind

P1 = "The chip maker agreed on Tuesday to lend $2 billion to the cloud firm, which is to spend the money on its chips."
P2 = "Analysts asked where the money comes from. Neither company wanted to say, and both declined to comment further."
P3 = "The loan is to be repaid by 2030, people familiar with the matter said, and carries an interest rate of 7 per cent."


def page(body: str, head: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>Chip maker lends to customer</title>{head}</head><body>"
        '<header><a href="/">The Paper</a></header><nav><a href="/m">Markets</a></nav>'
        f"<article><h1>Chip maker lends to customer</h1><p>{P1}</p>{body}<p>{P2}</p><p>{P3}</p></article>"
        "<footer>© 2025 The Paper. All rights reserved.</footer></body></html>"
    )


def read(markup: str) -> Document:
    return read_html(markup, "https://paper.example/a", languages=LANGUAGES)


def kind_of(document: Document, words: str) -> ZoneKind:
    position = document.text.index(words)
    return next(zone.kind for zone in document.zones if zone.start <= position < zone.end)


@pytest.mark.parametrize(
    ("body", "words", "kind"),
    [
        ("", P1, ZoneKind.BODY),
        ("", P3, ZoneKind.BODY),
        ("", "Chip maker lends", ZoneKind.HEADLINE),
        ("", "Markets", ZoneKind.BOILERPLATE),
        ("", "©", ZoneKind.BOILERPLATE),
        ("<h2>What comes next</h2>", "What comes", ZoneKind.HEADLINE),
        ("<figure><img src=x><figcaption>A hall in Texas</figcaption></figure>", "A hall", ZoneKind.BOILERPLATE),
        ('<aside class="factbox"><p>The firm was founded in 2017.</p></aside>', "founded", ZoneKind.BOX),
        ('<div class="related-stories"><a href="/1">Bank buys all for $50 billion</a></div>', "Bank", ZoneKind.RELATED),
        ('<div class="ad-slot"><p>Headphones for $99 only</p></div>', "Headphones", ZoneKind.ADVERT),
        ('<div id="newsletterSignup"><p>Our letter, every day.</p></div>', "letter", ZoneKind.ADVERT),
        ('<p><a href="/2">Rival secures $9 billion for its new plant</a></p>', "Rival", ZoneKind.TEASER),
        ("<p>Read also: Rival secures $9 billion</p>", "Rival", ZoneKind.TEASER),
        ("<p>Subscribe now and get 50% off!</p>", "Subscribe", ZoneKind.ADVERT),
        ("<table><tr><td>2026</td><td>$0.5 billion</td></tr></table>", "2026", ZoneKind.BODY),
        ("<ul><li>It lends the money for three years at most.</li></ul>", "It lends", ZoneKind.BODY),
        ("<p>It <b>will</b> pay <a href=x>Broadcom</a> as well in the coming year.</p>", "It will pay Broadcom", ZoneKind.BODY),
    ],
)
def test_zone(body: str, words: str, kind: ZoneKind) -> None:
    """Each block of a page has the zone that its place and words tell."""
    assert kind_of(read(page(body)), words) is kind


@pytest.mark.parametrize(
    "hidden", ["<script>x</script>", "<style>x</style>", "<p hidden>x</p>", '<p style="display: none">x</p>', "<!-- x -->"]
)
def test_hidden_text(hidden: str) -> None:
    """What a reader does not see is no part of the text."""
    assert read(page(hidden.replace("x", "invisible"))).text.find("invisible") == -1


def test_one_block_a_line() -> None:
    """Each block is one line, in reading order, and each line one zone."""
    document = read(page(""))
    lines = document.text.split("\n")
    assert lines[:3] == ["The Paper", "Markets", "Chip maker lends to customer"]
    assert [zone.start for zone in document.zones] == [
        sum(len(line) + 1 for line in lines[:index]) for index in range(len(lines))
    ]


@pytest.mark.parametrize(
    ("head", "body", "source"),
    [
        (
            '<script type="application/ld+json">'
            '{"@graph": [{"@type": "NewsArticle", "datePublished": "2025-11-04T23:00:00Z"}]}</script>',
            "",
            "json-ld",
        ),
        ('<meta property="article:published_time" content="2025-11-04T08:00:00+02:00">', "", "meta"),
        ("", '<time datetime="2025-11-04T08:00">Tuesday</time>', "time element"),
        ("", "<p>4 November 2025</p>", "date line"),
    ],
)
def test_date(head: str, body: str, source: str) -> None:
    """The publication date and where the page states it."""
    document = read(page(body, head))
    assert (document.published, document.published_from) == ("2025-11-04", source)


def test_no_date() -> None:
    """A page that does not state its date has none, whatever days its text names."""
    document = read(page("<p>The bank had bought the rest on 3 November 2025 without telling anybody.</p>"))
    assert document.published is None


def test_broken_linked_data() -> None:
    """JSON-LD that cannot be parsed is passed over."""
    assert read(page("", '<script type="application/ld+json">{"datePublished": </script>')).published is None


def test_names() -> None:
    """Title, site and author come from the page's metadata."""
    head = '<meta property="og:site_name" content="The Paper"><meta name="author" content="Dana Cohen">'
    document = read(page("", head))
    assert (document.title, document.site, document.author) == ("Chip maker lends to customer", "The Paper", "Dana Cohen")


def test_hebrew_page() -> None:
    """A Hebrew page is read as one."""
    text = "יצרנית השבבים הסכימה ביום שלישי להלוות שני מיליארד דולר לחברת הענן, שתוציא אותם על השבבים שלה. "
    document = read(f'<html dir="rtl"><body><article><h1>הלוואה ללקוח</h1><p>{text * 2}</p></article></body></html>')
    assert document.language == "he" and kind_of(document, text) is ZoneKind.BODY


def test_page_without_article() -> None:
    """Bare paragraphs are body where nothing else is known."""
    assert kind_of(read(f"<p>{P1}</p><p>{P2}</p>"), P1) is ZoneKind.BODY


def test_wrapper_named_like_an_advert() -> None:
    """An element that wraps the page is no advert, whatever its class says."""
    assert kind_of(read(page("").replace("<article>", '<div class="page ads-enabled"><article>')), P1) is ZoneKind.BODY


@pytest.mark.parametrize("markup", ["<html></html>", "<html><body><script>1</script></body></html>", "<!doctype html>"])
def test_page_without_text(markup: str) -> None:
    """A page that shows nothing is refused."""
    with pytest.raises(UnreadableDocument, match="no text"):
        read(markup)


def test_deep_nesting() -> None:
    """A page of a thousand nested elements is read; one that the parser would cut off is refused."""
    assert P1 in read("<div>" * 1000 + f"<p>{P1}</p>").text
    with pytest.raises(UnreadableDocument, match="deeply"):
        read(f"<p>{P1}</p>" + "<div>" * 10_000 + f"<p>{P2}</p>")
