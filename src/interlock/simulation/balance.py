"""What is known of an actor's books: the best figure of each sort, where it comes from, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from interlock.network.amounts import Amount, AmountBasis, amount_of
from interlock.network.flows import VOID
from interlock.vocabulary import Bound, Fact, Kind, Money
from interlock.vocabulary.currencies import UNITS_PER_DOLLAR
from interlock.vocabulary.figure import FLOWS, FigureMetric, FigureSource, ReferenceFigure

_OF_FACTS = {
    "revenue": FigureMetric.REVENUE,
    "capital_expenditure": FigureMetric.CAPITAL_EXPENDITURE,
    "market_value": FigureMetric.MARKET_VALUE,
    "valuation": FigureMetric.VALUATION,
}
_STRONG = frozenset({FigureSource.USER, FigureSource.FILING, FigureSource.COMPANY})
_RANK = tuple(FigureSource)


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
    used: tuple[ReferenceFigure, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether revenue, cost and cash are all known, so that its solvency can be tested."""
        return self.revenue is not None and self.cost is not None and self.cash is not None

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not known."""
        return tuple(name for name in ("revenue", "cost", "cash") if getattr(self, name) is None)


def figures_of_facts(facts: Iterable[Fact]) -> tuple[ReferenceFigure, ...]:
    """The figures that the ledger's `reports` facts give of a whole year, or of a day.

    A flow counts where its period is plainly a year. Where a fact only has a date, its source is `press`: it does not stand above
    a filing, since it may be of a quarter.
    """
    found = []
    for fact in facts:
        metric = _OF_FACTS.get(fact.metric or "")
        if fact.kind is not Kind.REPORTS or metric is None or fact.amount is None or fact.status in VOID:
            continue
        if fact.amount.currency not in UNITS_PER_DOLLAR:
            continue
        period, plain = _year_of(fact)
        if metric in FLOWS and period is None:
            continue
        day = fact.date or max((row.said or "" for row in fact.support), default="") or None
        source = f"the ledger: {len(fact.origins)} origin{'s' if len(fact.origins) != 1 else ''}"
        kind = FigureSource.LEDGER if plain or metric not in FLOWS else FigureSource.PRESS
        found.append(
            ReferenceFigure(
                fact.subject.id,
                metric,
                fact.amount,
                period if metric in FLOWS else None,
                None if metric in FLOWS else day,
                source,
                kind,
                (fact.id,),
            )
        )
    return tuple(found)


def _year_of(fact: Fact) -> tuple[str | None, bool]:
    """The year of a flow, and whether the fact says plainly that it is a whole one."""
    if fact.period and len(fact.period) == 4:
        return fact.period, True
    if fact.period is None and fact.per == "year":
        return (fact.date or "")[:4] or None, True
    if fact.period is None and fact.per is None and fact.date and len(fact.date) == 4:
        return fact.date, False
    return None, False


def books(figures: Iterable[ReferenceFigure]) -> dict[str, Book]:
    """The books of all actors. A user's figure stands above the ledger's, that above a filing's, that above press and estimates;
    within a sort the latest counts, and of the ledger's figures of one period that of most facts."""
    by_actor: dict[str, list[ReferenceFigure]] = defaultdict(list)
    for figure in figures:
        by_actor[figure.actor].append(figure)
    return {actor: _book(actor, rows) for actor, rows in sorted(by_actor.items())}


def _best(rows: Iterable[ReferenceFigure], metric: FigureMetric) -> ReferenceFigure | None:
    """The figure that counts: an older one of a better source gives way to a newer year of any strong source."""
    found = [row for row in rows if row.metric is metric]
    if not found:
        return None
    return max(found, key=lambda row: (-_RANK.index(row.kind), row.ends, row.quantity.largest()))


def _book(actor: str, rows: list[ReferenceFigure]) -> Book:
    revenue, cash = _best(rows, FigureMetric.REVENUE), _best(rows, FigureMetric.CASH)
    value = _best(rows, FigureMetric.MARKET_VALUE) or _best(rows, FigureMetric.VALUATION)
    cost, behind = _cost(rows)
    used = tuple(dict.fromkeys(each for each in (revenue, cash, value, *behind) if each is not None))
    revenues: dict[int, ReferenceFigure] = {}
    for row in sorted(rows, key=lambda row: (-_RANK.index(row.kind), row.ends)):
        if row.metric is FigureMetric.REVENUE and row.ends[:4].isdigit():
            revenues[int(row.ends[:4])] = row
    return Book(
        actor,
        _amount(revenue),
        cost,
        _amount(cash),
        _amount(value),
        tuple(sorted((year, amount) for year, row in revenues.items() if (amount := _amount(row)) is not None)),
        used,
    )


def _amount(figure: ReferenceFigure | None) -> Amount | None:
    if figure is None:
        return None
    found = amount_of(figure.quantity)
    return found if found.known else None


def _cost(rows: list[ReferenceFigure]) -> tuple[Amount | None, tuple[ReferenceFigure, ...]]:
    """All operating cost: as told, else revenue less the operating result of the same period."""
    told = _best(rows, FigureMetric.OPERATING_COST)
    if told is not None:
        return _amount(told), (told,)
    result = _best(rows, FigureMetric.OPERATING_RESULT)
    sold = next((row for row in rows if result and row.metric is FigureMetric.REVENUE and row.period == result.period), None)
    if result is None or sold is None:
        return None, ()
    if result.quantity.currency != sold.quantity.currency:
        return None, ()
    cost = Money(sold.quantity.largest() - result.quantity.largest(), Bound.EXACT, currency=sold.quantity.currency)
    return amount_of(cost).at_least_as(AmountBasis.DERIVED), (result, sold)


def revenue_by_year(known: Mapping[str, Book]) -> dict[str, dict[int, Amount]]:
    """Revenue by actor and year, for coverage."""
    return {actor: dict(book.revenues) for actor, book in known.items() if book.revenues}
