"""Precision, recall and F1 of claims against gold, in total, by kind and by language.

  edges       kind, subject and object agree (for `reports`: metric and subject), the evidence lies at the gold quote or
              within 200 characters of it
  full        an edge that also agrees on every quantity that gold names
  family      as edges, but the kind only needs to be of the same family
  speech      `says` alone: the speaker agrees and the quotes overlap; it is left out of the three above
  status, bound, date, attributed
              of matched edges whose gold names one: the share that agrees
  evidence    the share of claims whose quote is exactly the text at its offsets

Recall counts core gold claims. Neither right nor wrong: a claim that matches a minor gold claim, one that repeats a gold
claim found already, and an unmatched claim of a kind that gold does not list in full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from interlock.evaluation.agreement import (
    OPEN_KINDS,
    Agrees,
    bounds,
    nearby,
    pair,
    same_attribution,
    same_date,
    same_edge,
    same_quantities,
    same_speech,
    status_points,
)
from interlock.evaluation.gold import Record

MEASURES = ("edges", "full", "family", "speech")
SHARES = ("status", "bound", "date", "attributed")


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
class DocumentScore:
    """The counts of one document. `missed` are core gold claims without a full match, `spurious` wrong claims."""

    gold: int
    claims: int
    measures: dict[str, Measure]
    shares: dict[str, Share]
    evidence: Share
    kinds: dict[str, Measure]
    missed: list[Record] = field(default_factory=list)
    spurious: list[Record] = field(default_factory=list)


@dataclass(slots=True)
class Totals:
    """The counts of several documents."""

    gold: int = 0
    claims: int = 0
    measures: dict[str, Measure] = field(default_factory=lambda: {name: Measure() for name in MEASURES})
    shares: dict[str, Share] = field(default_factory=lambda: {name: Share() for name in SHARES})
    evidence: Share = field(default_factory=Share)
    kinds: dict[str, Measure] = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        """The totals as one JSON object."""
        found: dict[str, Any] = {"gold": self.gold, "claims": self.claims}
        found |= {name: measure.record() for name, measure in self.measures.items()}
        found |= {name: share.record() for name, share in self.shares.items()}
        found["evidence"] = round(self.evidence.right / self.evidence.asked, 3) if self.evidence.asked else None
        return found


def total(scores: Iterable[DocumentScore]) -> Totals:
    """The counts of all documents together."""
    totals = Totals()
    for score in scores:
        totals.gold += score.gold
        totals.claims += score.claims
        for name, measure in score.measures.items():
            totals.measures[name].add(measure)
        for name, share in score.shares.items():
            totals.shares[name].add(share)
        totals.evidence.add(score.evidence)
        for kind, measure in score.kinds.items():
            totals.kinds.setdefault(kind, Measure()).add(measure)
    return totals


def score_document(golds: Sequence[Record], claims: Sequence[Record], text: str) -> DocumentScore:
    """Count the claims of one document against its gold."""
    spoken, said = ([each for each in side if each.get("kind") == "says"] for side in (golds, claims))
    stated, made = ([each for each in side if each.get("kind") != "says"] for side in (golds, claims))

    def edge(gold: Record, claim: Record) -> bool:
        return same_edge(gold, claim) and nearby(gold, claim, text)

    def kin(gold: Record, claim: Record) -> bool:
        return same_edge(gold, claim, family=True) and nearby(gold, claim, text)

    edges = pair(stated, made, edge)
    full = {gold: claim for gold, claim in edges.items() if same_quantities(stated[gold], made[claim])}
    family = pair(stated, made, kin)
    wrong = _wrong(stated, made, edges, same_edge)
    wrong_kin = _wrong(stated, made, family, lambda gold, claim: same_edge(gold, claim, family=True))
    measures = {
        "edges": _measure(stated, edges, edges, len(wrong)),
        "full": _measure(stated, full, edges, len(wrong)),
        "family": _measure(stated, family, family, len(wrong_kin)),
        "speech": _speech(spoken, said),
    }
    return DocumentScore(
        gold=measures["edges"].wanted,
        claims=len(made),
        measures=measures,
        shares=_shares(stated, made, edges),
        evidence=Share(sum(_is_exact(claim, text) for claim in claims), len(claims)),
        kinds=_by_kind(stated, edges, wrong, measures["speech"]),
        missed=[gold for place, gold in enumerate(stated) if _is_core(gold) and place not in full],
        spurious=wrong,
    )


def _measure(golds: Sequence[Record], hits: dict[int, int], pairs: dict[int, int], wrong: int) -> Measure:
    core = {place for place, gold in enumerate(golds) if _is_core(gold)}
    return Measure(hits=len(core & hits.keys()), judged=len(core & pairs.keys()) + wrong, wanted=len(core))


def _speech(golds: Sequence[Record], claims: Sequence[Record]) -> Measure:
    pairs = pair(golds, claims, same_speech)
    hits = sum(_is_core(golds[place]) for place in pairs)
    return Measure(hits=hits, judged=len(claims) - (len(pairs) - hits), wanted=sum(map(_is_core, golds)))


def _shares(golds: Sequence[Record], claims: Sequence[Record], edges: dict[int, int]) -> dict[str, Share]:
    matched = [(golds[gold], claims[claim]) for gold, claim in edges.items()]
    points = [found for gold, claim in matched if (found := status_points(gold, claim)) is not None]
    bound = [limit == bounds(claim).get(name) for gold, claim in matched for name, limit in bounds(gold).items()]
    dated = [found for gold, claim in matched if (found := same_date(gold, claim)) is not None]
    named = [found for gold, claim in matched if (found := same_attribution(gold, claim)) is not None]
    return {
        "status": Share(sum(points), len(points)),
        "bound": Share(sum(bound), len(bound)),
        "date": Share(sum(dated), len(dated)),
        "attributed": Share(sum(named), len(named)),
    }


def _wrong(golds: Sequence[Record], claims: Sequence[Record], pairs: dict[int, int], agrees: Agrees) -> list[Record]:
    paired = set(pairs.values())
    return [
        claim
        for place, claim in enumerate(claims)
        if place not in paired and claim.get("kind") not in OPEN_KINDS and not any(agrees(gold, claim) for gold in golds)
    ]


def _by_kind(golds: Sequence[Record], edges: dict[int, int], wrong: Sequence[Record], speech: Measure) -> dict[str, Measure]:
    wanted = Counter(gold["kind"] for gold in golds if _is_core(gold))
    hits = Counter(golds[place]["kind"] for place in edges if _is_core(golds[place]))
    missed = Counter(claim["kind"] for claim in wrong)
    found = {kind: Measure(hits[kind], hits[kind] + missed[kind], wanted[kind]) for kind in {*wanted, *missed}}
    if speech.judged or speech.wanted:
        found["says"] = speech
    return found


def _is_core(gold: Record) -> bool:
    return bool(gold.get("core", True))


def _is_exact(claim: Record, text: str) -> bool:
    evidence = claim.get("evidence") or {}
    start, quote = evidence.get("start"), evidence.get("quote")
    return isinstance(start, int) and quote != "" and text[start : evidence.get("end", 0)] == quote
