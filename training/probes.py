"""How well the network tags and ranks, apart from everything around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import torch
from torch import Tensor

from interlock.extraction.neural.encoding import Pieces
from interlock.extraction.neural.tagging import decode_actors
from training.batches import Batch, make_batch, to_device
from training.examples import Example
from training.trainer import Network, Scores, hidden_ids, score

_SIZE = 16
_LEAST = 0.05
"""Chance from which a pair is ranked."""


class Probe:
    """The development part, ready to be asked at the end of each epoch."""

    def __init__(self, examples: Sequence[Example], pieces: Pieces, device: torch.device) -> None:
        ordered = sorted(examples, key=lambda example: len(example.window.ids))
        parts = [ordered[at : at + _SIZE] for at in range(0, len(ordered), _SIZE)]
        self._batches = [to_device(make_batch(part, pieces), device) for part in parts]

    def ask(self, model: Network) -> tuple[float, str]:
        """The mean of the F1 of tags and of pairs; in words F1 of tags per language (exact place; with kind), best F1 of pairs
        given gold's mentions, with those of each language from the same level, status and references."""
        counts: dict[str, list[int]] = {}
        found: dict[str, list[tuple[float, bool]]] = {}
        wanted: dict[str, int] = {}
        status = statuses = linked = links = 0
        for batch in self._batches:
            with torch.no_grad():
                scores = score(model, batch, hidden_ids(batch, 0.0, 0))
            _count_tags(batch, scores.tags, counts)
            _rank(batch, scores.pairs.sigmoid(), found, wanted)
            known = batch.status >= 0
            status += int((scores.status.argmax(dim=-1) == batch.status)[known].sum())
            statuses += int(known.sum())
            right, told = _links(batch, scores)
            linked, links = linked + right, links + told
        tags = " ".join(
            f"{name} {2 * placed / max(1, told):.3f}/{2 * right / max(1, told):.3f}"
            for name, (placed, right, told) in sorted(counts.items())
        )
        every = [item for items in found.values() for item in items]
        f1, precision, recall, level = best_f1(every, sum(wanted.values()))
        pairs = " ".join(f"{name} {f1_from(found[name], wanted[name], level):.3f}" for name in sorted(found))
        words = (
            f"tags {tags}; pairs F1 {f1:.3f} P {precision:.3f} R {recall:.3f} from {level:.2f}, {pairs}; "
            f"status {status / max(1, statuses):.3f}; references {linked / max(1, links):.3f}"
        )
        _, right, told = counts["all"]
        return (2 * right / max(1, told) + f1) / 2, words


def _count_tags(batch: Batch, scores: Tensor, counts: dict[str, list[int]]) -> None:
    at, table = 0, scores.float().cpu().numpy()
    for example in batch.examples:
        passage, offsets = example.passage, example.window.offsets
        got = {(span.start, span.end): span.kind for span in decode_actors(table[at : at + len(offsets)], offsets)}
        at += len(offsets)
        gold = {(m.start, m.end): passage.actors[m.key].kind for m in passage.mentions}
        placed = len(gold.keys() & got.keys())
        right = sum(gold.get(place) == kind for place, kind in got.items())
        for name in ("all", passage.language):
            row = counts.setdefault(name, [0, 0, 0])
            row[0], row[1], row[2] = row[0] + placed, row[1] + right, row[2] + len(gold) + len(got)


def _rank(batch: Batch, chances: Tensor, found: dict[str, list[tuple[float, bool]]], wanted: dict[str, int]) -> None:
    """(subject, object, class) by actor with the best chance of each and whether gold has it; how many gold has."""
    actors = [
        (number, key if key is not None else f"#{index}")
        for number, example in enumerate(batch.examples)
        for index, key in enumerate(example.keys)
    ]
    rows, classes = (chances > _LEAST).nonzero(as_tuple=True)
    subjects, objects = batch.subjects[rows].tolist(), batch.objects[rows].tolist()
    best: dict[tuple[int, str, str, int], float] = {}
    told = zip(subjects, objects, classes.tolist(), chances[rows, classes].tolist(), strict=True)
    for subject, target, cls, chance in told:
        key = (*actors[subject], actors[target][1], cls)
        best[key] = max(best.get(key, 0.0), chance)
    gold = set()
    for number, example in enumerate(batch.examples):
        names = [key if key is not None else f"#{index}" for index, key in enumerate(example.keys)]
        mine = {(number, names[c.subject], names[c.object], c.cls) for c in example.claims}
        gold |= mine
        wanted[example.passage.language] = wanted.get(example.passage.language, 0) + len(mine)
        found.setdefault(example.passage.language, [])
    for key, chance in best.items():
        found[batch.examples[key[0]].passage.language].append((chance, key in gold))


def _links(batch: Batch, scores: Scores) -> tuple[int, int]:
    """How many references are right, of how many."""
    if not len(batch.row):
        return 0, 0
    best = scores.references.argmax(dim=-1)
    return int((batch.means & (batch.column == best[batch.row])).sum()), len(best)


def best_f1(found: Iterable[tuple[float, bool]], wanted: int) -> tuple[float, float, float, float]:
    """The best F1 over all levels, with its precision, recall and level."""
    hits, best = 0, (0.0, 0.0, 0.0, 1.0)
    for count, (chance, right) in enumerate(sorted(found, reverse=True), start=1):
        hits += right
        f1 = 2 * hits / (count + wanted)
        if f1 > best[0]:
            best = f1, hits / count, hits / max(1, wanted), chance
    return best


def f1_from(found: Sequence[tuple[float, bool]], wanted: int, level: float) -> float:
    """The F1 of what is at least so probable."""
    told = [right for chance, right in found if chance >= level]
    return 2 * sum(told) / max(1, len(told) + wanted)
