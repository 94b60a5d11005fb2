"""Digests of the shipped articles with their gold claims: read sentence by sentence, traced back, and kept as golden texts."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from web.stage import LEARNED, can_be_kept, refuse

from interlock.atlas import load_atlas
from interlock.evaluation.gold import gold_cases
from interlock.evaluation.gold_claims import GoldClaims
from interlock.ledger import LedgerWriter
from interlock.pipeline.answers_digest import DigestQuestion, NoSuchDigestLanguage, answer_digest, digest_of, digest_text
from interlock.pipeline.changes import BadMoment
from interlock.pipeline.digest_material import BadPeriod
from interlock.pipeline.knowledge import Knowledge
from interlock.pipeline.resolving import resolve_ledger
from interlock.reading import read_paths
from interlock.reporting.digest.records import Digest, Form, Section

LANGUAGES = ("en", "he", "zh-Hant", "fr")
GOLDEN = Path(__file__).parent / "golden"
SHARED = Path(__file__).parents[3] / "shared"


_MADE: dict[tuple[object, ...], Digest] = {}


def written(known: Knowledge, **asked: object) -> Digest:
    """A digest of what is known; asked for again it is the same one."""
    key = (id(known), *sorted(asked.items()))
    if key not in _MADE:
        _MADE[key] = digest_of(known, DigestQuestion(**asked))  # type: ignore[arg-type]
    return _MADE[key]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_golden_digest(told: Knowledge, code: str) -> None:
    """The whole text, as an editor has read it; INTERLOCK_GOLDEN=write writes it."""
    text = digest_text(written(told, language=code, deals=10, others=4), "md")
    path = GOLDEN / f"digest_{code}.md"
    if os.environ.get("INTERLOCK_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_gate_lets_every_sentence_of_the_template_through(told: Knowledge, code: str) -> None:
    """All that can be told of the ledger, without a limit."""
    digest = written(told, language=code, deals=0, others=0)
    assert [(each.text, each.reasons) for each in digest.refused] == []
    assert len(digest.sentences) > 200


def test_every_citation_leads_to_a_sentence_of_its_document(told: Knowledge) -> None:
    """Fact, claim and document are in the ledger, the claim belongs to the fact, and the quote is the document's slice."""
    digest = written(told, deals=0, others=0)
    cited = 0
    for sentence in digest.sentences:
        record = sentence.record
        assert bool(record.citations) == bool(record.facts)
        for row in record.citations:
            cited += 1
            assert row.claim in told.fact_by_id[row.fact].claims
            claim, document = told.view.claim(row.claim), told.view.document(row.document)
            assert claim is not None and document is not None
            evidence = claim.evidence
            assert document.text[evidence.start : evidence.end] == evidence.quote
            assert digest.number_of(row.document) > 0
    assert cited > 300


def test_the_count_is_that_of_origins_and_not_of_papers(told: Knowledge) -> None:
    """What two papers tell of which one copies the other has one origin."""
    digest = written(told, deals=0, others=0)
    copied = [each for each in digest.sentences if each.record.form is Form.FACT and each.record.documents > each.record.origins]
    assert copied
    for sentence in copied:
        fact = told.fact_by_id[sentence.record.facts[0]]
        assert f"({len(fact.documents)} papers, {len(fact.origins)} origin" in sentence.tail


def test_same_ledger_same_bytes(told_ledger: Path, told: Knowledge) -> None:
    """Two openings give the same text in each form."""
    first = written(told, language="he", deals=10, others=4)
    second = answer_digest(told_ledger, DigestQuestion(language="he", deals=10, others=4))
    for form in ("md", "html", "json"):
        assert digest_text(first, form) == digest_text(second, form)


def test_deals_between_the_same_parties_stand_together(told: Knowledge) -> None:
    """A group is met once, and its heading names the parties."""
    digest = written(told, deals=0, others=0)
    groups = [each.record.group for each in digest.of(Section.HAPPENED)]
    met = [group for place, group in enumerate(groups) if place == 0 or groups[place - 1] != group]
    assert len(met) == len(set(met))
    assert "OpenAI – Nvidia" in digest.groups.values()


def test_a_period_tells_what_its_papers_tell_and_what_changed(told: Knowledge) -> None:
    """Only facts that a paper of the period tells; how many are new is said; days are counted back from the newest paper."""
    digest = written(told, since="2025-12", deals=0, others=0)
    facts = {each for sentence in digest.of(Section.HAPPENED) for each in sentence.record.facts}
    assert facts
    for identity in facts:
        assert any((row.said or row.learned[:10]) >= "2025-12-01" for row in told.fact_by_id[identity].support)
    assert any("are new since 1 December 2025" in each.text for each in digest.of(Section.CHANGED))
    newest = max(row.said for fact in told.facts for row in fact.support if row.said)
    assert written(told, since="1d").period[0] == newest


def test_until_tells_what_was_known_by_then(told_ledger: Path) -> None:
    """No source is younger."""
    digest = answer_digest(told_ledger, DigestQuestion(until="2025-10-08"))
    assert digest.sources
    assert all(row.date is None or row.date <= "2025-10-08" for row in digest.sources)


def test_about_an_actor_in_any_of_its_names_and_about_a_topic(told: Knowledge) -> None:
    """A name in Chinese finds Nvidia; what is no name is searched for."""
    digest = written(told, about="輝達", deals=0, others=0)
    assert digest.title == "輝達 in the press"
    for sentence in digest.of(Section.HAPPENED):
        fact = told.fact_by_id[sentence.record.facts[0]]
        assert "nvidia" in {party.id for party in (fact.subject, fact.object) if party}
    assert any("warrants" in each.text for each in written(told, about="warrants").of(Section.HAPPENED))
    nothing = written(told, about="Zorblax")
    assert [each.text for each in nothing.sentences] == ["No document published in this period tells a fact about Zorblax."]
    assert "nothing in this period is about 'Zorblax'" in " ".join(nothing.notes)
    assert not nothing.refused


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_quiet_period_says_so(told: Knowledge, code: str) -> None:
    """One sentence, no source, and the gate has nothing against it."""
    digest = written(told, since="2031", language=code)
    assert [each.record.form for each in digest.sentences] == [Form.QUIET]
    assert not digest.sources and not digest.refused and digest.headline is None


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_empty_ledger_says_so(tmp_path: Path, code: str) -> None:
    """Nothing read, nothing told."""
    with LedgerWriter(tmp_path / "empty.db") as writer:
        writer.begin_run(LEARNED, ["gold/1"], [])
    resolve_ledger(tmp_path / "empty.db")
    for form in ("md", "html", "json"):
        assert digest_text(answer_digest(tmp_path / "empty.db", DigestQuestion(language=code, since="7d")), form)


@pytest.mark.parametrize("since", ["banana", "run:x", "2025-13", "9999y", "-1d"])
def test_a_beginning_that_is_none_is_refused(told: Knowledge, since: str) -> None:
    """With what would be one."""
    with pytest.raises((BadPeriod, BadMoment)):
        written(told, since=since)


def test_a_language_that_nobody_writes_is_refused(told: Knowledge) -> None:
    """With those there are."""
    with pytest.raises(NoSuchDigestLanguage, match="en, fr, he, zh-Hant"):
        written(told, language="xx")


def test_the_loop_is_told_with_its_bottleneck_and_the_standing_of_its_legs(told: Knowledge) -> None:
    """What goes round is at most the least leg, and a right is not told as a payment."""
    (loop,) = [each for each in written(told, deals=0, others=0).of(Section.PART_OF) if "Nvidia → OpenAI → Nvidia" in each.text]
    assert "up to $100 billion can go all the way round; the legs are agreed, in talks and an option." in loop.text


def test_a_dispute_names_each_value_with_its_sources(told: Knowledge) -> None:
    """Two sums for one stake, each with the number of its paper."""
    digest = written(told, others=0)
    (dispute,) = [each for each in digest.of(Section.REPORTED) if "Scale AI" in each.text]
    assert "$14.3 billion (1 origin" in dispute.text and "$14.9 billion (1 origin" in dispute.text
    assert "Likely reason" in dispute.text


def test_what_is_over_is_not_told_among_what_happened(told: Knowledge) -> None:
    """Refused, ended, denied and stalled facts have a section of their own."""
    digest = written(told, deals=0, others=0)
    over = {"refused", "ended", "denied", "stalled"}
    assert {str(told.fact_by_id[each.record.facts[0]].status) for each in digest.of(Section.ENDED)} <= over
    assert not over & {str(told.fact_by_id[each.record.facts[0]].status) for each in digest.of(Section.HAPPENED)}


def test_json_holds_what_stands_behind_each_sentence(told: Knowledge) -> None:
    """Facts, citations, counts, derivations and sources by number."""
    record = json.loads(digest_text(written(told, deals=0, others=0), "json"))
    sentences = [each for section in record["sections"] for each in section["sentences"]]
    numbers = {row["number"] for row in record["sources"]}
    assert all(row["source"] in numbers for each in sentences for row in each["citations"])
    (loop,) = [each for each in sentences if "Nvidia → OpenAI → Nvidia" in each["text"]]
    assert loop["derived"][0]["bound"] == "at_most" and loop["derived"][0]["value"] == 1e11


def test_a_changed_fact_takes_its_sentences_out_of_the_digest(told: Knowledge) -> None:
    """What was written before a sum was revised does not pass the gate after it."""
    from interlock.pipeline.digest_names import digest_names
    from interlock.pipeline.digest_reading import DocumentReader
    from interlock.reporting.digest.gate import Gate
    from interlock.reporting.digest.language import digest_language

    digest = written(told, deals=0, others=0)
    language = digest_language("en")
    scan = digest_names(told, language).scan
    checked = 0
    for sentence in digest.of(Section.HAPPENED):
        fact = digest.evidence.facts[sentence.record.facts[0]]
        if fact.amount is None or fact.amount.value is None:
            continue
        revised = replace(fact, amount=replace(fact.amount, value=fact.amount.value * 2))
        evidence = replace(digest.evidence, facts={**digest.evidence.facts, fact.id: revised})
        assert Gate(language, DocumentReader("en"), scan, evidence).reasons(sentence.record, sentence.whole)
        checked += 1
    assert checked > 10


def test_an_actor_is_called_by_its_name_and_not_with_a_word_beside_it(told: Knowledge) -> None:
    """'agence Reuters' is how a text may call it; a name of the language ('Nations unies') is one."""
    from interlock.pipeline.digest_names import digest_names
    from interlock.reporting.digest.language import digest_language

    actors = digest_names(told, digest_language("fr")).actors
    assert [actors[each].name for each in ("reuters", "mgx", "united-nations")] == ["Reuters", "MGX", "Nations unies"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the seed articles lie in ../shared, which is not part of the project")
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_seeds_can_be_told(seeds: Path, code: str) -> None:
    """A digest of the gold claims of the five seeds: every sentence passes."""
    digest = answer_digest(seeds, DigestQuestion(language=code, deals=0, others=0))
    assert [(each.text, each.reasons) for each in digest.refused] == []
    assert len(digest.of(Section.HAPPENED)) > 30


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the gold claims of the seeds."""
    path = tmp_path_factory.mktemp("seeds") / "seeds.db"
    gold = GoldClaims(load_atlas())
    with LedgerWriter(path) as writer:
        writer.begin_run(LEARNED, ["gold/1"], [])
        for case in gold_cases(SHARED / "gold" / "seeds", SHARED / "seeds"):
            paper = next(iter(read_paths([str(case.text)], retrieved=None, on_failure=refuse)))
            claims, _ = gold.of_records(case.gold, paper)
            writer.add(paper, {"gold/1": list(filter(can_be_kept, claims))}, LEARNED)
    resolve_ledger(path)
    return path
