"""Gold labels as claims of the vocabulary, so that what comes after reading can be measured apart from it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from interlock.atlas import Atlas
from interlock.evaluation.gold import Record
from interlock.evaluation.passage_claims import GoldQuantity, PassageClaim
from interlock.evaluation.passages import AUTHOR, Passage
from interlock.extraction.mentions import slug
from interlock.vocabulary import KINDS, Actor, ActorKind, Bound, Claim, Document, Evidence, Kind, Money, Quantity, Status
from interlock.vocabulary.claim import LONGEST_EVIDENCE, claim_id
from interlock.vocabulary.folding import fold_name

READER = "gold/1"
_AUTHOR = Actor("document-author", "document author", ActorKind.PERSON, "document author")
_PREFERRED = (ActorKind.COMPANY, ActorKind.PERSON, ActorKind.GOVERNMENT, ActorKind.ORGANISATION, ActorKind.PRODUCT)


class GoldClaims:
    """Makes claims out of gold records and of labelled passages, with the ids of the atlas where it knows a name."""

    def __init__(self, atlas: Atlas) -> None:
        self._known: dict[str, list[tuple[str, str, ActorKind]]] = {}
        for entry in atlas:
            for name in dict.fromkeys((*entry.all_names(), *entry.famous, *entry.short)):
                rows = self._known.setdefault(fold_name(name), [])
                if (entry.id, entry.name, entry.kind) not in rows:
                    rows.append((entry.id, entry.name, entry.kind))

    def of_records(self, records: Sequence[Record], document: Document) -> tuple[list[Claim], list[str]]:
        """The claims of gold records, and what is wrong with those that make none (their quote is not in the text)."""
        claims, faults = [], []
        for number, record in enumerate(records, start=1):
            quote = record.get("quote") or ""
            place = document.text.find(quote)
            if not quote or place < 0:
                faults.append(f"line {number}: the quote is not in {document.address}")
                continue
            evidence = self._evidence(document, place, place + len(quote))
            claims.append(self._of_record(record, evidence, document))
        return _told_once(claims), faults

    def of_passage(self, passage: Passage, document: Document) -> list[Claim]:
        """The claims of a labelled passage."""
        return _told_once([self._of_passage_claim(claim, passage, document) for claim in passage.claims])

    def _evidence(self, document: Document, start: int, end: int) -> Evidence:
        end = min(end, start + LONGEST_EVIDENCE)
        return Evidence(document.id, start, end, document.text[start:end], document.language)

    def _of_record(self, record: Record, evidence: Evidence, document: Document) -> Claim:
        kind = Kind(record["kind"])
        row = KINDS[kind]
        subject = self._party([record["subject"], *record.get("co_subjects", [])], row.subject)
        given = record.get("object")
        object_ = self._party([given, *record.get("co_objects", [])], row.object or frozenset(ActorKind)) if given else None
        sources = record.get("attributed_to") or []
        quantities = {name: _record_quantity(record, name) for name in ("amount", "share", "power", "count") if name in record}
        return self._claim(
            kind,
            subject,
            object_,
            Status(record.get("status") or "done"),
            evidence,
            document,
            {name: quantity for name, quantity in quantities.items() if quantity is not None},
            origin=self._named(str(record["origin"]), frozenset(ActorKind)) if record.get("origin") else None,
            attributed_to=tuple(
                self._named(str(each), frozenset(ActorKind)) for each in ([sources] if isinstance(sources, str) else sources)
            ),
            **{name: record.get(name) for name in ("asset", "metric", "role", "unit", "period", "per", "date", "position")},
            deal=f"{document.id[:8]}-{record['deal']}" if record.get("deal") else None,
        )

    def _of_passage_claim(self, claim: PassageClaim, passage: Passage, document: Document) -> Claim:
        evidence = self._evidence(document, claim.evidence.start, claim.evidence.end)
        quantities = {name: _passage_quantity(name, quantity) for name, quantity in claim.quantities.items()}
        unit = claim.quantities["count"].unit if "count" in claim.quantities else None
        objects = () if claim.kind is Kind.REPORTS else claim.objects
        return self._claim(
            claim.kind,
            self._joint(claim.subjects, passage),
            self._joint(objects, passage) if objects else None,
            claim.status or Status.DONE,
            evidence,
            document,
            quantities,
            origin=self._marked(claim.origin, passage) if claim.origin else None,
            attributed_to=tuple(self._marked(key, passage) for key in claim.sources),
            unit=unit,
            **{name: getattr(claim, name) for name in ("asset", "metric", "role", "period", "per", "date", "position")},
            deal=f"{document.id[:8]}-{claim.deal}" if claim.deal else None,
        )

    def _claim(
        self,
        kind: Kind,
        subject: Actor,
        object_: Actor | None,
        status: Status,
        evidence: Evidence,
        document: Document,
        quantities: Mapping[str, Quantity],
        **rest: Any,
    ) -> Claim:
        identity = claim_id(
            document.text_id,
            kind,
            f"{rest.get('metric') or rest.get('role') or ''}|{subject.id}|{object_.id if object_ else ''}|{status}",
            (evidence.start, evidence.end),
            subject.mention,
            object_.mention if object_ else None,
            dict(quantities),
            document.published,
        )
        fields: dict[str, Any] = {**quantities, **rest}
        return Claim(identity, kind, subject, status, evidence, 1.0, READER, object=object_, **fields)

    def _party(self, names: Sequence[str], allowed: frozenset[ActorKind]) -> Actor:
        if len(names) == 1:
            return self._named(names[0], allowed)
        members = tuple(self._named(name, allowed).name for name in names)
        return Actor(slug(" ".join(members)), ", ".join(members), ActorKind.GROUP, ", ".join(members), members)

    def _named(self, told: str | Sequence[str], allowed: frozenset[ActorKind]) -> Actor:
        """The actor of a gold name: forms are parted by '|', 'group:' and 'unnamed' are nobody in particular."""
        name = (told if isinstance(told, str) else told[0]).partition("|")[0].strip()
        if name == "document author":
            return _AUTHOR
        group = re.match(r"group:\s*(.+)|unnamed\b.*", name)
        if group:
            words = group[1] or name
            return Actor(slug(words), words, ActorKind.GROUP, words)
        return self._known_as(name, next((kind for kind in _PREFERRED if kind in allowed), min(allowed)))

    def _known_as(self, name: str, kind: ActorKind, mention: str | None = None) -> Actor:
        rows = self._known.get(fold_name(name), [])
        if len(rows) == 1:
            identity, english, known = rows[0]
            return Actor(identity, english, known, mention or name)
        return Actor(slug(name), name, kind, mention or name)

    def _joint(self, keys: Sequence[str], passage: Passage) -> Actor:
        if len(keys) == 1:
            return self._marked(keys[0], passage)
        members = tuple(self._marked(key, passage).name for key in keys)
        return Actor(slug(" ".join(members)), ", ".join(members), ActorKind.GROUP, ", ".join(members), members)

    def _marked(self, key: str, passage: Passage) -> Actor:
        if key == AUTHOR:
            return _AUTHOR
        actor = passage.actors[key]
        mention = next((passage.text[each.start : each.end] for each in passage.mentions if each.key == key), actor.name)
        members = tuple(passage.actors[member].name for member in actor.members)
        if actor.kind is ActorKind.GROUP:
            return Actor(slug(actor.name), actor.name, actor.kind, mention, members)
        found = self._known_as(actor.name, actor.kind, mention)
        return found if found.kind is actor.kind else Actor(slug(actor.name), actor.name, actor.kind, mention)


def _told_once(claims: Sequence[Claim]) -> list[Claim]:
    """Each claim once; two records with one id say the same."""
    return list({claim.id: claim for claim in claims}.values())


def _record_quantity(record: Record, name: str) -> Quantity | None:
    told = record[name]
    if told is None:
        return None
    given = told if isinstance(told, dict) else {"value": told, "bound": record.get(f"{name}_bound", "exact")}
    bound = Bound(given.get("bound", "exact"))
    value = None if bound is Bound.BETWEEN else given.get("value")
    if value is None and bound is not Bound.BETWEEN:
        return None
    parts = (value, bound, given.get("low"), given.get("high"), "")
    return Money(*parts, currency=given.get("currency")) if name == "amount" else Quantity(*parts)


def _passage_quantity(name: str, quantity: GoldQuantity) -> Quantity:
    words = quantity.words.text if quantity.words else ""
    parts = (quantity.value, quantity.bound, quantity.low, quantity.high, words)
    return Money(*parts, currency=quantity.currency) if name == "amount" else Quantity(*parts)


def as_published(document: Document, address: str, seen: str) -> Document:
    """The document under an address of its own, first seen at a time."""
    return replace(document, address=address, first_seen=seen)
