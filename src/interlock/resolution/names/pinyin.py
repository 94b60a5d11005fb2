"""Chinese names in Latin letters: their syllables are told exactly, so that one that differs is another name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import permutations
from pathlib import Path

from interlock.datafiles import Node, load_yaml

Syllable = tuple[str, str]
"""Initial and final."""


@lru_cache(maxsize=65536)
def syllables(han: str) -> tuple[str, ...]:
    """Chinese characters as pinyin reads them, without tones."""
    from pypinyin import lazy_pinyin  # its dictionaries take a fifth of a second: only where there is Chinese

    return tuple(lazy_pinyin(han))


@lru_cache(maxsize=16384)
def readings(character: str) -> frozenset[str]:
    """Every reading of a Chinese character in pinyin, without tones."""
    from pypinyin import Style, pinyin

    return frozenset(pinyin(character, style=Style.NORMAL, heteronym=True)[0])


@lru_cache(maxsize=16384)
def toned(character: str) -> frozenset[str]:
    """Every reading of a Chinese character in pinyin, with its tone."""
    from pypinyin import Style, pinyin

    return frozenset(pinyin(character, style=Style.TONE3, heteronym=True)[0])


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Node]:
    path = Path(str(files("interlock.resolution") / "data" / "pinyin.yaml"))
    return {key.text(): value for key, value in load_yaml(path).pairs()}


@lru_cache(maxsize=1)
def _initials() -> str:
    return "|".join(_table()["initials"].texts())


@lru_cache(maxsize=4096)
def parted(syllable: str) -> Syllable:
    """The initial of a syllable, or nothing, and the rest of it."""
    initial = re.match(_initials(), syllable)
    end = initial.end() if initial else 0
    return syllable[:end], syllable[end:]


class Pinyin:
    """Compares a name in Latin letters with one in Chinese characters, syllable by syllable."""

    def __init__(self) -> None:
        rows = _table()
        self._syllable = re.compile(f"({_initials()})?({'|'.join(rows['finals'].texts())})")
        self._only = frozenset(rows["only"].texts())
        self._alike = [frozenset(group.texts()) for group in rows["alike"].items()]

    def differ(self, latin: Sequence[str], han: str) -> bool:
        """Whether the words can be read as just as many syllables as there are characters, and in no order as these."""
        told = [self.read(word) for word in latin]
        sounds = self._sounds(han)
        if not sounds or len(latin) > 3 or any(not each for each in told) or sum(map(len, told)) != len(sounds):
            return False
        strict = any(initial in self._only for word in told for initial, _ in word)
        return not any(
            all(self._same(a, b, strict) for a, b in zip([each for word in order for each in word], sounds, strict=True))
            for order in permutations(told)
        )

    @lru_cache(maxsize=16384)  # noqa: B019 - it lives as long as the program
    def read(self, word: str) -> tuple[Syllable, ...]:
        """The syllables of a word, the fewest; none where it is not wholly made of them."""
        best: list[tuple[Syllable, ...] | None] = [(), *[None] * len(word)]
        for start in range(len(word)):
            before = best[start]
            for end in range(start + 1, min(len(word), start + 6) + 1):
                match = self._syllable.fullmatch(word, start, end)
                if before is not None and match:
                    found, known = (*before, (match[1] or "", match[2])), best[end]
                    best[end] = found if known is None or len(found) < len(known) else known
        return best[-1] or ()

    @lru_cache(maxsize=16384)  # noqa: B019 - it lives as long as the program
    def _sounds(self, han: str) -> tuple[Syllable, ...]:
        read = [self._syllable.fullmatch(syllable) for syllable in syllables(han)]
        return tuple((match[1] or "", match[2]) for match in read if match) if all(read) else ()

    def _same(self, one: Syllable, other: Syllable, strict: bool) -> bool:
        if one == other:
            return True
        return not strict and one[1] == other[1] and any({one[0], other[0]} <= group for group in self._alike)
