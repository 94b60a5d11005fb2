"""What the renderers are handed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from interlock.vocabulary import Claim, Kind, Money, Party, Status, ZoneKind


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim of a deal: where and when it was told. `short` is the claim's id as shown."""

    claim: Claim
    short: str
    title: str | None
    address: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Deal:
    """Claims of one kind between the same two actors. Nothing is added up: `size` is the largest amount told.

    `status` is that of the telling which `size` comes from (of the first telling where no amount is told).
    """

    kind: Kind
    subject: Party
    object: Party
    size: Money | None
    status: Status
    tellings: tuple[Telling, ...]

    @property
    def leading(self) -> Telling:
        """The telling that `size` and `status` come from."""
        return next((told for told in self.tellings if told.claim.amount is self.size), self.tellings[0])

    @property
    def other_statuses(self) -> tuple[Status, ...]:
        """Statuses that other tellings give, in the order told."""
        return tuple(status for status in dict.fromkeys(t.claim.status for t in self.tellings) if status is not self.status)

    @property
    def other_sizes(self) -> tuple[Money, ...]:
        """Amounts that other tellings give, where they differ from `size`."""
        told = {_figure(t.claim.amount): t.claim.amount for t in reversed(self.tellings) if t.claim.amount is not None}
        return tuple(money for key, money in reversed(told.items()) if self.size is not None and key != _figure(self.size))


def _figure(money: Money | None) -> tuple[object, ...]:
    return () if money is None else (money.value, money.low, money.high, str(money.bound), money.currency)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as a report lists it."""

    id: str
    address: str
    title: str | None
    site: str | None
    language: str
    published: str | None
    characters: int
    zones: tuple[tuple[str, int], ...]
    sentences: int
    claims: int


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor as seen in the claims."""

    id: str
    name: str
    kind: str
    claims: int
    as_subject: int
    as_object: int
    as_source: int
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WitnessRow:
    """Who found a claim, and where."""

    reader: str
    confidence: float
    document: str
    address: str


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence around the evidence. `start` is its place in the document; `quoted` the part that is the evidence."""

    start: int
    text: str
    zone: ZoneKind
    quoted: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that stands behind one claim.

    `selectors` say where the quote stands, as the W3C has them; `link` leads to it on its page, where that is one of the web.
    """

    claim: Claim
    short: str
    document: DocumentRow
    published_from: str | None
    first_seen: str | None
    sentences: tuple[ShownSentence, ...]
    witnesses: tuple[WitnessRow, ...]
    selectors: tuple[Mapping[str, object], ...] = ()
    link: str | None = None
