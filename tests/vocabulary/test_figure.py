"""Figures of a firm: what cannot be, which one stands, and operating cost from revenue and result."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlock.vocabulary import Bound, Money
from interlock.vocabulary.figure import (
    OVER_A_PERIOD,
    FigureMetric,
    ReferenceFigure,
    SourceKind,
    WrongFigure,
    merge_figures,
    with_operating_costs,
)

YEAR = "2024-01-29/2025-01-26"
amounts = st.integers(-(10**12), 10**12).map(float)


@st.composite
def money(draw: st.DrawFn) -> Money:
    """An amount with any bound."""
    bound = draw(st.sampled_from(Bound))
    if bound is Bound.BETWEEN:
        low, high = sorted((draw(amounts), draw(amounts)))
        return Money(None, bound, low, high, currency="USD")
    return Money(draw(amounts), bound, currency="USD")


def figure(metric: FigureMetric = FigureMetric.REVENUE, quantity: Money | float = 100.0, **changes: Any) -> ReferenceFigure:
    """A figure that can be, with changes."""
    if not isinstance(quantity, Money):
        quantity = Money(quantity, currency="USD")
    flow = metric in OVER_A_PERIOD
    made = ReferenceFigure(
        "nvidia", metric, quantity, YEAR if flow else None, None if flow else "2025-01-26", "a filing", SourceKind.FILING
    )
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("metric", "changes", "field"),
    [
        (FigureMetric.REVENUE, {"actor": " "}, "actor"),
        (FigureMetric.REVENUE, {"source": ""}, "source"),
        (FigureMetric.REVENUE, {"quantity": Money(1.0)}, "currency"),
        (FigureMetric.REVENUE, {"quantity": Money(1.0, currency="$")}, "currency"),
        (FigureMetric.REVENUE, {"period": None}, "period"),
        (FigureMetric.REVENUE, {"as_of": "2025"}, "as_of"),
        (FigureMetric.REVENUE, {"period": "2025-01-26/2024-01-29"}, "period"),
        (FigureMetric.REVENUE, {"period": "2024-02-30/2025-01-26"}, "period"),
        (FigureMetric.REVENUE, {"period": "2024-01-29/"}, "period"),
        (FigureMetric.REVENUE, {"period": "P1Y"}, "period"),
        (FigureMetric.REVENUE, {"period": "2025-W53"}, "period"),
        (FigureMetric.CASH, {"as_of": None}, "as_of"),
        (FigureMetric.CASH, {"period": YEAR}, "period"),
        (FigureMetric.CASH, {"as_of": "yesterday"}, "as_of"),
        (FigureMetric.CASH, {"as_of": YEAR}, "as_of"),
        (FigureMetric.CASH, {"quantity": Money(-1.0, currency="USD")}, "value"),
        (FigureMetric.DEBT, {"quantity": Money(None, Bound.BETWEEN, -1.0, 2.0, currency="USD")}, "low"),
        (FigureMetric.CAPITAL_EXPENDITURE, {"quantity": Money(-1.0, currency="USD")}, "value"),
    ],
)
def test_what_cannot_be_names_its_field(metric: FigureMetric, changes: dict[str, Any], field: str) -> None:
    """Each part that is wrong is refused under the name of its column."""
    with pytest.raises(WrongFigure) as caught:
        figure(metric, **changes)
    assert caught.value.field == field


def test_a_loss_is_a_negative_result() -> None:
    """An operating result may be below zero."""
    assert figure(FigureMetric.OPERATING_RESULT, -5.0).quantity.value == -5.0


@pytest.mark.parametrize(
    ("period", "span"),
    [
        (YEAR, ("2024-01-29", "2025-01-26")),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024-10/2025", ("2024-10-01", "2025-12-31")),
    ],
)
def test_a_span_is_whole_days(period: str, span: tuple[str, str]) -> None:
    """The first and last day of a period, also where its dates stop early."""
    assert figure(period=period).span() == span


def test_the_later_table_stands_for_the_same_thing() -> None:
    """A user's revenue replaces ours for the same year and currency, however the year is written, and nothing else."""
    ours = (figure(period="2024-01-01/2024-12-31"), figure(FigureMetric.CASH), figure(period="2023"))
    theirs = (figure(quantity=7.0, period="2024"), figure(quantity=Money(3.0, currency="EUR"), period="2024"))
    assert merge_figures(ours, theirs) == (theirs[0], ours[1], ours[2], theirs[1])


def test_operating_cost_is_revenue_less_result() -> None:
    """Nvidia's fiscal year 2025: 130,497 - 81,453 = 49,044 million, which its report gives as 32,639 + 16,405."""
    given_figures = (figure(quantity=130497e6), figure(FigureMetric.OPERATING_RESULT, 81453e6))
    cost = with_operating_costs(given_figures)[-1]
    assert cost.metric is FigureMetric.OPERATING_COST
    assert cost.quantity == Money(32639e6 + 16405e6, currency="USD")
    assert (cost.period, cost.source) == (YEAR, "revenue less operating result, a filing")


def test_a_loss_makes_cost_greater_than_revenue() -> None:
    """Revenue 100 and a loss of 30 are a cost of 130."""
    figures = with_operating_costs((figure(), figure(FigureMetric.OPERATING_RESULT, -30.0)))
    assert figures[-1].quantity.value == 130.0


@pytest.mark.parametrize(
    "changes", [{"actor": "amd"}, {"period": "2024"}, {"quantity": Money(5.0, currency="TWD")}], ids=["firm", "year", "currency"]
)
def test_only_figures_of_one_thing_are_subtracted(changes: dict[str, Any]) -> None:
    """Another firm, another year or another currency gives no cost."""
    figures = (figure(), figure(FigureMetric.OPERATING_RESULT, **changes))
    assert with_operating_costs(figures) == figures


def test_a_cost_that_is_there_stays() -> None:
    """A stated operating cost is not worked out again, so working out twice adds nothing."""
    figures = (figure(), figure(FigureMetric.OPERATING_RESULT, 20.0), figure(FigureMetric.OPERATING_COST, 81.0))
    assert with_operating_costs(figures) == figures
    once = with_operating_costs(figures[:2])
    assert with_operating_costs(once) == once


def test_the_weaker_source_counts() -> None:
    """Revenue of a filing and a result of the press make a cost that is the press's."""
    result = figure(FigureMetric.OPERATING_RESULT, source_kind=SourceKind.PRESS, source="a paper")
    cost = with_operating_costs((figure(), result))[-1]
    assert (cost.source_kind, cost.source) == (SourceKind.PRESS, "revenue less operating result, a filing; a paper")


@given(revenue=money(), result=money(), data=st.data())
def test_the_cost_holds_every_difference(revenue: Money, result: Money, data: st.DataObject) -> None:
    """Whatever revenue and result their statements allow, their difference is one that the cost allows; no bound, no cost."""
    figures = with_operating_costs((figure(quantity=revenue), figure(FigureMetric.OPERATING_RESULT, result)))

    def allowed(quantity: Money) -> float:
        low, high = (max(min(end, 4e12), -4e12) for end in quantity.interval())
        return float(data.draw(st.integers(int(low), int(high))))

    difference = allowed(revenue) - allowed(result)
    if len(figures) == 2:
        assert {revenue.bound, result.bound} in ({Bound.AT_LEAST}, {Bound.AT_MOST})
    else:
        low, high = figures[-1].quantity.interval()
        assert low <= difference <= high


@given(revenue=money(), result=money())
def test_a_cost_is_exact_only_of_exact_figures(revenue: Money, result: Money) -> None:
    """What was about, or a limit, never becomes exact."""
    figures = with_operating_costs((figure(quantity=revenue), figure(FigureMetric.OPERATING_RESULT, result)))
    both = revenue.bound is Bound.EXACT and result.bound is Bound.EXACT
    assert all((each.quantity.bound is Bound.EXACT) == both for each in figures[2:])
