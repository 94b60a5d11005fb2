"""Answers about judgements: the log, and the pairs that are open."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from interlock.atlas import load_atlas
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.answers import Answer, count_note
from interlock.pipeline.candidates import open_pairs
from interlock.pipeline.judging import Candidate, judgements_text, queue
from interlock.reporting.tables import Column, table


def answer_judgements(ledger: Path, width: int) -> Answer:
    """The log of judgements as a table."""
    notes: list[str] = []

    def pieces() -> Iterator[str]:
        with ResolvedView(ledger) as view:
            rows = view.judgements()
        columns = (
            Column("Id"),
            Column("When"),
            Column("Who", shrinks=True, least=6),
            Column("Verdict"),
            Column("About"),
            Column("Left", shrinks=True, least=10),
            Column("Right", shrinks=True, least=10),
            Column("Why", shrinks=True, least=10),
        )
        if rows:
            yield table(columns, judgements_text(rows, frozenset(row.undoes for row in rows if row.undoes)), width)
        notes.append(count_note(len(rows), len(rows), "judgement"))

    return Answer(pieces(), notes)


def open_candidates(ledger: Path, atlas_files: Iterable[Path] = ()) -> list[Candidate]:
    """The pairs on which nobody has judged yet, the likeliest first."""
    with ResolvedView(ledger) as view:
        return list(queue(view, open_pairs(view, load_atlas(tuple(atlas_files)))))


def candidate_lines(candidates: Iterable[Candidate]) -> Iterator[str]:
    """Pairs as JSON lines."""
    for each in candidates:
        record = {
            "about": str(each.left.about),
            "left": each.left.id,
            "right": each.right.id,
            "score": each.score,
            "why": each.why,
            "context": list(each.context),
        }
        yield json.dumps(record, ensure_ascii=False) + "\n"
