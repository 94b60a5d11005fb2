"""Small readers that every section of a language file shares."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from interlock.datafiles import Node
from interlock.languages.patterns import WordPatterns
from interlock.languages.schema import Boundary, Words
from interlock.vocabulary import ActorKind, Bound, Kind, Status

T = TypeVar("T")


def each(node: Node, patterns: WordPatterns, read: Callable[[Node, WordPatterns], T]) -> tuple[T, ...]:
    """Each member of a list, read by `read`."""
    return tuple(read(item, patterns) for item in node.items())


E = TypeVar("E", Boundary, Bound, Status, Kind, ActorKind)


def one_of(node: Node, of: type[E]) -> E:
    """The member of an enumeration that the node names."""
    try:
        return of(node.text())
    except ValueError:
        raise node.error(f"'{node.text()}' is none of: {', '.join(of)}") from None


def choice(node: Node, allowed: tuple[str, ...] | frozenset[str]) -> str:
    """One of a few words."""
    if node.text() not in allowed:
        raise node.error(f"'{node.text()}' is none of: {', '.join(sorted(allowed))}")
    return node.text()


W = TypeVar("W", re.Pattern[str], Words)


def wanted(pattern: W | None, node: Node) -> W:
    """Words that must be there."""
    if pattern is None:
        raise node.error("at least one word is wanted here")
    return pattern
