"""Accounts that must close: transaction matrices that sum to zero, and the smallest stock-flow consistent economy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from interlock.simulation.errors import AuditFailure, BadInput


def check_sums(matrix: Mapping[str, Sequence[float]], columns: Sequence[str], *, tolerance: float = 1e-9) -> None:
    """Each row (a kind of transaction) and each column (a sector) sums to zero, or AuditFailure names the first that does not.

    What is not a number does not sum to zero. Raises BadInput for a row that has not one entry a column.
    """
    for name, row in matrix.items():
        if len(row) != len(columns):
            raise BadInput(f"the row '{name}' has {len(row)} entries, and there are {len(columns)} columns")
    scale = max((abs(value) for row in matrix.values() for value in row if isfinite(value)), default=0.0)
    for name, row in matrix.items():
        if not abs(sum(row)) <= tolerance * max(scale, 1.0):
            raise AuditFailure(f"the row '{name}' sums to {sum(row):g}, not to 0: what one pays another gets")
    for number, name in enumerate(columns):
        total = sum(row[number] for row in matrix.values())
        if not abs(total) <= tolerance * max(scale, 1.0):
            raise AuditFailure(f"the column '{name}' sums to {total:g}, not to 0: what comes in is spent or kept")


@dataclass(frozen=True, slots=True)
class SimplePeriod:
    """A period of the model SIM (Godley and Lavoie 2007, ch. 3): output, taxes, disposable income, consumption, money held."""

    output: float
    taxes: float
    income: float
    consumption: float
    money: float


def simple_economy(
    government: float, tax: float, from_income: float, from_wealth: float, money: float, periods: int
) -> tuple[SimplePeriod, ...]:
    """The path of SIM: Y = C + G, T = tax Y, C = a1 (Y - T) + a2 H(-1), H = H(-1) + Y - T - C; each period is checked."""
    path = []
    for _ in range(periods):
        output = (government + from_wealth * money) / (1.0 - from_income * (1.0 - tax))
        taxes = tax * output
        income = output - taxes
        consumption = from_income * income + from_wealth * money
        saved = income - consumption
        check_sums(
            {
                "consumption": (-consumption, consumption, 0.0),
                "government": (0.0, government, -government),
                "wages": (output, -output, 0.0),
                "taxes": (-taxes, 0.0, taxes),
                "money": (-saved, 0.0, government - taxes),
            },
            ("households", "production", "government"),
        )
        money += saved
        path.append(SimplePeriod(output, taxes, income, consumption, money))
    return tuple(path)
