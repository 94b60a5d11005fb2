"""Rules on a time line: bans, easings, levies, with the deals, firms and products that they touch."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from interlock.network.flows import VOID
from interlock.vocabulary import KINDS, ActorKind, Fact, Kind

_RULES = frozenset({Kind.RESTRICTS, Kind.EASES, Kind.LEVIES})
_LANDS = frozenset({ActorKind.GOVERNMENT, ActorKind.PLACE})

CountryOf = Callable[[str], str | None]
"""The country of an actor (ISO 3166), where it is known."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as a fact tells it. `date` is when it holds or was said (None: no text says); `touches` are deals, with why."""

    fact: Fact
    date: str | None
    touches: tuple[tuple[Fact, str], ...]


def policy(facts: Iterable[Fact], country_of: CountryOf = lambda _: None) -> tuple[Rule, ...]:
    """The rules in the order of time, those without a date last.

    A rule touches a deal where one of its parties is the one that the rule speaks of, where a party is of the country it speaks
    of, or where the thing ruled is the thing dealt in.
    """
    every = sorted(facts, key=lambda fact: fact.id)
    deals = [fact for fact in every if KINDS[fact.kind].deal and fact.kind not in _RULES and fact.status not in VOID]
    rules = [_rule(fact, deals, country_of) for fact in every if fact.kind in _RULES]
    return tuple(sorted(rules, key=lambda rule: (rule.date is None, rule.date or "", rule.fact.id)))


def _rule(fact: Fact, deals: Iterable[Fact], country_of: CountryOf) -> Rule:
    said = min((row.said for row in fact.support if row.said), default=None)
    touched = [(deal, why) for deal in deals if (why := _why(fact, deal, country_of))]
    return Rule(fact, fact.since or fact.date or said, tuple(touched))


def _why(rule: Fact, deal: Fact, country_of: CountryOf) -> str | None:
    parties = [party for party in (deal.subject, deal.object) if party is not None]
    if rule.object is not None:
        for party in parties:
            if party.id == rule.object.id:
                return f"{party.name} is a party"
        if rule.object.kind in _LANDS and (land := country_of(rule.object.id)):
            for party in parties:
                if party.kind is not ActorKind.GOVERNMENT and country_of(party.id) == land:
                    return f"{party.name} is of {rule.object.name}"
    things = {thing.casefold() for thing in (rule.asset, rule.object.name if rule.object else None) if thing}
    if deal.asset and deal.asset.casefold() in things:
        return f"it is about {deal.asset}"
    return None
