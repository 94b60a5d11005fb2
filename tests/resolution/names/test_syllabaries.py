"""Names in kana and hangul."""

from __future__ import annotations

import pytest

from interlock.atlas import Atlas
from interlock.resolution.names import NameMatcher
from interlock.resolution.names.syllabaries import hangul, kana
from interlock.resolution.names.writing import script_of, simple
from interlock.vocabulary import ActorKind

MATCHER = NameMatcher(Atlas([]))


def verdict(one: str, other: str, kind: ActorKind) -> str:
    """The verdict alone."""
    return str(MATCHER.match(one, kind, other, kind).verdict)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Park Ji-hoon", "박지훈", "same"),
        ("Ji-hoon Park", "박지훈", "same"),
        ("Park Ji-hye", "박지훈", "unsure"),
        ("朴智勳", "박지훈", "same"),
        ("朴智賢", "박지훈", "unsure"),
    ],
)
def test_a_korean_name_in_hangul(one: str, other: str, expected: str) -> None:
    assert verdict(one, other, ActorKind.PERSON) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Rapidus", "ラピダス", "same"),
        ("Lasertec", "レーザーテック", "same"),
        ("FuriosaAI", "퓨리오사AI", "same"),
        ("Rapyuta", "ラピダス", "unsure"),
        ("Fujitsu", "ファナック", "unsure"),
    ],
)
def test_a_foreign_name_by_its_sounds(one: str, other: str, expected: str) -> None:
    assert verdict(one, other, ActorKind.COMPANY) == expected


def test_syllables_in_latin_letters() -> None:
    assert hangul("박지훈") == ("bak", "ji", "hun")
    assert kana(simple("ディスコ")) == "tisuko"


@pytest.mark.parametrize(
    ("name", "script"), [("Disco", "latin"), ("ディスコ", "kana"), ("박지훈", "hangul"), ("東京エレクトロン", "han")]
)
def test_the_script_of_a_name(name: str, script: str) -> None:
    assert script_of(name) == script
