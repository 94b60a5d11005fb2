"""Which of many patterns can match a sentence at all: by one scan for letters that each of them needs.

A language has hundreds of triggers, and trying each on each sentence is most of the work. From the source of a pattern we
take literals of which at least one must occur in every match; one Aho-Corasick scan then leaves a handful of patterns.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import ahocorasick_rs

_Needed = frozenset[str]
_NOTHING: _Needed = frozenset({""})
_MOST_SPELLINGS = 64
_MOST_LETTERS = 16
_QUANTIFIER = re.compile(r"[?*+][?+]?|\{(\d*)(?:,\d*)?\}[?+]?")
_PLAIN_RUN = re.compile(r"[^\\.^$*+?{}\[\]|()]+(?![*+?{])")
_GROUP_HEAD = re.compile(r"\((?:\?(?:P<\w+>|:|(?P<look><?[=!])))?")
_CLASS_ESCAPES = "dDwWsSbBAZ"


class _UnknownConstruct(Exception):
    """A part of a pattern that this reader does not know: then nothing is told about the whole."""


class Prefilter:
    """Knows what each of some patterns needs; `possible` tells which can match in a stretch of text."""

    def __init__(self, patterns: Sequence[re.Pattern[str] | str]) -> None:
        self._always: list[int] = []
        self._by_literal: dict[str, list[int]] = defaultdict(list)
        for index, pattern in enumerate(patterns):
            needed = needed_literals(pattern if isinstance(pattern, str) else pattern.pattern)
            if needed is None:
                self._always.append(index)
            else:
                for literal in needed:
                    self._by_literal[literal].append(index)
        self._literals = list(self._by_literal)
        self._scanner = ahocorasick_rs.AhoCorasick(self._literals) if self._literals else None

    def possible(self, text: str) -> list[int]:
        """Indexes of the patterns that may match somewhere in `text`, in order."""
        found = set(self._always)
        if self._scanner is not None:
            for literal, _, _ in self._scanner.find_matches_as_indexes(text, overlapping=True):
                found.update(self._by_literal[self._literals[literal]])
        return sorted(found)


def needed_literals(source: str) -> _Needed | None:
    """Literals of which at least one occurs in every match of the pattern; None where none can be told."""
    try:
        needed, _, place = _alternatives(source, 0)
    except (_UnknownConstruct, IndexError):
        return None
    return needed if place == len(source) else None


def _alternatives(source: str, place: int) -> tuple[_Needed | None, _Needed | None, int]:
    """Read branches up to a closing bracket or the end: what they need, all their spellings where these are few, the end."""
    branches: list[_Needed | None] = []
    spelled: list[_Needed | None] = []
    while True:
        needed, spellings, place = _branch(source, place)
        branches.append(needed)
        spelled.append(spellings)
        if place >= len(source) or source[place] == ")":
            break
        place += 1  # the '|'
    spellings = _union(spelled)
    return _union(branches), spellings if spellings and len(spellings) <= _MOST_SPELLINGS else None, place


def _union(parts: list[_Needed | None]) -> _Needed | None:
    """All of the literals; None where one part has none."""
    if any(part is None for part in parts):
        return None
    return frozenset(literal for part in parts if part for literal in part)


def _branch(source: str, place: int) -> tuple[_Needed | None, _Needed | None, int]:
    """Read one branch; of what it needs, keep the most telling; and its spellings, if it is nothing but letters.

    `run` holds the spellings of the stretch being read: a small class such as [資资] doubles them.
    """
    best: _Needed | None = None
    run: _Needed = _NOTHING
    whole = True

    def offer(needed: _Needed | None) -> None:
        nonlocal best
        if needed and "" not in needed and (best is None or _weight(needed) > _weight(best)):
            best = needed

    while place < len(source) and source[place] not in "|)":
        if plain := _PLAIN_RUN.match(source, place):
            run = frozenset(start + plain.group() for start in run)
            place = plain.end()
            continue
        needed, letters, place = _atom(source, place)
        quantifier = _QUANTIFIER.match(source, place)
        optional = quantifier is not None and (quantifier.group()[0] in "?*" or quantifier.group(1) in ("", "0"))
        if quantifier is not None:
            place = quantifier.end()
        if needed and run == _NOTHING:
            letters = None  # a group without letters before it: what it needs tells enough
        if letters and quantifier is None and len(run) * len(letters) <= _MOST_SPELLINGS:
            run = frozenset(start + letter for start in run for letter in letters)
            continue
        whole = False
        offer(run)
        run = letters if letters and quantifier is None else _NOTHING
        if not optional:
            offer(needed or letters)
    offer(run)
    return best, run if whole else None, place


def _weight(needed: _Needed) -> int:
    return min(len(literal) + (1 if literal > "\u3400" else 0) for literal in needed) if needed else 0


def _atom(source: str, place: int) -> tuple[_Needed | None, _Needed | None, int]:
    """Read one atom: what it needs (a group), the spellings it may have (letters, a small group), the place behind it."""
    character = source[place]
    if character == "\\":
        escaped = source[place + 1]
        if escaped.isalnum() and escaped not in _CLASS_ESCAPES:
            raise _UnknownConstruct  # \x41, a back reference
        return None, frozenset({escaped}) if not escaped.isalnum() else None, place + 2
    if character == "[":
        return _class(source, place)
    if character == "(":
        return _group(source, place)
    if character in ".^$":
        return None, None, place + 1
    return None, frozenset({character}), place + 1


def _class(source: str, place: int) -> tuple[_Needed | None, _Needed | None, int]:
    """A character class: its letters where they are few and plain."""
    end = place + (3 if source.startswith("^]", place + 1) else 2 if source.startswith(("]", "^"), place + 1) else 1)
    while source[end] != "]":
        end += 2 if source[end] == "\\" else 1
    letters = source[place + 1 : end]
    plain = not letters.startswith("^") and "\\" not in letters and "-" not in letters[1:-1]
    return None, frozenset(letters) if plain and len(letters) <= _MOST_LETTERS else None, end + 1


def _group(source: str, place: int) -> tuple[_Needed | None, _Needed | None, int]:
    head = _GROUP_HEAD.match(source, place)
    if head is None or (head.group() == "(" and source.startswith("?", head.end())):
        raise _UnknownConstruct  # flags, comments, conditions
    needed, spellings, end = _alternatives(source, head.end())
    if head.group("look"):
        return None, _NOTHING, end + 1  # takes no letters
    return needed, spellings, end + 1
