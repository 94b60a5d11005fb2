"""Stories of documents in which few claims were read: what their words say counts too."""

from __future__ import annotations

import pytest
from resolution.press import Told, claim, document, dollars, firm, person

from interlock.atlas import load_atlas
from interlock.resolution import resolve
from interlock.resolution.profiles import numbers_in
from interlock.vocabulary import Claim, Kind

TESSEL, HARBOR = firm("Tessel Labs"), firm("Harborview Compute")
FOUNDED = claim(Kind.FOUNDS, person("Nadia Brandt"), TESSEL)
LEASE = claim(Kind.LEASES_FROM, TESSEL, HARBOR)
MANY = [claim(Kind.BUYS_FROM, TESSEL, firm(f"Supplier {name}"), amount=dollars(1e6)) for name in ("Orla", "Brix", "Cato", "Dune")]
WORDS = "Tessel Labs takes 275 megawatts from Harborview Compute for $6.2bn"


def stories_of(*papers: Told) -> list[int]:
    """How many documents tell each story."""
    return sorted(len(story.tellings) for story in resolve(papers, atlas=load_atlas()).stories)


def paper(name: str, claims: list[Claim], words: str, day: str = "2026-02-10") -> Told:
    return document(name, day, claims, words=words)


def test_names_and_numbers_join_two_texts_of_which_different_claims_were_read() -> None:
    other = "דיווח: Tessel Labs שוכרת 275 מגה־ואט מ־Harborview Compute תמורת 6.2 מיליארד דולר"
    papers = paper("a", [FOUNDED], WORDS), paper("b", [LEASE], other, "2026-02-11")
    assert stories_of(*papers) == [2]


@pytest.mark.parametrize(
    "other",
    [
        "Tessel Labs takes 310 megawatts from Harborview Compute for $7.4bn",  # the same firms, another deal
        "Norvik Cloud takes 275 megawatts from Belcourt for $6.2bn, as Tessel Labs did",  # the same figures, other firms
    ],
)
def test_names_alone_or_numbers_alone_do_not(other: str) -> None:
    claims = [LEASE] if "Harborview" in other else [claim(Kind.LEASES_FROM, firm("Norvik Cloud"), firm("Belcourt"))]
    assert stories_of(paper("a", [FOUNDED], WORDS), paper("b", claims, other, "2026-02-11")) == [1, 1]


def test_where_many_claims_were_read_they_decide() -> None:
    """Both texts tell of four purchases each, none of them shared."""
    others = [claim(Kind.INVESTS_IN, firm(f"Fund {name}"), HARBOR, amount=dollars(3e6)) for name in ("Ivy", "Elm", "Oak", "Yew")]
    assert stories_of(paper("a", MANY, WORDS), paper("b", others, WORDS.replace("takes", "has taken now"), "2026-02-11")) == [
        1,
        1,
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("$6.2bn, 62億, 6,200 million", {"62"}),
        ("In 2026, on page 7, 0.5 %", set()),
        ("275 MW and 1.275", {"275", "1275"}),
    ],
)
def test_numbers_are_told_by_their_digits(text: str, numbers: set[str]) -> None:
    assert numbers_in(text) == numbers
