"""Passages with other names in them keep what they say."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest
from evaluation.small_passages import LEASE, LOAN, passages

from interlock.evaluation.passages import Passage, read_passages
from interlock.languages import load_languages
from training.variation import NamePool, renamed

DEVELOPMENT = Path(__file__).parents[2] / "corpus" / "passages" / "development"


@cache
def shipped() -> tuple[tuple[Passage, ...], NamePool]:
    found = [passage for path in sorted(DEVELOPMENT.glob("*.txt")) for passage in read_passages(path)[0]]
    return tuple(found), NamePool(found, load_languages())


def between(passage: Passage) -> list[str]:
    """The text that stands between mentions."""
    edges = [0, *(place for m in passage.mentions for place in (m.start, m.end)), len(passage.text)]
    return [passage.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


def test_a_name_is_replaced_where_its_actor_is_named(tmp_path: Path) -> None:
    (lease,) = passages(tmp_path, LEASE)
    other = renamed(lease, {("meridian", "Meridian Grid"): "Oracle", ("meridian", "Meridian"): "Oracle"})
    assert other.text == "Cobalt AI will lease 120 megawatts from Oracle, said Anne Roux.\nThe lab owns 4% of Oracle."
    assert [other.text[m.start : m.end] for m in other.mentions] == ["Cobalt AI", "Oracle", "Anne Roux", "The lab", "Oracle"]


def test_claims_move_with_the_words(tmp_path: Path) -> None:
    (lease,) = passages(tmp_path, LEASE)
    first, second = renamed(lease, {("cobalt", "Cobalt AI"): "Xi"}).claims
    assert first.evidence.text == "Xi will lease 120 megawatts from Meridian Grid"
    assert first.quantities["power"].words and first.quantities["power"].words.text == "120 megawatts"
    assert first.status_words and first.status_words.text == "will"
    assert second.evidence.text == "The lab owns 4% of Meridian"


def test_descriptions_and_pronouns_are_no_names(tmp_path: Path) -> None:
    found = passages(tmp_path, LEASE, LOAN)
    assert NamePool(found, load_languages()).names_of(found[0]) == {
        "cobalt": ("Cobalt AI",),
        "meridian": ("Meridian Grid", "Meridian"),
        "roux": ("Anne Roux",),
    }


@pytest.mark.parametrize("seed", range(3))
def test_only_names_change(seed: int) -> None:
    """Of every development passage: the same actors in the same order, the same words around them and in the figures."""
    found, pool = shipped()
    chance = random.Random(seed)
    changed = 0
    for passage in found:
        varied = pool.vary(passage, chance)
        changed += varied.text != passage.text
        assert [m.key for m in varied.mentions] == [m.key for m in passage.mentions]
        assert between(varied) == between(passage)
        for old, new in zip(passage.claims, varied.claims, strict=True):
            assert new.evidence.text == varied.text[new.evidence.start : new.evidence.end]
            assert [m.key for m in passage.mentions if old.evidence.start <= m.start and m.end <= old.evidence.end] == [
                m.key for m in varied.mentions if new.evidence.start <= m.start and m.end <= new.evidence.end
            ]
    assert changed > len(found) / 2


def test_the_same_seed_gives_the_same_names() -> None:
    found, pool = shipped()
    once, twice = ([pool.vary(passage, random.Random(5)).text for passage in found] for _ in range(2))
    assert once == twice
