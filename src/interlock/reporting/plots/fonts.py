"""Which fonts a text needs: the two that come with the package, then installed ones, and "□" for what none has."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import as_file, files

from matplotlib import font_manager

from interlock.reporting.bidi import cleaned

SHIPPED = {"Interlock Sans": "InterlockSans.ttf", "Interlock Sans CJK": "InterlockSansCJK.otf"}
"""Family and file, in the order in which they are tried."""
ABSENT = "□"
"""Stands for a character that no font has."""

_INVISIBLE = {*range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0x00AD, 0xFEFF, *range(0xFE00, 0xFE10)}
"""Marks of direction, joiners and variation selectors: they have no glyph and need none."""

_ISOLATES = frozenset("\u2066\u2067\u2068\u2069")
_NO_CHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
"""Code points that stand for no character, now or ever."""
_PARTS = re.compile("([\u2066-\u2069])")


def printable(text: str) -> str:
    """`text` in one line without control characters, direction overrides and what XML forbids; isolates stay."""
    return "".join(part if part in _ISOLATES else _NO_CHARACTERS.sub("", cleaned(part)) for part in _PARTS.split(text))


def fitted(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """`text` without what cannot be shown, the families that show it, and the characters that no font has."""
    shown, more, absent = [], [], []
    shipped = _shipped_characters()
    for character in printable(text):
        code = ord(character)
        if code in shipped or code in _INVISIBLE or character == " ":
            shown.append(character)
            continue
        family = _installed_family(code)
        if family is None:
            absent.append(character)
            shown.append(ABSENT)
        else:
            more.append(family)
            shown.append(character)
    return "".join(shown), (*SHIPPED, *dict.fromkeys(more)), tuple(dict.fromkeys(absent))


@lru_cache(maxsize=1)
def _shipped_characters() -> frozenset[int]:
    """Every code point that the shipped fonts have; makes them known to matplotlib as it looks."""
    codes: set[int] = set()
    for name in SHIPPED.values():
        with as_file(files("interlock.reporting.plots") / "data" / name) as path:
            font_manager.fontManager.addfont(path)
            codes |= set(font_manager.get_font(str(path)).get_charmap())
    return frozenset(codes)


@lru_cache(maxsize=4096)
def _installed_family(code: int) -> str | None:
    """The first family, by name, of the installed fonts that has the character."""
    for family, path in _installed():
        if code in _charmap(path):
            return family
    return None


@lru_cache(maxsize=1)
def _installed() -> tuple[tuple[str, str], ...]:
    """Family and file of every upright installed font of usual weight, by name; matplotlib's own last resort is left out."""
    entries = font_manager.fontManager.ttflist
    plain = {(entry.name, entry.fname) for entry in entries if entry.style == "normal" and str(entry.weight) in ("400", "normal")}
    return tuple(sorted((name, path) for name, path in plain if name not in SHIPPED and "Last Resort" not in name))


@lru_cache(maxsize=256)
def _charmap(path: str) -> frozenset[int]:
    try:
        return frozenset(font_manager.get_font(path).get_charmap())
    except (OSError, RuntimeError):  # a font file that was removed or is broken is as good as none
        return frozenset()
