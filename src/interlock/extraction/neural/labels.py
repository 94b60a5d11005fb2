"""What the network may say: classes of pairs, statuses, fields. Their order is part of the model."""

from __future__ import annotations

from interlock.vocabulary import KINDS, METRICS, Kind, Status

CLASSES: tuple[str, ...] = (
    *(str(kind) for kind in KINDS if kind is not Kind.REPORTS),
    *(f"reports:{metric}" for metric in METRICS),
)
"""Classes of ordered pairs: a kind, or a figure that the first node reports (the second is the quantity)."""

STATUSES: tuple[Status, ...] = tuple(Status)
FIELDS = ("quantity", "date", "source", "origin")
"""What else may belong to a claim."""

REACH = 3
"""Sentences between the two nodes of a pair."""

_INDEX = {name: index for index, name in enumerate(CLASSES)}


def class_of(kind: Kind, metric: str | None) -> int:
    """The class of a claim."""
    return _INDEX[f"reports:{metric}" if kind is Kind.REPORTS else str(kind)]


def kind_of(index: int) -> tuple[Kind, str | None]:
    """The kind, and for a report the metric, of a class."""
    name, _, metric = CLASSES[index].partition(":")
    return Kind(name), metric or None
