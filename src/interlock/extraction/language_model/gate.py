"""The gate between a language model and the ledger: what a document does not bear out does not pass. No network, no chance.

Each proposed claim is checked against the document alone: docs/llm-reader.md lists the checks. Names, figures, dates and bounds
that are kept are those of our own readers; of the model's own words nothing is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from interlock.extraction.analysis import Analysis
from interlock.extraction.draft import Draft
from interlock.extraction.language_model.actors import Party, Resolver
from interlock.extraction.language_model.direction import Directions, may_turn
from interlock.extraction.language_model.figures import find_date, find_figures, find_position
from interlock.extraction.language_model.instructions import addressed_paragraphs
from interlock.extraction.language_model.modality import Settled, refuse_supposed, settle_status
from interlock.extraction.language_model.quotes import find_quote
from interlock.extraction.language_model.refusal import Reason, Refusal
from interlock.extraction.language_model.scope import Scope
from interlock.extraction.language_model.things import find_asset, find_role
from interlock.extraction.mangled import CERTAINTY, mangling_notes
from interlock.extraction.modality import find_attribution
from interlock.extraction.neural.drafting import AUTHOR, may_stand
from interlock.extraction.neural.reader import NeuralReading
from interlock.extraction.quantities import FoundQuantity
from interlock.vocabulary import KINDS, METRICS, Actor, Claim, Document, Evidence, Kind, Money
from interlock.vocabulary.claim import LONGEST_EVIDENCE, claim_id

GATE = "1"
"""The version of the checks: a newer one reads a document again, from what the model answered before."""
ALONE, SEEN = 0.6, 0.75
"""Confidence of a claim that passes, and of one of which the offline readers too see something."""
_LEAST_WORDS = 4
"""Letters that a quote must have beside its names and figures to say anything."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A document as the offline readers see it: what answers are held against."""

    document: Document  # untouched
    analysis: Analysis
    network: NeuralReading | None
    drafts: Sequence[Draft]
    directions: Directions
    addressed: frozenset[int]


def seen(document: Document, analysis: Analysis, network: NeuralReading | None, drafts: Sequence[Draft]) -> Seen:
    """Put together what the gate needs of a document."""
    addressed = addressed_paragraphs(analysis.document.text, analysis.document.sentences)
    return Seen(document, analysis, network, drafts, Directions(network, drafts), addressed)


class Gate:
    """Turns proposed claims into claims, or says why not."""

    def __init__(self, resolver: Resolver, reader: str) -> None:
        self._resolver, self._reader = resolver, reader

    def claim(self, said: dict[str, Any], at: Seen, start: int, end: int) -> Claim:
        """The claim proposed of the passage [start, end) of the text without invisible signs. Raises Refusal."""
        kind, metric = _kind(said)
        scope = _scope(said, at, start, end)
        figures = find_figures(said, scope)
        if kind is Kind.REPORTS and not figures:
            raise Refusal(Reason.FORM, "'reports' wants the figure that is reported")
        subject = self._resolver.party(said.get("subject"), scope, "subject", kind)
        target = self._object(said, kind, scope, subject)
        _check_parties(kind, subject, target)
        _check_direction(kind, subject, target, scope, at.directions)
        place = _place(scope, subject, target, figures)
        status = settle_status(said.get("status"), kind, scope, _places(scope, subject, target, figures))
        refuse_supposed(kind, status.status, scope, place)
        scope = _with_bounds(scope, figures)
        return self._made(said, kind, metric, scope, figures, subject, target, status, at)

    def _object(self, said: dict[str, Any], kind: Kind, scope: Scope, subject: Party) -> Party | None:
        row = KINDS[kind]
        if said.get("object") is None or not row.object:
            if row.object and not row.object_optional:
                raise Refusal(Reason.FORM, f"the kind '{kind}' needs an object")
            return None
        try:
            return self._resolver.party(said["object"], scope, "object", kind, subject)
        except Refusal:
            if kind is Kind.SAYS:
                return None  # what is spoken of may be left open; the offline readers leave it so
            raise

    def _made(
        self,
        said: dict[str, Any],
        kind: Kind,
        metric: str | None,
        scope: Scope,
        figures: dict[str, FoundQuantity],
        subject: Party,
        target: Party | None,
        status: Settled,
        at: Seen,
    ) -> Claim:
        passage = scope.sentences[0]
        first, last = passage.untouched(scope.start, scope.end)
        quantities = {name: found.quantity for name, found in figures.items()}
        origin = self._optional(said.get("origin"), scope, "origin", kind)
        role = find_role(said.get("role"), kind, scope)
        notes = [*(["inferred_actor"] if subject.inferred or (target is not None and target.inferred) else ())]
        notes += ["status_corrected"] if status.corrected else []
        notes += ["currency_from_context"] if any(found.carried for found in figures.values()) else []
        parties = [party for party in (subject.actor, target.actor if target else None, origin) if party is not None]
        mangled = mangling_notes(parties, (m for p in scope.sentences for m in p.mentions), passage.mangling)
        amount = quantities.get("amount")
        unit = figures["count"].unit or None if "count" in figures else None
        confidence = SEEN if at.directions.told(kind, subject, target, scope) else ALONE
        for note in mangled:
            confidence *= CERTAINTY[note]
        return Claim(
            id=claim_id(
                at.document.text_id,
                kind,
                metric or role,
                (first, last),
                subject.actor.mention,
                target.actor.mention if target else None,
                quantities,
                at.document.published,
            ),
            kind=kind,
            subject=subject.actor,
            object=target.actor if target else None,
            origin=origin,
            asset=find_asset(said.get("asset"), scope),
            metric=metric,
            role=role,
            amount=amount if isinstance(amount, Money) else None,
            share=quantities.get("share"),
            power=quantities.get("power"),
            count=quantities.get("count"),
            unit=unit,
            period=_period(said, scope),
            per=next((found.per for found in figures.values() if found.per), None),
            date=find_date(said, scope),
            status=status.status,
            status_word=scope.text[status.word[0] : status.word[1]].strip() or None
            if status.word and scope.holds(*status.word)
            else None,
            position=find_position(said, scope),
            attributed_to=self._sources(said, kind, scope, parties),
            notes=(*notes, *mangled),
            confidence=round(confidence, 3),
            reader=self._reader,
            evidence=Evidence(at.document.id, first, last, at.document.text[first:last], passage.sentence.language),
        )

    def _sources(self, said: dict[str, Any], kind: Kind, scope: Scope, parties: list[Actor]) -> tuple[Actor, ...]:
        """Who says so: as the model says where the passage bears it out, else as the grammar reads it."""
        if kind is Kind.SAYS:
            return ()
        value = said.get("attributed_to")
        given = value if isinstance(value, list) else [value]
        found = [actor for each in given[:3] if (actor := self._optional(each, scope, "attributed_to", kind)) is not None]
        if not found:
            found = [told.source for passage in scope.sentences for told in find_attribution(passage)]
        own = {actor.id for actor in parties}
        return tuple({actor.id: actor for actor in found if actor.id not in own}.values())[:2]

    def _optional(self, said: Any, scope: Scope, role: str, kind: Kind) -> Actor | None:
        """An actor beside the parties; one that the passage does not bear out is left away."""
        if said is None:
            return None
        try:
            return self._resolver.party(said, scope, role, kind).actor
        except Refusal:
            return None


def _kind(said: dict[str, Any]) -> tuple[Kind, str | None]:
    try:
        kind = Kind(str(said.get("kind")))
    except ValueError:
        raise Refusal(Reason.FORM, f"'kind' is one of: {', '.join(Kind)}") from None
    if kind is not Kind.REPORTS:
        return kind, None
    metric = said.get("metric")
    if metric not in METRICS:
        raise Refusal(Reason.FORM, f"'metric' is one of: {', '.join(METRICS)}")
    return kind, str(metric)


def _scope(said: dict[str, Any], at: Seen, start: int, end: int) -> Scope:
    """Where the quote stands in the passage asked about, with the sentences around it. Raises Refusal."""
    evidence = said.get("evidence")
    quote = said.get("quote") or (evidence.get("quote") if isinstance(evidence, dict) else evidence)
    if not isinstance(quote, str) or not quote.strip():
        raise Refusal(Reason.FORM, "'quote' is missing: the words of the passage that say it")
    if len(quote) > LONGEST_EVIDENCE:
        raise Refusal(Reason.QUOTE, f"the quote has {len(quote)} characters; {LONGEST_EVIDENCE} are allowed")
    places = find_quote(quote, at.analysis.document.text, start, end)
    if not places:
        raise Refusal(Reason.QUOTE, "the quote does not stand in the passage, character by character")
    refused: Refusal | None = None
    for place in places:
        try:
            return _placed(place, at)
        except Refusal as refusal:
            refused = refusal
    assert refused is not None
    raise refused


def _placed(place: tuple[int, int], at: Seen) -> Scope:
    passages = at.analysis.passages
    holding = [i for i, p in enumerate(passages) if p.start < place[1] and place[0] < p.end]
    if not holding or place[0] < passages[holding[0]].start or place[1] > passages[holding[-1]].end:
        raise Refusal(Reason.QUOTE, "the quote stands in a part that is no evidence (an advert, a teaser, navigation)")
    if len(holding) > 2:
        raise Refusal(Reason.QUOTE, "the quote runs over more than two sentences")
    if any(passages[i].sentence.paragraph in at.addressed for i in holding):
        raise Refusal(Reason.INSTRUCTION, "the quote stands in a paragraph that speaks to a machine")
    scope = Scope(at.analysis, at.network, place[0], place[1], holding[0], holding[-1])
    if not scope.meant:
        raise Refusal(Reason.ACTOR, "neither the quote nor the sentences beside it name anybody")
    return scope


def _check_parties(kind: Kind, subject: Party, target: Party | None) -> None:
    """Such actors may stand there, by the table of kinds."""
    row = KINDS[kind]
    if not may_stand(subject.actor.kind, row.subject):
        raise Refusal(Reason.PARTIES, f"a {subject.actor.kind} cannot be the subject of '{kind}'")
    if target is None:
        return
    if not may_stand(target.actor.kind, row.object):
        raise Refusal(Reason.PARTIES, f"a {target.actor.kind} cannot be the object of '{kind}'")
    if subject.actor.id == target.actor.id and target.actor.id != AUTHOR.id:
        raise Refusal(Reason.PARTIES, "subject and object are one actor here")


def _check_direction(kind: Kind, subject: Party, target: Party | None, scope: Scope, directions: Directions) -> None:
    if target is None or not may_turn(kind, subject, target):
        return
    if directions.lead(kind, subject, target, scope) < 0:
        way = f"'{kind}' goes from {target.actor.mention} to {subject.actor.mention}"
        raise Refusal(Reason.DIRECTION, f"the passage reads the other way round: {way}")


def _places(scope: Scope, subject: Party, target: Party | None, figures: dict[str, FoundQuantity]) -> list[tuple[int, int]]:
    """Where the claim's parties and figures stand in the quote: its words of status are near them."""
    found = [(party.start, party.end) for party in (target, subject) if party is not None]
    found = [(figure.start, figure.end) for figure in figures.values()] + found
    return [place for place in found if scope.holds(*place)] or [(scope.start, scope.end)]


def _place(scope: Scope, subject: Party, target: Party | None, figures: dict[str, FoundQuantity]) -> int:
    return _places(scope, subject, target, figures)[0][0]


def _with_bounds(scope: Scope, figures: dict[str, FoundQuantity]) -> Scope:
    """The quote, widened to the words that bound its figures ('up to')."""
    start = min([scope.start, *(figure.start for figure in figures.values())])
    end = max([scope.end, *(figure.end for figure in figures.values())])
    if end - start > LONGEST_EVIDENCE:
        raise Refusal(Reason.QUOTE, "the quote leaves out the words that bound its figure")
    return replace(scope, start=start, end=end)


def _period(said: dict[str, Any], scope: Scope) -> str | None:
    """The period in the sentences of the quote, where the model says that there is one."""
    if not said.get("period"):
        return None
    found = [period for passage in scope.sentences for period in passage.periods]
    nearest = min(found, key=lambda period: abs(period.start - scope.start), default=None)
    return nearest.value if nearest else None


__all__ = ["GATE", "Gate", "Seen", "seen"]
