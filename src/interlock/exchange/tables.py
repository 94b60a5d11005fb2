"""Facts, claims, actors and documents as tables with typed columns: what CSV, spreadsheets and Parquet files share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from interlock.exchange.content import Content, is_web
from interlock.exchange.fragments import fragment_link
from interlock.reporting.facts import FACT_HEAD, fact_rows
from interlock.reporting.rows import CLAIM_HEAD, claim_rows
from interlock.vocabulary import Fact, Quantity

Row = dict[str, Any]
TABLES = ("facts", "claims", "actors", "documents")

WHOLE = frozenset({"origins", "documents", "claims", "position", "start", "end", "characters", "facts", "other_statuses"})
"""Columns of whole numbers."""
_MEASURED = ("amount", "share", "power", "count")
NUMBERS = frozenset({f"{name}{end}" for name in _MEASURED for end in ("", "_low", "_high")} | {"power_watts", "confidence"})
"""Columns of numbers. `x_low` and `x_high` are the ends of what the words allow; an end that they leave open is empty."""
LINKS = frozenset({"url", "link"})
"""Columns of addresses that a browser can open."""
_ENDS = tuple(f"{name}{end}" for name in _MEASURED for end in ("_low", "_high"))
_SIDES = ("subject", "object", "origin")
_PARTIES = tuple(f"{side}{end}" for side in _SIDES for end in ("_kind", "_members"))
FACT_COLUMNS = (*FACT_HEAD, *(end for end in _ENDS if end not in FACT_HEAD), *_PARTIES, "quote", "language", "url", "link")
CLAIM_COLUMNS = (*CLAIM_HEAD, "published", "url", "link")
ACTOR_COLUMNS = ("id", "name", "kind", "names", "nodes", "country", "ticker", "wikidata", "parent", "facts")
DOCUMENT_COLUMNS = (
    "id",
    "text_id",
    "title",
    "site",
    "author",
    "language",
    "published",
    "published_from",
    "retrieved",
    "first_seen",
    "media_type",
    "address",
    "url",
    "characters",
    "claims",
)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns. `rows` can be asked for again."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterable[Row]]


def tables(content: Content) -> dict[str, Table]:
    """The four tables by name, as TABLES lists them."""
    return {
        "facts": Table("facts", FACT_COLUMNS, lambda: fact_table(content, content.facts)),
        "claims": Table("claims", CLAIM_COLUMNS, lambda: _claims(content)),
        "actors": Table("actors", ACTOR_COLUMNS, lambda: _actors(content)),
        "documents": Table("documents", DOCUMENT_COLUMNS, lambda: _documents(content)),
    }


def fact_table(content: Content, facts: Iterable[Fact]) -> Iterator[Row]:
    """Facts as rows under FACT_COLUMNS, each with the sentence that told it first."""
    for fact in facts:
        (row,) = fact_rows([fact])
        for name in _MEASURED:
            row |= _ends(name, getattr(fact, name))
        for side in _SIDES:
            party = getattr(fact, side)
            if party is not None:
                row |= {side: party.name, f"{side}_kind": str(party.kind), f"{side}_members": "; ".join(party.members)}
        quote = next(iter(content.quotes(fact)), None)
        if quote is not None:
            row |= {"quote": quote.text, "language": quote.language}
            row |= {"url": _url(quote.address), "link": fragment_link(quote.address, "", 0, 0, quote.text)}
        yield row


def _ends(name: str, quantity: Quantity | None) -> Row:
    if quantity is None:
        return {}
    low, high = (end if math.isfinite(end) else None for end in quantity.interval())
    return {f"{name}_low": low, f"{name}_high": high}


def _claims(content: Content) -> Iterator[Row]:
    for document, claims in content.told():
        for claim, row in zip(claims, claim_rows(claims), strict=True):
            evidence = claim.evidence
            link = fragment_link(document.address, document.text, evidence.start, evidence.end, evidence.quote)
            yield row | {"published": document.published, "url": _url(document.address), "link": link}


def _actors(content: Content) -> Iterator[Row]:
    named = Counter(
        party.id
        for fact in content.facts
        for party in {each.id: each for each in (fact.subject, fact.object, fact.origin) if each}.values()
    )
    for each in content.identities:
        entry = content.atlas.get(each.id)
        row: Row = {"id": each.id, "name": each.name, "kind": str(each.kind), "facts": named[each.id]}
        row |= {"names": "; ".join(each.names), "nodes": "; ".join(each.nodes)}
        if entry is not None:
            row |= {"country": entry.country, "ticker": entry.ticker, "wikidata": entry.wikidata, "parent": entry.parent}
        yield row


def _documents(content: Content) -> Iterator[Row]:
    for document, claims in content.told():
        row: Row = {name: getattr(document, name) for name in DOCUMENT_COLUMNS if name not in ("url", "characters", "claims")}
        yield row | {"url": _url(document.address), "characters": len(document.text), "claims": len(claims)}


def _url(address: str) -> str | None:
    return address if is_web(address) else None
