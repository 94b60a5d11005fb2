"""Moves of people: bands, numbers, ends that are not said."""

from __future__ import annotations

import pytest
from reporting.plots.samples import drawn, filled, printed

from interlock.reporting.plots import Interval, Move, TalentFlows
from interlock.reporting.plots.palette import INK

pytest.importorskip("matplotlib")


def test_an_organisation_is_as_high_as_its_people() -> None:
    """30 to 10: two origins of one destination, which is as high as both."""
    flows = TalentFlows("T", (Move("A", "C", Interval.exact(30)), Move("B", "C", Interval.exact(10))))
    heights = sorted(
        height for _, _, width, height in filled(drawn(flows), INK) if width == pytest.approx(3.0 / 25.4 * 72, abs=0.01)
    )
    assert [height / heights[0] for height in heights] == pytest.approx([1.0, 3.0, 4.0], abs=0.01)


def test_an_origin_that_is_not_said_is_a_node_of_its_own() -> None:
    """Below the others; so is a destination."""
    lines = printed(drawn(TalentFlows("T", (Move(None, "A", Interval.exact(50)), Move("B", None, Interval.exact(1))))))
    assert lines.index("B") < lines.index("origin unknown")
    assert lines.index("A") < lines.index("destination unknown")


def test_every_band_has_its_number_at_both_ends() -> None:
    """An unknown one a question mark."""
    lines = printed(drawn(TalentFlows("T", (Move("A", "B", Interval(17, 19)), Move("A", "C", Interval())))))
    assert (lines.count("17–19"), lines.count("?")) == (3, 2)  # once more beside B
    assert "17–19 + unknown" in lines


@pytest.mark.parametrize(
    ("counts", "total"),
    [
        ((Interval.exact(6), Interval(None, 10)), "6–16"),
        ((Interval.exact(6), Interval(10)), "over 16"),
        ((Interval(None, 2), Interval(None, 3)), "up to 5"),
        ((Interval(), Interval.exact(2)), "2 + unknown"),
        ((Interval(), Interval()), "number unknown"),
    ],
)
def test_totals_keep_their_bounds(counts: tuple[Interval, ...], total: str) -> None:
    """Of people there are never fewer than none."""
    flows = TalentFlows("T", tuple(Move(f"A{number}", "B", count) for number, count in enumerate(counts)))
    assert total in printed(drawn(flows))


def test_a_band_that_is_drawn_too_wide_is_owned_up_to() -> None:
    """One person of a thousand would be a hair; the key says that it is drawn wider."""
    said = "the thinnest bands are drawn wider than to scale"
    moves = (Move("A", "B", Interval.exact(999)), Move("A", "C", Interval.exact(1)))
    assert said in printed(drawn(TalentFlows("T", moves)))
    assert said not in printed(drawn(TalentFlows("T", moves[:1])))
