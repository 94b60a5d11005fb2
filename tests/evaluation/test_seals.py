"""Sealed parts of a corpus: what breaks the seal, and what is written down."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from evaluation.labelled import write_passages

from interlock.evaluation import digest_of, log_scoring, seal_of
from interlock.vocabulary import InterlockError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sealed folder of passages."""
    folder = write_passages(tmp_path / "test")
    (tmp_path / "test.sha256").write_text(digest_of(folder) + "\n", encoding="utf-8")
    return folder


def test_the_digest_is_over_names_and_bytes_in_order(tmp_path: Path) -> None:
    """Each name and length with a zero byte behind it, then the bytes; other files do not count."""
    (tmp_path / "b.txt").write_bytes(b"two")
    (tmp_path / "a.txt").write_bytes(b"one\r\n")
    (tmp_path / "notes.md").write_bytes(b"aside")
    assert digest_of(tmp_path) == hashlib.sha256(b"a.txt\x005\x00one\r\nb.txt\x003\x00two").hexdigest()


def test_a_folder_is_sealed_by_the_file_of_its_name(folder: Path) -> None:
    """For itself and each of its files, not for the folder beside it."""
    seal = seal_of(folder)
    assert seal is not None
    assert (seal.folder, seal.log) == (folder, folder.parent / "scorings.jsonl")
    assert seal_of(folder / "en.txt") == seal
    assert seal_of(write_passages(folder.parent / "train")) is None


@pytest.mark.parametrize("change", ["bytes", "name", "another file", "a file less"])
def test_any_change_breaks_the_seal(folder: Path, change: str) -> None:
    """The message names folder, both digests and what to do."""
    if change == "bytes":
        (folder / "en.txt").write_bytes((folder / "en.txt").read_bytes() + b"\n")
    elif change == "name":
        (folder / "en.txt").rename(folder / "en_2.txt")
    elif change == "another file":
        (folder / "more.txt").touch()
    else:
        (folder / "en.txt").unlink()
    with pytest.raises(InterlockError, match="has changed since it was sealed") as caught:
        seal_of(folder)
    assert digest_of(folder) in str(caught.value)
    assert "restore the passages" in str(caught.value)


def test_each_scoring_is_a_line_of_the_log(folder: Path) -> None:
    """Earlier lines stay, letters stand as they are."""
    seal = seal_of(folder)
    assert seal is not None
    log_scoring(seal, {"reader": "grammar/1"})
    log_scoring(seal, {"reader": "עברית"})
    lines = seal.log.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["reader"] for line in lines] == ["grammar/1", "עברית"]
    assert "עברית" in lines[1]
    assert seal_of(folder) == seal
