"""Names that the atlas knows, and those near them."""

from __future__ import annotations

import pytest

from interlock.atlas import Atlas, AtlasEntry
from interlock.resolution.names.known import KnownNames, homophone, one_slip
from interlock.resolution.names.words import NameWords
from interlock.vocabulary import ActorKind

FIRM = AtlasEntry("norvik", ActorKind.COMPANY, "Norvik Systems", ticker="NYSE:NVKS")
OTHER = AtlasEntry("norwik", ActorKind.COMPANY, "Norwik Systems")
PERSON = AtlasEntry("brandt", ActorKind.PERSON, "Nadia Brandt")
KNOWN = KnownNames(Atlas([FIRM, PERSON]), NameWords(), lambda known, other, sort: True)


@pytest.mark.parametrize(
    ("name", "sort", "expected"),
    [
        ("norvik systems", "firm", FIRM),
        ("NVKS", "firm", FIRM),
        ("Nvks", "firm", None),
        ("NVKS", "person", None),
        ("Brandt Nadia", "person", PERSON),
        ("Dr. Nadia Brandt", "person", PERSON),
        ("Norvik", "firm", None),
        ("Nadia Brandt Jr.", "person", None),
    ],
)
def test_a_known_name_in_another_order_with_a_title_or_as_a_ticker(name: str, sort: str, expected: AtlasEntry | None) -> None:
    assert KNOWN.entry(name, sort) is expected


@pytest.mark.parametrize(
    ("name", "expected"), [("Norvik Sytems", FIRM), ("Norvki Systems", FIRM), ("Norvik Systems Ltd", FIRM), ("Norvik", None)]
)
def test_a_name_one_slip_away_is_near(name: str, expected: AtlasEntry | None) -> None:
    assert KNOWN.near(name, "firm") is expected


def test_a_unit_is_not_the_firm() -> None:
    assert KNOWN.near("Norvik Systems AI", "firm") is None


def test_a_ticker_of_another_exchange_is_no_name() -> None:
    listed = AtlasEntry("orlan", ActorKind.COMPANY, "Orlan", ticker="XETRA:ORL")
    assert KnownNames(Atlas([listed]), NameWords(), lambda known, other, sort: True).entry("ORL", "firm") is None


def test_a_known_name_is_near_no_other() -> None:
    assert KNOWN.near("Norvik Systems", "firm") is None


def test_a_name_near_two_is_near_neither() -> None:
    both = KnownNames(Atlas([FIRM, OTHER]), NameWords(), lambda known, other, sort: True)
    assert both.near("Nordik Systems", "firm") is None


def test_one_slip() -> None:
    assert one_slip("norvik", "novrik") and one_slip("norvik", "norik") and not one_slip("norvik", "nrovki")


def test_a_homophone_has_the_same_tone_and_is_not_the_first_character() -> None:
    assert homophone("苏姿丰", "苏资丰")
    assert not homophone("苏姿丰", "苏子丰")
    assert not homophone("中芯", "中信")
