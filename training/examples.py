"""Labelled passages as examples for the networks: marked windows with the pairs, fields and references that gold names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from interlock.atlas import load_atlas
from interlock.evaluation.passage_claims import PassageClaim, Words
from interlock.evaluation.passage_documents import passage_document
from interlock.evaluation.passages import AUTHOR as AUTHOR_KEY
from interlock.evaluation.passages import Passage
from interlock.extraction.analysis import Analyser, Analysis
from interlock.extraction.neural.encoding import AUTHOR, DATE, QUANTITY_TYPES, SENTENCE, Node, Pieces, TextWindow
from interlock.extraction.neural.labels import CLASSES, FIELDS, REACH, STATUSES, class_of
from interlock.extraction.neural.nodes import name_nodes, seen_nodes
from interlock.extraction.neural.tagging import KINDS, TRIMS
from interlock.languages import Language, load_languages
from interlock.vocabulary import Document, Kind, Status

_HOLDS = frozenset({Kind.LEADS, Kind.FOUNDS, Kind.OWNS})
"""Kinds that hold where the passage marks no status: without these the network would see mostly posts that have ended."""

NONE = -100
"""The target that cross-entropy passes over."""


@dataclass
class ClaimLabel:
    """A gold claim on nodes: the designated pair, its class, the nodes of its fields, its status (-1 where none)."""

    subject: int
    object: int
    cls: int
    fields: dict[int, set[int]] = field(default_factory=dict)
    status: int = -1


@dataclass
class Tags:
    """Targets of the pieces of a window: kind tags, letters to trim in front and behind, condition tags."""

    kinds: list[int]
    front: list[int]
    back: list[int]
    conditions: list[int]


@dataclass
class Example:
    """One window. `sentence` is each node's sentence; `antecedent` the previous node of the same actor, itself if none."""

    passage: Passage
    window: TextWindow
    tags: Tags
    nodes: list[Node]
    sentence: list[int]
    claims: list[ClaimLabel]
    ignored: set[tuple[int, int, int]]
    antecedent: dict[int, int]
    keys: list[str | None]
    evidence: list[tuple[int, int, int]] = field(default_factory=list)  # class, start, end
    lost: int = 0  # gold claims that the nodes cannot express


@lru_cache(maxsize=1)
def languages() -> tuple[Language, ...]:
    """The shipped languages."""
    return tuple(load_languages())


def document_of(passage: Passage) -> Document:
    """The passage as the reader would meet it."""
    return passage_document(passage, languages())


@lru_cache(maxsize=1)
def analyser() -> Analyser:
    """The grammar's analysis with the shipped data."""
    return Analyser(languages(), load_atlas(), loose=True)


def analyse(passage: Passage) -> Analysis:
    """Sentences, names, quantities and dates of a passage, as at reading time."""
    return analyser().analyse(document_of(passage))


def make_example(passage: Passage, analysis: Analysis, pieces: Pieces) -> Example:
    """The whole passage as one window, with gold's mentions and, as at reading time, names that are no party of anything."""
    here = analysis.passages
    nodes: list[Node] = [Node(0, 0, AUTHOR)]
    keys: list[str | None] = [AUTHOR_KEY]
    values: dict[int, str] = {}

    def add(node: Node, key: str | None = None) -> None:
        nodes.append(node)
        keys.append(key)

    for sentence in here:
        add(Node(sentence.start, sentence.end, SENTENCE))
    for mention in passage.mentions:
        add(Node(mention.start, mention.end, str(passage.actors[mention.key].kind)), mention.key)
    for node in name_nodes(analysis.named, 0, len(passage.text)):
        if not any(node.start < mention.end and mention.start < node.end for mention in passage.mentions):
            add(node)
    for sentence in here:
        for quantity in sentence.figures:
            add(Node(quantity.start, quantity.end, quantity.field))
        for date in sentence.dates:
            values[len(nodes)] = date.value
            add(Node(date.start, date.end, DATE))
    window = pieces.window(passage.text, 0, len(passage.text), seen_nodes(analysis.named, here))
    sentence_of = [max((i for i, sentence in enumerate(here) if sentence.start <= node.start), default=0) for node in nodes]
    example = Example(passage, window, make_tags(passage, window), nodes, sentence_of, [], set(), _antecedents(nodes, keys), keys)
    labeller = _Labeller(example, values)
    for claim in passage.claims:
        labeller.add(claim)
    return example


def make_tags(passage: Passage, window: TextWindow) -> Tags:
    """Which pieces are actors of which kind, and which are conditions."""
    offsets, count = window.offsets, len(window.offsets)
    found = Tags([0] * count, [NONE] * count, [NONE] * count, [0] * count)
    for mention in passage.mentions:
        kind = KINDS.index(passage.actors[mention.key].kind)
        first, last = window.tokens(mention.start, mention.end)
        for place in range(first - 1, min(last - 1, count)):
            found.kinds[place] = 1 + 2 * kind + (place > first - 1)
        if first <= count:
            found.front[first - 1] = min(TRIMS - 1, max(0, mention.start - offsets[first - 1][0]))
            end = min(last - 1, count) - 1
            found.back[end] = min(TRIMS - 1, max(0, offsets[end][1] - mention.end))
    for claim in passage.claims:
        if claim.condition:
            first, last = window.tokens(claim.condition.start, claim.condition.end)
            for place in range(first - 1, min(last - 1, count)):
                found.conditions[place] = 1 + (place > first - 1)
    return found


def _antecedents(nodes: list[Node], keys: list[str | None]) -> dict[int, int]:
    last: dict[str, int] = {}
    found = {}
    for index in sorted(range(len(nodes)), key=lambda i: (nodes[i].start, i)):
        key = keys[index]
        if key is None or not nodes[index].is_actor:
            continue
        found[index] = last.get(key, index)
        last[key] = index
    return found


class _Labeller:
    """Puts gold claims on the nodes of an example."""

    def __init__(self, example: Example, dates: dict[int, str]) -> None:
        self.example, self.dates = example, dates
        self.nodes, self.keys = example.nodes, example.keys

    def add(self, claim: PassageClaim) -> None:
        subjects = [self._nearest(key, claim.evidence) for key in claim.subjects]
        objects = self._objects(claim)
        cls = class_of(claim.kind, claim.metric)
        pairs = [(s, o) for s in subjects for o in objects if s is not None and o is not None and self._reaches(s, o)]
        self.example.evidence.append((cls, claim.evidence.start, claim.evidence.end))
        if not pairs:
            self.example.lost += 1
            return
        fields = self._fields(claim)
        for subject, target in pairs:
            told = claim.status or (Status.DONE if claim.kind in _HOLDS else None)
            status = STATUSES.index(told) if told else -1
            self.example.claims.append(ClaimLabel(subject, target, cls, fields, status))
            self._ignore(subject, target, cls)
            for kind, _, _ in claim.alternatives:
                if kind is not Kind.REPORTS:
                    self.example.ignored.add((subject, target, class_of(kind, None)))

    def _objects(self, claim: PassageClaim) -> list[int | None]:
        if claim.kind is Kind.REPORTS:
            found = self._quantities(claim)
            return [min(found)] if found else [self._sentence(claim.evidence)]
        if claim.kind is Kind.SAYS or not claim.objects:
            return [self._sentence(claim.evidence)]
        return [self._nearest(key, claim.evidence) for key in claim.objects]

    def _reaches(self, subject: int, target: int) -> bool:
        sentence = self.example.sentence
        return subject == 0 or abs(sentence[subject] - sentence[target]) <= REACH

    def _ignore(self, subject: int, target: int, cls: int) -> None:
        """Pairs that say the same with other mentions of the parties close by are neither right nor wrong."""
        for i in self._others(subject):
            for j in self._others(target):
                self.example.ignored.add((i, j, cls))
        self.example.ignored.discard((subject, target, cls))

    def _others(self, index: int) -> Iterable[int]:
        key, sentence = self.keys[index], self.example.sentence
        if key is None or index == 0:
            return [index]
        return [i for i, other in enumerate(self.keys) if other == key and abs(sentence[i] - sentence[index]) <= 1]

    def _nearest(self, key: str, evidence: Words) -> int | None:
        """The mention inside the evidence; else the last before it; else the first behind it."""
        if key == AUTHOR_KEY:
            return 0
        places = [i for i, other in enumerate(self.keys) if other == key]
        inside = [i for i in places if evidence.start <= self.nodes[i].start and self.nodes[i].end <= evidence.end]
        if inside:
            return inside[0]
        before = [i for i in places if self.nodes[i].start < evidence.start]
        if before:
            return max(before, key=lambda i: self.nodes[i].start)
        return min(places, key=lambda i: self.nodes[i].start, default=None)

    def _sentence(self, evidence: Words) -> int | None:
        places = [i for i, node in enumerate(self.nodes) if node.type == SENTENCE]
        return max(
            places, key=lambda i: min(self.nodes[i].end, evidence.end) - max(self.nodes[i].start, evidence.start), default=None
        )

    def _quantities(self, claim: PassageClaim) -> set[int]:
        found = set()
        for name, quantity in claim.quantities.items():
            words = quantity.words
            for i, node in enumerate(self.nodes):
                fits = node.type == name or (node.type in QUANTITY_TYPES and len(claim.quantities) == 1)
                if words and fits and node.start < words.end and words.start < node.end:
                    found.add(i)
        return found

    def _fields(self, claim: PassageClaim) -> dict[int, set[int]]:
        sources = {i for key in claim.sources if (i := self._nearest(key, claim.evidence)) is not None}
        origin = self._nearest(claim.origin, claim.evidence) if claim.origin else None
        near = range(claim.evidence.start - 200, claim.evidence.end + 200)
        dates = {
            i
            for i, node in enumerate(self.nodes)
            if claim.date and node.type == DATE and node.start in near and _agrees(self.dates[i], claim.date)
        }
        told = {"quantity": self._quantities(claim), "date": dates, "source": sources, "origin": {origin} if origin else set()}
        return {FIELDS.index(name): places for name, places in told.items()}


def _agrees(found: str, wanted: str) -> bool:
    return found.startswith(wanted) or wanted.startswith(found)


def describe(examples: Sequence[Example]) -> str:
    """How many there are of everything."""
    claims = sum(len(example.claims) for example in examples)
    longest = max((len(example.window.ids) for example in examples), default=0)
    total = sum(len(example.window.ids) for example in examples)
    return (
        f"{len(examples)} windows, {claims} claims on {len(CLASSES)} classes, {sum(e.lost for e in examples)} lost, "
        f"{total} tokens, the longest {longest}"
    )
