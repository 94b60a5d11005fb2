"""Lists of sources: plain, TOML, OPML, GDELT's; a wrong one is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from interlock.reading.sources.links import Link
from interlock.reading.sources.lists import Source, SourceKind, read_source_list
from interlock.vocabulary import DataFileError, UnreadableDocument


def written(folder: Path, name: str, text: str) -> Path:
    """A file with a text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_plain_list(tmp_path: Path) -> None:
    """One address a line, a kind before it where wanted, comments; what stands twice counts once. '#' in an address stays."""
    text = "\ufeff# mine\nhttps://a.example/feed#x  # the first\n\nfeed https://b.example/\nhttps://a.example/feed#x\nsite  HTTPS://c.example/\n"
    assert read_source_list(written(tmp_path, "list.txt", text)).sources == (
        Source("https://a.example/feed#x"),
        Source("https://b.example/", SourceKind.FEED),
        Source("HTTPS://c.example/", SourceKind.SITE),
    )


def test_a_toml_list(tmp_path: Path) -> None:
    """Kind and number of articles where they are given."""
    text = (
        '[[source]]\naddress = "https://a.example/"\nkind = "sitemap"\nmost = 7\n\n[[source]]\naddress = "https://b.example/"\n'
    )
    assert read_source_list(written(tmp_path, "list.toml", text)).sources == (
        Source("https://a.example/", SourceKind.SITEMAP, 7),
        Source("https://b.example/"),
    )


def test_an_opml_list(tmp_path: Path) -> None:
    """Folders within folders; outlines without an address are passed over."""
    text = """<?xml version="1.0"?><opml version="2.0"><body><outline text="AI"><outline type="rss" xmlUrl="https://a.example/rss"/>
    <outline text="x" xmlurl="https://b.example/rss"/></outline><outline xmlUrl="file:///etc/passwd"/></body></opml>"""
    found = read_source_list(written(tmp_path, "feeds.opml", text)).sources
    assert [(source.address, source.kind) for source in found] == [
        ("https://a.example/rss", SourceKind.FEED),
        ("https://b.example/rss", SourceKind.FEED),
    ]


GDELT_JSON = """{"articles": [{"url": "https://a.example/1", "title": "Nvidia  invests", "seendate": "20251106T120000Z",
"domain": "a.example", "language": "English"}, {"title": "no url"}]}"""
GDELT_CSV = "\ufeffURL,MobileURL,Date,Title\nhttps://a.example/1,,2025-11-06 12:00:00,Nvidia  invests\n,,,\n"


@pytest.mark.parametrize(("name", "text"), [("list.json", GDELT_JSON), ("list.csv", GDELT_CSV)])
def test_an_article_list_of_gdelt(tmp_path: Path, name: str, text: str) -> None:
    """Addresses and titles; the day on which GDELT saw it is no day of publication."""
    found = read_source_list(written(tmp_path, name, text))
    assert (found.sources, found.articles) == ((), (Link("https://a.example/1", "Nvidia invests"),))


@pytest.mark.parametrize(
    ("name", "text", "line", "why"),
    [
        ("a.txt", "\nftp://a.example/\n", 2, "no http"),
        ("a.txt", "https://a.example/\nfeeds https://b.example/\n", 2, "is no source"),
        ("a.txt", "# nothing\n", 1, "lists no source"),
        ("a.toml", '[[source]]\naddress = "https://a/"\n\n[[source]]\nadress = "https://b/"\n', 4, "wants an address"),
        ("a.toml", '[[source]]\naddress = "https://a/"\nmost = 0\n', 1, "'most'"),
        ("a.toml", '[[source]]\naddress = "https://a/"\nkind = "rss"\n', 1, "'kind'"),
        ("a.toml", '[[source]]\naddress = "https://a/"\nevery = "1m"\n', 1, "no such key 'every'"),
        ("a.toml", "sources = []\n", 1, r"\[\[source\]\]"),
        ("a.toml", "[[source]\n", 1, "line 1"),
    ],
)
def test_a_wrong_line_is_told(tmp_path: Path, name: str, text: str, line: int, why: str) -> None:
    """File, line, what is wanted."""
    with pytest.raises(DataFileError, match=why) as error:
        read_source_list(written(tmp_path, name, text))
    assert error.value.line == line


@pytest.mark.parametrize(("name", "text"), [("a.json", "{}"), ("a.json", "[1]"), ("a.csv", "a,b\n1,2\n"), ("a.opml", "<html/>")])
def test_a_file_of_another_kind_is_told(tmp_path: Path, name: str, text: str) -> None:
    """What was wanted of it."""
    with pytest.raises(UnreadableDocument):
        read_source_list(written(tmp_path, name, text))
