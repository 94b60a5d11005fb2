"""What is counted: claims that hit, shares that agree, and both together for a kind, a document or a language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

MEASURES = ("edges", "full", "family", "speech")
SHARES = ("status", "bound", "date", "attributed", "unattributed")


@dataclass(slots=True)
class Measure:
    """Claims that hit, claims judged, gold claims wanted."""

    hits: int = 0
    judged: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Hits among the claims judged."""
        return self.hits / self.judged if self.judged else 0.0

    @property
    def recall(self) -> float:
        """Hits among the gold claims wanted."""
        return self.hits / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: Measure) -> None:
        """Count `other` in."""
        self.hits, self.judged, self.wanted = self.hits + other.hits, self.judged + other.judged, self.wanted + other.wanted

    def record(self) -> dict[str, float]:
        """Precision, recall and F1 to three digits."""
        return {"precision": round(self.precision, 3), "recall": round(self.recall, 3), "f1": round(self.f1, 3)}


@dataclass(slots=True)
class Share:
    """How many of those asked are right (a near status counts half)."""

    right: float = 0.0
    asked: int = 0

    def add(self, other: Share) -> None:
        """Count `other` in."""
        self.right, self.asked = self.right + other.right, self.asked + other.asked

    def record(self) -> dict[str, float]:
        """The share to three digits, and the number asked."""
        return {"accuracy": round(self.right / self.asked if self.asked else 0.0, 3), "n": self.asked}


@dataclass(slots=True)
class Tally:
    """All measures and shares of some claims."""

    measures: dict[str, Measure] = field(default_factory=lambda: {name: Measure() for name in MEASURES})
    shares: dict[str, Share] = field(default_factory=lambda: {name: Share() for name in SHARES})

    @property
    def judged(self) -> Measure:
        """Edges and speech together: every claim that was judged."""
        found = Measure()
        for name in ("edges", "speech"):
            found.add(self.measures[name])
        return found

    def add(self, other: Tally) -> None:
        """Count `other` in."""
        for name, measure in other.measures.items():
            self.measures[name].add(measure)
        for name, share in other.shares.items():
            self.shares[name].add(share)

    def record(self) -> dict[str, Any]:
        """Measures and shares by name."""
        measures = {name: measure.record() for name, measure in self.measures.items()}
        return measures | {name: share.record() for name, share in self.shares.items()}


@dataclass(slots=True)
class Totals:
    """The counts of several documents.

    `gold` and `claims` leave speech out, as edges do. `confusion` counts by the kind in gold and the kind claimed.
    """

    gold: int = 0
    claims: int = 0
    tally: Tally = field(default_factory=Tally)
    evidence: Share = field(default_factory=Share)
    kinds: dict[str, Tally] = field(default_factory=dict)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def measures(self) -> dict[str, Measure]:
        """The measures of all kinds together."""
        return self.tally.measures

    @property
    def shares(self) -> dict[str, Share]:
        """The shares of all kinds together."""
        return self.tally.shares

    def add(self, other: Totals) -> None:
        """Count `other` in."""
        self.gold, self.claims = self.gold + other.gold, self.claims + other.claims
        self.tally.add(other.tally)
        self.evidence.add(other.evidence)
        for kind, tally in other.kinds.items():
            self.kinds.setdefault(kind, Tally()).add(tally)
        self.confusion.update(other.confusion)

    def record(self) -> dict[str, Any]:
        """The totals as one JSON object, kinds and confusion aside."""
        evidence = round(self.evidence.right / self.evidence.asked, 3) if self.evidence.asked else None
        return {"gold": self.gold, "claims": self.claims, **self.tally.record(), "evidence": evidence}


def total(scores: Iterable[Totals]) -> Totals:
    """The counts of all documents together."""
    totals = Totals()
    for score in scores:
        totals.add(score)
    return totals
