"""FollowTheMoney entities as deeds: what a record says of two parties, in the terms of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from interlock.exchange.ftm_model import ACTOR_KINDS, FROM_FTM, KINDS_TO_FTM, LINK, NOTE, Entity, Mapped, cleaned, unparked
from interlock.vocabulary import ActorKind, Kind, Party, Status
from interlock.vocabulary.dates import is_date

Record = dict[str, Any]
_NOT_KEPT = ("id", "history", "origins", "documents", "values", "statuses", "support")
"""Fields of a fact that stand for what many documents tell; the projection has the best supported values only."""
_PARKED = frozenset(
    (
        *("kind", "origin", "metric", "asset", "role", "amount", "share", "power", "count", "unit", "per", "period", "date"),
        *("status", "since", "notes"),
    )
)
"""Fields of a fact that may be parked; an authority's party is besides."""
_NUMBER = re.compile(r"\s*([0-9]{1,3}(?:[,\s][0-9]{3})+|[0-9]+)(\.[0-9]+)?\s*%?\s*")


class NoDeed(ValueError):
    """A record says nothing that a claim can hold; the message says why."""


class NotRelation(NoDeed):
    """The record is a thing, not a relation: its names are used, and it says nothing by itself."""


@dataclass(frozen=True, slots=True)
class Named:
    """The party that an entity is, with all names it gives; `own` where it was written by this room."""

    party: Party
    names: tuple[str, ...]
    own: bool

    @staticmethod
    def of(entity: Entity) -> Named:
        """From an entity. Raises NoDeed for a schema that is no actor, or an entity without a name."""
        kind = ACTOR_KINDS.get(entity.schema)
        if kind is None:
            raise NoDeed(f"a {entity.schema} is no actor")
        names = [*entity.properties.get("name", ()), *entity.properties.get("alias", ())]
        own = unparked(entity.properties.get("notes", []))
        if not names:
            raise NoDeed(f"the {entity.schema} '{entity.id}' has no name")
        told = {"id": entity.id, "name": names[0], "kind": str(kind)}
        told |= {key: cell for key, cell in (own or {}).items() if key in _PARTY}
        if isinstance(told["name"], str) and cleaned("name", told["name"]) not in (names[0], None):
            told["name"] = names[0]
        members = told.get("members") or []
        texts = all(isinstance(told[key], str) and told[key] for key in ("id", "name", "kind"))
        if not texts or told["kind"] not in set(ActorKind):
            raise NoDeed(f"the {entity.schema} '{entity.id}' was changed: what is parked in its notes is no actor")
        if not isinstance(members, list) or not all(isinstance(each, str) for each in members):
            raise NoDeed(f"the {entity.schema} '{entity.id}' was changed: the members in its notes are no list of texts")
        return Named(
            Party(told["id"], told["name"], ActorKind(told["kind"]), tuple(members)), tuple(dict.fromkeys(names)), own is not None
        )


_PARTY = ("id", "name", "kind", "members")


def core_of(record: Record) -> Record:
    """The part of a fact's JSON object that the projection is to keep."""
    return {name: cell for name, cell in record.items() if name not in _NOT_KEPT and cell is not None}


def difference(wanted: Mapping[str, Any], given: Mapping[str, Any]) -> Record:
    """What has to be changed in `given` to get `wanted`: of quantities only the parts; None takes away."""
    found: Record = {}
    for name in sorted({*wanted, *given}):
        one, other = wanted.get(name), given.get(name)
        if one == other:
            continue
        if isinstance(one, Mapping) and isinstance(other, Mapping) and name not in ("subject", "object", "origin"):
            found[name] = {part: one.get(part) for part in sorted({*one, *other}) if one.get(part) != other.get(part)}
        elif isinstance(one, Mapping) and name in ("amount", "share", "power", "count"):
            found[name] = dict(one)
        else:
            found[name] = one
    return found


def changed(given: Mapping[str, Any], rest: Mapping[str, Any]) -> Record:
    """`given` with the changes that `difference` found."""
    made = dict(given)
    for name, cell in rest.items():
        if isinstance(cell, Mapping) and isinstance(made.get(name), Mapping) and name not in ("subject", "object", "origin"):
            cell = {part: value for part, value in {**made[name], **cell}.items() if value is not None}
        if cell is None:
            made.pop(name, None)
        else:
            made[name] = cell
    return made


def core(entity: Entity, known: Mapping[str, Entity]) -> Record:
    """What a record says, as the part of a fact that `core_of` gives. `known` are the entities that it refers to, by id.

    Raises NoDeed, NotRelation.
    """
    own = unparked(entity.properties.get("description", [])) or {}
    if "of" in own:
        raise NotRelation(f"{entity.schema}: a part of another record")
    kind = own.get("kind")
    if kind is not None and (not isinstance(kind, str) or kind not in set(Kind)):
        raise NoDeed("what is parked as its kind is none")
    if entity.schema in ("UnknownLink", "Note") and kind not in set(Kind):
        raise NoDeed("it does not say what links the two")
    given = native(entity, known, kind)
    return changed(given, {name: cell for name, cell in own.items() if _may_change(name, cell, entity)})


def _may_change(name: str, cell: Any, entity: Entity) -> bool:
    """Whether what is parked may stand for what the properties say: no party may pass for another than the record names."""
    if name == "subject" and entity.schema == "Sanction":
        told = cell.get("name") if isinstance(cell, Mapping) else None
        return isinstance(told, str) and cleaned("string", told) == entity.first("authority")
    return name in _PARKED and not (name in ("kind", "status") and cell is None)


def default_kind(schema: str) -> Kind | None:
    """The kind that a record of this schema has where none is parked; None where it then says nothing."""
    return FROM_FTM[schema][0] if schema in FROM_FTM else None


def native(entity: Entity, known: Mapping[str, Entity], kind: str | None = None) -> Record:
    """What the properties of the model say, without what is parked. `kind` is the kind that is parked, where one is."""
    mapped = _mapped(entity.schema, kind)
    if mapped is None:
        if entity.schema in ACTOR_KINDS or entity.schema in ("Contract", "Article", "Document"):
            raise NotRelation(f"{entity.schema}: a thing, no relation")
        raise NoDeed("it says nothing that a claim can hold")
    told: Record = {"kind": kind or str(default_kind(entity.schema))}
    for side, name in side_properties(entity, kind):
        party = _side(entity, name, known)
        if party is None:
            raise NoDeed(f"its {name} is missing")
        told[side] = _party_record(party)
    told |= _figures(entity)
    date = entity.first("date") or entity.first("endDate") or entity.first("startDate")
    if date and is_date(date[:10]):
        told["date"] = date[:10]
    if entity.first("role") and entity.schema != "UnknownLink":
        told["role"] = entity.first("role")
    status = entity.first("status")
    if status in set(Status):
        told["status"] = status
    else:
        told["status"] = str(Status.ENDED if entity.first("endDate") else Status.DONE)
    if entity.schema == "Sanction" and entity.first("program"):
        told["asset"] = entity.first("program")
    return told


def _mapped(schema: str, kind: str | None) -> Mapped | None:
    if kind in set(Kind) and KINDS_TO_FTM.get(Kind(kind), LINK).schema == schema:
        return KINDS_TO_FTM.get(Kind(kind), LINK)
    if schema in FROM_FTM:
        return Mapped(schema, *FROM_FTM[schema][1:])
    return LINK if schema == "UnknownLink" else NOTE if schema == "Note" else None


def side_properties(entity: Entity, kind: str | None) -> list[tuple[str, str]]:
    """The properties in which the subject and the object of a record stand."""
    mapped = _mapped(entity.schema, kind) or LINK
    return [(side, name) for side, name in (("subject", mapped.subject), ("object", mapped.object)) if name]


def reference(entity: Entity, name: str, known: Mapping[str, Entity]) -> str | None:
    """The id of the entity in a property; the authority of an award is that of its contract, that of a sanction is no entity.

    Raises NoDeed where the file does not hold the entity.
    """
    holder: Entity | None = entity
    if name == "authority":
        holder = None if entity.schema == "Sanction" else known.get(entity.first("contract") or "")
    key = holder.first(name) if holder else None
    if key is not None and key not in known:
        raise NoDeed(f"its {name} '{key[:60]}' is not in the file")
    return key


def _side(entity: Entity, name: str, known: Mapping[str, Entity]) -> Party | None:
    if name == "authority" and entity.schema == "Sanction":
        told = entity.first("authority")
        return None if told is None else Party(told, told, ActorKind.GOVERNMENT)
    key = reference(entity, name, known)
    return None if key is None else Named.of(known[key]).party


def _party_record(party: Party) -> Record:
    record: Record = {"id": party.id, "name": party.name, "kind": str(party.kind)}
    return record | ({"members": list(party.members)} if party.members else {})


def _figures(entity: Entity) -> Record:
    told: Record = {}
    for amount, currency in (("amount", "currency"), ("sharesValue", "sharesCurrency"), ("amountUsd", ""), ("amountEur", "")):
        value = number(entity.first(amount))
        if value is not None:
            told["amount"] = {"value": value, "bound": "exact"}
            code = ({"amountUsd": "USD", "amountEur": "EUR"}.get(amount) or entity.first(currency) or "").upper()
            if re.fullmatch("[A-Z]{3}", code):
                told["amount"] = {"value": value, "currency": code, "bound": "exact"}
            break
    share = number(entity.first("percentage"))
    if share is not None and share <= 100:
        told["share"] = {"value": share / 100, "bound": "exact"}
    return told


def number(text: str | None) -> float | None:
    """A number as the model writes it: digits, thousands divided by commas or blanks, a point; None for all else."""
    match = _NUMBER.fullmatch(text or "")
    return float(re.sub(r"[,\s]", "", match[1]) + (match[2] or "")) if match else None
