"""Claims as JSON Lines: one claim a line, UTF-8 unescaped, absent keys left out. Reading names file, line and field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TextIO, TypeVar

from interlock.vocabulary.actor import Actor, ActorKind
from interlock.vocabulary.claim import Claim, Evidence, Status
from interlock.vocabulary.dates import is_date, is_period
from interlock.vocabulary.errors import BadRecord
from interlock.vocabulary.kinds import KINDS, METRICS, Kind
from interlock.vocabulary.quantity import Bound, Money, Quantity

Record = dict[str, Any]
T = TypeVar("T")

_RATES = ("year", "quarter", "month", "week", "day")
_REQUIRED = ("id", "kind", "subject", "status", "evidence", "confidence", "reader")
_PLAIN = ("asset", "role", "unit", "status_word", "deal", "part_of", "condition")
_KNOWN = frozenset(
    (
        *_REQUIRED,
        *_PLAIN,
        "object",
        "origin",
        "metric",
        "amount",
        "share",
        "power",
        "count",
        "period",
        "per",
        "date",
        "position",
        "attributed_to",
        "notes",
    )
)


class _Fault(ValueError):
    def __init__(self, field: str | None, reason: str) -> None:
        self.field = field
        self.reason = reason
        super().__init__(f"field '{field}': {reason}" if field else reason)


def write_claims(claims: Iterable[Claim], target: TextIO) -> int:
    """Write each claim as one line; return how many."""
    number = 0
    for claim in claims:
        target.write(json.dumps(claim_to_record(claim), ensure_ascii=False) + "\n")
        number += 1
    return number


def read_claims(lines: Iterable[str], source: str, on_error: Callable[[BadRecord], None] | None = None) -> Iterator[Claim]:
    """Claims from JSON lines of the file `source`; empty lines are passed over.

    A bad line raises BadRecord, or is handed to `on_error` and passed over where that is given.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise _Fault(None, f"not valid JSON ({error})") from None
            claim = claim_from_record(record)
        except _Fault as fault:
            bad = BadRecord(source, number, fault.field, fault.reason)
            if on_error is None:
                raise bad from None
            on_error(bad)
            continue
        yield claim


def claim_to_record(claim: Claim) -> Record:
    """The claim as a JSON object in the key order of the vocabulary."""
    record: Record = {"id": claim.id, "kind": str(claim.kind), "subject": _actor_record(claim.subject)}
    for name in ("object", "origin"):
        actor = getattr(claim, name)
        if actor is not None:
            record[name] = _actor_record(actor)
    for name in ("asset", "metric", "role"):
        _put(record, name, getattr(claim, name))
    for name, quantity in claim.quantities().items():
        record[name] = quantity_record(quantity)
    for name in ("unit", "period", "per", "date"):
        _put(record, name, getattr(claim, name))
    record["status"] = str(claim.status)
    _put(record, "status_word", claim.status_word)
    _put(record, "position", claim.position)
    if claim.attributed_to:
        record["attributed_to"] = [_actor_record(actor) for actor in claim.attributed_to]
    evidence = claim.evidence
    record["evidence"] = {
        "document": evidence.document,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "language": evidence.language,
    }
    for name in ("deal", "part_of", "condition"):
        _put(record, name, getattr(claim, name))
    if claim.notes:
        record["notes"] = list(claim.notes)
    record["confidence"] = claim.confidence
    record["reader"] = claim.reader
    return record


def claim_from_record(record: Any) -> Claim:
    """The claim that a JSON object holds. Raises ValueError (with the field where known) for a bad one."""
    if not isinstance(record, dict):
        raise _Fault(None, "a claim is a JSON object")
    for key in record:
        if key not in _KNOWN:
            raise _Fault(str(key), "no such key; see docs/data-dictionary.md")
    for key in _REQUIRED:
        if record.get(key) is None:
            raise _Fault(key, "is missing")
    kind = _enum(record, "kind", Kind)
    metric = _optional(record, "metric", _text)
    if (kind is Kind.REPORTS) != (metric is not None):
        raise _Fault("metric", "stands with the kind 'reports' and only there")
    if metric is not None and metric not in METRICS:
        raise _Fault("metric", f"'{metric}' is none of: {', '.join(METRICS)}")
    subject, target = _actor(record, "subject"), _optional(record, "object", _actor)
    if target is None and not KINDS[kind].object_optional:
        raise _Fault("object", f"the kind '{kind}' needs an object")
    if target is not None and not KINDS[kind].object:
        raise _Fault("object", f"the kind '{kind}' has no object")
    return Claim(
        id=_text(record, "id"),
        kind=kind,
        subject=subject,
        object=target,
        origin=_optional(record, "origin", _actor),
        metric=metric,
        status=_enum(record, "status", Status),
        evidence=_evidence(record),
        confidence=_confidence(record),
        reader=_text(record, "reader"),
        amount=_optional(record, "amount", _money),
        share=_optional(record, "share", _quantity),
        power=_optional(record, "power", _quantity),
        count=_optional(record, "count", _quantity),
        period=_optional(record, "period", _period),
        per=_optional(record, "per", _rate),
        date=_optional(record, "date", _date),
        position=_optional(record, "position", _position),
        attributed_to=_attribution(record),
        notes=_texts(record, "notes"),
        **{name: _optional(record, name, _text) for name in _PLAIN},
    )


def _put(record: Record, key: str, value: object) -> None:
    if value is not None:
        record[key] = value


def _actor_record(actor: Actor) -> Record:
    record: Record = {"id": actor.id, "name": actor.name, "kind": str(actor.kind), "mention": actor.mention}
    if actor.members:
        record["members"] = list(actor.members)
    return record


def quantity_from_record(record: Record) -> Quantity:
    """The quantity that `quantity_record` wrote. Raises ValueError."""
    return _quantity({"quantity": record}, "quantity")


def money_from_record(record: Record) -> Money:
    """The amount of money that `quantity_record` wrote, its currency known or not. Raises ValueError."""
    return _money({"amount": record}, "amount")


def quantity_record(quantity: Quantity) -> Record:
    """A quantity as a JSON object."""
    record: Record = {}
    if quantity.value is not None:
        record["value"] = quantity.value
    if isinstance(quantity, Money):
        _put(record, "currency", quantity.currency)
    record["bound"] = str(quantity.bound)
    _put(record, "low", quantity.low)
    _put(record, "high", quantity.high)
    if quantity.text:
        record["text"] = quantity.text
    return record


def _optional(record: Record, key: str, read: Callable[[Record, str], T]) -> T | None:
    return None if record.get(key) is None else read(record, key)


def _text(record: Record, key: str) -> str:
    value = record[key]
    if not isinstance(value, str) or not value:
        raise _Fault(key, f"is a text that is not empty, not {value!r}")
    return value


def _texts(record: Record, key: str) -> tuple[str, ...]:
    value = record.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _Fault(key, "is a list of texts")
    return tuple(value)


def _number(value: object, key: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _Fault(key, f"is a number, not {value!r}")
    return value


E = TypeVar("E", Kind, Status, ActorKind, Bound)


def _enum(record: Record, key: str, of: type[E]) -> E:
    try:
        return of(str(record.get(key)))
    except ValueError:
        raise _Fault(key, f"{record.get(key)!r} is none of: {', '.join(of)}") from None


def _actor(record: Record, key: str) -> Actor:
    return _actor_from(record[key], key)


def _actor_from(value: object, key: str) -> Actor:
    if not isinstance(value, dict):
        raise _Fault(key, "is an actor: an object with id, name, kind, mention")
    for part in ("id", "name", "mention"):
        if not isinstance(value.get(part), str) or not value[part]:
            raise _Fault(f"{key}.{part}", "is missing or no text")
    try:
        kind = ActorKind(str(value.get("kind")))
    except ValueError:
        raise _Fault(f"{key}.kind", f"{value.get('kind')!r} is none of: {', '.join(ActorKind)}") from None
    members = value.get("members", [])
    if not isinstance(members, list) or not all(isinstance(member, str) for member in members):
        raise _Fault(f"{key}.members", "is a list of texts")
    return Actor(value["id"], value["name"], kind, value["mention"], tuple(members))


def _attribution(record: Record) -> tuple[Actor, ...]:
    value = record.get("attributed_to") or []
    if not isinstance(value, list):
        raise _Fault("attributed_to", "is a list of actors")
    return tuple(_actor_from(item, f"attributed_to[{place}]") for place, item in enumerate(value))


def _quantity_parts(record: Record, key: str) -> tuple[Record, float | None, Bound, float | None, float | None, str]:
    value = record[key]
    if not isinstance(value, dict):
        raise _Fault(key, "is a quantity: an object with value and bound")
    bound = _enum({key: value.get("bound", "exact")}, key, Bound)
    numbers = [None if value.get(part) is None else _number(value[part], f"{key}.{part}") for part in ("value", "low", "high")]
    text = value.get("text", "")
    if not isinstance(text, str):
        raise _Fault(f"{key}.text", "is a text")
    return value, numbers[0], bound, numbers[1], numbers[2], text


def _quantity(record: Record, key: str) -> Quantity:
    _, value, bound, low, high, text = _quantity_parts(record, key)
    try:
        return Quantity(value, bound, low, high, text)
    except ValueError as error:
        raise _Fault(key, str(error)) from None


def _money(record: Record, key: str) -> Money:
    raw, value, bound, low, high, text = _quantity_parts(record, key)
    currency = raw.get("currency")
    if currency is not None and not (
        isinstance(currency, str) and len(currency) == 3 and currency.isascii() and currency.isupper()
    ):
        raise _Fault(f"{key}.currency", f"{currency!r} is no ISO 4217 code")
    try:
        return Money(value, bound, low, high, text, currency)
    except ValueError as error:
        raise _Fault(key, str(error)) from None


def _date(record: Record, key: str) -> str:
    value = _text(record, key)
    if not is_date(value):
        raise _Fault(key, f"'{value}' is no ISO 8601 date or prefix of one (2025, 2025-10, 2025-10-06, 2025-W44)")
    return value


def _period(record: Record, key: str) -> str:
    value = _text(record, key)
    if not is_period(value):
        raise _Fault(key, f"'{value}' is no ISO 8601 interval or duration (2025-01/2025-06, P4Y)")
    return value


def _rate(record: Record, key: str) -> str:
    value = _text(record, key)
    if value not in _RATES:
        raise _Fault(key, f"'{value}' is none of: {', '.join(_RATES)}")
    return value


def _position(record: Record, key: str) -> int:
    value = record[key]
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise _Fault(key, "is a whole number from 1")
    return value


def _confidence(record: Record) -> float:
    value = _number(record["confidence"], "confidence")
    if not 0 <= value <= 1:
        raise _Fault("confidence", "lies between 0 and 1")
    return value


def _evidence(record: Record) -> Evidence:
    value = record["evidence"]
    if not isinstance(value, dict):
        raise _Fault("evidence", "is an object with document, start, end, quote, language")
    for part in ("document", "quote", "language"):
        if not isinstance(value.get(part), str):
            raise _Fault(f"evidence.{part}", "is missing or no text")
    for part in ("start", "end"):
        if isinstance(value.get(part), bool) or not isinstance(value.get(part), int):
            raise _Fault(f"evidence.{part}", "is missing or no whole number")
    try:
        return Evidence(value["document"], value["start"], value["end"], value["quote"], value["language"])
    except ValueError as error:
        raise _Fault("evidence", str(error)) from None
