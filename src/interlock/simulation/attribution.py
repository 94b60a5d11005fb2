"""Which part of a loss is due to which shock or channel: Shapley values, which depend on no order."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations


def shapley(players: Sequence[str], worth: Callable[[frozenset[str]], float]) -> dict[str, float]:
    """The mean contribution of each player over all orders; they add up to the worth of all less that of none.

    `worth` is called once for each subset: 2^n times. ValueError beyond 12 players.
    """
    if len(players) > 12:
        raise ValueError(f"{len(players)} shocks make {2 ** len(players)} runs; group them into 12 at most")
    known = {subset: worth(subset) for subset in _subsets(players)}
    count = len(players)
    values = {}
    for player in players:
        others = [each for each in players if each != player]
        values[player] = sum(
            math.factorial(len(subset))
            * math.factorial(count - len(subset) - 1)
            / math.factorial(count)
            * (known[subset | {player}] - known[subset])
            for subset in _subsets(others)
        )
    return values


def _subsets(players: Sequence[str]) -> Iterable[frozenset[str]]:
    for size in range(len(players) + 1):
        for chosen in combinations(players, size):
            yield frozenset(chosen)
