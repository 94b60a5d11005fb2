"""One search box over actors, deals, sentences and titles, by words and by meaning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from interlock.pipeline.search import By, Found, search
from interlock.reporting.marks import Segment, cut
from interlock.vocabulary.searching import NoMeaning
from interlock.web.asking import Ask, Asked
from interlock.web.rendering import render
from interlock.web.visit import Site, Visit

router = APIRouter(include_in_schema=False)
SHOWN, LONGEST = 20, 300


@router.get("/search")
def searched(
    request: Request,
    asked: Ask[Asked],
    q: Annotated[str, Query(max_length=LONGEST)] = "",
    by: Annotated[By | None, Query()] = None,
) -> Response:
    """What matches the words, or says something near."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        found, without = _found(visit, q, by)
        facts = [visit.known.fact_by_id[each.id] for each in found.facts if each.id in visit.known.fact_by_id]
        meant = visit.view.meant_mark()[0] is not None
        return render(
            visit, "search.html.j2", words=q, found=found, facts=facts, runs=matching, ways=By if meant else (), without=without
        )


def _found(visit: Visit, words: str, by: By | None) -> tuple[Found, bool]:
    """What is found, and whether that had to do without the meaning that was asked for."""
    try:
        found = search(visit.view, words, limit=SHOWN, horizon=visit.horizon, by=by)
        return found, found.problem is not None
    except NoMeaning:
        return search(visit.view, words, limit=SHOWN, horizon=visit.horizon, by=By.WORDS), True


def matching(text: str, spans: Sequence[tuple[int, int]]) -> list[Segment]:
    """The text in runs, those that match named."""
    return cut(text, [(start, end, "match") for start, end in spans])
