"""Facts and disputes as tables for a terminal and as rows for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from interlock.reporting.fact_model import SHORT_ID
from interlock.reporting.figures import deal_phrase, fact_quantities_in_words, quantity_in_words, value_in_words
from interlock.reporting.rows import measured, money_cells
from interlock.reporting.tables import NARROWEST, Column, table
from interlock.vocabulary import Dispute, Fact, Party, Side

Parties = Callable[[str], tuple[str, str]]

FACT_HEAD = (
    "id",
    "kind",
    "metric",
    "subject_id",
    "subject",
    "object_id",
    "object",
    "origin",
    "asset",
    "role",
    "amount",
    "amount_low",
    "amount_high",
    "amount_bound",
    "currency",
    "share",
    "share_bound",
    "power",
    "power_bound",
    "count",
    "count_bound",
    "unit",
    "per",
    "period",
    "date",
    "status",
    "since",
    "origins",
    "documents",
    "claims",
    "other_values",
    "first_said",
    "last_said",
    "first_learned",
)
DISPUTE_HEAD = (
    "id",
    "kind",
    "subject",
    "object",
    "field",
    "reason",
    "why",
    "told",
    "fact",
    "origins",
    "first_said",
    "by",
    "claims",
)


def facts_text(facts: Sequence[Fact], disputed: frozenset[str], width: int) -> str:
    """A table of facts: who, what, how much, status since when, and from how many origins in how many documents.

    A second line gives every other value told. An asterisk marks a fact that is in dispute.
    """
    columns = (
        Column("Fact"),
        Column("Who and whom", shrinks=True, least=24),
        Column("How much", shrinks=True, least=12),
        Column("Status", shrinks=True, least=10),
        Column("Since"),
        Column("Origins", right=True),
        Column("Documents", right=True),
    )
    rows: list[tuple[str, ...]] = []
    for fact in facts:
        mark = "*" if fact.id in disputed else ""
        counted = (str(len(fact.origins)), str(len(fact.documents)))
        size = "; ".join(fact_quantities_in_words(fact))
        rows.append((fact.id[:SHORT_ID] + mark, fact_line(fact), size, str(fact.status), fact.since or "", *counted))
        others = other_values(fact)
        if others:
            rows.append(("", f"  also told: {', '.join(others)}", "", "", "", "", ""))
    return table(columns, rows, max(width, NARROWEST))


def fact_line(fact: Fact) -> str:
    """'OpenAI leases from Nvidia: chips'."""
    words = [named(fact.subject), deal_phrase(fact.kind)]
    if fact.metric:
        words.append(fact.metric.replace("_", " "))
    if fact.object is not None:
        words.append(named(fact.object))
    if fact.origin is not None:
        words.append(f"from {fact.origin.name}")
    detail = fact.asset or fact.role
    return " ".join(words) + (f": {detail}" if detail else "")


def named(party: Party) -> str:
    """The name, with the members of a group."""
    return party.name + (f" ({', '.join(party.members)})" if party.members else "")


def other_values(fact: Fact) -> list[str]:
    """Every value told of a quantity beside the best supported one, in words."""
    seen: set[str] = set()
    found = []
    for value in fact.values:
        if value.quantity is None:
            continue
        words = value_in_words(value)
        if value.field in seen and words not in found:
            found.append(words)
        seen.add(value.field)
    return found


def disputes_text(disputes: Iterable[Dispute], parties: Parties, width: int) -> str:
    """A table of disputes, a line for each side."""
    columns = (
        Column("Dispute"),
        Column("About", shrinks=True, least=20),
        Column("Told", shrinks=True, least=16),
        Column("Origins", right=True),
        Column("First said"),
        Column("Fact"),
        Column("Likely reason", shrinks=True, least=16),
    )
    rows: list[tuple[str, ...]] = []
    for dispute in disputes:
        for place, side in enumerate(dispute.sides):
            subject, object_ = parties(side.fact)
            about = " ".join(filter(None, (subject, deal_phrase(dispute.kind), object_))) + f": {dispute.field}"
            told = side_in_words(dispute.field, side) + (f" ({', '.join(side.by)})" if side.by else "")
            rows.append(
                (
                    dispute.id[:SHORT_ID] if place == 0 else "",
                    about,
                    told,
                    str(side.origins),
                    side.first_said or "",
                    side.fact[:SHORT_ID],
                    f"{dispute.reason}: {dispute.why}" if place == 0 else "",
                )
            )
    return table(columns, rows, max(width, NARROWEST))


def side_in_words(field: str, side: Side) -> str:
    """What a side tells: its quantity in words, else as it is told."""
    if side.quantity is None:
        return side.told
    return quantity_in_words(field, side.quantity, per=side.told.partition(" per ")[2] or None)


def fact_rows(facts: Iterable[Fact]) -> Iterator[dict[str, object]]:
    """Facts as flat rows under FACT_HEAD."""
    for fact in facts:
        said = sorted(row.said for row in fact.support if row.said)
        yield {
            "id": fact.id,
            "kind": str(fact.kind),
            "metric": fact.metric,
            "subject_id": fact.subject.id,
            "subject": named(fact.subject),
            "object_id": fact.object.id if fact.object else None,
            "object": named(fact.object) if fact.object else None,
            "origin": fact.origin.name if fact.origin else None,
            **money_cells(fact.amount),
            **measured("share", fact.share),
            **measured("power", fact.power),
            **measured("count", fact.count),
            **{name: getattr(fact, name) for name in ("asset", "role", "unit", "per", "period", "date", "since")},
            "status": str(fact.status),
            "origins": len(fact.origins),
            "documents": len(fact.documents),
            "claims": len(fact.claims),
            "other_values": "; ".join(other_values(fact)),
            "first_said": said[0] if said else None,
            "last_said": said[-1] if said else None,
            "first_learned": min(row.learned for row in fact.support),
        }


def dispute_rows(disputes: Iterable[Dispute], parties: Parties) -> Iterator[dict[str, object]]:
    """Disputes as flat rows under DISPUTE_HEAD, one for each side."""
    for dispute in disputes:
        for side in dispute.sides:
            subject, object_ = parties(side.fact)
            yield {
                "id": dispute.id,
                "kind": str(dispute.kind),
                "subject": subject,
                "object": object_,
                "field": dispute.field,
                "reason": str(dispute.reason),
                "why": dispute.why,
                "told": side.told,
                "fact": side.fact,
                "origins": side.origins,
                "first_said": side.first_said,
                "by": "; ".join(side.by),
                "claims": "; ".join(side.claims),
            }
