"""Round rates of currencies: to put amounts into an order and to tell whether two may be one. They make no figure."""

from __future__ import annotations

from interlock.vocabulary.quantity import Money

UNITS_PER_DOLLAR = {
    "USD": 1.0,
    "EUR": 0.87,
    "GBP": 0.75,
    "CHF": 0.8,
    "ILS": 3.4,
    "CNY": 7.2,
    "HKD": 7.8,
    "TWD": 31.0,
    "JPY": 150.0,
    "KRW": 1400.0,
    "INR": 87.0,
    "CAD": 1.4,
    "AUD": 1.5,
    "SGD": 1.3,
    "SEK": 9.5,
    "NOK": 10.0,
    "DKK": 6.5,
    "PLN": 3.7,
    "AED": 3.67,
    "SAR": 3.75,
    "QAR": 3.64,
    "KWD": 0.307,
    "BRL": 5.4,
    "MXN": 18.5,
    "TRY": 41.0,
    "ZAR": 17.5,
    "RUB": 80.0,
}
"""Round rates of autumn 2025. They serve to compare, and no figure that is shown is made with them."""


def in_dollars(money: Money) -> float | None:
    """The stated figure (the upper end of a range) in dollars at a round rate; None for a currency without one."""
    rate = UNITS_PER_DOLLAR.get(money.currency or "")
    return None if rate is None else money.largest() / rate
