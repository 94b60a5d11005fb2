"""The index of words: it is written with what it is about, and only once."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from ledger.samples import NOW, FakeReader, make_document, samples

from interlock.ledger import LedgerError, LedgerWriter
from interlock.ledger.connection import migrate
from interlock.ledger.resolved import ResolvedView
from interlock.ledger.schema import MIGRATIONS
from interlock.ledger.searched import catch_up
from interlock.vocabulary import Document, Kind
from interlock.vocabulary.searching import IndexedText, Phrase, Segmentation


def cut(text: str) -> IndexedText:
    """Words by spaces and marks, no more."""
    return IndexedText(" ".join(re.findall(r"\w+", text.lower())), "")


PLAIN = Segmentation("plain", cut)
LEASE = "Under OpenAI will lease chips from Nvidia for about $300 billion."


def write(path: Path, documents: Sequence[Document], reader: FakeReader, segmentation: Segmentation | None = PLAIN) -> None:
    """Documents as a reader sees them, in the ledger."""
    with LedgerWriter(path, segmentation=segmentation) as writer:
        writer.begin_run(NOW, [reader.name], ["press"])
        for document in documents:
            writer.add(document, {reader.name: reader.read(document)}, NOW)


def nothing_else(identity: str) -> tuple[str, ...]:
    """No further names."""
    return ()


def quotes(path: Path, *words: str) -> list[str]:
    """The quotes that have all these words."""
    with ResolvedView(path) as view:
        return [found.quote for found in view.quotes_with([(Phrase((word,)),) for word in words], 20)]


def titles(path: Path, word: str) -> list[str]:
    """The titles that have the word."""
    with ResolvedView(path) as view:
        return [found.title for found in view.titles_with([(Phrase((word,)),)], 20)]


def counted(path: Path) -> list[int]:
    """Rows of the index: places and entries of quotes and of titles."""
    connection = sqlite3.connect(path)
    tables = ("searched_quotes", "quote_words_docsize", "searched_titles", "title_words_docsize")
    found = [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]  # noqa: S608
    connection.close()
    return found


def test_what_is_written_is_found_at_once(tmp_path: Path) -> None:
    """By another connection, while the writer goes on."""
    path = tmp_path / "l.db"
    document = make_document(f"Big deal\n{LEASE}".replace("Under ", "Under the contract "), title := "/press/a.txt")
    with LedgerWriter(path, segmentation=PLAIN) as writer:
        writer.begin_run(NOW, ["fake/1.0"], [title])
        writer.add(document, {"fake/1.0": FakeReader().read(document)}, NOW)
        assert quotes(path, "lease", "nvidia") == ["OpenAI will lease chips from Nvidia for about $300 billion"]
        assert (quotes(path, "lease", "oracle"), titles(path, "big")) == ([], ["Big deal"])


def test_reading_again_adds_nothing(tmp_path: Path) -> None:
    """Neither the same reader nor a newer version of it that finds the same."""
    path = tmp_path / "l.db"
    write(path, samples(), FakeReader())
    once = counted(path)
    assert once == [8, 8, 5, 5]
    write(path, samples(), FakeReader())
    write(path, samples(), FakeReader("fake/2.0"))
    assert counted(path) == once


def test_a_document_that_is_cut_short_leaves_no_words(tmp_path: Path) -> None:
    """Words, claims and document are one transaction."""
    path, quotes_cut = tmp_path / "l.db", list[str]()

    def breaking(text: str) -> IndexedText:
        quotes_cut.append(text)
        if len(quotes_cut) == 3:
            raise KeyboardInterrupt
        return cut(text)

    with pytest.raises(KeyboardInterrupt):
        write(path, samples()[:1], FakeReader(), Segmentation("plain", breaking))
    assert counted(path) == [0, 0, 0, 0]
    with ResolvedView(path) as view:
        assert view.counts().documents == 0
    write(path, samples()[:1], FakeReader())
    assert counted(path) == [2, 2, 1, 1]


def test_a_claim_that_is_gone_is_not_found_and_its_place_stays_empty(tmp_path: Path) -> None:
    """Else the words of the old quote would be found as another's."""
    path = tmp_path / "l.db"
    write(path, samples()[1:2], FakeReader())
    write(path, samples()[1:2], FakeReader("fake/2.0", skip=[Kind.ACQUIRES]))
    assert quotes(path, "ampere") == []
    write(path, samples()[3:4], FakeReader("fake/2.0"))
    assert quotes(path, "ampere") == []
    assert quotes(path, "asml") == ["ASML investit 1,3 milliard d'euros dans Mistral"]


def test_a_title_that_changes_is_found_as_it_is_now(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    document = make_document("Old words\nNothing is told.")
    write(path, [document], FakeReader())
    write(path, [replace(document, title="New words")], FakeReader("fake/2.0"))
    assert (titles(path, "old"), titles(path, "words")) == ([], ["New words"])
    write(path, [replace(document, title=None)], FakeReader("fake/3.0"))
    assert titles(path, "words") == []


def test_what_was_written_without_words_is_made_up_for(tmp_path: Path) -> None:
    """It is counted as not searchable until then, and no document is taken twice."""
    path = tmp_path / "l.db"
    write(path, samples(), FakeReader(), segmentation=None)
    with ResolvedView(path) as view:
        assert view.unsearched() == 5
    assert quotes(path, "lease") == []
    assert catch_up(path, PLAIN, nothing_else) == 5
    assert catch_up(path, PLAIN, nothing_else) == 0
    assert (len(quotes(path, "lease")), counted(path)) == (1, [8, 8, 5, 5])


def test_another_way_of_cutting_fills_the_index_anew(tmp_path: Path) -> None:
    """Words cut in two ways never stand side by side."""
    path = tmp_path / "l.db"
    write(path, samples(), FakeReader())

    def backwards(text: str) -> IndexedText:
        return IndexedText(cut(text).words[::-1], "")

    assert catch_up(path, Segmentation("backwards", backwards), nothing_else) == 5
    assert (quotes(path, "lease"), len(quotes(path, "esael"))) == ([], 1)
    assert counted(path) == [8, 8, 5, 5]


def test_a_ledger_of_the_third_schema_is_searched_after_catching_up(tmp_path: Path) -> None:
    """Until a program opens it for writing it is refused with the words that help; then all of it is to do."""
    path = tmp_path / "l.db"
    write(path, samples(), FakeReader(), segmentation=None)
    connection = sqlite3.connect(path, isolation_level=None)
    old = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
    migrate(old, tmp_path / "old.db", MIGRATIONS[:3])
    known = {row[0] for row in old.execute("SELECT name FROM sqlite_schema")}
    old.close()
    for (name,) in connection.execute("SELECT name FROM pragma_table_list WHERE type IN ('table', 'virtual')").fetchall():
        if name not in known and not name.startswith("sqlite_"):
            connection.execute(f"DROP TABLE {name}")
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        if name not in known:
            connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA user_version = 3")
    connection.close()
    with pytest.raises(LedgerError, match="interlock rebuild"):
        ResolvedView(path)
    assert catch_up(path, PLAIN, nothing_else) == 5
    assert (len(quotes(path, "lease")), titles(path, "lease")) == (1, ["OpenAI to lease Nvidia chips"])


@pytest.mark.parametrize(
    "word", ['a" OR "nvidia', "nvidia*", "NEAR(nvidia chips)", "words:nvidia", "-nvidia", "^nvidia", '"', ""]
)
def test_no_word_is_syntax(tmp_path: Path, word: str) -> None:
    """Whatever stands in a word, it is looked for as a word and finds nothing that has it not."""
    write(tmp_path / "l.db", samples(), FakeReader())
    assert [quote for quote in quotes(tmp_path / "l.db", word, "ampere") if "Nvidia" in quote] == []
