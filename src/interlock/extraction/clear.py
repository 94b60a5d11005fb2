"""Text without the signs that nobody sees: direction marks, zero-width spaces, soft hyphens.

They stand inside names and numbers of saved pages ('32' between two direction marks), so all analysis works on text without
them, and only the evidence of a claim is counted in the untouched text again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from interlock.vocabulary import Document

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Places:
    """Where each character of clear text stands in the untouched text."""

    offsets: Sequence[int]

    def untouched(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the clear text, which is not empty, as offsets into the untouched one."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def clear(self, offset: int) -> int:
        """An offset into the untouched text, in the clear one."""
        return bisect_left(self.offsets, offset)


def cleared(document: Document) -> tuple[Document, Places | None]:
    """The document without invisible signs; no places where it has none."""
    if not _INVISIBLE.search(document.text):
        return document, None
    places = Places([offset for offset, sign in enumerate(document.text) if not _INVISIBLE.match(sign)])
    zones = [replace(zone, start=places.clear(zone.start), end=places.clear(zone.end)) for zone in document.zones]
    sentences = [replace(each, start=places.clear(each.start), end=places.clear(each.end)) for each in document.sentences]
    clear = replace(
        document,
        text=_INVISIBLE.sub("", document.text),
        zones=tuple(zone for zone in zones if zone.start < zone.end),
        sentences=tuple(sentence for sentence in sentences if sentence.start < sentence.end),
    )
    return clear, places
