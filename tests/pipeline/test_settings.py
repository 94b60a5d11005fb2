"""Settings: who wins, and what is said of a value that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from interlock.pipeline import Settings, SettingsError, resolve_settings
from interlock.pipeline.settings import DEFAULT_READER
from interlock.vocabulary import DataFileError


def test_flags_win_over_the_environment_over_the_file_over_the_defaults(tmp_path: Path) -> None:
    """Each value says where it comes from."""
    assert resolve_settings({}, {}, tmp_path) == Settings(
        Path("interlock.db"), 1, (), DEFAULT_READER, dict.fromkeys(["ledger", "workers", "atlas", "reader"], "default")
    )
    (tmp_path / "interlock.toml").write_text('ledger = "press.db"\nworkers = 3\natlas = ["mine.yaml"]\nreader = "neural"\n')
    filed = resolve_settings({"ledger": None, "atlas": ()}, {}, tmp_path)
    assert (filed.ledger, filed.workers, filed.atlas) == (tmp_path / "press.db", 3, (tmp_path / "mine.yaml",))
    assert filed.reader == "neural"
    environment = {"INTERLOCK_LEDGER": "/e.db", "INTERLOCK_WORKERS": "4", "INTERLOCK_ATLAS": "/a.yaml:/b.yaml"}
    assert resolve_settings({}, {"INTERLOCK_READER": "both"}, tmp_path).reader == "both"
    set_outside = resolve_settings({}, environment, tmp_path)
    assert (set_outside.ledger, set_outside.workers, len(set_outside.atlas)) == (Path("/e.db"), 4, 2)
    flagged = resolve_settings({"workers": 5, "reader": None}, environment, tmp_path)
    assert flagged.workers == 5
    assert flagged.origins == {"ledger": "environment", "workers": "flag", "atlas": "environment", "reader": "file"}


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('ledger = "a.db"\n\nwokers = 2\n', 3, "no such setting 'wokers'"),
        ("workers = 0\n", 1, "wants a whole number"),
        ("# mine\nworkers = true\n", 2, "wants a whole number"),
        ("atlas = 'a.yaml'\n", 1, "a list of file names"),
        ("ledger = \n", 1, "line 1"),
        ("reader = 'every'\n", 1, "one of: grammar, neural, both, llm, all"),
        ("reader = ['both']\n", 1, "one of: grammar, neural, both"),
        ("[ledger]\nname = 'x'\n", 1, "wants a file name"),
    ],
)
def test_a_wrong_settings_file_is_named_with_its_line(tmp_path: Path, text: str, line: int, told: str) -> None:
    """Nothing falls back in silence."""
    (tmp_path / "interlock.toml").write_text(text)
    with pytest.raises(DataFileError, match=told) as caught:
        resolve_settings({}, {}, tmp_path)
    assert caught.value.line == line


def test_a_reader_that_there_is_not_is_named(tmp_path: Path) -> None:
    """With those that there are."""
    with pytest.raises(SettingsError, match="INTERLOCK_READER is 'Both'; it wants one of: grammar, neural, both"):
        resolve_settings({}, {"INTERLOCK_READER": "Both"}, tmp_path)


@pytest.mark.parametrize("workers", ["0", "many", "-1", "1.5", "٣", "99999"])
def test_a_wrong_variable_is_named(tmp_path: Path, workers: str) -> None:
    """By its name and its value."""
    with pytest.raises(SettingsError, match="INTERLOCK_WORKERS"):
        resolve_settings({}, {"INTERLOCK_WORKERS": workers}, tmp_path)
