"""Who is who: an actor as one name in one family of kinds, links between such, and what they make together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from interlock.vocabulary.actor import Actor, ActorKind

_FAMILIES = {ActorKind.COMPANY: "firm", ActorKind.FUND: "firm", ActorKind.ORGANISATION: "firm"}


def family(kind: ActorKind) -> str:
    """The family of a kind: texts do not tell companies, funds and organisations apart, all others they do."""
    return _FAMILIES.get(kind, str(kind))


LED = "~"
"""Stands in a node between a name and who leads the firm there: 'firm:orion~nadia-brandt'."""


def base_of(node: str) -> str:
    """The node without who leads the firm: what firms of one name share."""
    return node.partition(LED)[0]


def node_of(actor: Actor) -> str:
    """The key of an actor before its names are joined: 'firm:openai', 'product:meta'."""
    return f"{family(actor.kind)}:{actor.id}"


class NodeForm(NamedTuple):
    """A name as one document uses it for a node."""

    node: str
    actor: str
    name: str
    kind: str
    mention: str


@dataclass(frozen=True, slots=True)
class ActorLink:
    """Why two actors are held to be one: the rule, its score between 0 and 1, and a sentence for people."""

    left: str
    right: str
    rule: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Identity:
    """One actor of the world: its id, the nodes that are this actor, the names seen, the links that joined them."""

    id: str
    name: str
    kind: ActorKind
    nodes: tuple[str, ...]
    names: tuple[str, ...]
    links: tuple[ActorLink, ...] = ()
