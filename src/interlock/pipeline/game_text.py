"""The game of yes and no in English words, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from babel import Locale, UnknownLocaleError

from interlock.network.guess_who import Answers, Measure, Near, Reason, reasons, still_fit, turn
from interlock.network.person_questions import Answer, Holding, Question, QuestionForm
from interlock.pipeline.game import LedgerGame
from interlock.reporting import for_terminal
from interlock.reporting.bidi import cleaned, isolated
from interlock.reporting.fact_model import SHORT_ID
from interlock.reporting.tables import NARROWEST, wrapped
from interlock.vocabulary import Party

_OF_ONE = {
    QuestionForm.FOUNDED: "Did this person found {}?",
    QuestionForm.LED: "Does this person hold a post at {}, or did they once?",
    QuestionForm.HELD_POST: "Does this person hold the post of {} anywhere, or did they once?",
    QuestionForm.HIRED_BY: "Did {} hire this person?",
    QuestionForm.CAME_FROM: "Did this person leave {}, or were they hired away from it?",
    QuestionForm.OFFERED_BY: "Did {} make this person an offer?",
    QuestionForm.SAID: "Is there a sentence that this person said about {}?",
    QuestionForm.SPOKEN_OF_BY: "Is there a sentence that {} said about this person?",
    QuestionForm.ATTENDED: "Did this person take part in {}?",
    QuestionForm.INVESTED_IN: "Did this person invest in {}?",
    QuestionForm.ACQUIRED: "Did this person buy {}?",
    QuestionForm.OWNS: "Does this person own a part of {}, or did they once?",
    QuestionForm.LENT_TO: "Did this person lend to {}?",
    QuestionForm.FUNDED: "Did this person give money to {} without taking a stake?",
    QuestionForm.JOINED: "Did this person join {}?",
    QuestionForm.BUILT: "Did this person build {}?",
    QuestionForm.IS: "Is it {}?",
    QuestionForm.TOLD_IN: "Is there a sentence in {} that tells of this person?",
}
_OF_ANY = {
    QuestionForm.FOUNDED: "Did this person found anything?",
    QuestionForm.LED: "Does this person hold a post anywhere, or did they once?",
    QuestionForm.HIRED_BY: "Did anybody hire this person?",
    QuestionForm.CAME_FROM: "Did this person leave an organisation, or were they hired away from one?",
    QuestionForm.OFFERED_BY: "Did anybody make this person an offer?",
    QuestionForm.OFFERED_MONEY: "Is a sum told that this person was offered or hired for?",
    QuestionForm.SAID: "Is there a sentence that this person said?",
    QuestionForm.SPOKEN_OF_BY: "Is there a sentence that somebody said about this person?",
    QuestionForm.ATTENDED: "Did this person take part in an event?",
    QuestionForm.INVESTED_IN: "Did this person invest in anything?",
    QuestionForm.ACQUIRED: "Did this person buy a firm or a product?",
    QuestionForm.OWNS: "Does this person own a part of anything, or did they once?",
    QuestionForm.LENT_TO: "Did this person lend to anybody?",
    QuestionForm.FUNDED: "Did this person give money to anybody without taking a stake?",
    QuestionForm.JOINED: "Did this person join a venture or a project?",
    QuestionForm.BUILT: "Did this person build anything?",
    QuestionForm.TOLD_IN_SEVERAL_LANGUAGES: "Is this person named in more than one language?",
}
_GIVEN = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "don't know"}
_INDENT = "       "
_WIDEST = 110
_QUOTES_SHOWN = 2
_PEOPLE_SHOWN = 3
_NAMES_SHOWN = 100


def question_in_words(question: Question) -> str:
    """The question in English, its names fit for a terminal."""
    about = question.other.name if question.other else question.role or (question.language and language_name(question.language))
    return _OF_ANY[question.form] if about is None else _OF_ONE[question.form].format(for_terminal(about))


def language_name(tag: str) -> str:
    """The English name of a language, or its tag where it has none."""
    try:
        return Locale.parse(tag).get_language_name("en") or tag
    except (ValueError, UnknownLocaleError):
        return tag


def holding_in_words(holding: Holding) -> str:
    """What the ledger answers, and why where that is no plain yes."""
    if holding.answer is Answer.YES:
        return "yes"
    if holding.answer is Answer.UNKNOWN:
        return "not known: it is only planned, talked about, possible or disputed"
    return "no: it is refused or denied" if holding.facts else "no: no sentence says so"


def names(people: Sequence[Party]) -> str:
    """Their names in a row; of very many the first ones, and how many more there are."""
    row = ", ".join(for_terminal(person.name) for person in people[:_NAMES_SHOWN])
    return f"{row} and {len(people) - _NAMES_SHOWN} more" if len(people) > _NAMES_SHOWN else row


def counted(number: int, one: str = "person", several: str = "people") -> str:
    """'1 person', '59 people'."""
    return f"{number} {one if number == 1 else several}"


def ending(game: LedgerGame, answers: Answers, width: int) -> Iterator[str]:
    """Who is left after these answers, or who comes nearest; for each the questions with the sentences behind the answers."""
    stands = turn(game.people, answers)
    if stands.nearest:
        yield "Nobody in this ledger fits these answers. These come nearest:\n"
    elif not stands.left:
        yield "Nobody in this ledger is left\n"
    for near in (stands.nearest or [Near(person, ()) for person in stands.left])[:_PEOPLE_SHOWN]:
        found = reasons(game.people, near.person.id, answers)
        misfits = f": breaks {len(near.broken)} of {counted(len(found), 'answer', 'answers')}" if near.broken else ""
        yield f"\n{for_terminal(near.person.name)}{misfits}\n"
        for line, reason in _numbered(found):
            told = f"you: {_GIVEN[reason.given]}; the ledger: {holding_in_words(reason.holding)}"
            yield f"{line}     {told}{'  ← does not fit' if reason.breaks else ''}\n"
            yield from _quoted(game, reason, width)


def stopped(game: LedgerGame, answers: Answers) -> Iterator[str]:
    """A game that ends before its end: who fits so far."""
    left = still_fit(game.people, answers)
    yield f"Stopped. After {counted(len(answers), 'answer', 'answers')}, {counted(len(left))} fit: {names(left)}\n"


def revealed(game: LedgerGame, person: Party, answers: Answers, width: int) -> Iterator[str]:
    """Each question of the player with what the ledger answers for the person, and its sentences."""
    for line, reason in _numbered(reasons(game.people, person.id, answers)):
        yield f"{line}     {holding_in_words(reason.holding)}\n"
        yield from _quoted(game, reason, width)


def _numbered(found: Sequence[Reason]) -> Iterator[tuple[str, Reason]]:
    for number, reason in enumerate(found, 1):
        yield f"  {number}. {question_in_words(reason.question)}\n", reason


def _quoted(game: LedgerGame, reason: Reason, width: int) -> Iterator[str]:
    for quote in game.quotes(reason, _QUOTES_SHOWN):
        for place, line in enumerate(wrapped(cleaned(quote.text), max(min(width, _WIDEST), NARROWEST) - len(_INDENT) - 2)):
            yield f"{_INDENT}{'  ' if place else '▸ '}{isolated(line)}\n"
        source = for_terminal(quote.site or quote.title or quote.address)
        yield f"{_INDENT}  {source}, fact {quote.fact[:SHORT_ID]}\n"
    if len(reason.holding.facts) > _QUOTES_SHOWN:
        yield f"{_INDENT}and {counted(len(reason.holding.facts) - _QUOTES_SHOWN, 'more fact', 'more facts')}\n"


def measured(found: Measure) -> Iterator[str]:
    """How the game goes for each person of a ledger."""
    yield f"{counted(found.people)}; each is thought of once, and every answer is the ledger's\n"
    yield f"{found.told_apart} are left alone at the end; {found.left:.2f} people are left on average\n"
    yield f"{found.questions:.2f} questions on average, {found.most} at most\n"
