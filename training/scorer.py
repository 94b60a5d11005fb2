"""Trains the network that scores claims: pairs of nodes, what fills their fields, their status, and references."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from interlock.extraction.neural.encoding import ACTOR_TYPES, AUTHOR, DATE, NODE_TYPES, QUANTITY_TYPES, SENTENCE, Pieces
from interlock.extraction.neural.labels import CLASSES, FIELDS, REACH
from training.examples import Example
from training.network import Encoder, Heads, Nodes
from training.schedule import Plan, batches, optimiser

_TYPE = {name: index for index, name in enumerate(NODE_TYPES)}
_IS_ACTOR = torch.tensor([name in ACTOR_TYPES for name in NODE_TYPES])
_IS_FIGURE = torch.tensor([name in QUANTITY_TYPES for name in NODE_TYPES])
_WEIGHTS = {"pairs": 1.0, "fields": 0.5, "status": 0.5, "references": 0.3}
"""How much each loss counts; they are sums over what a window holds."""
_SCALE = 10.0


class Scorer(nn.Module):
    """An encoder with the heads."""

    def __init__(self, encoder: Encoder, heads: Heads) -> None:
        super().__init__()
        self.encoder, self.heads = encoder, heads

    def states(self, ids: Tensor, mask: Tensor, dropout: float = 0.0) -> Tensor:
        """Token states (batch, tokens, hidden)."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states: Tensor = self.encoder(self.encoder.embed(ids), mask, dropout)
        return states.float()


@dataclass
class Prepared:
    """An example as tensors: nodes, the pairs that may be something, the targets of all losses."""

    example: Example
    nodes: Nodes
    subjects: Tensor
    objects: Tensor
    row: Tensor  # the number of a pair by its two nodes, -1 where it is none
    targets: Tensor
    counted: Tensor
    pair_of: Tensor
    classes: Tensor
    claim_objects: Tensor
    fields: Tensor
    field_counts: Tensor
    status: Tensor
    referring: Tensor
    may_mean: Tensor
    means: Tensor


def prepare(example: Example) -> Prepared:
    """The targets of an example."""
    window = example.window
    types = torch.tensor([_TYPE[node.type] for node in example.nodes])
    nodes = Nodes(torch.tensor(window.opens), torch.tensor(window.closes), types, torch.tensor(example.sentence))
    allowed = _allowed(nodes)
    subjects, objects = allowed.nonzero(as_tuple=True)
    row = torch.full(allowed.shape, -1)
    row[subjects, objects] = torch.arange(len(subjects))
    targets, counted = torch.zeros(len(subjects), len(CLASSES)), torch.ones(len(subjects), len(CLASSES))
    for i, j, cls in example.ignored:
        if row[i, j] >= 0:
            counted[row[i, j], cls] = 0
    claims = [claim for claim in example.claims if row[claim.subject, claim.object] >= 0]
    for claim in claims:
        targets[row[claim.subject, claim.object], claim.cls] = 1
        counted[row[claim.subject, claim.object], claim.cls] = 1
    fields = torch.zeros(len(claims), len(types), len(FIELDS))
    for number, claim in enumerate(claims):
        for name, places in claim.fields.items():
            for place in places:
                fields[number, place, name] = 1
    actors = _IS_ACTOR[types]
    of_field = {"quantity": _IS_FIGURE[types], "date": types == _TYPE[DATE], "source": actors, "origin": actors}
    field_counts = torch.stack([of_field[name] for name in FIELDS], dim=-1).float()
    referring, may_mean, means = _references(example, nodes, actors)
    return Prepared(
        example,
        nodes,
        subjects,
        objects,
        row,
        targets,
        counted,
        torch.tensor([int(row[claim.subject, claim.object]) for claim in claims], dtype=torch.long),
        torch.tensor([claim.cls for claim in claims], dtype=torch.long),
        torch.tensor([claim.object for claim in claims], dtype=torch.long),
        fields,
        field_counts,
        torch.tensor([claim.status for claim in claims], dtype=torch.long),
        referring,
        may_mean,
        means,
    )


def _allowed(nodes: Nodes) -> Tensor:
    author = nodes.types == _TYPE[AUTHOR]
    subject = _IS_ACTOR[nodes.types] | author
    target = _IS_ACTOR[nodes.types] | _IS_FIGURE[nodes.types] | (nodes.types == _TYPE[SENTENCE])
    near = (nodes.sentences[:, None] - nodes.sentences[None, :]).abs() <= REACH
    allowed = subject[:, None] & target[None, :] & (near | author[:, None])
    allowed.fill_diagonal_(False)
    return allowed


def _references(example: Example, nodes: Nodes, actors: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Nodes that may refer, the nodes that each may mean, and those it does mean (itself where none before)."""
    count = len(nodes.types)
    referring = torch.tensor(sorted(example.antecedent), dtype=torch.long)
    itself = torch.eye(count, dtype=torch.bool)
    earlier = (nodes.opens[None, :] < nodes.opens[:, None]) & actors[None, :]
    keys = {key: number for number, key in enumerate({key for key in example.keys if key is not None})}
    named = torch.tensor([-1 - index if key is None else keys[key] for index, key in enumerate(example.keys)])
    same = (named[:, None] == named[None, :]) & earlier
    means = torch.where(same.any(dim=1, keepdim=True), same, itself)
    return referring, (earlier | itself)[referring], means[referring]


def losses(model: Scorer, prepared: Prepared, states: Tensor) -> dict[str, Tensor]:
    """The losses of one window, each a sum."""
    heads, nodes = model.heads, prepared.nodes
    vectors = heads.nodes(states, nodes)
    pairs = heads.pairs(vectors, nodes, prepared.subjects, prepared.objects)
    scores = heads.classes(pairs)
    found = {
        "pairs": (
            functional.binary_cross_entropy_with_logits(scores, prepared.targets, reduction="none") * prepared.counted
        ).sum()
    }
    if len(prepared.classes):
        claims = pairs[prepared.pair_of]
        members = heads.members(claims, prepared.classes, vectors, nodes, prepared.claim_objects)
        each = functional.binary_cross_entropy_with_logits(members, prepared.fields, reduction="none")
        found["fields"] = (each * prepared.field_counts).sum()
        known = prepared.status >= 0
        if bool(known.any()):
            statuses = heads.statuses(claims, prepared.classes)
            found["status"] = functional.cross_entropy(statuses[known], prepared.status[known], reduction="sum")
    if len(prepared.referring):
        links = heads.references(vectors, nodes)[prepared.referring].masked_fill(~prepared.may_mean, -1e4)
        right = links.masked_fill(~prepared.means, -1e4)
        found["references"] = (torch.logsumexp(links, dim=-1) - torch.logsumexp(right, dim=-1)).sum()
    return found


def train_scorer(
    model: Scorer, examples: Sequence[Prepared], pieces: Pieces, plan: Plan, hide: float = 0.15, report: bool = True
) -> None:
    """Train in place. `hide` is the share of names whose letters are hidden, so that the words around them must tell."""
    random.seed(plan.seed)
    torch.manual_seed(plan.seed)
    encoder = model.encoder
    for layer in encoder.layers[: plan.frozen]:
        layer.requires_grad_(False)
    inner = [weight for name, weight in encoder.named_parameters() if name != "markers"]
    groups = [
        {"params": inner, "lr": plan.rate},
        {"params": [encoder.markers], "lr": plan.head_rate},
        {"params": list(model.heads.parameters()), "lr": plan.head_rate},
    ]
    optimizer, step = optimiser(groups, plan, len(examples))
    model.train()
    lengths = [len(prepared.example.window.ids) for prepared in examples]
    for epoch in range(plan.epochs):
        totals: dict[str, float] = {}
        for batch in batches(examples, lengths, plan.batch):
            ids, mask = _padded(batch, pieces, hide)
            states = model.states(ids, mask, plan.dropout)
            total = torch.zeros(())
            for prepared, window in zip(batch, states, strict=True):
                for name, loss in losses(model, prepared, window).items():
                    total = total + _WEIGHTS[name] * loss
                    totals[name] = totals.get(name, 0.0) + loss.item()
            optimizer.zero_grad()
            (total / (_SCALE * len(batch))).backward()  # type: ignore[no-untyped-call]
            step(model)
        if report:
            told = ", ".join(f"{name} {value / len(examples):.2f}" for name, value in totals.items())
            print(f"scorer: epoch {epoch + 1} of {plan.epochs}, loss a window: {told}", flush=True)
    model.eval()


def _padded(batch: Sequence[Prepared], pieces: Pieces, hide: float) -> tuple[Tensor, Tensor]:
    longest = max(len(prepared.example.window.ids) for prepared in batch)
    ids = torch.full((len(batch), longest), pieces.pad)
    mask = torch.zeros(len(batch), longest, dtype=torch.bool)
    for number, prepared in enumerate(batch):
        window = prepared.example.window
        row = torch.tensor(window.ids)
        for node, opens, closes in zip(prepared.example.nodes, window.opens, window.closes, strict=True):
            if node.is_actor and random.random() < hide:
                row[opens + 1 : closes] = pieces.unknown
        ids[number, : len(row)] = row
        mask[number, : len(row)] = True
    return ids, mask
