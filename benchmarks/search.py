"""What the index of words costs, and how long a search takes.

    python -m benchmarks.search [--claims 20000]

On the made press of `benchmarks.resolving`: processor seconds and megabytes of writing without words and with them, then the
whole ledger resolved, and for each query the least and the most milliseconds of ten searches, as of now and as of a date.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks.resolving import LEARNED, PER_DOCUMENT, MadePress
from interlock.languages.searching import SEGMENTATION
from interlock.ledger import LedgerWriter
from interlock.ledger.horizon import EVERYTHING, Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.resolving import resolve_ledger
from interlock.pipeline.search import search
from interlock.vocabulary.searching import Segmentation

QUERIES = ("nvidia", "nvidia micron", "輝達 amd", "leases nvidia", "microsoft buys", "n", "nothing of the kind")
EARLY = Horizon(said="2024-06")
TRIES = 10


def write(ledger: Path, claims: int, segmentation: Segmentation | None) -> tuple[int, float, float]:
    """The made press in a ledger: claims, processor seconds, megabytes."""
    press = list(MadePress(1, 2000).documents(claims // PER_DOCUMENT))
    began = time.process_time()
    with LedgerWriter(ledger, segmentation=segmentation) as writer:
        writer.begin_run(LEARNED, ["made/1"], [])
        number = sum(writer.add(document, {"made/1": told}, LEARNED) for document, told in press)
    return number, time.process_time() - began, ledger.stat().st_size / 1e6


def timed(view: ResolvedView, query: str, horizon: Horizon) -> str:
    """The least and the most milliseconds of some searches."""
    spent = []
    for _ in range(TRIES):
        began = time.perf_counter()
        search(view, query, horizon=horizon)
        spent.append(1000 * (time.perf_counter() - began))
    return f"{min(spent):7.1f} to {max(spent):.1f} ms"


def main() -> None:
    """Print the cost, then a line for each query."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--claims", type=int, default=20_000)
    size = parser.parse_args().claims
    with tempfile.TemporaryDirectory() as folder:
        for words, segmentation in (("without", None), ("with", SEGMENTATION)):
            claims, seconds, megabytes = write(Path(folder) / f"{words}.db", size, segmentation)
            print(f"{claims} claims written {words} words: {seconds:.1f} s of processor time, {megabytes:.1f} MB", flush=True)
        resolve_ledger(Path(folder) / "with.db")
        with ResolvedView(Path(folder) / "with.db") as view:
            for query in QUERIES:
                print(
                    f"{query:<20} {timed(view, query, EVERYTHING):>24}  as of a date {timed(view, query, EARLY):>24}", flush=True
                )


if __name__ == "__main__":
    main()
