"""Which documents tell one story: what they are found by, links between them, their tellings."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence

from interlock.ledger.derived_base import Tables, key_of
from interlock.vocabulary import Telling
from interlock.vocabulary.fact_codec import telling_to_record
from interlock.vocabulary.story import StoryLink

_FOREVER = (-(2**62), 2**62)


class StoryTables(Tables):
    """Which documents tell one story: what they are found by, links between them, their tellings."""

    def replace_marks(self, document: str, marks: Iterable[str], day: int | None, news: int) -> None:
        """Set what the document is found by, the day (an ordinal) on which it was said, and how many things it tells."""
        self._run("DELETE FROM document_marks WHERE document = ?", key_of(document))
        rows = {(_mark(mark), 0 if day is None else day, key_of(document), news) for mark in marks}
        self._many("INSERT INTO document_marks (mark, day, document, news) VALUES (?, ?, ?, ?)", rows)

    def documents_near(self, marks: Iterable[str], day: int | None, reach: int) -> list[tuple[str, int, int]]:
        """The documents with one of the marks that were said within `reach` days, and those of an unknown day: each with
        how many of the marks it has, and how many things it tells."""
        low, high = _FOREVER if day is None else (day - reach, day + reach)
        met: Counter[tuple[bytes, int]] = Counter()
        for mark in marks:
            met.update(
                self._run(
                    "SELECT document, news FROM document_marks WHERE mark = ? AND (day BETWEEN ? AND ? OR day = 0)",
                    _mark(mark),
                    low,
                    high,
                )
            )
        return [(document.hex(), number, news) for (document, news), number in met.items()]

    def drop_story_links(self, document: str) -> set[str]:
        """Forget every link of the document; return the documents at their other ends."""
        key = key_of(document)
        ends = self._run("DELETE FROM story_links WHERE left = ? OR right = ? RETURNING left, right", key, key).fetchall()
        return {each.hex() for row in ends for each in row} - {document}

    def add_story_links(self, links: Iterable[StoryLink]) -> None:
        """Keep links between documents."""
        self._many(
            "INSERT OR REPLACE INTO story_links (left, right, score, why) VALUES (?, ?, ?, ?)",
            ((key_of(row.left), key_of(row.right), row.score, row.why) for row in links),
        )

    def story_links_of(self, document: str) -> list[StoryLink]:
        """Every link of the document."""
        key = key_of(document)
        rows = self._run("SELECT left, right, score, why FROM story_links WHERE left = ? OR right = ?", key, key)
        return [StoryLink(left.hex(), right.hex(), score, why) for left, right, score, why in rows]

    def told_in(self, document: str) -> tuple[str, str] | None:
        """Story and origin of the document."""
        row = self._run("SELECT story, origin FROM tellings WHERE document = ?", key_of(document)).fetchone()
        return None if row is None else (row[0].hex(), row[1].hex())

    def documents_of_story(self, story: str) -> set[str]:
        """The documents of a story."""
        return {row[0].hex() for row in self._run("SELECT document FROM tellings WHERE story = ?", key_of(story))}

    def replace_tellings(self, documents: Iterable[str], stories: Iterable[tuple[str, Sequence[Telling]]]) -> None:
        """The documents now tell these stories: id and tellings."""
        self._many("DELETE FROM tellings WHERE document = ?", ((key_of(each),) for each in documents))
        self._many(
            "INSERT INTO tellings (document, story, place, origin, relation, source_document, record) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    key_of(told.document),
                    key_of(story),
                    place,
                    key_of(told.origin),
                    str(told.relation),
                    key_of(told.of) if told.of else None,
                    json.dumps(telling_to_record(told), ensure_ascii=False, separators=(",", ":")),
                )
                for story, tellings in stories
                for place, told in enumerate(tellings)
            ),
        )


def _mark(mark: str) -> int:
    return int.from_bytes(hashlib.blake2b(mark.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)
