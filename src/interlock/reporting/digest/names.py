"""Names in a finished sentence: those of the atlas and of the ledger's actors, in every language, in one scan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import ahocorasick_rs

_SHORTEST = 2


class NameScan:
    """Finds names. `names` are those of each actor by its id; `unclear` ones mean something else too and are no sign of it, nor
    are those in `words`, the words of the language file.

    A name that is written small in a script with capitals ('investors') is a word and is not sought.
    """

    def __init__(
        self, names: Mapping[str, frozenset[str]], words: frozenset[str], clitics: str = "", unclear: frozenset[str] = frozenset()
    ) -> None:
        self._ids: dict[str, set[str]] = defaultdict(set)
        self._names, self._words, self._clitics = names, words, clitics
        for identity, called in names.items():
            for name in called:
                if name not in unclear and _is_name(name, words):
                    self._ids[name].add(identity)
        self._every = sorted(self._ids)
        self._found = ahocorasick_rs.AhoCorasick(self._every) if self._every else None
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for identity, called in names.items():
            for name in called:
                self._by_name[name.casefold()].add(identity)

    def ids_of(self, names: Iterable[str]) -> frozenset[str]:
        """Who is called so."""
        return frozenset(identity for name in names for identity in self._by_name.get(name.casefold(), ()))

    def also_called(self, name: str) -> frozenset[str]:
        """The other names of whoever has this name."""
        return frozenset(other for identity in self.ids_of([name]) for other in self._names[identity])

    def find(self, text: str, allowed: Iterable[str]) -> Iterator[tuple[int, int, str | None]]:
        """The names in the text that do not overlap, the longest first: those allowed with None, the others with the name."""
        mine = [name for name in dict.fromkeys(allowed) if len(name) >= 1]
        found: list[tuple[int, int, str | None]] = []
        if mine:
            matches = ahocorasick_rs.AhoCorasick(mine).find_matches_as_indexes(text, overlapping=True)
            found += [(start, end, None) for _, start, end in matches]
        if self._found is not None:
            own = set(mine)
            for which, start, end in self._found.find_matches_as_indexes(text, overlapping=True):
                if self._every[which] not in own:
                    found.append((start, end, self._every[which]))
        taken = bytearray(len(text))
        for start, end, name in sorted(found, key=lambda each: (each[0] - each[1], each[2] is not None, each[0])):
            if _stands_apart(text, start, end, self._clitics) and not any(taken[start:end]):
                if name is not None and _word_around(text, start, end) in self._words:
                    continue
                taken[start:end] = b"\x01" * (end - start)
                yield start, end, name


def _is_name(name: str, words: frozenset[str]) -> bool:
    first = next((letter for letter in name if letter.isalpha()), "")
    if len(name) < _SHORTEST or not first or name.casefold() in words:
        return False
    return not first.islower() or any(letter.isupper() for letter in name)


def _word_around(text: str, start: int, end: int) -> str:
    """The whole word that a name with letters written on to it is a part of."""
    while start and _spaced(text[start - 1]):
        start -= 1
    return text[start:end].casefold()


def _stands_apart(text: str, start: int, end: int, clitics: str) -> bool:
    """Whether [start, end) is no part of a longer word. Letters written on to it may stand before it, Chinese signs around it."""
    if _spaced(text[start]) and start and _spaced(text[start - 1]):
        before = start - 1
        while before >= 0 and text[before] in clitics and start - before <= 3:
            before -= 1
        if before == start - 1 or (before >= 0 and _spaced(text[before])):
            return False
    return not (_spaced(text[end - 1]) and end < len(text) and _spaced(text[end]))


def _spaced(letter: str) -> bool:
    """Whether it is a letter or digit of a script that sets words apart."""
    return letter.isalnum() and not "\u3040" <= letter <= "\u9fff"
