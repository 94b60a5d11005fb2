"""The archive of what was fetched: a WARC file for each body, and a log of one line for each thing that happened.

A file is written whole and before its line, and a line is only ever added, so that whatever ends a run leaves an archive
that holds everything of which its log speaks. What is to be asked next, and how, follows from the log alone.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from interlock.reading.fetching.fetcher import Fetched, Validators
from interlock.reading.sources.links import Link
from interlock.vocabulary import InterlockError, UnreadableDocument

LOG = "fetched.log"  # not .jsonl: a folder of articles holds files of that kind, and reading an archive is reading a folder
_FIRST_WAIT = timedelta(hours=1)
_LONGEST_WAIT = timedelta(days=7)


class ArchiveError(InterlockError):
    """The archive cannot be used; the message says which file, and what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One body in the archive. `file` is its path within the archive, `role` 'document' or 'source', `via` what linked it."""

    asked: str
    address: str
    role: str
    file: str
    digest: str
    retrieved: str
    round: int
    content_type: str = ""
    etag: str | None = None
    modified: str | None = None
    title: str | None = None
    published: str | None = None
    stamp: str | None = None
    via: str | None = None

    @property
    def link(self) -> Link:
        """What its source said of it."""
        return Link(self.asked, self.title, self.published, self.stamp)


@dataclass(slots=True)
class _Failing:
    times: int = 0
    last: str = ""
    until: str | None = None


@dataclass
class Archive:
    """Reads the log when it is opened, and makes the folder when there is something to keep. For one thread, readers aside."""

    folder: Path
    round: int = field(default=0, init=False)
    _latest: dict[str, Entry] = field(default_factory=dict, init=False)
    _failing: dict[str, _Failing] = field(default_factory=dict, init=False)
    _rounds: dict[int, list[Entry]] = field(default_factory=lambda: defaultdict(list), init=False)
    _failures: dict[int, list[UnreadableDocument]] = field(default_factory=lambda: defaultdict(list), init=False)
    _moments: dict[int, str] = field(default_factory=lambda: defaultdict(str), init=False)
    _ended: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set), init=False)
    _sound: bool = field(default=True, init=False)

    def __post_init__(self) -> None:
        """Raises ArchiveError where the folder is no archive, or its log cannot be read."""
        path = self.folder / LOG
        if self.folder.exists() and not path.exists() and any(self.folder.iterdir()):
            raise ArchiveError(f"{self.folder} is no archive of fetched pages ({LOG} is missing); name another folder")
        if not path.exists():
            return
        try:
            with path.open("rb") as stream:
                for number, line in enumerate(stream, 1):
                    self._sound = line.endswith(b"\n")
                    if self._sound:
                        self._take(line, number)
        except OSError as error:
            raise ArchiveError(f"{path} cannot be read: {error.strerror or error}") from None

    def begin_round(self) -> None:
        """What is kept from now on belongs to a round of its own."""
        self.round += 1

    def end_round(self, ledger: str) -> None:
        """Everything of every round so far is in the ledger of this name."""
        self._write({"what": "read", "round": self.round, "ledger": ledger})

    def forget(self, ledger: str) -> None:
        """The ledger of this name is a new one: nothing of what is kept is in it."""
        if self._ended[ledger]:
            self._write({"what": "unread", "round": self.round, "ledger": ledger})

    def unread(self, ledger: str) -> list[Entry]:
        """Documents that are kept and may be missing in the ledger of this name, in the order in which they came."""
        done = max(self._ended[ledger], default=0)
        return [entry for number in sorted(self._rounds) if number > done for entry in self._rounds[number]]

    def rounds(self) -> list[int]:
        """The rounds in which something came or failed, in their order."""
        return sorted(self._rounds.keys() | self._failures.keys())

    def documents_of(self, number: int) -> list[Entry]:
        """What a round kept to be read, in the order in which it came."""
        return list(self._rounds.get(number, ()))

    def failures_of(self, number: int) -> list[UnreadableDocument]:
        """What failed in a round."""
        return list(self._failures.get(number, ()))

    def moment_of(self, number: int) -> str:
        """When the last thing of a round came or failed: UTC in ISO 8601."""
        return self._moments[number]

    def led_to(self, url: str) -> list[str]:
        """The feeds and sitemaps that were followed from a source."""
        return [entry.asked for entry in self._latest.values() if entry.role == "source" and entry.via == url != entry.asked]

    def latest(self, url: str) -> Entry | None:
        """What an address gave last."""
        return self._latest.get(url)

    def validators(self, url: str) -> Validators:
        """What lets the server of an address say that nothing has changed; nothing where its body is not here any more."""
        entry = self._latest.get(url)
        return Validators(entry.etag, entry.modified) if entry is not None and self.holds(entry) else Validators()

    def holds(self, entry: Entry) -> bool:
        """Whether the file of a body is still there."""
        return (self.folder / entry.file).is_file()

    def waits(self, url: str, now: datetime, *, patient: bool) -> bool:
        """Whether an address that failed is not to be asked yet: its server said so, or (`patient`) it has just failed."""
        failing = self._failing.get(url)
        if failing is None:
            return False
        if failing.until is not None and now < datetime.fromisoformat(failing.until):
            return True
        pause = min(_FIRST_WAIT * 2 ** min(failing.times - 1, 12), _LONGEST_WAIT)
        return patient and now < datetime.fromisoformat(failing.last) + pause

    def keep(self, fetched: Fetched, role: str, link: Link | None = None, via: str | None = None) -> bool:
        """Keep a body; False where it is what the address gave before. Raises ArchiveError where it cannot be written."""
        self._failing.pop(fetched.asked, None)
        before = self._latest.get(fetched.asked)
        link = link or Link(fetched.asked)
        digest = before.digest if before and fetched.unchanged else hashlib.sha256(fetched.body).hexdigest()
        at = hashlib.sha256(fetched.address.encode()).hexdigest()[:8]
        entry = Entry(
            fetched.asked,
            fetched.address,
            role,
            f"{digest[:2]}/{digest}-{at}.warc.gz",
            digest,
            fetched.retrieved,
            self.round,
            fetched.headers.get("content-type", "") or (before.content_type if before and fetched.unchanged else ""),
            fetched.headers.get("etag") or (before.etag if before and fetched.unchanged else None),
            fetched.headers.get("last-modified") or (before.modified if before and fetched.unchanged else None),
            link.title,
            link.published,
            link.stamp,
            via,
        )
        same = before is not None and before.digest == digest and before.role == role
        if before is not None and same:
            if not fetched.unchanged:
                self._save(fetched, before)  # it may have been lost
            if (before.etag, before.modified, before.stamp) != (entry.etag, entry.modified, entry.stamp):
                record = asdict(before) | {"etag": entry.etag, "modified": entry.modified, "stamp": entry.stamp}
                self._write({"what": "again"} | _filled(record))
            return False
        self._save(fetched, entry)
        self._write({"what": "kept"} | _filled(asdict(entry)))
        return True

    def failed(self, url: str, reason: str, moment: str, until: str | None) -> None:
        """Note that an address gave nothing."""
        self._write(
            _filled({"what": "failed", "asked": url, "at": moment, "reason": reason, "until": until, "round": self.round})
        )

    def load(self, entry: Entry) -> Fetched:
        """The body that was kept, as it was fetched. Raises ArchiveError where it is gone or changed."""
        from interlock.reading.warc import responses

        path = self.folder / entry.file
        try:
            with path.open("rb") as stream:
                record = next(responses(stream, str(path), pages_only=False))
        except (OSError, StopIteration, InterlockError) as error:
            raise ArchiveError(f"{path} cannot be read ({error or 'it is empty'}); the page is to be fetched again") from None
        if isinstance(record, UnreadableDocument) or hashlib.sha256(record.body).hexdigest() != entry.digest:
            raise ArchiveError(f"{path} was changed since it was kept; the page is to be fetched again")
        return Fetched(entry.asked, entry.address, record.body, {"content-type": entry.content_type}, entry.retrieved)

    def _save(self, fetched: Fetched, entry: Entry) -> None:
        path = self.folder / entry.file
        if path.exists():
            return
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                with beside.open("wb") as stream:
                    stream.write(_as_warc(fetched, entry))
                    stream.flush()
                    os.fsync(stream.fileno())
                beside.replace(path)
            finally:
                beside.unlink(missing_ok=True)
        except OSError as error:
            raise ArchiveError(f"{path} cannot be written: {error.strerror or error}") from None

    def _write(self, record: dict[str, Any]) -> None:
        """Add a line to the log, behind the end of one that a killed run did not finish."""
        line = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / LOG).open("ab") as stream:
                stream.write(line if self._sound else b"\n" + line)
        except OSError as error:
            raise ArchiveError(f"{self.folder / LOG} cannot be written: {error.strerror or error}") from None
        self._sound = True
        self._take(line, 0)

    def _take(self, line: bytes, number: int) -> None:
        """What a line of the log tells. One that a killed run left half written tells nothing."""
        try:
            record = json.loads(line)
        except ValueError:
            return
        if not isinstance(record, dict) or not isinstance(record.get("round"), int):
            raise ArchiveError(f"{self.folder / LOG}, line {number}: is no line of an archive's log; move the folder away")
        self.round = max(self.round, record["round"])
        what = record.get("what")
        try:
            if what in ("kept", "again"):
                entry = Entry(**{name: record[name] for name in _NAMES if name in record})
                self._latest[entry.asked] = entry
                self._failing.pop(entry.asked, None)
                if what == "kept" and entry.role == "document":
                    self._rounds[entry.round].append(entry)
                    self._moments[entry.round] = max(self._moments[entry.round], entry.retrieved)
            elif what == "failed":
                failing = self._failing.setdefault(record["asked"], _Failing())
                failing.times, failing.last, failing.until = failing.times + 1, record["at"], record.get("until")
                self._moments[record["round"]] = max(self._moments[record["round"]], record["at"])
                self._failures[record["round"]].append(UnreadableDocument(record["asked"], record["reason"]))
            elif what == "read":
                self._ended[record["ledger"]].add(record["round"])
            elif what == "unread":
                self._ended[record["ledger"]].clear()
        except (KeyError, TypeError):
            raise ArchiveError(f"{self.folder / LOG}, line {number}: lacks a field; move the folder away") from None


_NAMES = tuple(each.name for each in fields(Entry))


def _filled(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value is not None and value != ""}


def _as_warc(fetched: Fetched, entry: Entry) -> bytes:
    """One response record, with what its source said of the page in fields of our own, which other tools pass over."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    own = {"Role": entry.role, "Asked": entry.asked, "Title": entry.title, "Published": entry.published, "Via": entry.via}
    told = {"WARC-Date": fetched.retrieved} | {f"Interlock-{name}": value for name, value in own.items() if value}
    headers = [(name.title(), value) for name, value in fetched.headers.items()]
    stream = BytesIO()
    writer = WARCWriter(stream, gzip=True)
    http = StatusAndHeaders("200 OK", [*headers, ("Content-Length", str(len(fetched.body)))], protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(
            fetched.address, "response", BytesIO(fetched.body), len(fetched.body), http_headers=http, warc_headers_dict=told
        )
    )
    return stream.getvalue()
