"""Whether two names are of one actor: the atlas, spelling, the shape of names, and sound between scripts, in this order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from interlock.atlas import Atlas, AtlasEntry
from interlock.resolution.names.across import Across
from interlock.resolution.names.japanese import first_word, first_words, hepburn, is_japanese, may_be_hebrew
from interlock.resolution.names.known import KnownNames, homophone, one_slip
from interlock.resolution.names.pinyin import syllables
from interlock.resolution.names.slips import DOUBLED, TURNED, TURNED_FIRM, letters, turned
from interlock.resolution.names.sound import SoundTable, consonants
from interlock.resolution.names.spellings import Differ, Spellings, characters_differ, joined_alike
from interlock.resolution.names.syllabaries import latin
from interlock.resolution.names.verdict import NameMatch, NameVerdict
from interlock.resolution.names.words import NameWords, Parts
from interlock.resolution.names.writing import SYLLABARIES, bare
from interlock.vocabulary import ActorKind
from interlock.vocabulary.identity import family

_SAME, _DIFFERENT, _UNSURE = NameVerdict.SAME, NameVerdict.DIFFERENT, NameVerdict.UNSURE
_HOMOPHONES = 3
"""Characters of a Chinese name in which one may be mistaken."""
_CHINESE_NAME = 4
"""Characters of a Chinese person's name, at most: 陳建宏 and 陳建弘 are two."""
_FOREIGN = 2
"""Characters in which the name of a foreigner may differ that are read alike."""
_LETTERS = 5
"""Letters of a word from which names are also looked for by its letters in any order."""
_FULL_NAME, _TURNED_NAME = 2, 4
"""Words of a known person's name, and letters of one of them, from which two neighbours that have changed places are a slip."""
_HEARD = {"sound": 0.95, "reading": 0.9}
"""The score from which on the name of a person that sounds alike is one that is written otherwise in the atlas, by the rule."""
_KEY_SOUNDS = 3
"""Consonants by which names of several scripts are looked for."""


class NameMatcher:
    """Compares names. Build it once: it keeps what it has worked out for each name."""

    def __init__(self, atlas: Atlas) -> None:
        self._words, self._table, self._spellings = NameWords(), SoundTable(), Spellings()
        self._across = Across(self._words, self._table, self._spellings)
        self._known = KnownNames(atlas, self._words, lambda known, other, sort: bool(self._like_known(known, other, sort)))

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
        entry = self._known.entry(name, sort) or self._known.near(name, sort)
        found = {f"{sort}|form|{parts.form}"} | self._sound_keys(parts, sort)
        if entry:
            found |= {f"{sort}|atlas|{entry.id}"} | self._letter_keys(self._words.parts(entry.name, sort == "person"), sort)
        return frozenset(found)

    def _sound_keys(self, parts: Parts, sort: str) -> set[str]:
        """Keys of what a name means, how it sounds and which letters it has."""
        found = set() if sort == "person" else {f"{sort}|means|{each}" for each in self._across.meant(parts)}
        spelled = {(word, parts.script) for word in {*parts.own, *parts.units(), *_runs(parts, sort)}}
        if parts.script in SYLLABARIES:
            spelled = {(latin(word, parts.script), "syllables") for word, _ in spelled}
        if parts.script == "latin":
            spelled |= {(word, "latin") for way in self._spellings.heard(parts.own) for word in way}
        if sort == "person" and parts.script == "han":
            spelled |= {(word, "latin") for word in self._across.readings.words("".join(parts.own))}
        if parts.script == "hebrew":  # a letter that stands twice may be two sounds with a vowel between
            spelled |= {(DOUBLED.sub(r"\1א\1", word), "hebrew") for word in parts.own}
        for word, script in spelled:
            every = self._skeleton(word, script)
            told = tuple(sounds for sounds in every if not any(sound.islower() for sound in sounds))
            skeletons = {every[:_KEY_SOUNDS], told[:_KEY_SOUNDS], self._firm_sounds(word, script)[:_KEY_SOUNDS]}
            if script != "hebrew":
                skeletons.add(self._closed(word, script)[:_KEY_SOUNDS])
            for skeleton in skeletons:
                if len(skeleton) >= 2:
                    found |= {f"{sort}|sound|{each}" for each in _classes(skeleton)}
                elif skeleton:  # one consonant is enough beside a common word
                    common = {mean for means in parts.strong for mean in means}
                    found |= {f"{sort}|sound|{each} {mean}" for each in _classes(skeleton) for mean in common}
        found |= self._letter_keys(parts, sort) | self._read_keys(parts, sort)
        if sort == "person" and len(parts.own) > 1:
            found.add(f"{sort}|last|{max(parts.own, key=len)}")
        if parts.script == "han":
            found.add(f"{sort}|han|{parts.own[0][:2]}")
        return found

    def _read_keys(self, parts: Parts, sort: str) -> set[str]:
        """Keys of how characters are read: in pinyin, and in Japan the first word of the name, also by its consonants."""
        whole = "".join(parts.own)
        if parts.script == "han":
            words = first_words(whole)
            read = set(words) if sort == "person" else {*words, "".join(syllables(whole))}
            heard = {self._firm_sounds(word, "latin") for word in first_word(whole)}
        elif parts.script == "latin":
            read, heard = {*(hepburn(word) for word in parts.own if is_japanese(word)), whole}, set()
        else:
            read, heard = set(), {self._firm_sounds(word, "hebrew") for word in parts.own if may_be_hebrew(word)}
        return {f"{sort}|read|{each}" for each in read} | {
            f"{sort}|japan|{each}" for sounds in heard if len(sounds) > 1 for each in _classes(sounds[:_KEY_SOUNDS])
        }

    def _firm_sounds(self, word: str, script: str) -> tuple[frozenset[str], ...]:
        """The consonants that no script takes for vowels."""
        every = self._skeleton(word, script)
        return tuple(sounds for sounds in every if not any(sound.islower() or sound in _SOFT for sound in sounds))

    def _letter_keys(self, parts: Parts, sort: str) -> set[str]:
        """Keys of the letters of long words, which slips of the pen leave alone."""
        if parts.script == "han":
            return set()
        return {f"{sort}|letters|{letters(word)}" for word in parts.units() if len(word) >= _LETTERS}

    def _closed(self, word: str, script: str) -> tuple[frozenset[str], ...]:
        """The consonants of a word without an R before another consonant, which Chinese leaves out, and without a Y, which it
        puts in."""
        sounds = self._table.sounds(word, script)
        followed = zip(sounds, (*sounds[1:], frozenset("a")), strict=False)
        kept = tuple(sound for sound, after in followed if "R" not in sound or any(map(str.islower, after)))
        return tuple(each for each in consonants(kept) if "W" in each or not ("Y" in each or any(map(str.islower, each))))

    @lru_cache(maxsize=131072)  # noqa: B019 - a matcher lives as long as the run
    def _compare(self, name: str, other: str, sort: str) -> NameMatch:
        one, two = (self._words.parts(each, sort == "person") for each in (name, other))
        mine, theirs = self._known.entry(name, sort), self._known.entry(other, sort)
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
        if one.script != two.script and SYLLABARIES & {one.script, two.script}:
            match = self._across.syllabic(one, two, sort == "person")
        else:
            match = self._person(one, two) if sort == "person" else self._firm(one, two)
        known = mine or theirs
        if match.verdict is not _SAME:
            found = self._as_known(known, two if mine else one, sort) if known else None
            return (
                found or self._both_near(mine or self._known.near(name, sort), theirs or self._known.near(other, sort)) or match
            )
        if known is None or match.rule not in ("sound", "reading") or (sort == "person" and match.score >= _HEARD[match.rule]):
            return match
        return self._against_entry(known, two if mine else one, match)

    def _both_near(self, mine: AtlasEntry | None, theirs: AtlasEntry | None) -> NameMatch | None:
        """Names that are those of one known actor, but for a slip in one of them."""
        if mine is None or theirs is None or mine.id != theirs.id:
            return None
        return NameMatch(_SAME, "slip", 0.85, f"both are names of {mine.name}, but for a slip of the pen")

    def _like_known(self, known: Parts, other: Parts, sort: str) -> NameMatch | None:
        """How a name is a known one of its script, but for a slip or a word that tells little; None where it is not."""
        if known.script != other.script or not known.own or not other.own or known.own[0][0] != other.own[0][0]:
            return None
        if known.numbers != other.numbers or known.strong != other.strong:
            return None
        if known.script == "han" and homophone("".join(known.own), "".join(other.own)):
            return NameMatch(_SAME, "slip", 0.8, "a character stands for another that is read alike")
        if sort == "person" and _one_turned(known.own, other.own):
            return NameMatch(_SAME, "slip", 0.85, "two letters have changed places")
        match = self._person(known, other) if sort == "person" else self._alike(known, other, TURNED)
        return match if match.verdict is _SAME else None

    def _as_known(self, entry: AtlasEntry, other: Parts, sort: str) -> NameMatch | None:
        """A name that is another of a known actor's names in its script, but for a legal form, an initial or a slip."""
        if self._known.has(sort, other.form):
            return None
        for name in entry.all_names():
            if match := self._like_known(self._words.parts(name, sort == "person"), other, sort):
                return NameMatch(_SAME, match.rule, match.score, f"as {name}, a name of {entry.name}: {match.why}")
        return None

    def _against_entry(self, entry: AtlasEntry, other: Parts, match: NameMatch) -> NameMatch:
        """A name that sounds like a known firm, in a script in which that firm's names are known: only near them is it one."""
        known = [self._words.parts(name) for name in entry.all_names()]
        inside = [each for each in known if each.script == other.script]
        if not inside or any(_near(each.own, other.own) or _written_alike(each.own, other.own) for each in inside):
            return match
        return NameMatch(_UNSURE, "sound", 0.6, f"it sounds like {entry.name}, whose names in this script are others")

    def _firm(self, one: Parts, two: Parts) -> NameMatch:
        return self._alike(one, two) if one.script == two.script else self._across.firm(one, two)

    def _alike(self, one: Parts, two: Parts, turned: int = TURNED_FIRM) -> NameMatch:
        left, right = "".join(one.own), "".join(two.own)
        if one.strong != two.strong:
            if left != right:
                return NameMatch(_DIFFERENT, "spelling", 0.7, "the names are spelled differently")
            return NameMatch(_DIFFERENT, "words", 0.7, "a word that tells firms apart stands in one only")
        if left == right and one.legal and two.legal and not one.legal & two.legal:
            return NameMatch(_UNSURE, "legal form", 0.7, "one name with two legal forms: these may be two firms")
        if left == right and one.other_kind(two):
            return NameMatch(_UNSURE, "words", 0.6, "one name with words that may tell two firms of a group apart")
        if left == right:
            return NameMatch(_SAME, "words", 0.95, "they differ in words that do not tell firms apart")
        if sorted(one.own) == sorted(two.own):
            return NameMatch(_SAME, "order", 0.9, "the same words in another order")
        if one.script == "han":
            if characters_differ(left, right, _HOMOPHONES):
                return NameMatch(_SAME, "slip", 0.8, "characters stand for others that are read alike, or have changed places")
        elif (differ := self._words_differ(one, two, turned)) is Differ.SPELLING:
            return NameMatch(_SAME, "vowels", 0.85, "they differ in letters that are read alike or stand for vowels")
        elif differ is Differ.SLIP:
            return NameMatch(_SAME, "slip", 0.85, "a slip of the pen in a long name")
        return NameMatch(_DIFFERENT if one.script != "han" else _UNSURE, "spelling", 0.6, "the names are spelled differently")

    def _words_differ(self, one: Parts, two: Parts, turned: int) -> Differ:
        """How the words of two firms differ: in one only, and not where both mean something."""
        if len(one.own) != len(two.own):
            return self._spellings.differ("".join(one.own), "".join(two.own), one.script, turned)
        apart = [(mine, theirs) for mine, theirs in zip(one.own, two.own, strict=True) if mine != theirs]
        differ = [self._spellings.differ(mine, theirs, one.script, turned) for mine, theirs in apart]
        if max(differ) is Differ.SPELLING:
            return Differ.SPELLING
        if len(apart) > 1 or differ[0] is Differ.NAME or all(self._words.meanings(word) for word in apart[0]):
            return Differ.NAME
        return differ[0]

    def _person(self, one: Parts, two: Parts) -> NameMatch:
        if one.sexes and two.sexes and not one.sexes & two.sexes:
            return NameMatch(_DIFFERENT, "titles", 0.9, "the one is a man, the other a woman")
        if one.own and two.own and self._words.persons.other_sex(one.own[0], two.own[0]):
            return NameMatch(_DIFFERENT, "given names", 0.8, "the one is a man's name, the other a woman's")
        return self._one_person(one, two) if one.script == two.script else self._across.person(one, two)

    def _one_person(self, one: Parts, two: Parts) -> NameMatch:
        """Order, initials and middle names of one script."""
        if one.own == two.own:
            if len(one.own) == 1 and one.titles and two.titles and one.titles != two.titles and not _whole(one):
                return NameMatch(_UNSURE, "titles", 0.5, "a family name with two titles: these may be two")
            return NameMatch(_SAME, "words", 0.95, "they differ in titles only")
        if one.script == "han":
            return self._chinese_persons(one, two)
        mine, theirs = one.units(), two.units()
        if sorted(mine) == sorted(theirs) or joined_alike(mine, theirs):
            return NameMatch(_SAME, "order", 0.95, "the same names in another order")
        if any(len(word) == 1 for word in (*mine, *theirs)):
            mine, theirs = one.own, two.own
        found = self._names_differ(mine, theirs, one.script)
        if len(mine) == len(theirs) == 2 and found.verdict is not _SAME:
            turned = self._names_differ(mine, theirs[::-1], one.script)
            found = turned if turned.verdict is _SAME else found
        if found.verdict is not _SAME and one.script == "latin" and self._across.readings.romanised(one, two):
            return NameMatch(_SAME, "spelling", 0.85, "the one is in pinyin, the other as Taiwan writes it")
        return found

    def _chinese_persons(self, one: Parts, two: Parts) -> NameMatch:
        """Names of foreigners in Chinese characters, which papers choose as they like for one sound."""
        left, right = "".join(one.own), "".join(two.own)
        foreign = min(len(left), len(right)) > _CHINESE_NAME or len(one.own) == len(two.own) > 1
        if foreign and (left == right or characters_differ(left, right, _HOMOPHONES, most=_FOREIGN)):
            return NameMatch(_SAME, "slip", 0.85, "characters stand for others that are read alike")
        if (
            len(one.own) == len(two.own) > 1
            and self._words.persons.one_given_name(one.own[0], two.own[0])
            and one.own[1:] == two.own[1:]
        ):
            return NameMatch(_SAME, "initials", 0.85, "they differ in how the given name is written")
        return NameMatch(_UNSURE, "spelling", 0.3, "the names are spelled differently")

    def _names_differ(self, one: Sequence[str], other: Sequence[str], script: str) -> NameMatch:
        """Names of persons in one order, the given name first: initials, middle names, short forms, spellings and slips."""
        shorter, longer = sorted((one, other), key=len)
        if len(shorter) < 2:
            return NameMatch(_DIFFERENT, "spelling", 0.7, "the names are spelled differently")
        family = self._spellings.differ(shorter[-1], longer[-1], script)
        given = self._spellings.differ(shorter[0], longer[0], script)
        inner = all(any(_initials(mine, theirs) for theirs in longer[1:-1]) for mine in shorter[1:-1])
        if family is Differ.NAME or not inner:
            return NameMatch(_DIFFERENT, "spelling", 0.7, "the names are spelled differently")
        if self._words.persons.one_given_name(shorter[0], longer[0]) and family <= Differ.SPELLING:
            return NameMatch(_SAME, "initials", 0.85, "they differ in middle names, short forms or spellings only")
        if _initials(shorter[0], longer[0]) and family is Differ.NOTHING:
            return NameMatch(_SAME, "initials", 0.85, "they differ in initials, middle names or short forms only")
        if max(given, family) is Differ.SPELLING:
            return NameMatch(_SAME, "spelling", 0.9, "they differ in how letters are spelled")
        if sorted((given, family)) == [Differ.NOTHING, Differ.SLIP]:
            return NameMatch(_SAME, "slip", 0.85, "a slip of the pen in a long name")
        if _near(shorter, longer):
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
    told = sort == "person" and parts.script in ("han", "hangul") and len(whole) <= _CHINESE_NAME
    inner = {whole[1:], whole[2:]} if told else set()
    return {whole, *(each for each in inner if each)}


def _classes(sounds: tuple[frozenset[str], ...]) -> set[str]:
    """Every run of classes that the sounds may be."""
    found = {""}
    for sound in sounds:
        found = {run + each for run in found for each in {_CLASS[one] for one in sound if one.isupper()}}
    return found


def _whole(name: Parts) -> bool:
    """Whether one word is the whole name of a person: in Chinese."""
    return name.script == "han" and len(name.own[0]) > 1


def _near(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the letters of two names are one slip apart."""
    return one_slip("".join(one), "".join(other))


def _one_turned(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether names of as many words differ in two neighbours turned in one word."""
    if len(one) != len(other) or len(one) < _FULL_NAME:
        return False
    apart = [(mine, theirs) for mine, theirs in zip(one, other, strict=True) if mine != theirs]
    return len(apart) == 1 and len(apart[0][0]) >= _TURNED_NAME and turned(*apart[0])


def _written_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names are the same words in any order, without the letters of Hebrew that stand for vowels."""
    return sorted(map(_without_vowels, one)) == sorted(map(_without_vowels, other))


def _without_vowels(word: str) -> str:
    return DOUBLED.sub(r"\1", bare(word))


def _initials(one: str, other: str) -> bool:
    return one == other or (len(one) == 1 and other.startswith(one)) or (len(other) == 1 and one.startswith(other))
