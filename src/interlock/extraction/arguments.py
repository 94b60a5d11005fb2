"""Attaches arguments to triggers: by side, marker, sort and distance within the clause."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from interlock.extraction.mention import Mention, Source
from interlock.extraction.passage import Candidate, Passage
from interlock.languages import Boundary, Side, Slot
from interlock.vocabulary import KINDS, Actor, ActorKind, Kind

_WINDOW = 30
"""Characters before a mention in which its marker may stand."""
_FARTHEST = 45.0
"""Words between a trigger and its argument."""
_OWNER_REACH = 7.0
"""Words between an owner marked behind ("Meta's") and the trigger."""
ACTS_FOR_FIRM = frozenset(
    {
        Kind.HIRES,
        Kind.OFFERS,
        Kind.BUYS_FROM,
        Kind.LEASES_FROM,
        Kind.PARTNERS_WITH,
        Kind.GRANTS_EQUITY,
        Kind.GUARANTEES,
        Kind.RELEASES,
        Kind.REPORTS,
        Kind.LISTS,
        Kind.ACQUIRES,
        Kind.RESTRICTS,
        Kind.EASES,
        Kind.LEVIES,
    }
)
"""Kinds in which a person who acts, acts for the firm or the state that he or she leads."""
_OF_STATES = frozenset({Kind.RESTRICTS, Kind.EASES, Kind.LEVIES})
_WITH_PEOPLE = frozenset(
    {Kind.HIRES, Kind.OFFERS, Kind.LEAVES, Kind.FOUNDS, Kind.LEADS, Kind.ATTENDS, Kind.FUNDS, Kind.REPORTS, Kind.OWNS}
)
_TAKES_ON = frozenset({Kind.HIRES, Kind.OFFERS})
_BY_PEOPLE = frozenset({Kind.FOUNDS, Kind.LEAVES})
"""Kinds that people do more often than firms."""
_BACKGROUND = frozenset({"media", "exchange", "regulator"})
"""Sectors of actors that are seldom parties of a deal."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a trigger stands, and what it says."""

    passage: Passage
    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Found:
    """An argument with how well it fits (about 0 to 1.5) and whether it was inferred from the sentence before."""

    candidate: Candidate
    score: float
    inferred: bool = False
    acts_for: Actor | None = None

    def actors(self) -> tuple[Actor, ...]:
        """The actors, with the firm in place of a person who acts for it."""
        if self.acts_for is not None:
            return (self.acts_for,)
        return tuple(member.actor for member in self.candidate.members)


def ranked(
    slots: Iterable[Slot], candidates: list[Candidate], place: Place, kinds: frozenset[ActorKind], is_subject: bool = False
) -> list[Found]:
    """The candidates that fit one of the slots, the best first; each once, with its best slot."""
    found: dict[int, Found] = {}
    for order, slot in enumerate(slots):
        for index, candidate in enumerate(candidates):
            before = candidate.end <= place.start
            if (slot.side is Side.BEFORE and not before) or (slot.side is Side.AFTER and before):
                continue
            acts_for = acting_for(candidate.head, place.kind, kinds)
            if (candidate.head.kind not in kinds and acts_for is None) or _out_of_place(candidate.head, place.kind, is_subject):
                continue
            score = _fit(slot, candidate, place, candidates, kinds, is_subject)
            if score is None:
                continue
            score -= 0.05 * order
            if is_subject and place.kind in _BY_PEOPLE and candidate.head.kind is not ActorKind.PERSON:
                score -= 0.25
            if score > 0 and (index not in found or score > found[index].score):
                found[index] = Found(candidate, score, acts_for=acts_for)
    return sorted(found.values(), key=lambda item: (-item.score, item.candidate.start))


def _out_of_place(mention: Mention, kind: Kind, is_subject: bool) -> bool:
    """People named by trade or number only: they move and give, but they do not hire; others' customers are no party."""
    if mention.source is not Source.GROUP:
        return False
    if is_subject and kind in _TAKES_ON:
        return True
    return not mention.actor.members and kind not in _WITH_PEOPLE


def acting_for(mention: Mention, kind: Kind, kinds: frozenset[ActorKind]) -> Actor | None:
    """The firm or the state that a person acts for in claims of a kind."""
    if mention.kind is not ActorKind.PERSON or mention.employer is None or kind not in ACTS_FOR_FIRM:
        return None
    if kind in _OF_STATES:
        return mention.employer if mention.employer.kind is ActorKind.GOVERNMENT and mention.employer.kind in kinds else None
    return mention.employer if ActorKind.COMPANY in kinds else None


def _fit(
    slot: Slot,
    candidate: Candidate,
    place: Place,
    candidates: list[Candidate],
    kinds: frozenset[ActorKind],
    is_subject: bool,
) -> float | None:
    """How well a candidate fits a slot; None where a wanted marker is missing or it is too far away."""
    passage, start, end = place.passage, place.start, place.end
    near, far = (candidate.end, start) if candidate.end <= start else (end, candidate.start)
    distance = passage.distance(near, far)
    if distance > _FARTHEST:
        return None
    if passage.language.boundary is Boundary.NONE and is_subject:
        distance = min(distance, 12.0)  # a Chinese topic reaches over many clauses
    related = is_subject and candidate.end <= start and _is_related(candidate, start, passage, candidates)
    marked = slot.before is not None or slot.behind is not None
    if marked and not _marked(slot, candidate, place):
        return None
    breaks, commas = (0, 0) if related else passage.barriers(near, far)
    if KINDS[place.kind].deal and candidate.head.sectors & _BACKGROUND and candidate.head.source is Source.ATLAS:
        distance += 15.0
    if slot.behind is not None and slot.before is None and (distance > _OWNER_REACH or commas or breaks):
        return None  # 'ABB's robotics arm ..., SoftBank bids': the owner stands close by
    score = 1.0 - 0.015 * distance - 0.22 * breaks - 0.06 * commas
    between = sum(1 for other in candidates if near <= other.start and other.end <= far and other.head.kind in kinds)
    score -= 0.12 * between
    if marked:
        score += 0.35
    else:
        weight = 1.6 if is_subject or passage.language.boundary is Boundary.PREFIX else 1.0
        owner = (
            is_subject and place.kind is Kind.REPORTS and passage.language.boundary is not Boundary.SPACE
        )  # 'the revenue of X': who owns a figure reports it
        score += 0.2 if related else -_oblique_penalty(candidate, passage, owner) * weight
        if is_subject and candidate.end <= start:
            score += _topic_bonus(candidate, place, candidates, kinds)
    score -= _attribute_penalty(candidate, passage)
    if is_subject and candidate.end <= start and not related and _in_closed_relative(candidate, start, passage):
        score -= 0.35
    if candidate.head.source is Source.GROUP:
        score -= 0.15
    elif candidate.head.source is Source.PRONOUN:
        score -= 0.08
    return score


def _marked(slot: Slot, candidate: Candidate, place: Place) -> bool:
    passage = place.passage
    if slot.before is not None and any(slot.before.search(window) for window in _windows(candidate, place)):
        return True
    if slot.behind is not None:
        behind = passage.folded[candidate.end : min(passage.end, candidate.end + _WINDOW)]
        return bool(slot.behind.match(behind) or slot.behind.match(behind.lstrip()))
    return False


def _windows(candidate: Candidate, place: Place) -> Iterable[str]:
    """The text before a candidate: up to its phrase, up to its name, and (where words have spaces) without an adjective or two.

    Behind a trigger it begins there: 'to' in 'to keep licensing' marks nobody.
    """
    passage = place.passage
    floor = place.end if candidate.start >= place.end else passage.start
    for stop in sorted({candidate.head.outer_start, candidate.head.start}):
        window = passage.folded[max(floor, stop - _WINDOW) : stop]
        yield window
        if passage.language.boundary is not Boundary.SPACE:
            continue
        oblique = passage.language.grammar.oblique
        for _ in range(3):
            shorter = re.sub(r"[^\s,.;:()]+\s*\Z", "", window)
            if shorter == window or not shorter or (oblique and oblique.search(window)):
                break
            window = shorter
            yield window


def _is_related(candidate: Candidate, start: int, passage: Passage, candidates: list[Candidate]) -> bool:
    """Whether a relative pronoun right behind the candidate makes it the subject of the words at `start`."""
    relative = passage.language.grammar.relative
    prefixed = passage.language.boundary is Boundary.PREFIX and passage.folded.startswith("ש", start)
    if prefixed and not passage.folded[candidate.end : start].strip(" ,"):
        return True  # the pronoun is a prefix of the verb itself
    if relative is None:
        return False
    gap = passage.folded[candidate.end : start]
    match = relative.match(gap.lstrip(" ,"))
    if match is None:
        return False
    opened = candidate.end + len(gap) - len(gap.lstrip(" ,")) + match.end()
    # nobody else stands between the pronoun and the trigger, and no new clause begins there
    return passage.barriers(opened, start)[0] == 0 and not any(opened <= other.start < start for other in candidates)


def _in_closed_relative(candidate: Candidate, start: int, passage: Passage) -> bool:
    """Whether the candidate stands in a relative clause that a comma closes before the words at `start`."""
    relative = passage.language.grammar.relative
    if relative is None or not any(candidate.end <= comma < start for comma in passage.commas):
        return False
    opened = max((comma for comma in passage.commas if comma < candidate.start), default=passage.start)
    return relative.match(passage.folded[opened : candidate.start].lstrip(" ,")) is not None


def _attribute_penalty(candidate: Candidate, passage: Passage) -> float:
    """For a name that only describes what follows: 'Doha-based', 'a former Meta researcher'."""
    behind = passage.folded[candidate.end : candidate.end + 16]
    attributive = passage.language.grammar.attributive
    if attributive and attributive.match(behind):
        return 0.5
    if passage.language.boundary is not Boundary.SPACE or candidate.head.source is Source.GROUP:
        return 0.0
    people = any(unit.people and unit.after and unit.after.match(behind.lstrip()) for unit in passage.language.units)
    return 0.35 if people and behind.startswith(" ") else 0.0


def _topic_bonus(candidate: Candidate, place: Place, candidates: list[Candidate], kinds: frozenset[ActorKind]) -> float:
    """For the mention that a clause goes on about: the first fitting one that no preposition marks.

    In Chinese a piece between commas that has one of its own is about that; a verb right behind 'and' keeps the subject.
    """
    passage = place.passage
    plain = [c for c in candidates if c.end <= place.start and c.head.kind in kinds and not _oblique_penalty(c, passage)]
    if passage.language.boundary is Boundary.NONE:
        piece = max((comma for comma in (*passage.commas, *passage.breaks) if comma < place.start), default=passage.start)
        plain = [c for c in plain if c.start >= piece] or plain
        return 0.25 if plain and plain[0] is candidate else 0.0
    if not plain or plain[0] is not candidate:
        return 0.0
    before = passage.folded[max(passage.start, place.start - 12) : place.start].rstrip().rpartition(" ")[2]
    conjunctions = passage.language.grammar.conjunctions
    return 0.3 if conjunctions and before and conjunctions.fullmatch(before) else 0.08


def _oblique_penalty(candidate: Candidate, passage: Passage, owner: bool = False) -> float:
    """A mention behind a preposition, or that owns something, is seldom the plain subject or object.

    `owner`: an owner is as good as a subject.
    """
    grammar = passage.language.grammar
    head = candidate.head
    penalty = 0.0
    for place in {head.outer_start, head.start}:
        window = passage.folded[max(passage.start, place - 20) : place]
        owns = grammar.genitive_before is not None and grammar.genitive_before.search(window) is not None
        if owns and owner:
            continue
        if grammar.oblique and grammar.oblique.search(window):
            penalty = max(penalty, 0.4)
        if owns:
            penalty = max(penalty, 0.3)
    if not owner and grammar.genitive_after and grammar.genitive_after.match(passage.folded, candidate.end):
        penalty = max(penalty, 0.25)
    return penalty
