"""Names that the atlas knows: as they stand there, in another order, as a ticker, or one slip of the pen away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache

from interlock.atlas import Atlas, AtlasEntry
from interlock.resolution.names.pinyin import toned
from interlock.resolution.names.words import NameWords, Parts, form_of
from interlock.resolution.names.writing import simple
from interlock.vocabulary import ActorKind
from interlock.vocabulary.identity import family

Alike = Callable[[Parts, Parts, str], bool]
"""Whether the second name is the first one, which is known, with a slip of the pen; both in one script; the sort of actor."""
_LEAST = {"latin": 6, "hebrew": 6, "han": 3, "kana": 4, "hangul": 3}
"""Letters of a name from which known ones are looked for that are one slip away."""
_TICKER, _EXCHANGES = 3, frozenset(("NASDAQ", "NYSE"))
"""Letters of a ticker that is taken for a name, and the exchanges whose tickers papers use as names."""
_TELL_NOTHING = frozenset(("technology", "group", "holdings"))
"""Meanings of words without which a name of a known firm is still its own; labs and AI may be units of it."""
_PRODUCT, _FIRM = str(ActorKind.PRODUCT), family(ActorKind.COMPANY)
_WORDS = 3
"""Words of a person's name, at most, that may stand in another order."""
_HOMOPHONES = 3
"""Characters of a known Chinese name in which one may stand for another of the same tone."""


class KnownNames:
    """The names of an atlas. `alike` tells what is a slip."""

    def __init__(self, atlas: Atlas, words: NameWords, alike: Alike) -> None:
        self._words, self._alike = words, alike
        self._entries: dict[tuple[str, str], list[AtlasEntry]] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._tickers: dict[str, list[AtlasEntry]] = defaultdict(list)
        self._halves: dict[tuple[str, int, str, bool], list[str]] = {}
        for entry in atlas:
            sort = family(entry.kind)
            for name in (*entry.all_names(), *(each for each in entry.famous if each not in entry.ambiguous)):
                key = sort, form_of(name)
                known = self._entries.setdefault(key, [])
                if entry not in known:
                    known.append(entry)
                    self._names.setdefault(key, name)
            exchange, _, ticker = (entry.ticker or "").rpartition(":")
            if exchange in _EXCHANGES:
                self._tickers[ticker].append(entry)
        for entry in atlas:
            for renaming in entry.renamed:  # a new name that is a word of every day stands under no language
                key = family(entry.kind), form_of(renaming.new)
                self._entries.setdefault(key, [entry])
                self._names.setdefault(key, renaming.new)

    def has(self, sort: str, form: str) -> bool:
        """Whether some actor of that sort has a name of this form."""
        return (sort, form) in self._entries

    @lru_cache(maxsize=65536)  # noqa: B019 - it lives as long as the run
    def entry(self, name: str, sort: str) -> AtlasEntry | None:
        """The one entry of the atlas with this name; None where there are several. Of several that only marks part ('OPEC+'), the
        one that is written so. A product may have the name of its firm."""
        found = self._entries.get((sort, form_of(name)))
        if found is None and sort == _PRODUCT:
            return self.entry(name, _FIRM)
        if found is not None and len(found) > 1:
            written = simple(name)
            found = [each for each in found if written in map(simple, each.all_names())] or found
        elif found is None and sort == "person":
            found = self._person(self._words.parts(name, True))
        elif found is None and len(name) >= _TICKER and name.isascii() and name.isalpha() and name.isupper():
            found = [each for each in self._tickers.get(name, ()) if family(each.kind) == sort]
        return found[0] if found and len(found) == 1 else None

    def _person(self, parts: Parts) -> list[AtlasEntry] | None:
        """Entries of persons by a name without titles, or with the name of the family at the other end."""
        own = parts.own
        if parts.numbers:
            return None
        if parts.titles and (found := self._entries.get(("person", "".join(own)))):
            return found
        if not 1 < len(own) <= _WORDS:
            return None
        turned = {("person", "".join((*own[at:], *own[:at]))) for at in (1, len(own) - 1)}
        found = [entry for key in turned for entry in self._entries.get(key, ())]
        return found or None

    @lru_cache(maxsize=65536)  # noqa: B019 - it lives as long as the run
    def near(self, name: str, sort: str) -> AtlasEntry | None:
        """The one entry of which a name that the atlas does not know is a name but for a slip, a legal form or a word that
        tells little; None where there is none or several."""
        parts = self._words.parts(name, sort == "person")
        if self.has(sort, parts.form) or self.entry(name, sort):
            return None
        whole = "".join(parts.own if sort == "person" else parts.every)
        plain = [whole] if sort == "person" else [parts.without_legal(), whole]
        if parts.numbers or not parts.weak <= _TELL_NOTHING:  # 'Fund II', 'Jr.', 'Microsoft AI'
            plain = plain[:-1]
        found = next((known for each in plain if (known := self._entries.get((sort, each)))), [])
        if not found and len(parts.form) >= _LEAST[parts.script]:
            near = [(key, self._words.parts(self._names[key], sort == "person")) for key in self._one_off(sort, parts.form)]
            found = [entry for key, known in near if self._alike(known, parts, sort) for entry in self._entries[key]]
        return found[0] if found and all(each is found[0] for each in found) else None

    def _one_off(self, sort: str, form: str) -> Iterator[tuple[str, str]]:
        """Forms of known names that one letter, or two that have changed places, part from this one: one half is the same."""
        if not self._halves:
            self._index()
        seen = set()
        for length in (len(form) - 1, len(form), len(form) + 1):
            half = length // 2
            for piece, first in ((form[:half], True), (form[len(form) - length + half :], False)):
                for known in self._halves.get((sort, length, piece, first), ()):
                    if known not in seen and one_slip(known, form):
                        seen.add(known)
                        yield sort, known

    def _index(self) -> None:
        for sort, form in self._entries:
            half = len(form) // 2
            for piece, first in ((form[:half], True), (form[half:], False)):
                self._halves.setdefault((sort, len(form), piece, first), []).append(form)


def one_slip(one: str, other: str) -> bool:
    """Whether at most one letter differs, is added, dropped, or changes place with its neighbour."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[start:], other[start:]
    swapped = len(left) > 1 and len(right) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or swapped


def homophone(known: str, other: str) -> bool:
    """Whether a character of a known Chinese name, not the first, stands for another that is read alike, with the same tone."""
    if len(known) != len(other) or len(known) < _HOMOPHONES or known[0] != other[0]:
        return False
    apart = [(a, b) for a, b in zip(known, other, strict=True) if a != b]
    return len(apart) == 1 and bool(toned(apart[0][0]) & toned(apart[0][1]))
