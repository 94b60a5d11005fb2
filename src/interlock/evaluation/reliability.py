"""How far confidence can be believed: of the claims that were judged, how many are right at which confidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from interlock.evaluation.gold import Record
from interlock.evaluation.scoring import Verdict

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The judged claims whose confidence lies from `low` to below `high` (the last bin holds 1 too).

    `confidence` is their mean, `right` the share that is right; both are None where there are no claims.
    """

    low: float
    high: float
    judged: int
    confidence: float | None
    right: float | None

    def record(self) -> dict[str, float | None]:
        """As one JSON object, to three digits."""
        share = {"confidence": _three(self.confidence), "right": _three(self.right)}
        return {"low": self.low, "high": self.high, "judged": self.judged, **share}


@dataclass(frozen=True, slots=True)
class Reliability:
    """Ten bins and the expected calibration error: how far confidence is off on the mean, each claim weighing the same."""

    bins: tuple[Bin, ...]
    judged: int
    error: float | None

    def record(self) -> dict[str, Any]:
        """As one JSON object, to three digits."""
        return {"judged": self.judged, "error": _three(self.error), "bins": [one.record() for one in self.bins]}


def judgements(claims: Sequence[Record], verdicts: Sequence[Verdict]) -> Iterator[tuple[float, bool]]:
    """The confidence of each claim that was judged, and whether it is right."""
    for claim, verdict in zip(claims, verdicts, strict=True):
        if verdict is not Verdict.OPEN:
            yield float(claim["confidence"]), verdict is Verdict.RIGHT


def reliability(judged: Iterable[tuple[float, bool]]) -> Reliability:
    """Confidence against truth."""
    filled: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in judged:
        filled[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    count = sum(map(len, filled))
    off = sum(abs(sum(confidence - right for confidence, right in members)) for members in filled)
    return Reliability(tuple(map(_bin, range(BINS), filled)), count, off / count if count else None)


def _bin(place: int, members: Sequence[tuple[float, bool]]) -> Bin:
    low, high, count = place / BINS, (place + 1) / BINS, len(members)
    if not members:
        return Bin(low, high, 0, None, None)
    return Bin(low, high, count, sum(one for one, _ in members) / count, sum(right for _, right in members) / count)


def _three(number: float | None) -> float | None:
    return None if number is None else round(number, 3)
