"""Records of other tools, line by line: FollowTheMoney entities from JSON Lines, each with its place and its dataset."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from interlock.exchange.ftm_model import Entity

LONGEST_ID = 255
Unreadable = Callable[[int, str], None]
"""Told the number of a line that cannot be used, and why."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entity, the line in which it begins, the dataset that says so ('' where it does not say), and when it last changed."""

    number: int
    entity: Entity
    dataset: str
    changed: str | None


def numbered_rows(reader: Any, on_error: Unreadable) -> Iterator[tuple[int, Any]]:
    """The rows of a reader of the module `csv`, each with the number of its line; a bad one is handed to `on_error`."""
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            on_error(reader.line_num, f"not valid CSV: {error}")
            continue
        if row is None:
            return
        yield reader.line_num, row


def entities_of_json(lines: Iterable[str], on_error: Unreadable) -> Iterator[Line]:
    """Entities from JSON lines, those nested in others first; a bad line is handed to `on_error`."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line.removeprefix("\ufeff"))
        except (ValueError, RecursionError) as error:
            on_error(number, f"not valid JSON ({str(error)[:80]})")
            continue
        try:
            yield from _lines(record, number)
        except ValueError as error:
            on_error(number, str(error))


def _lines(record: Any, number: int, depth: int = 0) -> list[Line]:
    if not isinstance(record, dict) or not isinstance(record.get("properties"), dict):
        raise ValueError("no entity: an object with id, schema and properties is wanted")
    for name in ("id", "schema"):
        if not isinstance(record.get(name), str) or not record[name]:
            raise ValueError(f"field '{name}' is missing or no text")
        if len(record[name]) > LONGEST_ID:
            raise ValueError(f"field '{name}' is longer than {LONGEST_ID} characters")
    if depth > 3:
        raise ValueError("entities are nested more than three deep")
    entity, inner = Entity(record["id"], record["schema"]), list[Line]()
    for name, values in record["properties"].items():
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict):
                nested = _lines(value, number, depth + 1)
                inner += nested
                entity.properties.setdefault(name, []).append(nested[-1].entity.id)
            elif isinstance(value, str | int | float) and not isinstance(value, bool):
                text = str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
                if text.strip():
                    entity.properties.setdefault(name, []).append(text)
            elif value is not None:
                raise ValueError(f"property '{name}' holds what is neither a text nor an entity")
    datasets = record.get("datasets")
    dataset = datasets[0] if isinstance(datasets, list) and datasets and isinstance(datasets[0], str) else ""
    changed = next((record[key] for key in ("last_change", "first_seen") if isinstance(record.get(key), str)), None)
    return [*inner, Line(number, entity, dataset, changed)]
