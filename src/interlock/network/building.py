"""Facts to flows: which layer, which way, which basis. What is told twice, or for several together, is counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from interlock.network.aggregates import EVENLY_AMONG, EXCEEDS, PART, Members, aggregate_of, alone, bounded, may_be_part
from interlock.network.amounts import UNKNOWN, AmountBasis, amount_of, hull
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
from interlock.vocabulary import KINDS, Dispute, Fact, Kind, KindRow, Party, Status
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
NOT_WITHIN = "parts that are told larger than a sum told for them together, or all of them smaller, stay as they are told"
OWNERS = "the price of an acquisition goes to the owners of the target; the target stands for them"


def build_network(
    facts: Iterable[Fact],
    disputes: Iterable[Dispute] = (),
    *,
    basis: FlowBasis = FlowBasis.ANNOUNCED,
    statuses: Iterable[Status] = (),
) -> FlowNetwork:
    """The flow network of the facts on one basis. `statuses` replaces the statuses that count on it, where given.

    A fact without a second party, or one that is refused, denied or ended, makes no flow and is listed in `left_out`. The sum of
    a group is an aggregate: it bounds the flows of its members and is added to nothing. The sides of a dispute are alternatives:
    one flow, whose amount spans what they tell.
    """
    counting = frozenset(statuses) or COUNTS[basis]
    actors: dict[str, Party] = {}
    left_out: list[LeftOut] = []
    flows: list[Flow] = []
    aggregates: list[Aggregate] = []
    shares: list[Fact] = []
    single: list[Fact] = []
    names = Members(facts := tuple(sorted(facts, key=lambda fact: fact.id)))
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
            aggregates.append(aggregate_of(fact, _INSTRUMENT[fact.kind], *members))
            shares += alone(fact, names)
        else:
            flows += _flows(fact)
            single.append(fact)
    flows = _one_contract(_alternatives(flows, disputes))
    flows, aggregates = bounded([*flows, *_parts_alone(single, shares)], aggregates)
    for fact in (*single, *shares):
        assert fact.object is not None
        actors |= {party.id: party for party in (fact.subject, fact.object) if party.id not in actors}
    counted = [flow for flow in flows if flow.status in counting]
    apart = [flow for flow in flows if flow.status not in counting]
    said = _assumptions(facts, flows)
    return FlowNetwork(basis, actors, tuple(counted), tuple(apart), tuple(aggregates), tuple(left_out), said)


def _why_not(fact: Fact) -> str | None:
    if fact.object is None:
        return "no second party is named"
    if fact.subject.id == fact.object.id or "within_group" in fact.notes:
        return "both parties are one"
    if fact.status in VOID:
        return f"it is {fact.status}"
    return None


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


def _parts_alone(facts: Iterable[Fact], shares: Iterable[Fact]) -> Iterator[Flow]:
    """Flows of members of whom nothing else is told: that they take part is known, how much of the sum is theirs is not."""
    told: dict[tuple[Kind, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        assert fact.object is not None
        told[fact.kind, fact.subject.id, fact.object.id].append(fact)
    for share in shares:
        assert share.object is not None
        if any(may_be_part(fact, share) for fact in told[share.kind, share.subject.id, share.object.id]):
            continue
        for flow in _flows(share):
            yield replace(flow, id=result_id("flow", share.id, flow.layer, flow.source, flow.target), notes=(*flow.notes, PART))


def _assumptions(facts: Iterable[Fact], flows: Sequence[Flow]) -> tuple[str, ...]:
    said = []
    known = {fact.id: fact for fact in facts}
    used = {fact for flow in flows for fact in flow.facts}
    if any((told := known[fact].amount) and told.currency != "USD" and amount_of(told).known for fact in used):
        said.append(CONVERTED)
    if any(flow.instrument is Instrument.ACQUISITION for flow in flows):
        said.append(OWNERS)
    if any(flow.amount.even is not None for flow in flows):
        said.append(EVENLY_AMONG)
    if any(EXCEEDS in flow.notes for flow in flows):
        said.append(NOT_WITHIN)
    if any(flow.status in APART for flow in flows):
        said.append("what is optional, possible, stalled or only talked about is shown apart and in no total")
    return tuple(said)
