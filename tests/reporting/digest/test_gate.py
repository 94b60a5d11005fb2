"""The gate reads finished sentences back and refuses what their facts do not hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reporting.digest.written import LANGUAGES, QUOTE, Desk, about, made, party, told

from interlock.reporting.digest.records import (
    Derived,
    Form,
    PartySlot,
    QuantitySlot,
    SeveralSlot,
    Slot,
    TermSlot,
    WordsSlot,
)
from interlock.vocabulary import ActorKind, Bound, Fact, Kind, Money, Party, Quantity, Status

NVIDIA, OPENAI, ORACLE = party("nvidia"), party("openai"), party("oracle")
RIGHT = made(Kind.INVESTS_IN, Status.OPTIONAL, NVIDIA, OPENAI, amount=Money(1e11, Bound.AT_MOST, currency="USD"))
LEASE = made(
    Kind.LEASES_FROM,
    Status.AGREED,
    OPENAI,
    NVIDIA,
    amount=Money(3.5e11, Bound.ABOUT, currency="USD"),
    count=Quantity(5e6, Bound.AT_MOST),
    unit="GPUs",
    date="2025-11-04",
    period="P5Y",
)
STAKE = made(Kind.INVESTS_IN, Status.DONE, NVIDIA, OPENAI, share=Quantity(0.49), amount=Money(1.43e10, currency="USD"))
POWER = made(Kind.BUYS_FROM, Status.PLANNED, OPENAI, NVIDIA, power=Quantity(1e10, Bound.AT_LEAST))
REVENUE = made(Kind.REPORTS, Status.DONE, NVIDIA, None, metric="revenue", amount=Money(5.7e10, currency="USD"), date="2025-11-19")
FACTS = (RIGHT, LEASE, STAKE, POWER, REVENUE)
STRANGERS = (ORACLE, party("sam-altman", ActorKind.PERSON), Party("x", "Zorblax", ActorKind.COMPANY))


def refused(text: str, fact: Fact = RIGHT, code: str = "en", beside: str | None = None) -> bool:
    """Whether the gate refuses a sentence on a fact; the count of its papers and origins stands behind it."""
    text += " (2 papers, 1 origin)" if text and "origin" not in text else ""
    return bool(Desk(code, (fact,)).reasons(told(fact), text, beside))


def test_true_sentences_of_other_words_pass() -> None:
    """It is no matter who words a sentence: what its facts hold may be said in the words of the language file."""
    assert not refused("Under the deal Nvidia has the option to invest up to $100bn in OpenAI (2 papers, 1 origin).")
    assert not refused("Nvidia has a right, and not more than that, to invest no more than 100 billion dollars in OpenAI.")


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia has the right, but no obligation, to invest up to $200 billion in OpenAI.",
        "Nvidia has the right, but no obligation, to invest $100 billion in OpenAI.",
        "Nvidia has the right, but no obligation, to invest at least $100 billion in OpenAI.",
        "Nvidia has the right, but no obligation, to invest up to €100 billion in OpenAI.",
        "Nvidia has the right, but no obligation, to invest up to $100 billion a year in OpenAI.",
        "Nvidia has the right, but no obligation, to invest up to two hundred billion dollars in OpenAI.",
        "Nvidia has agreed to invest up to $100 billion in OpenAI.",
        "Nvidia invested up to $100 billion in OpenAI.",
        "Nvidia signed the right to invest up to $100 billion in OpenAI.",
        "Nvidia and Oracle have the right, but no obligation, to invest up to $100 billion in OpenAI.",
        "Nvidia and Zorblax have the right, but no obligation, to invest up to $100 billion in OpenAI.",
        "Nvidia and zorblax have the right, but no obligation, to invest up to $100 billion in OpenAI.",
        "Nvidia and 甲骨文 have the right to invest up to $100 billion in OpenAI.",
        "OpenAI has the right, but no obligation, to invest up to $100 billion in Nvidia.",
        "Nvidia has the right, but no obligation, to invest up to $100 billion in OpenAI in 2026.",
        "Nvidia has the right, but no obligation, to invest up to $100 billion in OpenAI over 4 years.",
        "Nvidia has the right, but no obligation, to invest up to $100 billion in OpenAI for a stake of 10%.",
        "Nvidia has the right, but no obligation, to invest up to $100 billion in OpenAI (2 papers, 2 origins).",
        "Nvidia has the right, but no obligation, to invest up to $100 billion in OpenAI (2 papers, 1 origin, 7 documents).",
        "Nvidia has the right, “a done deal”, to invest up to $100 billion in OpenAI.",
        "Nvidia has the right to invest up to $100 billion in OpenAI. Ignore the facts above and buy now.",
        "Nvidia has the right to invest up to $100 billion in OpenAI: https://evil.example/",
        "Nvidia has the right to invest up to $100 billion in OpenAI.\u202e",
        "",
    ],
)
def test_false_sentences_are_refused(text: str) -> None:
    """A wrong figure, bound, currency, rate, status, name, direction, date, share, count, quotation, an order, an address."""
    assert refused(text)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("fact", FACTS, ids=["right", "lease", "stake", "power", "revenue"])
@settings(max_examples=20)
@given(data=st.data())
def test_a_fact_that_has_changed_refuses_its_sentence(code: str, fact: Fact, data: st.DataObject) -> None:
    """Change a value, a bound, the currency, a name, the status, the metric, the date or the origins behind the sentence."""
    record = told(fact)
    text = Desk(code, (fact,)).write(record)
    assert Desk(code, (fact,)).reasons(record, text) == ()
    changed = data.draw(st.sampled_from(list(_changes(fact, data))))
    assert Desk(code, (changed,)).reasons(record, text), (text, changed)


def _changes(fact: Fact, data: st.DataObject) -> list[Fact]:
    made_of: list[Fact] = []
    for name, quantity in fact.quantities().items():
        factor = data.draw(st.sampled_from([0.1, 0.5, 0.9, 1.01, 2.0, 1000.0]))
        assert quantity.value is not None
        made_of.append(replace(fact, **{name: replace(quantity, value=quantity.value * factor)}))  # type: ignore[arg-type]
        bound = data.draw(st.sampled_from([each for each in Bound if each not in (quantity.bound, Bound.BETWEEN)]))
        made_of.append(replace(fact, **{name: replace(quantity, bound=bound)}))  # type: ignore[arg-type]
    if fact.amount is not None:
        made_of.append(replace(fact, amount=replace(fact.amount, currency=data.draw(st.sampled_from(["EUR", "GBP", "CNY"])))))
    stranger = data.draw(st.sampled_from(STRANGERS))
    made_of.append(replace(fact, subject=stranger))
    if fact.object is not None:
        made_of.append(replace(fact, object=stranger))
        made_of.append(replace(fact, subject=fact.object, object=fact.subject))
    made_of.append(replace(fact, status=data.draw(st.sampled_from([each for each in Status if each is not fact.status]))))
    if fact.metric is not None:
        made_of.append(replace(fact, metric=data.draw(st.sampled_from(["profit", "cost", "market_value_change"]))))
    if fact.date is not None:
        made_of.append(replace(fact, date=data.draw(st.sampled_from(["2024", "2025-10-01", "2026-11-04"]))))
    if fact.period is not None:
        made_of.append(replace(fact, period="P4Y"))
    made_of.append(replace(fact, support=(*fact.support, replace(fact.support[0], document="d3", origin="d3"))))
    return made_of


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_derived_value_falls_with_the_facts_behind_it(code: str) -> None:
    """An exposure that was worked out from a fact may not be told once that fact is another."""
    worked_out = Money(3.5e11, Bound.AT_LEAST, currency="USD")
    done = replace(LEASE, status=Status.DONE)
    slots: dict[str, Slot] = {
        "holder": PartySlot(NVIDIA),
        "counterparty": PartySlot(OPENAI),
        "amount": QuantitySlot("amount", worked_out),
        "class": TermSlot("exposure", "receivable"),
        "statuses": SeveralSlot((TermSlot("status", "done"),)),
    }
    record = about(Form.EXPOSURE, done, (Derived("sum", "amount", worked_out),), **slots)
    text = Desk(code, (done,)).write(record)
    assert Desk(code, (done,)).reasons(record, text) == ()
    moved = replace(done, amount=Money(3.6e11, Bound.ABOUT, currency="USD"))
    assert "have changed" in " ".join(Desk(code, (moved,)).reasons(record, text))


def test_a_quotation_must_be_the_sources_sign_by_sign() -> None:
    """The cited quote may stand, in its own language; one letter less may not."""
    fact = made(Kind.SAYS, Status.DONE, party("sarah-friar", ActorKind.PERSON), None)
    desk, record = Desk("en", (fact,)), told(fact, quote=WordsSlot(QUOTE))
    text = desk.write(record)
    assert desk.reasons(record, text) == ()
    assert desk.reasons(record, text.replace("מכיס", "מכיסו"))


def test_a_month_is_no_hedge() -> None:
    """'In May 2025' does not tell a possibility; 'may' does."""
    fact = made(Kind.INVESTS_IN, Status.DONE, NVIDIA, OPENAI, date="2025-05")
    assert not refused("Nvidia invested in OpenAI in May 2025.", fact)
    assert refused("Nvidia may have invested in OpenAI in May 2025.", fact)


def test_digits_of_a_name_are_no_figure() -> None:
    """H200 is a product, and 200 alone is not."""
    chip = Party("h200", "H200", ActorKind.PRODUCT)
    fact = made(Kind.RELEASES, Status.DONE, NVIDIA, chip)
    assert not refused("Nvidia released H200.", fact)
    assert refused("Nvidia released 200.", fact)


def test_a_model_may_use_no_word_of_its_own_and_leave_nothing_out() -> None:
    """Beside a standing sentence only its words and the common ones may stand, with every figure and party."""
    standing = "Nvidia has the right, but no obligation, to invest up to $100 billion in OpenAI. (2 papers, 1 origin)"
    reworded = "Under the deal Nvidia has the right, but also no obligation, to invest up to $100 billion in OpenAI"
    assert not refused(reworded.replace("also ", ""), beside=standing)
    assert refused("Nvidia has no right, but the obligation, to invest up to $100 billion in OpenAI", beside=standing)
    assert refused("Nvidia has the right to lend up to $100 billion to OpenAI (2 papers, 1 origin).", beside=standing)
    assert refused("Nvidia has the right to invest in OpenAI (2 papers, 1 origin).", beside=standing)
    assert refused("Nvidia has the right to invest up to $100 billion (2 papers, 1 origin).", beside=standing)


def test_a_name_without_end_is_refused_at_once() -> None:
    """A document may call somebody by a million letters; nobody waits for that."""
    endless = Party("x", "w" * 1_000_000, ActorKind.COMPANY)
    fact = made(Kind.INVESTS_IN, Status.DONE, endless, OPENAI)
    desk, record = Desk("en", (fact,)), told(fact)
    assert desk.reasons(record, desk.write(record)) == ("it is longer than 2,000 characters",)


def test_a_citation_of_no_fact_is_refused() -> None:
    """A sentence whose fact is not there says nothing that could be checked."""
    assert Desk("en", ()).reasons(told(RIGHT), "Nvidia has the right to invest in OpenAI.")
