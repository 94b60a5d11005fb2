"""The neural reader: tags actors, links what refers to them, scores pairs; the grammar gives names, figures and dates."""

from __future__ import annotations

from collections.abc import Sequence

from interlock.atlas import Atlas
from interlock.extraction.analysis import Analyser, Analysis
from interlock.extraction.claims import make_claims
from interlock.extraction.draft import Draft
from interlock.extraction.linking import linked
from interlock.extraction.mention import Mention
from interlock.extraction.neural.actors import Clusters, Span, join_spans
from interlock.extraction.neural.drafting import Found, make_drafts
from interlock.extraction.neural.model import Model
from interlock.extraction.neural.scoring import WindowReading
from interlock.extraction.neural.tagging import TaggedSpan, decode_actors, decode_conditions, name_nodes
from interlock.extraction.neural.windows import make_windows
from interlock.extraction.passage import Passage
from interlock.languages import Language
from interlock.vocabulary import Claim, Document

LEAST = 0.05
"""Probability below which a claim is no candidate."""


class NeuralReader:
    """Reads with the trained model; the same input gives the same claims on one machine."""

    def __init__(self, languages: Sequence[Language], atlas: Atlas, model: Model) -> None:
        self._analyser = Analyser(languages, atlas)
        self._model = model
        self.name = f"neural/{model.version}"

    def read(self, document: Document) -> tuple[Claim, ...]:
        """The document's claims in order of place. A document in no known language has none."""
        drafts = neural_drafts(self._analyser.analyse(document), self._model)
        return linked(make_claims(document, drafts, self.name))


def neural_drafts(analysis: Analysis, model: Model, least: float | None = None) -> list[Draft]:
    """What the network finds in an analysed document.

    `least` is the probability from which a claim counts, for all classes; None takes the thresholds of the model.
    """
    passages, text = analysis.passages, analysis.document.text
    if not passages:
        return []
    windows = make_windows(text, [passage.sentence for passage in passages])
    tagged: list[TaggedSpan] = []
    conditions: list[tuple[int, int]] = []
    for window in windows:
        here = passages[window.first : window.last]
        fresh = passages[window.fresh].start
        actors, depends = _tagged(text, here, analysis.named, model)
        tagged += [span for span in actors if span.start >= fresh]
        conditions += [span for span in depends if span[0] >= fresh]
    spans = _within(join_spans(tagged, analysis.named, text), passages)
    clusters = Clusters(spans, text)
    candidates = []
    for window in windows:
        reading = WindowReading(model, text, passages, spans, window)
        reading.link(clusters)
        candidates += reading.candidates(LEAST if least is None else least)
    thresholds = {} if least is not None else model.thresholds
    floor = least if least is not None else model.floor
    return make_drafts(candidates, Found(passages, spans, clusters.actors(), conditions), thresholds, floor)


def _tagged(
    text: str, passages: Sequence[Passage], named: Sequence[Mention], model: Model
) -> tuple[list[TaggedSpan], list[tuple[int, int]]]:
    """Actors and conditions of a window. The network is shown where the grammar sees names."""
    start, end = passages[0].start, passages[-1].end
    nodes = name_nodes(named, start, end)
    window = model.pieces.marked(text, start, end, nodes)
    scores = model.tag(window)
    return decode_actors(scores, window.offsets), decode_conditions(scores, window.offsets)


def _within(spans: list[Span], passages: Sequence[Passage]) -> list[Span]:
    """Spans inside one sentence; the network sees what stands between sentences too (captions, adverts)."""
    kept, place = [], 0
    for span in spans:
        while place < len(passages) and passages[place].end <= span.start:
            place += 1
        if place < len(passages) and passages[place].start <= span.start and span.end <= passages[place].end:
            kept.append(span)
    return kept
