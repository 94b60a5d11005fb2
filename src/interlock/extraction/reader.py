"""The grammar reader: from a document to its claims, offline, the same bytes for the same input."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from interlock.atlas import Atlas
from interlock.extraction.claims import make_claims
from interlock.extraction.coreference import resolve_references, topic
from interlock.extraction.dates import find_dates, find_periods
from interlock.extraction.draft import Draft
from interlock.extraction.mention import Mention
from interlock.extraction.mentions import find_mentions, known_actor
from interlock.extraction.modality import find_attribution
from interlock.extraction.names import NameIndex
from interlock.extraction.origins import Recruiting, read_origins
from interlock.extraction.passage import Passage, make_passage
from interlock.extraction.posts import employers, read_posts, with_employers
from interlock.extraction.propositions import read_propositions
from interlock.extraction.quantities import find_quantities, with_currency
from interlock.extraction.readings import raiser, read_triggers
from interlock.extraction.speech import read_speech
from interlock.languages import Language
from interlock.vocabulary import Claim, Document, Sentence
from interlock.vocabulary.folding import fold


class Reader(Protocol):
    """What makes claims out of a document. `name` holds the version: a newer reader reads a document again."""

    name: str

    def read(self, document: Document) -> tuple[Claim, ...]:
        """The document's claims in order of place."""
        ...


class GrammarReader:
    """Reads with language data and the atlas alone."""

    name = "grammar/0.1.0"

    def __init__(self, languages: Sequence[Language], atlas: Atlas) -> None:
        self._languages = {language.code: language for language in languages}
        self._index = NameIndex(atlas)

    def read(self, document: Document) -> tuple[Claim, ...]:
        """The document's claims in order of place. A document in no known language has none."""
        readable = self._readable(document)
        if not readable:
            return ()
        folded = fold(document.text)
        named = find_mentions(document, folded, readable, self._index)
        passages = self._passages(document, folded, readable, named)
        firms = employers(passages)
        if firms:  # posts said in the document tell whom its people act for
            passages = [with_employers(passage, firms) for passage in passages]
        drafts: list[Draft] = []
        raising: Mention | None = None
        recruiting = Recruiting()
        people = [mention for mention in named if mention.posts]
        for passage in passages:
            passage = replace(passage, raiser=raising)
            attributions = find_attribution(passage)
            readings = [] if passage.is_question() else read_triggers(passage)
            if found := raiser(readings):
                raising, passage = found, replace(passage, raiser=found)
                readings = read_triggers(passage)  # the same sentence may name its investors
            drafts += read_propositions(passage, readings, attributions)
            drafts += read_origins(passage, recruiting)
            recruiting = recruiting.after(passage, readings)
            drafts += [*read_posts(passage, people), *read_speech(passage, attributions)]
        return make_claims(document, drafts, self.name)

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
        currency: str | None = None
        for (sentence, language), mentions in zip(
            readable, resolve_references(readable, folded, named, self._known), strict=True
        ):
            place = (document.text, folded, sentence.start, sentence.end, language)
            dates = find_dates(*place, document.published)
            periods = find_periods(*place, document.published)
            quantities, currency = with_currency(find_quantities(*place), currency)
            found = (quantities, dates, periods)
            passage = make_passage(sentence, language, document.text, folded, mentions, *found, last)
            year = year if sentence.paragraph == paragraph else None
            passages.append(replace(passage, context_year=year))
            paragraph, year = sentence.paragraph, dates[-1].value[:4] if dates else year
            last = topic(mentions, language, folded) or last
        return passages
