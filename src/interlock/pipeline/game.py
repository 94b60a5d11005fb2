"""The people of a ledger as a game of yes and no, and the sentences behind each answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from interlock.ledger.horizon import EVERYTHING, Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.network.guess_who import (
    Answers,
    Measure,
    Near,
    Reason,
    Turn,
    measure,
    nearest,
    next_question,
    open_questions,
    reasons,
    secret_of,
    still_fit,
    turn,
)
from interlock.network.person_questions import Answer, Holding, People, Question, QuestionForm, guess, people_of
from interlock.pipeline.knowledge import Knowledge, knowledge
from interlock.vocabulary import Claim, Fact, Party

__all__ = [
    "MOST_QUOTES",
    "Answer",
    "Answers",
    "Holding",
    "LedgerGame",
    "Measure",
    "Near",
    "People",
    "Question",
    "QuestionForm",
    "Quote",
    "Reason",
    "Turn",
    "guess",
    "known_people",
    "measure",
    "nearest",
    "next_question",
    "open_game",
    "open_questions",
    "quotes",
    "reasons",
    "secret_of",
    "still_fit",
    "turn",
]


MOST_QUOTES = 5
"""Behind one answer; `explain` shows all that a fact rests on."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document behind an answer, with the fact and the claim that they make."""

    fact: str
    claim: str
    text: str
    language: str
    document: str
    title: str | None
    site: str | None
    address: str


@dataclass(frozen=True, slots=True)
class LedgerGame:
    """A ledger's people, ready to play."""

    ledger: Path
    known: Knowledge
    people: People

    def named(self, name: str) -> tuple[Party, ...]:
        """The people with this name, in any language, or this id."""
        wanted = set(self.known.actors_named(name))
        return tuple(person for person in self.people.persons if person.id in wanted)

    def quotes(self, reason: Reason, most: int = MOST_QUOTES) -> tuple[Quote, ...]:
        """The words behind a reason, at most so many."""
        with ResolvedView(self.ledger) as view:
            return quotes(self.known, view, reason, most)


def open_game(ledger: Path, horizon: Horizon = EVERYTHING, atlas: tuple[Path, ...] = ()) -> LedgerGame:
    """The game over the people whom a ledger knows as of a horizon. The ledger is not held open while it is played."""
    with ResolvedView(ledger) as view, view.steady():
        known = knowledge(view, horizon, atlas).settle()
        return LedgerGame(ledger, known, known_people(known, view.claim_languages()))


def known_people(known: Knowledge, languages: Mapping[str, str]) -> People:
    """The people of what is known. `languages` gives the tag of each claim's sentence; the forms of a language count as one."""
    return people_of(known.facts, known.disputes, {claim: tag.partition("-")[0] for claim, tag in languages.items()})


def quotes(known: Knowledge, view: ResolvedView, reason: Reason, most: int = MOST_QUOTES) -> tuple[Quote, ...]:
    """The words behind a reason, at most so many: of each of its facts the first claim.

    A question of a language has claims in that language, one of several languages the first claim in each of them.
    """
    form, seen = reason.question.form, set[str]()
    found: list[Quote] = []
    for fact, claim, document in _claims(known, view, reason.holding.facts):
        language = claim.evidence.language.partition("-")[0]
        if form is QuestionForm.TOLD_IN and language != reason.question.language:
            continue
        key = language if form is QuestionForm.TOLD_IN_SEVERAL_LANGUAGES else fact.id
        if key not in seen:
            seen.add(key)
            found.append(_quote(view, fact, claim, document))
        if len(found) == most:
            break
    return tuple(found)


def _claims(known: Knowledge, view: ResolvedView, facts: Iterable[str]) -> Iterator[tuple[Fact, Claim, str]]:
    for identity in facts:
        fact = known.fact_by_id[identity]
        for row in fact.support:
            claim = view.claim(row.claim)
            if claim is not None:
                yield fact, claim, row.document


def _quote(view: ResolvedView, fact: Fact, claim: Claim, document: str) -> Quote:
    paper = next(view.documents(identity=document))
    evidence = claim.evidence
    return Quote(fact.id, claim.id, evidence.quote, evidence.language, document, paper.title, paper.site, paper.address)
