"""Grammar and network together: which claims are one, and how far a proposal is believed."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlock.extraction.neural.joint import Proposal, Weights, logit, one_claim_a_figure, propose
from interlock.vocabulary import Actor, ActorKind, Bound, Claim, Evidence, Kind, Money, Quantity, Status

ALPHA, BETA, GAMMA = (Actor(name.lower(), name, ActorKind.COMPANY, name) for name in ("Alphalab", "Betachips", "Gammacloud"))
WEIGHTS = Weights(-1.0, 1.0, -2.0, 3.0, 0.5, {"lends_to": 1.0}, floor=0.5, speech_floor=0.8)


def claim(
    confidence: float = 0.9,
    *,
    start: int = 0,
    end: int | None = None,
    kind: Kind = Kind.LENDS_TO,
    subject: Actor = ALPHA,
    target: Actor | None = BETA,
    amount: float | None = None,
    share: float | None = None,
    metric: str | None = None,
    reader: str = "network",
) -> Claim:
    """A claim of a reader. Its id tells everything that is given here."""
    end = start + 20 if end is None else end
    told = (reader, start, end, kind, subject.id, target and target.id, amount, share, metric, confidence)
    return Claim(
        id="|".join(map(str, told)),
        kind=kind,
        subject=subject,
        object=target,
        status=Status.DONE,
        evidence=Evidence("d", start, end, "x" * (end - start), "en"),
        confidence=confidence,
        reader=reader,
        metric=metric,
        amount=None if amount is None else Money(amount, text="x", currency="USD"),
        share=None if share is None else Quantity(share, text="x"),
    )


def grammar(confidence: float = 0.7, **told: object) -> Claim:
    """A claim of the grammar's."""
    return replace(claim(confidence, **told), reader="grammar")  # type: ignore[arg-type]


def said(proposals: list[Proposal]) -> list[tuple[float | None, float | None]]:
    """What network and grammar say of each."""
    return [(proposal.network, proposal.grammar) for proposal in proposals]


def test_a_claim_of_both_readers_is_one_proposal() -> None:
    """With what each says of it."""
    assert said(propose([claim(0.9)], [grammar(0.7)])) == [(0.9, 0.7)]


def test_a_claim_of_one_reader_is_a_proposal_too() -> None:
    """The other is silent."""
    assert said(propose([claim(0.9)], [])) == [(0.9, None)]
    assert said(propose([], [grammar(0.7)])) == [(None, 0.7)]
    assert propose([], []) == []


@pytest.mark.parametrize(
    "other",
    [
        grammar(kind=Kind.BUYS_FROM),
        grammar(subject=GAMMA),
        grammar(target=GAMMA),
        grammar(subject=BETA, target=ALPHA),
        grammar(start=221),
        grammar(amount=7e6),
    ],
    ids=["kind", "subject", "object", "direction", "far away", "figure"],
)
def test_claims_that_differ_are_two(other: Claim) -> None:
    """In kind, party, direction, place or figure."""
    assert sorted(said(propose([claim(0.9, amount=5e6)], [other])), key=str) == [(0.9, None), (None, 0.7)]


def test_what_the_network_hardly_holds_turns_round_where_the_grammar_reads_it_so() -> None:
    """The grammar's claim, with what each says of the deal. Where the network is surer than even, both stand."""
    turned = grammar(0.7, subject=BETA, target=ALPHA)
    (made,) = propose([claim(0.4)], [turned])
    assert (made.claim, made.network, made.grammar) == (turned, 0.4, 0.7)
    assert len(propose([claim(0.6)], [turned])) == 2
    assert len(propose([claim(0.4)], [grammar(0.7, subject=BETA, target=ALPHA, start=500)])) == 2


def test_of_a_deal_told_both_ways_the_likelier_is_kept() -> None:
    """With one sum, wherever it stands; without, in the same words. Purchases that answer each other have their own sums."""
    there, back = claim(0.9, amount=5.0), claim(0.5, subject=BETA, target=ALPHA, amount=5.0, start=900)
    assert one_claim_a_figure([back, there]) == [there]
    there, back = claim(0.9, amount=5.0), claim(0.5, subject=BETA, target=ALPHA)
    assert one_claim_a_figure([back, there]) == [there]
    back = claim(0.5, subject=BETA, target=ALPHA, amount=4.0)
    assert one_claim_a_figure([back, there]) == [there, back]


def test_people_counted_in_the_same_words_are_one_group() -> None:
    """'three' and 'three engineers'; five others, and three somewhere else, are other people."""

    def hired(name: str, count: float, start: int = 0) -> Claim:
        group = Actor(f"group: {name}", f"group: {name}", ActorKind.GROUP, name, (name,))
        return replace(claim(0.8, kind=Kind.HIRES, target=group, start=start), count=Quantity(count, text=name))

    assert len(propose([hired("three", 3)], [hired("3 engineers", 3)])) == 1
    assert len(propose([hired("three", 3)], [hired("5 engineers", 5)])) == 2
    assert len(propose([hired("three", 3)], [hired("3 engineers", 3, 100)])) == 2


def test_reports_of_two_metrics_are_two() -> None:
    """Profit is no revenue."""
    network = claim(kind=Kind.REPORTS, target=None, metric="profit", amount=5e6)
    assert len(propose([network], [grammar(kind=Kind.REPORTS, target=None, metric="revenue", amount=5e6)])) == 2


def test_claims_close_by_are_one() -> None:
    """200 characters between their passages, before or behind."""
    assert said(propose([claim(0.9)], [grammar(start=220)])) == [(0.9, 0.7)]
    assert said(propose([claim(0.9, start=220)], [grammar(start=0)])) == [(0.9, 0.7)]


def test_an_object_that_one_leaves_open_is_no_difference() -> None:
    """One reader saw less."""
    assert said(propose([claim(0.9, target=None)], [grammar()])) == [(0.9, 0.7)]


def test_a_figure_that_one_leaves_out_is_no_difference() -> None:
    """The same figure told with another bound is."""
    assert said(propose([claim(0.9)], [grammar(amount=5e6)])) == [(0.9, 0.7)]
    network = claim(0.9, amount=5e6)
    most = replace(network, amount=Money(5e6, Bound.AT_MOST, text="x", currency="USD"))
    assert len(propose([network], [most])) == 2


def test_money_in_another_currency_is_a_difference() -> None:
    """Five million dollars are not five million euros."""
    network = claim(0.9, amount=5e6)
    assert len(propose([network], [replace(network, amount=Money(5e6, text="x", currency="EUR"))])) == 2


def test_of_several_claims_in_reach_that_at_the_same_place_is_meant() -> None:
    """Two loans close by, of which the network sees the second."""
    first, second = grammar(0.6, start=0), grammar(0.7, start=100)
    found = propose([replace(second, confidence=0.9, reader="network")], [first, second])
    assert [(each.claim.id, each.network, each.grammar) for each in found] == [(first.id, None, 0.6), (second.id, 0.9, 0.7)]


def test_the_claim_with_more_figures_speaks() -> None:
    """The network's where they are level."""
    (of_grammar,) = propose([claim(0.9)], [grammar(amount=5e6)])
    (of_network,) = propose([claim(0.9, amount=5e6)], [grammar()])
    (level,) = propose([claim(0.9, amount=5e6)], [grammar(amount=5e6)])
    assert [each.claim.reader for each in (of_grammar, of_network, level)] == ["grammar", "network", "network"]


def test_what_the_grammar_says_more_is_added() -> None:
    """Role, asset, period, rate, place, date, origin, condition, source; what the network says itself stays."""
    more = replace(grammar(), role="CEO", asset="chips", period="P1Y", per="year", position=2)
    more = replace(more, date="2026-03", origin=GAMMA, condition="once it opens", attributed_to=(GAMMA,))
    (proposal,) = propose([replace(claim(), asset="cloud", date="2026-04")], [more])
    told = proposal.claim
    assert (told.role, told.asset, told.period, told.per, told.position) == ("CEO", "cloud", "P1Y", "year", 2)
    assert (told.date, told.origin, told.condition, told.attributed_to) == ("2026-04", GAMMA, "once it opens", (GAMMA,))


def test_the_date_is_the_networks() -> None:
    """The nearest that the grammar found counts for figures alone, and never before one that the network ties."""
    fuller = replace(grammar(amount=5e6), date="2026-03")
    assert [propose([replace(claim(), date=date)], [fuller])[0].claim.date for date in ("2026-04", None)] == ["2026-04", None]
    report: dict[str, Any] = {"kind": Kind.REPORTS, "metric": "revenue", "target": None}
    (proposal,) = propose([claim(**report)], [replace(grammar(**report), date="2026-03")])
    assert proposal.claim.date == "2026-03"


def test_a_claim_of_the_grammar_backs_one_of_the_network() -> None:
    """The surer; the other stands alone."""
    weak, strong = claim(0.4, start=30), claim(0.8)
    assert said(propose([weak, strong], [grammar(0.7)])) == [(0.8, 0.7), (0.4, None)]


def test_proposals_come_in_order_of_place() -> None:
    """Whoever makes them."""
    found = propose([claim(start=500), claim(start=100)], [grammar(start=300, subject=GAMMA), grammar(start=0, subject=GAMMA)])
    assert [each.claim.evidence.start for each in found] == [0, 100, 300, 500]


def chance(network: float | None, of_grammar: float | None, kind: Kind = Kind.BUYS_FROM, weights: Weights = WEIGHTS) -> float:
    """The chance of a proposal."""
    return weights.chance(Proposal(claim(kind=kind), network, of_grammar))


def logistic(score: float) -> float:
    """The logistic function."""
    return 1 / (1 + math.exp(-score))


def test_the_chance_is_that_of_the_weights() -> None:
    """Bias, the network's log odds or its silence, the grammar's confidence, agreement, kind."""
    assert chance(0.9, None) == pytest.approx(logistic(-1 + math.log(9)))
    assert chance(None, 0.5) == pytest.approx(logistic(-1 - 2 + 1.5))
    assert chance(0.9, 0.5) == pytest.approx(logistic(-1 + math.log(9) + 1.5 + 0.5))
    assert chance(0.9, None, Kind.LENDS_TO) == pytest.approx(logistic(-1 + math.log(9) + 1))


def test_a_claim_counts_from_the_floor_on() -> None:
    """Speech has its own."""
    deal, speech = claim(), claim(kind=Kind.SAYS, target=None)
    assert WEIGHTS.counts(deal, 0.5) and not WEIGHTS.counts(deal, 0.499)
    assert WEIGHTS.counts(speech, 0.8) and not WEIGHTS.counts(speech, 0.799)


def test_a_sum_is_one_leg_of_a_deal() -> None:
    """The likelier of two between the same parties; one with another sum stays."""
    loan, order = claim(0.9, amount=5e6), claim(0.8, amount=5e6, kind=Kind.BUYS_FROM)
    other = claim(0.7, amount=7e6, kind=Kind.INVESTS_IN)
    assert one_claim_a_figure([order, other, loan]) == sorted([loan, other], key=lambda made: (made.kind, made.id))


def test_a_sum_is_that_of_the_parties_named_beside_it() -> None:
    """Not of one that was spoken of before, though that were the likelier; elsewhere in the text it may be."""
    beside = claim(0.5, amount=5e6, subject=GAMMA)
    before = replace(claim(0.9, amount=5e6), notes=("inferred_actor",))
    elsewhere = replace(claim(0.9, start=300, amount=5e6), notes=("inferred_actor",))
    assert one_claim_a_figure([before, beside, elsewhere]) == [beside, elsewhere]
    assert one_claim_a_figure([before]) == [before]


@given(st.floats(0, 1))
def test_log_odds_are_finite(value: float) -> None:
    """Also of what is certain or impossible; in between they are those of the chance."""
    found = logit(value)
    assert abs(found) < 10
    if 1e-4 <= value <= 1 - 1e-4:
        assert logistic(found) == pytest.approx(value)
    assert logit(1 - value) == pytest.approx(-found, abs=1e-6)


@given(st.floats(-50, 50), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_surer_reader_makes_a_proposal_no_less_likely(bias: float, one: float, other: float, confidence: float) -> None:
    """Where the weights are positive; a chance is always between nought and one."""
    weights = replace(WEIGHTS, bias=bias)
    low, high = sorted((one, other))
    assert 0 < chance(low, confidence, weights=weights) <= chance(high, confidence, weights=weights) < 1
    assert chance(confidence, low, weights=weights) <= chance(confidence, high, weights=weights)


made = st.lists(
    st.builds(
        claim,
        st.integers(5, 99).map(lambda value: value / 100),
        start=st.integers(0, 600),
        kind=st.sampled_from([Kind.LENDS_TO, Kind.SAYS]),
        subject=st.sampled_from([ALPHA, BETA]),
        target=st.sampled_from([None, GAMMA]),
        amount=st.sampled_from([None, 5e6, 7e6]),
        share=st.sampled_from([None, 0.1]),
    ),
    max_size=6,
    unique_by=lambda made: made.id,
)


@given(made, made)
def test_no_claim_is_lost_and_none_counts_twice(network: list[Claim], of_grammar: list[Claim]) -> None:
    """Every claim of either reader is behind exactly one proposal; a pair agrees in kind and subject and has all figures."""
    proposals = propose(network, of_grammar)
    assert sorted(each.network for each in proposals if each.network is not None) == sorted(c.confidence for c in network)
    assert sorted(each.grammar for each in proposals if each.grammar is not None) == sorted(c.confidence for c in of_grammar)
    both = [each for each in proposals if each.network is not None and each.grammar is not None]
    assert len(proposals) == len(network) + len(of_grammar) - len(both)
    assert {each.claim.id for each in proposals} <= {each.id for each in (*network, *of_grammar)}


@given(made, made)
def test_the_order_of_claims_changes_nothing(network: list[Claim], of_grammar: list[Claim]) -> None:
    """As long as no two are equally sure."""
    network = [replace(each, confidence=0.1 + place / 100) for place, each in enumerate(network)]
    assert propose(network[::-1], of_grammar) == propose(network, of_grammar)
