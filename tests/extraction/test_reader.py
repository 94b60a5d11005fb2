"""The reader as a whole: what holds for every claim of every document."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest
from extraction.support import PUBLISHED, page, read, shipped, shipped_reader, small_atlas, small_language
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interlock.evaluation.gold import demo_articles
from interlock.extraction import GrammarReader
from interlock.reading import read_text
from interlock.vocabulary import (
    KINDS,
    Claim,
    Document,
    Kind,
    Sentence,
    Zone,
    ZoneKind,
    claim_from_record,
    claim_to_record,
    document_id,
    read_claims,
    text_id,
    write_claims,
)
from interlock.vocabulary.claim import LONGEST_EVIDENCE

ARTICLES = sorted(path.name for path in demo_articles().glob("*.txt"))


@lru_cache(maxsize=32)
def article(name: str) -> tuple[Document, tuple[Claim, ...]]:
    """A demo article with its claims."""
    document = read_text((demo_articles() / name).read_text(encoding="utf-8"), name)
    return document, shipped_reader().read(document)


def jsonl(claims: tuple[Claim, ...]) -> str:
    """The claims as they are written."""
    target = io.StringIO()
    write_claims(claims, target)
    return target.getvalue()


def check(document: Document, claims: tuple[Claim, ...]) -> None:
    """Everything that holds for any claim."""
    place = -1
    for claim in claims:
        evidence = claim.evidence
        assert evidence.quote == document.text[evidence.start : evidence.end]
        assert 0 < len(evidence.quote) <= LONGEST_EVIDENCE
        assert evidence.document == document.id
        assert evidence.start >= place
        place = evidence.start
        zone = next(zone for zone in document.zones if zone.start <= evidence.start < zone.end)
        assert zone.kind.is_evidence
        row = KINDS[claim.kind]
        assert claim.subject.kind in row.subject
        assert claim.object is None or claim.object.kind in row.object
        assert claim.object is not None or row.object_optional
        assert claim.object is None or claim.object.id != claim.subject.id
        assert (claim.metric is not None) == (claim.kind is Kind.REPORTS)
        assert 0 <= claim.confidence <= 1
        assert re.fullmatch(r"[0-9a-f]{32}", claim.id)
        for quantity in claim.quantities().values():
            assert all(digit in evidence.quote for digit in re.findall(r"\d+", quantity.text))
            assert quantity.text and quantity.text in evidence.quote
        assert claim.unit is None or claim.count is not None
        assert claim.status_word is None or claim.status_word in evidence.quote
        assert claim_from_record(claim_to_record(claim)) == claim
    assert len({claim.id for claim in claims}) == len(claims)
    assert tuple(read_claims(io.StringIO(jsonl(claims)), "test")) == claims


@pytest.mark.parametrize("name", ARTICLES)
def test_every_claim_of_the_demo_articles_is_sound(name: str) -> None:
    """Evidence exact and short, figures quoted, sorts of actors as the table says, round trip through the codec."""
    document, claims = article(name)
    check(document, claims)


@pytest.mark.parametrize("name", [name for name in ARTICLES if not name.startswith("20_")])
def test_every_demo_article_but_the_decoy_makes_claims(name: str) -> None:
    """Otherwise the test above would be empty."""
    assert len(article(name)[1]) >= 3


def test_the_decoy_makes_none() -> None:
    """An orchard, an oracle, Amazons, Gemini: not one claim."""
    name = next(name for name in ARTICLES if name.startswith("20_"))
    assert article(name)[1] == ()


@pytest.mark.parametrize("name", ARTICLES[::6])
def test_the_same_input_gives_the_same_bytes(name: str) -> None:
    """Read again, by the same reader and by a fresh one."""
    document, claims = article(name)
    assert jsonl(shipped_reader().read(document)) == jsonl(claims)


_IN_A_FRESH_PROCESS = """
import hashlib, io, sys
from pathlib import Path
from interlock.atlas import load_atlas
from interlock.extraction import GrammarReader
from interlock.languages import load_languages
from interlock.reading import read_text
from interlock.vocabulary import write_claims
reader, target = GrammarReader(load_languages(), load_atlas()), io.StringIO()
for path in sys.argv[1:]:
    write_claims(reader.read(read_text(Path(path).read_text(encoding="utf-8"), Path(path).name)), target)
print(hashlib.sha256(target.getvalue().encode()).hexdigest())
"""


def test_another_process_with_another_hash_seed_gives_the_same_bytes() -> None:
    """No order of a set or a dict of sets shows through."""
    names = [ARTICLES[place] for place in (0, 3, 4, 5)]
    here = hashlib.sha256("".join(jsonl(article(name)[1]) for name in names).encode()).hexdigest()
    source = Path(sys.modules["interlock"].__file__ or "").parent.parent
    command = [sys.executable, "-c", _IN_A_FRESH_PROCESS, *(str(demo_articles() / name) for name in names)]
    runs = [
        subprocess.Popen(
            command, env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(source)}, stdout=subprocess.PIPE, text=True
        )
        for seed in ("1", "4711")
    ]
    assert [run.communicate()[0].strip() for run in runs] == [here, here]


def test_a_document_read_before_changes_nothing() -> None:
    """A reader has no memory."""
    fresh = GrammarReader([small_language()], small_atlas())
    document = page("xx", "Alphalab bought chips from Betachips for $5 million.", "It left.")
    alone = fresh.read(document)
    fresh.read(page("xx", "then Ada Ray left.", "Gammacloud took over Deltafund for 7 million."))
    assert fresh.read(document) == alone


@pytest.mark.parametrize("zone", list(ZoneKind))
def test_only_zones_of_evidence_make_claims(zone: ZoneKind) -> None:
    """A teaser, an advert, related links and boilerplate yield nothing."""
    found = shipped_reader().read(page("en", "Google bought Wiz for $32 billion.", zone=zone))
    assert bool(found) is zone.is_evidence


def test_a_teaser_between_two_sentences_is_passed_over() -> None:
    """It makes no claim and is no antecedent."""
    parts = [
        ("Google had a good year.", ZoneKind.BODY),
        ("Microsoft had one too.", ZoneKind.TEASER),
        ("It bought Wiz for $32 billion.", ZoneKind.BODY),
    ]
    zones, sentences, place = [], [], 0
    for number, (sentence, zone) in enumerate(parts):
        zones.append(Zone(zone, place, place + len(sentence) + 1))
        sentences.append(Sentence(place, place + len(sentence), zone, number, "en"))
        place += len(sentence) + 1
    text = "\n".join(sentence for sentence, _ in parts)
    base = page("en", text)
    document = Document(base.id, base.text_id, text, "-", "text/plain", "en", tuple(zones), tuple(sentences), published=PUBLISHED)
    found = [claim for claim in shipped_reader().read(document) if claim.kind is Kind.ACQUIRES]
    assert [claim.subject.id for claim in found] == ["google"]


def test_a_page_with_a_teaser_line_claims_only_its_body() -> None:
    """The same through the reading of a page."""
    lines = [
        "date: 2026-03-02",
        "OpenAI buys chips",
        "OpenAI bought chips from Nvidia for $10 billion.",
        "■ Google bought Wiz for $32 billion",
        "Read more: Meta bought Manus for $2 billion",
    ]
    text = "\n\n".join(lines) + "\n"
    document = read_text(text, "page.txt")
    assert {claim.subject.id for claim in shipped_reader().read(document)} == {"openai"}


def test_a_language_that_nobody_knows_makes_no_claims() -> None:
    """Neither does a document without sentences."""
    document = page("xx", "Google bought Wiz for $32 billion.")
    assert shipped_reader().read(document) == ()
    empty = Document(document_id(text_id(""), "-", None), text_id(""), "", "-", "text/plain", "und", (), ())
    assert shipped_reader().read(empty) == ()


def test_both_chinese_scripts_are_read_by_one_language() -> None:
    """zh-Hant and zh-Hans, the same claim."""
    found = {
        (c.kind, c.subject.id, c.object.id if c.object else None)
        for s in ("谷歌收購Wiz。", "谷歌收购Wiz。")
        for c in read("zh", s)
    }
    assert found == {(Kind.ACQUIRES, "google", "wiz")}


def test_a_reader_has_a_name_with_a_version() -> None:
    """A newer reader reads a document again."""
    reader = GrammarReader([small_language()], small_atlas())
    assert re.fullmatch(r"\w+/\d+\.\d+\.\d+", reader.name)
    assert {claim.reader for claim in reader.read(page("xx", "Alphalab took over Gammacloud."))} == {reader.name}


def test_documents_of_two_languages_are_read_sentence_by_sentence() -> None:
    """Each in its own."""
    first, second = "Google bought Wiz for $32 billion.", "微軟向Anthropic投資50億美元。"
    base = page("en", first, second)
    sentences = (base.sentences[0], Sentence(len(first) + 1, len(first) + 1 + len(second), ZoneKind.BODY, 1, "zh-Hant"))
    document = Document(base.id, base.text_id, base.text, "-", "text/plain", "en", base.zones, sentences, published=PUBLISHED)
    found = shipped_reader().read(document)
    check(document, found)
    assert {(c.kind, c.evidence.language) for c in found} == {(Kind.ACQUIRES, "en"), (Kind.INVESTS_IN, "zh-Hant")}


@pytest.mark.parametrize("published", [None, "2026", "2026-03", "2026-03-02"])
def test_any_publication_date_will_do(published: str | None) -> None:
    """None, a year, a month, a day: relative dates are resolved as far as that goes, and never invented."""
    document = page("en", "Google bought Wiz for $32 billion last month.", published=published)
    found = shipped_reader().read(document)
    check(document, found)
    assert len(found) == 1
    if published is None:
        assert found[0].date is None


_SCRIPTS = st.one_of(
    st.characters(min_codepoint=0x20, max_codepoint=0x24F),
    st.characters(min_codepoint=0x590, max_codepoint=0x5FF),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x4FFF),
    st.characters(exclude_categories=["Cs"]),
)
_WORDS = {
    "en": [
        "Google",
        "bought",
        "Wiz",
        "Nvidia",
        "sold chips to",
        "OpenAI",
        "for $10 billion",
        "$3bn",
        "said",
        "CEO",
        "Sam Altman",
        "and",
        ",",
        '"',
        "in talks",
        "if",
        "he",
        "the company",
        "(",
        ")",
        "12%",
        "revenue",
        "'s",
        "invested",
        "in",
        "7 engineers",
        "from",
        "—",
        "which",
    ],
    "fr": [
        "Google",
        "a racheté",
        "Wiz",
        "Nvidia",
        "a vendu des puces à",
        "OpenAI",
        "pour 10 milliards de dollars",
        "a déclaré",
        "PDG",
        "Sam Altman",
        "et",
        ",",
        "« ",
        " »",
        "si",
        "il",
        "l’entreprise",
        "12 %",
        "chiffre d’affaires",
        "d’",
        "a investi",
        "dans",
    ],
    "he": [
        "גוגל",
        "רכשה",
        "את",
        "וויז",
        "אנבידיה",
        "מכרה שבבים",
        "ל-OpenAI",
        "ב-10 מיליארד דולר",
        "אמר",
        'מנכ"ל',
        "סם אלטמן",
        "ו",
        ",",
        '"',
        "אם",
        "הוא",
        "החברה",
        "12%",
        "הכנסות",
        "השקיעה",
        "ב",
    ],
    "zh": [
        "谷歌",
        "收購",
        "Wiz",
        "輝達",
        "向",
        "OpenAI",
        "出售晶片",
        "100億美元",
        "表示",
        "執行長",
        "奧特曼",
        "和",
        "，",
        "「",
        "」",
        "如果",
        "他",
        "該公司",
        "12%",
        "營收",
        "投資",
        "的",
        "、",
        "（",
        "）",
    ],
}


@pytest.mark.parametrize("code", list(_WORDS))
@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(sentences=st.lists(st.text(alphabet=_SCRIPTS, max_size=60), min_size=1, max_size=4))
def test_any_text_gives_valid_claims_or_none(code: str, sentences: list[str]) -> None:
    """Any script, any signs, in any language: no exception."""
    document = page(code, *sentences)
    check(document, shipped_reader().read(document))


@pytest.mark.parametrize("code", list(_WORDS))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_heap_of_words_gives_valid_claims_or_none(code: str, data: st.DataObject) -> None:
    """Names, verbs, figures and signs of the trade in no order, which meet every rule of the engine."""
    sentence = st.lists(st.sampled_from(_WORDS[code]), min_size=1, max_size=14).map(("" if code == "zh" else " ").join)
    document = page(code, *data.draw(st.lists(sentence, min_size=1, max_size=3)))
    check(document, shipped_reader().read(document))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(alphabet=_SCRIPTS, max_size=300))
def test_any_page_can_be_read_and_claimed_from(text: str) -> None:
    """From the raw text through the reading room."""
    document = read_text(text, "-", languages=[shipped(code) for code in _WORDS])
    check(document, shipped_reader().read(document))
