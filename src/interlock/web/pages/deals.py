"""Deals, facts and the sentences behind them."""

from __future__ import annotations

from math import ceil

from fastapi import APIRouter, Request, Response

from interlock.ledger.filters import is_id_prefix
from interlock.network.amounts import amount_of
from interlock.pipeline.deal_kinds import deal_kinds
from interlock.vocabulary import Fact, Status
from interlock.web.asking import PAGE_ROWS, Ask, Asked, DealsAsked, EvidenceAsked
from interlock.web.evidence import evidence_rows
from interlock.web.filtering import deals_of, in_order, totals, wanted_facts
from interlock.web.rendering import render, title_of
from interlock.web.visit import NotFound, Site, Visit

router = APIRouter(include_in_schema=False)
FACTS_SHOWN = 24
"""Facts on one page of evidence."""


@router.get("/deals")
def deals(request: Request, asked: Ask[DealsAsked]) -> Response:
    """The table of deals with totals."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        facts, notes = wanted_facts(visit, asked)
        found = deals_of(facts)
        if asked.sort != "-amount":  # the order in which they come
            found = in_order(found, asked.sort)
        pages = max(ceil(len(found) / PAGE_ROWS), 1)
        page = min(asked.page, pages)
        shown = found if request.query_params.get("export") == "html" else found[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]
        return render(
            visit,
            "deals.html.j2",
            asked=asked,
            rows=[(fact, *ends(fact)) for fact in shown],
            found=len(found),
            page=page,
            pages=pages,
            totals=totals(visit, found, roll_up=asked.roll_up),
            notes=notes,
            kinds=deal_kinds(),
            statuses=list(Status),
            languages=sorted(set(visit.snapshot.languages.values())),
        )


def ends(fact: Fact) -> tuple[float | None, float | None]:
    """The least and the greatest sum of a fact in dollars; None where no sum is told, or for an open end."""
    if fact.amount is None:
        return None, None
    amount = amount_of(fact.amount)
    return (amount.low, amount.high) if amount.known else (None, None)


@router.get("/facts/{identity}")
def fact(request: Request, identity: str, asked: Ask[Asked]) -> Response:
    """One fact with its sentences: a page, or a part of one for the panel."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        whole = whole_id(visit, identity)
        return _evidence(visit, [whole], 1, title_of(visit.known.fact_by_id[whole]))


@router.get("/evidence")
def evidence(request: Request, asked: Ask[EvidenceAsked]) -> Response:
    """Several facts with their sentences."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        return _evidence(visit, asked.fact, max(asked.of, len(asked.fact)), asked.title)


def _evidence(visit: Visit, facts: list[str], total: int, title: str | None) -> Response:
    part = visit.request.query_params.get("part") == "1"
    trees = tuple(evidence_rows(visit.known, facts[:FACTS_SHOWN]))
    template = "_evidence.html.j2" if part else "evidence.html.j2"
    return render(visit, template, trees=trees, total=total, title=title, fragment=part)


def whole_id(visit: Visit, prefix: str) -> str:
    """The whole id of the fact that begins so. Raises NotFound."""
    if prefix in visit.known.fact_by_id:
        return prefix
    if is_id_prefix(prefix):
        found = [each for each in visit.known.fact_by_id if each.startswith(prefix.lower())]
        if len(found) == 1:
            return found[0]
    raise NotFound(f"no fact has the id {prefix[:64]}")
