"""The labelled names, stories and cases: sound, complete, as the data card says."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from interlock.evaluation.passages import Passage, read_passages
from interlock.vocabulary import ActorKind, Status

FOLDER = Path(__file__).parents[2] / "corpus" / "resolution"
STORIES = sorted(path.stem for path in FOLDER.glob("stories_*.txt"))
RELATIONS = {"first", "reprint", "translation", "rewrite", "report_of_report", "independent", "follow_up", "denial"}


def table(name: str) -> list[dict[str, str]]:
    """The lines of a table."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def sound(name: str) -> list[Passage]:
    """The passages of a file; none has a fault."""
    passages, faults = read_passages(FOLDER / name)
    assert faults == []
    return passages


def test_there_are_as_many_as_the_card_says() -> None:
    names = table("names.tsv")
    assert (len(names), sum(row["same"] == "yes" for row in names)) == (565, 289)
    names = table("names_development.tsv")
    assert (len(names), sum(row["same"] == "yes" for row in names)) == (1645, 872)
    names = table("names_held_out.tsv")
    assert (len(names), sum(row["same"] == "yes" for row in names)) == (663, 383)
    rows = [row for name in STORIES for row in table(f"{name}.tsv")]
    near = {row["story"] for row in rows if "near miss" in row["note"].lower()}
    stories = {row["story"] for row in rows} - near
    assert (len(stories), sum(row["story"] in stories for row in rows), len(near)) == (40, 164, 37)
    assert Counter(row["type"] for row in table("cases.tsv")) == {"dispute": 18, "change": 18, "no_dispute": 6, "no_change": 6}


@pytest.mark.parametrize("name", ["names.tsv", "names_development.tsv", "names_held_out.tsv"])
def test_names_are_of_known_kinds_and_decided(name: str) -> None:
    for row in table(name):
        assert row["name"] and row["other"] and row["same"] in {"yes", "no"}, row
        assert {row["kind"], row["other_kind"]} <= set(ActorKind), row


@pytest.mark.parametrize("name", STORIES)
def test_every_telling_has_its_line(name: str) -> None:
    """Its story is the event of the passage; what it comes from is a telling of the same story."""
    told = {passage.id: passage.event for passage in sound(f"{name}.txt")}
    rows = table(f"{name}.tsv")
    assert Counter(row["id"] for row in rows) == Counter(list(told))
    for row in rows:
        assert told[row["id"]] == row["story"] and row["origin"] and row["relation"] in RELATIONS, row
        assert not row["of"] or told[row["of"]] == row["story"], row


def test_every_case_names_its_passages() -> None:
    """Those in conflict, or those that change the status, and the status that holds in the end."""
    told = {passage.id: passage.event for passage in sound("cases.txt")}
    rows = table("cases.tsv")
    assert Counter(row["case"] for row in rows) == Counter(set(told.values()))
    for row in rows:
        assert all(told[each] == row["case"] for each in row["ids"].split(",")), row
        assert row["type"] != "change" or (row["status"] in set(Status) and row["since"]), row
