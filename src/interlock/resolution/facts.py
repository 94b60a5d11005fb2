"""A group of propositions as a fact: every value told, the best supported one, its status over time, its support."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from interlock.resolution.atoms import Group
from interlock.resolution.conditions import is_as_deployed
from interlock.resolution.propositions import Proposition
from interlock.resolution.statuses import Saying, history, statuses
from interlock.vocabulary import AS_DEPLOYED, Actor, Bound, Claim, Fact, Money, Party, Quantity, Support, Value
from interlock.vocabulary.quantity import stated

PartyIn = Callable[[Actor, str], Party]
"""The party that an actor of a document is."""

_EXACTNESS = {Bound.EXACT: 0, Bound.BETWEEN: 1, Bound.ABOUT: 2, Bound.AT_LEAST: 3, Bound.AT_MOST: 3}
_QUANTITIES = ("amount", "share", "power", "count")
_TEXTS = ("date", "period", "asset", "role")
_FOUNDING = "the first to tell it"


class _Row(NamedTuple):
    claim: Claim
    document: str
    origin: str
    when: str


def fact_of(group: Group, origins: Mapping[str, str], party: PartyIn) -> Fact:
    """The fact that a group is. `origins` gives the origin of a document, itself where none is known.

    Its id is made of the block and of the claim that told it first, so that later tellings do not change it.
    """
    ordered = sorted(group.propositions, key=lambda each: (each.told.source.when, *each.key))
    rows = [_row(each, origins) for each in ordered]
    first = ordered[0]
    sayings = [Saying(row.claim, row.document, row.origin, row.when) for row in rows]
    steps = history(sayings)
    values = [value for name in _QUANTITIES for value in _quantity_values(name, rows)]
    values += [value for name in _TEXTS for value in _text_values(name, rows)]
    best: dict[str, Value] = {}
    for value in values:
        best.setdefault(value.field, value)
    subject, object_ = _parties(first, party)
    amount = _quantity(best, "amount")
    speaking = next((best[name] for name in _QUANTITIES if name in best), None)
    return Fact(
        id=hashlib.sha256("\x1f".join((first.block, first.told.claim.id)).encode()).hexdigest()[:32],
        kind=first.told.claim.kind,
        subject=subject,
        object=object_,
        origin=next((party(row.claim.origin, row.document) for row in rows if row.claim.origin), None),
        metric=first.told.claim.metric,
        status=steps[-1].status,
        history=steps,
        support=tuple(_support(each, group, first, origins) for each in ordered),
        amount=amount if isinstance(amount, Money) else None,
        share=_quantity(best, "share"),
        power=_quantity(best, "power"),
        count=_quantity(best, "count"),
        unit=best["count"].unit if "count" in best else None,
        per=speaking.per if speaking else None,
        period=_text(best, "period"),
        date=_text(best, "date"),
        asset=_text(best, "asset"),
        role=_text(best, "role"),
        values=tuple(values),
        statuses=statuses(sayings),
        notes=_notes([row.claim for row in rows]),
    )


def _notes(claims: Sequence[Claim]) -> tuple[str, ...]:
    found = {note for claim in claims for note in claim.notes}
    return tuple(sorted(found | {AS_DEPLOYED} if is_as_deployed(claims) else found))


def _row(proposition: Proposition, origins: Mapping[str, str]) -> _Row:
    told = proposition.told
    return _Row(told.claim, told.source.id, origins.get(told.source.id, told.source.id), told.source.when)


def _parties(first: Proposition, party: PartyIn) -> tuple[Party, Party | None]:
    claim, document = first.told.claim, first.told.source.id
    sides = [claim.subject, claim.object]
    if first.turned:
        sides.reverse()
    subject, object_ = sides
    assert subject is not None
    return party(subject, document), party(object_, document) if object_ else None


def _quantity_values(name: str, rows: Iterable[_Row]) -> list[Value]:
    found: dict[tuple[object, ...], list[tuple[_Row, Quantity]]] = defaultdict(list)
    for row in rows:
        quantity = row.claim.quantities().get(name)
        if quantity is not None:
            currency = quantity.currency if isinstance(quantity, Money) else None
            key = (quantity.value, quantity.bound, quantity.low, quantity.high, currency, row.claim.per, row.claim.period)
            found[key].append((row, quantity))
    values = []
    for told in found.values():
        row, quantity = told[0]
        claims, origins = {each.claim.id for each, _ in told}, {each.origin for each, _ in told}
        unit = next((each.claim.unit for each, _ in told if each.claim.unit), None) if name == "count" else None
        values.append(Value(name, quantity, None, unit, row.claim.per, row.claim.period, tuple(sorted(claims)), len(origins)))
    return sorted(values, key=_best_first)


def _best_first(value: Value) -> tuple[object, ...]:
    assert value.quantity is not None
    exactness = _EXACTNESS[value.quantity.bound]
    return -value.origins, exactness, -len(value.claims), stated(value.quantity), value.per or "", value.claims


def _text_values(name: str, rows: Iterable[_Row]) -> list[Value]:
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        told = getattr(row.claim, name)
        if told:
            found[told].append(row)
    values = [
        Value(name, None, told, None, None, None, tuple(sorted({r.claim.id for r in by})), len({r.origin for r in by}))
        for told, by in found.items()
    ]
    return sorted(values, key=lambda value: (-value.origins, -len(value.claims), -_precision(value), value.text or ""))


def _precision(value: Value) -> int:
    """A date that says the day comes before one that says the year."""
    return len(value.text or "") if value.field == "date" else 0


def _quantity(best: Mapping[str, Value], name: str) -> Quantity | None:
    return best[name].quantity if name in best else None


def _text(best: Mapping[str, Value], name: str) -> str | None:
    return best[name].text if name in best else None


def _support(each: Proposition, group: Group, first: Proposition, origins: Mapping[str, str]) -> Support:
    source = each.told.source
    why = _FOUNDING if each is first else group.why.get(each.key, "it says just the same")
    by = tuple(actor.name for actor in each.told.claim.attributed_to)
    return Support(each.told.claim.id, source.id, origins.get(source.id, source.id), source.said, source.learned, why, by)
