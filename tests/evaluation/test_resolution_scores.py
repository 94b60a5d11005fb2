"""Scores of resolution, and the floors that the labelled sets hold it to."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.resolution import labelled, table
from interlock.atlas import load_atlas
from interlock.evaluation.gold import gold_cases
from interlock.evaluation.gold_claims import GoldClaims
from interlock.evaluation.resolution_scores import Case, Counted, counted, score_changes, score_disputes, score_stories
from interlock.reading import read_paths
from interlock.resolution import Resolution, resolve
from interlock.vocabulary import Change, Reason, Relation, Story, Telling

ATLAS = load_atlas()
SHARED = Path(__file__).parents[3] / "shared"
FLOORS = {"stories": 0.94, "origins": 0.73, "disputes": 0.93, "changes": 0.97}
"""F1 on gold claims of all stories and cases; they only rise."""


def test_counts_of_pairs() -> None:
    assert counted([(True, True), (True, False), (False, True), (False, False)]) == Counted(1, 1, 1)
    assert (Counted(3, 1, 0).precision, Counted(3, 1, 0).recall, round(Counted(3, 1, 0).f1, 3)) == (0.75, 1.0, 0.857)


def test_two_stories_joined_are_false_pairs() -> None:
    labels = {"a": ("x", "1", "first"), "b": ("x", "1", "reprint"), "c": ("y", "1", "first")}
    told = [Telling(each, "A", Relation.FIRST, None, None, "") for each in ("A", "B", "C")]
    scores = score_stories(labels, [Story("s", tuple(told))], {"A": "a", "B": "b", "C": "c"})
    assert (scores.stories, scores.origins, scores.relations) == (Counted(1, 2, 0), Counted(1, 0, 0), (2, 3))


def test_stories_reach_their_floor() -> None:
    files = ("stories_a", "stories_b", "stories_c")
    press = labelled(files, "gold")
    labels = {row["id"]: (row["story"], row["origin"], row["relation"]) for name in files for row in table(name)}
    made = resolve([(document, claims) for _, document, claims in press], atlas=ATLAS)
    scores = score_stories(labels, made.stories, {document.id: passage.id for passage, document, _ in press})
    assert scores.stories.f1 >= FLOORS["stories"]
    assert scores.origins.f1 >= FLOORS["origins"]


def test_cases_reach_their_floors() -> None:
    press = labelled(("cases",), "gold")
    made = resolve([(document, claims) for _, document, claims in press], atlas=ATLAS)
    passage_of = {claim.id: passage.id for passage, _, claims in press for claim in claims}
    cases = [
        Case(r["case"], r["type"], r["field"], frozenset(r["ids"].split(",")), r["note"].split()[0], r["status"], r["since"])
        for r in table("cases")
    ]
    disputes = score_disputes(cases, made.disputes, passage_of)
    changes = score_changes(cases, made.facts, passage_of, {passage.id: passage.event for passage, _, _ in press})
    assert disputes.f1 >= FLOORS["disputes"] and disputes.false == 0
    assert changes.f1 >= FLOORS["changes"] and changes.false == 0


@pytest.fixture(scope="module")
def seeds() -> tuple[Resolution, dict[str, str]]:
    """The seed articles with their gold claims, and the number of each document."""
    if not SHARED.is_dir():
        pytest.skip("the seed articles lie in ../shared, which is not part of the project")
    gold, press, names = GoldClaims(ATLAS), [], {}
    for case in gold_cases(SHARED / "gold" / "seeds", SHARED / "seeds"):
        document = next(iter(read_paths([str(case.text)], retrieved=None, on_failure=_refuse)))
        claims, faults = gold.of_records(case.gold, document)
        assert not faults
        press.append((document, claims))
        names[document.id] = case.name
    return resolve(press, atlas=ATLAS), names


def _refuse(error: Exception) -> None:
    raise error


def test_two_seeds_are_one_story_with_one_origin_and_their_differences(seeds: tuple[Resolution, dict[str, str]]) -> None:
    made, names = seeds
    (story,) = (each for each in made.stories if len(each.tellings) > 1)
    assert {names[telling.document] for telling in story.tellings} == {"000", "001"}
    assert len(story.origins) == 1
    told = {(row.field, row.before, row.after) for row in story.tellings[1].differences if row.change is Change.CHANGED}
    assert {("600", "at_least 600"), ("at_least 600", "600")} & {
        (before, after) for field, before, after in told if field == "count"
    }
    assert any(field == "role" and "co-founder" in (before, after) for field, before, after in told)
    assert any(field == "subject" and "group" in (before, after) for field, before, after in told)
    shared = [fact for fact in made.facts if {names[each] for each in fact.documents} >= {"000", "001"}]
    assert len(shared) > 60
    assert all(len({row.origin for row in fact.support if names[row.document] in ("000", "001")}) == 1 for fact in shared)


def test_the_disputes_of_the_seeds(seeds: tuple[Resolution, dict[str, str]]) -> None:
    """Two readings of AMD's ten per cent, what Meta offers, and OpenAI's denial about Google's chips."""
    made, _ = seeds
    parties = {fact.id: (fact.subject.id, fact.object.id if fact.object else None) for fact in made.facts}
    found = {(str(each.kind), each.field, parties[each.sides[0].fact][0]): each for each in made.disputes}
    assert found["grants_equity", "share", "amd"].reason is Reason.BOUND
    assert {side.told for side in found["offers", "amount", "meta"].sides} == {"100000000 USD", "at_most 300000000 USD"}
    assert found["leases_from", "status", "openai"].reason is Reason.DENIAL
