"""Interlock for notebooks: a ledger as an object, its answers as tables with the sentences behind each row.

import interlock
ledger = interlock.open_ledger("interlock.db")
ledger.loops()
ledger.stress("openai-pays-40-percent").to_polars()
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from interlock.ledger.horizon import Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.network.exposure import coverages
from interlock.network.flows import FlowBasis, FlowNetwork
from interlock.network.policy import policy
from interlock.network.talent import talent
from interlock.pipeline.answers import Form
from interlock.pipeline.answers_digest import DigestQuestion, answer_digest
from interlock.pipeline.answers_facts import answer_id
from interlock.pipeline.answers_network import exposure_of, loops_of
from interlock.pipeline.knowledge import Knowledge, knowledge
from interlock.pipeline.networks import KnownNetwork, NetworkQuestion
from interlock.pipeline.settings import resolve_settings
from interlock.pipeline.stressing import StressQuestion, run_stress
from interlock.reporting.amounts import amount_record, interval_record
from interlock.reporting.digest.records import Digest
from interlock.reporting.facts import fact_rows
from interlock.reporting.network_tables import loop_rows
from interlock.reporting.notebook import Quote, table_html
from interlock.reporting.people_tables import policy_rows, talent_rows
from interlock.reporting.stress_tables import loss_rows
from interlock.simulation.balance import revenue_by_year
from interlock.vocabulary import Fact, InterlockError, Status

Row = Mapping[str, object]
Evidence = Callable[[Row], Sequence[Quote]]


class MissingExtra(InterlockError):
    """A package that an optional part needs is not installed."""


def _extra(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise MissingExtra(f"this needs {name}; install interlock-ledger[frames]") from None


class Table(Sequence[Row]):
    """Rows with the sentences behind each. Low and high ends, basis and status have columns of their own."""

    def __init__(self, title: str, rows: Iterable[Row], evidence: Evidence, note: str = "") -> None:
        self.title, self.note = title, note
        self._rows, self._evidence = tuple(rows), evidence

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, place: Any) -> Any:
        return self._rows[place]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __repr__(self) -> str:
        return f"<{self.title}: {len(self)} rows>"

    def evidence(self, place: int) -> Sequence[Quote]:
        """The sentences behind a row."""
        return self._evidence(self._rows[place])

    def to_records(self) -> list[dict[str, object]]:
        """The rows as dictionaries."""
        return [dict(row) for row in self._rows]

    def to_pandas(self) -> Any:
        """A pandas DataFrame. Raises MissingExtra without pandas."""
        return _extra("pandas").DataFrame(self.to_records())

    def to_polars(self) -> Any:
        """A polars DataFrame. Raises MissingExtra without polars."""
        return _extra("polars").DataFrame(self.to_records(), infer_schema_length=None)

    def _repr_html_(self) -> str:
        return table_html(self.title, self._rows, [self._evidence(row) for row in self._rows[:50]], self.note)


class StressTable(Table):
    """Losses by actor, year and channel; `totals` has those of each actor over the window, whose ends are no sums of ends."""

    def __init__(self, title: str, rows: Iterable[Row], evidence: Evidence, note: str, totals: Table) -> None:
        super().__init__(title, rows, evidence, note)
        self.totals = totals


class Ledger:
    """A ledger to be read. What it says is as of `as_of` (published by then) and `learned_by` (first seen by then)."""

    def __init__(
        self,
        path: Path | str,
        *,
        as_of: str | None = None,
        learned_by: str | None = None,
        figures: Sequence[Path | str] = (),
        atlas: Sequence[Path | str] = (),
    ) -> None:
        self.path = Path(path)
        self._atlas, self._figures = tuple(map(Path, atlas)), tuple(map(Path, figures))
        self._horizon = Horizon(as_of, learned_by)
        self._view = ResolvedView(self.path)

    def __repr__(self) -> str:
        return f"<ledger {self.path.name}: {len(self._known.facts)} facts>"

    def close(self) -> None:
        """Close the file."""
        self._view.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def _known(self) -> Knowledge:
        return knowledge(self._view, self._horizon, self._atlas)

    @cached_property
    def _facts(self) -> Mapping[str, Fact]:
        return {fact.id: fact for fact in self._known.facts}

    def _found(self, basis: str | None, statuses: Sequence[str], years: Sequence[int]) -> KnownNetwork:
        question = NetworkQuestion(
            FlowBasis(basis) if basis else FlowBasis.ANNOUNCED,
            tuple(map(Status, statuses)),
            tuple(years),
            self._horizon,
            self._figures,
        )
        return KnownNetwork(self._known, question)

    def _quotes(self, row: Row) -> Sequence[Quote]:
        """The sentences of the facts that a row names under 'facts' or 'fact' or 'id'."""
        told = row.get("facts") or row.get("fact") or row.get("id") or ""
        ids = told.split() if isinstance(told, str) else [str(each) for each in told]  # type: ignore[attr-defined]
        quotes = []
        for identity in ids:
            for support in self._facts[identity].support if identity in self._facts else ():
                claim = self._view.claim(support.claim)
                document = next(self._view.documents(identity=support.document), None)
                if claim is not None:
                    title = (document.title or document.address) if document else ""
                    quotes.append(Quote(claim.evidence.quote, claim.evidence.language, title, support.said))
        return quotes

    def facts(self) -> Table:
        """Every fact with its status, best value and origins."""
        return Table("Facts", fact_rows(self._known.facts), self._quotes)

    def network(self, basis: str = "announced", *, statuses: Sequence[str] = ()) -> FlowNetwork:
        """The flows on a basis, as objects."""
        return self._found(basis, statuses, ()).network

    def to_networkx(self, basis: str = "announced", *, statuses: Sequence[str] = ()) -> Any:
        """A networkx MultiDiGraph: an edge for each flow, with amount, basis, status, instrument and facts."""
        network = self.network(basis, statuses=statuses)
        graph = _extra("networkx").MultiDiGraph(basis=str(network.basis))
        for actor, party in network.actors.items():
            graph.add_node(actor, name=party.name, kind=str(party.kind))
        for flow in network.flows:
            amount = {f"amount_{name}": value for name, value in amount_record(flow.amount).items()}
            graph.add_edge(
                flow.source,
                flow.target,
                flow.id,
                layer=str(flow.layer),
                instrument=str(flow.instrument),
                status=str(flow.status),
                facts=list(flow.facts),
                **amount,
            )
        return graph

    def loops(
        self, basis: str = "announced", *, actor: str | None = None, statuses: Sequence[str] = (), redraws: int = 100
    ) -> Table:
        """Loops of money, those whose every leg counts first; `counts` tells the others apart."""
        found = self._found(basis, statuses, ())
        shown = loops_of(found, actor, 6, redraws, 0, None, Form.JSON)
        return Table(f"Loops, {basis} basis", loop_rows(shown), self._quotes, shown.loops.unusual.sentence())

    def exposure(self, basis: str = "announced", *, actor: str | None = None, statuses: Sequence[str] = ()) -> Table:
        """Direct exposure by class."""
        shown = exposure_of(self._found(basis, statuses, ()), actor, None, Form.JSON)
        rows = (
            {
                "id": row.id,
                "holder": shown.named(row.holder),
                "counterparty": shown.named(row.counterparty),
                "class": str(row.sort),
                **amount_record(row.amount),
                "facts": " ".join(row.facts),
            }
            for row in shown.exposures
        )
        return Table(f"Direct exposure, {basis} basis", rows, self._quotes)

    def coverage(self, basis: str = "scheduled", *, years: Sequence[int] = ()) -> Table:
        """What is due in each year over revenue and committed funding."""
        found = self._found(basis, (), years)
        rows = []
        for row in coverages(found.network, found.years, revenue_by_year(found.books)):
            ratio = interval_record(row.ratio) or {"low": None, "high": None}
            rows.append(
                {
                    "id": row.id,
                    "actor": found.network.name(row.actor),
                    "year": row.year,
                    "due_low": row.due.low,
                    "due_high": amount_record(row.due)["high"],
                    "revenue": None if row.revenue is None else row.revenue.mode,
                    "ratio_low": ratio["low"],
                    "ratio_high": ratio["high"],
                    "facts": " ".join(row.facts),
                }
            )
        return Table(f"Coverage of commitments, {basis} basis", rows, self._quotes)

    def talent(self) -> Table:
        """Moves of people between organisations."""
        return Table("Moves of people", talent_rows(talent(self._known.facts)), self._quotes)

    def policy(self) -> Table:
        """Rules in time."""
        found = self._found(None, (), ())
        return Table("Rules", policy_rows(policy(self._known.facts, found.country_of)), self._quotes)

    def stress(
        self,
        scenario: str | None = None,
        *,
        shocks: Sequence[str] = (),
        basis: str | None = None,
        statuses: Sequence[str] = (),
        years: Sequence[int] = (),
        seed: int = 0,
    ) -> StressTable:
        """Losses by actor, year and channel of a shipped scenario, a scenario file, or shocks ('openai:payments=40%').

        Amounts are dollars. The note tells what is not known and what the result rests on.
        """
        found = self._found(basis, statuses, years)
        done = run_stress(StressQuestion(scenario, tuple(shocks), seed=seed), found, FlowBasis(basis) if basis else None)
        note = "Not known: " + "; ".join(done.result.unknown) + ". This rests on: " + "; ".join(done.result.assumptions) + "."
        named, name = done.result.model.network.name, done.result.scenario.name
        totals = [
            {
                "id": row.id,
                "actor": named(row.actor),
                **{
                    f"{part}_{end}": value
                    for part in ("direct", "network", "total")
                    for end, value in (interval_record(getattr(row, part)) or {}).items()
                },
                "central": row.central,
                "facts": " ".join(row.facts),
            }
            for row in done.result.actors
        ]
        return StressTable(name, loss_rows(done.result), self._quotes, note, Table(f"{name}: totals", totals, self._quotes))

    def digest(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        about: str | None = None,
        language: str = "en",
        deals: int = 24,
        others: int = 8,
    ) -> Digest:
        """What the ledger tells of a period, an actor or a topic; each sentence has passed the gate.

        `sentences` holds each with its record (facts, citations, counts), `refused` what the gate kept out, and why.
        """
        question = DigestQuestion(since, until, about, language, deals, others)
        return answer_digest(self.path, question, horizon=self._horizon, atlas=self._atlas)

    def explain(self, identity: str) -> str:
        """What stands behind a fact, a claim or a kept result, as text."""
        return "".join(answer_id(self.path, identity, Form.TABLE, 100, False).text)


def open_ledger(path: Path | str, **options: Any) -> Ledger:
    """Open a ledger for reading; options as of `Ledger`. Raises LedgerError where it is none."""
    return Ledger(path, **options)


def read(paths: Sequence[Path | str], ledger: Path | str, *, reader: str | None = None, **options: Any) -> Ledger:
    """Read documents (files, folders) into a ledger and open it. A document that cannot be read is passed over and told by a
    warning."""
    from interlock.pipeline.runs import read_into_ledger

    failed: list[str] = []
    settings = resolve_settings({"reader": reader, "ledger": Path(ledger)})
    read_into_ledger([str(path) for path in paths], Path(ledger), settings, on_failure=lambda error: failed.append(str(error)))
    for each in failed:
        warnings.warn(each, stacklevel=2)
    return Ledger(ledger, **options)


def demo_articles() -> Path:
    """The folder of the articles that come with the package."""
    from interlock.evaluation import demo_articles as shipped

    return Path(shipped())
