"""Rules about the network: new loops, exposure, shares and coverage above a bound."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from interlock.network.amounts import Amount, add
from interlock.network.exposure import Concentration, Coverage, Exposure, concentrations, coverages, exposures
from interlock.network.flows import FINANCING, FlowNetwork, NetworkLayer
from interlock.network.loops import Loop, find_loops, loop_along
from interlock.pipeline.alerts.happening import Happening, State, is_above
from interlock.pipeline.alerts.rules import CoverageRule, ExposureRule, LoopRule, ShareRule, Sure
from interlock.pipeline.networks import KnownNetwork
from interlock.reporting.amounts import (
    amount_in_words,
    amount_record,
    dollars,
    interval_record,
    ratio_in_words,
    share_in_words,
)
from interlock.reporting.network_tables import bottleneck_in_words
from interlock.simulation.balance import revenue_by_year

MOST_LOOPS = 2000
"""Loops that are looked at, those with the largest bottleneck first."""


def new_loops(rule: LoopRule, before: State, after: State) -> Iterator[Happening]:
    """Loops that pass the rule, where the same round did not before."""
    now, then = (state.network(rule.basis, rule.status).network for state in (after, before))
    through = [after.ids([name]) or frozenset() for name in rule.through or ()]

    def passes(loop: Loop) -> bool:
        return (
            (loop.counts or rule.on_paper)
            and (not rule.pattern or bool(set(rule.pattern) & set(loop.patterns)))
            and (rule.above is None or (loop.bottleneck.known and is_above(loop.bottleneck, rule.above, rule.sure)))
        )

    for loop in find_loops(now, longest=rule.longest, top=MOST_LOOPS, redraws=0, shares=False).loops:
        if passes(loop) and all(each & set(loop.actors) for each in through):
            earlier = loop_along(then, loop.actors)
            if earlier is None or not passes(earlier):
                yield _loop(rule, loop, earlier, now)


def _loop(rule: LoopRule, loop: Loop, earlier: Loop | None, network: FlowNetwork) -> Happening:
    first = loop.actors.index(min(loop.actors))
    way = " → ".join(network.name(actor) for actor in (*loop.actors, loop.actors[0]))
    kind = f"{', '.join(loop.patterns)}; " if loop.patterns else ""
    paper = "" if loop.counts else " (on paper only)"
    new = "new loop" if earlier is None else "loop now so told"
    bound = "" if rule.above is None else f": {rule.sure} above {dollars(rule.above)}"
    return Happening(
        (*loop.actors[first:], *loop.actors[:first], *loop.facts),
        f"{new} {way}: {kind}{loop.status}{paper}; {bottleneck_in_words(loop)}{bound}",
        loop.facts,
        None if earlier is None else f"{earlier.status}; {bottleneck_in_words(earlier)}",
        f"{loop.status}; {bottleneck_in_words(loop)}",
        measured={"words": amount_in_words(loop.bottleneck), "dollars": amount_record(loop.bottleneck)},
    )


@dataclass(frozen=True, slots=True)
class _AtRisk:
    """What one actor has at risk with another, over classes; flows of unknown size are counted and not measured."""

    rows: tuple[Exposure, ...]
    amount: Amount
    unsized: int

    @property
    def facts(self) -> tuple[str, ...]:
        return tuple(sorted({fact for row in self.rows for fact in row.facts}))


def exposed(rule: ExposureRule, before: State, after: State) -> Iterator[Happening]:
    """Pairs of actors whose exposure has come above the bound."""
    network = after.network(rule.basis, rule.status).network
    earlier = _at_risk(rule, before)
    for (holder, counterparty), now in _at_risk(rule, after).items():
        then = earlier.get((holder, counterparty))
        if not is_above(now.amount, rule.above, rule.sure) or (then and is_above(then.amount, rule.above, rule.sure)):
            continue
        classes = ", ".join(f"{row.sort} {amount_in_words(row.amount)}" for row in now.rows)
        unknown = f"; {now.unsized} more of unknown size" if now.unsized else ""
        yield Happening(
            (holder, counterparty, *map(str, rule.sort), *now.facts),
            f"{network.name(holder)} has {amount_in_words(now.amount)} at risk with {network.name(counterparty)} "
            f"({classes}{unknown}): {rule.sure} above {dollars(rule.above)}",
            now.facts,
            "nothing known" if then is None else amount_in_words(then.amount),
            amount_in_words(now.amount),
            measured={"words": amount_in_words(now.amount), "dollars": amount_record(now.amount)},
        )


def _at_risk(rule: ExposureRule, state: State) -> dict[tuple[str, str], _AtRisk]:
    network = state.network(rule.basis, rule.status).network
    of, to = state.ids(rule.of), state.ids(rule.to)

    def rows(known: bool) -> Iterator[Exposure]:
        flows = tuple(flow for flow in network.flows if flow.amount.known is known)
        for row in exposures(replace(network, flows=flows)):
            asked = (of is None or row.holder in of) and (to is None or row.counterparty in to)
            if asked and (not rule.sort or row.sort in rule.sort):
                yield row

    found: dict[tuple[str, str], list[Exposure]] = defaultdict(list)
    for row in rows(known=True):
        found[row.holder, row.counterparty].append(row)
    unsized: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows(known=False):
        unsized[row.holder, row.counterparty] += 1
    return {pair: _AtRisk(tuple(each), add(row.amount for row in each), unsized[pair]) for pair, each in found.items()}


def concentrated(rule: ShareRule, before: State, after: State) -> Iterator[Happening]:
    """Actors whose largest counterparty has come to have a share above the bound."""
    network = after.network(rule.basis, rule.status).network
    earlier = {(row.actor, row.largest): row for row in _shares(rule, before)}
    for row in _shares(rule, after):
        then = earlier.get((row.actor, row.largest))
        assert row.share is not None and row.largest is not None
        if not _share_is_above(rule, row) or (then is not None and _share_is_above(rule, then)):
            continue
        whole = "sales to customers" if rule.side == "customers" else "purchases from suppliers"
        unknown = f"; {row.unsized} of unknown size, left out of the share" if row.unsized else ""
        yield Happening(
            (row.actor, row.side, row.largest, *row.facts),
            f"{network.name(row.largest)} is {share_in_words(row.share)} of the {whole} of {network.name(row.actor)} "
            f"({row.parties} of them{unknown}): {rule.sure} above {rule.above:.0%}",
            row.facts,
            None if then is None else share_in_words(then.share),
            share_in_words(row.share),
            measured={"words": share_in_words(row.share), "share": interval_record(row.share)},
        )


def _share_is_above(rule: ShareRule, row: Concentration) -> bool:
    """A party of unknown size may be larger than all others: then nothing is certain."""
    assert row.share is not None
    return not (row.unsized and rule.sure is Sure.CERTAINLY) and is_above(row.share, rule.above, rule.sure)


def _shares(rule: ShareRule, state: State) -> Iterator[Concentration]:
    of = state.ids(rule.of)
    for row in concentrations(state.network(rule.basis, rule.status).network):
        if row.side == rule.side and row.share is not None and (of is None or row.actor in of):
            yield row


def uncovered(rule: CoverageRule, before: State, after: State) -> Iterator[Happening]:
    """Actors whose commitments of a year have come above the bound times what covers them."""
    network = after.network(rule.basis, rule.status).network
    earlier = {(row.actor, row.year): row for row in _coverages(rule, before, before.network(rule.basis, rule.status))}
    for row in _coverages(rule, after, after.network(rule.basis, rule.status)):
        then = earlier.get((row.actor, row.year))
        assert row.ratio is not None
        if not _ratio_is_above(rule, row, network):
            continue
        if then is not None and _ratio_is_above(rule, then, before.network(rule.basis, rule.status).network):
            continue
        earned = "not known" if row.revenue is None else amount_in_words(row.revenue)
        yield Happening(
            (row.actor, str(row.year), *row.facts),
            f"{network.name(row.actor)} is to pay {amount_in_words(row.due)} in {row.year}, {ratio_in_words(row.ratio)} of "
            f"its revenue ({earned}) and what others are to put in ({amount_in_words(row.funding)}): "
            f"{rule.sure} above {rule.above:g}x",
            row.facts,
            None if then is None else ratio_in_words(then.ratio),
            ratio_in_words(row.ratio),
            measured={"words": ratio_in_words(row.ratio), "ratio": interval_record(row.ratio)},
        )


def _ratio_is_above(rule: CoverageRule, row: Coverage, network: FlowNetwork) -> bool:
    """Money of unknown size that others put in may cover everything: then nothing is certain."""
    assert row.ratio is not None
    open_ = rule.sure is Sure.CERTAINLY and any(
        flow.target == row.actor and flow.instrument in FINANCING and not flow.amount.known
        for flow in network.layer(NetworkLayer.MONEY)
    )
    return not open_ and is_above(row.ratio, rule.above, rule.sure)


def _coverages(rule: CoverageRule, state: State, found: KnownNetwork) -> Iterator[Coverage]:
    of = state.ids(rule.of)
    years = found.years if rule.year is None else (rule.year,)
    for row in coverages(found.network, years, revenue_by_year(found.books)):
        if row.ratio is not None and (of is None or row.actor in of):
            yield row
