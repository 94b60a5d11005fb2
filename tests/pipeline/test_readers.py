"""Which readers are made, with how many threads, and what is said where one cannot be made."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from interlock.evaluation import demo_articles
from interlock.extraction.neural import location
from interlock.pipeline import Settings, make_readers
from interlock.pipeline.readers import load_model, readers_of
from interlock.pipeline.settings import DEFAULT_READER, OFFLINE_READERS, READERS
from interlock.vocabulary import InterlockError

READ_ONE = """
import sys
from pathlib import Path
from interlock.pipeline import Settings, extract
assert list(extract([sys.argv[1]], Settings(Path("unused.db"), reader="grammar"), print))
print(sorted({"numpy", "onnxruntime", "sentencepiece"} & set(sys.modules)))
"""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What make_readers is called with; nothing is made."""
    calls: list[tuple[Any, ...]] = []

    def note(*arguments: Any) -> tuple[()]:
        calls.append(arguments)
        return ()

    monkeypatch.setattr("interlock.pipeline.readers.make_readers", note)
    return calls


def test_the_settings_say_which_reader_reads(asked: list[tuple[Any, ...]]) -> None:
    """Where no others are named."""
    atlas = (Path("mine.yaml"),)
    readers_of(Settings(Path("x.db"), atlas=atlas, reader="both"))()
    readers_of(Settings(Path("x.db"), reader="both"), ("grammar", "neural"))()
    assert asked == [(atlas, ("both",), 0), ((), ("grammar", "neural"), 0)]


def test_several_workers_get_one_thread_each(asked: list[tuple[Any, ...]]) -> None:
    """A single one may take what the machine has."""
    for workers in (1, 2, 8):
        readers_of(Settings(Path("x.db"), workers))()
    assert [threads for *_, threads in asked] == [0, 1, 1]


def test_the_grammar_needs_no_network_library() -> None:
    """Reading an article with it imports neither onnxruntime nor numpy nor sentencepiece."""
    article = next(demo_articles().glob("*.txt"))
    done = subprocess.run([sys.executable, "-c", READ_ONE, str(article)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr


@pytest.mark.parametrize("reader", ["neural", "both"])
def test_a_missing_model_is_one_message_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: str
) -> None:
    """Where it should be, how to get it, and how to read without it."""
    monkeypatch.setattr(location, "MODEL", tmp_path / "reading.model")
    with pytest.raises(InterlockError, match="the reading model is missing") as caught:
        make_readers(names=(reader,))
    for told in (str(tmp_path), "reinstall the package", "make train", "--reader grammar"):
        assert told in str(caught.value)


def test_a_file_that_is_no_model_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As an error of Interlock, not of a library."""
    pytest.importorskip("onnxruntime")
    monkeypatch.setattr(location, "MODEL", tmp_path / "reading.model")
    location.MODEL.write_bytes(b"no model")
    with pytest.raises(InterlockError, match=r"reading\.model: this is no reading model"):
        load_model()


@pytest.mark.skipif(not location.MODEL.exists(), reason="the model is not trained yet")
def test_every_reader_is_made_under_its_name() -> None:
    """In the order asked for."""
    assert [reader.name.partition("/")[0] for reader in make_readers(names=OFFLINE_READERS, threads=1)] == list(OFFLINE_READERS)


def test_the_default_is_one_of_the_readers() -> None:
    """And the grammar is made without the model."""
    assert DEFAULT_READER in READERS
    (reader,) = make_readers(names=("grammar",))
    assert reader.name.startswith("grammar/")
