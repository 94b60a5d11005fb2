"""What each picture of money shows: ready figures, in the order in which they are drawn, and one sentence that says it in words.

Amounts are in units of the figure's currency (not millions). `title` is printed above the picture, `note` (where the figures
come from, the basis, the assumptions) below it; `description` goes with the file for those who cannot see it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from interlock.reporting.plots.figure import bracketed, sentence, unique
from interlock.reporting.plots.interval import UNKNOWN, Interval, money_label
from interlock.vocabulary import Status


class Instrument(StrEnum):
    """The form of a leg: what the payer gives money, or its promise, for."""

    EQUITY = "equity"
    PURCHASE = "purchase"
    LEASE = "lease"
    LOAN = "loan"
    GUARANTEE = "guarantee"
    WARRANTS = "warrants"
    GRANT = "grant"


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg of a loop: `payer` gives `receiver` the amount; `bottleneck`, where given, sets the width in its place.

    The bottleneck is the most that can go all the way round the loop, min over its legs (specification, section 6.4).
    """

    payer: str
    receiver: str
    instrument: Instrument
    status: Status = Status.DONE
    amount: Interval = UNKNOWN
    bottleneck: Interval | None = None

    def __post_init__(self) -> None:
        if self.payer == self.receiver:
            raise ValueError(f"a leg goes from one actor to another, not from '{self.payer}' to itself")

    @property
    def width(self) -> Interval:
        """What the width of the arc stands for."""
        return self.amount if self.bottleneck is None else self.bottleneck


@dataclass(frozen=True, slots=True)
class LoopWheel:
    """The legs between actors that stand around a circle; `actors` gives their order, else that of the legs."""

    title: str
    legs: tuple[Leg, ...]
    currency: str | None = "USD"
    actors: tuple[str, ...] = ()
    note: str = ""

    @property
    def ring(self) -> tuple[str, ...]:
        """Every actor once, in the order around the circle."""
        return unique([*self.actors, *(name for leg in self.legs for name in (leg.payer, leg.receiver))])

    @property
    def nothing(self) -> str | None:
        """Why there is nothing to show."""
        return None if self.ring else "no leg between actors was found"

    @property
    def description(self) -> str:
        """Every leg in words, then the actors without one."""
        legs = [
            f"{leg.payer} to {leg.receiver}: {leg.instrument}, {money_label(leg.amount, self.currency)} ({leg.status})"
            for leg in self.legs
        ]
        tied = {name for leg in self.legs for name in (leg.payer, leg.receiver)}
        return sentence(self, [*legs, *(f"{name}: no leg" for name in self.ring if name not in tied)])


@dataclass(frozen=True, slots=True)
class LossStep:
    """The loss that comes by one channel, above zero for a loss: 'direct', 'credit', 'sales', 'guarantee', ..."""

    channel: str
    loss: Interval


@dataclass(frozen=True, slots=True)
class LossWaterfall:
    """The losses of one actor, or of all, from the direct one over each channel to the total.

    Raises ValueError where every step is known and their drawn numbers do not add up to that of the total.
    """

    title: str
    steps: tuple[LossStep, ...]
    total: Interval
    currency: str | None = "USD"
    actor: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        parts = [step.loss.shown for step in self.steps]
        whole = self.total.shown
        known = [part for part in parts if part is not None]
        if not parts or whole is None or len(known) < len(parts):
            return
        if abs(sum(known) - whole) > 1e-6 * max(1.0, abs(whole), *map(abs, known)):
            raise ValueError(f"the steps add up to {sum(known)}, the total is {whole}: give `best` where the middle is not meant")

    @property
    def nothing(self) -> str | None:
        """Why there is nothing to show."""
        return None if self.steps else "no loss was computed"

    @property
    def description(self) -> str:
        """Every step and the total in words."""
        steps = [f"{step.channel} {money_label(step.loss, self.currency)}" for step in self.steps]
        return sentence(self, [*steps, f"total {money_label(self.total, self.currency)}"], self.actor)


@dataclass(frozen=True, slots=True)
class YearValue:
    """The figure of one actor in one year."""

    actor: str
    year: int
    value: Interval


@dataclass(frozen=True, slots=True)
class YearBars:
    """A figure by year, a bar for each actor; `measure` says what it is ("cash", "payments due").

    Raises ValueError where an actor has two figures in a year.
    """

    title: str
    values: tuple[YearValue, ...]
    measure: str
    currency: str | None = "USD"
    note: str = ""

    def __post_init__(self) -> None:
        (place, times), *_ = Counter((row.actor, row.year) for row in self.values).most_common(1) or [(("", 0), 0)]
        if times > 1:
            raise ValueError(f"'{place[0]}' has {times} figures in {place[1]}: give one for each actor and year")

    @property
    def actors(self) -> tuple[str, ...]:
        """Every actor once, in the order of the figures."""
        return unique(row.actor for row in self.values)

    @property
    def nothing(self) -> str | None:
        """Why there is nothing to show."""
        return None if self.values else "no figure by year"

    @property
    def description(self) -> str:
        """Every actor with its figures by year."""
        said = []
        for actor in self.actors:
            rows = sorted((row for row in self.values if row.actor == actor), key=lambda row: row.year)
            said.append(f"{actor}: " + ", ".join(f"{row.year} {money_label(row.value, self.currency)}" for row in rows))
        return sentence(self, said, self.measure)


@dataclass(frozen=True, slots=True)
class TornadoRow:
    """One input: the result where it is low, the result where it is high, and what "low" and "high" are, in words.

    A result that is not known is None.
    """

    name: str
    at_low: float | None
    at_high: float | None
    low_input: str = ""
    high_input: str = ""

    @property
    def swing(self) -> float:
        """How far apart both results are; 0 where one is not known."""
        return 0.0 if self.at_low is None or self.at_high is None else abs(self.at_high - self.at_low)


@dataclass(frozen=True, slots=True)
class Tornado:
    """How far each input moves a result from its base; the widest swing is drawn on top."""

    title: str
    rows: tuple[TornadoRow, ...]
    base: float
    result: str
    currency: str | None = "USD"
    note: str = ""

    @property
    def ordered(self) -> tuple[TornadoRow, ...]:
        """The rows from the widest swing to the narrowest; equal ones keep their order."""
        return tuple(sorted(self.rows, key=lambda row: -row.swing))

    @property
    def nothing(self) -> str | None:
        """Why there is nothing to show."""
        return None if self.rows else "no input was varied"

    @property
    def description(self) -> str:
        """Every input with its two results."""

        def one(value: float | None) -> str:
            return money_label(Interval(value, value), self.currency, "unknown")

        rows = [
            f"{row.name}: {one(row.at_low)} at the low input{bracketed(row.low_input)}, "
            f"{one(row.at_high)} at the high input{bracketed(row.high_input)}"
            for row in self.ordered
        ]
        return sentence(self, rows, f"{self.result}, base {one(self.base)}")


@dataclass(frozen=True, slots=True)
class ExposureCell:
    """What `actor` has at stake with `counterparty`; an unknown amount is an exposure all the same."""

    actor: str
    counterparty: str
    amount: Interval


@dataclass(frozen=True, slots=True)
class ExposureMap:
    """Actors by counterparties; a pair without a cell has no exposure on record. Raises ValueError for a pair named twice."""

    title: str
    cells: tuple[ExposureCell, ...]
    currency: str | None = "USD"
    note: str = ""

    def __post_init__(self) -> None:
        (pair, times), *_ = Counter((cell.actor, cell.counterparty) for cell in self.cells).most_common(1) or [(("", ""), 0)]
        if times > 1:
            raise ValueError(f"'{pair[0]}' has {times} cells with '{pair[1]}': add them up first")

    @property
    def actors(self) -> tuple[str, ...]:
        """The rows, in the order of the cells."""
        return unique(cell.actor for cell in self.cells)

    @property
    def counterparties(self) -> tuple[str, ...]:
        """The columns, in the order of the cells."""
        return unique(cell.counterparty for cell in self.cells)

    @property
    def nothing(self) -> str | None:
        """Why there is nothing to show."""
        return None if self.cells else "no exposure was found"

    @property
    def description(self) -> str:
        """Every cell in words."""
        return sentence(
            self, [f"{cell.actor} to {cell.counterparty}: {money_label(cell.amount, self.currency)}" for cell in self.cells]
        )
