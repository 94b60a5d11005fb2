"""Passages that are longer than a window, cut into the runs of sentences in which a reader meets a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interlock.evaluation.passage_claims import PassageClaim, Words
from interlock.evaluation.passages import Passage
from interlock.extraction.neural.windows import make_windows
from interlock.vocabulary import Sentence


def stretches_of(passage: Passage, sentences: Sequence[Sentence]) -> list[Passage]:
    """The passage's windows as passages, each with the mentions and the claims that stand in it whole.

    The first sentences of a window may be the last of the one before, as in reading; what they say is then shown twice.
    """
    windows = make_windows(passage.text, sentences)
    if len(windows) < 2:
        return [passage]
    return [
        _cut(passage, sentences[window.first].start, sentences[window.last - 1].end, number)
        for number, window in enumerate(windows, start=1)
    ]


def _cut(passage: Passage, start: int, end: int, number: int) -> Passage:
    mentions = [mention for mention in passage.mentions if start <= mention.start and mention.end <= end]
    named = {mention.key for mention in mentions}
    claims = [claim for claim in passage.claims if start <= claim.evidence.start and claim.evidence.end <= end]
    return replace(
        passage,
        id=f"{passage.id}/{number}",
        text=passage.text[start:end],
        mentions=tuple(replace(mention, start=mention.start - start, end=mention.end - start) for mention in mentions),
        claims=tuple(_moved(claim, named, start, end) for claim in claims),
    )


def _moved(claim: PassageClaim, named: set[str], start: int, end: int) -> PassageClaim:
    """The claim with its words counted from `start`; words outside and sources that are not named in the window are left out."""

    def move(words: Words | None) -> Words | None:
        if words is None or words.start < start or words.end > end:
            return None
        return Words(words.text, words.start - start, words.end - start)

    evidence = move(claim.evidence)
    assert evidence is not None  # only claims whose evidence stands in the window come here
    return replace(
        claim,
        evidence=evidence,
        quantities={name: replace(quantity, words=move(quantity.words)) for name, quantity in claim.quantities.items()},
        status_words=move(claim.status_words),
        condition=move(claim.condition),
        sources=tuple(key for key in claim.sources if key in named),
        origin=claim.origin if claim.origin in named else None,
    )
