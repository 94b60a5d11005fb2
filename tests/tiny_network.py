"""A base model of random weights, small enough to train in a test."""

from __future__ import annotations

from functools import cache

import numpy as np

from training.base_model import BaseModel
from training.trainer import Plan

HIDDEN, INNER, LAYERS, PIECES = 32, 64, 3, 400
PLAN = Plan(
    epochs=120,
    layers=LAYERS,
    frozen=1,
    width=16,
    rate=2e-3,
    head_rate=1e-2,
    hide=0.0,
    average=0.9,
    patience=120,
    head_dropout=0.0,
    dropout=0.0,
)


@cache
def base() -> BaseModel:
    """A base model of random weights."""
    chance = np.random.default_rng(1)
    shapes = {"emb.pos": (520, HIDDEN), "emb.type": (1, HIDDEN), "emb.ln.w": (HIDDEN,)}
    for layer in range(LAYERS):
        shapes |= {f"l{layer}.{name}.w": (HIDDEN, HIDDEN) for name in ("q", "k", "v", "ao")}
        shapes |= {f"l{layer}.fi.w": (INNER, HIDDEN), f"l{layer}.fo.w": (HIDDEN, INNER)}
        shapes |= {f"l{layer}.{name}.w": (HIDDEN,) for name in ("aln", "oln")}
    weights = {name: chance.normal(0, 0.1, shape).astype(np.float32) for name, shape in shapes.items()}
    biases = {name[:-1] + "b": np.zeros(weight.shape[0], np.float32) for name, weight in weights.items() if name.endswith(".w")}
    blocks = np.concatenate(
        [
            np.full((PIECES, 1), 0.05, np.float16).view(np.uint8),
            chance.integers(0, 256, (PIECES, HIDDEN // 2)).astype(np.uint8),
        ],
        axis=1,
    )
    config = {"hidden": HIDDEN, "heads": 2, "inner": INNER, "epsilon": 1e-5}
    return BaseModel(weights | biases, blocks, config, [])
