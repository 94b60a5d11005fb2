"""The grammar reader: from a document to its claims, offline, the same bytes for the same input."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from interlock.atlas import Atlas
from interlock.extraction.analysis import Analyser, Analysis
from interlock.extraction.claims import make_claims
from interlock.extraction.draft import Draft
from interlock.extraction.linking import linked
from interlock.extraction.mention import Mention
from interlock.extraction.modality import find_attribution
from interlock.extraction.origins import Recruiting, read_origins
from interlock.extraction.posts import read_posts
from interlock.extraction.propositions import read_propositions
from interlock.extraction.readings import raiser, read_triggers
from interlock.extraction.speech import attribute_quoted, read_speech
from interlock.languages import Language
from interlock.vocabulary import Claim, Document


class Reader(Protocol):
    """What makes claims out of a document. `name` holds the version: a newer reader reads a document again."""

    name: str

    def read(self, document: Document) -> tuple[Claim, ...]:
        """The document's claims in order of place."""
        ...


class GrammarReader:
    """Reads with language data and the atlas alone."""

    name = "grammar/0.2.0"

    def __init__(self, languages: Sequence[Language], atlas: Atlas) -> None:
        self._analyser = Analyser(languages, atlas)

    def read(self, document: Document) -> tuple[Claim, ...]:
        """The document's claims in order of place. A document in no known language has none."""
        return linked(make_claims(document, grammar_drafts(self._analyser.analyse(document)), self.name))


def grammar_drafts(analysis: Analysis) -> list[Draft]:
    """What the grammar finds in an analysed document."""
    drafts: list[Draft] = []
    raising: Mention | None = None
    recruiting = Recruiting()
    people = [mention for mention in analysis.named if mention.posts]
    for passage in analysis.passages:
        passage = replace(passage, raiser=raising)
        attributions = find_attribution(passage)
        readings = [] if passage.is_question() else read_triggers(passage)
        if found := raiser(readings):
            raising, passage = found, replace(passage, raiser=found)
            readings = read_triggers(passage)  # the same sentence may name its investors
        told, spoken = read_propositions(passage, readings, attributions), read_speech(passage, attributions)
        attribute_quoted(told, spoken, passage)
        drafts += told
        drafts += read_origins(passage, recruiting, drafts)
        recruiting = recruiting.after(passage, readings)
        drafts += [*read_posts(passage, people), *spoken]
    return drafts
