"""The command line on a stage: the samples as files, a fake reader, everything else real."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from ledger.samples import TEXTS, FakeReader, fake_readers, make_document

from interlock.cli import main
from interlock.vocabulary import Document, UnreadableDocument


def read_fake_paths(
    paths: Sequence[str],
    *,
    retrieved: str | None,
    on_failure: Callable[[UnreadableDocument], None],
) -> Iterator[Document]:
    """Files by name: those of TEXTS are documents, the others fail."""
    for path in map(Path, paths):
        if not path.exists():
            raise FileNotFoundError(2, "No such file or directory", str(path))
    for path in map(Path, paths):
        for file in sorted(path.glob("*.txt")) if path.is_dir() else [path]:
            if file.name in TEXTS:
                language, text, published = TEXTS[file.name]
                yield make_document(text, f"/press/{file.name}", language, published)
            else:
                on_failure(UnreadableDocument(f"/press/{file.name}", "it is empty"))


class Stage:
    """A folder with articles, and the command run in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        self.articles = folder / "articles"
        self.articles.mkdir()
        for name in TEXTS:
            (self.articles / name).write_text(name)

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        code = main(arguments)
        told = self._capsys.readouterr()
        return code, told.out, told.err


def make_stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Stage:
    """A stage in a folder of its own, with a plain environment."""
    for name in ("INTERLOCK_LEDGER", "INTERLOCK_WORKERS", "INTERLOCK_ATLAS", "INTERLOCK_READER", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def readers(atlas: tuple[Path, ...], names: tuple[str, ...], threads: int) -> tuple[FakeReader, ...]:
        return fake_readers()

    monkeypatch.setattr("interlock.pipeline.readers.make_readers", readers)
    monkeypatch.setattr("interlock.reading.read_paths", read_fake_paths)
    return Stage(tmp_path, capsys)
