"""How Chinese characters of a name are spelled in Latin letters: as pinyin, as Taiwan and Hong Kong do, and as they are read in
Korea and Vietnam."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from interlock.datafiles import Node, load_yaml
from interlock.resolution.names.pinyin import Pinyin, parted, readings, syllables
from interlock.resolution.names.syllabaries import hangul
from interlock.resolution.names.words import Parts

_LEAST, _MOST = 2, 4
"""Characters of a name that is told syllable by syllable."""
_LETTERS = 5
"""Letters of a word of a firm's name from which it is compared so: 'Lima' may be any two characters."""
_KOREAN = re.compile("(kk|tt|pp|ss|jj|ch|[gndrmbsjktph]?)(y?[aeiou]+|w[aeio]+)(ng|[knlmpt]?)")
_ONLY_PINYIN = re.compile("zh|x|q")
_LEFT_OUT = frozenset(("",))
Spelled = Mapping[str, frozenset[str]]


class Readings:
    """Compares a person's name in Latin letters with one in Chinese characters."""

    def __init__(self, pinyin: Pinyin) -> None:
        self._pinyin = pinyin
        path = Path(str(files("interlock.resolution") / "data" / "readings.yaml"))
        rows = {key.text(): value for key, value in load_yaml(path).pairs()}
        older = {key.text(): _lists(value) for key, value in rows["older"].pairs()}
        self._older = older["initials"], older["finals"], older["syllables"]
        self._heard = {key.text(): value.text() for key, value in rows["heard"].pairs()}
        korean = {key.text(): value for key, value in rows["korean"].pairs()}
        letters = tuple(_lists(korean[part]) for part in ("initials", "vowels", "finals"))
        self._letters = letters
        self._special = special = _lists(korean["syllables"])
        spelled: dict[str, set[str]] = defaultdict(set)
        self._usual: dict[str, str] = {}
        for reading, characters in korean["characters"].pairs():
            self._usual |= dict.fromkeys(characters.text(), reading.text())
            ways = _korean(reading.text(), letters) | special.get(reading.text(), frozenset())
            for character in characters.text():
                spelled[character] |= ways
        self._korean = {character: frozenset(ways) for character, ways in spelled.items()}
        self._middle = frozenset(rows["middle"].text())
        self._vietnamese, self._cantonese = _by_character(rows["vietnamese"]), _by_character(rows["cantonese"])

    def spelled(self, latin: Parts, han: str) -> bool:
        """Whether the words spell the characters one by one in some language, the name of the family first or last."""
        units = latin.units()
        if not _LEAST <= len(han) <= _MOST or not 0 < len(units) <= _MOST:
            return False
        orders = {units, (*units[-1:], *units[:-1]), (*units[1:], *units[:1])}
        whole = ["".join(order) for order in orders if order[0] in latin.own]  # what a hyphen ties is the given name
        return any(_spells(ways, each) for each in whole for ways in self._ways(han, _pinyin_only(each)))

    def in_hangul(self, word: str, other: Parts) -> bool:
        """Whether a Korean name in hangul is one in Latin letters, the family first or last, or in Chinese characters."""
        read, units = hangul(word), other.units()
        if not _LEAST <= len(read) <= _MOST:
            return False
        if other.script == "han":
            characters = "".join(other.own)
            pairs = zip(read, characters, strict=False)
            return len(read) == len(characters) and all(each in self._korean.get(character, ()) for each, character in pairs)
        ways = [frozenset(_korean(each, self._letters) | self._special.get(each, frozenset())) for each in read]
        return any(_spells(ways, "".join(order)) for order in (other.own, (*units[-1:], *units[:-1]), (*units[1:], *units[:1])))

    @lru_cache(maxsize=65536)  # noqa: B019 - it lives as long as the program
    def syllables_of(self, latin: str, han: str) -> bool:
        """Whether a word of the name of a firm spells the characters one by one, in Mandarin or Korean."""
        if not _LEAST <= len(han) <= _MOST or len(latin) < _LETTERS:
            return False
        return any(_spells(ways, latin) for ways in self._ways(han, _pinyin_only(latin), firm=True))

    def romanised(self, one: Parts, other: Parts) -> bool:
        """Whether one name in pinyin is the other as Taiwan writes it, the name of the family at the same end."""
        for mine, theirs in ((one, other), (other, one)):
            read = [self._pinyin.read(word) for word in mine.units()]
            if all(read) and len(mine.units()) == len(theirs.units()):
                ways = [[self._taiwanese(initial + final) for initial, final in word] for word in read]
                orders = (ways, [*ways[-1:], *ways[:-1]])
                whole = "".join(theirs.units())
                if any(_spells([each for word in order for each in word], whole) for order in orders):
                    return True
        return False

    @lru_cache(maxsize=16384)  # noqa: B019 - it lives as long as the program
    def latin(self, han: str) -> tuple[tuple[str, str], ...]:
        """The names of the family (one character) and the person in Latin letters: as pinyin is heard, as Korea spells them."""
        if not _LEAST < len(han) <= _MOST - 1:
            return ()
        read = [parted(min(readings(character))) for character in han]
        heard = [self._heard.get(initial, initial) + self._heard.get(final, final) for initial, final in read]
        ways = [(heard[0], "".join(heard[1:]))]
        korean = [self._usual.get(character, "") for character in han]
        if all(korean):
            ways += [(family, "".join(korean[1:])) for family in (korean[0], *sorted(self._special.get(korean[0], ())))]
        return tuple(ways)

    def words(self, han: str) -> set[str]:
        """Words in Latin letters by which the characters may be looked for: the given name in Korean, each in Vietnamese."""
        if not _LEAST <= len(han) <= _MOST:
            return set()
        korean = "".join(self._usual.get(character, "") for character in han[1:])
        vietnamese = {min(self._vietnamese[character]) for character in han} if set(han) <= set(self._vietnamese) else set()
        whole = {korean, self._usual.get(han[0], "") + korean, *map("".join, self.latin(han)[:1])} - {""}
        return whole | vietnamese

    @lru_cache(maxsize=16384)  # noqa: B019 - it lives as long as the program
    def _ways(self, han: str, pinyin_only: bool, firm: bool = False) -> tuple[Sequence[frozenset[str]], ...]:
        """For each way of reading, how each character may be spelled; for firms all but the Vietnamese, and the usual reading of
        a character only."""
        read = [frozenset((each,)) for each in syllables(han)] if firm else [readings(character) for character in han]
        ways = [read]
        if not pinyin_only:
            ways.append([frozenset().union(*map(self._taiwanese, each)) for each in read])
        ways += [
            [table[character] | (_LEFT_OUT if character in self._middle else frozenset()) for character in han]
            for table in (self._korean, self._cantonese, *(() if firm else (self._vietnamese,)))
            if all(character in table for character in han)
        ]
        return tuple(ways)

    @lru_cache(maxsize=4096)  # noqa: B019 - it lives as long as the program
    def _taiwanese(self, syllable: str) -> frozenset[str]:
        initials, finals, syllables = self._older
        initial, final = parted(syllable)
        ways = {one + other for one in (initial, *initials.get(initial, ())) for other in (final, *finals.get(final, ()))}
        return frozenset(ways) | syllables.get(syllable, frozenset())


def _spells(ways: Sequence[frozenset[str]], text: str) -> bool:
    """Whether the text is one of the spellings of each syllable, one after the other."""
    places = {0}
    for spellings in ways:
        places = {place + len(each) for place in places for each in spellings if text.startswith(each, place)}
    return len(text) in places


def _pinyin_only(whole: str) -> bool:
    """Whether the letters are those of pinyin, which leaves no choice."""
    return bool(_ONLY_PINYIN.search(whole))


def _korean(reading: str, letters: Sequence[Spelled]) -> set[str]:
    parts = _KOREAN.fullmatch(reading)
    ways = {""}
    for part, table in zip(parts.groups() if parts else (), letters, strict=False):
        ways = {way + each for way in ways for each in (part, *table.get(part, ()))}
    return ways if parts else {reading}


def _by_character(node: Node) -> dict[str, frozenset[str]]:
    """How each character is spelled, of a table of the characters with each spelling."""
    spelled: dict[str, set[str]] = defaultdict(set)
    for reading, characters in node.pairs():
        for character in characters.text():
            spelled[character].add(reading.text())
    return {character: frozenset(ways) for character, ways in spelled.items()}


def _lists(node: Node) -> dict[str, frozenset[str]]:
    return {key.text(): frozenset(text.replace("-", "") for text in value.texts()) for key, value in node.pairs()}
