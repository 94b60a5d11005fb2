"""Passages with other names in them: what a sentence says does not hang on who is in it."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from interlock.evaluation.passage_claims import PassageClaim, Words
from interlock.evaluation.passages import MarkedMention, Passage
from interlock.extraction.neural.actors import is_name_like
from interlock.languages import Language
from interlock.vocabulary import ActorKind

SWAPPED = frozenset({ActorKind.COMPANY, ActorKind.PERSON, ActorKind.FUND, ActorKind.ORGANISATION})
"""Kinds whose names may stand for each other; a ministry or a place is told from others by more than its name."""
SHARE = 0.7
"""Share of the actors of a varied passage that get another name."""

_SCRIPTS = (
    ("latin", re.compile(r"[A-Za-zÀ-ɏ0-9]")),
    ("hebrew", re.compile(r"[\u05d0-\u05ea]")),
    ("han", re.compile(r"[\u3400-\u9fff]")),
)
_VOWEL = re.compile(r"[aeiouyàâéèêëîïôûœh]", re.IGNORECASE)

Names = tuple[str, ...]
"""How one actor is named in a passage, the longest form first."""


class NamePool:
    """The names that stand in passages, by language, kind and script."""

    def __init__(self, passages: Iterable[Passage], languages: Sequence[Language]) -> None:
        self._languages = {language.code: language for language in languages}
        passages = tuple(passages)
        meant: dict[tuple[str, str], set[str]] = defaultdict(set)
        for passage in passages:
            for mention in passage.mentions:
                surface = passage.text[mention.start : mention.end]
                meant[passage.language, surface].add(passage.actors[mention.key].name)
        # what stands for several actors describes them: 'the company', 'his rival'
        self._descriptions = {key for key, names in meant.items() if len(names) > 1}
        pool: dict[tuple[str, ActorKind, str], set[Names]] = defaultdict(set)
        for passage in passages:
            for key, names in self.names_of(passage).items():
                pool[self._shelf(passage, key, names)].add(names)
        self._pool = {shelf: sorted(names) for shelf, names in pool.items()}

    def names_of(self, passage: Passage) -> dict[str, Names]:
        """The names by which a passage calls each of its actors, without pronouns and descriptions."""
        language = self._languages[passage.language.partition("-")[0]]
        found: dict[str, set[str]] = defaultdict(set)
        for mention in passage.mentions:
            surface = passage.text[mention.start : mention.end]
            described = (passage.language, surface) in self._descriptions and surface not in passage.actors[mention.key].name
            if passage.actors[mention.key].kind in SWAPPED and not described and is_name_like(surface, language):
                found[mention.key].add(surface)
        return {key: tuple(sorted(names, key=lambda name: (-len(name), name))) for key, names in found.items()}

    def vary(self, passage: Passage, chance: random.Random) -> Passage:
        """The passage with some actors' names replaced by those of others of their kind, in the same script."""
        changed: dict[tuple[str, str], str] = {}
        used = {name for names in self.names_of(passage).values() for name in names}
        for key, names in self.names_of(passage).items():
            choice = self._pool[self._shelf(passage, key, names)]
            others = chance.choice(choice)
            if chance.random() > SHARE or used & set(others):
                continue
            used |= set(others)
            for place, name in enumerate(names):
                other = others[min(place, len(others) - 1)]
                if _fits(passage.language, name, other):
                    changed[key, name] = other
        return renamed(passage, changed) if changed else passage

    @staticmethod
    def _shelf(passage: Passage, key: str, names: Names) -> tuple[str, ActorKind, str]:
        script = next((name for name, sign in _SCRIPTS if sign.match(names[0])), "other")
        return passage.language, passage.actors[key].kind, script


def _fits(language: str, name: str, other: str) -> bool:
    """Whether a name may take the other's place: French elides before a vowel."""
    return language != "fr" or bool(_VOWEL.match(name)) == bool(_VOWEL.match(other))


def renamed(passage: Passage, names: dict[tuple[str, str], str]) -> Passage:
    """The passage with the words of some mentions replaced, by (key, words); claims keep their places."""
    parts: list[str] = []
    moves: list[tuple[int, int, int, int]] = []  # start and end in the old text, then in the new
    mentions: list[MarkedMention] = []
    at = length = 0
    for mention in passage.mentions:
        between, old = passage.text[at : mention.start], passage.text[mention.start : mention.end]
        new = names.get((mention.key, old), old)
        start = length + len(between)
        length, at = start + len(new), mention.end
        parts += [between, new]
        moves.append((mention.start, mention.end, start, length))
        mentions.append(MarkedMention(start, length, mention.key))
    text = "".join(parts) + passage.text[at:]
    place = _Moved(moves, text)
    claims = tuple(place.claim(claim) for claim in passage.claims)
    return replace(passage, text=text, mentions=tuple(mentions), claims=claims)


class _Moved:
    """Where words of the old text stand in the new one."""

    def __init__(self, moves: Sequence[tuple[int, int, int, int]], text: str) -> None:
        self._moves, self._text = moves, text

    def start(self, offset: int) -> int:
        shift = 0
        for old_start, old_end, new_start, new_end in self._moves:
            if offset < old_start:
                break
            if offset < old_end:
                return new_start + (0 if offset == old_start else min(offset - old_start, new_end - new_start - 1))
            shift = new_end - old_end
        return offset + shift

    def end(self, offset: int) -> int:
        """Of a half-open stretch."""
        shift = 0
        for old_start, old_end, new_start, new_end in self._moves:
            if offset <= old_start:
                break
            if offset <= old_end:
                return new_end if offset == old_end else new_start + min(offset - old_start, new_end - new_start)
            shift = new_end - old_end
        return offset + shift

    def words(self, words: Words) -> Words:
        start, end = self.start(words.start), self.end(words.end)
        return Words(self._text[start:end], start, end)

    def claim(self, claim: PassageClaim) -> PassageClaim:
        quantities = {
            name: replace(quantity, words=self.words(quantity.words)) if quantity.words else quantity
            for name, quantity in claim.quantities.items()
        }
        return replace(
            claim,
            evidence=self.words(claim.evidence),
            quantities=quantities,
            status_words=self.words(claim.status_words) if claim.status_words else None,
            condition=self.words(claim.condition) if claim.condition else None,
        )
