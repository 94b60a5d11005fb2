"""How two words of one script differ: spelled in another way, or with a slip of the pen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from interlock.datafiles import Node, load_yaml
from interlock.resolution.names.pinyin import parted, readings
from interlock.resolution.names.slips import DOUBLED, TURNED, dropped, slip, turned
from interlock.resolution.names.writing import bare

_FINAL = str.maketrans("ךםןףץ", "כמנפצ")
_SPELLED = 5
"""Letters of a word from which another spelling is the same name: 'Chan' and 'Han' are two."""
_MARKED = 4
"""Letters of a word from which 'ue' may be written for 'ü'."""
_BARE, _BARE_ROUNDED = 4, 6
"""Letters of a Hebrew word, without those inside that stand for vowels, from which on these tell nothing; the same where one for
O or U is among them, which is seldom left out ('סרברס', 'סרברוס')."""
_ALIKE, _NEAR = 5, 7
"""Letters of a Hebrew word from which on one may stand for another that is read alike, or nearly."""
_NEAR_HAN = 6
"""Characters of a Chinese name from which one may stand for another that is read nearly alike."""
_TURNED_HAN = 4


class Differ(IntEnum):
    """How two words differ, the least first."""

    NOTHING = 0
    SPELLING = 1
    SLIP = 2
    NAME = 3


class Spellings:
    """Compares words of one script."""

    def __init__(self) -> None:
        path = Path(str(files("interlock.resolution") / "data" / "spellings.yaml"))
        rows = {key.text(): value for key, value in load_yaml(path).pairs()}
        self._latin, self._heard = _rules(rows["latin"]), [_rules(language) for _, language in rows["heard"].pairs()]
        self._heard_in_han = _rules(rows["heard_in_han"])
        self._alike = {frozenset(pair) for pair in rows["hebrew"].texts()}
        self._near = {frozenset(pair) for pair in rows["near"].texts()}

    @lru_cache(maxsize=131072)  # noqa: B019 - one table lives as long as the program
    def differ(self, one: str, other: str, script: str, least: int = TURNED) -> Differ:
        """How two words of the Latin or Hebrew script differ; neighbours may be turned in words of `least` letters."""
        if one == other:
            return Differ.NOTHING
        if script == "hebrew":
            return self._hebrew(one.translate(_FINAL), other.translate(_FINAL), least)
        mine, theirs = self.key(one), self.key(other)
        if mine == theirs and min(len(one), len(other)) >= _SPELLED and len(mine) >= _SPELLED - 1:
            return Differ.SPELLING
        if min(len(one), len(other)) >= _MARKED and _plain(one) == _plain(other):
            return Differ.SPELLING
        return Differ.SLIP if slip(one, other, least) else Differ.NAME

    @lru_cache(maxsize=65536)  # noqa: B019 - one table lives as long as the program
    def key(self, word: str) -> str:
        """A word of the Latin script as all its spellings are written."""
        return DOUBLED.sub(r"\1", _written(word, self._latin))

    @lru_cache(maxsize=65536)  # noqa: B019 - one table lives as long as the program
    def heard(self, words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        """Words of the Latin script as they are heard in one language and another, where that is not as they are written."""
        ways = (tuple(_written(word, language) for word in words) for language in self._heard)
        return tuple(dict.fromkeys(way for way in ways if way != words))

    @lru_cache(maxsize=65536)  # noqa: B019 - one table lives as long as the program
    def heard_in_han(self, word: str) -> str:
        """A word of the Latin script without the sounds that Chinese leaves out."""
        return _written(word, self._heard_in_han)

    def _hebrew(self, one: str, other: str, least: int) -> Differ:
        if one == other:
            return Differ.SPELLING
        if bare(one) == bare(other) and len(bare(one)) >= (_BARE if _rounded(one) == _rounded(other) else _BARE_ROUNDED):
            return Differ.SPELLING
        if len(one) == len(other) >= _ALIKE:
            apart = [frozenset(pair) for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
            if len(apart) == 1 and apart[0] in self._alike:
                return Differ.SPELLING
            if len(apart) == 1 and len(one) >= _NEAR and apart[0] in self._near:
                return Differ.SLIP
        swapped = turned(one, other) and len(one) >= least
        return Differ.SLIP if swapped or dropped(one, other) else Differ.NAME


def _rules(node: Node) -> list[tuple[re.Pattern[str], str]]:
    pairs = [tuple(row.texts()) for row in node.items()]
    return [(re.compile(pair[0]), pair[1].replace("-", "")) for pair in pairs]


def _rounded(word: str) -> str:
    """A Hebrew word with no other letters for vowels than those of O and U."""
    return re.sub("ו+", "ו", re.sub("(?<=.)[איע](?=.)", "", word))


def _plain(word: str) -> str:
    """A Latin word whose letters with marks are spelled without them, or with another letter."""
    return re.sub("(?<=[aou])e", "", word)


def _written(word: str, rules: Sequence[tuple[re.Pattern[str], str]]) -> str:
    for pattern, instead in rules:
        word = pattern.sub(instead, word)
    return word


def characters_differ(one: str, other: str, least: int, *, most: int = 1) -> bool:
    """Whether two Chinese names of at least so many characters differ in so few that are read alike, in one that is read nearly
    alike where the name is long, or in two neighbours that have changed places."""
    if len(one) != len(other) or len(one) < least:
        return False
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(one) >= _TURNED_HAN and turned(one, other):
        return True
    if len(apart) <= most and all(readings(a) & readings(b) for a, b in apart):
        return True
    return len(apart) == 1 and len(one) >= _NEAR_HAN and _nearly(*apart[0])


def _nearly(one: str, other: str) -> bool:
    """Whether two characters have a reading with one initial, and finals of which one begins the other."""
    return any(
        a[0] == b[0] and (a[1].startswith(b[1]) or b[1].startswith(a[1]))
        for a in map(parted, readings(one))
        for b in map(parted, readings(other))
    )


def joined_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words are the same letters in their order, or turned about ('Kim Minseok', 'Min Seok Kim'), and none is cut
    where the other's words are not."""
    whole, cuts = "".join(one), _cuts(one)
    for turn in range(len(other)):
        turned = [*other[turn:], *other[:turn]]
        if "".join(turned) == whole and (cuts <= (theirs := _cuts(turned)) or theirs <= cuts):
            return True
    return False


def _cuts(words: Sequence[str]) -> set[int]:
    places, place = set(), 0
    for word in words[:-1]:
        place += len(word)
        places.add(place)
    return places
