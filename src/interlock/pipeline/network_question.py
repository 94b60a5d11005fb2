"""A question about the network, from the words of a command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from interlock.ledger.horizon import Horizon
from interlock.network.flows import FlowBasis
from interlock.pipeline.networks import NetworkQuestion
from interlock.pipeline.roll_up import roll_up_for
from interlock.simulation.scenario import parse_window
from interlock.vocabulary import Status

BASES = tuple(str(basis) for basis in FlowBasis)
__all__ = ["BASES", "NetworkQuestion", "network_question"]


def network_question(
    *,
    basis: str | None = None,
    statuses: Sequence[str] = (),
    years: str | None = None,
    figures: Sequence[Path] = (),
    as_of: str | None = None,
    learned_by: str | None = None,
    roll_up: bool = False,
    old_names: bool = False,
    atlas: Sequence[Path] = (),
    command: str = "",
) -> NetworkQuestion:
    """The question. Raises BadScenario where the years are none."""
    return NetworkQuestion(
        FlowBasis(basis) if basis else FlowBasis.ANNOUNCED,
        tuple(map(Status, statuses)),
        parse_window(years, "--years") if years else (),
        Horizon(as_of, learned_by),
        tuple(figures),
        roll_up_for(atlas, as_of, parents=roll_up, old_names=old_names),
        command,
    )
