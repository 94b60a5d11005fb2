"""Figures of a firm from its filings with the SEC: EDGAR's "company facts" (https://www.sec.gov/search-filings/edgar-application-programming-interfaces).

The library edgartools parses and fetches; which of its facts make a figure, and which of several wins, is decided here.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interlock.reading.edgar_concepts import CONCEPTS, RECIPES, Recipe
from interlock.vocabulary import Bound, InterlockError, Money, UnreadableDocument
from interlock.vocabulary.dates import is_date
from interlock.vocabulary.figure import OVER_A_PERIOD, FigureMetric, ReferenceFigure, SourceKind, WrongFigure

OnFailure = Callable[[UnreadableDocument], None]

_IDENTITY = re.compile(r"\S.*\s\S+@\S+\.\S+")
_CURRENCY = re.compile("[A-Z]{3}")
_ANNUAL = frozenset({"10-K", "10-K/A", "20-F", "20-F/A", "40-F", "40-F/A"})
_BALANCE = _ANNUAL | {"10-Q", "10-Q/A", "6-K", "6-K/A"}
_YEAR = range(350, 381)  # days; a year of 52 or 53 weeks has 364 or 371. An annual report tags quarters as FY too


@dataclass(frozen=True, slots=True)
class _Fact:
    """A value that a filing reports; `start` is None for a balance."""

    concept: str
    currency: str
    start: str | None
    end: str
    value: float
    filing: tuple[str, bool, str]
    """Date filed, whether it amends an earlier one, accession number: the greatest is the latest word."""
    source: str


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one recipe gives. Compared: a whole sum before a lower limit, then the later word, then the earlier recipe."""

    complete: bool
    filing: tuple[str, bool, str]
    rank: int
    facts: tuple[_Fact, ...]


def fetch_company_facts(company: int | str, identity: str, address: str | None = None) -> dict[str, Any]:
    """What EDGAR knows of a firm, as its JSON says it. This asks the network.

    `company` is the SEC's number of the firm (CIK) or an American ticker that edgartools knows. `identity` is a name and
    an e-mail address, which the SEC demands of every client; edgartools keeps it in EDGAR_IDENTITY. `address` is that of
    another server with the same paths; without it the one edgartools is set to (EDGAR_DATA_URL, else data.sec.gov).
    Raises ValueError for a wrong argument, InterlockError without edgartools, UnreadableDocument where no answer comes.
    """
    if not _IDENTITY.fullmatch(identity):
        raise ValueError(f"identity '{identity}': the SEC wants a name and an e-mail address, as 'Jane Doe jane@example.org'")
    _need_edgartools()
    from edgar.exceptions import EdgarError
    from edgar.httprequests import TRANSPORT_ERRORS, get_with_retry
    from edgar.settings import set_identity
    from edgar.urls import build_company_facts_url

    cik = _cik(company)
    url = build_company_facts_url(cik)
    if address is not None:
        url = f"{address.rstrip('/')}/api/xbrl/companyfacts/CIK{cik:010d}.json"
    set_identity(identity)  # without it the library asks at the terminal, whatever identity a call is given
    unreached: tuple[type[Exception], ...] = (*TRANSPORT_ERRORS, *_newer_transport_errors(), EdgarError)
    try:
        answer = get_with_retry(url, identity=identity)
    except unreached as error:
        raise UnreadableDocument(url, f"the SEC cannot be reached ({error})") from error
    if answer.status_code == 404:
        raise UnreadableDocument(url, "EDGAR has no facts of this firm; check its number (CIK)")
    if answer.status_code != 200:
        raise UnreadableDocument(url, f"the SEC answered {answer.status_code}; try later, and check the identity")
    return _decoded(answer.content, url)


def read_company_facts(path: Path, actor: str, on_failure: OnFailure | None = None) -> tuple[ReferenceFigure, ...]:
    """Figures from a file as EDGAR serves it (`CIK##########.json`). See `figures_from_company_facts`; OSError as well."""
    return figures_from_company_facts(_decoded(path.read_bytes(), str(path)), actor, str(path), on_failure)


def figures_from_company_facts(
    data: Mapping[str, Any], actor: str, address: str = "company facts", on_failure: OnFailure | None = None
) -> tuple[ReferenceFigure, ...]:
    """Figures of the firm with the atlas id `actor`, by metric, currency and date.

    Taken are fiscal years of annual reports (10-K, 20-F, 40-F and their amendments), and balances at the ends of those
    years and at the latest date reported (10-Q and 6-K count too). What was filed last wins, so a restated value replaces
    the first one and an amendment the report of the same day. Each currency is kept by itself. Cash without a tag for
    short-term investments, and debt without one for its short-term part, is `at_least`.

    A row that cannot be read goes to `on_failure` and is left out, or is raised as UnreadableDocument without it; so is a
    figure that cannot be. Raises UnreadableDocument too where `data` is no company facts, InterlockError without edgartools.
    """
    facts = _parsed(_pruned(data, address, on_failure), address)
    years = {(fact.currency, fact.end) for fact in facts if fact.start is not None}
    figures: list[ReferenceFigure] = []
    for metric in RECIPES:
        answers = _answers(metric, facts)
        latest = {answer.facts[0].currency: answer.facts[0].end for answer in answers}  # they are in the order of their dates
        for answer in answers:
            fact = answer.facts[0]
            if not (metric in OVER_A_PERIOD or (fact.currency, fact.end) in years or latest[fact.currency] == fact.end):
                continue
            try:
                figures.append(_figure(actor, metric, answer))
            except WrongFigure as fault:
                _fail(UnreadableDocument(address, f"{metric} at {fact.end} ({fact.source}): {fault}"), on_failure)
    return tuple(figures)


def _answers(metric: FigureMetric, facts: Sequence[_Fact]) -> list[_Answer]:
    """The answer for each currency and period or day, in that order."""
    wanted = {concept for recipe in RECIPES[metric] for concept in (*recipe.parts, *recipe.rest)}
    at: dict[tuple[str, str, str], dict[str, _Fact]] = {}
    for fact in facts:
        if fact.concept in wanted and (fact.start is not None) is (metric in OVER_A_PERIOD):
            known = at.setdefault((fact.currency, fact.end, fact.start or ""), {})
            if fact.concept not in known or known[fact.concept].filing < fact.filing:
                known[fact.concept] = fact
    found = (_best(RECIPES[metric], known) for _, known in sorted(at.items()))
    return [answer for answer in found if answer is not None]


def _best(recipes: Sequence[Recipe], facts: Mapping[str, _Fact]) -> _Answer | None:
    answers: list[_Answer] = []
    for rank, recipe in enumerate(recipes):
        if all(part in facts for part in recipe.parts):
            rest = next((facts[concept] for concept in recipe.rest if concept in facts), None)
            used = (*(facts[part] for part in recipe.parts), *((rest,) if rest else ()))
            whole = recipe.complete and (rest is not None or not recipe.rest)
            answers.append(_Answer(whole, min(fact.filing for fact in used), -rank, used))
    return max(answers, key=lambda each: (each.complete, each.filing, each.rank), default=None)


def _figure(actor: str, metric: FigureMetric, answer: _Answer) -> ReferenceFigure:
    fact = answer.facts[0]
    bound = Bound.EXACT if answer.complete else Bound.AT_LEAST
    money = Money(math.fsum(each.value for each in answer.facts), bound, currency=fact.currency)
    documents = ", ".join(dict.fromkeys(each.source for each in answer.facts))
    source = f"{documents}: {' + '.join(each.concept for each in answer.facts)}"
    period = f"{fact.start}/{fact.end}" if fact.start is not None else None
    return ReferenceFigure(actor, metric, money, period, None if period else fact.end, source, SourceKind.FILING)


def _pruned(data: Mapping[str, Any], address: str, on_failure: OnFailure | None) -> dict[str, Any]:
    """Only what is wanted, row by row checked: edgartools drops a whole firm for one row of the wrong shape, and takes NaN."""
    taxonomies = data.get("facts") if isinstance(data, Mapping) else None
    if not isinstance(taxonomies, Mapping):
        raise UnreadableDocument(address, "is no 'company facts' of EDGAR: 'facts' is missing")
    kept: dict[str, Any] = {}
    for name in sorted(CONCEPTS):
        taxonomy, _, concept = name.partition(":")
        entry = taxonomies.get(taxonomy, {})
        entry = entry.get(concept, {}) if isinstance(entry, Mapping) else entry
        units = entry.get("units", {}) if isinstance(entry, Mapping) else None
        if not isinstance(units, Mapping) or not all(isinstance(rows, list) for rows in units.values()):
            _fail(UnreadableDocument(address, f"facts.{taxonomy}.{concept}: no lists of rows by unit"), on_failure)
            continue
        for unit, rows in units.items():
            good: list[Any] = []
            for number, row in enumerate(rows):
                fault = _fault(row)
                if fault is None:
                    good.append(row)
                else:
                    place = f"facts.{taxonomy}.{concept}.units.{unit}[{number}]"
                    _fail(UnreadableDocument(address, f"{place}: {fault}; get the file again"), on_failure)
            kept.setdefault(taxonomy, {}).setdefault(concept, {"label": concept, "units": {}})["units"][unit] = good
    return {"cik": 0, "entityName": address, "facts": kept}


def _fault(row: object) -> str | None:
    """Why this is no row of company facts."""
    if not isinstance(row, dict):
        return "is no object"
    value = row.get("val")
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return "'val' is no finite number"
    for key in ("end", "filed", "start"):
        text = row.get(key)
        if (text is None and key != "start") or (text is not None and not (isinstance(text, str) and _is_day(text))):
            return f"'{key}' is no date"
    for key in ("form", "accn"):
        if not isinstance(row.get(key), str):
            return f"'{key}' is no text"
    return None


def _is_day(text: str) -> bool:
    return len(text) == len("2025-01-26") and is_date(text)


def _parsed(data: dict[str, Any], address: str) -> list[_Fact]:
    """The facts that count: money, annual or a balance, of a form that states them."""
    _need_edgartools()
    from edgar.entity.parser import EntityFactsParser

    if not any(rows for concepts in data["facts"].values() for entry in concepts.values() for rows in entry["units"].values()):
        return []
    parsed: Iterable[Any] | None = EntityFactsParser.parse_company_facts(data)
    if parsed is None:
        raise UnreadableDocument(address, "edgartools cannot read these company facts; bring it up to date")
    facts: list[_Fact] = []
    for fact in parsed:
        if not _CURRENCY.fullmatch(fact.unit):
            continue  # shares, a value per share
        start, end, form = fact.period_start, fact.period_end, fact.form_type
        if start is None:
            counts = form in _BALANCE
        else:
            counts = form in _ANNUAL and fact.fiscal_period == "FY" and (end - start).days + 1 in _YEAR
        if counts:
            filed = fact.filing_date.isoformat()
            year = f" for fiscal year {fact.fiscal_year}" if fact.fiscal_year and fact.fiscal_period == "FY" else ""
            source = f"Form {form}{year}, filed {filed} ({fact.accession})"
            filing = (filed, form.endswith("/A"), fact.accession)
            first = start.isoformat() if start is not None else None
            facts.append(_Fact(fact.concept, fact.unit, first, end.isoformat(), float(fact.value), filing, source))
    return facts


def _cik(company: int | str) -> int:
    text = str(company).strip()
    if text.isascii() and text.isdigit():
        return int(text)
    from edgar.reference.tickers import get_company_cik_lookup

    found = get_company_cik_lookup().get(text.upper().replace(".", "-"))  # not find_cik: it asks the network for what it lacks
    if found is None:
        raise ValueError(f"edgartools knows no ticker '{company}'; give the firm's number at the SEC (CIK)")
    return int(found)


def _newer_transport_errors() -> tuple[type[Exception], ...]:
    """Those of httpx2: where it is installed, edgartools' cache fetches with it, though edgartools names only httpx's errors."""
    newer = sys.modules.get("httpx2")
    return (newer.TransportError,) if newer is not None else ()


def _decoded(content: bytes, address: str) -> dict[str, Any]:
    try:
        data = json.loads(content)
    except ValueError as error:
        raise UnreadableDocument(address, f"is no JSON ({error}); get it again") from None
    if not isinstance(data, dict):
        raise UnreadableDocument(address, "is no 'company facts' of EDGAR: no object")
    return data


def _fail(error: UnreadableDocument, on_failure: OnFailure | None) -> None:
    if on_failure is None:
        raise error
    on_failure(error)


def _need_edgartools() -> None:
    try:
        import edgar.entity.parser  # noqa: F401
    except ImportError as error:
        raise InterlockError(f"filings with the SEC need edgartools ({error}): pip install 'interlock-ledger[edgar]'") from error
