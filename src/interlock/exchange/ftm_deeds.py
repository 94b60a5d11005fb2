"""Lines of FollowTheMoney as deeds: the relations that can be claims, each with the names of those it is about."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from interlock.atlas import Atlas
from interlock.exchange.evidence import Cell, Deed
from interlock.exchange.ftm_model import REFERENCES, Entity, figure, unparked
from interlock.exchange.ftm_read import Named, NoDeed, NotRelation, core, number, reference, side_properties
from interlock.exchange.names import actor_of, data_set
from interlock.exchange.records import Line
from interlock.vocabulary.dates import is_date

_SAYING = (
    "amount",
    "currency",
    "sharesValue",
    "sharesCurrency",
    "amountUsd",
    "amountEur",
    "percentage",
    "date",
    "startDate",
    "endDate",
    "role",
    "status",
    "program",
)
"""Properties that a claim can rest on, in the order in which they are quoted."""
_QUANTITIES = ("amount", "share", "power", "count")
_AMOUNTS = ("amount", "sharesValue", "amountUsd", "amountEur")

OnLine = Callable[[int, str], None]


def deeds(lines: Iterable[Line], dataset: str, atlas: Atlas, on_error: OnLine, on_other: OnLine) -> Iterator[tuple[int, Deed]]:
    """The deeds with the numbers of their lines. Records that no claim can hold are handed to `on_error` with the reason; things,
    whose names alone are used, to `on_other`."""
    every = list(lines)
    known = {line.entity.id: line.entity for line in every}
    for line in every:
        try:
            found = _deed(line, known, line.dataset or dataset, atlas)
            if any(line.entity.first(name) for name in _AMOUNTS) and "amount" not in found.core:
                on_other(line.number, f"{line.entity.schema}: an amount in a way that is not read; the rest of it is taken")
            yield line.number, found
        except NotRelation as other:
            on_other(line.number, str(other))
        except ValueError as error:
            on_error(line.number, f"{line.entity.schema} '{line.entity.id[:60]}': {error}")


def _deed(line: Line, known: Mapping[str, Entity], dataset: str, atlas: Atlas) -> Deed:
    entity = line.entity
    told = dict(core(entity, known))
    own = unparked(entity.properties.get("description", []))
    mark = own.get("fact") if own else None
    since = told.pop("since", None)
    cells = list(_parties(entity, told, known, atlas))
    cells += _native(entity, told)
    cells += _parked(own or {}, told)
    cells += _others(entity, known, {cell.label for cell in cells})
    changed = since if isinstance(since, str) and len(since) == 10 and since != told.get("date") else None
    changed = changed or entity.first("modifiedAt") or line.changed
    published = changed[:10] if changed and is_date(changed[:10]) else None
    source = data_set(dataset)
    address = f"ftm:{source.mention}/{entity.id}"
    return Deed(told, cells, entity.schema, address, source, published, mark=mark if isinstance(mark, str) else None)


def _parties(entity: Entity, told: dict[str, Any], known: Mapping[str, Entity], atlas: Atlas) -> Iterator[Cell]:
    for side, name in side_properties(entity, told["kind"]):
        party = told[side]
        if not isinstance(party, dict):
            raise NoDeed(f"what is parked as its {side} is no actor")
        key = reference(entity, name, known)
        named = Named.of(known[key]) if key else None
        names = named.names if named else (str(party.get("name", "")),)
        sure = names if named is None or named.own else tuple(known[key or ""].properties.get("name", names))
        wikidata = known[key].first("wikidataId") if key else None
        own = named is None or named.own
        told[side] = actor_of(party, sure, atlas, own=own, aliases=names[len(sure) :], wikidata=wikidata)
        yield Cell(name, told[side]["mention"], used=True)
        if told[side].get("members"):
            yield Cell(f"{name}.members", "; ".join(told[side]["members"]), used=False)
        meant = None if told[side]["id"] == actor_of(party, sure, atlas, own=own, wikidata=wikidata)["id"] else told[side]["id"]
        for other in names[1:]:
            shows = meant is not None and actor_of(party, (other,), atlas)["id"] == meant
            meant = None if shows else meant
            yield Cell(f"{name}.alias", other, used=shows)
    origin = told.get("origin")
    if isinstance(origin, dict):
        told["origin"] = actor_of(origin, (str(origin.get("name", "")),), atlas, own=True)
        yield Cell("interlock.origin", told["origin"]["mention"], used=True)


def _native(entity: Entity, told: dict[str, Any]) -> Iterator[Cell]:
    figured = next((name for name in _AMOUNTS if number(entity.first(name)) is not None), None)
    for name in _SAYING:
        value = entity.first(name)
        if value is None:
            continue
        yield Cell(name, value, used=True)
        if name == figured and isinstance(told.get("amount"), dict):
            told["amount"] = {**told["amount"], "text": value}
        if name == "percentage" and isinstance(told.get("share"), dict):
            told["share"] = {**told["share"], "text": value}
        if name == "status" and value == told.get("status"):
            told["status_word"] = value


def _parked(own: Mapping[str, Any], told: dict[str, Any]) -> Iterator[Cell]:
    """What stands in our own mark, a line for each part; a quantity quotes the figures that stand here."""
    for name in sorted(own):
        if name in ("fact", "subject", "object", "origin", "since") or own[name] is None:
            continue
        cell = own[name]
        if name in _QUANTITIES:
            quantity = told.get(name)
            if not isinstance(quantity, dict):
                raise NoDeed(f"what is parked as its {name} is no quantity")
            words = _quantity_words(quantity)
            yield Cell(f"interlock.{name}", words, used=True)
            told[name] = {**quantity, "text": words}
        elif name == "notes":
            yield Cell("interlock.notes", "; ".join(map(str, cell)) if isinstance(cell, list) else str(cell))
        else:
            yield Cell(f"interlock.{name}", str(cell), used=True)


def _quantity_words(quantity: Mapping[str, Any]) -> str:
    parts = [quantity.get("value"), quantity.get("low"), quantity.get("high")]
    numbers = [float(each) for each in parts if isinstance(each, int | float)]
    if not all(map(math.isfinite, numbers)):
        raise NoDeed("a parked quantity is no finite number")
    figures = " to ".join(map(figure, numbers))
    return " ".join(filter(None, (figures, str(quantity.get("currency") or ""), str(quantity.get("bound") or ""))))


def _others(entity: Entity, known: Mapping[str, Entity], shown: set[str]) -> Iterator[Cell]:
    """All other values, for whoever looks the record up; of entities the names."""
    for name in sorted(entity.properties):
        for place, value in enumerate(entity.properties[name]):
            if name in shown and place == 0:
                continue
            other = known.get(value) if name in REFERENCES else None
            yield Cell(name, f"{other.first('name') or other.first('title') or value} ({value})" if other else value)
