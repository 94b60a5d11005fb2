"""Facts to flows: which layer, which way, which basis. What is told twice, or for several together, is counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from interlock.network.amounts import UNKNOWN, Amount, AmountBasis, amount_of, hull
from interlock.network.flows import (
    APART,
    COUNTS,
    SALES,
    VOID,
    Aggregate,
    Flow,
    FlowBasis,
    FlowNetwork,
    Instrument,
    LeftOut,
    NetworkLayer,
    result_id,
)
from interlock.vocabulary import KINDS, ActorKind, Bound, Dispute, Fact, Kind, KindRow, Party, Status
from interlock.vocabulary import Layer as VocabularyLayer

_INSTRUMENT = {
    Kind.INVESTS_IN: Instrument.EQUITY,
    Kind.ACQUIRES: Instrument.ACQUISITION,
    Kind.OWNS: Instrument.STAKE,
    Kind.GRANTS_EQUITY: Instrument.WARRANTS,
    Kind.LENDS_TO: Instrument.LOAN,
    Kind.GUARANTEES: Instrument.GUARANTEE,
    Kind.FUNDS: Instrument.GRANT,
    Kind.BUYS_FROM: Instrument.PURCHASE,
    Kind.LEASES_FROM: Instrument.LEASE,
    Kind.LEVIES: Instrument.LEVY,
    Kind.RESTRICTS: Instrument.RULE,
    Kind.EASES: Instrument.RULE,
}
"""The form that a flow of each kind has; a kind without one makes no flow."""
CONVERTED = "sums in other currencies are converted at round rates of autumn 2025"
OWNERS = "the price of an acquisition goes to the owners of the target; the target stands for them"


def build_network(
    facts: Iterable[Fact],
    disputes: Iterable[Dispute] = (),
    *,
    basis: FlowBasis = FlowBasis.ANNOUNCED,
    statuses: Iterable[Status] = (),
) -> FlowNetwork:
    """The flow network of the facts on one basis. `statuses` replaces the statuses that count on it, where given.

    A fact without a second party, or one that is refused, denied or ended, makes no flow and is listed in `left_out`. Sums of a
    group are aggregates. The sides of a dispute are alternatives: one flow, whose amount spans what they tell.
    """
    counting = frozenset(statuses) or COUNTS[basis]
    actors: dict[str, Party] = {}
    left_out: list[LeftOut] = []
    flows: list[Flow] = []
    aggregates: list[Aggregate] = []
    names = _Members(facts := tuple(sorted(facts, key=lambda fact: fact.id)))
    for fact in facts:
        if fact.kind not in _INSTRUMENT:
            continue
        why = _why_not(fact)
        if why:
            left_out.append(LeftOut(fact.id, why))
            continue
        assert fact.object is not None
        members = names.of(fact.subject), names.of(fact.object)
        if any(members):
            aggregates.append(_aggregate(fact, members))
            continue
        for party in (fact.subject, fact.object):
            actors.setdefault(party.id, party)
        flows += _flows(fact)
    flows = _one_contract(_alternatives(flows, disputes))
    flows, aggregates = _covered(flows, aggregates)
    counted = [flow for flow in flows if flow.status in counting]
    apart = [flow for flow in flows if flow.status not in counting]
    return FlowNetwork(
        basis, actors, tuple(counted), tuple(apart), tuple(aggregates), tuple(left_out), _assumptions(flows, aggregates)
    )


def _why_not(fact: Fact) -> str | None:
    if fact.object is None:
        return "no second party is named"
    if fact.subject.id == fact.object.id or "within_group" in fact.notes:
        return "both parties are one"
    if fact.status in VOID:
        return f"it is {fact.status}"
    return None


class _Members:
    """The ids of the members that a group names, found by the names of all other parties."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        parties = (party for fact in facts for party in (fact.subject, fact.object) if party is not None)
        self._ids = {party.name.casefold(): party.id for party in parties if party.kind is not ActorKind.GROUP}

    def of(self, party: Party) -> tuple[str, ...]:
        if party.kind is not ActorKind.GROUP:
            return ()
        known = tuple(self._ids.get(name.casefold(), name) for name in party.members if not name.strip().isdigit())
        return known or (party.id,)


def _aggregate(fact: Fact, members: tuple[tuple[str, ...], tuple[str, ...]]) -> Aggregate:
    assert fact.object is not None
    givers, takers = members
    inward = not givers
    other = fact.subject.id if inward else (fact.object.id if not takers else "+".join(takers))
    return Aggregate(fact.id, _INSTRUMENT[fact.kind], givers or takers, other, inward, amount_of(fact.amount), fact.status)


def _layers(row: KindRow) -> Iterator[tuple[NetworkLayer, bool]]:
    """The layers that a kind moves something in, and whether it moves from the object to the subject.

    What is bought or rented moves against its money. Money of an acquisition goes to the owners of the target, who are seldom
    named: the target stands for them. Money that only moves when a guarantee is called is risk.
    """
    if row.money not in (None, VocabularyLayer.ALONG_IF_CALLED):
        against = row.money is VocabularyLayer.AGAINST
        yield NetworkLayer.MONEY, against
        if _INSTRUMENT[row.kind] in SALES:
            yield NetworkLayer.COMPUTE, not against
    if row.control is not None:
        yield NetworkLayer.CONTROL, row.control is VocabularyLayer.AGAINST
    if row.risk is not None:
        yield NetworkLayer.RISK, False


def _flows(fact: Fact) -> list[Flow]:
    assert fact.object is not None
    made = []
    for layer, against in _layers(KINDS[fact.kind]):
        ends = (fact.object.id, fact.subject.id) if against else (fact.subject.id, fact.object.id)
        carries = layer in (NetworkLayer.MONEY, NetworkLayer.RISK)
        amount = amount_of(fact.amount) if carries else UNKNOWN
        if fact.kind is Kind.GRANTS_EQUITY and layer is NetworkLayer.MONEY:
            amount = amount.at_least_as(AmountBasis.DERIVED)
        made.append(
            Flow(
                id=result_id("flow", fact.id, layer),
                layer=layer,
                instrument=_INSTRUMENT[fact.kind],
                source=ends[0],
                target=ends[1],
                amount=amount,
                status=fact.status,
                facts=(fact.id,),
                per=fact.per,
                period=fact.period,
                date=fact.date,
                asset=fact.asset,
                share=fact.share,
                power=fact.power,
                count=fact.count,
                unit=fact.unit,
                origins=len(fact.origins),
                notes=fact.notes,
            )
        )
    return made


def _alternatives(flows: list[Flow], disputes: Iterable[Dispute]) -> list[Flow]:
    """The flows with those that texts tell against each other made one."""
    standing = _joined(disputes)
    grouped: dict[tuple[str, ...], list[Flow]] = defaultdict(list)
    for flow in flows:
        root = standing.get(flow.facts[0])
        key = (flow.id,) if root is None else (root, flow.layer, flow.instrument, flow.source, flow.target)
        grouped[key].append(flow)
    return [rows[0] if len(rows) == 1 else _one_of(rows) for rows in grouped.values()]


def _joined(disputes: Iterable[Dispute]) -> dict[str, str]:
    """For each disputed fact one fact that stands for all that disputes join with it."""
    leads: dict[str, str] = {}

    def leader(fact: str) -> str:
        while (above := leads.setdefault(fact, fact)) != fact:
            leads[fact] = leads[above]  # the way is halved each time, so that long chains cost once
            fact = leads[fact]
        return fact

    for dispute in disputes:
        ends = sorted({leader(side.fact) for side in dispute.sides})
        leads |= dict.fromkeys(ends, ends[0])
    return {fact: leader(fact) for fact in tuple(leads)}


def _one_of(rows: list[Flow]) -> Flow:
    """One flow for alternatives: the status of the most often told, an amount that spans the known ones."""
    first = max(rows, key=lambda flow: (flow.origins, flow.id))
    known = [flow.amount for flow in rows if flow.amount.known]
    facts = tuple(sorted({fact for flow in rows for fact in flow.facts}))
    return replace(
        first,
        id=result_id("flow", *facts, first.layer),
        amount=hull(known) if known else UNKNOWN,
        facts=facts,
        disputed=True,
        origins=sum(flow.origins for flow in rows),
    )


def _one_contract(flows: list[Flow]) -> list[Flow]:
    """'300 in all' and '60 a year' of one pair and instrument are one contract: the total, spread at that rate."""
    kept = {flow.id: flow for flow in flows}
    parallel: dict[tuple[object, ...], list[Flow]] = defaultdict(list)
    for flow in flows:
        if flow.layer is NetworkLayer.MONEY and flow.amount.known:
            parallel[flow.instrument, flow.source, flow.target].append(flow)
    for rows in parallel.values():
        totals, rates = [flow for flow in rows if not flow.per], [flow for flow in rows if flow.per == "year"]
        if len(totals) != 1 or len(rates) != 1:
            continue
        total, rate = totals[0], rates[0]
        whole, yearly = total.amount.mode, rate.amount.mode
        if not whole or not yearly or yearly > whole:
            continue
        months = round(12 * whole / yearly)
        period = total.period or f"P{months // 12}Y{months % 12}M"
        facts = tuple(sorted({*total.facts, *rate.facts}))
        merged = replace(
            total,
            id=result_id("flow", *facts, total.layer),
            facts=facts,
            period=period,
            date=total.date or rate.date,
            notes=(*total.notes, "rate_and_total"),
        )
        del kept[total.id], kept[rate.id]
        kept[merged.id] = merged
    return list(kept.values())


def _covered(flows: list[Flow], aggregates: list[Aggregate]) -> tuple[list[Flow], list[Aggregate]]:
    """Join each aggregate with the flows of its parts; a part that is told with the whole sum holds at most that sum.

    'A, B and C buy D for 40' beside 'A buys D for 40' is one purchase: the sum of A is then up to 40, not 40 more.
    """
    by_id = {flow.id: flow for flow in flows}
    joined = []
    for aggregate in aggregates:
        found = [
            flow
            for flow in by_id.values()
            if flow.layer in (NetworkLayer.MONEY, NetworkLayer.RISK)
            and flow.instrument is aggregate.instrument
            and (flow.target if aggregate.inward else flow.source) in aggregate.parts
            and (flow.source if aggregate.inward else flow.target) == aggregate.counterparty
        ]
        for flow in found:
            whole = aggregate.amount
            if whole.known and flow.amount.known and flow.amount.high >= whole.high and len(aggregate.parts) > 1:
                part = Amount(0.0, None, whole.high, Bound.AT_MOST, AmountBasis.DERIVED)
                by_id[flow.id] = replace(flow, amount=part, notes=(*flow.notes, "part_of_aggregate"))
        joined.append(replace(aggregate, flows=tuple(sorted(flow.id for flow in found))))
    return list(by_id.values()), joined


def _assumptions(flows: Sequence[Flow], aggregates: Sequence[Aggregate]) -> tuple[str, ...]:
    said = []
    amounts = [flow.amount for flow in flows] + [aggregate.amount for aggregate in aggregates]
    if any(amount.basis is AmountBasis.DERIVED for amount in amounts):
        said.append(CONVERTED)
    if any(flow.instrument is Instrument.ACQUISITION for flow in flows):
        said.append(OWNERS)
    if any(flow.status in APART for flow in flows):
        said.append("what is optional, possible, stalled or only talked about is shown apart and in no total")
    return tuple(said)
