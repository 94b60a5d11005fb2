"""What can be searched for: the words of quotes, titles and names, kept up to date inside the transactions that change them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from interlock.ledger.connection import open_for_writing, writing
from interlock.vocabulary.searching import Segmentation

OtherNames = Callable[[str], Iterable[str]]
"""Further names of the actor with an id, beside those that the documents use."""

_BATCH = 500
"""Documents in one transaction."""

_NEW_CLAIMS = """
SELECT w.claim, w.record FROM witnesses w
WHERE w.document = ? AND NOT EXISTS (SELECT 1 FROM searched_quotes s WHERE s.claim = w.claim) GROUP BY w.claim
"""


def add_words(connection: sqlite3.Connection, document: bytes, segmentation: Segmentation | None) -> None:
    """Let the title and the quotes of the document be found; without a segmentation, note that this is still to do."""
    if segmentation is None:
        connection.execute("INSERT OR IGNORE INTO unsearched (document) VALUES (?)", (document,))
        return
    _start_over_if_older(connection, segmentation)
    _add_title(connection, document, segmentation)
    for claim, record in connection.execute(_NEW_CLAIMS, (document,)).fetchall():
        quote = json.loads(record)["evidence"]["quote"]  # the engine's own JSON functions cut it at a null character
        place = connection.execute("INSERT INTO searched_quotes (claim) VALUES (?)", (claim,)).lastrowid
        connection.execute("INSERT INTO quote_words (rowid, words, bare) VALUES (?, ?, ?)", (place, *segmentation.cut(quote)))
    connection.execute("DELETE FROM unsearched WHERE document = ?", (document,))


def _add_title(connection: sqlite3.Connection, document: bytes, segmentation: Segmentation) -> None:
    title = connection.execute("SELECT title FROM documents WHERE id = ?", (document,)).fetchone()[0]
    known = connection.execute("SELECT title FROM searched_titles WHERE document = ?", (document,)).fetchone()
    if title == (known[0] if known else None):
        return
    connection.execute("UPDATE searched_titles SET document = NULL WHERE document = ?", (document,))
    if title is not None:
        place = connection.execute("INSERT INTO searched_titles (document, title) VALUES (?, ?)", (document, title)).lastrowid
        connection.execute("INSERT INTO title_words (rowid, words, bare) VALUES (?, ?, ?)", (place, *segmentation.cut(title)))


def add_names(connection: sqlite3.Connection, segmentation: Segmentation, also: OtherNames) -> None:
    """Let the names be found of every actor for which that is still to do: those seen, and those that `also` gives to its id."""
    _start_over_if_older(connection, segmentation)
    waiting = connection.execute(
        "SELECT i.id, i.name, i.record FROM unsearched_actors u JOIN identities i ON i.id = u.identity"
    ).fetchall()
    for identity, name, record in waiting:
        connection.execute("DELETE FROM searched_names WHERE identity = ?", (identity,))
        names = dict.fromkeys([name, *json.loads(record)["names"], *also(identity)])
        connection.executemany(
            "INSERT INTO searched_names (identity, name, words) VALUES (?, ?, ?)",
            [(identity, each, segmentation.cut(each).words) for each in names],
        )
    connection.execute("DELETE FROM unsearched_actors")


def _start_over_if_older(connection: sqlite3.Connection, segmentation: Segmentation) -> None:
    known = connection.execute("SELECT value FROM derivation WHERE name = 'words'").fetchone()
    if known is None or known[0] != segmentation.version:
        _start_over(connection, segmentation)


def _start_over(connection: sqlite3.Connection, segmentation: Segmentation) -> None:
    for statement in (
        "INSERT INTO quote_words (quote_words) VALUES ('delete-all')",
        "DELETE FROM searched_quotes",
        "INSERT INTO title_words (title_words) VALUES ('delete-all')",
        "DELETE FROM searched_titles",
        "DELETE FROM searched_names",
        "INSERT OR IGNORE INTO unsearched SELECT id FROM documents",
        "INSERT OR IGNORE INTO unsearched_actors SELECT id FROM identities",
    ):
        connection.execute(statement)
    connection.execute("INSERT OR REPLACE INTO derivation (name, value) VALUES ('words', ?)", (segmentation.version,))


def catch_up(ledger: Path, segmentation: Segmentation, also: OtherNames, *, afresh: bool = False) -> int:
    """Let everything be found for which that is still to do, or everything `afresh`; return how many documents that were.

    What changes goes in by batches of documents. Raises LedgerError.
    """
    done = 0
    with closing(open_for_writing(ledger)) as connection:
        if afresh:
            with writing(connection, ledger):
                _start_over(connection, segmentation)
        while True:
            with writing(connection, ledger):
                add_names(connection, segmentation, also)
                waiting = connection.execute("SELECT document FROM unsearched LIMIT ?", (_BATCH,)).fetchall()
                for (document,) in waiting:
                    add_words(connection, document, segmentation)
            if not waiting:
                return done
            done += len(waiting)
