"""Losses that come once, beside the payments of a run: stakes that are worth less, guarantees that a scenario calls in full."""

from __future__ import annotations

from interlock.network.amounts import Amount
from interlock.network.concentration import Interval
from interlock.network.flows import Flow, Instrument, NetworkLayer, result_id
from interlock.simulation.model import StressModel
from interlock.simulation.results import Channel, Loss
from interlock.simulation.scenario import Scenario, Shock, ShockField


def marks(model: StressModel, scenario: Scenario) -> list[Loss]:
    """Stakes in a firm whose price falls. A stake of unknown size or in a firm of unknown worth gives no figure, and is told."""
    rows = []
    for shock in scenario.shocks:
        if shock.field is not ShockField.PRICE:
            continue
        book = model.books.get(shock.target)
        worth = book.value if book else None
        assumed = model.fixed.get((shock.target, "stake_value"))
        for flow in model.network.layer(NetworkLayer.CONTROL):
            if flow.target != shock.target or flow.share is None or worth is None:
                continue
            low, high = flow.share.interval()
            share = Interval(max(low, 0.0), min(high, 1.0))
            fall = 1.0 - shock.apply(1.0)
            value = Amount(assumed, assumed, assumed) if assumed is not None else worth
            lost = Interval(share.low * value.low * fall, share.high * value.high * fall)
            due = Interval(share.low * value.low, share.high * value.high)
            rows.append(_once(model, scenario, shock, flow, Channel.EQUITY, due, lost, (lost.low + lost.high) / 2))
    return rows


def full_calls(model: StressModel, scenario: Scenario) -> list[Loss]:
    """Guarantees that are called in full, once, in the first year of the shock."""
    rows = []
    for shock in scenario.shocks:
        if shock.field is not ShockField.GUARANTEE:
            continue
        for flow in (*model.network.flows, *model.network.apart):
            if flow.instrument is not Instrument.GUARANTEE or flow.source != shock.target:
                continue
            lost = Interval(flow.amount.low, flow.amount.high)
            central = flow.amount.mode if flow.amount.mode is not None else flow.amount.low
            rows.append(_once(model, scenario, shock, flow, Channel.GUARANTEE, lost, lost, central))
    return rows


def _once(
    model: StressModel,
    scenario: Scenario,
    shock: Shock,
    flow: Flow,
    channel: Channel,
    due: Interval,
    lost: Interval,
    central: float,
) -> Loss:
    """The loss of a flow's holder or guarantor, all of it direct, in the first year of the shock."""
    year = shock.years[0] if shock.years else model.years[0]
    return Loss(
        result_id("loss", scenario.name, shock, flow.source, year, channel, *flow.facts),
        flow.source,
        year,
        channel,
        due,
        lost,
        Interval(0.0, 0.0),
        lost,
        central,
        (flow.target, flow.source),
        flow.facts,
    )
