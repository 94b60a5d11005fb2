"""Precision, recall and F1 of claims against gold, in total, by kind and by language.

  edges       kind, subject and object agree (for `reports`: metric and subject), the evidence lies at the gold quote or
              within 200 characters of it
  full        an edge that also agrees on every quantity that gold names
  family      as edges, but the kind only needs to be of the same family
  speech      `says` alone: the speaker agrees and the quotes overlap; it is left out of the three above
  status, bound, date, attributed
              of matched edges whose gold names one: the share that agrees
  unattributed
              of matched edges whose gold names no source: the share that names none
  evidence    the share of claims whose quote is exactly the text at its offsets

Recall counts core gold claims. Neither right nor wrong: a claim that matches a minor gold claim, one that repeats a gold
claim found already, and an unmatched claim of a kind that gold does not list in full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from interlock.evaluation.agreement import (
    OPEN_KINDS,
    Agrees,
    bounds,
    nearby,
    pair,
    same_attribution,
    same_date,
    same_edge,
    same_parties,
    same_quantities,
    same_speech,
    status_points,
)
from interlock.evaluation.counts import Measure, Share, Tally, Totals
from interlock.evaluation.gold import Record


class Verdict(StrEnum):
    """What is found of one claim."""

    RIGHT = "right"
    WRONG = "wrong"
    OPEN = "not judged"


@dataclass(slots=True)
class DocumentScore(Totals):
    """The counts of one document.

    `verdicts` has one for each claim, in their order; `missed` are core gold claims without a full match, `spurious` wrong
    claims, speech aside.
    """

    verdicts: tuple[Verdict, ...] = ()
    missed: list[Record] = field(default_factory=list)
    spurious: list[Record] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Matched:
    """Gold claims and claims; the pairs of their places that agree; the places of the claims that no gold claim asks for."""

    golds: Sequence[Record]
    claims: Sequence[Record]
    pairs: Mapping[int, int]
    strange: Sequence[int]

    @property
    def wrong(self) -> list[int]:
        """The strange claims of kinds that gold lists in full."""
        return [place for place in self.strange if self.claims[place].get("kind") not in OPEN_KINDS]

    def measures(self, hits: Container[int]) -> dict[str, Measure]:
        """By kind: core gold claims wanted and hit; judged are those paired and the wrong claims."""
        found: dict[str, Measure] = {}
        for place, gold in enumerate(self.golds):
            if _is_core(gold):
                found.setdefault(gold["kind"], Measure()).add(Measure(int(place in hits), int(place in self.pairs), 1))
        for place in self.wrong:
            found.setdefault(self.claims[place]["kind"], Measure()).add(Measure(judged=1))
        return found

    def verdicts(self) -> Iterator[Verdict]:
        """One for each claim."""
        right = {claim for gold, claim in self.pairs.items() if _is_core(self.golds[gold])}
        wrong = set(self.wrong)
        for place in range(len(self.claims)):
            yield Verdict.RIGHT if place in right else Verdict.WRONG if place in wrong else Verdict.OPEN

    def left(self) -> list[Record]:
        """The gold claims that were not found."""
        return [gold for place, gold in enumerate(self.golds) if place not in self.pairs]


def score_document(golds: Sequence[Record], claims: Sequence[Record], text: str) -> DocumentScore:
    """Count the claims of one document against its gold."""
    spoken, said = ([each for each in side if each.get("kind") == "says"] for side in (golds, claims))
    stated, made = ([each for each in side if each.get("kind") != "says"] for side in (golds, claims))

    def edge(gold: Record, claim: Record) -> bool:
        return same_edge(gold, claim) and nearby(gold, claim, text)

    def kin(gold: Record, claim: Record) -> bool:
        return same_edge(gold, claim, family=True) and nearby(gold, claim, text)

    edges = _match(stated, made, edge, same_edge)
    family = _match(stated, made, kin, lambda gold, claim: same_edge(gold, claim, family=True))
    speech = _match(spoken, said, same_speech, lambda _gold, _claim: False)
    full = {gold for gold, claim in edges.pairs.items() if same_quantities(stated[gold], made[claim])}
    measures = {
        "edges": edges.measures(edges.pairs),
        "full": edges.measures(full),
        "family": family.measures(family.pairs),
        "speech": speech.measures(speech.pairs),
    }
    kinds = _by_kind(measures, edges)
    tally = Tally()
    for each in kinds.values():
        tally.add(each)
    of_made, of_said = edges.verdicts(), speech.verdicts()
    return DocumentScore(
        gold=tally.measures["edges"].wanted,
        claims=len(made),
        tally=tally,
        evidence=Share(sum(_is_exact(claim, text) for claim in claims), len(claims)),
        kinds=kinds,
        confusion=_confusion([edges, speech], text),
        verdicts=tuple(next(of_said if claim.get("kind") == "says" else of_made) for claim in claims),
        missed=[gold for place, gold in enumerate(stated) if _is_core(gold) and place not in full],
        spurious=[made[place] for place in edges.wrong],
    )


def _match(golds: Sequence[Record], claims: Sequence[Record], agrees: Agrees, asks: Agrees) -> _Matched:
    """Pair what agrees. A claim that a gold claim asks for, as one that is told again or far away, is not strange."""
    pairs = pair(golds, claims, agrees)
    paired = set(pairs.values())
    strange = [
        place for place, claim in enumerate(claims) if place not in paired and not any(asks(gold, claim) for gold in golds)
    ]
    return _Matched(golds, claims, pairs, strange)


def _by_kind(measures: Mapping[str, Mapping[str, Measure]], edges: _Matched) -> dict[str, Tally]:
    kinds: dict[str, Tally] = {}
    for name, by_kind in measures.items():
        for kind, measure in by_kind.items():
            kinds.setdefault(kind, Tally()).measures[name].add(measure)
    for place, claim in edges.pairs.items():
        gold = edges.golds[place]
        kinds.setdefault(gold["kind"], Tally()).add(Tally(shares=_shares(gold, edges.claims[claim])))
    return kinds


def _shares(gold: Record, claim: Record) -> dict[str, Share]:
    """Of a matched edge: what gold names, and whether the claim agrees."""
    limits = bounds(claim)
    bound = [limit == limits.get(name) for name, limit in bounds(gold).items()]
    points = {
        "status": status_points(gold, claim),
        "date": same_date(gold, claim),
        "attributed": same_attribution(gold, claim),
        "unattributed": None if gold.get("attributed_to") else not claim.get("attributed_to"),
    }
    shares = {name: Share() if found is None else Share(float(found), 1) for name, found in points.items()}
    return shares | {"bound": Share(sum(bound), len(bound))}


def _confusion(matched: Sequence[_Matched], text: str) -> Counter[tuple[str, str]]:
    """Kinds in gold with kinds claimed: of the pairs that agree, and of what was not found with the strange claims of
    another kind between the same parties at the same place."""

    def mixed_up(gold: Record, claim: Record) -> bool:
        return gold["kind"] != claim.get("kind") and same_parties(gold, claim) and nearby(gold, claim, text)

    kinds = [each.golds[place]["kind"] for each in matched for place in each.pairs]
    golds = [gold for each in matched for gold in each.left()]
    claims = [each.claims[place] for each in matched for place in each.strange]
    mixed = pair(golds, claims, mixed_up)
    return Counter([*zip(kinds, kinds, strict=True), *((golds[a]["kind"], claims[b]["kind"]) for a, b in mixed.items())])


def _is_core(gold: Record) -> bool:
    return bool(gold.get("core", True))


def _is_exact(claim: Record, text: str) -> bool:
    evidence = claim.get("evidence") or {}
    start, quote = evidence.get("start"), evidence.get("quote")
    return isinstance(start, int) and quote != "" and text[start : evidence.get("end", 0)] == quote
