"""The ground of the derived tables: transactions, what is still to resolve, documents and their claims."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from interlock.ledger.connection import BUSY_SECONDS, open_for_writing, transaction
from interlock.ledger.errors import explained
from interlock.ledger.judging import judgement_of
from interlock.vocabulary import Claim, Judgement, claim_from_record
from interlock.vocabulary.document import Source

_TABLES = (
    "document_nodes",
    "node_forms",
    "node_keys",
    "node_links",
    "identity_nodes",
    "identities",
    "document_marks",
    "story_links",
    "tellings",
    "propositions",
    "fact_claims",
    "facts",
)


class Tables:
    """The file, its transactions, what is to do, and the documents with their claims."""

    def __init__(self, path: Path, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self._connection = open_for_writing(path, busy_seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it is kept, or nothing."""
        try:
            with transaction(self._connection):
                yield
        except sqlite3.IntegrityError:
            raise
        except sqlite3.Error as error:
            raise explained(error, self.path) from error

    # what is to do

    def made_with(self) -> str | None:
        """The version of the rules, with the atlas, by which the tables were made."""
        row = self._connection.execute("SELECT value FROM derivation WHERE name = 'rules'").fetchone()
        return None if row is None else str(row[0])

    def start_over(self, rules: str) -> None:
        """Forget everything derived; every document is to be resolved again."""
        for table in _TABLES:
            self._run(f"DELETE FROM {table}")  # noqa: S608 - a name of ours
        self._run("INSERT OR IGNORE INTO unresolved SELECT id FROM documents")
        self._run("UPDATE judgements SET resolved = 1")
        self._run("INSERT OR REPLACE INTO derivation (name, value) VALUES ('rules', ?)", rules)

    def unresolved(self, limit: int) -> list[str]:
        """Documents that are new or were read anew, at most `limit`, by id."""
        return [row[0].hex() for row in self._run("SELECT document FROM unresolved ORDER BY document LIMIT ?", limit)]

    def done_with(self, documents: Iterable[str], judgements: Iterable[Judgement]) -> None:
        """These documents and judgements have been taken into account."""
        self._many("DELETE FROM unresolved WHERE document = ?", ((key_of(each),) for each in documents))
        self._many("UPDATE judgements SET resolved = 1 WHERE id = ?", ((key_of(each.id),) for each in judgements))

    def judgements(self, unresolved: bool = False) -> list[Judgement]:
        """All judgements in the order given, or those not yet taken into account."""
        rows = self._run(
            "SELECT id, about, left, right, verdict, who, at, why, undoes FROM judgements "
            "WHERE NOT ? OR resolved = 0 ORDER BY place",
            unresolved,
        )
        return [judgement_of(row) for row in rows]

    # what there is

    def source(self, document: str) -> Source:
        """The document without its text."""
        row = self._run(
            "SELECT text, language, site, published, first_seen FROM documents WHERE id = ?", key_of(document)
        ).fetchone()
        return Source(document, row[0].hex(), *row[1:])

    def has_document(self, document: str) -> bool:
        """Whether there is a document with this id."""
        try:
            key = key_of(document)
        except ValueError:
            return False
        return self._run("SELECT 1 FROM documents WHERE id = ?", key).fetchone() is not None

    def text(self, document: str) -> str:
        """The text of the document."""
        row = self._run(
            "SELECT t.text FROM documents d JOIN texts t ON t.id = d.text WHERE d.id = ?", key_of(document)
        ).fetchone()
        return str(row[0])

    def claims_of(self, document: str) -> list[Claim]:
        """The claims of the document, each as its most confident reader tells it."""
        best: dict[bytes, str] = {}
        for claim, record in self._run(
            "SELECT claim, record FROM witnesses WHERE document = ? ORDER BY claim, confidence DESC, reader", key_of(document)
        ):
            best.setdefault(claim, record)
        return [claim_from_record(json.loads(record)) for record in best.values()]

    def _run(self, statement: str, *values: object) -> sqlite3.Cursor:
        return self._connection.execute(statement, list(values))

    def _many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        self._connection.executemany(statement, rows)


def key_of(identity: str) -> bytes:
    return bytes.fromhex(identity)
