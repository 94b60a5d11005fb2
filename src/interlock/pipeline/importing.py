"""Files of other tools, and of another ledger, into a ledger. A record that cannot be used is named and passed over."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from interlock.atlas import load_atlas
from interlock.exchange.evidence import Deed, told
from interlock.exchange.ftm_deeds import deeds
from interlock.exchange.ftm_statements import entities_of_statements
from interlock.exchange.records import entities_of_json
from interlock.exchange.sheet_deeds import deed as deed_of_row
from interlock.exchange.sheet_deeds import rows_of_csv, rows_of_xlsx
from interlock.languages.searching import SEGMENTATION
from interlock.ledger import LedgerWriter
from interlock.ledger.judging import add_judgements
from interlock.pipeline.engine import now
from interlock.vocabulary import BadRecord, Claim, Document, InterlockError, Judged, Verdict, claim_from_record
from interlock.vocabulary.document_codec import document_from_record
from interlock.vocabulary.fact_codec import read_judgements
from interlock.vocabulary.judgement import make_judgement

FORMATS = ("ftm", "ftm-statements", "jsonl", "csv", "xlsx", "judgements")
LARGEST = 2_000_000_000
"""Bytes of a file that is held in memory as a whole: entities refer to each other across it."""
_BLOCK_MOST = 60
"""Facts of one kind between two actors that are told apart one by one; no two actors have more."""

OnFailure = Callable[[int, str], None]
Found = tuple[int, Document, Claim, str | None]


class UnknownFormat(InterlockError):
    """It cannot be told what a file holds."""


@dataclass
class ImportReport:
    """What an import did: documents and claims that are new, documents known before, judgements, records left out and why."""

    format: str
    documents: int = 0
    known: int = 0
    claims: int = 0
    judgements: int = 0
    failed: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def format_of(path: Path) -> str:
    """The format of a file by its name and its beginning. Raises UnknownFormat."""
    if path.is_dir():
        return "jsonl"
    name = path.name.lower()
    if name.endswith((".xlsx", ".xlsm")):
        return "xlsx"
    with path.open("rb") as stream:
        first = stream.readline(1_000_000).decode("utf-8", "replace").lstrip("\ufeff")
    if name.endswith((".csv", ".tsv")) or first.startswith('"canonical_id"'):
        return "ftm-statements" if {"entity_id", "prop", "schema"} <= set(first.replace('"', "").strip().split(",")) else "csv"
    if name.endswith((".ftm.json", ".ijson", ".ftm")):
        return "ftm"
    try:
        record = json.loads(first)
    except (ValueError, RecursionError):
        record = None
    if isinstance(record, dict) and "schema" in record and "properties" in record:
        return "ftm"
    if isinstance(record, dict) and "verdict" in record:
        return "judgements"
    raise UnknownFormat(f"{path}: it cannot be told what this file holds; say so with --format, one of: {', '.join(FORMATS)}")


def import_file(
    path: Path,
    ledger: Path,
    atlas_files: tuple[Path, ...] = (),
    format: str | None = None,
    dataset: str | None = None,
    on_failure: OnFailure | None = None,
    clock: Callable[[], str] = now,
) -> ImportReport:
    """Take a file (for `jsonl` the folder that `export` wrote) into the ledger, and bring facts and actors up to date.

    A document goes in with its claims or not at all; a second import of the same file adds nothing. Raises UnknownFormat,
    LedgerError, NeedsPackage.
    """
    from interlock.pipeline.resolving import resolve_ledger  # most verbs do without it: they start faster

    report = ImportReport(format or format_of(path))

    def failed(number: int, reason: str) -> None:
        report.failed += 1
        if on_failure is not None:
            on_failure(number, reason)

    if report.format == "judgements":
        report.judgements = _judgements(path, ledger, failed)
    elif report.format == "jsonl":
        _copy(path, ledger, report, failed, clock)
    else:
        _records(path, ledger, atlas_files, dataset or _stem(path), report, failed, clock)
    resolve_ledger(ledger, atlas_files)
    return report


def _stem(path: Path) -> str:
    name = path.name
    for end in (".ftm.json", ".statements.csv", ".entities.ftm.json"):
        name = name.removesuffix(end)
    return name.rpartition(".")[0] or name


# records of other tools: each becomes a document


def _records(
    path: Path,
    ledger: Path,
    atlas_files: tuple[Path, ...],
    dataset: str,
    report: ImportReport,
    failed: OnFailure,
    clock: Callable[[], str],
) -> None:
    reader = "import:ftm" if report.format.startswith("ftm") else "import:table"
    marked: list[Claim] = []
    with LedgerWriter(ledger, segmentation=SEGMENTATION) as writer:
        writer.begin_run(clock(), [reader], [str(path)])
        for number, deed in _deeds(path, report, atlas_files, dataset, failed):
            try:
                document, claim = told(deed, reader)
                if writer.has_read(document.id, [reader]):
                    report.known += 1
                else:
                    report.claims += writer.add(document, {reader: [claim]}, clock())
                    report.documents += 1
            except ValueError as error:
                failed(number, f"{deed.title}: {error}")
                continue
            if deed.mark is not None:
                marked.append(claim)
        numbers = {"read": report.documents, "known": report.known, "failed": report.failed, "claims_new": report.claims}
        writer.end_run(clock(), **numbers)
    if marked:
        report.judgements = _kept_apart(ledger, marked, f"import:{dataset}", clock())


def _deeds(
    path: Path, report: ImportReport, atlas_files: tuple[Path, ...], dataset: str, failed: OnFailure
) -> Iterator[tuple[int, Deed]]:
    if path.stat().st_size > LARGEST:
        raise InterlockError(f"{path} is larger than {LARGEST // 1_000_000_000} GB; split it")
    atlas = load_atlas(atlas_files)
    if report.format.startswith("ftm"):
        with path.open(encoding="utf-8", errors="replace", newline="" if report.format == "ftm-statements" else None) as stream:
            read = entities_of_statements if report.format == "ftm-statements" else entities_of_json

            def other(number: int, reason: str) -> None:  # noqa: ARG001 - the number is of no interest
                report.left_out[reason] += 1

            yield from deeds(read(stream, failed), dataset, atlas, failed, other)
        return
    if report.format == "xlsx":
        rows = rows_of_xlsx(path, failed)
    else:
        rows = rows_of_csv(path.read_bytes().decode("utf-8", "replace").lstrip("\ufeff"), failed)
    for number, row in rows:
        try:
            yield number, deed_of_row(row, number, dataset, atlas)
        except ValueError as error:
            failed(number, str(error))


def _kept_apart(ledger: Path, claims: Iterable[Claim], who: str, when: str) -> int:
    """What another ledger holds for several facts stays several: the rules, which see its records and not its sources, could
    join them. Each pair is a judgement in the log, which can be undone."""
    alike: dict[tuple[object, ...], set[str]] = {}
    for claim in claims:
        sides = frozenset((claim.subject.id, claim.object.id if claim.object else ""))
        alike.setdefault((claim.kind, claim.metric, sides), set()).add(claim.id)
    why = "the ledger from which they come holds them for two facts"
    rows = [
        make_judgement(Judged.CLAIM, one, other, Verdict.DIFFERENT, who, when, why)
        for ids in alike.values()
        for place, one in enumerate(sorted(ids)[:_BLOCK_MOST])
        for other in sorted(ids)[place + 1 : _BLOCK_MOST]
    ]
    return add_judgements(ledger, rows)


# the files of `export`


def _judgements(path: Path, ledger: Path, failed: OnFailure) -> int:
    def bad(error: BadRecord) -> None:
        failed(error.line, f"{f'field {error.field!r}: ' if error.field else ''}{error.reason}")

    with path.open(encoding="utf-8", errors="replace") as lines:
        return add_judgements(ledger, read_judgements(lines, str(path), bad))


def _copy(folder: Path, ledger: Path, report: ImportReport, failed: OnFailure, clock: Callable[[], str]) -> None:
    if not folder.is_dir() or not (folder / "documents.jsonl").is_file():
        raise UnknownFormat(f"{folder}: no folder with documents.jsonl, as 'interlock export FOLDER' writes it")
    claims: dict[str, list[tuple[int, Claim]]] = {}
    for number, record in _objects(folder / "claims.jsonl", failed):
        try:
            claim = claim_from_record(record)
        except ValueError as error:
            failed(number, f"claims.jsonl: {error}")
            continue
        claims.setdefault(claim.evidence.document, []).append((number, claim))
    readers = sorted({claim.reader for rows in claims.values() for _, claim in rows})
    with LedgerWriter(ledger, segmentation=SEGMENTATION) as writer:
        writer.begin_run(clock(), readers, [str(folder)])
        for number, record in _objects(folder / "documents.jsonl", failed):
            try:
                document = document_from_record(record)
                readings = _readings(document, claims.pop(document.id, []), failed)
                known = bool(readings) and writer.has_read(document.id, list(readings))
                report.claims += 0 if known else writer.add(document, readings, clock())
            except ValueError as error:
                failed(number, f"documents.jsonl: {error}")
                continue
            report.known += known
            report.documents += not known
        for number, claim in (row for rows in claims.values() for row in rows):
            failed(number, f"claims.jsonl: its document {claim.evidence.document[:8]} is not in documents.jsonl")
        numbers = {"read": report.documents, "known": report.known, "failed": report.failed, "claims_new": report.claims}
        writer.end_run(clock(), **numbers)
    if (folder / "judgements.jsonl").is_file():
        report.judgements = _judgements(folder / "judgements.jsonl", ledger, failed)


def _readings(document: Document, rows: Iterable[tuple[int, Claim]], failed: OnFailure) -> dict[str, list[Claim]]:
    readings: dict[str, list[Claim]] = {}
    for number, claim in rows:
        evidence = claim.evidence
        if document.text[evidence.start : evidence.end] != evidence.quote:
            failed(number, f"claims.jsonl: the quote of claim {claim.id[:8]} does not stand in its document")
        elif len(claim.id) != 32 or not all(letter in "0123456789abcdef" for letter in claim.id):
            failed(number, f"claims.jsonl: '{claim.id[:40]}' is no id of a claim")
        else:
            readings.setdefault(claim.reader, []).append(claim)
    return readings


def _objects(path: Path, failed: OnFailure) -> Iterator[tuple[int, Any]]:
    """The JSON values of a file by line; a number that is none (NaN) is refused with its line."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield number, json.loads(line, parse_constant=_no_number)
            except (ValueError, RecursionError) as error:
                failed(number, f"{path.name}: not valid JSON ({str(error)[:80]})")


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")
