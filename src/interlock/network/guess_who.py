"""A game of yes and no over people: which question halves those who are left, who is left, and on what that rests.

The state of a game is a plain row of (question id, answer), in the order given; where one question is answered twice the later
answer counts. Answers to questions that these people do not have are passed over, so an old row never fails. A guess is a
question, too: a no to it takes that person, and nobody else, out of the game.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from interlock.network.flows import result_id
from interlock.network.person_questions import Answer, Holding, People, Question, QuestionForm
from interlock.vocabulary import Party

Answers = Sequence[tuple[str, Answer]]
_OF_LANGUAGE = frozenset({QuestionForm.TOLD_IN, QuestionForm.TOLD_IN_SEVERAL_LANGUAGES})
"""Who thinks of a person knows what the person did, and not in which language the ledger tells of it."""


@dataclass(frozen=True, slots=True)
class Near:
    """A person and the ids of the questions whose given answer contradicts what the ledger answers for them."""

    person: Party
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """How a game stands.

    `left` fit every answer, by id. `question` is the next one; None where one is left, where no question tells those left
    apart, or where nobody is left. Only where nobody is left `nearest` is filled: all people whom no guess has ruled out, those
    who break fewest first.
    """

    left: tuple[Party, ...]
    question: Question | None
    nearest: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One question of a game, the answer given, and what the ledger answers for the person named."""

    question: Question
    given: Answer
    holding: Holding

    @property
    def breaks(self) -> bool:
        """Whether the two contradict each other."""
        return _contradict(self.given, self.holding.answer)


@dataclass(frozen=True, slots=True)
class Measure:
    """The game played once for each person by a player who answers just as the ledger does.

    `told_apart` counts those who are left alone at the end, `questions` is the mean number asked until the end, `most` the
    greatest, `left` the mean number of people who are left at the end.
    """

    people: int
    told_apart: int
    questions: float
    most: int
    left: float


def turn(people: People, answers: Answers) -> Turn:
    """How the game stands after these answers."""
    left = still_fit(people, answers)
    if left:
        return Turn(left, next_question(people, answers))
    return Turn((), None, nearest(people, answers))


def next_question(people: People, answers: Answers) -> Question | None:
    """The best of the open questions; None where none tells those left apart."""
    return next(iter(open_questions(people, answers)), None)


def open_questions(people: People, answers: Answers) -> tuple[Question, ...]:
    """The questions, guesses aside, that tell those left apart and have no answer yet, the best first.

    A question tells people apart where the ledger says yes for one of them and no for another. The best leaves fewest people
    on average, where each of those left is thought of with equal chance; a person for whom the ledger does not know stays
    whatever the answer is. Of equal ones that of the least id comes first. Questions of languages come after all others.
    """
    left = still_fit(people, answers)
    given = {key for key, _ in answers}
    yes: dict[str, int] = {}
    unknown: dict[str, int] = {}
    for person in left:
        for key, holding in people.told.get(person.id, {}).items():
            if holding.answer is not Answer.NO:
                counted = yes if holding.answer is Answer.YES else unknown
                counted[key] = counted.get(key, 0) + 1
    ranked: list[tuple[bool, float, str]] = []
    for key, agree in yes.items():
        open_ = unknown.get(key, 0)
        disagree = len(left) - agree - open_
        form = people.questions[key].form
        if disagree and key not in given and form is not QuestionForm.IS:
            ranked.append((form in _OF_LANGUAGE, _left_on_average(agree, disagree, open_), key))
    return tuple(people.questions[key] for _, _, key in sorted(ranked))


def _left_on_average(yes: int, no: int, unknown: int) -> float:
    """People left after an answer of yes or no; those unknown are held to answer either with equal chance."""
    return ((yes + unknown / 2) * (yes + unknown) + (no + unknown / 2) * (no + unknown)) / (yes + no + unknown)


def still_fit(people: People, answers: Answers) -> tuple[Party, ...]:
    """Those for whom the ledger contradicts no answer, by id."""
    settled = _settled(people, answers)
    return tuple(person for person in people.persons if not _broken(people, person, settled))


def nearest(people: People, answers: Answers) -> tuple[Near, ...]:
    """All whom no guess has ruled out, those for whom fewest answers are contradicted first, then by id."""
    settled = _settled(people, answers)
    guesses = {key for key in settled if people.questions[key].form is QuestionForm.IS}
    every = [Near(person, _broken(people, person, settled)) for person in people.persons]
    found = [near for near in every if guesses.isdisjoint(near.broken)]
    return tuple(sorted(found, key=lambda near: (len(near.broken), near.person.id)))


def reasons(people: People, person: str, answers: Answers) -> tuple[Reason, ...]:
    """For the person with this id: each question answered, guesses aside, with what the ledger answers and on which facts."""
    asked = [(people.questions[key], given) for key, given in _settled(people, answers).items()]
    return tuple(
        Reason(question, given, people.holding(person, question.id))
        for question, given in asked
        if question.form is not QuestionForm.IS
    )


def secret_of(people: People, seed: int) -> Party:
    """The person whom the machine thinks of: the same for the same people and seed. Raises ValueError where there is nobody."""
    return min(people.persons, key=lambda person: result_id("secret", seed, person.id))


def measure(people: People) -> Measure:
    """How the game goes for each person where the player answers just as the ledger does."""
    asked: list[int] = []
    left: list[int] = []
    known: dict[tuple[tuple[str, Answer], ...], Turn] = {}
    for person in people.persons:
        answers: tuple[tuple[str, Answer], ...] = ()
        while (stands := _kept(known, people, answers)).question is not None:
            answers += ((stands.question.id, people.holding(person.id, stands.question.id).answer),)
        asked.append(len(answers))
        left.append(len(stands.left))
    number = len(people.persons)
    return Measure(number, left.count(1), _mean(asked), max(asked, default=0), _mean(left))


def _kept(known: dict[tuple[tuple[str, Answer], ...], Turn], people: People, answers: tuple[tuple[str, Answer], ...]) -> Turn:
    if answers not in known:
        known[answers] = turn(people, answers)
    return known[answers]


def _mean(numbers: Sequence[int]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0


def _settled(people: People, answers: Answers) -> Mapping[str, Answer]:
    return {key: answer for key, answer in answers if key in people.questions}


def _broken(people: People, person: Party, settled: Mapping[str, Answer]) -> tuple[str, ...]:
    pairs: Iterable[tuple[str, Answer]] = settled.items()
    return tuple(key for key, given in pairs if _contradict(given, people.holding(person.id, key).answer))


def _contradict(given: Answer, told: Answer) -> bool:
    return Answer.UNKNOWN not in (given, told) and given is not told
