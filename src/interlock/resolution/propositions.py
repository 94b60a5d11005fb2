"""Claims in the terms in which they are compared: identities instead of names, a block of claims that may be one fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from interlock.atlas import Atlas
from interlock.resolution.known import Told
from interlock.resolution.nodes import AUTHOR, GROUP, NO_HEADS, Heads, form, key_of, member_names
from interlock.vocabulary import KINDS, Actor, ActorKind, Kind, Party

_BLOCK = "\x1f"
PartyOf = Callable[[str], tuple[str, ActorKind] | None]
"""English name and kind of an identity."""


_ALONE = frozenset({Kind.REPORTS, Kind.SAYS, Kind.LISTS})
"""Kinds that are about the subject alone. Of others without an object the asset tells what they are about."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """A claim of one document with its parties resolved. `block` is shared by all that may be the same fact.

    `turned` says that the sides of a symmetric kind were changed over.
    """

    told: Told
    subject: str
    object: str | None
    origin: str | None
    block: str
    turned: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Claim and document: no two propositions share both."""
        return self.told.claim.id, self.told.source.id


class Resolver:
    """Turns the actors of claims into identities."""

    def __init__(
        self, atlas: Atlas, identity_of: Callable[[str], str], heads_in: Callable[[str], Heads] = lambda _: NO_HEADS
    ) -> None:
        """`identity_of` gives the identity of a node: the node itself where none is known; `heads_in` who leads the firms of a
        document."""
        self._atlas, self._identity_of, self._heads_in = atlas, identity_of, heads_in
        self._forms = atlas_forms(atlas)
        self._named: dict[str, frozenset[str]] = {}

    def proposition(self, told: Told) -> Proposition:
        """The claim with its parties resolved."""
        claim, document = told.claim, told.source.id
        subject = self.identity(claim.subject, document)
        object_ = self.identity(claim.object, document) if claim.object else None
        origin = self.identity(claim.origin, document) if claim.origin else None
        turned = KINDS[claim.kind].symmetric and object_ is not None and object_ < subject
        sides = (object_, subject) if turned and object_ is not None else (subject, object_)
        thing = form(claim.asset) if claim.asset and object_ is None and claim.kind not in _ALONE else ""
        block = _BLOCK.join((claim.kind, sides[0], sides[1] or "", claim.metric or "", thing))
        return Proposition(told, sides[0], sides[1], origin, block, turned)

    def identity(self, actor: Actor, document: str) -> str:
        """The identity of an actor; that of a group that lists its members is made of theirs."""
        if actor.kind is not ActorKind.GROUP:
            return self._identity_of(key_of(actor, document, self._atlas, self._heads_in(document)))
        members = sorted({self._forms.get(form(name), form(name)) for name in member_names(actor)})
        return f"{GROUP}:{'+'.join(members)}" if members else GROUP

    def names(self, identity: str) -> tuple[str, ...]:
        """The names that the atlas has for an identity."""
        entry = self._atlas.get(identity)
        return entry.all_names() if entry else ()

    def forms(self, identity: str, told: Iterable[str]) -> frozenset[str]:
        """The forms of the names that the atlas has for an identity, with those that a text uses."""
        known, told = self._known_forms(identity), frozenset(told)
        return known if told <= known else known | told

    def _known_forms(self, identity: str) -> frozenset[str]:
        found = self._named.get(identity)
        if found is None:
            found = self._named[identity] = frozenset(map(form, self.names(identity)))
        return found

    def party(self, actor: Actor, document: str, named: PartyOf) -> Party:
        """The party of a fact that an actor is."""
        identity = self.identity(actor, document)
        known = named(identity)
        name, kind = known or (actor.name, actor.kind)
        return Party(identity, name, kind, actor.members)


@lru_cache(maxsize=4)
def atlas_forms(atlas: Atlas) -> dict[str, str]:
    """From the form of a name to the one actor of the atlas that has it; forms of several are left out."""
    found: dict[str, set[str]] = {}
    for entry in atlas:
        for name in entry.all_names():
            found.setdefault(form(name), set()).add(entry.id)
    return {each: next(iter(ids)) for each, ids in found.items() if len(ids) == 1}


def is_anonymous(identity: str | None) -> bool:
    """Whether nobody in particular is meant: a group by count, an author, nothing at all."""
    return identity is None or identity == GROUP or identity.startswith(f"person:{AUTHOR}@")


def members_of(identity: str) -> frozenset[str]:
    """The identities that a group is made of; the identity itself where it is none."""
    if identity.startswith(f"{GROUP}:"):
        return frozenset(identity.removeprefix(f"{GROUP}:").split("+"))
    return frozenset((identity,))


BACKGROUND = frozenset({Kind.FOUNDS, Kind.LEADS, Kind.COMPETES_WITH, Kind.OWNS, Kind.ATTENDS, Kind.SAYS})
"""Kinds that texts tell of a firm whatever their news is."""
STANDING = frozenset(
    {Kind.FOUNDS, Kind.LEADS, Kind.COMPETES_WITH, Kind.OWNS, Kind.JOINS, Kind.RELEASES, Kind.BUILDS, Kind.HOSTS, Kind.ATTENDS}
)
"""Kinds that hold once between two parties: told without a quantity they are one fact whenever they are told."""
