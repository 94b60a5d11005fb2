"""One search box over actors, deals, sentences and titles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from interlock.pipeline.search import search
from interlock.reporting.marks import Segment, cut
from interlock.web.asking import Ask, Asked
from interlock.web.rendering import render
from interlock.web.visit import Site

router = APIRouter(include_in_schema=False)
SHOWN, LONGEST = 20, 300


@router.get("/search")
def searched(request: Request, asked: Ask[Asked], q: Annotated[str, Query(max_length=LONGEST)] = "") -> Response:
    """What matches the words."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        found = search(visit.view, q, limit=SHOWN, horizon=asked.horizon)
        facts = [visit.known.fact_by_id[each.id] for each in found.facts if each.id in visit.known.fact_by_id]
        return render(visit, "search.html.j2", words=q, found=found, facts=facts, runs=matching)


def matching(text: str, spans: Sequence[tuple[int, int]]) -> list[Segment]:
    """The text in runs, those that match named."""
    return cut(text, [(start, end, "match") for start, end in spans])
