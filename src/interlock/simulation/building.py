"""The stress model of a flow network: which flow becomes which contract, and what that rests on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from interlock.network.amounts import Amount, AmountBasis
from interlock.network.flows import SALES, Flow, FlowNetwork, Instrument, NetworkLayer
from interlock.network.schedules import LONGEST, NO_PERIOD, SHORTEST, schedule
from interlock.simulation.balance import Book
from interlock.simulation.contract import Contract
from interlock.simulation.guarantees import ANSWERS_FOR, NO_SUM, attached
from interlock.simulation.model import CONVENTIONS, StressModel, moved_by
from interlock.simulation.pacing import IN_STEP, NO_STEPS, is_paced, pace
from interlock.simulation.scenario import Assumption, Shock
from interlock.vocabulary import Status


def build_model(
    network: FlowNetwork,
    books: Mapping[str, Book],
    years: Iterable[int],
    assumptions: Iterable[Assumption] = (),
    shocks: Iterable[Shock] = (),
) -> StressModel:
    """The model of a network's money flows. `shocks` are those of the scenario that it is for: their targets are in it, also
    without a sized flow, and where they move an actor's own money, its unknown cost is ranged and its unknown cash nothing."""
    window, assumptions, shocks = tuple(years), tuple(assumptions), tuple(shocks)
    fixed = {(row.target, row.field): row.value for row in assumptions}
    contracts: list[Contract] = []
    unsized: list[Flow] = []
    said: dict[str, None] = dict.fromkeys(network.assumptions)
    for flow in sorted(network.layer(NetworkLayer.MONEY), key=lambda flow: flow.id):
        if flow.instrument not in SALES | {Instrument.EQUITY, Instrument.GRANT, Instrument.LOAN}:
            continue
        if not flow.amount.known:
            unsized.append(flow)
            continue
        made = _contract(flow, window, fixed)
        if not any(amount.high > 0 for amount in made[0].due):
            continue
        contracts.append(made[0])
        said |= dict.fromkeys(made[1])
        if math.isinf(flow.amount.high):
            said[CONVENTIONS["open"]] = None
    contracts = _paced(contracts)
    said |= dict.fromkeys(IN_STEP if row.paced else NO_STEPS for row in contracts if is_paced(row.flow))
    guarantees, empty = attached(network, [row.flow for row in contracts])
    if guarantees:
        said[ANSWERS_FOR] = None
    if any(math.isinf(row.flow.amount.high) for row in guarantees):
        said[NO_SUM] = None
    named = {row.flow.source for row in guarantees}
    named |= {row.payer for row in contracts} | {row.payee for row in contracts} | {shock.target for shock in shocks}
    actors = tuple(sorted(named | {actor for actor, _ in fixed}))
    said |= dict.fromkeys(CONVENTIONS[name] for name in ("firm", "follow", "flat", "fill", "deep"))
    said |= dict.fromkeys(
        f"assumed by the scenario: {row.target} {row.field} = {row.value:g} {row.why}".strip() for row in assumptions
    )
    known, ranged = _ranged(books, moved_by(shocks), fixed, network)
    said |= dict.fromkeys(ranged)
    return StressModel(network, window, actors, tuple(contracts), known, (*unsized, *empty), tuple(said), fixed, guarantees)


def _paced(contracts: Sequence[Contract]) -> list[Contract]:
    """The contracts, those of funding tied to deployment in step with the purchases that there are."""
    flows = [row.flow for row in contracts]
    return [
        replace(row, paced=found, length=None) if is_paced(row.flow) and (found := pace(row.flow, flows)) else row
        for row in contracts
    ]


def _ranged(
    books: Mapping[str, Book], moved: frozenset[str], fixed: Mapping[tuple[str, str], float], network: FlowNetwork
) -> tuple[dict[str, Book], list[str]]:
    """Books in which the unknown cost of actors whose money is shocked is ranged from nothing to all of their revenue."""
    known, said = dict(books), []
    for actor in sorted(moved):
        book = known.get(actor) or Book(actor)
        if book.cost is None and book.revenue is not None and (actor, "cost") not in fixed:
            known[actor] = replace(book, cost=Amount(0.0, None, book.revenue.high, basis=AmountBasis.ASSUMED))
            said.append(f"the cost of {network.name(actor)} is not known: ranged from nothing to all of its revenue")
        if book.cash is None and (actor, "cash") not in fixed:
            said.append(f"the cash of {network.name(actor)} is not known: counted as nothing")
    return known, said


def _contract(flow: Flow, years: tuple[int, ...], fixed: Mapping[tuple[str, str], float]) -> tuple[Contract, tuple[str, ...]]:
    """The contract of a flow, and the conventions that its schedule rests on. A loan becomes the debt of its borrower."""
    if flow.instrument is Instrument.LOAN:
        due = tuple(Amount(0.0, None, flow.amount.high, basis=AmountBasis.ASSUMED) for _ in years)
        return Contract(flow, flow.target, flow.source, False, due, (1.0, 1.0), (SHORTEST, LONGEST)), (CONVENTIONS["loan"],)
    planned = schedule(flow, years)
    begins = next((number for number, amount in enumerate(planned.due) if amount.high > 0), 0)
    if flow.instrument in SALES:
        share = fixed.get((flow.source, "firm_share"))
        firm = (0.0, 1.0) if share is None else (share, share)
        length = (SHORTEST, LONGEST) if NO_PERIOD in planned.assumptions else None
        return Contract(flow, flow.source, flow.target, True, planned.due, firm, length, begins), planned.assumptions
    firm = (1.0, 1.0) if flow.status is Status.AGREED else (0.0, 0.0)
    if is_paced(flow):
        return Contract(flow, flow.source, flow.target, False, planned.due, firm, (SHORTEST, LONGEST), begins), ()
    return Contract(flow, flow.source, flow.target, False, planned.due, firm), planned.assumptions
