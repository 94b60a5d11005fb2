"""Whether two statements of one speaker are the same words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from interlock.resolution.atoms import Group

_LIKE = 0.5
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def same_speech(one: Group, other: Group, origins: Mapping[str, str]) -> bool:
    """Near the same letters in one language; or the only statement of the speaker in each of two copies of one origin."""
    if one.documents & other.documents:
        return False
    first, second = one.propositions[0].told, other.propositions[0].told
    quotes = first.claim.evidence, second.claim.evidence
    if quotes[0].language == quotes[1].language:
        return likeness(quotes[0].quote, quotes[1].quote) >= _LIKE
    copies = origins.get(first.source.id, first.source.id) == origins.get(second.source.id, second.source.id)
    numbers = [set(_DIGITS.findall(quote.quote)) for quote in quotes]
    return copies and bool(one.stories & other.stories) and numbers[0] == numbers[1]


def likeness(one: str, other: str) -> float:
    """Shared runs of three letters as a part of all (Jaccard)."""
    left, right = runs(one), runs(other)
    return len(left & right) / len(left | right) if left and right else 0.0


@lru_cache(maxsize=16384)
def runs(text: str) -> frozenset[str]:
    """The runs of three letters of a text, without spaces and marks."""
    letters = re.sub(r"[\W_]+", "", text.lower())
    return frozenset(letters[place : place + 3] for place in range(len(letters) - 2))
