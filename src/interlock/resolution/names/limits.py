"""How well two words of different scripts agree, and from where on they are one name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spelling:
    """How well two words agree: `odds` the logarithm of how much likelier they are one name than two by chance, `each` that
    for each symbol of the longer one, `weakest` the least that a stretch of them adds to it; `alike` the likeness of their
    sounds (0 to 1), `least` the symbols of the shorter; `ends` whether their last vowels can be one."""

    odds: float
    each: float
    weakest: float
    alike: float
    least: int
    ends: bool = True

    @property
    def grade(self) -> float:
        """All in one number: a wrong sound tells more than a good beginning."""
        return self.each + 2 * self.alike + self.weakest / 5


NOTHING = Spelling(-99.0, -9.0, -99.0, 0.0, 0)


@dataclass(frozen=True, slots=True)
class Limits:
    """What makes two spellings one name, the odds being at least `odds` and the shorter one of `least` symbols: that the whole
    reaches `grade` and each word `word`; or that the sounds of the whole are alike by `alike` and those of each word by
    `word_alike`, and no stretch speaks against it as much as `against`. Last vowels must agree in any case."""

    odds: float
    grade: float
    word: float
    alike: float
    word_alike: float
    least: int
    against: float

    def met(self, whole: Spelling, words: Sequence[Spelling], guessed: bool = False, common: bool = False) -> bool:
        """Whether a name as a whole, and its words where both have as many, are spelled alike; more is asked where it is only
        guessed how the name was meant, and less where both have `common` words that mean the same."""
        less = 1 if common and not guessed and whole.alike >= _CLEARLY else 0
        if whole.odds < self.odds - less or whole.least < self.least - less:
            return False
        if not all(each.ends for each in words or [whole]):
            return False
        if guessed and whole.least < self.least + (0 if common else _LONGER):
            return False
        more = _GUESSED if guessed else 0.0
        if whole.grade >= self.grade + more and all(each.grade >= self.word + more for each in words):
            return True
        alike = not guessed and whole.alike >= self.alike and all(each.alike >= self.word_alike for each in words)
        return alike and whole.weakest > (_AGAINST_COMMON if less else self.against)


_CLEARLY, _AGAINST_COMMON = 0.9, -3.5
"""Likeness of sounds from which on less is asked of firms with common words of one meaning, and what may speak against it."""
_GUESSED, _LONGER = 0.15, 2
"""How much better the grade must be, and how many symbols longer a name, where it is only guessed how it was meant or heard."""
Scripts = frozenset[str]
LATIN_HEBREW, LATIN_HAN, HEBREW_HAN = frozenset(("latin", "hebrew")), frozenset(("latin", "han")), frozenset(("hebrew", "han"))
FIRM = {
    LATIN_HEBREW: Limits(4.5, 2.55, 1.8, 0.8, 0.7, 3, -1.0),
    LATIN_HAN: Limits(5.5, 2.6, 1.6, 0.8, 0.7, 4, -1.0),
    HEBREW_HAN: Limits(5.5, 2.2, 1.2, 0.8, 0.7, 4, -1.0),
}
PERSON = {
    LATIN_HEBREW: Limits(4.0, 2.5, 1.8, 0.81, 0.81, 2, -3.5),
    LATIN_HAN: Limits(4.0, 2.4, 1.6, 0.78, 0.68, 2, -2.5),
    HEBREW_HAN: Limits(4.0, 2.1, 1.2, 0.78, 0.68, 2, -2.5),
}
"""Set where names of atlas entries that nothing was learned from part best from the same names with one sound changed."""
