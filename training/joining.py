"""Two windows read as one: articles are longer than passages, and no claim holds between what two stories say."""

from __future__ import annotations

from dataclasses import replace

from interlock.evaluation.passages import AUTHOR
from interlock.extraction.neural.encoding import Node, TextWindow
from training.examples import ClaimLabel, Example, Tags

LONGEST_JOINED = 384
"""Tokens of a joined window, at most."""
_GAP = 2
"""Characters between the texts."""


def join_examples(first: Example, second: Example) -> Example:
    """One example of both, the second's text behind the first's. An actor that both name is one."""
    shift = first.window.offsets[-1][1] + _GAP
    places = [0, *(len(first.nodes) + index for index in range(len(second.nodes) - 1))]  # the document's voice is one node
    sentences = max(first.sentence) + 1
    names = {_identity(first, key): key for key in first.keys if key is not None and key != AUTHOR}
    keys: list[str | None] = [
        None if key is None else names.get(_identity(second, key), f"{second.passage.id}/{key}") for key in second.keys[1:]
    ]
    return Example(
        first.passage,
        _join_windows(first.window, second.window, shift),
        Tags(*(getattr(first.tags, name) + getattr(second.tags, name) for name in Tags.__dataclass_fields__)),
        [*first.nodes, *(Node(node.start + shift, node.end + shift, node.type) for node in second.nodes[1:])],
        [*first.sentence, *(number + sentences for number in second.sentence[1:])],
        [*first.claims, *(_moved(claim, places) for claim in second.claims)],
        first.ignored | {(places[i], places[j], cls) for i, j, cls in second.ignored},
        {**first.antecedent, **{places[i]: places[j] for i, j in second.antecedent.items() if i}},
        [*first.keys, *keys],
        [*first.evidence, *((cls, start + shift, end + shift) for cls, start, end in second.evidence)],
        first.lost + second.lost,
    )


def _identity(example: Example, key: str) -> tuple[str, str]:
    actor = example.passage.actors.get(key)
    return (actor.name, str(actor.kind)) if actor else (example.passage.id, key)


def _moved(claim: ClaimLabel, places: list[int]) -> ClaimLabel:
    fields = {name: {places[i] for i in told} for name, told in claim.fields.items()}
    return replace(claim, subject=places[claim.subject], object=places[claim.object], fields=fields)


def _join_windows(first: TextWindow, second: TextWindow, shift: int) -> TextWindow:
    """The special pieces stand at both ends only."""
    offsets = tuple((start + shift, end + shift) for start, end in second.offsets)
    return TextWindow(first.ids[:-1] + second.ids[1:], first.offsets + offsets, first.hints[:-1] + second.hints[1:])
