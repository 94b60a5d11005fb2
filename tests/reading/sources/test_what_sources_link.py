"""Feeds, sitemaps and front pages: which articles they lead to, and that no hostile one does harm."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlock.reading.sources.feeds import read_feed
from interlock.reading.sources.links import Link
from interlock.reading.sources.shapes import Shape, feeds_of, shape_of
from interlock.reading.sources.sitemaps import read_sitemap
from interlock.vocabulary import UnreadableDocument

AT = "https://press.example/news/feed.xml"

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>חדשות</title><link>https://press.example/</link>
<item><title>אנבידיה &amp;amp; OpenAI</title><link>/a</link><pubDate>Thu, 06 Nov 2025 01:00:00 +0200</pubDate></item>
<item><title>輝達投資</title><link>https://press.example/b</link><dc:date>2025-11-05T23:30:00Z</dc:date></item>
<item><title>no link</title></item>
<item><guid isPermaLink="true">https://press.example/c</guid><pubDate>yesterday</pubDate></item>
<item><link>javascript:alert(1)</link></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://press.example/x/"><title>x</title>
<entry><title type="html">&lt;b&gt;Un&lt;/b&gt; accord</title><link rel="alternate" href="accord"/>
<published>2025-11-06T10:00:00+01:00</published><updated>2025-11-07T10:00:00Z</updated></entry></feed>"""

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + "]>"
)


def test_an_rss_feed_links_articles_with_the_day_as_written() -> None:
    """Relative links count from the feed, the day is that of the writer's time zone, an unreadable one is none."""
    found = read_feed(RSS.encode(), AT)
    assert [(link.url, link.title, link.published) for link in found[:3]] == [
        ("https://press.example/a", "אנבידיה & OpenAI", "2025-11-06"),
        ("https://press.example/b", "輝達投資", "2025-11-05"),
        ("https://press.example/c", None, None),
    ]
    assert [link.url for link in found[3:]] == ["javascript:alert(1)"]  # refused by the guard, and told


def test_an_atom_feed_says_when_an_article_changed() -> None:
    """`updated` is what makes an article worth fetching again; markup in titles goes."""
    assert read_feed(ATOM.encode(), AT) == [
        Link("https://press.example/x/accord", "Un accord", "2025-11-06", "2025-11-07T10:00:00Z")
    ]


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "windows-1255"])
def test_the_charset_of_a_feed_is_its_own(charset: str) -> None:
    """As its XML declaration says."""
    feed = RSS.replace('encoding="utf-8"', f'encoding="{charset}"').replace("輝達投資", "x").encode(charset)
    assert read_feed(feed, AT)[0].title == "אנבידיה & OpenAI"


def test_what_a_source_says_of_an_article_is_bounded() -> None:
    """A link, a title or a day of a million letters does not fill the archive's log."""
    long = "a" * 1_000_000
    entry = f"<item><link>https://e/{long}</link><title>{long}</title><pubDate>{long}</pubDate></item>"
    (link,) = read_feed(f"<rss version='2.0'><channel>{entry}</channel></rss>".encode(), AT)
    url = f"<url><loc>https://e/{long}</loc><lastmod>{long}</lastmod></url>"
    (page,) = read_sitemap(f"<urlset>{url}</urlset>".encode(), AT).pages
    for found in (link, page):
        assert len(found.url) + len(found.title or "") + len(found.stamp or "") < 3_000


def test_entities_are_refused_in_feeds_and_sitemaps() -> None:
    """Before any parser sees them: those that multiply, those that name files, in UTF-16, too."""
    rss = "<rss version='2.0'><channel><item><title>&a9;</title></item></channel></rss>"
    external = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'
    for body in ((BOMB + rss).encode(), (external + rss).encode(), (external + rss).encode("utf-16")):
        with pytest.raises(UnreadableDocument, match="entities"):
            read_feed(body, AT)
        with pytest.raises(UnreadableDocument, match="entities"):
            read_sitemap(body.replace(b"rss", b"urlset"), AT)


def test_a_sitemap_gives_pages_the_latest_first() -> None:
    """With what a news sitemap says of them; packed it is the same."""
    xml = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
      <url><loc> https://press.example/old </loc><lastmod>2024-01-01</lastmod></url>
      <url><loc>https://press.example/new</loc><lastmod>2025-11-06T10:00:00Z</lastmod>
      <news:news><news:publication_date>2025-11-05</news:publication_date>
      <news:title>New &amp; true</news:title></news:news></url>
      <url><lastmod>2026-01-01</lastmod></url></urlset>"""
    expected = [
        Link("https://press.example/new", "New & true", "2025-11-05", "2025-11-06T10:00:00Z"),
        Link("https://press.example/old", None, None, "2024-01-01"),
    ]
    assert read_sitemap(xml, AT).pages == read_sitemap(gzip.compress(xml), AT).pages == expected


def test_an_index_of_sitemaps_leads_to_sitemaps() -> None:
    """Latest first."""
    xml = b"""<sitemapindex><sitemap><loc>https://e/1.xml</loc></sitemap>
    <sitemap><loc>https://e/2.xml.gz</loc><lastmod>2025-11</lastmod></sitemap></sitemapindex>"""
    assert read_sitemap(xml, AT).sitemaps == ["https://e/2.xml.gz", "https://e/1.xml"]


def test_a_packed_sitemap_that_grows_too_large_is_refused() -> None:
    """Its unpacking stops at the bound."""
    with pytest.raises(UnreadableDocument, match="larger than 50 MB"):
        read_sitemap(gzip.compress(b"<urlset>" + b" " * 1_000_000) * 60, AT)


def test_a_front_page_names_its_feeds() -> None:
    """In its head, in its order; those of comments are left out."""
    page = b"""<html><head><base href="/fr/"><link rel="alternate" type="application/rss+xml" href="rss.xml">
    <link rel=alternate type='application/atom+xml' href='https://other.example/atom'>
    <link rel="alternate" type="application/rss+xml" href="/comments/feed/"><link rel="alternate" hreflang="he" href="/he">
    <link rel="stylesheet" type="application/rss+xml" href="/no"></head><body>x</body></html>"""
    assert feeds_of(page, "https://press.example/") == ["https://press.example/fr/rss.xml", "https://other.example/atom"]


@pytest.mark.parametrize(
    ("body", "media_type", "shape"),
    [
        (RSS.encode(), "text/html", Shape.FEED),
        (ATOM.encode(), "text/plain", Shape.FEED),
        (b"\xef\xbb\xbf<!-- x --><urlset/>", "", Shape.SITEMAP),
        (b"<?xml version='1.0'?><?xml-stylesheet href='x'?><sitemapindex>", "application/xml", Shape.SITEMAP),
        (b"<opml version='2.0'>", "text/xml", Shape.OPML),
        (b"<!DOCTYPE html><html><body>an article about <rss> feeds", "text/html", Shape.PAGE),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x' 'y'><html xmlns='z'>", "application/xhtml+xml", Shape.PAGE),
        (b"<p>an article", "text/html", Shape.PAGE),
        (b"%PDF-1.7", "text/html", Shape.PDF),
        (b'{"articles": []}', "application/json", Shape.LIST),
        (b"Nvidia invests", "text/plain", Shape.TEXT),
        (b"<svg>", "image/svg+xml", Shape.OTHER),
        ("<rss version='2.0'>".encode("utf-16"), "application/xml", Shape.FEED),
    ],
)
def test_the_shape_is_told_by_what_comes(body: bytes, media_type: str, shape: Shape) -> None:
    """Servers give feeds the types of pages, and pages those of anything."""
    assert shape_of(body, media_type) is shape


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"<rss version='2.0'><channel><item><link>", b"<urlset><url><loc>", b"<html>"])
)
def test_rubbish_is_refused_in_words(rubbish: bytes, head: bytes) -> None:
    """Whatever comes, a list of links or one reason."""
    for read in (read_feed, read_sitemap):
        try:
            read(head + rubbish, AT)
        except UnreadableDocument as error:
            assert error.reason
    shape_of(head + rubbish, "text/xml")
    feeds_of(head + rubbish, AT)
