"""A digest for programs: every sentence with its facts, claims, sources and counts, and what the gate refused."""

from __future__ import annotations

from typing import Any

from interlock.reporting.digest.layout import SECTIONS, Layout
from interlock.reporting.digest.records import Derived, Digest, Refused, Section, Sentence
from interlock.vocabulary import Money


def digest_record(digest: Digest) -> dict[str, Any]:
    """The digest as an object of JSON."""
    layout = Layout(digest)
    return {
        "title": digest.title,
        "language": digest.language,
        "direction": layout.language.direction,
        "period": {"first": digest.period[0], "last": digest.period[1]},
        "about": digest.about,
        "since": digest.since,
        "headline": None if digest.headline is None else _sentence(layout, digest.headline),
        "sections": [
            {
                "section": str(section),
                "heading": None if section is Section.LEAD else layout.heading(str(section)),
                "sentences": [_sentence(layout, each) for each in digest.of(section)],
            }
            for section in (Section.LEAD, *SECTIONS)
            if digest.of(section)
        ],
        "sources": [
            {
                "number": row.number,
                "document": row.document,
                "outlet": row.outlet,
                "title": row.title,
                "date": row.date,
                "language": row.language,
                "address": row.address,
                "relation": row.relation,
                "copy_of": row.copy_of,
                "named_source": row.named_source,
                "quotes": [
                    {
                        "claim": quoted.claim.id,
                        "facts": list(quoted.facts),
                        "quote": quoted.claim.evidence.quote,
                        "start": quoted.claim.evidence.start,
                        "end": quoted.claim.evidence.end,
                        "language": quoted.claim.evidence.language,
                    }
                    for quoted in layout.quotes_of(row)
                ],
            }
            for row in digest.sources
        ],
        "refused": [refused_record(each) for each in digest.refused],
    }


def refused_record(refused: Refused) -> dict[str, Any]:
    """A refused sentence with the reasons."""
    return {
        "id": refused.record.id,
        "section": str(refused.record.section),
        "text": refused.text,
        "facts": list(refused.record.facts),
        "writer": refused.writer,
        "reasons": list(refused.reasons),
    }


def _sentence(layout: Layout, sentence: Sentence) -> dict[str, Any]:
    record = sentence.record
    return {
        "id": record.id,
        "form": str(record.form),
        "group": None if record.group is None else layout.digest.groups[record.group],
        "text": "".join(text if number is None else f"[{number}]" for text, number in layout.parts(sentence.whole)),
        "facts": list(record.facts),
        "citations": [
            {"source": layout.numbers[row.document], "document": row.document, "claim": row.claim, "fact": row.fact}
            for row in record.citations
            if row.document in layout.numbers
        ],
        "documents": record.documents,
        "origins": record.origins,
        "derived": [_derived(each) for each in record.derived],
        "writer": sentence.writer,
    }


def _derived(derived: Derived) -> dict[str, Any]:
    found: dict[str, Any] = {"how": derived.how, "field": derived.field}
    quantity = derived.quantity
    if quantity is not None:
        found |= {"value": quantity.value, "low": quantity.low, "high": quantity.high, "bound": str(quantity.bound)}
        if isinstance(quantity, Money):
            found["currency"] = quantity.currency
    if derived.date is not None:
        found["date"] = derived.date
    if derived.status is not None:
        found["status"] = str(derived.status)
    return found
