"""Many draws of what is uncertain: distributions, which input moves the result, who matters; each with its error or interval.

Points lie in the unit cube, one coordinate for each uncertain input; the same points serve every scenario (common random
numbers).
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import qmc, sobol_indices, uniform

from interlock.network.concentration import Interval
from interlock.simulation.model import BILLION, StressModel
from interlock.simulation.scenario import Op, Scenario, Shock, ShockField
from interlock.simulation.years import run_years

Floats = NDArray[np.float64]
_CELLS = 131_072
"""Contracts times draws that are run together: what a cache holds."""
TAIL = 0.95


class Design(StrEnum):
    """How points are spread."""

    RANDOM = "random"  # each draw from its own child of the seed: independent of order and number of cores
    LATIN_HYPERCUBE = "lhs"
    SOBOL = "sobol"


def sample(dimensions: int, draws: int, seed: int, design: Design = Design.RANDOM) -> Floats:
    """Points of the unit cube, [dimensions, draws]."""
    if draws < 1:
        raise ValueError(f"{draws} draws: wanted at least one")
    if dimensions == 0:
        return np.zeros((0, draws))
    if design is Design.RANDOM:
        children = np.random.SeedSequence(seed).spawn(draws)
        return np.array([np.random.default_rng(child).random(dimensions) for child in children]).T
    engine = (
        qmc.LatinHypercube(dimensions, rng=np.random.default_rng(seed))
        if design is Design.LATIN_HYPERCUBE
        else qmc.Sobol(dimensions, rng=np.random.default_rng(seed))
    )
    if design is Design.SOBOL and draws & (draws - 1):
        raise ValueError(f"{draws} draws: a Sobol sequence is balanced for powers of two, such as {1 << draws.bit_length()}")
    points: Floats = np.asarray(engine.random(draws), dtype=np.float64).T
    return points


@dataclass(frozen=True, slots=True)
class Distribution:
    """A sampled quantity: mean with its standard error, quantiles, value at risk and expected shortfall at 95 %."""

    mean: float
    standard_error: float
    low: float  # 5 %
    median: float
    high: float  # 95 %
    value_at_risk: float
    expected_shortfall: float
    above_zero: float  # share of draws above zero
    draws: int


def distribution(values: ArrayLike) -> Distribution:
    """What the draws of a loss say. Losses are positive, so the bad tail is the upper one."""
    drawn = np.asarray(values, dtype=np.float64)
    at_risk = float(np.quantile(drawn, TAIL))
    error = float(drawn.std(ddof=1) / np.sqrt(len(drawn))) if len(drawn) > 1 else 0.0
    low, median = np.quantile(drawn, [0.05, 0.5])
    tail = drawn[drawn >= at_risk]
    return Distribution(
        float(drawn.mean()),
        error,
        float(low),
        float(median),
        at_risk,
        at_risk,
        float(tail.mean()),
        float((drawn > 0).mean()),
        len(drawn),
    )


def losses_at(model: StressModel, scenario: Scenario, points: Floats) -> Floats:
    """What each actor no longer receives, or must pay for others, over the window, in dollars: [actors, draws].

    Blocks keep memory small.
    """
    parts = []
    together = max(16, _CELLS // max(len(model.contracts), 1))
    for start in range(0, points.shape[1], together):
        block = points[:, start : start + together]
        base = run_years(model.plan(block), check=False)
        stressed = run_years(model.plan(block, scenario.shocks, base.plan), check=False)
        lost = (base.received() - stressed.received()).sum(axis=0) * BILLION
        summed = np.zeros((len(model.actors), block.shape[1]))
        np.add.at(summed, model.layout.payee, lost)
        np.add.at(summed, model.layout.guarantor, (stressed.answered() - base.answered()).sum(axis=0) * BILLION)
        parts.append(summed)
    return np.concatenate(parts, axis=1)


@dataclass(frozen=True)
class MonteCarlo:
    """The distribution of each actor's loss and of the sum."""

    actors: dict[str, Distribution]
    total: Distribution
    seed: int
    design: Design


def monte_carlo(model: StressModel, scenario: Scenario, draws: int, seed: int = 0, design: Design = Design.RANDOM) -> MonteCarlo:
    """Draw all that is uncertain and run the scenario at each point."""
    lost = losses_at(model, scenario, sample(len(model.factors), draws, seed, design))
    rows = {actor: distribution(lost[place]) for actor, place in model.place.items() if np.abs(lost[place]).max(initial=0.0) > 0}
    return MonteCarlo(rows, distribution(lost.sum(axis=0)), seed, design)


@dataclass(frozen=True, slots=True)
class Swing:
    """The total loss with one input at its low and at its high end, all others in the middle."""

    name: str
    low: float
    high: float
    facts: tuple[str, ...]


def tornado(model: StressModel, scenario: Scenario) -> tuple[float, tuple[Swing, ...]]:
    """The total loss in the middle of all ranges, and the swing of each input that moves it, the widest first."""
    count = len(model.factors)
    points = np.full((count, 2 * count + 1), 0.5)
    for number in range(count):
        points[number, 1 + 2 * number], points[number, 2 + 2 * number] = 0.0, 1.0
    total = losses_at(model, scenario, points).sum(axis=0)
    least = max(1.0, 1e-6 * abs(float(total[0])))  # a dollar, or a millionth: less is the rounding of the solver
    swings = [
        Swing(factor.name, float(total[1 + 2 * number]), float(total[2 + 2 * number]), factor.facts)
        for number, factor in enumerate(model.factors)
        if float(np.ptp(total[[0, 1 + 2 * number, 2 + 2 * number]])) > least
    ]
    return float(total[0]), tuple(sorted(swings, key=lambda row: (-abs(row.high - row.low), row.name)))


@dataclass(frozen=True, slots=True)
class Elementary:
    """Morris: mean absolute elementary effect of an input (how much it matters) and its spread (how far it interacts)."""

    name: str
    strength: float
    spread: float


def morris(
    function: Callable[[Floats], Floats], dimensions: int, *, paths: int = 20, levels: int = 4, seed: int = 0
) -> tuple[tuple[float, float], ...]:
    """Elementary effects (Morris 1991, absolute means as Campolongo et al. 2007) of a function of points [dimensions, n].

    Returns (strength, spread) for each input. Needs paths * (dimensions + 1) values.
    """
    random = np.random.default_rng(np.random.SeedSequence(seed))
    step = levels / (2 * (levels - 1))
    starts = random.integers(0, levels // 2, (paths, dimensions)) / (levels - 1)
    orders = [random.permutation(dimensions) for _ in range(paths)]
    points = []
    for start, order in zip(starts, orders, strict=True):
        here = start.copy()
        points.append(here.copy())
        for which in order:
            here[which] += step
            points.append(here.copy())
    values = function(np.array(points).T).reshape(paths, dimensions + 1)
    effects = np.zeros((paths, dimensions))
    for path, order in enumerate(orders):
        effects[path, order] = np.diff(values[path]) / step
    return tuple((float(np.abs(row).mean()), float(row.std(ddof=1)) if paths > 1 else 0.0) for row in effects.T)


@dataclass(frozen=True, slots=True)
class SobolIndex:
    """First-order and total share of the variance that is due to an input, each with a 95 % interval."""

    name: str
    first: float
    total: float
    first_range: Interval
    total_range: Interval


def sobol(
    function: Callable[[Floats], Floats], names: tuple[str, ...], *, draws: int = 1024, seed: int = 0
) -> tuple[SobolIndex, ...]:
    """Sobol indices of a function of points [dimensions, n] of the unit cube (Saltelli's design), with bootstrap intervals."""
    found = sobol_indices(
        func=lambda points: np.atleast_2d(function(points)),
        n=draws,
        dists=[uniform()] * len(names),
        rng=np.random.default_rng(seed),
    )
    with warnings.catch_warnings(), np.errstate(invalid="ignore"):
        warnings.simplefilter("ignore")  # of inputs that move nothing: they have no interval and are left out
        spread = found.bootstrap(n_resamples=200)
    first, total = np.atleast_2d(found.first_order)[0], np.atleast_2d(found.total_order)[0]
    ends = [np.atleast_2d(each)[0] for each in _ends(spread.first_order) + _ends(spread.total_order)]
    return tuple(
        SobolIndex(
            name,
            float(first[n]),
            float(total[n]),
            Interval(float(ends[0][n]), float(ends[1][n])),
            Interval(float(ends[2][n]), float(ends[3][n])),
        )
        for n, name in enumerate(names)
    )


def _ends(result: object) -> list[Floats]:
    interval = result.confidence_interval  # type: ignore[attr-defined]
    return [np.asarray(interval.low), np.asarray(interval.high)]


def screened(model: StressModel, scenario: Scenario, *, paths: int = 20, seed: int = 0) -> tuple[Elementary, ...]:
    """Morris for the inputs of a scenario, the strongest first."""
    found = morris(lambda points: losses_at(model, scenario, points).sum(axis=0), len(model.factors), paths=paths, seed=seed)
    rows = [Elementary(factor.name, *effect) for factor, effect in zip(model.factors, found, strict=True)]
    return tuple(sorted(rows, key=lambda row: (-row.strength, row.name)))


def variance_shares(model: StressModel, scenario: Scenario, *, draws: int = 256, seed: int = 0) -> tuple[SobolIndex, ...]:
    """Sobol indices of the inputs that move the total loss of a scenario, the largest total share first; none where it stays."""
    tried = losses_at(model, scenario, sample(len(model.factors), 64, seed)).sum(axis=0)
    if float(np.ptp(tried)) <= max(1.0, 1e-6 * abs(float(tried.mean()))):
        return ()  # what is left is the rounding of the solver
    names = tuple(factor.name for factor in model.factors)
    rows = sobol(lambda points: losses_at(model, scenario, points).sum(axis=0), names, draws=draws, seed=seed)
    return tuple(sorted((row for row in rows if max(abs(row.first), row.total) > 1e-3), key=lambda row: (-row.total, row.name)))


@dataclass(frozen=True, slots=True)
class Importance:
    """What all others lose where one pays nothing, what one loses over all such runs, and its rank, each with a 90 % interval."""

    actor: str
    impact: Distribution
    vulnerability: float
    rank: Interval


def who_matters(model: StressModel, *, draws: int = 200, seed: int = 0) -> tuple[Importance, ...]:
    """Knock out each actor that pays somebody, at the same points; the largest mean impact first."""
    points = sample(len(model.factors), draws, seed)
    payers = sorted({row.payer for row in model.contracts})
    impacts, suffered = [], np.zeros((len(model.actors), draws))
    for actor in payers:
        shock = Shock(actor, ShockField.PAYMENTS, Op.STOP, 0.0)
        lost = losses_at(model, Scenario(f"{actor} pays nothing", (shock,)), points)
        impacts.append(lost.sum(axis=0))
        suffered += lost
    if not impacts:
        return ()
    drawn = np.array(impacts)
    ranks = (-drawn).argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") + 1
    rows = [
        Importance(
            actor,
            distribution(drawn[number]),
            float(suffered[model.place[actor]].mean()) / len(payers),
            Interval(*(float(each) for each in np.quantile(ranks[number], [0.05, 0.95]))),
        )
        for number, actor in enumerate(payers)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.impact.mean, row.actor)))
