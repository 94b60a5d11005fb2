"""Measures of interbank networks that users of NetworkRiskMeasures know, and a network from its margins alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import expm

from interlock.simulation.errors import BadInput, NotConverged

Floats = NDArray[np.float64]
_REACHED = 1e-9
"""Weight of walks from which a node counts as reached: less is the rounding of the matrix exponential."""


def impact_matrix(liabilities: ArrayLike, buffer: ArrayLike, *, capped: bool = True) -> Floats:
    """V[i, j]: what j loses where i fails, over the buffer of j (row owes column), at most 1 where capped."""
    owed, room = np.asarray(liabilities, dtype=np.float64), np.asarray(buffer, dtype=np.float64)
    if not (room > 0).all():
        raise BadInput(f"number {int(np.flatnonzero(~(room > 0))[0])} has no buffer")
    impact = owed / room[None, :]
    return np.minimum(impact, 1.0) if capped else impact


def communicability(impact: ArrayLike) -> Floats:
    """The matrix exponential of the impact matrix."""
    found: Floats = expm(np.asarray(impact, dtype=np.float64))
    return found


@dataclass(frozen=True)
class ImpactDiffusion:
    """Silva, Souza and Tabak 2015: susceptibility by node, fluidity of the whole, diffusion as start, intermediate and total."""

    susceptibility: Floats
    fluidity: float
    start: Floats
    intermediate: Floats
    total: Floats


def impact_diffusion(assets: ArrayLike, buffer: ArrayLike) -> ImpactDiffusion:
    """From `assets[i, j]` (claim of i on j) and buffers: who is likely to be hit, and who passes it on.

    A link i -> j stands where the claim of j on i is at least the buffer of j; steps along links are weighted by the matrix
    exponential. Susceptibility is the mean over those who reach a node, start of diffusion the mean over those it reaches,
    intermediate the mean, over the pairs of others that reach each other, of what is lost without it.
    """
    held, room = np.asarray(assets, dtype=np.float64), np.asarray(buffer, dtype=np.float64)
    links = (held >= room[:, None]).T.astype(np.float64)
    np.fill_diagonal(links, 0.0)
    reach = _reach(links)
    through = np.zeros(len(room))
    for node in range(len(room)):
        others = np.delete(np.delete(reach, node, 0), node, 1)
        without = _reach(np.delete(np.delete(links, node, 0), node, 1))
        through[node] = _mean(others - without, others > _REACHED)
    susceptibility = np.array([_mean(column, column > _REACHED) for column in reach.T])
    start = np.array([_mean(row, row > _REACHED) for row in reach])
    return ImpactDiffusion(susceptibility, float(susceptibility.mean()), start, through, start + through)


def _reach(links: Floats) -> Floats:
    found: Floats = expm(links) - np.eye(len(links))
    return found


def _mean(values: Floats, chosen: NDArray[np.bool_]) -> float:
    return float(values[chosen].mean()) if chosen.any() else 0.0


def maximum_entropy(assets: ArrayLike, liabilities: ArrayLike, *, tolerance: float = 1e-10) -> Floats:
    """The matrix with zero diagonal, given row and column sums, that is nearest to independence (iterative proportional fitting).

    An assumption about links that nobody told: use it as one of an ensemble, never as data. `tolerance` is a share of the
    largest margin. Raises BadInput for a margin that is negative or not a number, sums that differ, and a bank whose assets and
    liabilities are more than all there is: no matrix with zero diagonal has such margins.
    """
    rows, columns = np.asarray(assets, dtype=np.float64), np.asarray(liabilities, dtype=np.float64)
    if abs(rows.sum() - columns.sum()) > 1e-9 * max(abs(rows.sum()), abs(columns.sum())):
        raise BadInput(f"assets add up to {rows.sum():g} and liabilities to {columns.sum():g}: they must agree")
    for values, name in ((rows, "assets"), (columns, "liabilities")):
        if not ((values >= 0) & np.isfinite(values)).all():
            where = int(np.flatnonzero(~((values >= 0) & np.isfinite(values)))[0])
            raise BadInput(f"the {name} of number {where} are {values[where]:g}: they must be a number and not negative")
    both = rows + columns
    if (both > rows.sum() * (1 + 1e-9)).any():
        where = int(both.argmax())
        raise BadInput(
            f"number {where} has assets and liabilities of {both[where]:g}, of {rows.sum():g} in all: others cannot match"
        )
    largest = float(max(rows.max(initial=0.0), columns.max(initial=0.0)))
    matrix = np.outer(rows / largest, columns / largest) if largest else np.zeros((len(rows), len(rows)))
    np.fill_diagonal(matrix, 0.0)
    error = np.inf
    for _ in range(100_000):
        sums = matrix.sum(axis=1)
        matrix *= np.divide(rows, sums, out=np.zeros_like(sums), where=sums > 0)[:, None]
        sums = matrix.sum(axis=0)
        matrix *= np.divide(columns, sums, out=np.zeros_like(sums), where=sums > 0)[None, :]
        error = float(np.abs(matrix.sum(axis=1) - rows).max())
        if error <= tolerance * largest:
            return matrix
    raise NotConverged("the matrix of greatest entropy", 100_000, error)
