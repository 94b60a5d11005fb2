"""Writing: a document and all its claims in one transaction, so that a killed run loses and repeats none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from interlock.ledger.connection import BUSY_SECONDS, open_for_writing, writing
from interlock.ledger.searched import add_words
from interlock.vocabulary import Actor, Claim, Document, claim_from_record, claim_to_record
from interlock.vocabulary.dates import first_and_last_day
from interlock.vocabulary.searching import Segmentation

_INSERT_WITNESS = "INSERT OR REPLACE INTO witnesses (claim, document, reader, confidence, record) VALUES (?, ?, ?, ?, ?)"
_INSERT_CLAIM = """
INSERT INTO claims (id, document, reader, kind, metric, subject, object, status, amount, amount_low, amount_high, bound,
  currency, date, date_first, date_last, language, start, stop, confidence)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
  (document, reader, kind, metric, subject, object, status, amount, amount_low, amount_high, bound, currency, date,
   date_first, date_last, language, start, stop, confidence)
  = (excluded.document, excluded.reader, excluded.kind, excluded.metric, excluded.subject, excluded.object,
     excluded.status, excluded.amount, excluded.amount_low, excluded.amount_high, excluded.bound, excluded.currency,
     excluded.date, excluded.date_first, excluded.date_last, excluded.language, excluded.start, excluded.stop,
     excluded.confidence)
"""


class LedgerWriter:
    """One process's hand on the ledger. Several may write at once; each waits for the other's transaction.

    Use it as a context manager, and call `begin_run` before anything is added.
    """

    def __init__(self, path: Path, busy_seconds: float = BUSY_SECONDS, segmentation: Segmentation | None = None) -> None:
        """`segmentation` cuts what is written into words that can be searched for; without it that is left for later."""
        self.path = path
        self._segmentation = segmentation
        self._connection = open_for_writing(path, busy_seconds)
        self._run: int | None = None

    def __enter__(self) -> LedgerWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; what was added is kept."""
        self._connection.close()

    def begin_run(self, started: str, readers: Sequence[str], paths: Sequence[str]) -> int:
        """Note that a run has begun at `started` (UTC) and return its number."""
        with self._writing():
            cursor = self._connection.execute(
                "INSERT INTO runs (started, readers, paths) VALUES (?, ?, ?)",
                (started, json.dumps(list(readers)), json.dumps(list(paths), ensure_ascii=True)),
            )
        assert cursor.lastrowid is not None
        self._run = cursor.lastrowid
        return self._run

    def end_run(self, finished: str, *, read: int, known: int, failed: int, claims_new: int) -> None:
        """Note how the run ended."""
        with self._writing():
            self._connection.execute(
                "UPDATE runs SET finished = ?, documents_read = ?, documents_known = ?, documents_failed = ?, claims_new = ? "
                "WHERE id = ?",
                (finished, read, known, failed, claims_new, self._running()),
            )

    def has_read(self, document: str, readers: Sequence[str]) -> bool:
        """Whether each of these readers, in this version, has read the document already."""
        found = self._connection.execute("SELECT reader FROM readings WHERE document = ?", (bytes.fromhex(document),))
        return set(readers) <= {row[0] for row in found}

    def add(self, document: Document, readings: Mapping[str, Sequence[Claim]], now: str) -> int:
        """Add a document and what each reader found in it; return how many of the claims are new.

        What an older version of one of these readers found in it is replaced. Raises ValueError for a claim whose
        quote is not in the document.
        """
        for claims in readings.values():
            for claim in claims:
                _check_evidence(claim, document)
        with self._writing():
            self._add_document(document, now)
            new = 0
            touched: set[bytes] = set()
            for reader in readings:
                touched |= self._forget_older(document.id, reader)
            for reader, claims in readings.items():
                new += self._add_reading(document.id, reader, _most_confident(claims), touched)
            self._settle(touched)
            self._connection.execute("INSERT OR IGNORE INTO unresolved VALUES (?)", (bytes.fromhex(document.id),))
            add_words(self._connection, bytes.fromhex(document.id), self._segmentation)
        return new

    def add_failure(self, address: str, reason: str) -> None:
        """Note that a document could not be read; the same failure twice is one row."""
        address, reason = (text.encode("utf-8", "backslashreplace").decode("utf-8") for text in (address, reason))
        with self._writing():
            self._connection.execute(
                "INSERT INTO failures (address, reason, first_run, last_run) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (address, reason) DO UPDATE SET last_run = excluded.last_run",
                (address, reason, self._running(), self._running()),
            )

    def _running(self) -> int:
        if self._run is None:
            raise RuntimeError("begin_run comes first")
        return self._run

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with writing(self._connection, self.path):
                yield
        except UnicodeEncodeError as error:
            raise ValueError("its text holds half a character (a lone surrogate)") from error

    def _add_document(self, document: Document, now: str) -> None:
        run = self._connection.execute
        key = bytes.fromhex(document.id)
        run("INSERT INTO texts (id, text) VALUES (?, ?) ON CONFLICT DO NOTHING", (bytes.fromhex(document.text_id), document.text))
        added = run(
            "INSERT INTO documents (id, text, address, media_type, language, title, site, author, published, published_from, "
            "retrieved, first_seen, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (
                key,
                bytes.fromhex(document.text_id),
                document.address,
                document.media_type,
                document.language,
                document.title,
                document.site,
                document.author,
                document.published,
                document.published_from,
                document.retrieved,
                document.first_seen or now,
                self._running(),
            ),
        ).rowcount
        if not added:
            # A newer version of the room that reads may cut zones and sentences in another way.
            run("DELETE FROM zones WHERE document = ?", (key,))
            run("DELETE FROM sentences WHERE document = ?", (key,))
            run(
                "UPDATE documents SET language = ?, title = ?, site = ?, author = ? WHERE id = ?",
                (document.language, document.title, document.site, document.author, key),
            )
        self._connection.executemany(
            "INSERT INTO zones (document, place, kind, start, stop) VALUES (?, ?, ?, ?, ?)",
            [(key, place, str(zone.kind), zone.start, zone.end) for place, zone in enumerate(document.zones)],
        )
        self._connection.executemany(
            "INSERT INTO sentences (document, place, start, stop, zone, paragraph, language) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(key, place, s.start, s.end, str(s.zone), s.paragraph, s.language) for place, s in enumerate(document.sentences)],
        )

    def _forget_older(self, document: str, reader: str) -> set[bytes]:
        """Drop what any version of this reader found in the document; return the ids of the claims it touched."""
        key, name = bytes.fromhex(document), reader.partition("/")[0]
        versions = [row[0] for row in self._connection.execute("SELECT reader FROM readings WHERE document = ?", (key,))]
        touched: set[bytes] = set()
        for version in versions:
            if version.partition("/")[0] == name:
                touched.update(
                    row[0]
                    for row in self._connection.execute(
                        "DELETE FROM witnesses WHERE document = ? AND reader = ? RETURNING claim", (key, version)
                    )
                )
                self._connection.execute("DELETE FROM readings WHERE document = ? AND reader = ?", (key, version))
        return touched

    def _add_reading(self, document: str, reader: str, claims: Sequence[Claim], touched: set[bytes]) -> int:
        key, new = bytes.fromhex(document), 0
        for claim in claims:
            identity = bytes.fromhex(claim.id)
            known = self._connection.execute("SELECT 1 FROM claims WHERE id = ?", (identity,)).fetchone()
            if known:
                touched.add(identity)
            else:
                new += 1
                self._write_claim(claim, key, reader)
            record = json.dumps(claim_to_record(claim), ensure_ascii=False, separators=(",", ":"))
            self._connection.execute(_INSERT_WITNESS, (identity, key, reader, claim.confidence, record))
        self._connection.execute(
            "INSERT INTO readings (document, reader, run, claims) VALUES (?, ?, ?, ?)",
            (key, reader, self._running(), len(claims)),
        )
        return new

    def _settle(self, touched: Iterable[bytes]) -> None:
        """Let each claim show its most confident witness; a claim that has none left goes."""
        for identity in sorted(touched):
            best = self._connection.execute(
                "SELECT document, reader, record FROM witnesses WHERE claim = ? "
                "ORDER BY confidence DESC, reader, document LIMIT 1",
                (identity,),
            ).fetchone()
            if best is None:
                self._connection.execute("DELETE FROM claims WHERE id = ?", (identity,))
            else:
                self._connection.execute("DELETE FROM parties WHERE claim = ?", (identity,))
                self._write_claim(claim_from_record(json.loads(best[2])), best[0], best[1])

    def _write_claim(self, claim: Claim, document: bytes, reader: str) -> None:
        identity = bytes.fromhex(claim.id)
        self._connection.execute(_INSERT_CLAIM, (identity, document, reader, *_columns(claim)))
        self._connection.executemany(
            "INSERT INTO parties (claim, side, place, actor, name, kind, mention) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (identity, side, place, actor.id, actor.name, str(actor.kind), actor.mention)
                for side, place, actor in _parties(claim)
            ],
        )


def _parties(claim: Claim) -> Iterator[tuple[str, int, Actor]]:
    yield "subject", 0, claim.subject
    if claim.object is not None:
        yield "object", 0, claim.object
    if claim.origin is not None:
        yield "origin", 0, claim.origin
    for place, actor in enumerate(claim.attributed_to):
        yield "attributed_to", place, actor


def _columns(claim: Claim) -> tuple[object, ...]:
    money = claim.amount
    stated = low = high = bound = currency = None
    if money is not None:
        least, most = money.interval()
        low, high = (None if abs(end) == float("inf") else end for end in (least, most))
        stated = money.largest()
        bound, currency = str(money.bound), money.currency
    first, last = first_and_last_day(claim.date) if claim.date else (None, None)
    evidence = claim.evidence
    return (
        str(claim.kind),
        claim.metric,
        claim.subject.id,
        claim.object.id if claim.object else None,
        str(claim.status),
        stated,
        low,
        high,
        bound,
        currency,
        claim.date,
        first,
        last,
        evidence.language,
        evidence.start,
        evidence.end,
        claim.confidence,
    )


def _most_confident(claims: Sequence[Claim]) -> list[Claim]:
    best: dict[str, Claim] = {}
    for claim in claims:
        if claim.id not in best or claim.confidence > best[claim.id].confidence:
            best[claim.id] = claim
    return list(best.values())


def _check_evidence(claim: Claim, document: Document) -> None:
    evidence = claim.evidence
    if evidence.document != document.id or document.text[evidence.start : evidence.end] != evidence.quote:
        raise ValueError(f"claim {claim.id[:8]} ({claim.kind}) quotes what does not stand in its document")
