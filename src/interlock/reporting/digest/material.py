"""The material of a digest, and sentence records with their citations and true counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from interlock.network.exposure import Coverage, Exposure
from interlock.network.flows import result_id
from interlock.network.loops import Loop
from interlock.reporting.digest.records import Citation, Derived, Form, Section, SentenceRecord, Slot, fingerprint
from interlock.reporting.fact_model import FactChange
from interlock.vocabulary import Claim, Dispute, Fact, Party, Quantity


@dataclass(frozen=True, slots=True)
class Most:
    """How many sentences a section may have; 0 leaves it open."""

    deals: int = 24
    others: int = 8

    def cut(self, rows: Sequence[Fact], most: int) -> Sequence[Fact]:
        """The first rows."""
        return rows[:most] if most else rows


@dataclass(frozen=True)
class Material:
    """What there is to tell: the facts of the period, the most important first, and what hangs on them.

    `every` holds all facts by id: a loop may run through deals that are older than the period. `claims` are the claims, by id;
    `changes` what became of facts since `since`, `documents` are those of the period, `languages` that of each document.
    """

    facts: Sequence[Fact]
    every: Mapping[str, Fact]
    claims: Mapping[str, Claim]
    disputes: Sequence[Dispute]
    loops: Sequence[Loop] = ()
    exposures: Sequence[Exposure] = ()
    coverages: Sequence[Coverage] = ()
    parties: Mapping[str, Party] = field(default_factory=dict)
    changes: Sequence[FactChange] = ()
    since: str | None = None
    documents: frozenset[str] = frozenset()
    languages: Mapping[str, str] = field(default_factory=dict)
    about: str | None = None
    most: Most = Most()


def citations(material: Material, facts: Iterable[Fact]) -> tuple[Citation, ...]:
    """Each claim of the facts in each document that tells it, those published first before the others."""
    said = {
        Citation(fact.id, row.claim, row.document): row.said or "9999"
        for fact in facts
        for row in fact.support
        if row.claim in material.claims
    }
    return tuple(sorted(said, key=lambda row: (said[row], row.claim, row.fact, row.document)))


def record_of(
    material: Material,
    section: Section,
    form: Form,
    facts: Sequence[Fact],
    slots: Mapping[str, Slot],
    *,
    identity: str | None = None,
    derived: tuple[Derived, ...] = (),
    group: str | None = None,
) -> SentenceRecord:
    """A record with its citations and the true count of its origins."""
    support = [row for fact in facts for row in fact.support]
    return SentenceRecord(
        identity or result_id("sentence", section, form, *(fact.id for fact in facts)),
        section,
        form,
        tuple(fact.id for fact in facts),
        slots,
        citations(material, facts),
        len({row.origin for row in support}),
        len({row.document for row in support}),
        derived,
        fingerprint(facts) if derived else "",
        group,
    )


def counted(how: str, number: float) -> Derived:
    """A count that was worked out."""
    return Derived(how, "count", Quantity(float(number)))
