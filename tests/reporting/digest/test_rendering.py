"""Markdown, HTML and JSON of a digest: what documents say stays text, whatever signs it holds."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from reporting.digest.written import QUOTE, Desk, claim, made, party, told

from interlock.reporting.digest.html import html
from interlock.reporting.digest.json_record import digest_record
from interlock.reporting.digest.markdown import escaped, markdown
from interlock.reporting.digest.records import Digest, Sentence, SourceRow, WordsSlot
from interlock.vocabulary import ActorKind, Kind, Party, Status

HOSTILE = (
    "<script>alert(1)</script>",
    "[click](https://evil.example) ![x](https://evil.example/x.png)",
    "https://evil.example www.evil.example a@evil.example",
    "`code` **bold** _it_ ~~no~~ | # > - 1. $x$ &lt; &#60;",
    "\u202eevil\u2066 \x00\x1b[31m",
    '" onmouseover="alert(1)',
    "</blockquote></body>",
    "---\n# Heading\n\n- list",
)
_AUTOLINK = re.compile(r"(?:://|www\.|@)(?!\u2060)")
"""What GitHub makes a link of by itself."""


def hostile_digest(words: str, address: str = "javascript:alert(1)", language: str = "en") -> Digest:
    """A digest whose names, titles, outlets and quotes are such words."""
    bad = Party("x", words, ActorKind.COMPANY)
    fact = made(Kind.SAYS, Status.DONE, bad, party("openai"))
    desk, record = Desk(language, (fact,)), told(fact, quote=WordsSlot(words))
    cited = claim()
    quoted = replace(cited, evidence=replace(cited.evidence, quote=words, end=len(words)))
    evidence = replace(desk.evidence, claims={"c1": quoted})
    sentence = Sentence(record, desk.writer.write(record), desk.writer.tail(record))
    rows = tuple(
        SourceRow(number, f"d{number}", words, words, "2025-10-06", "en", address, "reprint", None, words) for number in (1, 2)
    )
    return Digest(language, words, sentence, (sentence,), {}, rows, evidence, about=words)


def tree_of(page: str) -> Any:
    """A page as a tree."""
    return lxml_html.document_fromstring(page.encode())


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("language", ["en", "he"])
def test_html_holds_no_element_of_a_document(words: str, language: str) -> None:
    """No script, no picture, no handler, no link but our own numbers; the words are all there as text."""
    page = html(hostile_digest(words, language=language))
    tree = tree_of(page)
    assert not tree.xpath("//script | //img | //iframe | //*[@onmouseover] | //form")
    assert all(str(each.get("href")).startswith("#") for each in tree.xpath("//a"))
    assert len(tree.xpath("//body")) == 1 and len(tree.xpath("//blockquote")) == 2
    assert "\u202e" not in page and "\u2066" not in page and "\x1b" not in page
    assert "script-src" not in page and "default-src 'none'" in page


@pytest.mark.parametrize("words", HOSTILE)
def test_markdown_holds_no_mark_of_a_document(words: str) -> None:
    """Rendered by a reader of GitHub's Markdown with HTML and automatic links on, it has our links and headings only."""
    text = markdown(hostile_digest(words))
    assert not _AUTOLINK.search(text)
    tree = rendered(text)
    assert not tree.xpath("//script | //img | //code/*")
    assert {str(each.get("href"))[:2] for each in tree.xpath("//a[@href]")} <= {"#s"}
    assert len(tree.xpath("//h1")) == 1 and not tree.xpath("//strong//strong")


def rendered(text: str) -> Any:
    """Markdown as a tree of HTML."""
    return lxml_html.document_fromstring(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text) or "<p></p>")


@settings(max_examples=150)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=40))
def test_escaped_words_come_back_as_they_were(words: str) -> None:
    """Markdown shows the words themselves: nothing becomes an element."""
    said = " ".join(words.split())
    if not said:
        return
    tree = rendered(f"x {escaped(said)} x")
    assert tree.text_content().replace("\u2060", "").split() == f"x {said} x".replace("\u2060", "").split()
    assert not tree.xpath("//*[not(self::html or self::body or self::p)]")


def test_a_web_address_is_linked_and_no_other() -> None:
    """http and https are; javascript and file are not."""
    page = html(hostile_digest("words", 'https://news.example/a?b=1&c="<>'))
    links = tree_of(page).xpath("//a[starts-with(@href, 'http')]")
    assert {each.get("href") for each in links} == {'https://news.example/a?b=1&c="<>'}
    assert all(each.get("rel") == "noopener noreferrer nofollow" for each in links)
    for address in ("javascript:alert(1)", "file:///etc/passwd", "//evil.example", "data:text/html,x"):
        assert "evil.example/" not in markdown(hostile_digest("words", address)) and f"({address}" not in markdown(
            hostile_digest("words", address)
        )


def test_a_number_leads_to_the_marked_quote_in_its_own_language_and_direction() -> None:
    """The link's target is the quote, in Hebrew, from right to left."""
    tree = tree_of(html(hostile_digest(QUOTE)))
    (link, *_) = tree.xpath("//li//a")
    (quote,) = tree.xpath(f"//*[@id='{link.get('href')[1:]}']")
    assert (quote.tag, quote.get("lang"), quote.get("dir")) == ("blockquote", "he", "rtl")
    assert quote.text_content() == QUOTE


def test_json_is_json() -> None:
    """Whatever the words."""
    for words in HOSTILE:
        assert json.loads(json.dumps(digest_record(hostile_digest(words))))["sources"][0]["title"] == words
