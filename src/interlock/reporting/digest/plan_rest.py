"""What is told differently, what is not told, and what changed."""

from __future__ import annotations

from collections.abc import Iterator

from interlock.reporting.digest.material import Material, counted, record_of
from interlock.reporting.digest.records import (
    DateSlot,
    DealSlot,
    Derived,
    Form,
    NumberSlot,
    QuantitySlot,
    Section,
    SentenceRecord,
    SeveralSlot,
    SideSlot,
    Slot,
    TermSlot,
    WordsSlot,
    fingerprint,
)
from interlock.reporting.fact_model import ChangeKind, FactChange
from interlock.reporting.figures import quantity_told
from interlock.vocabulary import Dispute, Fact, Kind, Side, Status
from interlock.vocabulary.dates import is_period

_FUNDING = frozenset({Kind.INVESTS_IN, Kind.ACQUIRES, Kind.LENDS_TO, Kind.GUARANTEES, Kind.FUNDS, Kind.GRANTS_EQUITY})
_PAID = _FUNDING | {Kind.BUYS_FROM, Kind.LEASES_FROM}
"""Kinds that move money: where no amount is told, one is missing."""
_LASTING = frozenset({Kind.BUYS_FROM, Kind.LEASES_FROM})
_QUANTITIES = frozenset({"amount", "share", "power", "count"})
_STATUSES = frozenset(map(str, Status))


def dispute_records(material: Material, most: int) -> Iterator[SentenceRecord]:
    """Each dispute about facts of the digest, with every side."""
    facts = material.every
    rows = [each for each in material.disputes if all(side.fact in facts for side in each.sides)]
    for dispute in rows[: most or None]:
        mine = list(dict.fromkeys(side.fact for side in dispute.sides))
        slots: dict[str, Slot] = {
            "deal": DealSlot(mine[0]),
            "field": TermSlot("field", dispute.field),
            "sides": SeveralSlot(tuple(_side(dispute, side, facts[side.fact]) for side in dispute.sides)),
            "reason": TermSlot("reason", str(dispute.reason)),
        }
        yield record_of(material, Section.REPORTED, Form.DISPUTE, [facts[each] for each in mine], slots, identity=dispute.id)


def _side(dispute: Dispute, side: Side, fact: Fact) -> SideSlot:
    documents = tuple(sorted({row.document for row in fact.support if row.claim in side.claims}))
    return SideSlot(_told(dispute.field, side, fact), side.by, side.origins, documents)


def _told(field: str, side: Side, fact: Fact) -> Slot:
    if side.quantity is not None:
        per = side.told.partition(" per ")[2] or None
        return QuantitySlot(field, side.quantity, fact.unit if field == "count" else None, per)
    return _value(field, side.told)


def _value(field: str, text: str) -> Slot:
    """What a dispute or a change writes of a field in few signs."""
    if field == "status" and text in _STATUSES:
        return TermSlot("status", text)
    if is_period(text):
        return DateSlot(text)
    told = quantity_told(text) if field in _QUANTITIES else None
    return WordsSlot(text) if told is None else QuantitySlot(field, told[0], None, told[1])


def unknown_record(material: Material, fact: Fact) -> SentenceRecord | None:
    """What no text tells of a deal, and that a single origin tells it; None where nothing is missing."""
    missing = []
    if fact.kind in _PAID and fact.amount is None:
        missing.append("amount")
    if fact.date is None:
        missing.append("date")
    if fact.kind in _LASTING and fact.period is None:
        missing.append("length")
    if len(fact.origins) == 1:
        missing.append("second")
    if not missing or missing == ["second"]:
        return None
    slots: dict[str, Slot] = {
        "deal": DealSlot(fact.id),
        "items": SeveralSlot(tuple(TermSlot("unknown", each) for each in missing)),
    }
    return record_of(material, Section.UNKNOWN, Form.UNKNOWN, (fact,), slots, identity=f"unknown:{fact.id}")


def change_records(material: Material, most: int) -> Iterator[SentenceRecord]:
    """What became of facts since a date: how many are new, and what was revised or has ended."""
    if material.since is None:
        return
    facts = {fact.id: fact for fact in material.facts}
    rows = [change for change in material.changes if change.fact.id in facts]
    new = {change.fact.id for change in rows if change.kind is ChangeKind.NEW}
    if new:
        day = Derived("the day from which changes count", "date", date=material.since)
        slots: dict[str, Slot] = {"facts": NumberSlot(len(new), "facts"), "date": DateSlot(material.since)}
        derived = (counted("facts that are new", len(new)), day)
        yield SentenceRecord("new", Section.CHANGED, Form.CHANGE_NEW, (), slots, derived=derived, seal=fingerprint(()))
    revised = [change for change in rows if change.kind in (ChangeKind.REVISED, ChangeKind.ENDED)]
    for change in revised[: most or None]:
        yield _change(material, change, facts[change.fact.id])


def _change(material: Material, change: FactChange, fact: Fact) -> SentenceRecord:
    field = change.field or "status"
    slots: dict[str, Slot] = {"deal": DealSlot(fact.id), "field": TermSlot("field", field)}
    derived = []
    for name, text in (("before", change.before), ("after", change.after)):
        if text is None:
            continue
        value = slots[name] = _value(field, text)
        how = "as told before" if name == "before" else "as told now"
        if isinstance(value, QuantitySlot):
            derived.append(Derived(how, field, value.quantity))
        elif isinstance(value, DateSlot):
            derived.append(Derived(how, "date", date=value.date))
        elif isinstance(value, TermSlot):
            derived.append(Derived(how, "status", status=Status(value.key)))
    return record_of(
        material, Section.CHANGED, Form.CHANGE, (fact,), slots, identity=f"change:{fact.id}:{field}", derived=tuple(derived)
    )
