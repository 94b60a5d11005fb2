"""Facts, disputes, stories and judgements as JSON objects: absent parts are left out, order is fixed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from interlock.vocabulary.actor import ActorKind
from interlock.vocabulary.claim import Status
from interlock.vocabulary.codec import money_from_record, quantity_from_record, quantity_record
from interlock.vocabulary.errors import BadRecord
from interlock.vocabulary.fact import Dispute, Fact, Party, Side, StatusStep, Support, Value
from interlock.vocabulary.judgement import Judged, Judgement, Verdict, make_judgement
from interlock.vocabulary.kinds import Kind
from interlock.vocabulary.quantity import Quantity
from interlock.vocabulary.story import Change, Difference, Relation, Story, Telling

Record = dict[str, Any]
_TEXTS = ("metric", "asset", "role", "unit", "per", "period", "date")


def fact_to_record(fact: Fact) -> Record:
    """The fact as a JSON object."""
    record: Record = {"id": fact.id, "kind": str(fact.kind), "subject": _party(fact.subject)}
    if fact.object:
        record["object"] = _party(fact.object)
    if fact.origin:
        record["origin"] = _party(fact.origin)
    record |= {name: quantity_record(quantity) for name, quantity in fact.quantities().items()}
    record |= {name: getattr(fact, name) for name in _TEXTS if getattr(fact, name) is not None}
    record |= {
        "status": str(fact.status),
        "since": fact.since,
        "history": [_step(step) for step in fact.history],
        "origins": len(fact.origins),
        "documents": len(fact.documents),
        "values": [_value(value) for value in fact.values],
        "statuses": [_step(step) for step in fact.statuses],
        "support": [_support(row) for row in fact.support],
    }
    if fact.notes:
        record["notes"] = list(fact.notes)
    return record


def fact_from_record(record: Record) -> Fact:
    """The fact that `fact_to_record` wrote."""
    return Fact(
        id=record["id"],
        kind=Kind(record["kind"]),
        subject=_party_from(record["subject"]),
        status=Status(record["status"]),
        history=tuple(map(_step_from, record["history"])),
        support=tuple(map(_support_from, record["support"])),
        object=_party_from(record["object"]) if "object" in record else None,
        origin=_party_from(record["origin"]) if "origin" in record else None,
        values=tuple(map(_value_from, record["values"])),
        statuses=tuple(map(_step_from, record["statuses"])),
        notes=tuple(record.get("notes", ())),
        amount=money_from_record(record["amount"]) if "amount" in record else None,
        share=_quantity_from(record, "share"),
        power=_quantity_from(record, "power"),
        count=_quantity_from(record, "count"),
        **{name: record.get(name) for name in _TEXTS},
    )


def dispute_to_record(dispute: Dispute) -> Record:
    """The dispute as a JSON object."""
    return {
        "id": dispute.id,
        "kind": str(dispute.kind),
        "field": dispute.field,
        "reason": str(dispute.reason),
        "why": dispute.why,
        "sides": [_side(side) for side in dispute.sides],
    }


def story_to_record(story: Story) -> Record:
    """The story as a JSON object."""
    return {
        "id": story.id,
        "documents": len(story.tellings),
        "origins": len(story.origins),
        "tellings": [telling_to_record(telling) for telling in story.tellings],
    }


def telling_to_record(telling: Telling) -> Record:
    """A telling as a JSON object."""
    told = {"of": telling.of, "said": telling.said, "source": telling.source}
    record: Record = {"document": telling.document, "origin": telling.origin, "relation": str(telling.relation)}
    record |= {name: value for name, value in told.items() if value is not None} | {"why": telling.why}
    if telling.differences:
        record["differences"] = [_difference(each) for each in telling.differences]
    return record


def telling_from_record(record: Record) -> Telling:
    """The telling that `telling_to_record` wrote."""
    return Telling(
        record["document"],
        record["origin"],
        Relation(record["relation"]),
        record.get("of"),
        record.get("said"),
        record["why"],
        record.get("source"),
        tuple(
            Difference(Change(row["change"]), *(row.get(name) for name in ("claim", "other", "field", "before", "after")))
            for row in record.get("differences", ())
        ),
    )


def judgement_to_record(judgement: Judgement) -> Record:
    """A judgement as a JSON object."""
    record: Record = {
        "id": judgement.id,
        "about": str(judgement.about),
        "left": judgement.left,
        "right": judgement.right,
        "verdict": str(judgement.verdict),
        "who": judgement.who,
        "when": judgement.when,
        "why": judgement.why,
    }
    return record | ({"undoes": judgement.undoes} if judgement.undoes else {})


def read_judgements(
    lines: Iterable[str], source: str, on_error: Callable[[BadRecord], None] | None = None
) -> Iterator[Judgement]:
    """Judgements from JSON lines; a bad line raises BadRecord, or is handed to `on_error` and passed over."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _judgement(line, source, number)
        except BadRecord as error:
            if on_error is None:
                raise
            on_error(error)


def _judgement(line: str, source: str, number: int) -> Judgement:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadRecord(source, number, None, f"not valid JSON ({error})") from None
    if not isinstance(record, dict):
        raise BadRecord(source, number, None, "a judgement is a JSON object")
    for name in ("about", "left", "right", "verdict", "who", "when"):
        if not isinstance(record.get(name), str) or not record[name]:
            raise BadRecord(source, number, name, "is missing or no text")
    why, undoes = record.get("why", ""), record.get("undoes")
    if not isinstance(why, str) or not (undoes is None or isinstance(undoes, str)):
        raise BadRecord(source, number, "why" if not isinstance(why, str) else "undoes", "is a text")
    if undoes is not None and not re.fullmatch("[0-9a-f]{32}", undoes):
        raise BadRecord(source, number, "undoes", "is no id of a judgement: 32 digits of 0-9 and a-f")
    for name, of in (("about", Judged), ("verdict", Verdict)):
        if record[name] not in set(of):
            raise BadRecord(source, number, name, f"'{record[name]}' is none of: {', '.join(of)}")
    try:
        made = make_judgement(
            Judged(record["about"]),
            record["left"],
            record["right"],
            Verdict(record["verdict"]),
            record["who"],
            record["when"],
            why,
            undoes,
        )
    except ValueError as error:
        raise BadRecord(source, number, "right", str(error)) from None
    if record.get("id") not in (None, made.id):
        raise BadRecord(source, number, "id", "does not fit the rest of the line: the line was changed, or cut")
    return made


def _party(party: Party) -> Record:
    record: Record = {"id": party.id, "name": party.name, "kind": str(party.kind)}
    return record | ({"members": list(party.members)} if party.members else {})


def _party_from(record: Record) -> Party:
    return Party(record["id"], record["name"], ActorKind(record["kind"]), tuple(record.get("members", ())))


def _step(step: StatusStep) -> Record:
    record: Record = {"status": str(step.status), "since": step.since, "claims": list(step.claims)}
    return record | ({"by": list(step.by)} if step.by else {})


def _step_from(record: Record) -> StatusStep:
    return StatusStep(Status(record["status"]), record["since"], tuple(record["claims"]), tuple(record.get("by", ())))


def _value(value: Value) -> Record:
    record: Record = {"field": value.field}
    if value.quantity is not None:
        record["quantity"] = quantity_record(value.quantity)
    for name in ("text", "unit", "per", "period"):
        if getattr(value, name) is not None:
            record[name] = getattr(value, name)
    return record | {"claims": list(value.claims), "origins": value.origins}


def _value_from(record: Record) -> Value:
    money = record["field"] == "amount"
    return Value(
        record["field"],
        money_from_record(record["quantity"]) if money else _quantity_from(record, "quantity"),
        record.get("text"),
        record.get("unit"),
        record.get("per"),
        record.get("period"),
        tuple(record["claims"]),
        record["origins"],
    )


def _quantity_from(record: Record, name: str) -> Quantity | None:
    return quantity_from_record(record[name]) if name in record else None


def _support(row: Support) -> Record:
    record: Record = {"claim": row.claim, "document": row.document, "origin": row.origin}
    record |= {"said": row.said, "learned": row.learned, "why": row.why}
    return record | ({"by": list(row.by)} if row.by else {})


def _support_from(record: Record) -> Support:
    told = (record["claim"], record["document"], record["origin"], record["said"], record["learned"], record["why"])
    return Support(*told, tuple(record.get("by", ())))


def _side(side: Side) -> Record:
    record: Record = {"told": side.told}
    if side.quantity is not None:
        record["quantity"] = quantity_record(side.quantity)
    record |= {"fact": side.fact, "claims": list(side.claims), "origins": side.origins, "first_said": side.first_said}
    return record | ({"by": list(side.by)} if side.by else {})


def _difference(difference: Difference) -> Record:
    record: Record = {"change": str(difference.change)}
    for name in ("claim", "other", "field", "before", "after"):
        if getattr(difference, name) is not None:
            record[name] = getattr(difference, name)
    return record
