"""Sums of the audit as a table and as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from interlock.reporting.fact_model import SHORT_ID
from interlock.reporting.tables import NARROWEST, Column, table
from interlock.vocabulary import Document
from interlock.vocabulary.audit import Sum

SUM_HEAD = ("check", "relation", "why", "inputs", "stated", "low", "high", "cue", "document", "address")
Row = tuple[Document, Sum]


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
            each.why,
            each.cue,
            f"{paper.id[:SHORT_ID]} {paper.title or paper.address}",
        )
        for paper, each in rows
    ]
    return table(columns, cells, max(width, NARROWEST))


def sum_records(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """Sums as JSON objects, each figure with its place in the text."""
    for paper, each in rows:
        record: dict[str, Any] = {"check": str(each.check), "relation": each.relation, "why": each.why}
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
            "why": each.why,
            "inputs": "; ".join(figure.text for figure in each.inputs),
            "stated": each.stated.text if each.stated else None,
            "low": each.low,
            "high": each.high,
            "cue": each.cue,
            "document": paper.id,
            "address": paper.address,
        }
