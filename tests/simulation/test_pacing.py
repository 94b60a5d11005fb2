"""Funding that is paid as something is deployed: it comes with the purchases, a year behind, and stops with them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network.ledgers import AMD, CLOUD, NVIDIA, OPENAI, bn, fact
from simulation.test_stress import YEARS, model, run

from interlock.network.building import build_network
from interlock.network.flows import FlowBasis
from interlock.network.schedules import BY_STEPS, schedule
from interlock.simulation.model import StressModel
from interlock.simulation.pacing import IN_STEP, NO_STEPS
from interlock.simulation.results import Channel, StressResult
from interlock.simulation.scenario import Scenario, parse_shock
from interlock.simulation.years import run_years
from interlock.vocabulary import AS_DEPLOYED, Bound, Fact, Kind, Status

CHIPS = fact(Kind.BUYS_FROM, OPENAI, NVIDIA, amount=bn(100), period="P5Y", date="2026")
ROUND = fact(Kind.INVESTS_IN, NVIDIA, OPENAI, amount=bn(50), notes=(AS_DEPLOYED,))


def planned(facts: list[Fact], *, firm: float = 1.0, shocks: tuple[str, ...] = ()) -> dict[str, list[float]]:
    """What is paid in each year, in billions, by kind of the flow; everything at the middle of its range but the firm share."""
    net, told = model(facts, Scenario("", ())), tuple(parse_shock(text, str) for text in shocks)
    base = run_years(net.plan(point := middle(net, firm)))
    paid = (run_years(net.plan(point, told, base.plan)) if told else base).paid()[:, :, 0]
    return {str(row.flow.instrument): [round(float(each), 6) for each in paid[:, at]] for at, row in enumerate(net.contracts)}


def middle(net: StressModel, firm: float) -> np.ndarray:
    """One draw."""
    return np.array([[firm if factor.sort == "firm" else 0.5] for factor in net.factors]).reshape(-1, 1)


def funding(result: StressResult) -> dict[int, float]:
    """The greatest loss of funding by year, in billions."""
    return {row.year: round(row.total.high / 1e9, 6) for row in result.losses if row.channel is Channel.FUNDING}


def test_it_comes_in_step_with_the_purchases_a_year_behind() -> None:
    """20 of 100 a year bring 10 of 50 in the year after."""
    assert planned([CHIPS, ROUND]) == {"purchase": [20.0] * 5, "equity": [0.0, 10.0, 10.0, 10.0, 10.0]}


def test_without_the_condition_it_comes_at_once() -> None:
    """The same sums, nothing said of deployment."""
    assert planned([CHIPS, fact(Kind.INVESTS_IN, NVIDIA, OPENAI, amount=bn(50))])["equity"] == [50.0, 0.0, 0.0, 0.0, 0.0]


def test_what_lies_behind_the_window_is_not_paid_in_it() -> None:
    """Of a contract over ten years the first four bring their part."""
    long = fact(Kind.BUYS_FROM, OPENAI, NVIDIA, amount=bn(100), period="P10Y", date="2026")
    assert planned([long, ROUND])["equity"] == [0.0, 5.0, 5.0, 5.0, 5.0]


def test_a_delay_of_the_deployment_delays_the_funding() -> None:
    """Purchases that begin two years later bring the first of the money in the fourth year."""
    late = planned([CHIPS, ROUND], shocks=("openai:start=+2",))
    assert late == {"purchase": [0.0, 0.0, 20.0, 20.0, 20.0], "equity": [0.0, 0.0, 0.0, 10.0, 10.0]}


def test_who_pays_less_is_funded_less_from_the_next_year_on() -> None:
    """OpenAI pays 40 % of its purchases: 6 of each 10 do not come, and the facts of both deals stand behind the loss."""
    result = run([CHIPS, ROUND], "openai:payments=40%")
    assert funding(result) == dict.fromkeys(range(2027, 2031), pytest.approx(6.0))
    row = next(row for row in result.losses if row.channel is Channel.FUNDING)
    assert row.actor == "openai"
    assert row.facts == tuple(sorted((CHIPS.id, ROUND.id)))
    assert IN_STEP in result.assumptions


def test_a_stop_of_funding_stops_it_in_its_years() -> None:
    """Nothing is made up for later: what fell due while it was stopped is lost."""
    assert planned([CHIPS, ROUND], shocks=("nvidia:funding=stop@2028",))["equity"] == [0.0, 10.0, 0.0, 10.0, 10.0]


def test_purchases_from_the_funder_come_first() -> None:
    """Where the funder sells to the funded, what is bought of others brings nothing."""
    other = fact(Kind.BUYS_FROM, OPENAI, AMD, amount=bn(80), date="2030", period="P1Y")
    net = model([CHIPS, other, ROUND], Scenario("", ()))
    (paced,) = [row.paced for row in net.contracts if row.paced]
    assert [net.contracts[each].payee for each in paced] == ["nvidia"]
    third = model([other, ROUND], Scenario("", ()))
    (paced,) = [row.paced for row in third.contracts if row.paced]
    assert [third.contracts[each].payee for each in paced] == ["amd"]


def test_without_purchases_it_is_spread_over_an_unknown_time() -> None:
    """And the result says so."""
    net = model([ROUND], Scenario("", ()))
    assert NO_STEPS in net.assumptions
    assert [factor.sort for factor in net.factors] == ["length"]
    assert sum(planned([ROUND])["equity"]) == pytest.approx(50.0)


def test_what_is_paid_already_is_not_spread() -> None:
    """Money of this year that is told as paid came in this year."""
    paid = fact(Kind.INVESTS_IN, NVIDIA, OPENAI, Status.DONE, amount=bn(50), date="2026-02", notes=(AS_DEPLOYED,))
    net = model([CHIPS, paid], Scenario("", ()), basis=FlowBasis.ANNOUNCED)
    assert not any(row.paced for row in net.contracts)
    assert [row.due[0].high for row in net.contracts if not row.revenue] == [50e9]


def test_a_stated_rate_wins() -> None:
    """'10bn a year as capacity is installed' is paid at that rate."""
    yearly = fact(Kind.INVESTS_IN, NVIDIA, OPENAI, amount=bn(10), per="year", notes=(AS_DEPLOYED,))
    assert planned([CHIPS, yearly])["equity"] == [10.0] * 5


def test_coverage_counts_it_in_any_year() -> None:
    """Beside the stress test: from nothing to all of it may fall into a year."""
    (flow,) = [flow for flow in build_network([ROUND]).flows if flow.amount.known]
    found = schedule(flow, YEARS)
    assert [(due.low, due.high) for due in found.due] == [(0.0, 50e9)] * 5
    assert BY_STEPS in found.assumptions


@settings(max_examples=40, deadline=None)
@given(
    st.floats(1, 500),
    st.floats(1, 500),
    st.sampled_from(["P1Y", "P3Y", "P5Y", "P8Y", None]),
    st.sampled_from([Bound.EXACT, Bound.AT_MOST, Bound.AT_LEAST]),
    st.sampled_from(["openai:payments=30%", "nvidia:funding=stop", "openai:start=+1", "openai:revenue=stop"]),
)
def test_never_more_than_its_sum_and_never_more_for_a_shock(
    bought: float, put_in: float, period: str | None, bound: Bound, shock: str
) -> None:
    """Over the window at most the whole sum; a shock that only takes away brings no funding earlier."""
    facts = [
        fact(Kind.BUYS_FROM, OPENAI, NVIDIA, amount=bn(bought), period=period, date="2026"),
        fact(Kind.LEASES_FROM, OPENAI, CLOUD, amount=bn(bought), date="2027"),
        fact(Kind.INVESTS_IN, NVIDIA, OPENAI, amount=bn(put_in, bound), notes=(AS_DEPLOYED,)),
    ]
    before, after = planned(facts)["equity"], planned(facts, shocks=(shock,))["equity"]
    most = put_in * (1.25 if bound is Bound.AT_LEAST else 0.5 if bound is Bound.AT_MOST else 1.0)
    assert sum(before) <= most * (1 + 1e-6) + 1e-6
    assert (np.cumsum(after) <= np.cumsum(before) + 1e-6).all()


def test_planned_funding_is_cut_with_the_revenue_of_the_funder() -> None:
    """It is not owed: a funder that follows its own revenue puts in less of the little that falls due."""
    right = fact(Kind.INVESTS_IN, NVIDIA, OPENAI, Status.PLANNED, amount=bn(50), notes=(AS_DEPLOYED,))
    result = run([CHIPS, right], "openai:payments=40%", basis=FlowBasis.ANNOUNCED)
    (row,) = [row for row in result.losses if row.channel is Channel.FUNDING and row.year == 2027]
    assert (row.total.low / 1e9, row.total.high / 1e9) == pytest.approx((6.0, 8.4))
