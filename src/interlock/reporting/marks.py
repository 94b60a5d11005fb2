"""Which words of a quote carry the claim: its quantities and its status."""

from __future__ import annotations

from collections.abc import Sequence

from interlock.vocabulary import Claim

Segment = tuple[str, str | None]
"""A run of text and what it is: 'quantity', 'status', or None."""


def marked(text: str, claim: Claim) -> list[Segment]:
    """`text` (the quote, or a sentence around it) cut into runs; the first place of each word is marked."""
    spans: list[tuple[int, int, str]] = []
    for quantity in claim.quantities().values():
        _find(text, quantity.text, "quantity", spans)
    if claim.status_word:
        _find(text, claim.status_word, "status", spans)
    return cut(text, spans)


def marked_quote(claim: Claim) -> list[Segment]:
    """The quote of a claim in runs."""
    return marked(claim.evidence.quote, claim)


def cut(text: str, spans: Sequence[tuple[int, int, str]]) -> list[Segment]:
    """The runs of `text` inside and between the spans; where two overlap the later one is left out."""
    segments: list[Segment] = []
    at = 0
    for start, end, name in sorted(spans):
        if start < at:
            continue
        if start > at:
            segments.append((text[at:start], None))
        segments.append((text[start:end], name))
        at = end
    if at < len(text):
        segments.append((text[at:], None))
    return segments


def _find(text: str, part: str, name: str, spans: list[tuple[int, int, str]]) -> None:
    start = text.find(part) if part else -1
    if start >= 0:
        spans.append((start, start + len(part), name))
