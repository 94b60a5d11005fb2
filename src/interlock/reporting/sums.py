"""Sums of the audit as a table and as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from interlock.reporting.fact_model import SHORT_ID
from interlock.reporting.figures import money_in_words, quantity_in_words
from interlock.reporting.tables import NARROWEST, Column, table
from interlock.vocabulary import Bound, Document, Money, Quantity
from interlock.vocabulary.audit import Check, Figure, Sum
from interlock.vocabulary.quantity import stated

SUM_HEAD = ("check", "relation", "why", "inputs", "stated", "low", "high", "cue", "document", "address")
Row = tuple[Document, Sum]


def sum_in_words(row: Sum) -> str:
    """The sum as it is written: '$350bn + $300bn = $650bn, as stated'; '$130bn / 26% = $500bn for Tessel follows'."""
    written = [_figure(each, stated(each.quantity)) for each in row.inputs]
    if row.relation == "whole":
        middle = stated(row.inputs[0].quantity) / stated(row.inputs[1].quantity)
        ending = {Check.CONSISTENT: ", as stated", Check.INCONSISTENT: "; other values are told", Check.DERIVABLE: " follows"}
        return f"{' / '.join(written)} = about {_figure(row.inputs[0], _rounded(middle))} for {row.of}{ending[row.check]}"
    if row.relation != "total":
        most, least = sorted(row.inputs, key=lambda each: -stated(each.quantity))
        ratio = f"{_figure(most, stated(most.quantity))} against {_figure(least, stated(least.quantity))}"
        return f"{ratio}: {row.low:.1%} {row.relation.removeprefix('percent_')}, as stated"
    if row.parts:
        named = " + ".join(f"{_figure(row.inputs[0], value)} ({name})" for name, value in row.parts)
        return f"{named} = {written[0]}, by the ledger"
    told = "as stated"
    if row.check is not Check.CONSISTENT and row.stated is not None:
        told = f"and {_figure(row.stated, stated(row.stated.quantity))} is stated"
    return f"{' + '.join(written)} = {_figure(row.inputs[0], row.low)}, {told}"


def _figure(figure: Figure, value: float) -> str:
    """A value in the measure of the figure."""
    if isinstance(figure.quantity, Money):
        return money_in_words(Money(value, Bound.EXACT, currency=figure.quantity.currency))
    return quantity_in_words(figure.measure, Quantity(value, Bound.EXACT))


def _rounded(value: float) -> float:
    return float(f"{value:.3g}")


def sums_text(rows: Sequence[Row], width: int) -> str:
    """A table of sums, each with its document."""
    columns = (
        Column("Check"),
        Column("Relation"),
        Column("Sum", shrinks=True, least=24),
        Column("Word", shrinks=True, least=6),
        Column("Document", shrinks=True, least=16),
    )
    cells = [
        (
            str(each.check),
            each.relation.replace("_", " "),
            sum_in_words(each),
            each.cue,
            f"{paper.id[:SHORT_ID]} {paper.title or paper.address}",
        )
        for paper, each in rows
    ]
    return table(columns, cells, max(width, NARROWEST))


def sum_records(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """Sums as JSON objects, each figure with its place in the text."""
    for paper, each in rows:
        record: dict[str, Any] = {"check": str(each.check), "relation": each.relation, "why": sum_in_words(each)}
        record["inputs"] = [{"start": figure.start, "end": figure.end, "text": figure.text} for figure in each.inputs]
        if each.stated is not None:
            record["stated"] = {"start": each.stated.start, "end": each.stated.end, "text": each.stated.text}
        yield record | {"low": each.low, "high": each.high, "cue": each.cue, "document": paper.id, "address": paper.address}


def sum_rows(rows: Iterable[Row]) -> Iterator[dict[str, object]]:
    """Flat rows under SUM_HEAD."""
    for paper, each in rows:
        yield {
            "check": str(each.check),
            "relation": each.relation,
            "why": sum_in_words(each),
            "inputs": "; ".join(figure.text for figure in each.inputs),
            "stated": each.stated.text if each.stated else None,
            "low": each.low,
            "high": each.high,
            "cue": each.cue,
            "document": paper.id,
            "address": paper.address,
        }
