"""Stress tests of a ledger: from the words of a command or a scenario file to results with facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from interlock.network.flows import FlowBasis
from interlock.pipeline.networks import KnownNetwork
from interlock.simulation.building import build_model
from interlock.simulation.model import StressModel
from interlock.simulation.results import StressResult
from interlock.simulation.scenario import COUNTRY, BadScenario, Scenario, Shock, parse_shock, read_scenario
from interlock.simulation.stress import contributions, stress
from interlock.simulation.uncertainty import (
    Design,
    Elementary,
    Importance,
    MonteCarlo,
    SobolIndex,
    Swing,
    monte_carlo,
    screened,
    tornado,
    variance_shares,
    who_matters,
)

MOST_ATTRIBUTED = 6
"""Shocks of which each one's part is told: n of them are 2^n runs."""
SENSITIVITIES = ("tornado", "morris", "sobol")


@dataclass(frozen=True, slots=True)
class StressQuestion:
    """A scenario (a file, or the name of a shipped one) or shocks, and how far to go into uncertainty."""

    scenario: str | None = None
    shocks: tuple[str, ...] = ()
    draws: int = 0
    design: str = "random"
    seed: int = 0
    sensitivity: str | None = None
    rank: bool = False


@dataclass(frozen=True)
class Stressed:
    """A result with the further looks asked for."""

    result: StressResult
    monte_carlo: MonteCarlo | None
    swings: tuple[float, tuple[Swing, ...]] | None
    elementary: tuple[Elementary, ...] | None
    sobol: tuple[SobolIndex, ...] | None
    importance: tuple[Importance, ...] | None
    contributions: dict[str, float] | None


def shipped_scenarios() -> tuple[Path, ...]:
    """The scenario files that come with the package, by name."""
    folder = Path(str(files("interlock.simulation") / "scenarios"))
    return tuple(sorted(folder.glob("*.toml")))


def shipped(name: str) -> Path | None:
    """The shipped scenario of that name, with or without its ending."""
    return next((path for path in shipped_scenarios() if path.name == name or path.stem == name), None)


def scenario_of(question: StressQuestion, found: KnownNetwork) -> Scenario:
    """The scenario that the question names, with the shocks of the command line on top. Raises BadScenario."""
    extra = tuple(parse_shock(text, found.resolve) for text in question.shocks)
    if question.scenario is None:
        if not extra:
            raise BadScenario("name a scenario file, a shipped scenario or a --shock; 'interlock stress' lists the shipped ones")
        return Scenario("; ".join(question.shocks), extra)
    path = Path(question.scenario)
    known = path if path.is_file() else shipped(question.scenario)
    if known is None:
        names = ", ".join(each.stem for each in shipped_scenarios())
        raise BadScenario(f"there is no scenario file {question.scenario}, and no shipped one of that name; shipped: {names}")
    read = read_scenario(known, found.resolve, shipped)
    return replace(read, shocks=(*read.shocks, *extra))


def run_stress(question: StressQuestion, found: KnownNetwork, basis: FlowBasis | None) -> Stressed:
    """Run the scenario on the ledger's network, on the basis of the command line, else of the scenario, else what is agreed."""
    if question.design == Design.SOBOL and question.draws & (question.draws - 1):
        nearest = 1 << question.draws.bit_length()
        raise BadScenario(f"--draws {question.draws}: a Sobol sequence is balanced for powers of two only, such as {nearest}")
    scenario = scenario_of(question, found)
    chosen = basis or scenario.basis or FlowBasis.SCHEDULED
    network = found.on(chosen, found.question.statuses or scenario.statuses)
    years = found.question.years or scenario.years or found.years
    expanded = replace(scenario, shocks=tuple(_expanded(shock, found, list(network.actors)) for shock in scenario.shocks))
    model = build_model(network, found.books, years, scenario.assumptions, expanded.shocks)
    _check_years(expanded, model)
    result = stress(model, expanded, seed=question.seed)
    drawn = monte_carlo(model, expanded, question.draws, question.seed, Design(question.design)) if question.draws else None
    sensitivity = question.sensitivity
    return Stressed(
        result,
        drawn,
        tornado(model, expanded) if sensitivity == "tornado" else None,
        screened(model, expanded, seed=question.seed) if sensitivity == "morris" else None,
        variance_shares(model, expanded, seed=question.seed) if sensitivity == "sobol" else None,
        who_matters(model, seed=question.seed) if question.rank else None,
        _contributions(model, expanded, found),
    )


def _contributions(model: StressModel, scenario: Scenario, found: KnownNetwork) -> dict[str, float] | None:
    """What each of several shocks brings; of very many only the whole is told, since each subset is a run."""
    if len(scenario.shocks) < 2:
        return None
    if len(scenario.shocks) > MOST_ATTRIBUTED:
        found.known.notes.append(f"{len(scenario.shocks)} shocks: what each brings is told for up to {MOST_ATTRIBUTED}")
        return None
    return dict(contributions(model, scenario))


def _expanded(shock: Shock, found: KnownNetwork, actors: Sequence[str]) -> Shock:
    """The shock with the actors of a country ('country:CN') added; the word stays, so that it never means everybody."""
    to = list(shock.to)
    for each in shock.to:
        if each.startswith(COUNTRY):
            land = each.removeprefix(COUNTRY)
            members = [actor for actor in actors if found.country_of(actor) == land]
            to += members
            if not members:
                found.known.notes.append(
                    f"nobody of {land} buys or sells in this network: the shock on {shock.target} meets none"
                )
    return replace(shock, to=tuple(to))


def _check_years(scenario: Scenario, model: StressModel) -> None:
    for shock in scenario.shocks:
        if shock.years and not set(shock.years) & set(model.years):
            first, last = model.years[0], model.years[-1]
            raise BadScenario(
                f"{scenario.source or scenario.name}: the years of the shock on {shock.target} "
                f"({', '.join(map(str, shock.years))}) lie outside the window {first} to {last}; set 'window' or --years"
            )
