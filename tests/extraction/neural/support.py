"""A small vocabulary of pieces, analysed documents and made-up network output for the tests of the neural reader."""

from __future__ import annotations

import io
from functools import lru_cache

from extraction.support import page, shipped, small_atlas, small_language
from sentencepiece import SentencePieceTrainer, sentencepiece_model_pb2

from interlock.atlas import load_atlas
from interlock.extraction.analysis import Analyser, Analysis
from interlock.extraction.neural.actors import Clusters, Span
from interlock.extraction.neural.drafting import Found
from interlock.extraction.neural.encoding import Pieces
from interlock.extraction.neural.labels import STATUSES, class_of
from interlock.extraction.neural.scoring import Candidate
from interlock.vocabulary import ActorKind, Kind, Status

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
    """A SentencePiece model of a few words and letters, put together as that of the shipped model is (training/base_model.py)."""
    sample = io.BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=iter(["a b c d e f g", "h i j k l m n"]),
        model_writer=sample,
        vocab_size=20,
        hard_vocab_limit=False,
        normalization_rule_name="nmt_nfkc",
        minloglevel=2,
    )
    model = sentencepiece_model_pb2.ModelProto.FromString(sample.getvalue())  # type: ignore[attr-defined]
    del model.pieces[:]
    for piece in SPECIAL:
        model.pieces.add(piece=piece, score=0.0, type=2 if piece == "<unk>" else 3)
    for piece, score in [("▁", -6.0), *((letter, -8.0) for letter in LETTERS), *((word, -4.0) for word in WORDS)]:
        model.pieces.add(piece=piece, score=score, type=1)
    model.normalizer_spec.add_dummy_prefix = False
    model.normalizer_spec.remove_extra_whitespaces = False
    spec = model.trainer_spec
    spec.vocab_size = len(model.pieces)
    spec.bos_id, spec.pad_id, spec.eos_id, spec.unk_id = range(len(SPECIAL))
    spec.bos_piece, spec.pad_piece, spec.eos_piece, spec.unk_piece = SPECIAL
    return bytes(model.SerializeToString())


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
