"""The simple cycles of a digraph in whole frontiers of arrays: the search for machines on which nothing can be compiled.

The same rule as the compiled search (least node as root, extend only where the root can still be reached within the bound), but
many paths of many roots are extended at once, so that numpy does the inner loop.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
LONGEST = 126
"""The greatest bound on the length of a cycle: one more must fit a signed byte."""
_DISTANCES = 2_000_000
"""Distances that are held at once (roots of a chunk times nodes), five bytes each."""
_EXTENDED = 131_072
"""Paths that one step makes at most, unless a single node has more successors: bounds the memory, not the result."""


def cycle_frontiers(starts: Ints, targets: Ints, back_starts: Ints, back_sources: Ints, longest: int) -> Iterator[Ints]:
    """Each simple cycle of 2 to `longest` nodes once, in blocks of rows: length, then nodes from the least one, then zeros.

    `starts` (nodes + 1) and `targets` are the rows of the digraph, without parallel edges and self-loops; `back_starts` and
    `back_sources` those of its reverse. Raises ValueError where `longest` is not between 2 and `LONGEST`.
    """
    if not 2 <= longest <= LONGEST:
        raise ValueError(f"a bound of {longest} nodes on the length of cycles: wanted 2 to {LONGEST}")
    nodes = len(starts) - 1
    roots = np.flatnonzero((np.diff(starts) > 0) & (np.diff(back_starts) > 0))
    size = max(1, _DISTANCES // max(nodes, 1))
    for first in range(0, len(roots), size):
        chunk = roots[first : first + size]
        distance = _distances_back(chunk, back_starts, back_sources, nodes, longest)
        yield from _closed_paths(chunk, starts, targets, distance, longest)


def _successors(starts: Ints, targets: Ints, last: Ints) -> tuple[Ints, Ints]:
    """For each successor of each of the nodes `last`: the place in `last`, and the successor."""
    degrees = starts[last + 1] - starts[last]
    origin = np.repeat(np.arange(len(last)), degrees)
    before = np.cumsum(degrees) - degrees
    return origin, targets[np.arange(len(origin)) + np.repeat(starts[last] - before, degrees)]


def _distances_back(roots: Ints, back_starts: Ints, back_sources: Ints, nodes: int, longest: int) -> NDArray[np.int8]:
    """Steps from each node to each root over nodes above the root, flat in rows of roots; `longest` + 1 where too far."""
    distance = np.full(len(roots) * nodes, longest + 1, dtype=np.int8)
    mark = np.empty(len(distance), dtype=np.int32)
    row, node = np.arange(len(roots)), roots
    distance[row * nodes + node] = 0
    for step in range(1, longest):
        origin, source = _successors(back_starts, back_sources, node)
        row = row[origin]
        cell = row * nodes + source
        cell = cell[(source > roots[row]) & (distance[cell] > longest)]
        number = np.arange(len(cell), dtype=np.int32)
        mark[cell] = number  # of equal cells the last one stays: cheaper than sorting
        cell = cell[mark[cell] == number]
        if not len(cell):
            break
        distance[cell] = step
        row, node = np.divmod(cell, nodes)
    return distance


def _closed_paths(roots: Ints, starts: Ints, targets: Ints, distance: NDArray[np.int8], longest: int) -> Iterator[Ints]:
    """Depth first over blocks of paths; a path (row of roots, then nodes) closes where its end is one step from its root."""
    nodes = len(starts) - 1
    blocks: list[Ints] = [np.column_stack([np.arange(len(roots)), roots])]
    while blocks:
        block = blocks.pop()
        work = np.cumsum(starts[block[:, -1] + 1] - starts[block[:, -1]])
        if len(block) > 1 and work[-1] > _EXTENDED:
            cut = max(1, int(np.searchsorted(work, _EXTENDED, side="right")))
            blocks.append(block[cut:])
            block = block[:cut]
        origin, target = _successors(starts, targets, block[:, -1])
        row = block[origin, 0]
        length = block.shape[1]  # of the extended path
        steps = distance[row * nodes + target]
        kept = np.flatnonzero((target > roots[row]) & (steps <= longest + 1 - length))
        kept = kept[(block[origin[kept], 2:] != target[kept, None]).all(axis=1)]
        longer = np.column_stack([block[origin[kept]], target[kept]])
        closing = longer[steps[kept] == 1]
        if len(closing):
            found = np.zeros((len(closing), longest + 1), dtype=np.int64)
            found[:, 0] = length
            found[:, 1 : length + 1] = closing[:, 1:]
            yield found
        if length < longest and len(longer):
            blocks.append(longer)
