"""Public figures of a firm that do not come from the press read here: what it earns, spends, owns, owes and is worth."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from interlock.vocabulary.dates import first_and_last_day, is_date
from interlock.vocabulary.quantity import Bound, Money

_CURRENCY = re.compile("[A-Z]{3}")


class FigureMetric(StrEnum):
    """What a figure measures.

    `cash` is cash, cash equivalents and short-term investments. `operating_result` is operating income, negative for a
    loss. `operating_cost` is revenue less operating result: every operating expense, cost of sales included. `debt` is
    money borrowed, short and long term, without leases. `capital_expenditure` is cash paid for property and equipment.
    `market_value` is the worth of all shares of a listed firm, `valuation` that of a private one by its last round.
    """

    REVENUE = "revenue"
    OPERATING_COST = "operating_cost"
    OPERATING_RESULT = "operating_result"
    CAPITAL_EXPENDITURE = "capital_expenditure"
    CASH = "cash"
    DEBT = "debt"
    MARKET_VALUE = "market_value"
    VALUATION = "valuation"


OVER_A_PERIOD = frozenset(
    {FigureMetric.REVENUE, FigureMetric.OPERATING_COST, FigureMetric.OPERATING_RESULT, FigureMetric.CAPITAL_EXPENDITURE}
)
"""Metrics that add up over a period; the others hold on a day."""

_MAY_BE_NEGATIVE = frozenset({FigureMetric.REVENUE, FigureMetric.OPERATING_COST, FigureMetric.OPERATING_RESULT})


class SourceKind(StrEnum):
    """How far a source may be trusted, best first: an audited or sworn filing, the firm's own words, a press report,
    somebody's estimate, a user who did not say."""

    FILING = "filing"
    COMPANY = "company"
    PRESS = "press"
    ESTIMATE = "estimate"
    USER = "user"


class WrongFigure(ValueError):
    """A figure that cannot be: `field` is the part at fault, named as the columns of a table of figures are."""

    def __init__(self, field: str, reason: str) -> None:
        self.field = field
        self.reason = reason
        super().__init__(f"{field}: {reason}")


@dataclass(frozen=True, slots=True)
class ReferenceFigure:
    """One figure of one firm, with its source.

    `actor` is an atlas id. `quantity` is in units of its currency (not millions), and the currency is always named.
    A metric that adds up over time has a `period` (`2024-01-29/2025-01-26`, or one date prefix, `2024`), any other an
    `as_of` (a day or the prefix of one); the other of the two is None. `source` names document and date for a reader.
    Raises WrongFigure.
    """

    actor: str
    metric: FigureMetric
    quantity: Money
    period: str | None
    as_of: str | None
    source: str
    source_kind: SourceKind

    def __post_init__(self) -> None:
        for field, text in (("actor", self.actor), ("source", self.source)):
            if not text.strip():
                raise WrongFigure(field, "is empty")
        if self.quantity.currency is None or not _CURRENCY.fullmatch(self.quantity.currency):
            raise WrongFigure("currency", f"'{self.quantity.currency or ''}' is no code of ISO 4217 (USD, EUR, TWD)")
        wanted, other = ("period", "as_of") if self.metric in OVER_A_PERIOD else ("as_of", "period")
        if getattr(self, other) is not None:
            raise WrongFigure(other, f"{self.metric} has {wanted}, not {other}")
        if getattr(self, wanted) is None:
            raise WrongFigure(wanted, f"is missing; {self.metric} needs it")
        first, last = self.span()
        if first > last:
            raise WrongFigure(wanted, f"'{getattr(self, wanted)}' ends before it starts")
        stated = (self.quantity.value, self.quantity.low)
        if self.metric not in _MAY_BE_NEGATIVE and any(number is not None and number < 0 for number in stated):
            raise WrongFigure("low" if self.quantity.value is None else "value", f"{self.metric} cannot be below zero")

    def span(self) -> tuple[str, str]:
        """The first and the last day that the figure covers, as `2025-01-26`; for an `as_of` those that its date covers."""
        field = "as_of" if self.period is None else "period"
        text = self.period or self.as_of or ""
        first, slash, last = text.partition("/")
        last = last if slash else first
        if (slash and field == "as_of") or not (is_date(first) and is_date(last)):
            known = "2025, 2025-01 or 2025-01-26" + (", or two of them with '/' between" if field == "period" else "")
            raise WrongFigure(field, f"'{text}' is no date ({known})")
        try:
            return first_and_last_day(first)[0], first_and_last_day(last)[1]
        except ValueError:  # week 53 of a year that has 52
            raise WrongFigure(field, f"'{text}' names a week that its year has not") from None

    def key(self) -> tuple[str, FigureMetric, str, str, str]:
        """What the figure is about: two figures with the same key are two answers to one question."""
        return self.actor, self.metric, *self.span(), self.quantity.currency or ""


def merge_figures(*tables: Iterable[ReferenceFigure]) -> tuple[ReferenceFigure, ...]:
    """All figures of `tables`; where two say the same thing of the same firm and time, that of the later table stays."""
    merged: dict[tuple[str, FigureMetric, str, str, str], ReferenceFigure] = {}
    for table in tables:
        for figure in table:
            merged[figure.key()] = figure
    return tuple(merged.values())


def with_operating_costs(figures: Iterable[ReferenceFigure]) -> tuple[ReferenceFigure, ...]:
    """The figures, and after them the operating cost wherever revenue and operating result of the same firm, period and
    currency are there and no operating cost is. Bounds are kept: a revenue of at least r gives a cost of at least r less
    the result. A pair whose difference has no bound at all adds nothing.
    """
    known = tuple(figures)
    at = {figure.key(): figure for figure in known}
    added: list[ReferenceFigure] = []
    for key, revenue in at.items():
        actor, metric, *rest = key
        result = at.get((actor, FigureMetric.OPERATING_RESULT, rest[0], rest[1], rest[2]))
        if metric is not FigureMetric.REVENUE or result is None:
            continue
        if (actor, FigureMetric.OPERATING_COST, rest[0], rest[1], rest[2]) in at:
            continue
        difference = _difference(revenue.quantity, result.quantity)
        if difference is None:
            continue
        sources = revenue.source if revenue.source == result.source else f"{revenue.source}; {result.source}"
        added.append(
            ReferenceFigure(
                actor,
                FigureMetric.OPERATING_COST,
                difference,
                revenue.period,
                None,
                f"revenue less operating result, {sources}",
                max(revenue.source_kind, result.source_kind, key=list(SourceKind).index),
            )
        )
    return (*known, *added)


def _difference(first: Money, second: Money) -> Money | None:
    """`first` less `second` by interval arithmetic (Moore 1966), None where neither end is bounded."""
    plain = {first.bound, second.bound} <= {Bound.EXACT, Bound.ABOUT}
    if plain and first.value is not None and second.value is not None:
        bound = Bound.EXACT if {first.bound, second.bound} == {Bound.EXACT} else Bound.ABOUT
        return Money(first.value - second.value, bound, currency=first.currency)
    (least, most), (other_least, other_most) = first.interval(), second.interval()
    low, high = least - other_most, most - other_least
    if math.isfinite(low) and math.isfinite(high):
        return Money(None, Bound.BETWEEN, low, high, currency=first.currency)
    if math.isfinite(low):
        return Money(low, Bound.AT_LEAST, currency=first.currency)
    return Money(high, Bound.AT_MOST, currency=first.currency) if math.isfinite(high) else None
