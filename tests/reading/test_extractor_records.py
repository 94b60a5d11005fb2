"""Exports of article extractors and news services are read under the names that these give to their fields."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from reading.standin import Reader

WORDS = "Nvidia invests in Larkspur Compute."
AT = "https://press.example/1"

EXPORTS: dict[str, dict[str, Any]] = {
    "trafilatura": {
        "title": "Nvidia invests",
        "author": "A. Writer",
        "hostname": "press.example",
        "date": "2025-11-06",
        "text": WORDS,
        "raw_text": "Home " + WORDS,
        "source": AT,
        "source-hostname": "The Press",
        "excerpt": "x",
        "comments": "",
        "language": None,
    },
    "news-please": {
        "authors": ["A. Writer"],
        "date_publish": "2025-11-06 08:00:00",
        "date_download": "2025-11-07 10:00:00",
        "maintext": WORDS,
        "source_domain": "The Press",
        "title": "Nvidia invests",
        "title_page": None,
        "url": AT,
        "language": "en",
    },
    "newspaper": {
        "url": AT,
        "source_url": "https://press.example",
        "title": "Nvidia invests",
        "text": WORDS,
        "authors": ["A. Writer"],
        "publish_date": "2025-11-06T08:00:00+00:00",
        "site": "The Press",
        "meta_lang": "en",
    },
    "fundus": {
        "title": "Nvidia invests",
        "authors": ["A. Writer"],
        "publishing_date": "2025-11-06 08:00:00+01:00",
        "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [WORDS]}]},
        "publisher": "The Press",
        "requested_url": AT,
        "lang": "en",
    },
    "common crawl news": {
        "title": "Nvidia invests",
        "plain_text": WORDS,
        "published_date": "2025-11-06",
        "requested_url": AT,
        "author": "A. Writer",
        "sitename": "The Press",
    },
    "event registry": {
        "uri": "8123456",
        "lang": "eng",
        "date": "2025-11-06",
        "time": "08:00:00",
        "url": AT,
        "title": "Nvidia invests",
        "body": WORDS,
        "source": {"uri": "press.example", "dataType": "news", "title": "The Press"},
        "authors": [{"uri": "a@press", "name": "A. Writer", "type": "author"}],
    },
    "newsapi": {
        "source": {"id": None, "name": "The Press"},
        "author": "A. Writer",
        "title": "Nvidia invests",
        "url": AT,
        "publishedAt": "2025-11-06T08:00:00Z",
        "content": WORDS,
        "description": "x",
    },
    "schema.org": {
        "@type": "NewsArticle",
        "headline": "Nvidia invests",
        "articleBody": WORDS,
        "datePublished": "2025-11-06T08:00:00+02:00",
        "author": [{"@type": "Person", "name": "A. Writer"}],
        "publisher": {"@type": "Organization", "name": "The Press"},
        "url": AT,
    },
}


@pytest.mark.parametrize("form", ["lines", "one", "list", "under articles"])
@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_read_as_it_is(tmp_path: Path, read: Reader, name: str, form: str) -> None:
    """Text, address, title, site, author and day come from the tool's own fields, in JSON Lines and in JSON."""
    record = EXPORTS[name]
    content: Any = {"one": record, "list": [record], "under articles": {"articles": {"results": [record]}}}.get(form, record)
    path = tmp_path / ("a.jsonl" if form == "lines" else "a.json")
    path.write_text(json.dumps(content), encoding="utf-8")
    documents, failures = read(path)
    assert failures == []
    assert [(each.text, each.address, each.title, each.site, each.author, each.published) for each in documents] == [
        (WORDS, AT, "Nvidia invests", "The Press", "A. Writer", "2025-11-06")
    ]
    if name == "news-please":
        assert documents[0].retrieved == "2025-11-07T10:00:00Z"


@pytest.mark.parametrize(
    ("record", "why"),
    [
        ({"url": AT, "title": "x", "seendate": "20251106T120000Z"}, "'interlock watch' fetches"),
        ({"url": AT, "content": "The beginning… [+1234 chars]"}, "only the beginning"),
        ({"url": AT, "maintext": 7}, "'maintext'"),
        ({"url": AT, "body": {"sections": "x"}}, "'text'|'body'"),
        ({"url": AT, "text": WORDS, "date_publish": "soon"}, "no date"),
        ({"url": 7, "text": WORDS}, "'url'"),
    ],
)
def test_a_record_without_an_article_is_told(tmp_path: Path, read: Reader, record: dict[str, Any], why: str) -> None:
    """With its place, and the others are read."""
    (tmp_path / "a.json").write_text(json.dumps([record, EXPORTS["newspaper"]]))
    documents, failures = read(tmp_path / "a.json")
    assert len(documents) == 1
    assert [failure.reason.split(":")[0] for failure in failures] == ["article 1"]
    assert re.search(why, failures[0].reason)


def test_a_list_without_any_text_is_told_once(tmp_path: Path, read: Reader) -> None:
    """GDELT's hundreds of addresses are one line, which says what fetches them."""
    (tmp_path / "a.json").write_text(json.dumps({"articles": [{"url": f"{AT}?{number}", "title": "x"} for number in range(250)]}))
    documents, failures = read(tmp_path / "a.json")
    assert documents == []
    assert ["250 articles" in failure.reason and "watch" in failure.reason for failure in failures] == [True]


def test_json_in_a_folder_is_left_alone(tmp_path: Path, read: Reader) -> None:
    """A folder holds any number of such files that are no articles; named, they are read."""
    (tmp_path / "settings.json").write_text(json.dumps(EXPORTS["newspaper"]))
    assert read(tmp_path) == ([], [])


@pytest.mark.parametrize("text", ["[]", "{", "7", "[[1]]", '{"articles": []}'])
def test_json_without_articles_is_told(tmp_path: Path, read: Reader, text: str) -> None:
    """In one line."""
    (tmp_path / "a.json").write_text(text)
    documents, failures = read(tmp_path / "a.json")
    assert (documents, len(failures)) == ([], 1)
