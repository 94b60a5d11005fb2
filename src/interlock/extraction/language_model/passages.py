"""The passages that a model is asked about: a few sentences each, with one before and after that only help to understand."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from interlock.extraction.language_model.instructions import addressed_paragraphs
from interlock.vocabulary import Document, Sentence

_LONGEST = 2400
"""Characters of a passage; a sentence that is longer is one by itself."""
_LONGEST_SENTENCE = 6000
_CONTEXT = 600
"""Characters of context before and after."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A passage: half-open offsets into the text without invisible signs, and what is put before the model."""

    start: int
    end: int
    text: str
    before: str
    after: str

    @property
    def key(self) -> str:
        """A hash of what the model sees of it."""
        whole = "\x1f".join((self.before, self.text, self.after))
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def asked_passages(document: Document) -> tuple[Asked, ...]:
    """The evidence of a document (without invisible signs) cut into passages; paragraphs that speak to a machine are left out."""
    addressed = addressed_paragraphs(document.text, document.sentences)
    readable = [s for s in document.sentences if s.zone.is_evidence and s.end - s.start <= _LONGEST_SENTENCE]
    runs: list[list[Sentence]] = []
    for told, sentences in groupby(readable, key=lambda s: s.paragraph not in addressed):
        if told:
            runs += _cut(list(sentences), document.text)
    return tuple(_asked(document.text, run, readable, addressed) for run in runs)


def _cut(sentences: Sequence[Sentence], text: str) -> list[list[Sentence]]:
    """Runs of sentences of at most the longest passage, ended at a paragraph where one is near.

    What stands between two sentences and is none (an advert, a teaser) parts them: it is not sent.
    """
    runs: list[list[Sentence]] = []
    for sentence in sentences:
        last = runs[-1] if runs else []
        size = sentence.end - last[0].start if last else 0
        full = size > _LONGEST or (size > _LONGEST * 2 // 3 and sentence.paragraph != last[-1].paragraph)
        parted = bool(last) and not text[last[-1].end : sentence.start].isspace() and last[-1].end < sentence.start
        if last and not full and not parted:
            last.append(sentence)
        else:
            runs.append([sentence])
    return runs


def _asked(text: str, run: Sequence[Sentence], readable: Sequence[Sentence], addressed: frozenset[int]) -> Asked:
    start, end = run[0].start, run[-1].end
    ahead = [s for s in readable if s.end <= start and s.paragraph not in addressed][-1:]
    behind = [s for s in readable if s.start >= end and s.paragraph not in addressed][:1]
    before = text[ahead[0].start : ahead[0].end][-_CONTEXT:] if ahead else ""
    after = text[behind[0].start : behind[0].end][:_CONTEXT] if behind else ""
    return Asked(start, end, text[start:end], before, after)
