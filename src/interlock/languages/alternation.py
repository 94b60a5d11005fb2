"""One pattern for many words: what the words have in common is written, compiled and tried once.

`joined` matches exactly what `"|".join(words)` matches, with the same preference among the words: `sign(?:ed|s)|sold`
becomes `s(?:ign(?:ed|s)|old)`. A list of some hundred words is then as fast to search for as a handful.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_PLAIN = re.compile(r"(?:\\[^\w\s]|[^\\.^$*+?{}\[\]|()])(?![*+?{])")
"""A character that stands for itself, and for itself once."""
_HEAD = re.compile(r"(?:(?:\\[^\w\s]|[^\\.^$*+?{}\[\]|()])(?![*+?{]))*")
_LOOK_BEHIND = re.compile(r"\A(?:\(\?<[=!][^()\\]*\))+")
_FIRST_PART = re.compile(r"(?:\(\?:(?P<group>[^()\[\]\\]*)\)|(?P<character>[^\\.^$*+?{}\[\]|()]))(?P<optional>\??)(?![*+?{])")
_NO_GROUPING = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]")
_Word = tuple[str, ...]
"""The plain characters that a word begins with, then the rest as one piece, empty where there is none."""


def joined(words: Sequence[tuple[str, str]]) -> str:
    """The words, each with its ending, as alternatives in this order, with shared beginnings taken out.

    To be put into a group.
    """
    return _alternatives([_pieces(word, ending) for word, ending in words])


def heads(words: Sequence[str], longest: int) -> str | None:
    """What the words begin with, up to some characters, as alternatives; None where a word may begin with anything."""
    found: dict[str, None] = {}
    for word in words:
        beginnings = _beginnings(word, longest)
        if beginnings is None:
            return None
        found.update(dict.fromkeys(beginnings))
    return joined([(head, "") for head in found])


def _beginnings(word: str, longest: int) -> list[str] | None:
    """What a word begins with: the first of its plain characters, or those of the parts of a first simple group."""
    if "|" in word and _has_branches(word):
        return None
    word = _LOOK_BEHIND.sub("", word)
    if head := "".join(_pieces(word, "")[:-1][:longest]):
        return [head]
    first = _FIRST_PART.match(word)
    if first is None:
        return None
    found: list[str] = []
    for part in (first["character"] or first["group"]).split("|"):
        beginnings = _beginnings(part or word[first.end() :], longest)
        if beginnings is None:
            return None
        found += beginnings
    if first["optional"]:
        beginnings = _beginnings(word[first.end() :], longest)
        return None if beginnings is None else found + beginnings
    return found


def _pieces(word: str, ending: str) -> _Word:
    head = _HEAD.match(word)
    end = head.end() if head and not ("|" in word and _has_branches(word)) else 0
    rest = word[end:]
    return (*_PLAIN.findall(word, 0, end), (f"(?:{rest})" if "|" in rest else rest) + ending)


def _has_branches(word: str) -> bool:
    """Whether a '|' stands outside of all groups."""
    depth = 0
    for character in _NO_GROUPING.sub("", word):
        depth += (character == "(") - (character == ")")
        if character == "|" and not depth:
            return True
    return False


def _alternatives(words: list[_Word]) -> str:
    """The words with the same first character side by side. A word whose first piece is no plain character keeps its
    place: it may match what the words before and behind it match."""
    branches: list[str] = []
    beginnings: dict[str, list[_Word]] = {}
    for first, *others in words:
        if others:
            beginnings.setdefault(first, []).append(tuple(others))
        else:
            branches += _branches(beginnings)
            beginnings = {}
            branches.append(first)
    branches += _branches(beginnings)
    return "|".join(branches)


def _branches(beginnings: dict[str, list[_Word]]) -> list[str]:
    return [first + _tails(tails) for first, tails in beginnings.items()]


def _tails(tails: list[_Word]) -> str:
    """What follows a shared first character."""
    shared = ""
    while len({tail[0] for tail in tails}) == 1 and all(len(tail) > 1 for tail in tails):
        shared += tails[0][0]
        tails = [tail[1:] for tail in tails]
    if len(tails) == 1:
        return shared + "".join(tails[0])
    return f"{shared}(?:{_alternatives(tails)})"
