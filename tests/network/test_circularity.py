"""Cycles, cycling index, circulation, round trips: published cases, rivals, and what must always hold."""

from __future__ import annotations

from typing import Any

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network.cases import case

from interlock.network import cycles as cycles_module
from interlock.network.circulation import balanced_decomposition, maximum_circulation
from interlock.network.cycles import count_cycles, iterate_cycles, largest_cycles
from interlock.network.cycling import finn_index
from interlock.network.round_trips import OUTSIDE, Leg, Payment, in_kind, round_trip

_LEGS = {"equity": Leg.INVESTMENT, "purchase": Leg.PURCHASE, "revenue": Leg.PURCHASE, "cost": Leg.OTHER}
edges = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.floats(0.1, 50)), min_size=1, max_size=25)


def _matrix(rows: list[tuple[int, int, float]], size: int = 7) -> Any:
    flow = np.zeros((size, size))
    for payer, payee, amount in rows:
        if payer != payee:
            flow[payer, payee] += amount
    return flow


@pytest.mark.parametrize(
    "identity", ["finn_cone_spring", "finn_oyster_reef", "finn_silver_springs_acyclic", "finn_three_nodes_exact"]
)
def test_finn_index_of_published_networks(identity: str) -> None:
    """The index, the throughflow, path length and return probabilities are those published."""
    inputs, expected, tolerance = case(identity)
    found = finn_index(inputs["flow"], inputs["input"], inputs["output"])
    assert found.total_throughflow == pytest.approx(expected["TST"], abs=1e-6)
    assert found.index == pytest.approx(expected["FCI"], abs=max(tolerance, 1e-9))
    if "APL" in expected:
        assert found.average_path_length == pytest.approx(expected["APL"], abs=1e-6)
    if "return_probability" in expected:
        assert found.return_probability == pytest.approx(expected["return_probability"])
        assert found.cycled == pytest.approx(expected["TST_cycled"])


def test_a_closed_loop_has_no_finite_cycling() -> None:
    """Money that nothing enters or leaves circles for ever, and the index says so."""
    with pytest.raises(ValueError, match="closed loop"):
        finn_index([[0, 1], [1, 0]], [0, 0], [0, 0])


@pytest.mark.parametrize("identity", ["circulation_max_vs_balanced", "circulation_two_cycles"])
def test_circulation_cases(identity: str) -> None:
    """The largest and the balanced circulation of the worked examples."""
    inputs, expected, _ = case(identity)
    flow = _matrix([(a - 1, b - 1, w) for a, b, w in inputs["edges"]], 3)
    most, balanced = maximum_circulation(flow), balanced_decomposition(flow)
    assert most.total == pytest.approx(expected["max_circulation_total"], abs=1e-9)
    assert most.share == pytest.approx(expected["max_circularity"], abs=1e-9)
    assert balanced.total == pytest.approx(expected["bff_total"], abs=1e-9)
    assert balanced.share == pytest.approx(expected["bff_circularity"], abs=1e-9)
    for a, b, w in expected.get("bff_directional", []):
        assert balanced.directional[a - 1, b - 1] == pytest.approx(w, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(edges)
def test_a_circulation_is_balanced_and_within_the_flows(rows: list[tuple[int, int, float]]) -> None:
    """What goes round enters and leaves each actor alike, no edge carries more than its flow, and none beats the largest."""
    flow = _matrix(rows)
    most, balanced = maximum_circulation(flow), balanced_decomposition(flow)
    for found in (most, balanced):
        assert found.circular.sum(axis=0) == pytest.approx(found.circular.sum(axis=1), abs=1e-6)
        assert (found.circular <= flow + 1e-6).all()
        assert (found.circular >= -1e-9).all()
    assert balanced.total <= most.total + 1e-6
    assert networkx.is_directed_acyclic_graph(
        networkx.from_numpy_array(balanced.directional > 1e-7, create_using=networkx.DiGraph)
    )


def test_cycles_of_complete_digraphs() -> None:
    """Their number is that of OEIS A006231, also with a bound on the length."""
    inputs, expected, _ = case("cycle_count_complete_digraphs")
    for size, count in zip(inputs["complete_digraph_n"], expected["counts"], strict=True):
        pairs = [(a, b) for a in range(size) for b in range(size) if a != b]
        assert count_cycles([a for a, _ in pairs], [b for _, b in pairs], size, size) == count
    pairs = [(a, b) for a in range(6) for b in range(6) if a != b]
    assert count_cycles([a for a, _ in pairs], [b for _, b in pairs], 6, 4) == expected["n6_length_le_4"]


@settings(max_examples=60, deadline=None)
@given(edges, st.integers(2, 6))
def test_cycles_are_those_of_networkx(rows: list[tuple[int, int, float]], longest: int) -> None:
    """Each cycle once, none else, whatever the bound."""
    graph = networkx.DiGraph([(a, b) for a, b, _ in rows if a != b])
    theirs = {tuple(_from_least(found)) for found in networkx.simple_cycles(graph, length_bound=longest)}
    ours = list(iterate_cycles([row[0] for row in rows], [row[1] for row in rows], 7, longest))
    assert len(ours) == len(set(ours))
    assert set(ours) == theirs


def _from_least(nodes: list[int]) -> list[int]:
    at = nodes.index(min(nodes))
    return nodes[at:] + nodes[:at]


@settings(max_examples=30, deadline=None)
@given(edges)
def test_without_numba_the_cycles_are_the_same(rows: list[tuple[int, int, float]]) -> None:
    """The compiled search and the frontiers find the same cycles."""
    payers, payees = [row[0] for row in rows], [row[1] for row in rows]
    compiled = sorted(iterate_cycles(payers, payees, 7))
    largest = largest_cycles(payers, payees, [1.0] * len(rows), 7, 6, 3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cycles_module, "_compiled", lambda function: None)
        assert sorted(iterate_cycles(payers, payees, 7)) == compiled
        assert largest_cycles(payers, payees, [1.0] * len(rows), 7, 6, 3) == largest


@settings(max_examples=40, deadline=None)
@given(edges, st.integers(1, 5))
def test_the_largest_cycles_are_those_of_largest_bottleneck(rows: list[tuple[int, int, float]], top: int) -> None:
    """Parallel edges add up within a leg, and nothing larger is left out."""
    payers, payees, weights = (list(column) for column in zip(*rows, strict=True))
    flow = _matrix(rows)
    found = largest_cycles(payers, payees, weights, 7, 6, top)
    every = sorted((min(flow[a, b] for a, b in _legs(nodes)) for nodes in iterate_cycles(payers, payees, 7)), reverse=True)
    assert [cycle.bottleneck for cycle in found.largest] == pytest.approx(every[:top])
    assert found.count == len(every)
    assert found.complete


def _legs(nodes: tuple[int, ...]) -> list[tuple[int, int]]:
    return list(zip(nodes, (*nodes[1:], nodes[0]), strict=True))


def test_an_enumeration_that_stops_says_so() -> None:
    """After the limit the result is not complete."""
    pairs = [(a, b) for a in range(7) for b in range(7) if a != b]
    found = largest_cycles([a for a, _ in pairs], [b for _, b in pairs], [1.0] * len(pairs), 7, 6, 3, limit=10)
    assert not found.complete
    assert found.count == 10


def test_an_enumeration_that_ends_at_its_limit_is_complete() -> None:
    """A digraph with just as many cycles as the limit has been seen whole."""
    found = largest_cycles([0, 1], [1, 0], [1.0, 2.0], 2, limit=1)
    assert found.complete
    assert found.count == 1


def test_a_negative_weight_is_refused_by_its_place() -> None:
    """The error names the edge."""
    with pytest.raises(ValueError, match="edge 1 "):
        largest_cycles([0, 1], [1, 0], [1.0, -2.0], 2)


def _payments(inputs: dict[str, Any]) -> list[Payment]:
    names = {"out": OUTSIDE}
    return [Payment(names.get(a, a), names.get(b, b), amount, _LEGS[leg]) for a, b, amount, leg in inputs["flows"]]


@pytest.mark.parametrize("identity", ["roundtrip_two_hop", "roundtrip_three_hop"])
def test_round_trip_cases(identity: str) -> None:
    """Least, proportional and most of the worked examples, and their ratios to revenue."""
    inputs, expected, _ = case(identity)
    found = round_trip(inputs["vendor"], _payments(inputs))
    assert found.revenue == pytest.approx(expected["revenue"])
    assert (found.least, found.proportional, found.most) == pytest.approx(
        (expected["rt_min"], expected["rt_prop"], expected["rt_max"]), abs=1e-7
    )
    assert found.ratios() == pytest.approx(expected["ratio"], abs=1e-8)


def test_what_is_granted_in_kind_lowers_revenue() -> None:
    """Vested warrants of a customer are contra-revenue."""
    inputs, expected, _ = case("roundtrip_in_kind_warrants")
    found = in_kind(inputs["sales_A_to_O"], inputs["other_sales_A"], inputs["warrant_fair_value_vested"])
    assert found.gross_revenue == expected["gross_revenue"]
    assert found.net_revenue == expected["net_revenue"]
    assert found.round_trip == expected["rt_in_kind"]
    assert (found.of_gross, found.of_contract) == pytest.approx((expected["ratio_of_gross"], expected["ratio_of_contract"]))


payments = st.lists(
    st.builds(
        Payment,
        st.sampled_from(["V", "A", "B", "C", OUTSIDE]),
        st.sampled_from(["V", "A", "B", "C", OUTSIDE]),
        st.floats(0.5, 40),
        st.sampled_from(list(Leg)),
    ).filter(lambda row: row.payer != row.payee),
    max_size=14,
)


@settings(max_examples=120, deadline=None)
@given(payments)
def test_the_three_readings_of_a_round_trip_are_in_order(rows: list[Payment]) -> None:
    """0 <= least <= proportional <= most <= what was put in."""
    found = round_trip("V", rows)
    assert 0 <= found.least <= found.proportional + 1e-6
    assert found.proportional <= found.most + 1e-6
    assert found.most <= found.invested + 1e-6
    assert sum(share for _, share in found.by_customer) == pytest.approx(found.proportional, rel=1e-4, abs=1e-4)


@settings(max_examples=60, deadline=None)
@given(payments)
def test_a_split_payment_changes_no_round_trip(rows: list[Payment]) -> None:
    """Two parallel halves are the whole."""
    halves = [Payment(row.payer, row.payee, row.amount / 2, row.leg) for row in rows for _ in range(2)]
    one, two = round_trip("V", rows), round_trip("V", halves)
    assert (one.least, one.proportional, one.most) == pytest.approx((two.least, two.proportional, two.most), abs=1e-6)
