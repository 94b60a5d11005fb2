"""What the numbers of the network stand for."""

from __future__ import annotations

import pytest

from interlock.extraction.neural.labels import CLASSES, STATUSES, class_of, kind_of
from interlock.vocabulary import KINDS, METRICS, Kind, Status


def test_every_kind_has_a_class_and_reports_one_for_each_metric() -> None:
    """None twice."""
    assert len(set(CLASSES)) == len(CLASSES) == len(KINDS) - 1 + len(METRICS)
    assert {kind_of(index)[0] for index in range(len(CLASSES))} == set(Kind)


@pytest.mark.parametrize("index", range(len(CLASSES)))
def test_a_class_is_its_kind_and_metric(index: int) -> None:
    """There and back."""
    kind, metric = kind_of(index)
    assert class_of(kind, metric) == index
    assert (metric is not None) == (kind is Kind.REPORTS)


def test_a_report_has_no_class_without_a_metric() -> None:
    """There is nothing to fall back on."""
    with pytest.raises(KeyError):
        class_of(Kind.REPORTS, None)


def test_every_status_has_a_number() -> None:
    """None twice."""
    assert set(STATUSES) == set(Status) and len(STATUSES) == len(Status)
