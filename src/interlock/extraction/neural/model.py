"""The trained model: one file with the encoder, its heads and the tokenizer. Runs with onnxruntime and numpy, no PyTorch.

It may hold several networks, trained apart, which share the embeddings and the lowest layers; their scores are averaged.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from interlock.extraction.neural.arrays import AROUND, Floats, Ints, bucket, gelu, mean, mean_of, sums_of
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
                self._embedding = tables.pop("embedding")
                self.networks = _networks(tables)
                self._hints = np.stack([network.pop("hints") for network in self.networks])
                self.pieces = Pieces(stored.read("pieces.model"))
                self._encoder = _session(stored.read("encoder.onnx"), threads)
        except (OSError, KeyError, zipfile.BadZipFile, ValueError) as error:
            raise InterlockError(f"{path}: this is no reading model ({error}); reinstall the package or run make train") from None
        if self.card.get("labels") != labels():
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
    def references(self) -> frozenset[str]:
        """Folded words that stand for whom they refer to ('we', 'its owner'), as seen in the passages it was trained on."""
        return frozenset(self.card.get("references", ()))

    @property
    def floor(self) -> float:
        """The probability from which a claim of any other class counts."""
        return float(self.card["floor"])

    def states(self, window: TextWindow) -> Floats:
        """Token states of a window, those of each network (networks, tokens, hidden)."""
        embedded, hinted = self._embed(np.array(window.ids)), self._hints[:, np.array(window.hints)]
        (states,) = self._encoder.run(None, {"embedded": embedded[None], "hinted": hinted})
        found: Floats = states
        return found

    def tags(self, states: Floats) -> Floats:
        """Tag scores of the pieces of a window, the mean of the networks', from its token states (pieces, tags)."""
        told = [
            each[1:-1] @ network["tags.weight"].T + network["tags.bias"]
            for each, network in zip(states, self.networks, strict=True)
        ]
        return mean_of(told)

    def _embed(self, ids: Ints) -> Floats:
        """Embeddings of pieces from their rows of 4-bit blocks: a float16 scale and 16 bytes, low halves first."""
        blocks = self._embedding[ids].reshape(-1, 18)
        scale = np.ascontiguousarray(blocks[:, :2]).view(np.float16).astype(np.float32)
        low, high = (blocks[:, 2:] & 0x0F).astype(np.float32), (blocks[:, 2:] >> 4).astype(np.float32)
        values: Floats = ((np.concatenate([low, high], axis=1) - 8) * scale).reshape(len(ids), -1)
        return values


def _networks(tables: dict[str, Any]) -> list[dict[str, Floats]]:
    """The tables of each network; their names are 'NUMBER/NAME'."""
    count = 1 + max(int(name.split("/")[0]) for name in tables)
    return [
        {name.partition("/")[2]: table for name, table in tables.items() if name.startswith(f"{number}/")}
        for number in range(count)
    ]


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
    """The heads over one window: scores of pairs, of what belongs to a claim, of its status, of references.

    Each is the mean of what the networks say; `features` are those of each network (networks, pairs, width).
    """

    def __init__(self, model: Model, window: TextWindow, states: Floats, nodes: list[Node], sentences: list[int]) -> None:
        self._each = [
            _Heads(network, window, mine, nodes, sentences) for network, mine in zip(model.networks, states, strict=True)
        ]
        self.first = self._each[0].first

    def pairs(self, subjects: Ints, objects: Ints) -> tuple[Floats, Floats]:
        """Features and class logits of ordered pairs."""
        told = [heads.pairs(subjects, objects) for heads in self._each]
        return np.stack([features for features, _ in told]), mean_of([logits for _, logits in told])

    def members(self, features: Floats, classes: Ints, objects: Ints) -> Floats:
        """Logits that a node fills a field of a claim (claims, nodes, fields)."""
        return mean_of([heads.members(mine, classes, objects) for heads, mine in zip(self._each, features, strict=True)])

    def statuses(self, features: Floats, classes: Ints) -> Floats:
        """Logits of the statuses of claims."""
        return mean_of([heads.statuses(mine, classes) for heads, mine in zip(self._each, features, strict=True)])

    def references(self) -> Floats:
        """Logits that node i means the earlier node j; on the diagonal that it means none."""
        return mean_of([heads.references() for heads in self._each])


class _Heads:
    """The heads of one network over one window."""

    def __init__(
        self, tables: dict[str, Floats], window: TextWindow, states: Floats, nodes: list[Node], sentences: list[int]
    ) -> None:
        self._w = tables
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
