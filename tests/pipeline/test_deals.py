"""Deals and explanations, as asked of a ledger."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger.samples import FakeReader, filled
from resolution.press import LEARNED, claim, document, dollars, firm

from interlock.atlas import load_atlas
from interlock.ledger import ClaimFilter, LedgerView, LedgerWriter
from interlock.ledger.judging import add_judgements
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline import AmbiguousClaim, NoSuchClaim, Question, explain, list_deals
from interlock.pipeline.deal_kinds import magnitude
from interlock.pipeline.knowledge import knowledge
from interlock.pipeline.resolving import resolve_ledger
from interlock.pipeline.roll_up import RollUp
from interlock.reporting import Deal, size_in_words
from interlock.vocabulary import Bound, Claim, Judged, Kind, Money, Status, Verdict, ZoneKind
from interlock.vocabulary.judgement import make_judgement

ATLAS = load_atlas()
EVERYTHING = Question()


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> ResolvedView:
    """A view of the samples."""
    path = tmp_path_factory.mktemp("ledger") / "l.db"
    filled(path, FakeReader())
    resolve_ledger(path)
    return ResolvedView(path)


def deals_in(view: ResolvedView, question: Question = EVERYTHING, roll_up: RollUp | None = None) -> list[Deal]:
    """The deals that a question finds."""
    return list_deals(knowledge(view), question, roll_up)[0]


def test_deals_come_by_size_with_bound_and_status(view: ResolvedView) -> None:
    """The largest amount told first; those that are not stated last; a bound is never dropped."""
    told = [(size_in_words(deal.size), str(deal.kind), deal.subject.id, str(deal.status)) for deal in deals_in(view)]
    assert told == [
        ("$350bn", "leases_from", "openai", "agreed"),
        ("$300bn", "buys_from", "openai", "agreed"),
        ("up to $100bn", "invests_in", "nvidia", "optional"),
        ("between $14bn and $15bn", "invests_in", "meta", "done"),
        ("€1.3bn", "invests_in", "asml", "done"),
        ("not stated", "acquires", "oracle", "denied"),
        ("not stated", "guarantees", "nvidia", "talks"),
    ]


def test_a_deal_lists_its_tellings_and_adds_nothing_up(view: ResolvedView) -> None:
    """Two articles tell the lease with different figures and statuses: both are shown."""
    lease = deals_in(view, Question(kinds=(Kind.LEASES_FROM,)))[0]
    assert [told.claim.evidence.language for told in lease.tellings] == ["he", "en"]
    assert lease.other_statuses == (Status.PLANNED,)
    assert [size_in_words(money) for money in lease.other_sizes] == ["about $300bn"]
    assert lease.leading.claim.evidence.language == "he"


def test_a_question_finds_actors_by_any_name(view: ResolvedView) -> None:
    """And notes a name that nobody has."""
    found, notes = list_deals(knowledge(view), Question(subject="אנבידיה", object="openai"))
    assert notes == []
    assert {deal.kind for deal in found} == {Kind.INVESTS_IN, Kind.GUARANTEES}
    found, notes = list_deals(knowledge(view), Question(subject="Nokia"))
    assert "Nokia" in notes[0]
    assert found == []
    assert deals_in(view, Question(kinds=(Kind.SAYS,))) == []
    assert len(deals_in(view, Question(limit=2))) == 2


def told(folder: Path, *rows: tuple[Claim, str]) -> Path:
    """A resolved ledger in which each claim stands in a document of its own, published on a day."""
    path = folder / "l.db"
    with LedgerWriter(path) as writer:
        writer.begin_run(LEARNED, ["hand/1"], ["press"])
        for number, (one, day) in enumerate(rows):
            made, claims = document(f"d{number}", day, [one], words=f"the {number}th text")
            writer.add(made, {"hand/1": claims}, LEARNED)
        writer.end_run(LEARNED, read=len(rows), known=0, failed=0, claims_new=len(rows))
    resolve_ledger(path)
    return path


def test_one_actor_under_two_names_makes_one_deal(tmp_path: Path) -> None:
    """A firm that the atlas does not know, in Latin and in Hebrew letters; the buyer is of the atlas."""
    rows = [
        (claim(Kind.BUYS_FROM, firm("OpenAI"), firm("Velmora Photonics"), amount=dollars(4e8)), "2026-01-05"),
        (claim(Kind.BUYS_FROM, firm("OpenAI"), firm("ולמורה פוטוניקס"), amount=dollars(4e8)), "2026-03-09"),
    ]
    with ResolvedView(told(tmp_path, *rows)) as view:
        (deal,) = deals_in(view)
        assert (deal.subject.name, deal.object.name, len(deal.tellings)) == ("OpenAI", "Velmora Photonics", 2)
        for name in ("Velmora Photonics", "ולמורה פוטוניקס"):
            assert deals_in(view, Question(object=name)) == [deal]


def test_rolled_up_a_deal_is_that_of_the_parent_as_of_the_day(tmp_path: Path) -> None:
    row = claim(Kind.BUYS_FROM, firm("Google DeepMind"), firm("Velmora Photonics"), amount=dollars(4e8))
    parent = ATLAS.get("alphabet")
    assert parent
    with ResolvedView(told(tmp_path, (row, "2026-01-05"))) as view:
        assert [deal.subject.id for deal in deals_in(view)] == ["google-deepmind"]
        (deal,) = deals_in(view, Question(subject="Alphabet"), RollUp(ATLAS))
        assert (deal.subject.id, deal.subject.name) == ("alphabet", parent.name)
        assert deals_in(view, Question(subject="Alphabet")) == []


def test_a_deal_between_equals_is_asked_for_from_either_side(tmp_path: Path) -> None:
    rows = [
        (claim(Kind.PARTNERS_WITH, firm("OpenAI"), firm("Broadcom")), "2026-01-05"),
        (claim(Kind.PARTNERS_WITH, firm("Broadcom"), firm("OpenAI")), "2026-01-06"),
    ]
    with ResolvedView(told(tmp_path, *rows)) as view:
        assert [len(deals_in(view, Question(subject=name))) for name in ("OpenAI", "Broadcom")] == [1, 1]


def test_a_claim_judged_wrong_tells_of_no_deal(tmp_path: Path) -> None:
    path = told(tmp_path, (claim(Kind.BUYS_FROM, firm("OpenAI"), firm("Oracle"), amount=dollars(4e8)), "2026-01-05"))
    with ResolvedView(path) as view:
        (deal,) = deals_in(view)
    identity = deal.leading.claim.id
    add_judgements(path, [make_judgement(Judged.CLAIM, identity, identity, Verdict.WRONG, "me", LEARNED, "misread")])
    resolve_ledger(path)
    with ResolvedView(path) as view:
        assert deals_in(view) == []


def test_what_is_not_resolved_yet_stands_between_the_actors_it_names(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    filled(path, FakeReader())
    with ResolvedView(path) as view:
        assert len(deals_in(view)) == 7


def test_an_explanation_shows_the_sentence_among_its_neighbours(view: ResolvedView) -> None:
    """The quoted part is exactly the evidence; an advert beside it says what it is."""
    claim = next(view.claims(ClaimFilter(kinds=(Kind.LEASES_FROM,), languages=("he",))))
    explanation = explain(view, claim.id[:8])
    quoted = [sentence for sentence in explanation.sentences if sentence.quoted]
    assert [s.text[s.quoted[0] : s.quoted[1]] for s in quoted if s.quoted] == [claim.evidence.quote]
    assert explanation.document.address == "/press/he.txt"
    last = explain(view, next(view.claims(ClaimFilter(statuses=(Status.OPTIONAL,)))).id)
    assert last.sentences[-1].zone is ZoneKind.ADVERT


def test_an_id_that_means_nothing_or_too_much_is_named(view: ResolvedView) -> None:
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
