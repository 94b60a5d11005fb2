"""The neural reader: tags actors, links what refers to them, scores pairs; the grammar gives names, figures and dates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from interlock.atlas import Atlas
from interlock.extraction.analysis import Analyser, Analysis
from interlock.extraction.claims import make_claims
from interlock.extraction.draft import Draft
from interlock.extraction.linking import linked
from interlock.extraction.neural.actors import Clusters, Span, is_name_like, join_spans
from interlock.extraction.neural.drafting import Found, make_drafts
from interlock.extraction.neural.model import Model
from interlock.extraction.neural.nodes import seen_nodes
from interlock.extraction.neural.scoring import WindowReading, WindowStates
from interlock.extraction.neural.tagging import TaggedSpan, decode_actors, decode_conditions
from interlock.extraction.neural.windows import Window, make_windows
from interlock.extraction.neural.words import whole_words
from interlock.extraction.passage import Passage
from interlock.languages import Language
from interlock.vocabulary import Claim, Document

LEAST = 0.05
"""Probability below which a claim is no candidate."""


class NeuralReader:
    """Reads with the trained model; the same input gives the same claims on one machine."""

    def __init__(self, languages: Sequence[Language], atlas: Atlas, model: Model) -> None:
        self._analyser = Analyser(languages, atlas, loose=True)
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
    encoded = [_encoded(analysis, window, model) for window in make_windows(text, [passage.sentence for passage in passages])]
    tagged: list[TaggedSpan] = []
    conditions: list[tuple[int, int]] = []
    for part in encoded:
        fresh = passages[part.window.fresh].start
        scores = model.tags(part.states)
        tagged += [span for span in decode_actors(scores, part.text.offsets) if span.start >= fresh]
        conditions += [span for span in decode_conditions(scores, part.text.offsets) if span[0] >= fresh]
    prefixes = "".join({letter: None for passage in passages for letter in passage.language.prefixes})
    spans = _within(join_spans(whole_words(tagged, text, prefixes), analysis.named, text), passages, model.references)
    clusters = Clusters(spans, text)
    candidates = []
    for part in encoded:
        reading = WindowReading(model, passages, spans, part)
        reading.link(clusters)
        candidates += reading.candidates(LEAST if least is None else least)
    thresholds = {} if least is not None else model.thresholds
    floor = least if least is not None else model.floor
    return make_drafts(candidates, Found(passages, spans, clusters.actors(), conditions), thresholds, floor)


def _encoded(analysis: Analysis, window: Window, model: Model) -> WindowStates:
    """A window read by the encoder, which is told what the grammar sees."""
    here = analysis.passages[window.first : window.last]
    text = model.pieces.window(analysis.document.text, here[0].start, here[-1].end, seen_nodes(analysis.named, here))
    return WindowStates(window, text, model.states(text))


def _within(spans: list[Span], passages: Sequence[Passage], references: Collection[str]) -> list[Span]:
    """Spans inside one sentence; the network sees what stands between sentences too (captions, adverts)."""
    kept, place = [], 0
    for span in spans:
        while place < len(passages) and passages[place].end <= span.start:
            place += 1
        if place < len(passages) and passages[place].start <= span.start and span.end <= passages[place].end:
            here = passages[place]
            kept.append(replace(span, is_name=is_name_like(here.text[span.start : span.end], here.language, references)))
    return kept
