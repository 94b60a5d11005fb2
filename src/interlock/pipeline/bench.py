"""The readers against gold: per document, per language, per kind, in total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interlock.evaluation import (
    DocumentScore,
    Reliability,
    Seal,
    Totals,
    judgements,
    log_scoring,
    reliability,
    score_document,
    total,
)
from interlock.evaluation.gold import Record
from interlock.pipeline.bench_cases import Cases, find_cases
from interlock.pipeline.engine import OnFailure, ReaderFailed, Source, from_paths, made_here, now, run_readers
from interlock.pipeline.readers import MakeReaders, readers_of
from interlock.pipeline.settings import Settings
from interlock.vocabulary import Document, UnreadableDocument, claim_to_record


@dataclass(frozen=True, slots=True)
class Bench:
    """What was measured of one reader: by document name, by language, in total, and how far its confidence is right."""

    reader: str
    documents: Mapping[str, DocumentScore]
    languages: Mapping[str, Totals]
    totals: Totals
    reliability: Reliability

    def record(self) -> dict[str, Any]:
        """All of it as one JSON object."""
        return {
            "reader": self.reader,
            "total": self.totals.record(),
            "languages": {name: totals.record() for name, totals in self.languages.items()},
            "kinds": self._kinds(),
            "confusion": self._confusion(),
            "reliability": self.reliability.record(),
            "documents": {name: score.record() for name, score in self.documents.items()},
        }

    def _kinds(self) -> dict[str, Any]:
        return {
            kind: {"gold": tally.judged.wanted, "judged": tally.judged.judged, "hits": tally.judged.hits, **tally.record()}
            for kind, tally in sorted(self.totals.kinds.items())
        }

    def _confusion(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for (wanted, got), number in sorted(self.totals.confusion.items()):
            found.setdefault(wanted, {})[got] = number
        return found


@dataclass(slots=True)
class _Read:
    """What was read: the documents by address, and what each reader found in them."""

    documents: dict[str, Document]
    claims: dict[str, dict[str, list[Record]]]


def run_bench(
    settings: Settings,
    on_failure: OnFailure,
    gold_folder: Path | None = None,
    text_folder: Path | None = None,
    *,
    passages: Sequence[Path] = (),
    names: tuple[str, ...] = (),
    source: Source = from_paths,
    readers: MakeReaders | None = None,
) -> tuple[Bench, ...]:
    """Measure each reader against the gold of articles and of passages (the shipped demo where neither is given).

    `names` are the readers; without them that of the settings. A text that fails counts as without claims. The scoring of
    a sealed part is written down.
    """
    cases = find_cases(gold_folder, text_folder, passages)
    here, make = made_here(readers or readers_of(settings, names), settings.workers)
    read = _Read({}, {reader.name: {} for reader in here})
    for document, found in run_readers(cases.documents(source, on_failure), make, settings.workers):
        if isinstance(found, ReaderFailed):
            on_failure(UnreadableDocument(document.address, found.reason))
            continue
        read.documents[document.address] = document
        for name, claims in found.items():
            read.claims[name][document.address] = [claim_to_record(claim) for claim in claims]
    benches = tuple(_measure(name, cases, read) for name in read.claims)
    if cases.seal:
        _write_down(cases.seal, benches)
    return benches


def _measure(reader: str, cases: Cases, read: _Read) -> Bench:
    documents: dict[str, DocumentScore] = {}
    languages: dict[str, list[DocumentScore]] = {}
    judged: list[tuple[float, bool]] = []
    for case in cases:
        document = read.documents.get(case.address)
        claims = read.claims[reader].get(case.address, [])
        score = score_document(case.gold, claims, document.text if document else case.text)
        judged += judgements(claims, score.verdicts)
        documents[case.name] = score
        languages.setdefault(case.language or (document.language if document else "und"), []).append(score)
    by_language = {name: total(scores) for name, scores in sorted(languages.items())}
    return Bench(reader, documents, by_language, total(documents.values()), reliability(judged))


def _write_down(seal: Seal, benches: Sequence[Bench]) -> None:
    date = now()
    for bench in benches:
        totals = {name: totals.record() for name, totals in [*bench.languages.items(), ("all", bench.totals)]}
        told = {"date": date, "digest": seal.digest, "reader": bench.reader, "passages": len(bench.documents), "totals": totals}
        log_scoring(seal, told)
