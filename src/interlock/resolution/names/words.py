"""A name in parts: its own words, what its common words mean, its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from interlock.datafiles import load_yaml
from interlock.vocabulary.folding import fold_name

_HAN = re.compile(r"[\u3400-\u9fff]")
_HEBREW = re.compile(r"[\u0590-\u05ff]")
_WORD = re.compile(r"[^\W_]+(?:['\"][^\W_]+)*'?")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_NUMERALS = {"一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "八": "8", "九": "9", "十": "10"}
_STRENGTHS = frozenset({"strong", "weak", "form", "title"})


@dataclass(frozen=True, slots=True)
class Parts:
    """`own` are the words that are the name itself, folded and in order; `strong` what its common words mean
    that tell firms apart;
    `numbers` its numerals as digits; `script` is 'latin', 'hebrew' or 'han'; `legal` the words of its legal form; `form`
    all of it without spaces and marks.
    """

    form: str
    own: tuple[str, ...]
    strong: frozenset[str]
    numbers: tuple[str, ...]
    script: str
    legal: frozenset[str] = frozenset()


class NameWords:
    """Takes names apart with the table of common words."""

    def __init__(self) -> None:
        self._meaning: dict[str, tuple[str, str]] = {}
        path = Path(str(files("interlock.resolution") / "data" / "name_words.yaml"))
        for node in load_yaml(path).items():
            found = node.fields(frozenset({"means", "strength", "words"}), frozenset({"means", "strength", "words"}))
            strength = found["strength"].text()
            if strength not in _STRENGTHS:
                raise found["strength"].error(f"'{strength}' is none of: {', '.join(sorted(_STRENGTHS))}")
            for word in found["words"].texts():
                self._meaning[simple(word)] = (found["means"].text(), strength)
        self._han = sorted((word for word in self._meaning if _HAN.search(word)), key=len, reverse=True)

    @lru_cache(maxsize=65536)  # noqa: B019 - one table lives as long as the program
    def parts(self, name: str, person: bool = False) -> Parts:
        """The parts of a name. Of a person's, titles are left out, and firms' words are its own.

        A name of common words only is its own: 'Capital Group' keeps both.
        """
        folded = simple(name)
        script = "han" if _HAN.search(folded) else "hebrew" if _HEBREW.search(folded) else "latin"
        own: list[str] = []
        means: dict[str, set[str]] = {strength: set() for strength in _STRENGTHS}
        numbers: list[str] = []
        legal: set[str] = set()
        for word in self._words(folded):
            meaning = self._meaning.get(word)
            if meaning is not None and meaning[0] == "company":
                legal.add(word)
            if meaning is not None and (meaning[1] in ("title", "form") if person else meaning[1] != "title"):
                means[meaning[1]].add(meaning[0])
            elif word.isdigit():
                numbers.append(str(int(word)))
            elif own and word in _ROMAN and script == "latin" and not person:
                numbers.append(str(_ROMAN[word]))
            else:
                own.append(word)
        if not own:
            own = [word for word in self._words(folded) if self._meaning.get(word, ("", ""))[1] != "form"]
            means["strong"].clear()
        form = re.sub(r"[\W_]+", "", folded)
        return Parts(form, tuple(own), frozenset(means["strong"]), tuple(numbers), script, frozenset(legal))

    def _words(self, folded: str) -> Iterator[str]:
        for word in _WORD.findall(folded.replace(". ", " ").replace(".", "").replace("-", " ").replace("・", " ")):
            if _HAN.search(word):
                yield from self._cut(word)
            else:
                yield word

    def _cut(self, word: str) -> Iterator[str]:
        """Chinese words of the table at the end of a run, one after the other; what is left is the name itself."""
        found: list[str] = []
        number = re.search(r"([一二三四五六七八九十])[期号號]$", word)
        if number:
            found.append(_NUMERALS[number[1]])
            word = word[: number.start()]
        while word:
            tail = next((each for each in self._han if word.endswith(each) and (len(each) > 1 or len(word) > 2)), None)
            if tail is None or len(word) == len(tail):
                break
            found.append(tail)
            word = word[: -len(tail)]
        if word:
            yield word
        yield from reversed(found)


_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ł": "l", "þ": "th", "ð": "d"})


@lru_cache(maxsize=65536)
def simple(name: str) -> str:
    """A name folded: case, accents, width, one kind of quote, simplified characters."""
    folded = fold_name(name).strip().translate(_LETTERS)
    return str(_converter().convert(folded)) if _HAN.search(folded) else folded


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC  # loaded where there is Chinese

    return OpenCC("t2s")
