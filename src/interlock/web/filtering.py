"""Facts for a page or a listing: filtered as the verbs do, in the order asked for, with totals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from interlock.network.amounts import NOTHING, Amount, add
from interlock.network.flows import Flow, FlowBasis, NetworkLayer
from interlock.network.schedules import whole
from interlock.pipeline.deal_kinds import deal_kinds, magnitude
from interlock.pipeline.fact_queries import list_facts
from interlock.pipeline.networks import NetworkQuestion
from interlock.pipeline.roll_up import RollUp
from interlock.pipeline.snapshots import Snapshot
from interlock.vocabulary import Fact, Status
from interlock.web.asking import FactsAsked
from interlock.web.visit import Visit

_STATUS_ORDER = list(Status)


@dataclass(frozen=True, slots=True)
class Total:
    """What the facts of a listing move on one basis. `unsized` flows are of unknown size and in no sum."""

    basis: str
    amount: Amount
    flows: int
    unsized: int
    facts: tuple[str, ...]


def roll_up_of(visit: Visit, wanted: bool) -> RollUp | None:
    """Subsidiaries as their parents, where that is wanted."""
    return RollUp(visit.known.atlas, visit.horizon.said) if wanted else None


def wanted_facts(visit: Visit, asked: FactsAsked) -> tuple[list[Fact], list[str]]:
    """The facts that pass, the largest sums first, and notes on names that nobody has."""
    found, notes = list_facts(visit.known, asked.question(roll_up_of(visit, asked.roll_up)))
    if asked.language:
        found = [fact for fact in found if speaks(visit.snapshot, fact, asked.language)]
    return found, notes


def deals_of(facts: Iterable[Fact]) -> list[Fact]:
    """Those between two parties that move something of value."""
    kinds = frozenset(deal_kinds())
    return [fact for fact in facts if fact.kind in kinds and fact.object is not None]


def speaks(snapshot: Snapshot, fact: Fact, languages: Sequence[str]) -> bool:
    """Whether a sentence behind the fact is in one of the languages ('zh' covers 'zh-Hant')."""
    told = snapshot.answer("languages of facts", lambda: _spoken(snapshot))[fact.id]
    return any(each == tag or each.startswith(f"{tag}-") for each in told for tag in languages)


def _spoken(snapshot: Snapshot) -> Mapping[str, frozenset[str]]:
    return {fact.id: frozenset(snapshot.languages.get(row.claim, "und") for row in fact.support) for fact in snapshot.known.facts}


def languages_of(snapshot: Snapshot, fact_ids: Iterable[str]) -> tuple[str, ...]:
    """The languages in which facts are told, sorted."""
    by_id = snapshot.known.fact_by_id
    claims = (row.claim for identity in fact_ids if identity in by_id for row in by_id[identity].support)
    return tuple(sorted({snapshot.languages.get(claim, "und") for claim in claims}))


_KEYS: Mapping[str, Callable[[Fact], object]] = {
    "amount": lambda fact: magnitude(fact.amount),
    "status": lambda fact: -_STATUS_ORDER.index(fact.status),
    "date": lambda fact: fact.since or "",
    "origins": lambda fact: len(fact.origins),
    "who": lambda fact: fact.subject.name.casefold(),
    "whom": lambda fact: fact.object.name.casefold() if fact.object else "",
    "kind": lambda fact: str(fact.kind),
}


def in_order(facts: Sequence[Fact], sort: str) -> list[Fact]:
    """The facts by a column; a minus turns the order round. Equal ones keep the order they came in."""
    key: Callable[[Fact], object] = _KEYS[sort.removeprefix("-")]
    return sorted(facts, key=key, reverse=sort.startswith("-"))  # type: ignore[arg-type]


def totals(visit: Visit, facts: Iterable[Fact], *, roll_up: bool = False) -> list[Total]:
    """What the facts move in all, on each basis; nothing is added across bases."""
    wanted = frozenset(fact.id for fact in facts)
    return visit.snapshot.answer(("totals", roll_up, wanted), lambda: _totals(visit, wanted, roll_up))


def _totals(visit: Visit, wanted: frozenset[str], roll_up: bool) -> list[Total]:
    found = []
    for basis in FlowBasis:
        question = NetworkQuestion(basis, horizon=visit.horizon, roll_up=roll_up_of(visit, roll_up))
        network = visit.snapshot.network(question).network
        flows = [flow for flow in network.layer(NetworkLayer.MONEY) if not wanted.isdisjoint(flow.facts)]
        found.append(_total(str(basis), flows))
        if basis is FlowBasis.ANNOUNCED:
            apart = [flow for flow in network.apart if flow.layer is NetworkLayer.MONEY and not wanted.isdisjoint(flow.facts)]
            found.append(_total("apart", apart))
    return found


def _total(basis: str, flows: Sequence[Flow]) -> Total:
    sizes = [whole(flow) for flow in flows]
    known = [size for size in sizes if size.known]
    facts = tuple(dict.fromkeys(fact for flow in flows for fact in flow.facts))
    return Total(basis, add(known) if known else NOTHING, len(flows), len(sizes) - len(known), facts)
