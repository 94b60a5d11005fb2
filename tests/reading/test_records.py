"""JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from reading.standin import Reader

GOOD = {
    "url": "https://news.example/1",
    "title": "A sale",
    "date": "2025-11-04",
    "text": "The firm was sold to the bank. It was cheap.",
}


def write(folder: Path, *lines: str | Mapping[str, object]) -> Path:
    path = folder / "articles.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_fields(tmp_path: Path, read: Reader) -> None:
    """A record's fields become those of the document."""
    (document,), failures = read(write(tmp_path, GOOD))
    assert not failures
    assert (document.address, document.title, document.text) == (GOOD["url"], GOOD["title"], GOOD["text"])
    assert (document.published, document.published_from) == ("2025-11-04", "record")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "JSON"),
        ("[1]", "object"),
        ('{"url": "x"}', "'text'"),
        ('{"text": 5}', "'text'"),
        ('{"text": " "}', "'text'"),
        ('{"text": "a", "date": "soon"}', "'soon'"),
        ('{"text": "a", "title": []}', "'title'"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_broken_line(tmp_path: Path, read: Reader, line: str, reason: str) -> None:
    """A broken line is one failure that names line and reason; the others are read."""
    documents, (failure,) = read(write(tmp_path, GOOD, line, GOOD))
    assert len(documents) == 2
    assert failure.reason.startswith("line 2:") and reason in failure.reason


def test_broken_bytes(tmp_path: Path, read: Reader) -> None:
    """A line that is no UTF-8 breaks itself only."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "\xff"}\n\n' + json.dumps(GOOD).encode())
    documents, (failure,) = read(path)
    assert len(documents) == 1 and "line 1" in failure.reason and "UTF-8" in failure.reason


def test_record_without_url(tmp_path: Path, read: Reader) -> None:
    """Without a URL the address is the file and its line."""
    (document,), _ = read(write(tmp_path, {"text": "Some words here."}))
    assert document.address == f"{tmp_path / 'articles.jsonl'}#L1"


def test_lone_surrogate(tmp_path: Path, read: Reader) -> None:
    """Half of a surrogate pair in JSON becomes a replacement character, so that the text can be stored."""
    (document,), _ = read(write(tmp_path, '{"text": "odd \\ud800 sign"}'))
    assert document.text == "odd \ufffd sign"


def test_empty_file(tmp_path: Path, read: Reader) -> None:
    """A file without a record is a failure."""
    assert "empty" in read(write(tmp_path, ""))[1][0].reason
