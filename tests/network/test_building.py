"""From facts to flows: layers, bases, aggregates, alternatives, schedules."""

from __future__ import annotations

import math

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from network.ledgers import AMD, META, NVIDIA, OPENAI, ORACLE, bn, fact, nvidia_loop, oracle_contract, share

from interlock.network.amounts import Amount, AmountBasis, add, amount_of, hull, smallest
from interlock.network.building import build_network
from interlock.network.flows import FlowBasis, Instrument, NetworkLayer
from interlock.network.schedules import schedule, whole
from interlock.vocabulary import Bound, Dispute, Kind, Reason, Side, Status


@pytest.mark.parametrize(
    ("money", "low", "high", "basis"),
    [
        (bn(5), 5e9, 5e9, AmountBasis.STATED),
        (bn(5, Bound.AT_MOST), 0.0, 5e9, AmountBasis.STATED),
        (bn(5, Bound.AT_LEAST), 5e9, math.inf, AmountBasis.STATED),
        (bn(8.7, currency="EUR"), 1e10, 1e10, AmountBasis.DERIVED),
        (bn(5, currency=None), 0.0, math.inf, AmountBasis.UNKNOWN),
        (None, 0.0, math.inf, AmountBasis.UNKNOWN),
    ],
)
def test_a_sum_becomes_an_interval_with_its_basis(money: object, low: float, high: float, basis: AmountBasis) -> None:
    """A bound is an end of the interval; a converted sum is derived; what has no currency is unknown."""
    found = amount_of(money)  # type: ignore[arg-type]
    assert found.basis is basis
    assert [found.low, found.high] == pytest.approx([low, high])


amounts = st.builds(lambda a, b: Amount(min(a, b), None, max(a, b)), st.floats(0, 1e12), st.floats(0, 1e12))


@given(st.lists(amounts, min_size=1, max_size=6))
def test_a_sum_holds_its_parts(rows: list[Amount]) -> None:
    """The ends of a sum are the sums of ends; a hull holds each; a bottleneck is none larger than each."""
    total, around, least = add(rows), hull(rows), smallest(rows)
    assert total.low == pytest.approx(sum(row.low for row in rows))
    assert total.high == pytest.approx(sum(row.high for row in rows))
    assert all(around.low <= row.low and row.high <= around.high for row in rows)
    assert all(least.high <= row.high and least.low <= row.low for row in rows)


def test_an_unknown_part_leaves_a_sum_open() -> None:
    """350 and an unknown sum are 350 or more, and say that a part is unknown."""
    total = add([amount_of(bn(350)), amount_of(None)])
    assert (total.low, total.high, total.basis) == (350e9, math.inf, AmountBasis.UNKNOWN)


@pytest.mark.parametrize(
    ("basis", "statuses"),
    [
        (FlowBasis.REALISED, {"done"}),
        (FlowBasis.SCHEDULED, {"agreed"}),
        (FlowBasis.ANNOUNCED, {"done", "agreed", "planned"}),
    ],
)
def test_each_basis_counts_its_statuses(basis: FlowBasis, statuses: set[str]) -> None:
    """What is optional or talked about is apart on every basis; what is denied makes no flow."""
    facts = [fact(Kind.BUYS_FROM, OPENAI, ORACLE, status, amount=bn(1)) for status in Status]
    network = build_network(facts, basis=basis)
    assert {str(flow.status) for flow in network.layer(NetworkLayer.MONEY)} == statuses
    apart = {str(flow.status) for flow in network.apart if flow.layer is NetworkLayer.MONEY}
    assert {"optional", "talks", "possible", "stalled"} <= apart
    assert sorted(row.why for row in network.left_out) == ["it is denied", "it is ended", "it is refused"]


def test_statuses_asked_for_replace_those_of_the_basis() -> None:
    """A right to invest counts where somebody asks for it."""
    network = build_network(nvidia_loop(), statuses=[Status.OPTIONAL])
    assert [flow.instrument for flow in network.layer(NetworkLayer.MONEY)] == [Instrument.EQUITY]


def test_layers_follow_the_table_of_kinds() -> None:
    """Compute moves against the money; a guarantee is risk and no money; warrants give control to the holder."""
    network = build_network(
        [
            fact(Kind.BUYS_FROM, OPENAI, AMD, power=share(6e9)),
            fact(Kind.GUARANTEES, NVIDIA, OPENAI),
            fact(Kind.GRANTS_EQUITY, AMD, OPENAI, share=share(0.1, Bound.AT_MOST)),
        ]
    )
    found = {(flow.layer, flow.instrument): (flow.source, flow.target) for flow in network.flows}
    assert found == {
        (NetworkLayer.MONEY, Instrument.PURCHASE): ("openai", "amd"),
        (NetworkLayer.COMPUTE, Instrument.PURCHASE): ("amd", "openai"),
        (NetworkLayer.RISK, Instrument.GUARANTEE): ("nvidia", "openai"),
        (NetworkLayer.MONEY, Instrument.WARRANTS): ("amd", "openai"),
        (NetworkLayer.CONTROL, Instrument.WARRANTS): ("openai", "amd"),
    }


def test_sides_of_a_dispute_are_one_flow() -> None:
    """Two sums told against each other span an interval; they are not added."""
    one, other = (fact(Kind.INVESTS_IN, META, ORACLE, amount=bn(each)) for each in (14.3, 14.9))
    sides = tuple(Side("x", None, each.id, each.claims, 1, None) for each in (one, other))
    network = build_network([one, other], [Dispute("00", Kind.INVESTS_IN, "amount", Reason.UNKNOWN, "", sides)])
    (flow,) = network.layer(NetworkLayer.MONEY)
    assert flow.disputed
    assert flow.facts == tuple(sorted((one.id, other.id)))
    assert (flow.amount.low, flow.amount.high) == (14.3e9, 14.9e9)


@given(st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=20))
def test_disputes_that_share_a_fact_make_one_alternative(pairs: list[tuple[int, int]]) -> None:
    """Facts joined by disputes, directly or over others, are one flow; all others stay flows of their own."""
    facts = [fact(Kind.INVESTS_IN, META, ORACLE, amount=bn(1 + each)) for each in range(15)]
    sides = [[Side("x", None, facts[each].id, facts[each].claims, 1, None) for each in pair] for pair in pairs]
    disputes = [Dispute(f"{i}", Kind.INVESTS_IN, "amount", Reason.UNKNOWN, "", tuple(each)) for i, each in enumerate(sides)]
    graph = networkx.Graph(pairs)
    graph.add_nodes_from(range(15))
    expected = {tuple(sorted(facts[each].id for each in part)) for part in networkx.connected_components(graph)}
    assert {tuple(sorted(flow.facts)) for flow in build_network(facts, disputes).layer(NetworkLayer.MONEY)} == expected


def test_a_contract_over_five_years_is_due_evenly() -> None:
    """300 over five years from 2027: nothing in 2026, 60 a year from then on."""
    (flow,) = build_network([oracle_contract()]).layer(NetworkLayer.MONEY)
    due = schedule(flow, range(2026, 2033)).due
    assert [round(amount.high / 1e9, 6) for amount in due] == [0, 60, 60, 60, 60, 60, 0]


def test_a_stated_rate_wins_over_an_even_spread() -> None:
    """60 a year is due each year, whatever the total."""
    (flow,) = build_network([fact(Kind.BUYS_FROM, OPENAI, ORACLE, amount=bn(60), per="year")]).layer(NetworkLayer.MONEY)
    assert [amount.low for amount in schedule(flow, range(2026, 2029)).due] == [60e9] * 3


@given(st.integers(1, 8), st.floats(1, 500))
def test_a_spread_total_is_never_more_than_the_total(years: int, total: float) -> None:
    """Over any window what is due with a stated period is at most the sum."""
    (flow,) = build_network([fact(Kind.BUYS_FROM, OPENAI, ORACLE, amount=bn(total), period=f"P{years}Y", date="2026")]).layer(
        NetworkLayer.MONEY
    )
    due = schedule(flow, range(2025, 2040)).due
    assert sum(amount.high for amount in due) == pytest.approx(total * 1e9)


def test_a_purchase_without_a_period_says_what_it_assumes() -> None:
    """One to five years: in the first year a fifth to all of it."""
    (flow,) = build_network([fact(Kind.LEASES_FROM, OPENAI, NVIDIA, amount=bn(350))]).layer(NetworkLayer.MONEY)
    found = schedule(flow, range(2026, 2028))
    assert (found.due[0].low, found.due[0].high) == (70e9, 350e9)
    assert found.due[0].basis is AmountBasis.ASSUMED
    assert any("1 to 5 years" in line for line in found.assumptions)


def test_a_total_and_its_yearly_rate_are_one_contract() -> None:
    """'300 in all' and '60 a year' are 300 over five years, not 360, and both facts stand behind it."""
    facts = [
        fact(Kind.BUYS_FROM, OPENAI, ORACLE, amount=bn(300)),
        fact(Kind.BUYS_FROM, OPENAI, ORACLE, amount=bn(60, Bound.ABOUT), per="year"),
    ]
    (flow,) = build_network(facts).layer(NetworkLayer.MONEY)
    assert (flow.amount.high, flow.period, len(flow.facts)) == (300e9, "P5Y0M", 2)
    assert [round(amount.high / 1e9) for amount in schedule(flow, range(2026, 2032)).due] == [60, 60, 60, 60, 60, 0]


def test_a_rate_without_a_term_is_one_year_or_more() -> None:
    """Nobody says for how long: the whole is open above."""
    (flow,) = build_network([fact(Kind.BUYS_FROM, OPENAI, ORACLE, amount=bn(60), per="year")]).layer(NetworkLayer.MONEY)
    assert (whole(flow).low, whole(flow).high) == (60e9, math.inf)
