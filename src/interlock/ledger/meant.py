"""Vectors of what sentences and titles mean: kept where somebody has begun to make them, and asked for."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from interlock.ledger.connection import open_for_writing, writing
from interlock.ledger.horizon import EVERYTHING, Horizon
from interlock.ledger.search import QuoteFound, SearchView, TitleFound, told
from interlock.vocabulary.searching import Meaning

_BATCH = 16
"""Documents whose vectors go in together."""

_LONGEST_SENTENCE = 1000

_EVIDENCE = """
SELECT s.start, s.stop, '' FROM sentences s
WHERE s.document = ? AND EXISTS (SELECT 1 FROM claims c WHERE c.document = s.document AND c.start >= s.start AND c.start < s.stop)
ORDER BY s.start
"""


class MeantState(NamedTuple):
    """What there is of vectors: who made them (None: nobody yet), of how many sentences and titles, what waits, and a mark that
    is another after every change."""

    version: str | None
    sentences: int
    titles: int
    waiting: int
    mark: str


class Near(NamedTuple):
    """What is near a query in meaning: claims by sentence, and documents by title, each with its cosine, the nearest first."""

    sentences: Sequence[tuple[float, Sequence[QuoteFound]]] = ()
    titles: Sequence[tuple[float, TitleFound]] = ()


class Stretch(NamedTuple):
    """A sentence that is evidence, by its place; or a title, which starts at -1."""

    start: int
    stop: int
    title: str


class MeantView(SearchView):
    """A view that can be asked for vectors."""

    def meant(self) -> MeantState:
        """What there is of vectors."""
        known = dict(self._all("SELECT name, value FROM derivation WHERE name IN ('meaning', 'meaning mark')"))
        row = self._one("SELECT (SELECT count(*) FROM meant_sentences), (SELECT count(*) FROM meant_titles)")
        waiting = self._one("SELECT count(*) FROM unmeant")[0]
        return MeantState(known.get("meaning"), row[0], row[1], waiting, known.get("meaning mark", ""))

    def meant_mark(self) -> tuple[str | None, str]:
        """Who made the vectors, and the mark of their last change."""
        known = dict(self._all("SELECT name, value FROM derivation WHERE name IN ('meaning', 'meaning mark')"))
        return known.get("meaning"), known.get("meaning mark", "")

    def sentence_vectors(self) -> tuple[list[int], list[bytes]]:
        """Places and vectors of all sentences."""
        return self._vectors("SELECT place, vector FROM meant_sentences ORDER BY place")

    def title_vectors(self) -> tuple[list[int], list[bytes]]:
        """Places and vectors of all titles."""
        return self._vectors("SELECT place, vector FROM meant_titles ORDER BY place")

    def _vectors(self, statement: str) -> tuple[list[int], list[bytes]]:
        with self._explaining():
            rows = self._connection.execute(statement).fetchall()
        return [place for place, _ in rows], [vector for _, vector in rows]

    def quotes_at(self, places: Iterable[int], horizon: Horizon = EVERYTHING) -> dict[int, list[QuoteFound]]:
        """The claims in the sentences at these places that a document tells which counts as known, by place."""
        condition, values = told("SELECT 1 FROM witnesses v JOIN documents k ON k.id = v.document WHERE v.claim = c.id", horizon)
        rows = self._all(
            "SELECT s.place, lower(hex(c.id)), lower(hex(c.document)), lower(hex(d.text)), c.start, w.record, "  # noqa: S608
            "c.language, d.published, (SELECT lower(hex(fact)) FROM fact_claims fc WHERE fc.claim = c.id LIMIT 1) "
            "FROM json_each(?) asked CROSS JOIN meant_sentences s ON s.place = asked.value "
            "JOIN claims c ON c.document = s.document AND c.start >= s.start AND c.start < s.stop "
            "JOIN witnesses w ON w.claim = c.id AND w.document = c.document AND w.reader = c.reader "
            f"JOIN documents d ON d.id = c.document WHERE {condition} ORDER BY s.place, c.start, c.id",
            [json.dumps(list(places)), *values],
        )
        found: dict[int, list[QuoteFound]] = {}
        for place, claim, document, text, start, record, language, published, fact in rows:
            quote = json.loads(record)["evidence"]["quote"]
            found.setdefault(place, []).append(QuoteFound(claim, document, text, start, quote, language, published, fact, 0.0))
        return found

    def sentence_of(self, claim: str) -> str | None:
        """The whole sentence in which the evidence of a claim begins; of one without end its first thousand characters."""
        row = self._first(
            "SELECT t.text, s.start, s.stop FROM claims c JOIN sentences s ON s.document = c.document AND s.start <= c.start "
            "AND c.start < s.stop JOIN documents d ON d.id = c.document JOIN texts t ON t.id = d.text WHERE c.id = ?",
            [bytes.fromhex(claim)],
        )
        return None if row is None else str(row[0][row[1] : row[2]]).strip()[:_LONGEST_SENTENCE]

    def titles_at(self, places: Iterable[int], horizon: Horizon = EVERYTHING) -> dict[int, TitleFound]:
        """The documents that count as known of the titles at these places."""
        condition, values = told("SELECT 1 FROM documents k WHERE k.id = d.id", horizon)
        rows: Iterable[tuple[Any, ...]] = self._all(
            "SELECT s.place, lower(hex(d.id)), s.title, d.language, d.site, d.address, d.published, 0.0 "  # noqa: S608 - as above
            "FROM json_each(?) asked CROSS JOIN meant_titles s ON s.place = asked.value "
            f"JOIN documents d ON d.id = s.document WHERE {condition}",
            [json.dumps(list(places)), *values],
        )
        return {row[0]: TitleFound(*row[1:]) for row in rows}


def keep_meaning(
    ledger: Path, meaning: Meaning, progress: Callable[[int, int], None] | None = None, *, afresh: bool = False
) -> int:
    """Give vectors to all that waits for one; return to how many documents.

    Vectors of another version are made anew. `progress` is told how many documents are done and how many wait. Documents go in by
    batches; while vectors are made, others may write. Raises LedgerError.
    """
    done = 0
    with closing(open_for_writing(ledger)) as connection:
        with writing(connection, ledger):
            known = connection.execute("SELECT value FROM derivation WHERE name = 'meaning'").fetchone()
            if afresh or known is None or known[0] != meaning.version:
                _start_over(connection, meaning.version)
        while batch := [row[0] for row in connection.execute("SELECT document FROM unmeant LIMIT ?", (_BATCH,))]:
            wanted = {document: _wanted(connection, document) for document in batch}
            new = {document: sorted(wanted[document] - _made(connection, document)) for document in batch}
            texts = [text for document in batch for text in _texts(connection, document, new[document])]
            made = iter(meaning.vectors(texts))
            vectors = {document: [next(made) for _ in new[document]] for document in batch}
            with writing(connection, ledger):
                current = [document for document in batch if _wanted(connection, document) == wanted[document]]
                for document in current:
                    _drop(connection, document, _made(connection, document) - wanted[document])
                    for stretch, vector in zip(new[document], vectors[document], strict=True):
                        _add(connection, document, stretch, vector)
                    connection.execute("DELETE FROM unmeant WHERE document = ?", (document,))
                _mark(connection)
            done += len(current)
            if progress is not None:
                progress(done, int(connection.execute("SELECT count(*) FROM unmeant").fetchone()[0]))
    return done


def _wanted(connection: sqlite3.Connection, document: bytes) -> set[Stretch]:
    stretches = {Stretch(*row) for row in connection.execute(_EVIDENCE, (document,))}
    title = connection.execute("SELECT title FROM documents WHERE id = ?", (document,)).fetchone()
    if title and title[0]:
        stretches.add(Stretch(-1, -1, title[0]))
    return stretches


def _made(connection: sqlite3.Connection, document: bytes) -> set[Stretch]:
    made = connection.execute(
        "SELECT start, stop, '' FROM meant_sentences WHERE document = ?1 "
        "UNION ALL SELECT -1, -1, title FROM meant_titles WHERE document = ?1",
        (document,),
    )
    return {Stretch(*row) for row in made}


def _texts(connection: sqlite3.Connection, document: bytes, stretches: Iterable[Stretch]) -> list[str]:
    text = connection.execute(
        "SELECT t.text FROM documents d JOIN texts t ON t.id = d.text WHERE d.id = ?", (document,)
    ).fetchone()
    return [stretch.title if stretch.start < 0 else text[0][stretch.start : stretch.stop] for stretch in stretches]


def _add(connection: sqlite3.Connection, document: bytes, stretch: Stretch, vector: bytes) -> None:
    if stretch.start < 0:
        connection.execute(
            "INSERT OR REPLACE INTO meant_titles (document, title, vector) VALUES (?, ?, ?)", (document, stretch.title, vector)
        )
    else:
        connection.execute(
            "INSERT OR REPLACE INTO meant_sentences (document, start, stop, vector) VALUES (?, ?, ?, ?)",
            (document, stretch.start, stretch.stop, vector),
        )


def _drop(connection: sqlite3.Connection, document: bytes, gone: Iterable[Stretch]) -> None:
    for stretch in gone:
        if stretch.start < 0:
            connection.execute("DELETE FROM meant_titles WHERE document = ?", (document,))
        else:
            connection.execute(
                "DELETE FROM meant_sentences WHERE document = ? AND start = ? AND stop = ?",
                (document, stretch.start, stretch.stop),
            )


def _start_over(connection: sqlite3.Connection, version: str) -> None:
    for statement in (
        "DELETE FROM meant_sentences",
        "DELETE FROM meant_titles",
        "INSERT OR IGNORE INTO unmeant SELECT id FROM documents",
    ):
        connection.execute(statement)
    connection.execute("INSERT OR REPLACE INTO derivation (name, value) VALUES ('meaning', ?)", (version,))
    _mark(connection)


def _mark(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT OR REPLACE INTO derivation (name, value) VALUES ('meaning mark', ?)", (secrets.token_hex(8),))


def vectors_made_by(ledger: Path) -> str | None:
    """Who made the vectors of the ledger; None where there are none. Raises LedgerError."""
    with MeantView(ledger) as view:
        return view.meant_mark()[0]
