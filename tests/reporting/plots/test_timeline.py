"""The timeline of policy: lanes, dates, what is touched."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from reporting.plots.samples import SVG, drawn, printed, strokes

from interlock.reporting.plots import PolicyEvent, PolicyKind, PolicyTimeline
from interlock.reporting.plots.palette import VERMILLION

pytest.importorskip("matplotlib")


def rule(date: str | None, label: str = "act", authority: str = "A", touches: tuple[str, ...] = ()) -> PolicyEvent:
    """A rule of an authority."""
    return PolicyEvent(authority, PolicyKind.RULE, label, date, touches)


def spans(root: etree._Element) -> list[tuple[float, float]]:
    """Left and right end of the bars that stand for a vague date."""
    found = []
    for line in strokes(root, VERMILLION):
        if "stroke-width: 2.4" in (line.get("style") or ""):
            numbers = [float(number) for number in re.findall(r"-?[0-9.]+", line.get("d") or "")]
            found.append((numbers[0], numbers[2]))
    return found


def test_a_vague_date_is_as_long_as_it_is_vague() -> None:
    """A year is as long as its days are more than those of a month; a day has no length."""
    root = drawn(PolicyTimeline("P", (rule("2025"), rule("2025-10"), rule("2025-10-06"))))
    (year, month) = (right - left for left, right in spans(root))
    assert year / month == pytest.approx(365 / 31, rel=1e-3)


def test_a_month_lies_within_its_year() -> None:
    """October begins 273 days after the year does."""
    (year, month) = spans(drawn(PolicyTimeline("P", (rule("2025"), rule("2025-10")))))
    assert (month[0] - year[0]) / (year[1] - year[0]) == pytest.approx(273 / 365, rel=1e-3)


def test_a_date_that_is_not_said_has_its_own_place_at_the_edge() -> None:
    """And only where there is such an act."""
    assert "date unknown" in printed(drawn(PolicyTimeline("P", (rule("2025"), rule(None)))))
    assert "date unknown" not in printed(drawn(PolicyTimeline("P", (rule("2025"),))))


def test_what_is_touched_is_said_below_the_act() -> None:
    """Also names that run the other way, in the order in which they are given."""
    lines = printed(drawn(PolicyTimeline("P", (rule("2025-08-11", "15% of revenue", touches=("H20", "אנבידיה", "輝達")),))))
    start = lines.index("2025-08-11")
    assert lines[start : start + 3] == ["2025-08-11", "15% of revenue", "→ H20, אנבידיה, 輝達"]


def test_each_kind_has_a_mark_of_its_own_in_the_key() -> None:
    """Only those in use."""
    events = (rule("2025"), PolicyEvent("A", PolicyKind.LEVY, "fine", "2025"))
    lines = printed(drawn(PolicyTimeline("P", events)))
    assert {"rule", "levy"} <= set(lines)
    assert "easing" not in lines


def test_labels_of_a_lane_do_not_lie_over_each_other() -> None:
    """Twelve acts on one day take twelve rows: every label has its own height."""
    root = drawn(PolicyTimeline("P", tuple(rule("2025-10-06", f"act {number:02}") for number in range(12))))
    heights = set()
    for group in root.iter(f"{SVG}g"):
        if len(group) and isinstance(group[0], etree._Comment) and "act " in (group[0].text or ""):
            heights.add(re.findall(r"translate\([0-9.]+ ([0-9.]+)\)", group[1].get("transform") or "")[0])
    assert len(heights) == 12
