"""Text to the numbers that the network reads: pieces of the text, and at each piece what the grammar sees there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from tokenizers import Tokenizer

from interlock.vocabulary import ActorKind

QUANTITY_TYPES = ("amount", "share", "power", "count")
DATE = "date"
SENTENCE = "sentence"
AUTHOR = "author"
NODE_TYPES = (*(str(kind) for kind in ActorKind), *QUANTITY_TYPES, DATE, SENTENCE, AUTHOR)
"""What a node of a window may be: an actor by its kind, a quantity by its field, a date, a sentence, the document's voice."""

ACTOR_TYPES = frozenset(str(kind) for kind in ActorKind)
HINTS = (*(str(kind) for kind in ActorKind), *QUANTITY_TYPES, DATE)
"""What the grammar may see at a piece: each has two rows of the hint table, for its first piece and the others."""

_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Node:
    """Something in a window that may take part in a claim; half-open offsets in the document's text."""

    start: int
    end: int
    type: str

    @property
    def is_actor(self) -> bool:
        """Whether it may be a party."""
        return self.type in ACTOR_TYPES


@dataclass(frozen=True, slots=True)
class TextWindow:
    """Token ids of a stretch of text, the special pieces at both ends included.

    `offsets` are the places in the document of the tokens between these; `hints` has a row of the hint table for every
    token, 0 for none.
    """

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    hints: tuple[int, ...]

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of tokens that touch [start, end) of the document; at least one token."""
        first = bisect_right(self.offsets, start, key=lambda place: place[1])
        last = bisect_left(self.offsets, end, key=lambda place: place[0])
        first = min(first, max(len(self.offsets) - 1, 0))
        return first + 1, max(last, first + 1) + 1


class Pieces:
    """The tokenizer with the ids of its special pieces."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self.begin, self.end, self.pad, self.unknown = (_id(tokenizer, piece) for piece in ("<s>", "</s>", "<pad>", "<unk>"))

    def window(self, text: str, start: int, end: int, seen: Iterable[Node] = ()) -> TextWindow:
        """The window [start, end) of a text with hints for what the grammar has seen in it."""
        words = " " + _SPACE.sub(" ", text[start:end])
        encoded = self._tokenizer.encode(words, add_special_tokens=False)
        ids, offsets = [self.begin], []
        for piece, (a, b) in zip(encoded.ids, encoded.offsets, strict=True):
            place = _trimmed(text, max(a + start - 1, start), max(b + start - 1, start))
            if place[0] < place[1]:
                ids.append(piece)
                offsets.append(place)
        ids.append(self.end)
        plain = TextWindow(tuple(ids), tuple(offsets), (0,) * len(ids))
        return TextWindow(plain.ids, plain.offsets, _hints(plain, seen))


def _hints(window: TextWindow, seen: Iterable[Node]) -> tuple[int, ...]:
    hints = [0] * len(window.ids)
    if not window.offsets:
        return tuple(hints)
    low, high = window.offsets[0][0], window.offsets[-1][1]
    for node in seen:
        if node.type in HINTS and low <= node.start and node.end <= high:
            row = 1 + 2 * HINTS.index(node.type)
            first, last = window.tokens(node.start, node.end)
            for place in range(first, last):
                hints[place] = row + (place > first)
    return tuple(hints)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the white space in front that belongs to a piece."""
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _id(tokenizer: Tokenizer, piece: str) -> int:
    found = tokenizer.token_to_id(piece)
    if found is None:
        raise ValueError(f"the tokenizer has no piece {piece}")
    return int(found)
