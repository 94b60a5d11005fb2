"""Draws of the year model: with and without compiled loops, beside one plain Python loop over the same contracts.

python -m benchmarks.stress_draws [--actors 200] [--contracts 2000] [--years 10] [--draws 10000]
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from interlock.simulation import kernel
from interlock.simulation.year import Contracts, YearInputs
from interlock.simulation.years import YearPlan, run_years

_BLOCK = 64


def network(actors: int, contracts: int, seed: int) -> tuple[Contracts, dict[str, np.ndarray]]:
    """A random network with power-law receivers, hard and soft parts, and money that just about suffices."""
    random = np.random.default_rng(seed)
    payer = random.integers(0, actors, contracts)
    payee = (random.zipf(1.7, contracts) - 1) % actors
    payee = np.where(payee == payer, (payee + 1) % actors, payee)
    made = Contracts.of(actors, payer, payee, random.random(contracts) < 0.8)
    size = random.pareto(1.5, contracts) + 0.1
    firm = random.random(contracts)
    out = np.bincount(payer, weights=size, minlength=actors)
    values = {
        "hard": size * firm,
        "soft": size * (1 - firm),
        "cash": out * random.uniform(0, 0.3, actors),
        "outside_revenue": out * random.uniform(0, 0.8, actors),
        "fixed_cost": out * random.uniform(0, 0.2, actors),
        "pass_through": random.random(actors),
    }
    return made, values


def plan(made: Contracts, values: dict[str, np.ndarray], years: int, draws: int, seed: int) -> YearPlan:
    """All years of a block of draws: each draw scales dues and revenue."""
    random = np.random.default_rng(seed)
    scale = random.uniform(0.7, 1.3, (len(made.payer), draws))
    inputs = YearInputs.of(
        made,
        draws,
        **(values | {"hard": values["hard"][:, None] * scale, "soft": values["soft"][:, None] * scale}),
    )
    return YearPlan(tuple(range(years)), made, (inputs,) * years)


def timed(made: Contracts, values: dict[str, np.ndarray], years: int, draws: int) -> tuple[float, float]:
    """Seconds for all draws in blocks, and the sum of revenue, so that two ways can be compared."""
    start, total = time.perf_counter(), 0.0
    for number in range(0, draws, _BLOCK):
        run = run_years(plan(made, values, years, min(_BLOCK, draws - number), number), check=False)
        total += float(run.revenue().sum())
    return time.perf_counter() - start, total


def main() -> None:
    """Print seconds and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("actors", 200), ("contracts", 2000), ("years", 10), ("draws", 10_000)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    made, values = network(given.actors, given.contracts, 1)
    few = max(_BLOCK, given.draws // 20)
    compiled = kernel._compiled()
    if compiled is not None:
        timed(made, values, 1, _BLOCK)  # compile once, outside the timing
        fast, one = timed(made, values, given.years, given.draws)
        print(f"with numba     {given.draws} draws: {fast:8.2f} s   {fast / given.draws * 1e3:.3f} ms a draw")
    kernel.WORTH_COMPILING = 2**62
    slow, other = timed(made, values, given.years, few)
    print(f"without numba  {few} draws: {slow:8.2f} s   {slow / few * 1e3:.3f} ms a draw")
    if compiled is not None:
        _, same = timed(made, values, given.years, few)
        kernel.WORTH_COMPILING = 0
        _, again = timed(made, values, given.years, few)
        print(f"ratio {slow / few / (fast / given.draws):.1f}; revenue differs by {abs(same - again) / abs(same):.1e} of itself")
        del one, other


if __name__ == "__main__":
    main()
