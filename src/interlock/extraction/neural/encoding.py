"""Text to the numbers that the network reads: pieces, and markers around everything that may take part in a claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
CLOSE = "</>"
MARKERS = (*(f"<{name}>" for name in NODE_TYPES if name != AUTHOR), CLOSE)
"""Pieces added to the vocabulary: one opens each type of node, one closes them all. A sentence is opened only; the
document's voice has the place of the first token."""

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
class MarkedWindow:
    """Token ids of a window with markers; `opens` and `closes` hold each node's place among them, in the order given.

    `places` are the tokens that are pieces of the text, `offsets` where each of these stands in the document.
    """

    ids: tuple[int, ...]
    opens: tuple[int, ...]
    closes: tuple[int, ...]
    places: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


class Pieces:
    """The tokenizer with the ids of its special pieces."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self.begin, self.end, self.pad, self.unknown = (_id(tokenizer, piece) for piece in ("<s>", "</s>", "<pad>", "<unk>"))
        self._markers = {marker: _id(tokenizer, marker) for marker in MARKERS}

    def marked(self, text: str, start: int, end: int, nodes: Sequence[Node]) -> MarkedWindow:
        """The window [start, end) of a text with its nodes marked. Nodes may nest and touch; sentences are nodes too."""
        events: list[tuple[int, int, int, int]] = []  # place, closing before opening, longer first, node
        for index, node in enumerate(nodes):
            if node.type == AUTHOR:
                continue
            events.append((node.start, 1, -node.end, index))
            if node.type != SENTENCE:
                events.append((node.end, 0, -node.start, index))
        ids, places, offsets = [self.begin], [], []
        opens, closes = [0] * len(nodes), [0] * len(nodes)
        at = start

        def add(stop: int) -> None:
            for piece, span in self._segment(text, at, stop):
                places.append(len(ids))
                offsets.append(span)
                ids.append(piece)

        for place, opening, _, index in sorted(events):
            add(place)
            at = max(at, place)
            if opening:
                opens[index] = len(ids)
                ids.append(self._markers[f"<{nodes[index].type}>"])
                closes[index] = opens[index]
            else:
                closes[index] = len(ids)
                ids.append(self._markers[CLOSE])
        add(end)
        ids.append(self.end)
        return MarkedWindow(tuple(ids), tuple(opens), tuple(closes), tuple(places), tuple(offsets))

    def _segment(self, text: str, start: int, end: int) -> list[tuple[int, tuple[int, int]]]:
        """Pieces between two markers with their places in the document.

        A space in front counts to the words behind it, as the vocabulary has it.
        """
        if end <= start:
            return []
        words = _SPACE.sub(" ", text[start:end]).rstrip(" ")
        if not words.strip():
            return []
        added = (start == 0 or text[start - 1].isspace()) and not words.startswith(" ")
        encoded = self._tokenizer.encode(" " + words if added else words, add_special_tokens=False)
        shift = start - added
        return [
            (piece, _trimmed(text, max(a + shift, start), max(b + shift, start)))
            for piece, (a, b) in zip(encoded.ids, encoded.offsets, strict=True)
            if b + shift > start  # a lone space is no piece of the text
        ]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the white space in front that belongs to a piece."""
    while start < end - 1 and text[start].isspace():
        start += 1
    return start, end


def _id(tokenizer: Tokenizer, piece: str) -> int:
    found = tokenizer.token_to_id(piece)
    if found is None:
        raise ValueError(f"the tokenizer has no piece {piece}")
    return int(found)
