"""A claim: one proposition that one passage of one document makes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from interlock.vocabulary.actor import Actor
from interlock.vocabulary.kinds import Kind
from interlock.vocabulary.quantity import Money, Quantity

LONGEST_EVIDENCE = 400
"""Characters. A quote is the smallest run of text, at most two adjacent sentences, that says the claim."""


class Status(StrEnum):
    """How far the thing claimed has come."""

    DONE = "done"
    AGREED = "agreed"
    PLANNED = "planned"
    TALKS = "talks"
    OPTIONAL = "optional"  # a right, not exercised
    POSSIBLE = "possible"
    STALLED = "stalled"
    REFUSED = "refused"
    ENDED = "ended"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the document says it: half-open offsets in Unicode code points; `quote` is exactly that slice."""

    document: str
    start: int
    end: int
    quote: str
    language: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"start {self.start} and end {self.end} enclose no text")
        if len(self.quote) != self.end - self.start:
            raise ValueError(f"the quote has {len(self.quote)} characters, the span {self.end - self.start}")

    def overlaps(self, other: Evidence) -> bool:
        """Whether two places of one document have text in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition with its evidence. Fields and their meaning: docs/data-dictionary.md.

    `date` is an ISO 8601 prefix ('2025', '2025-10', '2025-10-06', '2025-W44'); `period` an interval or a duration;
    `status_word` is the word inside the evidence that shows the status, where there is one.
    """

    id: str
    kind: Kind
    subject: Actor
    status: Status
    evidence: Evidence
    confidence: float
    reader: str
    object: Actor | None = None
    origin: Actor | None = None
    asset: str | None = None
    metric: str | None = None
    role: str | None = None
    amount: Money | None = None
    share: Quantity | None = None
    power: Quantity | None = None
    count: Quantity | None = None
    unit: str | None = None
    period: str | None = None
    per: str | None = None
    date: str | None = None
    status_word: str | None = None
    position: int | None = None
    attributed_to: tuple[Actor, ...] = ()
    deal: str | None = None
    part_of: str | None = None
    condition: str | None = None
    notes: tuple[str, ...] = ()

    def quantities(self) -> dict[str, Quantity]:
        """The quantities that the claim holds, by field name."""
        found = {"amount": self.amount, "share": self.share, "power": self.power, "count": self.count}
        return {name: quantity for name, quantity in found.items() if quantity is not None}


def claim_id(
    text: str,
    kind: Kind,
    refinement: str | None,
    span: tuple[int, int],
    subject_mention: str,
    object_mention: str | None,
    quantities: dict[str, Quantity],
    reference_date: str | None,
) -> str:
    """The content hash that identifies a claim: 16 bytes as lower-case hex.

    `text` is the id of the document's text. The reader is no part of it, so two readers that agree make one claim.
    `refinement` is hashed with the kind: the metric of a `reports`, the role of a post, else None.
    """
    parts = [text, f"{kind}:{refinement or ''}", f"{span[0]}-{span[1]}", subject_mention, object_mention or ""]
    for name in sorted(quantities):
        q = quantities[name]
        currency = q.currency if isinstance(q, Money) else None
        parts.append(f"{name}={q.value}|{q.bound}|{q.low}|{q.high}|{currency}")
    parts.append(reference_date or "")
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:32]
