"""The loops of a snapshot, worked out once for each question: what pages and tools show of them."""

from __future__ import annotations

from interlock.pipeline.answers import Form
from interlock.pipeline.answers_network import loops_of
from interlock.pipeline.networks import NetworkQuestion
from interlock.pipeline.snapshots import Snapshot
from interlock.reporting.network_model import LoopsShown

LONGEST, SEED = 6, 0
"""As `interlock loops`."""


def all_loops(snapshot: Snapshot, question: NetworkQuestion) -> LoopsShown:
    """The loops of the whole network, without round trips and null model."""
    found = snapshot.network(question)

    def made() -> LoopsShown:
        return loops_of(found, None, LONGEST, 0, SEED, None, Form.JSON, most_trips=0, shares=False)

    return snapshot.answer(("loops", *question.key), made)
