"""Boxes that must not lie over each other, and keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("matplotlib")

from interlock.reporting.plots.layout import Box, Sample, freest, key_rows
from interlock.reporting.plots.sheet import MARGIN, Sheet

BOXES = st.builds(Box, *[st.integers(0, 8)] * 2, *[st.integers(1, 6)] * 2)


def squares(box: Box) -> set[tuple[int, int]]:
    """The unit squares that a box of whole numbers covers."""
    left, top, width, height = map(int, (box.left, box.top, box.width, box.height))
    return {(x, y) for x in range(left, left + width) for y in range(top, top + height)}


@given(BOXES, BOXES)
def test_an_overlap_is_what_both_cover(one: Box, other: Box) -> None:
    """Counted square by square."""
    assert one.overlap(other) == len(squares(one) & squares(other))


@given(st.lists(BOXES, min_size=1, max_size=6), st.lists(BOXES, max_size=6))
def test_the_freest_place_covers_least(candidates: list[Box], taken: list[Box]) -> None:
    """No other candidate covers less."""

    def covered(box: Box) -> int:
        return sum(len(squares(box) & squares(other)) for other in taken)

    number, box = freest(candidates, taken)
    assert box == candidates[number]
    assert covered(box) == min(map(covered, candidates))


def test_a_key_keeps_its_order_and_its_margins() -> None:
    """Ten long entries take several rows."""
    sheet = Sheet(180.0)
    samples = [Sample(f"a rather long entry with the number {number}", "#000000") for number in range(10)]
    rows = key_rows(sheet, samples)
    assert [sample for row in rows for sample in row] == samples
    assert len(rows) > 1
    assert all(sum(sheet.measure(sample.words, 7.0) for sample in row) < 180.0 - 2 * MARGIN for row in rows)
