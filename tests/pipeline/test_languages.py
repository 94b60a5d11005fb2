"""Language files looked at: every fault, and what a file covers."""

from __future__ import annotations

from pathlib import Path

import pytest
from languages.minimal import MINIMAL

from interlock.languages import language_codes
from interlock.pipeline.languages import inspect_languages, inspection_record, inspection_text, language_path, languages_text


def write(folder: Path, text: str) -> str:
    path = folder / "xx.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_every_fault_is_told_with_its_line(tmp_path: Path) -> None:
    """In the order of the lines, whichever section they stand in."""
    text = MINIMAL.replace("name: USD", "name: dollars").replace("{may: 5}", "{may: 13}").replace("[bought]", "['bou(ght']")
    (found,) = inspect_languages([write(tmp_path, text + "  - {kind: sells, words: [sold], subject: before}\ncolour: red\n")])
    assert found.coverage is None
    told = [(fault.line, fault.reason.partition(":")[0]) for fault in found.faults]
    assert told == [
        (8, "'dollars' is no ISO 4217 code"),
        (10, "a whole number from 1 to 12 is wanted here"),
        (21, "'bou(ght' is no valid pattern"),
        (22, "'sells' is none of"),
        (23, "no such key 'colour'; known here"),
    ]
    assert inspection_text(found).count("xx.yaml, line ") == 5


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("code: [", 2),
        ("", 1),
        ("just words", 1),
        (MINIMAL.replace("boundary: space", "boundary: letters"), 4),
        (MINIMAL.replace("triggers:\n", "triggers: {}\nx:\n"), 20),
    ],
)
def test_a_file_that_is_hardly_one_has_faults_too(tmp_path: Path, text: str, line: int) -> None:
    """Broken YAML, an empty file, a boundary that there is none of, a section of the wrong shape."""
    (found,) = inspect_languages([write(tmp_path, text)])
    assert found.faults[0].line == line


def test_coverage_tells_what_is_filled_and_what_is_not(tmp_path: Path) -> None:
    """Of a file with the least that a file may hold."""
    (found,) = inspect_languages([write(tmp_path, MINIMAL)])
    assert found.faults == ()
    held = found.coverage
    assert held is not None
    assert held.triggers == {"buys_from": 1}
    assert "invests_in" in held.without_triggers
    assert "says" not in held.without_triggers
    assert (held.statuses, held.bounds, held.currencies, held.months, held.pronouns) == (("talks",), ("at_most",), ("USD",), 1, 1)
    assert "grammar.oblique" in held.missing
    assert "dates.months" not in held.missing
    assert inspection_record(found)["months"] == 1
    assert "without done, agreed" in inspection_text(found)


def test_shipped_languages_have_no_fault_and_triggers_of_every_kind() -> None:
    """Without a name, all of them are looked at."""
    inspections = list(inspect_languages([]))
    assert [found.coverage.code for found in inspections if found.coverage] == list(language_codes())
    assert [found.coverage.without_triggers for found in inspections if found.coverage] == [()] * len(inspections)
    assert "Hebrew" in languages_text(inspections)


def test_a_name_is_a_code_or_a_file(tmp_path: Path) -> None:
    """Anything else is neither."""
    assert language_path("he").name == "he.yaml"
    assert language_path(write(tmp_path, MINIMAL)).name == "xx.yaml"
    for name in ("tlh", str(tmp_path), "none.yaml"):
        with pytest.raises(KeyError, match="neither"):
            language_path(name)
