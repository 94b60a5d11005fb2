"""Which words are surely valid patterns that match something: told from the text, at a tenth of the price of compiling.

A no means only that nothing is known: then the word is compiled.
"""

from __future__ import annotations

import re

_MUST, _MAY, _EDGE, _WIDE = "\x00", "\x01", "\x02", "\x03"
"""Stand for a part that matches one character, one that may match nothing, an edge, and one of a character or more."""
_PARTS = re.compile(r"(?P<must>\\(?:[^\w\s]|[dsw])|\.|\[\^?-?(?:a-z|0-9|à-ÿ|א-ת|[^\]\[\\^-]|\\[dsw])+-?\])|(?P<edge>\\b|\^|\$)")
_GROUP = re.compile(r"\((?P<head>\?:|\?=|\?!|\?<[=!])(?P<inner>[^()]*)\)")
_REPEAT = r"(?:[?*+]\??|\{(?:\d|0,\d|1,[1-9]|\d,[1-9]\d|\d\d?,)\}\??)"
_BRANCH = re.compile(rf"(?:[^\\.^$*+?{{}}\[\]|()\x02]{_REPEAT}?|\x02)*")
_UNSURE = re.compile(rf".{_REPEAT}|[\x01\x02]")
_FIXED = re.compile(r"[^*+?{}\x01\x02\x03|]*")


def is_sure(word: str) -> bool:
    """Whether a word is surely a valid pattern that does not match the empty text."""
    if word.isalpha():
        return True
    if not word.isprintable():
        return False
    try:
        return _reduced(word) == _MUST
    except ValueError:
        return False


def _reduced(word: str) -> str:
    """The word as one part, its groups taken out from the innermost. Raises ValueError where that does not go."""
    text = _PARTS.sub(lambda match: _MUST if match["must"] else _EDGE, word)
    while "(" in text:
        text, groups = _GROUP.subn(_group, text)
        if not groups:
            raise ValueError(word)
    return _branches(text)


def _group(match: re.Match[str]) -> str:
    if match["head"] == "?:":
        return _branches(match["inner"]).replace(_MUST, _WIDE)
    if match["head"].startswith("?<") and not _fixed(match["inner"]):
        raise ValueError(match.group())
    _branches(match["inner"])
    return _MAY


def _fixed(inner: str) -> bool:
    """Whether all branches of a look-behind are of one width."""
    branches = inner.split("|")
    return len({len(branch) for branch in branches}) == 1 and all(map(_FIXED.fullmatch, branches))


def _branches(text: str) -> str:
    branches = text.split("|")
    if not all(map(_BRANCH.fullmatch, branches)):
        raise ValueError(text)
    return _MUST if all(_UNSURE.sub("", branch) for branch in branches) else _MAY
