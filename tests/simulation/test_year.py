"""The year map: the worked cases, and what must always hold."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network.cases import case

from interlock.simulation import kernel, solving
from interlock.simulation.errors import BadInput, NotConverged
from interlock.simulation.production import input_output
from interlock.simulation.solving import Frozen, clear
from interlock.simulation.year import Contracts, YearInputs, year_map
from interlock.simulation.years import Run, Tranches, YearPlan, break_even_cash, losses, run_years

_FIELDS = {
    "cash": "cash",
    "outside_revenue": "outside_revenue",
    "fixed_cost": "fixed_cost",
    "variable_cost": "variable_cost",
    "demand_passthrough": "pass_through",
    "outside_financing": "outside_financing",
}


def _model(inputs: dict[str, Any], **changed: Any) -> tuple[Contracts, dict[str, Any]]:
    names = inputs["actors"]
    rows = [(*row, "soft") for row in inputs.get("soft", [])] + [(*row, "hard") for row in inputs.get("hard", [])]
    contracts = Contracts.of(
        len(names),
        [names.index(row[0]) for row in rows],
        [names.index(row[1]) for row in rows],
        [row[3] == "purchase" for row in rows],
    )
    given_ = {ours: inputs[theirs] for theirs, ours in _FIELDS.items() if theirs in inputs}
    given_["hard"] = [row[2] if row[4] == "hard" else 0.0 for row in rows]
    given_["soft"] = [row[2] if row[4] == "soft" else 0.0 for row in rows]
    return contracts, given_ | changed


def _plan(inputs: dict[str, Any], planned: Any = None) -> YearPlan:
    contracts, given_ = _model(inputs)
    made = YearInputs.of(contracts, **given_)
    if planned is not None:
        made = YearInputs.of(contracts, **given_, planned_revenue=planned)
    return YearPlan((2026,), contracts, (made,))


BASE = ("interlock_baseline", "interlock_funding_shortfall_cuts", "interlock_funding_shortfall_default", "interlock_funder_stops")


@pytest.mark.parametrize("identity", BASE)
def test_the_worked_example(identity: str) -> None:
    """Recoveries, fulfilment, revenue, cash and gap of the vendor, the lab and the cloud."""
    inputs, expected, _ = case(identity)
    planned = _plan(case("interlock_baseline")[0]).inputs[0].planned_revenue[:, 0]
    result = run_years(_plan(inputs, planned)).results[0]
    assert result.cleared.hard[:, 0] == pytest.approx(expected["r"], abs=1e-9)
    assert result.cleared.soft[:, 0] == pytest.approx(expected["kappa"], abs=1e-9)
    assert result.revenue[:, 0] == pytest.approx(expected["revenue"], abs=1e-9)
    assert result.cash[:, 0] == pytest.approx(expected["cash"], abs=1e-9)
    assert result.gap[:, 0] == pytest.approx(expected["gap"], abs=1e-9)
    if "default" in expected:
        assert result.default[:, 0].tolist() == [bool(each) for each in expected["default"]]


def test_the_second_round_is_what_the_direct_effect_leaves() -> None:
    """N loses 10.8 of revenue: 10 directly, 0.8 because the cloud sells less and so buys less."""
    base, stressed = (_plan(case(each)[0]) for each in (BASE[0], BASE[2]))
    expected = case(BASE[2])[1]
    planned = base.inputs[0].planned_revenue[:, 0]
    stressed = _plan(case(BASE[2])[0], planned)
    before, after = run_years(base), run_years(stressed)
    settled = before.results[0].cleared
    direct = run_years(stressed, frozen=[Frozen(np.array([True, False, True]), settled.hard, settled.soft)])
    total = losses(before, after)["revenue"][0, 0, 0]
    first = losses(before, direct)["revenue"][0, 0, 0]
    assert total == pytest.approx(10.8)
    assert total - first == pytest.approx(expected["second_round_revenue_loss_N"])


def test_a_loss_is_baseline_less_stressed() -> None:
    """Cash lost by the cut of funding."""
    inputs, expected, _ = case(BASE[1])
    planned = _plan(case(BASE[0])[0]).inputs[0].planned_revenue[:, 0]
    lost = losses(run_years(_plan(case(BASE[0])[0])), run_years(_plan(inputs, planned)))["cash"]
    assert lost[0, :, 0] == pytest.approx(expected["loss_vs_baseline"], abs=1e-9)


def test_the_bounds_of_an_interval_are_two_runs() -> None:
    """Revenue of N and recovery of O for outside financing of 15 to 27."""
    _, expected, _ = case("interval_monotone_bounds")
    planned = _plan(case(BASE[0])[0]).inputs[0].planned_revenue[:, 0]
    low, high = run_years(_plan(case(BASE[2])[0], planned)), run_years(_plan(case(BASE[0])[0]))
    assert [low.revenue()[0, 0, 0], high.revenue()[0, 0, 0]] == pytest.approx(expected["revenue_N"])
    assert [float(run.results[0].cleared.hard[1, 0]) for run in (low, high)] == pytest.approx(expected["r_O"])


def test_a_closed_loop_is_held_up_by_itself() -> None:
    """All or nothing: the greatest and the least fixed point are far apart."""
    inputs, expected, _ = case("interlock_closed_loop_bounds")
    contracts, given_ = _model(inputs)
    made = YearInputs.of(contracts, **given_)
    assert clear(contracts, made).soft[:, 0] == pytest.approx(expected["kappa_greatest"])
    assert clear(contracts, made, greatest=False).soft[:, 0] == pytest.approx(expected["kappa_least"])


def test_a_loop_that_leaks_has_one_answer() -> None:
    """And the exact solution of the regime is found, not the last of many sweeps."""
    inputs, expected, _ = case("interlock_leaky_loop")
    contracts, given_ = _model(inputs)
    made = YearInputs.of(contracts, **given_)
    best, worst = clear(contracts, made), clear(contracts, made, greatest=False)
    assert best.soft[:, 0] == pytest.approx(expected["kappa_greatest"], abs=1e-9)
    assert worst.soft[:, 0] == pytest.approx(expected["kappa_least"], abs=1e-9)
    assert best.sweeps < 264
    assert best.residual <= solving.TOLERANCE


def test_a_runway_ends() -> None:
    """Cash of 20 covers four yearly deficits of 5; in the fifth year two thirds are paid."""
    inputs, expected, _ = case("interlock_multi_year_runway")
    contracts = Contracts.of(2, [0], [1], [False])
    rows = tuple(
        YearInputs.of(
            contracts, hard=[inputs["hard_per_year"]], cash=[inputs["cash0"], 0.0], outside_revenue=[inputs["outside_revenue"], 0]
        )
        for _ in range(inputs["years"])
    )
    run = run_years(YearPlan(tuple(range(1, inputs["years"] + 1)), contracts, rows))
    assert run.cash()[:4, 0, 0] == pytest.approx(expected["cash"])
    fall = int(np.argmax(run.default()[:, 0, 0]))
    assert fall + 1 == expected["default_year"]
    assert run.results[fall].cleared.hard[0, 0] == pytest.approx(expected["recovery_at_default"])
    assert run.gap()[fall, 0, 0] == pytest.approx(expected["gap_year5"])


def test_funding_in_tranches() -> None:
    """A tranche for each full unit bought before, up to the cap."""
    inputs, expected, _ = case("interlock_tranches")
    row = Tranches(0, (1,), 35.0, inputs["tranche"], inputs["cap"])
    counted = np.cumsum([0, *inputs["purchases"]])
    drawn = np.diff([float(row.drawn(np.array([each]))[0]) for each in counted[1:]], prepend=0.0)
    assert drawn.tolist() == expected["drawn"]
    assert inputs["cap"] - drawn.sum() == expected["undrawn_end"]


def test_a_guarantee_is_called_for_the_shortfall() -> None:
    """The creditor gets what the debtor pays and the call; the guarantor bears it."""
    inputs, expected, _ = case("guarantee_called_guarantor_solvent")
    names = inputs["actors"]
    contracts = Contracts.of(
        4,
        [names.index(a) for a, _, _ in inputs["debts"]],
        [names.index(b) for _, b, _ in inputs["debts"]],
        [False, False],
        guarantor=[names.index("G")],
        guaranteed=[0],
    )
    made = YearInputs.of(
        contracts,
        hard=[amount for *_, amount in inputs["debts"]],
        cash=inputs["cash"],
        guarantee_cap=[inputs["guarantees"][0]["cap"]],
    )
    result = run_years(YearPlan((2026,), contracts, (made,))).results[0]
    assert float(result.cleared.flows.calls[0, 0]) == pytest.approx(expected["call"])
    for name, cash in expected["cash_after"].items():
        assert result.cash[names.index(name), 0] == pytest.approx(cash)


def test_all_soft_and_no_shortage_is_leontief() -> None:
    """Demand that follows revenue wholly: revenue is the Leontief inverse times what outsiders buy."""
    inputs, expected, _ = case("leontief_miller_blair")
    table = input_output(inputs["Z"], inputs["x"])
    plan = np.array(inputs["x"], dtype=float)
    sold = np.array(inputs["Z"], dtype=float)
    seller, buyer = np.nonzero(sold)
    contracts = Contracts.of(2, buyer, seller, [True] * len(buyer))
    made = YearInputs.of(
        contracts,
        soft=sold[seller, buyer],
        cash=[1e9, 1e9],
        outside_revenue=np.array(inputs["new_final_demand"], dtype=float),
        pass_through=[1, 1],
        planned_revenue=plan,
    )
    found = clear(contracts, made).flows.revenue[:, 0]
    wanted = table.output(inputs["new_final_demand"])
    kept = np.minimum(1.0, found / plan)
    assert found == pytest.approx(np.array(inputs["new_final_demand"]) + sold @ kept, abs=1e-6)
    shrunk = [0.9 * (plan[0] - sold[0].sum()), 0.9 * (plan[1] - sold[1].sum())]
    made = YearInputs.of(
        contracts, soft=sold[seller, buyer], cash=[1e9, 1e9], outside_revenue=shrunk, pass_through=[1, 1], planned_revenue=plan
    )
    assert clear(contracts, made).flows.revenue[:, 0] == pytest.approx(table.output(shrunk), rel=1e-8)
    assert wanted == pytest.approx(expected["output"])


def test_break_even_cash() -> None:
    """With outside financing of 15 the lab defaults if it has less than 2."""
    planned = _plan(case(BASE[0])[0]).inputs[0].planned_revenue[:, 0]
    plan = _plan(case(BASE[2])[0], planned)
    assert break_even_cash(plan.contracts, plan.inputs[0], 1) == pytest.approx(2.0)


def test_not_a_number_is_refused() -> None:
    """The field and the actor stand in the error."""
    with pytest.raises(BadInput, match="cash is not a number for number 1"):
        YearInputs.of(Contracts.of(2, [], [], []), cash=[1.0, float("nan")])


def test_what_does_not_settle_gives_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too few sweeps raise an error that says how far it came."""
    contracts, given_ = _model(case("interlock_leaky_loop")[0])
    monkeypatch.setattr(solving, "MOST_SWEEPS", 3)
    with pytest.raises(NotConverged, match="did not settle after 3 sweeps"):
        clear(contracts, YearInputs.of(contracts, **given_))


# what must always hold

amounts = st.floats(0, 40).map(lambda value: round(value, 9))  # billions: less than a dollar is no sum


@st.composite
def networks(draw: st.DrawFn, ranks: int = 2) -> tuple[Contracts, dict[str, Any]]:
    """Small networks with two classes, costs of default, pass-through and a guarantee."""
    actors = draw(st.integers(2, 5))
    ends = st.integers(0, actors - 1)
    rows = draw(
        st.lists(
            st.tuples(ends, ends, amounts, amounts, st.booleans(), st.integers(1, ranks)).filter(lambda r: r[0] != r[1]),
            max_size=9,
        )
    )
    share = st.floats(0, 0.9)
    guaranteed = [0] if rows else []
    contracts = Contracts.of(
        actors,
        [row[0] for row in rows],
        [row[1] for row in rows],
        [row[4] for row in rows],
        [row[5] for row in rows],
        [draw(ends.filter(lambda each: each not in rows[0][:2]))] if guaranteed and actors > 2 else [],
        guaranteed if actors > 2 else [],
    )

    def many(each: st.SearchStrategy[float]) -> list[float]:
        return draw(st.lists(each, min_size=actors, max_size=actors))

    values = {
        "hard": [row[2] for row in rows],
        "soft": [row[3] for row in rows],
        "guarantee_cap": [10.0] * len(contracts.guarantor),
        "cash": many(amounts),
        "outside_revenue": many(amounts),
        "outside_financing": many(amounts),
        "fixed_cost": many(amounts),
        "variable_cost": many(share),
        "sunk_share": many(st.floats(0, 1)),
        "pass_through": many(st.floats(0, 1)),
        "own_recovery": many(st.floats(0.2, 1)),
        "received_recovery": many(st.floats(0.2, 1)),
        "outside_hard": many(st.floats(0, 10)),
    }
    return contracts, values


def _run(contracts: Contracts, inputs: YearInputs) -> Run:
    return run_years(YearPlan((2026,), contracts, (inputs,)))


@settings(max_examples=120, deadline=None)
@given(networks())
def test_a_fixed_point_is_one_and_the_least_lies_below_the_greatest(net: tuple[Contracts, dict[str, Any]]) -> None:
    """The map gives back what it was given; the books close (audited in the run)."""
    contracts, values = net
    inputs = YearInputs.of(contracts, **values)
    best, worst = clear(contracts, inputs), clear(contracts, inputs, greatest=False)
    again = year_map(contracts, inputs, best.hard, best.soft)
    assert again.hard == pytest.approx(best.hard, abs=1e-8)
    assert again.soft == pytest.approx(best.soft, abs=1e-8)
    assert (worst.hard <= best.hard + 1e-6).all()
    assert (worst.soft <= best.soft + 1e-6).all()
    _run(contracts, inputs)


@settings(max_examples=80, deadline=None)
@given(networks(), st.integers(0, 4), st.floats(0, 20))
def test_more_cash_never_lowers_a_payment(net: tuple[Contracts, dict[str, Any]], who: int, more: float) -> None:
    """Recoveries, fulfilment and revenue are nondecreasing in cash and outside financing."""
    contracts, values = net
    inputs = YearInputs.of(contracts, **values)
    richer = list(values["cash"])
    richer[who % contracts.actors] += more
    better = YearInputs.of(contracts, **(values | {"cash": richer}))
    one, two = clear(contracts, inputs), clear(contracts, better)
    assert (two.hard >= one.hard - 1e-7).all()
    assert (two.soft >= one.soft - 1e-7).all()
    assert (two.flows.revenue >= one.flows.revenue - 1e-6).all()


@settings(max_examples=60, deadline=None)
@given(networks(), st.floats(0.1, 50))
def test_the_unit_of_money_does_not_matter(net: tuple[Contracts, dict[str, Any]], factor: float) -> None:
    """All amounts times a number: the same shares are paid."""
    contracts, values = net
    money = {"hard", "soft", "guarantee_cap", "cash", "outside_revenue", "outside_financing", "fixed_cost", "outside_hard"}
    scaled = {name: np.array(each) * factor if name in money else each for name, each in values.items()}
    one, two = (clear(contracts, YearInputs.of(contracts, **each)) for each in (values, scaled))
    if (np.abs(one.flows.resources - one.flows.dues) > 1e-6).all():
        assert two.hard == pytest.approx(one.hard, abs=1e-6)
        assert two.soft == pytest.approx(one.soft, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(networks(ranks=1))
def test_a_contract_in_two_parts_is_the_same(net: tuple[Contracts, dict[str, Any]]) -> None:
    """Splitting each contract into two parallel halves changes nothing."""
    contracts, values = net
    twice = Contracts.of(
        contracts.actors,
        np.repeat(contracts.payer, 2),
        np.repeat(contracts.payee, 2),
        np.repeat(contracts.revenue, 2),
    )
    halves = values | {name: np.repeat(values[name], 2) / 2 for name in ("hard", "soft")} | {"guarantee_cap": []}
    whole = Contracts.of(contracts.actors, contracts.payer, contracts.payee, contracts.revenue)
    one = clear(whole, YearInputs.of(whole, **(values | {"guarantee_cap": []})))
    two = clear(twice, YearInputs.of(twice, **halves))
    assert two.hard == pytest.approx(one.hard, abs=1e-7)
    assert two.soft == pytest.approx(one.soft, abs=1e-7)


@settings(max_examples=40, deadline=None)
@given(networks())
def test_no_shock_is_no_loss(net: tuple[Contracts, dict[str, Any]]) -> None:
    """Two runs of one plan differ in nothing."""
    contracts, values = net
    inputs = YearInputs.of(contracts, **values)
    for lost in losses(_run(contracts, inputs), _run(contracts, inputs)).values():
        assert not lost.any()


@settings(max_examples=30, deadline=None)
@given(networks(ranks=1), st.integers(0, 3))
def test_many_draws_are_each_alone(net: tuple[Contracts, dict[str, Any]], seed: int) -> None:
    """Compiled draws give what single runs give."""
    contracts, values = net
    contracts = Contracts.of(contracts.actors, contracts.payer, contracts.payee, contracts.revenue)
    values = values | {"guarantee_cap": []}
    draws = 4
    factor = np.random.default_rng(seed).uniform(0.5, 1.5, draws)
    wide = values | {"cash": np.array(values["cash"])[:, None] * factor}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernel, "WORTH_COMPILING", 0)
        together = clear(contracts, YearInputs.of(contracts, draws, **wide))
    for number in range(draws):
        alone = clear(contracts, YearInputs.of(contracts, **(values | {"cash": np.array(values["cash"]) * factor[number]})))
        assert together.hard[:, number] == pytest.approx(alone.hard[:, 0], abs=1e-6)
        assert together.soft[:, number] == pytest.approx(alone.soft[:, 0], abs=1e-6)


@settings(max_examples=80, deadline=None)
@given(networks(ranks=1))
def test_without_links_there_is_no_network_loss(net: tuple[Contracts, dict[str, Any]]) -> None:
    """An actor without contracts stands and falls alone."""
    contracts, values = net
    bare = Contracts.of(contracts.actors, [], [], [])
    own = {name: each for name, each in values.items() if name not in ("hard", "soft", "guarantee_cap")}
    inputs = YearInputs.of(bare, **own)
    worse = YearInputs.of(bare, **(own | {"cash": [0.0, *own["cash"][1:]]}))
    one, two = clear(bare, inputs), clear(bare, worse)
    assert (one.flows.revenue[1:] == two.flows.revenue[1:]).all()
    assert (one.hard[1:] == two.hard[1:]).all()


def test_a_buyer_that_pays_less_never_leaves_its_seller_richer() -> None:
    """What a guarantor pays for a purchase bears the cost of the sale as the purchase does: 10 - 4 either way."""
    contracts = Contracts.of(3, [0], [1], [True], guarantor=[2], guaranteed=[0])
    given: dict[str, Any] = {"hard": [10.0], "guarantee_cap": [10.0], "variable_cost": [0.0, 0.4, 0.0]}
    left = [_run(contracts, YearInputs.of(contracts, cash=[cash, 0.0, 20.0], **given)).cash()[0, :, 0] for cash in (10.0, 3.0)]
    assert left[0].tolist() == pytest.approx([0.0, 6.0, 20.0])
    assert left[1].tolist() == pytest.approx([0.0, 6.0, 13.0])
