"""What the reader works out with numpy is what the network was trained to say with PyTorch."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import torch
from evaluation.small_passages import LEASE, LOAN, passages
from extraction.neural.support import pieces
from tiny_network import PLAN, base

from interlock.extraction.neural.model import Model, Scorer
from interlock.extraction.neural.nodes import may_pair
from training.batches import make_batch
from training.examples import analyse, make_example
from training.network import Heads
from training.trainer import hidden_ids, make_network, score


def test_pairs_of_a_window_score_alike_in_training_and_in_reading(tmp_path: Path) -> None:
    """Also where the window is one of two in a batch."""
    found = [make_example(passage, analyse(passage), pieces()) for passage in passages(tmp_path, LEASE, LOAN)]
    network = make_network(base(), PLAN).eval()
    batch = make_batch(found, pieces())
    with torch.no_grad():
        ids = hidden_ids(batch, 0.0, 0)
        states = network.states(batch, ids).numpy()
        trained = score(network, batch, ids).pairs.numpy()
    read = []
    at = 0
    for example in found:
        length = len(example.window.ids)
        mine = states[None, at : at + length]
        at += length
        scorer = Scorer(tables_of(network.heads), example.window, mine, example.nodes, example.sentence)
        read.append(scorer.pairs(*may_pair(example.nodes, example.sentence).nonzero())[1])
    assert np.allclose(np.concatenate(read), trained, atol=1e-4)


def tables_of(heads: Heads) -> Model:
    """As much of a model as scoring needs."""
    tables: dict[str, Any] = {name: weight.detach().numpy() for name, weight in heads.named_parameters()}
    return cast(Model, SimpleNamespace(networks=[tables]))
