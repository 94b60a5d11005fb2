"""Names of persons that are known."""

from __future__ import annotations

from interlock.resolution.names.persons import PersonNames

NAMES = PersonNames()


def test_a_short_form_is_one_given_name_within_a_script() -> None:
    assert NAMES.one_given_name("robert", "bob") and not NAMES.one_given_name("maria", "mary")


def test_a_given_name_is_known_in_another_script() -> None:
    assert NAMES.one_name_across("alex", "亚历山大") and not NAMES.one_name_across("alex", "马克")


def test_a_mans_name_is_no_womans() -> None:
    assert NAMES.other_sex("michael", "מיכל")


def test_a_name_that_both_bear_tells_nothing() -> None:
    assert not NAMES.other_sex("michelle", "米歇尔") and not NAMES.other_sex("michel", "米歇尔")


def test_families_with_near_names_are_two() -> None:
    assert NAMES.other_family(("ari", "cohen"), ("ארי", "קורן"))


def test_the_name_of_the_family_may_stand_first() -> None:
    assert not NAMES.other_family(("dan", "cohen"), ("כהן", "דן"))
