"""Windows over a document: runs of sentences that the encoder reads at once, each with a fresh part that is its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interlock.vocabulary import Sentence

LONGEST = 800
"""Letters' worth of text in a window (a Chinese character counts three): about 230 pieces; in training up to 384."""
WHOLE = 1100
"""A document no longer than this is read in one window."""
BEHIND = 2
"""Sentences of the window before that are read again, for what the fresh ones refer to."""
_MOST_SENTENCES = 14


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences [first, last) of the document, of which those from `fresh` on are read here for the first time."""

    first: int
    fresh: int
    last: int


def make_windows(text: str, sentences: Sequence[Sentence]) -> list[Window]:
    """Windows that cover every sentence once as fresh."""
    weights = [_weight(text, sentence) for sentence in sentences]
    if sum(weights) <= WHOLE and len(sentences) <= _MOST_SENTENCES:
        return [Window(0, 0, len(sentences))] if sentences else []
    windows: list[Window] = []
    fresh = 0
    while fresh < len(sentences):
        first = max(0, fresh - BEHIND)
        while first < fresh and sum(weights[first:fresh]) > LONGEST // 2:
            first += 1
        total, last = sum(weights[first:fresh]), fresh
        while last < len(sentences) and (last == fresh or (total + weights[last] <= LONGEST and last - first < _MOST_SENTENCES)):
            total += weights[last]
            last += 1
        windows.append(Window(first, fresh, last))
        fresh = last
    return windows


def _weight(text: str, sentence: Sentence) -> int:
    length = sentence.end - sentence.start
    wide = sum("\u3000" <= character <= "\u9fff" for character in text[sentence.start : sentence.end])
    return length + 2 * wide
