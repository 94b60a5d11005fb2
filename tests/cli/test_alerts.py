"""`interlock alerts`, as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.stage import Stage
from pipeline.alerts.stage import run
from resolution.press import claim, document, dollars, firm

from interlock.vocabulary import Bound, Kind

TESSEL, HARBOR = firm("Tessel Labs"), firm("Harborview Compute")
RULES = """\
[[rule]]
name = "large loans"
when = "fact"
kind = "lends_to"
above = "1bn"
sure = "possibly"
"""


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Stage:
    """A ledger of two runs and a file of rules."""
    monkeypatch.chdir(tmp_path)
    for name in ("INTERLOCK_LEDGER", "COLUMNS", "INTERLOCK_ATLAS"):
        monkeypatch.delenv(name, raising=False)
    ledger = tmp_path / "interlock.db"
    run(ledger, [document("one", "2026-01-10", [claim(Kind.BUYS_FROM, TESSEL, HARBOR, amount=dollars(1e9))])])
    run(ledger, [document("two", "2026-02-10", [claim(Kind.LENDS_TO, HARBOR, TESSEL, amount=dollars(2e9, Bound.AT_MOST))])])
    (tmp_path / "rules.toml").write_text(RULES)
    return Stage(tmp_path, capsys)


def test_alerts_between_two_states_are_printed_and_nothing_is_kept(stage: Stage) -> None:
    """From a run or from a date, as text or as JSON Lines; the words say how sure."""
    code, out, err = stage.run("alerts", "rules.toml", "--since", "2026-01")
    assert code == 0 and "1 alert" in err
    assert out.startswith("large loans: new: Harborview Compute lends to Tessel Labs, up to $2bn (agreed): possibly above $1bn\n")
    (alert,) = map(json.loads, stage.run("alerts", "rules.toml", "--since", "run:1", "--json")[1].splitlines())
    assert alert["sure"] == "possibly" and alert["facts"][0]["amount"]["bound"] == "at_most"
    assert stage.run("alerts", "rules.toml", "--since", "2026-02")[1] == ""
    assert stage.run("alerts", "rules.toml", "--since", "2025", "--until", "2026-01")[1] == ""
    assert not list(stage.folder.glob("*.alerts.jsonl"))


def test_check_tells_names_that_nobody_has_and_secrets_that_are_not_set(stage: Stage) -> None:
    """With the code of a check that failed; a right file passes, also without a ledger."""
    assert stage.run("alerts", "rules.toml", "--check")[:2] == (0, "large loans: fact\n")
    hook = '[[deliver.webhook]]\nurl = "https://example.com"\nsecret_env = "NOT_SET_AT_ALL"\n'
    (stage.folder / "rules.toml").write_text(hook + RULES + 'actor = ["openai", "Opne AI"]\n')
    code, _, err = stage.run("alerts", "rules.toml", "--check")
    assert code == 4 and "NOT_SET_AT_ALL" in err
    assert (
        "rule 'large loans': actor names 'Opne AI', whom neither the ledger nor the atlas knows" in err and "'openai'" not in err
    )
    (stage.folder / "rules.toml").write_text(RULES)
    assert stage.run("alerts", "rules.toml", "--check", "--ledger", "none.db")[0] == 0


def test_a_wrong_file_is_one_line(stage: Stage) -> None:
    (stage.folder / "rules.toml").write_text(RULES.replace("kind", "knid"))
    code, out, err = stage.run("alerts", "rules.toml", "--since", "2026")
    assert (code, out) == (1, "") and err.count("\n") == 1
    assert "rules.toml, line 4: rule 1 (large loans): the key 'knid' is unknown; did you mean 'kind'?" in err


def test_one_of_three_is_wanted(stage: Stage) -> None:
    """A date that is none, a file that is not there, and no or two wishes are errors of usage or of the moment."""
    assert stage.run("alerts", "rules.toml")[0] == stage.run("alerts", "rules.toml", "--check", "--deliver")[0] == 2
    assert stage.run("alerts", "none.toml", "--check")[0] == 2
    assert stage.run("alerts", "rules.toml", "--since", "last week")[0] == 1


def test_deliver_tells_each_once(stage: Stage) -> None:
    """The first time nothing, since nothing is news; what cannot be delivered makes exit code 3."""
    assert stage.run("alerts", "rules.toml", "--deliver") == (0, "", "0 new alerts\n")
    more = claim(Kind.LENDS_TO, HARBOR, firm("Orren Chips"), amount=dollars(3e9))
    run(stage.folder / "interlock.db", [document("three", "2026-03-10", [more])])
    code, out, _ = stage.run("alerts", "rules.toml", "--deliver", "--json")
    assert code == 0 and json.loads(out)["rule"] == "large loans"
    assert stage.run("alerts", "rules.toml", "--deliver") == (0, "", "0 new alerts\n")
    (stage.folder / "rules.toml").write_text('[deliver]\nfile = "no/where.jsonl"\n' + RULES)
    run(
        stage.folder / "interlock.db",
        [document("four", "2026-04-10", [claim(Kind.LENDS_TO, TESSEL, HARBOR, amount=dollars(4e9))])],
    )
    code, _, err = stage.run("alerts", "rules.toml", "--deliver")
    assert code == 3 and "kept and tried again" in err


def test_an_article_cannot_steer_the_terminal_or_write_lines_of_its_own(stage: Stage) -> None:
    """Whatever stands in its names, its quotes and its address."""
    sly = firm("Tessel\nlarge loans: new: a lie\x1b[31m\u202e")
    run(stage.folder / "interlock.db", [document("a\nb", "2026-03-10", [claim(Kind.LENDS_TO, HARBOR, sly, amount=dollars(3e9))])])
    out = stage.run("alerts", "rules.toml", "--since", "run:2")[1]
    assert out.count("\n") == 4 and "a lie" in out and not {"\x1b", "\u202e"} & set(out)
