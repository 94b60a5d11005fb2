"""Runs: what is finished stays, what failed is named, and a second run adds nothing."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from ledger.samples import FakeReader, fake_readers, make_document, samples, source_of

from interlock.ledger import LedgerView
from interlock.pipeline import Progress, Settings, extract, read_into_ledger
from interlock.pipeline.engine import merged
from interlock.vocabulary import Claim, DataFileError, Document, InterlockError, UnreadableDocument, claim_to_record

TESTS = Path(__file__).parents[1]


def run(
    ledger: Path, source: Any, workers: int = 1, readers: Any = fake_readers, failures: list[UnreadableDocument] | None = None
) -> Any:
    """A run with the fake reader."""
    told = failures if failures is not None else []
    return read_into_ledger(["press"], ledger, Settings(ledger, workers), None, told.append, source=source, readers=readers)


def test_a_second_run_adds_nothing_and_reads_nothing_again(tmp_path: Path) -> None:
    """Known documents do not reach the reader."""

    class Once(FakeReader):
        """A reader that must not be asked."""

        def read(self, document: Document) -> tuple[Claim, ...]:
            """Fails."""
            raise AssertionError("read again")

    path = tmp_path / "l.db"
    first = run(path, source_of(samples()))
    assert (first.read, first.known, first.failed, first.claims_new) == (5, 0, 0, 8)
    second = run(path, source_of(samples()), readers=lambda: (Once(),))
    assert (second.read, second.known, second.failed, second.claims_new) == (0, 5, 0, 0)


def test_a_newer_reader_reads_again(tmp_path: Path) -> None:
    """Its claims are not new where the ids are the same."""
    path = tmp_path / "l.db"
    run(path, source_of(samples()))
    again = run(path, source_of(samples()), readers=lambda: (FakeReader("fake/1.1"),))
    assert (again.read, again.known, again.claims_new) == (5, 0, 0)


@pytest.mark.parametrize("workers", [1, 2])
def test_failures_are_named_and_the_rest_is_read(tmp_path: Path, workers: int) -> None:
    """Documents that cannot be read, on which the reader breaks, or that cannot be kept: one line each."""
    documents = [samples()[0], make_document("BREAK THE READER", "/b.txt"), make_document("half \ud800", "/c.txt"), samples()[1]]
    failures: list[UnreadableDocument] = []
    report = run(
        tmp_path / "l.db", source_of(documents, [UnreadableDocument("/x.pdf", "it is empty")]), workers, failures=failures
    )
    assert (report.read, report.failed, report.claims_new) == (2, 3, 5)
    assert [error.address for error in failures] == ["/x.pdf", "/b.txt", "/c.txt"]
    assert "RuntimeError: it broke" in failures[1].reason
    with LedgerView(tmp_path / "l.db") as view:
        assert view.counts().failures == 3
        assert [run.documents_failed for run in view.runs()] == [3]


def test_workers_find_the_same_in_the_same_order(tmp_path: Path) -> None:
    """Two processes or one: the same claims, the same order of documents."""
    documents = [make_document(f"Bill\nOpenAI pays Oracle {number} dollars.", f"/{number}.txt") for number in range(40)]
    alone = list(extract(["-"], Settings(tmp_path / "x"), print, source=source_of(documents), readers=fake_readers))
    together = list(extract(["-"], Settings(tmp_path / "x", workers=2), print, source=source_of(documents), readers=fake_readers))
    assert alone == together
    assert not (tmp_path / "x").exists()


def test_documents_are_taken_one_at_a_time(tmp_path: Path) -> None:
    """Memory does not grow with the run: with workers too only a few documents are under way."""
    taken: list[int] = []

    def source(paths: Any, retrieved: Any, on_failure: Any) -> Iterator[Document]:
        for number in range(60):
            taken.append(number)
            yield make_document(f"OpenAI pays Oracle {number} dollars.", f"/{number}.txt")

    for workers, ahead in ((1, 1), (2, 8)):
        taken.clear()
        for done, _ in enumerate(
            extract(["-"], Settings(tmp_path / "x", workers), print, source=source, readers=fake_readers), start=1
        ):
            assert len(taken) - done <= ahead


def test_progress_counts_every_document(tmp_path: Path) -> None:
    """Read, known and failed ones."""
    told: list[Progress] = []
    documents = [*samples(), samples()[0], make_document("BREAK THE READER")]
    read_into_ledger(
        ["x"],
        tmp_path / "l.db",
        Settings(tmp_path / "l.db"),
        told.append,
        None,
        source=source_of(documents),
        readers=fake_readers,
    )
    assert [p.read + p.known + p.failed for p in told] == list(range(1, 8))
    assert (told[-1].read, told[-1].known, told[-1].failed, told[-1].claims_new) == (5, 1, 1, 8)


def test_the_more_confident_reader_speaks_in_an_extract() -> None:
    """Two readers that agree give one claim, in order of place."""
    document = samples()[0]
    claims = merged({"a/1": FakeReader("a/1", 0.2).read(document), "b/1": FakeReader("b/1", 0.9).read(document)})
    assert [claim.reader for claim in claims] == ["b/1", "b/1"]


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from ledger.samples import FakeReader, make_document
from interlock.pipeline import Settings, read_into_ledger

class Slow(FakeReader):
    def read(self, document):
        with open({log!r}, "a") as log:
            log.write(document.address + "\\n")
        if len(open({log!r}).readlines()) == {after}:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(document)

def source(paths, retrieved, on_failure):
    for number in range(30):
        text = f"OpenAI pays Oracle {{number}}0 dollars. OpenAI pays Oracle {{number}}1 dollars."
        yield make_document(text, f"/{{number}}.txt")

if __name__ == "__main__":
    ledger = Path({ledger!r})
    report = read_into_ledger(["x"], ledger, Settings(ledger), lambda p: print(p.address, flush=True), source=source,
                              readers=lambda: (Slow(),))
    print(report.read, report.known)
"""


def test_a_killed_run_loses_no_finished_document_and_repeats_none(tmp_path: Path) -> None:
    """Killed three times by SIGKILL, the fourth run finishes; each document reached the reader once, but for those three
    that were in its hands when it was killed."""
    ledger, log = tmp_path / "l.db", tmp_path / "log"
    finished: list[str] = []
    for after in (7, 8, 20):
        code = KILLED.format(tests=str(TESTS), log=str(log), after=after, ledger=str(ledger))
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert done.returncode == -signal.SIGKILL, done.stderr
        finished += done.stdout.split()
        connection = sqlite3.connect(ledger)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kept = {row[0] for row in connection.execute("SELECT address FROM documents JOIN readings ON document = documents.id")}
        whole = connection.execute("SELECT count(*) FROM documents_readable WHERE claims <> 2").fetchone()
        connection.close()
        assert set(finished) <= kept
        assert whole == (0,)
    code = KILLED.format(tests=str(TESTS), log=str(log), after=10**6, ledger=str(ledger))
    last = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert last.stdout.splitlines()[-1] == "13 17"
    asked = log.read_text().split()
    assert len(set(asked)) == 30
    assert len(asked) == 30 + 3
    with LedgerView(ledger) as view:
        assert (view.counts().documents, view.counts().claims) == (30, 60)
        assert [run.finished is None for run in view.runs()] == [True, True, True, False]


def break_worker(pid: int) -> tuple[FakeReader, ...]:
    """Readers for a worker that is ended from outside; the parent only asks for their names."""
    if os.getpid() != pid:
        os.kill(os.getpid(), signal.SIGKILL)
    return fake_readers()


def test_a_worker_that_is_ended_from_outside_ends_the_run_with_a_message(tmp_path: Path) -> None:
    """It does not hang."""
    with pytest.raises(InterlockError, match="ended from outside"):
        run(tmp_path / "l.db", source_of(samples()), 2, partial(break_worker, os.getpid()))


def no_readers() -> tuple[FakeReader, ...]:
    """Readers that cannot be made."""
    raise DataFileError("atlas.yaml", 3, "this is no actor")


class Torn(FakeReader):
    """A reader that finds its language file wrong when it reads."""

    def read(self, document: Document) -> tuple[Claim, ...]:
        """Never ends well."""
        raise DataFileError("xx.yaml", 7, "a pattern is broken")


def torn_readers() -> tuple[FakeReader, ...]:
    """At module level, for worker processes."""
    return (Torn(),)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(("readers", "told"), [(no_readers, "atlas.yaml, line 3"), (torn_readers, "xx.yaml, line 7")])
def test_a_wrong_data_file_is_named_from_workers_too(tmp_path: Path, workers: int, readers: Any, told: str) -> None:
    """When the readers are made, and when they read."""
    with pytest.raises(InterlockError, match=told):
        list(extract(["-"], Settings(tmp_path / "x", workers), print, source=source_of(samples()), readers=readers))


def test_extracted_claims_are_json(tmp_path: Path) -> None:
    """What `extract` gives goes through the codec."""
    for document, claims in extract(["-"], Settings(tmp_path / "x"), print, source=source_of(samples()), readers=fake_readers):
        for claim in claims:
            assert json.loads(json.dumps(claim_to_record(claim)))["evidence"]["document"] == document.id
