"""Questions about facts, stories and disputes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from interlock.ledger.filters import is_id_prefix
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.knowledge import Knowledge
from interlock.pipeline.queries import Question
from interlock.pipeline.roll_up import RollUp
from interlock.reporting.fact_model import FactTree, ShownTelling, StoryTree, TreeClaim
from interlock.vocabulary import KINDS, ActorLink, Dispute, Fact, InterlockError, Story
from interlock.vocabulary.dates import first_and_last_day

_LINKS_SHOWN = 8


class NoSuchFact(InterlockError):
    """No fact's, claim's or story's id begins so."""


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """Which facts are wanted: a question about claims, and what only facts have."""

    claims: Question
    origins_gte: int = 1
    disputed: bool = False
    roll_up: RollUp | None = None


def list_facts(known: Knowledge, question: FactQuestion) -> tuple[list[Fact], list[str]]:
    """The facts wanted, the largest sums first, then those of most origins; and a note for each actor that is unknown."""
    notes: list[str] = []
    asked = question.claims
    roll_up = question.roll_up
    subjects, objects = (_actors(known, name, roll_up, notes) for name in (asked.subject, asked.object))
    in_dispute = {side.fact for dispute in known.disputes for side in dispute.sides} if question.disputed else None
    found = [
        shown
        for fact in known.facts
        if (in_dispute is None or fact.id in in_dispute)
        and (question.origins_gte <= 1 or len(fact.origins) >= question.origins_gte)
        and _passes(fact, asked)
        and _sides(shown := roll_up.fact(fact) if roll_up else fact, subjects, objects)
    ]
    if asked.languages or asked.document is not None:
        found = [fact for fact in found if _told_in(known.view, fact, asked)]
    return sorted(found, key=lambda fact: known.ranks[fact.id]), notes


def _actors(known: Knowledge, name: str | None, roll_up: RollUp | None, notes: list[str]) -> frozenset[str] | None:
    if name is None:
        return None
    found = known.actors_named(name)
    if not found:
        notes.append(f"no fact names '{name}'; 'interlock actors' lists who is named")
    return frozenset(roll_up.top(each) for each in found) if roll_up else frozenset(found)


def _sides(fact: Fact, subjects: frozenset[str] | None, objects: frozenset[str] | None) -> bool:
    sides = (fact.subject.id, fact.object.id if fact.object else "")
    if _stands(sides, subjects, objects):
        return True
    return KINDS[fact.kind].symmetric and _stands((sides[1], sides[0]), subjects, objects)


def _stands(sides: tuple[str, str], subjects: frozenset[str] | None, objects: frozenset[str] | None) -> bool:
    return (subjects is None or sides[0] in subjects) and (objects is None or sides[1] in objects)


def _passes(fact: Fact, asked: Question) -> bool:
    if (asked.kinds and fact.kind not in asked.kinds) or (asked.statuses and fact.status not in asked.statuses):
        return False
    if asked.amount_gte is not None and (fact.amount is None or fact.amount.largest() < asked.amount_gte):
        return False
    if asked.currency is not None and (fact.amount is None or fact.amount.currency != asked.currency):
        return False
    dated = asked.date_gte is not None or asked.date_lte is not None
    if dated and (fact.date is None or not _within(fact.date, asked.date_gte, asked.date_lte)):
        return False
    if asked.published_gte is not None or asked.published_lte is not None:
        return any(row.said and _within(row.said, asked.published_gte, asked.published_lte) for row in fact.support)
    return True


def _within(date: str, first: str | None, last: str | None) -> bool:
    low, high = first_and_last_day(date)
    return (first is None or high >= first_and_last_day(first)[0]) and (last is None or low <= first_and_last_day(last)[1])


def _told_in(view: ResolvedView, fact: Fact, asked: Question) -> bool:
    for row in fact.support:
        claim = view.claim(row.claim)
        if claim is None:
            continue
        language = claim.evidence.language
        if asked.languages and not any(language == each or language.startswith(f"{each}-") for each in asked.languages):
            continue
        if asked.document is None:
            return True
        address = next((each.address for each in view.documents(identity=row.document)), "")
        if row.document.startswith(asked.document.lower()) or asked.document in address:
            return True
    return False


def list_disputes(known: Knowledge, question: Question) -> tuple[list[Dispute], list[str]]:
    """The disputes about facts that the question asks for, those of most origins first."""
    facts, notes = list_facts(known, FactQuestion(question, disputed=True))
    wanted = {fact.id for fact in facts}
    found = [dispute for dispute in known.disputes if any(side.fact in wanted for side in dispute.sides)]
    return sorted(found, key=lambda each: (-sum(side.origins for side in each.sides), str(each.kind), each.id)), notes


def parties_of(known: Knowledge) -> Callable[[str], tuple[str, str]]:
    """Subject and object of a fact by its id, as names."""

    def parties(identity: str) -> tuple[str, str]:
        fact = known.fact_by_id[identity]
        return fact.subject.name, fact.object.name if fact.object else (fact.metric or "").replace("_", " ")

    return parties


def list_stories(known: Knowledge, least: int) -> list[Story]:
    """The stories told by at least so many documents, the most often told first."""
    found = [story for story in known.stories if len(story.tellings) >= least]
    return sorted(found, key=lambda story: (-len(story.tellings), story.tellings[0].said or "", story.id))


def story_tree(known: Knowledge, story: Story) -> StoryTree:
    """A story with its documents and the claims in which they differ."""
    view = known.view
    wanted = {each for told in story.tellings for row in told.differences for each in (row.claim, row.other) if each}
    claims = {identity: claim for identity in wanted if (claim := view.claim(identity)) is not None}
    shown = []
    for told in story.tellings:
        document = next(view.documents(identity=told.document))
        shown.append(ShownTelling(told, document.title, document.address, document.site, document.language, document.claims))
    return StoryTree(story, tuple(shown), claims)


def find_story(known: Knowledge, prefix: str) -> Story:
    """The story whose id, or one of whose documents' ids, begins so. Raises NoSuchFact."""
    wanted = prefix.lower()
    found = [
        story
        for story in known.stories
        if story.id.startswith(wanted) or any(told.document.startswith(wanted) for told in story.tellings)
    ]
    if len(found) != 1 or not is_id_prefix(prefix):
        what = "more than one story or document" if len(found) > 1 else "no story or document"
        raise NoSuchFact(f"{what} has an id that begins with {prefix}; 'interlock stories' lists them")
    return found[0]


def fact_tree(known: Knowledge, identity: str) -> FactTree:
    """A fact with its claims, their sentences, the reasons for merging, the disputes, and why its actors are who they are."""
    view = known.view
    fact = known.fact_by_id.get(identity)
    if fact is None:
        raise NoSuchFact(f"no fact has the id {identity}")
    rows = []
    for support in fact.support:
        claim = view.claim(support.claim)
        document = next(view.documents(identity=support.document))
        if claim is None:
            continue
        if claim.evidence.document != support.document:
            claim = replace(claim, evidence=replace(claim.evidence, document=support.document))
        rows.append(
            TreeClaim(
                support,
                claim,
                view.short(claim.id),
                document.title,
                document.address,
                document.site,
                known.telling_of.get(support.document),
            )
        )
    return FactTree(fact, tuple(rows), tuple(known.disputes_of.get(identity, ())), tuple(_links(known, fact)))


def _links(known: Knowledge, fact: Fact) -> Iterable[ActorLink]:
    for party in sorted({party.id for party in (fact.subject, fact.object, fact.origin) if party}):
        if party in known.identity_by_id:
            yield from known.identity_by_id[party].links[:_LINKS_SHOWN]
