"""A record of another tool as a document with a claim: its text is the record, and what the claim says is quoted from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from interlock.vocabulary import (
    KINDS,
    Actor,
    Claim,
    Document,
    Kind,
    Sentence,
    Zone,
    ZoneKind,
    claim_from_record,
    document_id,
    text_id,
)
from interlock.vocabulary.claim import LONGEST_EVIDENCE, claim_id

UNKNOWN_LANGUAGE = "und"


class Cell(NamedTuple):
    """One line of a record: its name and its value; `used` where the claim rests on it."""

    label: str
    text: str
    used: bool = False


@dataclass(frozen=True)
class Deed:
    """What one record says.

    `core` holds kind, parties, quantities, texts and status as the JSON object of a claim does, each party with its `mention` and
    each quantity with its `text`, both of which stand in a cell that is used. `source` is whoever says so: the data set. `mark`
    names the fact of another ledger that the record is, where it is one.
    """

    core: Mapping[str, Any]
    cells: Sequence[Cell]
    title: str
    address: str
    source: Actor
    published: str | None = None
    language: str = UNKNOWN_LANGUAGE
    mark: str | None = None


def told(deed: Deed, reader: str) -> tuple[Document, Claim]:
    """The document and its claim. Raises ValueError, in words for the user, for what makes none."""
    kind = Kind(deed.core["kind"])
    _check_parties(kind, deed)
    text, spans, sentences = _laid_out(deed)
    used = [span for span, cell in zip(spans, _ordered(deed.cells), strict=True) if cell.used]
    start, end = used[0][0], used[-1][1]
    if end - start > LONGEST_EVIDENCE:
        raise ValueError(f"what it says takes {end - start} characters; a quote holds {LONGEST_EVIDENCE}")
    key = text_id(text)
    identity = document_id(key, deed.address, deed.published)
    zones = (Zone(ZoneKind.BODY, 0, len(text)),)
    document = Document(
        identity,
        key,
        text,
        deed.address,
        "text/plain",
        deed.language,
        zones,
        sentences,
        title=deed.title,
        site=deed.source.name,
        published=deed.published,
        published_from="record" if deed.published else None,
    )
    record: dict[str, Any] = {
        **deed.core,
        "id": "0" * 32,
        "evidence": {"document": identity, "start": start, "end": end, "quote": text[start:end], "language": deed.language},
        "confidence": 1.0,
        "reader": reader,
    }
    source = deed.source
    record["attributed_to"] = [{"id": source.id, "name": source.name, "kind": str(source.kind), "mention": source.mention}]
    claim = claim_from_record(record)
    number = claim_id(
        key,
        kind,
        claim.metric or claim.role,
        (start, end),
        claim.subject.mention,
        claim.object.mention if claim.object else None,
        claim.quantities(),
        deed.published,
    )
    return document, claim_from_record(record | {"id": number})


def _check_parties(kind: Kind, deed: Deed) -> None:
    if deed.mark is not None:
        return  # another ledger has let it stand
    for side, allowed in (("subject", KINDS[kind].subject), ("object", KINDS[kind].object)):
        party = deed.core.get(side)
        if party is not None and allowed and party["kind"] not in allowed:
            raise ValueError(f"'{party['name']}' is a {party['kind']}, which cannot be the {side} of {kind}")


def _ordered(cells: Sequence[Cell]) -> list[Cell]:
    """Those that are used first, so that they are quoted together."""
    return sorted(cells, key=lambda cell: not cell.used)


def _laid_out(deed: Deed) -> tuple[str, list[tuple[int, int]], tuple[Sentence, ...]]:
    head = f"{deed.title} ({deed.source.mention})\n"
    text, spans = head, []
    for cell in _ordered(deed.cells):
        line = f"{cell.label}: {cell.text}"
        spans.append((len(text), len(text) + len(line)))
        text += line + "\n"
    sentences = tuple(
        Sentence(start, end, ZoneKind.BODY, place, deed.language)
        for place, (start, end) in enumerate([(0, len(head) - 1), *spans])
    )
    return text, spans, sentences
