"""FollowTheMoney statements: one row for each value of each entity, with where it comes from; and entities from such rows."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator

from interlock.exchange.content import Quote
from interlock.exchange.ftm_model import LANGUAGES, PROPERTIES, Entity
from interlock.exchange.records import LONGEST_ID, Line, Unreadable, numbered_rows

COLUMNS = (
    "canonical_id",
    "entity_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "origin",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
    "id",
)
"""The columns of the package, in its order."""
_WORDED = ("summary",)
"""Properties whose values are the words of a text: their rows have its language and the claim as origin."""
_FIGURES = frozenset({"amount", "amountUsd", "sharesValue", "percentage"})


def statements_csv(
    entities: Iterable[tuple[Entity, list[Quote]]], dataset: str, seen: dict[str, str], told: dict[str, str]
) -> Iterator[str]:
    """The rows with their head. `seen` gives the time at which a document was first seen, `told` the words of the figures of an
    entity, by its id."""
    yield _row(COLUMNS)
    for entity, quotes in entities:
        times = sorted(seen[each.document] for each in quotes if each.document in seen)
        first, last = (times[0], times[-1]) if times else ("", "")
        claims = quotes[0].claim if quotes else ""
        yield _statement(entity, "id", "id", entity.id, dataset, claims, "", "", first, last)
        for name, values in entity.properties.items():
            for value in values:
                quote = next((each for each in quotes if name in _WORDED and each.text.strip() == value), None)
                language = LANGUAGES.get(quote.language.partition("-")[0], "") if quote else ""
                origin = quote.claim if quote else claims
                original = told.get(entity.id, "") if name in _FIGURES else ""
                of = PROPERTIES[entity.schema][name]
                yield _statement(entity, name, of, value, dataset, origin, language, original, first, last)


def _statement(
    entity: Entity, name: str, of: str, value: str, dataset: str, origin: str, lang: str, original: str, first: str, last: str
) -> str:
    key = f"{dataset}.{entity.id}.{name}.{value}" + (f"@{lang}" if lang else "")
    identity = hashlib.sha1(key.encode("utf-8"), usedforsecurity=False).hexdigest()
    cells = (entity.id, entity.id, name, of, entity.schema, value, dataset, origin, lang, original, "f", first, last, identity)
    return _row(cells)


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, dialect=csv.unix_dialect).writerow(cells)
    return line.getvalue()


def entities_of_statements(lines: Iterable[str], on_error: Unreadable) -> Iterator[Line]:
    """Entities from the rows of a statements file, in the order in which they begin; a bad row is handed to `on_error`."""
    found: dict[str, Line] = {}
    canonical: dict[str, str] = {}
    references: list[tuple[Entity, str]] = []
    reader = csv.DictReader(lines, dialect=csv.unix_dialect)
    missing = {"entity_id", "prop", "schema", "value"} - set(reader.fieldnames or ())
    if missing:
        on_error(1, f"no statements: the columns {', '.join(sorted(missing))} are missing")
        return
    for number, row in numbered_rows(reader, on_error):
        key, schema, name, value = (row.get("canonical_id") or row.get("entity_id"), row["schema"], row["prop"], row["value"])
        if not key or not schema or not name or value is None:
            on_error(number, "entity_id, schema, prop or value is empty")
            continue
        if len(key) > LONGEST_ID:
            on_error(number, f"its id is longer than {LONGEST_ID} characters")
            continue
        canonical[row.get("entity_id") or key] = key
        line = found.get(key)
        if line is None:
            line = found[key] = Line(number, Entity(key, schema), row.get("dataset") or "", row.get("first_seen") or None)
        if name != "id" and value not in line.entity.properties.setdefault(name, []):
            line.entity.properties[name].append(value)
            if row.get("prop_type") == "entity":
                references.append((line.entity, name))
    for entity, name in references:
        entity.properties[name] = list(dict.fromkeys(canonical.get(each, each) for each in entity.properties[name]))
    yield from found.values()
