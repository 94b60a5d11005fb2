"""Language files of the digest: what is wrong in one is told with its line."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from reporting.digest.written import LANGUAGES

from interlock.reporting.digest.language import digest_languages, read_language
from interlock.vocabulary import DataFileError

FOLDER = Path(str(files("interlock.reporting.digest") / "languages"))
ENGLISH = (FOLDER / "en.yaml").read_text(encoding="utf-8")


def test_the_shipped_languages_are_the_files() -> None:
    """One file a language; all of them load."""
    assert set(digest_languages()) == set(LANGUAGES)
    for code in LANGUAGES:
        assert read_language(FOLDER / f"{code}.yaml").code == code


@pytest.mark.parametrize("code", [each for each in LANGUAGES if each != "en"])
def test_every_language_has_words_for_what_english_has(code: str) -> None:
    """Bounds, rates, counts, headings, statuses, metrics, reasons, unknowns, patterns, classes, relations."""
    english, other = read_language(FOLDER / "en.yaml"), read_language(FOLDER / f"{code}.yaml")
    for table in ("currencies", "bounds", "rates", "counts", "sections", "page", "periods", "numbers", "money"):
        wanted = {key for key in english.tables[table] if not key.endswith(".of")}
        assert wanted - set(other.tables[table]) == set(), table
    groups = ("status.", "metric.", "reason.", "field.", "unknown.", "pattern.", "exposure.", "relation.")
    assert {key for key in english.tables["terms"] if key.startswith(groups)} <= set(other.tables["terms"])
    assert set(english.sentences) == set(other.sentences)


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("direction: ltr", "directions: ltr", "no such key 'directions'"),
        ("  acquires:\n", "  aquires:\n", "there is no kind 'aquires'"),
        ('noun: "the listing of {subject}"', 'noun: "the listing of {subjekt}"', "there is no slot '{subjekt}'"),
        ("lend[ {amount}] to {object}", "lend[ {amount} to {object}", "opens a bracket that it does not close"),
        ("guarantee debts of {object}", "guarantee debts {of+object}", "'of' is not among the prefixes"),
        ('  at_most: "up to {q}"\n', "", "the bound 'at_most' is missing"),
        ("  talks: [talks, negotiating, negotiations]\n", "", "the status 'talks' is missing"),
        ('  facts: {one: "{n} fact", other: "{n} facts"}', '  facts: {one: "{n} fact"}', "the form 'other' is missing"),
        ("quotes: [", "quotes: [x, ", "two quotation marks are wanted"),
    ],
)
def test_a_fault_is_told_with_file_and_line(tmp_path: Path, was: str, becomes: str, told: str) -> None:
    """An unknown key or kind, a slot that is none, an open bracket, a missing status, bound or form."""
    path = tmp_path / "xx.yaml"
    assert was in ENGLISH
    path.write_text(ENGLISH.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        read_language(path)
    assert told in str(caught.value) and "xx.yaml" in str(caught.value)
