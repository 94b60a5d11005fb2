"""The network and the stress test on the gold claims of the seed articles, where these are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from interlock.atlas import load_atlas
from interlock.evaluation.gold import gold_cases
from interlock.evaluation.gold_claims import GoldClaims
from interlock.network.building import build_network
from interlock.network.exposure import exposures
from interlock.network.flows import FlowBasis, NetworkLayer
from interlock.network.loops import Pattern, find_loops
from interlock.network.talent import talent
from interlock.reading import read_paths
from interlock.resolution import Resolution, resolve
from interlock.simulation.balance import books, figures_of_facts
from interlock.simulation.building import build_model
from interlock.simulation.scenario import Scenario, parse_shock
from interlock.simulation.stress import stress

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the seed articles lie in ../shared, which is not part of the project"
)


@pytest.fixture(scope="module")
def told() -> Resolution:
    """What the gold claims of the five seeds say together."""
    atlas = load_atlas()
    gold, papers = GoldClaims(atlas), []
    for case in gold_cases(SHARED / "gold" / "seeds", SHARED / "seeds"):
        paper = next(iter(read_paths([str(case.text)], retrieved=None, on_failure=lambda error: pytest.fail(str(error)))))
        papers.append((paper, gold.of_records(case.gold, paper)[0]))
    return resolve(papers, atlas=atlas)


def test_the_loops_of_the_seeds(told: Resolution) -> None:
    """Nvidia and AMD each put value into OpenAI, which buys of them."""
    loops = find_loops(build_network(told.facts, told.disputes), redraws=20).loops
    found = {frozenset(loop.actors): loop for loop in loops}
    assert Pattern.VENDOR_FINANCING in found[frozenset({"nvidia", "openai"})].patterns
    assert Pattern.WARRANTS_FOR_ORDERS in found[frozenset({"amd", "openai"})].patterns


def test_a_total_and_a_rate_of_the_seeds_are_one_contract(told: Resolution) -> None:
    """Oracle's receivable is 300, not 360, and due at 60 a year."""
    network = build_network(told.facts, told.disputes, basis=FlowBasis.SCHEDULED)
    (oracle,) = [row for row in exposures(network) if row.holder == "oracle" and row.counterparty == "openai"]
    assert oracle.amount.high == 300e9
    assert len(oracle.facts) == 2


def test_the_joint_sum_of_650_is_in_no_flow(told: Resolution) -> None:
    """What is told for Nvidia and Oracle together is no third deal."""
    flows = list(build_network(told.facts, told.disputes).layer(NetworkLayer.MONEY, also_apart=True))
    assert not [flow for flow in flows if flow.amount.mode == 650e9]


def test_what_openai_pays_less_by_year(told: Resolution) -> None:
    """At 40 % Oracle loses 36 of 60 a year; by one lease of unknown length Nvidia loses 210 over the window."""
    scenario = Scenario("40 %", (parse_shock("openai:payments=40%", lambda name: name),))
    network = build_network(told.facts, told.disputes, basis=FlowBasis.SCHEDULED)
    model = build_model(network, books(figures_of_facts(told.facts)), range(2026, 2031), (), scenario.shocks)
    result = stress(model, scenario)
    by_actor = {row.actor: row for row in result.actors}
    assert by_actor["nvidia"].total.high == pytest.approx(210e9)
    assert {row.year: row.total.high for row in result.losses if row.actor == "oracle"}[2027] == pytest.approx(36e9)


def test_eleven_are_seven_and_three_and_one(told: Resolution) -> None:
    """The hires of Meta by origin; those named with other origins come on top."""
    flows = {(flow.origin, flow.target): flow.least for flow in talent(told.facts).flows}
    assert (flows["openai", "meta"], flows["google", "meta"], flows["anthropic", "meta"]) == (7, 3, 1)
