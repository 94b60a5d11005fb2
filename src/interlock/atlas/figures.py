"""Public figures of firms: the shipped table and a user's own CSV file. Every fault names file, line and column."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from interlock.atlas.loading import Atlas, load_atlas
from interlock.datafiles import load_yaml
from interlock.vocabulary import BadRecord, Bound, DataFileError, Money
from interlock.vocabulary.figure import FigureMetric, ReferenceFigure, SourceKind, WrongFigure

COLUMNS = ("actor", "metric", "value", "bound", "low", "high", "currency", "period", "as_of", "source", "source_kind")
"""The columns of a CSV file of figures and the keys of a row of the shipped table."""

_NEEDED = frozenset({"actor", "metric", "currency", "source"})
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_AMERICAN = frozenset({"NASDAQ", "NYSE"})
Member = TypeVar("Member", FigureMetric, SourceKind, Bound)


def load_figures(path: Path | None = None, known_actors: Collection[str] | None = None) -> tuple[ReferenceFigure, ...]:
    """The rows of the shipped table of figures, or of a YAML file of the same make, in their order.

    `known_actors` are the ids that a row may name: those of the shipped atlas unless given. Operating costs are not
    worked out here: see `with_operating_costs`, after a user's figures have been merged in. Raises DataFileError for
    the first wrong row, OSError where the file cannot be read.
    """
    known = _ids(known_actors)
    source = path or Path(str(files("interlock.atlas") / "data" / "figures" / "figures.yaml"))
    figures: dict[object, ReferenceFigure] = {}
    lines: dict[object, int] = {}
    for node in load_yaml(source).items():
        found = node.fields(frozenset(COLUMNS), _NEEDED | {"source_kind"})
        try:
            figure = _figure({key: value.text() for key, value in found.items()}, known)
        except WrongFigure as fault:
            raise found.get(fault.field, node).error(str(fault)) from None
        key = figure.key()
        if key in lines:
            raise node.error(f"the same figure stands in line {lines[key]} already")
        figures[key], lines[key] = figure, node.line
    return tuple(figures.values())


def read_figures_csv(
    path: Path, known_actors: Collection[str] | None = None
) -> tuple[tuple[ReferenceFigure, ...], tuple[BadRecord, ...]]:
    """The good rows of a user's CSV file, and an error for each bad row, with its line and column.

    UTF-8, separated by commas, the names of COLUMNS in the first line in any order; `actor`, `metric`, `currency` and
    `source` must be there, `source_kind` is `user` where it is not. `bound` is `exact` where empty, `between` where only
    `low` and `high` are filled. Raises DataFileError where the file as a whole is wrong (not UTF-8, no such column),
    OSError where it cannot be read.
    """
    known = _ids(known_actors)
    name = str(path)
    figures: dict[object, ReferenceFigure] = {}
    lines: dict[object, int] = {}
    errors: list[BadRecord] = []
    for line, cells in _csv_rows(path, errors.append):
        cells.setdefault("source_kind", SourceKind.USER)
        try:
            figure = _figure(cells, known)
        except WrongFigure as fault:
            errors.append(BadRecord(name, line, fault.field, fault.reason))
            continue
        key = figure.key()
        if key in lines:
            errors.append(BadRecord(name, line, None, f"the same figure stands in line {lines[key]} already"))
            continue
        figures[key], lines[key] = figure, line
    return tuple(figures.values()), tuple(errors)


def actors_by_ticker(atlas: Atlas | None = None) -> dict[str, str]:
    """Atlas id by American ticker (`NVDA`: `nvidia`), to tell the importer of SEC filings whose they are.

    Only what the atlas lists at NASDAQ or NYSE: the American ticker of a firm listed elsewhere (TSM) is not there.
    """
    found: dict[str, str] = {}
    for entry in atlas if atlas is not None else load_atlas():
        exchange, _, ticker = (entry.ticker or "").partition(":")
        if exchange in _AMERICAN:
            found.setdefault(ticker, entry.id)
    return found


def _ids(known_actors: Collection[str] | None) -> Collection[str]:
    return known_actors if known_actors is not None else frozenset(entry.id for entry in load_atlas())


def _figure(cells: Mapping[str, str], known: Collection[str]) -> ReferenceFigure:
    """A figure from the texts of a row that are not empty. Raises WrongFigure."""
    for column in sorted(_NEEDED):
        if column not in cells:
            raise WrongFigure(column, "is missing")
    if cells["actor"] not in known:
        raise WrongFigure("actor", f"the atlas has no actor '{cells['actor']}'")
    metric = _member(FigureMetric, "metric", cells["metric"])
    kind = _member(SourceKind, "source_kind", cells["source_kind"])
    money = _money(cells)
    return ReferenceFigure(cells["actor"], metric, money, cells.get("period"), cells.get("as_of"), cells["source"], kind)


def _money(cells: Mapping[str, str]) -> Money:
    value, low, high = (_number(cells, column) for column in ("value", "low", "high"))
    usual = Bound.BETWEEN if value is None and not (low is None and high is None) else Bound.EXACT
    bound = _member(Bound, "bound", cells.get("bound", usual))
    if bound is Bound.BETWEEN:
        if value is not None:
            raise WrongFigure("value", "a figure 'between' has low and high and no value")
        for column, number in (("low", low), ("high", high)):
            if number is None:
                raise WrongFigure(column, "is missing; a figure 'between' has low and high")
        if low is not None and high is not None and low > high:
            raise WrongFigure("low", f"{cells['low']} is above high ({cells['high']})")
    else:
        if value is None:
            raise WrongFigure("value", "is missing")
        for column, number in (("low", low), ("high", high)):
            if number is not None:
                raise WrongFigure(column, f"belongs to the bound 'between', not to '{bound}'")
    return Money(value, bound, low, high, currency=cells["currency"])


def _number(cells: Mapping[str, str], column: str) -> float | None:
    text = cells.get(column)
    if text is None:
        return None
    if not _NUMBER.fullmatch(text):
        raise WrongFigure(column, f"'{text}' is no number; write it in full or as 1.5e9, without separators")
    number = float(text)
    if not math.isfinite(number):
        raise WrongFigure(column, f"'{text}' is too large for a number")
    return number


def _member(kind: type[Member], column: str, text: str) -> Member:
    try:
        return kind(text)
    except ValueError:
        raise WrongFigure(column, f"'{text}' is none of: {', '.join(kind)}") from None


def _csv_rows(path: Path, on_error: Callable[[BadRecord], None]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line and filled cells of each row by column; a row that is no row goes to `on_error`."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataFileError(str(path), line, "not UTF-8; save the table as 'CSV UTF-8'") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    head: list[str] | None = None
    while True:
        line = reader.line_num + 1  # of the first line of a row whose cells hold line ends
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            break
        except csv.Error as error:
            on_error(BadRecord(str(path), line, None, f"not a line of CSV: {error}"))
            continue
        if not any(cells):
            continue
        if head is None:
            head = _head(path, line, cells)
        elif len(cells) != len(head):
            on_error(BadRecord(str(path), line, None, f"{len(cells)} cells, but the first line names {len(head)} columns"))
        else:
            yield line, {column: cell for column, cell in zip(head, cells, strict=True) if cell}
    if head is None:
        raise DataFileError(str(path), 1, f"the file is empty; its first line is {','.join(COLUMNS)}")


def _head(path: Path, line: int, cells: list[str]) -> list[str]:
    for cell in cells:
        if cell not in COLUMNS:
            raise DataFileError(str(path), line, f"no such column '{cell}'; known, separated by commas: {', '.join(COLUMNS)}")
        if cells.count(cell) > 1:
            raise DataFileError(str(path), line, f"the column '{cell}' stands here twice")
    missing = sorted(_NEEDED - set(cells))
    if missing:
        raise DataFileError(str(path), line, f"the column '{missing[0]}' is missing")
    return cells
