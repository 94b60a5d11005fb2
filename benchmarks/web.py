"""How long the pages and the API of the web app take over a large ledger.

    python -m benchmarks.web [--claims 100000] [--requests 30] [--cache FOLDER]

The made press of `benchmarks.resolving`, kept in a folder since making it takes minutes. One client asks a server of its
own process over loopback: each address once cold, then so many times warm. Prints milliseconds and bytes.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import httpx

from benchmarks.resolving import PER_DOCUMENT, MadePress, add
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.resolving import resolve_ledger

CACHE = Path(tempfile.gettempdir()) / "interlock-benchmarks"
FIRMS = 2000
_PATIENCE = 600.0
PAGES = (
    "/",
    "/map",
    "/deals",
    "/deals?from={actor}&sort=date",
    "/deals?language=en&page=40",
    "/actors",
    "/actors/{actor}",
    "/actors/{small}",
    "/facts/{fact}",
    "/facts/{fact}?part=1",
    "/search?q=Nvidia",
    "/talent",
    "/loops",
    "/loops?actor={actor}",
    "/exposure",
    "/stress",
    "/policy",
    "/stories",
    "/stories/{story}",
    "/disputes",
    "/documents",
    "/documents?page=30",
    "/documents/{document}",
    "/judge",
    "/method",
    "/game",
    "/docs",
)
ANSWERS = (
    "/api/v1/counts",
    "/api/v1/facts",
    "/api/v1/facts?limit=10000&format=csv",
    "/api/v1/facts?from={actor}",
    "/api/v1/facts/{fact}",
    "/api/v1/actors",
    "/api/v1/actors/{actor}",
    "/api/v1/stories",
    "/api/v1/disputes",
    "/api/v1/documents/{document}",
    "/api/v1/network",
    "/api/v1/loops",
    "/api/v1/exposure",
    "/api/v1/stress?scenario=openai-pays-40-percent",
    "/api/v1/talent",
    "/api/v1/policy",
    "/openapi.json",
    "/healthz",
)


def made_ledger(claims: int, cache: Path = CACHE) -> Path:
    """A resolved ledger of about so many claims, made where the folder does not hold it yet."""
    cache.mkdir(parents=True, exist_ok=True)
    ledger = cache / f"made-{claims}.db"
    if not ledger.exists():
        beginning = cache / f"begun-{claims}.db"
        for each in cache.glob(f"{beginning.name}*"):
            each.unlink()
        add(beginning, MadePress(1, FIRMS).documents(claims // PER_DOCUMENT))
        resolve_ledger(beginning)
        beginning.rename(ledger)
    ResolvedView(ledger, upgrade=True).close()  # it may have been made before the schema changed
    return ledger


@contextmanager
def serving(ledger: Path) -> Iterator[str]:
    """A server of its own process over the ledger; its address. It ends with the block."""
    command = [sys.executable, "-m", "interlock", "serve", "--port", "0", "--ledger", str(ledger)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        yield server.stderr.readline().split(" at ")[1].split()[0].rstrip("/")
    finally:
        server.terminate()
        server.wait(20)


def until_ready(client: httpx.Client) -> float:
    """Wait until the server has read its ledger; how many seconds that took."""
    began = time.perf_counter()
    while client.get("/readyz").status_code != 200:
        if time.perf_counter() - began > _PATIENCE:
            raise TimeoutError("the server is not ready")
        time.sleep(0.05)
    return time.perf_counter() - began


def named(client: httpx.Client) -> dict[str, str]:
    """What stands for the names in the addresses: the largest fact, the actors of most and of fewest facts, and so on."""
    fact = client.get("/api/v1/facts?limit=1").json()["items"][0]
    actors = client.get("/api/v1/actors?limit=1").json()
    fewest = client.get(f"/api/v1/actors?limit=1&offset={actors['total'] - 1}").json()["items"][0]["id"]
    stories = client.get("/api/v1/stories?limit=1").json()["items"]
    told = client.get(f"/api/v1/facts/{fact['id']}").json()
    return {
        "fact": fact["id"],
        "actor": quote(actors["items"][0]["id"]),
        "small": quote(fewest),
        "story": stories[0]["id"] if stories else "none",
        "document": told["sentences"][0]["document"],
    }


def timed(client: httpx.Client, address: str) -> tuple[float, int, int]:
    """Milliseconds, status and bytes of one request; of a page that is being worked out, until it is there."""
    began = time.perf_counter()
    while (answer := client.get(address)).status_code == 503:
        time.sleep(0.05)
    return (time.perf_counter() - began) * 1000, answer.status_code, len(answer.content)


def main() -> None:
    """Print a line for each address."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=30, help="warm requests for each address")
    parser.add_argument("--cache", type=Path, default=CACHE, help="folder that keeps the made ledgers")
    given = parser.parse_args()
    with serving(made_ledger(given.claims, given.cache)) as address, httpx.Client(base_url=address, timeout=_PATIENCE) as client:
        print(f"ready after {until_ready(client):.1f} s; {client.get('/api/v1/counts').json()}")
        parts = named(client)
        print(f"{'address':<48} first ms  median ms  99th % ms       bytes")
        for pattern in (*PAGES, *ANSWERS):
            path = pattern.format(**parts)
            first, status, size = timed(client, path)
            if status != 200:
                print(f"{pattern:<48} answers {status}")
                continue
            warm = sorted(timed(client, path)[0] for _ in range(given.requests))
            median, late = statistics.median(warm), warm[min(int(len(warm) * 0.99), len(warm) - 1)]
            print(f"{pattern:<48} {first:>8.0f}  {median:>9.1f}  {late:>9.1f}  {size:>10}", flush=True)


if __name__ == "__main__":
    main()
