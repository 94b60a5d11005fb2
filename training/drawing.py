"""Which passages are trained on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from interlock.evaluation.passages import Passage, read_passages


def passages_of(folder: Path, pattern: str = "*.txt") -> list[Passage]:
    """All passages of a folder's files; stops with the faults where there are any."""
    found: list[Passage] = []
    for path in sorted(folder.glob(pattern)):
        passages, faults = read_passages(path)
        if faults:
            raise SystemExit("\n".join(map(str, faults)))
        found += passages
    return found


def drawn(folder: Path, share: float, whole: Sequence[str] = ()) -> list[Passage]:
    """A share of the passages of a folder, drawn by the hash of their ids: a larger share holds the smaller ones. Of the files
    that one of the patterns of `whole` means, all."""
    limit = share * 2**32
    kept = {passage.id for pattern in whole for passage in passages_of(folder, pattern)}
    return [
        passage
        for passage in passages_of(folder)
        if passage.id in kept or int(hashlib.sha256(passage.id.encode()).hexdigest()[:8], 16) < limit
    ]
