"""Trains the network: tags, pairs of nodes, what fills a claim's fields, its status, references. One encoder for all."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from interlock.extraction.neural.encoding import ACTOR_TYPES, DATE, NODE_TYPES, QUANTITY_TYPES, Pieces, token_ranges
from interlock.extraction.neural.labels import CLASSES, FIELDS
from interlock.extraction.neural.nodes import may_pair
from interlock.extraction.neural.tagging import CONDITION, TAGS, TRIMS
from training.examples import NONE, Example
from training.network import Encoder, Heads, Nodes

_TYPE = {name: index for index, name in enumerate(NODE_TYPES)}
_IS_ACTOR = torch.tensor([name in ACTOR_TYPES for name in NODE_TYPES])
_IS_FIGURE = torch.tensor([name in QUANTITY_TYPES for name in NODE_TYPES])
WEIGHTS = {"tags": 0.3, "pairs": 1.0, "words": 0.05, "fields": 0.5, "status": 0.5, "references": 0.3}
"""How much each loss counts; they are sums over what a window holds."""
_SCALE = 10.0
STEP = 16
"""Windows are padded to a multiple of so many tokens, so that few shapes occur."""


@dataclass(frozen=True)
class Plan:
    """How the network is trained."""

    epochs: int = 9
    layers: int = 12
    frozen: int = 4  # lowest layers that keep the base model's weights
    width: int = 256
    batch: int = 4
    rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    dropout: float = 0.1
    head_dropout: float = 0.2
    hide: float = 0.1  # share of the names whose letters are hidden, so that the words around them must tell
    clip: float = 1.0
    warm: float = 0.06
    seed: int = 1


class Network(nn.Module):
    """An encoder with the heads."""

    def __init__(self, encoder: Encoder, heads: Heads) -> None:
        super().__init__()
        self.encoder, self.heads = encoder, heads

    def states(self, ids: Tensor, hints: Tensor, mask: Tensor, dropout: float = 0.0) -> Tensor:
        """Token states (batch, tokens, hidden)."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            pieces, table = functional.embedding(ids, self.encoder.pieces), self.encoder.hints
            states = self.encoder(pieces, functional.embedding(hints, table), mask, dropout)
        return states.float()


@dataclass
class Prepared:
    """An example as tensors: nodes, the pairs that may be something, the targets of all losses."""

    example: Example
    nodes: Nodes
    subjects: Tensor
    objects: Tensor
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
    words: Tensor  # for each token the classes of the claims whose evidence it stands in


def prepare(example: Example) -> Prepared:
    """The targets of an example."""
    ranges = token_ranges(example.window, example.nodes)
    types = torch.tensor([_TYPE[node.type] for node in example.nodes])
    nodes = Nodes(
        torch.tensor([first for first, _ in ranges]),
        torch.tensor([last for _, last in ranges]),
        types,
        torch.tensor(example.sentence),
    )
    subjects, objects = torch.from_numpy(may_pair(example.nodes, example.sentence)).nonzero(as_tuple=True)
    row = {pair: place for place, pair in enumerate(zip(subjects.tolist(), objects.tolist(), strict=True))}
    targets, counted = torch.zeros(len(subjects), len(CLASSES)), torch.ones(len(subjects), len(CLASSES))
    for i, j, cls in example.ignored:
        if (i, j) in row:
            counted[row[i, j], cls] = 0
    claims = [claim for claim in example.claims if (claim.subject, claim.object) in row]
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
    referring, may_mean, means = _references(example, nodes, actors)
    return Prepared(
        example,
        nodes,
        subjects,
        objects,
        targets,
        counted,
        torch.tensor([row[claim.subject, claim.object] for claim in claims], dtype=torch.long),
        torch.tensor([claim.cls for claim in claims], dtype=torch.long),
        torch.tensor([claim.object for claim in claims], dtype=torch.long),
        fields,
        torch.stack([of_field[name] for name in FIELDS], dim=-1).float(),
        torch.tensor([claim.status for claim in claims], dtype=torch.long),
        referring,
        may_mean,
        means,
        _words(example),
    )


def _references(example: Example, nodes: Nodes, actors: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Nodes that may refer, the nodes that each may mean, and those it does mean (itself where none before)."""
    referring = torch.tensor(sorted(example.antecedent), dtype=torch.long)
    itself = torch.eye(len(nodes.types), dtype=torch.bool)
    earlier = (nodes.first[None, :] < nodes.first[:, None]) & actors[None, :]
    keys = {key: number for number, key in enumerate(dict.fromkeys(key for key in example.keys if key is not None))}
    named = torch.tensor([-1 - index if key is None else keys[key] for index, key in enumerate(example.keys)])
    same = (named[:, None] == named[None, :]) & earlier
    means = torch.where(same.any(dim=1, keepdim=True), same, itself)
    return referring, (earlier | itself)[referring], means[referring]


def _words(example: Example) -> Tensor:
    """Classes by token: where evidence lies teaches the encoder which words say what."""
    window = example.window
    found = torch.zeros(len(window.ids), len(CLASSES))
    for cls, start, end in example.evidence:
        first, last = window.tokens(start, end)
        found[first:last, cls] = 1
    return found


def losses(model: Network, prepared: Prepared, states: Tensor) -> dict[str, Tensor]:
    """The losses of one window, each a sum. `states` may be padded."""
    heads, nodes = model.heads, prepared.nodes
    states = states[: len(prepared.example.window.ids)]
    vectors = heads.nodes(states, nodes)
    pairs = heads.pairs(states, vectors, nodes, prepared.subjects, prepared.objects)
    each = functional.binary_cross_entropy_with_logits(heads.classes(pairs), prepared.targets, reduction="none")
    words = functional.binary_cross_entropy_with_logits(heads.words(states), prepared.words, reduction="sum")
    found = {
        "tags": _tag_loss(heads.tags(states[1:-1]), prepared.example),
        "pairs": (each * prepared.counted).sum(),
        "words": words,
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


_PARTS = (
    ("kinds", 0, TAGS, 1.0),
    ("front", TAGS, TRIMS, 1.0),
    ("back", TAGS + TRIMS, TRIMS, 1.0),
    ("conditions", TAGS + 2 * TRIMS, CONDITION, 0.3),
)
"""The parts of the tag scores: which targets, where, how wide, how heavy."""


def _tag_loss(scores: Tensor, example: Example) -> Tensor:
    total = torch.zeros(())
    for name, first, width, weight in _PARTS:
        targets = torch.tensor(getattr(example.tags, name), dtype=torch.long)
        if bool((targets != NONE).any()):
            chosen = scores[:, first : first + width]
            total = total + weight * functional.cross_entropy(chosen, targets, ignore_index=NONE, reduction="sum")
    return total


def padded(batch: Sequence[Prepared], pieces: Pieces, hide: float = 0.0) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, hints and mask of windows; the letters of some names are hidden."""
    longest = max(len(prepared.example.window.ids) for prepared in batch)
    longest = -(-longest // STEP) * STEP
    ids = torch.full((len(batch), longest), pieces.pad)
    hints = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.bool)
    for number, prepared in enumerate(batch):
        window = prepared.example.window
        row = torch.tensor(window.ids)
        hidden = {key for key in set(prepared.example.keys) if random.random() < hide}
        for index, key in enumerate(prepared.example.keys):
            if key in hidden and prepared.example.nodes[index].is_actor:
                row[prepared.nodes.first[index] : prepared.nodes.last[index]] = pieces.unknown
        ids[number, : len(row)] = row
        hints[number, : len(row)] = torch.tensor(window.hints)
        mask[number, : len(row)] = True
    return ids, hints, mask


def train(
    model: Network, draw: Callable[[], Sequence[Prepared]], pieces: Pieces, plan: Plan, after: Callable[[], str] = str
) -> None:
    """Train in place. `draw` gives the windows of an epoch; `after` is called at its end for something to print beside the
    losses."""
    random.seed(plan.seed)
    torch.manual_seed(plan.seed)
    optimizer = _optimiser(model, plan)
    rates = [group["lr"] for group in optimizer.param_groups]
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    model.train()
    start = time.time()
    for epoch in range(plan.epochs):
        totals: dict[str, float] = {}
        examples = draw()
        batches = _batches(examples, plan.batch)
        for number, batch in enumerate(batches):
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * _share((epoch + number / len(batches)) / plan.epochs, plan.warm)
            states = model.states(*padded(batch, pieces, plan.hide), plan.dropout)
            total = torch.zeros(())
            for prepared, window in zip(batch, states, strict=True):
                for name, loss in losses(model, prepared, window).items():
                    total = total + WEIGHTS[name] * loss
                    totals[name] = totals.get(name, 0.0) + loss.item()
            optimizer.zero_grad()
            (total / (_SCALE * len(batch))).backward()
            nn.utils.clip_grad_norm_(weights, plan.clip)
            optimizer.step()
        told = ", ".join(f"{name} {value / len(examples):.2f}" for name, value in totals.items())
        model.eval()
        print(f"epoch {epoch + 1} of {plan.epochs} ({time.time() - start:.0f} s): {told}; {after()}", flush=True)
        model.train()
    model.eval()


def _batches(examples: Sequence[Prepared], size: int) -> list[list[Prepared]]:
    """Batches of windows of about the same length, in random order (from the global seed)."""
    order = sorted(range(len(examples)), key=lambda place: len(examples[place].example.window.ids) + random.random() * 12)
    parts = [order[at : at + size] for at in range(0, len(order), size)]
    random.shuffle(parts)
    return [[examples[place] for place in part] for part in parts]


def _optimiser(model: Network, plan: Plan) -> torch.optim.Optimizer:
    """AdamW; the heads and hints learn faster than the encoder."""
    inner = [weight for name, weight in model.encoder.named_parameters() if name != "hints" and weight.requires_grad]
    groups = [
        {"params": inner, "lr": plan.rate},
        {"params": [model.encoder.hints, *model.heads.parameters()], "lr": plan.head_rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=plan.decay, fused=True)


def _share(progress: float, warm: float) -> float:
    """The share of the full learning rate after a part of the training: a linear warm-up and decline."""
    return min(1.0, progress / warm + 0.01) * (1.0 - progress)
