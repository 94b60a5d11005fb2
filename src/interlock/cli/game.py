"""`interlock game`: guess who, over the people of a ledger."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from typing import Any

import click

from interlock.cli.codes import OK
from interlock.cli.options import ATLAS, LEDGER, QUIET, horizon_options, settings_of
from interlock.cli.output import emit, width
from interlock.pipeline.answers import Horizon, for_terminal
from interlock.pipeline.game import (
    Answer,
    LedgerGame,
    Question,
    Turn,
    guess,
    measure,
    open_game,
    open_questions,
    reasons,
    secret_of,
    still_fit,
    turn,
)
from interlock.pipeline.game_text import (
    counted,
    ending,
    holding_in_words,
    measured,
    names,
    question_in_words,
    revealed,
    stopped,
)

_REPLIES = {"y": Answer.YES, "yes": Answer.YES, "n": Answer.NO, "no": Answer.NO, "?": Answer.UNKNOWN, "？": Answer.UNKNOWN}
_QUIT = frozenset({"q", "quit"})
_BACK = frozenset({"b", "back"})
_LISTED = 9
_SEEDS = 1_000_000


@click.command("game")
@click.option("--secret", is_flag=True, help="The machine thinks of a person, and you ask.")
@click.option("--seed", type=click.IntRange(0), metavar="N", help="Which secret person: the same seed, the same person.")
@click.option("--measure", "measures", is_flag=True, help="Play once for each person and tell how many are told apart.")
@horizon_options
@ATLAS
@LEDGER
@QUIET
def command(
    secret: bool,
    seed: int | None,
    measures: bool,
    as_of: str | None,
    learned_by: str | None,
    atlas: tuple[Path, ...],
    ledger: Path | None,
    quiet: bool,
) -> int:
    """Guess who: think of a person in the ledger and answer with yes or no.

    Each question is the one that halves the people left best. Answer y, n or ? (don't know); b takes the last answer back,
    q ends. At the end the person is named with the sentences behind each answer.

    \b
    Examples:
      interlock game
      interlock game --as-of 2025-10
      interlock game --secret --seed 7
    """
    if secret and measures:
        raise click.UsageError("--secret and --measure exclude each other")
    if seed is not None and not secret:
        raise click.UsageError("--seed is for --secret")
    settings = settings_of(ledger=ledger, atlas=atlas)
    game = open_game(settings.ledger, Horizon(as_of, learned_by), settings.atlas)
    if not quiet:
        for note in game.known.notes:
            click.echo(note, err=True)
    reconfigure: Any = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")
    if not game.people.persons:
        click.echo("no fact names a person", err=True)
    elif measures:
        emit(measured(measure(game.people)))
    elif secret:
        _player_asks(game, secrets.randbelow(_SEEDS) if seed is None else seed)
    else:
        _machine_asks(game)
    return OK


def _machine_asks(game: LedgerGame) -> None:
    emit([f"Think of one of {counted(len(game.people.persons))}. y: yes, n: no, ?: don't know, b: back, q: end\n"])
    answers: list[tuple[str, Answer]] = []
    while True:
        stands = turn(game.people, answers)
        emit([_asked(stands, len(answers) + 1)])
        line = _read("y/n/? ")
        reply = "q" if line is None else line.lower()
        if reply in _BACK:
            answers = answers[:-1]
        elif reply not in _REPLIES and reply not in _QUIT:
            click.echo("y, n, ?, b or q", err=True)
        elif stands.question is None:
            if _REPLIES.get(reply) is Answer.NO:
                answers += [(guess(person).id, Answer.NO) for person in stands.left]
            emit(ending(game, answers, width()))
            return
        elif reply in _QUIT:
            emit(stopped(game, answers))
            return
        else:
            answers.append((stands.question.id, _REPLIES[reply]))


def _asked(stands: Turn, number: int) -> str:
    """The next question with its number, or whether it is one of those left."""
    if stands.question is not None:
        return f"{number}. {question_in_words(stands.question)}  ({len(stands.left)} fit)\n"
    if len(stands.left) == 1:
        return f"{question_in_words(guess(stands.left[0]))}\n"
    return f"No question tells these {len(stands.left)} apart: {names(stands.left)}\nIs it one of them?\n"


def _player_asks(game: LedgerGame, seed: int) -> None:
    """The sentences name the person, so they are shown only at the end."""
    secret = secret_of(game.people, seed)
    emit(
        [
            f"I think of one of {counted(len(game.people.persons))} (--seed {seed} plays this game again). The number of a "
            "question asks it, a name guesses; more: all questions, who: those who fit, q: give up\n"
        ]
    )
    answers: list[tuple[str, Answer]] = []
    guesses, numbers = 0, [str(number) for number in range(1, len(game.people.questions) + 1)]
    questions = _listed(game, answers, _LISTED)
    while (reply := _read("number, name, more, who or q: ")) is not None and reply not in _QUIT:
        if reply == "more":
            _listed(game, answers, len(questions))
        elif reply == "who":
            emit([f"{names(still_fit(game.people, answers))}\n"])
        elif reply in numbers[: len(questions)]:
            asked = questions[numbers.index(reply)]
            holding = game.people.holding(secret.id, asked.id)
            answers.append((asked.id, holding.answer))
            left = counted(len(still_fit(game.people, answers)))
            emit([f"{question_in_words(asked)} {holding_in_words(holding).capitalize()}. {left} fit\n"])
            questions = _listed(game, answers, _LISTED)
        elif (named := game.named(reply)) and secret in named:
            emit(["Yes. "])
            break
        elif named:
            answers += [(guess(person).id, Answer.NO) for person in named]
            guesses += 1
            emit([f"No, not {for_terminal(reply)}\n"])
            questions = _listed(game, answers, _LISTED)
        elif reply:
            click.echo(f"nobody here is called {for_terminal(reply)}", err=True)
    asked_in_all = counted(len(reasons(game.people, secret.id, answers)), "question", "questions")
    wrong = counted(guesses, "wrong guess", "wrong guesses")
    emit([f"It is {for_terminal(secret.name)}: {asked_in_all}, {wrong}\n", *revealed(game, secret, answers, width())])


def _listed(game: LedgerGame, answers: list[tuple[str, Answer]], number: int) -> tuple[Question, ...]:
    """The questions that are open, so many of them printed."""
    questions = open_questions(game.people, answers)
    if not questions:
        emit(["No question is left that tells apart who fits\n"])
    emit(f"{place}. {question_in_words(each)}\n" for place, each in enumerate(questions[:number], 1))
    return questions


def _read(prompt: str) -> str | None:
    """A line of standard input without the blanks around it; None at its end."""
    if sys.stdin.isatty():
        click.echo(prompt, nl=False, err=True)
    line = sys.stdin.readline()
    return line.strip() if line else None
