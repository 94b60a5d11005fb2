"""From what the network proposes to drafts of claims: parties, figures, dates, status, sources and the place that says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from interlock.extraction.draft import Draft
from interlock.extraction.loose import is_a_time
from interlock.extraction.modality import FoundStatus, find_attribution, find_status
from interlock.extraction.neural.actors import Span
from interlock.extraction.neural.labels import kind_of
from interlock.extraction.neural.scoring import Candidate
from interlock.extraction.passage import Passage
from interlock.extraction.propositions import apart, as_count, field_of, nearest_asset, nearest_date, touching_date
from interlock.extraction.wordlist import title_words
from interlock.vocabulary import KINDS, Actor, ActorKind, Kind, Status
from interlock.vocabulary.claim import LONGEST_EVIDENCE

AUTHOR = Actor("document-author", "document author", ActorKind.PERSON, "document author")
TRADES = frozenset({Kind.BUYS_FROM, Kind.LEASES_FROM})
"""What one sells to the other or lets to it."""
_FAMILIES = (
    frozenset({Kind.INVESTS_IN, Kind.ACQUIRES, Kind.OWNS, Kind.GRANTS_EQUITY, Kind.LENDS_TO, Kind.FUNDS}),
    TRADES,
    frozenset({Kind.RESTRICTS, Kind.EASES}),
    frozenset({Kind.HIRES, Kind.OFFERS}),
)
"""Kinds of which one sentence seldom says two of the same pair: the likelier is kept unless both are likely."""
_LIKELY = 0.6
_SURE_OF_STATUS = 4.0
"""Log odds by which the network's status must lead to overrule a status word near the claim. Trained for long, the network is
sure of much; between 2 and 6 the development part hardly differs, real press is best at 4."""
_STOPS = frozenset({Status.STALLED, Status.REFUSED, Status.ENDED, Status.DENIED})
_SURE_OF_END = 1.6
"""Log odds by which the end of a post must lead where no word shows it."""
_POSTS = frozenset({Kind.LEADS, Kind.FOUNDS, Kind.LEAVES, Kind.HIRES})
_TITLE_REACH = 60


@dataclass(frozen=True, slots=True)
class Found:
    """What the drafts are made from: sentences, spans with their actors, conditions by place."""

    passages: Sequence[Passage]
    spans: Sequence[Span]
    actors: Sequence[Actor]
    conditions: Sequence[tuple[int, int]]


def make_drafts(candidates: Sequence[Candidate], found: Found, thresholds: Mapping[int, float], floor: float) -> list[Draft]:
    """Drafts of the candidates that reach the threshold of their class (`floor` where none is set).

    The confidence of a draft is the network's chance.
    """
    kept = [c for c in candidates if c.chance >= thresholds.get(c.cls, floor) and _parties_fit(c, found)]
    singles = [draft for c in _without_rivals(kept, found) if (draft := _draft(c, found)) is not None]
    return [single for draft in _joined(singles) for single in apart(draft)]


def _parties_fit(candidate: Candidate, found: Found) -> bool:
    kind, _ = kind_of(candidate.cls)
    row = KINDS[kind]
    if candidate.subject is None:
        return kind is Kind.SAYS
    subject = found.actors[candidate.subject]
    if not may_stand(subject.kind, row.subject):
        return False
    if candidate.object is None:
        return row.object_optional or not row.object
    target = found.actors[candidate.object]
    return subject.id != target.id and may_stand(target.kind, row.object)


_LIKE_FIRMS = frozenset({ActorKind.FUND, ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.PROJECT})


def may_stand(kind: ActorKind, allowed: frozenset[ActorKind]) -> bool:
    """Whether the table of kinds allows such an actor; what sort of firm an unknown name is, is often a guess."""
    return kind in allowed or (kind in _LIKE_FIRMS and ActorKind.COMPANY in allowed)


def _without_rivals(candidates: list[Candidate], found: Found) -> list[Candidate]:
    """One claim of a family for each pair of actors in a sentence, one direction of each kind."""
    kept: list[Candidate] = []
    seen: dict[tuple[object, ...], list[Candidate]] = {}
    for candidate in sorted(candidates, key=_likelier):
        kind, metric = kind_of(candidate.cls)
        subject = found.actors[candidate.subject].id if candidate.subject is not None else ""
        target = found.actors[candidate.object].id if candidate.object is not None else ""
        family = next((number for number, kinds in enumerate(_FAMILIES) if kind in kinds), None)
        parties = tuple(sorted((subject, target)))
        exact = (kind, metric, *((subject, target) if not KINDS[kind].symmetric else parties), candidate.sentence)
        figure = candidate.quantities[:1] if kind is Kind.REPORTS else ()
        if (exact, figure) in seen:
            continue
        turned = (kind, metric, target, subject, candidate.sentence)
        if kind is not Kind.SAYS and (turned, figure) in seen:
            continue
        if family is not None:
            others = seen.get((family, parties, candidate.sentence), [])
            if any(other.cls != candidate.cls for other in others) and candidate.chance < _LIKELY:
                continue
            seen.setdefault((family, parties, candidate.sentence), []).append(candidate)
        seen.setdefault((exact, figure), []).append(candidate)
        kept.append(candidate)
    return kept


def _likelier(candidate: Candidate) -> tuple[object, ...]:
    """The likelier first; what else differs decides between equals, so that no order of the proposals shows."""
    parties = (candidate.subject or 0, candidate.object or 0)
    rest = (candidate.quantities, candidate.dates, candidate.sources, candidate.origins, candidate.statuses, candidate.status)
    return (-candidate.chance, candidate.sentence, candidate.cls, parties, rest)


def _draft(candidate: Candidate, found: Found) -> Draft | None:
    kind, metric = kind_of(candidate.cls)
    passage = found.passages[candidate.sentence]
    ends = [i for i in (candidate.subject, candidate.object) if i is not None]
    places = [(found.spans[i].start, found.spans[i].end) for i in ends]
    inside = [place for place in places if passage.start <= place[0] and place[1] <= passage.end]
    subject = found.actors[candidate.subject] if candidate.subject is not None else AUTHOR
    draft = Draft(
        kind=kind,
        passage=passage,
        subjects=(subject,),
        objects=(found.actors[candidate.object],) if candidate.object is not None and kind is not Kind.SAYS else (),
        anchor=inside[-1] if inside else (passage.start, min(passage.end, passage.start + LONGEST_EVIDENCE)),
        status=FoundStatus(candidate.status),
        confidence=candidate.chance,
        spans=list(inside),
        metric=metric,
        notes=("inferred_actor",) if len(inside) < len(places) else (),
    )
    _add_figures(draft, candidate, found)
    if kind is Kind.REPORTS and candidate.quantities and not draft.quantities:
        return None
    _turn_dismissal(draft)
    draft.status = _status(candidate, draft)
    if draft.status.start is not None and draft.status.end is not None:
        draft.spans.append((draft.status.start, draft.status.end))
    draft.spans.append(_widened(draft))
    _add_rest(draft, candidate, found)
    return draft


def _turn_dismissal(draft: Draft) -> None:
    """Where words of the same clause send a group away, nobody is hired: it leaves."""
    words = draft.passage.language.grammar.dismissal
    groups = bool(draft.objects) and all(actor.kind is ActorKind.GROUP for actor in draft.objects)
    if draft.kind is not Kind.HIRES or words is None or not groups:
        return
    passage, place = draft.passage, draft.anchor[0]
    told = words.finditer(passage.folded, passage.start, passage.end)
    if any(not any(passage.barriers(match.start(), place)) for match in told):
        draft.kind, draft.subjects, draft.objects = Kind.LEAVES, draft.objects, draft.subjects


def _add_figures(draft: Draft, candidate: Candidate, found: Found) -> None:
    """At most one quantity of a field, within the sentence."""
    for sentence, index in candidate.quantities:
        quantity = found.passages[sentence].figures[index]
        if field_of(draft, quantity) != quantity.field:
            quantity = as_count(quantity, "")
        if sentence != candidate.sentence or quantity.field in draft.quantities:
            continue
        if is_a_time(quantity, draft.passage.folded, draft.passage.language):
            continue
        draft.quantities[quantity.field] = quantity
        draft.spans.append((quantity.start, quantity.end))
        draft.per = draft.per or quantity.per
        if quantity.carried:
            draft.notes = (*draft.notes, "currency_from_context")
        if quantity.field == "count":
            draft.unit = quantity.unit or None


def _status(candidate: Candidate, draft: Draft) -> FoundStatus:
    """What a status word near the claim or between its parties says ('has the right, but need not, invest in'), unless the
    network is sure of another; its own where no word shows one."""
    scores = dict(zip(Status, candidate.statuses, strict=True))
    own = _own_status(candidate, scores)
    told = find_status(draft.passage, *draft.anchor, own)
    between = min((end for _, end in draft.spans), default=0), max((start for start, _ in draft.spans), default=0)
    if told.start is None and between[0] < between[1]:
        told = find_status(draft.passage, *between, own)
    if told.start is not None and told.status is not own and scores[own] - scores[told.status] > _SURE_OF_STATUS:
        return FoundStatus(own)
    return told


def _own_status(candidate: Candidate, scores: Mapping[Status, float]) -> Status:
    """The network's status. That a post is held no more is told by a word ('former'), so without one it must be sure of it."""
    status = candidate.status
    if status not in _STOPS or kind_of(candidate.cls)[0] is not Kind.LEADS:
        return status
    going = max((each for each in scores if each not in _STOPS), key=lambda each: scores[each])
    return status if scores[status] - scores[going] > _SURE_OF_END else going


def _widened(draft: Draft) -> tuple[int, int]:
    """The stretch of all spans, out to the commas and breaks around it, or the whole sentence where somebody speaks."""
    passage = draft.passage
    if draft.kind is Kind.SAYS:
        return _spoken(draft)
    inside = [(a, b) for a, b in draft.spans if passage.start <= a and b <= passage.end] or [draft.anchor]
    start, end = min(a for a, _ in inside), max(b for _, b in inside)
    signs = sorted({*passage.commas, *passage.breaks})
    start = max((sign + 1 for sign in signs if sign < start), default=passage.start)
    end = min((sign for sign in signs if sign >= end), default=passage.end)
    while start < end and passage.text[start].isspace():
        start += 1
    return (start, end) if end - start <= LONGEST_EVIDENCE else (min(a for a, _ in inside), max(b for _, b in inside))


def _spoken(draft: Draft) -> tuple[int, int]:
    passage = draft.passage
    if passage.end - passage.start <= LONGEST_EVIDENCE:
        return passage.start, passage.end
    start = min(draft.anchor[0], passage.end - LONGEST_EVIDENCE)
    return max(start, passage.start), max(start, passage.start) + LONGEST_EVIDENCE


def _add_rest(draft: Draft, candidate: Candidate, found: Found) -> None:
    passage, kind = draft.passage, draft.kind
    draft.date = _date(draft, candidate, found)
    if passage.periods and (draft.quantities or kind is Kind.REPORTS):
        draft.period = min(passage.periods, key=lambda period: abs(period.start - draft.anchor[0])).value
    draft.asset = nearest_asset(draft)
    if kind in _POSTS:
        draft.role = _role(draft)
    own = {actor.id for actor in (*draft.subjects, *draft.objects)}
    sources = [found.actors[i] for i in candidate.sources] or [told.source for told in find_attribution(passage)]
    draft.attributed_to = tuple({source.id: source for source in sources if source.id not in own or len(own) == 1}.values())[:2]
    if kind is Kind.SAYS:
        draft.attributed_to = ()
    if kind in (Kind.HIRES, Kind.OFFERS, Kind.LEAVES) and candidate.origins:
        origin = found.actors[candidate.origins[0]]
        draft.origin = origin if origin.id not in own else None
    start, end = min(a for a, _ in draft.spans), max(b for _, b in draft.spans)
    near = [(a, b) for a, b in found.conditions if passage.start <= a and b <= passage.end and a - end < 120 and start - b < 120]
    if near and KINDS[kind].deal:
        a, b = min(near, key=lambda place: abs(place[0] - start))
        draft.condition = passage.text[a:b].strip()


def _date(draft: Draft, candidate: Candidate, found: Found) -> str | None:
    """The date that the network ties to the claim. A figure reported has the one that touches it, and where the network ties
    none, that of its clause; any other claim of which it holds none likely has none, whatever dates stand around it."""
    reported = draft.kind is Kind.REPORTS
    if reported and (touching := touching_date(draft)) is not None:
        return touching.value
    if candidate.dates:
        sentence, index = candidate.dates[0]
        return found.passages[sentence].dates[index].value
    nearest = nearest_date(draft) if reported else None
    return nearest.value if nearest is not None and not any(draft.passage.barriers(nearest.start, draft.anchor[0])) else None


def _role(draft: Draft) -> str | None:
    """The title nearest to the person."""
    passage = draft.passage
    person = draft.subjects[0] if draft.kind is not Kind.HIRES else (draft.objects or draft.subjects)[0]
    at = passage.text.find(person.mention, passage.start, passage.end)
    at = at if at >= 0 else draft.anchor[0]
    titles = [
        (min(abs(match.start() - at - len(person.mention)), abs(at - match.end())), match.start(), title.role)
        for title, match in title_words(passage.language).find(passage.folded, passage.start, passage.end)
        if not title.founds
    ]
    nearest = min(titles, default=None)
    return nearest[2] if nearest and nearest[0] <= _TITLE_REACH else None


def _joined(drafts: list[Draft]) -> list[Draft]:
    """Claims of several subjects about one object that share a figure are one claim of them all."""
    joined: list[Draft] = []
    groups: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        figures = tuple(sorted((name, q.start) for name, q in draft.quantities.items()))
        key = (draft.kind, draft.metric, draft.objects, draft.passage.start, figures)
        if not figures or draft.kind is Kind.REPORTS or not draft.objects:
            joined.append(draft)
        elif key in groups:
            first = groups[key]
            first.subjects = (*first.subjects, *draft.subjects)
            first.spans += draft.spans
            first.confidence = max(first.confidence, draft.confidence)
        else:
            groups[key] = draft
            joined.append(draft)
    return [replace(draft, subjects=tuple(dict.fromkeys(draft.subjects))) for draft in joined]
