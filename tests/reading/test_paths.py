"""Files, folders and standard input."""

from __future__ import annotations

import io
import os
import sys
import tracemalloc
from pathlib import Path

import pytest
from reading.standin import LANGUAGES, Reader

from interlock.reading import paths, read_paths
from interlock.vocabulary import UnreadableDocument

WORDS = "The firm was sold to the bank. It was cheap."


def fail(failure: UnreadableDocument) -> None:
    raise failure


def test_folder_in_order(tmp_path: Path, read: Reader) -> None:
    """A folder is read with its folders, in the order of names; hidden files and unknown suffixes are passed over."""
    for name in ("b.txt", "a/z.md", "a/.hidden.txt", ".git/c.txt", "c.docx", "C.TXT"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(WORDS)
    documents, failures = read(tmp_path)
    assert [os.path.relpath(document.address, tmp_path) for document in documents] == ["C.TXT", "a/z.md", "b.txt"]
    assert not failures


def test_missing_path_comes_first(tmp_path: Path) -> None:
    """A path that does not exist stops the run before anything is read."""
    (tmp_path / "a.txt").write_text(WORDS)
    with pytest.raises(FileNotFoundError, match="nowhere"):
        read_paths([str(tmp_path), str(tmp_path / "nowhere")], on_failure=fail, languages=LANGUAGES)


def test_bytes_are_unchanged(tmp_path: Path, read: Reader) -> None:
    """The text of a file is its bytes decoded, without translation of line ends."""
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfOne.\r\nTwo.\rThree.\n")
    (document,), _ = read(tmp_path)
    assert document.text == "One.\r\nTwo.\rThree.\n"


def test_standard_input(read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """'-' is standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WORDS.encode())))
    (document,), _ = read("-")
    assert (document.address, document.text) == ("-", WORDS)


def test_records_on_standard_input(read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON Lines on standard input are told by their look."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "One."}\n{"text": "Two."}\n')))
    documents, _ = read("-")
    assert [document.address for document in documents] == ["-#L1", "-#L2"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.md", b"\0" * 99, "binary"),
        ("a.docx", b"x", "docx"),
        ("a.html", b"<html><script>1</script>", "no text"),
        ("a.pdf", b"%PDF-1.4 no", "broken PDF"),
    ],
)
def test_bad_file(tmp_path: Path, read: Reader, name: str, data: bytes, reason: str) -> None:
    """A bad file is one failure with its reason; the next is read."""
    bad, good = tmp_path / name, tmp_path / "good.txt"
    bad.write_bytes(data)
    good.write_text(WORDS)
    documents, (failure,) = read(bad, good)
    assert len(documents) == 1
    assert failure.address == str(bad) and reason in failure.reason


def test_forbidden_folder(tmp_path: Path, read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without permission is a failure; what else there is is read. (Root may read all: the refusal is made here.)"""
    (tmp_path / "a").mkdir(mode=0)
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    (tmp_path / "b.txt").write_text(WORDS)
    documents, (failure,) = read(tmp_path)
    assert len(documents) == 1 and "permission" in failure.reason


def test_broken_link(tmp_path: Path, read: Reader) -> None:
    """A link to nothing is a failure."""
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert "could not be read" in read(tmp_path)[1][0].reason


def test_link_to_folder_above(tmp_path: Path, read: Reader) -> None:
    """A link back up is not followed round and round."""
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "up").symlink_to(tmp_path, target_is_directory=True)
    assert len(read(tmp_path)[0]) == 1


def test_pipe_is_passed_over(tmp_path: Path, read: Reader) -> None:
    """A pipe in a folder is not waited for."""
    os.mkfifo(tmp_path / "a.txt")
    assert read(tmp_path) == ([], [])


def test_large_file(tmp_path: Path, read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file over the bound is refused without being read, with what to do."""
    monkeypatch.setattr(paths, "LARGEST", 10)
    (tmp_path / "a.txt").write_text(WORDS)
    assert "split it" in read(tmp_path)[1][0].reason


def test_parser_failure_stays_with_its_file(tmp_path: Path, read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error nobody foresaw costs one document, not the run."""

    def explode(*_: object) -> None:
        raise RuntimeError("boom")

    (tmp_path / "a.txt").write_text(WORDS)
    monkeypatch.setattr(paths, "from_plain", explode)
    assert "boom" in read(tmp_path)[1][0].reason


def test_documents_come_one_at_a_time(tmp_path: Path) -> None:
    """Nothing is read before it is asked for."""
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "b.txt").write_text("")
    documents = read_paths([str(tmp_path)], on_failure=fail, languages=LANGUAGES)
    assert next(documents).text == WORDS
    with pytest.raises(UnreadableDocument):
        next(documents)


def test_memory_does_not_grow(tmp_path: Path) -> None:
    """Reading many documents holds no more memory than reading a few."""
    path = tmp_path / "a.txt"
    path.write_text(WORDS * 200)

    def peak(count: int) -> int:
        tracemalloc.start()
        for _ in read_paths([str(path)] * count, on_failure=fail, languages=LANGUAGES):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(3)
    assert peak(60) < 1.5 * peak(3)


def test_same_file_same_ids(tmp_path: Path, read: Reader) -> None:
    """Reading twice gives the same ids; a copy elsewhere is another document with the same text."""
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "b.txt").write_text(WORDS)
    first, second = read(tmp_path)[0]
    assert first.id == read(tmp_path)[0][0].id
    assert first.text_id == second.text_id and first.id != second.id


def test_long_line(tmp_path: Path, read: Reader) -> None:
    """A single line of half a megabyte is read."""
    (tmp_path / "a.txt").write_text("some words, " * 40_000)
    (document,), failures = read(tmp_path)
    assert not failures and len(document.sentences) > 100


def test_a_line_of_fifty_megabytes_is_refused_in_words(tmp_path: Path, read: Reader) -> None:
    """It is no paragraph of an article; the message names the line and what to do, and the next file is read."""
    (tmp_path / "a.txt").write_text("The firm invests. " * 2_800_000)
    (tmp_path / "b.txt").write_text("The firm invests in chips.")
    documents, failures = read(tmp_path)
    assert len(documents) == 1
    assert "split it" in failures[0].reason or "break it into paragraphs" in failures[0].reason
