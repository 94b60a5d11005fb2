"""The ledger's file: its schema, its migrations, and what is said where it cannot be used."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from ledger.samples import FakeReader, filled

from interlock.ledger import SCHEMA_VERSION, LedgerError, LedgerMissing, LedgerView, LedgerWriter, ledger_state, sqlite_facts
from interlock.ledger.connection import migrate
from interlock.ledger.schema import MIGRATIONS

DOCUMENTED = Path(__file__).parents[2] / "docs" / "ledger-schema.md"


def test_the_schema_is_documented_in_full(tmp_path: Path) -> None:
    """docs/ledger-schema.md has every table, view and column with its type, and none that does not exist."""
    LedgerWriter(tmp_path / "l.db").close()
    connection = sqlite3.connect(tmp_path / "l.db")
    real: dict[str, list[tuple[str, ...]]] = {}
    listed = "SELECT name, type FROM pragma_table_list WHERE type IN ('table', 'view', 'virtual') AND name NOT LIKE 'sqlite_%'"
    for name, kind in connection.execute(f"{listed} ORDER BY name").fetchall():
        columns = connection.execute(f"PRAGMA table_info({name})")
        real[name] = [(row[1], row[2]) if kind == "table" else (row[1],) for row in columns]
    connection.close()
    told: dict[str, list[tuple[str, ...]]] = {}
    for line in DOCUMENTED.read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"### `(\w+)`", line):
            columns_of = told.setdefault(heading[1], [])
        elif row := re.match(r"\| `(\w+)` \|(?: (BLOB|TEXT|INTEGER|REAL) \|)?", line):
            columns_of.append((row[1], row[2]) if row[2] else (row[1],))
    assert told == real


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    """Application id, schema version and the write-ahead log are set; the file is whole."""
    filled(tmp_path / "l.db", FakeReader())
    connection = sqlite3.connect(tmp_path / "l.db")
    assert connection.execute("PRAGMA application_id").fetchone() == (0x494C4B31,)
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
    state = ledger_state(tmp_path / "l.db")
    assert (state["check"], state["schema"]) == ("ok", SCHEMA_VERSION)
    assert sqlite_facts()["new_enough"]


def test_the_readable_views_answer(tmp_path: Path) -> None:
    """For Datasette and the sqlite3 shell: ids in hexadecimal, the quote beside the claim."""
    filled(tmp_path / "l.db", FakeReader())
    connection = sqlite3.connect(tmp_path / "l.db")
    row = connection.execute("SELECT subject, object, quote, address FROM claims_readable WHERE kind = 'guarantees'").fetchone()
    assert row == ("nvidia", "openai", "Two people said Nvidia is in talks to guarantee loans of OpenAI", "/press/en.txt")
    assert connection.execute("SELECT claims FROM documents_readable WHERE address LIKE '%he.txt'").fetchone() == (2,)
    connection.close()


def test_a_migration_commits_with_its_record_or_not_at_all(tmp_path: Path) -> None:
    """A step that fails leaves the ledger at the version before it."""
    path = tmp_path / "l.db"
    LedgerWriter(path).close()
    connection = sqlite3.connect(path, isolation_level=None)
    broken = (*MIGRATIONS, "CREATE TABLE half (id INTEGER);\nCREATE TABLE claims (id INTEGER);\n")
    with pytest.raises(sqlite3.Error):
        migrate(connection, path, broken)
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").fetchone() == (0,)
    connection.close()


def test_many_may_make_the_ledger_at_once(tmp_path: Path) -> None:
    """Whoever comes second finds it made."""
    code = (
        "import sys; from pathlib import Path; from interlock.ledger import LedgerWriter; LedgerWriter(Path(sys.argv[1])).close()"
    )
    makers = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "l.db")], stderr=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    told = [maker.communicate()[1] for maker in makers]
    assert [maker.returncode for maker in makers] == [0] * 6, told
    assert ledger_state(tmp_path / "l.db")["check"] == "ok"


def test_what_is_no_ledger_is_named(tmp_path: Path) -> None:
    """Each with one sentence that says what to do; and the file stays as it is."""
    text, other, empty, newer = (tmp_path / name for name in ("text.db", "other.db", "empty.db", "newer.db"))
    text.write_text("this is a letter, and no database at all" * 40)
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE mine (id INTEGER)")
    connection.commit()
    connection.close()
    empty.touch()
    LedgerWriter(newer).close()
    connection = sqlite3.connect(newer)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for opened in (LedgerWriter, LedgerView):
        for path, told in (
            (text, "not a database file"),
            (other, "no Interlock ledger"),
            (newer, "newer Interlock"),
            (tmp_path, "is a folder"),
        ):
            before = path.read_bytes() if path.is_file() else b""
            with pytest.raises(LedgerError, match=told):
                opened(path)
            assert not path.is_file() or path.read_bytes() == before
    with pytest.raises(LedgerError, match="is empty"):
        LedgerView(empty)
    with pytest.raises(LedgerMissing, match="interlock read"):
        LedgerView(tmp_path / "none.db")
    with pytest.raises(LedgerMissing, match="folder does not exist"):
        LedgerWriter(tmp_path / "no" / "such" / "l.db")
    LedgerWriter(empty).close()


def test_a_locked_ledger_is_named_after_a_while(tmp_path: Path) -> None:
    """The writer waits as long as it was told, then says who holds it up."""
    path = tmp_path / "l.db"
    LedgerWriter(path).close()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with LedgerWriter(path, busy_seconds=0.1) as writer, pytest.raises(LedgerError, match="locked"):
        writer.begin_run("2025-01-01T00:00:00Z", [], [])
    holder.execute("ROLLBACK")
    holder.close()


def test_two_writers_take_turns(tmp_path: Path) -> None:
    """Both get through, and nothing is lost."""
    path = tmp_path / "l.db"
    LedgerWriter(path).close()

    def work(name: str) -> None:
        with LedgerWriter(path) as writer:
            writer.begin_run("2025-01-01T00:00:00Z", [], [])
            for number in range(50):
                writer.add_failure(f"{name}{number}", "no reason")

    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with LedgerView(path) as view:
        assert view.counts().failures == 100
