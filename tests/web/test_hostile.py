"""Documents that mean harm: what they say is text on every page, and no page breaks, swells or runs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from web.hostile import HARM, harmful, harmless, keep, large_paper, make_ledger, repeating_paper
from web.stage import serving

from interlock.pipeline.resolving import resolve_ledger

LARGEST = 3_000_000
OF_EACH_SHAPE, EVERY_ACTOR = 16, "/actors?"
LONG_NAME = ("bdi", "title")
"""A name that is cut shows the whole of it so; which pages have long names differs with the names that look alike."""
ALIKE = ("ul", "class")
"""Names that are taken for one actor stand in a list of ours, with the reason; harmless words have none that look alike."""
SAFE_SCHEMES = ("/", "#", "http://", "https://")
STARTS = (
    "/",
    "/map",
    "/search?q=v0",
    "/search?q=v4",
    "/deals?sort=who",
    "/actors?page=2",
    "/stress?who=other-0&what=payments&level=0",
    "/loops?basis=realised",
    "/exposure?basis=scheduled",
    "/judge",
    "/game?start=1",
    "/deals?export=html",
    "/disputes?export=html",
)


class Parts(HTMLParser):
    """The elements and attributes of a page, its addresses, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[tuple[str, str]] = set()
        self.links: list[str] = []
        self.addresses: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the element in."""
        self.elements |= {(tag, "")} | {(tag, name) for name, _ in attrs}
        for name, value in attrs:
            if name in ("href", "src", "action", "formaction", "xlink:href"):
                self.addresses.append(value or "")
                if tag == "a" and name == "href":
                    self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        """Take the text in."""
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        """A comment is an element too: no page of ours has one."""
        self.elements.add(("comment", data))


@pytest.fixture(scope="module")
def harm(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """All pages over the ledger that means harm."""
    return crawled(make_ledger(tmp_path_factory.mktemp("harm") / "harm.db", harmful))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The same pages with harmless words."""
    return crawled(make_ledger(tmp_path_factory.mktemp("plain") / "plain.db", harmless))


def crawled(ledger: Path) -> dict[str, str]:
    """Pages that can be reached by links, so many of each shape. Each must answer, and be of a size that a browser bears."""
    found: dict[str, str] = {}
    met: Counter[str] = Counter()
    with serving(ledger) as address, httpx.Client(base_url=address, timeout=20) as client:
        waiting = list(STARTS)
        while waiting:
            path = waiting.pop()
            shape = shape_of(path)
            if path in found or (met[shape] == OF_EACH_SHAPE and shape != EVERY_ACTOR):
                continue
            met[shape] += 1
            answer = client.get(path)
            assert answer.status_code == 200, (path[:200], answer.status_code)
            assert len(answer.content) < LARGEST, path[:200]
            found[path] = answer.text if "html" in answer.headers["content-type"] else ""
            links = (each.partition("#")[0] for each in Parts(found[path]).links)
            waiting += sorted({each for each in links if each.startswith("/") and not re.search("sort=|export=|back=", each)})
    return found


def shape_of(path: str) -> str:
    """What sort of page an address asks for: its path without ids, and the names of its parts."""
    parts = urlsplit(path)
    return "/".join(parts.path.split("/")[:2]) + "?" + " ".join(sorted({name for name, _ in parse_qsl(parts.query)}))


def sorts(pages: Mapping[str, str]) -> dict[str, set[tuple[str, str]]]:
    """The elements with their attributes of each sort of page."""
    found: dict[str, set[tuple[str, str]]] = {}
    for path, page in pages.items():
        sort = "/".join(path.partition("?")[0].split("/")[:2]) + ("?export" if "export=html" in path else "")
        found.setdefault(sort, set()).update(Parts(page).elements)
    return found


def test_no_element_or_attribute_comes_from_a_document(harm: Mapping[str, str], plain: Mapping[str, str]) -> None:
    """Each sort of page has the elements that it has with harmless words, and no others."""
    usual = sorts(plain)
    assert len(harm) > 150
    for sort, elements in sorts(harm).items():
        assert elements - usual[sort] <= {LONG_NAME, ALIKE}, sort


def test_no_page_holds_a_handler(harm: Mapping[str, str]) -> None:
    """No attribute begins with `on`, none holds a style."""
    for path, page in harm.items():
        assert not {name for _, name in Parts(page).elements if name.startswith("on") or name == "style"}, path[:100]


def test_no_address_of_a_document_becomes_a_link_that_runs(harm: Mapping[str, str]) -> None:
    """Links lead to pages of ours or to http and https; javascript:, data: and file: stay text."""
    for path, page in harm.items():
        for address in Parts(page).addresses:
            assert address.startswith(SAFE_SCHEMES), (path[:100], address[:100])
            assert not address.startswith(("//", "/\\")), (path[:100], address[:100])


def test_no_link_leads_astray(harm: Mapping[str, str]) -> None:
    """An actor whose id is made of dots and slashes has a page of its own (each link was followed and answered)."""
    actors = [path for path in harm if path.startswith("/actors/")]
    assert len(actors) > 40
    assert any("passwd" in path for path in actors)


def test_template_words_stay_words(harm: Mapping[str, str]) -> None:
    """Double braces are shown as they stand and worked out by nobody."""
    shown = " ".join(" ".join(Parts(page).words) for path, page in harm.items() if path.startswith(("/documents/", "/actors/")))
    assert "{{7*7}}{% include" in shown
    assert "${7*7}#{7*7}<%= 7*7 %>" in shown
    assert HARM[0] in shown


def test_no_character_turns_the_direction_of_the_page(harm: Mapping[str, str]) -> None:
    """Overrides and embeddings of direction are taken out everywhere."""
    for path, page in harm.items():
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", page), path[:100]


def test_the_api_tells_such_texts_as_data(tmp_path: Path) -> None:
    """JSON, JSON Lines and CSV hold the very characters, declared as what they are, so that no browser reads them as a page."""
    ledger = make_ledger(tmp_path / "harm.db", harmful)
    with serving(ledger) as address, httpx.Client(base_url=address, timeout=20) as client:
        for path in ("facts", "actors", "stories", "disputes", "loops", "exposure", "talent", "policy", "network"):
            for form in ("json", "jsonl", "csv"):
                answer = client.get(f"/api/v1/{path}", params={"format": form, "limit": "0"})
                assert answer.status_code == 200, (path, form)
                assert "html" not in answer.headers["content-type"]
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
        names = {row["name"] for row in client.get("/api/v1/actors", params={"limit": "0"}).json()["items"]}
        assert names >= {HARM[0], HARM[4]}


def test_half_a_character_never_enters_a_ledger(tmp_path: Path) -> None:
    """A lone surrogate is refused by the writer, so no page has to show one."""
    paper, claims = large_paper(10, 1)
    broken = replace(paper, title="\ud83d")
    with pytest.raises(ValueError, match="surrogate"):
        keep(tmp_path / "half.db", (broken, claims))


def test_a_document_of_great_length_is_shown_in_parts(tmp_path: Path) -> None:
    """Five million characters, fifty thousand claims: every part is a page, and each claim's address leads to its part."""
    paper, claims = large_paper(5_000_000, 50_000)
    keep(tmp_path / "large.db", (paper, claims))
    with serving(tmp_path / "large.db") as address, httpx.Client(base_url=address, timeout=60) as client:
        for part in ("", "?page=120", "?page=251", "?page=260", "?page=999999"):
            page = client.get(f"/documents/{paper.id}{part}")
            assert page.status_code == 200, part
            assert len(page.content) < LARGEST, part
        for claim in (claims[0], claims[25_000], claims[-1]):
            page = client.get(f"/documents/{paper.id}", params={"claim": claim.id})
            assert f'id="c-{claim.id[:8]}' in page.text
        told = client.get(f"/api/v1/documents/{paper.id}").json()
        assert (len(told["text"]), len(told["claims"])) == (len(paper.text), 10_000)


def test_a_fact_said_thousands_of_times_makes_no_page_too_large(tmp_path: Path) -> None:
    """Its page shows a part of the sentences and says how many more there are."""
    keep(tmp_path / "said.db", repeating_paper(3000))
    resolve_ledger(tmp_path / "said.db")
    with serving(tmp_path / "said.db") as address, httpx.Client(base_url=address, timeout=60) as client:
        fact = client.get("/api/v1/facts").json()["items"][0]
        assert len(fact["support"]) == 3000
        for path in ("/", "/deals", "/actors", f"/facts/{fact['id']}", f"/facts/{fact['id']}?part=1", "/map", "/exposure"):
            page = client.get(path)
            assert page.status_code == 200, path
            assert len(page.content) < LARGEST, path
        assert "2940 more" in client.get(f"/facts/{fact['id']}").text
