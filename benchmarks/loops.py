"""Simple cycles up to six nodes: ours with and without numba, against networkx `simple_cycles(length_bound=6)` in the same run.

    pip install '.[benchmark]' && python -m benchmarks.loops [--seconds 60] [--longest 6]

The digraphs are made: both ends of each edge are drawn from a power law (exponent 0 is uniform). networkx is stopped after so
many seconds; its ratio is then "over", and its cycles so far are told. Ours is the best of three; what numba needs to compile
once in a process is told apart, and is not in the ratios.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interlock.network.cycles import count_cycles, largest_cycles

GRAPHS = ((500, 1_000, 0.7), (2_000, 4_000, 0.7), (2_000, 10_000, 0.0), (2_000, 10_000, 0.4), (2_000, 10_000, 0.7))
"""Nodes, edges, exponent."""
LARGEST = (10_000, 20_000, 0.7)
"""For the top 100 only: networkx does not finish it."""
_TOP = 100


@dataclass(frozen=True, slots=True)
class Timing:
    """Cycles found and seconds; `first` are those of the first call of all, on a small digraph, compiling included."""

    count: int
    seconds: float
    first: float


def digraph(nodes: int, edges: int, exponent: float) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Payers, payees and weights of a made digraph, the same at each call."""
    random = np.random.default_rng(1)
    chance = np.arange(1.0, nodes + 1) ** -exponent
    chance /= chance.sum()
    payers, payees = random.choice(nodes, edges, p=chance), random.choice(nodes, edges, p=chance)
    return payers, payees, random.lognormal(0.0, 1.5, edges)


def ours(graph: tuple[int, int, float], longest: int, top: bool) -> Timing:
    """Count the cycles of a digraph, or find those with the largest bottlenecks; the best of three."""
    payers, payees, weights = digraph(*graph)
    started = time.perf_counter()
    count_cycles([0, 1, 2], [1, 2, 0], 3)
    first = time.perf_counter() - started
    best, count = float("inf"), 0
    for _ in range(3):
        started = time.perf_counter()
        if top:
            count = largest_cycles(payers, payees, weights, graph[0], longest, _TOP, limit=sys.maxsize).count
        else:
            count = count_cycles(payers, payees, graph[0], longest)
        best = min(best, time.perf_counter() - started)
    return Timing(count, best, first)


def theirs(graph: tuple[int, int, float], longest: int, seconds: float) -> tuple[Timing, bool]:
    """The cycles that networkx lists within so many seconds, and whether it came to the end."""
    import networkx

    payers, payees, _ = digraph(*graph)
    pairs = [(a, b) for a, b in zip(payers.tolist(), payees.tolist(), strict=True) if a != b]
    started = time.perf_counter()
    count = 0
    for _ in networkx.simple_cycles(networkx.DiGraph(pairs), length_bound=longest):
        count += 1
        if time.perf_counter() - started > seconds:
            return Timing(count, time.perf_counter() - started, 0.0), False
    return Timing(count, time.perf_counter() - started, 0.0), True


def hide_numba() -> None:
    """As if numba were not installed, in this process."""
    sys.modules["numba"] = None  # type: ignore[assignment]


def peak_megabytes() -> float:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def main() -> None:
    """Print a line for each digraph."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0, help="after which networkx is stopped (at its next cycle)")
    parser.add_argument("--longest", type=int, default=6, help="nodes of the longest cycle")
    arguments = parser.parse_args()
    spawn = multiprocessing.get_context("spawn")
    with (
        ProcessPoolExecutor(1, mp_context=spawn) as installed,
        ProcessPoolExecutor(1, mp_context=spawn, initializer=hide_numba) as hidden,
    ):
        print(f"{'nodes':>6} {'edges':>6} {'power':>5} {'cycles':>9} {'numba':>9} {'without':>9} {'networkx':>9}   ratios")
        for graph in GRAPHS:
            compiled = installed.submit(ours, graph, arguments.longest, False).result()
            plain = hidden.submit(ours, graph, arguments.longest, False).result()
            rival, ended = theirs(graph, arguments.longest, arguments.seconds)
            if compiled.count != plain.count or (ended and rival.count != plain.count):
                raise ArithmeticError(f"counts differ: {compiled.count}, {plain.count}, networkx {rival.count}")
            over, stopped = ("", "") if ended else ("over ", f" (stopped after {rival.count:,} cycles)")
            print(
                f"{graph[0]:6} {graph[1]:6} {graph[2]:5} {plain.count:9} {compiled.seconds:8.4f}s {plain.seconds:8.4f}s "
                f"{rival.seconds:8.2f}s   {over}{rival.seconds / compiled.seconds:,.0f} with numba, "
                f"{over}{rival.seconds / plain.seconds:,.0f} without{stopped}",
                flush=True,
            )
            if graph == GRAPHS[0]:
                compiling = compiled.first
        for name, pool in (("with numba", installed), ("without", hidden)):
            top = pool.submit(ours, LARGEST, arguments.longest, True).result()
            peak = pool.submit(peak_megabytes).result()
            print(f"top {_TOP} of {LARGEST}, {name}: {top.count:,} cycles in {top.seconds:.2f} s, peak {peak:.0f} MB")
        print(f"compiling, once in a process: {compiling:.2f} s")


if __name__ == "__main__":
    main()
