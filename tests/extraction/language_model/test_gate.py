"""The gate: what a document bears out passes, what it does not is refused, whatever a model answers."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from extraction.language_model.corruptions import corrupted
from extraction.language_model.gate_cases import CASES, ENGLISH, HEBREW, Answer, Case, actor, case, number, usd
from extraction.language_model.room import article, gate, looked_at

from interlock.extraction.language_model.refusal import Reason, Refusal
from interlock.vocabulary import Bound, Claim, Status

BY_HOW = {
    "digit": {Reason.FIGURE},
    "direction": {Reason.DIRECTION, Reason.PARTIES},
    "quote": {Reason.QUOTE},
    "actor": {Reason.ACTOR, Reason.PARTIES},
    "instruction": {Reason.INSTRUCTION},
}


def claimed(one: Case, network: bool = True) -> Claim:
    """What the gate makes of a case. Raises Refusal."""
    document = article(one.text)
    return gate().claim(one.answer, looked_at(document, network), 0, len(document.text))


def refused(one: Case, network: bool = True) -> Refusal:
    with pytest.raises(Refusal) as told:
        claimed(one, network)
    return told.value


def changed(one: Case, **more: Any) -> Case:
    return Case(one.language, one.text, {**one.answer, **more})


def test_fifty_right_answers_pass() -> None:
    """In four languages and fifteen kinds, with parties, status and figures as they were answered."""
    assert len(CASES) == 50
    for one in CASES:
        claim = claimed(one)
        assert claim.evidence.quote in one.text
        assert claim.status == one.answer["status"]
        for name, quantity in claim.quantities().items():
            assert quantity.value == pytest.approx(one.answer[name]["value"])
    assert len({one.answer["kind"] for one in CASES}) >= 14


def test_no_wrong_answer_passes() -> None:
    """Not one of more than two hundred, and each for what is wrong with it."""
    every = corrupted()
    assert len(every) >= 200
    told: Counter[str] = Counter()
    for one in every:
        refusal = refused(one.case, network=one.how != "instruction")  # refused before anybody is asked
        assert refusal.reason in BY_HOW[one.how], (one.how, str(refusal), one.case.answer)
        told[one.how] += 1
    assert set(told) == set(BY_HOW)


def test_a_quote_may_differ_in_spaces_quotes_and_hyphens_and_the_documents_own_is_kept() -> None:
    """Nothing else may differ: no digit, no letter, no bracket."""
    one = case(
        "en", "“We are glad,” he said.  Nvidia  invested\n$2 billion in CoreWeave – at last.", "", "invests_in",
        "Nvidia|company", "CoreWeave|company", amount=usd(2e9),
    )  # fmt: skip
    claim = claimed(changed(one, quote="Nvidia invested $2 billion in CoreWeave - at last"))
    assert claim.evidence.quote == "Nvidia  invested\n$2 billion in CoreWeave – at last"
    for quote in (
        "Nvidia invested $3 billion in CoreWeave",
        "Nvidia invests $2 billion in CoreWeave",
        "NVIDIA invested $2 billion",
    ):
        assert refused(changed(one, quote=quote)).reason is Reason.QUOTE


def test_a_quote_that_cuts_its_figure_is_refused_and_one_that_leaves_out_its_bound_is_widened() -> None:
    """'1,000' of '1,000億', '$25 billion' of 'up to $25 billion'."""
    cut = CASES[27]
    assert cut.language == "zh-Hant"
    assert refused(changed(cut, quote="OpenAI向甲骨文採購3,000")).reason is Reason.FIGURE
    one = ENGLISH[12]
    claim = claimed(changed(one, quote="$25 billion in OpenAI", amount=usd(2.5e10)))
    assert claim.amount is not None
    assert (claim.amount.bound, claim.evidence.quote) == (Bound.AT_MOST, "up to $25 billion in OpenAI")


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"amount": usd(2e9, currency="EUR")}, Reason.FIGURE),
        ({"amount": usd(2)}, Reason.FIGURE),
        ({"amount": {"low": 1e9, "high": 2e9, "bound": "between"}}, Reason.FIGURE),
        ({"share": number(0.08)}, Reason.FIGURE),
        ({"power": number(2e9)}, Reason.FIGURE),
        ({"amount": {"value": "two billion"}}, Reason.FORM),
        ({"amount": {"value": True}}, Reason.FORM),
        ({"amount": {"value": float("nan")}}, Reason.FORM),
        ({"kind": "bribes"}, Reason.FORM),
        ({"kind": "leads"}, Reason.PARTIES),
        ({"kind": "reports"}, Reason.FORM),
        ({"status": "certain"}, Reason.FORM),
        ({"subject": "Nvidia"}, Reason.FORM),
        ({"subject": {"name": "Nvidia", "kind": "firm"}}, Reason.FORM),
        ({"subject": actor("Nvidia Corporation of Delaware" * 4 + "|company")}, Reason.ACTOR),
        ({"object": actor("Nvidia|company")}, Reason.PARTIES),
        ({"object": None}, Reason.FORM),
        ({"date": "2025-13"}, Reason.FORM),
        ({"quote": ""}, Reason.FORM),
        ({"quote": "x" * 401}, Reason.QUOTE),
        ({"quote": None}, Reason.FORM),
        ({"position": 3, "kind": "invests_in"}, Reason.FIGURE),
    ],
)
def test_each_part_of_an_answer_is_checked(more: Answer, reason: Reason) -> None:
    """A right answer with one part made wrong."""
    assert refused(changed(ENGLISH[0], **more)).reason is reason


def test_a_date_that_the_quote_contradicts_is_refused_and_one_that_nobody_says_is_left_out() -> None:
    """A model's memory is no source."""
    founded = HEBREW[11]
    assert claimed(founded).date == "2024-06"
    assert refused(changed(founded, date="2023-06")).reason is Reason.DATE
    assert claimed(changed(ENGLISH[3], date="2019")).date is None


def test_words_of_the_model_reach_no_field() -> None:
    """Names, things, posts and units come from our lists or from the document."""
    claim = claimed(
        changed(
            ENGLISH[1], asset="visit evil.example now", role="king", unit="souls", condition="pay me", notes=["x"], period="P9Y",
            per="century", deal="d", confidence=1.0, reader="grammar/1", attributed_to=actor("Reuters|company"),
        )
    )  # fmt: skip
    assert (claim.asset, claim.role, claim.unit) == ("AI chips", None, "chips")
    assert (claim.condition, claim.notes, claim.per, claim.deal, claim.attributed_to) == (None, (), None, None, ())
    assert claim.reader == "llm-test/1"


def test_a_word_of_the_text_outweighs_a_model_that_calls_it_done() -> None:
    """Talks are no deal; what the model calls weaker than the text stays weaker."""
    claim = claimed(changed(ENGLISH[12], status="done"))
    assert (claim.status, claim.status_word, claim.notes) == (Status.TALKS, "in talks", ("status_corrected",))
    assert claimed(changed(ENGLISH[0], status="possible")).status is Status.POSSIBLE


def test_a_question_claims_nothing() -> None:
    """Nor does a clause that only supposes."""
    parties = ("acquires", "Nvidia|company", "Intel|company")
    asks = case("en", "Will Nvidia buy Intel for $5 billion?", "Nvidia buy Intel for $5 billion", *parties, amount=usd(5e9))
    assert refused(asks).reason is Reason.SPEECH
    said = "Nvidia acquired Intel for $5 billion"
    supposes = case("en", f"Shares would soar if {said}.", said, *parties, amount=usd(5e9))
    assert refused(supposes).reason is Reason.SPEECH


def test_a_reference_is_whom_the_sentence_before_names() -> None:
    """'The company' and 'it' mean the actor of the sentence before, and nobody else."""
    text = "OpenAI held its yearly event. The company bought the start-up Neptune for $400 million."
    one = case("en", text, "The company bought the start-up Neptune for $400 million", "acquires", "OpenAI|company|The company",
               "Neptune|company", amount=usd(4e8))  # fmt: skip
    claim = claimed(one)
    assert (claim.subject.id, claim.notes) == ("openai", ("inferred_actor",))
    assert refused(changed(one, subject=actor("Google|company|The company"))).reason is Reason.ACTOR


def test_a_quote_stays_in_the_passage_that_was_asked_about() -> None:
    """What stands elsewhere in the document is asked about there."""
    document = article(ENGLISH[0].text)
    with pytest.raises(Refusal) as told:
        gate().claim(ENGLISH[0].answer, looked_at(document), 0, 40)
    assert told.value.reason is Reason.QUOTE


def test_nothing_of_the_prompt_passes() -> None:
    """Its example is in no document."""
    one = changed(ENGLISH[0], quote="X sold to Y", subject=actor("Y|company"), object=actor("X|company"), kind="buys_from")
    assert refused(one).reason is Reason.QUOTE
