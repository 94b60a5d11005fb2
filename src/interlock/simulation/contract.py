"""One deal of the network as a contract of the stress model, and what of it is uncertain."""

from __future__ import annotations

import math
from dataclasses import dataclass

from interlock.network.amounts import Amount
from interlock.network.flows import Flow

OPEN_ABOVE = 1.5
"""'At least X' is ranged from X to 1.5 X."""


@dataclass(frozen=True, slots=True)
class Contract:
    """One flow as a contract: what is due by year (dollars), the range of its firm share.

    Where no text says over how many years a sum is due, `length` ranges them, `begins` is the number of the first year and `due`
    holds what any length would allow; each point then spreads the whole sum over one length. `paced` are the numbers of the
    purchases in step with which a funding is paid; `due` then holds what any step would allow.
    """

    flow: Flow
    payer: str
    payee: str
    revenue: bool
    due: tuple[Amount, ...]
    firm: tuple[float, float]
    length: tuple[float, float] | None = None
    begins: int = 0
    paced: tuple[int, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the whole sum is varied and then spread, not what is due in each year."""
        return self.length is not None or bool(self.paced)


@dataclass(frozen=True, slots=True)
class Factor:
    """An uncertain input: what it is, of whom, and its range; all sampled by one number between 0 and 1."""

    name: str
    sort: str  # "amount", "length", "firm", "follow", "cost", "cash", "revenue", "guarantee"
    place: int  # of the contract, actor or guarantee
    facts: tuple[str, ...] = ()


def range_of(amount: Amount) -> tuple[float, float]:
    """The finite range over which an amount is varied."""
    if math.isinf(amount.high):
        return amount.low, amount.low * OPEN_ABOVE
    return amount.low, amount.high
