"""What the web app answers from: all that is known as of a horizon, in memory, made again when the ledger has changed."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from interlock.ledger import LedgerError
from interlock.ledger.horizon import EVERYTHING, Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.ledger.rows import DocumentSummary, LedgerCounts
from interlock.pipeline.engine import now
from interlock.pipeline.knowledge import Knowledge, knowledge
from interlock.pipeline.networks import KnownNetwork, NetworkQuestion

_LOG = logging.getLogger("interlock.snapshots")
T = TypeVar("T")
KEPT = 12
"""Snapshots of other dates that are kept."""
_ANSWERS_KEPT, _ASIDE_KEPT = 64, 16
_LOOK_EVERY = 1.0
_REST = 5.0
"""A new snapshot is made at the earliest after so many times as long as the last one took: a run that writes all the time
must not keep the server busy with nothing else."""
_REST_LEAST = 4.0


class Snapshot:
    """Everything known as of a horizon. Threads share it; each brings a view of its own for the sentences."""

    def __init__(self, view: ResolvedView, horizon: Horizon, atlas: tuple[Path, ...]) -> None:
        with view.steady():
            self.known: Knowledge = knowledge(view, horizon, atlas).settle()
            self.documents: Mapping[str, DocumentSummary] = {row.id: row for row in view.documents()}
            self.languages: Mapping[str, str] = view.claim_languages()
            self.counts: LedgerCounts = view.counts()
        self.horizon, self.made = horizon, now()
        self._answers: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._aside: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = threading.Lock()

    def network(self, question: NetworkQuestion) -> KnownNetwork:
        """The network that the question asks for."""
        return self.answer(("network", *question.key), lambda: KnownNetwork(self.known, question))

    def answer(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, kept under the key; of several who ask at once one works it out and the others wait for it."""
        with self._lock:
            kept: Future[T] | None = self._answers.get(key)
            future: Future[T] = kept or Future()
            self._answers[key] = future
            self._answers.move_to_end(key)
            while len(self._answers) > _ANSWERS_KEPT:
                self._answers.popitem(last=False)
        if kept is None:
            _fulfil(future, make)
            if future.exception() is not None:
                with self._lock:
                    self._answers.pop(key, None)
        return future.result()

    def later(self, key: Hashable, make: Callable[[], T], patience: float) -> T | None:
        """What `make` gives, worked out aside, one thing at a time.

        None where it is not there after so many seconds, or where much else is waiting to be worked out: one may ask again.
        """
        with self._lock:
            future: Future[T] | None = self._aside.get(key) or _ASIDE.begin(make)
            if future is None:
                return None
            self._aside[key] = future
            self._aside.move_to_end(key)
            while len(self._aside) > _ASIDE_KEPT:
                self._aside.popitem(last=False)
        try:
            return future.result(patience)
        except NotYet:
            return None


class _Aside:
    """Work that takes long and that no page waits for: one thing at a time, few in a row."""

    def __init__(self, most: int) -> None:
        self._turn, self._room = threading.Lock(), threading.BoundedSemaphore(most)

    def begin(self, make: Callable[[], T]) -> Future[T] | None:
        """What `make` will give; None where so much is waiting that nothing more is taken on."""
        if not self._room.acquire(blocking=False):
            return None
        future: Future[T] = Future()
        threading.Thread(target=self._work, args=(future, make), name="aside", daemon=True).start()
        return future

    def _work(self, future: Future[T], make: Callable[[], T]) -> None:
        try:
            with self._turn:
                _fulfil(future, make)
        finally:
            self._room.release()


_ASIDE = _Aside(4)


def _fulfil(future: Future[T], make: Callable[[], T]) -> None:
    try:
        future.set_result(make())
    except BaseException as error:  # whoever waits for the result is told
        future.set_exception(error)


class Snapshots:
    """The snapshots of a ledger. While a new one is made the old one answers; nothing waits for a run that writes."""

    def __init__(self, ledger: Path, atlas: tuple[Path, ...] = (), warm: Callable[[Snapshot], object] = lambda _: None) -> None:
        """`warm` works out, before a new snapshot takes the place of the old one, what most pages will ask of it."""
        self.ledger, self._atlas, self._warm = ledger, atlas, warm
        self._now: Snapshot | None = None
        self._dated: OrderedDict[Horizon, Future[Snapshot]] = OrderedDict()
        self._lock, self._wake, self._closing = threading.Lock(), threading.Event(), threading.Event()
        self._made_at = threading.Condition()
        self._generation, self._making = 0, False
        self._worker = ThreadPoolExecutor(1, "as-of")
        self._watcher = threading.Thread(target=self._watch, name="snapshots", daemon=True)
        self.problem: str | None = None

    def start(self) -> None:
        """Begin to follow the ledger."""
        self._watcher.start()

    def close(self) -> None:
        """Stop following it."""
        self._closing.set()
        self._wake.set()
        self._worker.shutdown(wait=False, cancel_futures=True)

    @contextmanager
    def view(self) -> Iterator[ResolvedView]:
        """A read-only view of the ledger for one thread."""
        with ResolvedView(self.ledger) as view:
            yield view

    def current(self, patience: float = 30.0) -> Snapshot | None:
        """The newest snapshot; None where there is none yet after so many seconds."""
        with self._made_at:
            self._made_at.wait_for(lambda: self._now is not None or self.problem is not None, patience)
        return self._now

    def as_of(self, horizon: Horizon, patience: float = 3.0) -> Snapshot | None:
        """The snapshot of a horizon; None where it is still being made after so many seconds."""
        if horizon.is_open():
            return self.current(patience)
        with self._lock:
            future = self._dated.get(horizon)
            if future is None:
                future = self._dated[horizon] = self._worker.submit(self._make, horizon)
            self._dated.move_to_end(horizon)
            while len(self._dated) > KEPT:
                _, dropped = self._dated.popitem(last=False)
                dropped.cancel()
        try:
            return future.result(patience)
        except NotYet:
            return None

    def refresh(self, patience: float = 5.0) -> None:
        """Take in at once what has been written; return when that is done, or after so many seconds."""
        with self._made_at:
            wanted = self._generation + (2 if self._making else 1)  # one that is being made may have begun before the writing
            self._wake.set()
            self._made_at.wait_for(lambda: self._generation >= wanted, patience)

    def _make(self, horizon: Horizon) -> Snapshot:
        with ResolvedView(self.ledger) as view:
            return Snapshot(view, horizon, self._atlas)

    def _watch(self) -> None:
        while not self._closing.is_set():
            try:
                with ResolvedView(self.ledger) as watching:
                    self._follow(watching, self.ledger.stat().st_ino)
            except (LedgerError, OSError) as error:
                self._tell(str(error))
            except Exception:  # the old snapshot goes on answering, and the next writing brings a new try
                _LOG.exception("the ledger could not be taken in")
            self._closing.wait(_LOOK_EVERY)

    def _follow(self, watching: ResolvedView, file: int) -> None:
        """Follow the file that is open, until another one lies in its place."""
        mark: int | None = None
        earliest = 0.0
        while not self._closing.is_set() and self.ledger.stat().st_ino == file:
            asked = self._wake.is_set()
            self._wake.clear()
            began = time.monotonic()
            seen = watching.change_mark()
            if asked or mark is None or (seen != mark and began >= earliest):
                with self._made_at:
                    self._making = True
                made = self._make(EVERYTHING)
                self._warm(made)
                self._take(made)
                mark = seen
                earliest = time.monotonic() + max(_REST * (time.monotonic() - began), _REST_LEAST)
            self._wake.wait(_LOOK_EVERY)

    def _tell(self, problem: str) -> None:
        with self._made_at:
            self.problem = problem
            self._making = False
            self._made_at.notify_all()

    def _take(self, snapshot: Snapshot) -> None:
        with self._lock:  # those being made are kept, or a ledger that is always written would never show an earlier day
            for horizon in [each for each, future in self._dated.items() if future.done()]:
                del self._dated[horizon]
        with self._made_at:
            self._now, self._generation = snapshot, self._generation + 1
            self._making, self.problem = False, None
            self._made_at.notify_all()
