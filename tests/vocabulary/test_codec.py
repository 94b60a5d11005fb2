"""Claims as JSON Lines."""

from __future__ import annotations

import io
import json
import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlock.vocabulary import (
    KINDS,
    METRICS,
    Actor,
    ActorKind,
    BadRecord,
    Bound,
    Claim,
    Evidence,
    Kind,
    Money,
    Quantity,
    Status,
    claim_from_record,
    claim_to_record,
    read_claims,
    write_claims,
)
from interlock.vocabulary.claim import claim_id

NUMBERS = st.floats(min_value=-1e15, max_value=1e15, allow_nan=False)
TEXTS = st.text(min_size=1, max_size=12)


@st.composite
def quantities(draw: st.DrawFn, money: bool = False) -> Quantity:
    bound = draw(st.sampled_from(list(Bound)))
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    between = bound is Bound.BETWEEN
    parts: dict[str, Any] = {
        "value": None if between else low,
        "bound": bound,
        "low": low if between else None,
        "high": high if between else None,
        "text": draw(st.text(max_size=8)),
    }
    if money:
        return Money(**parts, currency=draw(st.one_of(st.none(), st.text(string.ascii_uppercase, min_size=3, max_size=3))))
    return Quantity(**parts)


ACTORS = st.builds(Actor, TEXTS, TEXTS, st.sampled_from(list(ActorKind)), TEXTS, st.lists(TEXTS, max_size=3).map(tuple))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    kind = draw(st.sampled_from(list(Kind)))
    row = KINDS[kind]
    quote = draw(TEXTS)
    start = draw(st.integers(0, 10_000))
    maybe_text = st.one_of(st.none(), TEXTS)
    return Claim(
        id=draw(TEXTS),
        kind=kind,
        subject=draw(ACTORS),
        status=draw(st.sampled_from(list(Status))),
        evidence=Evidence(draw(TEXTS), start, start + len(quote), quote, "he"),
        confidence=draw(st.floats(0, 1)),
        reader=draw(TEXTS),
        object=None if not row.object else draw(ACTORS),
        metric=draw(st.sampled_from(METRICS)) if kind is Kind.REPORTS else None,
        origin=draw(st.one_of(st.none(), ACTORS)),
        asset=draw(maybe_text),
        role=draw(maybe_text),
        unit=draw(maybe_text),
        amount=draw(st.one_of(st.none(), quantities(money=True))),  # type: ignore[arg-type]
        share=draw(st.one_of(st.none(), quantities())),
        count=draw(st.one_of(st.none(), quantities())),
        date=draw(st.sampled_from([None, "2025", "2025-10-06"])),
        period=draw(st.sampled_from([None, "P4Y", "2025-01/2025-06"])),
        per=draw(st.sampled_from([None, "year", "day"])),
        position=draw(st.one_of(st.none(), st.integers(1, 99))),
        attributed_to=draw(st.lists(ACTORS, max_size=2).map(tuple)),
        notes=draw(st.lists(TEXTS, max_size=2).map(tuple)),
        condition=draw(maybe_text),
        deal=draw(maybe_text),
        part_of=draw(maybe_text),
        status_word=draw(maybe_text),
    )


@given(st.lists(claims(), max_size=3))
def test_writing_and_reading_gives_the_same_claims(written: list[Claim]) -> None:
    """The codec round-trips every claim."""
    target = io.StringIO(newline="\n")
    write_claims(written, target)
    assert list(read_claims(target.getvalue().split("\n"), "claims.jsonl")) == written


def record(**changes: Any) -> dict[str, Any]:
    actor = {"id": "openai", "name": "OpenAI", "kind": "company", "mention": "OpenAI"}
    base: dict[str, Any] = {
        "id": "c1",
        "kind": "leases_from",
        "subject": actor,
        "object": actor | {"id": "nvidia", "name": "Nvidia"},
        "status": "agreed",
        "evidence": {"document": "d", "start": 3, "end": 6, "quote": "abc", "language": "en"},
        "confidence": 0.5,
        "reader": "r/1",
    }
    return {key: value for key, value in (base | changes).items() if value is not ...}


def test_absent_keys_are_left_out() -> None:
    """A record holds no nulls."""
    written = claim_to_record(claim_from_record(record()))
    assert None not in written.values()
    assert "amount" not in written


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "rents"}, "kind"),
        ({"status": ...}, "status"),
        ({"kind": "invests_in", "object": ...}, "object"),
        ({"colour": "red"}, "colour"),
        ({"amount": {"value": "many"}}, "amount.value"),
        ({"amount": {"value": 1, "currency": "dollars"}}, "amount.currency"),
        ({"share": {"value": 1, "bound": "between"}}, "share"),
        ({"date": "soon"}, "date"),
        ({"period": "P"}, "period"),
        ({"per": "decade"}, "per"),
        ({"position": 0}, "position"),
        ({"confidence": 2}, "confidence"),
        ({"metric": "revenue"}, "metric"),
        ({"evidence": {"document": "d", "start": 3, "end": 3, "quote": "", "language": "en"}}, "evidence"),
        ({"subject": {"id": "x", "name": "X", "kind": "robot", "mention": "X"}}, "subject.kind"),
        ({"subject": "OpenAI"}, "subject"),
        ({"confidence": True}, "confidence"),
        ({"attributed_to": [{"id": "x"}]}, "attributed_to[0].name"),
    ],
)
def test_a_bad_record_names_file_line_and_field(changes: dict[str, Any], field: str) -> None:
    """The message leads to the fault."""
    lines = ["", json.dumps(record()), json.dumps(record(**changes))]
    with pytest.raises(BadRecord) as caught:
        list(read_claims(lines, "my.jsonl"))
    assert (caught.value.source, caught.value.line, caught.value.field) == ("my.jsonl", 3, field)
    assert "my.jsonl, line 3" in str(caught.value)


@pytest.mark.parametrize("line", ["{", "[]", "3", '"text"', "nonsense", "[" * 100_000])
def test_a_line_that_is_no_record_is_reported_and_passed_over(line: str) -> None:
    """One bad line does not lose the others."""
    faults: list[BadRecord] = []
    kept = list(read_claims([line, json.dumps(record())], "my.jsonl", faults.append))
    assert (len(kept), [fault.line for fault in faults]) == (1, [1])


def test_a_claim_id_does_not_depend_on_the_order_of_quantities() -> None:
    """Ids are content hashes; two readers that agree make one claim."""
    one, other = (
        {"amount": Money(1.0, currency="USD"), "share": Quantity(0.5)},
        {"share": Quantity(0.5), "amount": Money(1.0, currency="USD")},
    )
    arguments = ("t", Kind.INVESTS_IN, None, (1, 9), "A", "B")
    assert claim_id(*arguments, one, "2025-01-01") == claim_id(*arguments, other, "2025-01-01")
    assert claim_id(*arguments, one, "2025-01-01") != claim_id(*arguments, one, None)
