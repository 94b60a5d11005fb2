"""The trained model: one file with the encoder, its heads and the tokenizer. Runs with onnxruntime and numpy, no PyTorch."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from interlock.extraction.neural.arrays import AROUND, Floats, Ints, bucket, gelu, mean, sums_of
from interlock.extraction.neural.encoding import HINTS, NODE_TYPES, Node, Pieces, TextWindow, token_ranges
from interlock.extraction.neural.labels import CLASSES, FIELDS, REACH, STATUSES
from interlock.vocabulary import InterlockError


class Model:
    """Loads the file once; every method is a pure function of its arguments."""

    def __init__(self, path: Path, threads: int = 0) -> None:
        """`threads` bounds those of the encoder; 0 lets it take what the machine has."""
        try:
            with zipfile.ZipFile(path) as stored:
                self.card: dict[str, Any] = json.loads(stored.read("card.json"))
                tables = dict(np.load(io.BytesIO(stored.read("tables.npz"))))
                self.pieces = Pieces(stored.read("pieces.model"))
                self._encoder = _session(stored.read("encoder.onnx"), threads)
        except (OSError, KeyError, zipfile.BadZipFile, ValueError) as error:
            raise InterlockError(f"{path}: this is no reading model ({error}); reinstall the package or run make train") from None
        if self.card.get("labels") != labels():
            raise InterlockError(f"{path}: the model was trained for another vocabulary; run make train")
        self._embedding, self._hints = tables.pop("embedding"), tables.pop("hints")
        self.tables: dict[str, Floats] = tables

    @property
    def version(self) -> str:
        """The version of the model."""
        return str(self.card["version"])

    @property
    def thresholds(self) -> dict[int, float]:
        """For some classes the probability from which a claim of the class counts."""
        return {CLASSES.index(name): value for name, value in self.card["thresholds"].items()}

    @property
    def references(self) -> frozenset[str]:
        """Folded words that stand for whom they refer to ('we', 'its owner'), as seen in the passages it was trained on."""
        return frozenset(self.card.get("references", ()))

    @property
    def floor(self) -> float:
        """The probability from which a claim of any other class counts."""
        return float(self.card["floor"])

    def states(self, window: TextWindow) -> Floats:
        """Token states of a window (tokens, hidden)."""
        embedded, hinted = self._embed(np.array(window.ids)), self._hints[np.array(window.hints)]
        (found,) = self._encoder.run(None, {"embedded": embedded[None], "hinted": hinted[None]})
        states: Floats = found[0]
        return states

    def tags(self, states: Floats) -> Floats:
        """Tag scores of the pieces of a window, from its token states (pieces, tags)."""
        scores: Floats = states[1:-1] @ self.tables["tags.weight"].T + self.tables["tags.bias"]
        return scores

    def _embed(self, ids: Ints) -> Floats:
        """Embeddings of pieces from their rows of 4-bit blocks: a float16 scale and 16 bytes, low halves first."""
        blocks = self._embedding[ids].reshape(-1, 18)
        scale = np.ascontiguousarray(blocks[:, :2]).view(np.float16).astype(np.float32)
        low, high = (blocks[:, 2:] & 0x0F).astype(np.float32), (blocks[:, 2:] >> 4).astype(np.float32)
        values: Floats = ((np.concatenate([low, high], axis=1) - 8) * scale).reshape(len(ids), -1)
        return values


def labels() -> dict[str, list[str]]:
    """What the numbers of a model stand for: a model with other labels cannot be used."""
    return {
        "classes": list(CLASSES),
        "statuses": [str(status) for status in STATUSES],
        "fields": list(FIELDS),
        "types": list(NODE_TYPES),
        "hints": list(HINTS),
    }


def _session(data: bytes, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])


class Scorer:
    """The heads over one window: scores of pairs, of what belongs to a claim, of its status, of references."""

    def __init__(self, model: Model, window: TextWindow, states: Floats, nodes: list[Node], sentences: list[int]) -> None:
        self._w = model.tables
        self.first, self._last = np.array(token_ranges(window, nodes)).T
        self._sentences = np.array(sentences)
        self._length = len(states)
        self._sums = sums_of(states)
        types = np.array([NODE_TYPES.index(node.type) for node in nodes])
        both = np.concatenate([states[self.first], mean(self._sums, self.first, self._last)], axis=1)
        self._vectors = gelu(self._linear("node", both) + self._w["sort.weight"][types])

    def _linear(self, name: str, x: Floats) -> Floats:
        found: Floats = x @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"]
        return found

    def pairs(self, subjects: Ints, objects: Ints) -> tuple[Floats, Floats]:
        """Features and class logits of ordered pairs."""
        v, first, last = self._vectors, self.first, self._last
        low, high = np.minimum(last[subjects], last[objects]), np.maximum(first[subjects], first[objects])
        front, back = np.minimum(first[subjects], first[objects]), np.maximum(last[subjects], last[objects])
        around = (
            self._linear("inside", mean(self._sums, low, np.maximum(high, low)))
            + self._linear("ahead", mean(self._sums, np.maximum(front - AROUND, 0), front))
            + self._linear("behind", mean(self._sums, back, np.minimum(back + AROUND, self._length)))
        )
        apart = np.clip(self._sentences[objects] - self._sentences[subjects], -REACH, REACH) + REACH
        crossed = self._linear("left", v)[subjects] * self._linear("right", v)[objects]
        mixed = self._linear("subject", v)[subjects] + self._linear("object", v)[objects] + crossed + around
        distance = self._w["distance.weight"][bucket(first[objects] - first[subjects])]
        mixed = gelu(mixed + distance + self._w["apart.weight"][apart])
        features = gelu(self._linear("mixed", mixed)) + mixed
        return features, self._linear("classes", features)

    def members(self, features: Floats, classes: Ints, objects: Ints) -> Floats:
        """Logits that a node fills a field of a claim (claims, nodes, fields)."""
        claim = self._linear("claim", features) + self._w["cls.weight"][classes]
        place = self._w["between.weight"][bucket(self.first[None, :] - self.first[objects][:, None])]
        return self._linear("fields", gelu(claim[:, None] + self._linear("member", self._vectors)[None] + place))

    def statuses(self, features: Floats, classes: Ints) -> Floats:
        """Logits of the statuses of claims."""
        return self._linear("status", gelu(self._linear("claim", features) + self._w["cls.weight"][classes]))

    def references(self) -> Floats:
        """Logits that node i means the earlier node j; on the diagonal that it means none."""
        v = self._vectors
        gap = self._w["gap.weight"][bucket(self.first[None, :] - self.first[:, None])]
        mixed = gelu(self._linear("later", v)[:, None] * self._linear("earlier", v)[None, :] + gap + v[None, :])
        scores: Floats = self._linear("same", mixed)[..., 0]
        np.fill_diagonal(scores, self._linear("new", v)[:, 0])
        return scores
