"""Where counted people come from: 'seven came from OpenAI, three from Google and one from Anthropic'.

The verb is said once, the people by number only, and who took them on in a sentence before: none of this is an argument
that a trigger could find, so such series have a reader of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from interlock.extraction.arguments import Place, ranked
from interlock.extraction.draft import Draft
from interlock.extraction.mention import Mention
from interlock.extraction.mentions import counted, slug
from interlock.extraction.modality import FoundStatus
from interlock.extraction.numbers import read_number
from interlock.extraction.passage import Passage
from interlock.extraction.quantities import FoundQuantity
from interlock.extraction.readings import Reading
from interlock.extraction.wordlist import people_words, recruiting_words
from interlock.languages import Boundary, Trigger
from interlock.vocabulary import KINDS, Actor, ActorKind, Bound, Kind, Quantity, Status

_SURE_ENOUGH = 0.35
"""Score of a reading from which its subject counts as who hires."""
_ALONE, _SERIES, _ADDS_UP = 0.6, 0.8, 0.9
"""Confidence of one number with an origin, of a series of them, and of a series whose sum the sentence before names."""
_REACH = 28
"""Characters before a verb or a marker in which the number of people stands."""
_TAIL = 20
"""Characters between the number and the organisation of an item at the end of a series that has a verb of its own."""
_WORD, _CHARACTER = re.compile(r"[^\s,、，(（]+"), re.compile(r"[^\s,、，(（]")
_FIRMS = frozenset({ActorKind.COMPANY, ActorKind.ORGANISATION})


@dataclass(frozen=True, slots=True)
class Recruiting:
    """What a document has said of hiring so far: who hires, what the people are called, and its last sentence before this
    one, with the organisations named there (where it named none, those of the sentence before it)."""

    hirer: Actor | None = None
    unit: str = "people"
    before: Passage | None = None
    firms: tuple[Mention, ...] = ()

    def after(self, passage: Passage, readings: list[Reading]) -> Recruiting:
        """The same after one more sentence."""
        hirers = [
            reading.subject.actors()[0]
            for reading in readings
            if reading.trigger.kind in (Kind.HIRES, Kind.OFFERS) and reading.score >= _SURE_ENOUGH
        ]
        units = [quantity.unit for quantity in passage.quantities if quantity.people]
        firms = tuple(m for candidate in passage.candidates for m in candidate.members if m.actor.kind in _FIRMS)
        return Recruiting(hirers[-1] if hirers else self.hirer, units[-1] if units else self.unit, passage, firms or self.firms)


@dataclass(frozen=True, slots=True)
class _Item:
    """One item of a series: how many people, from where, and the verb that says so."""

    verb: tuple[int, int]
    number: FoundQuantity
    origin: Mention


def read_origins(passage: Passage, recruiting: Recruiting, told: Sequence[Draft] = ()) -> list[Draft]:
    """Claims of the kind hires, one for each number of people with the place they come from.

    Where nobody has been said to hire, a series still tells of the one organisation that was spoken of just before, if it was
    people who were counted; and where the sentence before holds the sum of the series, that many are hired there. `told` are
    the claims of the document so far: a sum that one of them tells is not told again.
    """
    items = _series(passage)
    origins = {item.origin.actor.id for item in items}
    hirer = recruiting.hirer
    if hirer is None and len(items) > 1 and _of_people(passage, recruiting.before):
        firms = {mention.actor.id: mention.actor for mention in recruiting.firms if mention.actor.id not in origins}
        hirer = next(iter(firms.values())) if len(firms) == 1 else None
    if hirer is None:
        return []
    items = [item for item in items if item.origin.actor.id != hirer.id]
    total = _total(items, hirer, recruiting) if len(items) > 1 else None
    confidence = total.confidence if total else _SERIES if len(items) > 1 else _ALONE
    parts = [_draft(passage, item, hirer, recruiting.unit, confidence) for item in items]
    return parts if total is None or _is_told(total, told) else [total, *parts]


def _is_told(total: Draft, told: Sequence[Draft]) -> bool:
    """Whether a claim tells of as many people who are hired."""
    counts = (draft.quantities.get("count") for draft in told if draft.kind is Kind.HIRES)
    return any(count is not None and _value(count) == _value(total.quantities["count"]) for count in counts)


def _of_people(*passages: Passage | None) -> bool:
    """Whether a sentence counts people or calls them by their trade: chips and offers come from somewhere, too."""
    return any(
        True
        for passage in passages
        if passage is not None
        for _ in people_words(passage.language).find(passage.folded, passage.start, passage.end)
    )


def _series(passage: Passage) -> list[_Item]:
    """The items that verbs of coming introduce, then those at the end of the series with a verb of their own."""
    items: list[_Item] = []
    for trigger, match in recruiting_words(passage.language).find(passage.folded, passage.start, passage.end):
        floor, verb = max(passage.start, match.start() - _REACH), (match.start(), match.end())
        mine = 0
        for origin in _origins(trigger, *verb, passage):
            if any(item.origin.actor == origin.actor for item in items):
                continue
            number = _number(passage, floor, origin.outer_start if mine else match.start())
            if number is None:
                break
            items.append(_Item(verb, number, origin))
            mine, floor = mine + 1, origin.outer_end
    if len(items) < 2:
        return items
    last = max(item.origin.outer_end for item in items)
    for mention in sorted((m for c in passage.candidates for m in c.members if m.start >= last), key=lambda m: m.start):
        number = _number(passage, last, mention.outer_start)
        if mention.actor.kind not in _FIRMS or number is None or mention.start - number.end > _TAIL:
            break
        items.append(_Item((number.start, number.end), number, mention))
        last = mention.outer_end
    return items


def _total(items: Sequence[_Item], hirer: Actor, recruiting: Recruiting) -> Draft | None:
    """All of them, where the sentence before names their number."""
    before = recruiting.before
    if before is None:
        return None
    wanted = sum(_value(item.number) for item in items)
    for number in _numbers(before, before.start, before.end):
        if _value(number) == wanted:
            named = [mention for mention in recruiting.firms if mention.actor.id == hirer.id and before.start <= mention.start]
            spans = [(number.start, number.end), *((mention.start, mention.end) for mention in named[:1])]
            return _made(before, (number.start, number.end), spans, number, hirer, recruiting.unit, _ADDS_UP)
    return None


def _value(number: FoundQuantity) -> float:
    return number.quantity.value or 0.0


def _origins(trigger: Trigger, start: int, end: int, passage: Passage) -> list[Mention]:
    """The organisations that the trigger's origin slots mark, in order of place."""
    found = ranked(trigger.origin, list(passage.candidates), Place(passage, start, end, Kind.HIRES), KINDS[Kind.LEAVES].object)
    return sorted((item.candidate.head for item in found), key=lambda mention: mention.start)


def _number(passage: Passage, start: int, end: int) -> FoundQuantity | None:
    """The last whole number written between two places."""
    return next(reversed(_numbers(passage, start, end)), None)


def _numbers(passage: Passage, start: int, end: int) -> list[FoundQuantity]:
    """The whole numbers written between two places, in order; in Chinese also inside a run of characters."""
    found: list[FoundQuantity] = []
    boundary = passage.language.boundary
    for match in (_CHARACTER if boundary is Boundary.NONE else _WORD).finditer(passage.folded, start, end):
        if found and match.start() < found[-1].end:
            continue
        for skipped in (0, 1) if boundary is Boundary.PREFIX else (0,):
            begin = match.start() + skipped
            number = read_number(passage.folded, begin, end, passage.language)
            if number is not None and number.start == begin and not number.vague and number.value == int(number.value):
                count = Quantity(number.value, Bound.EXACT, text=passage.text[number.start : number.end])
                found.append(FoundQuantity("count", count, "people", True, number.start, number.end, None, number.start))
                break
    return found


def _draft(passage: Passage, item: _Item, hirer: Actor, unit: str, confidence: float) -> Draft:
    number, origin = item.number, item.origin
    inside = item.verb if number.start <= item.verb[1] <= origin.start else (number.start, number.end)
    spans = [(number.start, number.end), (origin.start, origin.end)]
    return replace(_made(passage, inside, spans, number, hirer, unit, confidence), origin=origin.actor)


def _made(
    passage: Passage,
    anchor: tuple[int, int],
    spans: list[tuple[int, int]],
    number: FoundQuantity,
    hirer: Actor,
    unit: str,
    confidence: float,
) -> Draft:
    many = f"{_value(number):g}"
    mention = number.quantity.text or many
    return Draft(
        kind=Kind.HIRES,
        passage=passage,
        subjects=(hirer,),
        objects=(Actor(slug(f"group {many} {unit}"), f"group: {unit}", ActorKind.GROUP, mention, counted(many, mention)),),
        anchor=anchor,
        status=FoundStatus(Status.DONE),
        confidence=confidence,
        spans=spans,
        quantities={"count": number},
        unit=unit,
        notes=("inferred_actor",),
    )
