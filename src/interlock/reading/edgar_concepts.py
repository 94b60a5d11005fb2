"""Which concepts of the taxonomies US GAAP and IFRS, as filings with the SEC tag them, make which figure."""

from __future__ import annotations

from dataclasses import dataclass

from interlock.vocabulary.figure import FigureMetric


@dataclass(frozen=True, slots=True)
class Recipe:
    """Concepts that make a metric: the sum of all `parts`, and of the first of `rest` that is reported.

    Where `rest` names concepts and none is reported, or `complete` is False, the sum is no more than a lower limit.
    """

    parts: tuple[str, ...]
    rest: tuple[str, ...] = ()
    complete: bool = True


def _each(*concepts: str) -> tuple[Recipe, ...]:
    return tuple(Recipe((concept,)) for concept in concepts)


_SHORT_TERM_INVESTMENTS = (
    "us-gaap:ShortTermInvestments",
    "us-gaap:MarketableSecuritiesCurrent",
    "us-gaap:AvailableForSaleSecuritiesDebtSecuritiesCurrent",
    "us-gaap:DebtSecuritiesCurrent",
)
_SHORT_TERM_DEBT = ("us-gaap:ShortTermBorrowings", "us-gaap:CommercialPaper")

RECIPES: dict[FigureMetric, tuple[Recipe, ...]] = {
    FigureMetric.REVENUE: _each(
        "us-gaap:Revenues",  # first: the total, of which revenue from contracts may be a part
        "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax",
        "us-gaap:RevenueFromContractWithCustomerIncludingAssessedTax",
        "us-gaap:SalesRevenueNet",
        "ifrs-full:Revenue",
        "ifrs-full:RevenueFromContractsWithCustomers",
    ),
    FigureMetric.OPERATING_RESULT: _each("us-gaap:OperatingIncomeLoss", "ifrs-full:ProfitLossFromOperatingActivities"),
    FigureMetric.CAPITAL_EXPENDITURE: _each(
        "us-gaap:PaymentsToAcquirePropertyPlantAndEquipment",
        "us-gaap:PaymentsToAcquireProductiveAssets",
        "ifrs-full:PurchaseOfPropertyPlantAndEquipmentClassifiedAsInvestingActivities",
    ),
    FigureMetric.CASH: (
        Recipe(("us-gaap:CashCashEquivalentsAndShortTermInvestments",)),
        Recipe(("us-gaap:CashAndCashEquivalentsAtCarryingValue",), _SHORT_TERM_INVESTMENTS),
        Recipe(("ifrs-full:CashAndCashEquivalents",), ("ifrs-full:CurrentInvestments",)),
    ),
    FigureMetric.DEBT: (
        Recipe(("us-gaap:DebtLongtermAndShorttermCombinedAmount",)),
        Recipe(("us-gaap:LongTermDebtNoncurrent", "us-gaap:DebtCurrent")),
        Recipe(("us-gaap:LongTermDebtNoncurrent", "us-gaap:LongTermDebtCurrent"), _SHORT_TERM_DEBT),
        Recipe(("us-gaap:LongTermDebt",), _SHORT_TERM_DEBT),
        Recipe(("us-gaap:LongTermDebtNoncurrent",), complete=False),
        Recipe(("ifrs-full:Borrowings",)),
        Recipe(("ifrs-full:LongtermBorrowings", "ifrs-full:CurrentBorrowingsAndCurrentPortionOfNoncurrentBorrowings")),
    ),
}
"""For each metric that filings give, the ways to it, the preferred one first."""

CONCEPTS = frozenset(concept for recipes in RECIPES.values() for recipe in recipes for concept in (*recipe.parts, *recipe.rest))
"""Every concept that a recipe names."""
