"""Reading documents and finding their claims, in this process or in several. Memory does not grow with the run."""

from __future__ import annotations

import datetime
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import partial

from interlock.pipeline.readers import MakeReaders, Reads, readers_of
from interlock.pipeline.settings import Settings
from interlock.vocabulary import Claim, DataFileError, Document, InterlockError, ReadingUnfinished, UnreadableDocument

OnFailure = Callable[[UnreadableDocument], None]
Readings = Mapping[str, tuple[Claim, ...]]
"""What each reader, by its name with its version, found in one document."""

_AHEAD = 4  # documents in flight for each worker


Source = Callable[[Sequence[str], str | None, OnFailure], Iterator[Document]]


@dataclass(frozen=True, slots=True)
class ReaderFailed:
    """A reader could not finish a document; `found` is what the others found in it, where that counts by itself."""

    reason: str
    found: Readings = field(default_factory=dict)


def from_paths(paths: Sequence[str], retrieved: str | None, on_failure: OnFailure) -> Iterator[Document]:
    """Documents from files, folders and '-'."""
    from interlock.reading import read_paths

    return read_paths(paths, retrieved=retrieved, on_failure=on_failure)


def now() -> str:
    """The time in UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def extract(
    paths: Sequence[str],
    settings: Settings,
    on_failure: OnFailure,
    *,
    source: Source = from_paths,
    readers: MakeReaders | None = None,
) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """Each document with its claims, in the order of the paths; no ledger is touched.

    Raises FileNotFoundError for a missing path before anything is read.
    """
    make = readers or readers_of(settings)
    for document, found in run_readers(source(paths, None, on_failure), make, settings.workers):
        if isinstance(found, ReaderFailed):
            on_failure(UnreadableDocument(document.address, found.reason))
            found = found.found
        if found:
            yield document, merged(found)


def merged(readings: Readings) -> tuple[Claim, ...]:
    """The claims of all readers in order of place; where two agree, the more confident one speaks."""
    best: dict[str, Claim] = {}
    for claims in readings.values():
        for claim in claims:
            if claim.id not in best or claim.confidence > best[claim.id].confidence:
                best[claim.id] = claim
    return tuple(sorted(best.values(), key=lambda claim: (claim.evidence.start, claim.evidence.end, claim.id)))


def made_here(make: MakeReaders, workers: int) -> tuple[Sequence[Reads], MakeReaders]:
    """The readers made in this process, for their names, and what makes those that work: these, or new ones in each worker."""
    here = make()
    return here, partial(_same, here) if workers <= 1 else make


def run_readers(
    documents: Iterable[Document],
    make: MakeReaders,
    workers: int,
) -> Iterator[tuple[Document, Readings | ReaderFailed]]:
    """What the readers find in each document, in the order of the documents."""
    if workers <= 1:
        readers = make()
        for document in documents:
            yield document, _read_one(readers, document)
    else:
        yield from _in_workers(documents, make, workers)


def _in_workers(
    documents: Iterable[Document],
    make: MakeReaders,
    workers: int,
) -> Iterator[tuple[Document, Readings | ReaderFailed]]:
    context = multiprocessing.get_context("spawn")  # fork is not safe beside threads, and absent on some systems
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin_worker, initargs=(make,))
    waiting: deque[tuple[Document, Future[Readings | ReaderFailed]]] = deque()
    try:
        for document in documents:
            waiting.append((document, pool.submit(_work, document)))
            if len(waiting) >= workers * _AHEAD:
                first, found = waiting.popleft()
                yield first, found.result()
        while waiting:
            first, found = waiting.popleft()
            yield first, found.result()
    except BrokenProcessPool as error:
        raise InterlockError(
            "a worker process was ended from outside (out of memory?); finished documents are kept, "
            "run again with fewer --workers"
        ) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


_readers: Sequence[Reads] = ()
_unmade: str | None = None


def _begin_worker(make: MakeReaders) -> None:
    global _readers, _unmade
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy, too, is to keep to the one core of its worker
    try:
        _readers = make()
    except InterlockError as error:
        _unmade = str(error)  # a worker that fails to begin could not say why


def _work(document: Document) -> Readings | ReaderFailed:
    if _unmade is not None:
        raise InterlockError(_unmade)
    try:
        return _read_one(_readers, document)
    except DataFileError as error:
        raise InterlockError(str(error)) from None  # an error of several parts cannot travel between processes


def _same(readers: Sequence[Reads]) -> Sequence[Reads]:
    return readers


def _read_one(readers: Sequence[Reads], document: Document) -> Readings | ReaderFailed:
    found: dict[str, tuple[Claim, ...]] = {}
    unfinished: list[str] = []
    try:
        for reader in readers:
            try:
                found[reader.name] = tuple(reader.read(document))
            except ReadingUnfinished as error:
                unfinished.append(f"{reader.name} did not finish it: {error}")
        return ReaderFailed("; ".join(unfinished), found) if unfinished else found
    except DataFileError:
        raise  # a language file is wrong: no document in that language can be read
    except Exception as error:  # one document must not end the run; the message goes to the user and into the ledger
        said = " ".join(str(error).split())[:200]
        return ReaderFailed(f"the reader failed on it ({type(error).__name__}: {said}); please report this")
