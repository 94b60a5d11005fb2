"""How likely one word is the other as another script spells it: alignments of runs of letters, learned from pairs of names."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from interlock.resolution.names.pinyin import parted, syllables
from interlock.resolution.names.sound import SoundTable

Symbols = tuple[str, ...]
Run = tuple[str, str]
"""A run of symbols of each script, joined by spaces; one of them may be empty."""
LONGEST = {"latin": 3, "hebrew": 2, "han": 2}
"""Symbols of a script that are aligned at once."""
ORDER = ("latin", "hebrew", "han")
"""The two scripts of a pair stand in this order."""
START = "^"
_MOST = 40
"""Symbols of a word that are looked at."""
_SOUND_ALIKE = 2.5
"""How much likelier symbols are to stand for each other whose letters have a sound in common, as a logarithm."""
_DATA = "transliteration.tsv"
_ONE_SOUND = ((re.compile("(?<=.)x"), "ks"), (re.compile("ph"), "f"), (re.compile(r"([b-km-z])\1"), r"\1"))
"""What is aligned as other Latin letters are: 'x' is two sounds, 'ph' and doubled letters are one."""


@lru_cache(maxsize=65536)
def symbols(word: str, script: str) -> Symbols:
    """A word as it is aligned: letters; of Chinese the initial and the final of each syllable in pinyin."""
    if script == "han":
        return tuple(part for syllable in syllables(word) for part in parted(syllable) if part)[:_MOST]
    letters = word.lower().replace('"', "")
    if script == "latin":
        for pattern, instead in _ONE_SOUND:
            letters = pattern.sub(instead, letters)
    return tuple(re.findall(r"[a-z]|[\u05d0-\u05ea]'?", letters)[:_MOST])


@lru_cache(maxsize=1)
def _table() -> SoundTable:
    return SoundTable()


@lru_cache(maxsize=16384)
def _sound_alike(one: str, script: str, other: str, other_script: str) -> bool:
    """Whether a letter, initial or final has a sound in common with one of another script."""
    mine, theirs = (_table().sounds(each, "pinyin" if of == "han" else of) for each, of in ((one, script), (other, other_script)))
    return bool(mine and theirs and mine[0] & theirs[0])


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely a word of a script is, by its pairs of neighbouring symbols."""

    pairs: Mapping[tuple[str, str], float]
    single: Mapping[str, float]
    rarest: float

    def log(self, word: Symbols) -> float:
        """The logarithm of the likelihood of the word."""
        before, total = START, 0.0
        for symbol in word:
            found = self.pairs.get((before, symbol))
            total += self.single.get(symbol, self.rarest) if found is None else found
            before = symbol
        return total

    def alone(self, word: Symbols) -> float:
        """The same without regard to neighbours."""
        return sum(self.single.get(symbol, self.rarest) for symbol in word)


@dataclass(frozen=True, slots=True)
class Transducer:
    """Two scripts: the logarithms of the likelihoods of runs that stand for each other, and of words by chance."""

    scripts: tuple[str, str]
    runs: Mapping[Run, float]
    chance: tuple[Chance, Chance]
    unknown: float

    def compare(self, one: Symbols, other: Symbols) -> tuple[float, float]:
        """How much likelier the two words are as one name than by chance, as a logarithm, by their best alignment; and the
        least that any stretch of that alignment adds to it: far below nought where a part is no spelling of the other."""
        wide, high = LONGEST[self.scripts[0]], LONGEST[self.scripts[1]]
        mine, theirs = runs_at(one, wide), runs_at(other, high)
        rows = [[-math.inf] * (len(other) + 1) for _ in range(len(one) + 1)]
        steps = [[(0, 0)] * (len(other) + 1) for _ in range(len(one) + 1)]
        rows[0][0] = 0.0
        for place in range(len(one) + 1):
            for against in range(len(other) + 1):
                told = rows[place][against]
                for length in range(min(wide, len(one) - place) + 1):
                    run, below = mine[place][length], rows[place + length]
                    for width in range(min(high, len(other) - against) + 1):
                        likely = self.runs.get((run, theirs[against][width]))
                        if likely is None:
                            if length > 1 or width > 1:
                                continue
                            likely = self.unseen(run, theirs[against][width])
                        if told + likely > below[against + width]:
                            below[against + width] = told + likely
                            steps[place + length][against + width] = length, width
        return rows[-1][-1] - self.chance[0].log(one) - self.chance[1].log(other), self._weakest(one, other, steps)

    def unseen(self, one: str, other: str) -> float:
        """The logarithm of the likelihood of single symbols that were never seen together: better where their letters have a
        sound in common, as the table has it."""
        alike = bool(one and other) and _sound_alike(one, self.scripts[0], other, self.scripts[1])
        return self.unknown + (_SOUND_ALIKE if alike else 0.0)

    def _weakest(self, one: Symbols, other: Symbols, steps: Sequence[Sequence[tuple[int, int]]]) -> float:
        place, against, weakest, stretch = len(one), len(other), 0.0, 0.0
        while place or against:
            length, width = steps[place][against]
            mine, theirs = one[place - length : place], other[against - width : against]
            likely = self.runs.get((" ".join(mine), " ".join(theirs)), math.nan)
            if math.isnan(likely):
                likely = self.unseen(" ".join(mine), " ".join(theirs))
            likely -= self.chance[0].alone(mine) + self.chance[1].alone(theirs)
            stretch = min(0.0, stretch + likely)
            weakest = min(weakest, stretch)
            place, against = place - length, against - width
        return weakest


def runs_at(word: Symbols, longest: int) -> list[list[str]]:
    """For each place of a word the runs that begin there, by their length, from none to the longest."""
    return [[" ".join(word[place : place + length]) for length in range(longest + 1)] for place in range(len(word) + 1)]


class Transliteration:
    """The transducers between the three scripts, as shipped."""

    def __init__(self, path: Path | None = None) -> None:
        self._between = read_transducers(path or Path(str(files("interlock.resolution") / "data" / _DATA)))

    @lru_cache(maxsize=131072)  # noqa: B019 - one model lives as long as the program
    def compare(self, one: str, script: str, other: str, other_script: str) -> tuple[float, float]:
        """How much likelier two words of different scripts are one name than two by chance, as a logarithm; and the least
        that a stretch of them adds to it (see `Transducer.compare`)."""
        if ORDER.index(other_script) < ORDER.index(script):
            return self.compare(other, other_script, one, script)
        mine, theirs = symbols(one, script), symbols(other, other_script)
        if not mine or not theirs:
            return -math.inf, -math.inf
        return self._between[script, other_script].compare(mine, theirs)


def read_transducers(path: Path) -> dict[tuple[str, str], Transducer]:
    """The transducers of a file (see `write_transducers`)."""
    runs: dict[tuple[str, str], dict[Run, float]] = {}
    unknown: dict[tuple[str, str], float] = {}
    pairs: dict[tuple[str, str, int], dict[tuple[str, str], float]] = {}
    single: dict[tuple[str, str, int], dict[str, float]] = {}
    rarest: dict[tuple[str, str, int], float] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        what, script, other, left, right, told = line.split("\t")
        between, likely = (script, other), float(told)
        if what == "run":
            runs.setdefault(between, {})[left, right] = likely
        elif what == "unknown":
            unknown[between] = likely
        elif what == "rarest":
            rarest[script, other, int(left)] = likely
        elif what in ("single0", "single1"):
            single.setdefault((script, other, int(what[-1])), {})[left] = likely
        else:
            pairs.setdefault((script, other, int(what[-1])), {})[left, right] = likely
    return {
        (script, other): Transducer(
            (script, other),
            runs[script, other],
            (
                Chance(pairs[script, other, 0], single[script, other, 0], rarest[script, other, 0]),
                Chance(pairs[script, other, 1], single[script, other, 1], rarest[script, other, 1]),
            ),
            unknown[script, other],
        )
        for script, other in runs
    }


def write_transducers(path: Path, transducers: Sequence[Transducer], about: str) -> None:
    """Write the transducers as lines of six fields: what, both scripts, left, right, logarithm of the likelihood."""
    lines = [f"# {line}" for line in about.splitlines()]
    for each in transducers:
        script, other = each.scripts
        lines.append(f"unknown\t{script}\t{other}\t\t\t{each.unknown:.2f}")
        lines += [f"run\t{script}\t{other}\t{a}\t{b}\t{told:.2f}" for (a, b), told in sorted(each.runs.items())]
        for side, chance in enumerate(each.chance):
            lines.append(f"rarest\t{script}\t{other}\t{side}\t\t{chance.rarest:.2f}")
            lines += [f"single{side}\t{script}\t{other}\t{a}\t\t{told:.2f}" for a, told in sorted(chance.single.items())]
            lines += [f"pair{side}\t{script}\t{other}\t{a}\t{b}\t{told:.2f}" for (a, b), told in sorted(chance.pairs.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
