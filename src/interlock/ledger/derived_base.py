"""The ground of the derived tables: transactions, what is still to resolve, documents and their claims."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

from interlock.ledger.connection import BUSY_SECONDS, open_for_writing, writing
from interlock.ledger.judging import JUDGEMENTS, UNRESOLVED_JUDGEMENTS, judgement_of
from interlock.ledger.witnesses import CLAIMS_OF_DOCUMENT, most_confident
from interlock.vocabulary import Claim, Judgement
from interlock.vocabulary.document import Source

_TABLES = (
    "searched_names",
    "unsearched_actors",
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

    def writing(self) -> AbstractContextManager[None]:
        """One transaction: all of it is kept, or nothing."""
        return writing(self._connection, self.path)

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
        """Documents that are new or were read anew, at most `limit`, the earliest published first: what belongs together is
        then looked at together."""
        found = self._run(
            "SELECT u.document FROM unresolved u JOIN documents d ON d.id = u.document ORDER BY d.published, d.id LIMIT ?", limit
        )
        return [row[0].hex() for row in found]

    def written_elsewhere(self) -> int:
        """A number that differs from the one before where another connection has written since."""
        return int(self._run("PRAGMA data_version").fetchone()[0])

    def done_with(self, documents: Iterable[str], judgements: Iterable[Judgement]) -> None:
        """These documents and judgements have been taken into account."""
        self._many("DELETE FROM unresolved WHERE document = ?", ((key_of(each),) for each in documents))
        self._many("UPDATE judgements SET resolved = 1 WHERE id = ?", ((key_of(each.id),) for each in judgements))

    def judgements(self, unresolved: bool = False) -> list[Judgement]:
        """All judgements in the order given, or those not yet taken into account."""
        return list(map(judgement_of, self._run(UNRESOLVED_JUDGEMENTS if unresolved else JUDGEMENTS)))

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
        return most_confident(self._run(CLAIMS_OF_DOCUMENT, key_of(document)))

    def _run(self, statement: str, *values: object) -> sqlite3.Cursor:
        return self._connection.execute(statement, list(values))

    def _many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        self._connection.executemany(statement, rows)


def key_of(identity: str) -> bytes:
    """An id as the tables hold it. Raises ValueError for what is none."""
    return bytes.fromhex(identity)
