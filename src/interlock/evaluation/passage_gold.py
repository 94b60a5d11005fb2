"""Labelled passages as gold records, so that they are scored like articles."""

from __future__ import annotations

import re
from typing import Any

from interlock.evaluation.gold import Record
from interlock.evaluation.passage_claims import GoldQuantity, PassageClaim
from interlock.evaluation.passages import AUTHOR, Passage
from interlock.vocabulary import ActorKind, Kind
from interlock.vocabulary.folding import fold

_LETTER = r"[^\W\u3400-\u9fff]"
"""A letter or digit of a script that divides its words."""


def gold_records(passage: Passage) -> tuple[Record, ...]:
    """The claims of a passage in the fields of a gold file."""
    names = {key: _names(passage, key) for key in passage.actors} | {AUTHOR: "document author"}
    return tuple(_record(claim, names) for claim in passage.claims)


def _names(passage: Passage, key: str) -> str:
    """The English name, then the forms of the name in the text: the first mention and those that it holds or that hold it.

    Pronouns and descriptions are none: a reader that answers 'the company' has not said who it is.
    """
    actor = passage.actors[key]
    if actor.kind is ActorKind.GROUP:
        return f"group: {actor.name}"
    said = [passage.text[mention.start : mention.end] for mention in passage.mentions if mention.key == key]
    first = fold(said[0]) if said else ""
    forms = [words for words in said if _holds(first, fold(words)) or _holds(fold(words), first)]
    return "|".join(dict.fromkeys([actor.name, *forms]))


def _holds(longer: str, shorter: str) -> bool:
    """Whether one name stands in another as whole words: 'it' is no form of 'Perplexity'. Chinese has no spaces between words."""
    return re.search(rf"(?<!{_LETTER}){re.escape(shorter)}(?!{_LETTER})", longer) is not None


def _record(claim: PassageClaim, names: dict[str, str]) -> Record:
    parties = _parties(claim.kind, claim.subjects, claim.objects, names)
    record: Record = {"kind": str(claim.kind), **parties, "quote": claim.evidence.text, "core": claim.core}
    for name, quantity in claim.quantities.items():
        record[name] = quantity_record(quantity)
    optional: dict[str, Any] = {
        "status": claim.status,
        "metric": claim.metric,
        "role": claim.role,
        "asset": claim.asset,
        "origin": names[claim.origin] if claim.origin else None,
        "date": claim.date,
        "period": claim.period,
        "per": claim.per,
        "position": claim.position,
        "deal": claim.deal,
        "part_of": claim.part_of,
        "condition": claim.condition.text if claim.condition else None,
        "attributed_to": [names[key] for key in claim.sources] or None,
        "or": [{"kind": str(kind), **_parties(kind, one, other, names)} for kind, one, other in claim.alternatives] or None,
        "notes": list(claim.notes) or None,
    }
    return record | {name: value for name, value in optional.items() if value is not None}


def _parties(kind: Kind, subjects: tuple[str, ...], objects: tuple[str, ...], names: dict[str, str]) -> Record:
    parties: Record = {
        "subject": names[subjects[0]],
        "object": names[objects[0]] if objects and kind is not Kind.REPORTS else None,
    }
    if subjects[1:]:
        parties["co_subjects"] = [names[key] for key in subjects[1:]]
    if objects[1:]:
        parties["co_objects"] = [names[key] for key in objects[1:]]
    return parties


def quantity_record(quantity: GoldQuantity) -> Record:
    """A gold quantity in the fields of a claim."""
    told = {
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "bound": str(quantity.bound),
        "currency": quantity.currency,
        "unit": quantity.unit,
    }
    return {name: value for name, value in told.items() if value is not None}
