"""Quantities in words. A bound is always said, and no figure is rounded: "up to $100bn" never becomes "$100bn"."""

from __future__ import annotations

import re

from interlock.vocabulary import Bound, Claim, Fact, Kind, Money, Quantity, Value

NOT_STATED = "not stated"

_SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))
_SYMBOLS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "ILS": "₪",
    "CNY": "CN¥",
    "JPY": "JP¥",
    "TWD": "NT$",
    "HKD": "HK$",
    "KRW": "₩",
    "INR": "₹",
    "CAD": "CA$",
    "AUD": "A$",
    "SGD": "S$",
}
_PHRASES = {Kind.GRANTS_EQUITY: "grants equity to", Kind.LEVIES: "levies on", Kind.FOUNDS: "founded", Kind.LEADS: "leads"}
_WATTS = ((1e12, "TW"), (1e9, "GW"), (1e6, "MW"), (1e3, "kW"))
_QUANTITIES = frozenset({"amount", "share", "power", "count"})
_NUMBER = r"-?[0-9.]+(?:e[+-]?[0-9]+)?"
_PLAIN = re.compile(
    rf"(?:(?P<bound>about|at_least|at_most) )?(?P<number>{_NUMBER}(?:\.\.{_NUMBER})?)(?: (?P<currency>[A-Z]{{3}}))?"
    r"(?: per (?P<per>\w+))?"
)
_UNITS = {"year": "a year", "quarter": "a quarter", "month": "a month", "week": "a week", "day": "a day"}


def deal_phrase(kind: Kind) -> str:
    """The kind as words between subject and object: 'leases from'."""
    return _PHRASES.get(kind, str(kind).replace("_", " "))


def number_in_words(value: float) -> str:
    """'100bn', '1.25m', '5,290': scaled from a million on, every digit kept."""
    size = abs(value)
    for scale, name in _SCALES:
        if size >= scale:
            return f"{_digits(value / scale)}{name}"
    return _digits(value)


def counted(number: int, what: str) -> str:
    """'1 claim', '2 claims'."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def money_in_words(money: Money, per: str | None = None) -> str:
    """'up to $100bn', 'about €5m a year', 'between $1bn and $2bn'."""

    def one(value: float) -> str:
        sign, value = ("-", -value) if value < 0 else ("", value)
        number = number_in_words(value)
        if money.currency is None:
            return f"{sign}{number} (currency not said)"
        symbol = _SYMBOLS.get(money.currency)
        return f"{sign}{symbol}{number}" if symbol else f"{sign}{money.currency} {number}"

    words = _bounded(money, one)
    return f"{words} {_UNITS.get(per, f'per {per}')}" if per else words


def size_in_words(money: Money | None, per: str | None = None) -> str:
    """The amount, or 'not stated'."""
    return NOT_STATED if money is None else money_in_words(money, per)


def quantities_in_words(claim: Claim) -> list[str]:
    """Every quantity of the claim, amount first."""
    found = [
        quantity_in_words(name, quantity, claim.unit, claim.per if name == "amount" or claim.amount is None else None)
        for name, quantity in claim.quantities().items()
    ]
    return found if claim.position is None else [*found, f"place {claim.position}"]


def fact_quantities_in_words(fact: Fact) -> list[str]:
    """The best supported quantities of a fact, amount first."""
    return [
        quantity_in_words(name, quantity, fact.unit, fact.per if name == "amount" or fact.amount is None else None)
        for name, quantity in fact.quantities().items()
    ]


def value_in_words(value: Value) -> str:
    """A value of a fact: its quantity, or the text that it is."""
    if value.quantity is None:
        return value.text or ""
    return quantity_in_words(value.field, value.quantity, value.unit, value.per)


def quantity_in_words(field: str, quantity: Quantity, unit: str | None = None, per: str | None = None) -> str:
    """A quantity of a field: 'up to $100bn a year', '49%', '10 GW', 'over 600 people'."""
    if isinstance(quantity, Money):
        return money_in_words(quantity, per)
    if field == "share":
        return _bounded(quantity, lambda value: f"{_digits(value * 100)}%")
    if field == "power":
        return _bounded(quantity, _power)
    rate = f" {_UNITS.get(per, per)}" if per else ""
    return _bounded(quantity, number_in_words) + (f" {unit}" if unit else "") + rate


def quantity_told(text: str) -> tuple[Quantity, str | None] | None:
    """The quantity, and its rate, that changes write in few signs: 'at_least 600', '62000 USD per year', '1e+09..2e+09 USD'."""
    match = _PLAIN.fullmatch(text)
    if not match:
        return None
    ends = [float(end) for end in match["number"].split("..")]
    value, low, high = (ends[0], None, None) if len(ends) == 1 else (None, *ends)
    bound = Bound(match["bound"] or "exact") if len(ends) == 1 else Bound.BETWEEN
    if match["currency"]:
        return Money(value, bound, low, high, currency=match["currency"]), match["per"]
    return Quantity(value, bound, low, high), match["per"]


def told_in_words(field: str, text: str | None) -> str:
    """What a change or a difference writes of a field, as people read it; other texts as they are."""
    told = quantity_told(text) if text is not None and field in _QUANTITIES else None
    return (text or "") if told is None else quantity_in_words(field, told[0], per=told[1])


def beside_money(claim: Claim) -> str:
    """Every quantity of the claim but the amount."""
    return "; ".join(quantities_in_words(claim)[claim.amount is not None :])


def _bounded(quantity: Quantity, one: object) -> str:
    assert callable(one)
    if quantity.bound is Bound.BETWEEN:
        return f"between {one(quantity.low)} and {one(quantity.high)}"
    said = str(one(quantity.value))
    words = {Bound.ABOUT: "about ", Bound.AT_LEAST: "over ", Bound.AT_MOST: "up to "}
    return words.get(quantity.bound, "") + said


def _power(value: float) -> str:
    for scale, name in _WATTS:
        if abs(value) >= scale:
            return f"{_digits(value / scale)} {name}"
    return f"{_digits(value)} W"


def _digits(value: float) -> str:
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text
