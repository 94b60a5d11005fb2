"""Articles and tokens per second of each reader, from documents in memory to claims, in one process.

    python -m benchmarks.readers [--sources FOLDER] [--rounds 3] [--reader grammar neural both]

Tokens are pieces of the reading model's vocabulary, counted once for each document, so that the readers compare. Sources are
`../shared/seeds` where it lies beside the repository, else the demo articles. The best of the rounds counts.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from benchmarks.read_folder import DEMO, SEEDS
from interlock.pipeline.readers import load_model, make_readers
from interlock.reading import read_paths


def main() -> None:
    """Print one line per reader, and the ratio to the first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, default=SEEDS if SEEDS.is_dir() else DEMO)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--reader", nargs="+", default=["grammar", "neural", "both"])
    arguments = parser.parse_args()
    documents = list(read_paths([str(arguments.sources)], retrieved=None, on_failure=lambda failure: print(failure)))
    pieces = load_model().pieces
    tokens = sum(len(pieces.window(document.text, 0, len(document.text)).offsets) for document in documents)
    print(f"{len(documents)} documents, {sum(len(d.text) for d in documents)} characters, {tokens} tokens")
    first = 0.0
    for name in arguments.reader:
        (reader,) = make_readers(names=(name,))
        best = float("inf")
        for _ in range(arguments.rounds + 1):  # the first round warms up
            started = time.perf_counter()
            for document in documents:
                reader.read(document)
            best = min(best, time.perf_counter() - started)
        first = first or best
        rate = f"{len(documents) / best:.1f} articles/s, {tokens / best:.0f} tokens/s"
        print(f"{reader.name}: {rate}, {first / best:.2f} of the first")


if __name__ == "__main__":
    main()
