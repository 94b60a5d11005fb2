"""Actors: whoever or whatever a claim is about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """What sort of thing an actor is."""

    COMPANY = "company"
    PERSON = "person"
    GOVERNMENT = "government"  # a state, a ministry, a regulator, the EU
    FUND = "fund"
    ORGANISATION = "organisation"  # a university, foundation or lab that is no company
    PROJECT = "project"
    PRODUCT = "product"
    EVENT = "event"
    PLACE = "place"
    GROUP = "group"  # people or firms named by count or description only


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor as one claim names it.

    `id` is the atlas id, or a slug of the surface form where the actor is unknown; `name` is the canonical English
    name (the surface form itself where unknown); `mention` is the surface form in the text. `members` holds the names
    (or the count) that a group stands for.
    """

    id: str
    name: str
    kind: ActorKind
    mention: str
    members: tuple[str, ...] = ()
