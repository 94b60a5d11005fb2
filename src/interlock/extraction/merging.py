"""One proposition said with two words ('will spend $10bn on buying 6 GW') is one claim with both figures."""

from __future__ import annotations

from interlock.extraction.draft import Draft
from interlock.vocabulary import Kind

_APART = frozenset({Kind.REPORTS, Kind.HIRES, Kind.OFFERS, Kind.OWNS, Kind.SAYS})
"""Kinds of which one sentence often makes several claims about the same parties."""


def merged(drafts: list[Draft]) -> list[Draft]:
    """The drafts of one sentence, with those of the same kind and parties whose figures complete each other made one."""
    kept: list[Draft] = []
    for draft in drafts:
        partner = next((other for other in kept if _same_proposition(other, draft)), None)
        if partner is None:
            kept.append(draft)
        else:
            _take_over(partner, draft)
    return _hired_or_raised(kept)


def _hired_or_raised(drafts: list[Draft]) -> list[Draft]:
    """Without the money that a word raises where the same word hires people: 'גייסה' does either."""
    hires = {draft.anchor for draft in drafts if draft.kind is Kind.HIRES and "count" in draft.quantities}
    return [draft for draft in drafts if not (draft.metric == "funding_raised" and draft.anchor in hires)]


def _same_proposition(one: Draft, other: Draft) -> bool:
    if one.kind in _APART or (one.kind, one.subjects, one.objects) != (other.kind, other.subjects, other.objects):
        return False
    shared = one.quantities.keys() & other.quantities.keys()
    return not shared and one.passage.barriers(one.anchor[0], other.anchor[0])[0] == 0


def _take_over(draft: Draft, other: Draft) -> None:
    """Move what the other draft knows more into this one."""
    if other.confidence > draft.confidence:
        draft.confidence, draft.anchor = other.confidence, other.anchor
    draft.spans = [*draft.spans, *other.spans, draft.anchor, other.anchor]
    draft.quantities = {**draft.quantities, **other.quantities}
    if draft.status.start is None and other.status.start is not None:
        draft.status = other.status
    draft.asset, draft.unit = draft.asset or other.asset, draft.unit or other.unit
    draft.date, draft.period, draft.per = draft.date or other.date, draft.period or other.period, draft.per or other.per
    draft.condition = draft.condition or other.condition
    draft.notes = tuple(dict.fromkeys((*draft.notes, *other.notes)))
