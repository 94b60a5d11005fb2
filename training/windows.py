"""The windows of each epoch: passages as they are or with other names, some two or three in one window."""

from __future__ import annotations

import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import torch

from interlock.extraction.neural.encoding import Pieces
from training.batches import Batch, batches_of
from training.examples import Example
from training.joining import LONGEST_JOINED, join_examples
from training.prepared import Prepared

VARIED = 0.45
"""Share of the passages that an epoch shows with other names."""
JOINED = 0.35
"""Chance that a passage is joined to the one before it in its language."""


class Windows:
    """Draws the windows of one epoch after another; the same seed and number give the same windows."""

    def __init__(self, prepared: Prepared, pieces: Pieces, size: int, seed: int, varied: float = VARIED) -> None:
        self._prepared, self._pieces, self._size, self._seed, self._varied = prepared, pieces, size, seed, varied

    def draw(self, epoch: int) -> list[Batch]:
        """All passages once, in a new form, in batches of windows of about the same length."""
        chance = random.Random(f"{self._seed}/{epoch}")
        shown = []
        for example, forms in zip(self._prepared.plain, self._prepared.forms, strict=True):
            shown.append(chance.choice(forms) if forms and chance.random() < self._varied else example)
        chance.shuffle(shown)
        return batches_of(_joined(shown, chance), self._pieces, self._size, chance)


class DrawnAhead:
    """Epochs that several processes have drawn into a folder; whoever trains reads them there."""

    def __init__(self, folder: Path, epochs: int) -> None:
        self._folder, self._epochs = folder, epochs

    def write(self, windows: Windows, workers: int) -> None:
        """Draw all epochs."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with ProcessPoolExecutor(workers, initializer=_start, initargs=(windows, self._folder)) as pool:
            list(pool.map(_write, range(self._epochs)))

    def draw(self, epoch: int) -> list[Batch]:
        """The epoch as drawn."""
        batches: list[Batch] = torch.load(self._folder / f"{epoch % self._epochs}.pt", weights_only=False)
        return batches


_drawing: tuple[Windows, Path]


def _start(windows: Windows, folder: Path) -> None:
    global _drawing
    _drawing = windows, folder
    torch.set_num_threads(1)


def _write(epoch: int) -> None:
    windows, folder = _drawing
    torch.save(windows.draw(epoch), folder / f"{epoch}.pt")


def _joined(examples: Sequence[Example], chance: random.Random) -> list[Example]:
    windows: dict[str, list[Example]] = {}
    for example in examples:
        row = windows.setdefault(example.passage.language, [])
        fits = row and len(row[-1].window.ids) + len(example.window.ids) <= LONGEST_JOINED
        if fits and chance.random() < JOINED:
            row[-1] = join_examples(row[-1], example)
        else:
            row.append(example)
    return [example for row in windows.values() for example in row]
