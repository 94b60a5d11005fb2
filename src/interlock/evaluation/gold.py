"""Gold claims: one JSON object a line, subject and object as plain English names, the quote as its evidence."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from interlock.vocabulary import BadRecord, InterlockError, Kind

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GoldCase:
    """A text and the gold claims that belong to it."""

    name: str
    text: Path
    gold: tuple[Record, ...]


def demo_articles() -> Path:
    """The folder of the shipped demo articles."""
    return Path(str(files("interlock.evaluation") / "demo" / "articles"))


def demo_gold() -> Path:
    """The folder of the gold claims of the demo articles."""
    return Path(str(files("interlock.evaluation") / "demo" / "gold"))


def gold_cases(gold_folder: Path, text_folder: Path) -> list[GoldCase]:
    """Each gold file `NAME.jsonl` with the first text `NAME*.txt`. Raises InterlockError where there is no pair."""
    cases = []
    for path in sorted(gold_folder.glob("*.jsonl")):
        texts = sorted(text_folder.glob(f"{path.stem}*.txt"))
        if texts:
            cases.append(GoldCase(path.stem, texts[0], read_gold(path)))
    if not cases:
        raise InterlockError(f"no gold file NAME.jsonl in {gold_folder} has a text NAME*.txt in {text_folder}")
    return cases


def read_gold(path: Path) -> tuple[Record, ...]:
    """The gold claims of a file. Raises BadRecord."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise BadRecord(str(path), number, None, f"not valid JSON ({error})") from None
        if not isinstance(record, dict):
            raise BadRecord(str(path), number, None, "a gold claim is a JSON object")
        if record.get("kind") not in set(Kind):
            raise BadRecord(str(path), number, "kind", f"{record.get('kind')!r} is none of: {', '.join(Kind)}")
        if not isinstance(record.get("subject"), (str, list)) or not record["subject"]:
            raise BadRecord(str(path), number, "subject", "is a name, or a list of names that all count")
        found.append(record)
    return tuple(found)
