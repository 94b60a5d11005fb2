"""Where the actors of the map stand: distances on the picture follow distances in the network. One network, one picture.

Stress majorisation (Gansner, Koren and North 2004): start from classical scaling of the shortest ways, then move each actor to
where the weighted differences between drawn and wanted distances are least. Components are set side by side.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, shortest_path
from scipy.spatial import cKDTree
from scipy.spatial.distance import cdist

Floats = NDArray[np.float64]
STEP = 150.0
"""Length on the picture of one step in the network."""
_ROUNDS, _ROUNDS_OF_MANY, _SMALL, _PUSHES = 80, 25, 200, 40
_NEAREST, _FLAT = 0.62, 1.7
_GAP = 1.1
_LARGEST = 1500
"""Actors of one component that are placed with care; the others of a larger one go round it on a ring."""


def positions(actors: int, edges: Sequence[tuple[int, int]]) -> Floats:
    """Coordinates (actors x 2); `edges` are pairs of numbers of actors, their direction does not matter."""
    if actors == 0:
        return np.zeros((0, 2))
    ends = np.array([pair for pair in edges if pair[0] != pair[1]], dtype=np.int64).reshape(-1, 2)
    links = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(actors, actors)).tocsr()
    _, part = connected_components(links, directed=False)
    sizes = np.bincount(part)
    placed = np.zeros((actors, 2))
    corner, row_height, row_width = np.zeros(2), 0.0, max(6.0, 2.2 * np.sqrt(actors))
    for number in sorted(range(len(sizes)), key=lambda each: (-sizes[each], each)):
        members = np.flatnonzero(part == number)
        inside = _component(links[members][:, members])
        inside -= inside.min(axis=0)
        wide, high = inside.max(axis=0) + _GAP
        if corner[0] > 0 and corner[0] + wide > row_width:
            corner, row_height = np.array([0.0, corner[1] + row_height]), 0.0
        placed[members] = inside + corner
        corner = corner + np.array([wide, 0.0])
        row_height = max(row_height, high)
    return placed * STEP


def _component(links: coo_array) -> Floats:
    count = links.shape[0]
    if count == 1:
        return np.zeros((1, 2))
    if count > _LARGEST:
        return _ring(count)
    wanted = shortest_path(links, directed=False, unweighted=True)
    spots = _scaled(wanted)
    with np.errstate(divide="ignore"):
        weights = np.where(wanted > 0, 1.0 / wanted**2, 0.0)
    total = weights.sum(axis=1)[:, None]
    pull = weights * wanted
    for _ in range(_ROUNDS if count <= _SMALL else _ROUNDS_OF_MANY):
        ratio = pull / np.maximum(cdist(spots, spots), 1e-9)
        np.fill_diagonal(ratio, 0.0)
        spots = (weights @ spots + ratio.sum(axis=1)[:, None] * spots - ratio @ spots) / total
    return _apart(spots)


def _scaled(wanted: Floats) -> Floats:
    """Classical scaling: the two largest axes of the distances, each with a sign that does not depend on the machine."""
    middle = np.eye(len(wanted)) - 1.0 / len(wanted)
    values, vectors = np.linalg.eigh(-0.5 * middle @ wanted**2 @ middle)
    axes = vectors[:, ::-1][:, :2] * np.sqrt(np.maximum(values[::-1][:2], 1e-6))
    for axis in range(axes.shape[1]):
        far = int(np.argmax(np.abs(axes[:, axis]) > np.abs(axes[:, axis]).max() - 1e-9))
        axes[:, axis] *= 1.0 if axes[far, axis] >= 0 else -1.0
    turns = 2.4 * np.arange(len(wanted))  # those at one distance from all others would lie upon each other
    return np.asarray(np.round(axes, 6) + 0.05 * np.column_stack([np.cos(turns), np.sin(turns)]))


def _apart(spots: Floats) -> Floats:
    """Push those away from each other whose signs and names would overlap."""
    stretched = spots * np.array([1.0, _FLAT])  # names are wide and low: beside each other they want more room
    for _ in range(_PUSHES):
        pairs = cKDTree(stretched).query_pairs(_NEAREST, output_type="ndarray")
        if not len(pairs):
            break
        apart = stretched[pairs[:, 0]] - stretched[pairs[:, 1]]
        distance = np.maximum(np.sqrt((apart**2).sum(axis=1)), 1e-6)[:, None]
        move = apart / distance * (_NEAREST - distance) * 0.35
        np.add.at(stretched, pairs[:, 0], move)
        np.add.at(stretched, pairs[:, 1], -move)
    return np.asarray(stretched / np.array([1.0, _FLAT]))


def _ring(count: int) -> Floats:
    turns = np.arange(count) * np.pi * (3 - np.sqrt(5))
    return np.asarray(np.sqrt(np.arange(count) + 1)[:, None] * 0.7 * np.column_stack([np.cos(turns), np.sin(turns)]))
