"""Scores readers on labelled passages, as `interlock bench` does on articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from interlock.evaluation import DocumentScore, score_document, total
from interlock.evaluation.passage_gold import gold_records
from interlock.evaluation.passages import Passage
from interlock.vocabulary import Claim, Document, claim_to_record
from training.examples import document_of

Read = Callable[[Document], Sequence[Claim]]


def score_passages(passages: Sequence[Passage], read: Read) -> dict[str, list[DocumentScore]]:
    """Scores per language, one for each passage."""
    found: dict[str, list[DocumentScore]] = {}
    for passage in passages:
        document = document_of(passage)
        records = [claim_to_record(claim) for claim in read(document)]
        found.setdefault(passage.language, []).append(score_document(gold_records(passage), records, document.text))
    return found


def lines(scores: dict[str, list[DocumentScore]]) -> list[str]:
    """Edges, speech and shares per language, a line each."""
    told = []
    for name, documents in [*sorted(scores.items()), ("all", [score for many in scores.values() for score in many])]:
        sums = total(documents)
        record = sums.record()
        shares = " ".join(
            f"{share} {record[share]['accuracy']:.2f}/{record[share]['n']}" for share in ("status", "bound", "date", "attributed")
        )
        edges, full, speech = record["edges"], record["full"], record["speech"]
        told.append(
            f"{name:8} gold {sums.gold:4} edges P {edges['precision']:.3f} R {edges['recall']:.3f} F1 {edges['f1']:.3f} "
            f"full {full['f1']:.3f} speech {speech['f1']:.3f} {shares}"
        )
    return told
