"""Exports for other tools: which formats there are, and the files of each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from interlock.exchange.annotations import claim_annotations
from interlock.exchange.citations import bibtex, csl
from interlock.exchange.content import Content
from interlock.exchange.cypher import cypher
from interlock.exchange.ftm_statements import statements_csv
from interlock.exchange.ftm_write import LossReport, ftm_entities
from interlock.exchange.graphs import gexf, graphml
from interlock.exchange.linked_data import linked_data
from interlock.exchange.sheets import csv_of, parquet_of, xlsx_of
from interlock.exchange.tables import TABLES, tables
from interlock.ledger.horizon import Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.network.building import build_network
from interlock.network.flows import FlowBasis, NetworkLayer
from interlock.pipeline.fact_queries import FactQuestion, list_facts
from interlock.pipeline.knowledge import Knowledge, knowledge
from interlock.pipeline.whole_files import write_whole
from interlock.reporting import json_lines
from interlock.reporting.tables import Column, table
from interlock.vocabulary import Claim, Document, Fact, InterlockError, Status

__all__ = ["FORMATS", "TABLES", "ExportRequest", "Exported", "FactQuestion", "FlowBasis", "NetworkLayer", "export_to", "exported"]

FORMATS = (
    "jsonl",
    "ftm",
    "ftm-statements",
    "gexf",
    "graphml",
    "cypher",
    "csv",
    "xlsx",
    "parquet",
    "jsonld",
    "bibtex",
    "csl",
    "annotations",
)
LAYERS = tuple(map(str, NetworkLayer))
BY_TABLE = ("csv", "parquet")
"""Formats with one file for each table."""
GRAPHS = ("gexf", "graphml")
FTM = ("ftm", "ftm-statements")
DATASET = "interlock"


Emit = Callable[[Iterable[str | bytes]], None]
"""Takes pieces for standard output."""


class NoFolder(InterlockError):
    """Several files cannot go to one stream or file, or the place for a file is none."""


@dataclass(frozen=True)
class ExportRequest:
    """What to write: the format, the facts wanted, and what only some formats have."""

    format: str
    question: FactQuestion
    actor: str | None = None
    statuses: tuple[Status, ...] = ()
    basis: FlowBasis = FlowBasis.ANNOUNCED
    layer: NetworkLayer = NetworkLayer.MONEY
    table: str | None = None
    dataset: str = DATASET


@dataclass
class Exported:
    """Pieces of text or bytes by the name of the file; the name is '' for the only one. `losses` is filled by the FtM formats
    once the pieces have been taken."""

    files: list[tuple[str, Iterable[str] | bytes]]
    facts: int
    notes: list[str] = field(default_factory=list)
    losses: LossReport | None = None


def export_to(ledger: Path, target: Path | None, request: ExportRequest, atlas_files: tuple[Path, ...], emit: Emit) -> Exported:
    """Write the export to a file or folder, whole or not at all; to `emit` where `target` is None. Return what was written.

    Raises NoFolder, NeedsPackage, TooLarge, LedgerError.
    """
    if target is not None and not target.absolute().parent.is_dir():
        raise NoFolder(f"{target} cannot be written: the folder {target.parent} does not exist; make it, or name another place")
    horizon = request.question.claims
    with ResolvedView(ledger) as view, view.steady():
        known = knowledge(view, Horizon(horizon.said_by, horizon.learned_by), atlas_files)
        made = exported(known, request)
        if made.files[0][0]:
            if target is None or (target.exists() and not target.is_dir()):
                raise NoFolder(
                    f"{request.format} makes {len(made.files)} files; name a folder with -o, or one table with --table: "
                    f"{', '.join(TABLES)}"
                )
            target.mkdir(exist_ok=True)
        elif target is not None and target.is_dir():
            raise NoFolder(f"{target} is a folder, and {request.format} makes one file; name the file")
        for name, content in made.files:
            if target is None:
                emit([content] if isinstance(content, bytes) else content)
            else:
                write_whole(target / name if name else target, content if isinstance(content, bytes) else "".join(content))
        return made


def exported(known: Knowledge, request: ExportRequest, chosen: Sequence[Fact] | None = None) -> Exported:
    """The files of an export; `chosen` are the facts, where they are chosen already."""
    content, notes = content_of(known, request) if chosen is None else (content_about(known, chosen), [])
    made = Exported([], len(content.facts), [*known.notes, *notes])
    if request.format in BY_TABLE:
        wanted = [request.table] if request.table else list(TABLES)
        for name in wanted:
            one = tables(content)[name]
            file = "" if request.table else f"{name}.{request.format}"
            made.files.append((file, csv_of(one) if request.format == "csv" else parquet_of(one)))
    elif request.format in FTM:
        made.losses = LossReport()
        made.files.append(("", _ftm(content, request, made.losses)))
    elif request.format in GRAPHS:
        network = build_network(content.facts, known.disputes, basis=request.basis, statuses=request.statuses)
        made.files.append(("", (gexf if request.format == "gexf" else graphml)(network, request.layer, content)))
        unknown = sum(flow.amount.figure is None for flow in network.layer(request.layer))
        if network.aggregates:
            together = len(network.aggregates)
            made.notes.append(f"{together} sums told for several parties together are no edges: each bounds those of its members")
        if unknown:
            made.notes.append(f"{unknown} edges have no weight, for their amounts are unknown")
    else:
        made.files.append(("", _SINGLE[request.format](content)))
    return made


def content_of(known: Knowledge, request: ExportRequest) -> tuple[Content, list[str]]:
    """What the question leaves of what is known, facts by id; and notes for the user."""
    question = replace(request.question, claims=replace(request.question.claims, limit=None))
    found, notes = list_facts(known, question)
    if request.actor is not None:
        wanted = set(known.actors_named(request.actor))
        if not wanted:
            notes.append(f"no fact names '{request.actor}'; 'interlock actors' lists who is named")
        found = [fact for fact in found if wanted & {each.id for each in (fact.subject, fact.object, fact.origin) if each}]
    limit = request.question.claims.limit
    return content_about(known, found if limit is None else found[:limit]), notes


def content_about(known: Knowledge, found: Sequence[Fact]) -> Content:
    """Facts, by id, with the actors and documents behind them; all that is known where they are all facts."""
    facts = sorted(found, key=lambda fact: fact.id)
    everything = len(facts) == len(known.facts)
    parties = {each.id for fact in facts for each in (fact.subject, fact.object, fact.origin) if each}
    identities = [each for each in known.identities if everything or each.id in parties]
    return Content(facts, identities, known.atlas, _teller(known, None if everything else facts))


def _teller(known: Knowledge, facts: Sequence[Fact] | None) -> Callable[[], Iterator[tuple[Document, list[Claim]]]]:
    """All documents with their claims, or those behind the facts, by id."""
    wanted: dict[str, set[str]] = {}
    for fact in facts or ():
        for row in fact.support:
            wanted.setdefault(row.document, set()).add(row.claim)

    def told() -> Iterator[tuple[Document, list[Claim]]]:
        if facts is None:
            for document, claims in known.view.told(known.horizon):
                yield document, sorted(claims, key=_place)
            return
        for key in sorted(wanted):
            document_ = known.view.document(key)
            if document_ is not None:
                yield document_, sorted((c for c in known.view.claims_told(key) if c.id in wanted[key]), key=_place)

    return told


def _place(claim: Claim) -> tuple[int, int, str]:
    return claim.evidence.start, claim.evidence.end, claim.id


def _ftm(content: Content, request: ExportRequest, losses: LossReport) -> Iterator[str]:
    entities = ftm_entities(content, losses)
    if request.format == "ftm":
        yield from json_lines(entity.record() | {"datasets": [request.dataset]} for entity, _ in entities)
        return
    seen = {each.id: each.first_seen for each in content.documents.values() if each.first_seen}
    words = {f"ilk-{fact.id}{end}": fact.amount.text for fact in content.facts if fact.amount for end in ("", "-payment")}
    yield from statements_csv(entities, request.dataset, seen, words)


def _json(value: object) -> Iterator[str]:
    yield json.dumps(value, ensure_ascii=False, indent=1) + "\n"


_SINGLE: dict[str, Callable[[Content], Iterable[str] | bytes]] = {
    "cypher": cypher,
    "xlsx": xlsx_of,
    "jsonld": lambda content: _json(linked_data(content)),
    "bibtex": lambda content: bibtex(content.documents.values()),
    "csl": lambda content: _json(csl(content.documents.values())),
    "annotations": lambda content: json_lines(claim_annotations(content)),
}


def loss_table(losses: LossReport, width: int | None = None) -> str:
    """The loss report as a table."""
    columns = (
        Column("Field"),
        Column("In FtM", right=True),
        Column("Parked", right=True),
        Column("Lost", right=True),
        Column("Where", shrinks=True),
    )
    rows = [[row["field"], str(row["native"]), str(row["parked"]), str(row["lost"]), row["where"]] for row in losses.rows()]
    return table(columns, rows, width)


def loss_json(losses: LossReport) -> str:
    """The loss report as JSON."""
    return json.dumps({"fields": losses.rows()}, ensure_ascii=False, indent=1) + "\n"
