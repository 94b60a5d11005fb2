"""Two windows in one: every node, claim and target still stands for the same words."""

from __future__ import annotations

from pathlib import Path

from evaluation.small_passages import LEASE, LOAN, passages
from extraction.neural.support import pieces

from interlock.extraction.neural.encoding import SENTENCE
from training.examples import Example, analyse, make_example
from training.joining import join_examples


def examples(folder: Path) -> tuple[Example, Example]:
    first, second = (make_example(passage, analyse(passage), pieces()) for passage in passages(folder, LEASE, LOAN))
    return first, second


def words(joined: Example, first: Example, second: Example, node: int) -> str:
    """The words of a node of the joined window."""
    text = first.passage.text[: first.window.offsets[-1][1]] + "\n\n" + second.passage.text
    return text[joined.nodes[node].start : joined.nodes[node].end]


def test_claims_are_those_of_both(tmp_path: Path) -> None:
    first, second = examples(tmp_path)
    joined = join_examples(first, second)
    told = [(words(joined, first, second, c.subject), words(joined, first, second, c.object)) for c in joined.claims]
    assert told == [("Cobalt AI", "Meridian Grid"), ("The lab", "Meridian"), ("Tidewater Bank", "Meridian Grid")]
    fields = [sorted(words(joined, first, second, i) for places in c.fields.values() for i in places) for c in joined.claims]
    assert fields == [["120 megawatts", "Anne Roux"], ["4%"], ["$90 million", "Omar Diaz"]]


def test_pieces_and_tags_line_up(tmp_path: Path) -> None:
    first, second = examples(tmp_path)
    joined = join_examples(first, second)
    assert len(joined.window.ids) == len(joined.window.hints) == len(joined.window.offsets) + 2 == len(joined.tags.kinds) + 2
    named = [i for i, node in enumerate(joined.nodes) if node.is_actor]
    starts = {joined.window.tokens(joined.nodes[i].start, joined.nodes[i].end)[0] - 1 for i in named if joined.keys[i]}
    assert {place for place, kind in enumerate(joined.tags.kinds) if kind % 2} == starts


def test_an_actor_named_in_both_is_one(tmp_path: Path) -> None:
    joined = join_examples(*examples(tmp_path))
    assert [key for key in joined.keys if key and "meridian" in key] == ["meridian"] * 3
    assert "en-x-002/tidewater" in joined.keys


def test_sentences_are_counted_on(tmp_path: Path) -> None:
    joined = join_examples(*examples(tmp_path))
    assert [joined.sentence[i] for i, node in enumerate(joined.nodes) if node.type == SENTENCE] == [0, 1, 2]
