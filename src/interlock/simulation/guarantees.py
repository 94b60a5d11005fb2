"""Guarantees in the year model: whose debts each answers for, and what is called of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from interlock.network.flows import Flow, FlowNetwork, Instrument, NetworkLayer
from interlock.simulation.year import Contracts, Floats, Ints

COVERED = frozenset({Instrument.LOAN, Instrument.LEASE})
ANSWERS_FOR = (
    "a guarantee answers for the loans and for the firm part of the leases of whom it names, in proportion; "
    "what it has paid counts against its sum"
)
NO_SUM = "a guarantee without a told sum is ranged from nothing to all that it answers for"


@dataclass(frozen=True, slots=True)
class Guarantee:
    """One flow of the risk layer with the numbers of the contracts that it answers for."""

    flow: Flow
    contracts: tuple[int, ...]

    def span(self, dues: Sequence[float]) -> tuple[float, float]:
        """Least and most that may be called in all, in dollars; `dues` is what each contract comes to over the window."""
        most = math.fsum(dues[number] for number in self.contracts)
        return min(self.flow.amount.low, most), min(self.flow.amount.high, most)


def attached(network: FlowNetwork, covered: Sequence[Flow]) -> tuple[tuple[Guarantee, ...], list[Flow]]:
    """The guarantees that count on the network's basis with what each covers, and those that meet nothing of told size.

    `covered` are the flows of the model's contracts, in their order. Nobody answers for what it owes, or is owed, itself.
    """
    owed: dict[str, list[int]] = {}
    for number, flow in enumerate(covered):
        if flow.instrument in COVERED:
            owed.setdefault(_debtor(flow), []).append(number)
    found, empty = [], []
    for flow in sorted(network.layer(NetworkLayer.RISK), key=lambda flow: flow.id):
        if flow.instrument is not Instrument.GUARANTEE:
            continue
        numbers = [each for each in owed.get(flow.target, ()) if flow.source not in (covered[each].source, covered[each].target)]
        if numbers:
            found.append(Guarantee(flow, tuple(numbers)))
        else:
            empty.append(flow)
    return tuple(found), empty


def _debtor(flow: Flow) -> str:
    return flow.target if flow.instrument is Instrument.LOAN else flow.source


@dataclass(frozen=True)
class GuaranteeCaps:
    """How much each guarantee pays in all over the run: `of` is the guarantee of each pair of guarantor and contract in
    `Contracts`, `total` [guarantees, draws] its sum."""

    of: Ints
    total: Floats

    @staticmethod
    def of_pairs(guarantees: Iterable[Guarantee], total: Floats) -> GuaranteeCaps:
        """The caps of all guarantees, in their order."""
        numbers = [number for number, row in enumerate(guarantees) for _ in row.contracts]
        return GuaranteeCaps(np.array(numbers, dtype=np.int64), total)

    def summed(self, by_pair: Floats) -> Floats:
        """Sums by guarantee of what stands by pair."""
        found = np.zeros_like(self.total)
        np.add.at(found, self.of, by_pair)
        return found

    def of_year(self, contracts: Contracts, hard: Floats, called: Floats | None) -> Mapping[str, Floats]:
        """The inputs of a year by pair: cap and share.

        What is left of a sum is divided over the contracts in proportion to what is due: as a debtor pays all contracts of one
        class the same part, this is one cap over all of them. Several guarantors of one contract share its shortfall by their
        caps, so that nobody is paid twice.
        """
        left = self.total if called is None else np.maximum(self.total - called, 0.0)
        due = hard[contracts.guaranteed]
        whole = self.summed(due)[self.of]
        cap = left[self.of] * np.divide(due, whole, out=np.zeros_like(due), where=whole > 0)
        together = np.zeros_like(hard)
        np.add.at(together, contracts.guaranteed, cap)
        every = together[contracts.guaranteed]
        share = np.divide(cap, every, out=np.ones_like(cap), where=every > 0)
        return {"guarantee_cap": cap, "guarantee_share": np.minimum(share, 1.0)}
