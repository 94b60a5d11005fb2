"""Documents with their claims in place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from fastapi import APIRouter, Request, Response

from interlock.ledger.filters import is_id_prefix
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.judging import judged_wrong
from interlock.vocabulary import Claim, Document, ZoneKind
from interlock.web.asking import PAGE_ROWS, Ask, Asked, DealsAsked
from interlock.web.rendering import render
from interlock.web.visit import NotFound, Site, Visit

router = APIRouter(include_in_schema=False)
PART = 20_000
"""Characters on one page of a document."""
MOST_CLAIMS = 400
"""Claims that are marked on one page of a document."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text and the claims whose evidence it belongs to."""

    text: str
    claims: tuple[int, ...]
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the document with the zone that it lies in."""

    zone: ZoneKind
    runs: tuple[Run, ...]
    text: str


@router.get("/documents")
def documents(request: Request, asked: Ask[DealsAsked]) -> Response:
    """All documents."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        known = visit.known.telling_of
        rows = [row for row in visit.snapshot.documents.values() if row.id in known or visit.horizon.is_open()]
        pages = max(ceil(len(rows) / PAGE_ROWS), 1)
        page = min(asked.page, pages)
        shown = rows[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]
        return render(visit, "documents.html.j2", rows=shown, found=len(rows), page=page, pages=pages)


@router.get("/documents/{identity}")
def document(request: Request, identity: str, asked: Ask[Asked]) -> Response:
    """A document, part by part, its claims marked in place."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        paper = visit.view.document(whole_id(visit, identity))
        assert paper is not None
        parts = max(ceil(len(paper.text) / PART), 1)
        page = _page(visit.view, request, parts)
        first, last = (page - 1) * PART, min(page * PART, len(paper.text))
        claims = list(visit.view.claims_between(paper.id, first, last, MOST_CLAIMS + 1))
        fact_of = facts_by_document(visit).get(paper.id, {})
        wrong = judged_wrong(visit.view)
        shown = [(claim, visit.view.short(claim.id), fact_of.get(claim.id), claim.id in wrong) for claim in claims[:MOST_CLAIMS]]
        return render(
            visit,
            "document.html.j2",
            paper=paper,
            summary=visit.snapshot.documents.get(paper.id),
            told=visit.known.telling_of.get(paper.id),
            story=visit.known.in_story.get(paper.id),
            blocks=blocks(paper, [claim for claim, *_ in shown], first, last),
            claims=shown,
            too_many=len(claims) > MOST_CLAIMS,
            most=MOST_CLAIMS,
            first=first,
            last=last,
            page=page,
            pages=parts,
        )


def facts_by_document(visit: Visit) -> Mapping[str, Mapping[str, str]]:
    """The fact of each claim, by document."""

    def made() -> Mapping[str, Mapping[str, str]]:
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for fact in visit.known.facts:
            for row in fact.support:
                found[row.document][row.claim] = fact.id
        return found

    return visit.snapshot.answer("facts of documents", made)


def whole_id(visit: Visit, prefix: str) -> str:
    """The whole id of the document that begins so. Raises NotFound."""
    found = visit.view.match_documents(prefix.lower()) if is_id_prefix(prefix) else []
    if len(found) != 1:
        raise NotFound(f"no document has the id {prefix[:64]}")
    return found[0]


def _page(view: ResolvedView, request: Request, parts: int) -> int:
    """The part asked for: by number, or that which holds a claim."""
    asked = request.query_params.get("claim", "")
    if is_id_prefix(asked):
        matches = view.match(asked.lower())
        claim = view.claim(matches[0].id) if len(matches) == 1 else None
        if claim is not None:
            return min(claim.evidence.start // PART + 1, parts)
    number = request.query_params.get("page", "1")
    return min(max(int(number), 1), parts) if re.fullmatch("[0-9]{1,9}", number) else 1


def blocks(paper: Document, claims: Sequence[Claim], first: int, last: int) -> list[Block]:
    """The lines of a part of a document, each cut where the evidence of a claim begins or ends."""
    spans = [(max(claim.evidence.start, first), min(claim.evidence.end, last), place) for place, claim in enumerate(claims)]
    found = []
    at = first
    for line in paper.text[first:last].splitlines(keepends=True):
        end = at + len(line)
        if line.strip():
            found.append(Block(_zone(paper, at), tuple(_runs(paper.text, spans, at, end)), line))
        at = end
    return found


def _runs(text: str, spans: Sequence[tuple[int, int, int]], start: int, end: int) -> list[Run]:
    touching = [span for span in spans if span[0] < end and start < span[1]]
    cuts = sorted({start, end, *(min(max(place, start), end) for span in touching for place in span[:2])})
    return [
        Run(
            text[left:right],
            tuple(number for first, last, number in touching if first < right and left < last),
            tuple(number for first, _, number in touching if first == left),
        )
        for left, right in pairwise(cuts)
        if left < right
    ]


def _zone(paper: Document, place: int) -> ZoneKind:
    return next((zone.kind for zone in paper.zones if zone.start <= place < zone.end), ZoneKind.BODY)
