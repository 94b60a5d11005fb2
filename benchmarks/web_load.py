"""The web app under load while another process writes its ledger.

    python -m benchmarks.web_load [--claims 2000] [--clients 8] [--seconds 20]

A copy of a made ledger is served by a process of its own over loopback. So many clients ask for pages and for the API as
fast as they are answered, while a third process adds documents and resolves them without rest. Then the writer goes on alone for
as long, so that both can be compared. Prints requests a second, median, 99th percentile and errors. It stops by itself.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

import httpx

from benchmarks.resolving import MadePress, add
from benchmarks.web import made_ledger, named, serving, until_ready
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.resolving import resolve_ledger

MIX = (
    "/",
    "/deals",
    "/deals?from={actor}",
    "/actors/{actor}",
    "/facts/{fact}?part=1",
    "/documents/{document}",
    "/search?q=Nvidia",
    "/exposure",
    "/map",
    "/api/v1/facts?limit=100",
    "/api/v1/network",
    "/api/v1/facts/{fact}",
)
_BATCH = 5
_FIRMS = 400


def write(ledger: Path) -> None:
    """Add documents and resolve them, again and again, until this process is ended."""
    for number in range(10_000):
        add(ledger, MadePress(1000 + number, _FIRMS).documents(_BATCH))
        resolve_ledger(ledger)


@contextmanager
def writing(ledger: Path) -> Iterator[None]:
    """A process that writes for as long as the block lasts."""
    writer = subprocess.Popen([sys.executable, "-m", "benchmarks.web_load", "--write", str(ledger)])
    try:
        yield
    finally:
        writer.terminate()
        writer.wait(30)


def documents(ledger: Path) -> int:
    """How many documents the ledger holds."""
    with ResolvedView(ledger) as view:
        return view.counts().documents


def ask(address: str, paths: list[str], until: float, times: list[float], errors: list[str]) -> None:
    """One client: ask for one path after the other until the time is over."""
    with httpx.Client(base_url=address, timeout=60) as client:
        for path in cycle(paths):
            if time.perf_counter() >= until:
                return
            began = time.perf_counter()
            try:
                status = client.get(path).status_code
                if status != 200:
                    errors.append(f"{path} answers {status}")
            except httpx.HTTPError as error:
                errors.append(f"{path}: {error}")
            times.append((time.perf_counter() - began) * 1000)


def loaded(address: str, paths: list[str], clients: int, seconds: float) -> tuple[list[float], list[str]]:
    """Milliseconds of each request of so many clients over so many seconds, and what went wrong."""
    times: list[float] = []
    errors: list[str] = []
    until = time.perf_counter() + seconds
    turned = [list(islice(cycle(paths), start, start + len(paths))) for start in range(clients)]
    threads = [threading.Thread(target=ask, args=(address, mine, until, times, errors)) for mine in turned]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, errors


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--claims", type=int, default=2000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write:
        write(given.write)
        return
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(shutil.copy(made_ledger(given.claims), Path(folder) / "load.db"))
        with serving(ledger) as address:
            with httpx.Client(base_url=address, timeout=60) as client:
                until_ready(client)
                paths = [pattern.format(**named(client)) for pattern in MIX]
                for path in paths:
                    client.get(path)
            for told, busy in (("a quiet ledger", False), ("a writer busy", True)):
                before = documents(ledger)
                if busy:
                    with writing(ledger):
                        times, errors = loaded(address, paths, given.clients, given.seconds)
                else:
                    times, errors = loaded(address, paths, given.clients, given.seconds)
                times.sort()
                print(
                    f"{told}: {len(times) / given.seconds:.0f} requests/s by {given.clients} clients, median "
                    f"{statistics.median(times):.0f} ms, 99th percentile {times[int(len(times) * 0.99)]:.0f} ms, "
                    f"{len(errors)} errors, {documents(ledger) - before} documents written"
                )
                for error in errors[:5]:
                    print(f"  {error}")
        before = documents(ledger)
        with writing(ledger):
            time.sleep(given.seconds)
        print(f"the writer alone: {documents(ledger) - before} documents in {given.seconds:.0f} s")


if __name__ == "__main__":
    main()
