"""Sentences of a document that speak to a machine that reads it: they are neither shown to a model nor believed as evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from interlock.datafiles import load_yaml
from interlock.vocabulary import Sentence
from interlock.vocabulary.folding import fold


def addressed_paragraphs(text: str, sentences: Sequence[Sentence]) -> frozenset[int]:
    """The numbers of the paragraphs in which a sentence speaks to a machine: an instruction seldom stands alone."""
    folded, pattern = fold(text), _pattern()
    return frozenset(
        sentence.paragraph for sentence in sentences if pattern.search(folded, sentence.start, sentence.end) is not None
    )


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    path = Path(str(files("interlock.extraction") / "language_model" / "data" / "instructions.yaml"))
    patterns = [pattern.text() for _, words in load_yaml(path).pairs() for pattern in words.items()]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
