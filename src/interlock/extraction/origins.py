"""Where counted people come from: 'seven came from OpenAI, three from Google and one from Anthropic'.

The verb is said once, the people by number only, and who took them on in a sentence before: none of this is an argument
that a trigger could find, so such series have a reader of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from interlock.extraction.arguments import Place, ranked
from interlock.extraction.draft import Draft
from interlock.extraction.mention import Mention
from interlock.extraction.modality import FoundStatus
from interlock.extraction.numbers import read_number
from interlock.extraction.passage import Passage
from interlock.extraction.quantities import FoundQuantity
from interlock.extraction.readings import Reading
from interlock.extraction.wordlist import recruiting_words
from interlock.languages import Boundary, Trigger
from interlock.vocabulary import KINDS, Actor, ActorKind, Bound, Kind, Quantity, Status

_SURE_ENOUGH = 0.35
"""Score of a reading from which its subject counts as who hires."""
_REACH = 28
"""Characters before a verb or a marker in which the number of people stands."""


@dataclass(frozen=True, slots=True)
class Recruiting:
    """What a document has said of hiring so far: who hires, and what the people are called."""

    hirer: Actor | None = None
    unit: str = "people"

    def after(self, passage: Passage, readings: list[Reading]) -> Recruiting:
        """The same after one more sentence."""
        hirers = [
            reading.subject.actors()[0]
            for reading in readings
            if reading.trigger.kind in (Kind.HIRES, Kind.OFFERS) and reading.score >= _SURE_ENOUGH
        ]
        units = [quantity.unit for quantity in passage.quantities if quantity.people]
        return Recruiting(hirers[-1] if hirers else self.hirer, units[-1] if units else self.unit)


def read_origins(passage: Passage, recruiting: Recruiting) -> list[Draft]:
    """Claims of the kind hires, one for each number of people with the place they come from."""
    if recruiting.hirer is None:
        return []
    drafts: list[Draft] = []
    for trigger, match in recruiting_words(passage.language).find(passage.folded, passage.start, passage.end):
        floor = max(passage.start, match.start() - _REACH)
        for origin in _origins(trigger, match.start(), match.end(), passage):
            if any(draft.origin == origin.actor for draft in drafts) or origin.actor.id == recruiting.hirer.id:
                continue
            number = _number(passage, floor, origin.outer_start if drafts else match.start())
            if number is None:
                break
            drafts.append(_draft(passage, (match.start(), match.end()), number, origin, recruiting))
            floor = origin.outer_end
    return drafts


def _origins(trigger: Trigger, start: int, end: int, passage: Passage) -> list[Mention]:
    """The organisations that the trigger's origin slots mark, in order of place."""
    found = ranked(trigger.origin, list(passage.candidates), Place(passage, start, end, Kind.HIRES), KINDS[Kind.LEAVES].object)
    return sorted((item.candidate.head for item in found), key=lambda mention: mention.start)


def _number(passage: Passage, start: int, end: int) -> FoundQuantity | None:
    """The last whole number written between two places."""
    place = None
    for match in re.finditer(r"[^\s,、，(（]+", passage.folded[start:end]):
        for skipped in (0, 1) if passage.language.boundary is Boundary.PREFIX else (0,):
            first = start + match.start() + skipped
            number = read_number(passage.folded, first, end, passage.language)
            if number is not None and number.start == first and not number.vague and number.value == int(number.value):
                text = passage.text[number.start : number.end]
                count = Quantity(number.value, Bound.EXACT, text=text)
                place = FoundQuantity("count", count, "people", True, number.start, number.end, None, number.start)
                break
    return place


def _draft(passage: Passage, verb: tuple[int, int], number: FoundQuantity, origin: Mention, recruiting: Recruiting) -> Draft:
    assert recruiting.hirer is not None
    value = number.quantity.value or 0
    label = f"{value:g} {recruiting.unit}"
    group = Actor("group-" + label.replace(" ", "-"), f"group: {label}", ActorKind.GROUP, number.quantity.text, (f"{value:g}",))
    inside = verb if number.start <= verb[1] <= origin.start else (number.start, number.end)
    return Draft(
        kind=Kind.HIRES,
        passage=passage,
        subjects=(recruiting.hirer,),
        objects=(group,),
        anchor=inside,
        status=FoundStatus(Status.DONE),
        confidence=0.6,
        spans=[(number.start, number.end), (origin.start, origin.end)],
        quantities={"count": number},
        origin=origin.actor,
        unit=recruiting.unit,
        notes=("inferred_actor",),
    )
