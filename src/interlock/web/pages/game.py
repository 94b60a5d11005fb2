"""Guess who: yes and no over the people of the ledger. The state of a game is in the address."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from interlock.pipeline.game import Answer, People, Question, known_people, quotes, reasons, turn
from interlock.web.asking import Ask, Asked
from interlock.web.rendering import render
from interlock.web.visit import Site, Visit

router = APIRouter(include_in_schema=False)
MOST_ANSWERS, ENDS_SHOWN, QUOTES_SHOWN = 60, 4, 2
_FEWEST = 3


@router.get("/game")
def game(request: Request, asked: Ask[Asked]) -> Response:
    """The next question, or who it is, with the sentences behind each answer."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        people: People = visit.snapshot.answer("people", lambda: known_people(visit.known, visit.snapshot.languages))
        given = answers_of(request, people)
        now = turn(people, given)
        ended = now.question is None or bool(now.nearest)
        ends = [near.person for near in now.nearest] if now.nearest else list(now.left)
        shown = [
            (
                person,
                [(reason, quotes(visit.known, visit.view, reason, QUOTES_SHOWN)) for reason in reasons(people, person.id, given)],
            )
            for person in (ends[:ENDS_SHOWN] if ended else ())
        ]
        return render(
            visit,
            "game.html.j2",
            enough=len(people.persons) >= _FEWEST,
            people=len(people.persons),
            given=[(people.questions[key], answer) for key, answer in given],
            now=now,
            ended=ended,
            shown=shown,
            more=max(len(ends) - ENDS_SHOWN, 0),
            started=bool(given) or request.query_params.get("start") == "1",
            told=lambda question: question_in_words(visit, question),
            answers=[f"{key}:{answer}" for key, answer in given],
        )


def answers_of(request: Request, people: People) -> tuple[tuple[str, Answer], ...]:
    """The answers of the address; what is no answer to a question of these people is passed over."""
    found = []
    for text in request.query_params.getlist("a")[:MOST_ANSWERS]:
        key, _, answer = text.partition(":")
        if key in people.questions and answer in set(Answer):
            found.append((key, Answer(answer)))
    return tuple(found)


def question_in_words(visit: Visit, question: Question) -> str:
    """The question in the reader's language."""
    say = visit.say
    if question.other is not None:
        return say(f"question.{question.form}.one", other=visit.named(question.other.id, question.other.name))
    if question.role is not None:
        return say(f"question.{question.form}.one", other=question.role)
    if question.language is not None:
        return say(f"question.{question.form}.one", other=say.name_of("language", question.language))
    return say(f"question.{question.form}.any")
