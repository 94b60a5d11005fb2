"""YAML as nodes that know their line, with typed access that fails in the user's words."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from interlock.vocabulary import DataFileError

_Base: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is ten times as fast
_NULL, _TEXT = "tag:yaml.org,2002:null", "tag:yaml.org,2002:str"
_NULL_WORDS = frozenset({"", "~", "null", "Null", "NULL"})


class _Loader(_Base):  # type: ignore[misc]
    """Tells texts from nothing and no more: a node asks for a number or a flag itself. That halves the time of a load."""

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Nothing here depends on the place of a value."""

    def ascend_resolver(self) -> None:
        """As above."""

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: Any) -> str:
        """The tag of a value without one."""
        if kind is yaml.ScalarNode:
            return _NULL if implicit[0] and value in _NULL_WORDS else _TEXT
        return str(_Base.DEFAULT_SEQUENCE_TAG if kind is yaml.SequenceNode else _Base.DEFAULT_MAPPING_TAG)


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML value with the file and the line it stands on."""

    source: str
    raw: yaml.Node

    @property
    def line(self) -> int:
        """Line number, from 1."""
        return int(self.raw.start_mark.line) + 1

    def error(self, reason: str) -> DataFileError:
        """An error about this value, ready to raise."""
        return DataFileError(self.source, self.line, reason)

    def text(self) -> str:
        """The value as text that is not empty, just as written: an unquoted no or 2025 is that text, no boolean or number."""
        if not isinstance(self.raw, yaml.ScalarNode) or self.raw.tag == _NULL or self.raw.value == "":
            raise self.error("a text is wanted here")
        return str(self.raw.value)

    def number(self) -> float:
        """The value as a number ('1e9' included)."""
        try:
            return float(self.text())
        except ValueError:
            raise self.error(f"a number is wanted here, not '{self.text()}'") from None

    def flag(self) -> bool:
        """The value as true or false."""
        word = self.text().lower()
        if word not in ("true", "false"):
            raise self.error(f"true or false is wanted here, not '{word}'")
        return word == "true"

    def items(self) -> list[Node]:
        """The members of a list; a single value counts as a list of one."""
        if isinstance(self.raw, yaml.SequenceNode):
            return [Node(self.source, child) for child in self.raw.value]
        if isinstance(self.raw, yaml.ScalarNode):
            return [self] if self.raw.value != "" else []
        raise self.error("a list is wanted here")

    def texts(self) -> tuple[str, ...]:
        """The members of a list as texts."""
        return tuple(item.text() for item in self.items())

    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """Key and value nodes of a mapping, each key once."""
        if not isinstance(self.raw, yaml.MappingNode):
            raise self.error("'key: value' lines are wanted here")
        seen: set[str] = set()
        for key_node, value_node in self.raw.value:
            key = Node(self.source, key_node)
            name = key.text()
            if name in seen:
                raise key.error(f"the key '{name}' stands here twice")
            seen.add(name)
            yield key, Node(self.source, value_node)

    def fields(self, allowed: frozenset[str], required: frozenset[str] = frozenset()) -> dict[str, Node]:
        """A mapping with a closed list of keys."""
        found: dict[str, Node] = {}
        for key, value in self.pairs():
            name = key.text()
            if name not in allowed:
                raise key.error(f"no such key '{name}'; known here: {', '.join(sorted(allowed))}")
            found[name] = value
        missing = sorted(required - set(found))
        if missing:
            raise self.error(f"the key '{missing[0]}' is missing")
        return found


@contextmanager
def collection_paused() -> Iterator[None]:
    """No garbage collection while a file is loaded: all of it stays, and the collector would look at it again and again."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def load_yaml(path: Path) -> Node:
    """The document in the file `path`. Raises DataFileError where it is no YAML, OSError where it cannot be read."""
    try:
        with path.open(encoding="utf-8") as stream:
            raw = yaml.compose(stream, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        raise DataFileError(str(path), mark.line + 1 if mark else 1, f"not valid YAML: {problem}") from None
    except UnicodeDecodeError as error:
        raise DataFileError(str(path), 1, f"not UTF-8 ({error.reason} at byte {error.start})") from None
    if raw is None:
        raise DataFileError(str(path), 1, "the file is empty")
    return Node(str(path), raw)
