"""Actors as claims name them, one node for each name within a family of kinds, before names are joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from interlock.atlas import Atlas
from interlock.resolution.references import is_reference
from interlock.vocabulary import Actor, ActorKind, Claim
from interlock.vocabulary.folding import fold_name
from interlock.vocabulary.identity import NodeForm, family, node_of

_ONE_WORD = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""A single word of a script that divides words: 'Cohen' is half a name, '黃仁勳' a whole one."""
GROUP = "group"
"""Stands for people or firms that are named by count or description only: such a party has no identity of its own."""
AUTHOR = "document-author"


@dataclass(frozen=True, slots=True)
class Node:
    """A name as the claims of all documents use it. `mentions` are the forms in the texts."""

    key: str
    actor: str
    name: str
    kind: ActorKind
    mentions: frozenset[str]

    @staticmethod
    def of(forms: Iterable[NodeForm]) -> Node | None:
        """The node that these forms are of; of several spellings of the name the least one counts. None without a form."""
        every = sorted(forms)
        if not every:
            return None
        kind = min(ActorKind(row.kind) for row in every)
        first = every[0]
        return Node(first.node, first.actor, min(row.name for row in every), kind, frozenset(row.mention for row in every))


def key_of(actor: Actor, document: str, atlas: Atlas) -> str:
    """The node of an actor in a document.

    Half a name of a person ('Cohen') and the author of a document are somebody else in each document.
    """
    if actor.id == AUTHOR:
        return f"person:{AUTHOR}@{document[:12]}"
    entry = atlas.get(actor.id)
    if entry is None and actor.kind is ActorKind.PERSON and _ONE_WORD.fullmatch(actor.name):
        return f"person:{actor.id}@{document[:12]}"
    return f"{family(entry.kind)}:{actor.id}" if entry else node_of(actor)


def actors_of(claim: Claim) -> Iterator[Actor]:
    """Every actor that a claim names, sources included."""
    for actor in (claim.subject, claim.object, claim.origin, *claim.attributed_to):
        if actor is not None:
            yield actor


def forms_of(claim: Claim, document: str, atlas: Atlas) -> Iterator[NodeForm]:
    """The forms in which a claim names actors; groups by count or description have no node.

    A pronoun or description is no form of a name ('son' is not what Meta is called): the name stands in its place.
    """
    for actor in actors_of(claim):
        if actor.kind is not ActorKind.GROUP:
            mention = actor.name if is_reference(actor.mention, claim.evidence.language) else actor.mention
            yield NodeForm(key_of(actor, document, atlas), actor.id, actor.name, str(actor.kind), mention)


def gather(claims: Iterable[tuple[Claim, str]], atlas: Atlas) -> dict[str, Node]:
    """The nodes that claims of documents name."""
    forms: dict[str, set[NodeForm]] = {}
    for claim, document in claims:
        for row in forms_of(claim, document, atlas):
            forms.setdefault(row.node, set()).add(row)
    return {key: node for key, rows in forms.items() if (node := Node.of(rows)) is not None}


def member_names(actor: Actor) -> tuple[str, ...]:
    """The names that a group lists; none where it only gives a count."""
    return tuple(name for name in actor.members if not name.strip().isdigit())


def form(name: str) -> str:
    """A name without what spellings differ in: case, accents, marks, spaces."""
    return re.sub(r"[\W_]+", "", fold_name(name))
