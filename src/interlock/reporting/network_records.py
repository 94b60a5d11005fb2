"""Loops, round trips, exposure and coverage for programs: one object a row, each with its `type`."""

from __future__ import annotations

from collections.abc import Iterator

from interlock.network.loops import Loop
from interlock.reporting.amounts import amount_record, interval_record
from interlock.reporting.network_model import ExposureShown, LoopsShown, Named, VendorTrip


def loops_records(shown: LoopsShown) -> Iterator[dict[str, object]]:
    """The loops, the round trip of each seller, and how much of the whole goes round."""
    yield from (loop_record(loop, shown.named) for loop in shown.loops.loops)
    yield from (_round_trip(trip, shown.named) for trip in shown.round_trips)
    if shown.loops.facts or shown.loops.loops:
        yield _circulation(shown)


def loop_record(loop: Loop, named: Named) -> dict[str, object]:
    """A loop for programs."""
    return {
        "type": "loop",
        "id": loop.id,
        "counts": loop.counts,
        "status": str(loop.status),
        "patterns": [str(each) for each in loop.patterns],
        "actors": [{"id": actor, "name": named(actor)} for actor in loop.actors],
        "bottleneck": amount_record(loop.bottleneck),
        "legs": [
            {
                "source": leg.source,
                "target": leg.target,
                "status": str(leg.status),
                "amount": amount_record(leg.amount),
                "flows": [
                    {
                        "id": flow.id,
                        "instrument": str(flow.instrument),
                        "status": str(flow.status),
                        "amount": amount_record(flow.amount),
                        "disputed": flow.disputed,
                        "facts": list(flow.facts),
                    }
                    for flow in leg.flows
                ],
            }
            for leg in loop.legs
        ],
        "facts": list(loop.facts),
    }


def _round_trip(trip: VendorTrip, named: Named) -> dict[str, object]:
    """Dollars, at the figures told; `hops` is what comes back after one payment more each."""
    money = trip.money
    return {
        "type": "round_trip",
        "id": money.id,
        "vendor": {"id": money.vendor, "name": named(money.vendor)},
        "invested": money.invested,
        "revenue": money.revenue,
        "least": money.least,
        "proportional": money.proportional,
        "most": money.most,
        "counterfactual": interval_record(trip.counterfactual),
        "in_kind": None if trip.in_kind is None else trip.in_kind.round_trip,
        "by_customer": [{"id": actor, "name": named(actor), "proportional": part} for actor, part in money.by_customer],
        "hops": list(money.hops),
        "facts": list(money.facts),
    }


def _circulation(shown: LoopsShown) -> dict[str, object]:
    """Shares of sized flows, and the number of loops beside that of redrawn networks; null where it was not worked out."""
    loops, unusual = shown.loops, shown.loops.unusual
    said = not unusual.too_small
    return {
        "type": "circulation",
        "id": loops.circulation_id,
        "basis": shown.basis,
        "years": list(shown.years),
        "complete": loops.complete,
        "balanced_share": loops.balanced_share,
        "maximum_share": loops.maximum_share,
        "finn_cycling_index": loops.finn,
        "unsized_flows": loops.unsized,
        "observed_loops": unusual.observed,
        "redrawn_mean": unusual.mean if said else None,
        "redrawn_interval": {"low": unusual.low, "high": unusual.high} if said else None,
        "chance": unusual.chance if said else None,
        "redraws": unusual.redraws,
        "seed": unusual.seed,
        "unusual": unusual.sentence(),
        "assumptions": list(shown.assumptions),
        "facts": list(loops.facts),
    }


def exposure_records(shown: ExposureShown) -> Iterator[dict[str, object]]:
    """All parts for programs, each with its `type`."""
    for row in shown.exposures:
        yield {
            "type": "exposure",
            "id": row.id,
            "holder": row.holder,
            "counterparty": row.counterparty,
            "class": str(row.sort),
            "amount": amount_record(row.amount),
            "facts": list(row.facts),
        }
    for concentration in shown.concentrations:
        yield {
            "type": "concentration",
            "actor": concentration.actor,
            "side": concentration.side,
            "parties": concentration.parties,
            "unsized": concentration.unsized,
            "herfindahl": interval_record(concentration.herfindahl),
            "effective_number": interval_record(concentration.effective),
            "largest": concentration.largest,
            "largest_share": interval_record(concentration.share),
            "facts": list(concentration.facts),
        }
    for coverage in shown.coverages:
        yield {
            "type": "coverage",
            "id": coverage.id,
            "actor": coverage.actor,
            "year": coverage.year,
            "due": amount_record(coverage.due),
            "revenue": None if coverage.revenue is None else amount_record(coverage.revenue),
            "funding": amount_record(coverage.funding),
            "ratio": interval_record(coverage.ratio),
            "facts": list(coverage.facts),
        }
