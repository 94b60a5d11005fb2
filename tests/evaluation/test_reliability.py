"""Reliability: confidence beside the share that is right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlock.evaluation import Verdict, judgements, reliability


def test_claims_stand_in_the_bin_of_their_confidence() -> None:
    """A bin begins with its lower bound; the last one holds 1 too; an empty one has neither mean nor share."""
    found = reliability([(0.0, False), (0.1, True), (0.19, False), (0.95, True), (1.0, True)])
    assert [one.judged for one in found.bins] == [1, 2, 0, 0, 0, 0, 0, 0, 0, 2]
    assert (found.bins[1].low, found.bins[1].high) == (0.1, 0.2)
    assert found.bins[1].confidence == pytest.approx(0.145)
    assert found.bins[1].right == 0.5
    assert (found.bins[2].confidence, found.bins[2].right) == (None, None)


def test_the_error_is_the_gap_of_each_bin_weighed_by_its_claims() -> None:
    """Three claims at 0.9 of which one is right, one at 0.2 that is right: (3 * |0.9 - 1/3| + |0.2 - 1|) / 4."""
    found = reliability([(0.9, True), (0.9, False), (0.9, False), (0.2, True)])
    assert found.judged == 4
    assert found.error == pytest.approx((3 * abs(0.9 - 1 / 3) + 0.8) / 4)
    assert found.record()["error"] == 0.625


def test_without_a_judged_claim_there_is_no_error() -> None:
    """None, not zero: nothing was measured."""
    assert reliability([]).record() == {
        "judged": 0,
        "error": None,
        "bins": [{"low": n / 10, "high": (n + 1) / 10, "judged": 0, "confidence": None, "right": None} for n in range(10)],
    }


def test_only_judged_claims_count() -> None:
    """What gold leaves open says nothing of confidence."""
    claims = [{"confidence": 0.3}, {"confidence": 0.6}, {"confidence": 0.9}]
    verdicts = [Verdict.RIGHT, Verdict.OPEN, Verdict.WRONG]
    assert list(judgements(claims, verdicts)) == [(0.3, True), (0.9, False)]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_no_claim_is_lost_and_the_error_is_a_share(judged: list[tuple[float, bool]]) -> None:
    """Whatever the confidences are, each mean lies in its bin."""
    found = reliability(judged)
    assert sum(one.judged for one in found.bins) == found.judged == len(judged)
    assert found.error is not None
    assert 0 <= found.error <= 1
    for one in found.bins:
        assert one.confidence is None or one.low - 1e-9 <= one.confidence <= one.high + 1e-9
