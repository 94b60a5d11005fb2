"""Parents and names as of a date: DeepMind counts as Alphabet, and Meta was called Facebook, where one asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from interlock.atlas import Atlas, load_atlas
from interlock.vocabulary import Fact, Party


class RollUp:
    """Shows actors as their top parents, or under the names they had, as of a date (the present where None)."""

    def __init__(self, atlas: Atlas, as_of: str | None = None, *, parents: bool = True, old_names: bool = False) -> None:
        self._atlas, self._as_of = atlas, as_of
        self._parents, self._old_names = parents, old_names

    def top(self, identity: str) -> str:
        """The topmost parent of an actor; itself where it has none."""
        seen = [identity]
        while self._parents:
            entry = self._atlas.get(seen[-1])
            above = entry.parent_on(self._as_of) if entry else None
            if above is None or above in seen:
                break
            seen.append(above)
        return seen[-1]

    def party(self, party: Party) -> Party:
        """The actor as it is to be shown."""
        identity = self.top(party.id)
        entry = self._atlas.get(identity)
        if entry is None:
            return party
        name = entry.name_on(self._as_of) if self._old_names else entry.name
        return replace(party, id=identity, name=name, kind=entry.kind)

    def fact(self, fact: Fact) -> Fact:
        """The fact between the actors as they are to be shown; one within a single group says so in its notes."""
        subject = self.party(fact.subject)
        object_ = self.party(fact.object) if fact.object else None
        within = object_ is not None and subject.id == object_.id and fact.object != fact.subject
        notes = (*fact.notes, "within_group") if within else fact.notes
        return replace(fact, subject=subject, object=object_, notes=notes)


def roll_up_for(atlas_files: Iterable[Path], as_of: str | None, *, parents: bool, old_names: bool) -> RollUp | None:
    """How actors are to be shown as of a date; None where they are shown as they are."""
    if not parents and not old_names:
        return None
    return RollUp(load_atlas(tuple(atlas_files)), as_of, parents=parents, old_names=old_names)
