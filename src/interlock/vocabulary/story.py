"""Stories: which documents tell the same events, and which of them is only a copy of another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """How a telling stands to the one it comes from."""

    FIRST = "first"
    REPRINT = "reprint"
    TRANSLATION = "translation"
    REWRITE = "rewrite"
    REPORT_OF_REPORT = "report_of_report"
    INDEPENDENT = "independent"
    FOLLOW_UP = "follow_up"
    DENIAL = "denial"

    @property
    def is_copy(self) -> bool:
        """Whether such a telling is no source of its own."""
        return self in (Relation.REPRINT, Relation.TRANSLATION, Relation.REWRITE, Relation.REPORT_OF_REPORT)


class Change(StrEnum):
    """What a telling does with a claim of the one it comes from."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between a telling and the one it comes from.

    `claim` is the claim here, `other` the one there; `field`, `before` and `after` are filled where a claim is told
    otherwise.
    """

    change: Change
    claim: str | None
    other: str | None
    field: str | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """One document of a story.

    `origin` is the document that stands for its independent first telling; `of` the document that it comes from, where
    it comes from one; `source` the outlet that it names, where that is not among the tellings; `why` says what shows it.
    """

    document: str
    origin: str
    relation: Relation
    of: str | None
    said: str | None
    why: str
    source: str | None = None
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryLink:
    """Two documents that tell one story, the lesser id first."""

    left: str
    right: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Story:
    """Documents that tell the same events, in the order said. `id` is a hash of the one that told it first, so
    that later ones do not change it."""

    id: str
    tellings: tuple[Telling, ...]

    @property
    def origins(self) -> tuple[str, ...]:
        """The independent origins, sorted."""
        return tuple(sorted({telling.origin for telling in self.tellings}))
