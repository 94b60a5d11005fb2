"""How alike two words of different scripts sound: an alignment of the sounds that their letters may stand for."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from interlock.datafiles import load_yaml
from interlock.resolution.names.pinyin import parted, syllables

Sounds = tuple[frozenset[str], ...]
_NEAR = tuple(
    frozenset(pair)
    for pair in ("PB", "FV", "TD", "SZ", "KG", "XS", "XC", "CJ", "QS", "QZ", "VW", "JZ", "HK", "LR", "BV", "PF", "XJ", "QC", "QT")
)
_NEAR_COST, _VOWEL, _VOWELS_DIFFER = 0.35, 0.25, 0.1
_WEAK = frozenset("HYWR")
"""Sounds that a script may leave out at the end of a syllable."""
_WEAK_GAP = 0.55
_ENDINGS = frozenset({"script", "ends", "other", "needs"})


class SoundTable:
    """The letters of each script with their sounds."""

    def __init__(self) -> None:
        path = Path(str(files("interlock.resolution") / "data" / "sounds.yaml"))
        self._scripts: dict[str, dict[str, frozenset[str]]] = {}
        for script, letters in load_yaml(path).pairs():
            self._scripts[script.text()] = {key.text(): frozenset(value.texts()) for key, value in letters.pairs()}
        self._needs: dict[tuple[str, str, str], frozenset[str]] = {}
        for row in load_yaml(path.with_name("endings.yaml")).items():
            found = row.fields(_ENDINGS, _ENDINGS)
            for end in found["ends"].texts():
                self._needs[found["script"].text(), found["other"].text(), end] = frozenset(found["needs"].texts())
        self._split = {
            script: re.compile("|".join(sorted(map(re.escape, letters), key=len, reverse=True)))
            for script, letters in self._scripts.items()
        }

    @lru_cache(maxsize=65536)  # noqa: B019 - one table lives as long as the program
    def end_alike(self, one: str, script: str, other: str, other_script: str) -> bool:
        """Whether the last vowels of two words of different scripts can be one."""
        ends = _end(one, script), _end(other, other_script)
        return all(
            needed is None or ends[place - 1] in needed
            for place, pair in enumerate(((script, other_script), (other_script, script)))
            for needed in (self._needs.get((*pair, ends[place])),)
        )

    @lru_cache(maxsize=65536)  # noqa: B019 - one table lives as long as the program
    def sounds(self, word: str, script: str) -> Sounds:
        """The sounds of a word; doubled letters count once. Chinese is read in pinyin; a script without letters here has none."""
        if script not in self._scripts and script != "han":
            return ()
        if script == "han":
            word, script = "".join(syllables(word)), "pinyin"
        if script == "latin":
            word = re.sub("(?<=.)x", "ks", word.lower())
        letters = re.sub(r"([a-zא-הז-טכ-ת])\1", r"\1", word.replace('"', "").lower())
        return tuple(self._scripts[script][each] for each in self._split[script].findall(letters))


def _end(word: str, script: str) -> str:
    """The last letter of a word; of Chinese the final of its last syllable in pinyin."""
    return parted(syllables(word)[-1])[1] if script == "han" else word[-1:]


def consonants(sounds: Sounds) -> Sounds:
    """The sounds that are no vowel alone."""
    return tuple(each for each in sounds if any(sound.isupper() for sound in each))


def likeness(one: Sounds, other: Sounds) -> float:
    """1 where the sounds agree, 0 where none does: the cost of the cheapest alignment as a part of the longer word."""
    whole = max(sum(map(_weight, one)), sum(map(_weight, other)))
    if not whole:
        return 0.0
    row = [0.0]
    for sound in other:
        row.append(row[-1] + _gap(sound))
    for mine in one:
        gap, before = _gap(mine), row
        row = [before[0] + gap]
        for place, theirs in enumerate(other):
            row.append(min(before[place] + _change(mine, theirs), before[place + 1] + gap, row[place] + _gap(theirs)))
    return max(0.0, 1 - row[-1] / whole)


@lru_cache(maxsize=4096)
def _weight(sound: frozenset[str]) -> float:
    return _VOWEL if any(each.islower() for each in sound) else 1.0


@lru_cache(maxsize=4096)
def _gap(sound: frozenset[str]) -> float:
    return _WEAK_GAP if sound & _WEAK and _weight(sound) == 1.0 else _weight(sound)


@lru_cache(maxsize=16384)
def _change(one: frozenset[str], other: frozenset[str]) -> float:
    if one & other:
        return 0.0
    if not any(map(str.isupper, one)) and not any(map(str.isupper, other)):
        return _VOWELS_DIFFER
    if any(pair & one and pair & other for pair in _NEAR):
        return _NEAR_COST
    return max(_weight(one), _weight(other)) if _weight(one) == _weight(other) else 1.0 + _VOWEL
