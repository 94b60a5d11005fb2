"""`interlock game`, as a player uses it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from cli.stage import Stage
from resolution.press import LEARNED, claim, document, firm, person

from interlock.ledger import LedgerWriter
from interlock.pipeline.resolving import resolve_ledger
from interlock.vocabulary import Kind, Status

META, OPENAI = firm("Meta"), firm("OpenAI")


class Table:
    """A stage with a player: each line of `replies` is typed."""

    def __init__(self, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
        self.stage, self._monkeypatch = stage, monkeypatch

    def play(self, replies: str, *arguments: str) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        self._monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{reply}\n" for reply in replies.split("|") if reply)))
        return self.stage.run("game", *arguments)


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Table:
    """Ada and Alan lead Meta, Ada founded it; Grace leads OpenAI, as is told later; a Hebrew name leads it, too."""
    monkeypatch.chdir(tmp_path)
    for name in ("INTERLOCK_LEDGER", "COLUMNS", "INTERLOCK_ATLAS"):
        monkeypatch.delenv(name, raising=False)
    papers = [
        document(
            "meta",
            "2026-01-10",
            [
                claim(Kind.LEADS, person("Ada Byron"), META, Status.DONE),
                claim(Kind.LEADS, person("Alan Kay"), META, Status.DONE),
                claim(Kind.FOUNDS, person("Ada Byron"), META, Status.DONE),
            ],
        ),
        document(
            "openai",
            "2026-02-10",
            [
                claim(Kind.LEADS, person("Grace Hopper"), OPENAI, Status.DONE),
                claim(Kind.LEADS, person("דנה לוי"), OPENAI, Status.DONE),
            ],
        ),
    ]
    with LedgerWriter(tmp_path / "interlock.db") as writer:
        writer.begin_run(LEARNED, ["hand/1"], [])
        for paper, told in papers:
            writer.add(paper, {"hand/1": told}, LEARNED)
    resolve_ledger(tmp_path / "interlock.db")
    return Table(Stage(tmp_path, capsys), monkeypatch)


def _post(reply: str, table: Table) -> str:
    """`reply` to the question whether there is a post at Meta, turned round where OpenAI is asked about."""
    first = table.play("q")[1].splitlines()[1]
    return reply if "Meta" in first else {"y": "n", "n": "y"}[reply]


def test_answers_lead_to_a_person_with_the_sentences(table: Table) -> None:
    """A post at Meta, and founded it: Ada."""
    code, out, err = table.play(f"{_post('y', table)}|y|y")
    assert (code, err) == (0, "")
    assert out.startswith("Think of one of 4 people.")
    assert "Is it Ada Byron?\n\nAda Byron\n" in out
    assert "▸ Ada meta Byron meta founds meta" in out


def test_a_wrong_ending_names_the_nearest(table: Table) -> None:
    """Where the player says that it is not Ada, nobody fits."""
    out = table.play(f"{_post('y', table)}|y|n")[1]
    assert "Nobody in this ledger fits these answers." in out
    assert "\nAlan Kay: breaks 1 of 2 answers\n" in out


def test_those_whom_nothing_tells_apart_are_named_together(table: Table) -> None:
    """Both of OpenAI; a name that runs from right to left is isolated."""
    out = table.play(f"{_post('n', table)}|y")[1]
    assert "No question tells these 2 apart: Grace Hopper, \u2067דנה לוי\u2069\n" in out


def test_an_answer_can_be_taken_back_and_a_strange_one_is_asked_again(table: Table) -> None:
    """The first question comes three times."""
    _, out, err = table.play("y|b|what|q")
    assert [line[:2] for line in out.splitlines()[1:-1]] == ["1.", "2.", "1.", "1."]
    assert err == "y, n, ?, b or q\n"


def test_the_last_question_can_be_taken_back_too(table: Table) -> None:
    """From 'Is it Ada?' back to the question before it."""
    out = table.play(f"{_post('y', table)}|y|b|n|y")[1]
    assert "Is it Ada Byron?\n2. " in out
    assert "Is it Alan Kay?\n\nAlan Kay\n" in out


def test_bytes_that_are_no_text_are_a_strange_answer(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """The game goes on."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff\nq\n"), encoding="utf-8"))
    code, out, err = table.stage.run("game")
    assert (code, err) == (0, "y, n, ?, b or q\n")
    assert "Stopped. After 0 answers, 4 people fit: " in out


def test_the_end_of_the_input_is_the_end_of_the_game(table: Table) -> None:
    """Those who fit so far are named."""
    code, out, _ = table.play("?")
    assert code == 0
    assert "Stopped. After 1 answer, 4 people fit: " in out


def test_a_game_of_an_earlier_day_has_the_people_of_that_day(table: Table) -> None:
    """OpenAI's are not told of yet."""
    assert table.play("q", "--as-of", "2026-01")[1].startswith("Think of one of 2 people.")


def test_the_machine_answers_without_the_sentence_until_the_end(table: Table) -> None:
    """The sentence would give the name away; a wrong guess and 'who' help; the right name ends it."""
    seed = next(each for each in map(str, range(20)) if "It is Alan Kay" in table.play("q", "--secret", "--seed", each)[1])
    _, out, err = table.play("1|who|more|Nobody|Ada Byron|Alan Kay", "--secret", "--seed", seed)
    before, _, after = out.partition("Yes. It is Alan Kay: 1 question, 1 wrong guess\n")
    assert "▸" not in before
    assert "▸" in after
    assert "\nAda Byron, Alan Kay\n" in before
    assert "\nNo, not Ada Byron\nNo question is left that tells apart who fits\n" in before
    assert err == "nobody here is called Nobody\n"


def test_giving_up_tells_who_it_was(table: Table) -> None:
    """The same seed, the same person; so without a seed the one used is printed."""
    first, second = (table.play("q", "--secret", "--seed", "5")[1] for _ in range(2))
    assert first == second
    assert "It is " in first
    assert "--seed " in table.play("q", "--secret")[1]


def test_the_measure_plays_for_everybody(table: Table) -> None:
    """Two questions each; those of OpenAI stay together after one."""
    out = table.play("", "--measure")[1]
    assert out.splitlines()[1:] == [
        "2 are left alone at the end; 1.50 people are left on average",
        "1.50 questions on average, 2 at most",
    ]


def test_options_that_exclude_each_other_are_refused(table: Table) -> None:
    """A seed is for a secret person, and a measure plays by itself."""
    assert table.play("", "--seed", "1")[0] == 2
    assert table.play("", "--secret", "--measure")[0] == 2


def test_a_ledger_without_people_is_told(table: Table) -> None:
    """Before anything was published nobody is known."""
    code, out, err = table.play("", "--as-of", "2020")
    assert (code, out, err) == (0, "", "no fact names a person\n")
