"""Loops and exposures of a snapshot, worked out once for each question."""

from __future__ import annotations

from dataclasses import replace

from interlock.pipeline.answers import Form
from interlock.pipeline.answers_network import exposure_of, loops_of
from interlock.pipeline.networks import KnownNetwork, NetworkQuestion
from interlock.pipeline.snapshot_loops import LONGEST, SEED, all_loops
from interlock.pipeline.snapshots import Snapshot
from interlock.reporting.network_model import ExposureShown, LoopsShown
from interlock.web.visit import Visit

REDRAWS = 100
"""As `interlock loops --redraws 100`."""
MOST_TRIPS, TRIP_FLOWS = 20, 20_000
"""Sellers whose round trips are told, and flows that are gone through for all of them together: each trip is a stress test."""
MOST_REDRAWN = 20_000
"""Flows of a network up to which its loops are compared with those of redrawn networks."""
_PATIENCE = 1.0


def network_of(visit: Visit, question: NetworkQuestion) -> KnownNetwork:
    """The network, with the visit's own view."""
    return visit.snapshot.network(question)


def loops_shown(visit: Visit, question: NetworkQuestion, actor: str | None = None) -> LoopsShown:
    """The loops alone; those through one actor where one is named."""
    shown = all_loops(visit.snapshot, question)
    if actor is None:
        return shown
    ids = set(visit.known.actors_named(actor))
    return replace(shown, loops=replace(shown.loops, loops=tuple(row for row in shown.loops.loops if ids & set(row.actors))))


def whole_shown(visit: Visit, question: NetworkQuestion) -> LoopsShown | None:
    """The loops with how unusual they are, how circular the whole is, and the round trips of those who put most into others.

    None while that is being worked out. On a large network it takes long, so of a very large one less is told.
    """
    found = network_of(visit, question)

    def made() -> LoopsShown:
        flows = len(found.network.flows)
        redraws = REDRAWS if flows <= MOST_REDRAWN else 0
        trips = min(MOST_TRIPS, TRIP_FLOWS // max(flows, 1))
        return loops_of(found, None, LONGEST, redraws, SEED, None, Form.JSON, most_trips=trips)

    return visit.snapshot.later(("whole", *question.key), made, _PATIENCE)


def exposure_shown(visit: Visit, question: NetworkQuestion, actor: str | None = None) -> ExposureShown:
    """Exposures, concentration and coverage; those of one actor where one is named."""
    shown = all_exposure(visit.snapshot, question)
    if actor is None:
        return shown
    ids = set(visit.known.actors_named(actor))
    return replace(
        shown,
        exposures=[row for row in shown.exposures if ids & {row.holder, row.counterparty}],
        concentrations=[row for row in shown.concentrations if row.actor in ids],
        coverages=[row for row in shown.coverages if row.actor in ids],
    )


def all_exposure(snapshot: Snapshot, question: NetworkQuestion) -> ExposureShown:
    """The exposures of the whole network."""
    found = snapshot.network(question)
    return snapshot.answer(("exposure", *question.key), lambda: exposure_of(found, None, None, Form.JSON))
