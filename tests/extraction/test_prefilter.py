"""The prefilter: it may let too much through, never too little."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest
from extraction.support import shipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interlock.evaluation.gold import demo_articles
from interlock.extraction.prefilter import Prefilter, needed_literals
from interlock.vocabulary.folding import fold

CODES = ("en", "fr", "he", "zh")


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("bought", {"bought"}),
        ("buy|bought", {"buy", "bought"}),
        ("(?:buy|bought) out", {" out", "buy", "bought"}),
        ("order(?:s|ed|ing)?", {"order"}),
        ("signs? .{0,40} deal", {" deal"}),
        ("[資资]金", {"資金", "资金"}),
        ("colou?r", {"colo"}),
        ("(?P<who>ab|cd)", {"ab", "cd"}),
        (r"(?<![a-z])(?:sold)(?![a-z])", {"sold"}),
        (r"p\.m\.", {"p.m."}),
        ("a{3}", {"a"}),
    ],
)
def test_the_needed_literals_are_in_every_match(pattern: str, needed: set[str]) -> None:
    """One of the literals, and none that does not come from the pattern."""
    found = needed_literals(pattern)
    assert found is not None
    assert found <= needed | {"ab", "cd", "colo"}
    assert found


@pytest.mark.parametrize(
    "pattern",
    [".*", "a?", "a*", "(?:ab)?", "a{0,2}", "ab|.", r"\d+", r"\w", "[^a]", "x|", "(?:a|b?)", "[a-z]", "(?=ab)", "(?!ab)", "^$"],
)
def test_what_needs_no_letter_needs_none(pattern: str) -> None:
    """Optional parts, wild cards, classes, look-arounds and empty branches force nothing."""
    assert needed_literals(pattern) is None


# a pattern, and texts that it matches
SOUND = [
    ("ab?c", ["ac", "abc"]),
    ("ab*c", ["ac", "abbc"]),
    ("ab{0,1}c", ["ac", "abc"]),
    ("ab{,2}c", ["ac", "abbc"]),
    ("ab{2}c", ["abbc"]),
    ("ab{2,}?c", ["abbbc"]),
    ("a(?:bc)*d", ["ad", "abcbcd"]),
    ("a(?:bc|de)f", ["abcf", "adef"]),
    ("(?:a|b)(?:c|d)", ["ac", "bd"]),
    ("[]a]b", ["]b", "ab"]),
    ("[^]]b", ["xb"]),
    (r"[a\]]b", ["]b", "ab"]),
    ("[a-c]d", ["bd"]),
    (r"[\w-]d", ["-d", "xd"]),
    ("[-a]b", ["-b", "ab"]),
    (r"\(a\)", ["(a)"]),
    (r"a\|b", ["a|b"]),
    (r"a\b.b", ["a b"]),
    (r"\$ ?\d", ["$5", "$ 5"]),
    ("a{b}", ["a{b}"]),
    ("(?<=x)ab(?!c)", ["xab"]),
    ("(?P<n>a)(?:b|c)", ["ab", "ac"]),
    ("a|bc|", ["", "bc", "a"]),
    ("((a)|(b))c", ["ac", "bc"]),
]


@pytest.mark.parametrize(("pattern", "texts"), SOUND)
def test_a_matching_text_passes(pattern: str, texts: list[str]) -> None:
    """Whatever the construct, no text that matches is kept out."""
    words = re.compile(pattern)
    for text in texts:
        assert words.search(text)
        assert Prefilter([words]).possible(text) == [0]


ODD = [
    (r"(?i:ab)c", "ABc"),
    (r"(?i)ab", "AB"),
    (r"(?#note)ab", "ab"),
    (r"(?P<q>a)b(?P=q)", "aba"),
    (r"(a)?b(?(1)c|d)", "bd"),
    (r"(?>ab)c", "abc"),
    (r"\x41b", "Ab"),
    (r"\u05d0b", "אb"),
    (r"\N{LATIN SMALL LETTER A}b", "ab"),
    (r"a++b", "aab"),
    (r"(?-i:a)b", "ab"),
    (r"\101b", "Ab"),
]


@pytest.mark.parametrize(("pattern", "text"), ODD)
def test_a_construct_it_does_not_know_keeps_nothing_out(pattern: str, text: str) -> None:
    """Flags, comments, references, conditions and numbered characters: unknown is let through."""
    words = re.compile(pattern)
    assert words.search(text)
    assert Prefilter([words]).possible(text) == [0]


BROKEN = [
    "(",
    ")",
    "(ab",
    "ab)",
    "[",
    "[ab",
    "[^",
    "[]",
    "\\",
    "a\\",
    "(?",
    "(?P<",
    "(?<",
    "*",
    "{",
    "a{",
    "a{2",
    "|",
    "||",
    "(|",
    "[\\",
    "((((",
    "",
]


@pytest.mark.parametrize("source", BROKEN)
def test_what_is_no_pattern_raises_nothing(source: str) -> None:
    """Half a bracket, a lone backslash: a set of letters or None, never an exception."""
    found = needed_literals(source)
    assert found is None or all(isinstance(literal, str) for literal in found)


@given(st.text(alphabet="ab[](){}|?*+.\\^$:=!<P>-0,1 ", max_size=20))
def test_any_source_raises_nothing(source: str) -> None:
    """Random signs of patterns."""
    found = needed_literals(source)
    assert found is None or "" not in found


def _patterns() -> st.SearchStrategy[str]:
    atoms = st.sampled_from(["a", "b", "c", "ab", ".", r"\w", r"\.", "[ab]", "[^a]", "[a-c]", "資", "[資资]", " ", "-"])
    quantifiers = st.sampled_from(["", "", "", "?", "*", "+", "{2}", "{0,2}", "{1,3}", "??", "+?"])

    def extend(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        sequence = st.lists(inner, min_size=1, max_size=3).map("".join)
        alternatives = st.lists(sequence, min_size=1, max_size=3).map("|".join)
        groups = st.builds(
            # a repeated group of repeated letters can take `re` for ever
            lambda kind, body, q: f"({kind}{body}){'' if set(body) & set('*+{') and q[:1] in set('*+{') else q}",
            st.sampled_from(["?:", "", "?P<x>"]),
            alternatives,
            quantifiers,
        )
        looks = st.builds(lambda kind, body: f"(?{kind}{body})", st.sampled_from(["=", "!"]), alternatives)
        return st.one_of(sequence, groups, looks)

    def valid(source: str) -> bool:
        try:
            re.compile(source)
        except re.error:
            return False
        return True

    single = st.builds(
        lambda atom, q: (f"(?:{atom})" if q and len(atom) > 1 and atom[0] not in "[\\" else atom) + q, atoms, quantifiers
    )
    return st.recursive(single, extend, max_leaves=8).filter(valid)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.data())
def test_random_patterns_let_their_own_matches_through(data: st.DataObject) -> None:
    """For patterns built at random and texts at random: what matches is possible."""
    words = re.compile(data.draw(_patterns()))
    text = data.draw(st.one_of(st.text(alphabet="abc.資资 -", max_size=12), st.from_regex(words)))
    if words.search(text):
        assert Prefilter([words]).possible(text) == [0]


def test_indexes_come_in_order_each_once() -> None:
    """Patterns that need nothing and patterns whose literals occur, in the order given."""
    prefilter = Prefilter([re.compile("ab"), re.compile(r"\d"), re.compile("zz"), re.compile("b|a")])
    assert prefilter.possible("abab") == [0, 1, 3]
    assert prefilter.possible("") == [1]


def test_no_patterns_let_nothing_through() -> None:
    """An empty list has no indexes."""
    assert Prefilter([]).possible("anything") == []


def test_a_pattern_whose_letters_are_missing_is_kept_out() -> None:
    """Otherwise the prefilter would be worth nothing."""
    assert Prefilter([re.compile("bought|sold")]).possible("a quiet day") == []


@lru_cache(maxsize=8)
def _shipped_patterns(code: str) -> tuple[re.Pattern[str], ...]:
    """Every pattern of a language that stands behind a prefilter."""
    language = shipped(code)
    lists = (language.triggers, language.titles, language.assets, language.pronouns, language.descriptions, language.statuses)
    return tuple(entry.pattern for entries in lists for entry in entries)


@pytest.mark.parametrize("code", CODES)
def test_every_match_in_the_demo_articles_passes(code: str) -> None:
    """For each word of the language file: the matched letters alone, without what stands around them, are let through."""
    articles = [fold(path.read_text(encoding="utf-8")) for path in sorted(demo_articles().glob("*.txt"))]
    matches = 0
    for words in _shipped_patterns(code):
        prefilter = Prefilter([words])
        for article in articles:
            for match in words.finditer(article):
                matches += 1
                assert prefilter.possible(match.group()) == [0], (words.pattern, match.group())
    assert matches > 100


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large])
@given(data=st.data())
def test_what_a_shipped_pattern_can_match_passes(code: str, data: st.DataObject) -> None:
    """Texts made from the patterns themselves."""
    words = data.draw(st.sampled_from(_shipped_patterns(code)))
    text = data.draw(st.from_regex(words))
    assert Prefilter([words]).possible(text) == [0]


@pytest.mark.parametrize("code", CODES)
def test_most_shipped_patterns_need_some_letters(code: str) -> None:
    """A trigger that needs none is tried on every sentence; that must stay rare."""
    needs = [needed_literals(trigger.pattern.pattern) for trigger in shipped(code).triggers]
    assert sum(need is None for need in needs) <= len(needs) / 20
