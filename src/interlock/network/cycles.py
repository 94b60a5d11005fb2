"""Simple cycles up to a length: bounded depth-first search that prunes by the distance back to the root.

The least node of a cycle is its root, so that each cycle is found once; a path is only extended to a node from which the root
can still be reached within the bound (distances by one reverse breadth-first search for each root). Where numba is not installed
the same is done in whole frontiers of paths, by `cycle_frontiers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from interlock.network.cycle_frontiers import LONGEST, cycle_frontiers

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
MOST = 2_000_000
"""Cycles after which an enumeration stops and says so."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """Nodes in the order of the flow, from the least one, and the least summed weight of its legs."""

    nodes: tuple[int, ...]
    bottleneck: float


@dataclass(frozen=True, slots=True)
class Cycles:
    """The cycles with the largest bottlenecks, largest first; of equal ones the shorter, then the one with the lesser nodes.

    `count` is how many were seen, all of them if `complete`.
    """

    largest: tuple[Cycle, ...]
    count: int
    complete: bool


@dataclass(frozen=True, slots=True)
class _Graph:
    """A simple digraph in rows: parallel edges summed, self-loops and edges between components left out."""

    nodes: int
    starts: Ints
    targets: Ints
    weights: Floats
    back_starts: Ints
    back_sources: Ints


def _graph(payers: Sequence[int] | Ints, payees: Sequence[int] | Ints, weights: Sequence[float] | Floats, nodes: int) -> _Graph:
    row, column = np.asarray(payers, dtype=np.int64), np.asarray(payees, dtype=np.int64)
    size = np.asarray(weights, dtype=np.float64)
    if not len(row) == len(column) == len(size):
        raise ValueError(f"{len(row)} payers, {len(column)} payees and {len(size)} weights: wanted one of each for an edge")
    if not (size >= 0).all():
        raise ValueError(f"edge {int(np.argmin(size >= 0))} has the weight {size[np.argmin(size >= 0)]}: wanted 0 or more")
    kept = row != column
    ones = csr_array((np.ones(int(kept.sum())), (row[kept], column[kept])), shape=(nodes, nodes))
    _, component = connected_components(ones, directed=True, connection="strong")
    kept &= component[row] == component[column]
    row, column, size = row[kept], column[kept], size[kept]
    pairs, place = np.unique(row * nodes + column, return_inverse=True)
    summed = np.bincount(place, weights=size, minlength=len(pairs)).astype(np.float64)
    row, column = pairs // nodes, pairs % nodes
    order = np.lexsort((row, column))
    starts = np.searchsorted(row, np.arange(nodes + 1))
    back_starts = np.searchsorted(column[order], np.arange(nodes + 1))
    return _Graph(nodes, starts, column, summed, back_starts, row[order])


def _search(
    starts: Ints,
    targets: Ints,
    back_starts: Ints,
    back_sources: Ints,
    longest: int,
    root: int,
    distance: Ints,
    queue: Ints,
    path: Ints,
    place: Ints,
    on_path: Any,
    fresh: bool,
    depth: int,
    found: Ints,
    room: int,
) -> tuple[int, int]:
    """Fill `found` (rows: length, then nodes) with the next cycles of one root; resume where `depth` and the arrays say.

    Returns how many were found and the depth at which the search stands, -1 where the root is done. Plain loops, made to be
    compiled: as they are they are no faster than networkx.
    """
    if fresh:
        distance[:] = longest + 1
        distance[root] = 0
        queue[0] = root
        head, tail = 0, 1
        while head < tail:
            node = queue[head]
            head += 1
            if distance[node] >= longest - 1:
                continue
            for at in range(back_starts[node], back_starts[node + 1]):
                source = back_sources[at]
                if source > root and distance[source] > longest:
                    distance[source] = distance[node] + 1
                    queue[tail] = source
                    tail += 1
        path[0] = root
        place[0] = starts[root]
        on_path[root] = True
        depth = 0
    number = 0
    while depth >= 0:
        node = path[depth]
        if place[depth] == starts[node + 1]:
            on_path[node] = False
            depth -= 1
            continue
        target = targets[place[depth]]
        place[depth] += 1
        if target == root:
            if depth > 0:
                found[number, 0] = depth + 1
                for at in range(depth + 1):
                    found[number, at + 1] = path[at]
                number += 1
                if number == room:
                    return number, depth
        elif target > root and not on_path[target] and depth + 1 + distance[target] <= longest:
            depth += 1
            path[depth] = target
            place[depth] = starts[target]
            on_path[target] = True
    return number, depth


@cache
def _compiled(function: Callable[..., Any]) -> Callable[..., Any] | None:
    """The function compiled by numba; None where numba is not installed."""
    try:
        from numba import njit
    except ImportError:
        return None
    compiled: Callable[..., Any] = njit(cache=False, nogil=True)(function)
    return compiled


def count_cycles(
    payers: Sequence[int] | Ints, payees: Sequence[int] | Ints, nodes: int, longest: int = 6, limit: int | None = None
) -> int:
    """How many simple cycles of 2 to `longest` nodes the digraph has, at most `limit`; parallel edges make one."""
    graph = _graph(payers, payees, np.ones(len(payers)), nodes)
    count = 0
    for rows in _batches(graph, longest):
        count += len(rows)
        if limit is not None and count >= limit:
            return limit
    return count


def iterate_cycles(
    payers: Sequence[int] | Ints, payees: Sequence[int] | Ints, nodes: int, longest: int = 6
) -> Iterator[tuple[int, ...]]:
    """Each simple cycle of 2 to `longest` nodes, as nodes from the least one in the order of the flow; nothing is kept."""
    graph = _graph(payers, payees, np.ones(len(payers)), nodes)
    for rows in _batches(graph, longest):
        for row in rows.tolist():
            yield tuple(row[1 : row[0] + 1])


def _batches(graph: _Graph, longest: int, room: int = 65_536) -> Iterator[Ints]:
    """The cycles in blocks of rows: length, then nodes."""
    if not 2 <= longest <= LONGEST:
        raise ValueError(f"a bound of {longest} nodes on the length of cycles: wanted 2 to {LONGEST}")
    search = _compiled(_search)
    if search is None:
        yield from cycle_frontiers(graph.starts, graph.targets, graph.back_starts, graph.back_sources, longest)
        return
    nodes = graph.nodes
    distance, queue = np.empty(nodes, dtype=np.int64), np.empty(nodes, dtype=np.int64)
    path, place = np.empty(longest + 1, dtype=np.int64), np.empty(longest + 1, dtype=np.int64)
    on_path = np.zeros(nodes, dtype=np.bool_)
    found = np.zeros((room, longest + 1), dtype=np.int64)
    used = 0
    for root in range(nodes):
        if graph.starts[root] == graph.starts[root + 1]:
            continue
        fresh, depth = True, 0
        while fresh or depth >= 0:
            number, depth = search(
                graph.starts,
                graph.targets,
                graph.back_starts,
                graph.back_sources,
                longest,
                root,
                distance,
                queue,
                path,
                place,
                on_path,
                fresh,
                depth,
                found[used:],
                room - used,
            )
            fresh = False
            used += number
            if used == room:
                yield found.copy()
                used = 0
    if used:
        yield found[:used].copy()


def largest_cycles(
    payers: Sequence[int] | Ints,
    payees: Sequence[int] | Ints,
    weights: Sequence[float] | Floats,
    nodes: int,
    longest: int = 6,
    top: int = 100,
    limit: int = MOST,
) -> Cycles:
    """The `top` cycles by bottleneck. Cycles stream by and only the largest are kept; after `limit` it stops, not complete.

    The bottleneck is the least leg, a leg being the sum of the parallel edges of its ordered pair. Bottlenecks of cycles that
    share a leg must not be added. Raises ValueError for a weight that is negative or no number.
    """
    graph = _graph(payers, payees, weights, nodes)
    keys = np.repeat(np.arange(nodes), np.diff(graph.starts)) * nodes + graph.targets
    kept, least = np.zeros((0, longest + 1), dtype=np.int64), np.zeros(0)
    count, complete = 0, True
    for rows in _batches(graph, longest):
        if count + len(rows) > limit:
            rows, complete = rows[: limit - count], False
        count += len(rows)
        kept, least = _best(kept, least, rows, _bottlenecks(rows, keys, graph.weights, nodes), top)
        if not complete:
            break
    order = _by_size(kept, least)
    found = zip(kept[order].tolist(), least[order].tolist(), strict=True)
    return Cycles(tuple(Cycle(tuple(row[1 : row[0] + 1]), size) for row, size in found), count, complete)


def _best(kept: Ints, least: Floats, rows: Ints, sizes: Floats, top: int) -> tuple[Ints, Floats]:
    """The best `top` of those kept, which are in order once they are `top`, and of a further block."""
    if top and len(kept) == top:
        worst = kept[-1]
        lesser = (rows[:, 0] < worst[0]) | ((rows[:, 0] == worst[0]) & (rows[:, 1] <= worst[1]))
        better = (sizes > least[-1]) | ((sizes == least[-1]) & lesser)
        rows, sizes = rows[better], sizes[better]
    if not len(rows):
        return kept, least
    kept, least = np.concatenate([kept, rows]), np.concatenate([least, sizes])
    if len(kept) < top:
        return kept, least
    order = _by_size(kept, least)[:top]
    return kept[order], least[order]


def _by_size(rows: Ints, sizes: Floats) -> Ints:
    """Largest first, then the shorter, then by nodes: one order, in whatever order the search finds them."""
    return np.lexsort((*rows[:, :0:-1].T, rows[:, 0], -sizes))


def _bottlenecks(rows: Ints, keys: Ints, weights: Floats, nodes: int) -> Floats:
    lengths = rows[:, 0]
    least = np.full(len(rows), np.inf)
    for step in range(int(lengths.max(initial=0))):
        inside = step < lengths
        following = np.where(step + 1 < lengths, rows[:, min(step + 2, rows.shape[1] - 1)], rows[:, 1])
        at = np.searchsorted(keys, rows[inside, step + 1] * nodes + following[inside])
        least[inside] = np.minimum(least[inside], weights[at])
    return least
