"""Claims, facts, actors, stories, disputes, documents."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from interlock.pipeline.exporting import identity_record
from interlock.pipeline.fact_queries import fact_tree, find_story, list_disputes, list_stories, parties_of, story_tree
from interlock.pipeline.queries import explain
from interlock.pipeline.search import By, search
from interlock.reporting import explanation_record
from interlock.reporting.facts import DISPUTE_HEAD, FACT_HEAD, dispute_rows, fact_rows
from interlock.reporting.stories import STORY_HEAD, story_rows
from interlock.vocabulary import claim_to_record
from interlock.vocabulary.fact_codec import dispute_to_record, fact_to_record, story_to_record
from interlock.web.api.answering import AskFormat, Format, Listing, listing
from interlock.web.asking import Ask, Asked, Listed
from interlock.web.filtering import deals_of, wanted_facts
from interlock.web.pages.actors import facts_of, identity_of
from interlock.web.pages.deals import whole_id as whole_fact
from interlock.web.pages.documents import whole_id as whole_document
from interlock.web.visit import Site

router = APIRouter(prefix="/api/v1", tags=["ledger"])
ACTOR_ROWS = ("id", "name", "kind", "facts", "names")


@router.get("/counts")
def counts(request: Request, asked: Ask[Asked]) -> dict[str, Any]:
    """How much the ledger holds."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        known, held = visit.known, visit.snapshot.counts
        return {
            "as_of": visit.horizon.said,
            "made": visit.snapshot.made,
            "documents": held.documents,
            "claims": held.claims,
            "facts": len(known.facts),
            "deals": len(deals_of(known.facts)),
            "actors": len(known.identities),
            "stories": len(known.stories),
            "disputes": len(known.disputes),
        }


@router.get("/facts", response_model=Listing)
def facts(request: Request, asked: Ask[Listed], form: AskFormat = Format.JSON, deals: bool = False) -> Response:
    """Facts as `interlock facts` lists them; with `deals` only those between two parties that move something of value."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        found, notes = wanted_facts(visit, asked)
        if deals:
            found = deals_of(found)
        flat = (fact_rows, FACT_HEAD)
        return listing(
            visit,
            form,
            found,
            lambda rows: map(fact_to_record, rows),
            flat,
            limit=asked.limit,
            offset=asked.offset,
            notes=notes,
        )


@router.get("/facts/{identity}")
def fact(request: Request, identity: str, asked: Ask[Asked]) -> dict[str, Any]:
    """One fact with its sentences and disputes; the beginning of an id is enough."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        tree = fact_tree(visit.known, whole_fact(visit, identity))
        return {
            **fact_to_record(tree.fact),
            "disputes": [dispute_to_record(dispute) for dispute in tree.disputes],
            "sentences": [
                {
                    "claim": row.claim.id,
                    "document": row.support.document,
                    "title": row.title,
                    "address": row.address,
                    "said": row.support.said,
                    "quote": row.claim.evidence.quote,
                    "start": row.claim.evidence.start,
                    "end": row.claim.evidence.end,
                    "language": row.claim.evidence.language,
                }
                for row in tree.claims
            ],
        }


@router.get("/claims/{identity}")
def claim(request: Request, identity: str, asked: Ask[Asked]) -> JSONResponse:
    """What stands behind one claim, as `interlock explain --json` tells it."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        try:
            return JSONResponse(explanation_record(explain(visit.view, identity)))
        except ValueError as error:
            return JSONResponse({"detail": str(error)}, 400)


@router.get("/actors", response_model=Listing)
def actors(request: Request, asked: Ask[Listed], form: AskFormat = Format.JSON) -> Response:
    """Actors, those with most facts first."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        told = facts_of(visit)
        found = sorted(visit.known.identities, key=lambda one: (-len(told.get(one.id, ())), one.id))
        rows = (
            lambda ones: (
                {
                    "id": one.id,
                    "name": one.name,
                    "kind": str(one.kind),
                    "facts": len(told.get(one.id, ())),
                    "names": "; ".join(one.names),
                }
                for one in ones
            ),
            ACTOR_ROWS,
        )
        return listing(visit, form, found, lambda ones: map(identity_record, ones), rows, limit=asked.limit, offset=asked.offset)


@router.get("/actors/{identity:path}")
def actor(request: Request, identity: str, asked: Ask[Asked]) -> dict[str, Any]:
    """One actor with its names, why they are one, and the ids of its facts."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        one = identity_of(visit, identity)
        return {**identity_record(one), "facts": [fact.id for fact in facts_of(visit).get(one.id, ())]}


@router.get("/stories", response_model=Listing)
def stories(request: Request, asked: Ask[Listed], form: AskFormat = Format.JSON, least: int = 2) -> Response:
    """Stories told by at least so many documents, as `interlock stories` lists them."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        found = list_stories(visit.known, least)
        flat = (lambda rows: story_rows(story_tree(visit.known, story) for story in rows), STORY_HEAD)
        return listing(visit, form, found, lambda rows: map(story_to_record, rows), flat, limit=asked.limit, offset=asked.offset)


@router.get("/stories/{identity}")
def story(request: Request, identity: str, asked: Ask[Asked]) -> dict[str, Any]:
    """One story with its tellings and what each changed."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        return story_to_record(find_story(visit.known, identity))


@router.get("/disputes", response_model=Listing)
def disputes(request: Request, asked: Ask[Listed], form: AskFormat = Format.JSON) -> Response:
    """Disputes, as `interlock disputes` lists them."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        found, notes = list_disputes(visit.known, asked.question(None).claims)
        flat = (lambda rows: dispute_rows(rows, parties_of(visit.known)), DISPUTE_HEAD)
        return listing(
            visit,
            form,
            found,
            lambda rows: map(dispute_to_record, rows),
            flat,
            limit=asked.limit,
            offset=asked.offset,
            notes=notes,
        )


@router.get("/documents/{identity}")
def document(request: Request, identity: str, asked: Ask[Asked]) -> dict[str, Any]:
    """One document with its text, zones and claims (at most 10,000)."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        paper = visit.view.document(whole_document(visit, identity))
        assert paper is not None
        claims = visit.view.claims_between(paper.id, 0, len(paper.text) + 1, 10_000)
        return {
            "id": paper.id,
            "address": paper.address,
            "title": paper.title,
            "site": paper.site,
            "language": paper.language,
            "published": paper.published,
            "published_from": paper.published_from,
            "first_seen": paper.first_seen,
            "text": paper.text,
            "zones": [{"kind": str(zone.kind), "start": zone.start, "end": zone.end} for zone in paper.zones],
            "claims": [claim_to_record(each) for each in claims],
        }


@router.get("/search")
def searched(
    request: Request, asked: Ask[Asked], q: Annotated[str, Query(max_length=300)], limit: int = 20, by: By | None = None
) -> dict[str, Any]:
    """Actors, facts, sentences and titles, as `interlock search` finds them: by words, and by meaning where there are vectors.

    `words` tells whether a sentence or title has the words, `similarity` the cosine of its meaning where that is near.
    """
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        found = search(visit.view, q, limit=min(max(limit, 1), 200), horizon=asked.horizon, by=by)
        return {
            "by": found.by,
            "actors": [asdict(row) for row in found.actors],
            "facts": [row.id for row in found.facts],
            "sentences": [asdict(row) for row in found.sentences],
            "documents": [asdict(row) for row in found.documents],
        }
