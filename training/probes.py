"""How well the network tags and ranks, apart from everything around it."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from interlock.extraction.neural.encoding import Pieces
from interlock.extraction.neural.tagging import decode_actors
from training.trainer import Network, Prepared, padded


def probe(model: Network, examples: Sequence[Prepared], pieces: Pieces) -> str:
    """F1 of tags per language (exact place; with kind), best F1 of pairs given gold's mentions, status and references."""
    counts: dict[str, list[int]] = {}
    found: list[tuple[float, bool]] = []
    wanted = status = statuses = linked = links = 0
    with torch.no_grad():
        for prepared in examples:
            states = model.states(*padded([prepared], pieces))[0][: len(prepared.example.window.ids)]
            _count_tags(model, prepared, states, counts)
            vectors = model.heads.nodes(states, prepared.nodes)
            pairs = model.heads.pairs(states, vectors, prepared.nodes, prepared.subjects, prepared.objects)
            ranked, gold = _ranked(prepared, torch.sigmoid(model.heads.classes(pairs)))
            found += ranked
            wanted += gold
            known = prepared.status >= 0
            if bool(known.any()):
                told = model.heads.statuses(pairs[prepared.pair_of], prepared.classes).argmax(dim=-1)
                status += int((told == prepared.status)[known].sum())
                statuses += int(known.sum())
            if len(prepared.referring):
                scores = model.heads.references(vectors, prepared.nodes)[prepared.referring]
                best = scores.masked_fill(~prepared.may_mean, -1e4).argmax(dim=-1)
                linked += int(prepared.means[torch.arange(len(best)), best].sum())
                links += len(best)
    tags = " ".join(
        f"{name} {2 * placed / max(1, told):.3f}/{2 * right / max(1, told):.3f}"
        for name, (placed, right, told) in sorted(counts.items())
    )
    f1, precision, recall, level = best_f1(found, wanted)
    return (
        f"tags {tags}; pairs F1 {f1:.3f} P {precision:.3f} R {recall:.3f} from {level:.2f}; "
        f"status {status / max(1, statuses):.3f}; references {linked / max(1, links):.3f}"
    )


def _count_tags(model: Network, prepared: Prepared, states: torch.Tensor, counts: dict[str, list[int]]) -> None:
    passage = prepared.example.passage
    scores = model.heads.tags(states[1:-1]).numpy()
    got = {(span.start, span.end): span.kind for span in decode_actors(scores, prepared.example.window.offsets)}
    gold = {(m.start, m.end): passage.actors[m.key].kind for m in passage.mentions}
    placed = len(gold.keys() & got.keys())
    right = sum(gold.get(place) == kind for place, kind in got.items())
    for name in ("all", passage.language):
        row = counts.setdefault(name, [0, 0, 0])
        row[0], row[1], row[2] = row[0] + placed, row[1] + right, row[2] + len(gold) + len(got)


def _ranked(prepared: Prepared, chances: torch.Tensor) -> tuple[list[tuple[float, bool]], int]:
    """(subject, object, class) by actor with the best chance of each and whether gold has it; how many gold has."""
    keys = [key if key is not None else f"#{index}" for index, key in enumerate(prepared.example.keys)]
    gold = {(keys[c.subject], keys[c.object], c.cls) for c in prepared.example.claims}
    best: dict[tuple[str, str, int], float] = {}
    for row, cls in (chances > 0.05).nonzero().tolist():
        key = (keys[int(prepared.subjects[row])], keys[int(prepared.objects[row])], cls)
        best[key] = max(best.get(key, 0.0), chances[row, cls].item())
    return [(chance, key in gold) for key, chance in best.items()], len(gold)


def best_f1(found: Sequence[tuple[float, bool]], wanted: int) -> tuple[float, float, float, float]:
    """The best F1 over all levels, with its precision, recall and level."""
    hits, best = 0, (0.0, 0.0, 0.0, 1.0)
    for count, (chance, right) in enumerate(sorted(found, reverse=True), start=1):
        hits += right
        f1 = 2 * hits / (count + wanted)
        if f1 > best[0]:
            best = f1, hits / count, hits / max(1, wanted), chance
    return best
