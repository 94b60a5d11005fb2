"""Who hangs on whom: direct exposure by class, concentration of customers and suppliers, coverage of commitments."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from interlock.network.aggregates import total
from interlock.network.amounts import Amount, add
from interlock.network.concentration import Interval, herfindahl_bounds
from interlock.network.flows import FINANCING, SALES, Flow, FlowNetwork, Instrument, NetworkLayer, result_id
from interlock.network.schedules import schedule, whole
from interlock.vocabulary import Status


class ExposureClass(StrEnum):
    """What an actor stands to lose where another fails. Gross: nothing is netted."""

    CLAIM = "claim"  # lent to it
    RECEIVABLE = "receivable"  # it is to pay for goods
    STAKE = "stake"  # equity put into it
    GUARANTEE = "guarantee"  # answers for its debt
    UNDRAWN = "undrawn funding"  # promised to it and not yet paid


@dataclass(frozen=True, slots=True)
class Exposure:
    """What `holder` has at risk with `counterparty`, of one class. `facts` say it."""

    id: str
    holder: str
    counterparty: str
    sort: ExposureClass
    amount: Amount
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concentration:
    """How few counterparties an actor's sales (or purchases) rest on. Unknown amounts are left out and counted.

    `herfindahl` spans what the amounts allow; `effective` is 1 over it. `largest` is the one with the largest figure and
    `share` what it may be of the whole.
    """

    actor: str
    side: str  # "customers" or "suppliers"
    parties: int
    unsized: int
    herfindahl: Interval | None
    effective: Interval | None
    largest: str | None
    share: Interval | None
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Committed outflow of a year over revenue and committed funding. `ratio` is None where revenue is not known."""

    id: str
    actor: str
    year: int
    due: Amount
    revenue: Amount | None
    funding: Amount
    ratio: Interval | None
    facts: tuple[str, ...]


def exposures(network: FlowNetwork) -> tuple[Exposure, ...]:
    """Direct exposure of each actor to each counterparty by class, the largest figures first."""
    found: dict[tuple[str, str, ExposureClass], list[Flow]] = defaultdict(list)
    for flow in network.flows:
        if flow.layer is NetworkLayer.RISK:
            sort = ExposureClass.CLAIM if flow.instrument is Instrument.LOAN else ExposureClass.GUARANTEE
            found[flow.source, flow.target, sort].append(flow)
        elif flow.layer is NetworkLayer.MONEY and flow.instrument in SALES and flow.status is not Status.DONE:
            found[flow.target, flow.source, ExposureClass.RECEIVABLE].append(flow)
        elif flow.layer is NetworkLayer.MONEY and flow.instrument in FINANCING - {Instrument.LOAN, Instrument.GRANT}:
            sort = ExposureClass.STAKE if flow.status is Status.DONE else ExposureClass.UNDRAWN
            found[flow.source, flow.target, sort].append(flow)
    rows = [
        Exposure(
            result_id("exposure", holder, counterparty, sort, *sorted(flow.id for flow in flows)),
            holder,
            counterparty,
            sort,
            total(network, flows, whole),
            _facts(flows),
        )
        for (holder, counterparty, sort), flows in found.items()
    ]
    return tuple(
        sorted(rows, key=lambda row: (not row.amount.known, -(row.amount.figure or 0.0), row.holder, row.counterparty, row.sort))
    )


def _facts(flows: Iterable[Flow]) -> tuple[str, ...]:
    return tuple(sorted({fact for flow in flows for fact in flow.facts}))


def concentrations(network: FlowNetwork) -> tuple[Concentration, ...]:
    """For each actor with two counterparties or more, how concentrated its customers and its suppliers are."""
    sales = [flow for flow in network.layer(NetworkLayer.MONEY) if flow.instrument in SALES]
    rows = []
    for side, own, other in (("customers", "target", "source"), ("suppliers", "source", "target")):
        by_actor: dict[str, dict[str, list[Flow]]] = defaultdict(lambda: defaultdict(list))
        for flow in sales:
            by_actor[getattr(flow, own)][getattr(flow, other)].append(flow)
        rows += [_concentration(actor, side, parties) for actor, parties in by_actor.items() if len(parties) > 1]
    return tuple(sorted(rows, key=lambda row: (row.side, -row.parties, row.actor)))


def _concentration(actor: str, side: str, parties: Mapping[str, Sequence[Flow]]) -> Concentration:
    sums = {party: add(whole(flow) for flow in flows if flow.amount.known) for party, flows in parties.items()}
    sized = {party: amount for party, amount in sums.items() if any(flow.amount.known for flow in parties[party])}
    facts = _facts(flow for flows in parties.values() for flow in flows)
    unsized = len(parties) - len(sized)
    if not sized or any(not math.isfinite(amount.high) for amount in sized.values()):
        return Concentration(actor, side, len(parties), unsized, None, None, None, None, facts)
    index = herfindahl_bounds([each.low for each in sized.values()], [each.high for each in sized.values()])
    largest = max(sized, key=lambda party: ((sized[party].figure or 0.0), party))
    rest_low = sum(amount.low for party, amount in sized.items() if party != largest)
    rest_high = sum(amount.high for party, amount in sized.items() if party != largest)
    top = sized[largest]
    share = Interval(_share(top.low, rest_high), _share(top.high, rest_low))
    effective = Interval(1 / index.high if index.high else 0.0, 1 / index.low if index.low else 0.0)
    return Concentration(actor, side, len(parties), unsized, index, effective, largest, share, facts)


def _share(part: float, rest: float) -> float:
    return part / (part + rest) if part + rest > 0 else 0.0


def coverages(network: FlowNetwork, years: Sequence[int], revenue: Mapping[str, Mapping[int, Amount]]) -> tuple[Coverage, ...]:
    """Per actor and year: what it has committed to pay, over its revenue and what others have committed to put into it.

    `revenue` gives a year's revenue where known. A ratio above 1 says that the commitments of that year are not covered.
    """
    out: dict[str, list[Flow]] = defaultdict(list)
    into: dict[str, list[Flow]] = defaultdict(list)
    for flow in network.layer(NetworkLayer.MONEY):
        if flow.instrument in SALES:
            out[flow.source].append(flow)
        elif flow.instrument in FINANCING and flow.instrument is not Instrument.ACQUISITION:
            into[flow.target].append(flow)
    planned = cache(lambda flow: schedule(flow, years).due)

    def in_year(flows: Sequence[Flow], number: int) -> Amount:
        return total(network, flows, lambda flow: planned(flow)[number])

    rows = []
    for actor, flows in sorted(out.items()):
        sized = [flow for flow in flows if flow.amount.known]
        funds = [flow for flow in into[actor] if flow.amount.known]
        for number, year in enumerate(years):
            due, funding = in_year(sized, number), in_year(funds, number)
            if due.high == 0:
                continue
            earned = _latest(revenue.get(actor, {}), year)
            ratio = None
            if earned is not None:
                ratio = Interval(_ratio(due.low, earned.high + funding.high), _ratio(due.high, earned.low + funding.low))
            facts = _facts([*flows, *into[actor]])
            rows.append(Coverage(result_id("coverage", actor, year, *facts), actor, year, due, earned, funding, ratio, facts))
    return tuple(sorted(rows, key=lambda row: (-(row.due.figure or 0.0), row.actor, row.year)))


def _latest(known: Mapping[int, Amount], year: int) -> Amount | None:
    """The revenue of the year, else of the latest year before it, else of the first after it."""
    if not known:
        return None
    before = [each for each in known if each <= year]
    return known[max(before)] if before else known[min(known)]


def _ratio(part: float, whole: float) -> float:
    if part == 0:
        return 0.0
    return part / whole if whole > 0 else math.inf


def throughput(network: FlowNetwork) -> tuple[Amount, Amount]:
    """The gross sum of all sales, and the same without what only passes through: purchases that a firm makes out of what it
    sells are counted once. 'Cloud spend that contains chip spend' is one chain, not two demands."""
    sales = [flow for flow in network.layer(NetworkLayer.MONEY) if flow.instrument in SALES and flow.amount.known]
    inflow: dict[str, list[Flow]] = defaultdict(list)
    outflow: dict[str, list[Flow]] = defaultdict(list)
    for flow in sales:
        inflow[flow.target].append(flow)
        outflow[flow.source].append(flow)
    final = []
    for actor, flows in outflow.items():
        paid, got = (total(network, rows, whole) for rows in (flows, inflow[actor]))
        low, high = max(0.0, paid.low - got.high), max(0.0, paid.high - got.low)
        final.append(Amount(low, None, high, paid.bound, paid.basis))
    return total(network, sales, whole), add(final)
