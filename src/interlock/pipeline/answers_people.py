"""Answers about moves of people and about rules, as text, in the form asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from interlock.ledger.resolved import ResolvedView
from interlock.ledger.results import KeptResult
from interlock.network.policy import policy
from interlock.network.talent import Talent, talent
from interlock.pipeline.answers import Answer, Form, cut
from interlock.pipeline.knowledge import knowledge
from interlock.pipeline.networks import KnownNetwork, NetworkQuestion
from interlock.pipeline.plotting import Plot, write_picture
from interlock.reporting.people_tables import (
    POLICY_HEAD,
    TALENT_HEAD,
    people,
    policy_records,
    policy_rows,
    policy_text,
    talent_records,
    talent_rows,
    talent_text,
)
from interlock.reporting.pictures import policy_timeline, talent_flows
from interlock.reporting.rows import csv_text, json_lines


def answer_talent(
    ledger: Path,
    question: NetworkQuestion,
    form: Form,
    width: int,
    *,
    actor: str | None = None,
    atlas: tuple[Path, ...] = (),
    plot: Plot | None = None,
) -> Answer:
    """Moves of people between organisations, of one organisation where `actor` is given."""
    notes: list[str] = []
    failures: list[str] = []

    def pieces() -> Iterator[str]:
        with ResolvedView(ledger) as view, view.steady():
            found = KnownNetwork(knowledge(view, question.horizon, atlas), question)
            wanted = set(question.statuses)
            facts = [fact for fact in found.facts.values() if not wanted or fact.status in wanted]
            shown = talent_of(talent(facts), None if actor is None else set(found.known.actors_named(actor)))
            if form is Form.JSON:
                yield from json_lines(talent_records(shown))
            elif form is Form.CSV:
                yield from csv_text(talent_rows(shown), TALENT_HEAD)
            else:
                yield from talent_text(shown, width)
            found.keep(ledger, _kept(shown, question.command))
            if plot is not None:
                notes.extend(write_picture(plot, {"flows": lambda: talent_flows(shown)}))
            notes.extend(found.known.notes)
            failures.extend(found.failures)

    return Answer(pieces(), notes, failures)


def talent_of(shown: Talent, actors: set[str] | None) -> Talent:
    """The moves to and from some organisations; all where None."""
    if actors is None:
        return shown
    return Talent(
        tuple(row for row in shown.flows if actors & {row.origin, row.target}),
        tuple(row for row in shown.totals if row.target in actors),
        tuple(row for row in shown.moves if actors & {row.origin, row.target}),
        tuple(fact for fact in shown.offers if fact.subject.id in actors),
        shown.names,
    )


def _kept(shown: Talent, command: str) -> Iterator[KeptResult]:
    for row in shown.flows:
        record: dict[str, object] = {
            "title": f"Moves from {shown.names.get(row.origin, row.origin)} to {shown.names.get(row.target, row.target)}",
            "figure": people(row.least, row.most),
            "path": [shown.names.get(row.origin, row.origin), shown.names.get(row.target, row.target)],
            "facts": list(row.facts),
            "assumptions": [],
        }
        yield KeptResult(row.id, "talent", command, record)


def answer_policy(
    ledger: Path,
    question: NetworkQuestion,
    form: Form,
    width: int,
    *,
    actor: str | None = None,
    limit: int | None = None,
    atlas: tuple[Path, ...] = (),
    plot: Plot | None = None,
) -> Answer:
    """Rules in the order of time, those of or on one actor where `actor` is given."""
    notes: list[str] = []
    failures: list[str] = []

    def pieces() -> Iterator[str]:
        with ResolvedView(ledger) as view, view.steady():
            found = KnownNetwork(knowledge(view, question.horizon, atlas), question)
            wanted, ids = set(question.statuses), None if actor is None else set(found.known.actors_named(actor))
            rules = [
                rule
                for rule in policy(found.facts.values(), found.country_of)
                if (not wanted or rule.fact.status in wanted)
                and (ids is None or ids & {rule.fact.subject.id, rule.fact.object.id if rule.fact.object else ""})
            ]
            shown = cut(rules, limit, form)
            if form is Form.JSON:
                yield from json_lines(policy_records(shown))
            elif form is Form.CSV:
                yield from csv_text(policy_rows(shown), POLICY_HEAD)
            else:
                yield from policy_text(shown, width)
            if plot is not None:
                notes.extend(write_picture(plot, {"timeline": lambda: policy_timeline(shown)}))
            notes.extend(found.known.notes)
            failures.extend(found.failures)

    return Answer(pieces(), notes, failures)
