"""Spans of the network put right by the words of the text: no name begins or ends inside a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from interlock.extraction.neural.tagging import TaggedSpan

_QUOTES = "\"'׳״"
"""Signs inside Hebrew words: צ'וסון, מנכ"ל."""
_MOST_PREFIXES = 4


def whole_words(tags: Iterable[TaggedSpan], text: str, prefixes: str) -> list[TaggedSpan]:
    """The spans, grown to the ends of the words they begin and end in; pieces of one word become one span.

    `prefixes` are letters that are attached in front of words without being part of them (Hebrew). Scripts that do not
    part their words are left as they are.
    """
    whole: list[TaggedSpan] = []
    for tag in sorted(tags, key=lambda tag: tag.start):
        start, end = _first(text, tag.start, prefixes), _last(text, tag.end)
        if whole and start < whole[-1].end:
            before = whole[-1]
            wider = before if before.end - before.start >= end - start else tag
            whole[-1] = replace(before, end=max(before.end, end), kind=wider.kind, score=min(before.score, tag.score))
        else:
            whole.append(replace(tag, start=start, end=end))
    return whole


def _is_latin(sign: str) -> bool:
    return sign.isalpha() and sign < "\u0370"


def _is_hebrew(sign: str) -> bool:
    return "\u05d0" <= sign <= "\u05ea"


def _first(text: str, start: int, prefixes: str) -> int:
    """Where the word begins that holds the letter at `start`; behind attached letters where the span left them out."""
    begin = start
    if _is_latin(text[start]):
        while begin > 0 and _is_latin(text[begin - 1]):
            begin -= 1
    elif _is_hebrew(text[start]):
        while begin > 0 and (_is_hebrew(text[begin - 1]) or _is_inner_quote(text, begin - 1)):
            begin -= 1
        left_out = text[begin:start]
        if len(left_out) <= _MOST_PREFIXES and all(letter in prefixes for letter in left_out):
            return start
    return begin


def _last(text: str, end: int) -> int:
    if _is_latin(text[end - 1]):
        while end < len(text) and (_is_latin(text[end]) or text[end].isdecimal()):
            end += 1
    elif _is_hebrew(text[end - 1]):
        while end < len(text) and (_is_hebrew(text[end]) or _is_inner_quote(text, end)):
            end += 1
    return end


def _is_inner_quote(text: str, place: int) -> bool:
    """Whether a sign stands between two Hebrew letters."""
    inner = text[place] in _QUOTES and 0 < place < len(text) - 1
    return inner and _is_hebrew(text[place - 1]) and _is_hebrew(text[place + 1])
