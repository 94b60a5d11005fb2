"""What the verbs of the network show, ready to be written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from interlock.network.amounts import Amount
from interlock.network.concentration import Interval
from interlock.network.exposure import Concentration, Coverage, Exposure
from interlock.network.loops import Loops
from interlock.network.round_trips import InKind, RoundTrip

Named = Callable[[str], str]
"""The name of an actor."""


@dataclass(frozen=True, slots=True)
class VendorTrip:
    """The round trip of a seller: three readings of its flows, and what it would sell less if it put in nothing.

    `counterfactual` is that loss of sales by the stress model, in dollars. `in_kind` is what it grants buyers in shares, beside
    the sales to them.
    """

    money: RoundTrip
    counterfactual: Interval | None
    in_kind: InKind | None


@dataclass(frozen=True, slots=True)
class LoopsShown:
    """Loops, round trips per vendor, and what they rest on."""

    basis: str
    years: tuple[int, ...]
    loops: Loops
    round_trips: Sequence[VendorTrip]
    assumptions: tuple[str, ...]
    named: Named


@dataclass(frozen=True, slots=True)
class ExposureShown:
    """Exposures, concentration, coverage and the total of sales, gross and without what passes through."""

    basis: str
    years: tuple[int, ...]
    exposures: Sequence[Exposure]
    concentrations: Sequence[Concentration]
    coverages: Sequence[Coverage]
    gross: Amount
    final: Amount
    assumptions: tuple[str, ...]
    named: Named
