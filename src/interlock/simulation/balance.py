"""What is known of an actor's books: the best figure of each sort, where it comes from, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from interlock.network.amounts import Amount, amount_of
from interlock.network.flows import VOID
from interlock.vocabulary import Fact, Kind, Status
from interlock.vocabulary.currencies import UNITS_PER_DOLLAR
from interlock.vocabulary.figure import (
    OVER_A_PERIOD,
    FigureMetric,
    ReferenceFigure,
    SourceKind,
    WrongFigure,
    with_operating_costs,
)

_OF_FACTS = {
    "revenue": FigureMetric.REVENUE,
    "capital_expenditure": FigureMetric.CAPITAL_EXPENDITURE,
    "market_value": FigureMetric.MARKET_VALUE,
    "valuation": FigureMetric.VALUATION,
}


class Standing(IntEnum):
    """What stands above what: the user's own figures, the ledger's of a plain year, filings, the rest."""

    USER = 0
    LEDGER = 1
    FILED = 2
    LEDGER_UNCLEAR = 3  # a fact that does not say whether it speaks of a whole year
    TOLD = 4


@dataclass(frozen=True, slots=True)
class BookFigure:
    """A figure with its standing; `facts` say it, where it comes from the ledger. Of equals the one with more `weight` counts:
    what is done before what is planned, then what more origins tell."""

    figure: ReferenceFigure
    standing: Standing
    facts: tuple[str, ...] = ()
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Book:
    """What is known of one actor, in dollars; None where nothing is. `used` are the figures behind it.

    `revenues` gives revenue by year. `value` is what the whole firm is worth.
    """

    actor: str
    revenue: Amount | None = None
    cost: Amount | None = None
    cash: Amount | None = None
    value: Amount | None = None
    revenues: tuple[tuple[int, Amount], ...] = ()
    used: tuple[BookFigure, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not known."""
        return tuple(name for name in ("revenue", "cost", "cash") if getattr(self, name) is None)


def figures_of_facts(facts: Iterable[Fact]) -> tuple[BookFigure, ...]:
    """The figures that the ledger's `reports` facts give of a year, or of a day.

    A fact that only has a date may speak of a quarter: it does not stand above a filing.
    """
    found = []
    for fact in facts:
        metric = _OF_FACTS.get(fact.metric or "")
        if fact.kind is not Kind.REPORTS or metric is None or fact.amount is None or fact.status in VOID:
            continue
        if fact.amount.currency not in UNITS_PER_DOLLAR:
            continue
        over = metric in OVER_A_PERIOD
        period, plain = _year_of(fact)
        day = fact.date or max((row.said or "" for row in fact.support), default="") or None
        source = f"the ledger, {len(fact.origins)} origin{'s' if len(fact.origins) != 1 else ''}"
        try:
            figure = ReferenceFigure(
                fact.subject.id, metric, fact.amount, period if over else None, None if over else day, source, SourceKind.PRESS
            )
        except WrongFigure:
            continue
        standing = Standing.LEDGER if plain or not over else Standing.LEDGER_UNCLEAR
        weight = len(fact.origins) + 1000 * (fact.status is Status.DONE)
        found.append(BookFigure(figure, standing, (fact.id,), weight))
    return tuple(found)


def _year_of(fact: Fact) -> tuple[str | None, bool]:
    """The year of a flow, and whether the fact says plainly that it is a whole one. 'A year' may be a rate of the month."""
    if fact.period and len(fact.period) == 4:
        return fact.period, True
    if fact.period is None and fact.per == "year":
        return (fact.date or "")[:4] or None, False
    if fact.period is None and fact.per is None and fact.date and len(fact.date) == 4:
        return fact.date, False
    return None, False


def ranked(figures: Iterable[ReferenceFigure], *, user: bool = False) -> tuple[BookFigure, ...]:
    """Figures of a table with their standing; operating cost is added where revenue and result give it."""
    filed = (SourceKind.FILING, SourceKind.COMPANY)
    return tuple(
        BookFigure(each, Standing.USER if user else Standing.FILED if each.source_kind in filed else Standing.TOLD)
        for each in with_operating_costs(figures)
    )


def books(figures: Iterable[BookFigure]) -> dict[str, Book]:
    """The books of all actors: of each sort the figure of the best standing, and of those the latest."""
    by_actor: dict[str, list[BookFigure]] = defaultdict(list)
    for row in figures:
        by_actor[row.figure.actor].append(row)
    return {actor: _book(actor, rows) for actor, rows in sorted(by_actor.items())}


def _best(rows: Iterable[BookFigure], metric: FigureMetric) -> BookFigure | None:
    found = [row for row in rows if row.figure.metric is metric and amount_of(row.figure.quantity).known]
    return min(found, key=lambda row: (row.standing, *_latest_first(row)), default=None)


def _latest_first(row: BookFigure) -> tuple[int, int, float]:
    return -int(row.figure.span()[1].replace("-", "")), -row.weight, row.figure.quantity.largest()


def _book(actor: str, rows: list[BookFigure]) -> Book:
    revenue, cost, cash = (
        _best(rows, metric) for metric in (FigureMetric.REVENUE, FigureMetric.OPERATING_COST, FigureMetric.CASH)
    )
    value = _best(rows, FigureMetric.MARKET_VALUE) or _best(rows, FigureMetric.VALUATION)
    revenues: dict[int, Amount] = {}
    for row in sorted(rows, key=lambda row: (-row.standing, *(-each for each in _latest_first(row)))):
        if row.figure.metric is FigureMetric.REVENUE and (amount := _amount(row)) is not None:
            revenues[int(row.figure.span()[1][:4])] = amount
    return Book(
        actor,
        _amount(revenue),
        _amount(cost),
        _amount(cash),
        _amount(value),
        tuple(sorted(revenues.items())),
        tuple(each for each in (revenue, cost, cash, value) if each is not None),
    )


def _amount(row: BookFigure | None) -> Amount | None:
    return None if row is None else amount_of(row.figure.quantity)


def revenue_by_year(known: Mapping[str, Book]) -> dict[str, dict[int, Amount]]:
    """Revenue by actor and year, for coverage."""
    return {actor: dict(book.revenues) for actor, book in known.items() if book.revenues}
