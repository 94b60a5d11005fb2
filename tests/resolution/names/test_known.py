"""Names that the atlas knows, and those near them."""

from __future__ import annotations

import pytest

from interlock.atlas import Atlas, AtlasEntry
from interlock.atlas.entry import Renaming
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


def known(*entries: AtlasEntry) -> KnownNames:
    return KnownNames(Atlas(entries), NameWords(), lambda known, other, sort: True)


def test_a_product_may_have_the_name_of_its_firm() -> None:
    assert KNOWN.entry("Norvik Systems", "product") is FIRM


def test_a_product_of_its_own_comes_before_the_firm() -> None:
    product = AtlasEntry("norvik-app", ActorKind.PRODUCT, "Norvik Systems")
    assert known(FIRM, product).entry("Norvik Systems", "product") is product


def test_of_two_names_that_a_mark_parts_each_is_its_own() -> None:
    plain, more = (AtlasEntry(id, ActorKind.ORGANISATION, name) for id, name in (("orpa", "ORPA"), ("orpa-plus", "ORPA+")))
    both = known(plain, more)
    assert (both.entry("Orpa", "firm"), both.entry("ORPA+", "firm")) == (plain, more)


def test_two_actors_of_one_name_are_neither() -> None:
    assert known(FIRM, AtlasEntry("norvik-2", ActorKind.COMPANY, "Norvik Systems")).entry("Norvik Systems", "firm") is None


def test_the_new_name_of_a_renaming_is_known() -> None:
    renamed = AtlasEntry("orlan", ActorKind.COMPANY, "Orlan plc", renamed=(Renaming("TransferOrlan", "Orlan", "2021"),))
    assert known(renamed).entry("Orlan", "firm") is renamed


def test_a_name_one_slip_from_the_new_name_of_a_renaming_is_near() -> None:
    renamed = AtlasEntry("orlan", ActorKind.COMPANY, "Orlan plc", renamed=(Renaming("TransferOrlan", "Norvik Works", "2021"),))
    assert known(renamed).near("Norvik Worsk", "firm") is renamed


def test_a_name_of_another_stays_that_of_the_other_when_one_is_renamed_so() -> None:
    renamed = AtlasEntry("orlan", ActorKind.COMPANY, "Orlan plc", renamed=(Renaming("Orlan", "Norvik Systems", "2021"),))
    assert known(renamed, FIRM).entry("Norvik Systems", "firm") is FIRM


def test_one_slip() -> None:
    assert one_slip("norvik", "novrik") and one_slip("norvik", "norik") and not one_slip("norvik", "nrovki")


def test_a_homophone_has_the_same_tone_and_is_not_the_first_character() -> None:
    assert homophone("苏姿丰", "苏资丰")
    assert not homophone("苏姿丰", "苏子丰")
    assert not homophone("中芯", "中信")
