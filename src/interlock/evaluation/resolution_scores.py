"""How well names, stories and disputes are found, against labels. Plain data in, counts out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from interlock.vocabulary import Dispute, Fact, Story

_PARTY = ("subject", "object")


@dataclass(frozen=True, slots=True)
class Counted:
    """Hits, false ones and misses."""

    hit: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """Part of what was found that is right; 1 where nothing was found."""
        return self.hit / (self.hit + self.false) if self.hit + self.false else 1.0

    @property
    def recall(self) -> float:
        """Part of what is right that was found; 1 where there was nothing to find."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        whole = 2 * self.hit + self.false + self.missed
        return 2 * self.hit / whole if whole else 1.0


def counted(rows: Iterable[tuple[bool, bool]]) -> Counted:
    """Counts of pairs (is so, was said to be so)."""
    numbers: dict[tuple[bool, bool], int] = defaultdict(int)
    for row in rows:
        numbers[row] += 1
    return Counted(numbers[True, True], numbers[False, True], numbers[True, False])


@dataclass(frozen=True, slots=True)
class StoryScores:
    """Pairs of documents in one story; within the labelled stories, pairs of one origin; relations named rightly."""

    stories: Counted
    origins: Counted
    relations: tuple[int, int]


def score_stories(labels: Mapping[str, tuple[str, str, str]], found: Iterable[Story], names: Mapping[str, str]) -> StoryScores:
    """Score stories against labels: label of a document -> (story, origin, relation); `names` gives it for a document id."""
    story: dict[str, str] = {}
    origin: dict[str, str] = {}
    right = 0
    for each in found:
        for telling in each.tellings:
            label = names[telling.document]
            story[label], origin[label] = each.id, telling.origin
            right += labels[label][2] == str(telling.relation)
    pairs = list(combinations(sorted(labels), 2))
    same = [(labels[a][0] == labels[b][0], story[a] == story[b]) for a, b in pairs]
    within = [(labels[a][1] == labels[b][1], origin[a] == origin[b]) for a, b in pairs if labels[a][0] == labels[b][0]]
    return StoryScores(counted(same), counted(within), (right, len(labels)))


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled case: its passages in conflict (or that change a status), the field, what is right."""

    name: str
    type: str
    field: str
    passages: frozenset[str]
    kind: str
    status: str
    since: str


def score_disputes(cases: Sequence[Case], disputes: Iterable[Dispute], passage_of: Mapping[str, str]) -> Counted:
    """Disputes on the field of a case with claims of its passages on both sides; `passage_of` gives the passage of a claim."""
    sides = [(dispute.field, [{passage_of[claim] for claim in side.claims} for side in dispute.sides]) for dispute in disputes]
    rows = []
    for case in cases:
        if case.type in ("dispute", "no_dispute"):
            fields = _PARTY if case.field == "party" else (case.field,)
            met = any(field in fields and all(side & case.passages for side in told) for field, told in sides)
            rows.append((case.type == "dispute", met))
    return counted(rows)


def score_changes(
    cases: Sequence[Case], facts: Iterable[Fact], passage_of: Mapping[str, str], event_of: Mapping[str, str]
) -> Counted:
    """Status and day at the end of a case's fact. Right: as labelled. False: another status than the labelled one."""
    by_event: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        for event in {event_of[passage_of[claim]] for claim in fact.claims}:
            by_event[event, str(fact.kind)].append(fact)
    hit = false = missed = 0
    for case in cases:
        if case.type in ("change", "no_change"):
            found = by_event[case.name, case.kind]
            right = any(str(fact.status) == case.status and fact.since == case.since for fact in found)
            moved = [fact for fact in found if len(fact.history) > 1 and str(fact.status) != case.status]
            hit, missed, false = hit + right, missed + (not right), false + bool(moved)
    return Counted(hit, false, missed)
