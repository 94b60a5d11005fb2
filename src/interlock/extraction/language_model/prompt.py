"""What a model is told: the vocabulary from the table of kinds, the rules, the passage as fenced data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from interlock.extraction.language_model.answers import Proposed
from interlock.extraction.language_model.passages import Asked
from interlock.vocabulary import KINDS, METRICS, ActorKind, Bound, Kind, Status

_MOST_AGAIN = 20


@lru_cache(maxsize=1)
def system_prompt() -> str:
    """The instructions, the same for every passage."""
    return _file("system.txt").format(
        kinds="\n".join(_kind(kind) for kind in KINDS),
        metrics=", ".join(METRICS),
        statuses=", ".join(Status),
        bounds=", ".join(Bound),
        actors=", ".join(ActorKind),
    )


@lru_cache(maxsize=1)
def prompt_version() -> str:
    """Six digits that change with the prompt: what another one was answered counts no more."""
    whole = system_prompt() + _file("passage.txt") + _file("again.txt")
    return hashlib.sha256(whole.encode()).hexdigest()[:6]


def question(asked: Asked, language: str, published: str | None) -> str:
    """The question about one passage. Its fence is made from the passage itself, so that no text can close it."""
    return _file("passage.txt").format(
        language=language,
        published=published or "unknown",
        fence=asked.key[:16],
        before=asked.before or "(nothing)",
        text=asked.text,
        after=asked.after or "(nothing)",
    )


def question_again(asked: str, refused: Sequence[tuple[Proposed, str]] | None) -> str:
    """The question once more, with what was refused and why; None where the answer held no JSON at all."""
    if refused is None:
        told = "Your last answer held no JSON. Answer with the JSON object alone."
    else:
        told = "\n".join(
            f"{json.dumps(claim, ensure_ascii=False)[:600]}\n  refused: {reason}" for claim, reason in refused[:_MOST_AGAIN]
        )
    return _file("again.txt").format(question=asked, told=told)


def _kind(kind: Kind) -> str:
    row = KINDS[kind]
    sides = f"{'|'.join(sorted(row.subject))} -> {'|'.join(sorted(row.object)) or 'none'}"
    optional = " (object may be null)" if row.object and row.object_optional else ""
    return f"- {kind}: {row.says}. {sides}{optional}"


@lru_cache(maxsize=8)
def _file(name: str) -> str:
    return (files("interlock.extraction") / "language_model" / "data" / name).read_text(encoding="utf-8")
