"""Disjoint sets whose groups do not depend on the order in which they were joined."""

from __future__ import annotations

from collections.abc import Iterable


class Unions:
    """Members that are joined two by two. The root of a group is its least member."""

    def __init__(self, members: Iterable[str]) -> None:
        self._group = {member: {member} for member in members}
        self._least = {member: member for member in self._group}

    def everyone(self) -> Iterable[str]:
        """All members."""
        return self._least.keys()

    def root(self, member: str) -> str:
        """The least member of the group; the same for all in it."""
        return self._least[member]

    def members(self, member: str) -> set[str]:
        """Everyone in the group of `member`."""
        return self._group[member]

    def join(self, one: str, other: str) -> None:
        """Make one group of two; the smaller one moves."""
        kept, gone = self._group[one], self._group[other]
        if kept is gone:
            return
        if len(kept) < len(gone):
            kept, gone = gone, kept
        least = min(self._least[one], self._least[other])
        moved = gone if least == self._least[next(iter(kept))] else kept | gone
        for member in gone:
            self._group[member] = kept
        kept |= gone
        for member in moved:
            self._least[member] = least

    def groups(self) -> list[tuple[str, list[str]]]:
        """Each root with its group, all sorted."""
        return [(root, sorted(self._group[root])) for root in sorted(set(self._least.values()))]
