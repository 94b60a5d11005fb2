"""What tools take: typed, described, bounded."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from interlock.mcp.bounds import MOST_ROWS
from interlock.network.flows import FlowBasis
from interlock.pipeline.queries import sum_asked
from interlock.vocabulary import Kind, Status
from interlock.vocabulary.dates import first_and_last_day


def _day(text: str) -> str:
    try:
        first_and_last_day(text)
    except ValueError:
        raise ValueError(f"'{text[:40]}' is no date; wanted: 2025, 2025-10, 2025-10-06 or 2025-W44") from None
    return text


def _sum(value: object) -> object:
    return sum_asked(value) if isinstance(value, str) else value


Name = Annotated[str, Field(min_length=1, max_length=300, description="An actor: id, English name, or a name in any language.")]
Id = Annotated[str, Field(min_length=1, max_length=200, description="The beginning of an id, 8 characters or more.")]
Day = Annotated[str, AfterValidator(_day), Field(max_length=40, description="A date: 2025, 2025-10, 2025-10-06.")]
AsOf = Annotated[
    Annotated[str, AfterValidator(_day)] | None,
    Field(description="Only what had been published by this day: 2025, 2025-10, 2025-10-06. Everything where left out."),
]
RolledUp = Annotated[bool, Field(description="Count actors as their parents, as of that day: DeepMind as Alphabet.")]
Limit = Annotated[int, Field(ge=1, le=MOST_ROWS, description="Items at most; fewer come where they would be too large.")]
Offset = Annotated[int, Field(ge=0, le=1_000_000, description="Items to pass over: `next_offset` of the answer before.")]
Sentences = Annotated[int, Field(ge=0, le=5, description="Sentences told with each fact.")]
Kinds = Annotated[tuple[Kind, ...], Field(max_length=30, description="Kinds of facts; all where left out.")]
Statuses = Annotated[tuple[Status, ...], Field(max_length=12, description="Statuses; all where left out.")]
FlowStatuses = Annotated[tuple[Status, ...], Field(max_length=12, description="Statuses that count, not those of the basis.")]
Basis = Annotated[
    FlowBasis,
    Field(description="Which flows count: realised (done), scheduled (agreed), announced (done, agreed, planned)."),
]
Years = Annotated[str | None, Field(pattern=r"^\d{4}(-\d{4})?$", description="A year, or a window such as 2026-2030.")]
Amount = Annotated[
    Annotated[float, BeforeValidator(_sum), Field(ge=0, le=1e18)] | None,
    Field(description="At least so much, in its own currency: 500m, 100bn or digits."),
]
Moment = Annotated[
    str,
    Field(
        pattern=r"^(now|run:\d{1,9}|[0-9W-]{4,10})$",
        max_length=20,
        description="A date (what was published by then), a run of 'interlock read' such as run:3, or 'now'.",
    ),
]
