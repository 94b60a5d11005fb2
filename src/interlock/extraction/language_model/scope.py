"""What the offline readers see in and around a quote: sentences, everybody named or meant there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from interlock.extraction.analysis import Analysis
from interlock.extraction.mention import Source
from interlock.extraction.neural.reader import NeuralReading
from interlock.extraction.passage import Passage
from interlock.extraction.quantities import FoundQuantity
from interlock.vocabulary import Actor
from interlock.vocabulary.folding import fold


@dataclass(frozen=True, slots=True)
class Meant:
    """A stretch of text that means an actor. `sure`: by name; otherwise a pronoun, a description, a group or a guess of the
    network's. `employer`: whom a person acts for."""

    start: int
    end: int
    actor: Actor
    source: Source
    known: bool
    employer: Actor | None = None

    @property
    def named(self) -> bool:
        """Whether it is a name."""
        return self.source <= Source.SHAPE


@dataclass(frozen=True)
class Scope:
    """A quote with its sentences and those before and after them. Offsets are into the text without invisible signs."""

    analysis: Analysis
    network: NeuralReading | None
    start: int
    end: int
    first: int  # of the sentences that hold the quote
    last: int

    @cached_property
    def sentences(self) -> Sequence[Passage]:
        """The sentences that hold the quote."""
        return self.analysis.passages[self.first : self.last + 1]

    @cached_property
    def around(self) -> tuple[int, int]:
        """The stretch from the sentence before the quote to the sentence after it."""
        passages = self.analysis.passages
        return passages[max(0, self.first - 1)].start, passages[min(len(passages) - 1, self.last + 1)].end

    @property
    def text(self) -> str:
        """The text of the document."""
        return self.analysis.document.text

    @cached_property
    def folded(self) -> str:
        """The same, folded."""
        return self.analysis.passages[0].folded

    @cached_property
    def figures(self) -> Sequence[FoundQuantity]:
        """All quantities of the sentences."""
        return [figure for passage in self.sentences for figure in passage.figures]

    @cached_property
    def meant(self) -> Sequence[Meant]:
        """Everybody meant in and around the quote: those in the quote first, names before references."""
        low, high = self.around
        found = [
            Meant(m.start, m.end, _as_in_text(m.actor, self.text[m.start : m.end]), m.source, m.is_known, m.employer)
            for passage in self.analysis.passages[max(0, self.first - 1) : self.last + 2]
            for m in passage.mentions
        ]
        if self.network is not None:
            grammar = {(meant.start, meant.end) for meant in found}
            for span, actor in zip(self.network.spans, self.network.actors, strict=True):
                linked = span.known is None and span.is_name and actor.mention != actor.name and not _shares(actor)
                if low <= span.start and span.end <= high and (span.start, span.end) not in grammar and not linked:
                    source = Source.SHAPE if span.is_name else Source.DESCRIPTION
                    found.append(Meant(span.start, span.end, actor, source, span.known is not None))
        return sorted(found, key=lambda meant: (not self.holds(meant.start, meant.end), meant.source, meant.start, meant.end))

    def holds(self, start: int, end: int) -> bool:
        """Whether a stretch lies in the quote."""
        return self.start <= start and end <= self.end

    def touches(self, start: int, end: int) -> bool:
        """Whether a stretch lies at least partly in the quote."""
        return start < self.end and self.start < end


def _shares(actor: Actor) -> bool:
    """Whether a name shares a word with that of the actor that the network takes it for: 'Huang' and 'Jensen Huang'."""
    return bool(set(fold(actor.mention).split()) & set(fold(actor.name).split()))


def _as_in_text(actor: Actor, surface: str) -> Actor:
    return Actor(actor.id, actor.name, actor.kind, surface, actor.members)
