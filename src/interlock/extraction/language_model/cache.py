"""Answers that were paid for once: a file each, written whole or not at all, found again by what was asked."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from threading import get_ident


class AnswerCache:
    """Answers in a folder. The key is a hash of model, prompt and passage; a file that cannot be read counts as none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, *asked: str) -> str | None:
        """What was answered to this, or None."""
        try:
            kept = json.loads(self._place(asked).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        answer = kept.get("answer") if isinstance(kept, dict) else None
        return answer if isinstance(answer, str) else None

    def put(self, answer: str, *asked: str) -> None:
        """Keep an answer. Where the folder cannot be written, nothing is kept and nothing is lost but the money."""
        place = self._place(asked)
        beside = place.with_name(f".{place.name}.{os.getpid()}.{get_ident()}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside.write_text(json.dumps({"answer": answer}, ensure_ascii=True), encoding="utf-8")
            beside.replace(place)
        except OSError:
            beside.unlink(missing_ok=True)

    def _place(self, asked: tuple[str, ...]) -> Path:
        key = hashlib.sha256("\x1f".join(asked).encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / key[:2] / f"{key}.json"
