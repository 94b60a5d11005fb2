"""Claims that triggers make: arguments, then quantities, dates, assets, status and sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interlock.extraction.arguments import Found
from interlock.extraction.conditions import add_conditions, find_conditions, is_supposed
from interlock.extraction.dates import FoundDate
from interlock.extraction.draft import Draft
from interlock.extraction.mention import Source
from interlock.extraction.merging import merged
from interlock.extraction.modality import Attribution, find_status
from interlock.extraction.passage import Passage
from interlock.extraction.quantities import FoundQuantity
from interlock.extraction.readings import Reading
from interlock.vocabulary import KINDS, Actor, ActorKind, Kind, Money, Quantity

_MONEY = frozenset({"amount"})
_TAKES: dict[Kind, frozenset[str]] = {
    Kind.INVESTS_IN: frozenset({"amount", "share"}),
    Kind.ACQUIRES: frozenset({"amount", "share"}),
    Kind.OWNS: frozenset({"amount", "share"}),
    Kind.GRANTS_EQUITY: frozenset({"amount", "share", "count"}),
    Kind.LENDS_TO: _MONEY,
    Kind.GUARANTEES: _MONEY,
    Kind.FUNDS: _MONEY,
    Kind.BUYS_FROM: frozenset({"amount", "power", "count"}),
    Kind.LEASES_FROM: frozenset({"amount", "power", "count"}),
    Kind.PARTNERS_WITH: frozenset({"power"}),
    Kind.JOINS: frozenset(),
    Kind.BUILDS: frozenset({"amount", "power", "count"}),
    Kind.HIRES: frozenset({"amount", "count"}),
    Kind.OFFERS: frozenset({"amount", "count"}),
    Kind.LEAVES: frozenset({"count"}),
    Kind.RESTRICTS: frozenset({"count", "amount"}),
    Kind.EASES: frozenset({"count"}),
    Kind.LEVIES: frozenset({"amount", "share"}),
    Kind.LISTS: _MONEY,
    Kind.HOSTS: frozenset({"count"}),
    Kind.ATTENDS: frozenset({"count"}),
}
_METRIC_TAKES: dict[str, frozenset[str]] = {
    "share_price_change": frozenset({"share"}),
    "users": frozenset({"count"}),
    "headcount": frozenset({"count"}),
    "attendance": frozenset({"count"}),
    "submissions": frozenset({"count"}),
    "quota": frozenset({"count"}),
    "compute_capacity": frozenset({"power", "count"}),
    "market_value_change": frozenset({"amount", "share"}),
}
_FARTHEST = 22.0
"""Words between a trigger and a quantity of its claim."""
_OWN_STATUS = frozenset({Kind.RESTRICTS, Kind.EASES, Kind.LEVIES, Kind.HIRES})
"""Kinds whose words ('freezes', 'approves', 'signs' a player) are the act itself and no sign of its status."""
_SURE_OF_UNKNOWN = 0.6
"""Confidence from which a claim between two unknown names counts without any figure."""
_DATELESS = frozenset({Kind.LEADS})
_PARTIES_APART = frozenset(
    {Kind.LEVIES, Kind.JOINS, Kind.RESTRICTS, Kind.EASES, Kind.PARTNERS_WITH, Kind.COMPETES_WITH, Kind.ATTENDS}
)
"""Kinds in which the members of a joint subject each stand alone, also where a quantity is named."""


def read_propositions(passage: Passage, readings: list[Reading], attributions: tuple[Attribution, ...]) -> list[Draft]:
    """The claims that the readings of a sentence make, speech and posts apart."""
    conditions = find_conditions(passage)
    drafts = [draft for reading in readings if (draft := _told(reading, passage, conditions)) is not None]
    _hand_out_quantities(drafts, passage)
    kept = [draft for draft in drafts if _has_needs(draft) and not _is_thin(draft)]
    for draft in kept:
        _settle_kind(draft)
        _add_circumstances(draft, passage, attributions)
    add_conditions(kept, passage, conditions)
    return merged([single for draft in kept for single in apart(draft)])


def _told(reading: Reading, passage: Passage, conditions: Sequence[tuple[int, int]]) -> Draft | None:
    """The draft of a reading; None where its clause only supposes."""
    draft = _draft(reading, passage)
    subject = None if reading.subject.inferred else reading.subject.candidate.start
    return None if is_supposed(passage, reading.start, subject, draft.status, conditions) else draft


def _draft(reading: Reading, passage: Passage) -> Draft:
    trigger = reading.trigger
    found = [part for part in (reading.subject, reading.object, reading.origin) if part is not None]
    draft = Draft(
        kind=trigger.kind,
        passage=passage,
        subjects=reading.subject.actors(),
        objects=reading.object.actors() if reading.object else (),
        anchor=(reading.start, reading.end),
        status=find_status(passage, reading.start, reading.end, trigger.status, trigger.kind not in _OWN_STATUS),
        confidence=_confidence(reading),
        spans=[_span(part) for part in found if not part.inferred],
        needs=trigger.needs,
        takes=_takes(reading),
        origin=reading.origin.actors()[0] if reading.origin else None,
        asset=trigger.asset,
        metric=_metric(reading),
        role=trigger.role,
        position=trigger.position,
        notes=("inferred_actor",) if any(part.inferred or part.acts_for for part in found) else (),
        unknown_parties=not any(part.candidate.head.is_known for part in (reading.subject, reading.object) if part),
    )
    if draft.status.start is not None and draft.status.end is not None:
        draft.spans.append((draft.status.start, draft.status.end))
    return draft


def _metric(reading: Reading) -> str | None:
    """The figure that is reported: what a listed firm is worth is its market value."""
    metric, head = reading.trigger.metric, reading.subject.candidate.head
    return "market_value" if metric == "valuation" and head.listed else metric


def _span(found: Found) -> tuple[int, int]:
    return found.candidate.start, found.candidate.members[-1].end


def _takes(reading: Reading) -> frozenset[str]:
    trigger = reading.trigger
    if trigger.takes is not None:
        return trigger.takes
    if trigger.kind is Kind.REPORTS:
        return _METRIC_TAKES.get(trigger.metric or "", _MONEY)
    return _TAKES.get(trigger.kind, frozenset())


def _confidence(reading: Reading) -> float:
    sources = [part.candidate.head.source for part in (reading.subject, reading.object) if part is not None]
    unsure = sum(0.08 for source in sources if source is not Source.ATLAS)
    return min(max(reading.score - unsure, 0.05), 0.95)


def _hand_out_quantities(drafts: list[Draft], passage: Passage) -> None:
    """Each quantity to the nearest trigger that takes it, one of a field for each."""
    offers = []
    for order, draft in enumerate(drafts):
        for place, quantity in enumerate(passage.quantities):
            if _is_elsewhere(quantity, passage):
                continue
            if field_of(draft, quantity) in draft.takes and _fits_kind(draft, quantity):
                cost = _cost(draft, quantity, passage)
                if cost is not None:
                    offers.append((cost, order, place))
    used: dict[int, Draft] = {}
    for _, order, place in sorted(offers):
        draft, quantity = drafts[order], passage.quantities[place]
        field = field_of(draft, quantity)
        if field in draft.quantities or (place in used and not _may_share(used[place], draft)):
            continue
        used[place] = draft
        if field != quantity.field:
            quantity = as_count(quantity, draft.metric or "")
        draft.quantities[field] = quantity
        draft.spans.append((quantity.start, quantity.end))
        draft.per = draft.per or quantity.per
        if quantity.carried:
            draft.notes = (*draft.notes, "currency_from_context")
        if field == "count":
            draft.unit = quantity.unit


def _is_elsewhere(quantity: FoundQuantity, passage: Passage) -> bool:
    """Whether the words beside a figure make it that of a market, not of a deal in it."""
    grammar, folded = passage.language.grammar, passage.folded
    before = folded[max(passage.start, quantity.start - _ELSEWHERE_REACH) : quantity.start]
    behind = folded[quantity.end : min(passage.end, quantity.end + _ELSEWHERE_REACH)]
    if grammar.elsewhere_before and grammar.elsewhere_before.search(before):
        return True
    return grammar.elsewhere_behind is not None and grammar.elsewhere_behind.match(behind) is not None


_ELSEWHERE_REACH = 40
_COUNTED_METRICS = frozenset({"users", "headcount", "attendance", "submissions"})


def field_of(draft: Draft, quantity: FoundQuantity) -> str:
    """What a figure is for a claim: a large number without a currency counts heads where heads are reported ('8億')."""
    money = quantity.quantity
    unnamed = isinstance(money, Money) and (quantity.carried or quantity.loose or money.currency is None)
    return "count" if unnamed and draft.metric in _COUNTED_METRICS else quantity.field


def as_count(quantity: FoundQuantity, unit: str) -> FoundQuantity:
    money = quantity.quantity
    count = Quantity(money.value, money.bound, money.low, money.high, money.text)
    return replace(quantity, field="count", quantity=count, unit=unit, people=True, carried=False)


def _may_share(one: Draft, other: Draft) -> bool:
    """Whether two claims may hold one figure: on the same words ('raised $5bn from X'), or a loan and its guarantee."""
    if {one.kind, other.kind} == {Kind.LENDS_TO, Kind.GUARANTEES}:
        return True
    return one.anchor[0] < other.anchor[1] and other.anchor[0] < one.anchor[1]


def _cost(draft: Draft, quantity: FoundQuantity, passage: Passage) -> float | None:
    start, end = draft.anchor
    inside = quantity.start < end and start < quantity.end
    before = quantity.end <= start
    near, far = (quantity.end, start) if before else (end, quantity.start)
    distance = 0.0 if inside else passage.distance(near, far)
    if distance > _FARTHEST:
        return None
    breaks, commas = (0, 0) if inside else passage.barriers(near, far)
    return distance + 6 * breaks + 2 * commas + (1.0 if before else 0.0)


def _fits_kind(draft: Draft, quantity: FoundQuantity) -> bool:
    """People are counted where people move or are reported; things where things are bought, built or reported."""
    if field_of(draft, quantity) != "count" or quantity.field != "count":
        return True
    if draft.kind is Kind.REPORTS:
        return quantity.people == (draft.metric in ("users", "headcount", "attendance"))
    if draft.kind in (Kind.HIRES, Kind.OFFERS, Kind.LEAVES, Kind.ATTENDS):
        return quantity.people
    return not quantity.people


def _settle_kind(draft: Draft) -> None:
    """What figures and parties say of the kind: a stake of half or less is an investment, more an acquisition."""
    if draft.kind is Kind.FUNDS and any(actor.kind is ActorKind.EVENT for actor in draft.objects):
        draft.kind = Kind.HOSTS  # who sponsors an event is one of its hosts
    share = draft.quantities.get("share")
    if share is None or draft.kind not in (Kind.INVESTS_IN, Kind.ACQUIRES):
        return
    least = share.quantity.low if share.quantity.value is None else share.quantity.value
    kind = Kind.ACQUIRES if least is not None and least > 0.5 else Kind.INVESTS_IN
    if all(actor.kind in KINDS[kind].object for actor in draft.objects):
        draft.kind = kind


def _is_thin(draft: Draft) -> bool:
    """Whether nothing but two unknown names and doubtful words speak for the claim."""
    return draft.unknown_parties and not draft.quantities and draft.confidence < _SURE_OF_UNKNOWN


def _has_needs(draft: Draft) -> bool:
    if not draft.needs:
        return True
    has_asset = draft.asset is not None or any(
        draft.passage.distance(asset.start, draft.anchor[1]) <= _FARTHEST for asset in draft.passage.assets
    )
    held = {
        "quantity": bool(draft.quantities),
        "object": bool(draft.objects),
        "origin": draft.origin is not None,
        "asset": has_asset,
        "position": draft.position is not None,
        "date": bool(draft.passage.dates),
    }
    return any(name in draft.quantities or held.get(name, False) for name in draft.needs)


def _add_circumstances(draft: Draft, passage: Passage, attributions: tuple[Attribution, ...]) -> None:
    """Date, period, asset and sources from the same sentence, the nearest of each."""
    place = draft.anchor[0]
    date = touching_date(draft) if draft.kind is Kind.REPORTS else None
    date = date or nearest_date(draft)
    draft.date = date.value if date is not None and draft.kind not in _DATELESS else None
    if passage.periods and (draft.quantities or draft.kind is Kind.REPORTS):
        draft.period = min(passage.periods, key=lambda found: abs(found.start - place)).value
    draft.asset = draft.asset or nearest_asset(draft)
    names = {actor.id for actor in (*draft.subjects, *draft.objects)}
    draft.attributed_to = tuple(a.source for a in attributions if a.source.id not in names or len(names) == 1)[:2]


_WITH_ASSET = frozenset(
    {
        Kind.BUYS_FROM,
        Kind.LEASES_FROM,
        Kind.BUILDS,
        Kind.RESTRICTS,
        Kind.EASES,
        Kind.PARTNERS_WITH,
        Kind.FUNDS,
        Kind.LENDS_TO,
        Kind.GUARANTEES,
        Kind.GRANTS_EQUITY,
        Kind.LEVIES,
        Kind.OFFERS,
        Kind.RELEASES,
    }
)


def nearest_date(draft: Draft) -> FoundDate | None:
    """The date of the sentence that is nearest to a claim's words, past as few commas as can be."""
    passage, place = draft.passage, draft.anchor[0]
    near = [(sum(passage.barriers(date.start, place)), abs(date.start - place), date) for date in passage.dates]
    return min(near, key=lambda item: item[:2])[2] if near else None


_TOUCHING = 6
"""Characters between a figure and the date that is said with it: room for 'in the'."""


def touching_date(draft: Draft) -> FoundDate | None:
    """The date right beside a claim's figure: '400 million in February' and '800 million this month' in one sentence."""
    passage = draft.passage
    gaps = [
        (max(date.start - figure.end, figure.start - date.end), date)
        for figure in draft.quantities.values()
        for date in passage.dates
        if not any(passage.barriers(figure.start, date.start))
    ]
    near = [(gap, date.start, date) for gap, date in gaps if 0 <= gap <= _TOUCHING]
    return min(near, key=lambda item: item[:2])[2] if near else None


def nearest_asset(draft: Draft) -> str | None:
    """The thing named nearest to a claim's words, for kinds that are about things."""
    passage, (start, end) = draft.passage, draft.anchor
    if not passage.assets or draft.kind not in _WITH_ASSET:
        return None
    asset = min(passage.assets, key=lambda found: (passage.barriers(found.start, start)[0], abs(found.start - end)))
    return asset.name if passage.distance(asset.start, end) <= _FARTHEST else None


def apart(draft: Draft) -> list[Draft]:
    """A joint subject with one sum stays whole, as a group with members; otherwise each member gets its own claim."""
    quantities: list[Quantity] = [found.quantity for found in draft.quantities.values()]
    subjects: tuple[Actor, ...] = draft.subjects
    if len(subjects) > 1 and quantities and draft.kind not in _PARTIES_APART:
        subjects = (_group(subjects, draft),)
    singles = []
    for subject in subjects:
        for target in draft.objects or (None,):
            if target is None or target.id != subject.id:
                singles.append(replace(draft, subjects=(subject,), objects=(target,) if target else ()))
    return singles


def _group(members: tuple[Actor, ...], draft: Draft) -> Actor:
    names = tuple(member.name for member in members)
    label = ", ".join(names[:-1]) + " and " + names[-1]
    first = min(a for a, _ in draft.spans)
    text = draft.passage.text
    last = max((text.find(member.mention, first, draft.passage.end) + len(member.mention) for member in members), default=first)
    mention = text[first:last] if first < last else members[0].mention
    return Actor("group-" + "-".join(member.id for member in members), f"group: {label}", ActorKind.GROUP, mention, names)
