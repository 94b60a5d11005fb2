"""Reads the triggers of a sentence: subject and object chosen together, one best reading for the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from interlock.extraction.arguments import Found, Place, acting_for, ranked
from interlock.extraction.mention import Mention, Source
from interlock.extraction.passage import Candidate, Passage
from interlock.extraction.wordlist import title_words, trigger_words
from interlock.languages import Side, Slot, Trigger
from interlock.vocabulary import KINDS, Actor, ActorKind, Kind

_SCENES = frozenset({ActorKind.EVENT, ActorKind.PLACE})
_NO_FIRM_FIGURE = _SCENES | {ActorKind.PERSON, ActorKind.PRODUCT, ActorKind.GROUP}
_NO_FIGURE = {
    "attendance": frozenset({ActorKind.PERSON, ActorKind.GROUP}),
    "submissions": frozenset({ActorKind.PERSON, ActorKind.GROUP}),
    "pay": _SCENES | {ActorKind.PRODUCT},
    "users": _SCENES | {ActorKind.PERSON, ActorKind.GROUP},
    "quota": _SCENES | {ActorKind.PERSON, ActorKind.GROUP},
    "cost": _SCENES | {ActorKind.PERSON, ActorKind.GROUP},
}
"""Sorts of actors that have no figure of a metric; for the other metrics only firms, funds, states and projects have."""
_TRADED = frozenset({Kind.BUYS_FROM, Kind.LEASES_FROM, Kind.RELEASES, Kind.INVESTS_IN, Kind.ACQUIRES})
_SELLERS = frozenset({"cloud", "datacenter", "chips", "energy", "equipment"})
"""Sectors that sell what the AI economy buys: they settle who buys in a contract that does not say so."""
_INFERRED_SUBJECT, _INFERRED_OBJECT, _NO_OBJECT = 0.3, 0.38, 0.6
_MOST_CANDIDATES = 4
_WANTED = {Kind.LENDS_TO: frozenset({"amount", "asset"}), Kind.BUYS_FROM: frozenset({"quantity", "asset"})}
"""What a sentence must hold for kinds whose verbs are said of much else too ('lent an ear', 'bought time')."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One trigger with its arguments."""

    trigger: Trigger
    start: int
    end: int
    subject: Found
    object: Found | None
    origin: Found | None
    score: float


def read_triggers(passage: Passage) -> list[Reading]:
    """The readings of a sentence: for triggers that overlap, the one whose arguments fit best."""
    readings = []
    for trigger, match in trigger_words(passage.language).find(passage.folded, passage.start, passage.end):
        if passage.in_name(match.start(), match.end()):
            continue
        reading = _read(trigger, match.start(), match.end(), passage)
        if reading and _may_hold(reading, passage):
            readings.append(reading)
    readings.sort(key=lambda r: (-r.score - 0.02 * min(r.end - r.start, 25), r.start, r.trigger.line))
    chosen: list[Reading] = []
    for reading in readings:
        if not any(_same_words(reading, other) for other in chosen):
            chosen.append(reading)
    kept = [reading for reading in chosen if not _is_forbidden(reading, chosen, passage)]
    return sorted(kept, key=lambda r: (r.start, r.trigger.line))


def raiser(readings: Sequence[Reading]) -> Mention | None:
    """Who is said to raise money: a later 'the round was led by' means that one's round."""
    for reading in readings:
        if reading.trigger.metric == "funding_raised" and not reading.subject.inferred:
            return reading.subject.candidate.head
    return None


def _may_hold(reading: Reading, passage: Passage) -> bool:
    """Whether the sentence holds anything of what the trigger needs; otherwise the reading may not push out another."""
    needs = reading.trigger.needs or _WANTED.get(reading.trigger.kind, frozenset())
    if not needs:
        return True
    fields = {quantity.field for quantity in passage.quantities}
    held = fields | ({"quantity"} if fields else set()) | ({"asset"} if passage.assets or reading.trigger.asset else set())
    held |= ({"object"} if reading.object else set()) | ({"origin"} if reading.origin else set())
    held |= ({"date"} if passage.dates else set()) | ({"position"} if reading.trigger.position is not None else set())
    if "amount" in fields:
        held.add("count")  # '8億' of users is found as money that names no currency
    return bool(needs & held)


def _is_forbidden(reading: Reading, others: list[Reading], passage: Passage) -> bool:
    """Whether the deal is what another reading forbids ('bars Nvidia from selling chips to China'): then it is none."""
    if reading.trigger.kind not in _TRADED:
        return False
    return any(
        other.trigger.kind is Kind.RESTRICTS
        and other.end <= reading.start
        and passage.barriers(other.end, reading.start) == (0, 0)
        for other in others
    )


def _same_words(one: Reading, other: Reading) -> bool:
    if not (one.start < other.end and other.start < one.end):
        return False
    if (one.trigger.kind is Kind.REPORTS) != (other.trigger.kind is Kind.REPORTS):
        return False  # 'raised $5bn from X' is a figure and a deal
    # 'a 49% stake ... with its founder': different families may share words when neither holds the other's parties
    return one.trigger.kind == other.trigger.kind or KINDS[one.trigger.kind].people == KINDS[other.trigger.kind].people


def _read(trigger: Trigger, start: int, end: int, passage: Passage) -> Reading | None:
    row = KINDS[trigger.kind]
    place = Place(passage, start, end, trigger.kind)
    free = _free(trigger, place)
    kinds = _subject_kinds(trigger)
    subjects = ranked(trigger.subject, free, place, kinds, is_subject=True)[:_MOST_CANDIDATES]
    objects = ranked(trigger.object, free, place, row.object)[:_MOST_CANDIDATES] if trigger.object else []
    pair = _best_pair(trigger, place, subjects, objects, kinds) or _two_sides(trigger, free, place)
    if pair is None:
        return None
    subject, target = pair
    if target is not None and trigger.undirected:
        subject, target = _seller_last(subject, target)
    origins = ranked(trigger.origin, free, place, KINDS[Kind.LEAVES].object) if trigger.origin else []
    taken = _ids(subject) | _ids(target)
    origin = next((found for found in origins if not _ids(found) & taken), None)
    score = trigger.weight * (subject.score + (target.score if target else _NO_OBJECT)) / 2
    return Reading(trigger, start, end, subject, target, origin, score)


def _free(trigger: Trigger, place: Place) -> list[Candidate]:
    """The candidates outside the trigger; a list is cut where a marker of the trigger stands between its members."""
    markers = [slot.before for slot in (*trigger.subject, *trigger.object) if slot.before is not None]
    free: list[Candidate] = []
    for candidate in place.passage.candidates:
        if candidate.start < place.end and place.start < candidate.end:
            continue
        if trigger.kind is Kind.FOUNDS and _is_employer(candidate, place.passage):
            continue
        last = candidate.members[-1]
        folded = place.passage.folded
        before, ahead = folded[candidate.start : last.start], folded[place.passage.start : candidate.start]
        # 'X with Y' is two sides; 'from X and from Y' is one list
        if len(candidate.members) > 1 and any(marker.search(before) and not marker.search(ahead) for marker in markers):
            free += [Candidate(candidate.members[:-1]), Candidate(candidate.members[-1:])]
        else:
            free.append(candidate)
    return free


def _is_employer(candidate: Candidate, passage: Passage) -> bool:
    """Whether a title follows right behind ('OpenAI's former chief scientist Sutskever'): then the person acts."""
    behind = passage.folded[candidate.end : min(passage.end, candidate.end + 16)]
    return any(True for _ in title_words(passage.language).find(behind, 0, len(behind)))


def _best_pair(
    trigger: Trigger, place: Place, subjects: list[Found], objects: list[Found], kinds: frozenset[ActorKind]
) -> tuple[Found, Found | None] | None:
    """The subject and the object that fit best together, from the sentence or, where it does not say one, from the topic."""
    row = KINDS[trigger.kind]
    passage = place.passage
    others = [*subjects, *_topics(trigger.subject, place, kinds, _INFERRED_SUBJECT)]
    if trigger.kind is Kind.LENDS_TO and not subjects and any(q.field == "amount" for q in passage.quantities):
        others.append(_unnamed_lenders(place))
    targets: list[Found | None] = [*objects]
    if trigger.object:
        targets += _topics(trigger.object, place, row.object, _INFERRED_OBJECT)
    if trigger.kind is Kind.INVESTS_IN and passage.raiser is not None and _is_round(trigger, subjects, place):
        targets.append(Found(Candidate((passage.raiser,)), 0.75, inferred=True))
    if not row.object or (row.object_optional and (trigger.object_optional or not trigger.object)):
        targets.append(None)
    best: tuple[float, tuple[Found, Found | None]] | None = None
    for subject in others:
        for target in targets:
            if target is not None and (_ids(subject) & _ids(target) or (subject.inferred and target.inferred)):
                continue
            value = subject.score + (target.score if target else _open_object(trigger, objects))
            if best is None or value > best[0]:
                best = value, (subject, target)
    return best[1] if best else None


def _is_round(trigger: Trigger, subjects: list[Found], place: Place) -> bool:
    """Whether words of investing without an object may mean the round told of: 'led by X', 'X and Y take part'."""
    passage, by = place.passage, place.passage.language.grammar.by
    if _is_plain(trigger.object) or not any(quantity.field == "amount" for quantity in passage.quantities):
        return True
    if not subjects:
        return False
    head = subjects[0].candidate.head
    window = passage.folded[max(passage.start, head.outer_start - 20) : head.outer_start]
    return head.start >= place.end or (by is not None and by.search(window) is not None)


def _open_object(trigger: Trigger, objects: list[Found]) -> float:
    """What leaving the object open is worth: less where the trigger has slots and the sentence something for them."""
    return _NO_OBJECT if not trigger.object or not objects else 0.1


def _topics(slots: tuple[Slot, ...], place: Place, kinds: frozenset[ActorKind], score: float) -> list[Found]:
    """Whom the text is about, where a plain slot before the trigger may be left unsaid: the last topic."""
    topic = place.passage.topic
    if topic is None or not _is_plain(slots):
        return []
    acts_for = acting_for(topic, place.kind, kinds)
    if topic.kind not in kinds and acts_for is None:
        return []
    return [Found(Candidate((topic,)), score, inferred=True, acts_for=acts_for)]


def _is_plain(slots: tuple[Slot, ...]) -> bool:
    """Whether one of the slots wants no marker and may stand before the trigger: such an argument may be left unsaid."""
    return any(slot.side is not Side.AFTER and slot.before is None and slot.behind is None for slot in slots)


def _two_sides(trigger: Trigger, free: list[Candidate], place: Place) -> tuple[Found, Found] | None:
    """'X and Y work together': the members of a joint subject are the two sides of a symmetric kind."""
    if not KINDS[trigger.kind].symmetric:
        return None
    for found in ranked(trigger.subject, free, place, KINDS[trigger.kind].subject, is_subject=True):
        if len(found.candidate.members) > 1:
            first, *rest = found.candidate.members
            return replace(found, candidate=Candidate((first,))), replace(found, candidate=Candidate(tuple(rest)))
    return None


def _seller_last(subject: Found, target: Found) -> tuple[Found, Found]:
    """Subject and object of a contract that does not say who buys: the side whose trade it is sells."""
    one, other = subject.candidate.head, target.candidate.head
    told = bool(other.sectors) or other.kind is ActorKind.GOVERNMENT  # of an unknown firm nothing can be said
    turned = bool(one.sectors & _SELLERS) and told and not other.sectors & _SELLERS
    return (target, subject) if turned else (subject, target)


def _unnamed_lenders(place: Place) -> Found:
    """Bonds and loans whose buyers the text does not name have lenders all the same."""
    actor = Actor("unnamed-lenders", "unnamed lenders", ActorKind.GROUP, place.passage.text[place.start : place.end])
    mention = Mention(place.start, place.end, place.start, place.end, actor, Source.GROUP)
    return Found(Candidate((mention,)), 0.5)


def _subject_kinds(trigger: Trigger) -> frozenset[ActorKind]:
    """Who may be the subject: for a figure, the sort of actor that has such figures."""
    kinds = KINDS[trigger.kind].subject
    return kinds - _NO_FIGURE.get(trigger.metric or "", _NO_FIRM_FIGURE) if trigger.kind is Kind.REPORTS else kinds


def _ids(found: Found | None) -> frozenset[str]:
    return frozenset(actor.id for actor in found.actors()) if found else frozenset()
