"""Finds the atlas's names in a text: one Aho-Corasick scan, our boundary rules, then the longest that do not overlap."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

import ahocorasick_rs

from interlock.atlas import Atlas, AtlasEntry
from interlock.vocabulary import Actor
from interlock.vocabulary.folding import fold_name

_PREFIX_RUN = re.compile("ו?(?:כש|מש|לכש|ש)?[בכלמ]?ה?")
"""The order in which Hebrew prefix letters follow each other."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_HEBREW = re.compile(r"[\u0590-\u05ff]")
_LAST_LATIN = "\u024f"
_SHORT_NAME = 4
"""Characters. A Latin name no longer than this must be written with its own capitals ('ARM', not 'arm')."""


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name of an atlas actor at [start, end). `short` and `ambiguous` hits need more context to count."""

    start: int
    end: int
    entry: AtlasEntry
    short: bool
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class _Name:
    surface: str
    entry: AtlasEntry
    short: bool
    ambiguous: bool


class NameIndex:
    """All names of an atlas, ready to scan."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._by_fold: dict[str, list[_Name]] = defaultdict(list)
        for entry in atlas:
            for surface in entry.all_names():
                self._add(surface, entry, short=False)
                if surface.endswith(" AI") and surface not in entry.ambiguous:
                    self._add(surface.removesuffix(" AI") + "AI", entry, short=False)  # 'ScaleAI' is Scale AI
            for surface in entry.famous:
                self._add(surface, entry, short=False)
            for surface in entry.short:
                self._add(surface, entry, short=True)
        self._folds = list(self._by_fold)
        self._scanner = ahocorasick_rs.AhoCorasick(self._folds)

    def _add(self, surface: str, entry: AtlasEntry, short: bool) -> None:
        folded = fold_name(surface)
        if len(folded) < 2:
            return
        known = self._by_fold[folded]
        if not any(name.entry.id == entry.id and name.surface == surface for name in known):
            known.append(_Name(surface, entry, short, surface in entry.ambiguous))

    def actor(self, entry: AtlasEntry, mention: str) -> Actor:
        """The actor of a claim, for an atlas entry said as `mention`."""
        return Actor(entry.id, entry.name, entry.kind, mention)

    def entry(self, actor_id: str) -> AtlasEntry | None:
        """The atlas entry with this id."""
        return self._atlas.get(actor_id)

    def employer(self, entry: AtlasEntry) -> Actor | None:
        """The organisation that a person acts for, as an actor."""
        organisation = self._atlas.get(entry.employer() or "")
        return None if organisation is None else self.actor(organisation, organisation.name)

    def scan(self, text: str) -> list[NameHit]:
        """Hits in order of place, the longest where they overlap.

        Where several actors share a name, the one said elsewhere in the text by a name of its own is taken.
        """
        folded = fold_name(text)
        found: list[tuple[int, int, list[_Name]]] = []
        for index, start, end in self._scanner.find_matches_as_indexes(folded, overlapping=True):
            if not bounded(folded, start, end):
                continue
            names = [name for name in self._by_fold[self._folds[index]] if _written_as_name(text[start:end], name.surface)]
            if names:
                found.append((start, end, names))
        found.sort(key=lambda hit: (hit[0] - hit[1], hit[0]))
        taken = bytearray(len(text))
        chosen = []
        for start, end, names in found:
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                chosen.append((start, end, names))
        sure = {
            names[0].entry.id
            for _, _, names in chosen
            if len({n.entry.id for n in names}) == 1 and not names[0].short and not all(n.ambiguous for n in names)
        }
        hits = [hit for start, end, names in chosen if (hit := _settle(start, end, names, sure))]
        return sorted(hits, key=lambda hit: hit.start)


def _settle(start: int, end: int, names: list[_Name], sure: set[str]) -> NameHit | None:
    present = [name for name in names if name.entry.id in sure]
    if present:
        return NameHit(start, end, present[0].entry, False, False)
    full = [name for name in names if not name.short]
    if not full:
        return None
    clear = [name for name in full if not name.ambiguous]
    name = (clear or full)[0]
    return NameHit(start, end, name.entry, False, not clear or len({n.entry.id for n in clear}) > 1)


def bounded(folded: str, start: int, end: int) -> bool:
    """Whether a name at [start, end) of the folded text is a word of its own, Hebrew prefix letters aside."""
    first, last = folded[start], folded[end - 1]
    after = folded[end] if end < len(folded) else " "
    if _same_script(last, after):
        return False
    before = folded[start - 1] if start else " "
    if _HAN.match(first) or not _word(before):
        return True
    if _HEBREW.match(before):
        return attached_prefix(folded, start) is not None
    return not _same_script(before, first)


def attached_prefix(folded: str, start: int) -> str | None:
    """The one to three Hebrew prefix letters (with a dash or without) right before `start`; None if that is no prefix."""
    place = start - 1 if start and folded[start - 1] == "-" else start
    letters = ""
    while place and _HEBREW.match(folded[place - 1]) and folded[place - 1] not in "'\"":
        place -= 1
        letters = folded[place] + letters
        if len(letters) > 3:
            return None
    return letters if _PREFIX_RUN.fullmatch(letters) and letters else None


def _word(character: str) -> bool:
    return character.isalnum()


def _same_script(one: str, other: str) -> bool:
    """Whether two characters hang together in one word."""
    if not (_word(one) and _word(other)):
        return False
    if _HAN.match(one) or _HAN.match(other):
        return False
    if _HEBREW.match(one) or _HEBREW.match(other):
        return bool(_HEBREW.match(one)) == bool(_HEBREW.match(other))
    return True


def _written_as_name(surface: str, name: str) -> bool:
    """Capitals tell a Latin name from a word: 'meta' is not Meta, 'Openai' and 'OPENAI' are OpenAI; 'über' is not Uber."""
    if surface == name or not any(character.isalpha() for character in surface):
        return True
    if max(surface) > _LAST_LATIN:
        return True
    if name.isascii() and not surface.isascii() and " " not in name:
        return False
    if len(name) <= _SHORT_NAME:
        return surface == name.upper() and len(name) > 2
    return surface != surface.lower() and surface[0].isupper() == name[0].isupper()
