"""What the verbs show, as pictures: which figures go into which chart."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from interlock.network.amounts import Amount
from interlock.network.concentration import Interval as Range
from interlock.network.flows import Instrument as FlowInstrument
from interlock.network.policy import Rule
from interlock.network.talent import UNKNOWN_ORIGIN, Talent
from interlock.reporting.facts import fact_line
from interlock.reporting.network_model import ExposureShown, LoopsShown
from interlock.reporting.plots import (
    AnyFigure,
    ExposureCell,
    ExposureMap,
    Instrument,
    Interval,
    Leg,
    LoopWheel,
    LossStep,
    LossWaterfall,
    Move,
    PolicyEvent,
    PolicyKind,
    PolicyTimeline,
    TalentFlows,
    Tornado,
    TornadoRow,
    YearBars,
    YearValue,
)
from interlock.simulation.results import StressResult
from interlock.simulation.uncertainty import Swing
from interlock.vocabulary import Kind

_INSTRUMENTS = {
    FlowInstrument.EQUITY: Instrument.EQUITY,
    FlowInstrument.ACQUISITION: Instrument.EQUITY,
    FlowInstrument.STAKE: Instrument.EQUITY,
    FlowInstrument.PURCHASE: Instrument.PURCHASE,
    FlowInstrument.LEASE: Instrument.LEASE,
    FlowInstrument.LOAN: Instrument.LOAN,
    FlowInstrument.GUARANTEE: Instrument.GUARANTEE,
    FlowInstrument.WARRANTS: Instrument.WARRANTS,
}
_POLICY = {Kind.RESTRICTS: PolicyKind.RULE, Kind.EASES: PolicyKind.EASING, Kind.LEVIES: PolicyKind.LEVY}
_LOOPS, _ACTORS, _SIDE, _TOUCHES = 12, 6, 14, 3


def interval_of(amount: Amount) -> Interval:
    """An amount as a picture takes it: an end that nothing bounds is None."""
    if not amount.known:
        return Interval()
    low = None if amount.low == 0 and amount.high > 0 else amount.low
    return Interval(low, amount.high if math.isfinite(amount.high) else None)


def loop_wheel(shown: LoopsShown) -> LoopWheel:
    """The legs of the first loops around one circle, each flow an arc of its own."""
    flows = {flow.id: flow for loop in shown.loops.loops[:_LOOPS] for leg in loop.legs for flow in leg.flows}
    legs = tuple(
        Leg(
            shown.named(flow.source),
            shown.named(flow.target),
            _INSTRUMENTS.get(flow.instrument, Instrument.GRANT),
            flow.status,
            interval_of(flow.amount),
        )
        for flow in flows.values()
    )
    more = len(shown.loops.loops) - _LOOPS
    note = "; ".join([*shown.assumptions[:2], *([f"{more} further loops are not drawn"] if more > 0 else [])])
    return LoopWheel(f"What goes round ({shown.basis} flows)", legs, note=note)


def loss_waterfall(result: StressResult) -> LossWaterfall:
    """The loss of all: directly, then by each channel in the second round. Each end is a sum of ends."""
    direct = [row.direct for row in result.losses]
    steps = [LossStep("direct", _sum(direct, sum(row.central for row in result.losses) - _network_middle(result)))]
    by_channel: dict[str, list[Range]] = defaultdict(list)
    for row in result.losses:
        if abs(row.network.high) > 0.5 or abs(row.network.low) > 0.5:
            by_channel[str(row.channel)].append(row.network)
    middles = _channel_middles(result)
    steps += [LossStep(f"second round, {channel}", _sum(rows, middles[channel])) for channel, rows in sorted(by_channel.items())]
    total = [row.total for row in result.actors]
    middle = sum(step.loss.shown or 0.0 for step in steps)
    return LossWaterfall(result.scenario.name, tuple(steps) if result.losses else (), _sum(total, middle), note=_note(result))


def _network_middle(result: StressResult) -> float:
    return sum(_channel_middles(result).values())


def _channel_middles(result: StressResult) -> dict[str, float]:
    """The second round at the middle of its range, by channel."""
    middles: dict[str, float] = defaultdict(float)
    for row in result.losses:
        if math.isfinite(row.network.high):
            middles[str(row.channel)] += (row.network.low + row.network.high) / 2
    return middles


def _sum(ranges: Iterable[Range], middle: float) -> Interval:
    rows = list(ranges)
    low, high = sum(row.low for row in rows), sum(row.high for row in rows)
    top = high if math.isfinite(high) else None
    return Interval(low, top, min(max(middle, low), top if top is not None else middle))


def loss_years(result: StressResult) -> YearBars:
    """Losses by year of those who lose most."""
    most = [row.actor for row in result.actors[:_ACTORS]]
    sums: dict[tuple[str, int], list[Range]] = defaultdict(list)
    middles: dict[tuple[str, int], float] = defaultdict(float)
    for row in result.losses:
        if row.actor in most:
            sums[row.actor, row.year].append(row.total)
            middles[row.actor, row.year] += row.central
    named = result.model.network.name
    values = tuple(
        YearValue(named(actor), year, _sum(sums[actor, year], middles[actor, year]))
        for actor in most
        for year in result.model.years
        if (actor, year) in sums
    )
    return YearBars(result.scenario.name, values, "loss by year", note=_note(result))


def loss_tornado(result: StressResult, swings: tuple[float, Sequence[Swing]]) -> Tornado:
    """What moves the total loss."""
    middle, rows = swings
    shown = tuple(TornadoRow(row.name, row.low, row.high, "low end", "high end") for row in rows[:15])
    return Tornado(result.scenario.name, shown, middle, "total loss", note=_note(result))


def _note(result: StressResult) -> str:
    model = result.model
    return (
        f"{model.network.basis} flows, {model.years[0]} to {model.years[-1]}; ends over {result.points} points; "
        f"{len(result.unknown)} things not known, see the table"
    )


def exposure_map(shown: ExposureShown) -> ExposureMap:
    """Who has how much at risk with whom, all classes together; those with the largest sums."""
    sums: dict[tuple[str, str], list[Amount]] = defaultdict(list)
    for row in shown.exposures:
        sums[row.holder, row.counterparty].append(row.amount)
    holders = list(dict.fromkeys(holder for holder, _ in sums))[:_SIDE]
    others = list(dict.fromkeys(other for holder, other in sums if holder in holders))[:_SIDE]
    cells = tuple(
        ExposureCell(shown.named(holder), shown.named(other), _together(rows))
        for (holder, other), rows in sums.items()
        if holder in holders and other in others
    )
    return ExposureMap(f"Direct exposure ({shown.basis} flows, gross)", cells, note="; ".join(shown.assumptions[:2]))


def _together(rows: Sequence[Amount]) -> Interval:
    known = [row for row in rows if row.known]
    if not known:
        return Interval()
    low, high = sum(row.low for row in known), sum(row.high for row in known)
    whole = len(known) == len(rows) and math.isfinite(high)
    return Interval(None if low == 0 and whole else low, high if whole else None)


def talent_flows(shown: Talent) -> TalentFlows:
    """Moves between organisations; those without a known origin come from a node of their own."""
    moves = [Move(shown.names.get(row.origin), shown.names.get(row.target), _people(row.least, row.most)) for row in shown.flows]
    for total in shown.totals:
        rest = total.least - total.by_origin
        if rest > 0:
            moves.append(Move(None, shown.names.get(total.target), Interval.exact(float(rest))))
    kept = [move for move in moves if move.origin != shown.names[UNKNOWN_ORIGIN]]
    return TalentFlows("Moves of people", tuple(kept), note="named people and counted groups, nobody twice")


def _people(least: int, most: int | None) -> Interval:
    return Interval(float(least), None if most is None else float(most))


def policy_timeline(rules: Sequence[Rule]) -> PolicyTimeline:
    """Rules, easings and levies by authority."""
    events = tuple(
        PolicyEvent(
            rule.fact.subject.name,
            _POLICY[rule.fact.kind],
            _label(rule),
            rule.date,
            tuple(dict.fromkeys(fact_line(deal) for deal, _ in rule.touches))[:_TOUCHES],
        )
        for rule in rules
    )
    return PolicyTimeline("Rules in time", events, note="each with the first deals that it touches")


def _label(rule: Rule) -> str:
    words = [str(rule.fact.kind), rule.fact.object.name if rule.fact.object else "", rule.fact.asset or ""]
    return " ".join(word for word in words if word) + f" ({rule.fact.status})"


Pictures = Mapping[str, Callable[[], AnyFigure]]
"""The charts that a verb offers, by name; the first is the one drawn where none is named."""
