"""Text to the numbers that the network reads: pieces of the text, and at each piece what the grammar sees there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sentencepiece import SentencePieceProcessor

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


def token_ranges(window: TextWindow, nodes: Iterable[Node]) -> list[tuple[int, int]]:
    """The half-open token range of each node; the document's voice has that of the first special piece."""
    ranges = [window.tokens(node.start, node.end) if node.type != AUTHOR else (0, 1) for node in nodes]
    return [(first, min(last, len(window.ids))) for first, last in ranges]


class Pieces:
    """The vocabulary: cuts text into pieces and knows where each stands."""

    def __init__(self, model: bytes) -> None:
        self._processor = SentencePieceProcessor(model_proto=model)
        names = ("<s>", "</s>", "<pad>", "<unk>")
        self.begin, self.end, self.pad, self.unknown = (int(self._processor.piece_to_id(name)) for name in names)

    def window(self, text: str, start: int, end: int, seen: Iterable[Node] = ()) -> TextWindow:
        """The window [start, end) of a text with hints for what the grammar has seen in it."""
        ids, offsets = [self.begin], []
        for piece, place in self._cut(text, start, end):
            ids.append(piece)
            offsets.append(place)
        ids.append(self.end)
        plain = TextWindow(tuple(ids), tuple(offsets), (0,) * len(ids))
        return TextWindow(plain.ids, plain.offsets, _hints(plain, seen))

    def _cut(self, text: str, start: int, end: int) -> Iterator[tuple[int, tuple[int, int]]]:
        """Pieces with their places. White space of any kind and length is one space, and no part of a place.

        The surfaces of the pieces follow each other without a gap, so their lengths give the places.
        """
        words, places = _spaced(text, start, end)
        at = 0
        for piece in self._processor.encode(words, return_type="proto").pieces:
            stop = at + len(piece.surface)
            while at < stop and words[at] == " ":
                at += 1
            if at < stop:
                yield piece.id, (places[at], places[stop - 1] + 1)
            at = stop


def _spaced(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """The text with a space in front and each run of white space one space, and where each character comes from."""
    words, places = [" "], [start]
    for place in range(start, end):
        character = text[place]
        if not character.isspace():
            words.append(character)
            places.append(place)
        elif words[-1] != " ":
            words.append(" ")
            places.append(place)
    return "".join(words), places


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
