"""The windows of each epoch: passages as they are or with other names, some two or three in one window."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from interlock.evaluation.passages import Passage
from interlock.extraction.neural.encoding import Pieces
from training.examples import Example, analyse, languages, make_example
from training.joining import join_examples
from training.trainer import Prepared, prepare
from training.variation import NamePool

LONGEST = 512
"""Tokens that the encoder has positions for."""
VARIED = 0.3
"""Share of the passages that an epoch shows with other names."""
JOINED = 0.35
"""Chance that a passage is joined to the one before it in its language."""
LONGEST_JOINED = 384
"""Tokens of a joined window, at most."""


def make_examples(passages: Iterable[Passage], pieces: Pieces) -> list[Example]:
    """Passages as examples. Those longer than the encoder can read are left out, and those with invisible signs, which are
    taken out before reading."""
    found = []
    for passage in passages:
        analysis = analyse(passage)
        if analysis.document.text == passage.text:
            example = make_example(passage, analysis, pieces)
            if len(example.window.ids) <= LONGEST:
                found.append(example)
    return found


class Windows:
    """Draws the windows of one epoch after another, reproducibly."""

    def __init__(self, passages: Sequence[Passage], pieces: Pieces, seed: int) -> None:
        self._pieces, self._chance = pieces, random.Random(seed)
        self._pool = NamePool(passages, languages())
        self.plain = make_examples(passages, pieces)

    def draw(self) -> list[Prepared]:
        """All passages once, in a new form."""
        shown = []
        for example in self.plain:
            varied = self._pool.vary(example.passage, self._chance) if self._chance.random() < VARIED else example.passage
            shown += [example] if varied is example.passage else make_examples([varied], self._pieces)
        self._chance.shuffle(shown)
        return [prepare(example) for example in self._joined(shown)]

    def _joined(self, examples: Sequence[Example]) -> list[Example]:
        windows: dict[str, list[Example]] = {}
        for example in examples:
            row = windows.setdefault(example.passage.language, [])
            fits = row and len(row[-1].window.ids) + len(example.window.ids) <= LONGEST_JOINED
            if fits and self._chance.random() < JOINED:
                row[-1] = join_examples(row[-1], example)
            else:
                row.append(example)
        return [example for row in windows.values() for example in row]
