"""What the flow network is made of: a typed, directed multigraph. Parallel flows stay apart."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from interlock.network.amounts import Amount
from interlock.vocabulary import Party, Quantity, Status


class NetworkLayer(StrEnum):
    """What moves."""

    MONEY = "money"
    COMPUTE = "compute"
    CONTROL = "control"
    RISK = "risk"


class Instrument(StrEnum):
    """The legal form in which it moves."""

    EQUITY = "equity"
    ACQUISITION = "acquisition"
    STAKE = "stake"
    WARRANTS = "warrants"
    PURCHASE = "purchase"
    LEASE = "lease"
    LOAN = "loan"
    GUARANTEE = "guarantee"
    GRANT = "grant"
    LEVY = "levy"
    RULE = "rule"


FINANCING = frozenset({Instrument.EQUITY, Instrument.LOAN, Instrument.GRANT, Instrument.ACQUISITION})
"""Money put into the one who gets it."""
SALES = frozenset({Instrument.PURCHASE, Instrument.LEASE})
"""Money paid for goods or services: revenue of the one who gets it."""


class FlowBasis(StrEnum):
    """Which flows count, one at a time: they answer different questions and are never added."""

    REALISED = "realised"
    SCHEDULED = "scheduled"
    ANNOUNCED = "announced"


COUNTS: dict[FlowBasis, frozenset[Status]] = {
    FlowBasis.REALISED: frozenset({Status.DONE}),
    FlowBasis.SCHEDULED: frozenset({Status.AGREED}),
    FlowBasis.ANNOUNCED: frozenset({Status.DONE, Status.AGREED, Status.PLANNED}),
}
"""The statuses that count on each basis. Of what is agreed the part already paid is nowhere told, so it is not realised."""
APART = frozenset({Status.TALKS, Status.OPTIONAL, Status.POSSIBLE, Status.STALLED})
"""Shown apart from every total, unless a user asks for the status."""
VOID = frozenset({Status.REFUSED, Status.DENIED, Status.ENDED})


@dataclass(frozen=True, slots=True)
class Flow:
    """One flow from `source` to `target`: in the money layer the payer pays the payee (a row pays a column, everywhere).

    `amount` is the whole sum in dollars, before it is spread over years, or that of one `per`. `facts` are the ids of the facts
    that say it; `disputed` marks alternatives that texts tell against each other, which are one flow whose amount spans them.
    """

    id: str
    layer: NetworkLayer
    instrument: Instrument
    source: str
    target: str
    amount: Amount
    status: Status
    facts: tuple[str, ...]
    per: str | None = None
    period: str | None = None
    date: str | None = None
    asset: str | None = None
    share: Quantity | None = None
    power: Quantity | None = None
    count: Quantity | None = None
    unit: str | None = None
    disputed: bool = False
    origins: int = 1
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A sum told for several parties together. It bounds what its parts can be and is never added to them.

    `parts` are the members, `flows` the sized flows of members to (or from) the same counterparty that it covers. `per`, `period`
    and `date` say when it is due, as those of a flow.
    """

    fact: str
    instrument: Instrument
    parts: tuple[str, ...]
    counterparty: str
    inward: bool  # the members get the money, or bear the risk of it
    amount: Amount
    status: Status
    flows: tuple[str, ...] = ()
    per: str | None = None
    period: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A fact that makes no flow, and why."""

    fact: str
    why: str


@dataclass(frozen=True)
class FlowNetwork:
    """Flows on one basis. `apart` holds those that do not count on it; their ids never stand in `flows`."""

    basis: FlowBasis
    actors: dict[str, Party]
    flows: tuple[Flow, ...]
    apart: tuple[Flow, ...] = ()
    aggregates: tuple[Aggregate, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    assumptions: tuple[str, ...] = field(default=())

    def layer(self, layer: NetworkLayer, *, also_apart: bool = False) -> Iterator[Flow]:
        """The flows of a layer."""
        for flow in (*self.flows, *(self.apart if also_apart else ())):
            if flow.layer is layer:
                yield flow

    @cached_property
    def covered(self) -> Mapping[str, tuple[Aggregate, ...]]:
        """The aggregates that a flow is a part of, by its id."""
        found: dict[str, list[Aggregate]] = defaultdict(list)
        for aggregate in self.aggregates:
            for flow in aggregate.flows:
                found[flow].append(aggregate)
        return {flow: tuple(rows) for flow, rows in found.items()}

    def name(self, actor: str) -> str:
        """The name of an actor."""
        party = self.actors.get(actor)
        return party.name if party else actor


def result_id(*parts: object) -> str:
    """The id of a result: the hash of what it is derived from."""
    text = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]
