"""Sums told for several together: what they say of each, and totals that count them once."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from network.ledgers import AMD, ANTHROPIC, GOOGLE, META, NVIDIA, OPENAI, ORACLE, bn, fact, group, share
from scipy.optimize import linprog

from interlock.network.aggregates import EVENLY_AMONG, EXCEEDS, PART, total
from interlock.network.amounts import AmountBasis, amount_of
from interlock.network.building import CONVERTED, NOT_WITHIN, build_network
from interlock.network.exposure import coverages, throughput
from interlock.network.flows import Flow, FlowBasis, FlowNetwork, Instrument, NetworkLayer
from interlock.network.schedules import whole
from interlock.vocabulary import Bound, Fact, Kind, Money, Status

BOTH = group("Nvidia and Meta", "Nvidia", "Meta")
ALL = group("Nvidia, Meta and Google", "Nvidia", "Meta", "Google")
KNOWN = [fact(Kind.BUYS_FROM, META, AMD, amount=bn(1)), fact(Kind.OWNS, GOOGLE, ANTHROPIC), fact(Kind.OWNS, NVIDIA, AMD)]
"""By these the members are parties of their own."""


def network(*facts: Fact, basis: FlowBasis = FlowBasis.ANNOUNCED) -> FlowNetwork:
    """The network of the facts, in which the members are known."""
    return build_network([*facts, *KNOWN], basis=basis)


def parts(found: FlowNetwork, instrument: Instrument, layer: NetworkLayer = NetworkLayer.MONEY) -> dict[str, Flow]:
    """The flows of one form by who pays."""
    return {flow.source: flow for flow in found.layer(layer, also_apart=True) if flow.instrument is instrument}


def ends(flow: Flow) -> tuple[float, float]:
    """Least and most, in billions."""
    return flow.amount.low / 1e9, flow.amount.high / 1e9


def test_a_part_told_with_the_whole_sum_is_at_most_that_sum() -> None:
    """'A and B buy for 40' beside 'A buys for 40': each has up to 40, and both together have 40."""
    found = network(fact(Kind.ACQUIRES, BOTH, ORACLE, amount=bn(40)), fact(Kind.ACQUIRES, NVIDIA, ORACLE, amount=bn(40)))
    rows = parts(found, Instrument.ACQUISITION)
    assert {actor: ends(flow) for actor, flow in rows.items()} == {"nvidia": (0, 40), "meta": (0, 40)}
    together = total(found, list(rows.values()), whole)
    assert (together.low, together.mode, together.high) == (40e9, 40e9, 40e9)


def test_the_rest_of_a_sum_is_the_part_of_the_last() -> None:
    """40 together, 15 of them by A: 25 by B, and the facts of both say so."""
    joint, one = fact(Kind.INVESTS_IN, BOTH, OPENAI, amount=bn(40)), fact(Kind.INVESTS_IN, NVIDIA, OPENAI, amount=bn(15))
    rows = parts(network(joint, one), Instrument.EQUITY)
    assert ends(rows["meta"]) == (25, 25)
    assert rows["meta"].amount.basis is AmountBasis.DERIVED
    assert rows["meta"].amount.mode is None
    assert set(rows["meta"].facts) == {joint.id, one.id}
    assert rows["nvidia"].amount.basis is AmountBasis.STATED


def test_several_open_parts_share_a_figure_and_keep_their_interval() -> None:
    """Of 40 that three put in, A put 10: B and C have up to 30 each, 15 where one number is needed, and nobody told that."""
    found = network(fact(Kind.INVESTS_IN, ALL, OPENAI, amount=bn(40)), fact(Kind.INVESTS_IN, NVIDIA, OPENAI, amount=bn(10)))
    rows = parts(found, Instrument.EQUITY)
    assert [ends(rows[actor]) for actor in ("meta", "google")] == [(0, 30), (0, 30)]
    assert [rows[actor].amount.figure for actor in ("meta", "google")] == [15e9, 15e9]
    assert rows["meta"].amount.mode is None
    assert EVENLY_AMONG in found.assumptions


def test_at_least_bounds_no_part_from_above() -> None:
    """'More than 40 together', 10 of them by A: B has 30 or more."""
    found = network(
        fact(Kind.INVESTS_IN, BOTH, OPENAI, amount=bn(40, Bound.AT_LEAST)), fact(Kind.INVESTS_IN, NVIDIA, OPENAI, amount=bn(10))
    )
    assert ends(parts(found, Instrument.EQUITY)["meta"]) == (30, math.inf)


def test_an_unnamed_member_may_bear_the_rest() -> None:
    """'A, B and two others put in 40', 10 of them by A: B put in anything up to 30."""
    others = group("Nvidia, Meta and others", "Nvidia", "Meta", "others")
    found = network(fact(Kind.INVESTS_IN, others, OPENAI, amount=bn(40)), fact(Kind.INVESTS_IN, NVIDIA, OPENAI, amount=bn(10)))
    assert ends(parts(found, Instrument.EQUITY)["meta"]) == (0, 30)


def test_parts_told_larger_than_their_sum_stay_as_told() -> None:
    """60 of 40 is a contradiction: it is noted at the flow and said with the result; nothing is changed."""
    found = network(fact(Kind.INVESTS_IN, BOTH, OPENAI, amount=bn(40)), fact(Kind.INVESTS_IN, NVIDIA, OPENAI, amount=bn(60)))
    row = parts(found, Instrument.EQUITY)["nvidia"]
    assert ends(row) == (60, 60)
    assert EXCEEDS in row.notes
    assert NOT_WITHIN in found.assumptions


@pytest.mark.parametrize(
    ("apart", "same"),
    [
        ({"status": Status.TALKS}, False),
        ({"status": Status.DONE}, True),
        ({"date": "2023-05"}, False),
        ({"date": "2025-10-14"}, True),
        ({"per": "year"}, False),
    ],
)
def test_only_what_is_told_of_the_same_is_a_part(apart: dict[str, object], same: bool) -> None:
    """Another day, another rate or mere talk is another deal; what is paid may be a part of what is agreed."""
    whole_sum = fact(Kind.INVESTS_IN, BOTH, OPENAI, amount=bn(40), date="2025-10")
    rest = {"amount": bn(15), "status": Status.AGREED, **apart}
    found = network(whole_sum, fact(Kind.INVESTS_IN, NVIDIA, OPENAI, **rest))  # type: ignore[arg-type]
    meta = parts(found, Instrument.EQUITY)["meta"]
    assert ends(meta) == ((25, 25) if same else (0, 40))


def test_of_two_flows_that_may_be_the_part_none_is_bounded() -> None:
    """Which of A's two purchases is in the sum is not told."""
    found = network(
        fact(Kind.BUYS_FROM, BOTH, ORACLE, amount=bn(40)),
        fact(Kind.BUYS_FROM, NVIDIA, ORACLE, amount=bn(15), asset="power"),
        fact(Kind.BUYS_FROM, NVIDIA, ORACLE, amount=bn(10), asset="software"),
    )
    rows = [flow for flow in found.layer(NetworkLayer.MONEY) if flow.target == "oracle"]
    assert sorted(ends(flow) for flow in rows) == [(0, 40), (10, 10), (15, 15)]


def test_who_is_named_together_is_in_the_network() -> None:
    """'A and B buy chips of C' without a sum: both buy, both get chips, and no sum is known."""
    found = network(fact(Kind.BUYS_FROM, BOTH, ORACLE, power=share(1e9)))
    rows = parts(found, Instrument.PURCHASE)
    assert not rows["nvidia"].amount.known
    assert rows["nvidia"].power is None
    assert rows["nvidia"].notes == (PART,)
    chips = [flow.target for flow in found.layer(NetworkLayer.COMPUTE) if flow.source == "oracle"]
    assert sorted(chips) == ["meta", "nvidia"]


def test_a_levy_on_several_is_paid_by_them() -> None:
    """Money of a levy goes against the claim: the members of its object pay."""
    found = network(fact(Kind.LEVIES, ORACLE, BOTH, amount=bn(4)), fact(Kind.LEVIES, ORACLE, NVIDIA, amount=bn(1)))
    rows = parts(found, Instrument.LEVY)
    assert {actor: (flow.target, ends(flow)) for actor, flow in rows.items()} == {
        "nvidia": ("oracle", (1, 1)),
        "meta": ("oracle", (3, 3)),
    }


def test_groups_on_both_sides_make_no_flows() -> None:
    """Who of the one buys of whom of the other is not told."""
    sellers = group("AMD and Oracle", "AMD", "Oracle")
    found = network(fact(Kind.BUYS_FROM, BOTH, sellers, amount=bn(9)))
    assert not [flow for flow in found.flows if PART in flow.notes]
    assert [row.amount.high for row in found.aggregates] == [9e9]


def test_a_sum_for_several_sellers_is_due_once() -> None:
    """300 for A and B over five years are 60 a year for both, not up to 120; so is the gross sum of sales."""
    sellers = group("Nvidia and Meta", "Nvidia", "Meta")
    rows = [fact(Kind.BUYS_FROM, OPENAI, sellers, amount=bn(300), period="P5Y", date="2026"), *KNOWN[1:]]
    found = build_network([*rows, fact(Kind.OWNS, META, AMD)])
    due = {row.year: row.due for row in coverages(found, [2026, 2027], {})}
    assert [(due[year].low, due[year].high) for year in (2026, 2027)] == [(60e9, 60e9)] * 2
    gross, _ = throughput(found)
    assert (gross.low, gross.high) == (300e9, 300e9)


def test_conversion_is_said_where_a_sum_was_converted() -> None:
    """A derived part is not a converted one."""
    joint, one = fact(Kind.INVESTS_IN, BOTH, OPENAI, amount=bn(40)), fact(Kind.INVESTS_IN, NVIDIA, OPENAI, amount=bn(15))
    assert CONVERTED not in network(joint, one).assumptions
    euros = Money(15e9, currency="EUR")
    assert CONVERTED in network(fact(Kind.INVESTS_IN, NVIDIA, OPENAI, amount=euros)).assumptions


money = st.one_of(
    st.none(),
    st.builds(
        lambda value, bound: bn(value, bound), st.integers(1, 60), st.sampled_from([Bound.EXACT, Bound.AT_MOST, Bound.AT_LEAST])
    ),
)


@given(st.integers(1, 100), st.tuples(money, money, money))
def test_the_bounds_are_those_of_the_linear_program(sum_: int, told: tuple[Money | None, Money | None, Money | None]) -> None:
    """Least and most of each part over all parts within their own bounds that add up to the sum (HiGHS)."""
    assume(all(each is None or each.value != sum_ * 1e9 for each in told))
    facts = [
        fact(Kind.INVESTS_IN, actor, OPENAI, amount=each)
        for actor, each in zip((NVIDIA, META, GOOGLE), told, strict=True)
        if each is not None
    ]
    rows = parts(network(fact(Kind.INVESTS_IN, ALL, OPENAI, amount=bn(sum_)), *facts), Instrument.EQUITY)
    box = [(amount.low / 1e9, amount.high / 1e9) for amount in map(amount_of, told)]
    found = [
        linprog(sign * np.eye(3)[number], A_eq=np.ones((1, 3)), b_eq=[sum_], bounds=box)
        for number in range(3)
        for sign in (1.0, -1.0)
    ]
    if found[0].status == 2:  # parts that do not fit their sum
        assert any(EXCEEDS in flow.notes for flow in rows.values())
        return
    expected = [pytest.approx((found[2 * number].fun, -found[2 * number + 1].fun), abs=1e-6) for number in range(3)]
    assert [ends(rows[actor.id]) for actor in (NVIDIA, META, GOOGLE)] == expected
