"""Facts and stories as JSON objects, and back."""

from __future__ import annotations

import json

from hypothesis import given, settings
from resolution.press import Told, claim, document, firm
from resolution.test_resolving import presses

from interlock.atlas import load_atlas
from interlock.resolution import resolve
from interlock.vocabulary import Kind, Money
from interlock.vocabulary.fact_codec import fact_from_record, fact_to_record, telling_from_record, telling_to_record

ATLAS = load_atlas()


@settings(max_examples=40, deadline=None)
@given(presses())
def test_facts_and_tellings_come_back_as_they_were(press: list[Told]) -> None:
    made = resolve(press, atlas=ATLAS)
    assert all(fact_from_record(json.loads(json.dumps(fact_to_record(fact)))) == fact for fact in made.facts)
    tellings = [telling for story in made.stories for telling in story.tellings]
    assert all(telling_from_record(json.loads(json.dumps(telling_to_record(telling)))) == telling for telling in tellings)


def test_an_amount_without_a_currency_stays_an_amount_of_money() -> None:
    (fact,) = resolve(
        [document("a", "2026-02-10", [claim(Kind.INVESTS_IN, firm("A"), firm("B"), amount=Money(1e9))])], atlas=ATLAS
    ).facts
    assert fact_from_record(fact_to_record(fact)) == fact
    assert isinstance(fact.amount, Money)
