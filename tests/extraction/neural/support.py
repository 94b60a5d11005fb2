"""A small vocabulary of pieces, analysed documents and made-up network output for the tests of the neural reader."""

from __future__ import annotations

from functools import lru_cache

from extraction.support import page, shipped, small_atlas, small_language

from interlock.atlas import load_atlas
from interlock.extraction.analysis import Analyser, Analysis
from interlock.extraction.neural.actors import Clusters, Span
from interlock.extraction.neural.drafting import Found
from interlock.extraction.neural.encoding import Pieces
from interlock.extraction.neural.labels import STATUSES, class_of
from interlock.extraction.neural.scoring import Candidate
from interlock.vocabulary import ActorKind, Kind, Status
from training.base_model import make_tokenizer

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
LETTERS = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéèç0123456789.,$%'’\"-，。"
    "אבגדהוזחטיכךלמםנןסעפףצץקרשת־"
    "輝達向購買晶片公司的億美元"
)
WORDS = (
    "▁Open",
    "AI",
    "▁buys",
    "▁chips",
    "▁from",
    "▁Nvidia",
    "Nvidia",
    "▁invest",
    "ed",
    "אנבידיה",
    "▁ל",
    "▁מכרה",
    "▁שבבים",
    "輝達",
    "晶片",
    "億美元",
    "▁10",
    "00",
)


@lru_cache(maxsize=1)
def vocabulary() -> bytes:
    """A vocabulary of a few words and letters, put together as that of the shipped model is."""
    special = [(piece, 0.0) for piece in SPECIAL]
    return make_tokenizer([*special, ("▁", -6.0), *((letter, -8.0) for letter in LETTERS), *((word, -4.0) for word in WORDS)])


@lru_cache(maxsize=1)
def pieces() -> Pieces:
    """The small vocabulary."""
    return Pieces(vocabulary())


@lru_cache(maxsize=4)
def _analyser(code: str) -> Analyser:
    return Analyser([small_language()], small_atlas()) if code == "xx" else Analyser([shipped(code)], load_atlas())


def analysed(code: str, *sentences: str) -> Analysis:
    """The sentences as the readers meet them, with the shipped data ('xx': the small ones)."""
    return _analyser(code).analyse(page(code, *sentences))


def find(text: str, words: str, number: int = 0) -> tuple[int, int]:
    """Where the words stand in the text, the first time or a later one."""
    place = -1
    for _ in range(number + 1):
        place = text.index(words, place + 1)
    return place, place + len(words)


def span(analysis: Analysis, words: str, kind: ActorKind = ActorKind.COMPANY, number: int = 0) -> Span:
    """An actor's place, with the grammar's mention where the atlas knows the name."""
    start, end = find(analysis.document.text, words, number)
    known = next((m for m in analysis.named if (m.start, m.end) == (start, end) and m.is_known), None)
    return Span(start, end, known.kind if known else kind, known)


def found(analysis: Analysis, *spans: Span, conditions: tuple[tuple[int, int], ...] = ()) -> Found:
    """What drafts are made from."""
    clusters = Clusters(list(spans), analysis.document.text)
    return Found(analysis.passages, spans, clusters.actors(), conditions)


def candidate(
    kind: Kind,
    subject: int | None,
    target: int | None,
    *,
    chance: float = 0.9,
    metric: str | None = None,
    sentence: int = 0,
    quantities: tuple[tuple[int, int], ...] = (),
    dates: tuple[tuple[int, int], ...] = (),
    sources: tuple[int, ...] = (),
    origins: tuple[int, ...] = (),
    status: Status = Status.DONE,
    lead: float = 1.0,
) -> Candidate:
    """A claim as the network may propose it; its status leads by so much before all others."""
    scores = tuple(lead * (each is status) for each in STATUSES)
    cls = class_of(kind, metric)
    return Candidate(cls, chance, subject, target, sentence, quantities, dates, sources, origins, status, scores)
