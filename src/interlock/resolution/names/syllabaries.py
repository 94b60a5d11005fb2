"""Names in the syllables of Korea and Japan: how they are spelled in Latin letters, and whether a name there is one of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from interlock.datafiles import load_yaml
from interlock.resolution.names.sound import Sounds, SoundTable, consonants, likeness
from interlock.resolution.names.words import Parts

_FIRST_HANGUL, _VOWELS, _FINALS = 0xAC00, 21, 28
_HIRAGANA, _TO_KATAKANA = re.compile("[\u3041-\u3096]"), 0x60
_ALIKE, _WORD_ALIKE = 0.84, 0.8
"""Likeness of sounds of a whole foreign name in kana or hangul, and of each word of a person's."""
_CONSONANTS = 3
"""Consonants of a foreign name that is compared."""


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Sequence[str]]:
    path = Path(str(files("interlock.resolution") / "data" / "syllables.yaml"))
    return {key.text(): [each.replace("-", "") for each in value.texts()] for key, value in load_yaml(path).pairs()}


@lru_cache(maxsize=1)
def _kana() -> Mapping[str, str]:
    return dict(each.split("=") for each in _tables()["kana"])


@lru_cache(maxsize=16384)
def hangul(word: str) -> tuple[str, ...]:
    """The syllables of a word in hangul, in the revised romanisation; other letters stay as they are."""
    tables = _tables()
    found = []
    for letter in word:
        place = ord(letter) - _FIRST_HANGUL
        if 0 <= place < len(tables["initials"]) * _VOWELS * _FINALS:
            initial, rest = divmod(place, _VOWELS * _FINALS)
            vowel, final = divmod(rest, _FINALS)
            found.append(tables["initials"][initial] + tables["vowels"][vowel] + tables["finals"][final])
        else:
            found.append(letter)
    return tuple(found)


@lru_cache(maxsize=16384)
def kana(word: str) -> str:
    """A word in kana in Latin letters, long vowels as short ones; voiced sounds, whose marks are folded away, as voiceless."""
    table, made, place = _kana(), "", 0
    word = _HIRAGANA.sub(lambda found: chr(ord(found[0]) + _TO_KATAKANA), word)
    while place < len(word):
        length = 2 if word[place : place + 2] in table else 1
        made += table.get(word[place : place + length], word[place])
        place += length
    return made


def latin(word: str, script: str) -> str:
    """A word of such a script in Latin letters."""
    return kana(word) if script == "kana" else "".join(hangul(word))


def foreign(one: Parts, other: Parts, table: SoundTable, person: bool) -> bool:
    """Whether a name in Latin letters is one in kana or hangul by its sounds, word by word of a person."""
    written, syllabic = (one, other) if one.script == "latin" else (other, one)
    if written.script != "latin":
        return False
    if person and len(written.own) == len(syllabic.own):
        pairs = zip(written.own, syllabic.own, strict=True)
        if any(_likeness(a, b, syllabic.script, table) < _WORD_ALIKE for a, b in pairs):
            return False
    whole = "".join(written.every or written.own)
    mine = table.sounds(whole, "latin")
    if len(consonants(mine)) < _CONSONANTS:
        return False
    joined = "".join(syllabic.own)
    return _likeness(whole, joined, syllabic.script, table) >= _ALIKE


def _likeness(written: str, syllabic: str, script: str, table: SoundTable) -> float:
    mine, theirs = table.sounds(written, "latin"), table.sounds(latin(syllabic, script), "syllables")
    return max(likeness(mine, theirs), likeness(_without_r(mine), theirs))


def _without_r(sounds: Sounds) -> Sounds:
    """The sounds without an R before a consonant or at the end, which these scripts write as a long vowel."""
    followed = [*pairwise(sounds), (sounds[-1], frozenset())] if sounds else []
    return tuple(sound for sound, after in followed if "R" not in sound or any(map(str.islower, after)))
