"""The network, loops, exposure, stress, people, rules."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from interlock.network.policy import policy
from interlock.network.talent import talent
from interlock.pipeline.stressing import StressQuestion, shipped_scenarios
from interlock.reporting.network_records import exposure_records, loop_record
from interlock.reporting.network_tables import EXPOSURE_HEAD, LOOP_HEAD, exposure_rows, loop_rows
from interlock.reporting.people_tables import (
    POLICY_HEAD,
    TALENT_HEAD,
    policy_records,
    policy_rows,
    talent_records,
    talent_rows,
)
from interlock.reporting.stress_tables import LOSS_HEAD, loss_rows, stress_records
from interlock.web.api.answering import AskFormat, Format, Listing, listing
from interlock.web.asking import Ask, Asked, NetworkAsked, StressAsked
from interlock.web.flows import flow_records
from interlock.web.loops import exposure_shown, loops_shown, network_of
from interlock.web.pages.stress import rows_of, stressed
from interlock.web.visit import Site

router = APIRouter(prefix="/api/v1", tags=["network"])


@router.get("/network")
def network(request: Request, asked: Ask[NetworkAsked]) -> dict[str, Any]:
    """Actors, flows and loops, as the map shows them. Sums in US dollars; null where unknown, or for an open end."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        return flow_records(visit, asked.network_question())


@router.get("/loops", response_model=Listing)
def loops(request: Request, asked: Ask[NetworkAsked], form: AskFormat = Format.JSON) -> Response:
    """Loops, as `interlock loops` lists them; the page has round trips and how much goes round, which take long to work out."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        shown = loops_shown(visit, asked.network_question(), asked.actor)
        found = shown.loops.loops
        flat = (lambda _: loop_rows(shown), LOOP_HEAD)
        return listing(visit, form, found, lambda rows: (loop_record(row, shown.named) for row in rows), flat)


@router.get("/exposure", response_model=Listing)
def exposure(request: Request, asked: Ask[NetworkAsked], form: AskFormat = Format.JSON) -> Response:
    """Exposures, concentration and coverage, as `interlock exposure` lists them, each with its `type`."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        shown = exposure_shown(visit, asked.network_question(), asked.actor)
        flat = (lambda _: exposure_rows(shown), EXPOSURE_HEAD)
        return listing(visit, form, list(exposure_records(shown)), lambda rows: rows, flat)


@router.get("/scenarios")
def scenarios() -> dict[str, list[str]]:
    """Names of the shipped scenarios."""
    return {"scenarios": [path.stem for path in shipped_scenarios()]}


@router.get("/stress", response_model=Listing)
def stress(request: Request, asked: Ask[StressAsked], form: AskFormat = Format.JSON) -> Response:
    """What a scenario costs whom, as `interlock stress` tells it: `type` is scenario, actor, loss or standing."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        shocks = (*asked.shock, *(row.command() for row in rows_of(request)))
        chosen = asked.scenario if asked.scenario != "own" else None
        done = stressed(visit, asked, StressQuestion(chosen, shocks, seed=asked.seed))
        flat = (lambda _: loss_rows(done.result), LOSS_HEAD)
        return listing(visit, form, list(stress_records(done.result)), lambda rows: rows, flat, notes=done.notes)


@router.get("/talent", response_model=Listing)
def people(request: Request, asked: Ask[Asked], form: AskFormat = Format.JSON) -> Response:
    """Moves of people, as `interlock talent` lists them, each with its `type`."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        shown = talent(visit.known.facts)
        flat = (lambda _: talent_rows(shown), TALENT_HEAD)
        return listing(visit, form, list(talent_records(shown)), lambda rows: rows, flat)


@router.get("/policy", response_model=Listing)
def rules(request: Request, asked: Ask[Asked], form: AskFormat = Format.JSON) -> Response:
    """Rules in the order of time with the deals they touch, as `interlock policy` lists them."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        country = network_of(visit, visit.snapshot_question()).country_of
        return listing(visit, form, policy(visit.known.facts, country), policy_records, (policy_rows, POLICY_HEAD))
