"""Parts of a corpus that are kept for measuring: sealed by a digest, every scoring written down.

A folder NAME of passages is sealed where a file NAME.sha256 stands beside it. Each scoring adds a line to scorings.jsonl,
beside it too, so that everyone sees how often the part was looked at, and with what.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interlock.vocabulary import InterlockError

LOG = "scorings.jsonl"


@dataclass(frozen=True, slots=True)
class Seal:
    """A sealed folder with its digest."""

    folder: Path
    digest: str

    @property
    def log(self) -> Path:
        """Where its scorings are written down."""
        return self.folder.parent / LOG


def digest_of(folder: Path) -> str:
    """SHA-256 over the names and bytes of the folder's .txt files in the order of their names, in lower-case hex."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.txt"), key=lambda path: path.name):
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def seal_of(path: Path) -> Seal | None:
    """The seal of a folder, or of the folder of a file; None where it has none. Raises InterlockError where it is broken."""
    folder = (path if path.is_dir() else path.parent).resolve()
    noted = folder.parent / f"{folder.name}.sha256"
    if not noted.is_file():
        return None
    wanted, found = noted.read_text(encoding="utf-8").strip(), digest_of(folder)
    if wanted != found:
        raise InterlockError(
            f"{folder} has changed since it was sealed: {noted.name} says '{wanted}', its digest is '{found}'; restore the "
            "passages, or seal them anew and say that older figures no longer compare"
        )
    return Seal(folder, found)


def log_scoring(seal: Seal, record: Mapping[str, Any]) -> None:
    """Write a scoring down."""
    with seal.log.open("a", encoding="utf-8") as log:
        log.write(json.dumps(record, ensure_ascii=False) + "\n")
