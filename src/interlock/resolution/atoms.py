"""Atoms: propositions of one block that say just the same, and when two groups of them may be one fact."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from interlock.resolution.agreement import Fit, fit
from interlock.resolution.nodes import form
from interlock.resolution.propositions import Proposition
from interlock.resolution.times import FAR, apart, gap, periods_apart
from interlock.vocabulary import Claim, Kind, Money, Quantity, Status

_REPEATED = 400
"""Days within which a figure told again without its story is held to be the same, where it is only near."""
_FIGURE_HOLDS = 45
_MOVE_HOLDS = 2
"""Days for which a figure about itself without a period is held to be the present one: staff, users, value; and the move
of a share, which is another every day."""
_DATES_APART = 31


@dataclass(slots=True, eq=False)
class Group:
    """Propositions that are one fact as far as is known. `why` says for each what put it here."""

    key: tuple[str, str]
    kind: Kind
    metric: str | None
    propositions: list[Proposition]
    quantities: list[tuple[str, str | None, str | None, Quantity]] = field(default_factory=list)
    stories: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    deals: dict[str, set[str]] = field(default_factory=dict)
    assets: dict[str, set[str]] = field(default_factory=dict)
    origins: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    periods: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    statuses: set[Status] = field(default_factory=set)
    why: dict[tuple[str, str], str] = field(default_factory=dict)

    def fields(self) -> set[str]:
        """The quantity fields that it has."""
        return {name for name, *_ in self.quantities}

    def absorb(self, other: Group, why: str) -> None:
        """Make the other group a part of this one."""
        self.key = min(self.key, other.key)
        self.propositions += other.propositions
        self.quantities += [row for row in other.quantities if row not in self.quantities]
        for mine, theirs in (
            (self.stories, other.stories),
            (self.documents, other.documents),
            (self.origins, other.origins),
            (self.dates, other.dates),
            (self.periods, other.periods),
            (self.said, other.said),
            (self.statuses, other.statuses),
        ):
            mine |= theirs
        for own, given in ((self.deals, other.deals), (self.assets, other.assets)):
            for document, values in given.items():
                own.setdefault(document, set()).update(values)
        for proposition in other.propositions:
            self.why[proposition.key] = other.why.get(proposition.key) or why


def atoms(propositions: Iterable[Proposition], stories: Mapping[str, str], alone: Collection[str] = ()) -> list[Group]:
    """Propositions with the same quantities, date, period and origin of people together; those without by story; and the
    claims `alone`, on which somebody has judged, each for itself."""
    found: dict[tuple[object, ...], list[Proposition]] = {}
    for proposition in propositions:
        claim = proposition.told.claim
        document = proposition.told.source.id
        quantities = _signature(claim)
        signature: tuple[object, ...]
        if claim.kind is Kind.SAYS or claim.id in alone:
            signature = (claim.id,)
        elif quantities:
            tense = claim.status is Status.DONE if claim.kind is Kind.REPORTS else None
            signature = (quantities, claim.per, claim.period, claim.date, proposition.origin, _deal(claim, document), tense)
        else:
            signature = (stories.get(document, document), claim.date, proposition.origin, _deal(claim, document))
        found.setdefault(signature, []).append(proposition)
    return sorted((_group(members, stories) for members in found.values()), key=lambda group: group.key)


def _deal(claim: Claim, document: str) -> tuple[str, str] | None:
    return (document, claim.deal) if claim.deal else None


def _signature(claim: Claim) -> tuple[object, ...]:
    return tuple(
        (name, q.value, q.bound, q.low, q.high, q.currency if isinstance(q, Money) else None)
        for name, q in claim.quantities().items()
    )


def _group(members: list[Proposition], stories: Mapping[str, str]) -> Group:
    first = members[0].told.claim
    group = Group(min(each.key for each in members), first.kind, first.metric, sorted(members, key=lambda each: each.key))
    group.quantities = [(name, first.per, first.unit, quantity) for name, quantity in first.quantities().items()]
    for each in members:
        claim, source = each.told.claim, each.told.source
        group.documents.add(source.id)
        if source.id in stories:
            group.stories.add(stories[source.id])
        if claim.deal:
            group.deals.setdefault(source.id, set()).add(claim.deal)
        if claim.asset:
            group.assets.setdefault(source.id, set()).add(form(claim.asset))
        if each.origin:
            group.origins.add(each.origin)
        if claim.date:
            group.dates.add(claim.date)
        if claim.period:
            group.periods.add(claim.period)
        group.said.add(source.when)
        group.statuses.add(claim.status)
    return group


def agreement(one: Group, other: Group) -> tuple[bool, Fit | None]:
    """Whether nothing speaks against their being one, and how well the quantities agree that both have."""
    worst: Fit | None = None
    for name, per, unit, quantity in one.quantities:
        for field_, rate, thing, told in other.quantities:
            if name != field_:
                continue
            if per != rate:
                return False, Fit.CONFLICT
            found = fit(quantity, told)
            if found in (Fit.CONFLICT, Fit.OPEN):
                return False, found
            if found is not Fit.EQUAL and name == "count" and _other_unit(unit, thing) and one.documents & other.documents:
                return False, Fit.CONFLICT
            worst = found if worst is None else min(worst, found)
    if (one.origins and other.origins and not one.origins & other.origins) or _other_tense(one, other):
        return False, worst
    if any(one.deals[document].isdisjoint(other.deals[document]) for document in one.deals.keys() & other.deals.keys()):
        return False, worst
    if one.kind is Kind.REPORTS and any(periods_apart(mine, theirs) for mine in one.periods for theirs in other.periods):
        return False, worst
    if worst is None and Status.DENIED not in one.statuses | other.statuses and _other_things(one, other):
        return False, worst
    return True, worst


def together(one: Group, other: Group) -> bool:
    """Whether a quantity that both tell makes them one, nothing speaking against it: in one story any that fits, else
    an equal one, or a near one that is told again soon."""
    fits, worst = agreement(one, other)
    if not fits or worst is None:
        return False
    if one.stories & other.stories or one.documents & other.documents:
        return True
    if any(apart(mine, theirs) and gap(mine, theirs) > _DATES_APART for mine in one.dates for theirs in other.dates):
        return False
    distance = nearest(one, other)
    if one.kind is Kind.REPORTS and not (one.periods & other.periods):
        return distance <= holds(one.metric)
    return worst is Fit.EQUAL or distance <= _REPEATED


def holds(metric: str | None) -> int:
    """Days for which a figure of this metric that names no period is held to be the present one."""
    return _MOVE_HOLDS if metric and metric.endswith("_change") else _FIGURE_HOLDS


def nearest(one: Group, other: Group) -> int:
    """Days between the two nearest tellings."""
    return min((gap(mine, theirs) for mine in one.said for theirs in other.said), default=FAR)


def _other_unit(one: str | None, other: str | None) -> bool:
    return bool(one and other) and form(one or "") != form(other or "")


def _other_tense(one: Group, other: Group) -> bool:
    """Whether a figure is a forecast in one and a result in the other."""
    return one.kind is Kind.REPORTS and one.statuses.isdisjoint(other.statuses) and Status.DONE in one.statuses | other.statuses


def _other_things(one: Group, other: Group) -> bool:
    """Whether a document that tells both names another thing with each ('chips', 'cloud')."""
    for document in one.assets.keys() & other.assets.keys():
        mine, theirs = one.assets[document], other.assets[document]
        if not any(first in second or second in first for first in mine for second in theirs):
            return True
    return False
