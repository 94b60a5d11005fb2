"""Where in a document a quoted passage stands.

A model may write other spaces, quotation marks, apostrophes and hyphens than the document; nothing else may differ, and what
is kept is the document's own slice.
"""

from __future__ import annotations

from interlock.extraction.names import bounded

_SAME = {
    **dict.fromkeys("“”„‟«»״″＂", '"'),
    **dict.fromkeys("‘’‚‛׳′＇`´ʼ", "'"),
    **dict.fromkeys("‐‑‒–—―־－", "-"),
}


def levelled(text: str) -> tuple[str, list[int]]:
    """The text with one kind of quotation mark, apostrophe and hyphen and single spaces, and where each of its signs stood."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if sign.isspace():
            if signs and signs[-1] == " ":
                continue
            sign = " "
        signs.append(_SAME.get(sign, sign))
        places.append(place)
    return "".join(signs), places


def find_quote(quote: str, text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Every place in [start, end) of `text` where the quote stands, exact ones before those that differ in the signs above."""
    wanted = quote.strip()
    if not wanted:
        return []
    exact = _all(wanted, text[start:end])
    found = [(start + at, start + at + len(wanted)) for at in exact]
    if not found:
        level, places = levelled(text[start:end])
        short = levelled(wanted)[0]
        found = [(start + places[at], start + places[at + len(short) - 1] + 1) for at in _all(short, level)]
    return found


def find_words(words: str, text: str, folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Every place in [start, end) where the words stand as whole words, Hebrew prefix letters aside."""
    return [(a, b) for a, b in find_quote(words, text, start, end) if bounded(folded, a, b)]


def _all(part: str, whole: str) -> list[int]:
    found, place = [], whole.find(part)
    while place >= 0:
        found.append(place)
        place = whole.find(part, place + 1)
    return found
