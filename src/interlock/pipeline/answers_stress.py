"""Answers about stress tests as text, in the form asked for. Each loss is kept, so that `explain` knows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from interlock.ledger.results import KeptResult
from interlock.network.flows import FlowBasis
from interlock.pipeline.answers import Answer, Form
from interlock.pipeline.network_answers import Findings, network_answer
from interlock.pipeline.networks import KnownNetwork, NetworkQuestion
from interlock.pipeline.plotting import Plot
from interlock.pipeline.stressing import SENSITIVITIES, Stressed, StressQuestion, run_stress, shipped_scenarios
from interlock.reporting.amounts import interval_in_words
from interlock.reporting.pictures import Pictures, loss_tornado, loss_waterfall, loss_years
from interlock.reporting.stress_tables import LOSS_HEAD, loss_rows, stress_records, stress_text, uncertainty_text
from interlock.simulation.scenario import BadScenario
from interlock.simulation.uncertainty import Design

__all__ = ["DESIGNS", "SENSITIVITIES", "BadScenario", "StressQuestion", "answer_scenarios", "answer_stress"]

DESIGNS = tuple(str(design) for design in Design)


def answer_scenarios() -> Answer:
    """The shipped scenarios, a line each."""
    lines = ["Shipped scenarios (interlock stress NAME), and --shock ACTOR:FIELD=VALUE:\n"]
    lines += [f"  {path.stem}\n" for path in shipped_scenarios()]
    return Answer(iter(lines), [])


def answer_stress(
    ledger: Path,
    question: NetworkQuestion,
    asked: StressQuestion,
    basis: str | None,
    form: Form,
    width: int,
    atlas: tuple[Path, ...] = (),
    plot: Plot | None = None,
) -> Answer:
    """What a scenario costs whom."""

    def find(found: KnownNetwork) -> Findings:
        done = run_stress(asked, found, FlowBasis(basis) if basis else None)
        result, kept = done.result, kept_losses(done, question.command)
        return Findings(stress_records(result), loss_rows(result), LOSS_HEAD, _text(done, width), kept, _pictures(done))

    return network_answer(ledger, question, form, find, atlas=atlas, plot=plot)


def _text(done: Stressed, width: int) -> Iterator[str]:
    yield from stress_text(done.result, width)
    yield from uncertainty_text(
        done.result,
        done.monte_carlo,
        done.swings,
        done.elementary,
        done.sobol,
        done.importance,
        done.contributions,
        width,
    )


def _pictures(done: Stressed) -> Pictures:
    """The charts of a stress test; a tornado where its swings were computed."""
    result = done.result
    pictures: Pictures = {"waterfall": lambda: loss_waterfall(result), "years": lambda: loss_years(result)}
    swings = done.swings
    return pictures if swings is None else {**pictures, "tornado": lambda: loss_tornado(result, swings)}


def kept_losses(done: Stressed, command: str) -> Iterator[KeptResult]:
    """The losses as results to keep."""
    result = done.result
    named, scenario = result.model.network.name, result.scenario
    for total in result.actors:
        record: dict[str, object] = {
            "title": f"Loss of {named(total.actor)} in '{scenario.name}', {result.model.years[0]} to {result.model.years[-1]}",
            "figure": f"{interval_in_words(total.total)}: directly {interval_in_words(total.direct)}, "
            f"second round {interval_in_words(total.network)}",
            "path": [],
            "facts": list(total.facts),
            "assumptions": [*result.assumptions, *result.unknown],
        }
        yield KeptResult(total.id, "loss", command, record)
    for row in result.losses:
        record = {
            "title": f"Loss of {named(row.actor)} in {row.year} by {row.channel}, in '{scenario.name}'",
            "figure": f"{interval_in_words(row.total)} of {interval_in_words(row.due)}: "
            f"directly {interval_in_words(row.direct)}, "
            f"second round {interval_in_words(row.network)}",
            "path": [named(actor) for actor in row.path],
            "facts": list(row.facts),
            "assumptions": [*result.assumptions, *result.unknown],
        }
        yield KeptResult(row.id, "loss", command, record)
