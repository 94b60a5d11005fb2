"""Scenarios on a network of facts: losses with bounds, second rounds, and what is not known."""

from __future__ import annotations

import pytest
from network.ledgers import AMD, CLOUD, NVIDIA, OPENAI, ORACLE, bn, fact, nvidia_loop, oracle_contract, share

from interlock.network.amounts import Amount
from interlock.network.building import build_network
from interlock.network.flows import FlowBasis
from interlock.simulation.balance import Book, books, figures_of_facts, ranked
from interlock.simulation.building import build_model
from interlock.simulation.model import StressModel
from interlock.simulation.results import Channel, StressResult
from interlock.simulation.scenario import Assumption, Scenario, parse_shock
from interlock.simulation.stress import contributions, stress
from interlock.simulation.uncertainty import monte_carlo, tornado, variance_shares, who_matters
from interlock.vocabulary import Bound, Fact, Kind, Money, Status
from interlock.vocabulary.figure import FigureMetric, ReferenceFigure, SourceKind

YEARS = range(2026, 2031)


def run(
    facts: list[Fact],
    *shocks: str,
    known: dict[str, Book] | None = None,
    assume: tuple[Assumption, ...] = (),
    **net: object,
) -> StressResult:
    """The result of shocks given as on the command line."""
    scenario = Scenario("test", tuple(parse_shock(text, lambda name: name) for text in shocks), assume)
    return stress(model(facts, scenario, known, **net), scenario)


def model(facts: list[Fact], scenario: Scenario, known: dict[str, Book] | None = None, **net: object) -> StressModel:
    """A model on the scheduled basis."""
    network = build_network(facts, **({"basis": FlowBasis.SCHEDULED} | net))  # type: ignore[arg-type]
    return build_model(network, known or {}, YEARS, scenario.assumptions, scenario.shocks)


def test_forty_percent_costs_sixty() -> None:
    """Of 60 a year 36 are lost, by the one fact of the contract."""
    result = run([oracle_contract()], "openai:payments=40%")
    by_year = {row.year: row for row in result.losses}
    assert sorted(by_year) == [2027, 2028, 2029, 2030]
    row = by_year[2027]
    assert (row.actor, row.channel) == ("oracle", Channel.SALES)
    assert (row.total.low, row.total.high) == pytest.approx((36e9, 36e9))
    assert row.facts == (oracle_contract().id,)
    assert row.path == ("openai", "oracle")


def test_a_sum_over_the_years_is_not_the_sum_of_its_bounds() -> None:
    """A lease of 350 over nobody knows how many years: each year is wide, the window loses 60 % of 350 at most."""
    result = run(list(nvidia_loop()[:1]), "openai:payments=40%")
    (total,) = result.actors
    assert sum(row.total.high for row in result.losses) > 1.5 * total.total.high
    assert (total.total.low, total.total.high) == pytest.approx((210e9, 210e9), rel=1e-6)


def test_no_shock_to_a_payer_is_no_loss() -> None:
    """Who owes nothing breaks nothing, and it is said that the shock met nothing."""
    result = run([oracle_contract()], "nvidia:payments=0%")
    assert not result.losses
    assert any("nvidia" in line.lower() and "owes nothing" in line for line in result.unknown)


def test_a_funder_that_stops_loses_its_own_sales() -> None:
    """The round trip undone: Nvidia's own revenue falls with the money it no longer puts in."""
    facts = [
        fact(Kind.INVESTS_IN, NVIDIA, OPENAI, amount=bn(10), date="2026"),
        fact(Kind.BUYS_FROM, OPENAI, NVIDIA, amount=bn(10), period="P1Y", date="2026"),
    ]
    known = {"openai": Book("openai", _exactly(0.0), _exactly(0.0), _exactly(0.0))}
    result = run(facts, "nvidia:funding=stop", known=known)
    second = [row for row in result.losses if row.actor == "nvidia"]
    assert second[0].network.high == pytest.approx(10e9)
    assert second[0].direct.high == pytest.approx(0.0, abs=1.0)


def _exactly(value: float) -> Amount:
    return Amount(value * 1e9, value * 1e9, value * 1e9)


def test_unknown_books_are_not_imputed() -> None:
    """Solvency is not tested; the need for outside money and the break-even cash are told."""
    result = run([oracle_contract()], "openai:payments=40%")
    rows = [row for row in result.standings if row.actor == "openai"]
    assert all(not row.tested and row.default is None for row in rows)
    assert rows[1].need.low == pytest.approx(60e9)
    assert any("OpenAI: revenue, cost, cash not known" in line for line in result.unknown)


def test_a_standing_names_what_is_owed_in_its_year() -> None:
    """By the actor and to it."""
    contract = oracle_contract()
    result = run([contract], "openai:payments=40%")
    assert {row.facts for row in result.standings if row.actor == "openai" and row.need.high > 0} == {(contract.id,)}


def test_an_assumption_of_the_scenario_is_told_with_the_result() -> None:
    """And it fills what no source gives."""
    assume = tuple(Assumption("openai", name, value) for name, value in (("revenue", 13e9), ("cost", 5e9), ("cash", 1e9)))
    result = run([oracle_contract()], "openai:financing=stop", assume=assume)
    assert any("openai cash = 1e+09" in line for line in result.assumptions)
    paid = {row.year: row.due.high - row.total.high for row in result.losses}
    assert paid[2028] == pytest.approx(8e9)


def test_a_delay_moves_what_is_due() -> None:
    """Two years later: 2027 and 2028 are lost, nothing beyond the window is counted."""
    result = run([oracle_contract()], "openai:start=+2")
    (total,) = result.actors
    assert total.total.high == pytest.approx(120e9)


def test_a_price_fall_hits_stakes() -> None:
    """Half of 10 % of 200 is 10; a right of up to 10 % is up to that."""
    known = {"amd": Book("amd", value=_exactly(200.0))}
    facts = [fact(Kind.GRANTS_EQUITY, AMD, OPENAI, share=share(0.1, Bound.AT_MOST))]
    (row,) = run(facts, "amd:price=-50%", known=known).losses
    assert (row.channel, row.actor) == (Channel.EQUITY, "openai")
    assert (row.total.low, row.total.high) == pytest.approx((0.0, 10e9))


def test_a_guarantee_without_a_sum_has_no_upper_end() -> None:
    """And one with a sum costs at most that."""
    (row,) = run(list(nvidia_loop()), "nvidia:guarantee=stop", statuses=[Status.TALKS]).losses
    assert row.total.high == float("inf")
    (row,) = run([fact(Kind.GUARANTEES, NVIDIA, OPENAI, amount=bn(6))], "nvidia:guarantee=stop").losses
    assert row.total.high == 6e9


def test_a_ban_lowers_what_buyers_make_a_year_later() -> None:
    """The cloud cannot deliver in the year after its supplier was cut off."""
    facts = [
        fact(Kind.BUYS_FROM, CLOUD, NVIDIA, amount=bn(25), period="P5Y", date="2026"),
        fact(Kind.BUYS_FROM, OPENAI, CLOUD, amount=bn(50), period="P5Y", date="2026"),
    ]
    result = run(facts, "nvidia:supply=stop")
    cloud = {row.year: row.total.high for row in result.losses if row.actor == "cloud"}
    nvidia = {row.year: row.total.high for row in result.losses if row.actor == "nvidia"}
    assert nvidia[2026] == pytest.approx(5e9)
    assert 2026 not in cloud
    assert cloud[2027] == pytest.approx(10e9)


def test_each_shock_has_its_part() -> None:
    """Shapley values add up to the loss of all shocks together."""
    facts = [oracle_contract(), fact(Kind.BUYS_FROM, CLOUD, ORACLE, amount=bn(10), period="P5Y", date="2026")]
    scenario = Scenario("two", tuple(parse_shock(t, lambda n: n) for t in ("openai:payments=40%", "cloud:payments=0%")))
    parts = contributions(model(facts, scenario), scenario)
    assert sum(parts.values()) == pytest.approx(sum(row.central for row in stress(model(facts, scenario), scenario).losses))
    assert all(value > 0 for value in parts.values())


def test_draws_and_swings_agree_with_the_corners() -> None:
    """The distribution lies within the bounds, the same seed gives the same draws, the widest swing comes first."""
    facts = [fact(Kind.BUYS_FROM, OPENAI, ORACLE, amount=bn(100, Bound.AT_MOST), period="P5Y", date="2026"), oracle_contract()]
    scenario = Scenario("one", (parse_shock("openai:payments=40%", lambda name: name),))
    built = model(facts, scenario)
    drawn = monte_carlo(built, scenario, 200, seed=4)
    (total,) = stress(built, scenario).actors
    assert total.total.low <= drawn.total.low <= drawn.total.high <= total.total.high
    assert drawn == monte_carlo(built, scenario, 200, seed=4)
    _, swings = tornado(built, scenario)
    assert swings[0].name.startswith("amount")
    assert swings[0].high - swings[0].low == pytest.approx(60e9)


def test_who_pays_most_matters_most() -> None:
    """Knocked out, OpenAI costs the others more than the cloud does."""
    facts = [oracle_contract(), fact(Kind.BUYS_FROM, CLOUD, ORACLE, amount=bn(10), period="P5Y", date="2026")]
    rows = who_matters(model(facts, Scenario("none", (parse_shock("openai:payments=0%", lambda name: name),))), draws=20)
    assert [row.actor for row in rows] == ["openai", "cloud"]
    assert (rows[0].rank.low, rows[0].rank.high) == (1, 1)


def test_books_prefer_the_user_then_the_ledger_then_filings() -> None:
    """And a figure that may be of a quarter does not stand above a filing."""

    def figure(value: float, kind: SourceKind) -> ReferenceFigure:
        return ReferenceFigure("oracle", FigureMetric.REVENUE, Money(value * 1e9, currency="USD"), "2025", None, "test", kind)

    filed, own = ranked([figure(57, SourceKind.FILING)]), ranked([figure(60, SourceKind.USER)], user=True)
    whole = figures_of_facts([fact(Kind.REPORTS, ORACLE, None, Status.DONE, metric="revenue", amount=bn(58), period="2025")])
    vague = figures_of_facts([fact(Kind.REPORTS, ORACLE, None, Status.DONE, metric="revenue", amount=bn(15), date="2025")])

    def revenue(*rows: object) -> float:
        book = books([row for part in rows for row in part])["oracle"]  # type: ignore[attr-defined]
        assert book.revenue is not None
        return book.revenue.high / 1e9

    assert revenue(filed, vague) == 57
    assert revenue(filed, whole, vague) == 58
    assert revenue(filed, whole, vague, own) == 60
    assert revenue(vague) == 15


def test_sobol_shares_belong_to_what_moves_the_loss() -> None:
    """All of the variance is that of the one uncertain sum; where nothing moves the loss, no share is told."""
    facts = [fact(Kind.BUYS_FROM, OPENAI, ORACLE, amount=bn(100, Bound.AT_MOST), period="P5Y", date="2026"), oracle_contract()]
    scenario = Scenario("one", (parse_shock("openai:payments=40%", lambda name: name),))
    (share_,) = variance_shares(model(facts, scenario), scenario, draws=128)
    assert share_.name.startswith("amount")
    assert share_.total == pytest.approx(1.0, abs=0.05)
    assert variance_shares(model([oracle_contract()], scenario), scenario, draws=64) == ()


def test_two_shocks_on_one_payer_multiply() -> None:
    """Half of 80 % is 40 %."""
    one, two = (
        run([oracle_contract()], "openai:payments=40%"),
        run([oracle_contract()], "openai:payments=80%", "openai:payments=50%"),
    )
    assert one.actors[0].total.high == pytest.approx(two.actors[0].total.high)
