"""Loops of money across instruments: legs with statuses, bottleneck, the pattern that has a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.sparse.csgraph import connected_components

from interlock.network.amounts import Amount, add, smallest
from interlock.network.circulation import balanced_decomposition, maximum_circulation
from interlock.network.cycles import largest_cycles
from interlock.network.cycling import finn_index
from interlock.network.flows import FINANCING, SALES, Flow, FlowNetwork, Instrument, NetworkLayer, result_id
from interlock.network.null_model import Unusual, not_compared, unusual_loops
from interlock.network.schedules import whole
from interlock.vocabulary import Status

MOST_BALANCED = 200
"""Actors that hang together above which the proportional share is not worked out."""
_FURTHEST = (
    Status.POSSIBLE,
    Status.TALKS,
    Status.OPTIONAL,
    Status.STALLED,
    Status.PLANNED,
    Status.AGREED,
    Status.DONE,
)
"""From the least to the most certain: a loop is as certain as its least certain leg."""
_OF_MONEY = frozenset({NetworkLayer.MONEY, NetworkLayer.RISK})


class Pattern(StrEnum):
    """Loops that have a name."""

    VENDOR_FINANCING = "vendor financing"  # the seller puts money into its buyer
    WARRANTS_FOR_ORDERS = "warrants for orders"  # the seller pays its buyer in its own shares
    GUARANTEE_BACK = "guarantee back"  # the seller answers for the debt of its buyer
    LEASE_BACK = "lease back"  # what one sells to another it rents back
    MUTUAL_PURCHASE = "mutual purchase"  # each buys from the other
    CROSS_HOLDING = "cross-holding"  # each puts equity into the other
    CHAIN = "chain"  # three actors or more


@dataclass(frozen=True, slots=True)
class LoopLeg:
    """All parallel flows from one actor to the next. `status` is that of the most certain of them."""

    source: str
    target: str
    flows: tuple[Flow, ...]
    amount: Amount
    status: Status


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop: at most its least leg can go all the way round. Bottlenecks of loops that share a leg are not to be added."""

    id: str
    legs: tuple[LoopLeg, ...]
    bottleneck: Amount
    status: Status
    patterns: tuple[Pattern, ...]
    counts: bool  # every leg has a flow that counts on the basis; else the loop stands on paper only

    @property
    def actors(self) -> tuple[str, ...]:
        """The actors in the order of the flow."""
        return tuple(leg.source for leg in self.legs)

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts of all legs."""
        return tuple(sorted({fact for leg in self.legs for flow in leg.flows for fact in flow.facts}))


@dataclass(frozen=True, slots=True)
class Loops:
    """The loops of a network and how circular it is as a whole.

    Shares and the cycling index take each flow at its stated figure (`mode`, else its finite upper end); flows of unknown size
    count in loops and in no share: `unsized` is how many. None where nothing has a size; `balanced_share` also where more than
    200 actors hang together, since each step of it solves for all of them. `facts` are those of the sized flows between actors
    of which each can be reached from each: all others have no part in what goes round.
    """

    loops: tuple[Loop, ...]
    complete: bool
    unusual: Unusual
    finn: float | None
    balanced_share: float | None
    maximum_share: float | None
    unsized: int
    facts: tuple[str, ...] = ()

    @property
    def circulation_id(self) -> str:
        """Of the shares and the cycling index: the same for the same facts."""
        return result_id("circulation", *self.facts)


def find_loops(
    network: FlowNetwork, *, longest: int = 6, top: int = 200, redraws: int = 500, seed: int = 0, shares: bool = True
) -> Loops:
    """The loops up to `longest` actors, those with the largest bottleneck first, then the shorter, the more certain.

    Loops are sought over flows that count and those apart; `Loop.counts` tells them apart. Guarantees are legs of a loop, and
    never of a sum of money. Without `redraws` nothing is said on how unusual they are, without `shares` nothing on how circular
    the whole is: both take long on a large network.
    """
    every = [flow for flow in (*network.flows, *network.apart) if _is_leg(flow)]
    counting = {flow.id for flow in network.flows}
    actors = sorted({end for flow in every for end in (flow.source, flow.target)})
    place = {actor: number for number, actor in enumerate(actors)}
    payers, payees = [place[flow.source] for flow in every], [place[flow.target] for flow in every]
    weights = [whole(flow).figure or 0.0 for flow in every]
    found = largest_cycles(payers, payees, weights, len(actors), longest, top=max(top * 20, 2000))
    between: dict[tuple[str, str], list[Flow]] = defaultdict(list)
    for flow in every:
        between[flow.source, flow.target].append(flow)
    loops = [_loop([actors[node] for node in cycle.nodes], between, counting) for cycle in found.largest]
    loops.sort(key=_order)
    money = [flow for flow in network.flows if flow.layer is NetworkLayer.MONEY]
    unusual = _how_unusual(network, longest, redraws, seed) if redraws else not_compared(len(loops))
    circular = _shares(money) if shares else (None, None, None, sum(not flow.amount.known for flow in money), ())
    return Loops(tuple(loops[:top]), found.complete and len(loops) <= top, unusual, *circular)


def loop_along(network: FlowNetwork, actors: Sequence[str]) -> Loop | None:
    """The loop that goes through these actors in this order; None where a leg of it is missing."""
    between: dict[tuple[str, str], list[Flow]] = defaultdict(list)
    wanted = set(zip(actors, (*actors[1:], actors[0]), strict=True))
    for flow in (*network.flows, *network.apart):
        if _is_leg(flow) and (flow.source, flow.target) in wanted:
            between[flow.source, flow.target].append(flow)
    return _loop(actors, between, {flow.id for flow in network.flows}) if set(between) == wanted else None


def _how_unusual(network: FlowNetwork, longest: int, redraws: int, seed: int) -> Unusual:
    """The number of loops over the flows that count, beside that of redrawn networks."""
    counted = [flow for flow in network.flows if _is_leg(flow)]
    actors = sorted({end for flow in (*network.flows, *network.apart) if _is_leg(flow) for end in (flow.source, flow.target)})
    place = {actor: number for number, actor in enumerate(actors)}
    types = sorted(Instrument)
    return unusual_loops(
        [place[flow.source] for flow in counted],
        [place[flow.target] for flow in counted],
        [types.index(flow.instrument) for flow in counted],
        len(actors),
        weights=[flow.amount.figure or 0.0 for flow in counted],
        longest=longest,
        redraws=redraws,
        seed=seed,
    )


def _is_leg(flow: Flow) -> bool:
    return flow.layer is NetworkLayer.MONEY or flow.instrument is Instrument.GUARANTEE


def _order(loop: Loop) -> tuple[object, ...]:
    size = loop.bottleneck.figure
    return (not loop.counts, -(size or 0.0), len(loop.legs), -_FURTHEST.index(loop.status), loop.actors)


def _loop(actors: Sequence[str], between: dict[tuple[str, str], list[Flow]], counting: set[str]) -> Loop:
    legs = []
    counts = True
    for source, target in zip(actors, (*actors[1:], actors[0]), strict=True):
        flows = tuple(sorted(between[source, target], key=lambda flow: (-_FURTHEST.index(flow.status), flow.id)))
        chosen = [flow for flow in flows if flow.id in counting]
        counts = counts and bool(chosen)
        known = [whole(flow) for flow in chosen or flows if flow.amount.known]
        amount = add(known) if known else flows[0].amount
        legs.append(LoopLeg(source, target, flows, amount, flows[0].status))
    status = min((leg.status for leg in legs), key=_FURTHEST.index)
    bottleneck = smallest(leg.amount for leg in legs)
    return Loop(
        result_id("loop", *(flow.id for leg in legs for flow in leg.flows)),
        tuple(legs),
        bottleneck,
        status,
        _patterns(legs),
        counts,
    )


def _patterns(legs: Sequence[LoopLeg]) -> tuple[Pattern, ...]:
    """The named patterns among the instruments of two legs; a longer loop is a chain, and financing when a seller funds it."""
    kinds = [frozenset(flow.instrument for flow in leg.flows) for leg in legs]
    if len(legs) > 2:
        financed = any(each & FINANCING for each in kinds) and any(each & SALES for each in kinds)
        return (Pattern.CHAIN, *((Pattern.VENDOR_FINANCING,) if financed else ()))
    found = []
    for one, other in (kinds, kinds[::-1]):
        if one & FINANCING and other & SALES:
            found.append(Pattern.VENDOR_FINANCING)
        if Instrument.WARRANTS in one and other & SALES:
            found.append(Pattern.WARRANTS_FOR_ORDERS)
        if Instrument.GUARANTEE in one and other & SALES:
            found.append(Pattern.GUARANTEE_BACK)
        if Instrument.LEASE in one and Instrument.PURCHASE in other:
            found.append(Pattern.LEASE_BACK)
    if all(Instrument.PURCHASE in each for each in kinds):
        found.append(Pattern.MUTUAL_PURCHASE)
    if all(each & {Instrument.EQUITY, Instrument.ACQUISITION} for each in kinds):
        found.append(Pattern.CROSS_HOLDING)
    return tuple(dict.fromkeys(found))


def _shares(flows: Iterable[Flow]) -> tuple[float | None, float | None, float | None, int, tuple[str, ...]]:
    rows = list(flows)
    sized = [(flow, size) for flow in rows if (size := whole(flow).figure)]
    if not sized:
        return None, None, None, len(rows), ()
    actors = sorted({end for flow, _ in sized for end in (flow.source, flow.target)})
    place = {actor: number for number, actor in enumerate(actors)}
    matrix = np.zeros((len(actors), len(actors)))
    for flow, size in sized:
        matrix[place[flow.source], place[flow.target]] += size
    np.fill_diagonal(matrix, 0.0)
    try:
        finn = finn_index(matrix, np.zeros(len(actors))).index
    except ValueError:
        finn = None
    _, part = connected_components(matrix > 0, directed=True, connection="strong")
    together = int(np.bincount(part).max())  # actors of the largest part in which each can be reached from each
    balanced = balanced_decomposition(matrix).share if together <= MOST_BALANCED else None
    inside = [flow for flow, _ in sized if flow.source != flow.target and part[place[flow.source]] == part[place[flow.target]]]
    facts = tuple(sorted({fact for flow in inside for fact in flow.facts}))
    return finn, balanced, maximum_circulation(matrix).share, len(rows) - len(sized), facts
