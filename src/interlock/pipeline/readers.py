"""The readers that are shipped, made where they work. The network and its libraries are loaded only when they are asked for."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from interlock.pipeline.settings import DEFAULT_READER, Settings
from interlock.vocabulary import Claim, Document, InterlockError

if TYPE_CHECKING:
    from interlock.extraction.language_model.reader import Questions
    from interlock.extraction.neural.model import Model


class Reads(Protocol):
    """What the engine needs of a reader: `interlock.extraction.Reader`."""

    name: str

    def read(self, document: Document) -> tuple[Claim, ...]:
        """The document's claims."""
        ...


MakeReaders = Callable[[], Sequence[Reads]]


def readers_of(settings: Settings, names: tuple[str, ...] = (), questions: Questions | None = None) -> MakeReaders:
    """What makes the readers of these names (that of the settings where none is given) in each process that reads.

    Several processes at once get one thread each. A reader that asks a language model wants its `questions`; without them they
    are made of the settings.
    """
    wanted = single_readers(names or (settings.reader,))
    made = partial(make_readers, settings.atlas, wanted, 1 if settings.workers > 1 else 0)
    if "llm" not in wanted:
        return made
    if settings.workers > 1:
        raise InterlockError("a language model is asked from one process: leave --workers (INTERLOCK_WORKERS) at 1")
    from interlock.pipeline.language_model import questions_of

    return partial(made, questions=questions or questions_of(settings))


def single_readers(names: Sequence[str]) -> tuple[str, ...]:
    """The readers that these names mean, each once: 'all' are both offline readers weighed, and the language model."""
    return tuple(dict.fromkeys(one for name in names for one in (("both", "llm") if name == "all" else (name,))))


def make_readers(
    atlas: tuple[Path, ...] = (),
    names: tuple[str, ...] = (DEFAULT_READER,),
    threads: int = 0,
    questions: Questions | None = None,
) -> tuple[Reads, ...]:
    """The readers of these names, with the user's own atlas files. Raises InterlockError where one cannot be made.

    `threads` bounds those of the network; 0 lets it take what the machine has.
    """
    parts = _Parts(atlas, threads, questions)
    readers = tuple(_MAKERS[name](parts) for name in names)
    gc.freeze()  # the atlas stays until the end; the garbage collector need not look through it again and again
    return readers


def load_model(threads: int = 0) -> Model:
    """The shipped model. Raises InterlockError where it is missing or cannot be used."""
    from interlock.extraction.neural.location import MODEL

    if not MODEL.exists():
        raise InterlockError(
            f"the reading model is missing ({MODEL}): reinstall the package, or run 'make train' in a checkout; "
            "'--reader grammar' reads without it"
        )
    from interlock.extraction.neural.model import Model

    return Model(MODEL, threads)


class _Parts:
    """What readers are made of, loaded once for all of them."""

    def __init__(self, atlas: tuple[Path, ...], threads: int, questions: Questions | None) -> None:
        from interlock.atlas import load_atlas
        from interlock.languages import load_languages

        self.languages, self.atlas = load_languages(), load_atlas(atlas)
        self.questions = questions
        self._threads = threads

    @cached_property
    def model(self) -> Model:
        """The trained model."""
        return load_model(self._threads)


def _grammar(parts: _Parts) -> Reads:
    from interlock.extraction import GrammarReader

    return GrammarReader(parts.languages, parts.atlas)


def _neural(parts: _Parts) -> Reads:
    model = parts.model
    from interlock.extraction.neural.reader import NeuralReader

    return NeuralReader(parts.languages, parts.atlas, model)


def _both(parts: _Parts) -> Reads:
    model = parts.model
    from interlock.extraction.neural.joint import JointReader

    return JointReader(parts.languages, parts.atlas, model)


def _llm(parts: _Parts) -> Reads:
    model = parts.model
    from interlock.extraction.language_model.reader import LanguageModelReader
    from interlock.pipeline.language_model import same_names

    assert parts.questions is not None, "readers_of brings the questions"
    return LanguageModelReader(parts.languages, parts.atlas, model, parts.questions, same_names(parts.atlas))


_MAKERS: Mapping[str, Callable[[_Parts], Reads]] = {"grammar": _grammar, "neural": _neural, "both": _both, "llm": _llm}
