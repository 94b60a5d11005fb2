"""Reading: an object that cannot write, usable while another process does."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from interlock.ledger.connection import BUSY_SECONDS, open_for_viewing
from interlock.ledger.errors import explained
from interlock.ledger.filters import ClaimFilter, prefix_range, where
from interlock.ledger.horizon import EVERYTHING, Horizon, told_by
from interlock.ledger.rows import ActorSeen, DocumentSummary, Failure, LedgerCounts, Match, RunRecord, Witness
from interlock.vocabulary import ActorKind, Claim, Document, Sentence, Zone, ZoneKind, claim_from_record

SHORTEST_PREFIX = 8
_SPEAKING = "JOIN witnesses w ON w.claim = c.id AND w.document = c.document AND w.reader = c.reader"
_CANDIDATES = 20
_MENTIONS_SHOWN = 8


class LedgerView:
    """A read-only look at the ledger. Each method answers from one consistent state of it."""

    def __init__(self, path: Path, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self._connection = open_for_viewing(path, busy_seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextmanager
    def steady(self) -> Iterator[Self]:
        """Everything asked inside sees the ledger as it was at the first question, whatever is written meanwhile."""
        with self._explaining():
            self._connection.execute("BEGIN")
            try:
                yield self
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("COMMIT")

    def change_mark(self) -> int:
        """A number that differs from the one before where another connection has written since; only for this view."""
        return int(self._one("PRAGMA data_version")[0])

    def counts(self) -> LedgerCounts:
        """How much there is."""
        row = self._one(
            "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM texts), (SELECT count(*) FROM claims), "
            "(SELECT count(DISTINCT actor) FROM parties), (SELECT count(*) FROM failures), (SELECT count(*) FROM runs)"
        )
        return LedgerCounts(*row)

    def claims(self, wanted: ClaimFilter | None = None) -> Iterator[Claim]:
        """Claims that pass the filter, by document in the order first read, then by place in the text."""
        condition, values = where(wanted or ClaimFilter())
        limit = -1 if wanted is None or wanted.limit is None else wanted.limit
        for (record,) in self._all(
            f"SELECT w.record FROM claims c JOIN documents d ON d.id = c.document {_SPEAKING} "  # noqa: S608 - no value in it
            f"WHERE {condition} ORDER BY d.rowid, c.start, c.stop, c.id LIMIT ?",
            [*values, limit],
        ):
            yield claim_from_record(json.loads(record))

    def claims_between(self, document: str, first: int, last: int, limit: int) -> Iterator[Claim]:
        """At most `limit` claims that the document makes and whose evidence begins in [first, last), by place.

        A claim of a text that several documents hold is told by each of them.
        """
        rows = self._all(
            "SELECT w.record FROM claims c JOIN witnesses w ON w.claim = c.id AND w.reader = c.reader WHERE w.document = ? "
            "AND c.start >= ? AND c.start < ? ORDER BY c.start, c.stop, c.id LIMIT ?",
            [bytes.fromhex(document), first, last, limit],
        )
        for (record,) in rows:
            yield claim_from_record(json.loads(record))

    def claim_languages(self) -> dict[str, str]:
        """The language of each claim's sentence, by the claim's id."""
        return {key.hex(): language for key, language in self._all("SELECT id, language FROM claims")}

    def count_claims(self, wanted: ClaimFilter) -> int:
        """How many claims pass the filter; its limit is not applied."""
        condition, values = where(wanted)
        counted = f"SELECT count(*) FROM claims c JOIN documents d ON d.id = c.document WHERE {condition}"  # noqa: S608 - as above
        return int(self._one(counted, values)[0])

    def claim(self, identity: str) -> Claim | None:
        """The claim with this whole id, as its most confident witness tells it."""
        row = self._first(
            f"SELECT w.record FROM claims c {_SPEAKING} WHERE c.id = ?",  # noqa: S608 - as above
            [bytes.fromhex(identity)],
        )
        return claim_from_record(json.loads(row[0])) if row else None

    def match(self, prefix: str) -> list[Match]:
        """Claims whose id begins with `prefix` (8 to 32 hexadecimal digits), at most 20 of them."""
        low, high = prefix_range(prefix)
        found = self._all("SELECT id FROM claims WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?", [low, high, _CANDIDATES])
        return [Match(row[0].hex(), self.short(row[0].hex())) for row in list(found)]

    def short(self, identity: str) -> str:
        """The shortest prefix, of 8 digits or more, that no other claim's id begins with."""
        key, length = bytes.fromhex(identity), SHORTEST_PREFIX
        for neighbour in ("SELECT max(id) FROM claims WHERE id < ?", "SELECT min(id) FROM claims WHERE id > ?"):
            other = self._one(neighbour, [key])[0]
            if other is not None:
                while length < len(identity) and other.hex()[:length] == identity[:length]:
                    length += 1
        return identity[:length]

    def witnesses(self, identity: str) -> list[Witness]:
        """Who found the claim, the most confident first."""
        rows = self._all(
            "SELECT reader, confidence, document FROM witnesses WHERE claim = ? ORDER BY confidence DESC, reader, document",
            [bytes.fromhex(identity)],
        )
        return [Witness(reader, confidence, document.hex()) for reader, confidence, document in rows]

    def readers(self, identity: str) -> tuple[str, ...]:
        """Who found the claim, each reader once, the most confident first."""
        return tuple(dict.fromkeys(row.reader for row in self.witnesses(identity)))

    def document(self, identity: str) -> Document | None:
        """The document with this whole id, text, zones and sentences included."""
        key = bytes.fromhex(identity)
        row = self._first(
            "SELECT d.text, t.text, d.address, d.media_type, d.language, d.title, d.site, d.author, d.published, "
            "d.published_from, d.retrieved, d.first_seen FROM documents d JOIN texts t ON t.id = d.text WHERE d.id = ?",
            [key],
        )
        if row is None:
            return None
        zones = tuple(
            Zone(ZoneKind(kind), start, stop)
            for kind, start, stop in self._all("SELECT kind, start, stop FROM zones WHERE document = ? ORDER BY place", [key])
        )
        sentences = tuple(
            Sentence(start, stop, ZoneKind(zone), paragraph, language)
            for start, stop, zone, paragraph, language in self._all(
                "SELECT start, stop, zone, paragraph, language FROM sentences WHERE document = ? ORDER BY place", [key]
            )
        )
        text_id, text, address, media_type, language, title, site, author, published, published_from, retrieved, first_seen = row
        return Document(
            identity,
            text_id.hex(),
            text,
            address,
            media_type,
            language,
            zones,
            sentences,
            title,
            site,
            author,
            published,
            published_from,
            retrieved,
            first_seen,
        )

    def documents(self, limit: int | None = None, identity: str | None = None) -> Iterator[DocumentSummary]:
        """Documents without their texts, in the order first read; only the one with the id where that is given."""
        for (
            key,
            address,
            title,
            site,
            language,
            published,
            published_from,
            first_seen,
            characters,
            kinds,
            sentences,
            claims,
        ) in self._all(
            "SELECT d.id, d.address, d.title, d.site, d.language, d.published, d.published_from, d.first_seen, length(t.text), "
            "(SELECT json_group_array(json_array(kind, n)) FROM (SELECT kind, count(*) AS n FROM zones WHERE document = d.id "
            "GROUP BY kind ORDER BY min(place))), (SELECT count(*) FROM sentences WHERE document = d.id), "
            "(SELECT count(DISTINCT claim) FROM witnesses WHERE document = d.id) "
            "FROM documents d JOIN texts t ON t.id = d.text WHERE ? IS NULL OR d.id = ? ORDER BY d.rowid LIMIT ?",
            [identity, bytes.fromhex(identity) if identity else None, -1 if limit is None else limit],
        ):
            zones = tuple((str(kind), int(number)) for kind, number in json.loads(kinds))
            yield DocumentSummary(
                key.hex(),
                address,
                title,
                site,
                language,
                published,
                published_from,
                first_seen,
                characters,
                zones,
                sentences,
                claims,
            )

    def actors(
        self, kind: ActorKind | None = None, limit: int | None = None, horizon: Horizon = EVERYTHING
    ) -> Iterator[ActorSeen]:
        """Actors as seen in the claims that count as known, the most often named first."""
        known, values = told_by(horizon)
        rows = self._all(
            "SELECT actor, min(name), min(kind) AS of_kind, count(DISTINCT claim) AS claims, "  # noqa: S608 - no value in it
            "count(DISTINCT CASE WHEN side = 'subject' THEN claim END), "
            "count(DISTINCT CASE WHEN side = 'object' THEN claim END), "
            "count(DISTINCT CASE WHEN side = 'attributed_to' THEN claim END) FROM parties "
            f"WHERE ? OR claim IN ({known}) GROUP BY actor HAVING ? IS NULL OR of_kind = ? ORDER BY claims DESC, actor LIMIT ?",
            [horizon.is_open(), *values, kind, kind, -1 if limit is None else limit],
        )
        for identity, name, seen, claims, as_subject, as_object, as_source in rows:
            mentions = tuple(
                row[0]
                for row in self._all(
                    "SELECT mention FROM parties WHERE actor = ? GROUP BY mention ORDER BY count(*) DESC, mention LIMIT ?",
                    [identity, _MENTIONS_SHOWN],
                )
            )
            yield ActorSeen(identity, name, seen, claims, as_subject, as_object, as_source, mentions)

    def find_actors(self, text: str) -> tuple[str, ...]:
        """Ids of the actors with this id, this English name, or this name as a text writes it."""
        rows = self._all(
            "SELECT actor FROM parties WHERE actor = ? UNION SELECT actor FROM parties WHERE name = ? COLLATE NOCASE "
            "UNION SELECT actor FROM parties WHERE mention = ? ORDER BY 1",
            [text.lower(), text, text],
        )
        return tuple(row[0] for row in rows)

    def failures(self, limit: int | None = None) -> Iterator[Failure]:
        """Documents that could not be read."""
        for row in self._all(
            "SELECT address, reason, first_run, last_run FROM failures ORDER BY rowid LIMIT ?", [-1 if limit is None else limit]
        ):
            yield Failure(*row)

    def runs(self) -> Iterator[RunRecord]:
        """The runs of `read`, oldest first."""
        for identity, started, finished, readers, *numbers in self._all(
            "SELECT id, started, finished, readers, documents_read, documents_known, documents_failed, claims_new "
            "FROM runs ORDER BY id"
        ):
            yield RunRecord(identity, started, finished, tuple(json.loads(readers)), *numbers)

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise explained(error, self.path) from error

    def _all(self, statement: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        with self._explaining():
            rows = self._connection.execute(statement, _plain(values))
            while (row := rows.fetchone()) is not None:  # 'yield from' would close the cursor, perhaps after its file
                yield row

    def _first(self, statement: str, values: Sequence[object] = ()) -> tuple[Any, ...] | None:
        with self._explaining():
            row: tuple[Any, ...] | None = self._connection.execute(statement, _plain(values)).fetchone()
            return row

    def _one(self, statement: str, values: Sequence[object] = ()) -> tuple[Any, ...]:
        row = self._first(statement, values)
        assert row is not None
        return row


def _plain(values: Sequence[object]) -> list[Any]:
    return [str(value) if isinstance(value, ActorKind) else value for value in values]
