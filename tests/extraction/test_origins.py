"""Counted people and where they come from: series that say the verb once, the hirer a sentence before, the sum too."""

from __future__ import annotations

from functools import cache

import pytest
from extraction.support import page

from interlock.atlas import load_atlas
from interlock.extraction.reader import GrammarReader
from interlock.languages import load_languages
from interlock.vocabulary import Claim, Kind

SERIES = {
    "en": (
        (
            "The list that Cohere published on Monday holds nine engineers.",
            "Five came from Samsung, three from Nokia and just one quit Bosch.",
        ),
        "Cohere",
        {9: None, 5: "Samsung Electronics", 3: "Nokia", 1: "Bosch"},
    ),
    "fr": (
        (
            "Neuf ingénieurs figurent sur la liste que Mistral AI a publiée lundi.",
            "Cinq viennent de Samsung, trois de Nokia et un de Bosch.",
        ),
        "Mistral AI",
        {9: None, 5: "Samsung Electronics", 3: "Nokia", 1: "Bosch"},
    ),
    "he": (
        (
            "תשעה מהנדסים מופיעים ברשימה שפרסמה AI21 Labs ביום שני.",
            "חמישה מהם הגיעו מסמסונג, שלושה באו מנוקיה ורק אחד עזב את בוש.",
        ),
        "AI21 Labs",
        {9: None, 5: "Samsung Electronics", 3: "Nokia", 1: "Bosch"},
    ),
    "zh-Hant": (
        ("聯發科週一公布的名單上有九個名字。", "其中五人來自三星，三人來自諾基亞，一人來自博世。"),
        "MediaTek",
        {9: None, 5: "Samsung Electronics", 3: "Nokia", 1: "Bosch"},
    ),
    "zh-Hans": (
        ("联发科周一公布的名单上有九个名字。", "其中五人来自三星，三人来自诺基亚，一人来自博世。"),
        "MediaTek",
        {9: None, 5: "Samsung Electronics", 3: "Nokia", 1: "Bosch"},
    ),
}
"""The two sentences, who hires, and where each number of people comes from (None: the sum)."""


@cache
def reader() -> GrammarReader:
    return GrammarReader(load_languages(), load_atlas())


def hires(code: str, *sentences: str) -> list[Claim]:
    """The counted hires of a text."""
    document = page({"zh-Hant": "zh", "zh-Hans": "zhs"}.get(code, code), *sentences)
    return [claim for claim in reader().read(document) if claim.kind is Kind.HIRES and claim.count]


def counted(claims: list[Claim]) -> dict[int, str | None]:
    return {int(claim.count.value or 0): claim.origin.name if claim.origin else None for claim in claims if claim.count}


@pytest.mark.parametrize("language", SERIES)
def test_a_series_tells_of_the_firm_spoken_of_before(language: str) -> None:
    sentences, hirer, origins = SERIES[language]
    claims = hires(language, *sentences)
    assert {claim.subject.name for claim in claims} == {hirer}
    assert counted(claims) == origins


@pytest.mark.parametrize("language", SERIES)
def test_the_numbers_of_a_series_are_parts_of_their_sum(language: str) -> None:
    claims = hires(language, *SERIES[language][0])
    (total,) = (claim for claim in claims if claim.origin is None)
    assert {claim.part_of for claim in claims if claim is not total} == {total.id}


def test_without_the_sum_no_total_is_made_up() -> None:
    told = hires(
        "en",
        "The list of engineers that Cohere published is long.",
        "Five came from Samsung, three from Nokia and one from Bosch.",
    )
    assert counted(told) == {5: "Samsung Electronics", 3: "Nokia", 1: "Bosch"}


def test_a_sum_that_was_told_is_told_once() -> None:
    claims = hires("en", "Cohere hired nine researchers.", "Five came from Samsung, three from Nokia and one from Bosch.")
    assert sorted(int(claim.count.value or 0) for claim in claims if claim.count) == [1, 3, 5, 9]
    assert {claim.unit for claim in claims} == {"researchers"}


def test_where_two_firms_were_spoken_of_nobody_is_guessed() -> None:
    assert hires("en", "Engineers of Cohere and SAP shared a stage.", "Five came from Samsung and three from Nokia.") == []


@pytest.mark.parametrize("things", ["nine chips", "nine bids for its campus", "9 complaints"])
def test_things_that_come_from_somewhere_are_not_hired(things: str) -> None:
    assert hires("en", f"Cohere received {things}.", "Five came from Samsung, three from Nokia and one from Bosch.") == []


def test_one_number_alone_is_no_series() -> None:
    """Five of what, taken on by whom: the text does not say that anybody was hired."""
    assert hires("en", "Cohere opened its fair on Monday.", "Five came from Samsung.") == []


def test_a_number_word_with_a_prefix_is_no_firm() -> None:
    """Three (שלושה) is written like Lusha (לושה) behind a conjunction."""
    claims = reader().read(page("he", "שלושה מהנדסים עזבו את נוקיה, אמרה החברה ביום שני."))
    assert not any("Lusha" in (party.name if party else "") for claim in claims for party in (claim.subject, claim.object))
