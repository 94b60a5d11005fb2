"""A labelled passage as the document that a reader would meet."""

from __future__ import annotations

from collections.abc import Sequence

from interlock.evaluation.passages import Passage
from interlock.languages import Language
from interlock.reading.assembly import Known, from_plain
from interlock.vocabulary import Document


def passage_document(passage: Passage, languages: Sequence[Language]) -> Document:
    """Its text, at its id, published on its date."""
    return from_plain(passage.text, Known(passage.id, published=passage.date, published_from="record"), languages)
