"""Rules of alerts: a TOML file with strict keys. What is wrong in it is an error that names file, line, rule and key."""

from __future__ import annotations

import difflib
import math
import re
import tomllib
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    ValidationError,
)
from pydantic_core import ErrorDetails

from interlock.network.exposure import ExposureClass
from interlock.network.flows import FlowBasis
from interlock.network.loops import Pattern
from interlock.pipeline.queries import sum_asked
from interlock.reading.fetching.guard import AddressGuard, AddressRefused
from interlock.vocabulary import DataFileError, Kind, Status
from interlock.vocabulary.kinds import METRICS


class Sure(StrEnum):
    """What "above" means of an interval: its lower end is above, or at least its upper end is."""

    CERTAINLY = "certainly"
    POSSIBLY = "possibly"


def _one_or_more(value: object) -> object:
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def _pair(value: object) -> object:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("wanted two actors, such as ['nvidia', 'openai']")
    return tuple(value)


def _sum(value: object) -> float:
    if isinstance(value, str):
        return sum_asked(value)
    return _plain_number(value)


def _ratio(value: object) -> float:
    if isinstance(value, str) and (match := re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)\s*%", value.strip())):
        return float(match[1]) / 100
    return _plain_number(value)


def _plain_number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value) or value < 0:
        raise ValueError(f"'{value}' is no number that an amount can be above")
    return float(value)


Text = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=200)]
Names = Annotated[tuple[Text, ...], BeforeValidator(_one_or_more), Field(min_length=1, max_length=200)]
Kinds = Annotated[tuple[Kind, ...], BeforeValidator(_one_or_more), Field(min_length=1)]
Pair = Annotated[tuple[Text, Text], BeforeValidator(_pair)]
Statuses = Annotated[tuple[Status, ...], BeforeValidator(_one_or_more), Field(min_length=1)]
Disputed = Literal["amount", "share", "power", "count", "status", "date", "subject", "object"]
Dollars = Annotated[float, BeforeValidator(_sum)]
Ratio = Annotated[float, BeforeValidator(_ratio)]


def _metric(value: str) -> str:
    if value not in METRICS:
        raise ValueError(f"wanted one of: {', '.join(METRICS)}")
    return value


def _address(value: str) -> str:
    try:
        AddressGuard().check_url(value)
    except AddressRefused as refused:
        raise ValueError(f"the address {refused}") from None
    return value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Rule(_Strict):
    name: Text


class OfFacts(_Rule):
    """What narrows facts down: actors by id, English name or as a text writes them; several are alternatives."""

    actor: Names | None = None
    subject: Names | None = None
    object: Names | None = None
    between: Pair | None = None
    kind: Kinds = ()
    metric: Annotated[tuple[Annotated[Text, AfterValidator(_metric)], ...], BeforeValidator(_one_or_more)] = ()


class FactRule(OfFacts):
    """A fact that is new, or newly told to be so large."""

    when: Literal["fact"]
    above: Dollars | None = None
    sure: Sure = Sure.CERTAINLY
    status: Annotated[tuple[Status, ...], BeforeValidator(_one_or_more)] = ()


class StatusRule(OfFacts):
    """A fact whose status changes to one of these, or that is first told with it."""

    when: Literal["status"]
    to: Statuses = (Status.ENDED, Status.DENIED)


class OriginsRule(OfFacts):
    """A fact that so many independent origins tell."""

    when: Literal["origins"]
    reach: Annotated[StrictInt, Field(ge=1, le=10_000)]


class DisputeRule(OfFacts):
    """A new dispute about a fact."""

    when: Literal["dispute"]
    field: Annotated[tuple[Disputed, ...], BeforeValidator(_one_or_more)] = ()


class _OfNetwork(_Rule):
    basis: FlowBasis = FlowBasis.ANNOUNCED
    status: Annotated[tuple[Status, ...], BeforeValidator(_one_or_more)] = ()
    sure: Sure = Sure.CERTAINLY


class LoopRule(_OfNetwork):
    """A new loop, by actors (all of them on it), pattern, and what can go all the way round."""

    when: Literal["loop"]
    through: Names | None = None
    pattern: Annotated[tuple[Pattern, ...], BeforeValidator(_one_or_more)] = ()
    above: Dollars | None = None
    on_paper: StrictBool = False
    longest: Annotated[StrictInt, Field(ge=2, le=8)] = 6


class ExposureRule(_OfNetwork):
    """What one actor has at risk with another is above a bound; all classes together, or those named."""

    when: Literal["exposure"]
    of: Names | None = None
    to: Names | None = None
    sort: Annotated[tuple[ExposureClass, ...], BeforeValidator(_one_or_more)] = Field((), alias="class")
    above: Dollars


class ShareRule(_OfNetwork):
    """The share of its largest customer (or supplier) in an actor's sales (or purchases) is above a bound."""

    when: Literal["share"]
    of: Names | None = None
    side: Literal["customers", "suppliers"]
    above: Ratio


class CoverageRule(_OfNetwork):
    """What an actor is to pay in a year, over its revenue and what others are to put in, is above a bound."""

    when: Literal["coverage"]
    of: Names | None = None
    year: Annotated[StrictInt, Field(ge=1900, le=2200)] | None = None
    above: Ratio


Rule = FactRule | StatusRule | OriginsRule | DisputeRule | LoopRule | ExposureRule | ShareRule | CoverageRule


class Webhook(_Strict):
    """An address that is sent each alert. `allow` names hosts that may be private; the secret is that of an environment
    variable, never of the file."""

    url: Annotated[str, StringConstraints(strict=True), AfterValidator(_address)]
    secret_env: Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")] | None = None
    allow: Annotated[tuple[Text, ...], BeforeValidator(_one_or_more)] = ()
    timeout: Annotated[float, Field(gt=0, le=120)] = 10.0
    tries: Annotated[StrictInt, Field(ge=1, le=10)] = 3


class Delivery(_Strict):
    """Where alerts go. `file` lies beside the rules where it is no absolute path."""

    stdout: StrictBool = True
    file: Text | None = None
    webhook: tuple[Webhook, ...] = ()


class _File(_Strict):
    deliver: Delivery = Delivery()
    rule: Annotated[tuple[Annotated[Rule, Field(discriminator="when")], ...], Field(min_length=1)]


class Rules(BaseModel):
    """A file of rules."""

    model_config = ConfigDict(frozen=True)
    path: Path
    deliver: Delivery
    rules: tuple[Rule, ...]

    @property
    def file(self) -> Path | None:
        """The file that alerts are written to."""
        return None if self.deliver.file is None else self.path.parent / self.deliver.file


_KINDS_OF_RULE: dict[str, type[BaseModel]] = {
    "fact": FactRule,
    "status": StatusRule,
    "origins": OriginsRule,
    "dispute": DisputeRule,
    "loop": LoopRule,
    "exposure": ExposureRule,
    "share": ShareRule,
    "coverage": CoverageRule,
}


def read_rules(path: Path) -> Rules:
    """The rules of a file. Raises DataFileError with the line at fault, OSError where it cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        given = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise DataFileError(str(path), 1, f"is no text in UTF-8 (byte {error.start})") from None
    except RecursionError:
        raise DataFileError(str(path), 1, "is nested too deeply to be rules") from None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        raise DataFileError(str(path), int(place[1]) if place else text.count("\n") + 1, f"is no TOML: {error}") from None
    try:
        read = _File.model_validate(given)
    except ValidationError as error:
        first = _worst(error.errors())
        raise DataFileError(str(path), _line(text, first["loc"]), _advice(first, given)) from None
    seen: set[str] = set()
    for number, rule in enumerate(read.rule):
        if rule.name in seen:
            raise DataFileError(str(path), _line(text, ("rule", number, "name")), f"two rules are called '{rule.name}'")
        seen.add(rule.name)
    return Rules(path=path, deliver=read.deliver, rules=read.rule)


def _worst(errors: Sequence[ErrorDetails]) -> ErrorDetails:
    """The error to tell first: an unknown key is often the one that is missed."""
    return next((error for error in errors if error["type"] == "extra_forbidden"), errors[0])


def _advice(error: ErrorDetails, given: dict[str, Any]) -> str:
    place = [str(part) for part in error["loc"] if not isinstance(part, int)]
    where = _where(error["loc"], given)
    key = place[-1] if place else ""
    sort, told = error["type"], error.get("input")
    if sort == "extra_forbidden":
        known = _keys(error["loc"])
        near = difflib.get_close_matches(key, known, 1)
        meant = f"did you mean '{near[0]}'? There are" if near else "there are"
        return f"{where}the key '{key}' is unknown; {meant}: {', '.join(known)}"
    if sort == "missing":
        return f"{where}the key '{key}' is missing"
    if sort in ("union_tag_invalid", "union_tag_not_found"):
        said = told.get("when") if isinstance(told, dict) else told
        have = "has no 'when'" if sort == "union_tag_not_found" else f"when is {said!r}"
        return f"{where}{have}; wanted one of: {', '.join(_KINDS_OF_RULE)}"
    if sort == "too_short" and key == "rule":
        return "there is no rule; write one under [[rule]], with name and when"
    message = error["msg"].removeprefix("Value error, ").replace("Input should be", "wanted")
    return f"{where}{key} is {told!r}: {message[0].lower() + message[1:]}"


def _where(loc: tuple[int | str, ...], given: dict[str, Any]) -> str:
    if len(loc) > 1 and loc[0] == "rule" and isinstance(loc[1], int):
        row = given["rule"][loc[1]]
        name = row.get("name") if isinstance(row, dict) else None
        return f"rule {loc[1] + 1}{f' ({name})' if isinstance(name, str) else ''}: "
    if "webhook" in loc:
        number = next((part for part in loc if isinstance(part, int)), 0)
        return f"webhook {number + 1}: "
    return ""


def _keys(loc: tuple[int | str, ...]) -> list[str]:
    """The keys that are known where an unknown one stands."""
    model: type[BaseModel] = _File
    if loc[0] == "rule" and len(loc) > 2:
        model = _KINDS_OF_RULE[str(loc[2])]
    elif loc[0] == "deliver" and len(loc) > 1:
        model = Webhook if "webhook" in loc else Delivery
    return [field.alias or name for name, field in model.model_fields.items()]


def _line(text: str, loc: tuple[int | str, ...]) -> int:
    """The line of a key; of the header of its table where the key is not there."""
    lines = text.split("\n")
    tables = {"rule": r"\[\[\s*rule\s*\]\]", "webhook": r"\[\[\s*deliver\s*\.\s*webhook\s*\]\]", "deliver": r"\[\s*deliver\s*\]"}
    table = "webhook" if "webhook" in loc else str(loc[0]) if loc else ""
    number = next((part for part in loc if isinstance(part, int)), 0)
    head = tables.get(table, rf"\[+\s*{re.escape(table)}\s*\]+")
    heads = [place for place, line in enumerate(lines) if re.match(rf"\s*{head}", line)]
    first = heads[number] if number < len(heads) else 0
    for key in (*(part for part in reversed(loc) if isinstance(part, str)), *(["when"] if len(loc) == 2 else [])):
        for place in range(first, len(lines)):
            if place > first and re.match(r"\s*\[", lines[place]) and heads:
                break
            if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", lines[place]):
                return place + 1
    return first + 1
