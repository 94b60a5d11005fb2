"""What a rule finds: something that holds now and did not hold before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from interlock.network.amounts import Amount
from interlock.network.concentration import Interval
from interlock.network.flows import FlowBasis
from interlock.pipeline.alerts.rules import Sure
from interlock.pipeline.changes import earlier_in
from interlock.pipeline.knowledge import Knowledge
from interlock.pipeline.networks import KnownNetwork, NetworkQuestion
from interlock.vocabulary import Fact, Status


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that a rule waits for. `key` names it the same whenever it is found again; `claims` are those to quote first.

    `measured` is the amount, ratio or share that was compared with the rule's bound.
    """

    key: tuple[str, ...]
    what: str
    facts: tuple[str, ...]
    before: str | None = None
    after: str | None = None
    claims: frozenset[str] = frozenset()
    measured: dict[str, Any] | None = None


@dataclass
class State:
    """What is known at one time, with its networks."""

    known: Knowledge
    _networks: dict[tuple[FlowBasis, tuple[Status, ...]], KnownNetwork] = field(default_factory=dict)

    def network(self, basis: FlowBasis, statuses: tuple[Status, ...]) -> KnownNetwork:
        """The network on a basis."""
        key = basis, statuses
        if key not in self._networks:
            self._networks[key] = KnownNetwork(self.known, NetworkQuestion(basis, statuses))
        return self._networks[key]

    def ids(self, names: Iterable[str] | None) -> frozenset[str] | None:
        """The ids of actors; None where none is asked for, empty where nobody is called so."""
        return None if names is None else frozenset(each for name in names for each in self.known.actors_named(name))

    @cached_property
    def earlier(self) -> Callable[[Fact], Fact | None]:
        """What a later fact was in this state."""
        return earlier_in(self.known)


def is_above(measured: Amount | Interval, bound: float, sure: Sure) -> bool:
    """Whether an interval is above a bound: its lower end for sure, its upper end as it may be."""
    return (measured.low if sure is Sure.CERTAINLY else measured.high) > bound


def anchor(fact: Fact, claims: Iterable[str] | None = None) -> str:
    """The claim of the fact (of those given) that the ledger learned first: it stays when others tell the fact, too."""
    wanted = None if claims is None else set(claims)
    rows = [row for row in fact.support if wanted is None or row.claim in wanted]
    return min((row.learned, row.claim) for row in rows)[1] if rows else fact.id
