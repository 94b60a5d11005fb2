"""Questions to a ledger: claims, actors, and what stands behind one claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from interlock.exchange.fragments import fragment_link, selectors
from interlock.ledger import ActorSeen, ClaimFilter, DocumentSummary, LedgerView
from interlock.ledger.filters import is_id_prefix
from interlock.ledger.horizon import EVERYTHING, Horizon
from interlock.reporting import ActorRow, DocumentRow, Explanation, ShownSentence, WitnessRow
from interlock.vocabulary import ActorKind, Claim, Document, InterlockError, Kind, Sentence, Status

_AROUND = 2  # sentences shown before and after the evidence
_WINDOW = 200  # characters shown where a document has no sentences


_MAGNITUDES = {"": 1.0, "k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "t": 1e12, "tn": 1e12}


def sum_asked(text: str) -> float:
    """A sum as a person types it: '500m', '100bn', '1e9', '2,000'. Raises ValueError."""
    match = re.fullmatch(r"([0-9][0-9_,]*(?:\.[0-9]+)?(?:e[0-9]{1,3})?)\s*([a-z]*)", text.strip().lower())
    if not match or match[2] not in _MAGNITUDES:
        raise ValueError(f"'{text}' is no amount; wanted: 500m, 100bn, 1.5tn, 1e9 or plain digits")
    return float(match[1].replace(",", "").replace("_", "")) * _MAGNITUDES[match[2]]


class NoSuchClaim(InterlockError):
    """No claim's id begins so."""


class AmbiguousClaim(InterlockError):
    """More than one claim's id begins so."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which claims are wanted, as a person says it: actors by id, by English name, or as a text writes them.

    The other parts are those of `ClaimFilter`.
    """

    kinds: tuple[Kind, ...] = ()
    statuses: tuple[Status, ...] = ()
    subject: str | None = None
    object: str | None = None
    date_gte: str | None = None
    date_lte: str | None = None
    published_gte: str | None = None
    published_lte: str | None = None
    amount_gte: float | None = None
    currency: str | None = None
    languages: tuple[str, ...] = ()
    document: str | None = None
    said_by: str | None = None
    learned_by: str | None = None
    limit: int | None = None


def open_ledger(path: Path) -> LedgerView:
    """A read-only view of the ledger at `path`. Raises LedgerError."""
    return LedgerView(path)


def claim_filter(view: LedgerView, question: Question) -> tuple[ClaimFilter, list[str]]:
    """The filter that the question means, and a note for each actor that the ledger does not hold."""
    notes: list[str] = []

    def actors(name: str | None) -> tuple[str, ...] | None:
        if name is None:
            return None
        found = view.find_actors(name)
        if not found:
            notes.append(f"no claim names '{name}'; 'interlock actors' lists who is named")
        return found

    return ClaimFilter(
        kinds=question.kinds,
        statuses=question.statuses,
        subject=actors(question.subject),
        object=actors(question.object),
        date_gte=question.date_gte,
        date_lte=question.date_lte,
        published_gte=question.published_gte,
        published_lte=question.published_lte,
        amount_gte=question.amount_gte,
        currency=question.currency,
        languages=question.languages,
        document=question.document,
        said_by=question.said_by,
        learned_by=question.learned_by,
        limit=question.limit,
    ), notes


def list_claims(view: LedgerView, wanted: ClaimFilter) -> Iterator[Claim]:
    """The claims that pass the filter, one at a time."""
    return view.claims(wanted)


def list_actors(
    view: LedgerView, kind: ActorKind | None = None, limit: int | None = None, horizon: Horizon = EVERYTHING
) -> Iterator[ActorRow]:
    """Actors as seen in the claims that count as known, the most often named first."""
    return map(_actor_row, view.actors(kind, limit, horizon))


def explain(view: LedgerView, prefix: str) -> Explanation:
    """Everything that stands behind the claim whose id begins with `prefix`.

    Raises NoSuchClaim, AmbiguousClaim, or ValueError where `prefix` is too short or no id.
    """
    if not is_id_prefix(prefix):
        raise ValueError(f"'{prefix}' is no claim id: 8 to 32 digits of 0-9 and a-f are wanted, as 'interlock claims' shows them")
    with view.steady():
        matches = view.match(prefix.lower())
        if not matches:
            raise NoSuchClaim(f"no claim's id begins with {prefix}; 'interlock claims' lists them")
        if len(matches) > 1:
            raise AmbiguousClaim(f"{prefix} is the beginning of several ids: {', '.join(match.short for match in matches)}")
        claim = view.claim(matches[0].id)
        assert claim is not None
        document = view.document(claim.evidence.document)
        summary = next(view.documents(identity=claim.evidence.document), None)
        assert document is not None and summary is not None
        found = view.witnesses(claim.id)
        addresses = {witness.document: next(view.documents(identity=witness.document)).address for witness in found}
        witnesses = tuple(WitnessRow(w.reader, w.confidence, w.document, addresses[w.document]) for w in found)
        return Explanation(
            claim,
            matches[0].short,
            document_row(summary),
            document.published_from,
            document.first_seen,
            passage(document, claim),
            witnesses,
            tuple(selectors(document.text, claim.evidence.start, claim.evidence.end)),
            fragment_link(document.address, document.text, claim.evidence.start, claim.evidence.end, claim.evidence.quote),
        )


def passage(document: Document, claim: Claim, around: int = _AROUND) -> tuple[ShownSentence, ...]:
    """The sentences that hold the evidence, and those around them in the same text."""
    start, end = claim.evidence.start, claim.evidence.end
    holding = [place for place, s in enumerate(document.sentences) if s.start < end and start < s.end]
    if not holding:
        first, last = max(0, start - _WINDOW), min(len(document.text), end + _WINDOW)
        zone = next((zone.kind for zone in document.zones if zone.start <= start < zone.end), None)
        from interlock.vocabulary import ZoneKind

        return (ShownSentence(first, document.text[first:last], zone or ZoneKind.BODY, (start - first, end - first)),)
    shown = document.sentences[max(0, holding[0] - around) : holding[-1] + 1 + around]
    return tuple(_shown(document.text, sentence, start, end) for sentence in shown)


def _shown(text: str, sentence: Sentence, start: int, end: int) -> ShownSentence:
    first, last = max(start, sentence.start), min(end, sentence.end)
    quoted = (first - sentence.start, last - sentence.start) if first < last else None
    return ShownSentence(sentence.start, text[sentence.start : sentence.end], sentence.zone, quoted)


def document_row(summary: DocumentSummary) -> DocumentRow:
    """A document of the ledger as a report lists it."""
    return DocumentRow(
        summary.id,
        summary.address,
        summary.title,
        summary.site,
        summary.language,
        summary.published,
        summary.characters,
        summary.zones,
        summary.sentences,
        summary.claims,
    )


def _actor_row(actor: ActorSeen) -> ActorRow:
    return ActorRow(
        actor.id, actor.name, actor.kind, actor.claims, actor.as_subject, actor.as_object, actor.as_source, actor.mentions
    )
