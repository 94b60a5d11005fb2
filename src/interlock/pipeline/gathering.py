"""Sources of a run that lie on the web, or in the archive of what was fetched from there."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from threading import Event

from interlock import __version__
from interlock.languages import load_languages
from interlock.languages.schema import Language
from interlock.pipeline.engine import OnFailure
from interlock.pipeline.engine import Source as DocumentSource
from interlock.pipeline.web_asking import Web
from interlock.reading import read_paths
from interlock.reading.fetching.fetcher import Fetcher
from interlock.reading.fetching.manners import Manners
from interlock.reading.sources.archive import Archive
from interlock.reading.sources.gathering import Fetches, FromArchive, Gathered, Round
from interlock.reading.sources.lists import Source, SourceList
from interlock.vocabulary import Document
from interlock.vocabulary.document import is_web_address


def name_of_ledger(ledger: Path, archive: Path) -> str:
    """The name under which an archive knows a ledger: it stays the same when both are moved together."""
    return os.path.relpath(ledger.resolve(), archive.resolve())


@dataclass
class Gathering:
    """An archive and what fetches into it, for one round or many."""

    archive: Archive
    fetcher: Fetches
    languages: Sequence[Language]
    stop: Event
    offline: bool

    def round(self, *, watching: bool) -> Round:
        """A round over sources; what it did is in its `told`."""
        return Round(self.archive, self.fetcher, self.languages, self.stop, watching, self.offline)

    def from_anywhere(self, told: list[Gathered]) -> DocumentSource:
        """Documents from web addresses, files, folders and '-', in the order given; how the rounds went goes to `told`."""

        def source(paths: Sequence[str], retrieved: str | None, on_failure: OnFailure) -> Iterator[Document]:
            groups = [(web, list(group)) for web, group in groupby(paths, is_web_address)]
            files = {
                id(group): read_paths(group, retrieved=retrieved, on_failure=on_failure, languages=self.languages)
                for web, group in groups
                if not web  # a path that does not exist is told before anything is fetched
            }
            return documents(groups, files, on_failure)

        def documents(
            groups: Sequence[tuple[bool, list[str]]], files: dict[int, Iterator[Document]], on_failure: OnFailure
        ) -> Iterator[Document]:
            for web, group in groups:
                if web:
                    over = self.round(watching=False)
                    told.append(over.told)
                    yield from over.documents(SourceList(tuple(map(Source, group))), on_failure)
                else:
                    yield from files[id(group)]

        return source


@contextmanager
def gathering(web: Web) -> Iterator[Gathering]:
    """What gathers, until the end of the block: then all connections are closed. Raises ArchiveError."""
    archive, stop = Archive(web.archive), Event()
    languages = load_languages()
    if web.offline:
        yield Gathering(archive, FromArchive(archive), languages, stop, offline=True)
        return
    contact = f"; {web.contact}" if web.contact else ""
    agent = f"Interlock/{__version__} (reads the press into a ledger{contact})"
    fetcher = Fetcher(Manners(**web.manners), web.allow, agent, stop)
    try:
        yield Gathering(archive, fetcher, languages, stop, offline=False)
    finally:
        stop.set()
        fetcher.close()
