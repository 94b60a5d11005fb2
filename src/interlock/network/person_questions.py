"""What can be asked of a person with yes or no, and what the facts answer for each person. A question is data, not a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from interlock.network.flows import result_id
from interlock.vocabulary import ActorKind, Dispute, Fact, Kind, Party, Status

_ID_DIGITS = 16
"""Of a question: short enough for a dozen of them in the address of a page."""


class QuestionForm(StrEnum):
    """What is asked. A form that has `other` can be asked of one actor ('OpenAI?') and of any ('anybody?')."""

    FOUNDED = "founded"
    LED = "led"  # held a post there, now or then
    HELD_POST = "held_post"  # has `role` instead of `other`
    HIRED_BY = "hired_by"
    CAME_FROM = "came_from"  # left it, or was hired away from it
    OFFERED_BY = "offered_by"
    OFFERED_MONEY = "offered_money"  # a sum is told for an offer to the person or for hiring them; no `other`
    SAID = "said"  # a statement about `other`
    SPOKEN_OF_BY = "spoken_of_by"
    ATTENDED = "attended"
    INVESTED_IN = "invested_in"
    ACQUIRED = "acquired"
    OWNS = "owns"
    LENT_TO = "lent_to"
    FUNDED = "funded"
    JOINED = "joined"
    BUILT = "built"
    TOLD_IN = "told_in"  # has `language` instead of `other`
    TOLD_IN_SEVERAL_LANGUAGES = "told_in_several_languages"  # no `other`
    IS = "is"  # whether it is the person `other`: a guess


class Answer(StrEnum):
    """An answer to a question: of the player, or of the ledger."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a person. `id` is the hash of what is asked, so it is the same in every ledger that can ask it."""

    id: str
    form: QuestionForm
    other: Party | None = None
    role: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """What the ledger answers for one person, and the ids of the facts that make it so, sorted.

    YES rests on facts that hold; a guess that is right rests on none. UNKNOWN rests on facts that are only planned, talked about,
    possible or disputed. NO rests on facts that are refused or denied, or on no fact at all: no sentence of the ledger says so.
    """

    answer: Answer
    facts: tuple[str, ...] = ()


NOT_TOLD = Holding(Answer.NO)
"""Where no sentence of the ledger says so."""


@dataclass(frozen=True, slots=True)
class People:
    """The people of a ledger, by id, and what can be asked of them. `told` has, by person and question, what is not NOT_TOLD."""

    persons: tuple[Party, ...]
    questions: Mapping[str, Question]
    told: Mapping[str, Mapping[str, Holding]]

    def holding(self, person: str, question: str) -> Holding:
        """What the ledger answers to the question for the person, both given by their ids."""
        return self.told.get(person, {}).get(question, NOT_TOLD)


_BY_SUBJECT = {
    Kind.FOUNDS: QuestionForm.FOUNDED,
    Kind.LEADS: QuestionForm.LED,
    Kind.LEAVES: QuestionForm.CAME_FROM,
    Kind.SAYS: QuestionForm.SAID,
    Kind.ATTENDS: QuestionForm.ATTENDED,
    Kind.INVESTS_IN: QuestionForm.INVESTED_IN,
    Kind.ACQUIRES: QuestionForm.ACQUIRED,
    Kind.OWNS: QuestionForm.OWNS,
    Kind.LENDS_TO: QuestionForm.LENT_TO,
    Kind.FUNDS: QuestionForm.FUNDED,
    Kind.JOINS: QuestionForm.JOINED,
    Kind.BUILDS: QuestionForm.BUILT,
}
"""What a fact with a person as subject answers; `other` is its object."""
_BY_OBJECT = {
    Kind.HIRES: QuestionForm.HIRED_BY,
    Kind.OFFERS: QuestionForm.OFFERED_BY,
    Kind.SAYS: QuestionForm.SPOKEN_OF_BY,
}
"""What a fact with a person as object answers; `other` is its subject."""
_PAY = frozenset({Kind.HIRES, Kind.OFFERS})
_HOLDS = frozenset({Status.DONE, Status.AGREED, Status.ENDED})
"""What has ended was so once, and the questions ask whether it ever was."""
_DOES_NOT = frozenset({Status.REFUSED, Status.DENIED})
_DECIDING = frozenset({"status", "subject", "object"})
"""Fields whose dispute leaves open whether the thing is so at all; one about a sum does not."""


def question(form: QuestionForm, *, other: Party | None = None, role: str | None = None, language: str | None = None) -> Question:
    """The question with its id."""
    asked = result_id("question", form, other.id if other else "", role or "", language or "")
    return Question(asked[:_ID_DIGITS], form, other, role, language)


def guess(person: Party) -> Question:
    """Whether it is this person."""
    return question(QuestionForm.IS, other=replace(person, members=()))


def people_of(facts: Iterable[Fact], disputes: Iterable[Dispute] = (), languages: Mapping[str, str] | None = None) -> People:
    """The people whom the facts name, and what the facts answer for each.

    `languages` gives the language of a claim's sentence by the claim's id; without it nothing is asked about languages.
    Groups are no persons.
    """
    every = sorted(facts, key=lambda fact: fact.id)
    open_facts = {side.fact for dispute in disputes if dispute.field in _DECIDING for side in dispute.sides}
    persons: dict[str, Party] = {}
    questions: dict[str, Question] = {}
    found: dict[str, dict[str, list[tuple[Answer, str]]]] = defaultdict(lambda: defaultdict(list))
    for fact in every:
        answer = Answer.UNKNOWN if fact.id in open_facts else _answer(fact)
        for person in _persons(fact):
            persons.setdefault(person.id, person)
        for person, asked in _asked(fact):
            questions.setdefault(asked.id, asked)
            found[person.id][asked.id].append((answer, fact.id))
        for person, asked in _asked_of_languages(fact, languages or {}):
            questions.setdefault(asked.id, asked)
            found[person.id][asked.id].append((Answer.YES, fact.id))
    told = {person: {key: _together(rows) for key, rows in sorted(by_question.items())} for person, by_question in found.items()}
    for person in persons.values():
        named = guess(person)
        questions[named.id] = named
        told.setdefault(person.id, {})[named.id] = Holding(Answer.YES)
    several = question(QuestionForm.TOLD_IN_SEVERAL_LANGUAGES)
    for holdings in told.values():
        in_language = [row for key, row in holdings.items() if questions[key].form is QuestionForm.TOLD_IN]
        if len(in_language) > 1:
            questions[several.id] = several
            holdings[several.id] = Holding(Answer.YES, tuple(sorted({fact for row in in_language for fact in row.facts})))
    return People(tuple(persons[key] for key in sorted(persons)), dict(sorted(questions.items())), told)


def _answer(fact: Fact) -> Answer:
    """Whether what the fact tells is so.

    A statement was made whatever it says of its matter, only its denial leaves that open; an offer that is turned down was made.
    """
    if fact.kind is Kind.SAYS:
        return Answer.UNKNOWN if fact.status is Status.DENIED else Answer.YES
    if fact.status in _HOLDS or (fact.kind is Kind.OFFERS and fact.status is Status.REFUSED):
        return Answer.YES
    return Answer.NO if fact.status in _DOES_NOT else Answer.UNKNOWN


def _persons(fact: Fact) -> list[Party]:
    parties = (fact.subject, fact.object, fact.origin)
    return [party for party in parties if party is not None and party.kind is ActorKind.PERSON]


def _asked(fact: Fact) -> Iterator[tuple[Party, Question]]:
    """The persons and questions that the fact answers."""
    subject, object_ = fact.subject, fact.object
    if subject.kind is ActorKind.PERSON and fact.kind in _BY_SUBJECT:
        yield from _of_one_and_any(subject, _BY_SUBJECT[fact.kind], object_)
        if fact.kind is Kind.LEADS:
            for role in _roles(fact):
                yield subject, question(QuestionForm.HELD_POST, role=role)
    if object_ is not None and object_.kind is ActorKind.PERSON and fact.kind in _BY_OBJECT:
        yield from _of_one_and_any(object_, _BY_OBJECT[fact.kind], subject)
        if fact.kind is Kind.HIRES and fact.origin is not None:
            yield from _of_one_and_any(object_, QuestionForm.CAME_FROM, fact.origin)
        if fact.kind in _PAY and fact.amount is not None:
            yield object_, question(QuestionForm.OFFERED_MONEY)


def _of_one_and_any(person: Party, form: QuestionForm, other: Party | None) -> Iterator[tuple[Party, Question]]:
    """The question of any actor, and of the one named. What is told of a group is told of none of its members alone."""
    yield person, question(form)
    if other is not None and other.kind is not ActorKind.GROUP and other.id != person.id:
        yield person, question(form, other=replace(other, members=()))


def _roles(fact: Fact) -> list[str]:
    """The posts told, without the word that they are held no more."""
    told = {fact.role, *(value.text for value in fact.values if value.field == "role")}
    return sorted({role.removeprefix("former ").strip() for role in told if role} - {""})


def _asked_of_languages(fact: Fact, languages: Mapping[str, str]) -> Iterator[tuple[Party, Question]]:
    """In which languages the fact tells of its persons: a sentence that denies something names them, too."""
    for language in sorted({languages[claim] for claim in fact.claims if claim in languages}):
        for person in _persons(fact):
            yield person, question(QuestionForm.TOLD_IN, language=language)


def _together(rows: Iterable[tuple[Answer, str]]) -> Holding:
    """One fact that holds is enough for a yes; what is open outweighs what is denied."""
    by_answer: dict[Answer, set[str]] = defaultdict(set)
    for answer, fact in rows:
        by_answer[answer].add(fact)
    answer = next(each for each in (Answer.YES, Answer.UNKNOWN, Answer.NO) if each in by_answer)
    return Holding(answer, tuple(sorted(by_answer[answer])))
