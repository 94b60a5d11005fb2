"""Funding that is paid as something is deployed: in step with what the funded pays for it, a year behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from interlock.network.flows import SALES, Flow, Instrument
from interlock.network.schedules import comes_by_steps
from interlock.simulation.year import Floats
from interlock.simulation.years import Tranches

IN_STEP = (
    "funding that is said to be paid as something is deployed is paid in step with what the funded has paid in the years before "
    "for purchases and leases, those from the funder where it sells to it"
)
NO_STEPS = (
    "funding that is said to be paid as something is deployed, where no purchase of told size is known, is paid over 1 to 5 years"
)


def is_paced(flow: Flow) -> bool:
    """Whether a flow is equity or a grant still to come that texts tie to deployment. One at a stated rate is paid at it."""
    return flow.instrument in (Instrument.EQUITY, Instrument.GRANT) and not flow.per and comes_by_steps(flow)


def pace(flow: Flow, others: Sequence[Flow]) -> tuple[int, ...]:
    """The numbers of the purchases and leases whose payment brings the funding: those of the funded, from the funder where
    there are such."""
    bought = [number for number, other in enumerate(others) if other.instrument in SALES and other.source == flow.target]
    return tuple(number for number in bought if others[number].target == flow.source) or tuple(bought)


def in_step(place: int, firm: bool, whole: Floats, paced: Mapping[int, Floats], dues: Sequence[Floats]) -> Tranches:
    """The tranches of the funding at `place` of the contracts, `whole` in all; what is due of it as planned is put into `dues`.

    `paced` are the whole sums of the purchases by their number. All of them bring all of the funding, those of a year their part
    in the next one; a purchase comes to what is due within the window where that is more than its whole sum.
    """
    within = {number: sum((due[number] for due in dues), np.zeros_like(whole)) for number in paced}
    total = sum((np.maximum(purchase, within[number]) for number, purchase in paced.items()), np.zeros_like(whole))
    tranches = Tranches(place, tuple(paced), total, whole, whole, steps=False, firm=firm)
    counted, before = np.zeros_like(whole), np.zeros_like(whole)
    for due in dues:
        now = tranches.drawn(counted)
        due[place] = now - before
        counted, before = counted + due[list(paced)].sum(axis=0), now
    return tranches
