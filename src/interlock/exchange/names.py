"""Whom a name in a record means: an actor of the atlas where only one has that name, else one with an id made of the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from interlock.atlas import Atlas
from interlock.resolution.names.words import NameWords
from interlock.vocabulary import Actor, ActorKind
from interlock.vocabulary.folding import is_latin
from interlock.vocabulary.identity import family

_LONGEST_NAME = 100
_FAMILIES = frozenset(family(kind) for kind in ActorKind)


def slug(name: str) -> str:
    """An id for an actor whom the atlas does not know: the name in lower case, words joined by '-'."""
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-") or "unnamed"


_WORDS = NameWords()
_Core = tuple[str, frozenset[frozenset[str]], tuple[str, ...]]


def _core(name: str, kind: ActorKind) -> _Core:
    """What of a name is the name: legal forms and words such as 'group' left out, words that tell firms apart kept."""
    parts = _WORDS.parts(name, kind is ActorKind.PERSON)
    return "".join(parts.own) or parts.form, parts.strong, parts.numbers


def _spelled(name: str, kind: ActorKind) -> _Core:
    """The whole name, but for spaces and marks."""
    return _WORDS.parts(name, kind is ActorKind.PERSON).form, frozenset(), ("whole",)


@lru_cache(maxsize=4)
def _by_name(atlas: Atlas) -> Mapping[tuple[str, _Core], frozenset[str]]:
    found: dict[tuple[str, _Core], set[str]] = {}
    for entry in atlas:
        for name in entry.all_names():
            if name not in entry.ambiguous:
                for key in (_spelled(name, entry.kind), _core(name, entry.kind)):
                    found.setdefault((family(entry.kind), key), set()).add(entry.id)
    return {name: frozenset(ids) for name, ids in found.items()}


def data_set(name: str) -> Actor:
    """Whoever says what a record says; called a data set, so that one with the name of a paper is not taken for the paper."""
    shown = " ".join("".join(each if each.isprintable() else " " for each in name).split())[:_LONGEST_NAME] or "unnamed"
    return Actor(f"data-set-{slug(shown)}", f"data set {shown}", ActorKind.ORGANISATION, shown)


@lru_cache(maxsize=4)
def _by_wikidata(atlas: Atlas) -> Mapping[str, str]:
    return {entry.wikidata: entry.id for entry in atlas if entry.wikidata}


def actor_of(
    party: Mapping[str, Any],
    names: Sequence[str],
    atlas: Atlas,
    *,
    own: bool = False,
    aliases: Sequence[str] = (),
    wikidata: str | None = None,
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
    known = _known(names, aliases, kind, atlas, wikidata)
    if own and (bare in {slug(name) for name in names} or bare in _ids(names, kind, atlas)):
        return actor | {"id": bare}
    if known is not None:
        entry = atlas.get(known)
        return actor | {"id": known, "name": entry.name if entry else actor["name"]}
    if not own and not is_latin(mention):
        actor["name"] = next((name for name in names if is_latin(name)), actor["name"])
    return actor | {"id": slug(mention)}


def _ids(names: Iterable[str], kind: ActorKind, atlas: Atlas) -> set[str]:
    """Whom the names mean: as they are spelled, else without their legal forms."""
    known, sort, several = _by_name(atlas), family(kind), list(names)
    for key_of in (_spelled, _core):
        found = {each for name in several for each in known.get((sort, key_of(name, kind)), ())}
        if found:
            return found
    return set()


def _known(names: Sequence[str], aliases: Sequence[str], kind: ActorKind, atlas: Atlas, wikidata: str | None) -> str | None:
    """The one actor of the atlas, of a kind that fits, with the Wikidata id, else with one of the names, else with one of the
    aliases."""
    sure = _by_wikidata(atlas).get(wikidata) if wikidata else None
    entry = atlas.get(sure) if sure else None
    if entry is not None and family(entry.kind) == family(kind):
        return entry.id
    for several in (names, aliases):
        found = _ids(several, kind, atlas)
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return None
