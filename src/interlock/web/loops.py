"""Loops and exposures of a snapshot, worked out once for each question."""

from __future__ import annotations

from interlock.network.loops import how_unusual
from interlock.network.null_model import Unusual
from interlock.pipeline.answers import Form
from interlock.pipeline.answers_network import exposure_of, loops_of
from interlock.pipeline.networks import KnownNetwork, NetworkQuestion
from interlock.reporting.network_model import ExposureShown, LoopsShown
from interlock.web.visit import Visit

LONGEST, REDRAWS, SEED = 6, 100, 0
"""As `interlock loops --redraws 100`."""
_PATIENCE = 2.0


def network_of(visit: Visit, question: NetworkQuestion) -> KnownNetwork:
    """The network, with the visit's own view."""
    return visit.snapshot.network(question)


def loops_shown(visit: Visit, question: NetworkQuestion, actor: str | None = None) -> LoopsShown:
    """The loops with round trips; those through one actor where one is named."""
    found = network_of(visit, question)
    key = ("loops", question.basis, question.statuses, question.years, question.roll_up is not None, actor)
    return visit.snapshot.answer(key, lambda: loops_of(found, actor, LONGEST, 0, SEED, None, Form.JSON))


def unusual_shown(visit: Visit, question: NetworkQuestion) -> Unusual | None:
    """Whether so many loops are unusual; None while that is being worked out."""
    network = network_of(visit, question).network
    key = ("unusual", question.basis, question.statuses, question.roll_up is not None)
    return visit.snapshot.later(key, lambda: how_unusual(network, LONGEST, REDRAWS, SEED), _PATIENCE)


def exposure_shown(visit: Visit, question: NetworkQuestion, actor: str | None = None) -> ExposureShown:
    """Exposures, concentration and coverage; those of one actor where one is named."""
    found = network_of(visit, question)
    key = ("exposure", question.basis, question.statuses, question.years, question.roll_up is not None, actor)
    return visit.snapshot.answer(key, lambda: exposure_of(found, actor, None, Form.JSON))
