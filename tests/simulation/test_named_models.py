"""The named models against published and derived cases, rivals, and what must always hold."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network.cases import case
from scipy.sparse import csr_array

from interlock.simulation.accounting import check_sums, simple_economy
from interlock.simulation.attribution import shapley
from interlock.simulation.bank_measures import communicability, impact_diffusion, impact_matrix, maximum_entropy
from interlock.simulation.clearing import clear_debts, guarantee_call
from interlock.simulation.contagion import cascade, debtrank, default_cascade, knock_outs, leverage_of
from interlock.simulation.cross_holdings import cross_equity, organizations
from interlock.simulation.errors import AuditFailure
from interlock.simulation.production import capacity, economic_systemic_risk, input_output
from interlock.simulation.valuation import (
    black_cox_default,
    black_cox_value,
    eisenberg_noe_value,
    linear_value,
    merton_default,
    merton_value,
    multiple_value,
    neva,
    rogers_veraart_value,
)


def test_eisenberg_noe_with_outsiders_at_the_same_rank() -> None:
    """The documented example of systemicrisk, whose exact payments are 165/112 and 159/112."""
    inputs, expected, tolerance = case("en_systemicrisk_doc")
    found = clear_debts(inputs["L"], inputs["external_assets"], outside=inputs["external_liabilities"])
    total = found.recovery * (np.sum(inputs["L"], axis=1) + inputs["external_liabilities"])
    assert total == pytest.approx(expected["payments"], abs=max(tolerance, 1e-9))
    assert found.default.tolist() == [bool(each) for each in expected["default"]]


def test_eisenberg_noe_defaults_in_waves() -> None:
    """A chain: payments, equity, and the round in which each falls."""
    inputs, expected, tolerance = case("en_chain_waves")
    found = clear_debts(inputs["L"], inputs["external_assets"])
    assert found.payments == pytest.approx(expected["payments"], abs=tolerance)
    assert found.equity == pytest.approx(expected["equity"], abs=tolerance)
    assert found.default_round.tolist() == expected["default_round"]
    assert found.unique


def test_a_loop_without_cash_has_two_clearing_vectors() -> None:
    """All pay, or none: the greatest is given and it is said that it is not the only one."""
    inputs, expected, _ = case("en_zero_cash_loop_two_fixed_points")
    found = clear_debts(inputs["L"], inputs["external_assets"])
    assert found.payments.tolist() == expected["greatest"]
    assert found.least.tolist() == expected["least"]
    assert not found.unique


def test_rogers_veraart_has_a_greatest_and_a_least_vector() -> None:
    """Costs of default make both of two banks that pay each other stand or fall."""
    inputs, expected, tolerance = case("rv_two_bank_multiplicity")
    found = clear_debts(
        inputs["L"],
        inputs["external_assets"],
        outside=inputs["external_liabilities"],
        own_recovery=inputs["alpha"],
        received_recovery=inputs["beta"],
    )
    assert found.payments == pytest.approx(expected["greatest"], abs=tolerance)
    assert found.least == pytest.approx(expected["least"], abs=1e-9)
    assert not found.unique


@pytest.mark.parametrize("identity", ["acemoglu_ring_small_shock", "acemoglu_complete_small_shock"])
def test_senior_debt_to_outsiders_comes_first(identity: str) -> None:
    """The ring loses two banks to the small shock, the complete network one."""
    inputs, expected, _ = case(identity)
    found = clear_debts(inputs["L"], inputs["external_assets"], senior_outside=inputs["senior_external_liabilities"])
    assert found.payments == pytest.approx(expected["payments"], abs=1e-9)
    assert found.default.tolist() == [bool(each) for each in expected["default"]]


def test_seniors_are_paid_before_juniors() -> None:
    """Two classes: absolute priority, pro rata inside a class."""
    inputs, expected, _ = case("elsinger_two_seniorities")
    found = clear_debts(inputs["L_by_class"], inputs["external_assets"])
    by_class = np.array([np.sum(rows, axis=1) for rows in inputs["L_by_class"]])
    senior = np.minimum(found.payments, by_class[0])
    assert senior == pytest.approx(expected["payments_by_class"][0], abs=1e-9)
    assert found.payments - senior == pytest.approx(expected["payments_by_class"][1], abs=1e-9)
    assert found.equity == pytest.approx(expected["equity"], abs=1e-9)


def test_furfine_cascade() -> None:
    """Nothing recovered: all three of the documented example fall."""
    inputs, expected, _ = case("furfine_systemicrisk_doc")
    found = default_cascade(inputs["L"], inputs["external_assets"], inputs["external_liabilities"])
    assert found.tolist() == [bool(each) for each in expected["default"]]


def test_gai_kapadia_rounds() -> None:
    """Who falls in which round."""
    inputs, expected, _ = case("gai_kapadia_threshold")
    names = sorted(inputs["buffer"])
    held = np.zeros((5, 5))
    for creditor, debtor, amount in inputs["exposure"]:
        held[names.index(creditor), names.index(debtor)] += amount
    buffer = [inputs["buffer"][name] for name in names]
    rounds = cascade(held, buffer, [name in inputs["defaulted"] for name in names], recovery=inputs["recovery"])
    assert dict(zip(names, rounds.tolist(), strict=True)) == expected["default_round"]


@pytest.mark.parametrize("identity", ["suzuki_crossequity_both_solvent", "suzuki_crossequity_one_default"])
def test_cross_equity(identity: str) -> None:
    """Equity and what is paid on the debt of two firms that hold each other."""
    inputs, expected, _ = case(identity)
    found = cross_equity(inputs["H"], inputs["external_assets"], inputs["external_debt"])
    assert found.equity == pytest.approx(expected["equity"], abs=1e-10)
    assert found.debt_payment == pytest.approx(expected["debt_payment"], abs=1e-10)
    assert found.default.tolist() == [bool(each) for each in expected["default"]]


@pytest.mark.parametrize("identity", ["egj_two_org_dependency_matrix", "egj_two_org_cascade"])
def test_elliott_golub_jackson(identity: str) -> None:
    """Dependency, values and the cascade of the best case."""
    inputs, expected, _ = case(identity)
    found = organizations(inputs["C"], inputs["D"], inputs["prices"], inputs["thresholds"], inputs["failure_cost"])
    if "A" in expected:
        assert found.dependency == pytest.approx(np.array(expected["A"]), abs=1e-12)
        assert found.value == pytest.approx(expected["value"], abs=1e-12)
    else:
        assert found.value == pytest.approx(expected["best_case_value"], abs=1e-12)
        assert found.failure_round.tolist() == expected["cascade_round"]


def test_impact_matrix_and_communicability() -> None:
    """As NetworkRiskMeasures prints them."""
    inputs, expected, _ = case("nrm_impact_matrix")
    found = impact_matrix(inputs["liabilities"], inputs["buffer"], capped=inputs["cap_at_1"])
    assert found == pytest.approx(np.array(expected["V"]), abs=1e-12)
    inputs, expected, tolerance = case("nrm_communicability")
    assert communicability(inputs["V_binary"]) == pytest.approx(np.array(expected["C"]), abs=tolerance)


def test_a_matrix_of_greatest_entropy() -> None:
    """The seven banks as printed, to two decimals; its margins are those given."""
    inputs, expected, tolerance = case("anand_max_entropy_7_banks")
    found = maximum_entropy(inputs["row_sums_assets"], inputs["col_sums_liabilities"])
    assert found == pytest.approx(np.array(expected["M"]), abs=tolerance)
    assert found.sum(axis=0) == pytest.approx(inputs["col_sums_liabilities"], abs=1e-8)


def test_impact_susceptibility_and_diffusion() -> None:
    """The example of Silva, Souza and Tabak as NetworkRiskMeasures tests it."""
    inputs, expected, tolerance = case("nrm_impact_susceptibility")
    found = impact_diffusion(inputs["assets"], inputs["buffer"])
    assert found.susceptibility == pytest.approx(expected["susceptibility"], abs=tolerance)
    assert found.fluidity == pytest.approx(expected["fluidity"], abs=tolerance)
    assert found.start == pytest.approx(expected["diffusion_start"], abs=tolerance)
    assert found.intermediate == pytest.approx(expected["diffusion_intermediate"], abs=tolerance)
    assert found.total == pytest.approx(expected["diffusion_total"], abs=tolerance)


def test_debtrank_closed_forms() -> None:
    """A cycle, a chain and a tree below saturation; dense and sparse agree."""
    inputs, expected, _ = case("debtrank_cycle3_closed_form")
    dense = debtrank(inputs["leverage"], inputs["initial_loss"])
    assert dense.loss == pytest.approx(expected["h"], abs=1e-11)
    assert debtrank(csr_array(np.array(inputs["leverage"])), inputs["initial_loss"]).loss == pytest.approx(dense.loss)
    inputs, expected, _ = case("debtrank_chain_and_tree")
    for shape in ("chain", "tree"):
        held = np.zeros((3, 3))
        for holder, other, amount in inputs[shape]["exposure"]:
            held["ABC".index(holder), "ABC".index(other)] = amount
        found = debtrank(leverage_of(held, inputs[shape]["equity"]), inputs[shape]["initial_loss"])
        assert found.loss == pytest.approx(expected[f"{shape}_h"], abs=1e-12)


def test_a_single_hit_loses_the_echo() -> None:
    """The rule of 2012 against that of 2015 on a ring."""
    inputs, expected, _ = case("battiston_single_hit_vs_bardoscia")
    assert debtrank(inputs["leverage"], inputs["initial_loss"], single_hit=True).loss == pytest.approx(expected["h_single_hit"])
    assert debtrank(inputs["leverage"], inputs["initial_loss"]).loss == pytest.approx(expected["h_linear"], abs=1e-11)


def test_knock_outs_together_are_each_alone() -> None:
    """One matrix product a sweep gives what one vector each gives."""
    matrix = np.random.default_rng(2).random((6, 6)) * 0.3
    together = knock_outs(matrix).loss
    for node in range(6):
        assert together[:, node] == pytest.approx(debtrank(matrix, np.eye(6)[node], tolerance=1e-9).loss, abs=1e-7)


def test_valuation_functions() -> None:
    """All points of the reference code and the closed forms."""
    inputs, expected, tolerance = case("neva_valuation_points")
    for (name, p), value in zip(inputs["points"], expected["values"], strict=True):
        found: dict[str, Any] = {
            "blackcox_pd": lambda p: black_cox_default(p["E"], p["Ae"], p["sigma"]),
            "merton_pd": lambda p: merton_default(p["E"], p["Ae"], p["sigma"]),
            "merton_value_endogenous_recovery": lambda p: merton_value(p["E"], p["Ae"], p["debt"], p["sigma"], p["rho"]),
            "blackcox_value": lambda p: black_cox_value(p["E"], p["Ae"], p["sigma"], p["rho"]),
            "eisenberg_noe_value": lambda p: eisenberg_noe_value(p["E"], p["debt"]),
            "rogers_veraart_value": lambda p: rogers_veraart_value(p["E"], p["Ae"], p["debt"], p["alpha"], p["beta"]),
        }
        assert found[name](p) == pytest.approx(value, abs=tolerance), name


def test_each_claim_is_valued_by_its_own_debtor() -> None:
    """Unequal equities: the trap into which the reference code falls."""
    inputs, expected, tolerance = case("neva_linear_dr_unequal_equities")
    held = np.array(inputs["interbank_assets"])
    before = np.array(expected["equity0"])
    found = neva(
        inputs["external_assets"],
        inputs["external_liabilities"],
        held,
        lambda number, equity: linear_value(equity, float(before[number])),
        equity_shock=inputs["equity_shock"],
    )
    assert found.equity == pytest.approx(expected["equity"], abs=tolerance)


def test_a_value_follows_revenue() -> None:
    """The mark of a stake by the multiple rule."""
    inputs, expected, tolerance = case("equity_markdown_multiple")
    value = multiple_value(inputs["value0"], inputs["revenue0"], inputs["revenue1"], inputs["eta"])
    assert value == pytest.approx(expected["value1"], abs=tolerance)
    assert inputs["stake"] * (inputs["value0"] - value) == pytest.approx(expected["loss"], abs=tolerance)


def test_leontief() -> None:
    """The two sectors of Miller and Blair."""
    inputs, expected, tolerance = case("leontief_miller_blair")
    found = input_output(inputs["Z"], inputs["x"])
    assert found.coefficients == pytest.approx(np.array(expected["A"]), abs=tolerance)
    assert found.inverse == pytest.approx(np.array(expected["inverse"]), abs=tolerance)
    assert found.output(inputs["new_final_demand"]) == pytest.approx(expected["output"], abs=tolerance)


def test_systemic_risk_of_a_supplier() -> None:
    """Down- and upstream losses of the worked example; the index counts what is sold."""
    inputs, expected, _ = case("esri_linear_four_firms")
    sold = np.zeros((3, 3))
    for supplier, buyer, amount in inputs["W"]:
        sold[int(supplier) - 1, int(buyer) - 1] = amount
    found = economic_systemic_risk(sold, int(inputs["failed"]) - 1)
    assert found.down == pytest.approx(list(expected["h_down"].values()), abs=1e-12)
    assert found.up == pytest.approx(list(expected["h_up"].values()), abs=1e-12)
    assert found.index == pytest.approx(expected["esri"], abs=1e-12)


def test_a_ban_on_an_essential_input_stops_all() -> None:
    """Essential inputs go by the least, others by their weight."""
    inputs, expected, _ = case("export_ban_leontief_vs_linear")
    bought = {supplier: amount for supplier, _, amount in inputs["inputs"]}
    gone = {inputs["banned"]: 0.0}
    assert capacity(gone, bought, frozenset(bought)) == expected["capacity_essential"]
    assert capacity(gone, bought) == pytest.approx(expected["capacity_linear"])
    assert capacity(gone, bought) * inputs["lab_revenue"] == pytest.approx(expected["revenue_linear"])


def test_a_stock_flow_consistent_economy() -> None:
    """The path of SIM and its stationary state; its accounts close in each period."""
    inputs, expected, _ = case("sfc_model_sim_path")
    path = simple_economy(inputs["G"], inputs["theta"], inputs["alpha1"], inputs["alpha2"], inputs["H0"], inputs["periods"])
    assert [period.output for period in path] == pytest.approx(expected["Y"])
    assert path[0].money == pytest.approx(expected["H_first"])
    last = simple_economy(inputs["G"], inputs["theta"], inputs["alpha1"], inputs["alpha2"], 0.0, 400)[-1]
    steady = expected["steady"]
    assert (last.output, last.taxes, last.income, last.consumption, last.money) == pytest.approx(tuple(steady.values()))


def test_accounts_that_do_not_close_are_named() -> None:
    """The row that does not sum to zero stands in the error."""
    with pytest.raises(AuditFailure, match="wages"):
        check_sums({"wages": (1.0, -2.0)}, ("households", "firms"))


def test_shapley_values() -> None:
    """Two shocks whose losses are more than their sum."""
    inputs, expected, _ = case("shapley_two_shocks")
    loss = {"": 0.0, "a": 2.0, "b": 3.0, "ab": 9.0}
    assert inputs["loss"]["{a,b}"] == loss["ab"]
    assert shapley(["a", "b"], lambda chosen: loss["".join(sorted(chosen))]) == pytest.approx(expected["shapley"])


def test_a_guarantee_pays_at_most_its_cap() -> None:
    """The shortfall of 7 under a cap of 6 is a call of 6."""
    assert guarantee_call(6, 10, 0.3) == 6


debts = st.lists(st.lists(st.floats(0, 20), min_size=4, max_size=4), min_size=4, max_size=4)
cash = st.lists(st.floats(0, 30), min_size=4, max_size=4)
costs = st.tuples(st.floats(0.1, 1), st.floats(0.1, 1))


def _without_diagonal(rows: list[list[float]]) -> Any:
    matrix = np.array(rows)
    np.fill_diagonal(matrix, 0.0)
    return matrix


@settings(max_examples=60, deadline=None)
@given(debts, cash, costs)
def test_nobody_pays_more_than_is_due_or_than_there_is(
    rows: list[list[float]], own: list[float], cost: tuple[float, float]
) -> None:
    """Limited liability and the bound of the dues; the least vector lies below the greatest."""
    owed = _without_diagonal(rows)
    found = clear_debts(owed, own, own_recovery=cost[0], received_recovery=cost[1])
    due = owed.sum(axis=1)
    received = (owed * found.recovery[:, None]).sum(axis=0)
    assert (found.payments <= due + 1e-9).all()
    assert (found.payments <= own + received + 1e-6).all()
    assert (found.least <= found.payments + 1e-7).all()


@settings(max_examples=40, deadline=None)
@given(debts, cash, st.integers(0, 3), st.floats(0, 10))
def test_more_assets_never_lower_a_payment(rows: list[list[float]], own: list[float], who: int, more: float) -> None:
    """Clearing payments are nondecreasing in assets."""
    owed = _without_diagonal(rows)
    richer = list(own)
    richer[who] += more
    assert (clear_debts(owed, richer).payments >= clear_debts(owed, own).payments - 1e-7).all()


@settings(max_examples=40, deadline=None)
@given(debts, cash, st.permutations(range(4)))
def test_names_do_not_matter(rows: list[list[float]], own: list[float], order: list[int]) -> None:
    """Relabelled actors pay what they paid."""
    owed = _without_diagonal(rows)
    place = list(order)
    one = clear_debts(owed, own).payments
    other = clear_debts(owed[np.ix_(place, place)], np.array(own)[place]).payments
    assert other == pytest.approx(one[place], abs=1e-7)
