"""Loops, exposure, and the map."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from interlock.network.flows import Instrument, NetworkLayer
from interlock.vocabulary import ActorKind, Status
from interlock.web.asking import Ask, MapAsked, NetworkAsked
from interlock.web.charts import arc, ring
from interlock.web.flows import LOOPS_DRAWN, drawn
from interlock.web.loops import exposure_shown, loops_shown, network_of, whole_shown
from interlock.web.rendering import render
from interlock.web.visit import Site, Visit

router = APIRouter(include_in_schema=False)
MOST_LOOPS, MOST_ROWS, MOST_FLOWS = 60, 200, 12
_SIDE = 200.0


@router.get("/loops")
def loops(request: Request, asked: Ask[NetworkAsked]) -> Response:
    """What goes round."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        shown = loops_shown(visit, asked.network_question(), asked.actor)
        drawn = []
        for loop in shown.loops.loops[:MOST_LOOPS]:
            spots = ring(len(loop.legs), 62, _SIDE / 2)
            arrows = [arc(spot, spots[(place + 1) % len(spots)], _SIDE / 2, 15) for place, spot in enumerate(spots)]
            drawn.append((loop, list(zip(loop.legs, spots, arrows, strict=True))))
        notes = _unknown_actor(visit, asked.actor)
        whole = whole_shown(visit, asked.network_question())
        named = None if asked.actor is None else set(visit.known.actors_named(asked.actor))
        trips = [row for row in (whole.round_trips if whole else ()) if named is None or row.money.vendor in named]
        return render(
            visit,
            "loops.html.j2",
            asked=asked,
            shown=shown,
            drawn=drawn,
            notes=notes,
            whole=whole,
            trips=trips,
            most_flows=MOST_FLOWS,
        )


@router.get("/exposure")
def exposure(request: Request, asked: Ask[NetworkAsked]) -> Response:
    """Who hangs on whom."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        shown = exposure_shown(visit, asked.network_question(), asked.actor)
        notes = _unknown_actor(visit, asked.actor)
        return render(visit, "exposure.html.j2", asked=asked, shown=shown, most=MOST_ROWS, notes=notes)


def _unknown_actor(visit: Visit, actor: str | None) -> list[str]:
    known = actor is None or visit.known.actors_named(actor)
    return [] if known else [visit.say("filter.unknown_actor", name=actor)]


def map_words(visit: Visit) -> dict[str, str]:
    """The words that the map's script shows."""
    say = visit.say
    told = {
        "everything": say("map.time_all"),
        "arrow": say("app.arrow"),
        "shown": say("map.shown", edges="{edges}", actors="{actors}"),
        "help": say("map.help"),
        "legend": say("map.legend"),
        "loading": say("map.loading"),
        "none": say("map.none"),
        "selected": say("map.selected", what="{what}"),
        "zoomIn": say("map.zoom_in"),
        "zoomOut": say("map.zoom_out"),
        "fit": say("map.fit"),
        "title": say("map.title"),
        "unknown": say("amount.unknown"),
        "origins": say("table.origins"),
        "disputed": say("deals.disputed"),
    }
    for group, values in (("layer", NetworkLayer), ("instrument", Instrument), ("status", Status), ("actor_kind", ActorKind)):
        told |= {f"{group}.{value}": say.name_of(group, value) for value in values}
    return told


@router.get("/map")
def network_map(request: Request, asked: Ask[MapAsked]) -> Response:
    """The network as a picture and as a table."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        question = asked.network_question()
        picture = drawn(visit.snapshot, question)
        network = network_of(visit, question).network
        flows = [flow for flow in (*network.flows, *network.apart) if flow.layer in (asked.layer or (NetworkLayer.MONEY,))]
        flows.sort(key=lambda flow: (-(flow.amount.figure or 0.0), flow.id))
        return render(
            visit,
            "map.html.j2",
            asked=asked,
            picture=picture,
            loops=loops_shown(visit, question).loops.loops[: min(LOOPS_DRAWN, MOST_LOOPS)],
            flows=flows[:MOST_ROWS],
            flows_total=len(flows),
            layers=list(NetworkLayer),
            statuses=list(Status),
            words=map_words(visit),
        )
