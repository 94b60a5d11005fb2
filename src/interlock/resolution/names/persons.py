"""Names of persons that are known: short forms, forms in other scripts, whether men or women bear them, near ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from interlock.datafiles import load_yaml
from interlock.resolution.names.writing import script_of, simple

Rows = Mapping[str, set[int]]
"""Each name with the rows of a table in which it stands."""


class PersonNames:
    """The tables of given names and of names of families."""

    def __init__(self) -> None:
        data = Path(str(files("interlock.resolution") / "data"))
        self._short = _rows([row.texts() for row in load_yaml(data / "nicknames.yaml").items()])
        self._families = _rows([row.texts() for row in load_yaml(data / "family_names.yaml").items()])
        self._sexes: dict[str, frozenset[str]] = defaultdict(frozenset)
        forms = []
        for node in load_yaml(data / "given_names.yaml").items():
            found = node.fields(frozenset({"sex", "names"}), frozenset({"sex", "names"}))
            forms.append(found["names"].texts())
            for name in map(simple, forms[-1]):
                self._sexes[name] |= {found["sex"].text()}
        self._forms = _rows(forms)

    def one_given_name(self, one: str, other: str) -> bool:
        """Whether the words of one script are one given name, or a short form of it and the whole."""
        return one == other or _share(self._short, one, other)

    def one_name_across(self, one: str, other: str) -> bool:
        """Whether given names of two scripts are known to be one."""
        return _share(self._forms, one, other)

    def one_family(self, one: str, other: str) -> bool:
        """Whether names of families are known to be one."""
        return _share(self._families, one, other)

    def other_sex(self, one: str, other: str) -> bool:
        """Whether the one given name is a man's and the other a woman's."""
        mine, theirs = self._sexes.get(one), self._sexes.get(other)
        return bool(mine and theirs and mine.isdisjoint(theirs))

    def other_family(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """Whether names that end with those of families end with two, and neither begins with that of the other."""
        known = (self._families.get(one[-1]), self._families.get(other[-1]))
        if not all(known) or _share(self._families, one[-1], other[-1]):
            return False
        return not _share(self._families, one[-1], other[0]) and not _share(self._families, one[0], other[-1])

    @lru_cache(maxsize=16384)  # noqa: B019 - one table lives as long as the program
    def given_names(self, name: str) -> tuple[str, ...]:
        """The other forms of a given name in its script."""
        rows, script = self._short.get(name, set()), script_of(name)
        found = [each for each, places in self._short.items() if not places.isdisjoint(rows) and script_of(each) == script]
        return tuple(each for each in found if each != name)


def _rows(rows: Sequence[Sequence[str]]) -> Rows:
    found: dict[str, set[int]] = {}
    for place, row in enumerate(rows):
        for name in row:
            found.setdefault(simple(name), set()).add(place)
    return found


def _share(table: Rows, one: str, other: str) -> bool:
    return not table.get(one, set()).isdisjoint(table.get(other, set()))
