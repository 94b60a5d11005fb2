"""Cypher scripts: every statement is one of a few shapes, and no text gets out of its literal."""

from __future__ import annotations

import re

import pytest
from exchange.contents import HOSTILE, content, wild
from hypothesis import given, settings
from hypothesis import strategies as st

from interlock.exchange.content import Content
from interlock.exchange.cypher import cypher, literal
from interlock.vocabulary import ActorKind, Kind

STRING = r"'(?:[^'\\\n\r]|\\[\\'\"nrtbf]|\\u[0-9A-F]{4})*'"
NUMBER = r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?"
VALUE = rf"(?:{STRING}|{NUMBER}|true|false|\[(?:{STRING}(?:, {STRING})*)?\])"
MAP = rf"\{{(?:[a-z_]+: {VALUE}(?:, [a-z_]+: {VALUE})*)?\}}"
ID = rf"\{{id: {STRING}\}}"
LABELS = "|".join(str(kind).capitalize() for kind in ActorKind)
TYPES = "|".join(str(kind).upper() for kind in Kind)
STATEMENT = re.compile(
    r"// [^\n]*"
    r"|CREATE CONSTRAINT IF NOT EXISTS FOR \(n:(?:Actor|Document)\) REQUIRE n\.id IS UNIQUE;"
    rf"|MERGE \(n:Actor {ID}\) SET n:(?:{LABELS}), n \+= {MAP};"
    rf"|MERGE \(n:Document {ID}\) SET n \+= {MAP};"
    rf"|MATCH \(a:Actor {ID}\), \(b:Actor {ID}\) MERGE \(a\)-\[r:(?:{TYPES}) {ID}\]->\(b\) SET r \+= {MAP};"
)
_NAMED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def replaced_before_parsing(text: str) -> str:
    r"""What Neo4j before version 5 does to a script: each \uXXXX becomes its character, wherever it stands."""
    return re.sub(r"\\u([0-9A-Fa-f]{4})", lambda match: chr(int(match[1], 16)), text)


def value_of(told: str) -> str:
    """What a literal stands for."""
    inner = re.sub(
        r"\\(?:u([0-9A-F]{4})|(.))",
        lambda match: chr(int(match[1], 16)) if match[1] else _NAMED.get(match[2], match[2]),
        told[1:-1],
        flags=re.DOTALL,
    )
    return inner.encode("utf-16", "surrogatepass").decode("utf-16")


@given(st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"])), st.text("\\u'027\"nU")))
def test_a_literal_holds_its_text_and_ends_where_it_ends(text: str) -> None:
    """Also for a parser that replaces codes before it looks at quotes."""
    told = literal(text)
    assert re.fullmatch(STRING, told)
    assert value_of(told) == text
    early = replaced_before_parsing(told)
    body = early[1:-1]
    assert early[0] == early[-1] == "'"
    assert re.fullmatch(r"(?:[^'\\]|\\.)*", body, re.DOTALL)
    if all(letter.isprintable() for letter in text):
        assert re.sub(r"\\(.)", lambda match: _NAMED.get(match[1], match[1]), body, flags=re.DOTALL) == text


@settings(max_examples=30)
@given(wild())
def test_every_line_is_one_statement_of_a_known_shape(made: Content) -> None:
    for line in "".join(cypher(made)).splitlines():
        assert STATEMENT.fullmatch(line), line


def test_a_fact_is_a_relationship_with_its_evidence() -> None:
    """Amount as a number, quotes and addresses as lists, and the way the money goes."""
    line = next(line for line in cypher(content()) if "LEASES_FROM" in line)
    assert "(a:Actor {id: 'openai'}), (b:Actor {id: 'nvidia'})" in line
    assert "amount: 350000000000.0" in line
    assert "money: 'subject_to_object'" in line
    assert re.search(r"addresses: \['https://[^']+'", line)


def test_all_ends_are_made_before_they_are_joined() -> None:
    """No MATCH looks for an actor that the script does not make."""
    script = list(cypher(content()))
    made = set(re.findall(rf"^MERGE \(n:Actor \{{id: ({STRING})\}}\)", "".join(script), re.MULTILINE))
    used = {each for line in script if line.startswith("MATCH") for each in re.findall(rf":Actor \{{id: ({STRING})\}}", line)}
    assert used and used <= made


@pytest.mark.parametrize("value", [1, 1.5, True, ["a", "b'c"], 1e300])
def test_numbers_truth_and_lists_are_literals(value: object) -> None:
    assert re.fullmatch(VALUE, literal(value))
