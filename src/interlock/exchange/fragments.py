"""Links to a sentence on its page (`#:~:text=`), and the selectors of the W3C that say where a quote stands.

A browser takes the first place on a page that fits start, end, prefix and suffix, without regard to case and to how many blanks
there are: https://wicg.github.io/scroll-to-text-fragment/.
"""

from __future__ import annotations

import re
from urllib.parse import quote as percent

from interlock.exchange.content import is_web

LONGEST_EXACT = 120
"""Characters up to which a quote stands whole in a link; of a longer one only its beginning and its end do."""
CONTEXT = 32
"""Characters before and behind a quote in a TextQuoteSelector."""
_EDGE = 5  # words at either end of a long quote
_MOST_CONTEXT = 8  # words tried before and behind a quote that stands more than once in its text
_WIDE_RANGES = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WIDE, _WORD = rf"[{_WIDE_RANGES}]", rf"(?:[^\W{_WIDE_RANGES}]|\u202f)"
"""Letters of scripts that do not divide words, and those of all others. Where a browser cuts the former into words is its own
affair; that it does so between the two sorts and at signs is sure, so a run of either counts as one word. The narrow no-break
space of French belongs to the word before it (UAX 29)."""
_INSIDE = frozenset(".:·'’‧,;\"״׳")
"""Signs that may stand inside a word or a number."""
_BLANKS = re.compile(r"[ \t\r\n\f]+")
"""Blanks of which a browser makes one; a no-break space is a character like others to it."""
_PIECE = re.compile(rf"{_WIDE}+|[^ \t\r\n\f{_WIDE_RANGES}]+")


def fragment_link(address: str, text: str, start: int, end: int, quote: str) -> str | None:
    """A link to the quote at [start, end) of the text of a page; None where the address is none of the web.

    Without a text nothing is known of how often the quote stands in it, and the link names the quote alone.
    """
    if not is_web(address):
        return None
    directive = fragment(text, start, end) if text else _spelled(*_ends_of(quote.strip()))
    if not directive:
        return address
    plain, _, inner = address.partition("#")
    inner = inner.partition(":~:")[0]
    return f"{plain}#{inner}:~:text={directive}"


def fragment(text: str, start: int, end: int) -> str:
    """The directive that finds [start, end) of a text: `[prefix-,]start[,end][,-suffix]`, percent-encoded; '' for blanks."""
    start, end = _whole_words(text, start, end)
    first, last = _ends_of(text[start:end])
    if not first:
        return ""
    best = (first, last, "", "")
    for words in range(_MOST_CONTEXT + 1):
        best = (first, last, _before(text, start, words), _behind(text, end, words))
        if found_by(text, *best) == (start, end):
            break
    return _spelled(*best)


def found_by(text: str, first: str, last: str | None, prefix: str = "", suffix: str = "") -> tuple[int, int] | None:
    """The place that a browser takes for a directive in a text: the first that fits. None where nothing does."""
    middle = f"(?P<first>{_loose(first)})"
    if last is not None:
        middle += f".*?(?P<last>{_loose(last)})"
    before = rf"{_begins(prefix)}{_loose(prefix)}\s*" if prefix else _begins(first)
    behind = rf"\s*{_loose(suffix)}{_stops(suffix)}" if suffix else _stops(last or first)
    pattern = before + middle + behind
    match = re.search(pattern, text, re.IGNORECASE | re.DOTALL)
    return None if match is None else (match.start("first"), match.end("last" if last is not None else "first"))


def selectors(text: str, start: int, end: int) -> list[dict[str, object]]:
    """TextQuoteSelector and TextPositionSelector of [start, end); positions count code points, as everywhere here."""
    quote: dict[str, object] = {"type": "TextQuoteSelector", "exact": text[start:end]}
    quote |= {"prefix": text[max(0, start - CONTEXT) : start], "suffix": text[end : end + CONTEXT]}
    return [quote, {"type": "TextPositionSelector", "start": start, "end": end}]


def _begins(words: str) -> str:
    sort = _sort(words[:1])
    return rf"(?<!{sort})" if sort else ""


def _stops(words: str) -> str:
    sort = _sort(words[-1:])
    return rf"(?!{sort})" if sort else ""


def _sort(letter: str) -> str | None:
    return next((sort for sort in (_WIDE, _WORD) if re.match(sort, letter)), None)


def _loose(words: str) -> str:
    return _BLANKS.pattern.join(map(re.escape, filter(None, _BLANKS.split(words))))


def _ends_of(quote: str) -> tuple[str, str | None]:
    """A quote that is short and of one line whole; of another its beginning and its end."""
    if len(quote) <= LONGEST_EXACT and "\n" not in quote and "\r" not in quote:
        return _collapsed(quote), None
    lines = [line for line in re.split(r"[\r\n]+", quote) if line.strip()]
    if not lines:
        return "", None
    head, tail = _edge(lines[0], from_end=False), _edge(lines[-1], from_end=True)
    if len(lines) == 1 and len(head) + len(tail) >= len(quote):
        return _collapsed(quote), None
    return head, tail


def _edge(line: str, *, from_end: bool) -> str:
    pieces = list(_PIECE.finditer(line))
    chosen = pieces[-_EDGE:] if from_end else pieces[:_EDGE]
    return _collapsed(line[chosen[0].start() : chosen[-1].end()]) if chosen else ""


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks at its ends, widened to whole words: a browser matches no part of one."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    while 0 < start < end and _joined(text, start):
        start -= 1
    while start < end < len(text) and _joined(text, end):
        end += 1
    return start, end


def _joined(text: str, place: int) -> bool:
    """Whether the characters before and at a place belong to one word, as Unicode (UAX 29) divides them: l'un, 3,000, בע"מ."""
    one, other = text[place - 1], text[place]
    sort = _sort(one)
    if sort is not None and sort == _sort(other):
        return True
    if other in _INSIDE:
        return place + 1 < len(text) and _across(one, other, text[place + 1])
    return one in _INSIDE and place >= 2 and _across(text[place - 2], one, other)


def _across(one: str, sign: str, other: str) -> bool:
    if one.isdigit() and other.isdigit():
        return sign in ",;.'’"
    letters = all(each.isalpha() and _sort(each) == _WORD for each in (one, other))
    return letters and (sign not in ',;"' or (sign == '"' and "\u05d0" <= one <= "\u05ea"))


def _collapsed(words: str) -> str:
    return _BLANKS.sub(" ", words).strip(" ")


def _before(text: str, start: int, words: int) -> str:
    line = text[:start].rstrip(" \t\r\n").rpartition("\n")[2]
    pieces = list(_PIECE.finditer(line))[-words:] if words else []
    return _collapsed(line[pieces[0].start() :]) if pieces else ""


def _behind(text: str, end: int, words: int) -> str:
    line = text[end:].lstrip(" \t\r\n").partition("\n")[0]
    pieces = list(_PIECE.finditer(line))[:words] if words else []
    return _collapsed(line[: pieces[-1].end()]) if pieces else ""


def _spelled(first: str, last: str | None, prefix: str = "", suffix: str = "") -> str:
    parts = [f"{_encoded(prefix)}-"] if prefix else []
    parts += [_encoded(each) for each in (first, last) if each]
    parts += [f"-{_encoded(suffix)}"] if suffix else []
    return ",".join(parts) if first else ""


def _encoded(words: str) -> str:
    """Percent-encoded; the dash and the comma too, which divide the parts of a directive."""
    return percent(words, safe="", errors="replace").replace("-", "%2D")
