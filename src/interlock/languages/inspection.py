"""Every fault of a language file, not only the first: the sections are read one by one, lists member by member."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from interlock.datafiles import Node, collection_paused, load_yaml
from interlock.languages.loading import KEYS, LISTS, OPTIONAL_KEYS, load_language_file, patterns_of, section_readers
from interlock.languages.patterns import WordPatterns
from interlock.vocabulary import DataFileError

_TEXTS = ("code", "name", "script", "boundary")


def faults_of(path: Path) -> tuple[DataFileError, ...]:
    """The faults of the file, by line. None: the file can be loaded. Raises OSError where it cannot be read."""
    with collection_paused():
        try:
            root = load_yaml(path)
            found = {name: fault for fault in _all(root) for name in [(fault.line, fault.reason)]}
        except DataFileError as error:
            return (error,)
        if not found:
            found = {(fault.line, fault.reason): fault for fault in _tried(lambda: load_language_file(path))}
    return tuple(fault for _, fault in sorted(found.items()))


def _all(root: Node) -> Iterator[DataFileError]:
    top: dict[str, Node] = {}
    for key, value in root.pairs():
        if key.text() in KEYS:
            top[key.text()] = value
        else:
            yield key.error(f"no such key '{key.text()}'; known here: {', '.join(sorted(KEYS))}")
    for name in sorted(KEYS - OPTIONAL_KEYS - set(top)):
        yield root.error(f"the key '{name}' is missing")
    for name in set(_TEXTS) & set(top):
        yield from _tried(top[name].text)
    patterns: list[WordPatterns] = []
    if "boundary" in top:
        yield from _tried(lambda: patterns.append(patterns_of(root, top)))
    if not patterns:
        return  # without a boundary no word can be read
    for name, read in section_readers().items():
        if name in top:
            yield from _in_section(name, top[name], read, patterns[0])


def _in_section(
    name: str, section: Node, read: Callable[[Node, WordPatterns], object], patterns: WordPatterns
) -> Iterator[DataFileError]:
    members: list[Node] = []
    if name in LISTS:
        yield from _tried(lambda: members.extend(section.items()))
    else:
        members = [section]
    for member in members:
        yield from _tried(read, member, patterns)


def _tried(read: Callable[..., object], *arguments: object) -> Iterator[DataFileError]:
    """The fault that reading meets, if it meets one."""
    try:
        read(*arguments)
    except DataFileError as error:
        yield error
