"""How words are looked for: what a text is cut into, and what a query asks of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from interlock.vocabulary.errors import InterlockError


class Phrase(NamedTuple):
    """Words that stand side by side; where `begins`, the last one may go on."""

    words: tuple[str, ...]
    begins: bool = False


Term = tuple[Phrase, ...]
"""One thing that a query asks for: one of these phrases must be there."""


class IndexedText(NamedTuple):
    """What the index keeps of a text, words with a space between: all in order, and the Hebrew ones without their prefixes."""

    words: str
    bare: str


class Segmentation(NamedTuple):
    """How texts are cut into words. Words cut by one version are not found by another, so its number stands in the ledger."""

    version: str
    cut: Callable[[str], IndexedText]


class Meaning(NamedTuple):
    """How texts become vectors. Those of one version cannot be compared with another's, so its name stands in the ledger."""

    version: str
    vectors: Callable[[Sequence[str]], list[bytes]]


class NoMeaning(InterlockError):
    """A ledger cannot be searched by meaning here."""
