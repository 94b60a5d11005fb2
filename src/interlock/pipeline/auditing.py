"""The arithmetic of the ledger's documents: their figures are found anew and handed to the audit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from interlock.atlas import load_atlas
from interlock.extraction.analysis import Analyser
from interlock.languages import Language, load_languages
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.answers import Answer, Form, count_note, cut
from interlock.reporting import csv_text, json_lines
from interlock.reporting.sums import SUM_HEAD, sum_records, sum_rows, sums_text
from interlock.resolution.audit import audit
from interlock.resolution.audit_claims import audit_claims
from interlock.vocabulary import Claim, Document, Fact, Money
from interlock.vocabulary.audit import Check, Figure, Sum

__all__ = ["Auditor", "Check", "answer_audit"]


class Auditor:
    """Checks the arithmetic of documents. Build it once: it loads names and languages."""

    def __init__(self, atlas_files: Iterable[Path] = (), languages: Sequence[Language] | None = None) -> None:
        self._analyser = Analyser(languages or load_languages(), load_atlas(tuple(atlas_files)), loose=True)

    def sums(self, document: Document, claims: Sequence[Claim], facts: Sequence[Fact] = ()) -> list[Sum]:
        """The sums that a document states or allows."""
        analysis = self._analyser.analyse(document)
        sentences: dict[int, tuple[str, str]] = {}
        figures: list[Figure] = []
        for number, passage in enumerate(analysis.passages):
            start, end = passage.sentence.start, passage.sentence.end
            sentences[number] = analysis.document.text[start:end], passage.sentence.language
            for found in passage.figures:
                measure = found.field
                if isinstance(found.quantity, Money):
                    measure = found.quantity.currency or "money"
                words = analysis.document.text[found.start : found.end]
                figures.append(Figure(found.start, found.end, words, measure, found.quantity, number))
        return [*audit(sentences, figures), *audit_claims(claims, figures, facts)]


def answer_audit(
    ledger: Path,
    checks: Sequence[Check],
    document: str | None,
    limit: int | None,
    form: Form,
    width: int,
    atlas: Sequence[Path] = (),
) -> Answer:
    """The sums of the ledger's documents."""
    notes: list[str] = []

    def pieces() -> Iterator[str]:
        with ResolvedView(ledger) as view, view.steady():
            auditor, facts = Auditor(atlas), tuple(view.facts())
            rows = [
                (paper, each)
                for paper, claims in view.told()
                if document is None or paper.id.startswith(document.lower()) or document in paper.address
                for each in auditor.sums(paper, claims, facts)
                if not checks or each.check in checks
            ]
        shown = cut(rows, limit, form)
        if form is Form.JSON:
            yield from json_lines(sum_records(shown))
        elif form is Form.CSV:
            yield from csv_text(sum_rows(shown), SUM_HEAD)
        else:
            if shown:
                yield sums_text(shown, width)
            notes.append(count_note(len(rows), len(shown), "sum"))

    return Answer(pieces(), notes)
