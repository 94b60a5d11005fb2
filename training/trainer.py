"""Trains the network: tags, pairs of nodes, what fills a claim's fields, its status, references. One encoder for all."""

from __future__ import annotations

import copy
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from interlock.extraction.neural.tagging import CONDITION, TAGS, TRIMS
from training.base_model import BaseModel
from training.batches import Batch, to_device
from training.examples import NONE
from training.network import Encoder, Heads

WEIGHTS = {"tags": 0.3, "pairs": 1.0, "words": 0.05, "fields": 0.5, "status": 0.5, "references": 0.3}
"""How much each loss counts; they are sums over what a window holds."""
_SCALE = 10.0
_NEVER = -1e4


@dataclass(frozen=True)
class Plan:
    """How the network is trained."""

    epochs: int = 9
    layers: int = 12
    frozen: int = 4  # lowest layers that keep the base model's weights
    width: int = 256
    batch: int = 4
    rate: float = 2e-4
    lower: float = 1.0  # the rate of each layer as a share of that of the layer above it
    head_rate: float = 1e-3
    decay: float = 0.01
    dropout: float = 0.1  # once, where training begins
    layer_dropout: float = 0.0  # in every trained layer
    head_dropout: float = 0.2
    hide: float = 0.1  # share of the names whose letters are hidden, so that the words around them must tell
    clip: float = 1.0
    warm: float = 0.06
    average: float = 0.0  # share of the running mean of the weights that each step keeps; 0: the last weights count
    seconds: float = 0.0  # training declines so that it ends after so long, however many epochs that is; 0: no limit
    patience: int = 0  # epochs without a better score on the development part after which training ends; 0: never
    taught: float = 0.7  # how much teachers' answers count beside gold, where there are teachers
    seed: int = 1  # of hidden names and dropout
    start: int = 1  # of the heads' first weights: runs that share it may be averaged


class Network(nn.Module):
    """An encoder with the heads."""

    def __init__(self, encoder: Encoder, heads: Heads) -> None:
        super().__init__()
        self.encoder, self.heads = encoder, heads

    def states(self, batch: Batch, ids: Tensor, dropout: float = 0.0) -> Tensor:
        """States of the unpadded tokens, one window behind the other (tokens, hidden)."""
        padded = torch.full_like(batch.ids, 0)
        padded[batch.mask] = ids
        with torch.autocast(ids.device.type, dtype=torch.bfloat16):
            pieces, table = functional.embedding(padded, self.encoder.pieces), self.encoder.hints
            states = self.encoder(pieces, functional.embedding(batch.hints, table), batch.mask, dropout)
        return states[batch.mask].float()


def make_network(base: BaseModel, plan: Plan) -> Network:
    """The base model's encoder with fresh heads."""
    torch.manual_seed(plan.start)
    encoder = Encoder(base, plan.layers, plan.frozen, plan.layer_dropout)
    return Network(encoder, Heads(base.config["hidden"], plan.width, plan.head_dropout))


@dataclass
class Scores:
    """What the network says of a batch; rows as in `Batch`. `references` is the table of rows and columns."""

    tags: Tensor
    pairs: Tensor
    words: Tensor
    fields: Tensor
    status: Tensor
    references: Tensor


def score(model: Network, batch: Batch, ids: Tensor, dropout: float = 0.0) -> Scores:
    """Read a batch. `ids` are those of its unpadded tokens."""
    heads, nodes = model.heads, batch.nodes
    states = model.states(batch, ids, dropout)
    vectors = heads.nodes(states, nodes)
    pairs = heads.pairs(states, vectors, nodes, batch.subjects, batch.objects)
    claims = pairs[batch.pair_of]
    objects = batch.objects[batch.pair_of]
    links = heads.references(vectors, nodes, batch.later, batch.earlier)
    return Scores(
        heads.tags(states[batch.inner]),
        heads.classes(pairs),
        heads.words(states),
        heads.members(claims, batch.classes, vectors, nodes, objects, batch.claims, batch.places),
        heads.statuses(claims, batch.classes),
        table(batch, links, _NEVER),
    )


def table(batch: Batch, values: Tensor, other: float) -> Tensor:
    """Values of references as a table (nodes that refer, nodes they may mean)."""
    rows = int(batch.row.max()) + 1 if len(batch.row) else 0
    columns = int(batch.column.max()) + 1 if len(batch.row) else 1
    return values.new_full((rows, columns), other).index_put((batch.row, batch.column), values)


_PARTS = ((0, 0, TAGS, 1.0), (1, TAGS, TRIMS, 1.0), (2, TAGS + TRIMS, TRIMS, 1.0), (3, TAGS + 2 * TRIMS, CONDITION, 0.3))
"""The parts of the tag scores: which targets, where, how wide, how heavy."""


def losses(scores: Scores, batch: Batch, soft: Scores | None = None, share: float = 0.0) -> dict[str, Tensor]:
    """The losses of a batch, each a sum. `soft` are probabilities that count by `share` beside the targets."""
    targets, counted = torch.zeros_like(scores.pairs), torch.ones_like(scores.pairs)
    targets[batch.targets[:, 0], batch.targets[:, 1]] = 1
    counted[batch.ignored[:, 0], batch.ignored[:, 1]] = 0
    words = torch.zeros_like(scores.words)
    words[batch.words[:, 0], batch.words[:, 1]] = 1
    fields = batch.fields.float()
    if soft:
        targets, fields = torch.lerp(targets, soft.pairs, share), torch.lerp(fields, soft.fields, share)
    known = batch.status >= 0
    means = table(batch, batch.means.float(), 0.0)
    right = scores.references.masked_fill(means == 0, _NEVER)
    linked = (torch.logsumexp(scores.references, dim=-1) - torch.logsumexp(right, dim=-1)).sum()
    found = {
        "tags": _tag_loss(scores.tags, batch, soft, share),
        "pairs": _binary(scores.pairs, targets, counted),
        "words": functional.binary_cross_entropy_with_logits(scores.words, words, reduction="sum"),
        "fields": _binary(scores.fields, fields, batch.counted.float()),
        "status": functional.cross_entropy(scores.status[known], batch.status[known], reduction="sum"),
        "references": linked,
    }
    if soft:
        told = functional.cross_entropy(scores.status[known], soft.status[known], reduction="sum")
        found["status"] = torch.lerp(found["status"], told, share)
        told = functional.cross_entropy(scores.references, soft.references, reduction="sum")
        found["references"] = torch.lerp(linked, told, share)
    return found


def _binary(scores: Tensor, targets: Tensor, counted: Tensor) -> Tensor:
    return functional.binary_cross_entropy_with_logits(scores, targets, counted, reduction="sum")


def _tag_loss(scores: Tensor, batch: Batch, soft: Scores | None, share: float) -> Tensor:
    total = torch.zeros((), device=scores.device)
    for column, first, width, weight in _PARTS:
        targets, chosen = batch.tags[:, column], scores[:, first : first + width]
        loss = functional.cross_entropy(chosen, targets, ignore_index=NONE, reduction="sum")
        if soft:
            told = targets != NONE
            answers = soft.tags[told, first : first + width]
            loss = torch.lerp(loss, functional.cross_entropy(chosen[told], answers, reduction="sum"), share)
        total = total + weight * loss
    return total


def answers_of(teachers: Sequence[Network], batch: Batch, ids: Tensor) -> Scores | None:
    """The teachers' mean probabilities."""
    if not teachers:
        return None
    found = []
    for teacher in teachers:
        with torch.no_grad():
            said = score(teacher, batch, ids)
        tags = torch.cat([said.tags[:, first : first + width].softmax(dim=-1) for _, first, width, _ in _PARTS], dim=-1)
        chances = (tags, said.pairs.sigmoid(), said.words.sigmoid(), said.fields.sigmoid())
        found.append((*chances, said.status.softmax(dim=-1), said.references.softmax(dim=-1)))
    return Scores(*(torch.stack(parts).mean(dim=0) for parts in zip(*found, strict=True)))


def hidden_ids(batch: Batch, share: float, unknown: int) -> Tensor:
    """Ids of the unpadded tokens; the letters of some actors' names are hidden."""
    ids = batch.ids[batch.mask]
    if share and batch.names:
        chosen = torch.rand(batch.names, device=ids.device) < share
        ids[batch.hidden[chosen[batch.hidden[:, 1]], 0]] = unknown
    return ids


def train(
    model: Network,
    draw: Callable[[int], Sequence[Batch]],
    unknown: int,
    plan: Plan,
    after: Callable[[Network], tuple[float, str]] = lambda _: (0.0, ""),
    teachers: Sequence[Network] = (),
    say: Callable[[str], None] = print,
) -> Network:
    """Train on the model's device. `draw` gives the batches of an epoch, `unknown` is the piece that hides letters.

    `after` scores the network at the end of each epoch; where the plan has patience, the best of them is returned.
    """
    random.seed(plan.seed)
    torch.manual_seed(plan.seed)
    device = model.encoder.hints.device
    optimizer = _optimiser(model, plan)
    rates = [group["lr"] for group in optimizer.param_groups]
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    mean = copy.deepcopy(model).eval() if plan.average else model
    best, best_score, best_epoch = mean, float("-inf"), 0
    steps, start = 0, time.time()
    for epoch in range(plan.epochs):
        model.train()
        batches = draw(epoch)
        totals: dict[str, Tensor] = {}
        windows = 0
        for number, waiting in enumerate(batches):
            progress = (epoch + number / len(batches)) / plan.epochs
            if plan.seconds:
                progress = max(progress, (time.time() - start) / plan.seconds)
            if progress >= 1:
                break
            batch = to_device(waiting, device)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * _share(progress, plan.warm)
            ids = hidden_ids(batch, plan.hide, unknown)
            soft = answers_of(teachers, batch, ids)
            found = losses(score(model, batch, ids, plan.dropout), batch, soft, plan.taught)
            total = torch.stack([WEIGHTS[name] * loss for name, loss in found.items()]).sum()
            optimizer.zero_grad()
            (total / (_SCALE * len(batch.ids))).backward()
            nn.utils.clip_grad_norm_(weights, plan.clip)
            optimizer.step()
            steps += 1
            if plan.average:
                _follow(mean, model, min(plan.average, steps / (steps + 10)))
            windows += len(batch.ids)
            for name, loss in found.items():
                totals[name] = totals.get(name, torch.zeros((), device=device)) + loss.detach()
        told = ", ".join(f"{name} {value.item() / max(1, windows):.2f}" for name, value in totals.items())
        value, words = after(mean.eval())
        say(f"epoch {epoch + 1} of {plan.epochs} ({time.time() - start:.0f} s): {told}; {words}")
        if value > best_score:
            best_score, best_epoch = value, epoch
            best = copy.deepcopy(mean) if plan.patience else mean
        late = plan.patience and epoch - best_epoch >= plan.patience
        if late:
            say(f"no better for {plan.patience} epochs: that of epoch {best_epoch + 1} is kept")
        if late or (plan.seconds and time.time() - start >= plan.seconds):
            break
    best.eval()
    return best


def _follow(mean: Network, model: Network, share: float) -> None:
    """Move the mean of the weights towards those of the model."""
    olds = [old for old, new in zip(mean.parameters(), model.parameters(), strict=True) if new.requires_grad]
    news = [new for new in model.parameters() if new.requires_grad]
    with torch.no_grad():
        torch._foreach_lerp_(olds, news, 1 - share)


def _optimiser(model: Network, plan: Plan) -> torch.optim.Optimizer:
    """AdamW; the heads and hints learn faster than the encoder, lower layers slower than higher ones."""
    groups = [{"params": [model.encoder.hints, *model.heads.parameters()], "lr": plan.head_rate}]
    for below, layer in enumerate(reversed(model.encoder.layers[plan.frozen :])):
        groups.append({"params": list(layer.parameters()), "lr": plan.rate * plan.lower**below})
    return torch.optim.AdamW(groups, weight_decay=plan.decay, fused=True)


def _share(progress: float, warm: float) -> float:
    """The share of the full learning rate after a part of the training: a linear warm-up and decline."""
    return min(1.0, progress / warm + 0.01) * (1.0 - progress)
