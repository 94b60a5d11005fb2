"""A run: documents in, claims into the ledger. What is finished stays finished, whatever ends the run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from interlock.languages.searching import SEGMENTATION
from interlock.ledger import LedgerWriter
from interlock.pipeline.engine import OnFailure, ReaderFailed, Source, from_paths, made_here, now, run_readers
from interlock.pipeline.readers import MakeReaders, readers_of
from interlock.pipeline.settings import Settings
from interlock.vocabulary import Document, UnreadableDocument


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come. `address` is the document just finished."""

    read: int
    known: int
    failed: int
    claims_new: int
    address: str


@dataclass(frozen=True, slots=True)
class RunReport:
    """How a run ended: documents read, known already and failed, claims new, and the seconds it took."""

    read: int
    known: int
    failed: int
    claims_new: int
    seconds: float


OnProgress = Callable[[Progress], None]


@dataclass(slots=True)
class _Tally:
    read: int = 0
    known: int = 0
    failed: int = 0
    claims_new: int = 0


def read_into_ledger(
    paths: Sequence[str],
    ledger: Path,
    settings: Settings,
    progress: OnProgress | None = None,
    on_failure: OnFailure | None = None,
    *,
    source: Source = from_paths,
    readers: MakeReaders | None = None,
    clock: Callable[[], str] = now,
    resolving: bool = True,
) -> RunReport:
    """Read what the ledger does not know yet. A document and its claims go in together, one document at a time.

    A document that every reader has read in its present version is passed over. A failing one is handed to
    `on_failure`, noted in the ledger, and tried again by the next run. At the end actors, stories and facts are brought
    up to date, unless `resolving` is False. Raises FileNotFoundError for a missing path
    before anything is read, LedgerError where the ledger cannot be used.
    """
    began, tally = time.monotonic(), _Tally()
    here, make = made_here(readers or readers_of(settings), settings.workers)
    names = [reader.name for reader in here]
    with LedgerWriter(ledger, segmentation=SEGMENTATION) as writer:
        writer.begin_run(clock(), names, list(paths))

        def failed(error: UnreadableDocument) -> None:
            tally.failed += 1
            writer.add_failure(error.address, error.reason)
            if on_failure is not None:
                on_failure(error)
            tell(error.address)

        def tell(address: str) -> None:
            if progress is not None:
                progress(Progress(tally.read, tally.known, tally.failed, tally.claims_new, address))

        def unknown() -> Iterator[Document]:
            for document in source(paths, clock(), failed):
                if writer.has_read(document.id, names):
                    tally.known += 1
                    tell(document.address)
                else:
                    yield document

        for document, readings in run_readers(unknown(), make, settings.workers):
            unfinished = isinstance(readings, ReaderFailed)
            found = readings.found if isinstance(readings, ReaderFailed) else readings
            if isinstance(readings, ReaderFailed):
                failed(UnreadableDocument(document.address, readings.reason))
                if not found:
                    continue
            try:
                tally.claims_new += writer.add(document, found, clock())
            except ValueError as error:
                failed(UnreadableDocument(document.address, f"it cannot be kept: {error}"))
                continue
            if not unfinished:
                tally.read += 1
                tell(document.address)
        writer.end_run(clock(), read=tally.read, known=tally.known, failed=tally.failed, claims_new=tally.claims_new)
    if resolving:
        from interlock.pipeline.resolving import resolve_ledger  # most verbs do without it: they start faster

        resolve_ledger(ledger, settings.atlas)
    return RunReport(tally.read, tally.known, tally.failed, tally.claims_new, time.monotonic() - began)
