"""The trained model: one file with two encoders, their heads and the tokenizer. Runs with onnxruntime and numpy, no PyTorch."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from interlock.extraction.neural.encoding import NODE_TYPES, MarkedWindow, Node, Pieces
from interlock.extraction.neural.labels import CLASSES, FIELDS, REACH, STATUSES
from interlock.vocabulary import InterlockError

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

DISTANCES = np.array((0, 2, 5, 10, 20, 40, 80))
"""Bounds of the buckets of a distance in tokens."""
_BLOCK = 32  # weights in a 4-bit block of the embeddings: a float16 scale and 16 bytes, low halves first


@dataclass(frozen=True, slots=True)
class PairScores:
    """What the network says of a window: ordered pairs of nodes with the logits of all classes, and what fills the rest."""

    subjects: Ints
    objects: Ints
    classes: Floats
    references: Floats


class Model:
    """Loads the file once; every method is a pure function of its arguments. `threads` is 0 where the machine decides."""

    def __init__(self, path: Path, threads: int = 0) -> None:
        try:
            with zipfile.ZipFile(path) as stored:
                self.card: dict[str, Any] = json.loads(stored.read("card.json"))
                self._tables = dict(np.load(io.BytesIO(stored.read("tables.npz"))))
                self.pieces = Pieces(Tokenizer.from_str(stored.read("tokenizer.json").decode("utf-8")))
                self._tagger = _session(stored.read("tagger.onnx"), threads)
                self._scorer = _session(stored.read("scorer.onnx"), threads)
        except (OSError, KeyError, zipfile.BadZipFile, ValueError) as error:
            raise InterlockError(f"{path}: this is no reading model ({error}); reinstall the package or run make train") from None
        expected = {"classes": list(CLASSES), "statuses": list(STATUSES), "fields": list(FIELDS), "types": list(NODE_TYPES)}
        if self.card.get("labels") != expected:
            raise InterlockError(f"{path}: the model was trained for another vocabulary; run make train")

    @property
    def version(self) -> str:
        """The version of the model."""
        return str(self.card["version"])

    @property
    def thresholds(self) -> dict[int, float]:
        """For some classes the probability from which a claim of the class counts."""
        return {CLASSES.index(name): value for name, value in self.card["thresholds"].items()}

    @property
    def floor(self) -> float:
        """The probability from which a claim of any other class counts."""
        return float(self.card["floor"])

    def tag(self, window: MarkedWindow) -> Floats:
        """Tag scores of the pieces of the text in a window (pieces, tags)."""
        states = self._run(self._tagger, list(window.ids), "tagger")[list(window.places)]
        scores: Floats = states @ self._tables["tag.weight"].T + self._tables["tag.bias"]
        return scores

    def states(self, window: MarkedWindow) -> Floats:
        """Token states of a marked window (tokens, hidden)."""
        return self._run(self._scorer, list(window.ids), "scorer")

    def _run(self, session: onnxruntime.InferenceSession, ids: list[int], markers: str) -> Floats:
        embedded = self._embed(np.array(ids), self._tables[f"{markers}.markers"])
        (found,) = session.run(None, {"embedded": embedded[None]})
        states: Floats = found[0]
        return states

    def _embed(self, ids: Ints, markers: Floats) -> Floats:
        """Embeddings of pieces from their 4-bit rows, of markers as they are."""
        packed = self._tables["embedding"]
        count = len(packed)
        plain = np.minimum(ids, count - 1)
        blocks = packed[plain].reshape(-1, 18)
        scale = np.ascontiguousarray(blocks[:, :2]).view(np.float16).astype(np.float32)
        low, high = (blocks[:, 2:] & 0x0F).astype(np.float32), (blocks[:, 2:] >> 4).astype(np.float32)
        values: Floats = ((np.concatenate([low, high], axis=1) - 8) * scale).reshape(len(ids), -1)
        special = ids >= count
        values[special] = markers[ids[special] - count]
        return values


def _session(data: bytes, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])


class Scorer:
    """The heads over one window: scores of pairs, of what belongs to a claim, of its status, of references."""

    def __init__(self, model: Model, window: MarkedWindow, nodes: list[Node], sentences: list[int]) -> None:
        self._w = {name.removeprefix("heads."): table for name, table in model._tables.items() if name.startswith("heads.")}
        states = model.states(window)
        self._opens, closes = np.array(window.opens), np.array(window.closes)
        self._sentences = np.array(sentences)
        types = np.array([NODE_TYPES.index(node.type) for node in nodes])
        both = np.concatenate([states[self._opens], states[closes]], axis=1)
        self._vectors = gelu(self._linear("node", both) + self._w["sort.weight"][types])

    def _linear(self, name: str, x: Floats) -> Floats:
        found: Floats = x @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"]
        return found

    def pairs(self, subjects: Ints, objects: Ints) -> tuple[Floats, Floats]:
        """Features and class logits of ordered pairs."""
        gap = self._opens[objects] - self._opens[subjects]
        apart = np.clip(self._sentences[objects] - self._sentences[subjects], -REACH, REACH) + REACH
        v = self._vectors
        crossed = self._linear("left", v)[subjects] * self._linear("right", v)[objects]
        mixed = self._linear("subject", v)[subjects] + self._linear("object", v)[objects] + crossed
        mixed = gelu(mixed + self._w["distance.weight"][bucket(gap)] + self._w["apart.weight"][apart])
        features = gelu(self._linear("mixed", mixed)) + mixed
        return features, self._linear("classes", features)

    def members(self, features: Floats, classes: Ints, objects: Ints) -> Floats:
        """Logits that a node fills a field of a claim (claims, nodes, fields)."""
        claim = self._linear("claim", features) + self._w["cls.weight"][classes]
        place = self._w["between.weight"][bucket(self._opens[None, :] - self._opens[objects][:, None])]
        return self._linear("fields", gelu(claim[:, None] + self._linear("member", self._vectors)[None] + place))

    def statuses(self, features: Floats, classes: Ints) -> Floats:
        """Logits of the statuses of claims."""
        return self._linear("status", gelu(self._linear("claim", features) + self._w["cls.weight"][classes]))

    def references(self) -> Floats:
        """Logits that node i means the earlier node j; on the diagonal that it means none."""
        v = self._vectors
        gap = self._w["gap.weight"][bucket(self._opens[None, :] - self._opens[:, None])]
        mixed = gelu(self._linear("later", v)[:, None] * self._linear("earlier", v)[None, :] + gap + v[None, :])
        scores: Floats = self._linear("same", mixed)[..., 0]
        np.fill_diagonal(scores, self._linear("new", v)[:, 0])
        return scores


def gelu(x: Floats) -> Floats:
    """The exact Gaussian error linear unit, with the error function of Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - series * np.exp(-z * z))
    found: Floats = (0.5 * x * (1 + erf)).astype(np.float32)
    return found


def bucket(gap: Ints) -> Ints:
    """The signed bucket of a distance in tokens, 0 to 2 * len(DISTANCES) + 1."""
    size = np.searchsorted(DISTANCES, np.abs(gap), side="right")
    found: Ints = np.where(gap < 0, size, size + len(DISTANCES) + 1)
    return found


def sigmoid(x: Floats) -> Floats:
    """The logistic function."""
    found: Floats = (1 / (1 + np.exp(-np.clip(x, -30, 30)))).astype(np.float32)
    return found
