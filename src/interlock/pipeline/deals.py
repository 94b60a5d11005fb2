"""Deals: claims of one kind between the same two actors, with all their tellings. Nothing is added up."""

from __future__ import annotations

from collections.abc import Iterable

from interlock.reporting import Deal, Telling
from interlock.vocabulary import KINDS, Kind, Money
from interlock.vocabulary.currencies import in_dollars


def deal_kinds() -> tuple[Kind, ...]:
    """The kinds that make a deal."""
    return tuple(kind for kind, row in KINDS.items() if row.deal)


def group_deals(tellings: Iterable[Telling]) -> list[Deal]:
    """The deals told, the largest stated amount first; those without an amount come last, the most often told first."""
    groups: dict[tuple[Kind, str, str], list[Telling]] = {}
    for telling in tellings:
        claim = telling.claim
        if claim.object is None or not KINDS[claim.kind].deal:
            continue
        sides = (claim.subject.id, claim.object.id)
        if KINDS[claim.kind].symmetric:
            sides = (min(sides), max(sides))
        groups.setdefault((claim.kind, *sides), []).append(telling)
    return sorted(map(_deal, groups.values()), key=_order)


def _deal(tellings: list[Telling]) -> Deal:
    sized = [telling for telling in tellings if telling.claim.amount is not None]
    leading = max(sized, key=lambda telling: magnitude(telling.claim.amount)) if sized else tellings[0]
    claim = leading.claim
    assert claim.object is not None
    return Deal(claim.kind, claim.subject, claim.object, claim.amount, claim.status, tuple(tellings))


def _order(deal: Deal) -> tuple[tuple[int, float], int, str, str, str]:
    known, size = magnitude(deal.size)
    return (-known, -size), -len(deal.tellings), str(deal.kind), deal.subject.id, deal.object.id


def magnitude(money: Money | None) -> tuple[int, float]:
    """A rank by size: no amount below an amount without currency below one with. The stated figure counts, or the
    upper end of a range."""
    if money is None:
        return 0, 0.0
    dollars = in_dollars(money)
    return (1, money.largest()) if dollars is None else (2, dollars)
