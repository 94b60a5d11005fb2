"""Deals that a person typed into a table, CSV or XLSX: one row one deal, under the column names of QUOTED."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from interlock.atlas import Atlas
from interlock.exchange.evidence import Cell, Deed
from interlock.exchange.names import actor_of, data_set
from interlock.exchange.records import numbered_rows
from interlock.exchange.sheets import NeedsPackage
from interlock.reporting.cells import restored
from interlock.vocabulary import KINDS, METRICS, ActorKind, Bound, Kind, Status
from interlock.vocabulary.dates import is_date

OnRow = Callable[[int, str], None]
REQUIRED = ("kind", "subject", "status")
QUOTED = (
    "kind",
    "subject",
    "object",
    "origin",
    "metric",
    "asset",
    "role",
    "amount",
    "amount_low",
    "amount_high",
    "amount_bound",
    "currency",
    "share",
    "share_bound",
    "power_watts",
    "power",
    "power_bound",
    "count",
    "count_bound",
    "unit",
    "per",
    "period",
    "date",
    "status",
)
"""Columns that a claim can rest on, in the order in which they are quoted. Kind, subject and status have to be there.
The kinds and members of actors and the day of publication have columns too; all others are kept with the record."""
_OF_CLAIMS = frozenset({"reader", "confidence", "start", "end"})
"""A sheet with these lists the claims of an export, whose facts stand on the other sheets."""
_MAGNITUDES = {"": 1.0, "k": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9, "t": 1e12, "tn": 1e12}
_NUMBER = re.compile(r"(-?[0-9][0-9,_ ]*(?:\.[0-9]+)?(?:e[+-]?[0-9]{1,3})?)\s*(%|[a-z]*)")
LARGEST_WORKBOOK = 500_000_000
"""Bytes, unpacked."""
_MOST_CELLS = 200


def rows_of_csv(text: str, on_error: OnRow) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with their numbers, cells as they were before they were made harmless; the divider is found."""
    head = text.split("\n", 1)[0]
    divider = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider)
    yield from _rows(numbered_rows(reader, on_error), on_error)


def rows_of_xlsx(path: Path, on_error: OnRow) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of the sheets of a workbook that have the columns of deals; numbers are counted over each sheet anew."""
    try:
        import openpyxl
        from openpyxl.utils.escape import unescape
    except ImportError:
        raise NeedsPackage(
            "reading a spreadsheet needs openpyxl; install it with: pip install 'interlock-ledger[export]'"
        ) from None
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(each.file_size for each in archive.infolist())
        if size > LARGEST_WORKBOOK:
            raise ValueError(f"unpacked it has more than {LARGEST_WORKBOOK // 1_000_000} MB")
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True)
    except Exception as error:  # whatever a hostile file does to the parser is one failure
        on_error(1, f"no readable workbook ({type(error).__name__}: {str(error)[:80]})")
        return
    found = False
    for sheet in book.worksheets:
        rows = ((number, list(row)) for number, row in enumerate(sheet.iter_rows(values_only=True), start=1))
        first = next(rows, None)
        names = {str(cell).strip().lower() for cell in first[1] if cell is not None} if first else set()
        if first is None or not set(REQUIRED) <= names or names >= _OF_CLAIMS:
            continue
        found = True
        rows = (
            (number, [unescape(cell) if isinstance(cell, str) else cell for cell in row]) for number, row in _chained(first, rows)
        )
        yield from _rows(rows, on_error)
    book.close()
    if not found:
        on_error(1, f"no sheet has the columns {' and '.join(REQUIRED)}")


def _chained(first: tuple[int, list[Any]], rest: Iterable[tuple[int, list[Any]]]) -> Iterator[tuple[int, list[Any]]]:
    yield first
    yield from rest


def _rows(rows: Iterator[tuple[int, list[Any]]], on_error: OnRow) -> Iterator[tuple[int, dict[str, str]]]:
    head: list[str] | None = None
    for number, row in rows:
        cells = [_text(cell) for cell in row[:_MOST_CELLS]]
        if not any(cells):
            continue
        if head is None:
            head = [cell.strip().lower().lstrip("\ufeff").replace(" ", "_") for cell in cells]
            missing = [name for name in REQUIRED if name not in head]
            if missing:
                on_error(
                    number, f"the first row lacks the columns {', '.join(missing)}; it has {', '.join(filter(None, head))[:200]}"
                )
                return
            continue
        yield number, {name: cell for name, cell in zip(head, cells, strict=False) if name and cell}


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return restored(str(cell)).strip()


def deed(row: Mapping[str, str], number: int, dataset: str, atlas: Atlas) -> Deed:
    """What a row says. Raises ValueError, naming the column, for a cell that cannot be read."""
    kind = _one_of("kind", row.get("kind", "").lower().replace(" ", "_"), Kind)
    told: dict[str, Any] = {"kind": kind, "status": _one_of("status", row.get("status", "").lower(), Status)}
    told["status_word"] = row["status"]
    for side in ("subject", "object", "origin"):
        if side in row:
            told[side] = _party(row, side, Kind(kind), atlas)
    if "subject" not in told:
        raise ValueError("column 'subject' is empty")
    for name in ("asset", "role", "period", "per", "date", "unit"):
        if name in row:
            told[name] = row[name]
    if "metric" in row:
        told["metric"] = _one_of("metric", row["metric"].lower().replace(" ", "_"), METRICS)
    for name, column in (
        ("amount", "amount"),
        ("share", "share"),
        ("power", "power_watts"),
        ("power", "power"),
        ("count", "count"),
    ):
        quantity = _quantity(row, name, column)
        if quantity is not None and name not in told:
            told[name] = quantity
    if "currency" in row and "amount" in told:
        told["amount"]["currency"] = row["currency"].upper()
    if "date" in told and not is_date(told["date"]):
        raise ValueError(f"column 'date' holds '{told['date'][:40]}'; write it as 2025, 2025-10 or 2025-10-06")
    published = row.get("published") or row.get("last_said")
    if published is not None and not is_date(published):
        raise ValueError(f"column 'published' holds '{published[:40]}'; write it as 2025-10-06")
    cells = [Cell(name, row[name], used=True) for name in QUOTED if name in row]
    cells += [Cell(name, cell) for name, cell in row.items() if name not in QUOTED]
    source = data_set(dataset)
    return Deed(told, cells, f"Row {number}", f"table:{source.mention}#L{number}", source, published)


def _one_of(column: str, value: str, allowed: Iterable[str]) -> str:
    names = [str(each) for each in allowed]
    if value not in names:
        raise ValueError(f"column '{column}' holds '{value[:40]}', which is none of: {', '.join(names)}")
    return value


def _party(row: Mapping[str, str], side: str, kind: Kind, atlas: Atlas) -> dict[str, Any]:
    """The actor in a column; its kind as told, else that of the atlas, else what fits the kind of deal best."""
    told = row.get(f"{side}_kind")
    allowed = {"subject": KINDS[kind].subject, "object": KINDS[kind].object}.get(side) or frozenset(ActorKind)
    if told is not None:
        party: dict[str, Any] = {"name": row[side], "kind": _one_of(f"{side}_kind", told.lower(), ActorKind)}
        if members := [each.strip() for each in row.get(f"{side}_members", "").split(";") if each.strip()]:
            party |= {"id": "group", "members": members}
        return actor_of(party, (row[side],), atlas, own=bool(members))
    for each in (ActorKind.COMPANY, ActorKind.PERSON, *ActorKind):
        if each in allowed or side == "origin":
            actor = actor_of({"name": row[side], "kind": str(each)}, (row[side],), atlas)
            if atlas.get(actor["id"]) is not None:
                return actor
    best = ActorKind.COMPANY if ActorKind.COMPANY in allowed else sorted(allowed)[0]
    return actor_of({"name": row[side], "kind": str(best)}, (row[side],), atlas)


def _quantity(row: Mapping[str, str], name: str, column: str) -> dict[str, Any] | None:
    bound = row.get(f"{name}_bound", "").lower()
    low, high = (_figure(row, f"{column}{end}", name) for end in ("_low", "_high"))
    stated = _figure(row, column, name)
    if bound == Bound.BETWEEN or (stated is None and low is not None and high is not None):
        if low is None or high is None:
            raise ValueError(f"'{column}' is between two ends: fill {column}_low and {column}_high")
        return {"bound": "between", "low": low, "high": high, "text": row[f"{column}_low"]}
    if stated is None:
        return None
    return {"value": stated, "bound": _one_of(f"{name}_bound", bound, Bound) if bound else "exact", "text": row[column]}


def _figure(row: Mapping[str, str], column: str, name: str) -> float | None:
    cell = row.get(column)
    if cell is None:
        return None
    match = _NUMBER.fullmatch(cell.strip().lower())
    unit = match[2] if match else ""
    if match is None or (unit != "%" and unit not in _MAGNITUDES) or (unit == "%" and name != "share"):
        raise ValueError(f"column '{column}' holds '{cell[:40]}', which is no number; write 1500000, 1,500,000 or 1.5m")
    number = float(re.sub(r"[,_ ]", "", match[1]))
    return number / 100 if unit == "%" else number * _MAGNITUDES[unit]
