"""Language files looked at: their faults, and what of a language they cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from textwrap import wrap
from typing import Any

from interlock.languages import Language, faults_of, language_codes, load_language_file, shipped_path
from interlock.reporting import Column, table
from interlock.vocabulary import KINDS, METRICS, Bound, DataFileError, Kind, Status

_LINE = 100
"""Letters of a line of the text for people."""
_PARTED = ("sentences", "zones", "numbers", "dates", "attribution", "speech", "names", "grammar")
"""Sections that are made of parts with names of their own."""
_OTHERWISE_SAID = frozenset({Kind.LEADS, Kind.SAYS})
"""Kinds that titles and verbs of saying give, without triggers."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a language file holds. `missing` names the parts that may be filled and are not."""

    code: str
    name: str
    sections: dict[str, int]
    missing: tuple[str, ...]
    triggers: dict[str, int]
    metrics: dict[str, int]
    without_triggers: tuple[str, ...]
    statuses: tuple[str, ...]
    bounds: tuple[str, ...]
    currencies: tuple[str, ...]
    months: int
    pronouns: int


@dataclass(frozen=True, slots=True)
class Inspection:
    """One file: its faults, and its coverage where it has none."""

    path: Path
    faults: tuple[DataFileError, ...]
    coverage: Coverage | None


def language_path(wanted: str) -> Path:
    """The file that a code or a path names. Raises KeyError where neither a language nor a file is called so."""
    if wanted in language_codes():
        return shipped_path(wanted)
    path = Path(wanted)
    if path.suffix in (".yaml", ".yml") and path.is_file():
        return path
    raise KeyError(f"'{wanted}' is neither a shipped language ({', '.join(language_codes())}) nor a file NAME.yaml")


def inspect_languages(wanted: Sequence[str]) -> Iterator[Inspection]:
    """Each of the languages, all the shipped ones where none is wanted by name. Raises KeyError as `language_path`."""
    for path in [language_path(name) for name in wanted or language_codes()]:
        faults = faults_of(path)
        yield Inspection(path, faults, None if faults else coverage_of(load_language_file(path)))


def coverage_of(language: Language) -> Coverage:
    """What the file of a language holds."""
    triggers = Counter(str(trigger.kind) for trigger in language.triggers)
    metrics = Counter(trigger.metric for trigger in language.triggers if trigger.metric)
    return Coverage(
        code=language.code,
        name=language.name,
        sections={part.name: _entries(getattr(language, part.name)) for part in fields(Language) if part.name not in _HEAD},
        missing=tuple(
            f"{section}.{part.name}"
            for section in _PARTED
            for part in fields(getattr(language, section))
            if part.name not in _OPTIONAL_BY_NATURE and not _entries(getattr(getattr(language, section), part.name))
        ),
        triggers={str(kind): triggers[str(kind)] for kind in KINDS if triggers[str(kind)]},
        metrics={metric: metrics[metric] for metric in METRICS if metrics[metric]},
        without_triggers=tuple(str(kind) for kind in KINDS if not triggers[str(kind)] and kind not in _OTHERWISE_SAID),
        statuses=tuple(str(words.status) for words in language.statuses),
        bounds=tuple(sorted({str(words.bound) for words in language.bounds})),
        currencies=tuple(sorted({unit.name for unit in language.units if unit.field == "amount"})),
        months=len(set(language.dates.months.values())),
        pronouns=len(language.pronouns),
    )


_HEAD = frozenset({"code", "name", "script", "boundary", "prefixes"})
_OPTIONAL_BY_NATURE = frozenset({"surnames", "capitalised_nouns", "genitive_after", "relative", "teaser_marks"})
"""Parts that a language may do without: not every one has them."""


def _entries(section: Any) -> int:
    """How many entries a section or a part of one holds; for a section made of parts, how many of them are filled."""
    if section is None:
        return 0
    if is_dataclass(section):
        return sum(bool(_entries(getattr(section, part.name))) for part in fields(section))
    return len(section) if hasattr(section, "__len__") else int(bool(getattr(section, "pattern", section)))


def inspection_record(inspection: Inspection) -> dict[str, Any]:
    """The inspection as a JSON object."""
    record: dict[str, Any] = {
        "path": str(inspection.path),
        "faults": [{"line": fault.line, "reason": fault.reason} for fault in inspection.faults],
    }
    if inspection.coverage is not None:
        told = {part.name: getattr(inspection.coverage, part.name) for part in fields(Coverage)}
        record |= {name: list(value) if isinstance(value, tuple) else value for name, value in told.items()}
    return record


def inspection_text(inspection: Inspection) -> str:
    """The inspection for people."""
    if inspection.coverage is None:
        return "".join(f"{fault}\n" for fault in inspection.faults)
    held = inspection.coverage
    missing_metrics = [metric for metric in METRICS if metric not in held.metrics]
    rows = [
        ("sections", ", ".join(f"{name} {number}" for name, number in held.sections.items())),
        ("parts not filled", ", ".join(held.missing) or "none"),
        ("triggers by kind", ", ".join(f"{kind} {number}" for kind, number in held.triggers.items())),
        ("kinds without", ", ".join(held.without_triggers) or "none"),
        ("figures reported", ", ".join(f"{metric} {number}" for metric, number in held.metrics.items())),
        ("figures without", ", ".join(missing_metrics) or "none"),
        ("statuses", _of(held.statuses, [str(status) for status in Status])),
        ("bounds", _of(held.bounds, [str(bound) for bound in Bound if bound not in (Bound.EXACT, Bound.BETWEEN)])),
        ("currencies", f"{len(held.currencies)}: " + ", ".join(held.currencies)),
        ("months", f"{held.months} of 12"),
        ("pronouns", str(held.pronouns)),
    ]
    lines = [
        (label if not place else "", line)
        for label, told in rows
        for place, line in enumerate(wrap(told, _LINE) or [""])
    ]  # fmt: skip
    return f"{inspection.path}: {held.name} ({held.code}), no fault\n" + table((Column(""), Column("")), lines, head=False)


def _of(found: Sequence[str], possible: Sequence[str]) -> str:
    missing = [name for name in possible if name not in found]
    return f"{', '.join(name for name in possible if name in found)}" + (f"; without {', '.join(missing)}" if missing else "")


def languages_text(inspections: Sequence[Inspection]) -> str:
    """The languages as a table."""
    heads = ("Code", "Language", "Triggers", "Kinds", "Statuses", "Currencies", "Pronouns")
    rows = []
    for inspection in inspections:
        held = inspection.coverage
        if held is None:
            rows.append([inspection.path.stem, f"{len(inspection.faults)} faults", *[""] * 5])
            continue
        numbers = (
            sum(held.triggers.values()), len(held.triggers), len(held.statuses), len(held.currencies), held.pronouns
        )  # fmt: skip
        rows.append([held.code, held.name, *map(str, numbers)])
    return table([Column(head, right=place > 1) for place, head in enumerate(heads)], rows)
