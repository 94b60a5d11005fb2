"""What holds between the claims of a document: legs of one deal, parts of a total."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import replace

from interlock.vocabulary import KINDS, Bound, Claim, Kind, Quantity

_PARTS_WITHIN = 400
"""Characters between the passage of a total and those of its parts."""
_MOST_PARTS = 8
_ROUNDING = 1e-6


def linked(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with `deal` on the legs of one deal and `part_of` on the parts of a total, so that no sum counts both."""
    return tuple(_with_parts(_with_deals(list(claims))))


def _with_deals(claims: list[Claim]) -> list[Claim]:
    """Legs of one deal carry one id: claims between the same two parties whose passages touch or lie close together."""
    groups: list[list[int]] = []
    for place, claim in enumerate(claims):
        parties = _parties(claim)
        if parties is None:
            continue
        for group in reversed(groups):
            last = claims[group[-1]]
            if _parties(last) == parties and claim.evidence.start - last.evidence.end <= _LEGS_WITHIN:
                group.append(place)
                break
        else:
            groups.append([place])
    tied = list(claims)
    for group in groups:
        if len(group) > 1 and len({claims[place].kind for place in group}) > 1:
            deal = hashlib.sha256("\x1f".join(claims[place].id for place in group).encode()).hexdigest()[:16]
            for place in group:
                tied[place] = replace(tied[place], deal=deal)
    return tied


_LEGS_WITHIN = 250
"""Characters between the passages of two legs of one deal."""


def _parties(claim: Claim) -> frozenset[str] | None:
    if not KINDS[claim.kind].deal or claim.object is None or claim.kind in (Kind.JOINS, Kind.LEVIES):
        return None
    return frozenset({claim.subject.id, claim.object.id})


def _with_parts(claims: list[Claim]) -> list[Claim]:
    """Claims whose figures add up to that of another of the same sort close by are its parts (7 + 3 + 1 of 11)."""
    total_of: dict[str, str] = {}
    for whole in claims:
        for part in _parts(whole, claims):
            total_of.setdefault(part.id, whole.id)
    return [replace(claim, part_of=total_of[claim.id]) if claim.id in total_of else claim for claim in claims]


def _parts(whole: Claim, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    total = _figure(whole)
    if total is None:
        return ()
    name, value = total
    smaller = [claim for claim in claims if _may_be_part(claim, whole, name, value)]
    for size in range(min(len(smaller), _MOST_PARTS), 1, -1):
        for run in itertools.combinations(smaller, size) if len(smaller) <= _MOST_PARTS else ():
            if abs(sum(claim.quantities()[name].value or 0 for claim in run) - value) <= _ROUNDING * value:
                return run
    return ()


def _figure(claim: Claim) -> tuple[str, float] | None:
    """The figure that may be a total: money before a number of things."""
    for name in ("amount", "count", "power", "share"):
        quantity = claim.quantities().get(name)
        if quantity is not None and _is_plain(quantity) and quantity.value:
            return name, quantity.value
    return None


def _is_plain(quantity: Quantity) -> bool:
    return quantity.value is not None and quantity.value > 0 and quantity.bound in (Bound.EXACT, Bound.ABOUT)


def _may_be_part(claim: Claim, whole: Claim, name: str, value: float) -> bool:
    """Same kind, unit and one party, a smaller figure, close by."""
    quantity = claim.quantities().get(name)
    if claim.id == whole.id or claim.kind is not whole.kind or claim.metric != whole.metric or quantity is None:
        return False
    if not _is_plain(quantity) or not 0 < (quantity.value or 0) < value:
        return False
    if name == "amount" and claim.amount and whole.amount and claim.amount.currency != whole.amount.currency:
        return False
    if name == "count" and claim.unit != whole.unit:
        return False
    apart = max(claim.evidence.start - whole.evidence.end, whole.evidence.start - claim.evidence.end)
    shared = claim.subject.id == whole.subject.id or (claim.object and whole.object and claim.object.id == whole.object.id)
    return apart <= _PARTS_WITHIN and bool(shared)
