"""Figures from the company facts of EDGAR, against a recorded answer about an invented firm."""

from __future__ import annotations

import json
import random
import sys
import threading
from collections.abc import Iterator
from copy import deepcopy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlock.reading.edgar import fetch_company_facts, figures_from_company_facts, read_company_facts
from interlock.reading.edgar_concepts import CONCEPTS, RECIPES
from interlock.vocabulary import Bound, InterlockError, UnreadableDocument
from interlock.vocabulary.figure import FigureMetric, ReferenceFigure, SourceKind, with_operating_costs

EXAMPLE = Path(__file__).parent / "data" / "companyfacts_example.json"
IDENTITY = "Jane Doe jane@example.org"
needs_edgartools = pytest.mark.skipif(find_spec("edgar") is None, reason="edgartools is not installed")


@pytest.fixture(scope="module", autouse=True)
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """edgartools keeps its cache in a folder of the test, not in the home of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EDGAR_LOCAL_DATA_DIR", str(tmp_path_factory.mktemp("edgar")))
        patch.setenv("EDGAR_IDENTITY", "")  # so that it is put back as it was
        yield


@pytest.fixture
def facts() -> dict[str, Any]:
    """The recorded answer."""
    data: dict[str, Any] = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    return data


@pytest.fixture
def figures() -> tuple[ReferenceFigure, ...]:
    """Its figures."""
    return read_company_facts(EXAMPLE, "juniper-compute")


def values(figures: tuple[ReferenceFigure, ...], metric: FigureMetric, currency: str = "USD") -> dict[str, float | None]:
    """Value by the last day that it covers."""
    return {
        figure.span()[1]: figure.quantity.value
        for figure in figures
        if figure.metric is metric and figure.quantity.currency == currency
    }


@needs_edgartools
def test_a_restated_year_shows_the_latest_filed_value(figures: tuple[ReferenceFigure, ...]) -> None:
    """2023 stands as the report of 2024 restates it, 2024 as its amendment does, 2022 as first filed."""
    assert values(figures, FigureMetric.REVENUE) == {"2022-12-31": 610e6, "2023-12-31": 880e6, "2024-12-31": 1480e6}
    assert values(figures, FigureMetric.OPERATING_RESULT) == {"2022-12-31": -90e6, "2023-12-31": -55e6, "2024-12-31": 190e6}


@needs_edgartools
def test_an_amendment_wins_over_the_report_it_amends(facts: dict[str, Any]) -> None:
    """The revenue of 2024 is that of the 10-K/A, also where both were filed on one day."""
    for row in facts["facts"]["us-gaap"]["Revenues"]["units"]["USD"]:
        if row["form"] == "10-K/A":
            row["filed"], row["accn"] = "2025-02-18", "0009990001-25-000001"  # a lower number than that of the report
    assert values(figures_from_company_facts(facts, "x"), FigureMetric.REVENUE)["2024-12-31"] == 1480e6


@needs_edgartools
def test_a_quarter_in_an_annual_report_is_no_year(figures: tuple[ReferenceFigure, ...]) -> None:
    """Flows cover fiscal years only: no quarter that the 10-K tags FY, no nine months of a 10-Q."""
    for figure in figures:
        if figure.period is not None:
            assert figure.period in ("2022-01-01/2022-12-31", "2023-01-01/2023-12-31", "2024-01-01/2024-12-31")


@needs_edgartools
def test_the_total_wins_over_its_part_in_one_filing(facts: dict[str, Any]) -> None:
    """Revenues stands where revenue from contracts, a part of it, is in the same report; alone, the part stands."""
    assert values(figures_from_company_facts(facts, "x"), FigureMetric.REVENUE)["2023-12-31"] == 880e6
    del facts["facts"]["us-gaap"]["Revenues"]
    assert values(figures_from_company_facts(facts, "x"), FigureMetric.REVENUE)["2023-12-31"] == 820e6


@needs_edgartools
def test_a_firm_that_changes_its_tag_is_followed(facts: dict[str, Any]) -> None:
    """A concept filed later wins over a preferred one filed before."""
    rows = facts["facts"]["us-gaap"]["Revenues"]["units"]["USD"]
    facts["facts"]["us-gaap"]["Revenues"]["units"]["USD"] = [row for row in rows if row["filed"] < "2025"]
    assert values(figures_from_company_facts(facts, "x"), FigureMetric.REVENUE)["2023-12-31"] == 820e6


@needs_edgartools
def test_cash_takes_in_short_term_investments(figures: tuple[ReferenceFigure, ...]) -> None:
    """Balances at the ends of fiscal years and at the latest date, not at the quarters between."""
    assert values(figures, FigureMetric.CASH) == {
        "2022-12-31": 150e6,
        "2023-12-31": 300e6,
        "2024-12-31": 400e6 + 250e6,
        "2025-09-30": 520e6 + 80e6,
    }


@needs_edgartools
@pytest.mark.parametrize("metric", [FigureMetric.CASH, FigureMetric.DEBT])
def test_a_part_that_is_not_tagged_leaves_a_lower_limit(figures: tuple[ReferenceFigure, ...], metric: FigureMetric) -> None:
    """Cash without investments and debt without its current part are 'at least'; with them exact."""
    bounds = {
        figure.as_of: figure.quantity.bound for figure in figures if figure.metric is metric and figure.quantity.currency == "USD"
    }
    assert bounds["2023-12-31"] is Bound.AT_LEAST
    assert bounds["2024-12-31"] is bounds["2025-09-30"] is Bound.EXACT


@needs_edgartools
def test_debt_adds_its_current_part(figures: tuple[ReferenceFigure, ...]) -> None:
    """Long-term debt and DebtCurrent make debt."""
    assert values(figures, FigureMetric.DEBT) == {"2023-12-31": 1000e6, "2024-12-31": 3200e6, "2025-09-30": 5700e6}


def add(facts: dict[str, Any], concept: str, value: float, filed: str) -> None:
    """A balance of the end of 2024 that a quarterly report tags."""
    row = {"end": "2024-12-31", "val": value, "accn": "9", "fy": 2025, "fp": "Q1", "form": "10-Q", "filed": filed}
    facts["facts"]["us-gaap"][concept] = {"label": concept, "units": {"USD": [row]}}


@needs_edgartools
def test_a_whole_sum_wins_over_a_later_part(facts: dict[str, Any]) -> None:
    """Long-term debt that a later note gives alone does not replace debt with its current part."""
    add(facts, "LongTermDebt", 2950e6, "2025-11-04")
    assert values(figures_from_company_facts(facts, "x"), FigureMetric.DEBT)["2024-12-31"] == 3200e6


@needs_edgartools
def test_a_sum_is_as_late_as_its_oldest_part(facts: dict[str, Any]) -> None:
    """A total filed after the securities wins, though cash was filed once more after it."""
    add(facts, "CashCashEquivalentsAndShortTermInvestments", 655e6, "2025-05-06")
    assert values(figures_from_company_facts(facts, "x"), FigureMetric.CASH)["2024-12-31"] == 655e6
    add(facts, "CashCashEquivalentsAndShortTermInvestments", 655e6, "2025-01-06")
    assert values(figures_from_company_facts(facts, "x"), FigureMetric.CASH)["2024-12-31"] == 650e6


@needs_edgartools
def test_each_currency_is_kept_by_itself(figures: tuple[ReferenceFigure, ...]) -> None:
    """Taiwan dollars of a 20-F stand beside US dollars; shares and values per share are no money."""
    assert values(figures, FigureMetric.REVENUE, "TWD") == {"2024-12-31": 64e9}
    assert values(figures, FigureMetric.CASH, "TWD") == {"2024-12-31": 21e9}
    assert {figure.quantity.currency for figure in figures} == {"USD", "TWD"}


@needs_edgartools
def test_the_source_names_form_date_and_concepts(figures: tuple[ReferenceFigure, ...]) -> None:
    """A reader finds the filing again."""
    cash = next(figure for figure in figures if figure.metric is FigureMetric.CASH and figure.as_of == "2025-09-30")
    assert cash.source == (
        "Form 10-Q, filed 2025-11-04 (0009990001-25-000077): "
        "us-gaap:CashAndCashEquivalentsAtCarryingValue + us-gaap:MarketableSecuritiesCurrent"
    )
    capital = next(figure for figure in figures if figure.metric is FigureMetric.CAPITAL_EXPENDITURE)
    assert capital.source.startswith("Form 10-K for fiscal year 2024, filed 2025-02-18 (0009990001-25-000009): us-gaap:")
    assert {(figure.actor, figure.source_kind) for figure in figures} == {("juniper-compute", SourceKind.FILING)}


@needs_edgartools
def test_edgartools_itself_names_the_same_year(facts: dict[str, Any]) -> None:
    """Rival: the library's own choice of an annual fact, where the report of 2024 is the last word."""
    from edgar.entity.parser import EntityFactsParser

    gaap = facts["facts"]["us-gaap"]
    for concept in gaap.values():
        for unit, rows in concept["units"].items():
            concept["units"][unit] = [row for row in rows if row["form"] != "10-K/A"]
    theirs = EntityFactsParser.parse_company_facts(facts)
    assert theirs is not None
    ours = figures_from_company_facts(facts, "x")
    for concept, metric in (
        ("us-gaap:Revenues", FigureMetric.REVENUE),
        ("us-gaap:OperatingIncomeLoss", FigureMetric.OPERATING_RESULT),
        ("us-gaap:PaymentsToAcquireProductiveAssets", FigureMetric.CAPITAL_EXPENDITURE),
    ):
        fact = theirs.get_annual_fact(concept, 2024)
        assert fact is not None
        assert values(ours, metric)["2024-12-31"] == fact.numeric_value


@needs_edgartools
def test_cost_and_result_make_revenue(facts: dict[str, Any]) -> None:
    """Identity: operating cost + operating result = revenue, in each year of the firm."""
    figures = with_operating_costs(figures_from_company_facts(facts, "x"))
    costs, results = values(figures, FigureMetric.OPERATING_COST), values(figures, FigureMetric.OPERATING_RESULT)
    sums = {day: (costs[day] or 0.0) + (result or 0.0) for day, result in results.items()}
    assert sums == values(figures, FigureMetric.REVENUE)
    assert len(sums) == 3


@needs_edgartools
@settings(max_examples=20)
@given(seed=st.integers(0, 2**32 - 1), twice=st.booleans())
def test_the_order_of_rows_and_rows_said_twice_change_nothing(seed: int, twice: bool) -> None:
    """Figures depend on what was filed, not on how the answer lists it."""
    facts = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    before = figures_from_company_facts(deepcopy(facts), "x")
    shuffle = random.Random(seed)
    for concepts in facts["facts"].values():
        for concept in concepts.values():
            for unit, rows in concept["units"].items():
                mixed = rows * 2 if twice else list(rows)
                shuffle.shuffle(mixed)
                concept["units"][unit] = mixed
    assert figures_from_company_facts(facts, "x") == before


@needs_edgartools
@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("val", float("nan"), "'val' is no finite number"),
        ("val", "12", "'val' is no finite number"),
        ("val", True, "'val' is no finite number"),
        ("end", "2024-02-31", "'end' is no date"),
        ("filed", None, "'filed' is no date"),
        ("start", "2024", "'start' is no date"),
        ("form", None, "'form' is no text"),
    ],
)
def test_a_bad_row_is_named_and_left_out(facts: dict[str, Any], key: str, value: object, words: str) -> None:
    """The error names concept, unit and row; with a listener the other rows stay."""
    good = figures_from_company_facts(deepcopy(facts), "x")
    facts["facts"]["us-gaap"]["Assets"]["units"]["USD"].append({"val": "not looked at"})
    facts["facts"]["us-gaap"]["DebtCurrent"]["units"]["USD"].append(
        {"end": "2024-12-31", "val": 1, "accn": "9", "fy": 2024, "fp": "FY", "form": "10-K", "filed": "2026-01-01", key: value}
    )
    with pytest.raises(UnreadableDocument, match=r"us-gaap\.DebtCurrent\.units\.USD\[2\]: " + words):
        figures_from_company_facts(facts, "x")
    heard: list[UnreadableDocument] = []
    assert figures_from_company_facts(facts, "x", on_failure=heard.append) == good
    assert len(heard) == 1


@needs_edgartools
def test_a_figure_that_cannot_be_is_told(facts: dict[str, Any]) -> None:
    """Negative cash is reported with its filing and left out."""
    for row in facts["facts"]["us-gaap"]["CashAndCashEquivalentsAtCarryingValue"]["units"]["USD"]:
        if row["end"] == "2022-12-31":
            row["val"] = -1
    heard: list[UnreadableDocument] = []
    figures = figures_from_company_facts(facts, "x", on_failure=heard.append)
    assert "2022-12-31" not in values(figures, FigureMetric.CASH)
    assert "cash at 2022-12-31 (Form 10-K" in str(heard[0])


@needs_edgartools
@pytest.mark.parametrize(
    "data", [{}, {"facts": []}, {"facts": {"us-gaap": []}}, {"facts": {"us-gaap": {"Revenues": {"units": [1]}}}}]
)
def test_what_is_no_company_facts_is_refused(data: dict[str, Any]) -> None:
    """A JSON object of another make is no empty firm."""
    with pytest.raises(UnreadableDocument):
        figures_from_company_facts(data, "x")


@needs_edgartools
def test_a_firm_without_money_has_no_figures() -> None:
    """Company facts that tag nothing wanted give nothing."""
    assert figures_from_company_facts({"cik": 1, "entityName": "x", "facts": {}}, "x") == ()


def test_no_concept_stands_for_two_metrics() -> None:
    """Each concept belongs to one metric, and all have the name of a taxonomy before them."""
    by_metric = [{c for recipe in recipes for c in (*recipe.parts, *recipe.rest)} for recipes in RECIPES.values()]
    assert sum(len(each) for each in by_metric) == len(CONCEPTS)
    assert {concept.split(":")[0] for concept in CONCEPTS} == {"us-gaap", "ifrs-full"}


@pytest.mark.parametrize("content", [b"[]", b"<html>", b"\xff", b""])
def test_a_file_that_is_no_json_object_is_refused(tmp_path: Path, content: bytes) -> None:
    """The error names the file."""
    path = tmp_path / "CIK.json"
    path.write_bytes(content)
    with pytest.raises(UnreadableDocument, match=r"CIK\.json"):
        read_company_facts(path, "x")


def test_without_the_library_the_extra_is_named(facts: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install is in the error."""
    monkeypatch.setitem(sys.modules, "edgar.entity.parser", None)
    with pytest.raises(InterlockError, match=r"interlock-ledger\[edgar\]"):
        figures_from_company_facts(facts, "x")
    with pytest.raises(InterlockError, match=r"interlock-ledger\[edgar\]"):
        fetch_company_facts(9990001, IDENTITY)


@pytest.mark.parametrize("identity", ["", "Jane", "jane@example.org", "Jane Doe jane@"])
def test_an_identity_is_a_name_and_an_address(identity: str) -> None:
    """The SEC refuses a client that does not say who it is: so do we, before asking."""
    with pytest.raises(ValueError, match="name and an e-mail"):
        fetch_company_facts(9990001, identity)


class _Server(BaseHTTPRequestHandler):
    """Answers as data.sec.gov does."""

    asked: list[tuple[str, str | None]]

    def do_GET(self) -> None:
        """The example for its firm, 404 for one without facts, other ends for others."""
        type(self).asked.append((self.path, self.headers.get("User-Agent")))
        cik = self.path.removeprefix("/api/xbrl/companyfacts/CIK").removesuffix(".json")
        status, body = {
            "0009990001": (200, EXAMPLE.read_bytes()),
            "0001045810": (200, b'{"cik": 1045810, "facts": {}}'),
            "0000000403": (403, b"Undeclared Automated Tool"),
            "0000000200": (200, b"<html>maintenance</html>"),
        }.get(cik, (404, b"NoSuchKey"))
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of a local server that stands in for the SEC."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    _Server.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@needs_edgartools
@pytest.mark.parametrize("company", [9990001, "9990001", "0009990001"])
def test_facts_are_fetched_under_the_name_given(server: str, facts: dict[str, Any], company: int | str) -> None:
    """One request, for the number in ten digits, with the identity as its User-Agent."""
    assert fetch_company_facts(company, IDENTITY, server) == facts
    assert _Server.asked == [("/api/xbrl/companyfacts/CIK0009990001.json", IDENTITY)]


@needs_edgartools
def test_a_ticker_leads_to_the_number(server: str) -> None:
    """NVDA is 1045810; a ticker that nobody knows is refused without a request."""
    assert fetch_company_facts("nvda", IDENTITY, server)["cik"] == 1045810
    with pytest.raises(ValueError, match="CIK"):
        fetch_company_facts("NOSUCHTICKER", IDENTITY, server)
    assert len(_Server.asked) == 1


@needs_edgartools
@pytest.mark.parametrize(("cik", "words"), [(5, "has no facts"), (403, "answered 403"), (200, "no JSON")])
def test_a_refusal_is_told(server: str, cik: int, words: str) -> None:
    """No such firm, a refusal and a page that is no JSON are three different errors."""
    with pytest.raises(UnreadableDocument, match=words):
        fetch_company_facts(cik, IDENTITY, server)


@needs_edgartools
def test_no_network_is_told(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is not there is an UnreadableDocument with its address."""
    stamina = import_module("stamina")  # what edgartools tries again with
    address = "http://127.0.0.1:9"  # the port of 'discard', where nothing listens
    stamina.set_testing(True, attempts=1)  # no waiting between attempts
    try:
        with pytest.raises(UnreadableDocument, match=r"127\.0\.0\.1:9.*cannot be reached"):
            fetch_company_facts(1, IDENTITY, address)
    finally:
        stamina.set_testing(False)


@needs_edgartools
def test_the_library_takes_another_address_from_the_environment(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an address of ours the request goes where edgartools is set to."""
    monkeypatch.setattr("edgar.urls.SEC_DATA_URL", server)  # EDGAR_DATA_URL, which it reads when it is first loaded
    assert fetch_company_facts(1045810, IDENTITY)["cik"] == 1045810
