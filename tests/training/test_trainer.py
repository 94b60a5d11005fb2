"""Training on a tiny network: what a batch holds is what its windows hold, and weights survive their file."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from evaluation.small_passages import LEASE, LOAN, passages
from extraction.neural.support import pieces
from tiny_network import PLAN, base

from training.__main__ import trained
from training.batches import Batch, batches_of, make_batch
from training.examples import Example, analyse, make_example
from training.probes import Probe
from training.trainer import Network, answers_of, hidden_ids, losses, make_network, score, train
from training.weights import average, read_weights, split, write_weights


def examples(folder: Path) -> list[Example]:
    return [make_example(passage, analyse(passage), pieces()) for passage in passages(folder, LEASE, LOAN)]


def told(network: Network, batch: Batch) -> dict[str, float]:
    with torch.no_grad():
        return {name: loss.item() for name, loss in losses(score(network, batch, hidden_ids(batch, 0.0, 0)), batch).items()}


def test_losses_of_a_batch_are_those_of_its_windows(tmp_path: Path) -> None:
    found, network = examples(tmp_path), make_network(base(), PLAN).eval()
    whole = told(network, make_batch(found, pieces()))
    apart = [told(network, make_batch([example], pieces())) for example in found]
    for name, value in whole.items():
        assert value > 0
        assert abs(value - sum(losses[name] for losses in apart)) < 0.01 * value, name


def test_one_batch_holds_the_claims_of_all_windows(tmp_path: Path) -> None:
    found = examples(tmp_path)
    batch = make_batch(found, pieces())
    assert len(batch.classes) == sum(len(example.claims) for example in found) == 3
    kinds = [batch.examples[0].nodes, batch.examples[1].nodes]
    assert [int(batch.nodes.begin[len(kinds[0])]), int(batch.nodes.end[-1])] == [len(found[0].window.ids), int(batch.mask.sum())]


def test_a_hidden_name_is_hidden_wherever_it_stands(tmp_path: Path) -> None:
    batch = make_batch(examples(tmp_path), pieces())
    torch.manual_seed(1)
    ids = hidden_ids(batch, 0.5, -7)
    names: dict[int, set[bool]] = {}
    for place, name in batch.hidden.tolist():
        names.setdefault(name, set()).add(int(ids[place]) == -7)
    assert {len(found) for found in names.values()} == {1}
    assert {frozenset(found) for found in names.values()} == {frozenset({True}), frozenset({False})}


def test_training_learns_what_it_is_shown(tmp_path: Path) -> None:
    found = examples(tmp_path)
    probe, whole = Probe(found, pieces(), torch.device("cpu")), make_batch(found, pieces())
    network = make_network(base(), PLAN)
    before, score_before = told(network.eval(), whole), probe.ask(network)[0]
    batches = batches_of(found, pieces(), 2, random.Random(1))
    lines: list[str] = []
    best = train(network, lambda _: batches, pieces().unknown, PLAN, probe.ask, say=lines.append)
    after = told(best.eval(), whole)
    assert len(lines) == PLAN.epochs
    assert probe.ask(best)[0] >= score_before
    assert after["pairs"] < before["pairs"] / 2 and after["tags"] < before["tags"]


def test_frozen_layers_stay(tmp_path: Path) -> None:
    network = make_network(base(), PLAN)
    before = {name: weight.clone() for name, weight in network.encoder.layers.named_parameters()}
    batches = batches_of(examples(tmp_path), pieces(), 2, random.Random(1))
    train(network, lambda _: batches, pieces().unknown, replace(PLAN, epochs=1, average=0.0), say=lambda _: None)
    same = {name.split(".")[0] for name, weight in network.encoder.layers.named_parameters() if torch.equal(weight, before[name])}
    assert same == {"0"}


def test_teachers_alone_are_matched_best_by_themselves(tmp_path: Path) -> None:
    """Against its own answers a network's loss is least: any other network's is higher."""
    batch = make_batch(examples(tmp_path), pieces())
    teacher, other = make_network(base(), PLAN).eval(), make_network(base(), replace(PLAN, start=2)).eval()
    ids = hidden_ids(batch, 0.0, 0)
    soft = answers_of([teacher], batch, ids)
    with torch.no_grad():
        mine, others = (losses(score(network, batch, ids), batch, soft, 1.0) for network in (teacher, other))
    for name in ("tags", "pairs", "fields", "status", "references"):
        assert mine[name] < others[name], name


def test_weights_survive_their_file(tmp_path: Path) -> None:
    """In 8 bits: a second round changes nothing any more."""
    network, again = make_network(base(), PLAN), make_network(base(), replace(PLAN, start=2))
    write_weights(tmp_path / "a.pt", network)
    read_weights(tmp_path / "a.pt", again)
    for (name, old), new in zip(network.named_parameters(), again.parameters(), strict=True):
        assert torch.allclose(old, new, atol=float(old.detach().abs().max()) / 127), name
    write_weights(tmp_path / "b.pt", again)
    third = make_network(base(), PLAN)
    read_weights(tmp_path / "b.pt", third)
    for old, new in zip(again.parameters(), third.parameters(), strict=True):
        assert torch.allclose(old, new, atol=1e-6)


def test_training_goes_on_from_a_file(tmp_path: Path) -> None:
    """With no epoch more the weights are those of the file; with one they have moved."""
    seen = examples(tmp_path)
    found: Any = SimpleNamespace(base=base(), pieces=pieces(), development=seen, plain=seen, forms=[[], []])
    first = make_network(base(), PLAN)
    write_weights(tmp_path / "a.pt", first)

    def on(epochs: int, begin: Path | None) -> torch.Tensor:
        made = trained(found, replace(PLAN, epochs=epochs, start=2), "cpu", None, lambda _: None, begin)
        return made.heads.classes.weight.detach()

    assert torch.allclose(on(0, tmp_path / "a.pt"), first.heads.classes.weight)
    assert not torch.allclose(on(0, None), first.heads.classes.weight)
    assert not torch.allclose(on(1, tmp_path / "a.pt"), first.heads.classes.weight)


def test_what_a_training_that_was_cut_off_had_reached_is_kept(tmp_path: Path) -> None:
    seen = examples(tmp_path)
    found: Any = SimpleNamespace(base=base(), pieces=pieces(), development=seen, plain=seen, forms=[[], []])
    weights = tmp_path / "w.pt"

    def cut_off(line: str) -> None:
        raise KeyboardInterrupt(line)

    with pytest.raises(KeyboardInterrupt):
        trained(found, replace(PLAN, epochs=2), "cpu", weights, cut_off)
    read_weights(weights.with_suffix(".part"), make_network(base(), PLAN))
    trained(found, replace(PLAN, epochs=1), "cpu", weights, lambda _: None)
    assert [path.name for path in tmp_path.glob("w.*")] == ["w.pt"]


def test_parts_of_a_file_join(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "w.pt").write_bytes(random.Random(1).randbytes(16 * 2**20))
    parts = split(tmp_path / "w.pt", tmp_path / "out")
    assert [part.name for part in parts] == ["w.pt.0", "w.pt.1"]
    assert b"".join(part.read_bytes() for part in parts) == (tmp_path / "w.pt").read_bytes()


def test_the_mean_of_equal_networks_is_that_network() -> None:
    network, mean = make_network(base(), PLAN), make_network(base(), replace(PLAN, start=2))
    average([network, network], mean)
    for old, new in zip(network.parameters(), mean.parameters(), strict=True):
        assert torch.allclose(old, new)
