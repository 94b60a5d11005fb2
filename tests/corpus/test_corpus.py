"""The labelled passages that are shipped in the repository: sound, apart by event, of our own making, as the data card says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from interlock.evaluation import seal_of
from interlock.evaluation.passages import LANGUAGES, Fault, Passage, read_passages
from interlock.vocabulary import Kind

REPOSITORY = Path(__file__).parents[2]
CORPUS = REPOSITORY / "corpus"
PASSAGES = CORPUS / "passages"
SEEDS = Path(os.environ.get("INTERLOCK_SHARED", REPOSITORY.parent / "shared")) / "seeds"
FIRST = ("train", "development", "test")
PARTS = (*FIRST, "second")
RUN = 32
"""Characters in a row that no two texts share by chance."""

needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(),
    reason=f"the seed articles do not lie beside the repository ({SEEDS.parent}); INTERLOCK_SHARED names another folder",
)


@cache
def contents(part: str) -> tuple[tuple[Passage, ...], tuple[Fault, ...]]:
    """The passages of a part and the faults of its files."""
    passages: list[Passage] = []
    faults: list[Fault] = []
    for path in sorted((PASSAGES / part).glob("*.txt")):
        found, wrong = read_passages(path)
        passages += found
        faults += wrong
    return tuple(passages), tuple(faults)


def passages(*parts: str) -> list[Passage]:
    """The passages of several parts."""
    return [passage for part in parts for passage in contents(part)[0]]


def stands_twice(names: list[str]) -> list[str]:
    """What is in a list more than once."""
    return [name for name, count in Counter(names).items() if count > 1]


@pytest.mark.parametrize("part", PARTS)
def test_every_passage_is_without_fault(part: str) -> None:
    """Marks, actors, claims, quotes, figures: all that the parser checks. There are files to check."""
    found, faults = contents(part)
    assert found
    # the words of a fault may be words of the sealed part: its place is enough
    assert [f"{fault.path}, line {fault.line}" for fault in faults] == []


def test_no_id_stands_twice() -> None:
    """Over all parts together; within the second annotation, which has the ids of the first."""
    assert stands_twice([passage.id for passage in passages(*FIRST)]) == []
    assert stands_twice([passage.id for passage in passages("second")]) == []


def test_no_text_stands_twice() -> None:
    """A passage that is in two parts under two ids would be measured by heart."""
    plain: dict[str, list[str]] = {}
    for passage in passages(*FIRST):
        plain.setdefault(re.sub(r"\W+", "", passage.text), []).append(passage.id)
    assert [ids for ids in plain.values() if len(ids) > 1] == []


def test_what_was_annotated_twice_is_in_the_corpus() -> None:
    """At least nine in ten: a slip in an id leaves a passage out of the agreement."""
    first = {passage.id for passage in passages(*FIRST)}
    second = [passage.id for passage in passages("second")]
    assert len([name for name in second if name in first]) >= 0.9 * len(second)


def test_no_event_stands_in_two_parts() -> None:
    """What was learned from the training part helps with no other."""
    parts: dict[str, set[str]] = {}
    for part in FIRST:
        for passage in passages(part):
            parts.setdefault(passage.event, set()).add(part)
    assert [event for event, found in parts.items() if len(found) > 1] == []


@pytest.mark.parametrize("language", LANGUAGES.values())
@pytest.mark.parametrize("part", FIRST)
def test_every_part_has_every_language(part: str, language: str) -> None:
    """At least 14 passages of each in the test part."""
    found = [passage for passage in passages(part) if passage.language == language]
    assert len(found) >= {"train": 60, "development": 8, "test": 14}[part]


def test_there_are_as_many_passages_as_promised() -> None:
    """At least 600, of which at least 100 claim nothing: a reader must learn to be silent."""
    found = passages(*FIRST)
    assert len(found) >= 600
    assert sum(not passage.claims for passage in found) >= 100
    assert all(any(not passage.claims for passage in passages(part)) for part in FIRST)


def test_every_kind_is_labelled_in_training_and_test() -> None:
    """What is never shown cannot be learned, what is never asked cannot be measured."""
    for part in ("train", "test"):
        assert {claim.kind for passage in passages(part) for claim in passage.claims} == set(Kind), part


@pytest.mark.parametrize("part", FIRST)
def test_the_data_card_tells_the_numbers_of_a_part(part: str) -> None:
    """Passages of each language, passages, claims, passages without any."""
    row = re.search(rf"^\| `{part}` \|(.*)\|$", (PASSAGES / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert row
    found = passages(part)
    counts = Counter(passage.language for passage in found)
    languages = [counts[tag] for tag in ("he", "zh-Hant", "zh-Hans", "fr", "en", "es", "de")]
    claims, silent = sum(len(passage.claims) for passage in found), sum(not passage.claims for passage in found)
    assert [int(cell.replace(",", "")) for cell in row[1].split("|")] == [*languages, len(found), claims, silent]


def test_the_test_part_is_sealed() -> None:
    """Its digest is written down, and it has not changed since."""
    seal = seal_of(PASSAGES / "test")
    assert seal is not None and seal.folder == PASSAGES / "test"


def runs(text: str) -> set[str]:
    """All stretches of a text of the length that counts, white space evened."""
    even = re.sub(r"\s+", " ", text)
    return {even[place : place + RUN] for place in range(len(even) - RUN + 1)}


@needs_seeds
def test_no_words_of_the_seed_articles_are_inside() -> None:
    """Text of articles that are not ours never enters the repository: not 32 characters in a row."""
    theirs = set().union(*(runs(path.read_text(encoding="utf-8")) for path in SEEDS.glob("*.txt")))
    assert theirs
    assert [passage.id for passage in passages(*PARTS) if not theirs.isdisjoint(runs(passage.text))] == []


def test_two_annotators_agree() -> None:
    """`python corpus/agreement.py` runs and finds the edges of the two annotations alike: F1 of at least 0.8."""
    done = subprocess.run([sys.executable, CORPUS / "agreement.py"], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    total = re.search(r"^all +(\d+) passages, .*\bedges (\d\.\d+)", done.stdout, re.MULTILINE)
    assert total, done.stdout
    assert int(total[1]) >= 0.9 * len(passages("second"))
    assert float(total[2]) >= 0.8


def test_the_validator_tells_faults_by_its_exit_code(tmp_path: Path) -> None:
    """`python corpus/validate.py FILE` says nothing but numbers of a sound file, and the line of each fault."""
    sound = next((PASSAGES / "second").glob("*.txt")).read_text(encoding="utf-8")
    path = tmp_path / "some.txt"
    for text, code, said in ((sound, 0, "; 0 faults"), (sound.replace("--- text", "--- texts", 1), 1, "line ")):
        path.write_text(text, encoding="utf-8")
        done = subprocess.run([sys.executable, CORPUS / "validate.py", path], capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, said in done.stdout) == (code, True), done.stdout + done.stderr
