"""The people of a ledger as a game: who is in it as of a date, and the sentences behind an answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from resolution.press import LEARNED, claim, document, firm, person

from interlock.ledger import LedgerWriter
from interlock.ledger.horizon import Horizon
from interlock.network.person_questions import question
from interlock.pipeline.game import Answer, LedgerGame, QuestionForm, guess, open_game, reasons, turn
from interlock.pipeline.game_text import ending, language_name, names, question_in_words, stopped
from interlock.pipeline.resolving import resolve_ledger
from interlock.vocabulary import ActorKind, Kind, Party, Status

META, OPENAI = firm("Meta"), firm("OpenAI")
ADA, ALAN, DANA = person("Ada Byron"), person("Alan Kay"), person("דנה לוי")
_HIRED = question(QuestionForm.HIRED_BY, other=Party("meta", "Meta", ActorKind.COMPANY)).id
_SAID = question(QuestionForm.SAID).id


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Meta hired Ada, as two papers of two languages tell; later Alan leads OpenAI and a Hebrew name speaks."""
    papers = [
        document("hires", "2026-01-10", [claim(Kind.HIRES, META, ADA, Status.DONE)]),
        document("embauches", "2026-01-11", [claim(Kind.HIRES, META, ADA, Status.DONE)], language="fr"),
        document("posts", "2026-02-10", [claim(Kind.LEADS, ALAN, OPENAI, Status.DONE, role="CEO")]),
        document("said", "2026-02-11", [claim(Kind.SAYS, DANA, None, Status.DONE)], language="he"),
    ]
    path = tmp_path / "interlock.db"
    with LedgerWriter(path) as writer:
        writer.begin_run(LEARNED, ["hand/1"], [])
        for paper, told in papers:
            writer.add(paper, {"hand/1": told}, LEARNED)
    resolve_ledger(path)
    return path


def _named(game: LedgerGame, name: str) -> Party:
    (found,) = game.named(name)
    return found


def test_the_people_are_those_told_of_by_the_day(ledger: Path) -> None:
    """In January only Ada is known."""
    assert {each.name for each in open_game(ledger).people.persons} == {"Ada Byron", "Alan Kay", "דנה לוי"}
    assert [each.name for each in open_game(ledger, Horizon("2026-01")).people.persons] == ["Ada Byron"]


def test_a_person_is_found_by_name_and_a_firm_is_none(ledger: Path) -> None:
    """As the texts write it."""
    game = open_game(ledger)
    assert [each.name for each in game.named("ada byron")] == ["Ada Byron"]
    assert game.named("Meta") == ()


def test_each_answer_has_its_sentence(ledger: Path) -> None:
    """The words of the first claim, with the fact, the claim and the document: two papers tell one fact."""
    game = open_game(ledger)
    (reason,) = reasons(game.people, _named(game, "Ada Byron").id, [(_HIRED, Answer.YES)])
    found = game.quotes(reason)
    assert tuple(quote.fact for quote in found) == reason.holding.facts
    assert all(quote.claim in game.known.fact_by_id[quote.fact].claims for quote in found)
    assert [(quote.text, quote.title) for quote in found] == [
        ("Meta hires hires hires Ada hires Byron hires done hires", "hires")
    ]


def test_a_question_of_a_language_has_a_sentence_in_it(ledger: Path) -> None:
    """One of several languages has one in each."""
    game = open_game(ledger)
    asked = [question(QuestionForm.TOLD_IN, language="fr").id, question(QuestionForm.TOLD_IN_SEVERAL_LANGUAGES).id]
    french, several = reasons(game.people, _named(game, "Ada Byron").id, [(each, Answer.YES) for each in asked])
    assert [quote.language for quote in game.quotes(french)] == ["fr"]
    assert sorted(quote.language for quote in game.quotes(several)) == ["en", "fr"]


def test_no_more_sentences_are_looked_up_than_are_wanted(ledger: Path) -> None:
    """One of two."""
    game = open_game(ledger)
    asked = question(QuestionForm.TOLD_IN_SEVERAL_LANGUAGES).id
    (several,) = reasons(game.people, _named(game, "Ada Byron").id, [(asked, Answer.YES)])
    assert len(game.quotes(several, most=1)) == 1


def test_every_question_has_words(ledger: Path) -> None:
    """Of one actor, of any, of a post and of a language; names that run from right to left stand in isolates."""
    dana = Party("dana", "דנה לוי", ActorKind.PERSON)
    assert question_in_words(question(QuestionForm.SPOKEN_OF_BY, other=dana)) == (
        "Is there a sentence that \u2067דנה לוי\u2069 said about this person?"
    )
    assert question_in_words(question(QuestionForm.HELD_POST, role="CEO")).startswith("Does this person hold the post of CEO")
    assert question_in_words(question(QuestionForm.TOLD_IN, language="zh")) == (
        "Is there a sentence in Chinese that tells of this person?"
    )
    for form in set(QuestionForm) - {QuestionForm.HELD_POST, QuestionForm.TOLD_IN}:
        asked = question(form, other=dana if form is QuestionForm.IS else None)
        assert question_in_words(asked).endswith("?")


def test_a_language_without_a_name_keeps_its_tag() -> None:
    """A tag comes from the documents and may be anything."""
    assert [language_name(tag) for tag in ("he", "qqq", "no language")] == ["Hebrew", "qqq", "no language"]


def test_the_end_names_the_person_with_the_facts(ledger: Path) -> None:
    """And says where the ledger tells nothing."""
    told = "".join(ending(open_game(ledger), [(_HIRED, Answer.YES), (_SAID, Answer.NO)], 100))
    assert told.startswith("\nAda Byron\n  1. Did Meta hire this person?\n     you: yes; the ledger: yes\n")
    assert "▸ Meta hires hires hires Ada" in told
    assert "you: no; the ledger: no: no sentence says so" in told


def test_the_end_names_the_nearest_where_nobody_fits(ledger: Path) -> None:
    """With the number of answers that each breaks; who was ruled out by name is not among them."""
    game = open_game(ledger)
    answers = [(_HIRED, Answer.YES), (_SAID, Answer.YES)]
    told = "".join(ending(game, answers, 100))
    assert told.startswith("Nobody in this ledger fits these answers.")
    assert "\nAda Byron: breaks 1 of 2 answers\n" in told
    assert "← does not fit" in told
    without = "".join(ending(game, [*answers, (guess(_named(game, "Ada Byron")).id, Answer.NO)], 100))
    assert "Ada Byron" not in without
    everybody = [(guess(each).id, Answer.NO) for each in game.people.persons]
    assert "".join(ending(game, everybody, 100)) == "Nobody in this ledger is left\n"


def test_a_crowd_is_not_named_one_by_one() -> None:
    """A hundred names, and how many more."""
    crowd = [Party(f"p{number}", f"P{number}", ActorKind.PERSON) for number in range(250)]
    assert names(crowd).endswith("P98, P99 and 150 more")
    assert names(crowd[:2]) == "P0, P1"


def test_a_game_that_stops_says_who_fits(ledger: Path) -> None:
    """So far."""
    game = open_game(ledger)
    assert turn(game.people, [(_HIRED, Answer.NO)]).question is not None
    assert "".join(stopped(game, [(_HIRED, Answer.YES)])) == "Stopped. After 1 answer, 1 person fit: Ada Byron\n"
