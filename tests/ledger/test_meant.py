"""Vectors in the ledger: what waits for one is noted by itself, and each is made once."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ledger.samples import NOW, FakeReader, filled, make_document, samples

from interlock.ledger import LedgerWriter
from interlock.ledger.connection import open_for_writing
from interlock.ledger.horizon import Horizon
from interlock.ledger.meant import MeantState, keep_meaning, vectors_made_by
from interlock.ledger.resolved import ResolvedView
from interlock.vocabulary import Document, Kind
from interlock.vocabulary.searching import Meaning

LEASE = "Under OpenAI will lease chips from Nvidia for about $300 billion."


class Maker:
    """Makes a vector of each text that is nothing but the text, and keeps what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def __call__(self, texts: Sequence[str]) -> list[bytes]:
        self.given += texts
        return [text.encode("utf-8", "replace") for text in texts]


def state(path: Path) -> MeantState:
    """What the ledger says about its vectors."""
    with ResolvedView(path) as view:
        return view.meant()


def add(path: Path, *documents: Document) -> None:
    """Documents read into the ledger."""
    reader = FakeReader()
    with LedgerWriter(path) as writer:
        writer.begin_run(NOW, [reader.name], ["press"])
        for document in documents:
            writer.add(document, {reader.name: reader.read(document)}, NOW)


def test_sentences_that_are_evidence_and_titles_get_vectors(tmp_path: Path) -> None:
    """Whole sentences, each once, whatever number of claims stands in it; the rest of the text gets none."""
    path, maker = tmp_path / "l.db", Maker()
    filled(path, FakeReader())
    assert (state(path).version, state(path).waiting) == (None, 5)
    assert keep_meaning(path, Meaning("a", maker)) == 5
    made = state(path)
    assert (made.version, made.sentences, made.titles, made.waiting) == ("a", 8, 5, 0)
    assert len(maker.given) == 13 == len(set(maker.given))
    with ResolvedView(path) as view:
        places, vectors = view.sentence_vectors()
        told = view.quotes_at(places)
    assert all(quote.quote in vector.decode() for place, vector in zip(places, vectors, strict=True) for quote in told[place])


def test_only_what_is_new_is_made(tmp_path: Path) -> None:
    """Nothing the second time; of a new document its own."""
    path, maker = tmp_path / "l.db", Maker()
    filled(path, FakeReader())
    keep_meaning(path, Meaning("a", maker))
    mark = state(path).mark
    maker.given.clear()
    assert keep_meaning(path, Meaning("a", maker)) == 0 and not maker.given
    add(path, make_document(LEASE))
    assert state(path).waiting == 1
    assert keep_meaning(path, Meaning("a", maker)) == 1
    assert (maker.given, state(path).sentences) == ([LEASE, LEASE], 9)  # its title and its sentence
    assert state(path).mark != mark


def test_a_changed_title_and_a_claim_read_anew_are_made_again(tmp_path: Path) -> None:
    path, maker = tmp_path / "l.db", Maker()
    paper = replace(make_document(LEASE), title="One")
    add(path, paper)
    keep_meaning(path, Meaning("a", maker))
    maker.given.clear()
    add(path, replace(paper, title="Two"))
    keep_meaning(path, Meaning("a", maker))
    assert maker.given == ["Two"]
    with ResolvedView(path) as view:
        (place,), _ = view.title_vectors()
        assert view.titles_at([place])[place].title == "Two"


def test_another_version_makes_all_anew(tmp_path: Path) -> None:
    """Vectors of two versions never stand side by side."""
    path, maker = tmp_path / "l.db", Maker()
    filled(path, FakeReader())
    keep_meaning(path, Meaning("a", maker))
    assert keep_meaning(path, Meaning("b", maker)) == 5
    assert (vectors_made_by(path), state(path).sentences, len(maker.given)) == ("b", 8, 26)


def test_what_is_read_while_vectors_are_made_is_not_lost(tmp_path: Path) -> None:
    """A document that changes meanwhile goes on waiting until it has the vectors of its new sentences."""
    path = tmp_path / "l.db"
    paper = replace(make_document(LEASE), title="One")
    add(path, paper)
    maker = Maker()

    def disturbed(texts: Sequence[str]) -> list[bytes]:
        if "Two" not in maker.given and "One" not in maker.given:
            add(path, replace(paper, title="Two"))
        return maker(texts)

    keep_meaning(path, Meaning("a", disturbed))
    with ResolvedView(path) as view:
        _, vectors = view.title_vectors()
    assert vectors == [b"Two"] and state(path).waiting == 0


def test_a_run_that_is_cut_short_keeps_what_it_made(tmp_path: Path) -> None:
    path, maker = tmp_path / "l.db", Maker()
    add(path, *[make_document(f"{LEASE} No {number}.", f"/press/{number}.txt") for number in range(20)])

    def failing(texts: Sequence[str]) -> list[bytes]:
        if maker.given:
            raise KeyboardInterrupt
        return maker(texts)

    with suppress(KeyboardInterrupt):
        keep_meaning(path, Meaning("a", failing))
    assert (state(path).sentences, state(path).waiting) == (16, 4)
    assert keep_meaning(path, Meaning("a", maker)) == 4


def test_a_null_character_in_a_text_moves_nothing(tmp_path: Path) -> None:
    """The engine's own functions on texts stop at one."""
    path, maker = tmp_path / "l.db", Maker()
    add(path, make_document("One\x00two. " + LEASE))
    keep_meaning(path, Meaning("a", maker))
    assert any(text.endswith("$300 billion.") for text in maker.given)


def test_the_sentence_of_a_claim_is_whole_but_not_endless(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    add(path, make_document(LEASE), make_document(LEASE[:-1] + " more" * 5000 + ".", "/press/long.txt"))
    with ResolvedView(path) as view:
        told = sorted(filter(None, (view.sentence_of(claim.id) for claim in view.claims())), key=len)
        assert told[0] == LEASE and len(told[-1]) == 1000
        assert view.sentence_of("00" * 16) is None


def test_what_is_told_later_is_not_found_as_of_an_earlier_day(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    add(path, replace(make_document(LEASE, published="2025-11-05"), title="T"))
    keep_meaning(path, Meaning("a", Maker()))
    with ResolvedView(path) as view:
        for day, found in (("2025-11-04", 0), ("2025-11-05", 1)):
            assert len(view.quotes_at(view.sentence_vectors()[0], Horizon(said=day))) == found
            assert len(view.titles_at(view.title_vectors()[0], Horizon(said=day))) == found


def test_a_document_that_goes_takes_its_vectors_along(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    filled(path, FakeReader())
    keep_meaning(path, Meaning("a", Maker()))
    with sqlite3.connect(path) as connection:
        for table in ("meant_sentences", "meant_titles"):
            (rule,) = {row[6] for row in connection.execute(f"PRAGMA foreign_key_list({table})")}
            assert rule == "CASCADE"


def test_a_sentence_whose_claims_are_gone_is_found_no_more(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    filled(path, FakeReader())
    keep_meaning(path, Meaning("a", Maker()))
    connection = open_for_writing(path)
    connection.execute("DELETE FROM claims WHERE kind = ?", (str(Kind.LEASES_FROM),))
    connection.close()
    with ResolvedView(path) as view:
        places, _ = view.sentence_vectors()
        assert 0 < len(view.quotes_at(places)) < len(places)


def test_documents_are_the_same_without_anybody_who_makes_vectors(tmp_path: Path) -> None:
    """They wait, and nothing else is written."""
    path = tmp_path / "l.db"
    filled(path, FakeReader())
    assert state(path)[:4] == (None, 0, 0, len(samples()))
