"""A claim in the making: arguments, quantities and the span that says it, before it gets its id."""

from __future__ import annotations

from dataclasses import dataclass, field

from interlock.extraction.modality import FoundStatus
from interlock.extraction.passage import Passage
from interlock.extraction.quantities import FoundQuantity
from interlock.vocabulary import Actor, Kind


@dataclass(slots=True)
class Draft:
    """Collects what belongs to one claim. `spans` are the places that its evidence must cover."""

    kind: Kind
    passage: Passage
    subjects: tuple[Actor, ...]
    objects: tuple[Actor, ...]
    anchor: tuple[int, int]  # the trigger or title
    status: FoundStatus
    confidence: float
    spans: list[tuple[int, int]] = field(default_factory=list)
    quantities: dict[str, FoundQuantity] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    takes: frozenset[str] = frozenset()
    origin: Actor | None = None
    asset: str | None = None
    metric: str | None = None
    role: str | None = None
    position: int | None = None
    unit: str | None = None
    date: str | None = None
    period: str | None = None
    per: str | None = None
    attributed_to: tuple[Actor, ...] = ()
    notes: tuple[str, ...] = ()
    condition: str | None = None
    unknown_parties: bool = False  # no party is in the atlas

    def evidence(self, longest: int) -> tuple[int, int] | None:
        """The smallest stretch of its sentence that covers all spans; None where that is too long."""
        inside = [(a, b) for a, b in self.spans if self.passage.start <= a and b <= self.passage.end]
        inside.append(self.anchor)
        start, end = min(a for a, _ in inside), max(b for _, b in inside)
        if end - start <= longest:
            return start, end
        needed = [self.anchor, *((q.start, q.end) for q in self.quantities.values())]
        start, end = min(a for a, _ in needed), max(b for _, b in needed)
        return (start, end) if end - start <= longest else None
