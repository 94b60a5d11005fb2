"""`--reader` reaches the readers, from every verb that reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.stage import Stage, make_stage
from ledger.samples import FakeReader, fake_readers

from interlock.pipeline.settings import DEFAULT_READER

VERBS = {"read": ["articles"], "extract": ["articles"], "bench": [], "demo": []}

Asked = list[tuple[str, ...]]


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Stage:
    """A stage with nothing read yet."""
    return make_stage(tmp_path, monkeypatch, capsys)


@pytest.fixture
def asked(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """The names of the readers that are asked for, run by run."""
    calls: Asked = []

    def readers(atlas: tuple[Path, ...], names: tuple[str, ...], threads: int) -> tuple[FakeReader, ...]:
        calls.append(names)
        return fake_readers()

    monkeypatch.setattr("interlock.pipeline.readers.make_readers", readers)
    return calls


@pytest.mark.parametrize("verb", VERBS)
def test_the_reader_is_named_by_flag_variable_or_default(
    stage: Stage, asked: Asked, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    """In this order."""
    stage.run(verb, *VERBS[verb])
    monkeypatch.setenv("INTERLOCK_READER", "both")
    stage.run(verb, *VERBS[verb])
    stage.run(verb, *VERBS[verb], "--reader", "neural")
    assert asked == [(DEFAULT_READER,), ("both",), ("neural",)]


def test_bench_takes_several_readers(stage: Stage, asked: Asked) -> None:
    """Each once, in the order given."""
    stage.run("bench", "--reader", "both", "--reader", "grammar", "--reader", "both")
    assert asked == [("both", "grammar")]


@pytest.mark.parametrize("verb", VERBS)
def test_a_reader_that_there_is_not_is_exit_code_2(stage: Stage, verb: str) -> None:
    """With its name."""
    code, _, err = stage.run(verb, *VERBS[verb], "--reader", "oracle")
    assert code == 2
    assert "'oracle'" in err
