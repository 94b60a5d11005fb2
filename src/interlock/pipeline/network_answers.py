"""What the verbs of the network have in common: the network of a ledger, the answer in its form, results kept, a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from interlock.ledger.resolved import ResolvedView
from interlock.ledger.results import KeptResult
from interlock.pipeline.answers import Answer, Form
from interlock.pipeline.knowledge import knowledge
from interlock.pipeline.networks import KnownNetwork, NetworkQuestion
from interlock.pipeline.plotting import Plot, write_picture
from interlock.reporting.pictures import Pictures
from interlock.reporting.rows import csv_text, json_lines


@dataclass(frozen=True, slots=True)
class Findings:
    """An answer before it is written: for programs, as flat rows under a head, for people; its results and its pictures."""

    records: Iterable[Mapping[str, Any]]
    rows: Iterable[Mapping[str, Any]]
    head: Sequence[str]
    text: Iterable[str]
    kept: Iterable[KeptResult] = ()
    pictures: Pictures = field(default_factory=dict)


def network_answer(
    ledger: Path,
    question: NetworkQuestion,
    form: Form,
    find: Callable[[KnownNetwork], Findings],
    *,
    atlas: tuple[Path, ...] = (),
    plot: Plot | None = None,
) -> Answer:
    """What `find` finds in the network of a ledger, written in the form asked for; kept for `explain`, drawn where wanted."""
    notes: list[str] = []
    failures: list[str] = []

    def pieces() -> Iterator[str]:
        with ResolvedView(ledger) as view, view.steady():
            network = KnownNetwork(knowledge(view, question.horizon, atlas), question)
            found = find(network)
            if form is Form.JSON:
                yield from json_lines(found.records)
            elif form is Form.CSV:
                yield from csv_text(found.rows, found.head)
            else:
                yield from found.text
            network.keep(ledger, found.kept)
            if plot is not None:
                notes.extend(write_picture(plot, found.pictures))
            notes.extend(network.known.notes)
            failures.extend(network.failures)

    return Answer(pieces(), notes, failures)
