"""From files over a local server to the ledger: well, badly, slowly and not at all answered."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from extraction.language_model.corruptions import OBEYED, ORDERS, corrupted
from extraction.language_model.gate_cases import CASES, CHINESE, ENGLISH, FRENCH, HEBREW, Answer, Case, actor
from extraction.language_model.model_server import ModelServer, Reply
from extraction.language_model.room import parts

from interlock.extraction.language_model.providers import EndpointError
from interlock.extraction.language_model.reader import LanguageModelReader, Questions
from interlock.ledger import ClaimFilter, LedgerView
from interlock.pipeline.answers import Form, answer_claims
from interlock.pipeline.language_model import forecast, outcome_text, questions_of, same_names
from interlock.pipeline.queries import Question
from interlock.pipeline.runs import RunReport, read_into_ledger
from interlock.pipeline.settings import Settings, SettingsError
from interlock.vocabulary import Claim, Document

Asked = dict[str, Any]
LATER = "These claims of your last answer were refused"


class Offline:
    """A reader beside the model that finds nothing, to see that its reading is kept."""

    name = "offline/1"

    def read(self, document: Document) -> tuple[Claim, ...]:
        return ()


class Desk:
    """A folder of articles, a ledger and a server."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.ledger, self.press = folder, folder / "press.db", folder / "press"
        self.press.mkdir()
        self.failures: list[str] = []
        self.server = ModelServer(lambda asked: Reply('{"claims": []}'))
        self.questions = self.fresh()

    def fresh(self, **more: Any) -> Questions:
        """Questions to the server, with the answers kept in the folder, that do not pause."""
        settings = Settings(self.ledger, llm="fake", llm_provider=self.server.url, llm_cache=self.folder / "kept", **more)
        self.questions = questions_of(settings, {"INTERLOCK_LLM_KEY": "sk-secret"})
        self.questions.endpoint._wait = lambda seconds: None
        return self.questions

    def put(self, name: str, text: str) -> None:
        (self.press / name).write_text(text, encoding="utf-8")

    def read(self, beside: bool = False) -> RunReport:
        """A run with the model, and with another reader beside it where asked for."""
        languages, atlas, network = parts()
        model = LanguageModelReader(languages, atlas, network, self.questions, same_names(atlas))
        readers = (Offline(), model) if beside else (model,)
        settings = Settings(self.ledger)
        self.failures.clear()
        return read_into_ledger(
            [str(self.press)],
            self.ledger,
            settings,
            on_failure=lambda error: self.failures.append(str(error)),
            readers=lambda: readers,
            resolving=False,
        )

    def claims(self) -> list[Claim]:
        """What the ledger holds."""
        with LedgerView(self.ledger) as view:
            return list(view.claims(ClaimFilter()))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk that is cleared afterwards."""
    made = Desk(tmp_path)
    yield made
    made.server.close()


def asked_text(asked: Asked) -> str:
    return str(asked["messages"][-1]["content"])


def bears_out(claim: Claim, one: Case) -> bool:
    """Whether a claim is that of a case: our own readers may take a little more or less of the sentence into its quote."""
    quote = one.answer["quote"]
    said = claim.evidence.quote
    return claim.kind == one.answer["kind"] and said in one.text and (quote in said or said in quote)


def by_passage(cases: list[Case] | tuple[Case, ...]) -> Callable[[Asked], Reply]:
    """A model that gives for each passage the answers of the cases whose text it holds, and never takes one back."""

    def answers(asked: Asked) -> Reply:
        passage = asked_text(asked)
        fitting = [one.answer for one in cases if one.text.split("\n\n")[0] in passage]
        return Reply(json.dumps({"claims": fitting}, ensure_ascii=False))

    return answers


def test_what_is_right_reaches_the_ledger_and_nothing_else(desk: Desk) -> None:
    """Fifty right answers and more than two hundred wrong ones to the same passages: fifty claims."""
    for first in range(0, len(CASES), 5):
        desk.put(f"{first}.txt", "\n\n".join(one.text for one in CASES[first : first + 5]))
    wrong = [one.case for one in corrupted() if one.how != "instruction"]
    desk.server.answers = by_passage([*CASES, *wrong])
    report = desk.read()
    assert report.failed == 0
    claims = desk.claims()
    assert len(claims) == len(CASES)
    for one in CASES:
        (found,) = [claim for claim in claims if bears_out(claim, one)]
        for name, quantity in found.quantities().items():
            assert quantity.value == pytest.approx(one.answer[name]["value"])
    assert sum(desk.questions.tally.refused.values()) == len(wrong)
    told = outcome_text(desk.questions)
    assert "direction" in told
    assert "free" in told


@pytest.mark.parametrize("one", [ENGLISH[0], HEBREW[0], CHINESE[0], FRENCH[0]], ids=lambda one: str(one.language))
def test_a_model_that_obeys_the_text_changes_nothing(desk: Desk, one: Case) -> None:
    """The order is not shown to it; where it hears of it all the same and obeys, nothing of it reaches the ledger."""
    quote, subject, target = OBEYED[one.language]
    desk.put("a.txt", f"{one.text}\n\n{ORDERS[one.language]}")

    def obedient(asked: Asked) -> Reply:
        parties = {"subject": actor(f"Palantir|company|{subject}"), "object": actor(f"Snowflake|company|{target}")}
        obeyed: Answer = {"kind": "acquires", "status": "done", "quote": quote, **parties}
        elsewhere = {**obeyed, "quote": one.answer["quote"]}
        return Reply(json.dumps({"claims": [one.answer, obeyed, elsewhere]}))

    desk.server.answers = obedient
    desk.read()
    (claim,) = desk.claims()
    assert bears_out(claim, one)
    assert quote not in asked_text(desk.server.asked[0])
    named = {claim.subject.mention, claim.object.mention if claim.object else ""}
    assert not named & {subject, target, "Palantir", "Snowflake"}


@pytest.mark.parametrize(
    "wrap",
    [
        "Here you are:\n```json\n%s\n```\nAnything else?",
        "<think>{not json}</think> %s",
        "%s",
        '{"note": "ok"} %s {"broken": ',
    ],
)
def test_json_is_found_in_whatever_stands_around_it(desk: Desk, wrap: str) -> None:
    """In a fence, in prose, behind thoughts."""
    desk.put("a.txt", ENGLISH[0].text)
    desk.server.answers = lambda asked: Reply(wrap % json.dumps({"claims": [ENGLISH[0].answer]}))
    desk.read()
    assert len(desk.claims()) == 1


def test_what_was_refused_is_asked_for_once_more_with_the_reason(desk: Desk) -> None:
    """A model that then puts it right is believed; the reason tells it what the quote says."""
    desk.put("a.txt", ENGLISH[0].text)
    wrong = {**ENGLISH[0].answer, "amount": {"value": 2, "currency": "USD"}}

    def learns(asked: Asked) -> Reply:
        return Reply(json.dumps([ENGLISH[0].answer if LATER in asked_text(asked) else wrong]))

    desk.server.answers = learns
    desk.read()
    assert [claim.amount.value for claim in desk.claims() if claim.amount] == [2e9]
    assert "the quote says exact 2000000000 USD, not 2 USD" in asked_text(desk.server.asked[1])
    assert (len(desk.server.asked), desk.questions.tally.put_right, desk.questions.tally.refused.total()) == (2, 1, 0)


@pytest.mark.parametrize(
    "said", ["no claims here", "", "{", '{"claims": "none"}', "[1, 2]", '{"claims": [{"kind": 1, "subject": 2}]}']
)
def test_an_answer_that_is_none_ends_after_two_questions(desk: Desk, said: str) -> None:
    """The document counts as read, without claims."""
    desk.put("a.txt", ENGLISH[0].text)
    desk.server.answers = lambda asked: Reply(said)
    assert (desk.read().failed, desk.claims()) == (0, [])
    assert len(desk.server.asked) <= 2


def test_a_failed_call_loses_nothing_and_the_next_run_asks_only_for_what_is_missing(desk: Desk) -> None:
    """What other readers found is kept, the document is named, and what was answered is not paid for twice."""
    first, second = ENGLISH[0].text + " " + "Nothing else was said. " * 90, ENGLISH[1].text
    desk.put("a.txt", f"{first}\n\n{second}")
    healthy = by_passage(ENGLISH)
    broken = True

    def answers(asked: Asked) -> Reply:
        return Reply("down", 500) if broken and second in asked_text(asked) else healthy(asked)

    desk.server.answers = answers
    report = desk.read(beside=True)
    assert (report.failed, desk.claims()) == (1, [])
    assert "1 of 2 passages were not answered" in desk.failures[0]
    assert "sk-secret" not in desk.failures[0]
    with LedgerView(desk.ledger) as view:
        assert [document.claims for document in view.documents()] == [0]  # it is there, read by the other
    broken = False
    desk.server.asked.clear()
    desk.fresh()
    assert desk.read(beside=True).failed == 0
    assert len(desk.claims()) == 2
    assert len(desk.server.asked) == 1
    assert desk.questions.tally.kept_answers == 1
    desk.server.asked.clear()
    assert (desk.read(beside=True).known, desk.server.asked) == (1, [])


def test_a_wrong_key_is_asked_once(desk: Desk) -> None:
    """Not once for each passage."""
    for number in range(5):
        desk.put(f"{number}.txt", ENGLISH[number].text)
    desk.server.answers = lambda asked: Reply("bad key", 401)
    assert desk.read(beside=True).failed == 5
    assert len(desk.server.asked) == 1


def test_an_endpoint_that_is_down_is_given_up(desk: Desk) -> None:
    """A run over many documents does not wait for each of them."""
    for number in range(10):
        desk.put(f"{number}.txt", ENGLISH[number].text)
    desk.server.answers = lambda asked: Reply("down", 503)
    assert desk.read(beside=True).failed == 10
    assert len(desk.server.asked) == 6 * 4


def test_a_budget_is_not_exceeded(desk: Desk) -> None:
    """Once the next question could cost more than is left nothing more is asked."""
    for number in range(4):
        desk.put(f"{number}.txt", ENGLISH[number].text)
    desk.server.answers = lambda asked: Reply('{"claims": []}', usage=(3000, 4000))
    desk.fresh(llm_price=(1.0, 2.0), llm_budget=0.025)
    report = desk.read(beside=True)
    spent = desk.questions.budget.spent
    assert spent is not None
    assert 0 < spent <= 0.025
    assert (len(desk.server.asked), report.failed) == (2, 2)
    assert "$0.03 for the language model are used up" in desk.failures[0] or "used up" in desk.failures[0]


def test_an_estimate_wants_no_key() -> None:
    """Who wonders what it would cost need not have an account; who asks must."""
    settings = Settings(Path("interlock.db"), reader="llm", llm="gpt-5-mini")
    assert questions_of(settings, {}, only_estimate=True).endpoint is not None
    with pytest.raises(EndpointError, match="OPENAI_API_KEY"):
        questions_of(settings, {})


def test_the_forecast_sends_nothing_and_knows_what_is_answered(desk: Desk) -> None:
    """Questions, tokens and dollars before; after the run nothing is left to ask."""
    desk.put("a.txt", ENGLISH[0].text)
    desk.fresh(llm_price=(1.0, 2.0))
    found = forecast([str(desk.press)], desk.questions, lambda error: None)
    assert (found.documents, found.passages, found.questions) == (1, 1, 1)
    assert found.dollars
    assert desk.server.asked == []
    desk.read()
    assert forecast([str(desk.press)], desk.questions, lambda error: None).questions == 0


def test_an_unknown_price_keeps_no_budget(tmp_path: Path) -> None:
    """It is told, not guessed."""
    settings = Settings(tmp_path / "x.db", llm="home-made", llm_provider="http://models.example/v1", llm_budget=1.0)
    with pytest.raises(SettingsError, match="--llm-price"):
        questions_of(settings, {})
    with pytest.raises(SettingsError, match="--llm MODEL"):
        questions_of(Settings(tmp_path / "x.db"), {})


def test_the_prompt_holds_the_whole_vocabulary_and_fences_the_text(desk: Desk) -> None:
    """Every kind, and a fence that the passage does not hold."""
    from interlock.vocabulary import METRICS, Kind, Status

    desk.put("a.txt", ENGLISH[0].text)
    desk.read()
    system, user = (message["content"] for message in desk.server.asked[0]["messages"])
    assert all(word in system for word in (*Kind, *METRICS, *Status))
    fence = re.search(r"between the lines with ([0-9a-f]{16}) ", user)
    assert fence
    assert user.count(fence[1]) == 5
    assert fence[1] not in ENGLISH[0].text


def test_two_readers_that_agree_make_one_claim_with_two_witnesses(desk: Desk) -> None:
    """The quote of the model may be another; the claim is the one that our own readers have."""
    from interlock.pipeline.readers import make_readers

    desk.put("a.txt", ENGLISH[0].text)
    answer = {
        **ENGLISH[0].answer,
        "quote": "Nvidia invested $2 billion in CoreWeave in January, taking a stake of 7%",
        "share": {"value": 0.07},
    }
    desk.server.answers = lambda asked: Reply(json.dumps([answer]))
    both = make_readers(names=("both", "llm"), threads=1, questions=desk.questions)
    read_into_ledger([str(desk.press)], desk.ledger, Settings(desk.ledger), readers=lambda: both, resolving=False)
    with LedgerView(desk.ledger) as view:
        shared = [claim for claim in view.claims(ClaimFilter()) if len(view.witnesses(claim.id)) == 2]
        assert [claim.kind for claim in shared] == ["invests_in"]
    told = "".join(answer_claims(desk.ledger, Question(), Form.TABLE, 200).text)
    assert "Found by" in told
    assert "both, llm-fake" in told or "llm-fake, both" in told
