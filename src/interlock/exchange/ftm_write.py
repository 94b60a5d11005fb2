"""Facts as FollowTheMoney entities: a documented projection, with an account of what it loses.

What the model has no place for is parked in one value of `description` (of actors and articles: `notes`) that begins with
`interlock:`. It is found by reading the finished entity back: whatever that does not give is parked.
"""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from interlock.exchange.content import Content, Quote, is_web, shown_address
from interlock.exchange.ftm_model import (
    ACTORS,
    KINDS_TO_FTM,
    LINK,
    MARK,
    NOTE,
    PAID,
    PROPERTIES,
    RANGES,
    SETTLED,
    Entity,
    Mapped,
    cleaned,
    figure,
    identity,
    parked,
)
from interlock.exchange.ftm_read import Named, core_of, default_kind, difference, native
from interlock.reporting.facts import fact_line
from interlock.reporting.figures import fact_quantities_in_words
from interlock.resolution.statuses import STOPPED
from interlock.resolution.times import days
from interlock.vocabulary import Fact, Kind, Money, Party, Status
from interlock.vocabulary.document import Document
from interlock.vocabulary.fact_codec import fact_to_record
from interlock.vocabulary.identity import LED

_DATED = STOPPED | {Status.DONE, Status.AGREED}
_QUOTES = 20
"""Sentences that stand in `summary`."""


@dataclass
class LossReport:
    """How many facts keep each field in a property of the model, how many have it parked, and how many lose it."""

    native: Counter[str] = field(default_factory=Counter)
    parked: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    where: dict[str, set[str]] = field(default_factory=dict)

    def rows(self) -> list[dict[str, Any]]:
        """One row for each field, by name: the numbers, and the properties that hold it."""
        names = sorted(self.native.keys() | self.parked.keys() | self.lost.keys())
        return [
            {
                "field": name,
                "native": self.native[name],
                "parked": self.parked[name],
                "lost": self.lost[name],
                "where": "; ".join(sorted(self.where.get(name, ()))),
            }
            for name in names
        ]

    def note(self, name: str, how: Counter[str], where: str = "") -> None:
        """Count one field of one fact."""
        how[name] += 1
        if where:
            self.where.setdefault(name, set()).add(where)


def ftm_entities(content: Content, report: LossReport) -> Iterator[tuple[Entity, list[Quote]]]:
    """The entities: actors, articles, then facts; each with the quotes that it rests on. The report is filled on the way."""
    parties = {actor_id(each): each for fact in content.facts for each in (fact.subject, fact.object, fact.origin) if each}
    actors = {key: _actor(each, content) for key, each in parties.items()}
    for key in sorted(actors):
        yield actors[key], []
    for document in sorted(content.documents.values(), key=lambda each: each.id):
        yield _article(document, report), []
    for fact in content.facts:
        quotes = content.quotes(fact)
        for entity in _fact(fact, quotes, actors, report):
            yield entity, quotes


def actor_id(party: Party) -> str:
    """The id of the entity that a party is."""
    alone = party.members or party.id == "group"
    return identity("actor", party.id, *((party.name, *party.members) if alone else ()))


def _actor(party: Party, content: Content) -> Entity:
    entity = Entity(actor_id(party), ACTORS[party.kind])
    entity.put_cut("name", party.name)
    known = content.identity_by_id.get(party.id)
    entry = content.atlas.get(party.id)
    names = [*(known.names if known else ()), *(entry.all_names() if entry else ())]
    entity.put("alias", *(name for name in names if name != party.name))
    if entry is not None:
        entity.put("country", entry.country.lower() if entry.country else None)
        entity.put("wikidataId", entry.wikidata)
        if entity.schema == "Company":
            entity.put("ticker", entry.ticker)
    own = {"id": party.id, "name": party.name, "kind": str(party.kind), "members": list(party.members) or None}
    read = Named.of(entity)
    given = {"id": read.party.id, "name": read.party.name, "kind": str(read.party.kind), "members": None}
    entity.put("notes", parked({name: cell for name, cell in own.items() if given[name] != cell}))
    return entity


def _article(document: Document, report: LossReport) -> Entity:
    entity = Entity(identity("document", document.id), "Article")
    entity.put("title", document.title)
    entity.put("author", document.author)
    entity.put("publisher", document.site)
    entity.put("publishedAt", document.published)
    entity.put("retrievedAt", document.retrieved or document.first_seen)
    entity.put("language", document.language)
    if is_web(document.address):
        entity.put("sourceUrl", document.address)
    if not entity.first("sourceUrl"):
        entity.put("fileName", shown_address(document.address))
        report.note("document.address", report.lost)
    entity.put("notes", parked({"document": document.id, "language": document.language}))
    report.note("document.text", report.lost)
    report.note("document.zones", report.lost)
    return entity


def _fact(fact: Fact, quotes: list[Quote], actors: dict[str, Entity], report: LossReport) -> Iterator[Entity]:
    mapped = _mapping(fact, actors)
    main = Entity(f"ilk-{fact.id}", mapped.schema)
    beside = list(_beside(fact, main, mapped, quotes, actors))
    _sides(main, mapped, fact)
    for name, value in mapped.fixed:
        main.put(name, value)
    _figures(main, fact)
    words = _words(fact)
    if mapped is LINK:
        main.put("role", str(fact.kind).replace("_", " "))
    elif "role" in PROPERTIES[main.schema]:
        main.put("role", fact.role)
    if "status" in PROPERTIES[main.schema]:
        main.put("status", str(fact.status))
    if main.schema == "Sanction":
        main.put("program", fact.asset)
        main.put("reason", words)
    if main.schema == "Note":
        main.put("name", words)
    _dated(main, fact)
    _sourced(main, fact, quotes)
    main.put("description", words)
    known = ChainMap({each.id: each for each in beside}, actors)
    rest = difference(core_of(fact_to_record(fact)), native(main, known, str(fact.kind)))
    if default_kind(main.schema) is not fact.kind:
        rest["kind"] = str(fact.kind)
    main.put("description", parked(rest | {"fact": fact.id}))
    _account(fact, rest, main.schema, report, paid=any(each.schema == "Payment" for each in (main, *beside)))
    yield main
    yield from beside


def _mapping(fact: Fact, actors: Mapping[str, Entity]) -> Mapped:
    if fact.object is None:
        return NOTE
    mapped = KINDS_TO_FTM.get(fact.kind, LINK)
    optional = fact.kind is Kind.GRANTS_EQUITY and fact.status is Status.OPTIONAL
    if fact.status not in SETTLED and not optional:
        return LINK
    fits = all(
        _fits("Contract" if name == "authority" and mapped.schema == "ContractAward" else mapped.schema, name, party, actors)
        for name, party in ((mapped.subject, fact.subject), (mapped.object, fact.object))
        if not (mapped.schema == "Sanction" and name == "authority")
    )
    if mapped.schema == "Sanction" and cleaned("string", fact.subject.name) is None:
        return LINK  # a name that its authority cannot hold
    return mapped if fits else LINK


def _fits(schema: str, name: str, party: Party, actors: Mapping[str, Entity]) -> bool:
    wanted = RANGES.get((schema, name))
    return wanted is None or actors[actor_id(party)].schema in wanted


def _sides(main: Entity, mapped: Mapped, fact: Fact) -> None:
    if mapped.schema == "ContractAward":
        main.put("contract", f"{main.id}-contract")
    elif mapped.schema == "Sanction":
        main.put("authority", fact.subject.name)
    else:
        main.put(mapped.subject, actor_id(fact.subject))
    if fact.object is not None:
        main.put(mapped.object, actor_id(fact.object))


def _beside(fact: Fact, main: Entity, mapped: Mapped, quotes: list[Quote], actors: Mapping[str, Entity]) -> Iterator[Entity]:
    """The entities that go with the main one: the contract of an award, the payment, the post that is left."""
    of = parked({"of": main.id})
    if mapped.schema == "ContractAward":
        contract = Entity(f"{main.id}-contract", "Contract")
        contract.put_cut("title", _words(fact))
        contract.put_cut("name", _words(fact))
        contract.put("authority", actor_id(fact.subject))
        contract.put("type", str(fact.kind).replace("_", " "))
        contract.put("status", str(fact.status))
        contract.put("description", of)
        yield contract
    if mapped.payment and fact.object is not None and fact.status in PAID:
        payer, payee = (fact.subject, fact.object) if mapped.payment == "along" else (fact.object, fact.subject)
        if all(_fits("Payment", name, each, actors) for name, each in (("payer", payer), ("beneficiary", payee))):
            payment = Entity(f"{main.id}-payment", "Payment")
            payment.put("payer", actor_id(payer))
            payment.put("beneficiary", actor_id(payee))
            _figures(payment, fact)
            payment.put("purpose", f"{fact.status}: {_words(fact)}")
            payment.put("programme", fact.asset)
            if mapped.schema == "ContractAward":
                payment.put("contract", f"{main.id}-contract")
            _dated(payment, fact)
            _sourced(payment, fact, quotes)
            payment.put("description", of)
            yield payment
    hired = fact.origin if mapped.schema == "Employment" and fact.kind is Kind.HIRES else None
    if hired is not None and fact.object is not None and _fits("Employment", "employer", hired, actors):
        left = Entity(f"{main.id}-origin", "Employment")
        left.put("employee", actor_id(fact.object))
        left.put("employer", actor_id(hired))
        left.put("status", "ended")
        left.put("endDate", None if "W" in (fact.date or "") else fact.date)
        left.put("description", of)
        yield left


def _figures(entity: Entity, fact: Fact) -> None:
    """The amount as the figure told (the upper end of a range) and the share in per cent, where the schema has a place."""
    known = PROPERTIES[entity.schema]
    money = fact.amount
    if isinstance(money, Money):
        told = figure(money.largest())
        if "amount" in known:
            entity.put("amount", told)
            entity.put("currency", money.currency)
            if money.currency == "USD":
                entity.put("amountUsd", told)
        elif "sharesValue" in known:
            entity.put("sharesValue", told)
            entity.put("sharesCurrency", money.currency)
    if fact.share is not None and "percentage" in known:
        entity.put("percentage", figure(round(fact.share.largest() * 100, 10)))


def _dated(entity: Entity, fact: Fact) -> None:
    date = fact.date if fact.date and "W" not in fact.date else None
    ends = fact.kind is Kind.LEAVES or fact.status is Status.ENDED
    if "date" in PROPERTIES[entity.schema]:
        entity.put("endDate" if ends and entity.schema in ("Employment", "Directorship", "Ownership") else "date", date)


def _sourced(entity: Entity, fact: Fact, quotes: list[Quote]) -> None:
    if "recordId" in PROPERTIES[entity.schema]:
        entity.put("recordId", fact.id)
    said = [row.said for row in fact.support if row.said]
    entity.put("modifiedAt", max(said, default=None))
    entity.put("proof", *(identity("document", each) for each in fact.documents))
    for quote in quotes[:_QUOTES]:
        entity.put("summary", quote.text)
        if is_web(quote.address):
            entity.put("sourceUrl", quote.address)


def _words(fact: Fact) -> str:
    """The fact in words, which never begin as what is parked does: a name could."""
    sizes = "; ".join(fact_quantities_in_words(fact))
    line = fact_line(fact)
    return (
        ("fact: " if (cleaned("text", line) or "").startswith(MARK) else "")
        + line
        + (f" ({sizes})" if sizes else "")
        + f" [{fact.status}]"
    )


def _account(fact: Fact, rest: Mapping[str, Any], schema: str, report: LossReport, *, paid: bool) -> None:
    """Count where each field of a fact went."""
    for name, cell in core_of(fact_to_record(fact)).items():
        if isinstance(cell, Mapping) and name in ("amount", "share", "power", "count"):
            missing = rest.get(name, {})
            for part in cell:
                kept = part not in missing
                report.note(f"{name}.{part}", report.native if kept else report.parked, schema if kept else "description")
        else:
            kept = name not in rest
            report.note(name, report.native if kept else report.parked, schema if kept else "description")
    for row in _lost(fact, paid):
        report.note(row, report.lost)


def _since_again(fact: Fact) -> str | None:
    """From when the status holds, as one claim dated by the fact tells it: what an import comes to."""
    said = max((row.said for row in fact.support if row.said), default=None)
    when = fact.since if fact.since and len(fact.since) == 10 and fact.since != fact.date else said
    if fact.date and fact.status in _DATED and (when is None or days(fact.date)[0] <= days(when)[1]):
        return fact.date
    return when


def _lost(fact: Fact, paid: bool) -> Iterable[str]:
    counted = Counter(value.field for value in fact.values)
    if any(number > 1 for number in counted.values()):
        yield "values (other figures told)"
    if len(fact.history) > 1:
        yield "history (earlier statuses)"
    if len(fact.statuses) > 1:
        yield "statuses (other statuses told)"
    if any(step.by for step in fact.history):
        yield "history.by (who says so)"
    if _since_again(fact) != fact.since:
        yield "since (told by another document than the date)"
    parties = [each.id for each in (fact.subject, fact.object, fact.origin) if each]
    if any("@" in party for party in parties):
        yield "party id (half a name is somebody else in each document)"
    if any(LED in party for party in parties):
        yield "party id (firms of one name that their leaders tell apart)"
    yield "support (offsets, conditions, confidence, reader, origins)"
    mapped = KINDS_TO_FTM.get(fact.kind)
    moves = mapped is not None and (mapped.payment is not None or mapped.schema == "Payment")
    if moves and not paid:
        yield "Payment (the way the money goes)"
