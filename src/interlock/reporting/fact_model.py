"""What the renderers of facts, stories and disputes are handed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from interlock.vocabulary import ActorLink, Claim, Dispute, Fact, Story, Support, Telling

SHORT_ID = 8
"""Digits of an id that are shown."""


@dataclass(frozen=True, slots=True)
class TreeClaim:
    """A claim of a fact in one document. `short` is its id as shown; `telling` says how the document stands in its story."""

    support: Support
    claim: Claim
    short: str
    title: str | None
    address: str
    site: str | None
    telling: Telling | None


@dataclass(frozen=True, slots=True)
class FactTree:
    """A fact, its claims, the disputes that it is part of, and why its actors are held to be who they are."""

    fact: Fact
    claims: tuple[TreeClaim, ...]
    disputes: tuple[Dispute, ...]
    links: tuple[ActorLink, ...]


@dataclass(frozen=True, slots=True)
class ShownTelling:
    """A telling with its document."""

    telling: Telling
    title: str | None
    address: str
    site: str | None
    language: str
    claims: int


@dataclass(frozen=True, slots=True)
class StoryTree:
    """A story with its documents; `claims` holds those in which the tellings differ, by id."""

    story: Story
    tellings: tuple[ShownTelling, ...]
    claims: Mapping[str, Claim]


class ChangeKind(StrEnum):
    """What became of a fact."""

    NEW = "new"
    ENDED = "ended"  # refused, denied, stalled, ended
    REVISED = "revised"  # another status, or another best supported value
    DISPUTED = "disputed"
    GONE = "gone"  # no document tells it any more, or it has become a part of another fact


@dataclass(frozen=True, slots=True)
class FactChange:
    """One change. `before` and `after` say what was and what is, in few words; the fact is that of the later state."""

    kind: ChangeKind
    fact: Fact
    field: str | None = None
    before: str | None = None
    after: str | None = None
    dispute: Dispute | None = None
