"""`interlock bench` on labelled passages: streams, forms, exit codes, the picture, the log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.stage import Stage, make_stage
from evaluation.labelled import write_passages

from interlock.evaluation import digest_of


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Stage]:
    """A stage with passages in train/."""
    stage = make_stage(tmp_path, monkeypatch, capsys)
    write_passages(tmp_path / "train")
    yield stage


def test_passages_are_measured(stage: Stage) -> None:
    """Tables on standard output, nothing on standard error; with --show also what was missed."""
    code, out, err = stage.run("bench", "--passages", "train")
    assert (code, err) == (0, "")
    assert "zh-Hant" in out
    assert "missed and wrong" not in out
    assert "missed and wrong" in stage.run("bench", "--passages", "train/en.txt", "--passages", "train/zht.txt", "--show")[1]


def test_json_is_one_object_a_reader(stage: Stage) -> None:
    """On one line."""
    code, out, err = stage.run("bench", "--passages", "train", "--json")
    assert (code, err) == (0, "")
    (record,) = map(json.loads, out.splitlines())
    assert record["reader"] == "fake/1.0"


def test_a_low_f1_is_told_with_its_reader(stage: Stage) -> None:
    """Exit code 4."""
    code, _, err = stage.run("bench", "--passages", "train", "--min-f1", "0.9")
    assert (code, err) == (4, "fake/1.0: edges F1 is 0.667, below 0.9\n")
    assert stage.run("bench", "--passages", "train", "--min-f1", "0.6")[0] == 0


def test_the_picture_is_written(stage: Stage) -> None:
    """And named on standard error."""
    code, _, err = stage.run("bench", "--passages", "train", "--picture", "bench.svg")
    assert (code, err) == (0, "picture written to bench.svg\n")
    assert (stage.folder / "bench.svg").read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize("target", ["bench.png", "nowhere/bench.svg"])
def test_a_picture_that_cannot_be_written_is_told_before_anything_is_read(stage: Stage, target: str) -> None:
    """Exit code 2."""
    code, out, err = stage.run("bench", "--passages", "train", "--picture", target)
    assert (code, out) == (2, "")
    assert "--picture" in err


def test_a_sealed_part_is_logged_or_refused(stage: Stage) -> None:
    """A scoring is a line beside it; a changed passage is exit code 1 with both digests."""
    folder = write_passages(stage.folder / "test")
    seal = stage.folder / "test.sha256"
    seal.write_text(digest_of(folder))
    assert stage.run("bench", "--passages", "test")[0] == 0
    assert json.loads((stage.folder / "scorings.jsonl").read_text(encoding="utf-8"))["reader"] == "fake/1.0"
    seal.write_text("0" * 64)
    code, out, err = stage.run("bench", "--passages", "test")
    assert (code, out) == (1, "")
    assert digest_of(folder) in err
