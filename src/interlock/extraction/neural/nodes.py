"""What the grammar sees in a window, as nodes: the network is given it as hints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interlock.extraction.mention import Mention
from interlock.extraction.neural.encoding import DATE, Node
from interlock.extraction.passage import Passage


def seen_nodes(named: Iterable[Mention], passages: Sequence[Passage]) -> list[Node]:
    """Names, quantities and dates of consecutive sentences."""
    nodes = name_nodes(named, passages[0].start, passages[-1].end) if passages else []
    for passage in passages:
        nodes += [Node(quantity.start, quantity.end, quantity.field) for quantity in passage.quantities]
        nodes += [Node(date.start, date.end, DATE) for date in passage.dates]
    return nodes


def name_nodes(named: Iterable[Mention], start: int, end: int) -> list[Node]:
    """The grammar's names in a stretch of text; of names that overlap the longest."""
    inside = sorted((m for m in named if start <= m.start and m.end <= end), key=lambda m: (m.start, -m.end))
    nodes: list[Node] = []
    for mention in inside:
        if not nodes or mention.start >= nodes[-1].end:
            nodes.append(Node(mention.start, mention.end, str(mention.kind)))
    return nodes
