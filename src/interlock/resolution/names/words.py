"""A name in parts: its own words, what its common words mean, its numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from interlock.datafiles import load_yaml
from interlock.resolution.names.persons import PersonNames
from interlock.resolution.names.slips import TURNED, turned
from interlock.resolution.names.writing import HAN as _HAN
from interlock.resolution.names.writing import HEBREW as _HEBREW
from interlock.resolution.names.writing import bare, script_of, simple

_WORD = re.compile(r"[^\W_]+(?:['\"][^\W_]+)*'?")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_NUMERALS = {"一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "八": "8", "九": "9", "十": "10"}
_COUNTED = re.compile(r"(?<=.)(?:第?([一二三四五六七八九十]|\d{1,2}|[ivx]{1,4})[期号]|第([一二三四五六七八九十]|\d{1,2}))$")
"""The number at the end of a Chinese name: 三期, 第3期, 第三."""
_SERIES = frozenset({"fund", "ventures", "capital", "partners", "private equity", "investments"})
"""What comes in numbered series, so that a word for a number at the end counts them ('Fund Three')."""
_STRENGTHS = frozenset({"strong", "weak", "form", "number", "title", "rank", "former", "seat"})
_OF_PERSONS = frozenset({"title", "rank", "former", "seat"})
"""Strengths of words that are common in no name of a firm."""
_NAMES = _OF_PERSONS | {"number"}
_SLIPPED = 6
"""Letters of a common word from which one inside it may be left out: 'Sytems'."""
Meanings = frozenset[str]
"""What a word may mean: 'קרן' is a fund or a foundation."""
_INITIALS = re.compile(r"(?:[A-Z]\.? ?){2,4}(?![^\W\d_])")
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PARTICLES = frozenset(
    ["al", "el", "אל", "א", "bin", "ibn", "ben", "von", "van", "de", "del", "della", "da", "dos", "der", "den"]
)
_PARTS = 2
"""Parts of a person's name from which on the particles among them may be missing elsewhere."""
_OF_WHAT = re.compile("ה[\u05d0-\u05ea]{3}")
"""A Hebrew word behind a title that says of what: 'minister of the treasury'."""
_AFTER_RANK = 2
"""Words that must follow a title which may be a name as well."""
_LETTERS_WITH_DOTS = re.compile(r"(?<!\w)(?:\w\.){2,}")
_ADDRESS = re.compile(r"(?<=\w\w\w)\.(?:com|io|net|org|app|dev)$")
_BARE = 4
_COMPOUND = 3
"""Letters of each word of a compound."""
_NO_MEANING: Meanings = frozenset()
_ATTACHED = "הולבמכש"
"""Letters that Hebrew writes before a word."""


@dataclass(frozen=True, slots=True)
class Parts:
    """`own` are the words that are the name itself, folded and in order; `strong` what its common words mean
    that tell firms apart, `every` both in order, `weak` what those mean that do so only where both names have some;
    `numbers` its numerals as digits; `script` is 'latin', 'hebrew' or 'han'; `legal` the words of its legal form; `form`
    all of it without spaces and marks; `initials` whether it is a few capitals that are read letter by letter ('ASML');
    `titles` the titles of a person and `sexes` what they say of the person ('man', 'woman'); `tied` the own words, by their
    place, that a hyphen ties to the word before.
    """

    form: str
    own: tuple[str, ...]
    strong: frozenset[Meanings]
    numbers: tuple[str, ...]
    script: str
    legal: frozenset[str] = frozenset()
    initials: bool = False
    titles: frozenset[str] = frozenset()
    sexes: frozenset[str] = frozenset()
    tied: frozenset[int] = frozenset()
    weak: frozenset[str] = frozenset()
    every: tuple[str, ...] = ()

    def other_kind(self, other: Parts) -> bool:
        """Whether both have words that tell little ('Labs', 'Holdings'), and no meaning of them in common."""
        return bool(self.weak and other.weak and not self.weak & other.weak)

    def without_legal(self) -> str:
        """All letters of a firm's name but those of its legal form."""
        form, found = self.form, True
        while found:
            found = False
            for word in self.legal:
                if len(form) > len(word) and (form.endswith(word) or (self.script == "han" and form.startswith(word))):
                    form, found = (form[: -len(word)] if form.endswith(word) else form[len(word) :]), True
        return form

    def units(self) -> tuple[str, ...]:
        """The own words, those that a hyphen ties as one: 'Jean-Luc' is one given name."""
        made: list[str] = []
        for place, word in enumerate(self.own):
            if place in self.tied and made:
                made[-1] += word
            else:
                made.append(word)
        return tuple(made)


class NameWords:
    """Takes names apart with the table of common words, and tells what words that firms are named after mean."""

    def __init__(self) -> None:
        self._common: dict[str, tuple[Meanings, str]] = {}
        data = Path(str(files("interlock.resolution") / "data"))
        phrases = set()
        for node in load_yaml(data / "name_words.yaml").items():
            found = node.fields(frozenset({"means", "strength", "words"}), frozenset({"means", "strength", "words"}))
            strength = found["strength"].text()
            if strength not in _STRENGTHS:
                raise found["strength"].error(f"'{strength}' is none of: {', '.join(sorted(_STRENGTHS))}")
            for word in map(simple, found["words"].texts()):
                phrases |= {word} if re.search("[ /]", word) else set()
                means, _ = self._common.get(joined := _joined(word), (_NO_MEANING, ""))
                self._common[joined] = means | {found["means"].text()}, strength
        phrased = sorted(phrases, key=len, reverse=True)
        self._phrases = [(word, re.compile(rf"(?<!\w){re.escape(word)}(?!\w)"), _joined(word)) for word in phrased]
        between = "|".join(word for word, (means, _) in self._common.items() if "the" in means and _HAN.search(word))
        self._and = re.compile(f"(?<=[\u3400-\u9fff]{{2}})(?:{between})(?=[\u3400-\u9fff]{{2}})")
        self._bare = {bare(word): word for word in sorted(self._common) if _HEBREW.search(word) and len(bare(word)) >= _BARE}
        self._slipped = {
            word[:place] + word[place + 1 :]: word
            for word, (_, strength) in self._common.items()
            for place in range(1, len(word) - 1)
            if len(word) >= _SLIPPED and strength in ("strong", "weak") and script_of(word) == "latin"
        }
        self._letters = {"".join(sorted(word)): word for word in sorted(self._common) if script_of(word) == "latin"}
        self._meaning: dict[str, Meanings] = defaultdict(frozenset)
        generic = set()
        for node in load_yaml(data / "naming_words.yaml").items():
            found = node.fields(frozenset({"means", "words", "generic"}), frozenset({"means", "words"}))
            generic |= {found["means"].text()} if "generic" in found else set()
            for word in map(simple, found["words"].texts()):
                self._meaning[re.sub("[ -]", "", word)] |= {found["means"].text()}
        for word, (means, strength) in self._common.items():
            if strength in ("strong", "weak"):
                self._meaning[word] |= means
        self._meaning = dict(self._meaning)
        self.generic = frozenset(generic)
        self.persons = PersonNames()
        han = sorted((word for word in self._common if _HAN.search(word)), key=len, reverse=True)
        self._han = [word for word in han if self._common[word][1] not in _OF_PERSONS]
        former = "|".join(word for word in han if self._common[word][1] == "former")
        self._titles = [word for word in han if self._common[word][1] == "title"]
        self._former = re.compile(f"(?:{former})(?={'|'.join(self._titles)})")
        self._longest = max(len(word) for word in self._meaning if _HAN.search(word))

    @lru_cache(maxsize=65536)  # noqa: B019 - one table lives as long as the program
    def parts(self, name: str, person: bool = False) -> Parts:
        """The parts of a name. Of a person's, titles are left out, and firms' words are its own.

        A name of common words only is its own: 'Capital Group' keeps both.
        """
        folded = simple(name)
        script = script_of(folded)
        if person:
            return self._person(folded, script)
        own: list[str] = []
        strong: set[Meanings] = set()
        numbers: list[str] = []
        legal: set[str] = set()
        weak: set[str] = set()
        every: list[str] = []
        for word in (words := self._words(_ADDRESS.sub("", folded))):
            means, strength = self._common_word(word)
            if "company" in means:
                legal.add(word)
            if strength and strength not in _NAMES:
                if strength == "strong":
                    strong.add(means)
                    every.append(word)
                elif strength == "weak":
                    weak |= means
            elif word.isdecimal():
                numbers.append(str(int(word)))
            elif own and word in _ROMAN:
                numbers.append(str(_ROMAN[word]))
            else:
                own.append(word)
                every.append(word)
        if len(own) > 1 and not numbers and any(_SERIES & means for means in strong) and (number := self._number(own[-1])):
            numbers.append(number)
            every.remove(own.pop())
        if not own:
            own = [word for word in words if self._common.get(word, (_NO_MEANING, ""))[1] != "form"]
            strong.clear()
        elif script == "han" and legal:
            own[0] = self._without_seat(own[0])
        initials = bool(_INITIALS.match(name))
        told = frozenset(strong), tuple(numbers), script, frozenset(legal), initials
        return Parts(_form(folded), tuple(own), *told, weak=frozenset(weak), every=tuple(every))

    def _person(self, folded: str, script: str) -> Parts:
        """The parts of a person's name."""
        spaced = _LETTERS_WITH_DOTS.sub(lambda found: found[0].replace(".", ". "), folded)
        words = self._words(spaced, person=True)
        own: list[str] = []
        numbers: list[str] = []
        titles: set[str] = set()
        sexes: set[str] = set()
        tied: set[int] = set()
        tied_words = {second for _, second in _TIED.findall(spaced)}
        for place, word in enumerate(words):
            means, strength = self._common_word(word)
            follow = len(words) - place - 1
            if strength == "title" or (strength == "rank" and not own and follow >= _AFTER_RANK):
                if len(own) == 1 and follow >= _AFTER_RANK:  # 'Finance Minister', 'Deputy Chairman'
                    own.clear()
                titles.add(word)
                sexes |= means & _SEXES
            elif strength in ("form", "former") or (not own and titles and follow >= _AFTER_RANK and _OF_WHAT.match(word)):
                continue
            elif len(own) > 1 and word in _GENERATIONS:
                numbers.append(word)
            elif word.isdecimal():
                numbers.append(str(int(word)))
            else:
                if own and word in tied_words:
                    tied.add(len(own))
                own.append(word)
        if len(own) > _PARTS:
            kept = [0, *(place for place in range(1, len(own)) if own[place] not in _PARTICLES)]
            tied = {new for new, old in enumerate(kept) if old in tied and old - 1 in kept}
            own = [own[place] for place in kept]
        if not own:
            own = [word for word in words if self._common.get(word, (_NO_MEANING, ""))[1] != "form"]
        initials = script == "latin" and bool(own) and all(len(word) == 1 for word in own)
        return Parts(
            _form(folded),
            tuple(own),
            frozenset(),
            tuple(numbers),
            script,
            frozenset(),
            initials,
            frozenset(titles),
            frozenset(sexes),
            frozenset(tied),
        )

    def _number(self, word: str) -> str:
        """The number that a word counts with; nothing where it is no such word."""
        means, strength = self._common_word(word)
        return min(means) if strength == "number" else ""

    def _common_word(self, word: str) -> tuple[Meanings, str]:
        """What a common word means, and its strength; a Hebrew one also with an article, or with fewer or more letters for
        vowels; a Latin one also with two neighbours turned, or one letter left out."""
        found = self._common.get(word)
        if found is None and _HEBREW.search(word):
            for spelled in (word[1:] if word[0] == "ה" else word, word):
                found = found or self._common.get(spelled) or self._common.get(self._bare.get(bare(spelled), ""))
        elif found is None and word[1:2] == "'":
            found = self._common.get(word[2:])
        elif found is None and len(word) >= TURNED:
            found = self._common.get(self._slipped.get(word) or self._turned(word))
        return found or (_NO_MEANING, "")

    def _turned(self, word: str) -> str:
        """The common word that a Latin one is with two neighbours turned; nothing where it is none."""
        meant = self._letters.get("".join(sorted(word)), "") if len(word) > TURNED else ""
        return meant if meant and turned(word, meant) else ""

    def meanings(self, word: str) -> Meanings:
        """What a word that firms are named after means; nothing where it is a name only."""
        found = self._meaning.get(word, _NO_MEANING) or self._meaning.get(re.sub("^[dl]'", "", word), _NO_MEANING)
        if not found and _HEBREW.search(word):
            for length in (1, 2):
                if len(word) - length >= 2 and all(letter in _ATTACHED for letter in word[:length]):
                    found = found or self._meaning.get(word[length:], _NO_MEANING)
        return found

    def phrase(self, joined: str) -> Meanings:
        """What words mean that are looked at as one, without the spaces between them."""
        return self._meaning.get(joined, _NO_MEANING) or (
            self._meaning.get(joined[1:], _NO_MEANING) if joined[0] == "ה" else _NO_MEANING
        )

    @lru_cache(maxsize=65536)  # noqa: B019 - one table lives as long as the program
    def compound(self, word: str) -> tuple[tuple[str, Meanings], ...]:
        """The two words that mean something of which a Latin word consists; the word itself where it does not."""
        for place in range(_COMPOUND, len(word) - _COMPOUND + 1):
            parts = word[:place], word[place:]
            means = tuple(self._meaning.get(part, _NO_MEANING) for part in parts)
            if all(means):
                return tuple(zip(parts, means, strict=True))
        return ((word, _NO_MEANING),)

    @lru_cache(maxsize=65536)  # noqa: B019 - one table lives as long as the program
    def senses(self, run: str) -> tuple[Meanings, ...]:
        """The meanings of the fewest words that a Chinese run consists of; nothing where a part of it means nothing."""
        best: list[tuple[Meanings, ...] | None] = [(), *[None] * len(run)]
        for end in range(1, len(run) + 1):
            for start in range(max(0, end - self._longest), end):
                before, means = best[start], self._meaning.get(run[start:end])
                if before is not None and means:
                    told, known = (*before, means), best[end]
                    best[end] = told if known is None or len(told) < len(known) else known
        return best[-1] or ()

    def _without_seat(self, word: str) -> str:
        """A Chinese name without the town that stands before it where its legal form stands behind it."""
        for length in (3, 2):
            if len(word) >= length + 2 and self._common.get(word[:length], (_NO_MEANING, ""))[1] == "seat":
                return re.sub("^[市省](?=..)", "", word[length:])
        return word

    def _words(self, folded: str, person: bool = False) -> list[str]:
        for phrase, pattern, word in self._phrases:
            if phrase in folded:  # far cheaper than the pattern, for each name of the atlas
                folded = pattern.sub(word, folded)
        if not person:
            folded = self._and.sub(" ", folded)
        found: list[str] = []
        for word in _WORD.findall(folded.replace(". ", " ").replace(".", "").replace("-", " ").replace("・", " ")):
            if not _HAN.search(word):
                found.append(word)
            else:
                found += self._cut_titles(word) if person else self._cut(word)
        return found

    def _cut_titles(self, word: str) -> list[str]:
        """Titles before and behind the name of a Chinese person, and what is left, which is the name."""
        before: list[str] = []
        behind: list[str] = []
        while head := next((each for each in self._titles if word.startswith(each) and len(word) - len(each) >= 2), None):
            before.append(head)
            word = word[len(head) :]
        if not before and (former := self._former.match(word)):
            return self._cut_titles(word[former.end() :])
        while tail := next((each for each in self._titles if word.endswith(each) and len(word) > len(each)), None):
            behind.insert(0, tail)
            word = word[: -len(tail)]
        return [*before, word, *behind]

    def _cut(self, word: str) -> Iterator[str]:
        """Chinese words of the table at the end of a run, one after the other; what is left is the name itself."""
        found: list[str] = []
        while word:
            if number := _COUNTED.search(word):
                told = number[1] or number[2]
                found.append(_NUMERALS.get(told) or str(_ROMAN.get(told, told)))
                word = word[: number.start()]
                continue
            tail = next((each for each in self._han if word.endswith(each) and (len(each) > 1 or len(word) > 2)), None)
            if tail is None or len(word) == len(tail):
                break
            found.append(tail)
            word = word[: -len(tail)]
        if word:
            yield word
        yield from reversed(found)


_TIED = re.compile(r"([^\W_]+)-(?=([^\W_]+))")
_SEXES = frozenset({"man", "woman"})


def _joined(word: str) -> str:
    """A phrase of the table as one word."""
    return re.sub("[ ./]", "", word)


def form_of(name: str) -> str:
    """The form of a name: folded, without spaces and marks."""
    return _form(simple(name))


def _form(folded: str) -> str:
    return re.sub(r"[\W_]+", "", folded)
