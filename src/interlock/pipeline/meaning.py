"""Sentences and titles near a query in meaning: what a ledger has of vectors, held in memory and compared one by one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from interlock.languages.meaning import WIDTH, Floats, Packed, encoder, has_encoder, least_similarity, meaning, unpacked
from interlock.ledger.horizon import EVERYTHING, Horizon
from interlock.ledger.meant import Near, keep_meaning, vectors_made_by
from interlock.ledger.resolved import ResolvedView
from interlock.reporting.bidi import cleaned
from interlock.vocabulary.searching import NoMeaning

T = TypeVar("T")
_AT_ONCE = 512
"""Vectors that are made floats at a time: they stay in the processor's cache, and are too few to be shared among threads."""
_LOOKED_UP = 100
_LONGEST_VERSION = 100
_MOST_NEAR = 2000
"""Of those that are near, at most so many are looked up: an early date may leave out most."""


@dataclass(frozen=True)
class Vectors:
    """Vectors with the places that they stand for."""

    places: NDArray[np.int64]
    numbers: Packed
    scales: Floats

    def near(self, query: Floats) -> list[tuple[int, float]]:
        """Places from the least similarity on, the nearest first."""
        found = np.empty(len(self.scales), np.float32)
        floats = np.empty((_AT_ONCE, WIDTH), np.float32)
        for first in range(0, len(found), _AT_ONCE):
            part = self.numbers[first : first + _AT_ONCE]
            np.copyto(floats[: len(part)], part)
            np.dot(floats[: len(part)], query, out=found[first : first + _AT_ONCE])
        found *= self.scales
        enough = np.flatnonzero(found >= least_similarity(len(found)))
        best = enough[np.argsort(-found[enough], kind="stable")][:_MOST_NEAR]
        return [(int(self.places[place]), float(found[place])) for place in best]


class Meanings:
    """The vectors of a ledger as they were when it was made. Threads may share it."""

    def __init__(self, view: ResolvedView) -> None:
        self._sentences, self._titles = _held(*view.sentence_vectors()), _held(*view.title_vectors())

    def near(self, view: ResolvedView, text: str, limit: int, horizon: Horizon = EVERYTHING) -> Near:
        """What is near the text in meaning and counts as known, at most `limit` sentences and titles. Raises NoMeaning."""
        query = encoder().query(text)
        sentences = _looked_up(self._sentences.near(query), limit, lambda places: view.quotes_at(places, horizon))
        titles = _looked_up(self._titles.near(query), limit, lambda places: view.titles_at(places, horizon))
        return Near(sentences, titles)


def _held(places: Sequence[int], vectors: Sequence[bytes]) -> Vectors:
    return Vectors(np.array(places, np.int64), *unpacked(vectors))


def _looked_up(
    near: Sequence[tuple[int, float]], limit: int, look: Callable[[Iterable[int]], Mapping[int, T]]
) -> list[tuple[float, T]]:
    found: list[tuple[float, T]] = []
    for first in range(0, len(near), _LOOKED_UP):
        some = near[first : first + _LOOKED_UP]
        there = look([place for place, _ in some])
        found += [(similarity, there[place]) for place, similarity in some if place in there]
        if len(found) >= limit:
            break
    return found[:limit]


_kept: dict[Path, tuple[str, Meanings]] = {}
_keeping = threading.Lock()


def meanings_of(view: ResolvedView) -> Meanings:
    """The vectors of the ledger, read again only after they have changed.

    Raises NoMeaning where there is no encoder, where the ledger has no vectors, or those of another version.
    """
    made_by, mark = view.meant_mark()
    if made_by is None:
        raise NoMeaning("this ledger has no vectors to search by meaning; make them once with 'interlock search --index'")
    if made_by != encoder().version:
        raise NoMeaning(
            f"the vectors of this ledger were made by {cleaned(made_by[:_LONGEST_VERSION])}, not by {encoder().version}; "
            "make them anew with 'interlock search --index'"
        )
    path = view.path.absolute()
    with _keeping:
        kept = _kept.get(path)
        if kept is None or kept[0] != mark:
            _kept.clear()  # a process has one ledger
            kept = _kept[path] = (mark, Meanings(view))
        return kept[1]


def index_by_meaning(ledger: Path, progress: Callable[[int, int], None] | None = None) -> int:
    """Give vectors to everything of the ledger that has none, and from now on to what is read; return to how many documents.

    Raises NoMeaning, LedgerError.
    """
    with ResolvedView(ledger, upgrade=True):
        pass
    return keep_meaning(ledger, meaning(), progress)


def catch_up_meaning(ledger: Path) -> None:
    """Give vectors to what is new, where somebody has begun to make them and the encoder is there. Raises LedgerError."""
    made_by = vectors_made_by(ledger)
    if made_by is None or not has_encoder():
        return
    try:
        maker = meaning()
    except NoMeaning:
        return
    if made_by == maker.version:
        keep_meaning(ledger, maker)


def warm_meaning(ledger: Path) -> None:
    """Load the encoder and the vectors before anybody asks; where there are none, do nothing."""
    if has_encoder():
        try:
            with ResolvedView(ledger) as view:
                meanings_of(view).near(view, "warm", 1)
        except NoMeaning:
            return
