"""How the API answers: one JSON object with items, JSON Lines or CSV as the verbs write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from fastapi import Query, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from interlock.reporting.rows import csv_text, json_lines
from interlock.web.asking import MOST_ROWS
from interlock.web.visit import Visit

T = TypeVar("T")


class Format(StrEnum):
    """How an answer is written."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


AskFormat = Annotated[Format, Query(alias="format", description="One object, or JSON Lines or CSV as the verbs write.")]


class Listing(BaseModel):
    """Items of a listing, in the order that the verb gives them."""

    total: int = Field(description="How many there are; `items` may hold a part of them.")
    offset: int = 0
    as_of: str | None = Field(None, description="Only what had been published by this day counts.")
    notes: list[str] = Field(default=[], description="What the reader should know, such as names that nobody has.")
    items: list[dict[str, Any]]


Rows = Callable[[Sequence[T]], Iterable[Mapping[str, object]]]


def listing(
    visit: Visit,
    form: Format,
    found: Sequence[T],
    records: Callable[[Sequence[T]], Iterable[Mapping[str, Any]]],
    flat: tuple[Rows[T], Sequence[str]] | None = None,
    *,
    limit: int = 0,
    offset: int = 0,
    notes: Sequence[str] = (),
) -> Response:
    """The answer. `flat` gives the rows and the head of a CSV; without it JSON Lines stand for CSV."""
    part = found[offset : offset + (limit or MOST_ROWS)]
    if form is Format.CSV and flat is not None:
        rows, head = flat
        return _text(csv_text(rows(part), head), "text/csv")
    if form is not Format.JSON:
        return _text(json_lines(records(part)), "application/jsonl")
    told = {"total": len(found), "offset": offset, "as_of": visit.horizon.said, "notes": [*visit.known.notes, *notes]}
    return JSONResponse({**told, "items": list(records(part))})


def _text(pieces: Iterator[str], kind: str) -> Response:
    return Response("".join(pieces).encode("utf-8", "replace"), media_type=f"{kind}; charset=utf-8")
