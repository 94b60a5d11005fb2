"""Documents per second and peak memory of `interlock read` on a folder of altered copies.

    python -m benchmarks.read_folder [--count 1000] [--workers 1] [--sources FOLDER]

Runs the command twice, on a quarter of the documents and on all of them, and prints both peaks: memory must not grow
with the number of documents. Sources are `../shared/seeds` where it lies beside the repository, else the demo articles.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import write_copies

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
DEMO = ROOT / "src" / "interlock" / "evaluation" / "demo" / "articles"


def run(folder: Path, ledger: Path, workers: int) -> tuple[float, float]:
    """Seconds and peak memory in MB of one run (the largest process)."""
    command = [sys.executable, "-m", "interlock", "read", str(folder), "--ledger", str(ledger), "--workers", str(workers), "-q"]
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - started
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Print one line per run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--sources", type=Path, default=SEEDS if SEEDS.is_dir() else DEMO)
    arguments = parser.parse_args()
    sources = sorted(arguments.sources.glob("*.txt"))
    with tempfile.TemporaryDirectory() as name:
        for count in (arguments.count // 4, arguments.count):
            folder = Path(name) / f"copies-{count}"
            size = write_copies(sources, folder, count)
            seconds, peak = run(folder, Path(name) / f"{count}.db", arguments.workers)
            print(
                f"{count} documents, {size / 1e6:.1f} MB, {arguments.workers} worker(s): {seconds:.1f} s, "
                f"{count / seconds:.1f} documents/s, {size / 1e6 / seconds:.2f} MB/s, peak {peak:.0f} MB"
            )


if __name__ == "__main__":
    main()
