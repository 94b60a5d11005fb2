"""JSON-LD: facts, claims, documents and actors in terms of schema.org, PROV and Web Annotation, the context in the file."""

from __future__ import annotations

import math
from typing import Any
from urllib.parse import quote as percent

from interlock.exchange.content import Content, is_web
from interlock.exchange.fragments import selectors
from interlock.vocabulary import ActorKind, Claim, Document, Fact, Money, Party, Quantity

CONTEXT: dict[str, Any] = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "ilk": "urn:interlock:",
    "id": "@id",
    "type": "@type",
    "name": "schema:name",
    "title": "schema:headline",
    "url": "schema:url",
    "text": "schema:text",
    "language": "schema:inLanguage",
    "published": "schema:datePublished",
    "subject": {"@id": "ilk:subject", "@type": "@id"},
    "object": {"@id": "ilk:object", "@type": "@id"},
    "origin": {"@id": "ilk:origin", "@type": "@id"},
    "kind": {"@id": "ilk:kind", "@type": "@id"},
    "status": {"@id": "ilk:status", "@type": "@id"},
    "from": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "reader": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "amount": "schema:amount",
    "value": {"@id": "schema:value", "@type": "xsd:double"},
    "low": {"@id": "schema:minValue", "@type": "xsd:double"},
    "high": {"@id": "schema:maxValue", "@type": "xsd:double"},
    "currency": "schema:currency",
    "bound": "ilk:bound",
    "share": "ilk:share",
    "power": "ilk:power",
    "count": "ilk:count",
    "date": "ilk:date",
    "since": "ilk:since",
    "period": "ilk:period",
    "per": "ilk:per",
    "unit": "ilk:unit",
    "asset": "ilk:asset",
    "role": "ilk:role",
    "metric": "ilk:metric",
    "origins": {"@id": "ilk:origins", "@type": "xsd:integer"},
    "confidence": {"@id": "ilk:confidence", "@type": "xsd:double"},
    "condition": "ilk:condition",
    "members": "schema:member",
    "sameAs": {"@id": "schema:sameAs", "@type": "@id"},
}
_TYPES = {
    ActorKind.COMPANY: "schema:Corporation",
    ActorKind.FUND: "schema:Corporation",
    ActorKind.ORGANISATION: "schema:Organization",
    ActorKind.GOVERNMENT: "schema:GovernmentOrganization",
    ActorKind.PERSON: "schema:Person",
    ActorKind.PRODUCT: "schema:Product",
    ActorKind.PROJECT: "schema:Project",
    ActorKind.EVENT: "schema:Event",
    ActorKind.PLACE: "schema:Place",
    ActorKind.GROUP: "ilk:Group",
}
_TEXTS = ("metric", "asset", "role", "unit", "per", "period", "date")


def linked_data(content: Content) -> dict[str, Any]:
    """One document with its context and a flat graph: actors, documents, claims, facts."""
    parties: dict[str, Party] = {}
    for fact in content.facts:
        parties |= {iri(each): each for each in (fact.subject, fact.object, fact.origin) if each}
    graph = [_actor(parties[key], content) for key in sorted(parties)]
    claims = []
    for document, told in content.told():
        graph.append(_document(document))
        claims += [_claim(claim, document) for claim in told]
    return {"@context": CONTEXT, "@graph": [*graph, *claims, *map(_fact, content.facts)]}


def iri(party: Party) -> str:
    """The name of an actor in the graph; groups are told apart by what they hold."""
    more = "/" + "+".join((party.name, *party.members)) if party.members or party.id == "group" else ""
    return f"urn:interlock:actor:{_escaped(party.id + more)}"


def _escaped(text: str) -> str:
    return percent(text, safe="", errors="replace")


def _actor(party: Party, content: Content) -> dict[str, Any]:
    node: dict[str, Any] = {"id": iri(party), "type": _TYPES[party.kind], "name": party.name}
    if party.members:
        node["members"] = list(party.members)
    entry = content.atlas.get(party.id)
    if entry is not None and entry.wikidata:
        node["sameAs"] = f"http://www.wikidata.org/entity/{_escaped(entry.wikidata)}"
    return node


def _document(document: Document) -> dict[str, Any]:
    node: dict[str, Any] = {"id": f"urn:interlock:document:{document.id}", "type": ["schema:Article", "prov:Entity"]}
    cells = {"title": document.title, "published": document.published, "language": document.language}
    cells["url"] = document.address if is_web(document.address) else None
    return node | {name: cell for name, cell in cells.items() if cell}


def _claim(claim: Claim, document: Document) -> dict[str, Any]:
    evidence = claim.evidence
    quote, position = selectors(document.text, evidence.start, evidence.end)
    place = f"urn:interlock:document:{document.id}"
    where = [quote | {"type": "oa:TextQuoteSelector"}, position | {"type": "oa:TextPositionSelector"}]
    target = {"type": "oa:SpecificResource", "source": place, "selector": where}
    node: dict[str, Any] = {
        "id": f"urn:interlock:claim:{claim.id}",
        "type": ["schema:Claim", "prov:Entity"],
        "text": evidence.quote,
        "language": evidence.language,
        "from": place,
        "oa:hasTarget": target,
        "reader": f"urn:interlock:reader:{_escaped(claim.reader)}",
        "confidence": claim.confidence,
        "status": f"ilk:status:{claim.status}",
        "kind": f"ilk:kind:{claim.kind}",
    }
    return node | ({"condition": claim.condition} if claim.condition else {})


def _fact(fact: Fact) -> dict[str, Any]:
    node: dict[str, Any] = {
        "id": f"urn:interlock:fact:{fact.id}",
        "type": ["ilk:Fact", "prov:Entity"],
        "kind": f"ilk:kind:{fact.kind}",
        "status": f"ilk:status:{fact.status}",
        "subject": iri(fact.subject),
        "origins": len(fact.origins),
        "from": [f"urn:interlock:claim:{claim}" for claim in fact.claims],
    }
    for side in ("object", "origin"):
        party = getattr(fact, side)
        node |= {side: iri(party)} if party else {}
    node |= {name: getattr(fact, name) for name in (*_TEXTS, "since") if getattr(fact, name) is not None}
    return node | {name: _quantity(quantity) for name, quantity in fact.quantities().items()}


def _quantity(quantity: Quantity) -> dict[str, Any]:
    low, high = quantity.interval()
    money = isinstance(quantity, Money)
    node: dict[str, Any] = {
        "type": "schema:MonetaryAmount" if money else "schema:QuantitativeValue",
        "bound": str(quantity.bound),
    }
    if isinstance(quantity, Money) and quantity.currency:
        node["currency"] = quantity.currency
    cells = {"value": quantity.value, "low": low if math.isfinite(low) else None, "high": high if math.isfinite(high) else None}
    return node | {name: cell for name, cell in cells.items() if cell is not None}
