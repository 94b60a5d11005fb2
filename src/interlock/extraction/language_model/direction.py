"""Who does it to whom: whether the offline readers see the parties the other way round.

Where the table of kinds lets either party stand on either side ('A buys from B'), the grammar's triggers say who is who, and
the network gives each direction a probability. A claim is believed in the direction that these two prefer.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from interlock.extraction.draft import Draft
from interlock.extraction.language_model.actors import Party
from interlock.extraction.language_model.scope import Scope
from interlock.extraction.neural.drafting import AUTHOR, TRADES
from interlock.extraction.neural.joint import logit
from interlock.extraction.neural.labels import class_of
from interlock.extraction.neural.reader import NeuralReading
from interlock.vocabulary import KINDS, ActorKind, Kind

_GRAMMAR = 4.0
"""What a reading of the grammar weighs, in log odds."""
_LEAST = 0.01
"""Below this probability the network tells nothing."""
_ORDER = 0.5
"""What it weighs that the subject is named first."""
_NETWORK = 0.45
"""What the log odds of the network weigh: of who buys and who sells it is less sure than it says."""
_TRADE, _GOODS = 1.0, 3.0
"""What it weighs that one side is a seller by trade and the other is not; more where the quote names its goods."""
_SELLERS = frozenset({"cloud", "datacenter", "chips", "energy", "equipment"})
_FAMILIES = (
    frozenset({Kind.INVESTS_IN, Kind.ACQUIRES, Kind.OWNS, Kind.LENDS_TO, Kind.FUNDS}),
    TRADES,
)
"""Kinds whose direction is the same: what shows one shows which way another of them goes."""
_INTO_PROJECTS = frozenset({Kind.BUILDS, Kind.JOINS})
"""What firms do to projects; no project does it to a firm."""


class Directions:
    """What the offline readers hold of every pair of a document, both ways."""

    def __init__(self, network: NeuralReading | None, drafts: Sequence[Draft]) -> None:
        self._network = network
        self._drafts = drafts
        self._pairs = [window.chances() for window in network.windows] if network is not None else []

    def lead(self, kind: Kind, subject: Party, target: Party, scope: Scope) -> float:
        """Log odds by which the readers prefer this direction to the other; 0 where they see nothing of either."""
        if kind is Kind.SAYS:
            return self._speaks(subject, target, scope)
        kinds = next((kinds for kinds in _FAMILIES if kind in kinds), frozenset({kind}))
        lead = _GRAMMAR * (self._told(kinds, subject, target, scope) - self._told(kinds, target, subject, scope))
        there, back = self.chance(kind, subject, target, scope), self.chance(kind, target, subject, scope)
        lead += _NETWORK * (logit(max(there, _LEAST)) - logit(max(back, _LEAST)))
        if scope.holds(subject.start, subject.end) and scope.holds(target.start, target.end):
            lead += _ORDER if subject.start < target.start else -_ORDER
        if kind in TRADES:
            goods = any(scope.holds(asset.start, asset.end) for passage in scope.sentences for asset in passage.assets)
            lead += (_GOODS if goods else _TRADE) * (_sells(target, scope) - _sells(subject, scope))
        return lead

    def chance(self, kind: Kind, subject: Party, target: Party, scope: Scope) -> float:
        """The network's probability of the kind between any two places near the quote that mean the parties."""
        if self._network is None:
            return 0.0
        cls, best = class_of(kind, None), 0.0
        ours, theirs = self._spans(subject, scope), self._spans(target, scope)
        for subjects, objects, chances in self._pairs:
            rows = np.isin(subjects, ours) & np.isin(objects, theirs)
            best = max(best, float(chances[rows, cls].max(initial=0.0)))
        return best

    def told(self, kind: Kind, subject: Party, target: Party | None, scope: Scope) -> bool:
        """Whether the grammar reads the kind of these parties in the quote."""
        return any(
            draft.kind is kind
            and bool(subject.ids & {actor.id for actor in draft.subjects})
            and (target is None or bool(target.ids & {actor.id for actor in draft.objects}))
            for draft in self._near(scope)
        )

    def _told(self, kinds: frozenset[Kind], subject: Party, target: Party, scope: Scope) -> bool:
        return any(self.told(kind, subject, target, scope) for kind in kinds)

    def _near(self, scope: Scope) -> list[Draft]:
        return [draft for draft in self._drafts if scope.touches(*draft.anchor)]

    def _spans(self, party: Party, scope: Scope) -> list[int]:
        """The network's spans in the sentences of the quote that mean the party; around it where there are none."""
        assert self._network is not None
        low, high = scope.sentences[0].start, scope.sentences[-1].end
        mine = [i for i, actor in enumerate(self._network.actors) if actor.id in party.ids]
        for start, end in ((low, high), scope.around):
            inside = [i for i in mine if start <= self._network.spans[i].start and self._network.spans[i].end <= end]
            if inside:
                return inside
        if party.actor.id == AUTHOR.id:
            return []
        spans = enumerate(self._network.spans)
        return [i for i, span in spans if span.start < party.end and party.start < span.end]

    def _speaks(self, subject: Party, target: Party, scope: Scope) -> float:
        """Positive where the grammar hears the subject speak here, negative where it hears only the object."""
        speakers = {actor.id for draft in self._near(scope) if draft.kind is Kind.SAYS for actor in draft.subjects}
        return float(bool(subject.ids & speakers)) - float(bool(target.ids & speakers))


def may_turn(kind: Kind, subject: Party, target: Party) -> bool:
    """Whether the table of kinds would let the parties stand the other way round too."""
    row = KINDS[kind]
    if kind in _INTO_PROJECTS and target.actor.kind is ActorKind.PROJECT and subject.actor.kind is not ActorKind.PROJECT:
        return False
    return not row.symmetric and target.actor.kind in row.subject and subject.actor.kind in row.object


def _sells(party: Party, scope: Scope) -> bool:
    sectors = {sector for passage in scope.sentences for m in passage.mentions if m.actor.id in party.ids for sector in m.sectors}
    return bool(sectors & _SELLERS)
