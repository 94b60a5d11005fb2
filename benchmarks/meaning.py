"""What a search by meaning costs and how well it finds, beside plainer ways.

    python -m benchmarks.meaning [--vectors 100000]

How well: recall among the first ten sentences and mean reciprocal rank over the labelled queries of `tests/pipeline`, on the
shipped articles with their gold claims; by FTS5 alone (all words, any word), by the plain vectors of the encoder, and by those
freed of languages. What it costs: vectors a second, bytes
of a vector, and milliseconds of a scan over made vectors, held as int8 and as float32.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from interlock.languages.meaning import WIDTH, Floats, encoder, packed, unpacked
from interlock.languages.searching import indexed, words_of
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.meaning import Vectors, index_by_meaning

sys.path.insert(0, "tests")
CUT, TRIES = 10, 10
Ranks = Callable[[str], list[int]]
"""Sentences by number, the best first."""


def evidence(view: ResolvedView) -> list[str]:
    """The sentences that are evidence."""
    told = []
    for rows in view.quotes_at(view.sentence_vectors()[0]).values():
        claim, paper = view.claim(rows[0].claim), view.document(rows[0].document)
        assert claim is not None and paper is not None
        start = claim.evidence.start
        told.append(next(paper.text[each.start : each.end].strip() for each in paper.sentences if each.start <= start < each.end))
    return told


def by_words(sentences: Sequence[str], joined: str) -> Ranks:
    """FTS5 over the words as the ledger cuts them, the words of a query joined so."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE w USING fts5 (words, tokenize = \"ascii tokenchars '.,'\")")
    connection.executemany("INSERT INTO w (rowid, words) VALUES (?, ?)", enumerate(indexed(each).words for each in sentences))

    def ranks(query: str) -> list[int]:
        asked = joined.join(f'"{word.text}"' for word in words_of(query))
        return [row[0] for row in connection.execute("SELECT rowid FROM w WHERE w MATCH ? ORDER BY rank LIMIT 10", [asked])]

    return ranks


def by_vectors(vectors: Floats, query: Callable[[str], Floats]) -> Ranks:
    """The cosine, of all sentences."""
    return lambda asked: [int(place) for place in np.argsort(-(vectors @ query(asked)), kind="stable")]


def told(name: str, ranks: Ranks, sentences: Sequence[str]) -> None:
    """One line of the table."""
    from pipeline.test_meaning import ANSWERED

    cells = []
    for language in ("all", "en", "fr", "he", "zh"):
        recall, reciprocal = [], []
        for each in [row for row in ANSWERED if language in ("all", row.language)]:
            right = [[begin for begin in each.near if sentences[place].startswith(begin)] for place in ranks(each.query)[:CUT]]
            recall.append(len({begin for begins in right for begin in begins}) / len(each.near))
            reciprocal.append(next((1 / rank for rank, begins in enumerate(right, start=1) if begins), 0.0))
        cells.append(f"{language} {np.mean(recall):.2f}/{np.mean(reciprocal):.2f}")
    print(f"{name:<28} " + "  ".join(cells), flush=True)


def milliseconds(work: Callable[[], object]) -> str:
    """The least and the most of some tries."""
    spent = []
    for _ in range(TRIES):
        began = time.perf_counter()
        work()
        spent.append(1000 * (time.perf_counter() - began))
    return f"{min(spent):.1f} to {max(spent):.1f} ms"


def cost(number: int) -> None:
    """Print what a scan of so many vectors costs."""
    made = np.random.default_rng(1).normal(size=(number, WIDTH)).astype(np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    query = made[0].copy()
    stored = packed(made)
    held = Vectors(np.arange(number), *unpacked(stored))
    size = sum(map(len, stored)) / 1e6
    print(f"{number} vectors stored: {size:.1f} MB, as float32 {made.nbytes / 1e6:.1f} MB ({made.nbytes / 1e6 / size:.1f} times)")
    print(f"  scan of int8: {milliseconds(lambda: held.near(query))}")
    print(f"  scan of float32: {milliseconds(lambda: np.argsort(-(made @ query))[:20])}")
    print(f"  read from bytes: {milliseconds(lambda: unpacked(stored))}")
    print(f"  largest error of a cosine: {np.abs(made @ query - (held.numbers @ query) * held.scales).max():.4f}")


def main() -> None:
    """Print both tables."""
    from web.kept import gold_copy

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--vectors", type=int, default=100_000)
    given = parser.parse_args()
    began = time.perf_counter()
    made = encoder()
    made.query("first")
    print(f"encoder loaded and asked once: {time.perf_counter() - began:.2f} s")
    print(f"a query: {milliseconds(lambda: made.query(f'who leases chips {time.time()}'))}")
    with tempfile.TemporaryDirectory() as folder:
        ledger = gold_copy(Path(folder))
        before, began = ledger.stat().st_size, time.perf_counter()
        index_by_meaning(ledger)
        with ResolvedView(ledger) as view:
            state, sentences = view.meant(), evidence(view)
            spent = time.perf_counter() - began
            grown = ledger.stat().st_size - before
            print(f"{state.sentences} sentences and {state.titles} titles: {spent:.1f} s, {grown} bytes more")
    plain = made.plain(sentences, query=False)
    told("FTS5, all words", by_words(sentences, " AND "), sentences)
    told("FTS5, any word", by_words(sentences, " OR "), sentences)
    told("plain e5", by_vectors(plain, lambda asked: made.plain([asked], query=True)[0]), sentences)
    told("e5 freed of languages", by_vectors(made.passages(sentences), made.query), sentences)
    cost(given.vectors)


if __name__ == "__main__":
    main()
