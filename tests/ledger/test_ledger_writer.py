"""Writing to a ledger: documents and claims go in once, whole, and stay."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger.samples import NOW, FakeReader, filled, make_document, samples

from interlock.ledger import ClaimFilter, LedgerView, LedgerWriter
from interlock.vocabulary import Kind, claim_to_record


def dump(path: Path, *tables: str) -> list[object]:
    """All rows of these tables."""
    connection = sqlite3.connect(path)
    queries = [f"SELECT * FROM {name} ORDER BY 1, 2" for name in tables]  # noqa: S608 - names from this file
    rows: list[object] = [row for query in queries for row in connection.execute(query)]
    connection.close()
    return rows


KEPT = ("texts", "documents", "zones", "sentences", "claims", "witnesses", "parties")


def test_claims_and_documents_come_back_as_they_went_in(tmp_path: Path) -> None:
    """What the reader found is what the view tells, to the last field."""
    filled(tmp_path / "l.db", FakeReader())
    with LedgerView(tmp_path / "l.db") as view:
        wanted = [claim for document in samples() for claim in FakeReader().read(document)]
        assert [claim_to_record(claim) for claim in view.claims()] == [claim_to_record(claim) for claim in wanted]
        for document in samples():
            assert view.document(document.id) == replace(document, first_seen=NOW)


def test_the_same_document_twice_adds_nothing(tmp_path: Path) -> None:
    """Every table holds the same rows after a second write."""
    path = tmp_path / "l.db"
    filled(path, FakeReader())
    before = dump(path, *KEPT)
    filled(path, FakeReader())
    assert dump(path, *KEPT) == before


def test_two_readers_that_agree_make_one_claim_with_two_witnesses(tmp_path: Path) -> None:
    """The more confident one speaks, whichever came first."""
    for order in ((FakeReader("a/1", 0.5), FakeReader("b/1", 0.9)), (FakeReader("b/1", 0.9), FakeReader("a/1", 0.5))):
        path = tmp_path / f"{order[0].name[0]}.db"
        filled(path, *order)
        with LedgerView(path) as view:
            claims = list(view.claims())
            assert len(claims) == 8
            assert {claim.reader for claim in claims} == {"b/1"}
            assert [(w.reader, w.confidence) for w in view.witnesses(claims[0].id)] == [("b/1", 0.9), ("a/1", 0.5)]


def test_a_newer_reader_replaces_what_its_older_version_found(tmp_path: Path) -> None:
    """Claims that only the old version saw are gone; those of another reader stay."""
    path = tmp_path / "l.db"
    filled(path, FakeReader("grammar/0.1"), FakeReader("other/1", 0.3, skip=[Kind.LEASES_FROM]))
    filled(path, FakeReader("grammar/0.2", skip=[Kind.LEASES_FROM, Kind.ACQUIRES]))
    with LedgerView(path) as view:
        claims = list(view.claims())
        assert not [claim for claim in claims if claim.kind is Kind.LEASES_FROM]
        denied = [claim for claim in claims if claim.kind is Kind.ACQUIRES]
        assert [claim.reader for claim in denied] == ["other/1"]
        assert {claim.reader for claim in claims} == {"grammar/0.2", "other/1"}
    assert not [row for row in dump(path, "witnesses") if "grammar/0.1" in str(row)]


def test_a_reader_in_one_version_has_read_a_document_only_in_that_version(tmp_path: Path) -> None:
    """So a newer one reads it again."""
    path = tmp_path / "l.db"
    filled(path, FakeReader("grammar/0.1"))
    with LedgerWriter(path) as writer:
        document = samples()[0]
        assert writer.has_read(document.id, ["grammar/0.1"])
        assert not writer.has_read(document.id, ["grammar/0.2"])
        assert not writer.has_read(document.id, ["grammar/0.1", "neural/1"])


def test_verbatim_copies_are_two_documents_with_one_text_and_one_claim(tmp_path: Path) -> None:
    """The claim has a witness in each of them."""
    text = samples()[1].text
    with LedgerWriter(tmp_path / "l.db") as writer:
        writer.begin_run(NOW, ["fake/1.0"], ["press"])
        for address in ("/a.txt", "/b.txt"):
            document = make_document(text, address, published="2025-11-05")
            writer.add(document, {"fake/1.0": FakeReader().read(document)}, NOW)
    with LedgerView(tmp_path / "l.db") as view:
        counts = view.counts()
        assert (counts.documents, counts.texts, counts.claims) == (2, 1, 3)
        claim = next(view.claims())
        assert len({witness.document for witness in view.witnesses(claim.id)}) == 2
        assert [row.claims for row in view.documents()] == [3, 3]
        assert len(list(view.claims(ClaimFilter(document="/b.txt")))) == 3


def test_a_claim_whose_quote_is_not_in_the_document_is_refused(tmp_path: Path) -> None:
    """No span, no claim: and nothing of the document is kept then."""
    document = samples()[1]
    claim = FakeReader().read(document)[0]
    moved = replace(claim, evidence=replace(claim.evidence, start=claim.evidence.start + 1, end=claim.evidence.end + 1))
    with LedgerWriter(tmp_path / "l.db") as writer:
        writer.begin_run(NOW, ["fake/1.0"], ["press"])
        with pytest.raises(ValueError, match="does not stand in its document"):
            writer.add(document, {"fake/1.0": (moved,)}, NOW)
        with pytest.raises(ValueError, match="lone surrogate"):
            writer.add(make_document("half \ud800 a letter"), {"fake/1.0": ()}, NOW)
    with LedgerView(tmp_path / "l.db") as view:
        assert view.counts().documents == 0


def test_a_failure_is_noted_once_with_its_last_run(tmp_path: Path) -> None:
    """Reading a broken file every day fills no table."""
    with LedgerWriter(tmp_path / "l.db") as writer:
        for _ in range(3):
            writer.begin_run(NOW, ["fake/1.0"], ["press"])
            writer.add_failure("/press/x.pdf", "it is protected by a password")
    with LedgerView(tmp_path / "l.db") as view:
        assert [(f.address, f.first_run, f.last_run) for f in view.failures()] == [("/press/x.pdf", 1, 3)]
        assert [run.finished for run in view.runs()] == [None, None, None]


@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    title=st.none() | st.text(st.characters(exclude_categories=["Cs"])),
)
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str, title: str | None) -> None:
    """Null characters, marks, astral letters: a text is kept as it is."""
    path = tmp_path_factory.mktemp("any") / "l.db"
    document = replace(make_document(text), title=title, first_seen=NOW)
    with LedgerWriter(path) as writer:
        writer.begin_run(NOW, [], [])
        writer.add(document, {}, NOW)
    with LedgerView(path) as view:
        assert view.document(document.id) == document
