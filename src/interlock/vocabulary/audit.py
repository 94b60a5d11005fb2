"""Arithmetic that a text states or allows: figures, and what they make together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from interlock.vocabulary.quantity import Quantity


class Check(StrEnum):
    """What became of a sum."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    DERIVABLE = "derivable"  # it is not stated, and follows


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity at [start, end) of a document's text, in the sentence of that number. `measure` tells what it may be added
    to: 'USD', 'count', 'share', 'power'."""

    start: int
    end: int
    text: str
    measure: str
    quantity: Quantity
    sentence: int


@dataclass(frozen=True, slots=True)
class Sum:
    """A relation between figures: 'total', 'percent_above', 'percent_below', or 'whole' (a sum and the share that it is).

    `low` and `high` are what the inputs allow for the result; `stated` is the result as the text, or a fact, states it.
    `of` is whose figure a whole is. Where the parts are facts of the ledger and not figures of the text, `parts` holds their
    names and sums.
    """

    check: Check
    relation: str
    inputs: tuple[Figure, ...]
    stated: Figure | None
    low: float
    high: float
    cue: str
    of: str = ""
    parts: tuple[tuple[str, float], ...] = ()
