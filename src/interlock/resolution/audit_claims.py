"""The arithmetic of claims: parts of a total, commitments deal by deal, what a firm is worth by a share of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from interlock.resolution.agreement import Fit, fit
from interlock.vocabulary import KINDS, Bound, Claim, Fact, Kind, Money, Party, Quantity
from interlock.vocabulary.audit import Check, Figure, Sum
from interlock.vocabulary.quantity import stated

_EXACT = 0.004
_WHOLE = 0.06
_STAKES = frozenset({Kind.INVESTS_IN, Kind.OWNS, Kind.ACQUIRES})
_TOTALS = frozenset({"commitments", "cost", "capital_expenditure", "funding_raised"})
_NEAR = 400
"""Characters between a total and the last of its parts."""
_MOST_PARTS, _MOST_DEALS = 4, 12


def audit_claims(claims: Sequence[Claim], figures: Sequence[Figure], facts: Sequence[Fact] = ()) -> list[Sum]:
    """What the claims of a document make together, with the facts of the ledger beside them."""
    return [*_parts(claims, figures), *_commitments(claims, figures, facts), *_wholes(claims, figures, facts)]


def _parts(claims: Sequence[Claim], figures: Sequence[Figure]) -> Iterator[Sum]:
    """A count or a sum and its parts: claims of one kind and subject close by ('eleven came: seven, three, one')."""
    alike: dict[tuple[object, ...], list[tuple[Claim, Quantity]]] = defaultdict(list)
    for claim in claims:
        for name in ("count", "amount"):
            quantity = claim.quantities().get(name)
            if quantity is not None and claim.kind is not Kind.REPORTS:
                currency = quantity.currency if isinstance(quantity, Money) else None
                alike[claim.kind, claim.subject.id, name, currency].append((claim, quantity))
    for key, rows in sorted(alike.items(), key=lambda row: str(row[0])):
        name = str(key[2])
        for claim, whole in rows:
            tied = [row for row in rows if row[0].part_of == claim.id]
            near = tied or [
                row
                for row in rows
                if row[0] is not claim
                and 0 <= row[0].evidence.start - claim.evidence.start <= _NEAR
                and 0 < stated(row[1]) < stated(whole)
            ]
            found = _adding_up(near, whole, least=2 if tied else 3)
            if found:
                yield _sum(Check.CONSISTENT, (claim, name), [(part, name) for part, _ in found], figures)
            elif len(tied) > 1 and sum(stated(part) for _, part in tied) > stated(whole) * (1 + _EXACT):
                yield _sum(Check.INCONSISTENT, (claim, name), [(part, name) for part, _ in tied], figures)


def _commitments(claims: Sequence[Claim], figures: Sequence[Figure], facts: Sequence[Fact]) -> Iterator[Sum]:
    """A total that a firm reports, and deals of that firm that make it: in the text, else in the ledger."""
    for total in claims:
        if total.kind is not Kind.REPORTS or total.metric not in _TOTALS or total.amount is None:
            continue
        deals: dict[str, tuple[Claim, Quantity]] = {}
        for claim in claims:
            if claim.subject.id != total.subject.id or not KINDS[claim.kind].deal or claim.object is None or claim.amount is None:
                continue
            if claim.amount.currency == total.amount.currency:
                deals.setdefault(f"{claim.object.id} {stated(claim.amount):g}", (claim, claim.amount))
        found = _adding_up(list(deals.values())[:_MOST_DEALS], total.amount, least=2)
        if found:
            yield _sum(Check.CONSISTENT, (total, "amount"), [(part, "amount") for part, _ in found], figures)
            continue
        told = [f for f in facts if _is(f.subject, total.subject.id) and KINDS[f.kind].deal and f.object and f.amount]
        sums = [(fact, stated(fact.amount)) for fact in told if fact.amount is not None][:_MOST_DEALS]
        wanted = stated(total.amount)
        for number in range(2, _MOST_PARTS):
            for made in combinations(sums, number):
                parties = {fact.object.id for fact, _ in made if fact.object}
                if len(parties) == number and abs(sum(each for _, each in made) - wanted) <= _EXACT * wanted:
                    names = tuple((fact.object.name if fact.object else "", each) for fact, each in made)
                    figure = figure_of(total, "amount", figures)
                    yield Sum(Check.CONSISTENT, "total", (figure,), figure, wanted, wanted, "", parts=names)


def _adding_up(rows: Sequence[tuple[Claim, Quantity]], whole: Quantity, least: int) -> list[tuple[Claim, Quantity]]:
    for number in range(least, min(_MOST_PARTS, len(rows)) + 1):
        for parts in combinations(rows, number):
            told = {(claim.object.id if claim.object else None, claim.origin.id if claim.origin else None) for claim, _ in parts}
            if len(told) == number and abs(sum(stated(each) for _, each in parts) - stated(whole)) <= _EXACT * stated(whole):
                return list(parts)
    return []


def _sum(check: Check, whole: tuple[Claim, str], parts: Sequence[tuple[Claim, str]], figures: Sequence[Figure]) -> Sum:
    inputs = tuple(figure_of(claim, name, figures) for claim, name in parts)
    stated_figure = figure_of(*whole, figures)
    total = sum(stated(figure.quantity) for figure in inputs)
    return Sum(check, "total", inputs, stated_figure, total, total, "")


def _wholes(claims: Sequence[Claim], figures: Sequence[Figure], facts: Sequence[Fact]) -> Iterator[Sum]:
    """'130bn for 26 %' makes 500bn: consistent where the text or a fact states that value of the firm, inconsistent where
    facts state only values that exclude it, else derivable."""
    stakes: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind in _STAKES and claim.object is not None:
            stakes[claim.subject.id, claim.object.id].append(claim)
    for (_, target), rows in sorted(stakes.items()):
        sums = {(c.amount.value, c.amount.currency): c for c in rows if c.amount is not None and _plain(c.amount)}
        shares = {c.share.value: c for c in rows if c.share is not None and _plain(c.share) and 0 < stated(c.share) < 1}
        both = [c for c in rows if c.amount is not None and c.share is not None and _plain(c.amount) and _plain(c.share)]
        if both:
            pairs = [(claim, claim) for claim in {(c.amount, c.share): c for c in both}.values()]
        elif len(sums) == len(shares) == 1:
            pairs = [(next(iter(sums.values())), next(iter(shares.values())))]
        else:
            continue
        for paying, sharing in pairs:
            assert paying.amount is not None and sharing.share is not None and paying.object is not None
            worth = stated(paying.amount) / stated(sharing.share)
            low, high = worth * (1 - _WHOLE), worth * (1 + _WHOLE)
            inputs = (figure_of(paying, "amount", figures), figure_of(sharing, "share", figures))
            told = next(
                (f for f in figures if f.measure == (paying.amount.currency or "") and low <= stated(f.quantity) <= high), None
            )
            values = [f for f in facts if f.metric in ("valuation", "market_value") and _is(f.subject, target) and f.amount]
            wanted = Money(worth, Bound.ABOUT, currency=paying.amount.currency)
            agree = [f for f in values if f.amount is not None and fit(f.amount, wanted) is not Fit.CONFLICT]
            check = Check.CONSISTENT if told or agree else Check.INCONSISTENT if values else Check.DERIVABLE
            yield Sum(check, "whole", inputs, told, low, high, "", of=paying.object.name)


def _is(party: Party, actor: str) -> bool:
    """Whether the party of a fact is an actor of a claim: an actor that the atlas does not know is a node there."""
    return party.id == actor or party.id.partition(":")[2] == actor


def _plain(quantity: Quantity) -> bool:
    return quantity.bound in (Bound.EXACT, Bound.ABOUT) and stated(quantity) > 0


def figure_of(claim: Claim, name: str, figures: Sequence[Figure]) -> Figure:
    """The figure of a claim's quantity: where the text has it, else the evidence itself."""
    quantity, evidence = claim.quantities()[name], claim.evidence
    for figure in figures:
        if evidence.start <= figure.start < evidence.end and stated(figure.quantity) == stated(quantity):
            return figure
    measure = (quantity.currency or "") if isinstance(quantity, Money) else name
    return Figure(evidence.start, evidence.end, quantity.text or f"{stated(quantity):g}", measure, quantity, -1)
