"""Rows for programs: flat cells for CSV, objects for JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from interlock.reporting.cells import defused
from interlock.reporting.figures import size_in_words
from interlock.reporting.model import ActorRow, Deal, Explanation
from interlock.vocabulary import Actor, Claim, Money, Party, Quantity, claim_to_record


def json_lines(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One JSON object a line, letters unescaped."""
    for record in records:
        yield json.dumps(record, ensure_ascii=False) + "\n"


def csv_text(rows: Iterable[Mapping[str, object]], head: Iterable[str]) -> Iterator[str]:
    """CSV, line by line, the head first. A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    names = list(head)
    yield _csv_line(names)
    for row in rows:
        yield _csv_line([_defused(row.get(name)) for name in names])


def _csv_line(cells: list[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)  # so that a cell with either of them is quoted
    return line.getvalue().removesuffix("\r\n") + "\n"


def _defused(cell: object) -> object:
    return defused(cell) if isinstance(cell, str) else "" if cell is None else cell


CLAIM_HEAD = (
    "id",
    "kind",
    "metric",
    "subject_id",
    "subject",
    "subject_mention",
    "object_id",
    "object",
    "object_mention",
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
    "power_watts",
    "power_bound",
    "count",
    "count_bound",
    "unit",
    "period",
    "per",
    "date",
    "status",
    "status_word",
    "position",
    "attributed_to",
    "condition",
    "notes",
    "quote",
    "language",
    "document",
    "start",
    "end",
    "confidence",
    "reader",
)


def claim_rows(claims: Iterable[Claim]) -> Iterator[dict[str, object]]:
    """Claims as flat rows under CLAIM_HEAD; a range has its ends in amount_low and amount_high."""
    for claim in claims:
        evidence, money = claim.evidence, claim.amount
        yield {
            "id": claim.id,
            "kind": str(claim.kind),
            "metric": claim.metric,
            **_sides("subject", claim.subject),
            **_sides("object", claim.object),
            "origin": claim.origin.name if claim.origin else None,
            "asset": claim.asset,
            "role": claim.role,
            **money_cells(money),
            **measured("share", claim.share),
            "power_watts": claim.power.value if claim.power else None,
            "power_bound": str(claim.power.bound) if claim.power else None,
            **measured("count", claim.count),
            "unit": claim.unit,
            "period": claim.period,
            "per": claim.per,
            "date": claim.date,
            "status": str(claim.status),
            "status_word": claim.status_word,
            "position": claim.position,
            "attributed_to": "; ".join(actor.name for actor in claim.attributed_to),
            "condition": claim.condition,
            "notes": "; ".join(claim.notes),
            "quote": evidence.quote,
            "language": evidence.language,
            "document": evidence.document,
            "start": evidence.start,
            "end": evidence.end,
            "confidence": claim.confidence,
            "reader": claim.reader,
        }


DEAL_HEAD = (
    "kind",
    "subject_id",
    "subject",
    "object_id",
    "object",
    "size",
    "amount",
    "amount_low",
    "amount_high",
    "amount_bound",
    "currency",
    "status",
    "other_statuses",
    "other_sizes",
    "tellings",
    "claim",
    "quote",
)


def deal_rows(deals: Iterable[Deal]) -> Iterator[dict[str, object]]:
    """Deals as flat rows under DEAL_HEAD."""
    for deal in deals:
        money, claim = deal.size, deal.leading.claim
        yield {
            "kind": str(deal.kind),
            "subject_id": deal.subject.id,
            "subject": deal.subject.name,
            "object_id": deal.object.id,
            "object": deal.object.name,
            "size": size_in_words(money, claim.per if money else None),
            **money_cells(money),
            "status": str(deal.status),
            "other_statuses": "; ".join(map(str, deal.other_statuses)),
            "other_sizes": "; ".join(size_in_words(other) for other in deal.other_sizes),
            "tellings": len(deal.tellings),
            "claim": claim.id,
            "quote": claim.evidence.quote,
        }


def deal_records(deals: Iterable[Deal]) -> Iterator[dict[str, Any]]:
    """Deals as JSON objects, each with its tellings and their claims whole."""
    for deal in deals:
        leading = claim_to_record(deal.leading.claim)
        record: dict[str, Any] = {
            "kind": str(deal.kind),
            "subject": _party(deal.subject),
            "object": _party(deal.object),
            "size": size_in_words(deal.size),
        }
        if deal.size is not None:
            record["amount"] = leading["amount"]
        record |= {
            "status": str(deal.status),
            "other_statuses": [str(status) for status in deal.other_statuses],
            "tellings": [
                {"claim": claim_to_record(told.claim), "title": told.title, "address": told.address, "published": told.published}
                for told in deal.tellings
            ],
        }
        yield record


ACTOR_HEAD = ("id", "name", "kind", "claims", "as_subject", "as_object", "as_source", "mentions")


def actor_rows(actors: Iterable[ActorRow], *, flat: bool) -> Iterator[dict[str, object]]:
    """Actors as rows under ACTOR_HEAD; `mentions` is one text where `flat`, else a list."""
    for actor in actors:
        mentions: object = "; ".join(actor.mentions) if flat else list(actor.mentions)
        yield {name: getattr(actor, name) for name in ACTOR_HEAD[:-1]} | {"mentions": mentions}


def explanation_record(explanation: Explanation) -> dict[str, Any]:
    """The explained claim as one JSON object."""
    document = explanation.document
    return {
        "claim": claim_to_record(explanation.claim),
        "short": explanation.short,
        "document": {
            "id": document.id,
            "title": document.title,
            "address": document.address,
            "site": document.site,
            "published": document.published,
            "published_from": explanation.published_from,
            "first_seen": explanation.first_seen,
            "language": document.language,
        },
        "sentences": [
            {"start": s.start, "text": s.text, "zone": str(s.zone), "quoted": list(s.quoted) if s.quoted else None}
            for s in explanation.sentences
        ],
        "witnesses": [
            {"reader": w.reader, "confidence": w.confidence, "document": w.document, "address": w.address}
            for w in explanation.witnesses
        ],
        "selectors": [dict(selector) for selector in explanation.selectors],
        "link": explanation.link,
    }


def _party(actor: Party) -> dict[str, str]:
    return {"id": actor.id, "name": actor.name, "kind": str(actor.kind)}


def _sides(name: str, actor: Actor | None) -> dict[str, object]:
    return {
        f"{name}_id": actor.id if actor else None,
        name: actor.name if actor else None,
        f"{name}_mention": actor.mention if actor else None,
    }


def money_cells(money: Money | None) -> dict[str, object]:
    """An amount as the cells that every table of amounts has; a range has its ends in amount_low and amount_high."""
    return measured("amount", money) | {
        "amount_low": money.low if money else None,
        "amount_high": money.high if money else None,
        "currency": money.currency if money else None,
    }


def measured(name: str, quantity: Quantity | None) -> dict[str, object]:
    """A quantity as the cells of its value and its bound."""
    return {name: quantity.value if quantity else None, f"{name}_bound": str(quantity.bound) if quantity else None}
