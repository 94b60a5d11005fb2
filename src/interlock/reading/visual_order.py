"""Hebrew that a PDF holds as it is painted, left to right: put back into the order in which it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[\u05d0-\u05ea]{2,}")
_FINAL = "ךםןףץ"  # forms that stand only at the end of a word
# A stretch that is read from left to right: Latin words and numbers, with the marks inside them.
_FORWARD = re.compile(
    r"[A-Za-z0-9\u00c0-\u024f$€£%][A-Za-z0-9\u00c0-\u024f$€£%.,:/&'+_ -]*[A-Za-z0-9\u00c0-\u024f$€£%]|[A-Za-z0-9\u00c0-\u024f%]"
)
_MIRROR = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def is_visual(lines: Iterable[str]) -> bool:
    """Whether final letters begin words more often than they end them."""
    begin = end = 0
    for line in lines:
        for word in _WORD.findall(line):
            begin += word[0] in _FINAL
            end += word[-1] in _FINAL
    return begin > end


def to_logical(line: str) -> str:
    """The line in reading order; a line without Hebrew stays as it is."""
    if not _WORD.search(line):
        return line
    return _FORWARD.sub(lambda match: match.group()[::-1], line[::-1].translate(_MIRROR))
