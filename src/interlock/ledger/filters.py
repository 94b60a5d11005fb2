"""Which claims are wanted, as plain data; the SQL for it stays in this room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interlock.ledger.horizon import Horizon, told_by
from interlock.vocabulary import KINDS, Kind, Status
from interlock.vocabulary.dates import first_and_last_day

Parameters = list[object]

_SYMMETRIC = tuple(str(kind) for kind, row in KINDS.items() if row.symmetric)


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Every part that is set narrows the answer; several values of one part widen it.

    `subject` and `object` are actor ids (see `LedgerView.find_actors`); None means any, an empty tuple none. In a
    symmetric kind (partners_with, competes_with) either side may be either.
    Dates are ISO 8601 or prefixes: a claim without a date never passes a date filter. `amount_gte` compares the stated
    figure (the upper end of a range) in its own currency. `document` is the beginning of a document id, or a part of
    its address. `language` 'zh' also means 'zh-Hant' and 'zh-Hans'. `said_by` and `learned_by` are the last days on
    which a document that tells the claim was published (first seen, where that is unknown) and was first seen.
    """

    kinds: tuple[Kind, ...] = ()
    statuses: tuple[Status, ...] = ()
    subject: tuple[str, ...] | None = None
    object: tuple[str, ...] | None = None
    date_gte: str | None = None
    date_lte: str | None = None
    published_gte: str | None = None
    published_lte: str | None = None
    amount_gte: float | None = None
    currency: str | None = None
    languages: tuple[str, ...] = ()
    document: str | None = None
    with_object: bool = False
    said_by: str | None = None
    learned_by: str | None = None
    limit: int | None = None


def where(wanted: ClaimFilter) -> tuple[str, Parameters]:
    """The condition on `claims c` joined with `documents d`, and its parameters."""
    terms: list[str] = []
    values: Parameters = []

    def add(term: str, *parameters: object) -> None:
        terms.append(term)
        values.extend(parameters)

    for column, members in (("c.kind", wanted.kinds), ("c.status", wanted.statuses)):
        if members:
            add(f"{column} IN ({_marks(members)})", *map(str, members))
    if wanted.subject is not None or wanted.object is not None:
        straight, parameters = _sides("c.subject", "c.object", wanted)
        turned, again = _sides("c.object", "c.subject", wanted)
        add(f"({straight} OR (c.kind IN ({_marks(_SYMMETRIC)}) AND {turned}))", *parameters, *_SYMMETRIC, *again)
    if wanted.date_gte is not None:
        add("c.date_last >= ?", first_and_last_day(wanted.date_gte)[0])
    if wanted.date_lte is not None:
        add("c.date_first <= ?", first_and_last_day(wanted.date_lte)[1])
    if wanted.published_gte is not None:
        add("d.published >= ?", first_and_last_day(wanted.published_gte)[0])
    if wanted.published_lte is not None:
        add("d.published <= ?", first_and_last_day(wanted.published_lte)[1])
    if wanted.amount_gte is not None:
        add("c.amount >= ?", wanted.amount_gte)
    if wanted.currency is not None:
        add("c.currency = ?", wanted.currency)
    if wanted.languages:
        add(
            "(" + " OR ".join(["c.language = ? OR c.language LIKE ?"] * len(wanted.languages)) + ")",
            *[form for language in wanted.languages for form in (language, f"{language}-%")],
        )
    if wanted.document is not None:
        term, parameters = _document_term(wanted.document)
        told = f"SELECT w.claim FROM witnesses w JOIN documents x ON x.id = w.document WHERE {term}"  # noqa: S608 - no value in it
        add(f"c.id IN ({told})", *parameters)
    if wanted.said_by is not None or wanted.learned_by is not None:
        term, parameters = told_by(Horizon(wanted.said_by, wanted.learned_by))
        add(f"c.id IN ({term})", *parameters)
    if wanted.with_object:
        add("c.object IS NOT NULL")
    return " AND ".join(terms) or "1", values


def _sides(subject: str, object_: str, wanted: ClaimFilter) -> tuple[str, Parameters]:
    terms: list[str] = []
    values: Parameters = []
    for column, actors in ((subject, wanted.subject), (object_, wanted.object)):
        if actors is not None:
            terms.append(f"{column} IN ({_marks(actors)})")
            values.extend(actors)
    return "(" + " AND ".join(terms) + ")", values


def _document_term(text: str) -> tuple[str, Parameters]:
    low, high = prefix_range(text) if is_id_prefix(text) else (None, None)
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    like = "x.address LIKE ? ESCAPE '\\'"
    if low is None:
        return like, [f"%{escaped}%"]
    return f"(x.id BETWEEN ? AND ? OR {like})", [low, high, f"%{escaped}%"]


def is_id_prefix(text: str) -> bool:
    """Whether `text` can be the beginning of an id: 8 to 32 hexadecimal digits."""
    return 8 <= len(text) <= 32 and all(character in "0123456789abcdefABCDEF" for character in text)


def prefix_range(prefix: str) -> tuple[bytes, bytes]:
    """The least and the greatest id that begin with `prefix`."""
    return bytes.fromhex(prefix.ljust(32, "0")), bytes.fromhex(prefix.ljust(32, "f"))


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
