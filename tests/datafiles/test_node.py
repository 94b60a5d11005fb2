"""Strict YAML: every error names file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from interlock.datafiles import Node, load_yaml
from interlock.vocabulary import DataFileError


def node(tmp_path: Path, text: str) -> Node:
    path = tmp_path / "data.yaml"
    path.write_text(text, encoding="utf-8")
    return load_yaml(path)


@pytest.mark.parametrize(("text", "line"), [("a: [1,\nb: 2", 3), ("", 1), ("a: 1\n\tb: 2", 2)])
def test_broken_yaml_names_the_line(tmp_path: Path, text: str, line: int) -> None:
    """A syntax error is an error of the user's file, at its line."""
    with pytest.raises(DataFileError) as caught:
        node(tmp_path, text)
    assert caught.value.line == line
    assert "data.yaml" in str(caught.value)


def test_a_key_that_is_not_known_is_an_error_at_its_line(tmp_path: Path) -> None:
    """A closed key list finds typing mistakes."""
    with pytest.raises(DataFileError, match=r"line 2: no such key 'colour'; known here: a, b"):
        node(tmp_path, "a: 1\ncolour: 2").fields(frozenset({"a", "b"}))


def test_a_key_twice_is_an_error(tmp_path: Path) -> None:
    """The second of two equal keys would silently win."""
    with pytest.raises(DataFileError, match="stands here twice"):
        node(tmp_path, "a: 1\na: 2").fields(frozenset({"a"}))


def test_a_missing_key_is_an_error(tmp_path: Path) -> None:
    """Required keys are required."""
    with pytest.raises(DataFileError, match="'b' is missing"):
        node(tmp_path, "a: 1").fields(frozenset({"a", "b"}), required=frozenset({"b"}))


def test_an_unquoted_no_is_the_word_no(tmp_path: Path) -> None:
    """Words of a language are read as written, also those that YAML takes for booleans."""
    assert node(tmp_path, "[yes, no, on, 7]").texts() == ("yes", "no", "on", "7")


def test_a_single_value_is_a_list_of_one(tmp_path: Path) -> None:
    """Lists of one may be written without brackets."""
    assert node(tmp_path, "word").texts() == ("word",)


def test_numbers_may_be_written_with_an_exponent(tmp_path: Path) -> None:
    """1e9 is a number, not a text."""
    assert node(tmp_path, "a: 1e9").fields(frozenset({"a"}))["a"].number() == 1e9
