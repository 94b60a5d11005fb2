"""The nodes of a window: what the grammar sees there, which the network is given as hints, and which of them may pair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from interlock.extraction.mention import Mention
from interlock.extraction.neural.encoding import AUTHOR, DATE, QUANTITY_TYPES, SENTENCE, Node
from interlock.extraction.neural.labels import REACH
from interlock.extraction.passage import Passage


def seen_nodes(named: Iterable[Mention], passages: Sequence[Passage]) -> list[Node]:
    """Names, quantities and dates of consecutive sentences; of these the plain ones. Where 'in the spring' and 'two weeks later'
    are hints too, the network, which was trained without, takes descriptions beside them for other actors."""
    nodes = name_nodes(named, passages[0].start, passages[-1].end) if passages else []
    for passage in passages:
        nodes += [Node(quantity.start, quantity.end, quantity.field) for quantity in passage.figures]
        nodes += [Node(date.start, date.end, DATE) for date in passage.dates if not date.leans]
    return nodes


def may_pair(nodes: Sequence[Node], sentences: Sequence[int]) -> NDArray[np.bool_]:
    """Which ordered pairs of nodes may be a claim: an actor or the document's voice, with an actor, a figure or a sentence
    that is not far away (nodes, nodes). Training and reading go by it."""
    place = np.array(sentences)
    actor = np.array([node.is_actor for node in nodes])
    author = np.array([node.type == AUTHOR for node in nodes])
    target = actor | np.array([node.type == SENTENCE or node.type in QUANTITY_TYPES for node in nodes])
    near = np.abs(place[:, None] - place[None, :]) <= REACH
    allowed: NDArray[np.bool_] = (actor | author)[:, None] & target[None, :] & (near | author[:, None])
    np.fill_diagonal(allowed, False)
    return allowed


def name_nodes(named: Iterable[Mention], start: int, end: int) -> list[Node]:
    """The grammar's names in a stretch of text; of names that overlap the longest."""
    inside = sorted((m for m in named if start <= m.start and m.end <= end), key=lambda m: (m.start, -m.end))
    nodes: list[Node] = []
    for mention in inside:
        if not nodes or mention.start >= nodes[-1].end:
            nodes.append(Node(mention.start, mention.end, str(mention.kind)))
    return nodes
