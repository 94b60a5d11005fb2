"""Loops with legs, statuses, patterns; exposure; throughput."""

from __future__ import annotations

import pytest
from network.ledgers import AMD, CLOUD, NVIDIA, OPENAI, ORACLE, bn, fact, nvidia_loop, oracle_contract, share

from interlock.network.amounts import amount_of
from interlock.network.building import build_network
from interlock.network.exposure import ExposureClass, concentrations, coverages, exposures, throughput
from interlock.network.flows import FlowBasis
from interlock.network.loops import Pattern, find_loops
from interlock.vocabulary import Bound, Kind, Status


def test_a_loop_is_as_certain_as_its_least_certain_leg() -> None:
    """A lease agreed and a right to invest: the loop is optional, stands on paper, at most 100 goes round."""
    (loop,) = find_loops(build_network(nvidia_loop()), redraws=20).loops
    assert (loop.status, loop.counts) == (Status.OPTIONAL, False)
    assert loop.bottleneck.high == 100e9
    assert loop.patterns == (Pattern.VENDOR_FINANCING, Pattern.GUARANTEE_BACK)
    assert {(leg.source, leg.status) for leg in loop.legs} == {("nvidia", Status.OPTIONAL), ("openai", Status.AGREED)}


def test_a_loop_counts_where_every_leg_does() -> None:
    """Asked for by status, the right counts."""
    (loop,) = find_loops(build_network(nvidia_loop(), statuses=[Status.AGREED, Status.OPTIONAL]), redraws=20).loops
    assert loop.counts


@pytest.mark.parametrize(
    ("legs", "pattern"),
    [
        ([(Kind.GRANTS_EQUITY, AMD, OPENAI), (Kind.BUYS_FROM, OPENAI, AMD)], Pattern.WARRANTS_FOR_ORDERS),
        ([(Kind.LENDS_TO, NVIDIA, CLOUD), (Kind.BUYS_FROM, CLOUD, NVIDIA)], Pattern.VENDOR_FINANCING),
        ([(Kind.BUYS_FROM, NVIDIA, CLOUD), (Kind.BUYS_FROM, CLOUD, NVIDIA)], Pattern.MUTUAL_PURCHASE),
        ([(Kind.BUYS_FROM, NVIDIA, CLOUD), (Kind.LEASES_FROM, CLOUD, NVIDIA)], Pattern.LEASE_BACK),
        ([(Kind.INVESTS_IN, NVIDIA, CLOUD), (Kind.INVESTS_IN, CLOUD, NVIDIA)], Pattern.CROSS_HOLDING),
    ],
)
def test_patterns_have_names(legs: list[tuple[Kind, object, object]], pattern: Pattern) -> None:
    """By the instruments of the legs."""
    facts = [fact(kind, one, other, amount=bn(1)) for kind, one, other in legs]  # type: ignore[arg-type]
    (loop,) = find_loops(build_network(facts), redraws=20).loops
    assert pattern in loop.patterns


def test_a_chain_of_three_is_found() -> None:
    """Nvidia funds OpenAI, which buys of a cloud, which buys of Nvidia."""
    facts = [
        fact(Kind.INVESTS_IN, NVIDIA, OPENAI, amount=bn(10)),
        fact(Kind.BUYS_FROM, OPENAI, CLOUD, amount=bn(20)),
        fact(Kind.BUYS_FROM, CLOUD, NVIDIA, amount=bn(15)),
    ]
    found = find_loops(build_network(facts), redraws=20)
    (loop,) = found.loops
    assert len(loop.legs) == 3
    assert Pattern.CHAIN in loop.patterns
    assert loop.bottleneck.high == 10e9
    assert found.maximum_share == pytest.approx(30 / 45)
    assert len(loop.facts) == 3


def test_one_id_for_one_loop_whatever_the_order_of_facts() -> None:
    """Results have ids of what they are derived from."""
    facts = list(nvidia_loop())
    assert find_loops(build_network(facts), redraws=20).loops == find_loops(build_network(facts[::-1]), redraws=20).loops


def test_exposure_has_classes() -> None:
    """A receivable, a guarantee of unknown size, undrawn funding."""
    facts = [*nvidia_loop(), fact(Kind.INVESTS_IN, NVIDIA, CLOUD, amount=bn(5))]
    rows = exposures(build_network(facts, statuses=list(Status)))
    assert {(row.holder, row.counterparty, row.sort): row.amount.known for row in rows} == {
        ("nvidia", "openai", ExposureClass.RECEIVABLE): True,
        ("nvidia", "openai", ExposureClass.UNDRAWN): True,
        ("nvidia", "openai", ExposureClass.GUARANTEE): False,
        ("nvidia", "cloud", ExposureClass.UNDRAWN): True,
    }


def test_coverage_is_due_over_revenue_and_funding() -> None:
    """60 a year against 13 of revenue is 4.6 times."""
    network = build_network([oracle_contract()], basis=FlowBasis.SCHEDULED)
    rows = {row.year: row for row in coverages(network, range(2026, 2030), {"openai": {2025: amount_of(bn(13))}})}
    assert sorted(rows) == [2027, 2028, 2029]
    ratio = rows[2027].ratio
    assert ratio is not None
    assert ratio.low == ratio.high == pytest.approx(60 / 13)


def test_coverage_without_revenue_has_no_ratio() -> None:
    """What is unknown stays unknown."""
    (row, *_) = coverages(build_network([oracle_contract()]), range(2027, 2028), {})
    assert row.ratio is None


def test_concentration_leaves_out_what_has_no_size_and_says_so() -> None:
    """Two sized suppliers and one without a size."""
    facts = [
        fact(Kind.BUYS_FROM, OPENAI, ORACLE, amount=bn(30)),
        fact(Kind.BUYS_FROM, OPENAI, NVIDIA, amount=bn(10, Bound.AT_MOST)),
        fact(Kind.BUYS_FROM, OPENAI, AMD, power=share(6e9)),
    ]
    (row,) = concentrations(build_network(facts))
    assert (row.parties, row.unsized, row.largest) == (3, 1, "oracle")
    assert row.share is not None
    assert (row.share.low, row.share.high) == (0.75, 1.0)


def test_cloud_spend_that_contains_chip_spend_is_counted_once() -> None:
    """OpenAI pays a cloud 20, the cloud pays Nvidia 15 of it: 35 gross, 20 in the end."""
    facts = [fact(Kind.BUYS_FROM, OPENAI, CLOUD, amount=bn(20)), fact(Kind.BUYS_FROM, CLOUD, NVIDIA, amount=bn(15))]
    gross, final = throughput(build_network(facts))
    assert (gross.high, final.high) == (35e9, 20e9)
