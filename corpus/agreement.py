"""How far two annotators agree: `python corpus/agreement.py`. Scores the second annotation as if it were a reader's.

The second annotators saw the plain text of a tenth of the passages and the guide, never the first annotation.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from interlock.evaluation import score_document, total
from interlock.evaluation.passage_claims import PassageClaim
from interlock.evaluation.passage_gold import gold_records, quantity_record
from interlock.evaluation.passages import AUTHOR, Passage, read_passages
from interlock.vocabulary import Kind

_FOLDER = Path(__file__).parent / "passages"


def main() -> int:
    """Print agreement on mentions and claims, per language and in all."""
    first = _passages(_FOLDER / "train") | _passages(_FOLDER / "development") | _passages(_FOLDER / "test")
    second = _passages(_FOLDER / "second")
    pairs = [(first[name], second[name]) for name in sorted(second.keys() & first.keys())]
    same = [(one, other) for one, other in pairs if one.text == other.text]
    sys.stdout.write(f"{len(second)} passages annotated twice, {len(second) - len(same)} left out (text differs or id unknown)\n")
    for language in (*sorted({one.language for one, _ in same}), "all"):
        chosen = [(one, other) for one, other in same if language in (one.language, "all")]
        sums = total([score_document(gold_records(one), _claims(other, one), one.text) for one, other in chosen])
        record = sums.record()
        told = " ".join(f"{name} {record[name]['f1']:.3f}" for name in ("edges", "full", "family", "speech"))
        shares = " ".join(
            f"{name} {record[name]['accuracy']:.3f} of {record[name]['n']}" for name in ("status", "bound", "date", "attributed")
        )
        sys.stdout.write(
            f"{language:8} {len(chosen):3} passages, mentions {_mentions(chosen):.3f}, F1: {told}; agreeing: {shares}\n"
        )
    return 0


def _passages(folder: Path) -> dict[str, Passage]:
    return {passage.id: passage for path in sorted(folder.glob("*.txt")) for passage in read_passages(path)[0]}


def _mentions(pairs: list[tuple[Passage, Passage]]) -> float:
    """F1 of marked places."""
    both = sum(len(_places(one) & _places(other)) for one, other in pairs)
    return 2 * both / max(1, sum(len(_places(one)) + len(_places(other)) for one, other in pairs))


def _places(passage: Passage) -> set[tuple[int, int]]:
    return {(mention.start, mention.end) for mention in passage.mentions}


def _claims(passage: Passage, first: Passage) -> list[dict[str, Any]]:
    """The second annotation in the form of a reader's claims.

    An actor is called as the first annotator calls it where both mark it at the same place: spelling is no disagreement.
    """
    keys = {(mention.start, mention.end): mention.key for mention in first.mentions}
    names: dict[str, dict[str, Any]] = {AUTHOR: {"name": "document author", "kind": "person"}}
    for key, actor in passage.actors.items():
        places = [(m.start, m.end) for m in passage.mentions if m.key == key]
        known = next((first.actors[keys[place]].name for place in places if place in keys), actor.name)
        mention = passage.text[slice(*places[0])] if places else ""
        group = "group: " if actor.kind == "group" else ""
        names[key] = {"name": group + known, "kind": str(actor.kind), "mention": mention}
    return [_record(claim, names) for claim in passage.claims]


def _record(claim: PassageClaim, names: dict[str, dict[str, Any]]) -> dict[str, Any]:
    record: dict[str, Any] = {
        "kind": str(claim.kind),
        "subject": names[claim.subjects[0]],
        "object": names[claim.objects[0]] if claim.objects and claim.kind is not Kind.REPORTS else None,
        "metric": claim.metric,
        "status": claim.status,
        "date": claim.date,
        "attributed_to": [names[key] for key in claim.sources],
        "evidence": {"start": claim.evidence.start, "end": claim.evidence.end, "quote": claim.evidence.text},
    }
    record |= {name: quantity_record(quantity) for name, quantity in claim.quantities.items()}
    return record


if __name__ == "__main__":
    sys.exit(main())
