"""A file of rules is strict: what is wrong in it is told with file, line and key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pipeline.alerts.stage import rules_in

from interlock.pipeline.alerts.rules import ExposureRule, FactRule, LoopRule, Sure
from interlock.vocabulary import DataFileError, Kind

GOOD = """\
[deliver]
file = "alerts.jsonl"

[[deliver.webhook]]
url = "https://example.com/hook"
secret_env = "HOOK"

[[rule]]
name = "loops"
when = "loop"
through = "nvidia"
pattern = ["vendor financing", "lease back"]
above = "10bn"

[[rule]]
name = "hangs"
when = "exposure"
of = ["oracle", "甲骨文"]
class = "receivable"
above = 1e9
sure = "possibly"
"""


def test_a_file_is_read(tmp_path: Path) -> None:
    rules = rules_in(tmp_path, GOOD)
    loops, hangs = rules.rules
    assert isinstance(loops, LoopRule) and (loops.through, loops.above, loops.sure) == (("nvidia",), 1e10, Sure.CERTAINLY)
    assert isinstance(hangs, ExposureRule) and (hangs.of, hangs.above, hangs.sure) == (("oracle", "甲骨文"), 1e9, Sure.POSSIBLY)
    assert rules.file == tmp_path / "alerts.jsonl"


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("pattern =", "patern =", 12, r"rule 1 \(loops\): the key 'patern' is unknown; did you mean 'pattern'\?"),
        ('class = "rec', 'claas = "rec', 19, r"rule 2 \(hangs\): the key 'claas' is unknown; did you mean 'class'\?"),
        ('above = "10bn"', 'above = "10 zillion"', 13, "'10 zillion' is no amount; wanted: 500m"),
        ("above = 1e9", "above = true", 20, "'True' is no number"),
        ("above = 1e9", "above = nan", 20, "'nan' is no number"),
        ("above = 1e9", "above = -1", 20, "'-1' is no number"),
        ("above = 1e9\n", "", 15, "the key 'above' is missing"),
        ('when = "loop"', 'when = "lop"', 10, "when is 'lop'; wanted one of: fact, status"),
        ('when = "loop"\n', "", 8, "has no 'when'"),
        ('name = "hangs"', 'name = "loops"', 16, "two rules are called 'loops'"),
        ('"vendor financing"', '"vendor"', 12, "wanted 'vendor financing', 'warrants for orders'"),
        ('through = "nvidia"', "through = 5", 11, "through is 5"),
        ('through = "nvidia"', "through = []", 11, "at least 1 item"),
        ("https://", "ftp://", 5, "webhook 1: url is 'ftp://example.com/hook': the address is no http or https address"),
        ("example.com/hook", "me:word@example.com/", 5, "holds a user name or password; leave it out"),
        ("https://example.com", "https://example.com:99999", 5, "is no web address"),
        ('through = "nvidia"', 'on_paper = "yes"', 11, "on_paper is 'yes': wanted a valid boolean"),
        ("secret_env", "secret", 6, "webhook 1: the key 'secret' is unknown; did you mean 'secret_env'"),
        ("file =", "fil =", 2, "the key 'fil' is unknown; did you mean 'file'"),
        ("[deliver]\n", "[delivers]\n", 1, "the key 'delivers' is unknown; did you mean 'deliver'"),
        ('"possibly"', '"maybe"', 21, "wanted 'certainly' or 'possibly'"),
        ("[[rule]]\nname", "[[rule]\nname", 8, "is no TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, told: str) -> None:
    """And with what to write instead."""
    assert old in GOOD
    with pytest.raises(DataFileError) as caught:
        rules_in(tmp_path, GOOD.replace(old, new, 1))
    assert caught.value.line == line and re.search(told, str(caught.value)) and "\n" not in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path / "rules.toml"))


@pytest.mark.parametrize("text", ["", "rule = 3", "rule = []", "rule = [1]", "deliver = 2\nrule = [{name = 'x', when = 'fact'}]"])
def test_a_file_of_another_shape_is_an_error(tmp_path: Path, text: str) -> None:
    """Never a traceback."""
    with pytest.raises(DataFileError):
        rules_in(tmp_path, text)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('between = "x"', "wanted two actors, such as"),
        ('between = ["a", "b", "c"]', "wanted two actors, such as"),
        ("kind = []", "at least 1 item"),
        ('metric = "revenu"', "wanted one of: revenue, profit"),
        ('metric = "revenue"\nfield = "amonut"', "wanted 'amount', 'share'"),
    ],
)
def test_what_narrows_down_is_checked(tmp_path: Path, line: str, told: str) -> None:
    """A word that nothing can match is a slip of the pen."""
    when = "dispute" if "field" in line else "fact"
    with pytest.raises(DataFileError, match=told):
        rules_in(tmp_path, f'[[rule]]\nname = "a"\nwhen = "{when}"\n{line}\n')


def test_a_mark_of_its_encoding_is_no_part_of_a_file(tmp_path: Path) -> None:
    """Editors of Windows write one; and brackets without end are told, too."""
    assert len(rules_in(tmp_path, "\ufeff" + GOOD).rules) == 2
    with pytest.raises(DataFileError, match="nested too deeply"):
        rules_in(tmp_path, "rule = " + "[" * 5000)


def test_a_file_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_bytes(b"\xff\xfe[rule]")
    with pytest.raises(DataFileError, match="no text in UTF-8"):
        rules_in_bytes(tmp_path)


def rules_in_bytes(folder: Path) -> None:
    """Read the file as it is."""
    from interlock.pipeline.alerts.rules import read_rules

    read_rules(folder / "rules.toml")


@given(st.from_regex(r"[a-z_]{3,12}", fullmatch=True).filter(lambda key: key not in FactRule.model_fields))
def test_no_unknown_key_passes(tmp_path_factory: pytest.TempPathFactory, key: str) -> None:
    """Whatever it is called, it is named in the error."""
    text = f'[[rule]]\nname = "a"\nwhen = "fact"\n{key} = "x"\n'
    with pytest.raises(DataFileError, match=f"line 4: rule 1 \\(a\\): the key '{key}' is unknown"):
        rules_in(tmp_path_factory.getbasetemp(), text)


def test_one_word_stands_for_a_list_of_one(tmp_path: Path) -> None:
    (rule,) = rules_in(tmp_path, '[[rule]]\nname = "a"\nwhen = "fact"\nkind = "lends_to"\n').rules
    assert isinstance(rule, FactRule) and rule.kind == (Kind.LENDS_TO,)
