"""Rivals and identities of the circular measures: round trips, cycling index, circulation, largest cycles."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from interlock.network.circulation import balanced_decomposition, maximum_circulation
from interlock.network.cycles import count_cycles, largest_cycles
from interlock.network.cycling import finn_index
from interlock.network.round_trips import OUTSIDE, Leg, Payment, round_trip

_SIZE = 5
Floats = NDArray[np.float64]
edges = st.lists(
    st.tuples(st.integers(0, _SIZE - 1), st.integers(0, _SIZE - 1), st.floats(0.1, 50)).filter(lambda edge: edge[0] != edge[1]),
    min_size=1,
    max_size=16,
)
ACTORS = ["V", "A", "B", "C", OUTSIDE]
payments = st.lists(
    st.builds(Payment, st.sampled_from(ACTORS), st.sampled_from(ACTORS), st.floats(0.5, 40), st.sampled_from(list(Leg))).filter(
        lambda row: row.payer != row.payee
    ),
    max_size=14,
)


def _matrix(rows: list[tuple[int, int, float]]) -> Floats:
    flow = np.zeros((_SIZE, _SIZE))
    for payer, payee, amount in rows:
        flow[payer, payee] += amount
    return flow


def _greatest_flow(rows: list[Payment], wanted: str) -> float:
    """By networkx: the vendor's money through payments to its sales (`wanted` 'sales') or to every other end."""
    graph = networkx.DiGraph()
    graph.add_nodes_from(["from", "to"])
    inflow: dict[str, float] = defaultdict(float)
    outflow: dict[str, float] = defaultdict(float)

    def join(payer: str, payee: str, amount: float) -> None:
        before = graph.get_edge_data(payer, payee, {"capacity": 0.0})["capacity"]
        graph.add_edge(payer, payee, capacity=before + amount)

    for row in rows:
        inflow[row.payee] += row.amount
        outflow[row.payer] += row.amount
        sale = row.payee == "V" and row.leg is Leg.PURCHASE
        if row.payer == "V" and row.leg is Leg.INVESTMENT and row.payee != OUTSIDE:
            join("from", row.payee, row.amount)
        elif row.payer in ("A", "B", "C"):
            inside = row.payee in ("A", "B", "C")
            if inside or sale == (wanted == "sales"):
                join(row.payer, row.payee if inside else "to", row.amount)
    if wanted != "sales":
        for name in ("A", "B", "C"):
            if inflow[name] > outflow[name]:
                join(name, "to", inflow[name] - outflow[name])
    return float(networkx.maximum_flow_value(graph, "from", "to"))


@settings(max_examples=80, deadline=None)
@given(payments)
def test_least_and_most_are_greatest_flows_of_networkx(rows: list[Payment]) -> None:
    """Most is the greatest flow back to the vendor's sales; least is what the greatest flow to other ends leaves over."""
    found = round_trip("V", rows)
    assert found.most == pytest.approx(_greatest_flow(rows, "sales"), abs=1e-6)
    assert found.least == pytest.approx(max(0.0, found.invested - _greatest_flow(rows, "others")), abs=1e-6)


@settings(max_examples=80, deadline=None)
@given(payments)
def test_the_split_by_customer_lies_between_least_and_most_by_itself(rows: list[Payment]) -> None:
    """The proportional reading, which is kept within the two others, is there already before."""
    found = round_trip("V", rows)
    total = sum(share for _, share in found.by_customer)
    assert found.least - 1e-6 <= total <= found.most + 1e-6
    assert sum(found.hops) <= total + 1e-6


@settings(max_examples=60, deadline=None)
@given(payments, st.floats(1e-9, 1e9), st.permutations(["A", "B", "C"]))
def test_a_round_trip_has_no_unit_and_no_names(rows: list[Payment], factor: float, names: list[str]) -> None:
    """Other money scales it, other names leave it."""
    other = {"V": "V", OUTSIDE: OUTSIDE, **dict(zip("ABC", names, strict=True))}
    renamed = [Payment(other[row.payer], other[row.payee], row.amount * factor, row.leg) for row in rows]
    one, two = round_trip("V", rows), round_trip("V", renamed)
    for before, after in ((one.least, two.least), (one.proportional, two.proportional), (one.most, two.most)):
        assert after == pytest.approx(before * factor, rel=1e-5, abs=1e-5 * factor)


@settings(max_examples=80, deadline=None)
@given(edges, st.lists(st.floats(0.1, 20), min_size=_SIZE, max_size=_SIZE))
def test_a_pure_investor_has_its_cycled_throughflow_as_round_trip(
    rows: list[tuple[int, int, float]], inputs: list[float]
) -> None:
    """Where all that the vendor pays is investment and all that it gets is sales, RT_prop = T_v (n_vv - 1) / n_vv."""
    flow = _matrix(rows)
    names = ["V", "A", "B", "C", "D"]
    legs = {0: Leg.INVESTMENT}
    paid = [Payment(names[a], names[b], float(flow[a, b]), legs.get(a, Leg.PURCHASE)) for a, b in np.argwhere(flow > 0).tolist()]
    paid += [Payment(OUTSIDE, name, amount, Leg.OTHER) for name, amount in zip(names, inputs, strict=True)]
    finn = finn_index(flow, inputs)
    found = round_trip("V", paid)
    assert found.proportional == pytest.approx(float(finn.throughflow[0] * finn.return_probability[0]), rel=1e-5, abs=1e-5)


@settings(max_examples=60, deadline=None)
@given(edges, st.permutations(range(_SIZE)), st.floats(1e-9, 1e9))
def test_shares_have_no_unit_and_no_names(rows: list[tuple[int, int, float]], names: list[int], factor: float) -> None:
    """The cycling index and both circular shares stay under other money and another order of actors."""
    flow = _matrix(rows)
    other = flow[np.ix_(names, names)] * factor
    inputs = np.ones(_SIZE)
    assert finn_index(other, inputs * factor).index == pytest.approx(finn_index(flow, inputs).index, abs=1e-6)
    assert maximum_circulation(other).share == pytest.approx(maximum_circulation(flow).share, abs=1e-6)
    assert balanced_decomposition(other).share == pytest.approx(balanced_decomposition(flow).share, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(edges, st.floats(0.1, 20))
def test_the_index_tells_what_the_balance_needed(rows: list[tuple[int, int, float]], given_in: float) -> None:
    """With what was added, as much enters as leaves each actor; the index is between 0 and 1."""
    flow = _matrix(rows)
    inputs = np.full(_SIZE, given_in)
    found = finn_index(flow, inputs)
    slack = 2e-4 * found.throughflow.max()
    assert flow.sum(axis=0) + inputs + found.added_in == pytest.approx(found.throughflow, abs=slack)
    assert flow.sum(axis=1) + found.added_out == pytest.approx(found.throughflow, abs=slack)
    assert 0 <= found.index < 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 2), min_size=6, max_size=6))
def test_the_greatest_circulation_of_three_actors_by_trying_all(amounts: list[int]) -> None:
    """Whole flows have a whole greatest circulation; every whole part of every flow is tried."""
    places = [(a, b) for a in range(3) for b in range(3) if a != b]
    flow = np.zeros((3, 3))
    for (a, b), amount in zip(places, amounts, strict=True):
        flow[a, b] = amount
    best = 0
    for part in product(*(range(amount + 1) for amount in amounts)):
        leaving = [sum(x for x, (a, _) in zip(part, places, strict=True) if a == node) for node in range(3)]
        entering = [sum(x for x, (_, b) in zip(part, places, strict=True) if b == node) for node in range(3)]
        if leaving == entering:
            best = max(best, sum(part))
    assert maximum_circulation(flow).total == pytest.approx(best, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(edges)
def test_a_circulation_is_all_circular_and_a_remainder_has_none(rows: list[tuple[int, int, float]]) -> None:
    """What goes round is found again whole by both; in what does not go round nothing is found."""
    balanced = balanced_decomposition(_matrix(rows))
    if balanced.total > 1e-3:
        assert maximum_circulation(balanced.circular).share == pytest.approx(1.0, abs=1e-6)
        assert balanced_decomposition(balanced.circular).share == pytest.approx(1.0, abs=1e-6)
    assert maximum_circulation(balanced.directional).total == pytest.approx(0.0, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(edges, st.floats(0.1, 0.9), st.permutations(range(_SIZE)))
def test_parallel_edges_and_new_numbers_change_no_largest_cycles(
    rows: list[tuple[int, int, float]], part: float, names: list[int]
) -> None:
    """An edge in two parallel ones, and nodes in another order: the same bottlenecks and the same number of cycles."""
    split = [(names[a], names[b], w * each) for a, b, w in rows for each in (part, 1 - part)]
    found = []
    for each in (rows, split):
        payers, payees, weights = (list(column) for column in zip(*each, strict=True))
        found.append(largest_cycles(payers, payees, weights, _SIZE, _SIZE))
        assert found[-1].count == count_cycles(payers, payees, _SIZE, _SIZE)
    one, two = ([cycle.bottleneck for cycle in each.largest] for each in found)
    assert one == pytest.approx(two, rel=1e-12)


@pytest.mark.parametrize("amount", [-1.0, float("nan"), float("inf")])
def test_an_amount_that_makes_no_sense_is_refused(amount: float) -> None:
    """A payment is neither negative nor without an end, and is not dropped in silence."""
    with pytest.raises(ValueError, match="payment"):
        round_trip("V", [Payment("V", "A", amount, Leg.INVESTMENT)])
