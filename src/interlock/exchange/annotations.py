"""Claims as W3C Web Annotations: each says where its quote stands, by its words and by its place, and links to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from interlock.exchange.content import Content, is_web
from interlock.exchange.fragments import fragment, fragment_link, selectors
from interlock.vocabulary import Claim, Document, claim_to_record

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""Named by each annotation, as the standard demands; nothing is fetched from there."""
FRAGMENTS = "https://wicg.github.io/scroll-to-text-fragment/"


def claim_annotations(content: Content) -> Iterator[dict[str, Any]]:
    """One annotation for each claim in each document that tells it."""
    facts = {(row.claim, row.document): fact.id for fact in content.facts for row in fact.support}
    for document, claims in content.told():
        for claim in claims:
            yield annotation(claim, document, facts.get((claim.id, document.id)))


def annotation(claim: Claim, document: Document, fact: str | None = None) -> dict[str, Any]:
    """A claim as an annotation of its document."""
    evidence = claim.evidence
    web = is_web(document.address)
    where = selectors(document.text, evidence.start, evidence.end)
    told = {name: cell for name, cell in claim_to_record(claim).items() if name != "evidence"}
    bodies: list[dict[str, Any]] = [
        {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "application/json",
            "value": json.dumps(told, ensure_ascii=False),
        }
    ]
    if web:
        directive = fragment(document.text, evidence.start, evidence.end)
        where.append({"type": "FragmentSelector", "conformsTo": FRAGMENTS, "value": f":~:text={directive}"})
        link = fragment_link(document.address, document.text, evidence.start, evidence.end, evidence.quote)
        bodies.append({"type": "SpecificResource", "purpose": "linking", "source": link})
    if fact is not None:
        bodies.append({"type": "SpecificResource", "purpose": "identifying", "source": f"urn:interlock:fact:{fact}"})
    return {
        "@context": CONTEXT,
        "id": f"urn:interlock:claim:{claim.id}:{document.id}",
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"id": f"urn:interlock:reader:{claim.reader}", "type": "Software", "name": claim.reader},
        "body": bodies,
        "target": {"source": document.address if web else f"urn:interlock:document:{document.id}", "selector": where},
    }
