"""Moves of people, and rules in time."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from interlock.network.policy import policy
from interlock.network.talent import UNKNOWN_ORIGIN, talent
from interlock.web.asking import Ask, Asked
from interlock.web.loops import network_of
from interlock.web.rendering import render
from interlock.web.sankey import sankey
from interlock.web.visit import Site

router = APIRouter(include_in_schema=False)
MOST_MOVES, MOST_FLOWS_DRAWN, MOST_TOUCHES = 200, 24, 12


@router.get("/talent")
def moves(request: Request, asked: Ask[Asked]) -> Response:
    """Who goes where."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        shown = visit.snapshot.answer("talent", lambda: talent(visit.known.facts))
        flows = sorted(shown.flows, key=lambda row: (-row.least, row.id))[:MOST_FLOWS_DRAWN]
        drawing = sankey([(row.origin, row.target, float(row.least), row.id) for row in flows])
        return render(
            visit,
            "talent.html.j2",
            shown=shown,
            drawing=drawing,
            by_id={row.id: row for row in flows},
            unknown=UNKNOWN_ORIGIN,
            most=MOST_MOVES,
        )


@router.get("/policy")
def rules(request: Request, asked: Ask[Asked]) -> Response:
    """Rules in the order of time."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        country = network_of(visit, visit.snapshot_question()).country_of
        shown = visit.snapshot.answer("policy", lambda: policy(visit.known.facts, country))
        return render(visit, "policy.html.j2", rules=shown, most=MOST_TOUCHES)
