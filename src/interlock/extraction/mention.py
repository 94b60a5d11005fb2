"""A mention: a stretch of text that stands for an actor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from interlock.vocabulary import Actor, ActorKind


class Source(IntEnum):
    """How a mention was found, the surest first."""

    ATLAS = 0
    SHAPE = 1  # an unknown name, by its shape and context
    DESCRIPTION = 2  # 'the start-up'
    PRONOUN = 3
    GROUP = 4  # 'seven engineers'


@dataclass(frozen=True, slots=True)
class Mention:
    """Half-open offsets in the document's text.

    `start` and `end` enclose the name itself; `outer_start` and `outer_end` the noun phrase around it (title,
    company noun, gloss), without attached prefix letters. `post` marks a description by post ('the chief executive of
    Nvidia'), which acts for its firm.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    actor: Actor
    source: Source
    sectors: frozenset[str] = frozenset()
    gender: str | None = None
    employer: Actor | None = None
    posts: tuple[tuple[str, str | None], ...] = ()  # organisation and role of each post that a person holds or held
    listed: bool | None = None  # whether a firm's shares are traded; None where unknown
    repaired: bool = False  # the text has a word where a machine translated the name, or stands for one that has

    @property
    def is_known(self) -> bool:
        """Whether the atlas holds the actor, also where a pronoun stands for it."""
        if self.kind is ActorKind.COMPANY:
            return self.listed is not None
        return bool(self.posts) or self.source is Source.ATLAS

    @property
    def kind(self) -> ActorKind:
        """The kind of the actor."""
        return self.actor.kind
