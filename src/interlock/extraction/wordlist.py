"""The words of a language ready to search: each list built once, its patterns behind a prefilter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Generic, TypeVar

from interlock.extraction.prefilter import Prefilter
from interlock.languages import (
    Asset,
    Description,
    Language,
    Pronoun,
    StatusWords,
    Title,
    TranslatedName,
    Trigger,
    Unit,
    Words,
)
from interlock.vocabulary import Kind

T = TypeVar("T")


class WordList(Generic[T]):
    """Entries of a language file, each with a pattern, searched together."""

    def __init__(self, entries: Sequence[T], words: Callable[[T], Words | re.Pattern[str]]) -> None:
        self._entries = [(entry, _as_words(words(entry))) for entry in entries]
        self._filter = Prefilter([words.source for _, words in self._entries])

    def find(self, folded: str, start: int, end: int) -> Iterator[tuple[T, re.Match[str]]]:
        """Every entry with every match in [start, end), in the order of the file."""
        for index in self._filter.possible(folded[start:end]):
            entry, words = self._entries[index]
            for match in words.pattern.finditer(folded, start, end):
                yield entry, match

    def is_one(self, text: str) -> bool:
        """Whether the whole text is one of the words."""
        return any(self._entries[index][1].pattern.fullmatch(text) for index in self._filter.possible(text))

    def begins(self, text: str) -> bool:
        """Whether one of the words begins the text."""
        return any(self._entries[index][1].pattern.match(text) for index in self._filter.possible(text))

    def ends(self, text: str) -> bool:
        """Whether one of the words ends the text."""
        return any(match.end() == len(text) for _, match in self.find(text, 0, len(text)))


def per_language(build: Callable[[Language], T]) -> Callable[[Language], T]:
    """Build once for each language object; languages hold tables and so cannot be keys themselves."""
    known: dict[int, tuple[Language, T]] = {}

    @wraps(build)
    def cached(language: Language) -> T:
        found = known.get(id(language))
        if found is None:
            if len(known) >= 64:
                known.clear()
            found = known[id(language)] = language, build(language)
        return found[1]

    return cached


@per_language
def trigger_words(language: Language) -> WordList[Trigger]:
    """The triggers of a language."""
    return WordList(language.triggers, lambda trigger: trigger.words)


@per_language
def recruiting_words(language: Language) -> WordList[Trigger]:
    """Triggers that say where people come from, whoever hires them."""
    hiring = [trigger for trigger in language.triggers if trigger.kind is Kind.HIRES]
    return WordList([trigger for trigger in hiring if trigger.origin and not trigger.object], lambda trigger: trigger.words)


@per_language
def source_words(language: Language) -> WordList[tuple[re.Pattern[str], str]]:
    """Words for sources without a name."""
    return WordList(language.attribution.anonymous, lambda source: source[0])


@per_language
def title_words(language: Language) -> WordList[Title]:
    """The titles of people."""
    return WordList(language.titles, lambda title: title.words)


@per_language
def asset_words(language: Language) -> WordList[Asset]:
    """The things that are bought, leased, built, restricted."""
    return WordList(language.assets, lambda asset: asset.words)


@per_language
def reference_words(language: Language) -> WordList[Pronoun | Description]:
    """Pronouns and definite descriptions."""
    entries: list[Pronoun | Description] = [*language.pronouns, *language.descriptions]
    return WordList(entries, lambda entry: entry.pattern if isinstance(entry, Pronoun) else entry.words)


@per_language
def status_words(language: Language) -> WordList[StatusWords]:
    """Words that show how far a thing has come."""
    return WordList(language.statuses, lambda words: words.pattern)


@per_language
def mangled_names(language: Language) -> WordList[TranslatedName]:
    """Words that may be names which a machine translated."""
    return WordList(language.mangled.names, lambda name: name.words)


@per_language
def mangled_titles(language: Language) -> WordList[Title]:
    """Words that may be posts which a machine translated."""
    return WordList(language.mangled.titles, lambda title: title.words)


def _as_words(words: Words | re.Pattern[str]) -> Words:
    return words if isinstance(words, Words) else Words(words.pattern, words)


def _together(*words: Words | re.Pattern[str] | None) -> WordList[Words]:
    """A list of which only the places count."""
    return WordList([_as_words(one) for one in words if one is not None], lambda one: one)


@per_language
def people_words(language: Language) -> WordList[Unit]:
    """What people are called who are counted, or only named by their trade."""
    counted = [(unit, unit.after) for unit in language.units if unit.people and unit.after is not None]
    patterns = {id(unit): after for unit, after in counted}
    return WordList([unit for unit, _ in counted], lambda unit: patterns[id(unit)])


@per_language
def descriptive_nouns(language: Language) -> WordList[Words]:
    """Company nouns and definite descriptions: with what the noun phrase of a name may begin."""
    descriptions = (description.words for description in language.descriptions)
    return _together(language.names.company_nouns, *descriptions)


@per_language
def company_nouns(language: Language) -> WordList[Words]:
    """Nouns right before the name of a company."""
    return _together(language.names.company_nouns)


@per_language
def phrase_nouns(language: Language) -> WordList[Words]:
    """As `descriptive_nouns`, with the honorifics and titles of people."""
    names, titles = language.names, (title.words for title in language.titles)
    descriptions = (description.words for description in language.descriptions)
    return _together(names.company_nouns, names.person_honorifics, *descriptions, *titles)


@per_language
def introducing_words(language: Language) -> WordList[Words]:
    """Company nouns and titles: what makes sure that the word behind it is a name."""
    titles = (title.words for title in language.titles)
    return _together(language.names.company_nouns, *titles)
