"""A search finds actors, facts, sentences and titles by their words, in any script; nothing that is typed breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ledger.samples import FACTS, NOW, FakeReader, filled, make_document
from resolution.press import LEARNED, claim, document, firm

from interlock.languages.searching import SEGMENTATION, words_of
from interlock.ledger import LedgerWriter
from interlock.ledger.horizon import Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.judging import judge
from interlock.pipeline.rebuilding import rebuild
from interlock.pipeline.resolving import resolve_ledger
from interlock.pipeline.search import Found, search
from interlock.vocabulary import Claim, Document, Evidence, Kind, Verdict
from interlock.vocabulary.claim import claim_id

LETTERS = st.characters(exclude_categories=["Cs"])
MIXED = st.text(st.sampled_from("אנבידהלמ־\"'׳ 輝達辉公司億・abÉß13.,-*():^\u0301\x00"), max_size=60)


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ResolvedView]:
    """The samples in four languages, resolved."""
    path = tmp_path_factory.mktemp("press") / "l.db"
    filled(path, FakeReader())
    resolve_ledger(path)
    with ResolvedView(path) as view:
        yield view


def quoted(found: Found) -> list[str]:
    """The quotes found."""
    return [sentence.quote for sentence in found.sentences]


def deals(found: Found) -> set[tuple[str, str, str | None]]:
    """The facts found, as kind and parties."""
    return {(str(fact.kind), fact.subject_id, fact.object_id) for fact in found.facts}


def on_all_of(paper: Document, buyer: str) -> Claim:
    """A claim whose evidence is all of the document."""
    made = claim(Kind.ACQUIRES, firm(buyer), firm("Harbor"))
    evidence = Evidence(paper.id, 0, len(paper.text), paper.text, "en")
    span = (evidence.start, evidence.end)
    identity = claim_id(paper.text_id, made.kind, None, span, buyer, "Harbor", {}, paper.published)
    return replace(made, id=identity, evidence=evidence)


BETWEEN = {
    ("leases_from", "openai", "nvidia"),
    ("invests_in", "nvidia", "openai"),
    ("guarantees", "nvidia", "openai"),
}


@pytest.mark.parametrize("query", ["nvidia openai", "OPENAI Nvidia", "אנבידיה openai", "輝達 OpenAI", "辉达 openai"])
def test_facts_are_found_by_their_parties_in_any_language(press: ResolvedView, query: str) -> None:
    """Whatever script the parties are named in, and whatever language the sentences are in; and so are both actors."""
    found = search(press, query)
    assert deals(found) == BETWEEN
    assert {actor.id for actor in found.actors} == {"nvidia", "openai"}


def test_facts_are_found_by_beginnings_of_the_names_of_their_parties(press: ResolvedView) -> None:
    assert deals(search(press, "nvid open")) == BETWEEN


@pytest.mark.parametrize(
    ("query", "beginning"),
    [
        ("lease chips", "OpenAI will lease chips"),
        ("nvidia guar", "Two people said Nvidia"),
        ("milliard d’euros", "ASML investit"),
        ("MÍLLIARD", "ASML investit"),
        ("签下", "甲骨文與OpenAI簽下"),
        ("簽下 openai", "甲骨文與OpenAI簽下"),
        ("140亿至150亿", "Meta收購Scale"),
        ("文", "甲骨文與OpenAI簽下"),
        ("לאנבידיה תחכור", "OpenAI תחכור מאנבידיה"),
        ("אנבידיה רשא", "אנבידיה רשאית"),
        ("3,000", "甲骨文與OpenAI簽下"),
    ],
)
def test_sentences_are_found_by_their_words(press: ResolvedView, query: str, beginning: str) -> None:
    """Accents, capitals, prefixes and the two Chinese scripts make no difference; the last word may be a beginning."""
    assert [quote[: len(beginning)] for quote in quoted(search(press, query))] == [beginning]


@pytest.mark.parametrize("query", ["nvidia ampere", "300 apples", "文甲", "guar nvidia", "30"])
def test_all_words_must_be_there_and_whole_but_for_the_last(press: ResolvedView, query: str) -> None:
    assert quoted(search(press, query)) == []


def test_a_sentence_tells_its_claim_its_fact_and_what_matches(press: ResolvedView) -> None:
    (sentence,) = search(press, "chips nvidia").sentences
    claim_found = press.claim(sentence.claim)
    assert claim_found is not None
    assert (claim_found.evidence.quote, claim_found.evidence.document) == (sentence.quote, sentence.document)
    assert [sentence.quote[start:end] for start, end in sentence.spans] == ["chips", "Nvidia"]
    assert (sentence.language, sentence.published, sentence.claims) == ("en", "2025-11-05", (sentence.claim,))
    fact = next(fact for fact in press.facts() if fact.id == sentence.fact)
    assert sentence.claim in fact.claims


@pytest.mark.parametrize(
    ("query", "identity", "matching"),
    [
        ("oracle", "oracle", "Oracle"),
        ("orac", "oracle", "Oracle"),
        ("甲骨", "oracle", "甲骨文"),
        ("骨文", "oracle", "甲骨文"),
        ("辉达", "nvidia", "輝達"),
        ("באנבידיה", "nvidia", "אנבידיה"),
        ("ai scale", "scale-ai", "Scale AI"),
    ],
)
def test_actors_are_found_by_any_of_their_names(press: ResolvedView, query: str, identity: str, matching: str) -> None:
    """By the beginning of a word, and inside a Chinese name; those of the atlas too, which no document here uses."""
    actor = search(press, query).actors[0]
    assert (actor.id, actor.name) == (identity, actor.names[0])
    assert matching in actor.names and actor.matching in actor.names and actor.spans


def test_the_exact_name_comes_first(tmp_path: Path) -> None:
    """Before names that only begin so, however often those are told."""
    short, long = firm("Tessel"), firm("Tessel Harbor Group")
    papers = [document(f"p{day}", f"2026-02-1{day}", [claim(Kind.ACQUIRES, long, firm("Quell"))]) for day in range(4)]
    papers.append(document("last", "2026-02-20", [claim(Kind.ACQUIRES, short, firm("Quell"))]))
    with LedgerWriter(tmp_path / "l.db", segmentation=SEGMENTATION) as writer:
        writer.begin_run(LEARNED, ["hand/1"], [])
        for paper, told in papers:
            writer.add(paper, {"hand/1": told}, LEARNED)
    resolve_ledger(tmp_path / "l.db")
    with ResolvedView(tmp_path / "l.db") as view:
        assert [actor.name for actor in search(view, "tessel").actors] == ["Tessel", "Tessel Harbor Group"]
        assert [actor.name for actor in search(view, "quell tessel").actors] == ["Quell", "Tessel"]


def test_titles_are_found(press: ResolvedView) -> None:
    """With the place that matches."""
    (found,) = search(press, "甲骨文大单").documents
    assert (found.title, found.spans, found.address) == ("甲骨文大單", ((0, 5),), "/press/zh.txt")


def test_as_of_a_date_only_what_was_told_by_then_is_found(press: ResolvedView) -> None:
    """Sentences, titles, facts and actors alike."""
    before, after = (search(press, "nvidia openai", horizon=Horizon(said=said)) for said in ("2025-11-04", "2025-11-05"))
    assert deals(before) == BETWEEN - {("guarantees", "nvidia", "openai")}
    assert (deals(after), quoted(before), len(quoted(after))) == (BETWEEN, [], 2)
    assert search(press, "nvidia openai", horizon=Horizon(said="2025-01")) == Found()
    assert search(press, "asml", horizon=Horizon(said="2025-09-08")) == Found()
    assert len(search(press, "asml", horizon=Horizon(said="2025-09-09")).actors) == 1
    assert search(press, "openai lease", horizon=Horizon(said="2025-11-04")).documents == ()


def test_of_equal_sentences_the_newer_comes_first(tmp_path: Path) -> None:
    texts = [(f"Day {day}\nOpenAI pays Oracle 100 dollars.", f"2025-0{day}-01") for day in (3, 9, 5)]
    with LedgerWriter(tmp_path / "l.db", segmentation=SEGMENTATION) as writer:
        writer.begin_run(NOW, ["fake/1.0"], [])
        for text, said in texts:
            paper = make_document(text, f"/press/{said}", published=said)
            writer.add(paper, {"fake/1.0": FakeReader().read(paper)}, NOW)
    with ResolvedView(tmp_path / "l.db") as view:
        days = [sentence.published for sentence in search(view, "oracle pays").sentences]
        assert days == ["2025-09-01", "2025-05-01", "2025-03-01"]
        assert [sentence.published for sentence in search(view, "oracle pays", limit=1).sentences] == days[:1]


def test_claims_with_one_quote_are_one_sentence(tmp_path: Path) -> None:
    """With the ids of all."""
    text = "Tessel and Quell buy Harbor."
    paper = make_document(text)
    with LedgerWriter(tmp_path / "l.db", segmentation=SEGMENTATION) as writer:
        writer.begin_run(NOW, ["hand/1"], [])
        told = [on_all_of(paper, name) for name in ("Tessel", "Quell")]
        writer.add(paper, {"hand/1": told}, NOW)
    with ResolvedView(tmp_path / "l.db") as view:
        (sentence,) = search(view, "harbor").sentences
    assert set(sentence.claims) == {each.id for each in told}


def test_a_claim_judged_wrong_is_still_a_sentence_but_supports_no_fact(tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    filled(ledger, FakeReader())
    resolve_ledger(ledger)
    with ResolvedView(ledger) as view:
        (sentence,) = search(view, "ampere").sentences
    judge(ledger, Verdict.WRONG, sentence.claim, sentence.claim, "ada", "it says nothing of the kind")
    resolve_ledger(ledger)
    with ResolvedView(ledger) as view:
        found = search(view, "ampere")
        assert (found.sentences[0].claim, found.sentences[0].fact, found.facts) == (sentence.claim, None, ())


def test_a_rebuild_finds_the_same(tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    filled(ledger, FakeReader())
    resolve_ledger(ledger)
    queries = ("openai", "輝達", "אנבידיה", "milliard")

    def asked() -> list[Found]:
        with ResolvedView(ledger) as view:
            return [search(view, query) for query in queries]

    before = asked()
    rebuild(ledger)
    assert asked() == before


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_no_list_is_longer_than_the_limit(press: ResolvedView, limit: int) -> None:
    found = search(press, "o", limit=limit)
    assert {len(found.actors), len(found.facts), len(found.sentences)} == {limit}


@settings(deadline=None)
@given(st.text(st.characters(), max_size=200) | MIXED)
@example("\ud800 lone")
@example('"unclosed AND (NEAR/2 -x* ^y : {col}:z')
@example("nvidia\x00openai")
@example("億" * 3000)
@example("a b " * 3000)
@example(" ".join(f"w{place}" for place in range(2000)))
def test_nothing_that_is_typed_raises(press: ResolvedView, query: str) -> None:
    """And what is found as a sentence has something of the query in it."""
    for sentence in search(press, query, limit=3).sentences:
        assert sentence.spans


@pytest.mark.parametrize("quote", [fact.quote for fact in FACTS])
def test_every_quote_finds_itself(press: ResolvedView, quote: str) -> None:
    assert quote in quoted(search(press, quote))


@settings(max_examples=40, deadline=None)
@given(text=st.text(LETTERS, min_size=1, max_size=120) | MIXED.filter(bool))
def test_the_words_of_any_quote_find_it(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever is written, in whatever script; a quote without a word is found by nothing."""
    path = tmp_path_factory.mktemp("any") / "l.db"
    paper = make_document(text)
    with LedgerWriter(path, segmentation=SEGMENTATION) as writer:
        writer.begin_run(NOW, ["hand/1"], [])
        writer.add(paper, {"hand/1": [on_all_of(paper, "Tessel")]}, NOW)
    with ResolvedView(path) as view:
        assert quoted(search(view, text)) == ([text] if words_of(text) else [])
