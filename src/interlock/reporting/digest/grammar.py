"""Patterns of the language files: slots, parts that fall away, agreement with the subject, prefixes before names.

`{amount}` is a slot; `[ for {amount}]` falls away where a slot in it is empty; `{invested|invest}` takes the form that
agrees with the subject; `{de+object}` puts a word before a name as the language joins the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_SLOT = re.compile(r"\{([^{}]*)\}")
Join = Callable[[str, str], str]
"""Puts a prefix before a rendered slot: join('de', 'OpenAI') is 'd’OpenAI'."""


@dataclass(frozen=True, slots=True)
class _Optional:
    parts: tuple[str | _Optional, ...]


class BadPattern(ValueError):
    """A pattern whose brackets do not close."""


@lru_cache(maxsize=4096)
def _parsed(pattern: str) -> tuple[str | _Optional, ...]:
    parts, rest = _parse(pattern, 0, inside=False)
    if rest != len(pattern):
        raise BadPattern(f"'{pattern}' closes a bracket that it never opened")
    return parts


def _parse(pattern: str, at: int, *, inside: bool) -> tuple[tuple[str | _Optional, ...], int]:
    parts: list[str | _Optional] = []
    begin = at
    while at < len(pattern):
        mark = pattern[at]
        if mark == "[":
            parts.append(pattern[begin:at])
            inner, at = _parse(pattern, at + 1, inside=True)
            parts.append(_Optional(inner))
            at = begin = at + 1
        elif mark == "]":
            break
        else:
            at += 1
    if inside and (at >= len(pattern)):
        raise BadPattern(f"'{pattern}' opens a bracket that it does not close")
    parts.append(pattern[begin:at])
    return tuple(parts), at


def check(pattern: str, known: Container[str], prefixes: Container[str]) -> None:
    """Raises BadPattern where brackets do not close, or where a slot or the word before one is unknown."""
    _parsed(pattern)
    for inside in _SLOT.findall(pattern):
        prefix, _, name = inside.rpartition("+")
        if "|" in inside:
            continue
        if name not in known:
            raise BadPattern(f"there is no slot '{{{name}}}'")
        if prefix and prefix not in prefixes:
            raise BadPattern(f"'{prefix}' is not among the prefixes")


def words_in(pattern: str) -> str:
    """The pattern without its slots: the words that it brings itself, every form of agreement included."""
    plain = _SLOT.sub(lambda match: f" {match[1].replace('|', ' ')} " if "|" in match[1] else _prefix(match[1]), pattern)
    return plain.replace("[", " ").replace("]", " ").replace("\x01", " ")


def forms_of(pattern: str) -> tuple[str, ...]:
    """Each form that a pattern without slots may take by agreement."""
    most = max((inside.count("|") + 1 for inside in _SLOT.findall(pattern)), default=1)
    filled = (fill(pattern, {}, form, lambda prefix, word: prefix + word) for form in range(most))
    return tuple(each[0] for each in filled if each is not None)


def _prefix(inside: str) -> str:
    return f" {inside.rpartition('+')[0]} "


def fill(pattern: str, values: Mapping[str, str], form: int, join: Join) -> tuple[str, frozenset[str]] | None:
    """The pattern with its slots filled, and the slots that were; None where a slot outside brackets is empty."""
    return _fill(_parsed(pattern), values, form, join)


def _fill(
    parts: Sequence[str | _Optional], values: Mapping[str, str], form: int, join: Join
) -> tuple[str, frozenset[str]] | None:
    said: list[str] = []
    used: set[str] = set()
    for part in parts:
        if isinstance(part, _Optional):
            inner = _fill(part.parts, values, form, join)
            if inner is not None:
                said.append(inner[0])
                used |= inner[1]
            continue
        at = 0
        for match in _SLOT.finditer(part):
            said.append(part[at : match.start()])
            at = match.end()
            inside = match[1]
            if "|" in inside:
                forms = inside.split("|")
                said.append(forms[min(form, len(forms) - 1)])
                continue
            prefix, _, name = inside.rpartition("+")
            value = values.get(name)
            if not value:
                return None
            value = join(prefix, value) if prefix else value
            before = next((each for each in reversed(said) if each), "")
            said.append(f" {value}" if _run_together(before, value) else value)
            used.add(name)
        said.append(part[at:])
    return "".join(said), frozenset(used)


def _run_together(before: str, value: str) -> bool:
    """Whether two slots would read as one word: 'OpenAI' and 'AMD' side by side in a Chinese sentence."""
    return bool(before) and before[-1].isascii() and before[-1].isalnum() and value[0].isascii() and value[0].isalnum()


def first_filled(patterns: Sequence[str], values: Mapping[str, str], form: int, join: Join) -> tuple[str, frozenset[str]] | None:
    """The first of the patterns whose slots are all there, filled."""
    for pattern in patterns:
        filled = fill(pattern, values, form, join)
        if filled is not None:
            return filled
    return None
