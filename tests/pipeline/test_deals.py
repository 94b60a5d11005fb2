"""Deals and explanations, as asked of a ledger."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger.samples import FakeReader, filled

from interlock.ledger import ClaimFilter, LedgerView
from interlock.pipeline import AmbiguousClaim, NoSuchClaim, Question, claim_filter, explain, list_deals
from interlock.pipeline.deals import magnitude
from interlock.reporting import size_in_words
from interlock.vocabulary import Bound, Kind, Money, Status, ZoneKind


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> LedgerView:
    """A view of the samples."""
    path = tmp_path_factory.mktemp("ledger") / "l.db"
    filled(path, FakeReader())
    return LedgerView(path)


def test_deals_come_by_size_with_bound_and_status(view: LedgerView) -> None:
    """The largest amount told first; those that are not stated last; a bound is never dropped."""
    told = [
        (size_in_words(deal.size), str(deal.kind), deal.subject.id, str(deal.status)) for deal in list_deals(view, ClaimFilter())
    ]
    assert told == [
        ("$350bn", "leases_from", "openai", "agreed"),
        ("$300bn", "buys_from", "openai", "agreed"),
        ("up to $100bn", "invests_in", "nvidia", "optional"),
        ("between $14bn and $15bn", "invests_in", "meta", "done"),
        ("€1.3bn", "invests_in", "asml", "done"),
        ("not stated", "acquires", "oracle", "denied"),
        ("not stated", "guarantees", "nvidia", "talks"),
    ]


def test_a_deal_lists_its_tellings_and_adds_nothing_up(view: LedgerView) -> None:
    """Two articles tell the lease with different figures and statuses: both are shown."""
    lease = list_deals(view, ClaimFilter(kinds=(Kind.LEASES_FROM,)))[0]
    assert [told.claim.evidence.language for told in lease.tellings] == ["he", "en"]
    assert lease.other_statuses == (Status.PLANNED,)
    assert [size_in_words(money) for money in lease.other_sizes] == ["about $300bn"]
    assert lease.leading.claim.evidence.language == "he"


def test_a_question_finds_actors_by_any_name(view: LedgerView) -> None:
    """And notes a name that nobody has."""
    wanted, notes = claim_filter(view, Question(subject="אנבידיה", object="openai"))
    assert notes == []
    assert {deal.kind for deal in list_deals(view, wanted)} == {Kind.INVESTS_IN, Kind.GUARANTEES}
    wanted, notes = claim_filter(view, Question(subject="Nokia"))
    assert "Nokia" in notes[0]
    assert list_deals(view, wanted) == []
    assert list_deals(view, ClaimFilter(kinds=(Kind.SAYS,))) == []


def test_an_explanation_shows_the_sentence_among_its_neighbours(view: LedgerView) -> None:
    """The quoted part is exactly the evidence; an advert beside it says what it is."""
    claim = next(view.claims(ClaimFilter(kinds=(Kind.LEASES_FROM,), languages=("he",))))
    explanation = explain(view, claim.id[:8])
    quoted = [sentence for sentence in explanation.sentences if sentence.quoted]
    assert [s.text[s.quoted[0] : s.quoted[1]] for s in quoted if s.quoted] == [claim.evidence.quote]
    assert explanation.document.address == "/press/he.txt"
    last = explain(view, next(view.claims(ClaimFilter(statuses=(Status.OPTIONAL,)))).id)
    assert last.sentences[-1].zone is ZoneKind.ADVERT


def test_an_id_that_means_nothing_or_too_much_is_named(view: LedgerView) -> None:
    """Too short, unknown."""
    for wrong in ("abc", "zzzzzzzz", "0" * 33, ""):
        with pytest.raises(ValueError, match="no claim id"):
            explain(view, wrong)
    with pytest.raises(NoSuchClaim):
        explain(view, "00000000")


def test_an_ambiguous_id_lists_the_claims_that_begin_so(tmp_path: Path) -> None:
    """With as many digits as tell them apart."""
    import sqlite3

    path = tmp_path / "l.db"
    filled(path, FakeReader())
    connection = sqlite3.connect(path)
    for number, (identity,) in enumerate(connection.execute("SELECT id FROM claims ORDER BY id LIMIT 2").fetchall()):
        changed = bytes.fromhex("abcdef0123" + f"{number:022x}")
        for table, column in (("witnesses", "claim"), ("parties", "claim"), ("claims", "id")):
            query = f"UPDATE {table} SET {column} = ? WHERE {column} = ?"  # noqa: S608 - names from this file
            connection.execute(query, (changed, identity))
    connection.commit()
    connection.close()
    with LedgerView(path) as view, pytest.raises(AmbiguousClaim, match="abcdef0123" + "0" * 22 + ", abcdef0123" + "0" * 21 + "1"):
        explain(view, "abcdef01")


def amounts() -> st.SearchStrategy[Money]:
    """Amounts of money."""
    numbers = st.floats(0, 1e15)
    return st.builds(
        Money,
        numbers,
        st.sampled_from([Bound.EXACT, Bound.ABOUT, Bound.AT_LEAST, Bound.AT_MOST]),
        currency=st.sampled_from(["USD", "ILS", None, "XXX"]),
    )


@given(amounts(), amounts())
def test_amounts_of_one_currency_rank_by_what_is_stated(a: Money, b: Money) -> None:
    """Whatever their bounds; and every amount ranks above none."""
    assert a.value is not None
    assert b.value is not None
    if a.currency == b.currency:
        assert (magnitude(a) < magnitude(b)) == (a.value < b.value) or a.value == b.value
    assert magnitude(a) > magnitude(None)
