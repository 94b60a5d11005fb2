"""Tools that compute: loops, exposure, stress tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from interlock.ledger.horizon import Horizon
from interlock.mcp.arguments import AsOf, Basis, FlowStatuses, Limit, Name, Offset, Years
from interlock.mcp.desk import Answer, Desk, Tool
from interlock.network.flows import FlowBasis
from interlock.pipeline.answers import Form
from interlock.pipeline.answers_network import exposure_of, kept_exposure, kept_loop
from interlock.pipeline.answers_stress import kept_losses
from interlock.pipeline.network_question import network_question
from interlock.pipeline.networks import NetworkQuestion
from interlock.pipeline.snapshot_loops import all_loops
from interlock.pipeline.stressing import StressQuestion, run_stress, shipped, shipped_scenarios
from interlock.reporting.network_model import Named
from interlock.reporting.network_records import exposure_records, loop_record
from interlock.reporting.network_tables import bottleneck_in_words
from interlock.reporting.stress_tables import stress_records
from interlock.vocabulary import Status

_LONGEST, _SEED = 6, 0
_ACTORS = ("holder", "counterparty", "actor", "largest")
SCENARIOS = ", ".join(path.stem for path in shipped_scenarios())


def networks(desk: Desk) -> dict[str, Tool]:
    """The tools by name."""

    def question_of(basis: FlowBasis | None, status: tuple[Status, ...], years: str | None, as_of: str | None) -> NetworkQuestion:
        return network_question(basis=basis, statuses=[str(each) for each in status], years=years, as_of=as_of, command="mcp")

    def loops(
        actor: Name | None = None,
        basis: Basis = FlowBasis.ANNOUNCED,
        status: FlowStatuses = (),
        limit: Limit = 10,
        offset: Offset = 0,
        as_of: AsOf = None,
    ) -> Answer:
        """Loops of money across equity, purchases, leases, loans, guarantees, warrants; each leg with status and bound.

        A loop is as certain as its least certain leg, and at most its least leg can go all the way round. `counts` is false for a
        loop that stands on paper only: a leg of it is optional, planned or talked about.
        """
        with desk.asked(Horizon(as_of)) as asked:
            shown = all_loops(asked.snapshot, question_of(basis, status, None, as_of))
            ids, notes = asked.named(actor)
            every = [loop for loop in shown.loops.loops if ids is None or ids & set(loop.actors)]
            part = every[offset : offset + limit]
            desk.keep(kept_loop(loop, shown, f"loops --basis {basis}") for loop in part)
            rows = [loop_record(loop, shown.named) | {"bottleneck_in_words": bottleneck_in_words(loop)} for loop in part]
            return asked.answer(rows, total=len(every), offset=offset, notes=[*notes, *shown.assumptions], evidence=True)

    def exposure(
        actor: Name | None = None,
        basis: Basis = FlowBasis.ANNOUNCED,
        status: FlowStatuses = (),
        years: Years = None,
        limit: Limit = 20,
        offset: Offset = 0,
        as_of: AsOf = None,
    ) -> Answer:
        """Who hangs on whom: what is at risk by class, how concentrated sales and purchases are, how far commitments are covered.

        `type` of an item is exposure, concentration or coverage. Amounts are intervals; what is unknown is counted, not guessed.
        """
        with desk.asked(Horizon(as_of)) as asked:
            question = question_of(basis, status, years, as_of)
            found = asked.snapshot.network(question)
            _, notes = asked.named(actor)
            shown = exposure_of(found, actor, None, Form.JSON)
            desk.keep(kept_exposure(shown, f"exposure --basis {basis}"))
            rows = list(exposure_records(shown))
            part = _with_names(rows[offset : offset + limit], shown.named)
            return asked.answer(part, total=len(rows), offset=offset, notes=[*notes, *shown.assumptions], evidence=True)

    def stress(
        scenario: Annotated[
            str | None, Field(pattern="^[a-z0-9-]{1,80}$", description=f"A shipped scenario: {SCENARIOS}.")
        ] = None,
        shock: Annotated[
            tuple[Annotated[str, Field(max_length=120)], ...],
            Field(max_length=6, description="Shocks: openai:payments=40%, nvidia:funding=stop, openai:revenue=-50%@2027-2028."),
        ] = (),
        basis: Annotated[FlowBasis | None, Field(description="Which flows count; that of the scenario where left out.")] = None,
        status: FlowStatuses = (),
        years: Years = None,
        limit: Limit = 20,
        offset: Offset = 0,
        as_of: AsOf = None,
    ) -> Answer:
        """What a scenario costs whom in which year and by which channel, direct and second-round, as intervals.

        `type` of an item is scenario (with what it rests on and what is unknown), actor, loss or standing.
        """
        with desk.asked(Horizon(as_of)) as asked:
            if scenario is not None and shipped(scenario) is None:
                raise ValueError(f"there is no scenario '{scenario}'; there are: {SCENARIOS}")
            if scenario is None and not shock:
                raise ValueError(f"give a 'scenario' or a 'shock'; scenarios are: {SCENARIOS}")
            question = question_of(basis, status, years, as_of)
            wanted = StressQuestion(str(shipped(scenario)) if scenario else None, tuple(shock))
            found = asked.snapshot.network(question)
            key = ("mcp stress", wanted, question.basis, question.statuses, question.years, basis)
            done = desk.aside(asked, key, lambda known: run_stress(wanted, replace(found, known=known), basis))
            desk.keep(kept_losses(done, "stress"))
            named = done.result.model.network.name
            rows = list(stress_records(done.result))
            return asked.answer(_with_names(rows[offset : offset + limit], named), total=len(rows), offset=offset, evidence=True)

    return {"loops": loops, "exposure": exposure, "stress": stress}


def _with_names(rows: Iterable[Mapping[str, Any]], named: Named) -> list[dict[str, Any]]:
    """Records whose actors are told by name, too."""
    return [{**row, **{f"{key}_name": named(row[key]) for key in _ACTORS if isinstance(row.get(key), str)}} for row in rows]
