"""Deals: claims of one kind between the same two actors, with all their tellings. Nothing is added up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from interlock.ledger import DocumentSummary, LedgerView
from interlock.pipeline.deal_kinds import deal_kinds, magnitude
from interlock.pipeline.judging import judged_wrong
from interlock.pipeline.knowledge import Knowledge
from interlock.pipeline.queries import Question, claim_filter
from interlock.pipeline.roll_up import RollUp
from interlock.reporting import Deal, Telling
from interlock.vocabulary import KINDS, Actor, Claim, Kind, Party

Parties = tuple[Party, Party]
"""Who does it, and to whom."""


def list_deals(
    known: Knowledge,
    question: Question,
    roll_up: RollUp | None = None,
    telling: Callable[[Claim], Telling] | None = None,
) -> tuple[list[Deal], list[str]]:
    """Deals by size between actors as they are known, whatever a text calls them; and a note for each name that nobody has.

    `roll_up` shows actors as their parents. `telling` tells a claim where the caller knows the documents already; else the
    view is asked for each. A claim that somebody judged wrong tells of no deal; one that is not resolved yet stands between
    the actors that it names.
    """
    kinds = tuple(kind for kind in deal_kinds() if not question.kinds or kind in question.kinds)
    if not kinds:
        return [], []
    notes: list[str] = []
    sides = [_named(known, name, roll_up, notes) for name in (question.subject, question.object)]
    wanted, _ = claim_filter(known.view, replace(question, subject=None, object=None))
    parties, wrong = _parties_by_claim(known), judged_wrong(known.view)
    told = telling or _tellings_of(known.view)
    groups: dict[tuple[Kind, str, str], tuple[Parties, list[Telling]]] = {}
    for claim in known.view.claims(replace(wanted, kinds=kinds, with_object=True, limit=None)):
        ends = None if claim.id in wrong else _ends(claim, parties, roll_up)
        if ends is None or not _asked_for(claim.kind, ends, sides):
            continue
        groups.setdefault((claim.kind, ends[0].id, ends[1].id), (ends, []))[1].append(told(claim))
    deals = sorted((_deal(kind, *group) for (kind, *_), group in groups.items()), key=_order)
    return (deals if question.limit is None else deals[: question.limit]), notes


def _named(known: Knowledge, name: str | None, roll_up: RollUp | None, notes: list[str]) -> frozenset[str] | None:
    if name is None:
        return None
    found = set(known.actors_named(name) or known.view.find_actors(name))
    if roll_up is not None:  # a parent whose subsidiaries alone are named
        found.update(known.in_atlas(name))
    if not found:
        notes.append(f"no claim names '{name}'; 'interlock actors' lists who is named")
    return frozenset(roll_up.top(each) if roll_up else each for each in found)


def _parties_by_claim(known: Knowledge) -> Mapping[str, Parties]:
    """The parties of the fact that each claim supports."""
    return {
        row.claim: (fact.subject, fact.object)
        for fact in known.facts
        if fact.object is not None and KINDS[fact.kind].deal
        for row in fact.support
    }


def _ends(claim: Claim, parties: Mapping[str, Parties], roll_up: RollUp | None) -> Parties | None:
    """The parties of a claim, those of a symmetric kind in the order of their ids."""
    if claim.object is None:
        return None
    ends = parties.get(claim.id) or (_as_named(claim.subject), _as_named(claim.object))
    if roll_up is not None:
        ends = roll_up.party(ends[0]), roll_up.party(ends[1])
    if KINDS[claim.kind].symmetric and ends[1].id < ends[0].id:
        return ends[1], ends[0]
    return ends


def _as_named(actor: Actor) -> Party:
    return Party(actor.id, actor.name, actor.kind, actor.members)


def _asked_for(kind: Kind, ends: Parties, sides: list[frozenset[str] | None]) -> bool:
    def stands(one: Party, other: Party) -> bool:
        return all(side is None or party.id in side for side, party in zip(sides, (one, other), strict=True))

    return stands(*ends) or (KINDS[kind].symmetric and stands(ends[1], ends[0]))


def _tellings_of(view: LedgerView) -> Callable[[Claim], Telling]:
    documents: dict[str, DocumentSummary | None] = {}

    def told(claim: Claim) -> Telling:
        identity = claim.evidence.document
        if identity not in documents:
            documents[identity] = next(view.documents(identity=identity), None)
        document = documents[identity]
        return Telling(
            claim,
            view.short(claim.id),
            document.title if document else None,
            document.address if document else "",
            document.published if document else None,
        )

    return told


def _deal(kind: Kind, ends: Parties, tellings: Iterable[Telling]) -> Deal:
    every = tuple(tellings)
    sized = [telling for telling in every if telling.claim.amount is not None]
    leading = max(sized, key=lambda telling: magnitude(telling.claim.amount)) if sized else every[0]
    return Deal(kind, *ends, leading.claim.amount, leading.claim.status, every)


def _order(deal: Deal) -> tuple[tuple[int, float], int, str, str, str]:
    known, size = magnitude(deal.size)
    return (-known, -size), -len(deal.tellings), str(deal.kind), deal.subject.id, deal.object.id
