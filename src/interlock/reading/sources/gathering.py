"""A round over sources: what is new is fetched, kept in the archive, and handed on as documents."""

from __future__ import annotations

import datetime
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from interlock.languages.schema import Language
from interlock.reading.assembly import Hints
from interlock.reading.fetching.fetcher import Fetched, FetchFailed, Validators, iso, utc_now
from interlock.reading.fetching.transport import Stopped
from interlock.reading.paths import read_guarded
from interlock.reading.sources.archive import Archive, ArchiveError, Entry
from interlock.reading.sources.expanding import Expanded, expand
from interlock.reading.sources.links import Link
from interlock.reading.sources.lists import Source, SourceList
from interlock.reading.sources.shapes import MEDIA_TYPES, Shape, shape_of
from interlock.vocabulary import Document, UnreadableDocument

OnFailure = Callable[[UnreadableDocument], None]
T = TypeVar("T")
R = TypeVar("R")
_THREADS = 8
_AHEAD = 32
MOST_TAGS = 60_000
"""Of a page from the web, closing ones included. A long article has ten thousand; reading takes seconds beyond this."""


class Fetches(Protocol):
    """What a round needs of a fetcher."""

    def fetch(self, url: str, validators: Validators | None = None) -> Fetched:
        """What an address holds. Raises FetchFailed."""
        ...

    def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that the host of an address names."""
        ...


@dataclass(frozen=True)
class FromArchive:
    """Answers from the archive alone: no connection is opened."""

    archive: Archive

    def fetch(self, url: str, validators: Validators | None = None) -> Fetched:  # noqa: ARG002
        """What the address gave last. Raises FetchFailed where it was never fetched."""
        entry = self.archive.latest(_bare(url))
        if entry is None:
            raise FetchFailed(url, f"is not in the archive {self.archive.folder}, and --offline fetches nothing")
        try:
            return self.archive.load(entry)
        except ArchiveError as error:
            raise FetchFailed(url, str(error)) from None

    def sitemaps(self, url: str) -> list[str]:
        """Those that were followed when the address was last fetched."""
        return self.archive.led_to(url)


@dataclass
class Gathered:
    """How a round went: bodies fetched anew, answers that nothing has changed, addresses left for later, failures."""

    fetched: int = 0
    unchanged: int = 0
    waiting: int = 0
    failed: int = 0


@dataclass
class Round:
    """One pass over the sources of a list. `stop` is set where it ends early, so that its threads end, too.

    `watching`: what failed a short time ago is left alone, and what has not changed is not handed on again. Otherwise the
    user asks for these addresses now, and everything that they give is handed on. `offline`: the fetcher is the archive.
    """

    archive: Archive
    fetcher: Fetches
    languages: Sequence[Language]
    stop: Event
    watching: bool = True
    offline: bool = False
    clock: Callable[[], datetime.datetime] = utc_now
    told: Gathered = field(default_factory=Gathered)

    def documents(self, wanted: SourceList, on_failure: OnFailure) -> Iterator[Document]:
        """What the sources give that is new. While watching, `archive.end_round` is due once all of it is in the ledger."""
        if not self.offline:
            self.archive.begin_round()
        links: dict[str, tuple[Link, str]] = {}
        with ThreadPoolExecutor(_THREADS, "fetch") as threads:
            try:
                sources = [source for source in wanted.sources if not self._waits(source.address, patient=False)]
                for expanded in _in_order(threads, self._expand, sources):
                    yield from self._take(expanded, links, on_failure)
                for link in wanted.articles:
                    links.setdefault(_bare(link.url), (link, "list"))
                yield from self._articles(threads, list(links.values()), on_failure)
            except BaseException:
                self.stop.set()
                threads.shutdown(wait=False, cancel_futures=True)
                raise

    def kept(self, entries: Sequence[Entry], on_failure: OnFailure) -> Iterator[Document]:
        """Documents that earlier rounds kept, as they were then."""
        for entry in entries:
            try:
                yield self.document(self.archive.load(entry), entry.link, entry.via)
            except ArchiveError as error:
                on_failure(UnreadableDocument(entry.asked, str(error)))
            except UnreadableDocument as failure:
                on_failure(failure)

    def _articles(
        self, threads: ThreadPoolExecutor, links: Sequence[tuple[Link, str]], on_failure: OnFailure
    ) -> Iterator[Document]:
        due = []
        for link, via in links:
            entry = self.archive.latest(_bare(link.url))
            if entry is None or entry.role != "document" or not self.archive.holds(entry):
                if not self._waits(link.url, patient=self.watching):
                    due.append((link, via))
            elif self.offline or (link.stamp and entry.stamp and link.stamp != entry.stamp):
                due.append((link, via))
            elif not self.watching:
                yield from self.kept([entry], on_failure)
        spread = _spread(due)
        for (link, via), result in zip(spread, _in_order(threads, self._page, spread), strict=True):
            if isinstance(result, UnreadableDocument):
                self._fail(result, on_failure)
            else:
                yield from self._hand_on(result, link, via, on_failure)

    def _take(self, expanded: Expanded, links: dict[str, tuple[Link, str]], on_failure: OnFailure) -> Iterator[Document]:
        via = expanded.source.address
        for failure in expanded.failures:
            self._fail(failure, on_failure)
        for fetched in expanded.sources:
            self._keep(fetched, "source", None, via)
        for fetched in expanded.pages:
            yield from self._hand_on(fetched, Link(fetched.asked), None, on_failure)
        for link in expanded.links:
            links.setdefault(_bare(link.url), (link, via))

    def _expand(self, source: Source) -> Expanded:
        try:
            return expand(source, self._body, self.fetcher.sitemaps)
        except Stopped:
            raise
        except Exception as error:  # one source must not end the round
            return Expanded(source, failures=[_unforeseen(source.address, error)])

    def _page(self, wanted: tuple[Link, str]) -> Fetched | UnreadableDocument:
        url = wanted[0].url
        try:
            return self._body(url)
        except UnreadableDocument as failure:
            return failure
        except Stopped:
            raise
        except Exception as error:
            return _unforeseen(url, error)

    def _body(self, url: str) -> Fetched:
        """What an address holds; where it has not changed, what the archive kept of it, marked as unchanged."""
        asked = _bare(url)
        found = self.fetcher.fetch(url, self.archive.validators(asked))
        if not found.unchanged:
            return found
        entry = self.archive.latest(asked)
        try:
            kept = self.archive.load(entry) if entry is not None else None
        except ArchiveError:
            kept = None
        if kept is None:
            return self.fetcher.fetch(url)
        return Fetched(found.asked, kept.address, kept.body, {**found.headers, **kept.headers}, kept.retrieved, unchanged=True)

    def _hand_on(self, fetched: Fetched, link: Link, via: str | None, on_failure: OnFailure) -> Iterator[Document]:
        if not self._keep(fetched, "document", link, via) and self.watching:
            return
        if (entry := self.archive.latest(fetched.asked)) is not None:
            link, via = entry.link, entry.via  # what was said of it when it came, so that the same body stays the same document
        try:
            document = self.document(fetched, link, via)
        except UnreadableDocument as failure:
            self.told.failed += 1
            on_failure(failure)
            return
        yield document

    def document(self, fetched: Fetched, link: Link, via: str | None) -> Document:
        """The document that a body is, with what its source said where it says nothing. Raises UnreadableDocument."""
        shape = shape_of(fetched.body, fetched.media_type)
        if shape is Shape.PAGE and fetched.body.count(b"<") > MOST_TAGS:
            raise UnreadableDocument(
                fetched.asked, f"has more than {MOST_TAGS:,} tags, as no article has; save its text and read that"
            )
        if shape not in MEDIA_TYPES:
            raise UnreadableDocument(fetched.asked, f"is no article but a {shape} ({fetched.media_type or 'of no stated type'})")
        published = _believable(link.published, fetched.retrieved)
        hints = Hints(link.title, published, "feed" if published and via else None, fetched.charset)
        return read_guarded(fetched.body, fetched.address, MEDIA_TYPES[shape], fetched.retrieved, self.languages, hints)

    def _keep(self, fetched: Fetched, role: str, link: Link | None, via: str | None) -> bool:
        """Keep a body, and say whether it is new."""
        new = not self.offline and self.archive.keep(fetched, role, link, via)
        if new:
            self.told.fetched += 1
        else:
            self.told.unchanged += 1
        return new

    def _waits(self, url: str, *, patient: bool) -> bool:
        if self.offline or not self.archive.waits(_bare(url), self.clock(), patient=patient):
            return False
        self.told.waiting += 1
        return True

    def _fail(self, failure: UnreadableDocument, on_failure: OnFailure) -> None:
        self.told.failed += 1
        if not self.offline:
            until = failure.until if isinstance(failure, FetchFailed) else None
            self.archive.failed(_bare(failure.address), failure.reason, iso(self.clock()), until)
        on_failure(failure)


def _bare(url: str) -> str:
    """An address without its fragment, under which it is kept."""
    return url.partition("#")[0]


def _unforeseen(url: str, error: Exception) -> UnreadableDocument:
    told = " ".join(str(error).split())[:200]
    return UnreadableDocument(url, f"could not be fetched ({type(error).__name__}: {told}); please report this")


def _believable(day: str | None, retrieved: str) -> str | None:
    """A day of publication that a source tells, unless it lies in the future."""
    if day is None:
        return None
    latest = datetime.datetime.fromisoformat(retrieved).date() + datetime.timedelta(days=1)
    return day if day <= latest.isoformat() else None


def _spread(links: Sequence[tuple[Link, str]]) -> list[tuple[Link, str]]:
    """The same links, host after host in turn, so that no host keeps the others waiting."""
    hosts: dict[str, deque[tuple[Link, str]]] = {}
    for each in links:
        try:
            host = urlsplit(each[0].url).netloc.lower()
        except ValueError:
            host = ""
        hosts.setdefault(host, deque()).append(each)
    found: list[tuple[Link, str]] = []
    while hosts:
        for host in list(hosts):
            found.append(hosts[host].popleft())
            if not hosts[host]:
                del hosts[host]
    return found


def _in_order(threads: ThreadPoolExecutor, work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """The results in the order of the items, a bounded number of them under way."""
    waiting: deque[Future[R]] = deque()
    rest = iter(items)
    for item in rest:
        waiting.append(threads.submit(work, item))
        if len(waiting) >= _AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
