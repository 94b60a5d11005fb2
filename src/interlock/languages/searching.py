"""Words of a text as a search sees them, in every script: what the index keeps, what a query asks for, what it has hit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, NamedTuple

from interlock.languages.loading import load_language
from interlock.vocabulary.searching import IndexedText, Phrase, Segmentation, Term

MOST_TERMS = 200
"""Terms of a query that are looked for; a sentence of evidence has fewer."""

_LONGEST_WORD = 64
_MOST_PREFIXES = 3
_SHORTEST_BARE = 2
_SHORTEST_BARE_BEGINNING = 4

_HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff"
_HEBREW = "א-תװ-ײ\ufb1d-\ufb4f"
_MARKS = "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u00ad"
_QUOTES = "'\"׳״’‘ʼ`′＇”“„″＂"
_APOSTROPHES = "'’ʼ`′＇"
_PIECE = re.compile(
    rf"(?P<han>[{_HAN}]+)"
    rf"|(?P<hebrew>[{_HEBREW}][{_MARKS}]*(?:[{_QUOTES}]?[{_HEBREW}][{_MARKS}]*)*)"
    rf"|(?P<number>\d+(?:[.,]\d+)*)"
    rf"|(?P<word>[^\W\d_{_HAN}{_HEBREW}][{_MARKS}]*(?:[^\W_{_HAN}{_HEBREW}][{_MARKS}]*)*)"
)
_GLUE = re.compile(r"[-־‐‑–]?[^\W_]")
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "þ": "th", "ð": "d", "ı": "i"})


class Script(StrEnum):
    """What sort of word it is, which says how it is found."""

    HAN = "han"
    HEBREW = "hebrew"
    NUMBER = "number"
    WORD = "word"


class Word(NamedTuple):
    """A word as it is looked for, and where it stands in the text. Of Chinese: two characters, or the last of a run."""

    text: str
    start: int
    end: int
    script: Script


def words_of(text: str) -> list[Word]:
    """The words of a text in order.

    Case, width, accents and vowel points are folded, Traditional characters and Simplified ones are the same. A run of
    Chinese gives every two characters that stand side by side, and its last one. Marks inside a Hebrew word are left out
    (ארה"ב). What is only attached to a word is none: 's, l', ב־.
    """
    return [word for piece in _PIECE.finditer(text) for word in _words_in(piece, text)]


def _words_in(piece: re.Match[str], text: str) -> Iterator[Word]:
    script, start, end = Script(piece.lastgroup or ""), piece.start(), piece.end()
    if script is Script.HAN:
        run = _simplified(piece[0])
        for place in range(len(run)):
            last = min(place + 2, len(run))
            yield Word(run[place:last], start + place, start + last, script)
    elif script is Script.NUMBER:
        yield Word(unicodedata.normalize("NFKC", piece[0])[:_LONGEST_WORD], start, end, script)
    else:
        folded = _folded(piece[0])
        attached = _is_prefix(folded, text, end) if script is Script.HEBREW else _is_elided(text, start, end)
        if folded and not attached:
            yield Word(folded, start, end, script)


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word.lower()[:_LONGEST_WORD]
    letters = "".join(character for character in unicodedata.normalize("NFKD", word) if character.isalnum())
    return letters.casefold().translate(_LETTERS)[:_LONGEST_WORD]


def _is_elided(text: str, start: int, end: int) -> bool:
    """Whether the one letter is only hung on a word by an apostrophe: l'accord, Nvidia's."""
    if end - start != 1:
        return False
    before, behind = text[max(0, start - 2) : start], text[end : end + 2]
    return (len(before) == 2 and before[1] in _APOSTROPHES and before[0].isalnum()) or (
        len(behind) == 2 and behind[0] in _APOSTROPHES and behind[1].isalnum()
    )


def _is_prefix(word: str, text: str, end: int) -> bool:
    """Whether the letters are only prefixes of what follows in another script, or behind a hyphen: ב־OpenAI, מה-100."""
    return len(word) <= _MOST_PREFIXES and set(word) <= _prefixes() and _GLUE.match(text, end) is not None


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(load_language("he").prefixes)


def _bare(word: str) -> tuple[str, ...]:
    """The Hebrew word without one, two, three of the letters that may be attached in front."""
    forms = []
    for letter in range(min(_MOST_PREFIXES, len(word) - _SHORTEST_BARE)):
        if word[letter] not in _prefixes():
            break
        forms.append(word[letter + 1 :])
    return tuple(forms)


class _SimplifiedTable(dict[int, str]):
    """What becomes of each Chinese character, found once."""

    def __missing__(self, code: int) -> str:
        usual = unicodedata.normalize("NFKC", chr(code))
        changed = str(_converter().convert(usual))
        self[code] = changed if len(changed) == 1 else chr(code)
        return self[code]


_SIMPLIFIED = _SimplifiedTable()


def _simplified(run: str) -> str:
    """Character by character, so that offsets stay and both scripts meet in the same form."""
    return run.translate(_SIMPLIFIED)


@cache
def _converter() -> Any:
    from opencc import OpenCC  # loaded where there is Chinese

    return OpenCC("t2s")


def indexed(text: str) -> IndexedText:
    """What the index keeps of a text."""
    words = words_of(text)
    bare = dict.fromkeys(form for word in words if word.script is Script.HEBREW for form in _bare(word.text))
    return IndexedText(" ".join(word.text for word in words), " ".join(bare))


SEGMENTATION = Segmentation("1", indexed)
"""The way that this version cuts texts. Its number changes with anything above that changes a word."""


def terms_of(query: str) -> tuple[Term, ...]:
    """What a query asks for, each term once. Anything may be typed: marks are no words, and no words no terms."""
    words = words_of(query)
    terms: dict[Term, None] = {}
    place = 0
    while place < len(words) and len(terms) < MOST_TERMS:
        word, last = words[place], place + 1 == len(words)
        if word.script is Script.HAN:
            run = _run(words, place)
            place += len(run)
            terms[_chinese(run)] = None
        else:
            place += 1
            terms[_spelled(word, last)] = None
    return tuple(terms)


def _run(words: Sequence[Word], first: int) -> tuple[str, ...]:
    """The words of the run of Chinese that begins there."""
    last = first
    while len(words[last].text) > 1:
        last += 1
    return tuple(word.text for word in words[first : last + 1])


def _chinese(run: tuple[str, ...]) -> Term:
    if len(run) == 1:
        return (Phrase(run, begins=True),)
    return (Phrase(run[:-1]),)


def _spelled(word: Word, last: bool) -> Term:
    begins = last and word.script is not Script.NUMBER
    phrases = [Phrase((word.text,), begins)]
    if word.script is Script.HEBREW:
        phrases += [Phrase((form,), begins and len(form) >= _SHORTEST_BARE_BEGINNING) for form in _bare(word.text)]
    return tuple(phrases)


def spans_of(text: str, terms: Sequence[Term]) -> tuple[tuple[int, int], ...]:
    """Where a text says what the terms ask for, as (start, end) in order; what overlaps or touches is one."""
    words = words_of(text)
    found = sorted(span for term in terms for phrase in term for span in _places(words, phrase))
    spans: list[tuple[int, int]] = []
    for start, end in found:
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def _places(words: Sequence[Word], phrase: Phrase) -> Iterator[tuple[int, int]]:
    wanted = phrase.words
    for place in range(len(words) - len(wanted) + 1):
        first = words[place]
        if first.script is Script.HAN:
            if phrase.begins and len(wanted[0]) == 1 and first.text.startswith(wanted[0]):
                yield first.start, first.start + 1
            elif not phrase.begins and all(words[place + on].text == word for on, word in enumerate(wanted)):
                yield first.start, words[place + len(wanted) - 1].end
        elif len(wanted) == 1 and any(_hits(form, wanted[0], phrase.begins) for form in _forms(first)):
            yield first.start, first.end


def _forms(word: Word) -> tuple[str, ...]:
    return (word.text, *_bare(word.text)) if word.script is Script.HEBREW else (word.text,)


def _hits(form: str, wanted: str, begins: bool) -> bool:
    return form.startswith(wanted) if begins else form == wanted
