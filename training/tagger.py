"""Trains the network that tags actors and conditions."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from interlock.evaluation.passages import Passage
from interlock.extraction.analysis import Analysis
from interlock.extraction.neural.encoding import MarkedWindow, Pieces
from interlock.extraction.neural.tagging import CONDITION, KINDS, OUTPUTS, TAGS, TRIMS, decode_actors, name_nodes
from training.network import Encoder
from training.schedule import Plan, batches, optimiser

NONE = -100  # the target that cross-entropy passes over


@dataclass
class Tagged:
    """A passage as a window, with the grammar's names marked, and the targets of each of its pieces."""

    passage: Passage
    window: MarkedWindow
    kinds: list[int]
    front: list[int]
    back: list[int]
    conditions: list[int]


def tagged(passage: Passage, analysis: Analysis, pieces: Pieces) -> Tagged:
    """The targets of a passage's pieces."""
    window = pieces.marked(passage.text, 0, len(passage.text), name_nodes(analysis.named, 0, len(passage.text)))
    offsets, count = window.offsets, len(window.offsets)
    found = Tagged(passage, window, [0] * count, [NONE] * count, [NONE] * count, [0] * count)
    for mention in passage.mentions:
        kind = KINDS.index(passage.actors[mention.key].kind)
        places = _overlapping(offsets, mention.start, mention.end)
        for order, place in enumerate(places):
            found.kinds[place] = 1 + 2 * kind + (order > 0)
        if places:
            found.front[places[0]] = min(TRIMS - 1, max(0, mention.start - offsets[places[0]][0]))
            found.back[places[-1]] = min(TRIMS - 1, max(0, offsets[places[-1]][1] - mention.end))
    for claim in passage.claims:
        if claim.condition:
            for order, place in enumerate(_overlapping(offsets, claim.condition.start, claim.condition.end)):
                found.conditions[place] = 1 + (order > 0)
    return found


def _overlapping(offsets: Sequence[tuple[int, int]], start: int, end: int) -> list[int]:
    return [place for place, (a, b) in enumerate(offsets) if a < end and start < b]


class Tagger(nn.Module):
    """An encoder with one linear head."""

    def __init__(self, encoder: Encoder, hidden: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = nn.Linear(hidden, OUTPUTS)

    def forward(self, ids: Tensor, mask: Tensor, dropout: float = 0.0) -> Tensor:
        """Scores of all tags (batch, tokens, outputs)."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.encoder(self.encoder.embed(ids), mask, dropout)
        return self.head(functional.dropout(states.float(), dropout, self.training))


def train_tagger(model: Tagger, examples: Sequence[Tagged], pieces: Pieces, plan: Plan, report: bool = True) -> None:
    """Train in place."""
    random.seed(plan.seed)
    torch.manual_seed(plan.seed)
    groups = [
        {"params": list(model.encoder.parameters()), "lr": plan.rate},
        {"params": list(model.head.parameters()), "lr": plan.head_rate},
    ]
    optimizer, step = optimiser(groups, plan, len(examples))
    model.train()
    for epoch in range(plan.epochs):
        total = 0.0
        for batch in batches(examples, [len(example.window.ids) for example in examples], plan.batch):
            ids, mask = _padded([e.window.ids for e in batch], pieces.pad)
            loss = _loss(model(ids, mask, plan.dropout), batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            step(model)
            total += loss.item()
        if report:
            mean = total / max(1, len(examples) / plan.batch)
            print(f"tagger: epoch {epoch + 1} of {plan.epochs}, loss a batch {mean:.3f}", flush=True)
    model.eval()


_PARTS = (
    ("kinds", 0, TAGS, 1.0),
    ("front", TAGS, TRIMS, 0.1),
    ("back", TAGS + TRIMS, TRIMS, 0.1),
    ("conditions", TAGS + 2 * TRIMS, CONDITION, 0.3),
)
"""The parts of the output: which targets, where, how wide, how heavy."""


def _loss(scores: Tensor, batch: Sequence[Tagged]) -> Tensor:
    total = torch.zeros(())
    for name, first, width, weight in _PARTS:
        targets, _ = _padded([_spread(e.window, getattr(e, name)) for e in batch], NONE)
        chosen = scores[..., first : first + width].flatten(0, 1)
        if bool((targets != NONE).any()):
            total = total + weight * functional.cross_entropy(chosen, targets.flatten(), ignore_index=NONE)
    return total


def _spread(window: MarkedWindow, targets: Sequence[int]) -> list[int]:
    """Targets at the pieces of the text, none at markers."""
    row = [NONE] * len(window.ids)
    for place, target in zip(window.places, targets, strict=True):
        row[place] = target
    return row


def _padded(rows: Sequence[Sequence[int]], filler: int) -> tuple[Tensor, Tensor]:
    longest = max(map(len, rows))
    table = torch.tensor([[*row, *[filler] * (longest - len(row))] for row in rows])
    lengths = torch.tensor([len(row) for row in rows])
    return table, torch.arange(longest)[None] < lengths[:, None]


def tagger_f1(model: Tagger, examples: Sequence[Tagged], pieces: Pieces) -> dict[str, float]:
    """F1 of actors by exact place, with and without their kind, per language and in all."""
    counts: dict[str, list[int]] = {}
    with torch.no_grad():
        for example in examples:
            ids, mask = _padded([example.window.ids], pieces.pad)
            scores = model(ids, mask)[0, list(example.window.places)].numpy()
            spans = decode_actors(scores, example.window.offsets)
            passage = example.passage
            gold = {(m.start, m.end): passage.actors[m.key].kind for m in passage.mentions}
            got = {(span.start, span.end): span.kind for span in spans}
            right = sum(gold.get(place) == kind for place, kind in got.items())
            placed = len(gold.keys() & got.keys())
            for name in ("all", passage.language):
                row = counts.setdefault(name, [0, 0, 0])
                row[0], row[1], row[2] = row[0] + right, row[1] + placed, row[2] + len(gold) + len(got)
    return {
        f"{name} {what}": round(2 * row[index] / max(1, row[2]), 3)
        for name, row in sorted(counts.items())
        for index, what in ((0, "with kind"), (1, "place"))
    }
