"""The flow network and the books of a ledger, as a question asks for them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from interlock.atlas.figures import load_figures, read_figures_csv
from interlock.ledger.horizon import EVERYTHING, Horizon
from interlock.ledger.results import KeptResult, keep_results
from interlock.network.building import build_network
from interlock.network.flows import FlowBasis, FlowNetwork
from interlock.pipeline.knowledge import Knowledge
from interlock.pipeline.roll_up import RollUp
from interlock.simulation.balance import Book, books, figures_of_facts, ranked
from interlock.vocabulary import Fact, Status
from interlock.vocabulary.figure import ReferenceFigure

_YEARS = 5
_FIRST_YEAR = 2026
"""Where no document has a date."""


@dataclass(frozen=True, slots=True)
class NetworkQuestion:
    """Which network: basis, statuses (those of the basis where none are given), years, what counts as known, whose figures."""

    basis: FlowBasis = FlowBasis.ANNOUNCED
    statuses: tuple[Status, ...] = ()
    years: tuple[int, ...] = ()
    horizon: Horizon = EVERYTHING
    figures: tuple[Path, ...] = ()
    roll_up: RollUp | None = None
    command: str = ""

    @property
    def key(self) -> tuple[Hashable, ...]:
        """What tells it from other questions to the same snapshot."""
        return (self.basis, self.statuses, self.years, self.figures, self.roll_up is not None)


@dataclass
class KnownNetwork:
    """A network with the facts and books behind it. `failures` are rows of a user's figures that are left out."""

    known: Knowledge
    question: NetworkQuestion
    failures: list[str] = field(default_factory=list)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Facts by id, between the actors as they are to be shown."""
        shown = self.question.roll_up.fact if self.question.roll_up else _same
        return {fact.id: shown(fact) for fact in self.known.facts}

    @cached_property
    def network(self) -> FlowNetwork:
        """The flows on the basis asked for."""
        return self.on(self.question.basis, self.question.statuses)

    def on(self, basis: FlowBasis, statuses: Iterable[Status] = ()) -> FlowNetwork:
        """The flows on a basis."""
        return build_network(self.facts.values(), self.known.disputes, basis=basis, statuses=statuses)

    @cached_property
    def books(self) -> dict[str, Book]:
        """Books by actor: the user's figures, the ledger's, the shipped ones."""
        own: list[ReferenceFigure] = []
        named = {entry.id for entry in self.known.atlas}
        named |= {party.id for fact in self.facts.values() for party in (fact.subject, fact.object) if party}
        for path in self.question.figures:
            good, bad = read_figures_csv(path, named)
            own += good
            self.failures += [f"{error}; the row is left out" for error in bad]
        told = figures_of_facts(self.facts.values())
        return books([*ranked(own, user=True), *told, *ranked(load_figures())])

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The window: as asked for, else five years from the one in which the newest document was published."""
        if self.question.years:
            return self.question.years
        days = [row.said for fact in self.known.facts for row in fact.support if row.said]
        first = int(max(days)[:4]) if days else _FIRST_YEAR
        return tuple(range(first, first + _YEARS))

    def resolve(self, name: str) -> str | None:
        """The actor with this id or name, where one and only one has it."""
        found = self.known.actors_named(name)
        if len(found) == 1:
            return self.question.roll_up.top(found[0]) if self.question.roll_up else found[0]
        entry = self.known.atlas.get(name)
        return entry.id if entry else None

    @cached_property
    def country_of(self) -> Callable[[str], str | None]:
        """The country of an actor by the atlas."""
        atlas = self.known.atlas

        def country(actor: str) -> str | None:
            entry = atlas.get(actor)
            return entry.country if entry else None

        return country

    def keep(self, path: Path, results: Iterable[KeptResult]) -> None:
        """Keep results for `explain`; where the ledger cannot be written, say so."""
        if not keep_results(path, results):
            self.known.notes.append("the ledger cannot be written, so 'interlock explain' will not know these results")


def _same(fact: Fact) -> Fact:
    return fact
