"""When a claim agrees with a gold claim: on its edge, its quantities, its status, date and source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from interlock.evaluation.gold import Record
from interlock.evaluation.names import same_actor
from interlock.vocabulary import KINDS
from interlock.vocabulary.claim import LONGEST_EVIDENCE

FAMILIES = (
    frozenset({"invests_in", "acquires", "owns", "grants_equity", "funds", "lends_to"}),
    frozenset({"buys_from", "leases_from", "partners_with", "joins", "builds"}),
    frozenset({"hires", "offers", "leaves", "leads", "founds"}),
    frozenset({"restricts", "eases", "levies"}),
)
OPEN_KINDS = frozenset({"leads", "founds", "lists", "competes_with", "attends", "hosts"})
"""Kinds that gold does not list in full: an unmatched claim of such a kind is neither right nor wrong."""

QUANTITIES = ("amount", "share", "power", "count")

_SYMMETRIC = frozenset(str(kind) for kind, row in KINDS.items() if row.symmetric)
_NEAR = frozenset({"planned", "possible", "talks", "optional"})
_NEARBY = 200  # characters between the gold quote and the evidence
_TOLERANCE = 0.01
_SHORTEST_DATE = 4

Agrees = Callable[[Record, Record], bool]


def same_edge(gold: Record, claim: Record, family: bool = False) -> bool:
    """Kind, subject and object agree with the gold claim or with one of the other readings that it allows."""
    return any(_same_reading(gold | other, claim, family) for other in [{}, *gold.get("or", [])])


def same_parties(gold: Record, claim: Record) -> bool:
    """Subject and object agree, or neither has an object, whatever the kinds are."""
    subjects, objects = _sides(gold)
    return same_actor(subjects, claim.get("subject")) and same_actor(objects, claim.get("object"))


def same_speech(gold: Record, claim: Record) -> bool:
    """The speaker agrees, and one quote holds the other."""
    wanted, got = gold.get("quote", ""), (claim.get("evidence") or {}).get("quote", "")
    return same_actor(gold["subject"], claim.get("subject")) and bool(wanted and got) and (wanted in got or got in wanted)


def nearby(gold: Record, claim: Record, text: str) -> bool:
    """The evidence is of the length allowed and lies at the gold quote, or within 200 characters of it."""
    quote, evidence = gold.get("quote"), claim.get("evidence") or {}
    start, end = evidence.get("start"), evidence.get("end", 0)
    if not isinstance(start, int) or not 0 < end - start <= LONGEST_EVIDENCE:
        return False
    if not quote:
        return True
    at = text.find(quote)
    while at >= 0:
        if start <= at + len(quote) + _NEARBY and end >= at - _NEARBY:
            return True
        at = text.find(quote, at + 1)
    return False


def same_quantities(gold: Record, claim: Record) -> bool:
    """Every quantity that gold names agrees within 1 %, and so does the currency where gold names one."""
    return all(_same_quantity(gold.get(field), claim.get(field)) for field in QUANTITIES)


def status_points(gold: Record, claim: Record) -> float | None:
    """1 for the same status, a half for two that are near each other; None where gold names none."""
    wanted, got = gold.get("status"), claim.get("status")
    if wanted is None:
        return None
    return 1.0 if wanted == got else 0.5 if wanted in _NEAR and got in _NEAR else 0.0


def same_date(gold: Record, claim: Record) -> bool | None:
    """Whether one date is a prefix of the other; None where gold has none."""
    wanted, got = gold.get("date"), claim.get("date")
    if not isinstance(wanted, str):
        return None
    if not isinstance(got, str) or not got:
        return False
    return (wanted.startswith(got) or got.startswith(wanted)) and min(len(wanted), len(got)) >= _SHORTEST_DATE


def same_attribution(gold: Record, claim: Record) -> bool | None:
    """Whether the same source is named; None where gold names none."""
    wanted = gold.get("attributed_to")
    if not wanted:
        return None
    got = claim.get("attributed_to") or []
    return any(
        same_actor(one, other if isinstance(other, dict) else {"name": other})
        for one in _listed(wanted)
        for other in _listed(got)
    )


def bounds(claim: Record) -> dict[str, str]:
    """The bounds of the quantities, by field; gold may write a quantity as a number with `amount_bound` beside it."""
    found = {}
    for field in QUANTITIES:
        quantity = claim.get(field)
        bound = quantity.get("bound") if isinstance(quantity, dict) else claim.get(f"{field}_bound")
        if quantity is not None and bound:
            found[field] = str(bound)
    return found


def pair(golds: Sequence[Record], claims: Sequence[Record], agrees: Agrees) -> dict[int, int]:
    """One claim for each gold claim, the first that agrees; those that agree on the quantities too are paired first."""
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for strict in (True, False):
        for wanted, gold in enumerate(golds):
            if wanted in pairs:
                continue
            for got, claim in enumerate(claims):
                if got not in used and agrees(gold, claim) and (not strict or same_quantities(gold, claim)):
                    pairs[wanted] = got
                    used.add(got)
                    break
    return pairs


def _same_kind(gold: str, claimed: str, family: bool) -> bool:
    return gold == claimed or (family and any(gold in kinds and claimed in kinds for kinds in FAMILIES))


def _same_reading(gold: Record, claim: Record, family: bool) -> bool:
    kind = gold["kind"]
    if not _same_kind(kind, claim.get("kind", ""), family):
        return False
    subject, target = claim.get("subject"), claim.get("object")
    if kind == "reports":
        return gold.get("metric") == claim.get("metric") and same_actor(gold["subject"], subject)
    subjects, objects = _sides(gold)
    free = kind == "builds" or (kind in ("restricts", "eases") and bool(gold.get("asset")))
    straight = same_actor(subjects, subject) and (
        objects == [None] or same_actor(objects, target, loose=free) or (free and target is None)
    )
    if straight or kind not in _SYMMETRIC:
        return straight
    return same_actor(subjects, target) and same_actor(objects, subject)


def _sides(gold: Record) -> tuple[list[Any], list[Any]]:
    """Subject and object, each with the joint parties that count as well."""
    return [gold["subject"], *gold.get("co_subjects", [])], [gold.get("object"), *gold.get("co_objects", [])]


def _same_quantity(gold: Any, claimed: Any) -> bool:
    wanted, got = _numbers(gold), _numbers(claimed)
    if not wanted:
        return True
    if len(wanted) == 1 and len(got) == 1:
        if abs(wanted[0] - got[0]) > _TOLERANCE * abs(wanted[0]):
            return False
    elif not got or not all(any(abs(w - g) <= _TOLERANCE * abs(w) for g in got) for w in wanted[: len(got)]):
        return False
    if isinstance(gold, dict) and isinstance(claimed, dict) and gold.get("currency"):
        return bool(gold["currency"] == claimed.get("currency"))
    return True


def _numbers(quantity: Any) -> list[float]:
    """The number of a quantity, both ends of a range."""
    if quantity is None:
        return []
    if isinstance(quantity, (int, float)):
        return [float(quantity)]
    keys = ("low", "high") if quantity.get("value") is None else ("value",)
    return [float(quantity[key]) for key in keys if isinstance(quantity.get(key), (int, float))]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
