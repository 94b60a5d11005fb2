"""The status of a fact where some say that it goes on and others that it does not."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from resolution.press import claim, document, dollars, firm

from interlock.atlas import load_atlas
from interlock.resolution import Resolution, resolve
from interlock.resolution.statuses import STOPPED, Saying, history
from interlock.vocabulary import Kind, Status

TESSEL, HARBOR = firm("Tessel Labs"), firm("Harborview Compute")
Row = tuple[str, Status, str]
"""Day, status, origin."""


def sayings(*rows: Row) -> list[Saying]:
    """One document for each row."""
    return [
        Saying(claim(Kind.ACQUIRES, HARBOR, TESSEL, status), f"d{place}", origin, when)
        for place, (when, status, origin) in enumerate(rows)
    ]


def steps(*rows: Row) -> list[Status]:
    """The statuses of the history."""
    return [step.status for step in history(sayings(*rows))]


AGREED, DONE, TALKS, ENDED, DENIED, STALLED = (
    Status.AGREED,
    Status.DONE,
    Status.TALKS,
    Status.ENDED,
    Status.DENIED,
    Status.STALLED,
)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # one report that it is off moves a status told before: it is news, and those who spoke before could not know
        ([("2026-03-01", AGREED, "a"), ("2026-03-01", AGREED, "b"), ("2026-03-09", ENDED, "c")], [AGREED, ENDED]),
        # two that say after it that it goes on know better than the one
        (
            [("2026-03-01", AGREED, "a"), ("2026-03-09", ENDED, "c"), ("2026-03-10", AGREED, "a"), ("2026-03-11", AGREED, "b")],
            [AGREED],
        ),
        # one against one: the stop holds until it is told again after some days
        ([("2026-03-01", AGREED, "a"), ("2026-03-09", ENDED, "c"), ("2026-03-10", AGREED, "a")], [AGREED, ENDED]),
        # copies are one origin
        (
            [("2026-03-01", AGREED, "a"), ("2026-03-09", ENDED, "c"), ("2026-03-10", AGREED, "a"), ("2026-03-11", AGREED, "a")],
            [AGREED, ENDED],
        ),
        # two that say that it is off, two that it is not: the stop holds
        (
            [
                ("2026-03-01", AGREED, "a"),
                ("2026-03-09", ENDED, "c"),
                ("2026-03-09", ENDED, "d"),
                ("2026-03-10", AGREED, "a"),
                ("2026-03-11", AGREED, "b"),
            ],
            [AGREED, ENDED],
        ),
        # a denial says that it never was so, so that those who spoke before count
        ([("2026-03-01", AGREED, "a"), ("2026-03-02", AGREED, "b"), ("2026-03-09", DENIED, "c")], [AGREED]),
        ([("2026-03-01", AGREED, "a"), ("2026-03-09", DENIED, "c")], [AGREED, DENIED]),
        # what is told long after is another event
        (
            [("2026-03-01", TALKS, "a"), ("2026-03-09", ENDED, "c"), ("2026-06-10", DONE, "a"), ("2026-06-11", DONE, "b")],
            [TALKS, ENDED, DONE],
        ),
        # whoever says both has changed its mind, and is no voice against itself
        ([("2026-03-01", AGREED, "a"), ("2026-03-09", ENDED, "a"), ("2026-03-09", AGREED, "a")], [AGREED, ENDED]),
    ],
)
def test_a_stop_moves_the_status_unless_more_origins_say_otherwise(rows: list[Row], expected: list[Status]) -> None:
    assert steps(*rows) == expected
    assert all(steps(*order) == expected for order in itertools.permutations(rows))


def three_against_one() -> Resolution:
    told = [("2026-03-01", AGREED), ("2026-03-09", ENDED), ("2026-03-10", AGREED), ("2026-03-11", AGREED)]
    papers = ("The Ledger", "The Bulletin", "The Herald", "The Courier")
    rows = [
        document(
            paper,
            when,
            [claim(Kind.ACQUIRES, HARBOR, TESSEL, status, amount=dollars(7e8), attributed_to=(firm(paper),))],
            words=f"{paper} tells it so",
        )
        for paper, (when, status) in zip(papers, told, strict=True)
    ]
    return resolve(rows, atlas=load_atlas())


def test_a_stop_that_made_no_step_stays_as_a_claim_and_a_dispute() -> None:
    found = three_against_one()
    (fact,) = found.facts
    assert fact.status is AGREED
    assert ENDED in {step.status for step in fact.statuses}
    (dispute,) = (each for each in found.disputes if each.field == "status")
    assert {(side.told, side.origins) for side in dispute.sides} == {("agreed", 3), ("ended", 1)}


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["2026-03-01", "2026-03-03", "2026-03-20", "2026-05-01", "2026-03"]),
        st.sampled_from([TALKS, AGREED, DONE, ENDED, DENIED, STALLED]),
        st.sampled_from("abcd"),
    ),
    min_size=1,
    max_size=6,
)


@given(ROWS)
def test_there_is_always_a_status_and_every_step_was_told(rows: list[Row]) -> None:
    made = history(sayings(*rows))
    told = {status for _, status, _ in rows}
    assert made
    assert {step.status for step in made} <= told


@given(ROWS)
def test_one_stop_against_two_later_origins_is_never_the_last_word(rows: list[Row]) -> None:
    calm = [row for row in rows if row[1] not in STOPPED]
    more = [("2026-08-01", ENDED, "z"), ("2026-08-02", DONE, "x"), ("2026-08-03", DONE, "y")]
    assert steps(*calm, *more)[-1] is DONE
