"""Learning how names are spelled in another script, and how what is shipped does on names kept back."""

from __future__ import annotations

import re

from interlock.atlas import Atlas, load_atlas
from interlock.vocabulary import ActorKind
from training.transliteration import chance_of, learn, measure, pairs_of, part_of

FOUND, RIGHT = 0.4, 0.98
"""Floors over the persons of the atlas from which nothing was learned; they only rise."""


def test_runs_that_stand_for_each_other_are_found_from_pairs_alone() -> None:
    """Words of three made syllables; 'sh' stands for one letter, 'e' for none."""
    letters = {"ba": "בא", "sha": "שא", "ge": "ג", "lo": "לו", "ki": "קי", "te": "ט"}
    told = [(a, b, c) for a in letters for b in letters for c in letters]
    pairs = [(tuple("".join(each)), tuple("".join(letters[one] for one in each))) for each in told]
    made = learn(pairs * 2, ("latin", "hebrew"))
    right, wrong = (made.compare(tuple("shageba"), tuple(other))[0] for other in ("שאגבא", "קילוט"))
    assert right > 3 > 0 > wrong


def test_words_of_names_are_paired_where_both_have_as_many() -> None:
    found: dict[str, list[tuple[str, ...]]] = {"latin": [("nadia", "brandt")], "hebrew": [("נדיה", "ברנדט"), ("ברנדטנדיה",)]}
    pairs = {("".join(one), "".join(other)) for one, other in pairs_of(found, ("latin", "hebrew"))}
    assert pairs == {("nadia", "נדיה"), ("brandt", "ברנדט"), ("nadiabrandt", "ברנדטנדיה")}


def test_a_word_that_was_seen_is_likelier_than_one_that_was_not() -> None:
    chance = chance_of([tuple("nadia"), tuple("nadir")])
    assert chance.log(tuple("nad")) > chance.log(tuple("dan")) > chance.log(tuple("xyz"))


def test_entries_are_kept_back_by_their_ids() -> None:
    parts = [part_of(entry) for entry in load_atlas()]
    assert 0.6 < parts.count("learn") / len(parts) < 0.8
    assert parts.count("measure") > 100


def test_persons_kept_back_are_found_across_scripts_and_hardly_ever_mistaken() -> None:
    persons = Atlas([entry for entry in load_atlas() if entry.kind is ActorKind.PERSON])
    (line,) = (line for line in measure(persons) if line.startswith("person"))
    hit, pairs, false = map(int, re.findall(r"(\d+) of (\d+) .*, (\d+) false", line)[0])
    assert hit / pairs >= FOUND
    assert hit / (hit + false) >= RIGHT
