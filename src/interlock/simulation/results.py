"""What a stress test finds, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from interlock.network.concentration import Interval
from interlock.simulation.model import StressModel
from interlock.simulation.scenario import Scenario


class Channel(StrEnum):
    """The way by which a loss comes."""

    SALES = "sales"  # purchases and leases not paid
    CREDIT = "credit"  # debts not paid
    FUNDING = "funding"  # money promised and not put in
    EQUITY = "equity"  # stakes worth less
    GUARANTEE = "guarantee"  # debts of others to be paid


@dataclass(frozen=True, slots=True)
class Loss:
    """What an actor loses in a year by one channel, in dollars: directly (by those the shock meets) and in all.

    `due` is what was planned to come. `central` is the loss at the middle of all ranges. `path` leads from a shocked actor to
    this one; `facts` are those of the contracts on it.
    """

    id: str
    actor: str
    year: int
    channel: Channel
    due: Interval
    direct: Interval
    network: Interval
    total: Interval
    central: float
    path: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorLoss:
    """The losses of an actor over all years and channels, in dollars. Ends are those of the sums, not sums of ends."""

    id: str
    actor: str
    direct: Interval
    network: Interval
    total: Interval
    central: float
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How an actor stands in a year: the outside money it needs in the baseline, the gap the shock leaves, whether it defaults.

    `tested` is False where its books are not known; then `gap` and `default` are None, `need` counts unknown cash and cost as
    nothing, and `break_even` is the cash, in dollars, below which it would default in the stressed year. `default` says at how
    many of the points it does: (0, 0) at none, (1, 1) at all, (0, 1) at some.
    """

    actor: str
    year: int
    need: Interval
    gap: Interval | None
    default: tuple[float, float] | None
    tested: bool
    break_even: float | None
    self_fulfilling: float  # greatest less least fulfilment: how far it is held up by the loop itself
    facts: tuple[str, ...] = ()  # those of what it owes and of what is owed to it in the year


@dataclass(frozen=True)
class StressResult:
    """All that a scenario does, with what it rests on."""

    scenario: Scenario
    model: StressModel
    losses: tuple[Loss, ...]
    actors: tuple[ActorLoss, ...]
    standings: tuple[Standing, ...]
    assumptions: tuple[str, ...]
    unknown: tuple[str, ...]
    sweeps: int
    residual: float
    points: int
    seed: int
