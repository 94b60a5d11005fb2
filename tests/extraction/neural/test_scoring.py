"""What the network may propose: which pairs, in which part of a window, with which figures, dates, sources and status."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from extraction.neural.made import LIKELY, MadeModel, reading
from extraction.neural.support import analysed, span
from hypothesis import given, settings
from hypothesis import strategies as st

from interlock.extraction.analysis import Analysis
from interlock.extraction.neural.actors import Clusters, Span
from interlock.extraction.neural.labels import CLASSES, REACH, STATUSES, kind_of
from interlock.extraction.neural.scoring import Candidate
from interlock.extraction.neural.windows import Window
from interlock.vocabulary import ActorKind, Kind, Status

SENTENCES = (
    "Alphalab lent $5 million and 12% to Betachips on 4 May 2026.",
    "Gammacloud said so.",
    "It has 3 gw.",
    "Rain fell.",
    "Deltafund slept.",
)
NAMES = ("Alphalab", "Betachips", "Gammacloud", "Deltafund")
ALPHA, BETA, GAMMA, DELTA = range(4)


@cache
def five_sentences() -> Analysis:
    """The document."""
    return analysed("xx", *SENTENCES)


def document() -> tuple[Analysis, list[Span]]:
    """Five sentences with four actors."""
    analysis = five_sentences()
    return analysis, [span(analysis, name) for name in NAMES]


def proposed(model: MadeModel, window: Window | None = None, least: float = 0.5) -> list[Candidate]:
    """What a model proposes for it."""
    return reading(model, *document(), window).candidates(least)


def lending(**fields: float) -> MadeModel:
    """A model that takes every pair for a loan."""
    return MadeModel().with_bias("classes", lends_to=LIKELY).with_bias("fields", **fields)


def earning(**fields: float) -> MadeModel:
    """A model that takes every pair for revenue."""
    return MadeModel().with_bias("classes", reports__revenue=LIKELY).with_bias("fields", **fields)


def pairs(found: list[Candidate]) -> set[tuple[int | None, int | None]]:
    """Subject and object of each."""
    return {(candidate.subject, candidate.object) for candidate in found}


def test_a_silent_network_proposes_nothing() -> None:
    """Chances below the least are not looked at."""
    assert proposed(MadeModel().with_bias("classes")) == []


def test_every_pair_of_actors_in_reach_is_scored_in_both_directions() -> None:
    """Also each with a sentence; nobody with himself; those that are four sentences apart are not."""
    found = pairs(proposed(lending()))
    actors = {(one, other) for one, other in found if one is not None and other is not None}
    assert actors == set(itertools.permutations(range(4), 2)) - set(itertools.product((ALPHA, BETA), (DELTA,))) - set(
        itertools.product((DELTA,), (ALPHA, BETA))
    )
    assert {one for one, other in found if other is None} == {None, ALPHA, BETA, GAMMA, DELTA}
    assert REACH == 3


def test_the_author_reaches_all_of_the_window() -> None:
    """The voice of the document stands nowhere."""
    found = proposed(lending())
    assert {each.object for each in found if each.subject is None} == {None, ALPHA, BETA, GAMMA, DELTA}
    assert {each.sentence for each in found if each.subject is None and each.object is None} == set(range(5))


def test_figures_are_what_reports_are_about() -> None:
    """A loan has none as its object; a report may."""
    assert all(not each.quantities for each in proposed(lending()))
    first = {each.quantities[:1] for each in proposed(earning())}
    assert first == {(), ((0, 0),), ((0, 1),), ((2, 0),)}


def test_the_first_quantity_of_a_report_is_its_figure() -> None:
    """Others come behind it, each once."""
    found = [each for each in proposed(earning(quantity=LIKELY)) if each.subject == ALPHA and each.object is None]
    figured = {each.quantities[0]: each.quantities for each in found}
    assert set(figured) == {(0, 0), (0, 1), (2, 0)}
    for quantities in figured.values():
        assert sorted(quantities) == [(0, 0), (0, 1), (2, 0)]


@pytest.mark.parametrize(
    ("field", "quantities", "dates", "sources", "origins"),
    [
        ("quantity", {(0, 0), (0, 1), (2, 0)}, set(), set(), set()),
        ("date", set(), {(0, 0)}, set(), set()),
        ("source", set(), set(), {0, 1, 2, 3}, set()),
        ("origin", set(), set(), set(), {0, 1, 2, 3}),
    ],
)
def test_a_field_is_filled_by_nodes_of_its_sort(
    field: str, quantities: set[tuple[int, int]], dates: set[tuple[int, int]], sources: set[int], origins: set[int]
) -> None:
    """Quantities by figures, dates by dates, sources and origins by actors."""
    for each in proposed(lending(**{field: LIKELY})):
        assert (set(each.quantities), set(each.dates)) == (quantities, dates)
        assert (set(each.sources), set(each.origins)) == (sources, origins)


PLACES = {ALPHA: 0, BETA: 0, GAMMA: 1, DELTA: 4}


def test_a_source_of_another_sentence_must_be_sure() -> None:
    """Who says one thing does not say all that stands around it."""
    for each in proposed(lending(source=0.0)):
        assert set(each.sources) == {actor for actor, sentence in PLACES.items() if sentence == each.sentence}


@pytest.mark.parametrize("kind", ["leads", "founds"])
def test_posts_and_founders_are_told_by_nobody_unless_surely(kind: str) -> None:
    """'Its chief executive, X, said ...': that X leads it, nobody says."""
    made = MadeModel().with_bias("classes", **{kind: LIKELY})
    assert not any(each.sources for each in proposed(made.with_bias("fields", source=0.0)))
    assert all(each.sources for each in proposed(made.with_bias("fields", source=LIKELY)))


@pytest.mark.parametrize("status", Status)
def test_the_status_is_the_likeliest(status: Status) -> None:
    """Of all."""
    for each in proposed(lending().with_bias("status", **{str(status): LIKELY})):
        assert each.status is status
        assert STATUSES[int(np.argmax(each.statuses))] is status


def test_a_claim_stands_where_its_later_party_stands() -> None:
    """Or where its figure or sentence stands."""
    places = {ALPHA: 0, BETA: 0, GAMMA: 1, DELTA: 4}
    for each in proposed(lending()):
        if each.subject is not None and each.object is not None:
            assert each.sentence == max(places[each.subject], places[each.object])
    for each in proposed(earning()):
        if each.quantities:
            assert each.sentence == each.quantities[0][0]


def test_what_is_old_in_a_window_is_not_proposed_again() -> None:
    """One party at least, the figure or the sentence, is in the fresh part."""
    everything = proposed(lending())
    places = {ALPHA: 0, BETA: 0, GAMMA: 1, DELTA: 4}
    later = proposed(lending(), Window(0, 1, 5))
    assert (ALPHA, BETA) in pairs(everything) and (ALPHA, BETA) not in pairs(later)
    assert (ALPHA, GAMMA) in pairs(later) and (GAMMA, ALPHA) in pairs(later)
    assert all(each.sentence >= 1 or (each.subject is not None and places[each.subject] >= 1) for each in later)
    told = [each for each in proposed(earning(), Window(0, 1, 5)) if each.subject is None and each.quantities]
    assert {each.quantities for each in told} == {((2, 0),)}


def test_a_window_knows_nothing_outside_it() -> None:
    """Actors and figures of other sentences take no part."""
    found = proposed(earning(quantity=LIKELY), Window(1, 1, 3))
    assert {each.subject for each in found} == {None, GAMMA}
    assert {quantity for each in found for quantity in each.quantities} == {(2, 0)}
    assert {each.sentence for each in found} == {1, 2}


def test_two_windows_propose_each_pair_once() -> None:
    """What one has as fresh the other has not."""
    first, second = (
        [(each.subject, each.object, each.sentence) for each in proposed(lending(), window) if each.object is not None]
        for window in (Window(0, 0, 2), Window(0, 2, 5))
    )
    assert first and second
    assert not {each for each in first if each[0] is not None} & {each for each in second if each[0] is not None}


def test_a_sentence_without_actors_may_still_be_said_by_the_author() -> None:
    """There is always somebody who speaks."""
    found = proposed(MadeModel().with_bias("classes", says=LIKELY), Window(3, 3, 4))
    assert [(each.subject, each.object, each.sentence) for each in found] == [(None, None, 3)]


def names(model: MadeModel, spans: list[Span], analysis: Analysis) -> list[str]:
    """The actors of the spans, once the network has linked them."""
    clusters = Clusters(spans, analysis.document.text)
    reading(model, analysis, spans).link(clusters)
    return [actor.name for actor in clusters.actors()]


def test_what_the_network_takes_for_one_actor_is_joined() -> None:
    """An unknown name and a pronoun with the first before them; those that the atlas knows stay apart."""
    analysis, spans = document()
    spans.insert(3, span(analysis, "It"))
    joining = MadeModel().with_bias("same", score=LIKELY).with_bias("new")
    assert names(joining, spans, analysis) == ["Alphalab", "Betachips", "Gammacloud", "Alphalab", "Deltafund"]


def test_what_the_network_takes_for_new_stays_alone() -> None:
    """The pronoun keeps its words as its name."""
    analysis, spans = document()
    spans.insert(3, span(analysis, "It"))
    apart = MadeModel().with_bias("same").with_bias("new", score=LIKELY)
    assert names(apart, spans, analysis) == ["Alphalab", "Betachips", "Gammacloud", "It", "Deltafund"]


def test_nothing_is_linked_to_what_stands_behind_it() -> None:
    """The first of all is new whatever its scores."""
    analysis = analysed("xx", "It fell.", "Alphalab fell.")
    spans = [span(analysis, "It")]
    assert names(MadeModel().with_bias("same", score=LIKELY).with_bias("new"), spans, analysis) == ["It"]


seeds = st.integers(0, 10_000)
windows = st.sampled_from([Window(0, 0, 5), Window(0, 1, 4), Window(1, 2, 5), Window(2, 2, 3), Window(0, 0, 1)])


@settings(max_examples=30)
@given(seeds, windows)
def test_whatever_the_weights_a_proposal_is_sound(seed: int, window: Window) -> None:
    """Its places are those of the document and the window, its chance at least that asked for."""
    analysis, spans = document()
    for each in reading(MadeModel(1.0, seed), analysis, spans, window, seed).candidates(0.5):
        kind, _ = kind_of(each.cls)
        assert 0.5 <= each.chance <= 1
        assert window.first <= each.sentence < window.last
        assert each.subject is None or each.object != each.subject
        for sentence, item in each.quantities:
            assert window.first <= sentence < window.last and item < len(analysis.passages[sentence].quantities)
        for sentence, item in each.dates:
            assert item < len(analysis.passages[sentence].dates)
        assert all(0 <= actor < len(spans) for actor in (*each.sources, *each.origins))
        assert len(each.statuses) == len(STATUSES) and each.status is STATUSES[int(np.argmax(each.statuses))]
        assert len(set(each.quantities)) == len(each.quantities)
        assert kind in Kind


@settings(max_examples=15)
@given(seeds)
def test_a_higher_level_only_leaves_proposals_out(seed: int) -> None:
    """Those that stay are the same."""
    analysis, spans = document()
    ready = reading(MadeModel(1.0, seed), analysis, spans, seed=seed)
    low = [replace(each, statuses=(), chance=round(each.chance, 4)) for each in ready.candidates(0.5) if each.chance >= 0.8]
    assert [replace(each, statuses=(), chance=round(each.chance, 4)) for each in ready.candidates(0.8)] == low


@settings(max_examples=15)
@given(seeds)
def test_the_same_window_gives_the_same_proposals(seed: int) -> None:
    """Read twice."""
    one, other = (reading(MadeModel(1.0, seed), *document(), seed=seed).candidates(0.7) for _ in range(2))
    assert one == other


@pytest.mark.parametrize(
    "head", ["node", "inside", "ahead", "behind", "subject", "object", "left", "right", "mixed", "classes", "distance", "apart"]
)
def test_every_table_counts(head: str) -> None:
    """With other weights the same window has other chances."""
    analysis, spans = document()
    model, changed = MadeModel(1.0), MadeModel(1.0)
    weights = changed.networks[0][f"{head}.weight"]
    changed.networks[0][f"{head}.weight"] = weights + np.linspace(0, 1, weights.size, dtype=np.float32).reshape(weights.shape)
    before, after = ([each.chance for each in reading(made, analysis, spans).candidates(0.0)] for made in (model, changed))
    assert before != after


def test_every_class_can_be_proposed() -> None:
    """For a pair of its sort."""
    for name in CLASSES:
        found = proposed(MadeModel().with_bias("classes", **{name.replace(":", "__"): LIKELY}))
        assert {CLASSES[each.cls] for each in found} == {name}


def test_actors_of_all_kinds_may_be_parties() -> None:
    """The table of kinds is asked later."""
    analysis = analysed("xx", "Zeta met Yota.")
    for kind in ActorKind:
        spans = [span(analysis, "Zeta", kind), span(analysis, "Yota", kind)]
        assert {(0, 1), (1, 0)} <= pairs(reading(lending(), analysis, spans).candidates(0.5))
