"""What every reader needs of a document first: its sentences with names, references, quantities and dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from interlock.atlas import Atlas
from interlock.extraction.clear import cleared
from interlock.extraction.coreference import resolve_references, topic
from interlock.extraction.currencies import currencies_of
from interlock.extraction.dates import FoundDate, FoundPeriod, find_times
from interlock.extraction.loose import loose_quantities
from interlock.extraction.mangled import find_mangling, with_repairs
from interlock.extraction.mention import Mention
from interlock.extraction.mentions import find_mentions, known_actor
from interlock.extraction.names import NameIndex
from interlock.extraction.passage import Passage, make_passage
from interlock.extraction.posts import employers, with_employers
from interlock.extraction.quantities import FoundQuantity, find_quantities
from interlock.languages import Language
from interlock.vocabulary import Document, Sentence
from interlock.vocabulary.folding import fold

_TOLD = 6
"""Dates told before a sentence from which its own may count."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """The sentences of a document that may be evidence, ready for reading; `named` are all mentions by name.

    All of it, `document` too, is without invisible signs: see clear.py.
    """

    document: Document
    passages: tuple[Passage, ...]
    named: tuple[Mention, ...]


class Analyser:
    """Finds names, references, quantities and dates with the language data and the atlas.

    `loose`: also the numbers that only their surroundings make quantities, apart from the others (`Passage.loose`).
    """

    def __init__(self, languages: Sequence[Language], atlas: Atlas, loose: bool = False) -> None:
        self._loose = loose
        self._languages = {language.code: language for language in languages}
        self._index = NameIndex(atlas)

    def analyse(self, document: Document) -> Analysis:
        """The document's readable sentences. A document in no known language has none."""
        document, places = cleared(document)
        readable = self._readable(document)
        if not readable:
            return Analysis(document, (), ())
        folded = fold(document.text)
        named = find_mentions(document, folded, readable, self._index)
        mangling = find_mangling(document.text, folded, readable, named, self._known)
        named = with_repairs(named, mangling)
        passages = self._passages(document, folded, readable, named)
        if mangling is not None or places is not None:
            passages = [replace(passage, mangling=mangling, places=places) for passage in passages]
        firms = employers(passages)
        if firms:  # posts said in the document tell whom its people act for
            passages = [with_employers(passage, firms) for passage in passages]
        return Analysis(document, tuple(passages), tuple(named))

    def _known(self, actor_id: str) -> Mention | None:
        return known_actor(self._index, actor_id)

    def _readable(self, document: Document) -> list[tuple[Sentence, Language]]:
        """The sentences that may be evidence, in a language that we know."""
        return [
            (sentence, self._languages[code])
            for sentence in document.sentences
            if sentence.zone.is_evidence and (code := sentence.language.partition("-")[0]) in self._languages
        ]

    def _passages(
        self, document: Document, folded: str, readable: list[tuple[Sentence, Language]], named: list[Mention]
    ) -> list[Passage]:
        passages = []
        last: Mention | None = None
        paragraph = -1
        year: str | None = None
        told: list[str] = []
        amounts = [
            find_quantities(document.text, folded, sentence.start, sentence.end, language) for sentence, language in readable
        ]
        currencies = currencies_of(amounts)
        for (sentence, language), mentions, figures in zip(
            readable, resolve_references(readable, folded, named, self._known), amounts, strict=True
        ):
            place = (document.text, folded, sentence.start, sentence.end, language)
            times = find_times(*place, document.published, told)
            dates, periods = times.dates, times.periods
            told = [*told, *(date.value for date in dates)][-_TOLD:]
            quantities = currencies.settle(figures)
            loose: tuple[FoundQuantity, ...] = ()
            if self._loose:
                said: list[FoundDate | FoundPeriod | Mention] = [*dates, *periods, *mentions]
                taken = [(item.start, item.end) for item in said]
                loose = currencies.settle(loose_quantities(*place, quantities, taken))
            found = (quantities, dates, periods)
            passage = make_passage(sentence, language, document.text, folded, mentions, *found, last)
            year = year if sentence.paragraph == paragraph else None
            passages.append(replace(passage, context_year=year, loose=loose))
            paragraph, year = sentence.paragraph, dates[-1].value[:4] if dates else year
            last = topic(mentions, language, folded) or last
        return passages
