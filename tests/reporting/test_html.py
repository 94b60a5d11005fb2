"""The HTML report: self-contained, and what documents say cannot become part of the page."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger.samples import FakeReader, filled

from interlock.ledger import ClaimFilter, LedgerView
from interlock.pipeline import list_deals
from interlock.pipeline.reports import build_report, write_report
from interlock.reporting import Report, html_report
from interlock.reporting.html import direction, web_address
from interlock.vocabulary import Evidence

HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}'&amp;\u202e"


def report(folder: Path) -> Report:
    """The report of the samples."""
    filled(folder / "l.db", FakeReader())
    with LedgerView(folder / "l.db") as view:
        return build_report(view, "Test", "2025-11-06T12:00:00Z")


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


def test_the_page_loads_nothing_and_forbids_all_but_its_style(tmp_path: Path) -> None:
    """The policy allows the one style sheet by its hash; there is no script and no address to load."""
    text = html_report(report(tmp_path))
    page = Page(text)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = next(a["content"] for tag, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not {"script", "link", "img", "iframe", "object", "form", "base", "svg"} & {tag for tag, _ in page.elements}
    assert not [a for _, a in page.elements if "src" in a or "style" in a or any(name.startswith("on") for name in a)]
    assert "url(" not in style[1] and "@import" not in style[1]


def test_the_page_tells_deals_with_bound_status_and_quote(tmp_path: Path) -> None:
    """Quotes in their own direction, quantities and statuses marked, documents with their zones."""
    text = html_report(report(tmp_path))
    assert "up to $100bn" in text
    assert '<blockquote dir="rtl" lang="he">' in text
    assert '<mark class="m-quantity">350 מיליארד דולר</mark>' in text
    assert '<mark class="m-status">רשאית</mark>' in text
    assert '<span class="status s-denied">denied</span>' in text
    assert "The tellings differ: also about $300bn." in text
    assert "said by <bdi>two people</bdi>" in text
    assert "1 headline, 1 body, 1 advert" in text
    assert '<blockquote dir="auto" lang="zh-Hant">' in text


def test_hostile_texts_stay_text(tmp_path: Path) -> None:
    """In every place where a document, a reader or a user has a say."""
    honest = report(tmp_path)
    deal = honest.deals[0]
    told = deal.tellings[0]
    evidence = Evidence("0" * 32, 0, len(HOSTILE), HOSTILE, HOSTILE)
    actor = replace(deal.subject, name=HOSTILE, id=HOSTILE, mention=HOSTILE)
    claim = replace(told.claim, evidence=evidence, subject=actor, attributed_to=(actor,), unit=HOSTILE, date=HOSTILE)
    telling = replace(told, claim=claim, title=HOSTILE, address="javascript:alert(1)//" + HOSTILE, published=HOSTILE)
    hostile = replace(
        honest,
        title=HOSTILE,
        made=HOSTILE,
        readers=(HOSTILE,),
        languages=((HOSTILE, 1),),
        kinds=((HOSTILE, 1),),
        deals=(replace(deal, subject=actor, tellings=(telling,)),),
        failures=((HOSTILE, HOSTILE),),
        failures_total=1,
        documents=tuple(
            replace(
                d, title=HOSTILE, address="data:text/html," + HOSTILE, language=HOSTILE, published=HOSTILE, zones=((HOSTILE, 1),)
            )
            for d in honest.documents
        ),
    )
    page = Page(html_report(hostile))
    plain = Page(html_report(honest))
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in plain.elements} | {"h2", "ul", "li"}
    assert not [a for tag, a in page.elements if any(name.startswith("on") for name in a) or tag == "a"]
    assert "{{ 7*7 }}" in "".join(page.texts)
    assert "\u202e" not in "".join(page.texts)


def test_links_lead_to_the_web_or_nowhere() -> None:
    """Only http and https."""
    assert web_address("https://example.org/a?b=1") == "https://example.org/a?b=1"
    for wrong in ("javascript:alert(1)", "data:text/html,x", "/press/a.txt", "-", "http://[::1", "https:", "file:///etc/passwd"):
        assert web_address(wrong) is None


def test_the_direction_is_that_of_the_language_before_that_of_the_first_letter() -> None:
    """A Hebrew quote may begin with OpenAI."""
    assert direction("OpenAI תחכור", "he") == "rtl"
    assert direction("OpenAI leases", "en") == "auto"


def test_an_empty_ledger_makes_a_page(tmp_path: Path) -> None:
    """And a file that is written whole or not at all."""
    from interlock.ledger import LedgerWriter

    LedgerWriter(tmp_path / "l.db").close()
    write_report(tmp_path / "l.db", tmp_path / "r.html", "Nothing yet", "2025-01-01T00:00:00Z")
    assert "No claim between two actors" in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("l.db")) == ["r.html"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.text(st.characters(), min_size=1))
def test_any_title_is_shown(tmp_path: Path, title: str) -> None:
    """Whatever characters it holds, lone surrogates included."""
    if not (tmp_path / "l.db").exists():
        filled(tmp_path / "l.db", FakeReader())
    with LedgerView(tmp_path / "l.db") as view:
        deals = list_deals(view, ClaimFilter())
    honest = Report(title, "now", 0, 0, 0, 0, 0, (), (), (), tuple(deals[:1]), (), ())
    html_report(honest).encode("utf-8")


def test_a_deal_told_very_often_does_not_fill_the_page(tmp_path: Path) -> None:
    """The first tellings are shown, and how many more there are."""
    honest = report(tmp_path)
    often = replace(honest.deals[0], tellings=honest.deals[0].tellings * 50)
    text = html_report(replace(honest, deals=(often,)))
    assert text.count("<blockquote") == 25
    assert "75 more tellings are in the ledger." in text
