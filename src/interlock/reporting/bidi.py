"""Document text on a terminal: no control characters, and right-to-left runs kept apart from what is around them."""

from __future__ import annotations

import unicodedata

FSI = "\u2068"
"""First strong isolate: what follows, up to PDI, takes its direction from its own first letter."""
RLI = "\u2067"
"""Right-to-left isolate: for a text that is mostly right-to-left but may begin with a Latin name."""
PDI = "\u2069"

_OVERRIDES = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
_RTL_BLOCKS = ((0x0590, 0x08FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFF), (0x10800, 0x10FFF), (0x1E800, 0x1EFFF))


def is_rtl(character: str) -> bool:
    """Whether the character belongs to a right-to-left script."""
    code = ord(character)
    return any(first <= code <= last for first, last in _RTL_BLOCKS)


def cleaned(text: str) -> str:
    """One line without control characters, direction overrides and lone surrogates: a text cannot steer the terminal."""
    shown = []
    for character in text.translate(_OVERRIDES):
        category = unicodedata.category(character)
        if character in "\n\r\t\v\f\x85\u2028\u2029":
            shown.append(" ")
        elif category in ("Cs", "Co"):
            shown.append("\ufffd")
        elif category != "Cc":
            shown.append(character)
    return "".join(shown)


def mostly_rtl(text: str) -> bool:
    """Whether at least half of the letters belong to right-to-left scripts."""
    letters = [character for character in text if character.isalpha()]
    return 2 * sum(map(is_rtl, letters)) >= len(letters) > 0


def isolated(text: str) -> str:
    """`text` between isolates where it holds right-to-left letters, else unchanged."""
    if not any(map(is_rtl, text)):
        return text
    return f"{RLI if mostly_rtl(text) else FSI}{text}{PDI}"


def for_terminal(text: str) -> str:
    """`cleaned` and `isolated`."""
    return isolated(cleaned(text))
