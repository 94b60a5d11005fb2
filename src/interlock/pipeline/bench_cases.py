"""What the readers are measured on: articles with gold files, and labelled passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from interlock.evaluation import Seal, demo_articles, demo_gold, gold_cases, seal_of
from interlock.evaluation.gold import Record
from interlock.evaluation.passage_gold import gold_records
from interlock.evaluation.passages import Fault, Passage, read_passages
from interlock.pipeline.engine import OnFailure, Source
from interlock.vocabulary import Document, InterlockError

_FAULTS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Case:
    """A text with its gold. `address` is that of its document; `language` is None where only the document can tell."""

    name: str
    address: str
    text: str
    gold: tuple[Record, ...]
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Cases:
    """All cases of a measurement. `seal` is there where the passages are sealed."""

    articles: tuple[Case, ...]
    labelled: tuple[Passage, ...]
    seal: Seal | None

    def __iter__(self) -> Iterator[Case]:
        """Articles first."""
        yield from self.articles
        for passage in self.labelled:
            yield Case(passage.id, passage.id, passage.text, gold_records(passage), passage.language)

    def documents(self, source: Source, on_failure: OnFailure) -> Iterator[Document]:
        """Articles as they are read from their files, passages as they would be."""
        yield from source([case.address for case in self.articles], None, on_failure)
        yield from passage_documents(self.labelled)


def find_cases(gold_folder: Path | None, text_folder: Path | None, passages: Sequence[Path]) -> Cases:
    """The articles of two folders and the passages of files and folders; the shipped demo where nothing is named.

    Raises InterlockError where something is faulty, or a sealed part is named beside something else.
    """
    seals = [seal_of(path) for path in passages]
    seal = seals[0] if seals else None
    folders = {each.folder if each else None for each in seals}
    if folders - {None} and (gold_folder or len(folders) > 1):
        raise InterlockError("passages that are kept for measuring (a .sha256 stands beside their folder) are measured alone")
    articles = () if passages and not gold_folder else _articles(gold_folder or demo_gold(), text_folder or demo_articles())
    return Cases(articles, _labelled(passages), seal)


def passage_documents(passages: Sequence[Passage]) -> Iterator[Document]:
    """Each passage as a reader would meet it: its text, published on its date."""
    from interlock.evaluation.passage_documents import passage_document
    from interlock.languages import load_languages

    languages = load_languages()
    for passage in passages:
        yield passage_document(passage, languages)


def _articles(gold_folder: Path, text_folder: Path) -> tuple[Case, ...]:
    return tuple(
        Case(case.name, str(case.text.resolve()), case.text.read_bytes().decode("utf-8", "replace"), case.gold)
        for case in gold_cases(gold_folder, text_folder)
    )


def _labelled(paths: Sequence[Path]) -> tuple[Passage, ...]:
    files = dict.fromkeys(file for path in paths for file in (sorted(path.glob("*.txt")) if path.is_dir() else [path]))
    found: dict[str, Passage] = {}
    for file in files:
        passages, faults = read_passages(file)
        if faults:
            raise InterlockError(_told(faults))
        for passage in passages:
            if passage.id in found:
                raise InterlockError(f"{file}: a passage '{passage.id}' has been read already; ids are unique")
            found[passage.id] = passage
    if paths and not found:
        raise InterlockError(f"there is no passage in {', '.join(map(str, paths))}")
    return tuple(found.values())


def _told(faults: Sequence[Fault]) -> str:
    more = [f"and {len(faults) - _FAULTS_SHOWN} more"] if len(faults) > _FAULTS_SHOWN else []
    return "; ".join([*map(str, faults[:_FAULTS_SHOWN]), *more])
