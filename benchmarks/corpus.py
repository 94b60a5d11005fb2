"""Many documents out of a few: copies with altered figures and words, so that no two texts are the same."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path


def altered(text: str, number: int) -> str:
    """The text with its numbers changed and its paragraphs after the first in another order, by the seed `number`."""
    chance = random.Random(number)
    head, *paragraphs = text.split("\n\n")
    chance.shuffle(paragraphs)
    mixed = "\n\n".join([head, *paragraphs])
    return re.sub(r"(?<![\d-])\d{1,3}(?![\d-])", lambda match: str(max(1, int(match.group()) + chance.randint(-9, 9))), mixed)


def write_copies(sources: Sequence[Path], target: Path, count: int) -> int:
    """Write `count` altered copies of the sources into the folder; return how many bytes they hold."""
    target.mkdir(parents=True, exist_ok=True)
    texts = [path.read_text(encoding="utf-8") for path in sources]
    written = 0
    for number in range(count):
        content = altered(texts[number % len(texts)], number).encode()
        (target / f"{number:05d}.txt").write_bytes(content)
        written += len(content)
    return written
