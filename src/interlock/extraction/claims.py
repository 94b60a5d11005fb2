"""From drafts to claims: evidence, ids, repeats dropped."""

from __future__ import annotations

import math

from interlock.extraction.draft import Draft
from interlock.extraction.mangled import CERTAINTY, mangling_notes
from interlock.vocabulary import Claim, Document, Evidence, Kind, Money, Quantity, Status
from interlock.vocabulary.claim import LONGEST_EVIDENCE, claim_id

_HAPPENED = frozenset({Status.DONE, Status.ENDED, Status.REFUSED})
_ANNOUNCED = frozenset({Kind.HIRES, Kind.LEAVES, Kind.LEADS, Kind.JOINS})
"""Told in the present tense of what is to come: 'she joins in May'."""


def make_claims(document: Document, drafts: list[Draft], reader: str) -> tuple[Claim, ...]:
    """Claims in order of place. A draft whose evidence is too long, or does not hold its figures, makes none."""
    claims: dict[str, Claim] = {}
    for draft in drafts:
        claim = _claim(document, draft, reader)
        if claim is None:
            continue
        known = claims.get(claim.id)
        if known is None or claim.confidence > known.confidence:
            claims[claim.id] = claim
    kept = _without_weaker(list(claims.values()))
    ordered = sorted(kept, key=lambda claim: (claim.evidence.start, claim.evidence.end, claim.kind, claim.id))
    return tuple(ordered)


def _claim(document: Document, draft: Draft, reader: str) -> Claim | None:
    span = draft.evidence(LONGEST_EVIDENCE)
    if span is None:
        return None
    start, end = span
    quantities: dict[str, Quantity] = {}
    for name, found in draft.quantities.items():
        if not (start <= found.start and found.end <= end):
            return None
        quantities[name] = found.quantity
    first, last = draft.passage.untouched(start, end)
    subject, target = draft.subjects[0], draft.objects[0] if draft.objects else None
    amount = quantities.get("amount")
    status = draft.status
    parties = [actor for actor in (subject, target, draft.origin) if actor is not None]
    mangled = mangling_notes(parties, draft.passage.mentions, draft.passage.mangling)
    shown = status.start is not None and status.end is not None and start <= status.start and status.end <= end
    identity = claim_id(
        document.text_id,
        draft.kind,
        draft.metric or draft.role,
        (first, last),
        subject.mention,
        target.mention if target else None,
        quantities,
        document.published,
    )
    return Claim(
        id=identity,
        kind=draft.kind,
        subject=subject,
        object=target,
        origin=draft.origin,
        asset=draft.asset,
        metric=draft.metric,
        role=draft.role,
        amount=amount if isinstance(amount, Money) else None,
        share=quantities.get("share"),
        power=quantities.get("power"),
        count=quantities.get("count"),
        unit=draft.unit if "count" in quantities else None,
        period=draft.period,
        per=draft.per,
        date=_settled_date(draft, status.status, document.published),
        status=status.status,
        status_word=draft.passage.text[status.start : status.end].strip() or None if shown else None,
        position=draft.position,
        attributed_to=draft.attributed_to,
        condition=draft.condition,
        notes=(*draft.notes, *mangled),
        confidence=round(draft.confidence * math.prod(CERTAINTY[note] for note in mangled), 3),
        reader=reader,
        evidence=Evidence(document.id, first, last, document.text[first:last], draft.passage.sentence.language),
    )


def _settled_date(draft: Draft, status: Status, published: str | None) -> str | None:
    """The date of a claim. What has happened lies behind: 'in January', told in December of what is done, was eleven months
    ago and not next month, though that is nearer."""
    date = draft.date
    if date is None or published is None or status not in _HAPPENED or draft.kind in _ANNOUNCED:
        return date
    return next((found.behind for found in draft.passage.dates if found.value == date and found.behind is not None), date)


def _without_weaker(claims: list[Claim]) -> list[Claim]:
    """Drop a claim that says less than another of the same kind and parties at overlapping places."""
    kept: list[Claim] = []
    alike: dict[tuple[object, ...], list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: (-len(c.quantities()), -c.confidence, c.evidence.start, c.id)):
        target = claim.object.id if claim.object else None
        others = alike.setdefault((claim.kind, claim.metric, claim.subject.id, target, claim.role, claim.origin), [])
        if not any(_says_more(other, claim) for other in others):
            kept.append(claim)
            others.append(claim)
    return kept


def _says_more(one: Claim, other: Claim) -> bool:
    """Whether a claim of the same kind and parties holds all of the other's figures, at an overlapping place."""
    mine, others = one.quantities(), other.quantities()
    return one.evidence.overlaps(other.evidence) and all(mine.get(name) == quantity for name, quantity in others.items())
