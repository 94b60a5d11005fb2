"""A rule tells what holds after a run and did not hold before it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pipeline.alerts.stage import between, rules_in, run
from resolution.press import claim, document, dollars, firm, group

from interlock.pipeline.alerts.evaluating import Alert
from interlock.vocabulary import Bound, Kind, Status

TESSEL, HARBOR, ORREN, BANK = firm("Tessel Labs"), firm("Harborview Compute"), firm("Orren Chips"), firm("Quay Bank")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three runs: a lease in talks; then agreed, told by another, its seller invests in the buyer, loans; then it is off."""
    made = tmp_path_factory.mktemp("alerts") / "press.db"
    run(made, [document("one", "2026-02-10", [claim(Kind.LEASES_FROM, TESSEL, HARBOR, Status.TALKS, amount=dollars(6e9))])])
    run(
        made,
        [
            document("two", "2026-03-01", [claim(Kind.LEASES_FROM, TESSEL, HARBOR, Status.AGREED, amount=dollars(6e9))]),
            document("three", "2026-03-02", [claim(Kind.INVESTS_IN, HARBOR, TESSEL, amount=dollars(2e9, Bound.AT_MOST))]),
            document("four", "2026-03-03", [claim(Kind.LENDS_TO, BANK, ORREN, amount=dollars(5e9, Bound.AT_LEAST))]),
            document("five", "2026-03-04", [claim(Kind.LENDS_TO, BANK, group("Tessel Labs", "Orren Chips"))]),
            document("six", "2026-03-05", [claim(Kind.REPORTS, TESSEL, metric="revenue", amount=dollars(1e9))]),
        ],
    )
    run(made, [document("seven", "2026-04-01", [claim(Kind.LEASES_FROM, TESSEL, HARBOR, Status.ENDED, amount=dollars(6e9))])])
    return made


def told(ledger: Path, folder: Path, rule: str, first: int = 1, second: int = 2) -> list[Alert]:
    """The alerts of one rule from run to run."""
    return between(ledger, rules_in(folder, f'[[rule]]\nname = "it"\n{rule}\n'), first, second)


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        (
            'when = "fact"\nkind = "lends_to"\nactor = "orren chips"\nabove = "1bn"',
            "new: Quay Bank lends to Orren Chips, over $5bn",
        ),
        ('when = "fact"\nsubject = "Harborview Compute"', "new: Harborview Compute invests in Tessel Labs, up to $2bn"),
        ('when = "fact"\nstatus = "agreed"\nkind = "leases_from"', "now so told: Tessel Labs leases from Harborview Compute"),
        ('when = "fact"\nmetric = "revenue"', "new: Tessel Labs reports revenue, $1bn"),
        (
            'when = "status"\nto = "agreed"\nkind = "leases_from"',
            "Tessel Labs leases from Harborview Compute: talks → agreed since",
        ),
        ('when = "origins"\nreach = 2', "Tessel Labs leases from Harborview Compute: told by 2 independent origins (before: 1)"),
        ('when = "loop"', "new loop Harborview Compute → Tessel Labs → Harborview Compute: vendor financing; agreed; up to $2bn"),
        ('when = "loop"\nthrough = ["tessel-labs", "Harborview Compute"]\npattern = "vendor financing"', "new loop"),
        ('when = "loop"\nabove = "1bn"\nsure = "possibly"', "possibly above $1bn"),
        (
            'when = "exposure"\nof = "harborview compute"\nto = "tessel-labs"\nabove = "5.9bn"',
            "$6bn to $8bn at risk with Tessel Labs",
        ),
        ('when = "exposure"\nof = "harborview compute"\nabove = "7bn"\nsure = "possibly"', "possibly above $7bn"),
        (
            'when = "exposure"\nclass = "claim"\nabove = "4bn"',
            "Quay Bank has $5bn or more at risk with Orren Chips (claim $5bn or more)",
        ),
    ],
)
def test_what_comes_to_hold_is_told_once(ledger: Path, tmp_path: Path, rule: str, what: str) -> None:
    """By words that say how much and how sure."""
    (alert,) = told(ledger, tmp_path, rule)
    assert what in alert["what"]
    assert alert["facts"] and all(fact["sentences"] and fact["origins"] for fact in alert["facts"])


@pytest.mark.parametrize(
    "rule",
    [
        'when = "fact"\nkind = "invests_in"\nabove = "1bn"',  # up to 2bn is above 1bn only possibly
        'when = "fact"\nkind = "lends_to"\nabove = "5bn"',  # at least 5bn is not above 5bn
        'when = "fact"\nkind = "leases_from"\nabove = "1bn"',  # held before
        'when = "fact"\nbetween = ["tessel labs", "orren chips"]',
        'when = "loop"\nabove = "1bn"',
        'when = "loop"\nthrough = "quay bank"',
        'when = "loop"\nthrough = "nobody at all"',
        'when = "loop"\npattern = "lease back"',
        'when = "loop"\nbasis = "realised"',
        'when = "exposure"\nof = "harborview compute"\nabove = "7bn"',
        'when = "exposure"\nto = "nobody at all"\nabove = 0',
        'when = "origins"\nreach = 3',
        'when = "status"',
    ],
)
def test_what_does_not_come_to_hold_is_not_told(ledger: Path, tmp_path: Path, rule: str) -> None:
    assert told(ledger, tmp_path, rule) == []


def test_nothing_is_told_where_nothing_came(ledger: Path, tmp_path: Path) -> None:
    """Between a state and itself, whatever the rule."""
    for rule in (
        'when = "fact"',
        'when = "loop"\non_paper = true',
        'when = "exposure"\nabove = 0',
        'when = "origins"\nreach = 1',
    ):
        assert told(ledger, tmp_path, rule, 2, 2) == [] != told(ledger, tmp_path, rule, 0, 2)


def test_a_stop_ends_a_deal_and_its_loop(ledger: Path, tmp_path: Path) -> None:
    """The alert quotes who says so first; the loop that is gone is no new loop."""
    (alert,) = told(ledger, tmp_path, 'when = "status"\nbetween = ["harborview compute", "tessel labs"]', 2, 3)
    assert (alert["before"], alert["after"]) == ("agreed", "ended")
    assert alert["facts"][0]["sentences"][0]["status"] == "ended"
    assert told(ledger, tmp_path, 'when = "loop"\non_paper = true', 2, 3) == []


def test_dispute_on_a_watched_deal(tmp_path: Path) -> None:
    """A second source that tells another sum is a dispute about the deal, and about no other."""
    made = tmp_path / "a.db"
    run(made, [document("one", "2026-02-10", [claim(Kind.LENDS_TO, BANK, ORREN, amount=dollars(5e9))])])
    run(made, [document("two", "2026-02-11", [claim(Kind.LENDS_TO, BANK, ORREN, amount=dollars(7e9))])])
    (alert,) = told(made, tmp_path, 'when = "dispute"\nbetween = ["quay bank", "orren chips"]\nfield = "amount"')
    assert "amount told as $" in alert["what"] and "$5bn" in alert["what"] and "$7bn" in alert["what"]
    assert {each["quote"].count("7e+09") for fact in alert["facts"] for each in fact["sentences"]} == {0, 1}
    assert told(made, tmp_path, 'when = "dispute"\nactor = "tessel labs"') == []
    assert told(made, tmp_path, 'when = "dispute"\nfield = "status"') == []


def test_share_of_the_largest_customer(tmp_path: Path) -> None:
    """Above a half for sure only where it is at its least."""
    made = tmp_path / "a.db"
    run(made, [document("one", "2026-02-10", [claim(Kind.BUYS_FROM, TESSEL, ORREN, amount=dollars(9e9))])])
    run(made, [document("two", "2026-02-11", [claim(Kind.BUYS_FROM, HARBOR, ORREN, amount=dollars(1e9))])])
    (alert,) = told(made, tmp_path, 'when = "share"\nside = "customers"\nof = "orren chips"\nabove = "80%"')
    assert "Tessel Labs is 90% of the sales to customers of Orren Chips" in alert["what"]
    assert told(made, tmp_path, 'when = "share"\nside = "customers"\nabove = "90%"') == []


def test_a_customer_of_unknown_size_leaves_nothing_certain(tmp_path: Path) -> None:
    """It may be the largest: 90% of what has a size is above a half only possibly."""
    made = tmp_path / "a.db"
    run(made, [document("one", "2026-02-10", [claim(Kind.BUYS_FROM, TESSEL, ORREN, amount=dollars(9e9))])])
    more = [claim(Kind.BUYS_FROM, HARBOR, ORREN, amount=dollars(1e9)), claim(Kind.BUYS_FROM, BANK, ORREN)]
    run(made, [document("two", "2026-02-11", more)])
    rule = 'when = "share"\nside = "customers"\nabove = "50%"\n'
    assert told(made, tmp_path, rule) == []
    (alert,) = told(made, tmp_path, rule + 'sure = "possibly"')
    assert "1 of unknown size, left out of the share" in alert["what"]


def test_money_of_unknown_size_may_cover_everything(tmp_path: Path) -> None:
    """So that what is due is above revenue only possibly."""
    made = tmp_path / "a.db"
    revenue = claim(Kind.REPORTS, TESSEL, status=Status.DONE, metric="revenue", amount=dollars(1e9), period="2026")
    run(made, [document("one", "2026-02-10", [revenue, claim(Kind.INVESTS_IN, BANK, TESSEL)])])
    run(made, [document("two", "2026-02-11", [claim(Kind.BUYS_FROM, TESSEL, ORREN, amount=dollars(3e9), period="2026")])])
    rule = 'when = "coverage"\nyear = 2026\nabove = 2\n'
    assert told(made, tmp_path, rule) == []
    assert len(told(made, tmp_path, rule + 'sure = "possibly"')) == 1


def test_coverage_counts_what_is_due_over_revenue(tmp_path: Path) -> None:
    """A firm that is to pay three times its revenue in a year is not covered."""
    made = tmp_path / "a.db"
    revenue = claim(Kind.REPORTS, TESSEL, status=Status.DONE, metric="revenue", amount=dollars(1e9), period="2026")
    run(made, [document("one", "2026-02-10", [revenue])])
    order = claim(Kind.BUYS_FROM, TESSEL, ORREN, amount=dollars(3e9), period="2026")
    run(made, [document("two", "2026-02-11", [order])])
    (alert,) = told(made, tmp_path, 'when = "coverage"\nof = "tessel labs"\nyear = 2026\nabove = 2')
    assert "3x of its revenue" in alert["what"] and alert["measured"]["ratio"] == {"low": 3.0, "high": 3.0}
    assert told(made, tmp_path, 'when = "coverage"\nabove = 3') == []


def test_an_alert_keeps_its_id(ledger: Path, tmp_path: Path) -> None:
    """Whatever the window it is found in; another rule's is another."""
    rule = 'when = "status"\nto = "agreed"\nkind = "leases_from"'
    (one,), (other,) = told(ledger, tmp_path, rule), told(ledger, tmp_path, rule, 0, 2)
    assert one["id"] == other["id"]
    (renamed,) = between(ledger, rules_in(tmp_path, f'[[rule]]\nname = "other"\n{rule}\n'), 1, 2)
    assert renamed["id"] != one["id"]
