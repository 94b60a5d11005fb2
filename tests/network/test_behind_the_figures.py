"""Round trips, shares and the cycling index name the facts that they rest on, and no others."""

from __future__ import annotations

from network.ledgers import AMD, CLOUD, NVIDIA, OPENAI, ORACLE, bn, fact

from interlock.network.building import build_network
from interlock.network.loops import find_loops
from interlock.network.round_trips import OUTSIDE, Leg, Payment, RoundTrip, round_trip
from interlock.vocabulary import Kind, Status

PUT_IN = Payment("V", "A", 10, Leg.INVESTMENT, ("invests",))
PASSED = Payment("A", "B", 6, Leg.OTHER, ("passes",))
BACK = Payment("B", "V", 5, Leg.PURCHASE, ("buys",))


def trip(*more: Payment) -> RoundTrip:
    return round_trip("V", [PUT_IN, PASSED, BACK, *more])


def test_a_round_trip_rests_on_the_way_of_the_money() -> None:
    """What was put in, what passes it on, what comes back."""
    assert trip().facts == ("buys", "invests", "passes")


def test_sales_to_others_are_behind_the_sales() -> None:
    assert "sells" in trip(Payment("C", "V", 3, Leg.PURCHASE, ("sells",))).facts


def test_payments_beside_the_way_are_not_behind_it() -> None:
    """What leaves for good, what comes from elsewhere into no loop, and payments of nothing."""
    beside = (
        Payment("A", OUTSIDE, 2, Leg.OTHER, ("leaves",)),
        Payment("A", "D", 1, Leg.OTHER, ("dead end",)),
        Payment("E", "C", 4, Leg.OTHER, ("elsewhere",)),
        Payment("A", "B", 0, Leg.OTHER, ("nothing",)),
    )
    assert trip(*beside).facts == trip().facts


def test_the_id_is_that_of_the_facts() -> None:
    """The same for the same facts in any order; another where one more speaks."""
    assert trip().id == round_trip("V", [BACK, PASSED, PUT_IN]).id
    assert trip().id != trip(Payment("C", "V", 3, Leg.PURCHASE, ("sells",))).id


def test_shares_rest_on_flows_within_what_hangs_together() -> None:
    """Nvidia and OpenAI pay each other; what OpenAI pays Oracle, and AMD a cloud, goes nowhere round."""
    round_about = [
        fact(Kind.INVESTS_IN, NVIDIA, OPENAI, amount=bn(100), status=Status.AGREED),
        fact(Kind.BUYS_FROM, OPENAI, NVIDIA, amount=bn(60), status=Status.AGREED),
    ]
    beside = [
        fact(Kind.BUYS_FROM, OPENAI, ORACLE, amount=bn(300), status=Status.AGREED),
        fact(Kind.BUYS_FROM, AMD, CLOUD, amount=bn(1), status=Status.AGREED),
    ]
    found = find_loops(build_network([*round_about, *beside]), redraws=0)
    assert found.facts == tuple(sorted(each.id for each in round_about))


def test_a_network_without_a_circle_rests_on_none() -> None:
    found = find_loops(build_network([fact(Kind.BUYS_FROM, OPENAI, ORACLE, amount=bn(300), status=Status.AGREED)]), redraws=0)
    assert found.facts == ()
