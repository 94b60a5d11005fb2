"""The HTML report: one file that works from disk, and what documents say cannot become part of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from resolution.press import LEARNED, Told, claim, document, dollars, firm
from web.stage import gold_ledger

from interlock.ledger import LedgerWriter
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.resolving import resolve_ledger
from interlock.vocabulary import Kind
from interlock.web.escaping import direction, web_address
from interlock.web.report import report_page, write_report

HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}'&amp;\u202e"


class Page(HTMLParser):
    """Collects elements, attributes and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep it."""
        self.texts.append(data)


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped articles with their gold claims."""
    return gold_ledger(tmp_path_factory.mktemp("report") / "gold.db")


@pytest.fixture(scope="module")
def page(gold: Path) -> str:
    """Their report."""
    with ResolvedView(gold) as view:
        return report_page(view, "Deals")


def made(ledger: Path, press: list[Told]) -> str:
    """The report of a press made by hand."""
    with LedgerWriter(ledger) as writer:
        writer.begin_run(LEARNED, ["hand/1"], [])
        for paper, told in press:
            writer.add(paper, {"hand/1": told}, LEARNED)
    resolve_ledger(ledger)
    with ResolvedView(ledger) as view:
        return report_page(view, HOSTILE)


def test_the_file_loads_nothing(page: str) -> None:
    """No link, picture or style from elsewhere; the policy names its style and its script by their hashes."""
    found = Page(page)
    assert not {"link", "img", "iframe", "object", "form", "base"} & {tag for tag, _ in found.elements}
    assert not [a for _, a in found.elements if "src" in a or "style" in a or any(name.startswith("on") for name in a)]
    policy = next(a["content"] for _, a in found.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert "default-src 'none'" in policy and "unsafe" not in policy
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style and "url(" not in style[1].replace("url(#none)", "") and "@import" not in style[1]


def test_every_number_leads_to_its_sentence(page: str) -> None:
    """Each link to evidence has its place in the file, where the quote stands in its own direction."""
    wanted = set(re.findall(r'href="#(fact-[0-9a-f]+)"', page))
    assert len(wanted) > 50
    assert wanted <= set(re.findall(r'id="(fact-[0-9a-f]+)"', page))
    assert '<blockquote dir="rtl" lang="he">' in page


def test_the_bound_and_the_status_stand_with_the_sum(page: str) -> None:
    """'up to $100bn' is optional, and its bar begins at nothing."""
    rows = [each.partition("</tr>")[0] for each in page.split("<tr>")[1:]]
    row = next(each for each in rows if "up to $100bn" in each and "optional" in each)
    assert '<rect class="bar" x="0.0"' in row


def test_hostile_texts_stay_text(tmp_path: Path) -> None:
    """In every place where a document has a say."""
    evil, other = firm(HOSTILE + " Inc", HOSTILE), firm("Tessel")
    hostile = made(
        tmp_path / "a.db",
        [
            document(
                "javascript:alert(1)//" + HOSTILE, None, [claim(Kind.INVESTS_IN, evil, other, amount=dollars(5e8))], site=HOSTILE
            )
        ],
    )
    plain = made(tmp_path / "b.db", [document("b", None, [claim(Kind.INVESTS_IN, firm("Norvik"), other, amount=dollars(5e8))])])
    found, honest = Page(hostile), Page(plain)
    assert {tag for tag, _ in found.elements} <= {tag for tag, _ in honest.elements} | {"details", "summary", "ul", "li"}
    assert not [a for _, a in found.elements if any(name.startswith("on") for name in a)]
    assert all((a.get("href") or "#").startswith(("#", "https://", "http://")) for _, a in found.elements)
    assert "{{ 7*7 }}" in "".join(found.texts)
    assert "\u202e" not in "".join(found.texts)


def test_links_lead_to_the_web_or_nowhere() -> None:
    """Only http and https."""
    assert web_address("https://example.org/a?b=1") == "https://example.org/a?b=1"
    for wrong in ("javascript:alert(1)", "data:text/html,x", "/press/a.txt", "-", "http://[::1", "https:", "file:///etc/passwd"):
        assert web_address(wrong) is None


def test_the_direction_is_that_of_the_language_before_that_of_the_first_letter() -> None:
    """A Hebrew quote may begin with OpenAI."""
    assert direction("OpenAI תחכור", "he") == "rtl"
    assert direction("OpenAI leases", "en") == "auto"


def test_an_empty_ledger_makes_a_file(tmp_path: Path) -> None:
    """And a file that is written whole or not at all."""
    LedgerWriter(tmp_path / "l.db").close()
    write_report(tmp_path / "l.db", tmp_path / "r.html", "Nothing yet")
    assert "No deal passes" in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("l.db")) == ["r.html"]


@pytest.mark.parametrize("title", ["a\ud800b", "\x00", "<b>"])
def test_any_title_is_shown(tmp_path: Path, title: str) -> None:
    """Whatever characters it holds, lone surrogates included."""
    LedgerWriter(tmp_path / "l.db").close()
    with ResolvedView(tmp_path / "l.db") as view:
        report_page(view, title).encode("utf-8")


@pytest.mark.parametrize(("language", "direction_of"), [("he", "rtl"), ("fr", "ltr"), ("zh-Hant", "ltr")])
def test_the_report_speaks_the_language_asked_for(gold: Path, language: str, direction_of: str) -> None:
    """Its words and its direction; the quotes keep theirs."""
    with ResolvedView(gold) as view:
        text = report_page(view, "Deals", language)
    assert f'<html lang="{language}" dir="{direction_of}"' in text
    assert '<blockquote dir="rtl" lang="he">' in text
