"""How names of Japan in Chinese characters are read: each character in several ways, words and names of several in their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from interlock.datafiles import load_yaml

_LONGEST = 5
"""Characters of a word of the table that is looked for."""
_MOST = 8
"""Characters of a name that is read."""
_LEAST = 6
"""Latin letters of a name that is compared; of Hebrew ones as many sounds."""
_FEW = 3
"""Readings of a character by which a name is looked for."""
_MORA = re.compile("(?:[kgnhbpmr]y|sh|ch|ts|[kstnhmyrwgzdbpjf])?[aeiou]|n")
_SOUND = re.compile("sh|ch|ts|[a-z]")
_NOT_HEBREW = re.compile("[לחעת]")
"""Letters that no name of Japan is written with in Hebrew."""
_SAME_SOUND = (
    ("(?:sy|shy)", "sh"), ("(?:ty|chy|tch)", "ch"), ("(?:zy|jy)", "j"), ("si", "shi"), ("ti", "chi"), ("tu", "tsu"), ("zi", "ji"),
    ("(?<![sc])hu", "fu"), ("m(?=[bp])", "n"), ("oh(?![aeiouy])", "o"), (r"([a-z])\1", r"\1"), ("ou", "o"),
)  # fmt: skip
"""Other romanisations than Hepburn's, and long vowels, which are written or not."""
_RULES = tuple((re.compile(pattern), instead) for pattern, instead in _SAME_SOUND)
_VOICED = (
    ("sh", "j"),
    ("ch", "j"),
    ("ts", "z"),
    ("k", "g"),
    ("s", "z"),
    ("t", "d"),
    ("h", "b"),
    ("f", "b"),
    ("h", "p"),
    ("f", "p"),
)
"""How the first sound of a word that follows another may change."""
Spelled = Callable[[str], str]


@lru_cache(maxsize=1)
def _table() -> Mapping[str, tuple[str, ...]]:
    path = Path(str(files("interlock.resolution") / "data" / "japanese.tsv"))
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[0] != "#")
    return {written: tuple(readings.split(" ")) for written, readings in lines}


@lru_cache(maxsize=1)
def _hebrew_letters() -> Mapping[str, str]:
    path = Path(str(files("interlock.resolution") / "data" / "readings.yaml"))
    rows = {key.text(): value for key, value in load_yaml(path).pairs()}
    return {key.text(): value.text() for key, value in rows["japanese_in_hebrew"].pairs()}


def spells(written: str, script: str, han: str, firm: bool = False) -> bool:
    """Whether a name in Latin or Hebrew letters, without spaces, is one of the ways of reading the characters in Japan. Hebrew,
    which leaves out vowels, fits many: there the name must begin with a word of the table, and a firm's consist of such words."""
    if not 1 < len(han) <= _MOST or len(written) < (_LEAST if script == "latin" else _LEAST - 2):
        return False
    if script == "latin":
        pattern = _pattern(han) if is_japanese(written) else None
        return bool(pattern and pattern.fullmatch(hepburn(written)))
    begins = may_be_hebrew(written) and any(_begins(sound).match(written) for sound in _first_sounds(han))
    pattern = _hebrew_pattern(han, firm) if begins else None
    return bool(pattern and pattern.fullmatch(written))


@lru_cache(maxsize=65536)
def first_word(han: str) -> frozenset[str]:
    """The readings of the longest word of the table with which the name begins; none where there is no such word."""
    lengths = range(min(_LONGEST, len(han)), 1, -1)
    known = next((readings for length in lengths if (readings := _table().get(han[:length]))), ())
    return frozenset(map(hepburn, known))


@lru_cache(maxsize=65536)
def first_words(han: str) -> frozenset[str]:
    """How the name begins: the readings of the longest word of the table, or of its first two characters; see `hepburn`."""
    table = _table()
    if known := first_word(han):
        return known
    if not 1 < len(han) <= _MOST or any(character not in table for character in han):
        return frozenset()
    return frozenset(hepburn(one + other) for one in table[han[0]][:_FEW] for other in table[han[1]][:_FEW])


@lru_cache(maxsize=65536)
def _first_sounds(han: str) -> frozenset[str]:
    return frozenset(sound[0] for word in first_word(han) if (sound := _SOUND.match(word)))


@lru_cache(maxsize=64)
def _begins(sound: str) -> re.Pattern[str]:
    """What a Hebrew name that begins with the sound begins with: cheap to ask before all ways of reading are looked at."""
    return re.compile("[אהוי]" if sound in "aiueo" else _hebrew_letters()[sound])


@lru_cache(maxsize=65536)
def is_japanese(word: str) -> bool:
    """Whether a word can be cut into syllables of Japanese."""
    return not _MORA.sub("", hepburn(word))


def may_be_hebrew(word: str) -> bool:
    """Whether a Hebrew word has only letters with which names of Japan are written."""
    return not _NOT_HEBREW.search(word)


@lru_cache(maxsize=65536)
def hepburn(word: str) -> str:
    """A word in Latin letters as Hepburn writes it, long vowels as short ones."""
    for pattern, instead in _RULES:
        word = pattern.sub(instead, word)
    return word


@lru_cache(maxsize=16384)
def _pattern(han: str) -> re.Pattern[str] | None:
    return _compiled(han, _latin)


@lru_cache(maxsize=16384)
def _hebrew_pattern(han: str, firm: bool) -> re.Pattern[str] | None:
    return _compiled(han, _in_hebrew, 2 if firm else 1)


def _compiled(han: str, spelled: Spelled, least: int = 1) -> re.Pattern[str] | None:
    """What matches every way of reading the fewest words and characters of the table that the name consists of, of `least`
    characters: where 一郎 is a name, it is not read as two."""
    table = _table()
    rest: list[tuple[int, str] | None] = [*[None] * len(han), (0, "")]
    for start in range(len(han) - 1, -1, -1):
        ways: list[tuple[int, str]] = []
        for end in range(start + least, min(len(han), start + _LONGEST) + 1):
            after = rest[end]
            if after is not None and (readings := table.get(han[start:end])):
                sounds = {hepburn(each) for each in readings}
                heard = sounds if not start else sounds | {way for each in sounds for way in _voiced(each)}
                ways.append((after[0] + 1, f"(?:{'|'.join(sorted(map(spelled, heard), reverse=True))}){after[1]}"))
        if ways:
            fewest = min(ways)[0]
            rest[start] = fewest, f"(?:{'|'.join(way for words, way in ways if words == fewest)})"
    return re.compile(rest[0][1]) if rest[0] else None


def _latin(reading: str) -> str:
    """A first vowel may be one with the same before it."""
    return f"{reading[0]}?{reading[1:]}" if reading[0] in "ioue" else reading


@lru_cache(maxsize=16384)
def _in_hebrew(reading: str) -> str:
    letters = _hebrew_letters()
    return "".join(letters.get(sound, "") for sound in _SOUND.findall(reading))


def _voiced(reading: str) -> set[str]:
    first = next((sound for sound, _ in _VOICED if reading.startswith(sound)), "")
    return {instead + reading[len(sound) :] for sound, instead in _VOICED if sound == first}
