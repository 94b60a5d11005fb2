"""Whether two names are of one actor: the atlas, spelling, the shape of names, and sound between scripts, in this order."""

from __future__ import annotations

from functools import lru_cache

from interlock.atlas import Atlas, AtlasEntry
from interlock.resolution.names.across import Across
from interlock.resolution.names.sound import SoundTable, consonants
from interlock.resolution.names.verdict import NameMatch, NameVerdict
from interlock.resolution.names.words import NameWords, Parts, bare
from interlock.vocabulary import ActorKind
from interlock.vocabulary.identity import family

_SAME, _DIFFERENT, _UNSURE = NameVerdict.SAME, NameVerdict.DIFFERENT, NameVerdict.UNSURE
_LONG = 7
_BARE_FIRM, _BARE_PERSON = 4, 4
"""Letters of a Hebrew word, without those inside that stand for vowels, from which on these tell nothing."""
_HOMOPHONES = 3
"""Characters of a Chinese name in which one may be mistaken."""
_CHINESE_NAME = 4
"""Characters of a Chinese person's name, at most."""
_KEY_SOUNDS = 3
"""Consonants by which names of several scripts are looked for."""


class NameMatcher:
    """Compares names. Build it once: it keeps what it has worked out for each name."""

    def __init__(self, atlas: Atlas) -> None:
        self._words, self._table = NameWords(), SoundTable()
        self._across = Across(self._words, self._table)
        self._entries: dict[tuple[str, str], list[AtlasEntry]] = {}
        for entry in atlas:
            for name in (*entry.all_names(), *(each for each in entry.famous if each not in entry.ambiguous)):
                known = self._entries.setdefault((family(entry.kind), self._words.parts(name).form), [])
                if entry not in known:
                    known.append(entry)

    def match(self, name: str, kind: ActorKind, other: str, other_kind: ActorKind) -> NameMatch:
        """Whether the two names are of one actor; the same whichever comes first."""
        if (other, other_kind) < (name, kind):
            name, kind, other, other_kind = other, other_kind, name, kind
        if family(kind) != family(other_kind):
            return NameMatch(_DIFFERENT, "kind", 1.0, f"a {kind} is no {other_kind}")
        found = self._compare(name, other, family(kind))
        if found.verdict is _SAME and not self.keys(name, kind) & self.keys(other, other_kind):
            return NameMatch(_UNSURE, found.rule, 0.7, "they sound alike, but begin with other sounds")
        return found

    @lru_cache(maxsize=65536)  # noqa: B019 - a matcher lives as long as the run
    def keys(self, name: str, kind: ActorKind) -> frozenset[str]:
        """What two names that match have in common, so that an index can find them."""
        sort = family(kind)
        parts = self._words.parts(name, sort == "person")
        entry = self._entry(name, sort)
        found = {f"{sort}|form|{parts.form}"} | ({f"{sort}|atlas|{entry.id}"} if entry else set())
        if sort != "person":
            found |= {f"{sort}|means|{each}" for each in self._across.meant(parts)}
        for word in {*parts.own, *_runs(parts, sort)}:
            every = self._skeleton(word, parts.script)
            told = tuple(sounds for sounds in every if not any(sound.islower() for sound in sounds))
            firm = tuple(sounds for sounds in told if not any(sound in _SOFT for sound in sounds))
            for skeleton in {every[:_KEY_SOUNDS], told[:_KEY_SOUNDS], firm[:_KEY_SOUNDS]}:
                if len(skeleton) >= 2:
                    found |= {f"{sort}|sound|{each}" for each in _classes(skeleton)}
        if sort == "person" and len(parts.own) > 1:
            found.add(f"{sort}|last|{max(parts.own, key=len)}")
        if parts.script == "han":
            found.add(f"{sort}|han|{parts.own[0][:2]}")
        return frozenset(found)

    @lru_cache(maxsize=131072)  # noqa: B019 - a matcher lives as long as the run
    def _compare(self, name: str, other: str, sort: str) -> NameMatch:
        one, two = (self._words.parts(each, sort == "person") for each in (name, other))
        mine, theirs = self._entry(name, sort), self._entry(other, sort)
        if mine and theirs:
            if mine.id == theirs.id:
                return NameMatch(_SAME, "atlas", 1.0, f"both are names of {mine.name}")
            return NameMatch(_DIFFERENT, "atlas", 1.0, f"the atlas knows {mine.name} and {theirs.name} as two")
        if one.form == two.form:
            return NameMatch(_SAME, "spelling", 1.0, "the names are spelled alike")
        if not one.form or not two.form:
            return NameMatch(_UNSURE, "none", 0.0, "there is no letter to compare")
        if one.numbers != two.numbers and (sort != "person" or (one.numbers and two.numbers)):
            return NameMatch(_DIFFERENT, "numbers", 0.95, "the numbers in the names differ")
        if one.script == two.script and one.strong and two.strong and one.strong != two.strong:
            told = " and ".join(sorted(" or ".join(sorted(means)) for means in one.strong ^ two.strong))
            return NameMatch(_DIFFERENT, "words", 0.9, f"a word that tells firms apart stands in one only: {told}")
        match = self._person(one, two) if sort == "person" else self._firm(one, two)
        known = mine or theirs
        if known is not None and match.verdict is _SAME and match.rule == "sound":
            return self._against_entry(known, two if mine else one, match)
        return match

    def _entry(self, name: str, sort: str) -> AtlasEntry | None:
        """The one entry of the atlas with this name; None where there are several."""
        found = self._entries.get((sort, self._words.parts(name).form), ())
        return found[0] if len(found) == 1 else None

    def _against_entry(self, entry: AtlasEntry, other: Parts, match: NameMatch) -> NameMatch:
        """A name that sounds like a known firm, in a script in which that firm's names are known: only near them is it one."""
        known = [self._words.parts(name) for name in entry.all_names()]
        inside = [each for each in known if each.script == other.script]
        if not inside or any(_slip("".join(each.own), "".join(other.own)) for each in inside):
            return match
        return NameMatch(_UNSURE, "sound", 0.6, f"it sounds like {entry.name}, whose names in this script are others")

    def _firm(self, one: Parts, two: Parts) -> NameMatch:
        return self._alike(one, two) if one.script == two.script else self._across.firm(one, two)

    def _alike(self, one: Parts, two: Parts) -> NameMatch:
        left, right = "".join(one.own), "".join(two.own)
        if one.strong != two.strong:
            if left != right:
                return NameMatch(_DIFFERENT, "spelling", 0.7, "the names are spelled differently")
            return NameMatch(_DIFFERENT, "words", 0.7, "a word that tells firms apart stands in one only")
        if left == right and one.legal and two.legal and not one.legal & two.legal:
            return NameMatch(_UNSURE, "legal form", 0.7, "one name with two legal forms: these may be two firms")
        if left == right:
            return NameMatch(_SAME, "words", 0.95, "they differ in words that do not tell firms apart")
        if sorted(one.own) == sorted(two.own):
            return NameMatch(_SAME, "order", 0.9, "the same words in another order")
        if min(len(left), len(right)) >= _LONG and one.script != "han" and _slip(left, right) and left[0] == right[0]:
            return NameMatch(_SAME, "slip", 0.85, "one letter differs in a long name")
        if one.script == "hebrew" and _same_bare(one, two, _BARE_FIRM):
            return NameMatch(_SAME, "vowels", 0.85, "they differ in letters that stand for vowels")
        if one.script == "han" and len(left) == len(right) >= _HOMOPHONES and self._homophones(left, right):
            return NameMatch(_SAME, "slip", 0.8, "one character stands for another that is read alike")
        return NameMatch(_DIFFERENT if one.script != "han" else _UNSURE, "spelling", 0.6, "the names are spelled differently")

    def _homophones(self, one: str, other: str) -> bool:
        """Whether one character differs, and sounds the same."""
        differ = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        return len(differ) == 1 and self._table.sounds(differ[0][0], "han") == self._table.sounds(differ[0][1], "han")

    def _person(self, one: Parts, two: Parts) -> NameMatch:
        return self._one_person(one, two) if one.script == two.script else self._across.person(one, two)

    def _one_person(self, one: Parts, two: Parts) -> NameMatch:
        """Order, initials and middle names of one script."""
        if one.own == two.own:
            return NameMatch(_SAME, "words", 0.95, "they differ in titles only")
        if one.script == "hebrew" and _same_bare(one, two, _BARE_PERSON):
            return NameMatch(_SAME, "vowels", 0.85, "they differ in letters that stand for vowels")
        if one.script == "han":
            return NameMatch(_UNSURE, "spelling", 0.3, "the names are spelled differently")
        if sorted(one.own) == sorted(two.own):
            return NameMatch(_SAME, "order", 0.95, "the same names in another order")
        shorter, longer = sorted((one.own, two.own), key=len)
        first = len(shorter) >= 2 and shorter[-1] == longer[-1]
        if first and (_initials(shorter[0], longer[0]) or self._words.one_given_name(shorter[0], longer[0])):
            inner = all(any(_initials(mine, theirs) for theirs in longer[1:-1]) for mine in shorter[1:-1])
            if inner:
                return NameMatch(_SAME, "initials", 0.85, "they differ in initials, middle names or short forms only")
        left, right = "".join(one.own), "".join(two.own)
        if _plain(left) == _plain(right):
            return NameMatch(_SAME, "spelling", 0.95, "they differ in how letters with marks are spelled")
        if len(one.own) == len(two.own) >= 2 and min(len(left), len(right)) >= _LONG and _slip(left, right):
            if sorted(left) == sorted(right):
                return NameMatch(_SAME, "slip", 0.85, "two letters have changed places")
            return NameMatch(_UNSURE, "slip", 0.6, "one letter differs")
        return NameMatch(_DIFFERENT, "spelling", 0.7, "the names are spelled differently")

    def _skeleton(self, word: str, script: str) -> tuple[frozenset[str], ...]:
        return consonants(self._table.sounds(word, script))


_SOFT = frozenset("VWYH")
"""Sounds that another script may take for vowels."""


@lru_cache(maxsize=2)
def matcher_for(atlas: Atlas) -> NameMatcher:
    """The matcher of an atlas, built once."""
    return NameMatcher(atlas)


_CLASS = {"P": "b", "B": "b", "F": "b", "V": "b", "W": "b", "T": "d", "D": "d", "S": "s", "Z": "s", "X": "s", "Q": "s", "C": "s"}
_CLASS |= {"J": "s", "K": "k", "G": "k", "H": "k", "M": "m", "N": "m", "L": "l", "R": "l", "Y": "y"}


def _runs(parts: Parts, sort: str) -> set[str]:
    """The whole name, and of a Chinese person also what follows the name of the family: other scripts may put it last."""
    whole = "".join(parts.own)
    inner = {whole[1:], whole[2:]} if sort == "person" and parts.script == "han" and len(whole) <= _CHINESE_NAME else set()
    return {whole, *(each for each in inner if each)}


def _classes(sounds: tuple[frozenset[str], ...]) -> set[str]:
    """Every run of classes that the sounds may be."""
    found = {""}
    for sound in sounds:
        found = {run + each for run in found for each in {_CLASS[one] for one in sound if one.isupper()}}
    return found


def _same_bare(one: Parts, two: Parts, least: int) -> bool:
    """Whether the words differ in letters for vowels only, and those that differ are long enough."""
    return len(one.own) == len(two.own) and all(
        mine == theirs or (bare(mine) == bare(theirs) and len(bare(mine)) >= least)
        for mine, theirs in zip(one.own, two.own, strict=True)
    )


def _plain(word: str) -> str:
    for long, short in (("oe", "o"), ("ae", "a"), ("ue", "u"), ("aa", "a")):
        word = word.replace(long, short)
    return word


def _initials(one: str, other: str) -> bool:
    return one == other or (len(one) == 1 and other.startswith(one)) or (len(other) == 1 and one.startswith(other))


def _slip(one: str, other: str) -> bool:
    """Whether at most one letter differs, is added, dropped, or changes place with its neighbour."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[start:], other[start:]
    swapped = len(left) > 1 and len(right) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or swapped
