"""The network in PyTorch: an encoder as in the base model, a head that tags mentions, heads that score claims."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from interlock.extraction.neural.arrays import AROUND, DISTANCES
from interlock.extraction.neural.encoding import HINTS, NODE_TYPES
from interlock.extraction.neural.labels import CLASSES, FIELDS, REACH, STATUSES
from interlock.extraction.neural.tagging import OUTPUTS
from training.base_model import BaseModel, unpack_rows
from training.dropout import Dropout, attention
from training.dropout import dropout as dropout_of


class Layer(nn.Module):
    """One transformer layer, normalised after each half, as in BERT."""

    def __init__(self, hidden: int, inner: int, heads: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.attended = (nn.Linear(hidden, hidden) for _ in range(4))
        self.wide, self.narrow = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.first, self.second = nn.LayerNorm(hidden, epsilon), nn.LayerNorm(hidden, epsilon)

    def forward(self, states: Tensor, mask: Tensor | None, dropout: float = 0.0) -> Tensor:
        """`mask` is True where a token may be attended to, shaped (batch, 1, 1, tokens); None where all may."""
        batch, length, hidden = states.shape
        shape = (batch, length, self.heads, hidden // self.heads)
        query, key, value = (part(states).view(shape).transpose(1, 2) for part in (self.query, self.key, self.value))
        found = attention(query, key, value, mask)
        found = self.attended(found.transpose(1, 2).reshape(batch, length, hidden))
        states = self.first(states + dropout_of(found, dropout, self.training))
        wide = self.narrow(functional.gelu(self.wide(states)))
        return self.second(states + dropout_of(wide, dropout, self.training))


class Encoder(nn.Module):
    """The first `layers` layers of the base model. Piece embeddings and the lowest `frozen` layers stay as they are.

    Hints are learned, begin at zero and come in above the frozen layers.
    """

    def __init__(self, base: BaseModel, layers: int, frozen: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.frozen, self.dropout = frozen, dropout
        config = base.config
        hidden = config["hidden"]
        self.register_buffer("pieces", torch.from_numpy(unpack_rows(base.embedding)), persistent=False)
        self.hints = nn.Parameter(torch.zeros(1 + 2 * len(HINTS), hidden))
        self.positions = nn.Parameter(torch.from_numpy(base.weight("emb.pos").reshape(-1, hidden)), requires_grad=False)
        self.kind = nn.Parameter(torch.from_numpy(base.weight("emb.type").reshape(-1, hidden)[0].copy()), requires_grad=False)
        self.norm = nn.LayerNorm(hidden, config["epsilon"])
        self.layers = nn.ModuleList(Layer(hidden, config["inner"], config["heads"], config["epsilon"]) for _ in range(layers))
        self._load(base)
        for part in (self.norm, *self.layers[:frozen]):
            part.requires_grad_(False)

    def _load(self, base: BaseModel) -> None:
        def fill(module: nn.Linear | nn.LayerNorm, name: str) -> None:
            weight = torch.from_numpy(base.weight(f"{name}.w"))
            module.weight.data.copy_(weight.view_as(module.weight))
            module.bias.data.copy_(torch.from_numpy(base.weight(f"{name}.b")))

        fill(self.norm, "emb.ln")
        names = {
            "query": "q",
            "key": "k",
            "value": "v",
            "attended": "ao",
            "wide": "fi",
            "narrow": "fo",
            "first": "aln",
            "second": "oln",
        }
        for number, layer in enumerate(self.layers):
            for name, short in names.items():
                fill(getattr(layer, name), f"l{number}.{short}")

    def forward(self, embedded: Tensor, hinted: Tensor, mask: Tensor | None, dropout: float = 0.0) -> Tensor:
        """Token states (batch, tokens, hidden) from the embeddings of pieces and of hints.

        `dropout` falls once, where training begins; that of the encoder in every trained layer.
        """
        return self.upper(self.lower(embedded, mask), hinted, mask, dropout)

    def lower(self, embedded: Tensor, mask: Tensor | None) -> Tensor:
        """What comes out of the frozen layers."""
        states = self.norm(embedded + self.positions[: embedded.shape[1]] + self.kind)
        wide = _wide(mask)
        for layer in self.layers[: self.frozen]:
            states = layer(states, wide)
        return states

    def upper(self, states: Tensor, hinted: Tensor, mask: Tensor | None, dropout: float = 0.0) -> Tensor:
        """What the trained layers make of it."""
        states, wide = dropout_of(states + hinted, dropout, self.training), _wide(mask)
        for layer in self.layers[self.frozen :]:
            states = layer(states, wide, self.dropout)
        return states


def _wide(mask: Tensor | None) -> Tensor | None:
    """Which tokens may be attended to, for all heads and tokens alike."""
    return None if mask is None else mask[:, None, None, :].bool()


@dataclass
class Nodes:
    """The nodes of windows whose tokens stand one window behind the other: half-open token ranges, types, sentences, and the
    half-open range of each node's window."""

    first: Tensor
    last: Tensor
    types: Tensor
    sentences: Tensor
    begin: Tensor
    end: Tensor


class Heads(nn.Module):
    """Scores of tags, pairs, fields, statuses and references, from token states."""

    def __init__(self, hidden: int, width: int, dropout: float) -> None:
        super().__init__()
        self.tags = nn.Linear(hidden, OUTPUTS)
        self.words = nn.Linear(hidden, len(CLASSES))
        self.node = nn.Linear(2 * hidden, width)
        self.sort = nn.Embedding(len(NODE_TYPES), width)
        self.subject, self.object = nn.Linear(width, width), nn.Linear(width, width)
        self.left, self.right = nn.Linear(width, width), nn.Linear(width, width)
        self.inside, self.ahead, self.behind = (nn.Linear(hidden, width) for _ in range(3))
        self.distance = nn.Embedding(2 * len(DISTANCES) + 2, width)
        self.apart = nn.Embedding(2 * REACH + 1, width)
        self.mixed = nn.Linear(width, width)
        self.classes = nn.Linear(width, len(CLASSES))
        self.claim, self.member = nn.Linear(width, width), nn.Linear(width, width)
        self.cls = nn.Embedding(len(CLASSES), width)
        self.between = nn.Embedding(2 * len(DISTANCES) + 2, width)
        self.fields = nn.Linear(width, len(FIELDS))
        self.status = nn.Linear(width, len(STATUSES))
        self.earlier, self.later = nn.Linear(width, width), nn.Linear(width, width)
        self.gap = nn.Embedding(2 * len(DISTANCES) + 2, width)
        self.same = nn.Linear(width, 1)
        self.new = nn.Linear(width, 1)
        self.drop = Dropout(dropout)
        with torch.no_grad():  # hardly any pair says anything
            self.classes.bias.fill_(-6.0)
            self.fields.bias.fill_(-3.0)
            self.words.bias.fill_(-3.0)

    def nodes(self, states: Tensor, nodes: Nodes) -> Tensor:
        """One vector a node, of its first token and the mean of all."""
        sums = sums_of(states)
        both = torch.cat([states[nodes.first], mean(sums, nodes.first, nodes.last)], dim=-1)
        return self.drop(functional.gelu(self.node(both) + self.sort(nodes.types)))

    def pairs(self, states: Tensor, vectors: Tensor, nodes: Nodes, subjects: Tensor, objects: Tensor) -> Tensor:
        """Hidden features of ordered pairs, given by the indices of their nodes (pairs, width).

        Beside both nodes they hold the mean of the tokens between them and of those on either side.
        """
        sums = sums_of(states)
        low = torch.minimum(nodes.last[subjects], nodes.last[objects])
        high = torch.maximum(nodes.first[subjects], nodes.first[objects])
        front = torch.minimum(nodes.first[subjects], nodes.first[objects])
        back = torch.maximum(nodes.last[subjects], nodes.last[objects])
        around = (
            self.inside(mean(sums, low, torch.maximum(high, low)))
            + self.ahead(mean(sums, torch.maximum(front - AROUND, nodes.begin[subjects]), front))
            + self.behind(mean(sums, back, torch.minimum(back + AROUND, nodes.end[subjects])))
        )
        distance = self.distance(bucket(nodes.first[objects] - nodes.first[subjects]))
        apart = self.apart((nodes.sentences[objects] - nodes.sentences[subjects]).clamp(-REACH, REACH) + REACH)
        crossed = self.left(vectors)[subjects] * self.right(vectors)[objects]
        mixed = self.subject(vectors)[subjects] + self.object(vectors)[objects] + crossed + around + distance + apart
        mixed = self.drop(functional.gelu(mixed))
        return self.drop(functional.gelu(self.mixed(mixed)) + mixed)

    def members(
        self, pairs: Tensor, classes: Tensor, vectors: Tensor, nodes: Nodes, objects: Tensor, claims: Tensor, places: Tensor
    ) -> Tensor:
        """Scores that a node fills each field of a claim (one row for each of `claims` with its node in `places`).

        `pairs` are the features of the claims' pairs, `objects` their second nodes.
        """
        claim = self.claim(pairs) + self.cls(classes)
        place = self.between(bucket(nodes.first[places] - nodes.first[objects][claims]))
        mixed = functional.gelu(claim[claims] + self.member(vectors)[places] + place)
        scores: Tensor = self.fields(self.drop(mixed))
        return scores

    def statuses(self, pairs: Tensor, classes: Tensor) -> Tensor:
        """Status scores of claims."""
        return self.status(self.drop(functional.gelu(self.claim(pairs) + self.cls(classes))))

    def references(self, vectors: Tensor, nodes: Nodes, later: Tensor, earlier: Tensor) -> Tensor:
        """Scores that a node means an earlier one; where both are the same, that it means none."""
        mixed = functional.gelu(
            self.later(vectors)[later] * self.earlier(vectors)[earlier]
            + self.gap(bucket(nodes.first[earlier] - nodes.first[later]))
            + vectors[earlier]
        )
        scores = self.same(self.drop(mixed)).squeeze(-1)
        return torch.where(later == earlier, self.new(vectors).squeeze(-1)[later], scores)


def sums_of(states: Tensor) -> Tensor:
    """Running sums of token states, a zero row first; wide numbers, since whole batches are summed."""
    return functional.pad(states.double().cumsum(dim=0), (0, 0, 1, 0))


def mean(sums: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """The mean state of token ranges; zero for an empty one."""
    return ((sums[last] - sums[first]) / (last - first).clamp(min=1)[:, None]).float()


def bucket(gap: Tensor) -> Tensor:
    """The signed bucket of a distance in tokens, 0 to 2 * len(DISTANCES) + 1."""
    size = torch.bucketize(gap.abs(), torch.tensor(DISTANCES, device=gap.device), right=True)
    return torch.where(gap < 0, size, size + len(DISTANCES) + 1)
