"""Judgements: what a person decided about two things that may be one. Kept for ever, taken back by a further row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether two things are one; or that one claim is no right reading of its sentence."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    WRONG = "wrong"  # both sides name the one claim, which then supports no fact


class Judged(StrEnum):
    """What a judgement is about."""

    ACTOR = "actor"  # two actors are one
    CLAIM = "claim"  # two claims say the same
    DOCUMENT = "document"  # two documents tell one story


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row of the log.

    `left` and `right` are ids of actors, claims or documents, the lesser first. `undoes` is the id of the judgement that
    this row takes back; the other parts then repeat it. `when` is an ISO 8601 time in UTC.
    """

    id: str
    about: Judged
    left: str
    right: str
    verdict: Verdict
    who: str
    when: str
    why: str
    undoes: str | None = None


def make_judgement(
    about: Judged, left: str, right: str, verdict: Verdict, who: str, when: str, why: str, undoes: str | None = None
) -> Judgement:
    """A judgement with the id that its content gives it.

    Raises ValueError where both sides are one, or where `wrong` is said of anything but one claim.
    """
    if verdict is Verdict.WRONG and (left != right or about is not Judged.CLAIM):
        raise ValueError("'wrong' is said of one claim")
    if left == right and verdict is not Verdict.WRONG:
        raise ValueError(f"'{left}' is one and the same: there is nothing to judge")
    left, right = sorted((left, right))
    parts = [about, left, right, verdict, who, when, why, undoes or ""]
    return Judgement(_hash(parts), about, left, right, verdict, who, when, why, undoes)


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that hold, one for each pair: those not undone, of several the latest. Sorted by pair."""
    every = list(judgements)
    undone = {row.undoes for row in every if row.undoes}
    held: dict[tuple[str, str, str], Judgement] = {}
    for row in sorted(every, key=lambda row: (row.when, row.id)):
        if row.undoes is None and row.id not in undone:
            held[row.about, row.left, row.right] = row
    return [held[key] for key in sorted(held)]


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
