"""Links to sentences: a browser's rule, written anew here, finds the quote that was meant."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from exchange.contents import content
from hypothesis import given
from hypothesis import strategies as st

from interlock.exchange.annotations import claim_annotations
from interlock.exchange.fragments import LONGEST_EXACT, fragment, fragment_link, selectors

PAGE = "https://press.example/a"


def parsed(directive: str) -> tuple[str, str, str | None, str]:
    """Prefix, start, end, suffix of a text directive, by the grammar of the specification."""
    parts = directive.split(",")
    prefix = suffix = ""
    if parts[0].endswith("-"):
        prefix = unquote(parts.pop(0)[:-1])
    if parts[-1].startswith("-"):
        suffix = unquote(parts.pop()[1:])
    assert 1 <= len(parts) <= 2, directive
    return prefix, unquote(parts[0]), unquote(parts[1]) if len(parts) == 2 else None, suffix


def plain(text: str) -> str:
    """As a browser compares: without case, blanks as one."""
    return re.sub(r"[ \t\r\n\f]+", " ", text).casefold()


def first_match(text: str, directive: str) -> str | None:
    """What a browser marks: the first place at which prefix, start, end and suffix fit, in words; None where nothing does."""
    prefix, start, end, suffix = (None if part is None else plain(part) for part in parsed(directive))
    assert start is not None
    page = plain(text)
    at = -1
    while (at := page.find(start, at + 1)) >= 0:
        if prefix and not page[:at].rstrip().endswith(prefix.strip()):
            continue
        stop = at + len(start)
        if end is not None:
            found = page.find(end, stop)
            if found < 0:
                return None
            stop = found + len(end)
        if suffix and not page[stop:].lstrip().startswith(suffix.strip()):
            continue
        return page[at:stop]
    return None


def found(text: str, quote: str, occurrence: int = 0) -> tuple[str, int, int]:
    """The directive for one occurrence of a quote, and its place."""
    places = [match.start() for match in re.finditer(re.escape(quote), text)]
    start = places[occurrence]
    return fragment(text, start, start + len(quote)), start, start + len(quote)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("OpenAI will pay $300 billion, up 5-fold & more. Next.", "pay $300 billion, up 5-fold & more"),
        ("לפי ההסכם, OpenAI תחכור מאנבידיה עד 5 מיליון מעבדים.", "OpenAI תחכור מאנבידיה עד 5 מיליון מעבדים"),
        ("甲骨文與OpenAI簽下3,000億美元合約，為期五年。", "甲骨文與OpenAI簽下3,000億美元合約"),
        ("L’accord — 1,3 milliard d’euros — est signé.", "1,3 milliard d’euros"),
        ("100% #1 ?a=b /x: done", "100% #1 ?a=b /x: done"),
    ],
)
def test_a_quote_is_found_whatever_its_script_and_signs(text: str, quote: str) -> None:
    """Commas, dashes and ampersands are encoded, for they divide the parts."""
    directive, _, _ = found(text, quote)
    assert not set(directive) & set("& #")
    assert first_match(text, directive) == plain(quote)


def test_a_quote_that_stands_twice_gets_its_neighbours() -> None:
    """Each link finds its own place."""
    text = "Nvidia said it paid. Later Nvidia said it paid again."
    for occurrence in (0, 1):
        directive, start, _ = found(text, "Nvidia said it paid", occurrence)
        prefix, quote, _, suffix = parsed(directive)
        at = re.search(re.escape(prefix) + r"\s*" + re.escape(quote) + r"\s*" + re.escape(suffix), text)
        assert at is not None and text.index("Nvidia", at.start()) == start


def test_a_long_quote_is_named_by_its_beginning_and_its_end() -> None:
    quote = "The contract " + "runs on and on " * 20 + "until 2030"
    directive, _, _ = found(f"Before. {quote}. After.", quote)
    assert len(directive) < len(quote)
    assert first_match(f"Before. {quote}. After.", directive) == plain(quote)


def test_a_quote_over_two_lines_is_named_by_both() -> None:
    """No part of a directive goes over the end of a block."""
    quote = "Headline of the day\nOpenAI leases chips"
    directive, _, _ = found(f"x\n{quote}\ny", quote)
    _, first, last, _ = parsed(directive)
    assert (first, last) == ("Headline of the day", "OpenAI leases chips")


def test_half_a_word_is_widened_to_the_whole() -> None:
    """A browser matches no part of a word: of מאנבידיה, too, where the quote begins behind the prefix."""
    text = "OpenAI תחכור מאנבידיה שבבים"
    directive, _, _ = found(text, "אנבידיה שבבים")
    assert parsed(directive)[1] == "מאנבידיה שבבים"


@given(st.text(st.sampled_from("ab אב甲乙,-&.\n"), min_size=1, max_size=60), st.data())
def test_what_a_link_finds_holds_the_quote(text: str, data: st.DataObject) -> None:
    """For any stretch that is not blank the first match holds its words, or equal ones; of several lines it begins with the first
    of them, for where the last is a word that also stands between, nothing tells which is meant."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    directive = fragment(text, start, end)
    quote = plain(text[start:end]).strip()
    if not quote:
        assert directive == ""
        return
    match = first_match(text, directive)
    assert match is not None
    assert quote in match or ("\n" in text[start:end].strip() and match.startswith(plain(parsed(directive)[1])))


def test_links_go_to_pages_of_the_web_alone_and_keep_their_fragment() -> None:
    """A page with a fragment of its own keeps it; scripts and files get none."""
    assert fragment_link(PAGE, "one two", 0, 3, "one") == f"{PAGE}#:~:text=one"
    assert fragment_link(f"{PAGE}#top", "one two", 0, 3, "one") == f"{PAGE}#top:~:text=one"
    assert fragment_link(f"{PAGE}#:~:text=old", "one two", 0, 3, "one") == f"{PAGE}#:~:text=one"
    for address in ("javascript:alert(1)", "/home/me/a.txt", "file:///a", "https://", "http://a b", "-"):
        assert fragment_link(address, "one two", 0, 3, "one") is None


def test_selectors_tell_the_place_by_words_and_by_number() -> None:
    text = "Before it 😀 the quote stands here."
    start = text.index("the quote")
    quote, position = selectors(text, start, start + 9)
    assert quote == {"type": "TextQuoteSelector", "exact": "the quote", "prefix": "Before it 😀 ", "suffix": " stands here."}
    assert position == {"type": "TextPositionSelector", "start": start, "end": start + 9}


def test_every_claim_is_an_annotation_whose_selectors_find_its_quote() -> None:
    """By place, by words with their neighbours, and for pages of the web by a link."""
    texts = {document.id: document.text for document, _ in content().told()}
    made = list(claim_annotations(content()))
    assert len(made) == sum(len(claims) for _, claims in content().told())
    for each in made:
        text = texts[each["id"].rpartition(":")[2]]
        quote, position, *rest = each["target"]["selector"]
        exact = text[position["start"] : position["end"]]
        assert quote["exact"] == exact
        assert quote["prefix"] + exact + quote["suffix"] in text
        assert bool(rest) == each["target"]["source"].startswith("https://")
        for selector in rest:
            directive = selector["value"].removeprefix(":~:text=")
            assert exact.casefold() in (first_match(text, directive) or "") or len(exact) > LONGEST_EXACT
