"""Watching a list of sources: round after round, what is new is read into the ledger, and what that changed is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from interlock.ledger.horizon import EVERYTHING, Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.answers import Answer, Form, count_note, cut
from interlock.pipeline.changes import changes
from interlock.pipeline.engine import OnFailure, Source, now
from interlock.pipeline.gathering import Gathering, name_of_ledger
from interlock.pipeline.knowledge import Knowledge, knowledge
from interlock.pipeline.readers import MakeReaders, Reads, readers_of
from interlock.pipeline.runs import OnProgress, RunReport, read_into_ledger
from interlock.pipeline.settings import Settings
from interlock.reading.sources.archive import Entry
from interlock.reading.sources.gathering import Gathered, Round
from interlock.reading.sources.lists import SourceList, read_source_list
from interlock.reporting import csv_text, json_lines
from interlock.reporting.change_rows import CHANGE_HEAD, change_records, change_rows, changes_text
from interlock.reporting.fact_model import FactChange
from interlock.vocabulary import Document, InterlockError, UnreadableDocument


@dataclass(frozen=True, slots=True)
class Watched:
    """How a round went: the run of the ledger, what was fetched for it, and what it changed."""

    run: RunReport
    gathered: Gathered
    changes: Sequence[FactChange]


class Watcher:
    """Goes over a list of sources, one round at a time. Each round is a run of the ledger."""

    def __init__(
        self,
        settings: Settings,
        gathering: Gathering,
        progress: OnProgress | None = None,
        on_failure: OnFailure | None = None,
        readers: MakeReaders | None = None,
    ) -> None:
        self._settings, self._gathering = settings, gathering
        self._progress, self._on_failure = progress, on_failure
        self._readers = _made_once(readers or readers_of(settings)) if settings.workers <= 1 else readers
        self._name = name_of_ledger(settings.ledger, gathering.archive.folder)
        self._last: SourceList | None = None
        self._known: Knowledge | None = None
        if not settings.ledger.exists() and not gathering.offline:
            gathering.archive.forget(self._name)

    def round(self, sources: Path) -> Watched:
        """One round over the list in a file, which is read anew each time.

        Raises DataFileError for a wrong list at the first round; later the list that was right before is gone over again.
        """
        wanted = self._list(sources)
        over = self._gathering.round(watching=True)

        def documents(paths: Sequence[str], retrieved: str | None, on_failure: OnFailure) -> Iterator[Document]:  # noqa: ARG001
            yield from over.kept(self._gathering.archive.unread(self._name), on_failure)
            yield from over.documents(wanted, on_failure)

        watched = self._run([str(sources)], documents, over)
        self._gathering.archive.end_round(self._name)
        return watched

    def replay(self) -> Iterator[Watched]:
        """The rounds that the archive holds, in their order, each as it went: nothing is fetched."""
        archive = self._gathering.archive
        for number in archive.rounds():
            over = self._gathering.round(watching=True)
            # The ledger made again is to know each thing when it could have known it.
            clock = partial(archive.moment_of, number)
            yield self._run([f"{archive.folder}, round {number}"], self._kept(over, number), over, clock)

    def _kept(self, over: Round, number: int) -> Source:
        archive = self._gathering.archive
        entries: list[Entry] = archive.documents_of(number)

        def documents(paths: Sequence[str], retrieved: str | None, on_failure: OnFailure) -> Iterator[Document]:  # noqa: ARG001
            for failure in archive.failures_of(number):
                on_failure(failure)
            yield from over.kept(entries, on_failure)

        return documents

    def _run(self, paths: list[str], documents: Source, over: Round, clock: Callable[[], str] = now) -> Watched:
        ledger, settings = self._settings.ledger, self._settings
        before = self._known or (self._knowledge() if ledger.exists() else None)  # nothing is known before the first run
        run = read_into_ledger(
            paths, ledger, settings, self._progress, self._on_failure, source=documents, readers=self._readers, clock=clock
        )
        self._known = before if before is not None and run.read == 0 else self._knowledge()
        if before is None:
            before = self._knowledge(Horizon(run=0))
        found = [] if before is self._known else changes(before, self._known)
        return Watched(run, over.told, found)

    def _knowledge(self, horizon: Horizon = EVERYTHING) -> Knowledge:
        with ResolvedView(self._settings.ledger) as view, view.steady():
            return knowledge(view, horizon, atlas_files=self._settings.atlas).settle()

    def _list(self, sources: Path) -> SourceList:
        try:
            self._last = read_source_list(sources)
        except (InterlockError, OSError) as error:
            if self._last is None:
                raise
            if self._on_failure is not None:
                told = error.strerror or str(error) if isinstance(error, OSError) else str(error)
                self._on_failure(UnreadableDocument(str(sources), f"the list as it was before is used ({told})"))
        return self._last


def _made_once(make: MakeReaders) -> MakeReaders:
    """Readers that are made at the first round and kept for the others."""
    made: list[Sequence[Reads]] = []

    def readers() -> Sequence[Reads]:
        if not made:
            made.append(make())
        return made[0]

    return readers


def answer_watched(watched: Watched, limit: int | None, form: Form, width: int) -> Answer:
    """What a round changed, and a note of how it went."""
    run, told = watched.run, watched.gathered
    shown = cut(watched.changes, limit, form)
    if form is Form.JSON:
        text = json_lines(change_records(shown))
    elif form is Form.CSV:
        text = csv_text(change_rows(shown), CHANGE_HEAD)
    else:
        text = iter([changes_text(shown, width)] if shown else [])
    parts = [f"{told.fetched} fetched", f"{told.unchanged} unchanged"]
    parts += [f"{told.waiting} left for later"] if told.waiting else []
    parts += [f"{run.failed} failed"] if run.failed else []
    note = f"{', '.join(parts)}; {run.read} read, {run.claims_new} new claims; "
    changed = count_note(len(watched.changes), len(shown), "change") if watched.changes else "nothing changed"
    return Answer(text, [note + changed])
