"""What a digest is made of, before any word is chosen: typed sentences with the facts that each rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from interlock.vocabulary import Claim, Dispute, Fact, Party, Quantity, Status

REFERENCE, REFERENCE_END = "\ue000", "\ue001"
"""Around the number of a source inside a sentence; no document's words can hold them."""


GROUP = "group: "
"""What stands before the words for several actors that no text names."""


class Section(StrEnum):
    """The parts of a digest, in order."""

    LEAD = "lead"
    HAPPENED = "happened"
    PART_OF = "part_of"
    FIGURES = "figures"
    PEOPLE = "people"
    POLICY = "policy"
    VOICES = "voices"
    REPORTED = "reported"
    UNKNOWN = "unknown"
    ENDED = "ended"
    CHANGED = "changed"


class Form(StrEnum):
    """What a sentence says, which decides its frame."""

    FACT = "fact"
    SCOPE = "scope"  # how much the digest covers
    STANDING = "standing"  # how many of the facts have a second origin, how many are in dispute
    QUIET = "quiet"  # nothing was told in the period
    MORE = "more"  # how many further facts are left out
    LOOP = "loop"
    EXPOSURE = "exposure"
    COVERAGE = "coverage"
    DISPUTE = "dispute"
    UNKNOWN = "unknown"
    CHANGE_NEW = "change_new"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class PartySlot:
    """An actor, to be named in the language of the digest."""

    party: Party


@dataclass(frozen=True, slots=True)
class QuantitySlot:
    """A quantity with its bound; `field` is amount, share, power, count, or times (a ratio)."""

    field: str
    quantity: Quantity
    unit: str | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True)
class DateSlot:
    """A date or period in ISO 8601."""

    date: str


@dataclass(frozen=True, slots=True)
class TermSlot:
    """A value of a closed list, such as a status or a reason, that the language file has words for."""

    group: str
    key: str


@dataclass(frozen=True, slots=True)
class NumberSlot:
    """A number of things counted; `what` names the plural forms in the language file."""

    number: int
    what: str


@dataclass(frozen=True, slots=True)
class DealSlot:
    """A fact as a noun phrase: 'the investment by A in B (in talks)'."""

    fact: str


@dataclass(frozen=True, slots=True)
class WordsSlot:
    """A document's own words."""

    text: str


@dataclass(frozen=True, slots=True)
class SideSlot:
    """One side of a dispute: what it tells, who says so, and from how many origins."""

    told: Slot
    by: tuple[str, ...]
    origins: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeveralSlot:
    """A list, joined as the language joins lists."""

    items: tuple[Slot, ...]


Slot = PartySlot | QuantitySlot | DateSlot | TermSlot | NumberSlot | DealSlot | WordsSlot | SideSlot | SeveralSlot


@dataclass(frozen=True, slots=True)
class Derived:
    """A value that no fact holds itself and that a sentence may tell: how it was worked out, and what it is.

    One of `quantity` (its `field` says of what: amount, share, power, count, times), `date` and `status` is filled.
    """

    how: str
    field: str
    quantity: Quantity | None = None
    date: str | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote of a cited claim in one document."""

    fact: str
    claim: str
    document: str


@dataclass(frozen=True, slots=True)
class SentenceRecord:
    """One sentence to be written.

    `facts` are those that it rests on, of which `order` names the parties in the order in which they must be told; `seal` is
    the fingerprint of the facts from which the `derived` values were worked out.
    """

    id: str
    section: Section
    form: Form
    facts: tuple[str, ...]
    slots: Mapping[str, Slot]
    citations: tuple[Citation, ...] = ()
    origins: int = 0
    documents: int = 0
    derived: tuple[Derived, ...] = ()
    seal: str = ""
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of one deal or story; `parties` head it."""

    id: str
    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A document that the digest cites, by its number. `copy_of` is the number or the name of what it repeats."""

    number: int
    document: str
    outlet: str
    title: str
    date: str | None
    language: str
    address: str
    relation: str
    copy_of: int | None = None
    named_source: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What sentences are checked against: facts, their claims and the disputes, by id; and names of actors, by theirs."""

    facts: Mapping[str, Fact]
    claims: Mapping[str, Claim]
    disputes: Mapping[str, Dispute]
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def names_of(self, party: Party) -> frozenset[str]:
        """Every name that a party may go by."""
        return self.names.get(party.id, frozenset()) | {party.name, party.name.removeprefix(GROUP), *party.members}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as written and passed by the gate. `tail` counts its papers and origins behind it; `writer` is 'template' or the
    name of the model that worded the text."""

    record: SentenceRecord
    text: str
    tail: str = ""
    writer: str = "template"

    @property
    def whole(self) -> str:
        """The sentence with the count behind it."""
        return self.text + self.tail


@dataclass(frozen=True, slots=True)
class Refused:
    """A sentence that the gate refused, and why."""

    record: SentenceRecord
    text: str
    reasons: tuple[str, ...]
    writer: str = "template"


@dataclass(frozen=True)
class Digest:
    """A digest in one language, ready to be rendered."""

    language: str
    title: str
    headline: Sentence | None
    sentences: tuple[Sentence, ...]
    groups: Mapping[str, str]
    sources: tuple[SourceRow, ...]
    evidence: Evidence
    refused: tuple[Refused, ...] = ()
    period: tuple[str | None, str | None] = (None, None)
    about: str | None = None
    notes: tuple[str, ...] = ()
    since: str | None = None

    def of(self, section: Section) -> tuple[Sentence, ...]:
        """The sentences of a section."""
        return tuple(each for each in self.sentences if each.record.section is section)

    def number_of(self, document: str) -> int:
        """The number of a source."""
        return next(row.number for row in self.sources if row.document == document)


def fingerprint(facts: Iterable[Fact]) -> str:
    """A hash of all that sentences tell of facts: it differs as soon as a value, a name, a status or a bound does."""
    lines = []
    for fact in sorted(facts, key=lambda each: each.id):
        parties = [f"{party.id}={party.name}" for party in (fact.subject, fact.object, fact.origin) if party is not None]
        told = [f"{row.claim}@{row.document}<{row.origin}" for row in fact.support]
        plain = (fact.asset, fact.role, fact.metric, fact.unit, fact.per, fact.period, fact.date)
        lines.append(repr((fact.id, fact.kind, fact.status, parties, fact.quantities(), fact.values, plain, told)))
    return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()[:32]
