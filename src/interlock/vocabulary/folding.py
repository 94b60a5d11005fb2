"""Length-preserving folding: spelling variants fall together and every offset stays that of the text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

_SAME = {
    "׳": "'",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "′": "'",
    "＇": "'",
    "״": '"',
    "”": '"',
    "“": '"',
    "„": '"',
    "″": '"',
    "＂": '"',
    "־": "-",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "−": "-",
    "－": "-",
    "·": "・",
    "‧": "・",
    "•": "・",
    "･": "・",
    "∙": "・",
    "⋅": "・",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\u2007": " ",
    "\u3000": " ",
    "\t": " ",
}


def _fold_character(character: str) -> str:
    if character in _SAME:
        return _SAME[character]
    for form in (unicodedata.normalize("NFKC", character).lower(), character.lower()):
        if len(form) == 1:
            return form
    return character


def _without_accent(character: str) -> str:
    decomposed = unicodedata.normalize("NFD", character)
    rest = decomposed[1:]
    if rest and all(unicodedata.combining(mark) for mark in rest):
        return decomposed[0]
    return character


_MOST_KEPT = 65536


class _Table(dict[int, str]):
    """What becomes of each character, found once."""

    def __init__(self, change: Callable[[str], str]) -> None:
        super().__init__()
        self._change = change

    def __missing__(self, code: int) -> str:
        changed = self._change(chr(code))
        if len(self) < _MOST_KEPT:
            self[code] = changed
        return changed


_FOLDED = _Table(_fold_character)
_BARE = _Table(lambda character: _without_accent(_fold_character(character)))


def fold(text: str) -> str:
    """Lower case, one kind of quote, dash, dot and space; accents stay. Same length as `text`."""
    return text.translate(_FOLDED)


def fold_name(text: str) -> str:
    """As `fold`, and without accents, so that 'Mistral Énergie' and 'Mistral Energie' fall together."""
    return text.translate(_BARE)


def is_latin(text: str) -> bool:
    """Whether every letter of the text is Latin."""
    return not any(character.isalpha() and character > _LAST_LATIN for character in text)


_LAST_LATIN = "\u024f"
