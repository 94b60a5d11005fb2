"""A small press made by hand: documents of one sentence a claim, for tests of what joins them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from interlock.vocabulary import (
    Actor,
    ActorKind,
    Bound,
    Claim,
    Document,
    Evidence,
    Kind,
    Money,
    Quantity,
    Status,
    document_id,
    text_id,
)
from interlock.vocabulary.claim import claim_id
from interlock.vocabulary.document import Sentence, Zone, ZoneKind

LEARNED = "2026-11-26T08:00:00Z"
Told = tuple[Document, list[Claim]]


def firm(name: str, mention: str | None = None) -> Actor:
    """A company; known to the atlas where its slug is an id of it."""
    return actor(name, ActorKind.COMPANY, mention)


def person(name: str) -> Actor:
    """A person."""
    return actor(name, ActorKind.PERSON)


def actor(name: str, kind: ActorKind, mention: str | None = None) -> Actor:
    """An actor with a slug of its name as id."""
    return Actor(re.sub(r"[\W_]+", "-", name.lower()).strip("-"), name, kind, mention or name)


def group(*members: str) -> Actor:
    """Several actors together."""
    return Actor("group", " and ".join(members), ActorKind.GROUP, " and ".join(members), members)


def dollars(value: float, bound: Bound = Bound.EXACT, currency: str = "USD") -> Money:
    """So many dollars, or units of another currency."""
    return Money(value, bound, text=f"{value:g}", currency=currency)


def number(value: float, bound: Bound = Bound.EXACT) -> Quantity:
    """A quantity that is no money."""
    return Quantity(value, bound, text=f"{value:g}")


def claim(kind: Kind, subject: Actor, object_: Actor | None = None, status: Status = Status.AGREED, **rest: Any) -> Claim:
    """A claim without a place: `document` gives it one."""
    told = " ".join(f"{name} {_in_short(value)}" for name, value in rest.items())
    words = f"{subject.mention} {kind} {object_.mention if object_ else ''} {told} {status}"
    return Claim(
        "00" * 16, kind, subject, status, Evidence("", 0, len(words), words, "en"), 0.9, "hand/1", object=object_, **rest
    )


def _in_short(value: object) -> str:
    if isinstance(value, Quantity):
        return f"{value.text} {value.bound}"
    return value.name if isinstance(value, Actor) else " ".join(a.name for a in value) if isinstance(value, tuple) else str(value)


def document(
    name: str,
    said: str | None,
    claims: Sequence[Claim],
    *,
    language: str = "en",
    site: str | None = None,
    words: str = "",
    voice: str | None = None,
) -> Told:
    """A document at `name` that makes the claims, one sentence each; `words` stand before them.

    Two documents of one `voice` (by default the name) use the same words; those of others share none.
    """
    text, spans = words + "\n", []
    for each in claims:
        quote = " ".join(f"{word} {voice or name}" for word in each.evidence.quote.split())
        spans.append((len(text), len(text) + len(quote)))
        text += quote + ".\n"
    key = text_id(text)
    identity = document_id(key, name, said)
    sentences = tuple(Sentence(start, end, ZoneKind.BODY, place, language) for place, (start, end) in enumerate(spans))
    made = Document(
        identity,
        key,
        text,
        name,
        "text/plain",
        language,
        (Zone(ZoneKind.BODY, 0, len(text)),),
        sentences,
        title=name,
        site=site,
        published=said,
        published_from="record" if said else None,
        first_seen=LEARNED,
    )
    placed = []
    for each, (start, end) in zip(claims, spans, strict=True):
        evidence = Evidence(identity, start, end, text[start:end], language)
        mentions = each.subject.mention, each.object.mention if each.object else None
        number_ = claim_id(key, each.kind, each.metric or each.role, (start, end), *mentions, each.quantities(), said)
        placed.append(replace(each, id=number_, evidence=evidence))
    return made, placed
