"""Whether two names of different scripts are one: by what their words mean, and by how the rest is spelled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import permutations

from interlock.resolution.names import japanese
from interlock.resolution.names.limits import FIRM, HEBREW_HAN, LATIN_HAN, NOTHING, PERSON, Scripts, Spelling
from interlock.resolution.names.pinyin import Pinyin, syllables
from interlock.resolution.names.readings import Readings
from interlock.resolution.names.slips import TURNED
from interlock.resolution.names.sound import Sounds, SoundTable, likeness
from interlock.resolution.names.spellings import Spellings
from interlock.resolution.names.syllabaries import foreign
from interlock.resolution.names.transliteration import Transliteration, symbols
from interlock.resolution.names.verdict import NameMatch, NameVerdict
from interlock.resolution.names.words import Meanings, NameWords, Parts

_SAME, _UNSURE = NameVerdict.SAME, NameVerdict.UNSURE
_NOT_TRIED = 0.4
"""Likeness of sounds below which the transducers are not asked: they are dear."""
_FIRST_AND_LAST = 2
_PERHAPS, _PERHAPS_FIRM = 0.55, 0.65
"""Likeness of sounds from which on it is asked whether the name of a person, or of a firm, was heard or meant otherwise."""
_TRIED_AGAIN = 0.8
"""Likeness of sounds from which on the transducers are asked about another way of hearing a name."""
_CLEARER = 0.01
"""How much more alike two neighbours turned make a name for them to be a slip."""
_MEANT = 2
"""Words that mean the same, from which on they are a name by themselves."""


_CHINESE_NAME = 3
"""Characters of the name of a Chinese person, at most, that is told syllable by syllable."""


class Across:
    """Compares names of different scripts."""

    def __init__(self, words: NameWords, table: SoundTable, spellings: Spellings) -> None:
        self._words, self._table, self._spellings = words, table, spellings
        self._model, self._pinyin = Transliteration(), Pinyin()
        self.readings = Readings(self._pinyin)

    def firm(self, one: Parts, two: Parts) -> NameMatch:
        """Whether two firms are one."""
        if "han" in (one.script, two.script) and self._read_in_japan(one, two):
            return NameMatch(_SAME, "reading", 0.9, "so the Chinese characters are read in Japan")
        if not self._same_common(one, two):
            if len(one.every) == len(two.every) > 1:  # a common word may be spelled in the other script, not translated
                found = self._heard(replace(one, own=one.every), replace(two, own=two.every))
                if found.verdict is _SAME:
                    return found
            whole = [replace(each, own=each.every, strong=frozenset()) for each in (one, two)]  # one may begin with such a word
            if any(not mine and not theirs and meant >= _MEANT for mine, theirs, meant in self._by_meaning(*whole)):
                return NameMatch(_SAME, "meaning", 0.85, "their words mean the same")
            return NameMatch(_UNSURE, "words", 0.3, "a word that tells firms apart stands in one only")
        if {one.script, two.script} == LATIN_HAN:
            latin, chinese = (two, one) if one.script == "han" else (one, two)
            if self.readings.syllables_of("".join(latin.own), "".join(chinese.own)):
                return NameMatch(_SAME, "reading", 0.9, "the Latin letters spell the Chinese characters one by one")
        best = self._whole(one, two)
        for mine, theirs, meant in self._by_meaning(one, two):
            if not mine and not theirs:
                if meant and meant + len(one.strong) >= _MEANT:
                    return NameMatch(_SAME, "meaning", 0.85, "their words mean the same")
                continue
            rest = self.spelling("".join(mine), one.script, "".join(theirs), two.script)
            if meant and mine and theirs and FIRM[_scripts(one, two)].met(rest, ()):
                return NameMatch(_SAME, "meaning", 0.85, "their words mean the same, and the rest sounds alike")
        return best

    def _whole(self, one: Parts, two: Parts) -> NameMatch:
        if one.initials or two.initials:
            return NameMatch(_UNSURE, "sound", 0.3, "initials are read letter by letter")
        found = self._heard(one, two)
        if found.verdict is _SAME or found.score < _PERHAPS_FIRM or "latin" not in (one.script, two.script):
            return found
        latin, other = (one, two) if one.script == "latin" else (two, one)
        ways: list[Parts | None] = [replace(latin, own=way) for way in self._spellings.heard(latin.own)]
        ways.append(self._meant(latin, other))
        if other.script == "han":
            ways.append(replace(latin, own=tuple(map(self._spellings.heard_in_han, latin.own))))
        sounds = self.sounds("".join(other.own), other.script)
        for name in ways:
            if name and name.own != latin.own and likeness(self.sounds("".join(name.own), "latin"), sounds) >= _TRIED_AGAIN:
                again = self._heard(name, other, guessed=True)
                if again.verdict is _SAME:
                    return again
        return found

    def _heard(self, one: Parts, two: Parts, guessed: bool = False) -> NameMatch:
        found = self.spelling("".join(one.own), one.script, "".join(two.own), two.script)
        common = bool(one.strong and two.strong)
        if FIRM[_scripts(one, two)].met(found, self._each(one.own, one.script, two.own, two.script), guessed, common):
            return _alike(found)
        return _too_little(found)

    def _each(self, one: Sequence[str], script: str, other: Sequence[str], other_script: str) -> list[Spelling]:
        """The words one by one, where both names have as many."""
        if len(one) != len(other):
            return []
        return [self.spelling(mine, script, theirs, other_script) for mine, theirs in zip(one, other, strict=True)]

    def person(self, one: Parts, two: Parts) -> NameMatch:
        """Whether two persons are one: their names in any order; Chinese may be written without a mark between them."""
        if {one.script, two.script} == LATIN_HAN:
            latin, chinese = (two, one) if one.script == "han" else (one, two)
            if self.readings.spelled(latin, "".join(chinese.own)):
                return NameMatch(_SAME, "reading", 0.9, "the Latin letters spell the Chinese characters one by one")
        if "han" in (one.script, two.script) and self._read_in_japan(one, two, person=True):
            return NameMatch(_SAME, "reading", 0.9, "so the Chinese characters are read in Japan")
        if len(one.own) == len(two.own) and self._words.persons.other_family(one.own, two.own):
            return NameMatch(_UNSURE, "families", 0.5, "the names of the families are known as two")
        if {one.script, two.script} == HEBREW_HAN and _other_coda(one, two):
            return NameMatch(_UNSURE, "sound", 0.4, "a syllable of the Chinese name ends otherwise")
        one, two = _without_middle(one, two), _without_middle(two, one)
        if (family := self._known_given(one, two)) and family.verdict is _SAME:
            return replace(family, rule="given name")
        found = self._persons(one, two)
        if found.verdict is not _SAME and found.score >= _PERHAPS:
            for mine, theirs, guessed in self._otherwise(one, two):
                again = self._persons(mine, theirs, guessed)
                if again.verdict is _SAME:
                    return again
        return found

    def syllabic(self, one: Parts, two: Parts, person: bool = False) -> NameMatch:
        """Whether two names are one of which at least one is in kana or hangul."""
        korean, other = (one, two) if one.script == "hangul" else (two, one)
        told = person and korean.script == "hangul" and other.script in ("latin", "han")
        if told and self.readings.in_hangul("".join(korean.own), other):
            return NameMatch(_SAME, "reading", 0.9, "the syllables are spelled one by one")
        if foreign(one, two, self._table, person):
            return NameMatch(_SAME, "sound", 0.8, "they sound alike as Japan or Korea writes foreign names")
        return NameMatch(_UNSURE, "sound", 0.3, "they sound alike too little to be sure")

    def _known_given(self, one: Parts, two: Parts) -> NameMatch | None:
        """How the names of the families agree where those given, first or last, are known to be one; None where they are not."""
        if not len(one.own) == len(two.own) == _FIRST_AND_LAST:
            return None
        for given, family in ((0, 1), (1, 0)):
            for other_given, other_family in ((0, 1), (1, 0)):
                if self._words.persons.one_name_across(one.own[given], two.own[other_given]):
                    if self._words.persons.one_family(one.own[family], two.own[other_family]):
                        return NameMatch(_SAME, "given name", 0.9, "both names are known to be written so in the two scripts")
                    return self._persons(replace(one, own=(one.own[family],)), replace(two, own=(two.own[other_family],)))
        return None

    def _read_in_japan(self, one: Parts, two: Parts, person: bool = False) -> bool:
        """Whether the letters are how the characters are read in Japan: of a person with the family first or last, of a firm
        with all its words, or with those of its name where the others mean the same."""
        other, chinese = (two, one) if one.script == "han" else (one, two)
        if person:
            words, han = other.own, "".join(chinese.own)
            return len(words) in (1, 2) and any(japanese.spells("".join(way), other.script, han) for way in (words, words[::-1]))
        ways = [(other.without_legal(), chinese.without_legal())]
        if self._same_common(one, two):
            ways.append(("".join(other.own), "".join(chinese.own)))
        return any(japanese.spells(written, other.script, han, firm=True) for written, han in ways)

    def _persons(self, one: Parts, two: Parts, guessed: bool = False) -> NameMatch:
        han = "han" in (one.script, two.script)
        parted = len(one.own) == len(two.own)
        if not parted and not (han and 1 in (len(one.own), len(two.own))):
            joined = "".join(one.own), "".join(two.own)
            alike = likeness(self.sounds(joined[0], one.script), self.sounds(joined[1], two.script))
            return NameMatch(_UNSURE, "sound", round(min(alike, 0.79), 3), "the names have not the same number of parts")
        if not parted and self._another_chinese(one, two):
            return NameMatch(_UNSURE, "sound", 0.4, "a syllable of the Chinese name differs")
        limits, best, met = PERSON[_scripts(one, two)], NOTHING, False
        for order in permutations(two.own) if len(two.own) <= 3 else [two.own]:
            for mine in permutations(one.own) if not parted and len(one.own) <= 3 else [one.own]:
                found = self.spelling("".join(mine), one.script, "".join(order), two.script)
                meets = limits.met(found, self._each(mine, one.script, order, two.script), guessed)
                if (meets, found.odds) > (met, best.odds):
                    best, met = found, meets
        return _alike(best, "the names of the person ") if met else _too_little(best)

    def _otherwise(self, one: Parts, two: Parts) -> Iterator[tuple[Parts, Parts, bool]]:
        """Two names with words joined where the one has fewer, with other forms of the given name, and as the Latin one is
        heard or was meant; and whether that is only guessed."""
        for mine in self._forms(one, len(two.own)):
            yield mine, two, False
        for theirs in self._forms(two, len(one.own)):
            yield one, theirs, False
        if two.script == "han" and one.script == "latin":
            yield replace(one, own=tuple(map(self._spellings.heard_in_han, one.own))), two, True
        elif one.script == "han" and two.script == "latin":
            yield one, replace(two, own=tuple(map(self._spellings.heard_in_han, two.own))), True
        if {one.script, two.script} == HEBREW_HAN:
            hebrew, chinese = (one, two) if two.script == "han" else (two, one)
            for read in self.readings.latin("".join(chinese.own)):
                yield replace(hebrew, own=hebrew.units()), replace(chinese, own=read, script="latin"), True
        if one.script == "latin" and (meant := self._meant(one, two)):
            yield meant, two, True
        elif two.script == "latin" and (meant := self._meant(two, one)):
            yield one, meant, True

    def _forms(self, name: Parts, others: int) -> Iterator[Parts]:
        own = name.own
        if len(own) == others + 1 > _FIRST_AND_LAST:
            for place in range(others):
                yield replace(name, own=(*own[:place], own[place] + own[place + 1], *own[place + 2 :]))
        if len(own) >= _FIRST_AND_LAST:
            for given in self._words.persons.given_names(own[0]):
                yield replace(name, own=(given, *own[1:]))
        for heard in self._spellings.heard(own) if name.script == "latin" else ():
            yield replace(name, own=heard)

    def _meant(self, latin: Parts, other: Parts) -> Parts | None:
        """A Latin name with the two neighbours turned that make it most like the other one."""
        sounds = self.sounds("".join(other.own), other.script)
        best, meant = likeness(self.sounds("".join(latin.own), "latin"), sounds) + _CLEARER, None
        for place, word in enumerate(latin.own):
            for at in range(1, len(word) - 1 if len(word) >= TURNED else 0):
                turned = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
                own = (*latin.own[:place], turned, *latin.own[place + 1 :])
                alike = likeness(self.sounds("".join(own), "latin"), sounds)
                if alike > best:
                    best, meant = alike, replace(latin, own=own)
        return meant

    def _another_chinese(self, one: Parts, two: Parts) -> bool:
        latin, chinese = (two, one) if one.script == "han" else (one, two)
        return latin.script == "latin" and self._pinyin.differ(latin.own, "".join(chinese.own))

    def _same_common(self, one: Parts, two: Parts) -> bool:
        """Whether each of the common words that tell firms apart has one of the same meaning in the other name."""
        if len(one.strong) != len(two.strong):
            return False
        left = list(two.strong)
        for means in sorted(one.strong, key=sorted):
            found = next((each for each in left if each & means), None)
            if found is None:
                return False
            left.remove(found)
        return True

    def _by_meaning(self, one: Parts, two: Parts) -> list[tuple[tuple[str, ...], tuple[str, ...], int]]:
        """The words of both names that are left when those that mean the same are taken away, and how many of these tell
        something; Chinese read as words all of which mean something, and as it stands."""
        readings = []
        for mine in self._readings(one):
            for theirs in self._readings(two):
                rest, left, telling = [], list(theirs), 0
                for word, means in mine:
                    found = next((each for each in left if each[1] & means), None)
                    if found is None:
                        rest.append(word)
                    else:
                        left.remove(found)
                        telling += not (found[1] & means) <= self._words.generic
                readings.append((tuple(rest), tuple(word for word, _ in left), telling))
        return readings

    def meant(self, parts: Parts) -> frozenset[str]:
        """Every two meanings that words of a name have together."""
        pairs = set()
        for reading in self._readings(parts):
            means = [*(each for _, each in reading if each), *parts.strong]
            for place, one in enumerate(means):
                pairs |= {"+".join(sorted((a, b))) for other in means[place + 1 :] for a in one for b in other}
        return frozenset(pairs)

    def _readings(self, parts: Parts) -> list[list[tuple[str, Meanings]]]:
        plain = [(word, self._words.meanings(word)) for word in parts.own]
        if parts.script == "han":
            senses = self._words.senses("".join(parts.own))
            return [plain, [("", means) for means in senses]] if senses else [plain]
        return [plain, *self._joined(parts.own), *self._compound(plain)]

    def _joined(self, own: Sequence[str]) -> Iterator[list[tuple[str, Meanings]]]:
        """The words with two or three neighbours as one that means something: 'Northern Lights'."""
        for length in (2, 3):
            for place in range(len(own) - length + 1):
                if means := self._words.phrase("".join(own[place : place + length])):
                    rest = [*own[:place], *own[place + length :]]
                    yield [("", means), *((word, self._words.meanings(word)) for word in rest)]

    def _compound(self, plain: Sequence[tuple[str, Meanings]]) -> list[list[tuple[str, Meanings]]]:
        """The words with those that mean nothing cut into two that mean something: 'Bluebird'."""
        cut = [self._words.compound(word) if not means else ((word, means),) for word, means in plain]
        told = [each for parts in cut for each in parts]
        return [told] if len(told) > len(plain) else []

    def sounds(self, word: str, script: str) -> Sounds:
        """The sounds of a word."""
        return self._table.sounds(word, script)

    @lru_cache(maxsize=131072)  # noqa: B019 - it lives as long as the run
    def spelling(self, one: str, script: str, other: str, other_script: str) -> Spelling:
        """How well two words of different scripts agree."""
        if not one or not other:
            return NOTHING
        alike = likeness(self.sounds(one, script), self.sounds(other, other_script))
        sizes = len(symbols(one, script)), len(symbols(other, other_script))
        if alike < _NOT_TRIED or not min(sizes):
            return replace(NOTHING, alike=alike, least=min(sizes))
        odds, weakest = self._model.compare(one, script, other, other_script)
        ends = self._table.end_alike(one, script, other, other_script)
        return Spelling(odds, odds / max(sizes), weakest, alike, min(sizes), ends)


def _without_middle(name: Parts, other: Parts) -> Parts:
    """A person's name without its middle names, where the other has none."""
    if len(name.own) > _FIRST_AND_LAST and name.script == "latin":
        name = replace(name, own=(name.own[0], *(word for word in name.own[1:-1] if len(word) > 1), name.own[-1]))
    if len(other.own) != _FIRST_AND_LAST or len(name.own) <= _FIRST_AND_LAST:
        return name
    return replace(name, own=(name.own[0], name.own[-1]))


def _other_coda(one: Parts, two: Parts) -> bool:
    """Whether a Hebrew name has not as many NG as the syllables of a Chinese person's name have."""
    hebrew, chinese = (one, two) if two.script == "han" else (two, one)
    if len(chinese.own) > 1 or not 1 < len(chinese.own[0]) <= _CHINESE_NAME:
        return False
    return "".join(hebrew.own).count("נג") != sum(syllable.endswith("ng") for syllable in syllables(chinese.own[0]))


def _scripts(one: Parts, two: Parts) -> Scripts:
    return frozenset((one.script, two.script))


def _alike(found: Spelling, whose: str = "they ") -> NameMatch:
    score = round(min(0.95, 0.75 + 0.02 * found.odds), 3)
    return NameMatch(_SAME, "sound", score, f"{whose}sound alike ({found.alike:.2f}; odds e^{found.odds:.1f} against chance)")


def _too_little(found: Spelling) -> NameMatch:
    score = round(min(max(found.alike, 0.0), 0.79), 3)
    return NameMatch(_UNSURE, "sound", score, f"they sound alike by {found.alike:.2f}: too little to be sure")
