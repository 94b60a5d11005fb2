"""`interlock digest` as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.stage import Stage, make_stage
from cli.test_network_verbs import press

__all__ = ["press"]


def test_it_writes_markdown_to_standard_output(press: Stage) -> None:
    """And nothing to standard error."""
    code, out, err = press.run("digest")
    assert (code, err) == (0, "")
    assert out.startswith("# The AI economy in the press\n")
    assert "Nvidia has the right, but no obligation, to invest up to \\$100 billion in OpenAI." in out


@pytest.mark.parametrize(("language", "direction"), [("he", "rtl"), ("fr", "ltr")])
def test_it_writes_a_page_in_each_language(press: Stage, language: str, direction: str) -> None:
    """With its direction."""
    code, out, _ = press.run("digest", "--language", language, "--format", "html", "--since", "2026")
    assert code == 0
    assert f'<html lang="{language}" dir="{direction}">' in out


def test_json_and_limits(press: Stage) -> None:
    """One object; no more deals than asked for, all of them with 0."""
    code, out, _ = press.run("digest", "--format", "json", "--limit", "1")
    record = json.loads(out)
    (happened,) = [each for each in record["sections"] if each["section"] == "happened"]
    assert code == 0 and len(happened["sentences"]) == 1
    all_told = json.loads(press.run("digest", "--format", "json", "--limit", "0")[1])
    assert [len(each["sentences"]) for each in all_told["sections"] if each["section"] == "happened"] == [3]


def test_strict_ends_with_4_where_a_sentence_is_refused(press: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named with its reason, and left out."""
    from interlock.reporting.digest.writer import TemplateWriter

    good = TemplateWriter.write
    monkeypatch.setattr(TemplateWriter, "write", lambda self, record: good(self, record).replace("$350", "$360"))
    code, out, err = press.run("digest", "--strict")
    assert code == 4
    assert "360" not in out
    assert "refused: " in err and "no cited fact holds the figure '$360 billion' with this bound" in err
    assert press.run("digest")[0] == 0


def test_mistakes_are_one_line(press: Stage, tmp_path: Path) -> None:
    """A wrong period, a model without a name, no ledger."""
    code, out, err = press.run("digest", "--since", "soon")
    assert (code, out) == (1, "") and err.startswith("interlock: 'soon' is no beginning of a period")
    assert press.run("digest", "--writer", "llm")[0] == 2
    assert press.run("digest", "--llm-model", "x")[0] == 2
    assert press.run("digest", "--ledger", "nowhere.db")[0] == 2


def test_about_nobody_says_so(press: Stage) -> None:
    """On standard error, beside the sentence that says that nothing is told."""
    code, out, err = press.run("digest", "--about", "Zorblax")
    assert code == 0 and "No document published in this period" in out
    assert "nothing in this period is about 'Zorblax'" in err
    assert press.run("digest", "--about", "Zorblax", "-q")[2] == ""


def test_an_empty_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Documents in which nothing is found make a digest that says so."""
    stage = make_stage(tmp_path, monkeypatch, capsys)
    (stage.articles / "bad.txt").touch()
    stage.run("read", "articles/bad.txt", "-q")
    code, out, _ = stage.run("digest")
    assert code == 0 and "No document published in this period tells a fact." in out
