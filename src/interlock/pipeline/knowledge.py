"""What is known as of a date: from the derived tables, or made anew from the documents that count as known by then."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from interlock.atlas import Atlas, load_atlas
from interlock.ledger.horizon import EVERYTHING, Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.deal_kinds import magnitude
from interlock.resolution import Resolution, resolve
from interlock.resolution.disputes import disputes
from interlock.vocabulary import Dispute, Fact, Identity, Judgement, Story, Telling
from interlock.vocabulary.dates import first_and_last_day
from interlock.vocabulary.identity import base_of

_SETTLED = (
    "atlas",
    "facts",
    "stories",
    "identities",
    "disputes",
    "in_story",
    "fact_by_id",
    "telling_of",
    "disputes_of",
    "identity_by_id",
    "ranks",
    "_ids_by_name",
)


@dataclass
class Knowledge:
    """Facts, stories, actors and disputes as of a horizon, each sorted by id. `notes` are for the user."""

    view: ResolvedView
    horizon: Horizon
    atlas_files: tuple[Path, ...] = ()
    notes: list[str] = field(default_factory=list)
    settled: bool = False

    def settle(self) -> Knowledge:
        """Load all of it, so that only sentences are asked of the view from then on; return itself."""
        for name in _SETTLED:
            getattr(self, name)
        self.settled = True
        return self

    def seen_by(self, view: ResolvedView) -> Knowledge:
        """The same, settled knowledge with a view of one's own: a view serves one thread."""
        mine = copy.copy(self.settle())
        mine.view, mine.notes = view, list(self.notes)
        return mine

    @cached_property
    def atlas(self) -> Atlas:
        """The shipped atlas with the user's files."""
        return load_atlas(self.atlas_files)

    @cached_property
    def facts(self) -> Sequence[Fact]:
        """All facts."""
        return tuple(self.view.facts()) if self._kept else self._made.facts

    @cached_property
    def stories(self) -> Sequence[Story]:
        """All stories, those of one document included."""
        return tuple(self.view.stories()) if self._kept else self._made.stories

    @cached_property
    def identities(self) -> Sequence[Identity]:
        """All actors."""
        return tuple(self.view.identities()) if self._kept else self._made.identities

    @cached_property
    def disputes(self) -> Sequence[Dispute]:
        """All disputes."""
        return disputes(self.facts, self.in_story) if self._kept else self._made.disputes

    @cached_property
    def in_story(self) -> dict[str, str]:
        """The story of each document."""
        if self._kept:
            return self.view.in_story()
        return {told.document: story.id for story in self.stories for told in story.tellings}

    @cached_property
    def fact_by_id(self) -> Mapping[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """The place of each fact in a listing: the largest sums first, then those of most origins."""
        return {fact.id: place for place, fact in enumerate(sorted(self.facts, key=_order))}

    @cached_property
    def telling_of(self) -> Mapping[str, Telling]:
        """How each document stands in its story."""
        return {told.document: told for story in self.stories for told in story.tellings}

    @cached_property
    def disputes_of(self) -> Mapping[str, Sequence[Dispute]]:
        """The disputes that a fact is part of."""
        found: dict[str, list[Dispute]] = defaultdict(list)
        for dispute in self.disputes:
            for identity in dict.fromkeys(side.fact for side in dispute.sides):
                found[identity].append(dispute)
        return found

    @cached_property
    def identity_by_id(self) -> Mapping[str, Identity]:
        """Actors by id."""
        return {each.id: each for each in self.identities}

    def actors_named(self, name: str) -> tuple[str, ...]:
        """Ids of the actors with this id, English name, or name as a text writes it; else of those whom the atlas calls so."""
        if self._kept and not self.settled:
            found = self.view.find_identities(name)
        else:
            found = tuple(self._ids_by_name.get(name.casefold(), ()))
        return found or tuple(each for each in self.in_atlas(name) if each in self.identity_by_id)

    def in_atlas(self, name: str) -> list[str]:
        """Ids of the actors whom the atlas calls so, whether or not a document names them."""
        wanted = name.casefold()
        return [entry.id for entry in self.atlas if wanted in {each.casefold() for each in entry.all_names()}]

    @cached_property
    def _ids_by_name(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for each in self.identities:
            keys = (base_of(node).partition(":")[2] for node in each.nodes)
            for name in {each.id.casefold(), each.name.casefold(), *(other.casefold() for other in each.names), *keys}:
                found[name].append(each.id)
        return found

    @property
    def _kept(self) -> bool:
        return self.horizon.is_open()

    @cached_property
    def _made(self) -> Resolution:
        return resolve(self.view.told(self.horizon), judgements_by(self.view.judgements(), self.horizon), atlas=self.atlas)


def _order(fact: Fact) -> tuple[object, ...]:
    known, size = magnitude(fact.amount)
    return -known, -size, -len(fact.origins), -len(fact.documents), str(fact.kind), fact.id


def judgements_by(judgements: Iterable[Judgement], horizon: Horizon) -> list[Judgement]:
    """The judgements made by the day on which we are held to know what we know; all where that is left open."""
    last = None if horizon.learned is None else first_and_last_day(horizon.learned)[1]
    return [row for row in judgements if last is None or row.when[:10] <= last]


def knowledge(view: ResolvedView, horizon: Horizon = EVERYTHING, atlas_files: Iterable[Path] = ()) -> Knowledge:
    """What is known as of the horizon. A note says where the derived tables lag behind the documents."""
    found = Knowledge(view, horizon, tuple(atlas_files))
    behind = view.unresolved() if horizon.is_open() else 0
    if behind:
        found.notes.append(f"{behind} documents or judgements are not taken into account yet; run 'interlock rebuild'")
    return found
