"""What the web app answers from: it follows the ledger, waits for nobody, and finds a ledger that was made anew."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from resolution.press import LEARNED, Told, claim, document, dollars, firm

from interlock.ledger import LedgerWriter
from interlock.ledger.horizon import Horizon
from interlock.pipeline.resolving import resolve_ledger
from interlock.pipeline.snapshots import Snapshots
from interlock.vocabulary import Kind


def add(ledger: Path, *press: Told) -> None:
    """Put documents with their claims into the ledger, and resolve them."""
    with LedgerWriter(ledger) as writer:
        writer.begin_run(LEARNED, ["hand/1"], [])
        for paper, told in press:
            writer.add(paper, {"hand/1": told}, LEARNED)
    resolve_ledger(ledger)


def lease(name: str, said: str, sum_: float) -> Told:
    """A document that tells a lease."""
    return document(name, said, [claim(Kind.LEASES_FROM, firm("Tessel"), firm(f"Harborview {name}"), amount=dollars(sum_))])


def until(true: Callable[[], bool]) -> bool:
    """Whether it becomes true within ten seconds."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger of one lease."""
    add(tmp_path / "a.db", lease("a", "2026-02-10", 6e9))
    return tmp_path / "a.db"


@pytest.fixture
def snapshots(ledger: Path) -> Iterator[Snapshots]:
    """Its snapshots, followed."""
    made = Snapshots(ledger)
    made.start()
    yield made
    made.close()


def known(snapshots: Snapshots) -> int:
    """How many facts the newest snapshot has."""
    found = snapshots.current()
    return len(found.known.facts) if found else 0


def test_what_is_written_is_seen_without_being_asked_for(snapshots: Snapshots, ledger: Path) -> None:
    """And at once where it is asked for."""
    assert known(snapshots) == 1
    add(ledger, lease("b", "2026-02-11", 7e9))
    assert until(lambda: known(snapshots) == 2)
    add(ledger, lease("c", "2026-02-12", 8e9))
    snapshots.refresh()
    assert known(snapshots) == 3


def test_an_earlier_day_knows_what_was_published_by_then(snapshots: Snapshots, ledger: Path) -> None:
    """A snapshot of its own, kept beside the newest one."""
    add(ledger, lease("b", "2026-03-01", 7e9))
    snapshots.refresh()
    earlier = snapshots.as_of(Horizon(said="2026-02-20"), patience=20)
    assert earlier is not None
    assert (len(earlier.known.facts), known(snapshots)) == (1, 2)


def test_a_ledger_made_anew_in_its_place_is_followed(snapshots: Snapshots, ledger: Path) -> None:
    """As the demo does each time."""
    assert known(snapshots) == 1
    for name in ("a.db", "a.db-wal", "a.db-shm"):
        (ledger.parent / name).unlink(missing_ok=True)
    add(ledger, lease("x", "2026-02-10", 1e9), lease("y", "2026-02-10", 2e9))
    assert until(lambda: known(snapshots) == 2)


def test_a_ledger_that_is_missing_is_told_and_found_when_it_comes(tmp_path: Path) -> None:
    """Nothing has to be started again."""
    late = Snapshots(tmp_path / "late.db")
    late.start()
    assert late.current() is None
    assert "no ledger" in (late.problem or "")
    add(tmp_path / "late.db", lease("a", "2026-02-10", 6e9))
    assert until(lambda: known(late) == 1)
    late.close()


def test_what_is_worked_out_aside_is_there_later(snapshots: Snapshots) -> None:
    """Nobody waits longer than they will."""
    snapshot = snapshots.current()
    assert snapshot is not None

    def slow() -> int:
        time.sleep(0.3)
        return 7

    assert snapshot.later("slow", slow, 0.01) is None
    assert until(lambda: snapshot.later("slow", slow, 0.01) == 7)


def test_little_is_worked_out_aside_at_once(snapshots: Snapshots) -> None:
    """One thing at a time; what is asked while much is waiting is not begun, and may be asked for again."""
    snapshot = snapshots.current()
    assert snapshot is not None
    at_once, most, done = 0, 0, threading.Event()

    def slow() -> int:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        done.wait(10)
        at_once -= 1
        return 7

    assert [snapshot.later(("slow", number), slow, 0.0) for number in range(30)] == [None] * 30
    done.set()
    assert until(lambda: all(snapshot.later(("slow", number), slow, 1.0) == 7 for number in range(30)))
    assert most == 1
