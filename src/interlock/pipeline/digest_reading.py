"""Reads the figures of a digest's sentence back with the reader of documents: what the gate holds against the facts."""

from __future__ import annotations

from collections.abc import Sequence

from interlock.extraction.dates import find_times
from interlock.extraction.quantities import find_quantities
from interlock.languages import load_language
from interlock.reporting.digest.figures import ReadDate, ReadQuantity
from interlock.vocabulary.folding import fold


class DocumentReader:
    """Quantities and dates of a sentence, as they would be read in an article of that language."""

    def __init__(self, code: str) -> None:
        self._language = load_language(code)

    def quantities(self, text: str) -> Sequence[ReadQuantity]:
        """Every quantity with its bound, unit and rate."""
        place = (text, fold(text), 0, len(text), self._language)
        found = find_quantities(*place)
        return [ReadQuantity(row.field, row.quantity, row.unit or None, row.per, row.start, row.end) for row in found]

    def dates(self, text: str) -> Sequence[ReadDate]:
        """Every date and length of time; nothing counts from a day of publication."""
        place = (text, fold(text), 0, len(text), self._language)
        times = find_times(*place, None)
        periods = [ReadDate(row.value, row.start, row.end) for row in times.periods]
        return [*periods, *(ReadDate(row.value, row.start, row.end) for row in times.dates)]
