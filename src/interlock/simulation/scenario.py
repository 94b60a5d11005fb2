"""Scenarios: small TOML files with strict keys. What is unknown in one is an error that names file and key."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from interlock.network.flows import FlowBasis
from interlock.vocabulary import InterlockError, Status
from interlock.vocabulary.currencies import UNITS_PER_DOLLAR


class BadScenario(InterlockError):
    """A scenario that means nothing: names the file and the key."""


class ShockField(StrEnum):
    """What of an actor a shock moves."""

    PAYMENTS = "payments"  # the share of its dues that it pays
    REVENUE = "revenue"  # what it earns outside the ledger
    FINANCING = "financing"  # what it raises outside the ledger
    FUNDING = "funding"  # what it puts into others
    COST = "cost"
    PRICE = "price"  # what a share of it is worth
    SUPPLY = "supply"  # what it delivers (to `to`, where given)
    START = "start"  # years by which its purchases and leases begin later
    GUARANTEE = "guarantee"  # the debts that it guarantees are not paid by their debtors


class Op(StrEnum):
    """What is done to the value."""

    SET = "set"
    SCALE = "scale"
    ADD = "add"
    STOP = "stop"


_OPS = {
    ShockField.PAYMENTS: {Op.SET, Op.SCALE, Op.STOP},
    ShockField.REVENUE: {Op.SCALE, Op.SET, Op.ADD, Op.STOP},
    ShockField.FINANCING: {Op.SCALE, Op.STOP},
    ShockField.FUNDING: {Op.SCALE, Op.STOP},
    ShockField.COST: {Op.SCALE, Op.SET, Op.ADD},
    ShockField.PRICE: {Op.SCALE, Op.STOP},
    ShockField.SUPPLY: {Op.SCALE, Op.STOP},
    ShockField.START: {Op.ADD},
    ShockField.GUARANTEE: {Op.STOP},
}


@dataclass(frozen=True, slots=True)
class Shock:
    """One shock. `years` is empty where it holds in all; `to` names those whom a stop of supply meets."""

    target: str
    field: ShockField
    op: Op
    value: float
    years: tuple[int, ...] = ()
    to: tuple[str, ...] = ()

    def holds(self, year: int) -> bool:
        """Whether it holds in the year."""
        return not self.years or year in self.years

    def apply(self, before: float) -> float:
        """The value after the shock."""
        if self.op is Op.STOP:
            return 0.0
        if self.op is Op.SET:
            return self.value
        return before * self.value if self.op is Op.SCALE else before + self.value


@dataclass(frozen=True, slots=True)
class Assumption:
    """A figure that no source gives, set by the scenario; in dollars, or a share. `of` refers to another ('oracle.cash')."""

    target: str
    field: str
    value: float
    why: str = ""


ASSUMED = ("cash", "revenue", "cost", "variable_cost", "pass_through", "firm_share", "stake_value")
_SHARES = frozenset({"variable_cost", "pass_through", "firm_share"})


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario as its file says it. None where it leaves a choice to the caller."""

    name: str
    shocks: tuple[Shock, ...]
    assumptions: tuple[Assumption, ...] = ()
    years: tuple[int, ...] | None = None
    basis: FlowBasis | None = None
    statuses: tuple[Status, ...] = ()
    description: str = ""
    source: str = field(default="")


_KEYS = frozenset({"name", "description", "based_on", "window", "basis", "statuses", "shock", "assume", "rates"})
_SHOCK_KEYS = frozenset({"target", "field", "op", "value", "years", "to", "currency"})
_ASSUME_KEYS = frozenset({"target", "field", "value", "of", "times", "currency", "why"})

COUNTRY = "country:"
Resolve = Callable[[str], str | None]
"""The id of an actor that has this name or id; None where nobody has."""


def read_scenario(path: Path, resolve: Resolve, shipped: Callable[[str], Path | None] = lambda _: None) -> Scenario:
    """Read a scenario file and those that it is based on. Raises BadScenario."""
    return _read(path, resolve, shipped, ())


def _read(path: Path, resolve: Resolve, shipped: Callable[[str], Path | None], above: tuple[Path, ...]) -> Scenario:
    if path.resolve() in above:
        chain = " -> ".join(each.name for each in (*above, path))
        raise BadScenario(f"{path}: based_on goes in a circle: {chain}")
    try:
        top = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadScenario(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadScenario(f"{path}: is no TOML: {error}") from error
    base = None
    if "based_on" in top:
        name = _text(top["based_on"], path, "based_on")
        below = shipped(name) or path.parent / name
        base = _read(below, resolve, shipped, (*above, path.resolve()))
    return parse_scenario(top, str(path), resolve, base)


def parse_scenario(top: Mapping[str, Any], where: str, resolve: Resolve, base: Scenario | None = None) -> Scenario:
    """A scenario from parsed TOML, on top of `base`. Raises BadScenario, which names the key."""
    _only(top, _KEYS, where, "")
    rates = _rates(top.get("rates", {}), where)
    shocks = tuple(_shock(row, f"{where}: shock {n}", resolve, rates) for n, row in enumerate(_rows(top, "shock", where), 1))
    assumed = _assumptions(_rows(top, "assume", where), where, resolve, rates)
    kept = {(row.target, row.field): row for row in (base.assumptions if base else ())}
    kept |= {(row.target, row.field): row for row in assumed}
    shocks = (*(base.shocks if base else ()), *shocks)
    if not shocks:
        raise BadScenario(f"{where}: has no [[shock]]; a scenario changes something")
    basis = top.get("basis")
    if basis is not None and basis not in set(FlowBasis):
        raise BadScenario(f"{where}: basis is '{basis}'; wanted one of: {', '.join(FlowBasis)}")
    statuses = top.get("statuses", [])
    for each in statuses if isinstance(statuses, list) else [statuses]:
        if each not in set(Status):
            raise BadScenario(f"{where}: statuses has '{each}'; wanted of: {', '.join(Status)}")
    return Scenario(
        _text(top.get("name", Path(where).stem), where, "name"),
        shocks,
        tuple(kept.values()),
        parse_window(top["window"], f"{where}: window") if "window" in top else (base.years if base else None),
        FlowBasis(basis) if basis else (base.basis if base else None),
        tuple(Status(each) for each in statuses) or (base.statuses if base else ()),
        _text(top.get("description", ""), where, "description"),
        where,
    )


def parse_window(text: object, where: str) -> tuple[int, ...]:
    """'2026-2030' or 2026 as years. Raises BadScenario."""
    match = re.fullmatch(r"(\d{4})(?:\s*(?:-|/|\.\.)\s*(\d{4}))?", str(text).strip())
    if not match:
        raise BadScenario(f"{where}: '{text}' is no window of years; wanted 2026 or 2026-2030")
    first, last = int(match[1]), int(match[2] or match[1])
    if last < first:
        raise BadScenario(f"{where}: '{text}' runs backwards")
    if last - first >= 50:
        raise BadScenario(f"{where}: '{text}' is longer than 50 years")
    return tuple(range(first, last + 1))


_COMMAND = re.compile(r"(?P<target>[^:=]+):(?P<field>[a-z_]+)(?:=(?P<value>[+-]?[0-9.]+%?|stop))?(?:@(?P<years>[0-9,-]+))?")


def parse_shock(text: str, resolve: Resolve) -> Shock:
    """`openai:payments=40%`, `openai:revenue=-50%`, `nvidia:funding=stop`, `oracle:start=+2`, each with `@2027-2028` behind.

    A percentage with a sign changes the value by so much; without a sign it is what is left (of payments: the share paid). Raises
    BadScenario.
    """
    where = f"--shock {text}"
    match = _COMMAND.fullmatch(text.strip())
    if not match:
        raise BadScenario(f"{where}: wanted ACTOR:FIELD=VALUE, such as openai:revenue=-50% or nvidia:funding=stop")
    value, row = match["value"] or "stop", {"target": match["target"].strip(), "field": match["field"]}
    made: dict[str, Any] = dict(row)
    if value == "stop":
        made["op"] = "stop"
    elif value.endswith("%"):
        number = _number(value[:-1], where, "value") / 100
        made |= {"op": "scale", "value": 1 + number if value[0] in "+-" else number}
    else:
        made |= {"op": "add" if value[0] in "+-" else "set", "value": _number(value, where, "value")}
    if match["years"]:
        made["years"] = [year for part in match["years"].split(",") for year in parse_window(part, where)]
    return _shock(made, where, resolve, {})


def _shock(row: Mapping[str, Any], where: str, resolve: Resolve, rates: Mapping[str, float]) -> Shock:
    _only(row, _SHOCK_KEYS, where, "")
    for key in ("target", "field", "op"):
        if key not in row:
            raise BadScenario(f"{where}: the key '{key}' is missing")
    if row["field"] not in set(ShockField):
        raise BadScenario(f"{where}: field is '{row['field']}'; wanted one of: {', '.join(ShockField)}")
    sort = ShockField(row["field"])
    if row["op"] not in set(Op) or Op(row["op"]) not in _OPS[sort]:
        raise BadScenario(f"{where}: op is '{row['op']}'; for {sort} wanted one of: {', '.join(sorted(_OPS[sort]))}")
    op = Op(row["op"])
    if op is not Op.STOP and "value" not in row:
        raise BadScenario(f"{where}: the key 'value' is missing")
    value = 0.0 if op is Op.STOP else _number(row["value"], where, "value")
    if op is Op.SCALE and value < 0:
        raise BadScenario(f"{where}: value is {value:g}; a value is not scaled below zero")
    if sort is ShockField.PAYMENTS and not 0 <= value <= 1:
        raise BadScenario(f"{where}: value is {value:g}; a share paid lies between 0 and 1")
    if sort is ShockField.START and value < 0:
        raise BadScenario(f"{where}: value is {value:g}; nothing begins before it is agreed: a delay is not negative")
    if op in (Op.SET, Op.ADD) and sort in (ShockField.REVENUE, ShockField.COST):
        value /= _rate(row.get("currency", "USD"), where, rates)
    years = row.get("years", [])
    if not isinstance(years, list) or any(not isinstance(year, int) or isinstance(year, bool) for year in years):
        raise BadScenario(f"{where}: years is {years!r}; wanted a list of years, such as [2027, 2028]")
    if any(year < 1900 or year > 2200 for year in years):
        raise BadScenario(f"{where}: years holds {min(years)}; wanted years such as 2027")
    others = row.get("to", [])
    to = tuple(_party(each, where, resolve) for each in (others if isinstance(others, list) else [others]))
    return Shock(_actor(row["target"], where, "target", resolve), sort, op, value, tuple(sorted(years)), to)


def _assumptions(
    rows: Sequence[Mapping[str, Any]], where: str, resolve: Resolve, rates: Mapping[str, float]
) -> tuple[Assumption, ...]:
    """Values, with references to each other resolved. A circle of references is an error."""
    known: dict[str, Mapping[str, Any]] = {}
    for number, row in enumerate(rows, 1):
        at = f"{where}: assume {number}"
        _only(row, _ASSUME_KEYS, at, "")
        if row.get("field") not in ASSUMED:
            raise BadScenario(f"{at}: field is '{row.get('field')}'; wanted one of: {', '.join(ASSUMED)}")
        target = _actor(row.get("target"), at, "target", resolve)
        if ("value" in row) == ("of" in row):
            raise BadScenario(f"{at}: wanted either 'value' or 'of'")
        known[f"{target}.{row['field']}"] = row
    made = []
    for key in known:
        value, why = _value(key, known, where, resolve, rates, ())
        target, _, name = key.rpartition(".")
        if name in _SHARES and not 0 <= value <= 1:
            raise BadScenario(f"{where}: assume {key}: {value:g} is no share between 0 and 1")
        if value < 0:
            raise BadScenario(f"{where}: assume {key}: {value:g} is negative")
        made.append(Assumption(target, name, value, why))
    return tuple(made)


def _value(
    key: str,
    known: Mapping[str, Mapping[str, Any]],
    where: str,
    resolve: Resolve,
    rates: Mapping[str, float],
    above: tuple[str, ...],
) -> tuple[float, str]:
    if key in above:
        raise BadScenario(f"{where}: assumptions go in a circle: {' -> '.join((*above, key))}")
    row = known.get(key)
    at = f"{where}: assume {key}"
    if row is None:
        raise BadScenario(f"{where}: assume {above[-1]}: 'of' names {key}, which this scenario does not assume")
    why = _text(row.get("why", ""), at, "why")
    if "value" in row:
        value = _number(row["value"], at, "value")
        if str(row["field"]) not in _SHARES:
            value /= _rate(row.get("currency", "USD"), at, rates)
        return value, why
    other, _, name = _text(row["of"], at, "of").rpartition(".")
    below = f"{_actor(other, at, 'of', resolve)}.{name}"
    value, _ = _value(below, known, where, resolve, rates, (*above, key))
    return value * _number(row.get("times", 1), at, "times"), why or f"taken from {below}"


def _rates(rows: object, where: str) -> dict[str, float]:
    if not isinstance(rows, dict):
        raise BadScenario(f"{where}: rates must be a table, such as EUR = 0.87 (units for a dollar)")
    made = {}
    for code, value in rows.items():
        made[code] = _number(value, where, f"rates.{code}")
        if made[code] <= 0:
            raise BadScenario(f"{where}: rates.{code} is {made[code]:g}; a rate is above zero")
    return made


def _rate(code: object, where: str, rates: Mapping[str, float]) -> float:
    found = rates.get(str(code), UNITS_PER_DOLLAR.get(str(code)))
    if found is None:
        raise BadScenario(
            f"{where}: currency is '{code}', for which there is no rate; give one under [rates], {code} = units a dollar"
        )
    return found


def _only(row: Mapping[str, Any], allowed: frozenset[str], where: str, key: str) -> None:
    unknown = sorted(set(row) - allowed)
    if unknown:
        raise BadScenario(f"{where}{key}: the key '{unknown[0]}' is unknown; wanted of: {', '.join(sorted(allowed))}")


def _rows(top: Mapping[str, Any], key: str, where: str) -> Sequence[Mapping[str, Any]]:
    rows = top.get(key, [])
    if not isinstance(rows, list) or any(not isinstance(row, dict) for row in rows):
        raise BadScenario(f"{where}: {key} must be given as [[{key}]]")
    return rows


def _text(value: object, where: object, key: str) -> str:
    if not isinstance(value, str):
        raise BadScenario(f"{where}: {key} is {value!r}; wanted a text")
    return value


def _number(value: object, where: object, key: str) -> float:
    try:
        number = float(value) if isinstance(value, (int, float, str)) and not isinstance(value, bool) else math.nan
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise BadScenario(f"{where}: {key} is {value!r}; wanted a finite number")
    return number


def _party(name: object, where: str, resolve: Resolve) -> str:
    """An actor, or all of a country: 'country:CN'."""
    if isinstance(name, str) and name.startswith(COUNTRY):
        if not re.fullmatch("[A-Z]{2}", name.removeprefix(COUNTRY)):
            raise BadScenario(f"{where}: to names '{name}'; wanted two capital letters, such as {COUNTRY}CN")
        return name
    return _actor(name, where, "to", resolve)


def _actor(name: object, where: str, key: str, resolve: Resolve) -> str:
    if not isinstance(name, str) or not name:
        raise BadScenario(f"{where}: {key} is {name!r}; wanted the id or name of an actor")
    found = resolve(name)
    if found is None:
        raise BadScenario(f"{where}: {key} names '{name}', whom no deal of the ledger names; 'interlock actors' lists who is")
    return found
