"""From tag scores to spans: actors with their kind, and conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interlock.extraction.neural.arrays import Floats, softmax
from interlock.vocabulary import ActorKind

KINDS: tuple[ActorKind, ...] = tuple(ActorKind)
TAGS = 1 + 2 * len(KINDS)
"""Outside, then begin and inside of each kind."""
TRIMS = 4
"""How many characters of the first piece stand before the name, of the last behind it: 0 to 3 (Hebrew prefix letters)."""
CONDITION = 3
"""Outside, begin and inside of a condition."""
OUTPUTS = TAGS + 2 * TRIMS + CONDITION


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A stretch of text that stands for an actor of a kind; `score` is the lowest probability among its pieces."""

    start: int
    end: int
    kind: ActorKind
    score: float


def decode_actors(scores: Floats, offsets: Sequence[tuple[int, int]]) -> list[TaggedSpan]:
    """The actors among pieces of a document, from the scores of these pieces."""
    if not len(scores):
        return []
    chances = softmax(scores[:, :TAGS])
    # Pieces of one kind may be split between two kinds that are near each other: what counts is inside or outside.
    best = chances.argmax(axis=1)
    front = scores[:, TAGS : TAGS + TRIMS].argmax(axis=1)
    back = scores[:, TAGS + TRIMS : TAGS + 2 * TRIMS].argmax(axis=1)
    found = []
    for first, last in _runs(best):
        kind = int(np.argmax([chances[first : last + 1, 1 + 2 * k : 3 + 2 * k].sum() for k in range(len(KINDS))]))
        inside = 1 - chances[first : last + 1, 0]
        begin = offsets[first][0] + int(front[first])
        end = offsets[last][1] - int(back[last])
        if begin < end:
            found.append(TaggedSpan(begin, end, KINDS[kind], float(inside.min())))
    return found


def _runs(tags: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[tuple[int, int]]:
    """Stretches of pieces that are no outside; each begin tag opens a new one."""
    runs: list[tuple[int, int]] = []
    for place, tag in enumerate(tags):
        if tag == 0:
            continue
        begins = tag % 2 == 1
        if not begins and runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def decode_conditions(scores: Floats, offsets: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that say what something depends on."""
    tags = scores[:, TAGS + 2 * TRIMS :].argmax(axis=1) if len(scores) else np.zeros(0, np.int64)
    spans: list[tuple[int, int]] = []
    for place, tag in enumerate(tags):
        if tag == 2 and spans and spans[-1][1] == offsets[place - 1][1]:
            spans[-1] = (spans[-1][0], offsets[place][1])
        elif tag:
            spans.append(offsets[place])
    return [(a, b) for a, b in spans if b - a > 3]
