"""Answers as text: what the command line prints, piece by piece, in the form asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from interlock.ledger import LedgerView
from interlock.ledger.horizon import EVERYTHING, Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.deals import list_deals
from interlock.pipeline.knowledge import knowledge
from interlock.pipeline.queries import Question, claim_filter, explain, list_actors, list_claims
from interlock.pipeline.roll_up import RollUp
from interlock.reporting import (
    actor_rows,
    actors_text,
    claim_rows,
    claims_text,
    csv_text,
    deal_rows,
    deals_text,
    explanation_record,
    explanation_text,
    for_terminal,
    json_lines,
)
from interlock.reporting.rows import ACTOR_HEAD, CLAIM_HEAD, DEAL_HEAD, deal_records
from interlock.vocabulary import ActorKind, Claim, claim_to_record

__all__ = [
    "Answer",
    "Form",
    "Horizon",
    "answer_actors",
    "answer_claims",
    "answer_deals",
    "answer_explain",
    "for_terminal",
    "written_claims",
]

T = TypeVar("T")
TABLE_ROWS = 50
"""Rows of a table where --limit is not given: a table is for people."""


class Form(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Answer:
    """Pieces of text for standard output, and notes for standard error, which are complete when the text is.

    `failures` are records of the user's files that were left out, a line each.
    """

    text: Iterator[str]
    notes: list[str]
    failures: list[str] = field(default_factory=list)


def answer_claims(ledger: Path, question: Question, form: Form, width: int) -> Answer:
    """The claims that the question asks for."""
    notes: list[str] = []

    def pieces() -> Iterator[str]:
        with LedgerView(ledger) as view:
            wanted, unknown = claim_filter(view, question)
            notes.extend(unknown)
            if form is not Form.TABLE:
                claims = list_claims(view, wanted)
                yield from written_claims(claims, form)
                return
            with view.steady():
                total = view.count_claims(wanted)
                shown = replace(wanted, limit=TABLE_ROWS) if wanted.limit is None else wanted
                rows = [(claim, view.short(claim.id), view.readers(claim.id)) for claim in list_claims(view, shown)]
            if rows:
                yield claims_text(rows, width)
            notes.append(count_note(total, len(rows), "claim"))

    return Answer(pieces(), notes)


def written_claims(claims: Iterable[Claim], form: Form) -> Iterator[str]:
    """Claims for programs: JSON Lines as `extract` writes them, or CSV."""
    if form is Form.CSV:
        return csv_text(claim_rows(claims), CLAIM_HEAD)
    return json_lines(claim_to_record(claim) for claim in claims)


def answer_deals(
    ledger: Path, question: Question, form: Form, width: int, atlas: Sequence[Path] = (), roll_up: RollUp | None = None
) -> Answer:
    """The deals that the question asks for, by size, between actors as they are known; or between their parents."""
    notes: list[str] = []

    def pieces() -> Iterator[str]:
        with ResolvedView(ledger) as view, view.steady():
            known = knowledge(view, Horizon(question.said_by, question.learned_by), atlas)
            deals, unknown = list_deals(known, replace(question, limit=None), roll_up)
            notes.extend([*known.notes, *unknown])
        shown = cut(deals, question.limit, form)
        if form is Form.CSV:
            yield from csv_text(deal_rows(shown), DEAL_HEAD)
        elif form is Form.JSON:
            yield from json_lines(deal_records(shown))
        else:
            if shown:
                yield deals_text(shown, width)
            notes.append(count_note(len(deals), len(shown), "deal"))

    return Answer(pieces(), notes)


def answer_actors(
    ledger: Path, kind: ActorKind | None, limit: int | None, form: Form, width: int, horizon: Horizon = EVERYTHING
) -> Answer:
    """Who the claims name that count as known."""
    notes: list[str] = []

    def pieces() -> Iterator[str]:
        with LedgerView(ledger) as view:
            if form is Form.CSV:
                yield from csv_text(actor_rows(list_actors(view, kind, limit, horizon), flat=True), ACTOR_HEAD)
            elif form is Form.JSON:
                yield from json_lines(actor_rows(list_actors(view, kind, limit, horizon), flat=False))
            else:
                rows = list(list_actors(view, kind, None, horizon))
                shown = cut(rows, limit, form)
                if shown:
                    yield actors_text(shown, width)
                notes.append(count_note(len(rows), len(shown), "actor"))

    return Answer(pieces(), notes)


def answer_explain(ledger: Path, prefix: str, form: Form, width: int, colour: bool) -> Answer:
    """What stands behind one claim."""

    def pieces() -> Iterator[str]:
        with LedgerView(ledger) as view:
            explanation = explain(view, prefix)
        if form is Form.JSON:
            yield from json_lines([explanation_record(explanation)])
        else:
            yield explanation_text(explanation, width, colour)

    return Answer(pieces(), [])


def cut(rows: Sequence[T], limit: int | None, form: Form) -> Sequence[T]:
    """The rows to show: so many as are asked for, and of a table TABLE_ROWS where nothing is said."""
    return rows[: TABLE_ROWS if limit is None and form is Form.TABLE else limit]


def count_note(total: int, shown: int, what: str) -> str:
    """How many there are, and how many of them are shown."""
    several = f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    if total == 0:
        return f"no {several} match"
    if shown < total:
        return f"{shown} of {total} {several} shown; --limit 0 shows all"
    return f"1 {what}" if total == 1 else f"{total} {several}"
