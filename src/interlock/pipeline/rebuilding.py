"""Making everything derived again, and telling whether it was what it should be."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.resolving import resolve_ledger


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """What a rebuild made, and whether it is what was there before."""

    documents: int
    facts: int
    stories: int
    actors: int
    unchanged: bool
    seconds: float


def rebuild(ledger: Path, atlas_files: Iterable[Path] = ()) -> RebuildReport:
    """Make actors, stories and facts of the ledger again. Raises LedgerError, LedgerMissing."""
    with ResolvedView(ledger, upgrade=True) as view:
        before = _digest(view)
    report = resolve_ledger(ledger, atlas_files, afresh=True)
    with ResolvedView(ledger) as view:
        counts = view.derived_counts()
        return RebuildReport(report.documents, *counts, _digest(view) == before, report.seconds)


def _digest(view: ResolvedView) -> str:
    total = hashlib.sha256()
    for line in view.derived_lines():
        total.update(line.encode("utf-8", "surrogatepass"))
    return total.hexdigest()
