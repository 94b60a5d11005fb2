"""Tools that list: overview, search, actors, facts, deals, stories, disputes, people, rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from interlock.exchange.content import shown_address
from interlock.ledger.horizon import Horizon
from interlock.ledger.rows import DocumentSummary
from interlock.mcp.arguments import Amount, AsOf, Day, Kinds, Limit, Name, Offset, RolledUp, Sentences, Statuses
from interlock.mcp.desk import Answer, Asked, Desk, Tool
from interlock.network.policy import policy
from interlock.network.talent import talent
from interlock.pipeline.answers_people import talent_of
from interlock.pipeline.answers_search import found_records
from interlock.pipeline.deals import list_deals
from interlock.pipeline.evidence import fact_in_short
from interlock.pipeline.exporting import identity_record
from interlock.pipeline.fact_queries import FactQuestion, find_story, list_disputes, list_facts, list_stories, parties_of
from interlock.pipeline.networks import NetworkQuestion
from interlock.pipeline.queries import Question, list_actors
from interlock.pipeline.roll_up import RollUp
from interlock.pipeline.search import By, search
from interlock.reporting.fact_model import SHORT_ID
from interlock.reporting.figures import quantities_in_words, size_in_words
from interlock.reporting.model import Deal, Telling
from interlock.reporting.people_tables import policy_records, talent_records
from interlock.reporting.rows import actor_rows, deal_records
from interlock.vocabulary import ActorKind, Claim, Fact, Identity
from interlock.vocabulary.fact_codec import dispute_to_record, story_to_record

_TELLINGS = 4


def listings(desk: Desk) -> dict[str, Tool]:
    """The tools by name."""

    def overview(as_of: AsOf = None) -> Answer:
        """How much the ledger holds: documents, claims, facts, actors, stories, disputes. Begin here."""
        with desk.asked(Horizon(as_of)) as asked:
            known, held = asked.known, asked.snapshot.counts
            counts = {"documents": held.documents, "claims": held.claims, "facts": len(known.facts)}
            counts |= {"actors": len(known.identities), "stories": len(known.stories), "disputes": len(known.disputes)}
            days = sorted(row.said for fact in known.facts for row in fact.support if row.said)
            return asked.answer([{**counts, "first_said": days[0] if days else None, "last_said": days[-1] if days else None}])

    def search_ledger(
        query: Annotated[str, Field(min_length=1, max_length=300, description="Words in any language; nothing in it is syntax.")],
        limit: Limit = 10,
        as_of: AsOf = None,
        by: Annotated[By | None, Field(description="By words, by meaning (where the ledger has vectors), or both.")] = None,
    ) -> Answer:
        """Find actors, facts, sentences and titles. `found` says what an item is; at most `limit` of each."""
        with desk.asked(Horizon(as_of)) as asked:
            found = search(asked.view, query, limit=limit, horizon=Horizon(as_of), by=by)
            notes = [f"not searched by meaning: {found.problem}"] if found.problem else []
            rows = (_in_short(asked, row) for row in found_records(found))
            return asked.answer(rows, notes=notes, evidence=True)

    def list_all_actors(
        kind: Annotated[ActorKind | None, Field(description="Only actors of this kind.")] = None,
        limit: Limit = 50,
        offset: Offset = 0,
        as_of: AsOf = None,
    ) -> Answer:
        """Who the claims name, the most often named first, with the names that texts use."""
        with desk.asked(Horizon(as_of)) as asked:
            rows = list(actor_rows(list_actors(asked.view, kind, None, Horizon(as_of)), flat=False))
            return asked.answer(rows[offset : offset + limit], total=len(rows), offset=offset)

    def actor(
        name: Name,
        limit: Limit = 20,
        offset: Offset = 0,
        sentences: Sentences = 1,
        as_of: AsOf = None,
    ) -> Answer:
        """One actor: its names in all languages, why they are held to be one, and its facts, the largest sums first."""
        with desk.asked(Horizon(as_of)) as asked:
            ids, notes = asked.named(name)
            wanted = ids or set()
            who = [one for one in asked.known.identities if one.id in wanted]
            told = [fact for fact in asked.known.facts if wanted & _parties(fact)]
            told.sort(key=lambda fact: asked.known.ranks[fact.id])
            if len(who) > 1:
                notes.append("several actors have this name; ask by id for one of them")
            every: list[Identity | Fact] = [*who, *told]
            rows = (
                {"item": "actor", **identity_record(each)}
                if isinstance(each, Identity)
                else {"item": "fact", **fact_in_short(asked.known, each, sentences)}
                for each in every[offset : offset + limit]
            )
            return asked.answer(rows, total=len(every), offset=offset, notes=notes)

    def list_all_facts(
        kind: Kinds = (),
        status: Statuses = (),
        subject: Name | None = None,
        object: Name | None = None,
        amount_gte: Amount = None,
        currency: Annotated[str | None, Field(pattern="^[A-Z]{3}$", description="ISO 4217.")] = None,
        date_gte: Day | None = None,
        date_lte: Day | None = None,
        origins_gte: Annotated[int, Field(ge=1, le=1000, description="Least number of independent origins.")] = 1,
        disputed: Annotated[bool, Field(description="Only what is told otherwise, too.")] = False,
        sentences: Sentences = 1,
        limit: Limit = 20,
        offset: Offset = 0,
        as_of: AsOf = None,
    ) -> Answer:
        """Facts: what all documents say together, with status, bounds, number of independent origins, and sentences."""
        with desk.asked(Horizon(as_of)) as asked:
            question = Question(
                kinds=kind,
                statuses=status,
                subject=subject,
                object=object,
                amount_gte=amount_gte,
                currency=currency,
                date_gte=date_gte,
                date_lte=date_lte,
                said_by=as_of,
            )
            found, notes = list_facts(asked.known, FactQuestion(question, origins_gte, disputed))
            part = (fact_in_short(asked.known, fact, sentences) for fact in found[offset : offset + limit])
            return asked.answer(part, total=len(found), offset=offset, notes=notes)

    def list_all_deals(
        kind: Kinds = (),
        status: Statuses = (),
        subject: Name | None = None,
        object: Name | None = None,
        amount_gte: Amount = None,
        limit: Limit = 20,
        offset: Offset = 0,
        roll_up: RolledUp = False,
        as_of: AsOf = None,
    ) -> Answer:
        """Deals by size: claims of one kind between the same two, whatever texts call them, every telling quoted; no sums."""
        with desk.asked(Horizon(as_of)) as asked:
            question = Question(kinds=kind, statuses=status, subject=subject, object=object, amount_gte=amount_gte, said_by=as_of)
            rolled = RollUp(asked.known.atlas, as_of) if roll_up else None
            deals, notes = list_deals(asked.known, question, rolled, lambda each: _telling(asked.snapshot.documents, each))
            return asked.answer(map(_deal, deals[offset : offset + limit]), total=len(deals), offset=offset, notes=notes)

    def stories(
        story: Annotated[
            str | None, Field(max_length=40, description="Beginning of its id, or of a document's: only that.")
        ] = None,
        least: Annotated[int, Field(ge=1, le=10_000, description="Told by at least so many documents.")] = 2,
        limit: Limit = 20,
        offset: Offset = 0,
        as_of: AsOf = None,
    ) -> Answer:
        """Stories and who tells them: which telling is a copy or a translation of which, and what it changed."""
        with desk.asked(Horizon(as_of)) as asked:
            found = [find_story(asked.known, story)] if story else list_stories(asked.known, least)
            return asked.answer(map(story_to_record, found[offset : offset + limit]), total=len(found), offset=offset)

    def disputes(
        kind: Kinds = (),
        subject: Name | None = None,
        object: Name | None = None,
        limit: Limit = 20,
        offset: Offset = 0,
        as_of: AsOf = None,
    ) -> Answer:
        """What cannot all be right, side by side with origins and the likely reason. Nothing is averaged."""
        with desk.asked(Horizon(as_of)) as asked:
            question = Question(kinds=kind, subject=subject, object=object, said_by=as_of)
            found, notes = list_disputes(asked.known, question)
            parties = parties_of(asked.known)
            rows = [
                dispute_to_record(each) | dict(zip(("subject", "object"), parties(each.sides[0].fact), strict=True))
                for each in found[offset : offset + limit]
            ]
            return asked.answer(rows, total=len(found), offset=offset, notes=notes, evidence=True)

    def people_moves(actor: Name | None = None, limit: Limit = 50, offset: Offset = 0, as_of: AsOf = None) -> Answer:
        """Moves of people between organisations, and pay offers; named and counted people are never counted twice."""
        with desk.asked(Horizon(as_of)) as asked:
            ids, notes = asked.named(actor)
            rows = list(talent_records(talent_of(talent(asked.known.facts), ids)))
            part = (_in_short(asked, row) for row in rows[offset : offset + limit])
            return asked.answer(part, total=len(rows), offset=offset, notes=notes, evidence=True)

    def rules(actor: Name | None = None, limit: Limit = 20, offset: Offset = 0, as_of: AsOf = None) -> Answer:
        """Rules, easings and levies in the order of time, with the deals they touch and why."""
        with desk.asked(Horizon(as_of)) as asked:
            ids, notes = asked.named(actor)
            country = asked.snapshot.network(NetworkQuestion(horizon=Horizon(as_of))).country_of
            found = [
                rule
                for rule in policy(asked.known.facts, country)
                if ids is None or ids & {rule.fact.subject.id, rule.fact.object.id if rule.fact.object else ""}
            ]
            part = found[offset : offset + limit]
            rows = [
                record | {"rule": fact_in_short(asked.known, rule.fact, 1)}
                for rule, record in zip(part, policy_records(part), strict=True)
            ]
            return asked.answer(rows, total=len(found), offset=offset, notes=notes, evidence=True)

    return {
        "overview": overview,
        "search": search_ledger,
        "list_actors": list_all_actors,
        "actor": actor,
        "list_deals": list_all_deals,
        "list_facts": list_all_facts,
        "disputes": disputes,
        "stories": stories,
        "talent": people_moves,
        "policy": rules,
    }


def _in_short(asked: Asked, row: Mapping[str, Any]) -> dict[str, Any]:
    """A record of the verb; a fact that is found, or an offer, in short with its sentence; no folder of this machine."""
    fact = asked.known.fact_by_id.get(str(row.get("id")))
    if fact is not None and (row.get("found") == "fact" or row.get("type") == "offer"):
        sort = {key: row[key] for key in ("found", "type") if key in row}
        return sort | fact_in_short(asked.known, fact, 1)
    return {**row, "address": shown_address(str(row["address"]))} if row.get("address") else dict(row)


def _parties(fact: Fact) -> set[str]:
    return {party.id for party in (fact.subject, fact.object, fact.origin) if party}


def _telling(documents: Mapping[str, DocumentSummary], claim: Claim) -> Telling:
    document = documents.get(claim.evidence.document)
    if document is None:  # read since the snapshot was made
        return Telling(claim, claim.id[:SHORT_ID], None, "", None)
    return Telling(claim, claim.id[:SHORT_ID], document.title, document.address, document.published)


def _deal(deal: Deal) -> dict[str, object]:
    """As the verb tells it, each telling with what is shown of its claim."""
    (record,) = deal_records([deal])
    tellings = [
        {
            "claim": told.claim.id,
            "status": str(told.claim.status),
            "in_words": quantities_in_words(told.claim),
            "quote": told.claim.evidence.quote,
            "language": told.claim.evidence.language,
            "document": told.claim.evidence.document,
            "title": told.title,
            "address": shown_address(told.address),
            "published": told.published,
        }
        for told in deal.tellings[:_TELLINGS]
    ]
    left_out = len(deal.tellings) - len(tellings)
    return record | {"size": size_in_words(deal.size), "tellings": tellings, "tellings_left_out": left_out}
