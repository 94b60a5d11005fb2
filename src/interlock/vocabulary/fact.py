"""Facts: what the claims of all documents say together, with everything that supports it and every value told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from interlock.vocabulary.actor import ActorKind
from interlock.vocabulary.claim import Status
from interlock.vocabulary.kinds import Kind
from interlock.vocabulary.quantity import Money, Quantity


@dataclass(frozen=True, slots=True)
class Party:
    """An actor of a fact: the id that stands for all its names. `members` are the ids or the count of a group."""

    id: str
    name: str
    kind: ActorKind
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """One value that claims give to one field of a fact.

    A quantity field (`amount`, `share`, `power`, `count`) has `quantity`, with `unit`, `per` and `period` where told;
    another (`date`, `asset`, `role`, `period`) has `text`. `origins` counts the independent origins that tell it.
    """

    field: str
    quantity: Quantity | None
    text: str | None
    unit: str | None
    per: str | None
    period: str | None
    claims: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class StatusStep:
    """A status and the date from which it holds: the date told for it, else the day it was said; None where unknown.

    `by` names who says it, where the documents do not say it in their own voice.
    """

    status: Status
    since: str | None
    claims: tuple[str, ...]
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """A claim of a fact in one document that tells it.

    `origin` is the document that stands for the independent first telling; `said` is the day of publication, `learned`
    the time at which the ledger first saw the document; `why` says what put the claim into this fact; `by` names who says
    it, where the document does not say it in its own voice.
    """

    claim: str
    document: str
    origin: str
    said: str | None
    learned: str
    why: str
    by: tuple[str, ...] = ()


AS_DEPLOYED = "as_deployed"
"""The note of a fact that is met step by step, as something is built or delivered."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One proposition about the world with all that is told for it.

    `amount`, `share`, `power`, `count` are the best supported values: that of most origins, of those the most exact. All
    values, best first in each field, are in `values`. `history` is the status over time; its last step is `status`.
    `statuses` holds each status that is told, whether it made a step or not.
    """

    id: str
    kind: Kind
    subject: Party
    status: Status
    history: tuple[StatusStep, ...]
    support: tuple[Support, ...]
    object: Party | None = None
    origin: Party | None = None
    metric: str | None = None
    asset: str | None = None
    role: str | None = None
    amount: Money | None = None
    share: Quantity | None = None
    power: Quantity | None = None
    count: Quantity | None = None
    unit: str | None = None
    per: str | None = None
    period: str | None = None
    date: str | None = None
    values: tuple[Value, ...] = ()
    statuses: tuple[StatusStep, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def since(self) -> str | None:
        """From when the present status holds."""
        return self.history[-1].since

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of its claims, sorted."""
        return tuple(sorted({row.claim for row in self.support}))

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the documents that tell it, sorted."""
        return tuple(sorted({row.document for row in self.support}))

    @property
    def origins(self) -> tuple[str, ...]:
        """The independent origins, each named by its first document; sorted."""
        return tuple(sorted({row.origin for row in self.support}))

    def quantities(self) -> dict[str, Quantity]:
        """The best supported quantities by field name."""
        found: dict[str, Quantity | None] = {"amount": self.amount, "share": self.share, "power": self.power, "count": self.count}
        return {name: quantity for name, quantity in found.items() if quantity is not None}


class Reason(StrEnum):
    """Why two claims may disagree, as far as their words show it."""

    BASIS = "basis"  # before and after new money, own part and whole, with and without options
    PERIOD = "period"
    CURRENCY = "currency"
    BOUND = "bound"
    TIME = "time"  # an older and a newer figure
    DENIAL = "denial"  # one side says that it is not so
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute: what it says, in which fact and claims, from how many origins, since when."""

    told: str
    quantity: Quantity | None
    fact: str
    claims: tuple[str, ...]
    origins: int
    first_said: str | None
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims that cannot all be right, side by side. Nothing is averaged.

    `field` is the quantity field, 'status', 'date', 'subject' or 'object' that they differ in.
    """

    id: str
    kind: Kind
    field: str
    reason: Reason
    why: str
    sides: tuple[Side, ...]
