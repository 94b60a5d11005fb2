"""Answers about alerts as text: what rules would tell between two states of a ledger, and whether a file of rules is right."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.alerts.delivering import secret_of
from interlock.pipeline.alerts.evaluating import evaluate, unknown_names
from interlock.pipeline.alerts.record import AlertsError
from interlock.pipeline.alerts.rules import read_rules
from interlock.pipeline.answers import Answer, Form, count_note
from interlock.pipeline.changes import horizon_of
from interlock.pipeline.engine import now
from interlock.pipeline.knowledge import knowledge
from interlock.reporting import json_lines
from interlock.reporting.alerts import alerts_text

Files = tuple[Path, ...]


def answer_alerts(rules: Path, ledger: Path, since: str, until: str, form: Form, atlas: Files = ()) -> Answer:
    """The alerts between two dates or runs. Nothing is delivered or kept."""
    wanted = read_rules(rules)
    first, second = horizon_of(since), horizon_of(until)
    notes: list[str] = []

    def pieces() -> Iterator[str]:
        with ResolvedView(ledger) as view, view.steady():
            before, after = (knowledge(view, horizon, atlas) for horizon in (first, second))
            found, left_out = evaluate(wanted, before, after, (since, until), now())
            yield from json_lines(found) if form is Form.JSON else alerts_text(found)
            notes.extend([*after.notes, *unknown_names(wanted, after), *left_out, count_note(len(found), len(found), "alert")])

    return Answer(pieces(), notes)


def answer_check(rules: Path, ledger: Path, atlas: Files = (), environment: Mapping[str, str] = os.environ) -> Answer:
    """Whether the file is right: its rules, and as failures the secrets that are not set and the names that nobody has."""
    wanted = read_rules(rules)
    failures: list[str] = []

    def pieces() -> Iterator[str]:
        for rule in wanted.rules:
            yield f"{rule.name}: {rule.when}\n"
        for webhook in wanted.deliver.webhook:
            try:
                secret_of(webhook, environment)
            except AlertsError as error:
                failures.append(str(error))
        if ledger.exists():
            with ResolvedView(ledger) as view, view.steady():
                failures.extend(unknown_names(wanted, knowledge(view, atlas_files=atlas)))

    return Answer(pieces(), [count_note(len(wanted.rules), len(wanted.rules), "rule")], failures)
