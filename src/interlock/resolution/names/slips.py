"""Slips of the pen: what makes one word of letters another by mistake."""

from __future__ import annotations

import re

_VOWELS = frozenset("aeiouy")
DOUBLED = re.compile(r"(.)\1+")
TURNED = 5
"""Letters of a word from which two neighbours that have changed places are a slip."""
TURNED_FIRM = 7
"""The same of a firm that is not known: 'Trial' and 'Trail' are two words."""
_DROPPED = 8
"""Letters of a word from which one that is missing inside is a slip: 'Vista' and 'Vistra' are two firms."""
_EXCHANGED = 9
"""Letters of a word from which one vowel for another is a slip: 'Sterling' and 'Starling' are two banks."""


def letters(word: str) -> str:
    """The letters of a word, each once, by the alphabet: turned neighbours and doubled letters do not change them."""
    return "".join(sorted(set(word)))


def slip(one: str, other: str, least: int = TURNED) -> bool:
    """Whether a Latin word is another with two neighbours turned, where it has `least` letters, a letter doubled, or, where it is
    long, with a letter left out or a vowel exchanged inside."""
    length = min(len(one), len(other))
    if length >= least and turned(one, other):
        return True
    if length >= TURNED and DOUBLED.sub(r"\1", one) == DOUBLED.sub(r"\1", other):
        return True
    return dropped(one, other) or (length >= _EXCHANGED and _exchanged(one, other))


def turned(one: str, other: str) -> bool:
    """Whether two neighbours, not the first two, have changed places."""
    if len(one) != len(other) or one[0] != other[0]:
        return False
    apart = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(apart) == 2 and apart[1] == apart[0] + 1 and one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]


def dropped(one: str, other: str) -> bool:
    """Whether a letter inside a long word is missing."""
    short, long = sorted((one, other), key=len)
    if len(long) != len(short) + 1 or len(long) < _DROPPED or short[0] != long[0] or short[-1] != long[-1]:
        return False
    start = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[start:] == long[start + 1 :]


def _exchanged(one: str, other: str) -> bool:
    """Whether one vowel inside stands for another."""
    if len(one) != len(other):
        return False
    apart = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(apart) == 1 and 0 < apart[0] < len(one) - 1 and {one[apart[0]], other[apart[0]]} <= _VOWELS
