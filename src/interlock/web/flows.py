"""The network for the map and for programs: actors, flows with everything that filters want, loops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from interlock.network.flows import Flow, FlowNetwork
from interlock.network.loops import Loop
from interlock.network.schedules import whole
from interlock.pipeline.networks import NetworkQuestion
from interlock.pipeline.snapshots import Snapshot
from interlock.web.filtering import languages_of
from interlock.web.layout import positions
from interlock.web.loops import loops_shown, network_of
from interlock.web.visit import Visit

LOOPS_DRAWN = 200


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the map draws, as far as its form must know: who stands where, how many flows, and what can be filtered by."""

    places: Mapping[str, tuple[float, float]]
    flows: int
    days: tuple[str, ...]
    languages: tuple[str, ...]
    instruments: tuple[str, ...]


def drawn(snapshot: Snapshot, question: NetworkQuestion) -> Drawn:
    """What the map of the network draws."""
    return snapshot.answer(("drawn", *question.key), lambda: _drawn(snapshot, snapshot.network(question).network))


def _drawn(snapshot: Snapshot, network: FlowNetwork) -> Drawn:
    flows = _edges(network)
    standing = sorted({end for flow in flows for end in (flow.source, flow.target)})
    number = {actor: place for place, actor in enumerate(standing)}
    spots = positions(len(standing), sorted({(number[flow.source], number[flow.target]) for flow in flows}))
    by_id = snapshot.known.fact_by_id
    said = ([row.said for fact in flow.facts for row in by_id[fact].support if row.said] for flow in flows)
    return Drawn(
        {actor: (round(float(spot[0]), 1), round(float(spot[1]), 1)) for actor, spot in zip(standing, spots, strict=True)},
        len(flows),
        tuple(sorted({min(days) for days in said if days})),
        languages_of(snapshot, {fact for flow in flows for fact in flow.facts}),
        tuple(sorted({str(flow.instrument) for flow in flows})),
    )


def _edges(network: FlowNetwork) -> list[Flow]:
    return [flow for flow in (*network.flows, *network.apart) if flow.source != flow.target]


def flow_records(visit: Visit, question: NetworkQuestion) -> dict[str, Any]:
    """The network as JSON: sums in US dollars, null where unknown or open; names in the reader's language."""
    return visit.snapshot.answer(("flows", *question.key, visit.say.tag), lambda: _records(visit, question))


def _records(visit: Visit, question: NetworkQuestion) -> dict[str, Any]:
    network = network_of(visit, question).network
    counting = {flow.id for flow in network.flows}
    loops = loops_shown(visit, question).loops.loops
    spots = drawn(visit.snapshot, question).places
    return {
        "basis": str(network.basis),
        "as_of": visit.horizon.said,
        "actors": [
            {
                **_actor(visit, actor, str(network.actors[actor].kind)),
                "x": spot[0],
                "y": spot[1],
            }
            for actor, spot in spots.items()
        ],
        "edges": [_edge(visit, flow, flow.id in counting) for flow in _edges(network)],
        "loops": [_loop(visit, loop) for loop in loops[:LOOPS_DRAWN]],
    }


def _actor(visit: Visit, identity: str, kind: str) -> dict[str, Any]:
    known = visit.known.identity_by_id.get(identity)
    return {"id": identity, "name": visit.named(identity), "kind": kind, "names": list(known.names[:40]) if known else []}


def _edge(visit: Visit, flow: Flow, counts: bool) -> dict[str, Any]:
    amount = whole(flow)
    facts = [visit.known.fact_by_id[each] for each in flow.facts]
    said = sorted(row.said for fact in facts for row in fact.support if row.said)
    return {
        "id": flow.id,
        "source": flow.source,
        "target": flow.target,
        "layer": str(flow.layer),
        "instrument": str(flow.instrument),
        "status": str(flow.status),
        "counts": counts,
        "low": amount.low if amount.known else None,
        "high": amount.high if amount.known and amount.high != float("inf") else None,
        "figure": amount.figure,
        "text": visit.say.amount(amount) if amount.known else visit.say("amount.not_stated"),
        "basis": str(amount.basis),
        "asset": flow.asset,
        "facts": list(flow.facts),
        "origins": flow.origins,
        "languages": list(languages_of(visit.snapshot, flow.facts)),
        "first_said": said[0] if said else None,
        "last_said": said[-1] if said else None,
        "history": [{"since": step.since, "status": str(step.status)} for fact in facts[:1] for step in fact.history],
        "disputed": flow.disputed,
    }


def _loop(visit: Visit, loop: Loop) -> dict[str, Any]:
    return {
        "id": loop.id,
        "actors": list(loop.actors),
        "edges": [flow.id for leg in loop.legs for flow in leg.flows],
        "status": str(loop.status),
        "counts": loop.counts,
        "text": visit.say.amount(loop.bottleneck),
        "facts": list(loop.facts),
    }
