"""Analysed passages in a file are what they were."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from evaluation.small_passages import LEASE, LOAN, passages
from extraction.neural.support import pieces

from training.base_model import BaseModel
from training.joining import join_examples
from training.prepared import Prepared, make_examples, read_prepared, write_prepared


def test_examples_come_back_and_can_be_joined(tmp_path: Path) -> None:
    found = make_examples(passages(tmp_path, LEASE, LOAN), pieces())
    codes = np.arange(36, dtype=np.uint8).reshape(2, 18)
    base = BaseModel({"l0.q.w": codes}, codes, {"hidden": 32}, [("a", 0.5)])
    written = Prepared(base, b"pieces", found, [[found[0]], []], found, 2, ["we"])
    write_prepared(tmp_path / "prepared", written)
    again = read_prepared(tmp_path / "prepared")
    assert again.plain == written.plain
    assert (again.tokenizer, again.passages, again.references) == (b"pieces", 2, ["we"])
    assert np.array_equal(again.base.weight("l0.q.w"), base.weight("l0.q.w"))
    assert len(join_examples(*again.plain).claims) == 3


def test_blocks_of_four_bits_are_numbers() -> None:
    """A half-precision scale, then 16 bytes of which the low halves come first; eight means zero."""
    block = np.concatenate([np.array([0.5], np.float16).view(np.uint8), np.full(16, 0x98, np.uint8)])[None]
    weight = BaseModel({"w": block}, block, {}, []).weight("w")
    assert weight.tolist() == [[0.0] * 16 + [0.5] * 16]


def test_texts_do_not_travel(tmp_path: Path) -> None:
    assert {example.passage.text for example in make_examples(passages(tmp_path, LEASE), pieces())} == {""}
