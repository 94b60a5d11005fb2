"""Stress tests: choose or build a scenario, see who loses what, compare two."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from interlock.network.concentration import Interval
from interlock.pipeline.stressing import StressQuestion, run_stress, shipped_scenarios
from interlock.simulation.results import ActorLoss, Loss, StressResult
from interlock.simulation.scenario import ShockField
from interlock.web.asking import Ask, StressAsked
from interlock.web.charts import bars
from interlock.web.loops import network_of
from interlock.web.rendering import render
from interlock.web.visit import Site, StillWorking, Visit

router = APIRouter(include_in_schema=False)
ROWS, MOST_LOSSES, MOST_UNKNOWN = 6, 300, 60
_USUAL = "openai-pays-40-percent"
_MANY_FLOWS, _PATIENCE = 5000, 1.0
"""Flows from which on a stress test is worked out aside, and for how many seconds a page waits for it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One shock of the form: an actor, what changes, how much of it is left in percent (years, where it begins later)."""

    actor: str
    field: str
    level: str

    def command(self) -> str:
        """The shock as the command line takes it."""
        if self.field == ShockField.GUARANTEE or (self.field in _STOPPED and self.level in ("", "0")):
            return f"{self.actor}:{self.field}=stop"
        if self.field == ShockField.START:
            return f"{self.actor}:{self.field}=+{self.level or '1'}"
        return f"{self.actor}:{self.field}={self.level or '0'}%"


_STOPPED = frozenset({ShockField.FUNDING, ShockField.FINANCING, ShockField.SUPPLY, ShockField.PRICE, ShockField.PAYMENTS})


@router.get("/stress")
def stress(request: Request, asked: Ask[StressAsked]) -> Response:
    """The form, and the losses of the scenario that it asks for."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        rows = rows_of(request)
        shocks = (*asked.shock, *(row.command() for row in rows))
        chosen = asked.scenario or (None if shocks else _USUAL)
        question = StressQuestion(chosen if chosen != "own" else None, shocks, seed=asked.seed)
        done = stressed(visit, asked, question, patience=_PATIENCE)
        versus = StressQuestion(asked.versus, seed=asked.seed)
        other = stressed(visit, asked, versus, patience=_PATIENCE) if asked.versus else None
        losses = sorted(done.result.losses, key=lambda row: (row.year, -row.total.high, row.actor))
        return render(
            visit,
            "stress.html.j2",
            asked=asked,
            chosen=chosen,
            rows=[*rows, *[Row("", ShockField.PAYMENTS, "40")] * (ROWS - len(rows))][:ROWS],
            scenarios=[path.stem for path in shipped_scenarios()],
            fields=list(ShockField),
            actors=visit.snapshot.answer("payers", lambda: payers(visit)),
            done=done.result,
            notes=done.notes,
            other=other.result if other else None,
            lost_here={row.actor for row in done.result.actors},
            others={row.actor: row for row in other.result.actors} if other else {},
            chart=actor_chart(done.result.actors, other.result.actors if other else ()),
            years=by_year(losses),
            losses=losses[:MOST_LOSSES],
            most_unknown=MOST_UNKNOWN,
            shocks=shocks,
        )


def rows_of(request: Request) -> list[Row]:
    """The shocks of the form; a row without an actor is none."""
    parts = request.query_params
    given = zip(parts.getlist("who"), parts.getlist("what"), parts.getlist("level"), strict=False)
    return [Row(who.strip()[:200], what[:20], level.strip()[:8]) for who, what, level in given if who.strip()][:ROWS]


@dataclass(frozen=True)
class Answered:
    """A stress test with the notes that came with it."""

    result: StressResult
    notes: tuple[str, ...]


def stressed(visit: Visit, asked: StressAsked, question: StressQuestion, patience: float | None = None) -> Answered:
    """The stress test, worked out once for each question.

    Of a large network it takes long: where a patience is given (seconds), StillWorking is raised once it has run out, while the
    test goes on aside.
    """
    asked_network = asked.network_question()
    key = ("stress", question, asked.basis, asked_network.statuses, asked_network.years)

    def made() -> Answered:
        found = network_of(visit, asked_network)
        before = len(found.known.notes)
        result = run_stress(question, found, asked.basis).result
        return Answered(result, tuple(found.known.notes[before:]))

    if patience is None or len(network_of(visit, asked_network).network.flows) < _MANY_FLOWS:
        return visit.snapshot.answer(key, made)
    done = visit.snapshot.later(key, made, patience)
    if done is None:
        raise StillWorking
    return done


def payers(visit: Visit) -> list[tuple[str, str]]:
    """Ids and names of the actors of the network, by name: whom a shock may meet."""
    network = network_of(visit, visit.snapshot_question()).network
    return sorted(((actor, network.name(actor)) for actor in network.actors), key=lambda row: row[1].casefold())


def actor_chart(rows: tuple[ActorLoss, ...], others: tuple[ActorLoss, ...]) -> list[tuple[ActorLoss, dict[str, float]]]:
    """Bars of the losses: each part in hundredths of the widest."""
    scale = bars([row.total.high for row in (*rows, *others)] + [row.central for row in rows])
    return [
        (
            row,
            {
                "low": scale.place(row.total.low),
                "high": scale.place(row.total.high),
                "direct": scale.place(row.direct.high),
                "central": scale.place(row.central),
            },
        )
        for row in rows
    ]


def by_year(losses: list[Loss]) -> list[tuple[int, Interval, tuple[float, float], tuple[str, ...]]]:
    """What all lose in each year, ends added (a little too wide), with the places of both and the facts."""
    found: dict[int, list[Loss]] = defaultdict(list)
    for row in losses:
        found[row.year].append(row)
    sums = {
        year: Interval(sum(row.total.low for row in rows), sum(row.total.high for row in rows)) for year, rows in found.items()
    }
    scale = bars([each.high for each in sums.values()])
    return [
        (
            year,
            sums[year],
            (scale.place(sums[year].low), scale.place(sums[year].high)),
            tuple(dict.fromkeys(fact for row in rows for fact in row.facts)),
        )
        for year, rows in sorted(found.items())
    ]
