"""Moves of people and rules as text and as records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from interlock.network.policy import Rule
from interlock.network.talent import Talent
from interlock.reporting.fact_model import SHORT_ID
from interlock.reporting.facts import fact_line
from interlock.reporting.figures import fact_quantities_in_words, size_in_words
from interlock.reporting.tables import NARROWEST, Column, table
from interlock.vocabulary.fact_codec import fact_to_record

TALENT_HEAD = ("id", "origin", "origin_name", "target", "target_name", "least", "most", "named", "facts")
_TOUCHED = 6
POLICY_HEAD = ("date", "kind", "authority", "object", "asset", "status", "how_much", "touches", "fact")


def people(least: int, most: int | None) -> str:
    """'7', '2 to 3', '1 or more'."""
    if most is None:
        return f"{least} or more"
    return str(least) if least == most else f"{least} to {most}"


def talent_text(shown: Talent, width: int) -> Iterator[str]:
    """Flows between organisations, totals by receiver, offers on one scale."""
    wide, named = max(width, NARROWEST), shown.names
    if not shown.moves and not shown.offers:
        yield "No move of people and no offer is told\n"
        return
    if shown.flows:
        yield "Moves of people; who is named and who is only counted are not added where they may be the same\n"
        columns: tuple[Column, ...] = (
            Column("Id"),
            Column("From", shrinks=True, least=12),
            Column("To", shrinks=True, least=12),
            Column("People", right=True),
            Column("Named", shrinks=True, least=16),
            Column("Facts", right=True),
        )
        rows = [
            (
                row.id[:SHORT_ID],
                named.get(row.origin, row.origin),
                named.get(row.target, row.target),
                people(row.least, row.most),
                ", ".join(named.get(who, who) for who in row.names),
                str(len(row.facts)),
            )
            for row in shown.flows
        ]
        yield table(columns, rows, wide)
    if shown.totals:
        yield "\nWho takes on; a total told without origins bounds the parts and is not added to them\n"
        columns = (
            Column("Who", shrinks=True, least=12),
            Column("In all", right=True),
            Column("With a known origin", right=True),
            Column("Told as a total", right=True),
        )
        yield table(
            columns,
            [
                (
                    named.get(row.target, row.target),
                    people(row.least, row.most),
                    str(row.by_origin),
                    "" if row.told_total is None else str(row.told_total),
                )
                for row in shown.totals
            ],
            wide,
        )
    if shown.offers:
        yield "\nOffers, the highest first\n"
        columns = (
            Column("Fact"),
            Column("Who and whom", shrinks=True, least=24),
            Column("How much", shrinks=True, least=12),
            Column("Status"),
        )
        yield table(
            columns,
            [
                (fact.id[:SHORT_ID], fact_line(fact), size_in_words(fact.amount, fact.per), str(fact.status))
                for fact in shown.offers
            ],
            wide,
        )


def talent_rows(shown: Talent) -> Iterator[dict[str, object]]:
    """Flat rows under TALENT_HEAD."""
    for row in shown.flows:
        yield {
            "id": row.id,
            "origin": row.origin,
            "origin_name": shown.names.get(row.origin, row.origin),
            "target": row.target,
            "target_name": shown.names.get(row.target, row.target),
            "least": row.least,
            "most": row.most,
            "named": "; ".join(shown.names.get(who, who) for who in row.names),
            "facts": " ".join(row.facts),
        }


def talent_records(shown: Talent) -> Iterator[dict[str, object]]:
    """Flows, totals, moves and offers for programs, each with its `type`."""
    for row in talent_rows(shown):
        yield {"type": "flow", **row, "facts": str(row["facts"]).split()}
    for total in shown.totals:
        yield {
            "type": "total",
            "target": total.target,
            "least": total.least,
            "most": total.most,
            "with_known_origin": total.by_origin,
            "told_total": total.told_total,
            "facts": list(total.facts),
        }
    for move in shown.moves:
        yield {
            "type": "move",
            "who": shown.names.get(move.who, move.who),
            "origin": move.origin,
            "target": move.target,
            "least": move.least,
            "most": move.most,
            "status": str(move.status),
            "date": move.date,
            "role": move.role,
            "facts": list(move.facts),
        }
    for fact in shown.offers:
        yield {"type": "offer", **fact_to_record(fact)}


def policy_text(rules: Sequence[Rule], width: int) -> Iterator[str]:
    """A line for each rule in the order of time, under it the deals it touches, with why."""
    if not rules:
        yield "No rule, easing or levy is told\n"
        return
    columns = (
        Column("When"),
        Column("Fact"),
        Column("Rule", shrinks=True, least=24),
        Column("How much", shrinks=True, least=8),
        Column("Status"),
        Column("Deals", right=True),
    )
    rows = []
    for rule in rules:
        fact = rule.fact
        rows.append(
            (
                rule.date or "not told",
                fact.id[:SHORT_ID],
                fact_line(fact),
                "; ".join(fact_quantities_in_words(fact)),
                str(fact.status),
                str(len(rule.touches)),
            )
        )
        rows += [
            ("", f"  {deal.id[:SHORT_ID]}", f"  touches {fact_line(deal)} ({why})", "", str(deal.status), "")
            for deal, why in rule.touches[:_TOUCHED]
        ]
        if len(rule.touches) > _TOUCHED:
            rows.append(("", "", f"  and {len(rule.touches) - _TOUCHED} more: --json has all", "", "", ""))
    yield table(columns, rows, max(width, NARROWEST))


def policy_rows(rules: Iterable[Rule]) -> Iterator[dict[str, object]]:
    """Flat rows under POLICY_HEAD."""
    for rule in rules:
        fact = rule.fact
        yield {
            "date": rule.date,
            "kind": str(fact.kind),
            "authority": fact.subject.name,
            "object": fact.object.name if fact.object else None,
            "asset": fact.asset,
            "status": str(fact.status),
            "how_much": "; ".join(fact_quantities_in_words(fact)),
            "touches": " ".join(deal.id for deal, _ in rule.touches),
            "fact": fact.id,
        }


def policy_records(rules: Iterable[Rule]) -> Iterator[dict[str, object]]:
    """Rules for programs."""
    for rule in rules:
        yield {
            "date": rule.date,
            "rule": fact_to_record(rule.fact),
            "touches": [{"fact": deal.id, "why": why} for deal, why in rule.touches],
        }
