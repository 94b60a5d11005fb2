"""The neural reader: tags actors, links what refers to them, scores pairs; the grammar gives names, figures and dates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from interlock.atlas import Atlas
from interlock.extraction.analysis import Analyser, Analysis
from interlock.extraction.claims import make_claims
from interlock.extraction.draft import Draft
from interlock.extraction.linking import linked
from interlock.extraction.neural.actors import Clusters, Span, is_article, is_name_like, join_spans
from interlock.extraction.neural.drafting import Found, make_drafts
from interlock.extraction.neural.model import Model
from interlock.extraction.neural.nodes import seen_nodes
from interlock.extraction.neural.scoring import WindowReading, WindowStates
from interlock.extraction.neural.tagging import TaggedSpan, decode_actors, decode_conditions
from interlock.extraction.neural.windows import Window, make_windows
from interlock.extraction.neural.words import whole_words
from interlock.extraction.passage import Passage
from interlock.languages import Language
from interlock.vocabulary import Actor, Claim, Document

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


@dataclass(frozen=True, slots=True)
class NeuralReading:
    """What the network sees in a document, before anything is claimed of it: spans with their actors, windows to be scored."""

    passages: Sequence[Passage]
    spans: Sequence[Span]
    actors: Sequence[Actor]
    conditions: Sequence[tuple[int, int]]
    windows: Sequence[WindowReading]


def neural_reading(analysis: Analysis, model: Model) -> NeuralReading:
    """The one pass of the network over an analysed document."""
    passages, text = analysis.passages, analysis.document.text
    if not passages:
        return NeuralReading((), (), (), (), ())
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
    windows = [WindowReading(model, passages, spans, part) for part in encoded]
    for window in windows:
        window.link(clusters)
    return NeuralReading(passages, spans, clusters.actors(), conditions, windows)


def neural_drafts(analysis: Analysis, model: Model, least: float | None = None) -> list[Draft]:
    """What the network finds in an analysed document.

    `least` is the probability from which a claim counts, for all classes; None takes the thresholds of the model.
    """
    return drafts_of(neural_reading(analysis, model), model, least)


def drafts_of(reading: NeuralReading, model: Model, least: float | None = None) -> list[Draft]:
    """The drafts of a document that the network has read; `least` as for `neural_drafts`."""
    candidates = [found for window in reading.windows for found in window.candidates(LEAST if least is None else least)]
    thresholds = {} if least is not None else model.thresholds
    floor = least if least is not None else model.floor
    found = Found(reading.passages, reading.spans, reading.actors, reading.conditions)
    return make_drafts(candidates, found, thresholds, floor)


def _encoded(analysis: Analysis, window: Window, model: Model) -> WindowStates:
    """A window read by the encoder, which is told what the grammar sees."""
    here = analysis.passages[window.first : window.last]
    text = model.pieces.window(analysis.document.text, here[0].start, here[-1].end, seen_nodes(analysis.named, here))
    return WindowStates(window, text, model.states(text))


def _within(spans: list[Span], passages: Sequence[Passage], references: Collection[str]) -> list[Span]:
    """Spans inside one sentence; the network sees what stands between sentences too (captions, adverts). An article that it cut
    from a name behind it is no span: 'The | Commerce Department'."""
    kept, place = [], 0
    for span, after in zip_longest(spans, spans[1:]):
        while place < len(passages) and passages[place].end <= span.start:
            place += 1
        if place < len(passages) and passages[place].start <= span.start and span.end <= passages[place].end:
            language, words = passages[place].language, passages[place].text[span.start : span.end]
            cut = after is not None and after.known is not None and after.start == span.end + 1 and is_article(words, language)
            if not cut:
                kept.append(replace(span, is_name=is_name_like(words, language, references)))
    return kept
