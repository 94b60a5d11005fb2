"""Words that stand for an actor named elsewhere: 'son', 'the company', 該公司. They are no names of it."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile

from interlock.languages import Boundary, Description, Language, Pronoun, language_codes, load_language
from interlock.vocabulary.folding import fold


@lru_cache(maxsize=100_000)
def is_reference(mention: str, language: str) -> bool:
    """Whether a mention is wholly a pronoun or a description of the language (a BCP 47 code) it stands in.

    Names in Latin letters have a capital somewhere ('xAI'), so words without one are a reference ('son', 'ses propres');
    a script without capitals shows nothing. A
    description that names one actor only ('the bloc') is a name. In a language that the package does not know, nothing is a
    reference.
    """
    code = language.partition("-")[0]
    if code not in language_codes():
        return False
    known = load_language(code)
    folded = fold(mention)
    small = mention == mention.lower() != mention.upper()
    if known.boundary is Boundary.SPACE and small and not any(map(str.isdigit, mention)):
        return True
    return any(entry.pattern.fullmatch(words) for words in _without_prefixes(folded, known) for entry in _entries(known))


def _entries(language: Language) -> list[Pronoun | Description]:
    return [*language.pronouns, *(each for each in language.descriptions if each.actor is None)]


def _without_prefixes(words: str, language: Language) -> list[str]:
    """The words, and what is left of them without one or more of the letters that Hebrew attaches ('מהחברה', 'החברה')."""
    attached = list(takewhile(lambda letter: letter in language.prefixes, words[:3]))
    return [words[length:].lstrip("-") for length in range(len(attached) + 1)]
