"""The waterfall of losses: where each bar begins and ends."""

from __future__ import annotations

import pytest
from reporting.plots.samples import drawn, filled, printed

from interlock.reporting.plots import Interval, LossStep, LossWaterfall
from interlock.reporting.plots.palette import GREEN, ORANGE, SUM

pytest.importorskip("matplotlib")

STEPS = (
    LossStep("direct", Interval.exact(10e9)),
    LossStep("sales", Interval(2e9, 6e9, 3e9)),
    LossStep("funding", Interval.exact(-5e9)),
)


def bars(colour: str, figure: LossWaterfall) -> list[tuple[float, float]]:
    """Left and right end of the bars of a colour, from top to bottom; the swatches of the key are as wide as 8 mm."""
    boxes = sorted(filled(drawn(figure), colour), key=lambda box: box[1])
    return [(left, left + width) for left, _, width, _ in boxes if width != pytest.approx(8.0 / 25.4 * 72, abs=0.01)]


def test_a_bar_begins_where_the_last_one_ended() -> None:
    """The last, a gain, goes back to the end of the total, which begins at zero."""
    figure = LossWaterfall("L", STEPS, Interval.exact(8e9))
    (direct, sales), (gain,), (total,) = bars(ORANGE, figure), bars(GREEN, figure), bars(SUM, figure)
    assert sales[0] == pytest.approx(direct[1], abs=0.01)
    assert gain[1] == pytest.approx(sales[1], abs=0.01)
    assert (total[0], total[1]) == pytest.approx((direct[0], gain[0]), abs=0.01)


def test_bars_are_as_long_as_their_losses() -> None:
    """10 to 3 to 5 to 8."""
    figure = LossWaterfall("L", STEPS, Interval.exact(8e9))
    lengths = [right - left for colour in (ORANGE, GREEN, SUM) for left, right in bars(colour, figure)]
    assert [length / lengths[0] for length in lengths] == pytest.approx([1.0, 0.3, 0.5, 0.8], abs=0.001)


def test_an_interval_is_said_and_explained() -> None:
    """The estimate first, the ends in brackets."""
    lines = printed(drawn(LossWaterfall("L", STEPS, Interval.exact(8e9), actor="輝達")))
    assert {"$3bn ($2–6bn)", "-$5bn", "from the low to the high end", "lessens it", "輝達"} <= set(lines)


def test_an_unknown_loss_is_no_zero() -> None:
    """It has a hatched box of its own and is called unknown."""
    lines = printed(drawn(LossWaterfall("L", (LossStep("direct", Interval()),), Interval())))
    assert lines.count("amount unknown") == 2
    assert "not known" in lines
