"""What the grammar sees in a window, as nodes."""

from __future__ import annotations

from extraction.neural.support import analysed
from hypothesis import given
from hypothesis import strategies as st

from interlock.extraction.mention import Mention, Source
from interlock.extraction.neural.encoding import HINTS, Node
from interlock.extraction.neural.nodes import name_nodes, seen_nodes
from interlock.vocabulary import Actor, ActorKind

SENTENCES = ("Alphalab lent $5 million to Betachips on 4 May 2026.", "Deltafund holds 12%, and Gammacloud has 3 gw.")


def mention(start: int, end: int) -> Mention:
    """A name at a place."""
    return Mention(start, end, start, end, Actor("a", "A", ActorKind.FUND, "a"), Source.ATLAS)


def told(nodes: list[Node], text: str) -> list[tuple[str, str]]:
    """Type and words of each."""
    return [(node.type, text[node.start : node.end]) for node in nodes]


def test_names_quantities_and_dates_are_nodes() -> None:
    """Names by kind, quantities by field."""
    analysis = analysed("xx", *SENTENCES)
    assert told(seen_nodes(analysis.named, analysis.passages), analysis.document.text) == [
        ("company", "Alphalab"),
        ("company", "Betachips"),
        ("fund", "Deltafund"),
        ("company", "Gammacloud"),
        ("amount", "$5 million"),
        ("date", "4 May 2026"),
        ("share", "12%"),
        ("power", "3 gw"),
    ]


def test_only_those_of_the_sentences_asked_for_are_nodes() -> None:
    """A window sees nothing outside it."""
    analysis = analysed("xx", *SENTENCES)
    text = analysis.document.text
    assert {words for _, words in told(seen_nodes(analysis.named, analysis.passages[1:]), text)} == {
        "Deltafund",
        "Gammacloud",
        "12%",
        "3 gw",
    }


def test_no_sentences_no_nodes() -> None:
    """Nothing comes of nothing."""
    assert seen_nodes(analysed("xx", *SENTENCES).named, ()) == []


def test_of_names_that_begin_together_the_longest_is_a_node() -> None:
    """'Alpha' in 'Alpha Lab'."""
    assert name_nodes([mention(0, 5), mention(0, 9), mention(6, 9)], 0, 20) == [Node(0, 9, "fund")]


def test_a_name_that_reaches_beyond_the_stretch_is_no_node() -> None:
    """On either side; one that touches its ends is."""
    assert name_nodes([mention(0, 5), mention(15, 25)], 1, 20) == []
    assert name_nodes([mention(1, 5), mention(15, 20)], 1, 20) == [Node(1, 5, "fund"), Node(15, 20, "fund")]


places = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 10)).map(lambda at: mention(at[0], at[0] + at[1])), max_size=12)


@given(places, st.integers(0, 20), st.integers(20, 60))
def test_nodes_are_in_order_and_do_not_overlap(named: list[Mention], start: int, end: int) -> None:
    """Whatever names there are, in whatever order."""
    nodes = name_nodes(named, start, end)
    place = start
    for node in nodes:
        assert place <= node.start < node.end <= end
        assert node.type in HINTS
        place = node.end
    assert nodes == name_nodes(named[::-1], start, end)


@given(places)
def test_a_name_is_left_out_only_for_one_that_it_overlaps(named: list[Mention]) -> None:
    """Every name inside is a node or lies across one."""
    nodes = name_nodes(named, 0, 60)
    assert all(any(node.start < name.end and name.start < node.end for node in nodes) for name in named)
