"""How long resolving takes as a ledger grows: all of it, and a day's news on top of it.

    python -m benchmarks.resolving [--claims 100000]

A made press: events between firms with Zipf's weights, each told by one to five papers (some copies, some with other
figures), twelve claims a document, two years long. For each size: seconds for the whole ledger, and for fifty further
documents, beside the same work done all over again (the rival). The increment should cost the same at every size.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from interlock.atlas import load_atlas
from interlock.ledger import LedgerWriter
from interlock.pipeline.resolving import resolve_ledger
from interlock.vocabulary import (
    Actor,
    ActorKind,
    Bound,
    Claim,
    Document,
    Evidence,
    Kind,
    Money,
    Quantity,
    Status,
    Zone,
    ZoneKind,
    document_id,
    text_id,
)
from interlock.vocabulary.claim import claim_id

LEARNED = "2026-11-26T08:00:00Z"
FIRST_DAY = date(2024, 1, 1)
DAYS = 730
PER_DOCUMENT = 12
NEWS = 50
_DEALS = (Kind.INVESTS_IN, Kind.BUYS_FROM, Kind.LEASES_FROM, Kind.LENDS_TO, Kind.PARTNERS_WITH, Kind.ACQUIRES)
_STATUSES = (Status.TALKS, Status.PLANNED, Status.AGREED, Status.DONE)
_SYLLABLES = tuple(consonant + vowel for consonant in "bdklmnrstvz" for vowel in "aeio")


class MadePress:
    """Documents without end, the same for the same seed."""

    def __init__(self, seed: int, firms: int) -> None:
        self._chance = random.Random(seed)
        known = [Actor(e.id, e.name, e.kind, e.name) for e in load_atlas() if e.kind is ActorKind.COMPANY][: firms // 2]
        self._actors = known + [self._invented(place) for place in range(firms - len(known))]
        self._weights = [1 / (place + 1) for place in range(len(self._actors))]
        self._number = 0

    def _invented(self, place: int) -> Actor:
        name = "".join(self._chance.choice(_SYLLABLES) for _ in range(4)).capitalize() + f" {place}"
        return Actor(name.lower().replace(" ", "-"), name, ActorKind.COMPANY, name)

    def documents(self, number: int) -> Iterator[tuple[Document, list[Claim]]]:
        """So many documents, event by event."""
        made = 0
        while made < number:
            day = FIRST_DAY + timedelta(days=self._chance.randrange(DAYS))
            event = [self._claim() for _ in range(PER_DOCUMENT)]
            for place in range(min(number - made, self._chance.choice((1, 1, 2, 3, 5)))):
                yield self._telling(event, day + timedelta(days=self._chance.randrange(4)), copy=place > 0)
                made += 1

    def _claim(self) -> Claim:
        one, other = self._chance.choices(self._actors, self._weights, k=2)
        while other.id == one.id:
            other = self._chance.choices(self._actors, self._weights)[0]
        amount = Money(round(10 ** self._chance.uniform(6, 11), -5), Bound.EXACT, text="so much", currency="USD")
        told = Evidence("", 0, 1, "x", "en")
        kind = self._chance.choice(_DEALS)
        found = Claim("00" * 16, kind, one, self._chance.choice(_STATUSES), told, 0.9, "made/1", object=other)
        if self._chance.random() < 0.7:
            found = replace(found, amount=amount)
        return replace(found, share=Quantity(round(self._chance.random(), 2))) if self._chance.random() < 0.2 else found

    def _telling(self, event: Sequence[Claim], day: date, copy: bool) -> tuple[Document, list[Claim]]:
        self._number += 1
        address, said = f"made/{self._number}", day.isoformat()
        claims = [each for each in event if not copy or self._chance.random() < 0.8]
        quotes = [f"{each.subject.name} {each.kind} {each.object.name if each.object else ''} {self._number}" for each in claims]
        text = ".\n".join(quotes) + "."
        key = text_id(text)
        identity = document_id(key, address, said)
        placed, start = [], 0
        for each, quote in zip(claims, quotes, strict=True):
            span = (start, start + len(quote))
            start = span[1] + 2
            named = each.object.name if each.object else None
            number = claim_id(key, each.kind, None, span, each.subject.name, named, each.quantities(), said)
            placed.append(replace(each, id=number, evidence=Evidence(identity, *span, quote, "en")))
        zones = (Zone(ZoneKind.BODY, 0, len(text)),)
        made = Document(
            identity, key, text, address, "text/plain", "en", zones, (), address, None, None, said, "record", None, LEARNED
        )
        return made, placed


def add(ledger: Path, documents: Iterator[tuple[Document, list[Claim]]]) -> int:
    """Put documents into the ledger; return how many claims they make."""
    number = 0
    with LedgerWriter(ledger) as writer:
        writer.begin_run(LEARNED, ["made/1"], [])
        for document, claims in documents:
            number += writer.add(document, {"made/1": claims}, LEARNED)
    return number


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--claims", type=int, default=100_000, help="size of the largest ledger")
    most = parser.parse_args().claims
    print("claims   whole s  claims/s  +50 documents s  touched  blocks  rival s  ratio  peak MB")
    for size in (most // 8, most // 4, most // 2, most):
        with tempfile.TemporaryDirectory() as folder:
            ledger, press = Path(folder) / "made.db", MadePress(1, 2000)
            claims = add(ledger, press.documents(size // PER_DOCUMENT))
            began = time.perf_counter()
            resolve_ledger(ledger)
            whole = time.perf_counter() - began
            add(ledger, press.documents(NEWS))
            news = resolve_ledger(ledger)
            again = resolve_ledger(ledger, afresh=True)
            rate = claims / whole
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{claims:>7}  {whole:>7.1f}  {rate:>8.0f}  {news.seconds:>15.2f}  {news.touched:>7}  "
                f"{news.blocks:>6}  {again.seconds:>7.1f}  {news.seconds / again.seconds:>5.3f}  {peak:>7.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
