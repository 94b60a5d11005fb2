"""Heads with made-up weights over token states drawn by a seed: what the scoring does with them needs no trained model."""

from __future__ import annotations

import numpy as np
from extraction.neural.support import pieces

from interlock.extraction.analysis import Analysis
from interlock.extraction.neural.actors import Span
from interlock.extraction.neural.arrays import DISTANCES, Floats
from interlock.extraction.neural.encoding import NODE_TYPES
from interlock.extraction.neural.labels import CLASSES, FIELDS, REACH, STATUSES
from interlock.extraction.neural.model import Model
from interlock.extraction.neural.nodes import seen_nodes
from interlock.extraction.neural.scoring import WindowReading, WindowStates
from interlock.extraction.neural.windows import Window

HIDDEN, WIDTH = 6, 5
LIKELY = 5.0
"""A score whose chance is above 0.99."""

_BUCKETS = 2 * len(DISTANCES) + 2
_INPUTS = {"node": 2 * HIDDEN, "inside": HIDDEN, "ahead": HIDDEN, "behind": HIDDEN}
_OUTPUTS = {"classes": len(CLASSES), "fields": len(FIELDS), "status": len(STATUSES), "same": 1, "new": 1}
_LINEAR = (
    *("node", "inside", "ahead", "behind", "subject", "object", "left", "right", "mixed", "classes", "claim", "member"),
    *("fields", "status", "later", "earlier", "same", "new"),
)
_ROWS = {
    "sort": len(NODE_TYPES),
    "distance": _BUCKETS,
    "apart": 2 * REACH + 1,
    "cls": len(CLASSES),
    "between": _BUCKETS,
    "gap": _BUCKETS,
}


class MadeModel(Model):
    """A model of heads alone. `scale` is that of the drawn weights: at nought only the biases count."""

    def __init__(self, scale: float = 0.0, seed: int = 0) -> None:
        drawn = np.random.default_rng(seed)
        self.networks = [{}]
        for name in _LINEAR:
            shape = (_OUTPUTS.get(name, WIDTH), _INPUTS.get(name, WIDTH))
            self.networks[0][f"{name}.weight"] = (scale * drawn.normal(size=shape)).astype(np.float32)
            self.networks[0][f"{name}.bias"] = (scale * drawn.normal(size=shape[0])).astype(np.float32)
        for name, rows in _ROWS.items():
            self.networks[0][f"{name}.weight"] = (scale * drawn.normal(size=(rows, WIDTH))).astype(np.float32)

    def with_bias(self, head: str, **values: float) -> MadeModel:
        """The same with the bias of some outputs of a head ('classes', 'fields', 'status'), -LIKELY at all others."""
        names = {"classes": CLASSES, "fields": FIELDS, "status": STATUSES}.get(head, ("score",))
        bias = np.full(len(names), -LIKELY, np.float32)
        for name, value in values.items():
            bias[[str(each) for each in names].index(name.replace("__", ":"))] = value
        self.networks[0][f"{head}.bias"] = bias
        return self


def reading(model: Model, analysis: Analysis, spans: list[Span], window: Window | None = None, seed: int = 0) -> WindowReading:
    """A window of a document ready for scoring, all of it if none is given, with token states drawn by the seed."""
    window = window or Window(0, 0, len(analysis.passages))
    here = analysis.passages[window.first : window.last]
    text = pieces().window(analysis.document.text, here[0].start, here[-1].end, seen_nodes(analysis.named, here))
    states: Floats = np.random.default_rng(seed).normal(size=(1, len(text.ids), HIDDEN)).astype(np.float32)
    return WindowReading(model, analysis.passages, spans, WindowStates(window, text, states))
