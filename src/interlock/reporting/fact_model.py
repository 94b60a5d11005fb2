"""What the renderers of facts, stories and disputes are handed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from interlock.vocabulary import ActorLink, Claim, Dispute, Fact, Story, Support, Telling


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
