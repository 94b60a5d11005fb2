"""The verbs: what goes to which stream, in which form, with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.stage import Stage, make_stage
from languages.minimal import MINIMAL

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Stage]:
    """A stage with nothing read yet."""
    yield make_stage(tmp_path, monkeypatch, capsys)


@pytest.fixture
def full(stage: Stage) -> Stage:
    """A stage with the articles in interlock.db."""
    assert stage.run("read", "articles", "-q") == (0, "", "")
    return stage


def golden(name: str, text: str) -> None:
    """Compare with the file of that name; INTERLOCK_GOLDEN=write writes it."""
    path = GOLDEN / name
    if os.environ.get("INTERLOCK_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_read_tells_what_it_did_on_standard_error(stage: Stage) -> None:
    """And a second time that nothing is new."""
    code, out, err = stage.run("read", "articles")
    assert (code, out) == (0, "")
    assert "5 read, 0 known already; 8 new claims in interlock.db" in err
    assert "0 read, 5 known already; 0 new claims" in stage.run("read", "articles")[2]
    assert stage.run("read", "articles", "-v")[2].count("/press/") == 5


def test_a_document_that_fails_is_one_line_and_exit_code_3(stage: Stage) -> None:
    """All others are read."""
    (stage.articles / "bad.txt").touch()
    code, out, err = stage.run("read", "articles")
    assert (code, out) == (3, "")
    assert err.splitlines()[0] == "failed: /press/bad.txt: it is empty"
    assert "5 read, 0 known already, 1 failed" in err
    code, out, err = stage.run("extract", "articles")
    assert code == 3
    assert len(out.splitlines()) == 8
    assert err == "failed: /press/bad.txt: it is empty\n1 document failed\n"


def test_extract_prints_claims_and_touches_no_ledger(stage: Stage) -> None:
    """JSON Lines with letters unescaped, or CSV."""
    code, out, err = stage.run("extract", "articles/he.txt", "--format", "jsonl")
    assert (code, err) == (0, "")
    claims = [json.loads(line) for line in out.splitlines()]
    assert [claim["kind"] for claim in claims] == ["leases_from", "invests_in"]
    assert "אנבידיה" in out
    rows = list(csv.DictReader(io.StringIO(stage.run("extract", "articles/he.txt", "--format", "csv")[1])))
    assert [row["kind"] for row in rows] == ["leases_from", "invests_in"]
    assert sorted(path.name for path in stage.folder.iterdir()) == ["articles"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["read", "nowhere"],
        ["extract", "articles", "nowhere.txt"],
        ["read"],
        ["reed"],
        ["claims", "--kind", "sells"],
        ["claims", "--date-gte", "yesterday"],
        ["deals", "--amount-gte", "much"],
        ["claims", "--json", "--csv"],
        ["claims", "--limit", "-1"],
        ["explain", "xyz"],
        ["explain"],
        ["bench", "--gold-dir", "articles"],
        ["bench", "--min-f1", "2"],
        ["read", "articles", "--workers", "0"],
        ["claims", "--ledger", "none.db"],
        ["completion", "tcsh"],
        ["actors", "--kind", "dog"],
        ["read", "articles", "--ledger", "no/such/l.db"],
        ["report", "--output", "no/such/r.html"],
        ["extract", "articles", "--format", "xml"],
        ["languages"],
        ["languages", "praise"],
        ["languages", "check", "tlh"],
        ["languages", "check", "none.yaml"],
    ],
)
def test_a_wrong_command_line_is_exit_code_2(full: Stage, arguments: list[str]) -> None:
    """With a message on standard error, and nothing on standard output."""
    code, out, err = full.run(*arguments)
    assert (code, out) == (2, ""), err
    assert err
    assert "Traceback" not in err


def test_an_error_is_one_line_and_exit_code_1(full: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is no ledger, an id that nobody has, wrong settings."""
    (full.folder / "letter.db").write_text("Dear all, this is no database. " * 100)
    for arguments, told in (
        (["claims", "--ledger", "letter.db"], "is no ledger"),
        (["read", "articles", "--ledger", "letter.db"], "is no ledger"),
        (["explain", "00000000"], "no claim's id begins with 00000000"),
        (["bench", "--gold-dir", "articles", "--text-dir", "articles"], "no gold file"),
    ):
        code, out, err = full.run(*arguments)
        assert (code, out) == (1, ""), err
        assert told in err
        assert err.count("\n") == 1
    (full.folder / "interlock.toml").write_text("workres = 1\n")
    assert full.run("claims")[0] == 1
    (full.folder / "interlock.toml").unlink()
    monkeypatch.setenv("INTERLOCK_WORKERS", "many")
    assert "INTERLOCK_WORKERS" in full.run("read", "articles")[2]


def test_the_ledger_is_named_by_flag_variable_or_default(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The flag wins."""
    monkeypatch.setenv("INTERLOCK_LEDGER", "other.db")
    stage.run("read", "articles")
    stage.run("read", "articles/fr.txt", "--ledger", "third.db")
    assert not (stage.folder / "interlock.db").exists()
    assert len(stage.run("claims", "--json")[1].splitlines()) == 8
    assert len(stage.run("claims", "--json", "--ledger", "third.db")[1].splitlines()) == 1


def test_claims_come_as_a_table_as_json_and_as_csv(full: Stage) -> None:
    """The table for people, the count beside it on standard error; no isolates in the forms for programs."""
    code, out, err = full.run("claims", "--language", "he")
    assert code == 0
    assert err == "2 claims\n"
    assert "\u2067" in out
    out = full.run("claims", "--language", "he", "--json")[1]
    assert [json.loads(line)["evidence"]["language"] for line in out.splitlines()] == ["he", "he"]
    assert "\u2067" not in out
    rows = list(csv.DictReader(io.StringIO(full.run("claims", "--csv")[1])))
    assert len(rows) == 8
    assert full.run("claims", "--limit", "2")[2] == "2 of 8 claims shown; --limit 0 shows all\n"
    assert full.run("claims", "--limit", "0")[2] == "8 claims\n"
    assert full.run("claims", "--status", "stalled") == (0, "", "no claims match\n")
    assert full.run("claims", "--status", "stalled", "-q") == (0, "", "")


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        (["--from", "OpenAI"], 3),
        (["--from", "אנבידיה", "--to", "OPENAI"], 2),
        (["--kind", "owns", "--kind", "invests_in"], 3),
        (["--amount-gte", "300bn"], 3),
        (["--amount-gte", "1.2bn", "--currency", "eur"], 1),
        (["--date-gte", "2025-06", "--date-lte", "2025-W26"], 2),
        (["--published-gte", "2025-11"], 5),
        (["--document", "zh.txt"], 2),
        (["--status", "denied"], 1),
    ],
)
def test_filters_narrow_claims(full: Stage, filters: list[str], number: int) -> None:
    """Each as documented in --help."""
    assert len(full.run("claims", "--json", *filters)[1].splitlines()) == number


def test_a_name_that_nobody_has_is_a_note(full: Stage) -> None:
    """The answer is empty, not wrong."""
    code, out, err = full.run("deals", "--from", "Nokia")
    assert (code, out) == (0, "")
    assert "no claim names 'Nokia'" in err


def test_deals_by_size(full: Stage) -> None:
    """The golden table: size with bound, status, tellings, what differs; unknown amounts last."""
    code, out, err = full.run("deals")
    assert (code, err) == (0, "7 deals\n")
    golden("deals.txt", out)
    records = [json.loads(line) for line in full.run("deals", "--json", "--limit", "1")[1].splitlines()]
    assert [record["size"] for record in records] == ["$350bn"]
    rows = list(csv.DictReader(io.StringIO(full.run("deals", "--csv")[1])))
    assert rows[3]["size"] == "between $14bn and $15bn"


def test_a_claim_explained(full: Stage) -> None:
    """The golden text: the claim, who says it, its sentence in its document, in its own direction."""
    for name, language, kind in (("hebrew", "he", "invests_in"), ("english", "en", "guarantees"), ("chinese", "zh", "buys_from")):
        claim = json.loads(full.run("claims", "--json", "--kind", kind, "--language", language, "--limit", "1")[1])
        code, out, err = full.run("explain", claim["id"][:9])
        assert (code, err) == (0, "")
        golden(f"explain_{name}.txt", out)
        told = json.loads(full.run("explain", claim["id"], "--json")[1])
        assert told["claim"] == claim
        start, end = next(s["quoted"] for s in told["sentences"] if s["quoted"])
        assert "".join(s["text"] for s in told["sentences"] if s["quoted"])[start:end] == claim["evidence"]["quote"]


def test_actors(full: Stage) -> None:
    """As a table, as objects, as rows."""
    assert "אנבידיה" in full.run("actors")[1]
    people = [json.loads(line) for line in full.run("actors", "--kind", "group", "--json")[1].splitlines()]
    assert people == [
        {
            "id": "two-people",
            "name": "two people",
            "kind": "group",
            "claims": 1,
            "as_subject": 0,
            "as_object": 0,
            "as_source": 1,
            "mentions": ["Two people"],
        }
    ]
    assert len(list(csv.DictReader(io.StringIO(full.run("actors", "--csv")[1])))) == 9


def test_the_report_is_written(full: Stage) -> None:
    """Where it was asked for."""
    code, out, _ = full.run("report", "--output", "r.html", "--title", "Mine")
    assert (code, out) == (0, "")
    assert "<title>Mine ·" in (full.folder / "r.html").read_text(encoding="utf-8")


def test_completion_and_help_name_every_verb(full: Stage) -> None:
    """And each verb has its own help, with an example where that helps."""
    from interlock.cli.app import VERBS

    code, out, _ = full.run("--help")
    assert code == 0
    for verb in VERBS:
        assert f"  {verb} " in out
        assert full.run(verb, "--help")[0] == 0
        assert "Example" in full.run(verb, "--help")[1] or verb in ("demo", "doctor")
    for number in ("0 ", "1 ", "2 ", "3 ", "4 ", "130 "):
        assert f"\n    {number}" in out
    for shell in ("bash", "zsh", "fish"):
        assert "_INTERLOCK_COMPLETE" in full.run("completion", shell)[1]
    assert full.run("--version")[1].startswith("interlock, version ")


def test_the_columns_of_the_terminal_bound_the_table(full: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """COLUMNS is honoured."""
    from interlock.reporting import display_width

    monkeypatch.setenv("COLUMNS", "100")
    assert max(map(display_width, full.run("claims")[1].splitlines())) <= 100


def test_an_interrupt_is_exit_code_130(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was finished is kept."""
    from ledger.samples import FakeReader

    read, calls = FakeReader.read, []

    def interrupted(self: FakeReader, document: object) -> object:
        calls.append(document)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return read(self, document)  # type: ignore[arg-type]

    monkeypatch.setattr(FakeReader, "read", interrupted)
    code, out, err = stage.run("read", "articles")
    assert (code, out) == (130, "")
    assert "Traceback" not in err
    monkeypatch.setattr(FakeReader, "read", read)
    assert "3 read, 2 known already" in stage.run("read", "articles")[2]


def test_languages_are_listed_and_checked(stage: Stage) -> None:
    """A fault is a line with file and line number, and exit code 1."""
    code, out, err = stage.run("languages", "list")
    assert (code, err) == (0, "")
    assert "French" in out
    code, out, err = stage.run("languages", "check", "fr", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["code"] == "fr"
    assert "kinds without" in stage.run("languages", "check", "fr")[1]
    (stage.folder / "xx.yaml").write_text(MINIMAL.replace("name: USD", "name: dollars"))
    code, out, err = stage.run("languages", "check", "xx.yaml")
    assert (code, out, err) == (1, "xx.yaml, line 8: 'dollars' is no ISO 4217 code\n", "")
