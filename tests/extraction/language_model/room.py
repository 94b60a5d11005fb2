"""What the tests of this room share: the shipped readers, made once, and documents of a passage."""

from __future__ import annotations

from functools import lru_cache

from extraction.language_model.gate_cases import PUBLISHED

from interlock.atlas import Atlas, load_atlas
from interlock.extraction.analysis import Analyser
from interlock.extraction.language_model.actors import Resolver
from interlock.extraction.language_model.gate import Gate, Seen, seen
from interlock.extraction.neural.model import Model
from interlock.extraction.neural.reader import neural_reading
from interlock.extraction.reader import grammar_drafts
from interlock.languages import Language, load_languages
from interlock.pipeline.language_model import same_names
from interlock.pipeline.readers import load_model
from interlock.reading.assembly import Known, from_plain
from interlock.vocabulary import Document


@lru_cache(maxsize=1)
def parts() -> tuple[tuple[Language, ...], Atlas, Model]:
    """Languages, atlas and network as they are shipped."""
    return tuple(load_languages()), load_atlas(), load_model(1)


@lru_cache(maxsize=1024)
def article(text: str, address: str = "article.txt") -> Document:
    """A text as it would be read from a file."""
    return from_plain(text, Known(address, published=PUBLISHED, published_from="record"), parts()[0])


@lru_cache(maxsize=1)
def analyser() -> Analyser:
    languages, atlas, _ = parts()
    return Analyser(languages, atlas, loose=True)


@lru_cache(maxsize=1)
def gate() -> Gate:
    _, atlas, _ = parts()
    return Gate(Resolver(atlas, same_names(atlas)), "llm-test/1")


@lru_cache(maxsize=512)
def looked_at(document: Document, network: bool = True) -> Seen:
    """A document as the offline readers see it, with the network or without."""
    analysis = analyser().analyse(document)
    return seen(document, analysis, neural_reading(analysis, parts()[2]) if network else None, grammar_drafts(analysis))
