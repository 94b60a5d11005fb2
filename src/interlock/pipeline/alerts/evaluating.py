"""Rules over two states of a ledger: what holds in the later one and did not in the earlier one becomes an alert."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from interlock.network.flows import result_id
from interlock.pipeline.alerts.happening import Happening, State
from interlock.pipeline.alerts.on_facts import changed_statuses, disputed, new_facts, reached_origins
from interlock.pipeline.alerts.on_network import concentrated, exposed, new_loops, uncovered
from interlock.pipeline.alerts.rules import (
    CoverageRule,
    DisputeRule,
    ExposureRule,
    FactRule,
    LoopRule,
    OriginsRule,
    Rule,
    Rules,
    ShareRule,
    StatusRule,
)
from interlock.pipeline.evidence import fact_in_short
from interlock.pipeline.knowledge import Knowledge

Alert = dict[str, Any]
"""An alert as a JSON object: what is told of it is told in docs/alerts.md."""
MOST_OF_A_RULE = 500
MOST_FACTS = 12
MOST_SENTENCES = 3


def evaluate(
    rules: Rules, before: Knowledge, after: Knowledge, window: tuple[str, str], when: str
) -> tuple[list[Alert], list[str]]:
    """The alerts of all rules, rule by rule; and a note for each rule of which some are left out.

    `window` names the two states, `when` the time of the evaluation; neither is part of an alert's id.
    """
    earlier, later = State(before), State(after)
    alerts, notes = [], []
    for rule in rules.rules:
        found = happenings(rule, earlier, later)
        alerts += [_alert(rule, each, after, window, when) for each in islice(found, MOST_OF_A_RULE)]
        left_out = sum(1 for _ in found)
        if left_out:
            notes.append(
                f"rule '{rule.name}': {left_out} more than {MOST_OF_A_RULE} alerts at once, left out; narrow the rule down"
            )
    return alerts, notes


def happenings(rule: Rule, before: State, after: State) -> Iterator[Happening]:
    """What a rule finds, in an order that is always the same."""
    match rule:
        case FactRule():
            return new_facts(rule, before, after)
        case StatusRule():
            return changed_statuses(rule, before, after)
        case OriginsRule():
            return reached_origins(rule, before, after)
        case DisputeRule():
            return disputed(rule, before, after)
        case LoopRule():
            return new_loops(rule, before, after)
        case ExposureRule():
            return exposed(rule, before, after)
        case ShareRule():
            return concentrated(rule, before, after)
        case CoverageRule():
            return uncovered(rule, before, after)


def unknown_names(rules: Rules, known: Knowledge) -> list[str]:
    """A note for each name in the rules that neither the ledger nor the atlas knows: a slip of the pen matches nothing."""
    notes = []
    for rule in rules.rules:
        for key in ("actor", "subject", "object", "between", "through", "of", "to"):
            for name in getattr(rule, key, None) or ():
                if isinstance(rule, StatusRule) and key == "to":
                    continue
                if not known.actors_named(name) and not known.in_atlas(name):
                    notes.append(f"rule '{rule.name}': {key} names '{name}', whom neither the ledger nor the atlas knows")
    return notes


def _alert(rule: Rule, found: Happening, known: Knowledge, window: tuple[str, str], when: str) -> Alert:
    facts = [known.fact_by_id[each] for each in found.facts if each in known.fact_by_id]
    shown = sorted(facts, key=lambda fact: known.ranks[fact.id])[:MOST_FACTS]
    alert: Alert = {
        "id": result_id("alert", rule.name, rule.when, *found.key),
        "rule": rule.name,
        "when": rule.when,
        "what": found.what,
    }
    bound = getattr(rule, "above", None)
    if bound is not None:
        alert |= {"above": bound, "sure": str(getattr(rule, "sure", "certainly"))}
    if isinstance(rule, (LoopRule, ExposureRule, ShareRule, CoverageRule)):
        alert["basis"] = ", ".join(rule.status) or str(rule.basis)
    told = {"measured": found.measured, "before": found.before, "after": found.after}
    return (
        alert
        | {name: value for name, value in told.items() if value is not None}
        | {
            "facts": [fact_in_short(known, fact, MOST_SENTENCES, found.claims) for fact in shown],
            "facts_left_out": len(facts) - len(shown),
            "evaluated": when,
            "from": window[0],
            "to": window[1],
        }
    )
