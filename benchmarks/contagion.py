"""Contagion at size: dense DebtRank, all knock-outs, and clearing a million actors, each against a rival in the same run.

    python -m benchmarks.contagion [--dense 5000] [--knocked 1000] [--actors 1000000] [--contracts 10000000] [--only sparse]

The networks are made. Dense ones have 30 % of all links and a mean leverage of 0.8; the sparse one has payers drawn uniformly and
payees from a power law, in random order. Rivals: the plain numpy loop below for DebtRank, one shock after the other for the
knock-outs, and for the sweep what the memory can move, by a STREAM triad measured just before. Times are the best of some tries;
compiling is told apart. Each part runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interlock.simulation.contagion import debtrank, knock_outs
from interlock.simulation.sparse_sweep import SparseDebts, clear_sparse, sweep_of

Floats = NDArray[np.float64]
_DENSITY, _LEVERAGE, _SHOCK = 0.3, 0.8, 0.05
_FINE, _COARSE = 1e-9, 7.4e-4
_EXPONENT = 0.7
_TRIAD = 20_000_000
_ALONE = 25
ANCHORS = {"dense": (5_000, 7.39), "knocked": (1_000, 40.0)}
"""Size, and seconds of R's NetworkRiskMeasures 0.1.4 on another machine (two virtual cores of a Zen 3); its knock-outs stop at a
change of 7.4e-4 and were extrapolated from 20 of them."""


def best(work: Callable[[], object], tries: int) -> float:
    """Seconds of the fastest try."""
    seconds = []
    for _ in range(tries):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def leverage(actors: int) -> Floats:
    """A made matrix of leverages, the same at each call."""
    random = np.random.default_rng(1)
    matrix = random.random((actors, actors))
    matrix *= random.random((actors, actors), dtype=np.float32) < _DENSITY
    np.fill_diagonal(matrix, 0.0)
    matrix *= _LEVERAGE / (matrix.sum() / actors)
    return matrix


def plain_loop(matrix: Floats, start: Floats, tolerance: float) -> Floats:
    """Linear DebtRank as anyone would write it."""
    loss = start
    while True:
        new = np.minimum(1.0, start + matrix @ loss)
        if np.abs(new - loss).max() <= tolerance:
            return new
        loss = new


def agree(one: Floats, other: Floats, most: float) -> float:
    """The largest difference. Raises ArithmeticError where it is more than `most`."""
    apart = float(np.abs(one - other).max())
    if not apart <= most:
        raise ArithmeticError(f"two ways to the same number differ by {apart:g}")
    return apart


def dense(actors: int) -> None:
    """DebtRank of one shock to all."""
    matrix, start = leverage(actors), np.full(actors, _SHOCK)
    found = debtrank(matrix, start, tolerance=_FINE)
    apart = agree(found.loss, plain_loop(matrix, start, _FINE), 1e-12)
    rival = best(lambda: plain_loop(matrix, start, _FINE), 3)
    ours = best(lambda: debtrank(matrix, start, tolerance=_FINE), 3)
    print(
        f"DebtRank, {actors:,} actors, {_DENSITY:.0%} of links, {_SHOCK:.0%} off all, to {_FINE:g}: ours {ours:.3f} s, plain "
        f"loop {rival:.3f} s (ratio {rival / ours:.2f}); {found.sweeps} sweeps of {1e3 * ours / found.sweeps:.2f} ms; "
        f"apart {apart:.0e}{anchor('dense', actors, ours)}"
    )


def knocked(actors: int) -> None:
    """The failure of each actor alone, at once and one after the other."""
    matrix = leverage(actors)
    each = np.random.default_rng(2).choice(actors, min(_ALONE, actors), replace=False)
    for tolerance in (_COARSE, _FINE):

        def alone(tolerance: float = tolerance) -> Floats:
            return np.column_stack([plain_loop(matrix, one, tolerance) for one in np.eye(actors)[each]])

        together = knock_outs(matrix, tolerance=tolerance)
        agree(together.loss[:, each], alone(), 100 * tolerance)
        rival = best(alone, 2) * actors / len(each)
        ours = best(lambda tolerance=tolerance: knock_outs(matrix, tolerance=tolerance), 2)  # type: ignore[misc]
        told = anchor("knocked", actors, ours) if tolerance == _COARSE else ""
        print(
            f"{actors:,} knock-outs, to {tolerance:g}: together {ours:.2f} s, one after the other {rival:.2f} s "
            f"(from {len(each)}; ratio {rival / ours:.1f}); {together.sweeps} sweeps{told}"
        )


def anchor(which: str, actors: int, ours: float) -> str:
    """What the R package needed elsewhere, where the size is the same."""
    size, seconds = ANCHORS[which]
    return f"; NetworkRiskMeasures elsewhere {seconds:g} s ({seconds / ours:.0f} times)" if actors == size else ""


def triad() -> float:
    """Bytes a second of a STREAM triad a = b + s c: compiled where numba is installed, else two numpy passes over five arrays."""
    b, c = np.ones(_TRIAD), np.ones(_TRIAD)
    a = np.zeros(_TRIAD)

    def two_passes() -> None:
        np.multiply(c, 3.0, out=a)
        np.add(a, b, out=a)

    rate = 5 * a.nbytes / best(two_passes, 5)
    try:
        from numba import njit
    except ImportError:
        return rate

    @njit(nogil=True)  # type: ignore[untyped-decorator,unused-ignore]
    def one_pass(a, b, c):  # type: ignore[no-untyped-def]
        for at in range(len(a)):
            a[at] = b[at] + 3.0 * c[at]

    one_pass(a[:10], b[:10], c[:10])
    return max(rate, 3 * a.nbytes / best(lambda: one_pass(a, b, c), 5))


def debts(actors: int, contracts: int) -> SparseDebts:
    """Made debts, drawn creditor by creditor, so that nothing is sorted or copied."""
    random = np.random.default_rng(3)
    chance = random.permutation(np.arange(1.0, actors + 1) ** -_EXPONENT)
    owed_to = np.repeat(np.arange(actors, dtype=np.int32), random.multinomial(contracts, chance / chance.sum()))
    return SparseDebts.of(
        actors, random.integers(0, actors, contracts, dtype=np.int32), owed_to, random.random(contracts), outside=0.5
    )


def sparse(actors: int, contracts: int, rate: float) -> None:
    """One sweep, and the whole way to the greatest clearing vector, by scipy and by numba; `rate` is that of the triad."""
    network = debts(actors, contracts)
    assets = network.due * np.random.default_rng(4).random(actors) * 0.2
    kept = sum(each.nbytes for each in (network.starts, network.debtor, network.amount))
    moved = kept + 3 * 8 * actors
    limit = moved / rate
    print(
        f"{actors:,} actors, {contracts:,} contracts in {kept / 1e9:.3f} GB; a sweep moves {moved / 1e9:.3f} GB: at the "
        f"{rate / 1e9:.1f} GB/s of the triad {1e3 * limit:.1f} ms"
    )
    ways = {"scipy": False} | ({"numba": True} if _has_numba() else {})
    payments = {}
    old, new = np.random.default_rng(5).random(actors), np.empty(actors)
    for name, compiled in ways.items():
        started = time.perf_counter()
        sweep = sweep_of(network, assets, compiled=compiled)
        sweep(old, new)
        first = time.perf_counter() - started
        seconds = best(lambda sweep=sweep: sweep(old, new), 10)  # type: ignore[misc]
        started = time.perf_counter()
        found = clear_sparse(network, assets, tolerance=1e-8, compiled=compiled)
        whole = time.perf_counter() - started
        payments[name] = found.payments
        print(
            f"  {name}: a sweep {1e3 * seconds:.1f} ms, {seconds / limit:.1f} times the limit, {contracts / seconds / 1e6:,.0f} "
            f"million contracts/s (first {first:.2f} s); to 1e-8 in {found.sweeps} sweeps, {whole:.2f} s, "
            f"{found.default.mean():.0%} default"
        )
    if len(payments) == 2:
        print(f"  scipy and numba apart by {agree(payments['scipy'], payments['numba'], 1e-6):.0e}")


def _has_numba() -> bool:
    try:
        import numba  # noqa: F401
    except ImportError:
        return False
    return True


def peak_gigabytes() -> float:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def in_process(work: Callable[..., Any], *given: float, told: bool = True) -> Any:
    """The answer of `work` in a fresh process, whose peak memory is told."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        answer = pool.submit(work, *given).result()
        if told:
            print(f"  peak {pool.submit(peak_gigabytes).result():.2f} GB", flush=True)
        return answer


def main() -> None:
    """Run each part in a process of its own and print its figures and its peak."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dense", type=int, default=5_000, help="actors of the dense DebtRank")
    parser.add_argument("--knocked", type=int, default=1_000, help="actors that fail one by one")
    parser.add_argument("--actors", type=int, default=1_000_000, help="actors of the sparse clearing")
    parser.add_argument("--contracts", type=int, default=10_000_000, help="contracts of the sparse clearing")
    parser.add_argument("--only", choices=("dense", "knocked", "sparse"), help="one part")
    given = parser.parse_args()
    if given.only in (None, "dense"):
        in_process(dense, given.dense)
    if given.only in (None, "knocked"):
        in_process(knocked, given.knocked)
    if given.only in (None, "sparse"):
        rate = in_process(triad, told=False)
        in_process(sparse, given.actors, given.contracts, rate)


if __name__ == "__main__":
    main()
