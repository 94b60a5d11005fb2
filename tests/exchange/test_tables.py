"""CSV, spreadsheets and Parquet: numbers stay numbers, nothing runs as a formula, all of it reads back."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import polars
import pytest
from exchange.contents import HOSTILE, NAMES, content, wild
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from interlock.exchange.content import Content
from interlock.exchange.sheets import csv_of, parquet_of, xlsx_of
from interlock.exchange.tables import NUMBERS, TABLES, WHOLE, tables
from interlock.reporting.cells import defused, restored

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@given(
    st.one_of(
        NAMES,
        st.builds(
            lambda before, start, rest: before + start + rest,
            st.text(" \t'\u00a0\u200b", max_size=3),
            st.sampled_from(STARTS),
            st.text(max_size=5),
        ),
    )
)
def test_a_harmless_cell_starts_no_formula_and_reads_back(text: str) -> None:
    """Also behind blanks, apostrophes and marks that are not seen."""
    assert restored(defused(text)) == text
    bare = defused(text).strip(" \u00a0\u200b\x00")
    assert not bare.startswith(STARTS)


def read_csv(text: str) -> list[dict[str, str]]:
    return [{name: restored(cell) for name, cell in row.items()} for row in csv.DictReader(io.StringIO(text, newline=""))]


@settings(max_examples=10)
@given(wild())
def test_csv_reads_back_cell_by_cell(made: Content) -> None:
    """Every text as it was, every number as the same number."""
    for table in tables(made).values():
        rows = list(table.rows())
        found = read_csv("".join(csv_of(table)))
        assert len(found) == len(rows)
        for row, back in zip(rows, found, strict=True):
            for name in table.columns:
                cell = row.get(name)
                if name in NUMBERS and cell is not None:
                    assert float(back[name]) == cell
                else:
                    assert back[name] == ("" if cell is None else str(cell)), name


@settings(max_examples=5)
@given(wild())
def test_parquet_reads_back_in_duckdb_and_polars(made: Content) -> None:
    """Typed columns; what is unknown is null, not nought."""
    for table in tables(made).values():
        frame = polars.read_parquet(io.BytesIO(parquet_of(table)))
        assert tuple(frame.columns) == table.columns
        for row, back in zip(table.rows(), frame.iter_rows(named=True), strict=True):
            for name in table.columns:
                cell = row.get(name)
                assert back[name] == (None if cell is None or cell == "" else cell), name


def test_duckdb_sums_the_amounts_of_a_parquet_file(tmp_path: Path) -> None:
    """The largest lease is the one told."""
    (tmp_path / "facts.parquet").write_bytes(parquet_of(tables(content())["facts"]))
    query = f"SELECT max(amount), count(*), count(amount) FROM '{tmp_path}/facts.parquet' WHERE kind = 'leases_from'"  # noqa: S608
    assert duckdb.connect().execute(query).fetchall() == [(350e9, 1, 1)]


def sheets(made: Content) -> dict[str, list[dict[str, Any]]]:
    """The rows of each sheet by its name."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(made)))
    found = {}
    for sheet in book.worksheets:
        head, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(map(str, head), row, strict=True)) for row in rows]
        assert sheet.freeze_panes == "A2"
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return found


def test_a_workbook_has_a_sheet_for_each_kind_and_numbers_as_numbers() -> None:
    """Low, high, bound and status beside the amount; a range has no single amount."""
    found = sheets(content())
    (lease,) = found["leases_from"]
    assert (lease["amount"], lease["amount_low"], lease["amount_high"], lease["amount_bound"]) == (350e9, 350e9, 350e9, "exact")
    deals = {row["object"]: row for row in found["invests_in"]}
    assert (deals["Scale AI"]["amount"], deals["Scale AI"]["amount_low"], deals["Scale AI"]["amount_high"]) == (None, 14e9, 15e9)
    most = deals["OpenAI"]
    assert (most["amount"], most["amount_low"], most["amount_high"], most["status"]) == (100e9, None, 100e9, "optional")
    assert {"claims", "actors", "documents"} < set(found)


def test_the_addresses_of_a_workbook_are_links_and_those_of_local_files_are_not() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(content())))
    links = [cell.hyperlink.target for row in book["documents"].iter_rows(min_row=2) for cell in row if cell.hyperlink]
    assert sorted(links) == ["https://press.example/lease?a=1&b=2", "https://wire.example/天"] or len(links) == 2
    assert not any("notes.txt" in link for link in links)


@settings(max_examples=4)
@given(wild())
def test_a_workbook_of_hostile_names_opens_and_reads_back(made: Content) -> None:
    """In every sheet, control characters included."""
    found = sheets(made)
    for fact in made.facts:
        row = next(row for row in found[fact.kind] if row["id"] == fact.id)
        assert restored(unescape(row["subject"])) == fact.subject.name


def test_the_same_content_gives_the_same_bytes() -> None:
    """No time of writing is in a workbook or a Parquet file."""
    assert xlsx_of(content()) == xlsx_of(content())
    assert all(parquet_of(tables(content())[name]) == parquet_of(tables(content())[name]) for name in TABLES)


def test_columns_are_numbers_or_whole_or_text_and_never_two() -> None:
    assert not NUMBERS & WHOLE


def test_a_claim_links_to_its_sentence() -> None:
    links = [row["link"] for row in tables(content())["claims"].rows() if row["url"]]
    assert links and all(":~:text=" in link for link in links)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_survive_a_cell(text: str) -> None:
    assert restored(defused(text)) == text
