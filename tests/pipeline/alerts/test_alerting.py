"""Round after round each alert is delivered once, whatever is killed in between."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pipeline.alerts.stage import receiver, run
from resolution.press import Told, claim, document, dollars, firm
from resolution.test_resolving import presses

from interlock.ledger import LedgerWriter
from interlock.pipeline.alerts import Alert, Alerting, AlertsError
from interlock.pipeline.engine import now
from interlock.vocabulary import Kind, Status

SECRET = {"HOOK": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}
TESSEL, HARBOR = firm("Tessel Labs"), firm("Harborview Compute")
RULES = """\
[deliver]
stdout = false
file = "out.jsonl"
[[rule]]
name = "deals"
when = "fact"
[[rule]]
name = "over"
when = "status"
"""


def lease(name: str, day: int, status: Status = Status.AGREED, billions: float = 6) -> None:
    """A run that reads one more article on the lease."""
    told = claim(Kind.LEASES_FROM, TESSEL, HARBOR, status, amount=dollars(billions * 1e9))
    run(Path("a.db"), [document(name, f"2026-02-{day:02}", [told])])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file of rules."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules.toml").write_text(RULES)
    return tmp_path


def begin(said: list[Alert] | None = None, environment: dict[str, str] | None = None) -> Alerting:
    """Alerts of the ledger in this folder."""
    say = ([] if said is None else said).append
    return Alerting(Path("rules.toml"), Path("a.db"), say=say, environment=environment or {})


def written() -> list[tuple[str, str]]:
    """Rule and words of what is in the file."""
    path = Path("out.jsonl")
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines()) if path.exists() else ()
    return [(row["rule"], row["what"]) for row in rows]


def test_what_is_there_at_the_beginning_is_no_news() -> None:
    """And what comes later is, once, in the same process or another."""
    lease("one", 1)
    with closing(begin()) as alerting:
        assert alerting.after_round() == alerting.after_round() and written() == []
        lease("two", 2, Status.ENDED)
        told = alerting.after_round()
        assert [alert["rule"] for alert in told.alerts] == ["over"] and not told.failures
        assert alerting.after_round().alerts == []
    lease("three", 10)
    with closing(begin()) as alerting:
        alerting.after_round()
        alerting.after_round()
    assert [rule for rule, _ in written()] == ["over"]


def test_a_ledger_that_does_not_exist_yet_begins_empty() -> None:
    """All that the first run reads is news."""
    with closing(begin()) as alerting:
        assert alerting.after_round().alerts == []
        lease("one", 1)
        assert [alert["rule"] for alert in alerting.after_round().alerts] == ["deals"]


def test_what_was_read_while_nobody_looked_is_found_later() -> None:
    """A restart goes on from the last run that was evaluated."""
    lease("one", 1)
    begin().close()
    lease("two", 2, Status.DENIED)
    with closing(begin()) as alerting:
        (alert,) = alerting.after_round().alerts
    assert (alert["from"], alert["to"], alert["after"]) == ("run:1", "run:2", "denied")


def test_a_run_that_still_writes_is_looked_at_again() -> None:
    """What it adds after a round is told by the next, also after a restart."""
    lease("one", 1)
    begin().close()
    with LedgerWriter(Path("a.db")) as writer:
        writer.begin_run(now(), ["hand/1"], [])
        with closing(begin()) as alerting:
            assert alerting.after_round().alerts == []
        paper, told = document("two", "2026-02-02", [claim(Kind.LENDS_TO, HARBOR, TESSEL)])
        writer.add(paper, {"hand/1": told}, now())
        writer.end_run(now(), read=1, known=0, failed=0, claims_new=1)
    from interlock.pipeline.resolving import resolve_ledger

    resolve_ledger(Path("a.db"))
    with closing(begin()) as alerting:
        assert len(alerting.after_round().alerts) == 1


def test_what_could_not_be_delivered_is_tried_again_and_only_there(folder: Path) -> None:
    """A file that cannot be written holds up no other target."""
    (folder / "rules.toml").write_text(RULES.replace("stdout = false", "stdout = true"))
    said: list[Alert] = []
    (folder / "out.jsonl").mkdir()
    with closing(begin(said)) as alerting:
        lease("one", 1)
        told = alerting.after_round()
        assert len(said) == 1 and "cannot be written" in told.failures[0]
        assert len(alerting.after_round().failures) == 1
    (folder / "out.jsonl").rmdir()
    with closing(begin(said)) as alerting:
        assert alerting.after_round().failures == []
    assert len(said) == 1 and len(written()) == 1


def test_the_file_of_alerts_is_not_the_record(folder: Path) -> None:
    (folder / "rules.toml").write_text(RULES.replace("out.jsonl", "a.rules.alerts.jsonl"))
    with pytest.raises(AlertsError, match="name another file"):
        begin()


def deliver(folder: Path) -> subprocess.CompletedProcess[str]:
    """`interlock alerts --deliver` in a process of its own."""
    command = [sys.executable, "-m", "interlock", "alerts", "rules.toml", "--deliver", "--ledger", "a.db"]
    return subprocess.run(
        command, cwd=folder, env={**os.environ, **SECRET}, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_process_killed_while_it_delivers_loses_nothing(folder: Path) -> None:
    """The webhook that saw it die is sent the same id again; the file has each alert once."""
    with receiver() as hook:
        webhook = f'[[deliver.webhook]]\nurl = "{hook.address}"\nallow = "127.0.0.1"\nsecret_env = "HOOK"\n[[rule]]'
        (folder / "rules.toml").write_text(RULES.replace("[[rule]]", webhook, 1))
        begin(environment=SECRET).close()
        lease("one", 1)
        lease("two", 2, Status.DENIED, 7)

        def kill(number: int) -> tuple[int, dict[str, str]]:
            children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
            if number == 2:
                for child in map(int, children.read_text().split()):
                    if b"alerts" in Path(f"/proc/{child}/cmdline").read_bytes():
                        os.kill(child, signal.SIGKILL)
            return 200, {}

        if not Path("/proc/self/task").exists():
            pytest.skip("processes are not listed under /proc on this system")
        hook.answer = kill
        assert deliver(folder).returncode == -signal.SIGKILL
        with closing(begin(environment=SECRET)) as alerting:
            told = alerting.after_round()
        assert told.failures == [] == told.alerts
        ids = [headers["webhook-id"] for headers in hook.headers]
        assert ids[1] == ids[2] and len(set(ids)) == len(ids) - 1 == len(written())
        assert all("webhook-signature" in headers for headers in hook.headers)


def test_a_ledger_that_breaks_stops_nothing(folder: Path) -> None:
    """It is told as a failure, and what it holds when it is whole again is found."""
    lease("one", 1)
    with closing(begin()) as alerting:
        whole = Path("a.db").read_bytes()
        Path("a.db").write_bytes(b"no ledger at all" * 1000)
        (failure,) = alerting.after_round().failures
        assert failure.startswith("alerts: ") and "a.db" in failure
        Path("a.db").write_bytes(whole)
        lease("two", 2, Status.DENIED)
        assert [alert["rule"] for alert in alerting.after_round().alerts] == ["over"]


EVERY = """\
[deliver]
stdout = false
[[rule]]
name = "facts"
when = "fact"
[[rule]]
name = "statuses"
when = "status"
to = ["agreed", "done", "talks", "denied", "ended"]
[[rule]]
name = "origins"
when = "origins"
reach = 2
[[rule]]
name = "disputes"
when = "dispute"
[[rule]]
name = "loops"
when = "loop"
on_paper = true
[[rule]]
name = "exposures"
when = "exposure"
above = "1bn"
sure = "possibly"
"""


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(presses(), st.randoms(use_true_random=False))
def test_a_restart_after_each_round_changes_nothing(press: list[Told], chance: random.Random) -> None:
    """One that goes on and one that begins anew each time tell the same, and nothing twice."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for rules in ("on.toml", "anew.toml"):
            (folder / rules).write_text(EVERY)
        ledger = folder / "a.db"

        def opened(rules: str) -> Alerting:
            return Alerting(folder / rules, ledger, say=lambda _: None)

        told: list[str] = []
        opened("anew.toml").close()
        with closing(opened("on.toml")) as going_on:
            while press:
                number = chance.randint(1, 3)
                run(ledger, press[:number])
                press = press[number:]
                with closing(opened("anew.toml")) as anew:
                    again = [alert["id"] for alert in anew.after_round().alerts]
                assert again == [alert["id"] for alert in going_on.after_round().alerts]
                told += again
        assert len(told) == len(set(told)) and told
