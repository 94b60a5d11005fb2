"""Figures of firms: what is known of each, and the import of those that the SEC publishes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from interlock.atlas import load_atlas
from interlock.atlas.figures import COLUMNS, actors_by_ticker
from interlock.pipeline.answers import Answer, Form, cut
from interlock.pipeline.network_answers import Findings, network_answer
from interlock.pipeline.networks import KnownNetwork, NetworkQuestion
from interlock.reading.edgar import fetch_company_facts, figures_from_company_facts, read_company_facts
from interlock.reporting.figures import money_in_words
from interlock.reporting.rows import csv_text
from interlock.reporting.tables import NARROWEST, Column, table
from interlock.simulation.balance import BookFigure, Standing
from interlock.vocabulary import InterlockError, UnreadableDocument
from interlock.vocabulary.figure import ReferenceFigure

_STANDING = {
    Standing.USER: "yours",
    Standing.LEDGER: "ledger",
    Standing.FILED: "shipped",
    Standing.LEDGER_UNCLEAR: "ledger, period unclear",
    Standing.TOLD: "shipped, from the press",
}


class UnknownFirm(InterlockError):
    """No atlas actor is known for a ticker or a number of the SEC."""


def answer_figures(
    ledger: Path,
    question: NetworkQuestion,
    form: Form,
    width: int,
    *,
    actor: str | None = None,
    limit: int | None = None,
    atlas: tuple[Path, ...] = (),
) -> Answer:
    """The figures that count for each firm: revenue, cost, cash and value, with source and standing."""

    def find(found: KnownNetwork) -> Findings:
        wanted = None if actor is None else found.resolve(actor) or actor
        rows = [
            row
            for book in found.books.values()
            if wanted is None or book.actor == wanted
            for row in sorted(book.used, key=lambda row: row.figure.metric)
        ]
        shown = cut(rows, limit, form)
        records = ({**_cells(row.figure), "standing": _STANDING[row.standing], "facts": list(row.facts)} for row in shown)
        return Findings(records, (_cells(row.figure) for row in shown), COLUMNS, [_table(shown, found, width)])

    return network_answer(ledger, question, form, find, atlas=atlas)


def _table(rows: Iterable[BookFigure], found: KnownNetwork, width: int) -> str:
    columns = (
        Column("Who", shrinks=True, least=10),
        Column("Figure"),
        Column("How much", right=True),
        Column("Of"),
        Column("Stands"),
        Column("Source", shrinks=True, least=20),
    )
    cells = []
    for row in rows:
        figure = row.figure
        entry = found.known.atlas.get(figure.actor)
        cells.append(
            (
                entry.name if entry else figure.actor,
                str(figure.metric).replace("_", " "),
                money_in_words(figure.quantity),
                figure.period or figure.as_of or "",
                _STANDING[row.standing],
                figure.source,
            )
        )
    return table(columns, cells, max(width, NARROWEST))


def _cells(figure: ReferenceFigure) -> dict[str, object]:
    """The cells of a figure under the columns of a CSV file of figures."""
    money = figure.quantity
    return {
        "actor": figure.actor,
        "metric": str(figure.metric),
        "value": money.value,
        "bound": str(money.bound),
        "low": money.low,
        "high": money.high,
        "currency": money.currency,
        "period": figure.period,
        "as_of": figure.as_of,
        "source": figure.source,
        "source_kind": str(figure.source_kind),
    }


def answer_edgar(
    company: str, identity: str | None, actor: str | None, atlas: tuple[Path, ...] = (), address: str | None = None
) -> Answer:
    """The figures of a firm from EDGAR as a CSV file that `--figures` takes.

    `company` is a file as EDGAR serves it, a number of the SEC (CIK) or an American ticker; the latter two ask the network, and
    then `identity` must name you. Raises UnknownFirm where no actor is known for it and none is given.
    """
    failures: list[str] = []

    def failed(error: UnreadableDocument) -> None:
        failures.append(str(error))

    def pieces() -> Iterator[str]:
        file = Path(company)
        ticker = actors_by_ticker(load_atlas(atlas)).get(company.upper())
        whose = actor or ticker
        if whose is None:
            raise UnknownFirm(f"whose figures are those of '{company}'? name the actor with --actor")
        if file.is_file():
            figures = read_company_facts(file, whose, failed)
        else:
            if identity is None:
                raise UnknownFirm("the SEC wants to know who asks: give --identity 'Your Name you@example.org'")
            number = int(company) if re.fullmatch(r"\d{1,10}", company) else company
            try:
                data = fetch_company_facts(number, identity, address)
            except ValueError as error:
                raise UnknownFirm(str(error)) from None
            figures = figures_from_company_facts(data, whose, company, failed)
        yield from csv_text(map(_cells, figures), COLUMNS)

    return Answer(pieces(), [], failures)
