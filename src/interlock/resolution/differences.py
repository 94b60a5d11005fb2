"""What a telling adds, drops or changes beside the one that it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interlock.resolution.agreement import Fit, fit, tension
from interlock.resolution.profiles import Point, Profile
from interlock.resolution.propositions import BACKGROUND, is_anonymous
from interlock.vocabulary import KINDS, Bound, Change, Difference, Kind, Money, Quantity
from interlock.vocabulary.quantity import stated

_NEWS = frozenset({Kind.BUILDS, Kind.RELEASES, Kind.RESTRICTS, Kind.EASES, Kind.LISTS})


def pairs(one: Profile, other: Profile) -> list[tuple[Point, Point]]:
    """Claims of two documents that tell the same, each at most once: those between the same two, the best fitting first;
    then those of one kind that share one party, where the other is unnamed in one of them."""
    found: list[tuple[Point, Point]] = []
    used: set[str] = set()
    for loosely in (False, True):
        ranked = sorted(
            (
                ((-strength, here.claim, there.claim), here, there)
                for here in one.points
                for there in other.points
                if not {here.claim, there.claim} & used and (strength := _strength(here, there, loosely)) is not None
            ),
            key=lambda row: row[0],
        )
        for _, here, there in ranked:
            if here.claim not in used and there.claim not in used:
                used |= {here.claim, there.claim}
                found.append((here, there))
    return found


def _strength(here: Point, there: Point, loosely: bool) -> int | None:
    if here.kind is not there.kind or here.metric != there.metric:
        return None
    if loosely:
        if not _one_unnamed(here, there):
            return None
    elif here.edge != there.edge:
        return None
    score = int(here.status is there.status) + int(here.role == there.role)
    told = dict(there.quantities)
    for name, quantity in here.quantities:
        if name in told:
            score += {Fit.EQUAL: 6, Fit.LOOSE: 4, Fit.OPEN: 1, Fit.CONFLICT: -2}[fit(quantity, told[name])]
    if here.kind is Kind.SAYS:
        return score if here.claim == there.claim or not loosely else None
    return score


def _one_unnamed(here: Point, there: Point) -> bool:
    sides = [(here.subject, there.subject), (here.object, there.object)]
    differing = [(mine, theirs) for mine, theirs in sides if mine != theirs]
    return len(differing) == 1 and is_anonymous(differing[0][0]) != is_anonymous(differing[0][1])


def differences(telling: Profile, earlier: Profile) -> tuple[Difference, ...]:
    """What `telling` does with the claims of `earlier`: what it changes, adds, drops, in this order."""
    matched = pairs(telling, earlier)
    here, there = {mine.claim for mine, _ in matched}, {theirs.claim for _, theirs in matched}
    found = [each for mine, theirs in matched for each in _changes(mine, theirs)]
    found += [Difference(Change.ADDED, point.claim, None) for point in telling.points if point.claim not in here]
    found += [Difference(Change.DROPPED, None, point.claim) for point in earlier.points if point.claim not in there]
    return tuple(found)


def _changes(here: Point, there: Point) -> Iterator[Difference]:
    mine, theirs = dict(here.quantities), dict(there.quantities)
    for name in sorted(mine.keys() | theirs.keys()):
        before, after = theirs.get(name), mine.get(name)
        if before is None or after is None or _told_otherwise(before, after):
            yield _change(here, there, name, plain(before) if before else None, plain(after) if after else None)
    for name in ("status", "role", "subject", "object", "date"):
        earlier, now = getattr(there, name), getattr(here, name)
        if earlier != now and not (name in ("subject", "object") and here.edge == there.edge):
            yield _change(here, there, name, str(earlier) if earlier else None, str(now) if now else None)


def _change(here: Point, there: Point, field: str, before: str | None, after: str | None) -> Difference:
    return Difference(Change.CHANGED, here.claim, there.claim, field, before, after)


def _told_otherwise(before: Quantity, after: Quantity) -> bool:
    return fit(before, after) is not Fit.EQUAL or tension(before, after)


def plain(quantity: Quantity) -> str:
    """A quantity in few signs: 'at_least 600', '6200000000 USD'."""
    number = f"{quantity.low:.12g}..{quantity.high:.12g}" if quantity.bound is Bound.BETWEEN else f"{stated(quantity):.12g}"
    bound = "" if quantity.bound in (Bound.EXACT, Bound.BETWEEN) else f"{quantity.bound} "
    currency = f" {quantity.currency}" if isinstance(quantity, Money) and quantity.currency else ""
    return f"{bound}{number}{currency}"


def likeness(telling: Profile, earlier: Profile) -> tuple[float, int, int]:
    """The part of the telling's news that the earlier one tells too, how many deals or moves with a figure it has that
    the other has not, and in how many both tell of one thing with figures that cannot both be right.

    News are deals and moves of people; who leads or owns what, words and figures of the firms are the background of it.
    """
    news = [point for point in telling.points if _is_news(point)] or list(telling.points)
    if not news:
        return 0.0, 0, 0
    matched = pairs(telling, earlier)
    told = {mine.claim for mine, _ in matched}
    conflicts = sum(_conflict(mine.quantities, theirs.quantities) for mine, theirs in matched)
    new = sum(bool(point.quantities) for point in news if point.claim not in told and _is_news(point))
    return sum(point.claim in told for point in news) / len(news), new, conflicts


def _is_news(point: Point) -> bool:
    row = KINDS[point.kind]
    return (row.deal or row.people or point.kind in _NEWS) and point.kind not in BACKGROUND


def _conflict(mine: Sequence[tuple[str, Quantity]], theirs: Sequence[tuple[str, Quantity]]) -> bool:
    told = dict(theirs)
    return any(name in told and fit(quantity, told[name]) is Fit.CONFLICT for name, quantity in mine)
