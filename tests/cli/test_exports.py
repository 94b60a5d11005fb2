"""`interlock export` and `interlock import` from the shell: what goes where, what is refused, what the exit codes say."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from cli.stage import Stage, make_stage

from interlock.pipeline.export_formats import FORMATS

STREAMS = [form for form in FORMATS if form not in ("jsonl", "csv", "xlsx", "parquet")]


@pytest.fixture
def full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Stage:
    """A stage whose ledger holds the samples."""
    stage = make_stage(tmp_path, monkeypatch, capsys)
    assert stage.run("read", "articles")[0] == 0
    return stage


@pytest.mark.parametrize("form", STREAMS)
def test_a_file_and_the_stream_hold_the_same(full: Stage, form: str) -> None:
    """Without a place it goes to standard output, with - too; messages go to standard error."""
    place = full.folder / "out.x"
    code, out, err = full.run("export", "--format", form, "-o", str(place))
    assert (code, out) == (0, "") and f"as {form} in" in err
    if form in ("gexf", "graphml"):
        return  # bytes, which the stage does not see
    assert full.run("export", "--format", form)[1] == full.run("export", "--format", form, "-")[1] == place.read_text("utf-8")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_tables_go_to_a_folder_or_one_by_one(full: Stage, form: str) -> None:
    assert full.run("export", "--format", form, "out")[0] == 0
    assert sorted(path.name for path in (full.folder / "out").iterdir()) == [
        f"{name}.{form}" for name in ("actors", "claims", "documents", "facts")
    ]
    assert full.run("export", "--format", form, "--table", "facts", "-o", "one")[0] == 0
    assert (full.folder / "one").read_bytes() == (full.folder / "out" / f"facts.{form}").read_bytes()
    code, _, err = full.run("export", "--format", form)
    assert code == 1 and "--table" in err


def test_filters_leave_the_facts_of_an_actor_a_kind_a_status_a_day(full: Stage) -> None:
    def listed(*options: str) -> list[dict[str, str]]:
        out = full.run("export", "--format", "csv", "--table", "facts", "-q", *options)[1].splitlines()
        return [dict(zip(out[0].split(","), line.split(","), strict=False)) for line in out[1:]]

    assert {row["kind"] for row in listed("--kind", "leases_from")} == {"leases_from"}
    assert {row["subject"] for row in listed("--from", "Nvidia")} == {"Nvidia"}
    assert all("Oracle" in (row["subject"], row["object"]) for row in listed("--actor", "Oracle"))
    assert len(listed("--limit", "1")) == 1
    assert len(listed("--as-of", "2025-11-04")) < len(listed())
    assert full.run("export", "--format", "ftm", "--actor", "Nobody")[2].startswith("no fact names 'Nobody'")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ([], "folder"),
        (["-"], "folder"),
        (["out", "--kind", "owns"], "whole ledger"),
        (["out", "-o", "out"], "once"),
        (["--format", "bibtex", "--table", "facts"], "--table"),
        (["--format", "csv", "--basis", "realised"], "--basis"),
        (["--format", "gexf", "--losses", "x.json"], "--losses"),
        (["--format", "ftm", "--without-texts"], "--without-texts"),
    ],
)
def test_what_does_not_go_together_is_told(full: Stage, arguments: list[str], word: str) -> None:
    code, _, err = full.run("export", *arguments)
    assert code == 2 and word in err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--format", "gexf", "-o", "nowhere/x.gexf"], "nowhere does not exist"),
        (["--format", "gexf", "-o", "articles"], "is a folder"),
        (["--format", "csv", "-o", "nowhere/deep"], "nowhere does not exist"),
        (["--format", "ftm", "--losses", "nowhere/x.json"], "nowhere does not exist"),
    ],
)
def test_a_place_that_is_none_is_told_and_nothing_is_written(full: Stage, arguments: list[str], word: str) -> None:
    before = sorted(full.folder.rglob("*"))
    code, out, err = full.run("export", *arguments)
    assert code in (1, 2) and word in err and out == ""
    assert sorted(full.folder.rglob("*")) == before


def test_the_loss_report_is_a_table_and_json(full: Stage) -> None:
    code, _, err = full.run("export", "--format", "ftm", "--losses", "losses.json", "-o", "x.ftm.json")
    assert code == 0 and "Parked" in err
    rows = {row["field"]: row for row in json.loads((full.folder / "losses.json").read_text())["fields"]}
    assert rows["amount.bound"]["parked"] > 0
    assert rows["document.text"]["lost"] > 0


def test_a_copy_of_the_ledger_exports_the_same(full: Stage) -> None:
    """And without the texts it is no copy, which is said."""
    assert full.run("export", "one")[0] == full.run("import", "one", "--ledger", "copy.db")[0] == 0
    assert full.run("export", "two", "--ledger", "copy.db")[0] == 0
    for path in (full.folder / "one").iterdir():
        assert path.read_bytes() == (full.folder / "two" / path.name).read_bytes()
    assert full.run("export", "three", "--without-texts")[0] == 0
    code, _, err = full.run("import", "three", "--ledger", "none.db")
    assert code == 3 and "text" in err


def test_bad_records_are_named_and_the_exit_code_says_so(full: Stage) -> None:
    (full.folder / "deals.csv").write_text("kind,subject,object,status\nowns,Meta,Scale AI,done\nbuys,A,B,done\n")
    code, out, err = full.run("import", "deals.csv", "--json")
    assert code == 3
    assert "line 3: column 'kind'" in err
    assert {"documents": 1, "failed": 1}.items() <= json.loads(out).items()
    assert full.run("import", "nothing.csv")[0] == 2
    (full.folder / "what").write_text("?")
    assert full.run("import", "what")[0] == 1


def test_judgements_are_carried(full: Stage) -> None:
    claim = json.loads(full.run("claims", "--json", "--limit", "1")[1])["id"]
    assert full.run("judge", "wrong", claim)[0] == 0
    assert full.run("judge", "export", "log.jsonl")[0] == 0
    code, _, err = full.run("import", "log.jsonl", "--ledger", "other.db")
    assert code == 0 and "1 judgements new" in err


def test_bytes_go_through_a_pipe(full: Stage) -> None:
    """A workbook and a graph, by the real command."""
    made = {}
    for form, opening in (("xlsx", b"PK"), ("gexf", b"<?xml")):
        command = [sys.executable, "-m", "interlock", "export", "--format", form, "--ledger", "interlock.db"]
        made[form] = subprocess.run(command, cwd=full.folder, capture_output=True, check=True).stdout
        assert made[form].startswith(opening)
    assert openpyxl.load_workbook(io.BytesIO(made["xlsx"])).sheetnames[-1] == "documents"


def test_an_explained_claim_of_a_page_links_to_its_sentence(full: Stage) -> None:
    """Selectors in JSON; no link for a local file."""
    claim = json.loads(full.run("claims", "--json", "--limit", "1")[1])
    told = json.loads(full.run("explain", claim["id"], "--json")[1])
    assert told["selectors"][0]["exact"] == claim["evidence"]["quote"]
    assert told["link"] is None
