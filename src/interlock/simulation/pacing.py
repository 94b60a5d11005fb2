"""Funding that is paid as something is deployed: in step with what the funded pays for it, a year behind."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from interlock.network.flows import SALES, Flow, Instrument
from interlock.simulation.year import Floats
from interlock.vocabulary import AS_DEPLOYED, Status

IN_STEP = (
    "funding that is said to be paid as something is deployed is paid in step with what the funded has paid in the years before "
    "for purchases and leases, those from the funder where it sells to it"
)
NO_STEPS = (
    "funding that is said to be paid as something is deployed, where no purchase of told size is known, is paid over 1 to 5 years"
)


def is_paced(flow: Flow) -> bool:
    """Whether a flow is funding still to come that texts tie to deployment. One at a stated rate is paid at it."""
    if flow.instrument not in (Instrument.EQUITY, Instrument.GRANT) or flow.per or flow.status is Status.DONE:
        return False
    return AS_DEPLOYED in flow.notes


def pace(flow: Flow, others: Sequence[Flow]) -> tuple[int, ...]:
    """The numbers of the purchases and leases whose payment brings the funding: those of the funded, from the funder where
    there are such."""
    bought = [number for number, other in enumerate(others) if other.instrument in SALES and other.source == flow.target]
    return tuple(number for number in bought if others[number].target == flow.source) or tuple(bought)


def planned_sum(paced: Sequence[int], wholes: Floats, dues: Sequence[Floats]) -> Floats:
    """What the purchases come to in all, by draw: their whole sums, or what is due within the window where that is more."""
    numbers = list(paced)
    within: Floats = np.stack([due[numbers] for due in dues]).sum(axis=0)
    total: Floats = np.maximum(wholes[numbers], within).sum(axis=0)
    return total


def in_step(place: int, paced: Sequence[int], wholes: Floats, dues: Sequence[Floats]) -> None:
    """Set what is due of the funding in each year: its share that the purchases of the year before are of all of them."""
    total = planned_sum(paced, wholes, dues)
    for number in range(1, len(dues)):
        before = dues[number - 1][list(paced)].sum(axis=0)
        dues[number][place] = wholes[place] * np.divide(before, total, out=np.zeros_like(before), where=total > 0)
