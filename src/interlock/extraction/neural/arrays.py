"""The few functions on arrays that running the network needs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

DISTANCES = np.array((0, 2, 5, 10, 20, 40, 80))
"""Bounds of the buckets of a distance in tokens."""
AROUND = 8
"""Tokens on either side of a pair of nodes that tell what lies around it."""


def gelu(x: Floats) -> Floats:
    """The exact Gaussian error linear unit, with the error function of Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - series * np.exp(-z * z))
    found: Floats = (0.5 * x * (1 + erf)).astype(np.float32)
    return found


def sigmoid(x: Floats) -> Floats:
    """The logistic function."""
    found: Floats = (1 / (1 + np.exp(-np.clip(x, -30, 30)))).astype(np.float32)
    return found


def softmax(scores: Floats) -> Floats:
    """Probabilities of each row."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Floats = raised / raised.sum(axis=1, keepdims=True)
    return found


def bucket(gap: Ints) -> Ints:
    """The signed bucket of a distance in tokens, 0 to 2 * len(DISTANCES) + 1."""
    size = np.searchsorted(DISTANCES, np.abs(gap), side="right")
    found: Ints = np.where(gap < 0, size, size + len(DISTANCES) + 1)
    return found


def sums_of(states: Floats) -> Floats:
    """Running sums of token states, a zero row first."""
    found: Floats = np.concatenate([np.zeros((1, states.shape[1]), np.float32), states.cumsum(axis=0, dtype=np.float32)])
    return found


def mean(sums: Floats, first: Ints, last: Ints) -> Floats:
    """The mean state of token ranges; zero for an empty one."""
    found: Floats = ((sums[last] - sums[first]) / np.maximum(last - first, 1)[:, None]).astype(np.float32)
    return found


def mean_of(scores: Sequence[Floats]) -> Floats:
    """The mean of arrays of one shape."""
    if len(scores) == 1:
        return scores[0]
    found: Floats = (sum(scores[1:], scores[0]) / np.float32(len(scores))).astype(np.float32)
    return found
