"""What is worked out for a new snapshot before it answers, so that no visitor waits for it."""

from __future__ import annotations

from interlock.network.flows import FlowBasis
from interlock.pipeline.networks import NetworkQuestion
from interlock.pipeline.snapshot_loops import all_loops
from interlock.pipeline.snapshots import Snapshot
from interlock.web.flows import drawn
from interlock.web.loops import all_exposure
from interlock.web.pages.overview import counts, deals_by_size, disputes


def warmed(snapshot: Snapshot) -> None:
    """Work out what the front page, the map and the actors ask of a snapshot."""
    for basis in FlowBasis:
        _ = snapshot.network(NetworkQuestion(basis, horizon=snapshot.horizon)).network
    usual = NetworkQuestion(horizon=snapshot.horizon)
    all_loops(snapshot, usual)
    all_exposure(snapshot, usual)
    drawn(snapshot, usual)
    deals_by_size(snapshot)
    counts(snapshot)
    disputes(snapshot)
