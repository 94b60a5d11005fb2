"""Words of a finished sentence that neither the language file nor the cited facts bring: a name in small letters is one."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from interlock.reporting.digest.language import DigestLanguage

_WORD = re.compile(r"[^\W\d_]+(?:[’'׳״\"-][^\W\d_]+)*")
BLANK = "\u00b7"
"""Stands for a sign of a name or figure that has been checked: neither a letter nor a digit."""
_RUN = re.compile(r"[^\W\d_]+")


def unknown_words(text: str, blanked: str, language: DigestLanguage, beside: str | None) -> list[str]:
    """A reason for each such word of a text; `blanked` is the text with BLANK for each sign of its names and figures.

    With `beside` only the words of that sentence and the general ones of the language may stand.
    """
    if language.spaced:
        return _in_words(blanked, language, beside)
    return _in_runs(text, blanked, language, beside)


def negated(text: str, language: DigestLanguage) -> Counter[str]:
    """Each negation of a text with the word, or in a language without spaces the two signs, that it stands before."""
    if not language.spaced:
        return Counter(text[at : at + 3] for at in range(len(text)) if text[at] in language.negations)
    words = [match[0].casefold() for match in re.finditer(r"[^\W\d_]+", text)]
    return Counter(" ".join(words[at : at + 2]) for at, word in enumerate(words) if word in language.negations)


def _in_words(text: str, language: DigestLanguage, beside: str | None) -> list[str]:
    known = language.own_words if beside is None else _general(language) | _words(beside)
    return [
        f"'{match[0]}' is a word of no cited fact"
        for match in _WORD.finditer(text)
        if not _is_known(match[0].casefold(), known, language.clitics)
    ]


def _is_known(word: str, known: frozenset[str], clitics: str) -> bool:
    if word in known:
        return True
    if clitics and word[0] in clitics:
        bare = len(word) - len(word.lstrip(clitics))
        return bare == len(word) or any(word[place:] in known for place in range(1, min(bare, 3) + 1))
    return all(part in known for part in re.split(r"[’'-]", word) if part)


def _words(text: str) -> frozenset[str]:
    return frozenset(match[0].casefold() for match in _WORD.finditer(text))


def _general(language: DigestLanguage) -> frozenset[str]:
    return frozenset(word for text in language.also for word in _words(text))


def _in_runs(text: str, blanked: str, language: DigestLanguage, beside: str | None) -> list[str]:
    """For a language without spaces: each run of letters must be made of phrases that are known, names and figures."""
    phrases = language.own_phrases
    if beside is not None:
        phrases = frozenset(run for each in language.also for run in _RUN.findall(each)) | _pieces(beside)
    runs = [(match[0], blanked[match.start() : match.end()]) for match in _RUN.finditer(text)]
    return [f"'{run}' is a word of no cited fact" for run, rest in runs if not _made_of(run, rest, phrases)]


@lru_cache(maxsize=256)
def _pieces(text: str) -> frozenset[str]:
    """Every stretch of two to eight signs of a sentence, and each sign that stands alone in it."""
    found = set()
    for run in _RUN.findall(text):
        found.add(run)
        found |= {run[at : at + size] for size in range(2, 9) for at in range(len(run) - size + 1)}
    return frozenset(found)


def _made_of(run: str, blanked: str, phrases: frozenset[str]) -> bool:
    reached = [True] + [False] * len(run)
    longest = max((len(each) for each in phrases), default=0)
    for end in range(1, len(run) + 1):
        known = any(reached[begin] and run[begin:end] in phrases for begin in range(max(0, end - longest), end))
        reached[end] = known or (reached[end - 1] and blanked[end - 1] == BLANK)
    return reached[-1]
