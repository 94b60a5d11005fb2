"""What training needs, made once: the base model with its vocabulary cut and all passages as examples, in one file.

With such a file a machine that trains needs neither the grammar's analysis nor the packages behind it.
"""

from __future__ import annotations

import lzma
import pickle
import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from interlock.evaluation.passages import Passage
from interlock.extraction.neural.encoding import Pieces
from training.base_model import BaseModel, make_tokenizer
from training.examples import Example, analyse, document_of, languages, make_example
from training.joining import LONGEST_JOINED
from training.lexicon import reference_words_of
from training.stretches import stretches_of
from training.variation import NamePool

LONGEST = 512
"""Tokens that the encoder has positions for."""


@dataclass(frozen=True)
class Prepared:
    """The base model, its tokenizer, and the examples. `forms` has, for each of `plain`, the same passage with other names."""

    base: BaseModel
    tokenizer: bytes
    plain: list[Example]
    forms: list[list[Example]]
    development: list[Example]
    passages: int
    references: list[str]

    @property
    def pieces(self) -> Pieces:
        """The vocabulary."""
        return Pieces(self.tokenizer)


def prepare_examples(
    base: BaseModel, training: Sequence[Passage], development: Sequence[Passage], forms: int, workers: int = 2
) -> Prepared:
    """Analyse all passages, and `forms` variants of each with other names."""
    base = base.cut()
    tokenizer = make_tokenizer(base.pieces)
    with ProcessPoolExecutor(workers, initializer=_start, initargs=(training, tokenizer, forms)) as pool:
        told = [row for rows in pool.map(_forms_of, training, chunksize=20) for row in rows]
        held = [example for found in pool.map(_plain, development, chunksize=20) for example in found]
    plain, varied = [row[0] for row in told], [row[1:] for row in told]
    return Prepared(base, tokenizer, plain, varied, held, len(training), reference_words_of(training))


_pool: NamePool
_pieces: Pieces
_count: int


def _start(training: Sequence[Passage], tokenizer: bytes, forms: int) -> None:
    """What each worker needs for every passage."""
    global _pool, _pieces, _count
    _pool, _pieces, _count = NamePool(training, languages()), Pieces(tokenizer), forms


def _plain(passage: Passage) -> list[Example]:
    return make_examples([passage], _pieces)


def _forms_of(passage: Passage) -> list[list[Example]]:
    """The passage as an example, then its variants, in one row; where it is longer than a window, a row for each of its
    stretches; nothing where it cannot be read."""
    rows = []
    for part in fitting(passage, _pieces):
        plain = _plain(part)
        chance = random.Random(part.id)  # whichever worker makes them
        others = (_pool.vary(part, chance) for _ in range(_count if plain else 0))
        if plain:
            rows.append(plain + make_examples([other for other in others if other is not part], _pieces))
    return rows


def fitting(passage: Passage, pieces: Pieces) -> list[Passage]:
    """The passage itself, or its stretches where it has more tokens than a joined window may have."""
    if len(pieces.window(passage.text, 0, len(passage.text)).ids) <= LONGEST_JOINED:
        return [passage]
    return stretches_of(passage, document_of(passage).sentences)


def make_examples(passages: Sequence[Passage], pieces: Pieces) -> list[Example]:
    """Passages as examples. Those longer than the encoder can read are left out, and those with invisible signs, which are
    taken out before reading."""
    found = []
    for passage in passages:
        analysis = analyse(passage)
        if analysis.document.text == passage.text:
            example = make_example(passage, analysis, pieces)
            if len(example.window.ids) <= LONGEST:
                found.append(replace(example, passage=replace(passage, text="", claims=())))
    return found


def write_prepared(path: Path, prepared: Prepared) -> None:
    """Write the file whole or not at all. The base model is left as it is: 4-bit weights hardly shrink."""
    examples = lzma.compress(pickle.dumps(replace(prepared, base=cast(BaseModel, None)), protocol=5), preset=4)
    waiting = path.with_suffix(".partial")
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting.write_bytes(pickle.dumps((prepared.base, examples), protocol=5))
    waiting.replace(path)


def read_prepared(path: Path) -> Prepared:
    """Read such a file. It is a pickle: only read your own."""
    base, examples = pickle.loads(path.read_bytes())
    found: Prepared = pickle.loads(lzma.decompress(examples))
    return replace(found, base=base)
