"""The arithmetic of texts and of claims."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from resolution.press import claim, document, dollars, firm, group, number

from interlock.atlas import load_atlas
from interlock.evaluation.gold import gold_cases
from interlock.evaluation.gold_claims import GoldClaims
from interlock.languages import load_languages
from interlock.pipeline.auditing import Auditor
from interlock.reading import read_paths
from interlock.reading.assembly import Known, from_plain
from interlock.reporting.sums import sum_in_words
from interlock.resolution import resolve
from interlock.resolution.audit_claims import audit_claims
from interlock.vocabulary import Claim, Fact, Kind, Status
from interlock.vocabulary.audit import Sum

SHARED = Path(__file__).parents[3] / "shared"
AUDITOR = Auditor()
LANGUAGES = load_languages()
TESSEL, HARBOR, NORVIK = firm("Tessel Labs"), firm("Harborview Compute"), firm("Norvik Cloud")


def sums(text: str) -> list[tuple[str, str]]:
    """Check and relation of each sum in a text."""
    paper = from_plain(text, Known("text", published="2026-02-10", published_from="record"), LANGUAGES)
    return [(str(each.check), each.relation) for each in AUDITOR.sums(paper, [])]


CONSISTENT = [
    "Tessel pays $3 billion for chips and $4.5 billion for cloud services, $7.5 billion in total.",
    "Together the two loans come to $900 million: $650 million from a bank and $250 million from a fund.",
    "Tessel versera 300 millions d'euros à l'un et 450 millions d'euros à l'autre, soit 750 millions d'euros au total.",
    "טסל תשלם 300 מיליון דולר לאחת ו-450 מיליון דולר לשנייה, ובסך הכול 750 מיליון דולר.",
    "泰賽向一家支付3億美元，向另一家支付4.5億美元，合計7.5億美元。",
    "泰赛向一家支付3亿美元，向另一家支付4.5亿美元，总计7.5亿美元。",
    "Tessel pagará 300 millones de dólares a una y 450 millones de dólares a otra, en total 750 millones de dólares.",
    "Tessel zahlt der einen 300 Millionen Dollar und der anderen 450 Millionen Dollar, insgesamt 750 Millionen Dollar.",
]
PERCENT = [
    "Tessel lost $9 billion in the half year. That is 50% above its revenue of $6 billion.",
    "Les pertes ont atteint 9 milliards de dollars, un montant supérieur de 50 % aux 6 milliards de dollars de recettes.",
    "ההפסד הגיע ל-9 מיליארד דולר, גבוה ב-50% מהכנסות של 6 מיליארד דולר.",
    "亏损达到90亿美元，比60亿美元的营收高出50%。",
]
NOTHING = [
    "Tessel paid $3 billion for chips. It employs 300 people.",
    "Revenue was $3 billion last year and $4 billion this year.",
    "The fund holds 12% and the founder 30%.",
    "It has offices in 3 cities, 4 countries and 7 time zones.",
    "החברה מעסיקה 300 עובדים ושוויה 2 מיליארד דולר.",
]


@pytest.mark.parametrize("text", CONSISTENT)
def test_a_total_that_its_parts_make_is_consistent(text: str) -> None:
    assert sums(text) == [("consistent", "total")]


@pytest.mark.parametrize("text", PERCENT)
def test_a_percentage_that_two_figures_make_is_consistent(text: str) -> None:
    assert ("consistent", "percent_above") in sums(text)


def test_a_total_that_its_parts_do_not_make_is_inconsistent() -> None:
    text = "Tessel pays $3 billion for chips and $4 billion for cloud services, in total $9 billion."
    assert sums(text) == [("inconsistent", "total")]


@pytest.mark.parametrize("text", NOTHING)
def test_figures_that_state_no_sum_are_left_alone(text: str) -> None:
    assert sums(text) == []


def told(*claims: Claim, facts: Sequence[Fact] = ()) -> list[tuple[str, str]]:
    """Check and relation of the sums that claims of one document make."""
    _, placed = document("a", "2026-02-10", claims)
    return [(str(each.check), each.relation) for each in audit_claims(placed, [], facts)]


def test_a_share_and_its_price_make_a_whole_that_follows() -> None:
    assert told(claim(Kind.INVESTS_IN, HARBOR, TESSEL, amount=dollars(130e9), share=number(0.26))) == [("derivable", "whole")]


@pytest.mark.parametrize(("value", "expected"), [(500e9, "consistent"), (300e9, "inconsistent")])
def test_a_whole_is_held_against_what_the_ledger_knows(value: float, expected: str) -> None:
    valued = claim(Kind.REPORTS, TESSEL, None, Status.DONE, metric="valuation", amount=dollars(value))
    facts = resolve([document("b", "2026-02-01", [valued])], atlas=load_atlas()).facts
    stake = claim(Kind.INVESTS_IN, HARBOR, TESSEL, amount=dollars(130e9), share=number(0.26))
    assert told(stake, facts=facts) == [(expected, "whole")]


def test_commitments_are_the_sum_of_deals() -> None:
    total = claim(Kind.REPORTS, TESSEL, None, Status.DONE, metric="commitments", amount=dollars(650e9))
    deals = [
        claim(Kind.LEASES_FROM, TESSEL, HARBOR, amount=dollars(350e9)),
        claim(Kind.BUYS_FROM, TESSEL, NORVIK, amount=dollars(300e9)),
    ]
    assert told(total, *deals) == [("consistent", "total")]


def test_people_from_several_firms_make_the_number_that_came() -> None:
    came = claim(Kind.HIRES, TESSEL, group(), Status.DONE, count=number(11))
    parts = [claim(Kind.HIRES, TESSEL, group(), Status.DONE, count=number(n), origin=firm(f"Firm {n}")) for n in (7, 3, 1)]
    assert told(came, *parts) == [("consistent", "total")]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the seed articles lie in ../shared, which is not part of the project")
def test_the_four_sums_of_the_seeds() -> None:
    gold, found = GoldClaims(load_atlas()), list[Sum]()
    for case in gold_cases(SHARED / "gold" / "seeds", SHARED / "seeds"):
        paper = next(iter(read_paths([str(case.text)], retrieved=None, on_failure=lambda error: pytest.fail(str(error)))))
        found += AUDITOR.sums(paper, gold.of_records(case.gold, paper)[0])
    assert not [each for each in found if each.check == "inconsistent"]
    why = " | ".join(sum_in_words(each) for each in found if each.check == "consistent")
    for told_ in ("= $650bn,", "$7.8bn against $4.3bn: 81.4% above", "$130bn / 26% = about $500bn", "7 + 3 + 1 = 11"):
        assert told_ in why
