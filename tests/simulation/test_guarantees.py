"""Guarantees of the press in the year model: what they answer for, what is called, and that nothing is paid twice."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network.ledgers import AMD, CLOUD, META, NVIDIA, OPENAI, ORACLE, bn, fact
from simulation.test_stress import YEARS, model, run

from interlock.simulation.guarantees import ANSWERS_FOR, NO_SUM
from interlock.simulation.results import Channel, StressResult
from interlock.simulation.scenario import Scenario, parse_shock
from interlock.simulation.uncertainty import losses_at
from interlock.simulation.years import Run, run_years
from interlock.vocabulary import Bound, Fact, Kind, Status

LEASE = fact(Kind.LEASES_FROM, OPENAI, CLOUD, amount=bn(50), period="P5Y", date="2026")
LOAN = fact(Kind.LENDS_TO, ORACLE, OPENAI, amount=bn(20))


def backed(amount: object = None, guarantor: Any = NVIDIA, status: Status = Status.AGREED) -> Fact:
    """Somebody answers for what OpenAI owes."""
    return fact(Kind.GUARANTEES, guarantor, OPENAI, status, amount=amount)


def by(result: StressResult, actor: str, channel: Channel) -> dict[int, tuple[float, float]]:
    """Least and greatest loss of an actor by one channel in each year, in billions."""
    rows = (row for row in result.losses if (row.actor, row.channel) == (actor, channel))
    return {row.year: (round(row.total.low / 1e9, 6), round(row.total.high / 1e9, 6)) for row in rows}


def all_firm(facts: list[Fact], shock: str) -> Run:
    """The stressed run where nothing can be cancelled, at the middle of all else."""
    net = model(facts, Scenario("", shocks := (parse_shock(shock, str),)))
    point = np.array([[1.0 if factor.sort == "firm" else 0.5] for factor in net.factors])
    return run_years(net.plan(point, shocks, run_years(net.plan(point)).plan))


def test_what_is_called_is_the_guarantors_loss_and_not_the_creditors() -> None:
    """Of 10 a year, all firm or nothing, OpenAI pays 40 %: the guarantor pays what is missing of the firm part."""
    result = run([LEASE, backed(bn(30))], "openai:payments=40%")
    assert by(result, "nvidia", Channel.GUARANTEE) == dict.fromkeys(YEARS, (0.0, 6.0))
    assert by(result, "cloud", Channel.SALES) == dict.fromkeys(YEARS, (0.0, 6.0))
    both = {row.actor: row for row in result.actors}
    assert both["nvidia"].central + both["cloud"].central == pytest.approx(30e9)
    assert both["nvidia"].facts == tuple(sorted((LEASE.id, backed(bn(30)).id)))
    row = next(row for row in result.losses if row.actor == "nvidia")
    assert row.path == ("openai", "nvidia")


def test_a_sum_is_used_up() -> None:
    """A guarantee of 10 against 6 a year: 6, 4, and nothing after."""
    answered = all_firm([LEASE, backed(bn(10))], "openai:payments=40%").answered()
    assert answered[:, 0, 0].tolist() == pytest.approx([6.0, 4.0, 0.0, 0.0, 0.0])
    total = {row.actor: row.total.high for row in run([LEASE, backed(bn(10))], "openai:payments=40%").actors}
    assert total["nvidia"] == pytest.approx(10e9)


def test_two_debts_share_one_sum() -> None:
    """Half of each of two leases is missing, 10 in all; a guarantee of 6 pays 3 for each."""
    other = fact(Kind.LEASES_FROM, OPENAI, AMD, amount=bn(50), period="P5Y", date="2026")
    answered = all_firm([LEASE, other, backed(bn(6))], "openai:payments=50%").answered()
    assert answered[0, :, 0].tolist() == pytest.approx([3.0, 3.0])
    assert answered[1:].sum() == pytest.approx(0.0)


def test_two_guarantors_share_a_shortfall_by_their_sums() -> None:
    """6 are missing; sums of 10 and 20 pay 2 and 4, and the lessor is not paid twice."""
    result = run([LEASE, backed(bn(10)), backed(bn(20), META)], "openai:payments=40%")
    assert by(result, "nvidia", Channel.GUARANTEE)[2026] == (0.0, 2.0)
    assert by(result, "meta", Channel.GUARANTEE)[2026] == (0.0, 4.0)


def test_loans_are_answered_for() -> None:
    """A loan is due in full: what of it is not paid is called."""
    result = run([LOAN, backed(bn(20))], "openai:payments=0%")
    rows = {row.actor: row for row in result.actors}
    assert rows["nvidia"].total.high == pytest.approx(20e9)
    assert "oracle" not in rows or rows["oracle"].total.high == pytest.approx(0.0, abs=1.0)
    assert ANSWERS_FOR in result.assumptions


def test_a_guarantee_without_a_sum_is_ranged() -> None:
    """From nothing to all that it answers for, and that is said."""
    result = run([LOAN, backed()], "openai:payments=0%")
    assert by(result, "nvidia", Channel.GUARANTEE)[2026][0] == 0.0
    assert {row.actor: row.total.high for row in result.actors}["nvidia"] == pytest.approx(20e9)
    assert NO_SUM in result.assumptions
    assert any(factor.sort == "guarantee" for factor in result.model.factors)


def test_purchases_are_not_answered_for() -> None:
    """Who guarantees 'debts' does not buy what the debtor no longer buys; that the guarantee meets nothing is told."""
    bought = fact(Kind.BUYS_FROM, OPENAI, AMD, amount=bn(10), period="P5Y", date="2026")
    result = run([bought, backed(bn(30))], "openai:payments=0%")
    assert {row.actor for row in result.actors} == {"amd"}
    assert any("answers" in each for each in result.unknown)


def test_nobody_answers_for_what_is_owed_to_it() -> None:
    """A lender that guarantees its own loan is paid by nobody."""
    result = run([LOAN, backed(bn(20), ORACLE)], "openai:payments=0%")
    assert {row.channel for row in result.losses} == {Channel.CREDIT}


def test_talk_of_a_guarantee_pays_nothing() -> None:
    """On a basis on which it does not count it is in no run."""
    result = run([LOAN, backed(bn(20), status=Status.TALKS)], "openai:payments=0%")
    assert {row.actor for row in result.actors} == {"oracle"}


def test_a_guarantee_that_a_scenario_calls_is_not_called_again() -> None:
    """In full once; the debtor that pays nothing at the same time does not call it a second time."""
    result = run([LOAN, backed(bn(20))], "openai:payments=0%", "nvidia:guarantee=stop")
    assert {row.actor: row.total.high for row in result.actors}["nvidia"] == pytest.approx(20e9)


def test_draws_count_what_is_called() -> None:
    """Losses of many draws are those of the guarantor and of the creditor, who lose together what the debtor does not pay."""
    scenario = Scenario("", (parse_shock("openai:payments=0%", str),))
    net = model([LOAN, backed(bn(5, Bound.AT_MOST))], scenario)
    points = np.random.default_rng(0).random((len(net.factors), 50))
    lost = losses_at(net, scenario, points)
    together = lost[net.place["nvidia"]] + lost[net.place["oracle"]]
    base = run_years(net.plan(points)).paid().sum(axis=(0, 1)) * 1e9
    assert together == pytest.approx(base)
    assert lost[net.place["nvidia"]].max() <= 5e9


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 100), st.integers(0, 80), st.integers(0, 100))
def test_a_guarantee_moves_losses_and_makes_none(share: int, cap: int, other: int) -> None:
    """Guarantors of deep pockets: creditors and guarantors lose together what creditors alone lose without guarantees."""
    shock = f"openai:payments={share}%"
    rows = [LEASE, LOAN]
    alone = run(rows, shock)
    some = run([*rows, backed(bn(cap)), backed(bn(other), META)], shock)
    assert sum(row.central for row in some.actors) == pytest.approx(sum(row.central for row in alone.actors), abs=1e3)
