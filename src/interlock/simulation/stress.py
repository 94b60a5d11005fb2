"""What a scenario costs whom: losses by actor, year and channel, direct and through the network, as intervals, with their facts.

Loss is always the baseline less the stressed run at the same inputs. The ends of an interval are the least and the greatest loss
over corner runs (all amounts low or high, short or long terms, everything firm or nothing, spending that follows revenue or not)
and sampled points.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

from interlock.network.concentration import Interval
from interlock.network.flows import SALES, Flow, Instrument, result_id
from interlock.simulation.attribution import shapley
from interlock.simulation.marks import full_calls, marks
from interlock.simulation.model import BILLION, StressModel, meets, moved_by, targets_of
from interlock.simulation.results import ActorLoss, Channel, Loss, Standing, StressResult
from interlock.simulation.scenario import Op, Scenario, Shock, ShockField
from interlock.simulation.solving import Frozen
from interlock.simulation.years import Run, YearPlan, break_even_cash, run_years

Floats = NDArray[np.float64]
_SAMPLES = 64
_SMALL = 1e-9  # billions


def corners(model: StressModel) -> Floats:
    """Points at which everything of a sort is at one of its ends: [factors, corners], the middle of all ranges first."""
    sorts = sorted({factor.sort for factor in model.factors})
    rows = [np.full(len(model.factors), 0.5)]
    for ends in product(*((0.0, 0.25, 0.5, 0.75, 1.0) if sort == "length" else (0.0, 1.0) for sort in sorts)):
        at = dict(zip(sorts, ends, strict=True))
        rows.append(np.array([at[factor.sort] for factor in model.factors]))
    return np.array(rows).reshape(len(rows), len(model.factors)).T


def stress(model: StressModel, scenario: Scenario, *, seed: int = 0, samples: int = _SAMPLES) -> StressResult:
    """Run a scenario over corners and sampled points. Raises NotConverged where a year does not settle."""
    points = corners(model)
    if model.factors and samples:
        drawn = qmc.LatinHypercube(len(model.factors), rng=np.random.default_rng(seed)).random(samples)
        points = np.concatenate([points, drawn.T], axis=1)
    base = run_years(model.plan(points))
    stressed = run_years(model.plan(points, scenario.shocks, base.plan))
    met = targets_of(scenario)
    others = np.array([actor not in met for actor in model.actors], dtype=bool)
    frozen = [Frozen(others, row.cleared.hard, row.cleared.soft) for row in base.results]
    direct = run_years(stressed.plan, frozen=frozen, check=False)
    once = [*marks(model, scenario), *full_calls(model, scenario)]
    losses = [
        *_payment_losses(model, scenario, base, stressed, direct),
        *_call_losses(model, scenario, base, stressed, direct),
        *once,
    ]
    middle = model.plan(points[:, :1], scenario.shocks, _single(model, points))
    least = run_years(middle, greatest=False, check=False)
    greatest = run_years(middle, check=False)
    last = stressed.results[-1].cleared
    return StressResult(
        scenario,
        model,
        tuple(sorted(losses, key=lambda row: (-row.total.high, row.actor, row.year, row.channel))),
        tuple(_actor_losses(model, scenario, losses, once, (base, stressed, direct))),
        tuple(_standings(model, scenario, model.needs(points), stressed, greatest, least)),
        (*model.assumptions, *_said(scenario)),
        (*_met_nothing(model, scenario, losses), *_unknown(model)),
        max(row.cleared.sweeps for row in stressed.results),
        last.residual,
        points.shape[1],
        seed,
    )


def _single(model: StressModel, points: Floats) -> YearPlan:
    return run_years(model.plan(points[:, :1])).plan


def _channel(model: StressModel, number: int) -> Channel:
    instrument = model.contracts[number].flow.instrument
    if instrument in SALES:
        return Channel.SALES
    return Channel.CREDIT if instrument is Instrument.LOAN else Channel.FUNDING


def _payment_losses(model: StressModel, scenario: Scenario, base: Run, stressed: Run, direct: Run) -> list[Loss]:
    """What each receiver no longer gets, by channel. What is planned and not paid for want of the shocked, and of all."""
    paid, now, first = base.received(), stressed.received(), direct.received()
    change = stressed.paid() - base.paid()
    groups: dict[tuple[str, Channel], list[int]] = defaultdict(list)
    for number, contract in enumerate(model.contracts):
        groups[contract.payee, _channel(model, number)].append(number)
    rows = []
    for (actor, channel), numbers in groups.items():
        for at, year in enumerate(model.years):
            due = paid[at, numbers].sum(axis=0)
            lost, early = due - now[at, numbers].sum(axis=0), due - first[at, numbers].sum(axis=0)
            if np.abs(lost).max(initial=0.0) <= _SMALL:
                continue
            path, facts = _path(model, scenario, actor, change[at])
            cut = [number for number in numbers if np.abs(change[at, number]).max() > _SMALL]
            behind = {each for number in cut for each in (number, *model.contracts[number].paced)}
            every = tuple(sorted({*facts, *(fact for number in behind for fact in model.contracts[number].flow.facts)}))
            rows.append(_loss(scenario, (actor, year, channel), due, (early, lost), path, every))
    return rows


def _loss(
    scenario: Scenario,
    what: tuple[str, int, Channel],
    due: Floats,
    lost: tuple[Floats, Floats],
    path: tuple[str, ...],
    facts: tuple[str, ...],
) -> Loss:
    """The loss of an actor in a year by a channel; `lost` is what is lost directly and in all, by draw."""
    early, all_ = lost
    return Loss(
        result_id("loss", scenario.name, scenario.shocks, *what, *facts),
        *what,
        _interval(due),
        _interval(early),
        _interval(all_ - early),
        _interval(all_),
        float(all_[0]) * BILLION,
        path,
        facts,
    )


def _call_losses(model: StressModel, scenario: Scenario, base: Run, stressed: Run, direct: Run) -> list[Loss]:
    """What guarantors pay since their debtors do not: by guarantee and year."""
    if stressed.plan.guarantees is None:
        return []
    before, now, first = (run.answered() for run in (base, stressed, direct))
    change = stressed.paid() - base.paid()
    rows = []
    for number, guarantee in enumerate(model.guarantees):
        pairs = stressed.plan.guarantees.of == number
        for at, year in enumerate(model.years):
            called, early = ((each[at, pairs] - before[at, pairs]).sum(axis=0) for each in (now, first))
            if np.abs(called).max(initial=0.0) <= _SMALL:
                continue
            path, facts = _path(model, scenario, guarantee.flow.target, change[at])
            owed = (fact for number in guarantee.contracts for fact in model.contracts[number].flow.facts)
            every = tuple(sorted({*facts, *owed, *guarantee.flow.facts}))
            what = (guarantee.flow.source, year, Channel.GUARANTEE)
            rows.append(_loss(scenario, what, np.zeros_like(called), (early, called), (*path, guarantee.flow.source), every))
    return rows


def _actor_losses(
    model: StressModel, scenario: Scenario, losses: Sequence[Loss], once: Sequence[Loss], runs: tuple[Run, Run, Run]
) -> list[ActorLoss]:
    """The sum of each actor's losses over the window; those that come `once` have no draws and are added end by end."""
    paid, now, first = (run.received().sum(axis=0) for run in runs)
    asked, called, early_called = (run.answered().sum(axis=0) for run in runs)
    rows = []
    for actor in sorted({row.actor for row in losses}):
        mine = [row for row in losses if row.actor == actor]
        numbers = [number for number, contract in enumerate(model.contracts) if contract.payee == actor]
        pairs = model.layout.guarantor == model.place.get(actor, -1)
        lost = ((paid[numbers] - now[numbers]).sum(axis=0) + (called - asked)[pairs].sum(axis=0)) * BILLION
        early = ((paid[numbers] - first[numbers]).sum(axis=0) + (early_called - asked)[pairs].sum(axis=0)) * BILLION
        marked = [row for row in once if row.actor == actor]
        low, high = sum(row.total.low for row in marked), sum(row.total.high for row in marked)
        rows.append(
            ActorLoss(
                result_id("actor loss", scenario.name, scenario.shocks, actor, *sorted(row.id for row in mine)),
                actor,
                Interval(float(early.min()) + low, float(early.max()) + high),
                Interval(float((lost - early).min()), float((lost - early).max())),
                Interval(float(lost.min()) + low, float(lost.max()) + high),
                float(lost[0]) + sum(row.central for row in marked),
                tuple(sorted({fact for row in mine for fact in row.facts})),
            )
        )
    return sorted(rows, key=lambda row: (-row.total.high, row.actor))


def _interval(values: Floats) -> Interval:
    return Interval(float(values.min()) * BILLION, float(values.max()) * BILLION)


def _path(model: StressModel, scenario: Scenario, actor: str, change: Floats) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The shortest way of unpaid contracts from a shocked actor to this one, and the facts of its contracts."""
    sources = targets_of(scenario)
    cut = [number for number, row in enumerate(change) if np.abs(row).max() > _SMALL]
    before: dict[str, int] = {}
    seen, waiting = {actor}, deque([actor])
    while waiting:
        here = waiting.popleft()
        if here in sources and here != actor:
            steps, facts = [here], set()
            while here != actor:
                contract = model.contracts[before[here]]
                facts |= set(contract.flow.facts)
                here = contract.payee
                steps.append(here)
            return tuple(steps), tuple(sorted(facts))
        for number in cut:
            contract = model.contracts[number]
            if contract.payee == here and contract.payer not in seen:
                seen.add(contract.payer)
                before[contract.payer] = number
                waiting.append(contract.payer)
    return (actor,), ()


def _standings(
    model: StressModel, scenario: Scenario, needs: Sequence[Floats], stressed: Run, greatest: Run, least: Run
) -> list[Standing]:
    met = targets_of(scenario)
    moved = moved_by(scenario.shocks)
    owed = _owed(model)
    rows = []
    for actor, place in model.place.items():
        tested = model.is_complete(actor) or actor in moved
        for at, year in enumerate(model.years):
            need = needs[at][place]
            gap = stressed.results[at].gap[place]
            default = stressed.results[at].default[place].astype(float)
            spread = float((greatest.results[at].cleared.soft - least.results[at].cleared.soft)[place, 0])
            interesting = actor in met or gap.max() > _SMALL or default.any() or spread > 1e-6
            if not interesting and need.max() <= _SMALL:
                continue
            even = None
            if not tested and at == len(model.years) - 1:
                even = break_even_cash(model.layout, greatest.results[at].inputs, place) * BILLION
            rows.append(
                Standing(
                    actor,
                    year,
                    _interval(need),
                    _interval(gap) if tested else None,
                    (float(default.min()), float(default.max())) if tested else None,
                    tested,
                    even,
                    spread,
                    owed.get((actor, at), ()),
                )
            )
    return rows


def _owed(model: StressModel) -> dict[tuple[str, int], tuple[str, ...]]:
    """The facts of what each actor owes and of what is owed to it, by actor and number of the year."""
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for row in model.contracts:
        for at, due in enumerate(row.due):
            if due.figure or not due.known:
                found[row.payer, at] |= set(row.flow.facts)
                found[row.payee, at] |= set(row.flow.facts)
    return {key: tuple(sorted(facts)) for key, facts in found.items()}


def _said(scenario: Scenario) -> Sequence[str]:
    said = []
    if any(shock.field is ShockField.PAYMENTS for shock in scenario.shocks):
        said.append("who 'pays 40 %' pays at most 40 % of what is firm and of what can be cancelled, and keeps the rest")
    if any(shock.field is ShockField.SUPPLY for shock in scenario.shocks):
        said.append(
            "a missing supply lowers what its buyers make from the next year on, in proportion to their purchases in the ledger"
        )
    if any(shock.op is Op.STOP and shock.field is ShockField.GUARANTEE for shock in scenario.shocks):
        said.append("a guarantee that is called is paid in full up to its sum; one without a stated sum has no upper end")
    return said


def _met_nothing(model: StressModel, scenario: Scenario, losses: Sequence[Loss]) -> list[str]:
    """Shocks that touch no deal of the network, so that nobody takes a silence for safety."""
    said, name = [], model.network.name
    for shock in scenario.shocks:
        at = name(shock.target)
        if shock.field is ShockField.PRICE and not any(
            row.channel is Channel.EQUITY and row.path[0] == shock.target for row in losses
        ):
            said.append(
                f"{at}: no stake in it of told size, held by somebody, counts in this network (or its worth is not known)"
            )
        if shock.field is ShockField.GUARANTEE and not any(row.channel is Channel.GUARANTEE for row in losses):
            said.append(f"{at}: it guarantees nothing in this network")
        if shock.field in (ShockField.FUNDING, ShockField.SUPPLY) and not any(meets(shock, row) for row in model.contracts):
            said.append(f"{at}: no deal of told size in this network is met by its stop of {shock.field}")
        if shock.field is ShockField.PAYMENTS and not any(row.payer == shock.target for row in model.contracts):
            said.append(f"{at}: it owes nothing of told size in this network")
    return said


def _unknown(model: StressModel) -> list[str]:
    """Deals of unknown size, and actors with incomplete books, in words."""
    name = model.network.name
    said = [
        f"{name(flow.source)} → {name(flow.target)}, {flow.instrument} ({flow.status}): {_why_nothing(flow)}"
        for flow in model.unsized
    ]
    for actor in model.actors:
        book = model.books.get(actor)
        missing = [each for each in (book.missing if book else ("revenue", "cost", "cash")) if (actor, each) not in model.fixed]
        if missing:
            said.append(f"{name(actor)}: {', '.join(missing)} not known; its solvency is not tested")
    return said


def _why_nothing(flow: Flow) -> str:
    if flow.instrument is Instrument.GUARANTEE:
        return "no loan or lease of told size is known for which it answers, so it counts as nothing"
    return "no sum is told, so it counts as nothing"


def contributions(model: StressModel, scenario: Scenario) -> Mapping[str, float]:
    """How much of the total loss, at the middle of all ranges, each shock of a scenario brings (Shapley values), in dollars."""
    names = {f"{number}. {_in_words(shock)}": shock for number, shock in enumerate(scenario.shocks, 1)}

    def loss(chosen: frozenset[str]) -> float:
        if not chosen:
            return 0.0
        some = replace(scenario, shocks=tuple(names[name] for name in sorted(chosen)))
        return sum(row.central for row in stress(model, some, samples=0).losses)

    return shapley(tuple(names), loss)


def _in_words(shock: Shock) -> str:
    value = "stop" if shock.op is Op.STOP else f"{shock.op} {shock.value:g}"
    return f"{shock.target} {shock.field} {value}"
