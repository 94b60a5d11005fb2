"""Windows as tensors for a batch: all tokens, nodes and pairs of its windows stand one window behind the other."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

import torch
from torch import Tensor

from interlock.extraction.neural.encoding import ACTOR_TYPES, DATE, NODE_TYPES, QUANTITY_TYPES, Pieces, token_ranges
from interlock.extraction.neural.labels import FIELDS
from interlock.extraction.neural.nodes import may_pair
from training.examples import Example
from training.network import Nodes

_TYPE = {name: index for index, name in enumerate(NODE_TYPES)}
_STEP = 16
"""Windows are padded to a multiple of so many tokens, so that few shapes occur."""

T = TypeVar("T", "Batch", Nodes)


@dataclass
class Batch:
    """Windows with the targets of all losses. Rows of `Nodes`, pairs and tokens are counted through the whole batch."""

    examples: list[Example]  # for probes; empty where the batch is trained on
    ids: Tensor  # (windows, tokens), padded
    hints: Tensor
    mask: Tensor
    hidden: Tensor  # (pieces of names, 2): place among the unpadded tokens, number of the actor
    names: int  # actors that may be hidden
    nodes: Nodes
    subjects: Tensor  # the pairs that may be something, by their nodes
    objects: Tensor
    targets: Tensor  # (right pairs, 2): pair, class
    ignored: Tensor  # (pairs neither right nor wrong, 2)
    pair_of: Tensor  # of each claim: pair, class, status (-1 where none is told)
    classes: Tensor
    status: Tensor
    claims: Tensor  # what may fill a field: claim, node
    places: Tensor
    fields: Tensor  # (those, fields): whether it does
    counted: Tensor
    later: Tensor  # what may refer: node, node that it may mean, row and column of the table of both
    earlier: Tensor
    row: Tensor
    column: Tensor
    means: Tensor
    inner: Tensor  # tokens that stand in the text, with their tags
    tags: Tensor  # (tokens in the text, 4): kinds, letters in front and behind, conditions
    words: Tensor  # (tokens in evidence, 2): token, class of the claim


def batches_of(examples: Sequence[Example], pieces: Pieces, size: int, chance: random.Random) -> list[Batch]:
    """Batches of windows of about the same length, in random order."""
    order = sorted(range(len(examples)), key=lambda place: len(examples[place].window.ids) + chance.random() * 12)
    parts = [order[at : at + size] for at in range(0, len(order), size)]
    chance.shuffle(parts)
    return [replace(make_batch([examples[place] for place in part], pieces), examples=[]) for part in parts]


def make_batch(examples: Sequence[Example], pieces: Pieces) -> Batch:
    """The windows as one batch."""
    longest = max(len(example.window.ids) for example in examples)
    longest = -(-longest // _STEP) * _STEP
    ids = torch.full((len(examples), longest), pieces.pad)
    hints = torch.zeros(len(examples), longest, dtype=torch.long)
    mask = torch.zeros(len(examples), longest, dtype=torch.bool)
    rows = _Rows()
    for number, example in enumerate(examples):
        length = len(example.window.ids)
        ids[number, :length] = torch.tensor(example.window.ids)
        hints[number, :length] = torch.tensor(example.window.hints)
        mask[number, :length] = True
        rows.add(example)
    return rows.batch(list(examples), ids, hints, mask)


def to_device(batch: T, device: torch.device) -> T:
    """A batch, or its nodes, with the tensors on a device."""
    moved = {}
    for part in fields(batch):
        value = getattr(batch, part.name)
        if isinstance(value, Tensor):
            moved[part.name] = value.to(device, non_blocking=True)
        elif isinstance(value, Nodes):
            moved[part.name] = to_device(value, device)
    return replace(batch, **moved)


_COLUMNS = {
    "hidden": 2, "first": 0, "last": 0, "types": 0, "sentences": 0, "begin": 0, "end": 0, "subjects": 0, "objects": 0,
    "targets": 2, "ignored": 2, "pair_of": 0, "classes": 0, "status": 0, "claims": 0, "places": 0, "fields": len(FIELDS),
    "counted": len(FIELDS), "later": 0, "earlier": 0, "row": 0, "column": 0, "means": 0, "inner": 0, "tags": 4, "words": 2,
}  # fmt: skip
_NODES = ("first", "last", "types", "sentences", "begin", "end")
_TRUTHS = ("fields", "counted", "means")


class _Rows:
    """Gathers the rows of a batch, window by window."""

    def __init__(self) -> None:
        self._found: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
        self._tokens = self._names = self._rows = 0

    def add(self, example: Example) -> None:
        """The rows of the next window."""
        found, tokens, nodes = self._found, self._tokens, len(self._found["first"])
        length = len(example.window.ids)
        ranges = token_ranges(example.window, example.nodes)
        found["first"] += [tokens + first for first, _ in ranges]
        found["last"] += [tokens + last for _, last in ranges]
        found["types"] += [_TYPE[node.type] for node in example.nodes]
        found["sentences"] += example.sentence
        found["begin"] += [tokens] * len(ranges)
        found["end"] += [tokens + length] * len(ranges)
        self._names_of(example, ranges)
        self._pairs(example, nodes)
        self._references(example, ranges, nodes)
        inner = length - 2
        found["inner"] += range(tokens + 1, tokens + 1 + inner)
        tags = example.tags
        found["tags"] += zip(tags.kinds, tags.front, tags.back, tags.conditions, strict=True)
        words = set()
        for cls, start, end in example.evidence:
            words |= {(tokens + token, cls) for token in range(*example.window.tokens(start, end)) if token < length}
        found["words"] += sorted(words)
        self._tokens += length

    def _names_of(self, example: Example, ranges: Sequence[tuple[int, int]]) -> None:
        numbers = {key: self._names + number for number, key in enumerate(dict.fromkeys(example.keys))}
        for key, node, (first, last) in zip(example.keys, example.nodes, ranges, strict=True):
            if node.is_actor:
                self._found["hidden"] += [(self._tokens + token, numbers[key]) for token in range(first, last)]
        self._names += len(numbers)

    def _pairs(self, example: Example, nodes: int) -> None:
        found, before = self._found, len(self._found["subjects"])
        subjects, objects = may_pair(example.nodes, example.sentence).nonzero()
        pairs = zip(subjects.tolist(), objects.tolist(), strict=True)
        row = {pair: before + place for place, pair in enumerate(pairs)}
        found["subjects"] += (subjects + nodes).tolist()
        found["objects"] += (objects + nodes).tolist()
        claims = [claim for claim in example.claims if (claim.subject, claim.object) in row]
        targets = {(row[claim.subject, claim.object], claim.cls) for claim in claims}
        ignored = {(row[i, j], cls) for i, j, cls in example.ignored if (i, j) in row}
        found["targets"] += sorted(targets)
        found["ignored"] += sorted(ignored - targets)
        of_field = [_may_fill(node.type) for node in example.nodes]
        fillers = [index for index, may in enumerate(of_field) if any(may)]
        for claim in claims:
            number = len(found["classes"])
            found["pair_of"].append(row[claim.subject, claim.object])
            found["classes"].append(claim.cls)
            found["status"].append(claim.status)
            found["claims"] += [number] * len(fillers)
            found["places"] += [nodes + index for index in fillers]
            found["counted"] += [of_field[index] for index in fillers]
            names = range(len(FIELDS))
            found["fields"] += [[index in claim.fields.get(name, ()) for name in names] for index in fillers]

    def _references(self, example: Example, ranges: Sequence[tuple[int, int]], nodes: int) -> None:
        """Nodes that may refer, the nodes that each may mean, and those it does mean (itself where none before)."""
        found = self._found
        actors = [index for index, node in enumerate(example.nodes) if node.is_actor]
        for index in sorted(example.antecedent):
            earlier = [other for other in actors if ranges[other][0] < ranges[index][0]]
            same = [example.keys[other] is not None and example.keys[other] == example.keys[index] for other in earlier]
            found["later"] += [nodes + index] * (len(earlier) + 1)
            found["earlier"] += [nodes + index, *(nodes + other for other in earlier)]
            found["row"] += [self._rows] * (len(earlier) + 1)
            found["column"] += range(len(earlier) + 1)
            found["means"] += [not any(same), *same]
            self._rows += 1

    def batch(self, examples: list[Example], ids: Tensor, hints: Tensor, mask: Tensor) -> Batch:
        """What was gathered."""
        made = {}
        for name, columns in _COLUMNS.items():
            kind = torch.bool if name in _TRUTHS else torch.long
            made[name] = torch.tensor(self._found[name], dtype=kind)
            if columns:
                made[name] = made[name].reshape(-1, columns)
        nodes = Nodes(*(made.pop(name) for name in _NODES))
        return Batch(examples=examples, ids=ids, hints=hints, mask=mask, names=self._names, nodes=nodes, **made)


def _may_fill(name: str) -> list[bool]:
    """Which fields a node of a type may fill."""
    actor = name in ACTOR_TYPES
    may = {"quantity": name in QUANTITY_TYPES, "date": name == DATE, "source": actor, "origin": actor}
    return [may[field] for field in FIELDS]
