"""Which facts a digest tells, in what order, and what it says of each: sentence records, before any language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from interlock.network.flows import VOID
from interlock.reporting.digest.material import Material, counted, record_of
from interlock.reporting.digest.plan_network import network_records
from interlock.reporting.digest.plan_rest import change_records, dispute_records, unknown_record
from interlock.reporting.digest.records import (
    DateSlot,
    Derived,
    Form,
    Group,
    NumberSlot,
    Section,
    SentenceRecord,
    Slot,
    WordsSlot,
    fingerprint,
)
from interlock.vocabulary import KINDS, Claim, Fact, Kind, Status

_POLICY = frozenset({Kind.RESTRICTS, Kind.EASES, Kind.LEVIES})
_MOVES = (Kind.HIRES, Kind.OFFERS, Kind.LEAVES, Kind.FOUNDS, Kind.LEADS)
_BESIDE = frozenset({Kind.BUILDS, Kind.RELEASES, Kind.LISTS, Kind.JOINS})
"""Told among what happened though they are no deals between two parties."""
_OVER = VOID | {Status.STALLED}
LONGEST_QUOTE = 240


@dataclass(frozen=True)
class Plan:
    """The sentences of a digest in order, the groups of those that tell what happened, the fact that heads it."""

    records: tuple[SentenceRecord, ...]
    groups: Mapping[str, Group]
    headline: SentenceRecord | None


def plan(material: Material) -> Plan:
    """The plan. Without facts it has one sentence, which says so."""
    if not material.facts:
        slots: dict[str, Slot] = {"about": WordsSlot(material.about)} if material.about else {}
        return Plan((SentenceRecord("quiet", Section.LEAD, Form.QUIET, (), slots),), {}, None)
    told = [fact for fact in material.facts if fact.status not in _OVER]
    deals = [fact for fact in told if (KINDS[fact.kind].deal and fact.kind not in _POLICY) or fact.kind in _BESIDE]
    groups, ordered = grouped(deals, material.claims)
    most = material.most
    shown = most.cut(ordered, most.deals)
    group_of = {fact: group.id for group in groups.values() for fact in group_facts(group, groups, ordered)}
    happened = [_fact(material, Section.HAPPENED, fact, group_of.get(fact.id)) for fact in shown]
    policy = most.cut([fact for fact in told if fact.kind in _POLICY], most.others)
    people = most.cut(_people(told), most.others)
    figures = most.cut([fact for fact in told if fact.kind is Kind.REPORTS and fact.quantities()], most.others)
    quoted = (fact for fact in _voices(told) if _quote(material, fact))
    voices = list(islice(quoted, most.others or None))
    over = most.cut([fact for fact in material.facts if fact.status in _OVER and fact.kind is not Kind.SAYS], most.others)
    cited = {fact.id for fact in (*shown, *policy)}
    rest = [
        *network_records(material, cited, most.others),
        *(_fact(material, Section.FIGURES, fact) for fact in figures),
        *(_fact(material, Section.PEOPLE, fact) for fact in people),
        *(_fact(material, Section.POLICY, fact) for fact in policy),
        *(_voice(material, fact) for fact in voices),
        *dispute_records(material, most.others),
        *list(filter(None, (unknown_record(material, fact) for fact in shown)))[: most.others or None],
        *(_fact(material, Section.ENDED, fact) for fact in over),
        *change_records(material, most.others),
    ]
    all_told = {each for record in (*happened, *rest) for each in record.facts}
    left = len([fact for fact in material.facts if fact.id not in all_told])
    records = [*_lead(material, left), *happened, *rest]
    head = next((record for record in happened), None) or next(iter(rest), None)
    used = {record.group for record in happened}
    shown_groups = {key: group for key, group in groups.items() if key in used}
    return Plan(tuple(records), shown_groups, head if head and head.form is Form.FACT else None)


def grouped(deals: Sequence[Fact], claims: Mapping[str, Claim]) -> tuple[dict[str, Group], list[Fact]]:
    """Deals that belong together: between the same parties, or legs that a document ties to one deal.

    The groups stand in the order of their most important fact, and so do the facts.
    """
    head: dict[str, str] = {}

    def root(key: str) -> str:
        while head.setdefault(key, key) != key:
            key = head[key]
        return key

    for fact in deals:
        keys = [f"parties:{'+'.join(sorted({fact.subject.id, fact.object.id if fact.object else fact.subject.id}))}"]
        keys += [f"deal:{claims[each].deal}" for each in fact.claims if each in claims and claims[each].deal]
        for key in keys:
            head[root(key)] = root(f"fact:{fact.id}")
    members: dict[str, list[Fact]] = defaultdict(list)
    for fact in deals:
        members[root(f"fact:{fact.id}")].append(fact)
    groups, ordered = {}, list[Fact]()
    for facts in members.values():  # in the order of their first fact, which is the most important one
        first = facts[0]
        parties = tuple(party for party in (first.subject, first.object) if party is not None)
        groups[f"fact:{first.id}"] = Group(f"fact:{first.id}", parties)
        ordered += facts
    return groups, ordered


def group_facts(group: Group, groups: Mapping[str, Group], ordered: Sequence[Fact]) -> Iterator[str]:
    """Ids of the facts of a group: from its first one to that of the next."""
    inside = False
    for fact in ordered:
        key = f"fact:{fact.id}"
        if key in groups:
            inside = key == group.id
        if inside:
            yield fact.id


def _people(facts: Iterable[Fact]) -> list[Fact]:
    """Moves of people, hirings and offers before posts, those of several origins first."""
    rows = [fact for fact in facts if fact.kind in _MOVES]
    return sorted(rows, key=lambda fact: _MOVES.index(fact.kind))


def _voices(facts: Iterable[Fact]) -> list[Fact]:
    """Statements with a known speaker, those of most origins first; the document's own opinion is none."""
    rows = [fact for fact in facts if fact.kind is Kind.SAYS and not fact.subject.id.startswith("person:document-author")]
    return sorted(rows, key=lambda fact: (-len(fact.origins), -len(fact.documents)))


def _fact(material: Material, section: Section, fact: Fact, group: str | None = None) -> SentenceRecord:
    return record_of(material, section, Form.FACT, (fact,), {}, group=group)


def _voice(material: Material, fact: Fact) -> SentenceRecord:
    return record_of(material, Section.VOICES, Form.FACT, (fact,), {"quote": WordsSlot(_quote(material, fact))})


def _quote(material: Material, fact: Fact) -> str:
    """The words of a statement: of the claim that readers are surest of; a long one is cut between two words."""
    told = [material.claims[each] for each in fact.claims if each in material.claims]
    if not told:
        return ""
    best = max(told, key=lambda claim: (claim.confidence, -len(claim.evidence.quote), claim.id))
    text = " ".join(best.evidence.quote.split())
    if len(text) <= LONGEST_QUOTE:
        return text
    cut = text[:LONGEST_QUOTE]
    return cut[: cut.rfind(" ")] if " " in cut[LONGEST_QUOTE // 2 :] else cut


def _lead(material: Material, left: int) -> Iterator[SentenceRecord]:
    facts = material.facts
    support = [row for fact in facts for row in fact.support if row.document in material.documents]
    documents = {row.document for row in support}
    days = sorted(row.said for row in support if row.said)
    spoken = {material.languages[each] for each in documents if each in material.languages}
    slots: dict[str, Slot] = {
        "documents": NumberSlot(len(documents), "documents"),
        "languages": NumberSlot(len(spoken), "languages"),
        "facts": NumberSlot(len(facts), "facts"),
    }
    derived = [
        counted("documents that tell the facts", len(documents)),
        counted("languages of these documents", len(spoken)),
        counted("facts of the period", len(facts)),
    ]
    if days:
        one = days[0] == days[-1]
        slots |= {"day": DateSlot(days[0])} if one else {"first": DateSlot(days[0]), "last": DateSlot(days[-1])}
        ends = (("first day of publication", days[0]), ("last day of publication", days[-1]), ("both", f"{days[0]}/{days[-1]}"))
        derived += [Derived(how, "date", date=day) for how, day in ends]
    if material.about:
        slots["about"] = WordsSlot(material.about)
    yield _general(Form.SCOPE, slots, derived)
    seconded = sum(1 for fact in facts if len(fact.origins) > 1)
    yield _general(
        Form.STANDING,
        {"seconded": NumberSlot(seconded, "seconded"), "disputes": NumberSlot(len(material.disputes), "disputes")},
        [counted("facts with a second origin", seconded), counted("disputes", len(material.disputes))],
    )
    if left:
        yield _general(Form.MORE, {"further": NumberSlot(left, "further")}, [counted("facts that are left out", left)])


def _general(form: Form, slots: Mapping[str, Slot], derived: Sequence[Derived]) -> SentenceRecord:
    """A sentence on the digest as a whole: it cites no fact, its counts are those of the plan."""
    return SentenceRecord(str(form), Section.LEAD, form, (), slots, derived=tuple(derived), seal=fingerprint(()))
