"""Actors as claims name them, one node for each name within a family of kinds, before names are joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from interlock.atlas import Atlas
from interlock.resolution.references import is_reference
from interlock.vocabulary import Actor, ActorKind, Claim, Kind, Status
from interlock.vocabulary.folding import fold_name
from interlock.vocabulary.identity import LED, NodeForm, family, node_of

_ONE_WORD = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""A single word of a script that divides words: 'Cohen' is half a name, '黃仁勳' a whole one."""
_HEAD = re.compile(r"\b(?:ceo|chief executive)\b", re.IGNORECASE)
"""Posts of which a firm has one."""
Heads = Mapping[str, str]
"""From the id of an actor to what its node has behind its name in a document: who leads it there."""
NO_HEADS: Heads = {}
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


def heads_of(claims: Iterable[Claim], atlas: Atlas) -> dict[str, str]:
    """Who leads each firm that the atlas does not know, by the claims of one document: firms of one name may be two.

    Half a name, and two who lead one firm, tell nothing.
    """
    found: dict[str, set[str]] = {}
    for claim in claims:
        firm = claim.object
        if claim.kind is not Kind.LEADS or claim.status is not Status.DONE or firm is None or not _HEAD.search(claim.role or ""):
            continue
        whole = claim.subject.kind is ActorKind.PERSON and not _ONE_WORD.fullmatch(claim.subject.name)
        if whole and family(firm.kind) == "firm" and atlas.get(firm.id) is None:
            found.setdefault(firm.id, set()).add(claim.subject.id)
    return {firm: f"{LED}{next(iter(heads))}" for firm, heads in found.items() if len(heads) == 1}


def key_of(actor: Actor, document: str, atlas: Atlas, heads: Heads = NO_HEADS) -> str:
    """The node of an actor in a document, of whose firms `heads` tells who leads them.

    Half a name of a person ('Cohen') and the author of a document are somebody else in each document.
    """
    if actor.id == AUTHOR:
        return f"person:{AUTHOR}@{document[:12]}"
    entry = atlas.get(actor.id)
    if entry is None and actor.kind is ActorKind.PERSON and _ONE_WORD.fullmatch(actor.name):
        return f"person:{actor.id}@{document[:12]}"
    if entry:
        return f"{family(entry.kind)}:{actor.id}"
    return node_of(actor) + (heads.get(actor.id, "") if family(actor.kind) == "firm" else "")


def actors_of(claim: Claim) -> Iterator[Actor]:
    """Every actor that a claim names, sources included."""
    for actor in (claim.subject, claim.object, claim.origin, *claim.attributed_to):
        if actor is not None:
            yield actor


def forms_of(claim: Claim, document: str, atlas: Atlas, heads: Heads = NO_HEADS) -> Iterator[NodeForm]:
    """The forms in which a claim names actors; groups by count or description have no node.

    A pronoun or description is no form of a name ('son' is not what Meta is called): the name stands in its place.
    """
    for actor in actors_of(claim):
        if actor.kind is not ActorKind.GROUP:
            mention = actor.name if is_reference(actor.mention, claim.evidence.language) else actor.mention
            yield NodeForm(key_of(actor, document, atlas, heads), actor.id, actor.name, str(actor.kind), mention)


def gather(documents: Iterable[tuple[str, Iterable[Claim]]], atlas: Atlas, heads: Mapping[str, Heads]) -> dict[str, Node]:
    """The nodes that the claims of documents name; `heads` is by document."""
    forms: dict[str, set[NodeForm]] = {}
    for document, claims in documents:
        for claim in claims:
            for row in forms_of(claim, document, atlas, heads[document]):
                forms.setdefault(row.node, set()).add(row)
    return {key: node for key, rows in forms.items() if (node := Node.of(rows)) is not None}


def member_names(actor: Actor) -> tuple[str, ...]:
    """The names that a group lists; none where it only gives a count."""
    return tuple(name for name in actor.members if not name.strip().isdigit())


def form(name: str) -> str:
    """A name without what spellings differ in: case, accents, marks, spaces."""
    return re.sub(r"[\W_]+", "", fold_name(name))
