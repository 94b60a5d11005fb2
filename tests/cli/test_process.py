"""The command as a process of its own: pipes that close, interrupts, and nothing but UTF-8."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ledger.samples import FakeReader, filled, make_document

from interlock.ledger import LedgerWriter

COMMAND = [sys.executable, "-m", "interlock"]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with more claims than a pipe holds."""
    path = tmp_path_factory.mktemp("process") / "l.db"
    filled(path, FakeReader())
    with LedgerWriter(path) as writer:
        writer.begin_run("2025-01-01T00:00:00Z", ["fake/1.0"], [])
        for number in range(30):
            document = make_document(
                " ".join(f"OpenAI pays Oracle {number}{place} dollars." for place in range(20)), f"/{number}.txt"
            )
            writer.add(document, {"fake/1.0": FakeReader().read(document)}, "2025-01-01T00:00:00Z")
    return path


@pytest.mark.parametrize("form", ["--json", "--csv", "--limit=0"])
def test_a_pipe_that_closes_early_is_no_error(ledger: Path, form: str) -> None:
    """`interlock claims | head -1` says nothing on standard error."""
    process = subprocess.Popen(
        [*COMMAND, "claims", form, "-q", "--ledger", str(ledger)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


def test_an_interrupt_ends_a_run_quietly(tmp_path: Path) -> None:
    """Exit code 130 and one line, no traceback."""
    process = subprocess.Popen(
        [*COMMAND, "read", "-", "--reader", "grammar", "--ledger", str(tmp_path / "l.db")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a suite in the background hands on that it ignores it
    )
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == ""
    assert err.strip() == "interlock: interrupted; what was finished is kept"


def test_output_is_utf8_whatever_the_locale(ledger: Path) -> None:
    """Hebrew and Chinese come through a C locale, and no escape codes into a pipe."""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [*COMMAND, "deals", "--json", "--ledger", str(ledger)], capture_output=True, env=environment, check=True
    )
    told = done.stdout.decode("utf-8")
    assert "אנבידיה" in told
    assert "甲骨文" in told
    assert "\x1b" not in told


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals here")
@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colour_is_for_terminals_that_want_it(ledger: Path, environment: dict[str, str], coloured: bool) -> None:
    """NO_COLOR is honoured."""
    listed = subprocess.run(
        [*COMMAND, "claims", "--json", "--limit", "1", "--ledger", str(ledger)], capture_output=True, text=True, check=True
    )
    claim = listed.stdout[8:40]
    parent, child = os.openpty()
    base = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")} | {"TERM": "xterm"}
    process = subprocess.Popen(
        [*COMMAND, "explain", claim, "--ledger", str(ledger)], stdout=child, stderr=child, env={**base, **environment}
    )
    os.close(child)
    told = b""
    while chunk := _read(parent):
        told += chunk
    assert process.wait() == 0
    assert (b"\x1b[1" in told) is coloured


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # how a terminal on Linux says that the other side is closed
        return b""
