"""CSV, spreadsheets and Parquet files of the tables."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from functools import partial
from typing import Any

from interlock.exchange.content import Content
from interlock.exchange.tables import FACT_COLUMNS, LINKS, NUMBERS, WHOLE, Table, fact_table, tables
from interlock.reporting.cells import defused
from interlock.reporting.rows import csv_text
from interlock.vocabulary import InterlockError, Kind

LONGEST_CELL = 32_767
"""Characters that a cell of a spreadsheet holds; what is longer is cut there."""
LONGEST_LINK = 2_079
"""Characters that the address behind a cell may have; a longer one is written as text."""
_MOST_LINKS = 65_000  # a sheet may have no more
_MOST_ROWS = 1_048_575
_DAY = datetime.datetime(2000, 1, 1)
"""A date of the file that is the same each time, so that its bytes are too."""
_WIDTHS = {"quote": 60, "subject": 22, "object": 22, "name": 24, "names": 40, "title": 50, "id": 12, "url": 30, "link": 30}


class NeedsPackage(InterlockError):
    """A format needs an optional package that is not installed."""


class TooLarge(InterlockError):
    """The file format cannot hold so much."""


def csv_of(table: Table) -> Iterator[str]:
    """A table as CSV, line by line."""
    return csv_text(table.rows(), table.columns)


def parquet_of(table: Table) -> bytes:
    """A table as a Parquet file: numbers as doubles, counts as integers, all else as text; absent is null."""
    try:
        import polars
    except ImportError:
        raise NeedsPackage("a Parquet file needs polars; install it with: pip install 'interlock-ledger[export]'") from None
    rows = list(table.rows())
    schema = {
        name: polars.Float64 if name in NUMBERS else polars.Int64 if name in WHOLE else polars.String for name in table.columns
    }
    columns = {name: [_plain(name, row.get(name)) for row in rows] for name in table.columns}
    target = io.BytesIO()
    polars.DataFrame(columns, schema=schema).write_parquet(target, compression="zstd")
    return target.getvalue()


def _plain(name: str, cell: object) -> object:
    if cell is None or cell == "":
        return None
    if name in NUMBERS:
        return float(str(cell))
    return cell if name in WHOLE else str(cell)


def xlsx_of(content: Content) -> bytes:
    """A workbook: facts with a sheet for each kind that there is, then claims, actors and documents.

    Raises TooLarge for more rows than a sheet holds.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise NeedsPackage("a spreadsheet needs xlsxwriter; install it with: pip install 'interlock-ledger[export]'") from None
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": _DAY, "title": "Interlock ledger"})
        sheets = _Sheets(book)
        for table in _sheets(content):
            sheets.add(table)
    return target.getvalue()


def _sheets(content: Content) -> Iterator[Table]:
    for kind in Kind:
        facts = [fact for fact in content.facts if fact.kind is kind]
        if facts:
            yield Table(str(kind), FACT_COLUMNS, partial(fact_table, content, facts))
    found = tables(content)
    yield from (found[name] for name in ("claims", "actors", "documents"))


class _Sheets:
    """The sheets of a workbook, each with a frozen head, a filter and its cells by type."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._number = book.add_format({"num_format": "#,##0.##"})
        self._links = 0

    def add(self, table: Table) -> None:
        """Add a table as a sheet. Raises TooLarge."""
        sheet, last, self._links = self._book.add_worksheet(table.name), 0, 0
        for place, name in enumerate(table.columns):
            sheet.set_column(place, place, _WIDTHS.get(name, 14))
            sheet.write_string(0, place, name, self._head)
        sheet.freeze_panes(1, 0)
        for last, row in enumerate(table.rows(), start=1):
            if last > _MOST_ROWS:
                raise TooLarge(
                    f"the sheet '{table.name}' would have more than {_MOST_ROWS:,} rows; filter, or write CSV or Parquet"
                )
            for place, name in enumerate(table.columns):
                self._cell(sheet, last, place, name, row.get(name))
        sheet.autofilter(0, 0, last, len(table.columns) - 1)

    def _cell(self, sheet: Any, row: int, place: int, name: str, cell: object) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, int | float) and (name in NUMBERS or name in WHOLE):
            sheet.write_number(row, place, cell, self._number if name in NUMBERS else None)
            return
        text = defused(str(cell))[:LONGEST_CELL]
        if name in LINKS and len(text) <= LONGEST_LINK and self._links < _MOST_LINKS:
            self._links += 1
            if sheet.write_url(row, place, text, string=text[:255]) == 0:
                return
        sheet.write_string(row, place, text)
