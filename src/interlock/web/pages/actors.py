"""Actors: who they are, what the facts say of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import ceil

from fastapi import APIRouter, Request, Response

from interlock.vocabulary import KINDS, Fact, Identity, Kind
from interlock.web.asking import PAGE_ROWS, Ask, Asked, DealsAsked
from interlock.web.charts import bars
from interlock.web.filtering import in_order
from interlock.web.loops import exposure_shown, loops_shown, network_of
from interlock.web.rendering import render
from interlock.web.visit import NotFound, Site, Visit

router = APIRouter(include_in_schema=False)
_FUNDING = frozenset({Kind.INVESTS_IN, Kind.ACQUIRES, Kind.OWNS, Kind.FUNDS, Kind.GRANTS_EQUITY})
_BUYING = frozenset({Kind.BUYS_FROM, Kind.LEASES_FROM})
_LENDING = frozenset({Kind.LENDS_TO, Kind.GUARANTEES})
_RULES = frozenset({Kind.RESTRICTS, Kind.EASES, Kind.LEVIES})
GROUPS = ("funds", "funded_by", "buys", "sells", "owes", "owed", "people", "rules", "other")
EXPOSURES_SHOWN, LOOPS_SHOWN = 12, 6


@router.get("/actors")
def actors(request: Request, asked: Ask[DealsAsked]) -> Response:
    """All actors, those with most facts first."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        counted = visit.snapshot.answer("actors", lambda: _counted(visit.known.facts))
        wanted = request.query_params.get("of_kind")
        rows = [
            (each, counted[each.id]) for each in visit.known.identities if counted[each.id] and wanted in (None, "", each.kind)
        ]
        rows.sort(key=lambda row: (-row[1], row[0].name.casefold()))
        pages = max(ceil(len(rows) / PAGE_ROWS), 1)
        page = min(asked.page, pages)
        kinds = sorted({str(each.kind) for each in visit.known.identities})
        shown = rows[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]
        return render(visit, "actors.html.j2", rows=shown, found=len(rows), page=page, pages=pages, kinds=kinds, wanted=wanted)


def _counted(facts: Sequence[Fact]) -> Counter[str]:
    return Counter(party for fact in facts for party in {p.id for p in (fact.subject, fact.object, fact.origin) if p})


@router.get("/actors/{identity:path}")
def actor(request: Request, identity: str, asked: Ask[Asked]) -> Response:
    """One actor: who funds, supplies, owes, hires it; figures, people, names with why."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        one = identity_of(visit, identity)
        facts = in_order(facts_of(visit)[one.id], "-amount")
        question = visit.snapshot_question()
        network = network_of(visit, question)
        book = network.books.get(one.id)
        exposures = [row for row in exposure_shown(visit, question).exposures if one.id in (row.holder, row.counterparty)]
        loops = [loop for loop in loops_shown(visit, question).loops.loops if one.id in loop.actors]
        entry = visit.known.atlas.get(one.id)
        return render(
            visit,
            "actor.html.j2",
            one=one,
            entry=entry,
            parent=entry.parent_on(visit.horizon.said) if entry else None,
            groups=grouped(one.id, facts),
            found=len(facts),
            figures=sorted(book.used, key=lambda row: str(row.figure.metric)) if book else [],
            series=series(one.id, facts),
            exposures=exposures[:EXPOSURES_SHOWN],
            loops=loops[:LOOPS_SHOWN],
        )


def identity_of(visit: Visit, name: str) -> Identity:
    """The actor with this id, else the only one with this name. Raises NotFound."""
    found = visit.known.identity_by_id.get(name)
    if found is not None:
        return found
    named = visit.known.actors_named(name)
    if len(named) == 1:
        return visit.known.identity_by_id[named[0]]
    raise NotFound(visit.say("actor.not_found", id=name[:100]))


def facts_of(visit: Visit) -> Mapping[str, Sequence[Fact]]:
    """The facts of each actor."""

    def made() -> Mapping[str, Sequence[Fact]]:
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in visit.known.facts:
            for party in {party.id for party in (fact.subject, fact.object, fact.origin) if party}:
                found[party].append(fact)
        return found

    return visit.snapshot.answer("facts of actors", made)


def grouped(actor: str, facts: Sequence[Fact]) -> list[tuple[str, list[Fact]]]:
    """The facts of an actor by what they mean for it, in the order of GROUPS."""
    found: dict[str, list[Fact]] = {name: [] for name in GROUPS}
    for fact in facts:
        if fact.kind is not Kind.REPORTS:
            found[_group(actor, fact)].append(fact)
    return [(name, rows) for name, rows in found.items() if rows]


def _group(actor: str, fact: Fact) -> str:
    first = fact.subject.id == actor
    if fact.kind in _FUNDING:
        return "funds" if first else "funded_by"
    if fact.kind in _BUYING:
        return "buys" if first else "sells"
    if fact.kind in _LENDING:
        return "owed" if first else "owes"
    if KINDS[fact.kind].people:
        return "people"
    return "rules" if fact.kind in _RULES else "other"


def series(actor: str, facts: Sequence[Fact]) -> list[tuple[str, list[tuple[Fact, str, float, float]], float]]:
    """Sums that an actor reports, by metric: each with its date and its ends as parts of the largest, in the order of time."""
    found: dict[str, list[tuple[Fact, str, float, float]]] = defaultdict(list)
    for fact in facts:
        if fact.kind is Kind.REPORTS and fact.subject.id == actor and fact.amount is not None and fact.metric:
            low, high = fact.amount.interval()
            date = fact.period or fact.date or fact.since or ""
            found[fact.metric].append((fact, date, max(low, 0.0), high if high != float("inf") else fact.amount.largest()))
    rows = []
    for metric, told in sorted(found.items()):
        scale = bars([high for *_, high in told])
        placed = [
            (fact, date, scale.place(low), scale.place(high)) for fact, date, low, high in sorted(told, key=lambda row: row[1])
        ]
        rows.append((metric, placed, scale.top))
    return rows
