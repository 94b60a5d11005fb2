"""What the network proposes for a document: nodes of each window, pairs of them with classes, fields, status, references."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interlock.extraction.neural.actors import Clusters, Span
from interlock.extraction.neural.arrays import Floats, Ints, sigmoid
from interlock.extraction.neural.encoding import AUTHOR, DATE, QUANTITY_TYPES, SENTENCE, Node, TextWindow
from interlock.extraction.neural.labels import CLASSES, FIELDS, STATUSES
from interlock.extraction.neural.model import Model, Scorer
from interlock.extraction.neural.nodes import may_pair
from interlock.extraction.neural.windows import Window
from interlock.extraction.passage import Passage
from interlock.vocabulary import Status

_LINKED = 0.1
"""Probability from which a node fills a field of a claim: much lower than even, since the claim is given and something fills
it. Measured on the development part: from 0.2 down to 0.1 a twelfth more sources are right, and one in a hundred claims
gets a source that gold does not name."""
_FROM_ELSEWHERE = 0.9
"""The same for a source that stands in another sentence than the claim, or is of what everybody knows."""
_KNOWN = frozenset({"leads", "founds"})


@dataclass(frozen=True, slots=True)
class Place:
    """A node's origin: the number of its sentence, and of its actor span, quantity or date there (-1 for none)."""

    sentence: int
    item: int = -1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that the network holds possible. Actors are indices of spans (None: the document's voice, or no object).

    `quantities` and `dates` are (sentence, index in it); the first quantity of a report is the figure reported.
    """

    cls: int
    chance: float
    subject: int | None
    object: int | None
    sentence: int
    quantities: tuple[tuple[int, int], ...]
    dates: tuple[tuple[int, int], ...]
    sources: tuple[int, ...]
    origins: tuple[int, ...]
    status: Status
    statuses: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class WindowStates:
    """A window of the document as the encoder has read it: the states of its tokens by each network."""

    window: Window
    text: TextWindow
    states: Floats


class WindowReading:
    """One window ready for scoring."""

    def __init__(self, model: Model, passages: Sequence[Passage], spans: Sequence[Span], encoded: WindowStates) -> None:
        self._window = window = encoded.window
        self._nodes: list[Node] = [Node(0, 0, AUTHOR)]
        self._places: list[Place] = [Place(window.first)]
        here = passages[window.first : window.last]
        for number, passage in enumerate(here, start=window.first):
            self._add(Node(passage.start, passage.end, SENTENCE), Place(number))
        start, end = here[0].start, here[-1].end
        for index, span in enumerate(spans):
            if start <= span.start and span.end <= end:
                self._add(Node(span.start, span.end, str(span.kind)), Place(self._sentence(here, span.start), index))
        for number, passage in enumerate(here, start=window.first):
            for index, quantity in enumerate(passage.figures):
                self._add(Node(quantity.start, quantity.end, quantity.field), Place(number, index))
            for index, date in enumerate(passage.dates):
                self._add(Node(date.start, date.end, DATE), Place(number, index))
        self._sentences = np.array([place.sentence - window.first for place in self._places])
        self._scorer = Scorer(model, encoded.text, encoded.states, self._nodes, list(self._sentences))
        self._actors = np.array([node.is_actor for node in self._nodes])
        self._figures = np.array([node.type in QUANTITY_TYPES for node in self._nodes])
        self._dates = np.array([node.type == DATE for node in self._nodes])

    def _add(self, node: Node, place: Place) -> None:
        self._nodes.append(node)
        self._places.append(place)

    def _sentence(self, here: Sequence[Passage], place: int) -> int:
        found = max((i for i, passage in enumerate(here) if passage.start <= place), default=0)
        return self._window.first + found

    def link(self, clusters: Clusters) -> None:
        """Join spans that the network takes for the same actor."""
        places = [i for i in range(len(self._nodes)) if self._actors[i]]
        if len(places) < 2:
            return
        scores = self._scorer.references()
        earlier = (self._scorer.first[None, :] < self._scorer.first[:, None]) & self._actors[None, :]
        np.fill_diagonal(earlier, True)
        scores = np.where(earlier, scores, -np.inf)
        for i in places:
            j = int(scores[i].argmax())
            if j != i:
                clusters.refer(self._places[i].item, self._places[j].item)

    def candidates(self, least: float) -> list[Candidate]:
        """Pairs whose chance of some class is at least `least`, in the fresh part of the window."""
        subjects, objects = self._pairs()
        if not len(subjects):
            return []
        features, logits = self._scorer.pairs(subjects, objects)
        chances = sigmoid(logits)
        rows, classes = np.nonzero(chances >= least)
        keep = [k for k, (row, cls) in enumerate(zip(rows, classes, strict=True)) if self._fits(int(objects[row]), int(cls))]
        rows, classes = rows[keep], classes[keep]
        if not len(rows):
            return []
        members = sigmoid(self._scorer.members(features[:, rows], classes, objects[rows]))
        statuses = self._scorer.statuses(features[:, rows], classes)
        return [
            self._candidate(int(subjects[row]), int(objects[row]), int(cls), float(chances[row, cls]), members[k], statuses[k])
            for k, (row, cls) in enumerate(zip(rows, classes, strict=True))
        ]

    def chances(self) -> tuple[Ints, Ints, Floats]:
        """Of every pair of actors that may make a claim, in either order: the indices of their spans, and the probability of
        each class."""
        subjects, objects = self._pairs()
        both = self._actors[subjects] & self._actors[objects] if len(subjects) else np.zeros(0, dtype=bool)
        subjects, objects = subjects[both], objects[both]
        if not len(subjects):
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, len(CLASSES)), np.float32)
        items = np.array([place.item for place in self._places])
        return items[subjects], items[objects], sigmoid(self._scorer.pairs(subjects, objects)[1])

    def _pairs(self) -> tuple[Ints, Ints]:
        author = np.array([node.type == AUTHOR for node in self._nodes])
        allowed = may_pair(self._nodes, list(self._sentences))
        later = np.maximum(np.where(author, 0, self._sentences)[:, None], self._sentences[None, :])
        allowed &= later >= self._window.fresh - self._window.first
        subjects, objects = np.nonzero(allowed)
        return subjects, objects

    def _fits(self, target: int, cls: int) -> bool:
        """Figures are what reports are about; everything else is about actors or sentences."""
        return bool(self._figures[target]) <= CLASSES[cls].startswith("reports")

    def _candidate(self, subject: int, target: int, cls: int, chance: float, members: Floats, statuses: Floats) -> Candidate:
        places, nodes = self._places, self._nodes
        sentence = places[target].sentence if not self._actors[target] else max(places[subject].sentence, places[target].sentence)
        figure = bool(self._figures[target])
        found = {name: members[:, index] for index, name in enumerate(FIELDS)}
        quantities = [int(i) for i in np.argsort(-found["quantity"]) if self._figures[i] and found["quantity"][i] >= _LINKED]
        if figure:
            quantities = [target, *(i for i in quantities if i != target)]
        dates = [int(i) for i in np.argsort(-found["date"]) if self._dates[i] and found["date"][i] >= _LINKED]
        here = _LINKED if CLASSES[cls] not in _KNOWN else _FROM_ELSEWHERE
        levels = [here if place.sentence == sentence else _FROM_ELSEWHERE for place in places]
        sources = [int(i) for i in np.argsort(-found["source"]) if self._actors[i] and found["source"][i] >= levels[i]]
        origins = [int(i) for i in np.argsort(-found["origin"]) if self._actors[i] and found["origin"][i] >= _LINKED]
        return Candidate(
            cls,
            chance,
            places[subject].item if nodes[subject].is_actor else None,
            places[target].item if nodes[target].is_actor else None,
            sentence,
            tuple((places[i].sentence, places[i].item) for i in quantities),
            tuple((places[i].sentence, places[i].item) for i in dates),
            tuple(places[i].item for i in sources),
            tuple(places[i].item for i in origins),
            STATUSES[int(statuses.argmax())],
            tuple(float(score) for score in statuses),
        )
