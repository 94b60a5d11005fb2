"""Whom a name in a record means: an actor of the atlas where only one has that name, else one with an id made of the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from interlock.atlas import Atlas
from interlock.vocabulary import ActorKind
from interlock.vocabulary.folding import fold_name
from interlock.vocabulary.identity import family

_FAMILIES = frozenset(family(kind) for kind in ActorKind)


def slug(name: str) -> str:
    """An id for an actor whom the atlas does not know: the name in lower case, words joined by '-'."""
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-") or "unnamed"


@lru_cache(maxsize=4)
def _by_name(atlas: Atlas) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in atlas:
        for name in entry.all_names():
            found.setdefault(fold_name(name), set()).add(entry.id)
    return {name: frozenset(ids) for name, ids in found.items()}


@lru_cache(maxsize=4)
def _by_wikidata(atlas: Atlas) -> Mapping[str, str]:
    return {entry.wikidata: entry.id for entry in atlas if entry.wikidata}


def actor_of(
    party: Mapping[str, Any], names: Sequence[str], atlas: Atlas, *, own: bool = False, wikidata: str | None = None
) -> dict[str, Any]:
    """The party as the actor of a claim, with the first of its names as `mention`.

    A party of our own export keeps its id where one of its names bears it out: no file can pass another off as OpenAI by its id.
    """
    kind = ActorKind(str(party.get("kind")))
    mention = names[0] if names and names[0] else str(party.get("name") or "")
    if not mention:
        raise ValueError("one of its actors has no name")
    members = [str(each) for each in party.get("members") or ()]
    actor: dict[str, Any] = {"id": "", "name": str(party.get("name") or mention), "kind": str(kind), "mention": mention}
    actor |= {"members": members} if members else {}
    given = str(party.get("id") or "")
    head, _, tail = given.partition(":")
    bare = tail if head in _FAMILIES and tail else given
    if kind is ActorKind.GROUP:
        return actor | {"id": bare.partition(":")[0] if own and given.startswith("group") else slug(mention)}
    known = _known(names, kind, atlas, wikidata)
    if own and (bare in {slug(name) for name in names} or bare in _ids(names, atlas)):
        return actor | {"id": bare}
    if known is not None:
        entry = atlas.get(known)
        return actor | {"id": known, "name": entry.name if entry else actor["name"]}
    return actor | {"id": slug(mention)}


def _ids(names: Iterable[str], atlas: Atlas) -> set[str]:
    return {each for name in names for each in _by_name(atlas).get(fold_name(name), ())}


def _known(names: Iterable[str], kind: ActorKind, atlas: Atlas, wikidata: str | None) -> str | None:
    """The one actor of the atlas, of a kind that fits, that has one of the names or the Wikidata id."""
    sure = _by_wikidata(atlas).get(wikidata) if wikidata else None
    fitting = [each for each in sorted({sure} if sure else _ids(names, atlas)) if _fits(atlas, each, kind)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(atlas: Atlas, identity: str, kind: ActorKind) -> bool:
    entry = atlas.get(identity)
    return entry is not None and family(entry.kind) == family(kind)
