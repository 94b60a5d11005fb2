"""Answers about moves of people and about rules, as text, in the form asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from interlock.ledger.results import KeptResult
from interlock.network.policy import policy
from interlock.network.talent import Talent, talent
from interlock.pipeline.answers import Answer, Form, cut
from interlock.pipeline.network_answers import Findings, network_answer
from interlock.pipeline.networks import KnownNetwork, NetworkQuestion
from interlock.pipeline.plotting import Plot
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

    def find(found: KnownNetwork) -> Findings:
        wanted = set(question.statuses)
        facts = [fact for fact in found.facts.values() if not wanted or fact.status in wanted]
        shown = talent_of(talent(facts), None if actor is None else set(found.known.actors_named(actor)))
        kept, pictures = _kept(shown, question.command), {"flows": lambda: talent_flows(shown)}
        return Findings(talent_records(shown), talent_rows(shown), TALENT_HEAD, talent_text(shown, width), kept, pictures)

    return network_answer(ledger, question, form, find, atlas=atlas, plot=plot)


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

    def find(found: KnownNetwork) -> Findings:
        wanted, ids = set(question.statuses), None if actor is None else set(found.known.actors_named(actor))
        rules = [
            rule
            for rule in policy(found.facts.values(), found.country_of)
            if (not wanted or rule.fact.status in wanted)
            and (ids is None or ids & {rule.fact.subject.id, rule.fact.object.id if rule.fact.object else ""})
        ]
        shown = cut(rules, limit, form)
        pictures = {"timeline": lambda: policy_timeline(shown)}
        return Findings(policy_records(shown), policy_rows(shown), POLICY_HEAD, policy_text(shown, width), pictures=pictures)

    return network_answer(ledger, question, form, find, atlas=atlas, plot=plot)
