"""A fact for programs, in short: status, amounts in words and as fields, origins, and sentences that tell it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from interlock.exchange.content import shown_address
from interlock.pipeline.knowledge import Knowledge
from interlock.reporting.facts import fact_line
from interlock.reporting.figures import fact_quantities_in_words
from interlock.vocabulary import Fact, Support
from interlock.vocabulary.fact_codec import fact_to_record

_LONG = ("values", "statuses", "support", "history")


def fact_in_short(known: Knowledge, fact: Fact, most: int, first: Collection[str] = ()) -> dict[str, Any]:
    """The fact with at most so many sentences, one an origin before a second of any; those of the claims `first` come first.

    `sentences_left_out` counts the claims that are not quoted.
    """
    record = {name: value for name, value in fact_to_record(fact).items() if name not in _LONG}
    record["told"] = fact_line(fact)
    record["in_words"] = fact_quantities_in_words(fact)
    sentences: list[dict[str, Any]] = []
    seen: set[str] = set()
    for row in _in_order(fact, first):
        if row.claim not in seen and len(sentences) < most and (told := sentence(known, row)) is not None:
            sentences.append(told)
            seen.add(row.claim)
    record["sentences"] = sentences
    record["sentences_left_out"] = len(fact.claims) - len(seen)
    return record


def sentence(known: Knowledge, row: Support) -> dict[str, Any] | None:
    """The words of a document that tell a claim, with where they stand; None where the ledger holds the claim no more."""
    claim = known.view.claim(row.claim)
    document = next(iter(known.view.documents(identity=row.document)), None)
    if claim is None or document is None:
        return None
    told: dict[str, Any] = {
        "claim": row.claim,
        "document": row.document,
        "quote": claim.evidence.quote,
        "language": claim.evidence.language,
        "said": row.said,
        "address": shown_address(document.address),
        "title": document.title,
        "status": str(claim.status),
    }
    return told | ({"by": list(row.by)} if row.by else {})


def _in_order(fact: Fact, first: Collection[str]) -> Iterator[Support]:
    """The support: the claims asked for, then the first of each origin, then the rest; each by the day it was said."""
    rows = sorted(fact.support, key=lambda row: (row.said or "9999", row.learned, row.claim))
    yield from (row for row in rows if row.claim in first)
    met: set[str] = set()
    later = []
    for row in rows:
        if row.origin in met:
            later.append(row)
        else:
            met.add(row.origin)
            yield row
    yield from later
