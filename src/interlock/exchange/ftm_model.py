"""What of the FollowTheMoney model is used here: its schemata with their properties, how it cleans values, which kind goes where.

The package itself is not needed; a test compares these tables with it (followthemoney 4.11).
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from interlock.vocabulary import ActorKind, Kind, Status

MARK = "interlock:"
"""Begins a value of `description` or `notes` that holds, as JSON, what the model has no place for."""

_INTERVAL = {
    "startDate": "date",
    "endDate": "date",
    "date": "date",
    "description": "text",
    "summary": "text",
    "publisher": "string",
    "sourceUrl": "url",
    "recordId": "string",
    "modifiedAt": "date",
    "retrievedAt": "date",
    "proof": "entity",
}
_INTEREST = {**_INTERVAL, "role": "string", "status": "string"}
_VALUE = {"amount": "number", "amountUsd": "number", "currency": "string"}
_THING = {
    "name": "name",
    "alias": "name",
    "country": "country",
    "wikidataId": "identifier",
    "notes": "text",
    "description": "text",
    "summary": "text",
    "sourceUrl": "url",
    "publisher": "string",
    "modifiedAt": "date",
    "retrievedAt": "date",
    "proof": "entity",
}

PROPERTIES: dict[str, dict[str, str]] = {
    "Company": {**_THING, "ticker": "identifier"},
    "Person": _THING,
    "PublicBody": _THING,
    "Organization": _THING,
    "LegalEntity": _THING,
    "Project": _THING,
    "Asset": _THING,
    "Event": _THING,
    "Address": _THING,
    "Article": {
        **_THING,
        "title": "string",
        "author": "string",
        "publishedAt": "date",
        "language": "language",
        "fileName": "string",
    },
    "Contract": {**_THING, **_VALUE, "title": "string", "authority": "entity", "status": "string", "type": "string"},
    "Note": {**_THING, "entity": "entity"},
    "Ownership": {
        **_INTEREST,
        "owner": "entity",
        "asset": "entity",
        "percentage": "string",
        "sharesValue": "string",
        "sharesCurrency": "string",
        "sharesType": "string",
        "ownershipType": "string",
    },
    "Payment": {
        **_INTERVAL,
        **_VALUE,
        "payer": "entity",
        "beneficiary": "entity",
        "purpose": "text",
        "programme": "string",
        "contract": "entity",
    },
    "Debt": {**_INTERVAL, **_VALUE, "debtor": "entity", "creditor": "entity"},
    "ContractAward": {**_INTEREST, **_VALUE, "contract": "entity", "supplier": "entity"},
    "ProjectParticipant": {**_INTEREST, "participant": "entity", "project": "entity"},
    "Employment": {**_INTEREST, "employee": "entity", "employer": "entity"},
    "Directorship": {**_INTEREST, "director": "entity", "organization": "entity"},
    "Membership": {**_INTEREST, "member": "entity", "organization": "entity"},
    "UnknownLink": {**_INTEREST, "subject": "entity", "object": "entity"},
    "Sanction": {
        **_INTERVAL,
        "entity": "entity",
        "authority": "string",
        "program": "string",
        "reason": "text",
        "status": "string",
    },
}
"""The properties that are written, with their types."""

REFERENCES = frozenset(name for known in PROPERTIES.values() for name, of in known.items() if of == "entity")
"""Properties whose values are ids of entities."""

LEGAL = frozenset({"Company", "Person", "PublicBody", "Organization", "LegalEntity"})
ORGANIZATIONS = frozenset({"Company", "Organization", "PublicBody"})
ASSETS = frozenset({"Company", "Asset"})
RANGES: dict[tuple[str, str], frozenset[str]] = {
    ("Ownership", "owner"): LEGAL,
    ("Ownership", "asset"): ASSETS,
    ("Payment", "payer"): LEGAL,
    ("Payment", "beneficiary"): LEGAL,
    ("Debt", "debtor"): LEGAL,
    ("Debt", "creditor"): LEGAL,
    ("ContractAward", "supplier"): LEGAL,
    ("Contract", "authority"): LEGAL,
    ("ProjectParticipant", "participant"): LEGAL,
    ("ProjectParticipant", "project"): frozenset({"Project"}),
    ("Employment", "employee"): frozenset({"Person"}),
    ("Employment", "employer"): ORGANIZATIONS,
    ("Directorship", "director"): LEGAL,
    ("Directorship", "organization"): ORGANIZATIONS,
}
"""Which of the schemata that are written may stand in a property; any may in one that is not listed."""

ACTORS: dict[ActorKind, str] = {
    ActorKind.COMPANY: "Company",
    ActorKind.FUND: "Company",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.PERSON: "Person",
    ActorKind.GOVERNMENT: "PublicBody",
    ActorKind.GROUP: "LegalEntity",
    ActorKind.PROJECT: "Project",
    ActorKind.PRODUCT: "Asset",
    ActorKind.EVENT: "Event",
    ActorKind.PLACE: "Address",
}
"""The schema of each kind of actor."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """Where a kind goes: the schema, the properties of subject and object, fixed values, and which way the money of a `Payment`
    beside it goes: 'along' from subject to object, 'against', or None."""

    schema: str
    subject: str
    object: str
    fixed: tuple[tuple[str, str], ...] = ()
    payment: str | None = None


KINDS_TO_FTM: dict[Kind, Mapped] = {
    Kind.INVESTS_IN: Mapped("Ownership", "owner", "asset", (), "along"),
    Kind.ACQUIRES: Mapped("Ownership", "owner", "asset", (("ownershipType", "acquisition"),), "along"),
    Kind.OWNS: Mapped("Ownership", "owner", "asset"),
    Kind.GRANTS_EQUITY: Mapped("Ownership", "asset", "owner", (("sharesType", "warrant"),)),
    Kind.LENDS_TO: Mapped("Debt", "creditor", "debtor", (), "along"),
    Kind.BUYS_FROM: Mapped("ContractAward", "authority", "supplier", (), "along"),
    Kind.LEASES_FROM: Mapped("ContractAward", "authority", "supplier", (), "along"),
    Kind.FUNDS: Mapped("Payment", "payer", "beneficiary"),
    Kind.LEVIES: Mapped("Payment", "beneficiary", "payer"),
    Kind.JOINS: Mapped("ProjectParticipant", "participant", "project"),
    Kind.BUILDS: Mapped("ProjectParticipant", "participant", "project"),
    Kind.HIRES: Mapped("Employment", "employer", "employee"),
    Kind.LEAVES: Mapped("Employment", "employee", "employer"),
    Kind.LEADS: Mapped("Directorship", "director", "organization"),
    Kind.FOUNDS: Mapped("Directorship", "director", "organization"),
    Kind.RESTRICTS: Mapped("Sanction", "authority", "entity"),
    Kind.EASES: Mapped("Sanction", "authority", "entity"),
}
"""A kind that is not listed is an `UnknownLink`; any without an object is a `Note`."""
LINK = Mapped("UnknownLink", "subject", "object")
NOTE = Mapped("Note", "entity", "")

SETTLED = frozenset({Status.DONE, Status.AGREED, Status.PLANNED, Status.ENDED})
"""Statuses with which a fact may stand in a schema that says that it is so. What is only talked of, or denied, is an
`UnknownLink` with its status: a tool that does not look at `status` would take an `Ownership` for one that exists."""
PAID = frozenset({Status.DONE, Status.AGREED, Status.PLANNED})
"""Statuses with which a fact gets a `Payment`."""

FROM_FTM: dict[str, tuple[Kind, str, str]] = {
    "Ownership": (Kind.OWNS, "owner", "asset"),
    "Payment": (Kind.FUNDS, "payer", "beneficiary"),
    "Debt": (Kind.LENDS_TO, "creditor", "debtor"),
    "ContractAward": (Kind.BUYS_FROM, "authority", "supplier"),
    "ProjectParticipant": (Kind.JOINS, "participant", "project"),
    "Employment": (Kind.LEADS, "employee", "employer"),
    "Directorship": (Kind.LEADS, "director", "organization"),
    "Membership": (Kind.JOINS, "member", "organization"),
    "Sanction": (Kind.RESTRICTS, "authority", "entity"),
}
"""What a record of another's says: its kind, and the properties of subject and object."""
ACTOR_KINDS: dict[str, ActorKind] = {
    "Company": ActorKind.COMPANY,
    "LegalEntity": ActorKind.COMPANY,
    "Organization": ActorKind.ORGANISATION,
    "PublicBody": ActorKind.GOVERNMENT,
    "Person": ActorKind.PERSON,
    "Project": ActorKind.PROJECT,
    "Event": ActorKind.EVENT,
    "Address": ActorKind.PLACE,
    "Asset": ActorKind.PRODUCT,
    "Vehicle": ActorKind.PRODUCT,
    "Vessel": ActorKind.PRODUCT,
    "Airplane": ActorKind.PRODUCT,
    "RealEstate": ActorKind.PLACE,
}
"""The kind of actor that an entity of each schema is."""


@dataclass
class Entity:
    """An entity: values by property, each property in the order given."""

    id: str
    schema: str
    properties: dict[str, list[str]] = field(default_factory=dict)

    def put(self, name: str, *values: str | None) -> None:
        """Add values, cleaned as the model cleans them; what it would refuse is left out."""
        of = PROPERTIES[self.schema][name]
        for value in values:
            kept = None if value is None else cleaned(of, value)
            if kept is not None and kept not in self.properties.setdefault(name, []):
                self.properties[name].append(kept)
        if not self.properties.get(name):
            self.properties.pop(name, None)

    def put_cut(self, name: str, value: str) -> None:
        """Add a value that the schema cannot do without: cut where it is too long, and never none."""
        of = PROPERTIES[self.schema][name]
        self.put(name, value[: _LONGEST[of]])
        if not self.first(name):
            self.put(name, "unnamed")

    def first(self, name: str) -> str | None:
        """The first value of a property."""
        return next(iter(self.properties.get(name, ())), None)

    def record(self) -> dict[str, Any]:
        """As the JSON object of a stream of entities."""
        return {"id": self.id, "schema": self.schema, "properties": self.properties}


_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2060-\u2064\ufeff\ud800-\udfff]")
_BLANKS = re.compile("[\u2000-\u200a\u2028\u2029\u0a00\u1680\u202f\u205f\u3000]")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?)?")
_LONGEST = {"name": 384, "text": 65_000, "string": 1_024, "url": 4_096, "identifier": 64, "number": 250}
LANGUAGES = {"en": "eng", "he": "heb", "fr": "fra", "zh": "zho", "es": "spa", "de": "deu", "ja": "jpn", "ko": "kor", "ar": "ara"}
"""ISO 639-3, by the first part of a BCP 47 tag."""


def cleaned(of: str, value: str) -> str | None:
    """A value as the model keeps it in a property of this type; None where it keeps none."""
    text = _BLANKS.sub(" ", _UNSAFE.sub("", unicodedata.normalize("NFC", value))).strip()
    if of == "name":
        text = " ".join(re.sub(r"^[\"'](.*)[\"']$", r"\1", text).split())
    elif of == "date":
        match = _DAY.match(text)
        text = match[0] if match else ""
    elif of == "language":
        text = LANGUAGES.get(text.partition("-")[0], "")
    elif of == "url" and not re.match(r"https?://[^/\s]+\.[^/\s]+", text):
        return None
    if not text or len(text) > _LONGEST.get(of, 65_000):
        return None
    return text


def identity(*parts: str) -> str:
    """An id made of what it stands for."""
    return "ilk-" + hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def figure(number: float) -> str:
    """A number in plain digits, as the model writes it; it reads back as the same number."""
    if number == int(number) and abs(number) < 1e16:
        return str(int(number))
    text = repr(number)
    if "e" not in text:
        return text
    return format(Decimal(text), "f")


def parked(cells: Mapping[str, Any]) -> str:
    """What the model has no place for, as one value. All letters beyond ASCII are escaped, so that no cleaning changes them."""
    return MARK + json.dumps(cells, sort_keys=True, separators=(",", ":"))


def unparked(values: list[str]) -> dict[str, Any] | None:
    """What `parked` was given, from the values of a property; None where none of them is ours."""
    for value in values:
        if value.startswith(MARK):
            try:
                found = json.loads(value.removeprefix(MARK))
            except (ValueError, RecursionError):
                return None
            return found if isinstance(found, dict) else None
    return None
