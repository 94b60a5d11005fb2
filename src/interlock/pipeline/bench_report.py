"""What was measured, for people: tables in which readers stand under each other, and the picture of their reliability."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from interlock.evaluation import Measure, Reliability, Tally, Totals
from interlock.evaluation.counts import MEASURES, SHARES
from interlock.pipeline.bench import Bench
from interlock.pipeline.whole_files import write_whole
from interlock.reporting import Bar, Column, Panel, reliability_picture, table

_ALL = "all"


def bench_text(benches: Sequence[Bench]) -> str:
    """The measures of all readers, then of each what it mixed up and how far its confidence is right."""
    return "\n".join([_languages(benches), _shares(benches), _kinds(benches), *map(_of_one, benches)])


def misses_text(benches: Sequence[Bench]) -> str:
    """What was missed and what was wrong, reader by reader and document by document."""
    heads = (Column("Text"), Column(""), Column("Kind"), Column("Subject"), Column("Object"), Column("Quote"))
    return "\n".join(f"{bench.reader}: missed and wrong\n\n{table(heads, list(_misses(bench)))}" for bench in benches)


def write_picture(benches: Sequence[Bench], target: Path) -> None:
    """Write the reliability diagram, a panel for each reader."""
    write_whole(target, reliability_picture([_panel(bench) for bench in benches]))


def _languages(benches: Sequence[Bench]) -> str:
    figures = (Column(head, right=True) for name in MEASURES for head in (f"{name.capitalize()} P", "R", "F1"))
    heads = (Column("Language"), Column("Reader"), Column("Gold", right=True), Column("Claims", right=True), *figures)
    rows = [
        (*names, str(totals.gold), str(totals.claims), *(cell for name in MEASURES for cell in _cells(totals.measures[name])))
        for names, totals in _by_language(benches)
    ]
    return table(heads, rows)


def _shares(benches: Sequence[Bench]) -> str:
    heads = (Column("Language"), Column("Reader"), *_share_heads(), Column("Evidence", right=True))
    rows = [(*names, *_share_cells(totals.tally), _three(totals.record()["evidence"])) for names, totals in _by_language(benches)]
    return table(heads, rows)


def _kinds(benches: Sequence[Bench]) -> str:
    figures = ("Gold", "Judged", "P", "R", "F1", "Full F1", "Family F1")
    heads = (Column("Kind"), Column("Reader"), *(Column(head, right=True) for head in figures), *_share_heads())
    wanted = {kind: tally.judged.wanted for bench in benches for kind, tally in bench.totals.kinds.items()}
    rows = []
    for kind in sorted(wanted, key=lambda kind: (-wanted[kind], kind)):
        for place, bench in enumerate(benches):
            tally = bench.totals.kinds.get(kind, Tally())
            own = tally.judged
            others = (_three(tally.measures[name].f1) if kind != "says" else "" for name in ("full", "family"))
            counts = (str(own.wanted), str(own.judged), *_cells(own), *others)
            rows.append(("" if place else kind, bench.reader, *counts, *_share_cells(tally)))
    return table(heads, rows)


def _by_language(benches: Sequence[Bench]) -> Iterator[tuple[tuple[str, str], Totals]]:
    """Language and reader with their totals; the language stands before the first reader only."""
    for language in [*benches[0].languages, _ALL]:
        for place, bench in enumerate(benches):
            yield ("" if place else language, bench.reader), bench.totals if language == _ALL else bench.languages[language]


def _of_one(bench: Bench) -> str:
    told = f"expected calibration error {_three(bench.reliability.error)} over {bench.reliability.judged} judged claims"
    return (
        f"{bench.reader}: kinds in gold, and what they were taken for\n\n{_confusion(bench)}\n"
        f"{bench.reader}: confidence, {told}\n\n{_reliability(bench.reliability)}"
    )


def _confusion(bench: Bench) -> str:
    mixed = bench.totals.confusion
    rows = []
    for kind in sorted({wanted for wanted, _ in mixed}):
        taken = sorted(((number, got) for (wanted, got), number in mixed.items() if wanted == kind != got), reverse=True)
        rows.append((kind, str(mixed[kind, kind]), ", ".join(f"{got} {number}" for number, got in taken)))
    return table((Column("Kind in gold"), Column("Right", right=True), Column("Taken for")), rows)


def _reliability(found: Reliability) -> str:
    heads = (Column("Confidence"), *(Column(head, right=True) for head in ("Judged", "Mean confidence", "Right")))
    rows = [(_span(one.low, one.high), str(one.judged), _three(one.confidence), _three(one.right)) for one in found.bins]
    return table(heads, rows)


def _panel(bench: Bench) -> Panel:
    bars = tuple(Bar(_span(one.low, one.high), one.judged, one.confidence, one.right) for one in bench.reliability.bins)
    return Panel(bench.reader, bars, bench.reliability.judged, bench.reliability.error)


def _misses(bench: Bench) -> Iterator[tuple[str, ...]]:
    for name, score in bench.documents.items():
        for gold in score.missed:
            yield name, "missed", gold["kind"], _name(gold["subject"]), _name(gold.get("object")), gold.get("quote", "")
        for claim in score.spurious:
            quote = claim["evidence"]["quote"]
            yield name, "wrong", claim["kind"], _name(claim["subject"]), _name(claim.get("object")), quote


def _name(actor: Any) -> str:
    if isinstance(actor, dict):
        return str(actor.get("name"))
    return " | ".join(map(str, actor)) if isinstance(actor, list) else str(actor or "")


def _share_heads() -> Iterator[Column]:
    return (Column(name.capitalize(), right=True) for name in SHARES)


def _share_cells(tally: Tally) -> Iterator[str]:
    for name in SHARES:
        share = tally.shares[name]
        yield f"{_three(share.right / share.asked)} of {share.asked}" if share.asked else "none"


def _cells(measure: Measure) -> tuple[str, str, str]:
    return _three(measure.precision), _three(measure.recall), _three(measure.f1)


def _span(low: float, high: float) -> str:
    return f"{low:.1f} to {high:.1f}"


def _three(number: float | None) -> str:
    return "none" if number is None else f"{number:.3f}"
