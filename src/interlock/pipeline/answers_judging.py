"""Answers about judgements: the log, and the pairs that are open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from interlock.atlas import load_atlas
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.answers import Answer, count_note
from interlock.pipeline.candidates import open_pairs
from interlock.pipeline.judging import Candidate, queue
from interlock.reporting import json_lines
from interlock.reporting.judgements import judgements_text


def answer_judgements(ledger: Path, width: int) -> Answer:
    """The log of judgements as a table."""
    notes: list[str] = []

    def pieces() -> Iterator[str]:
        with ResolvedView(ledger) as view:
            rows = view.judgements()
        if rows:
            yield judgements_text(rows, width)
        notes.append(count_note(len(rows), len(rows), "judgement"))

    return Answer(pieces(), notes)


def open_candidates(ledger: Path, atlas_files: Iterable[Path] = (), limit: int | None = None) -> list[Candidate]:
    """The pairs on which nobody has judged yet, the likeliest first, at most `limit` of them."""
    with ResolvedView(ledger) as view:
        return list(islice(queue(view, open_pairs(view, load_atlas(tuple(atlas_files)))), limit))


def candidate_lines(candidates: Iterable[Candidate]) -> Iterator[str]:
    """Pairs as JSON lines."""
    return json_lines(
        {
            "about": str(each.left.about),
            "left": each.left.id,
            "right": each.right.id,
            "score": each.score,
            "why": each.why,
            "context": list(each.context),
        }
        for each in candidates
    )
