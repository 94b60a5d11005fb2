"""Tables and the explained claim, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interlock.reporting.bidi import cleaned, isolated
from interlock.reporting.figures import beside_money, deal_phrase, quantities_in_words, size_in_words
from interlock.reporting.marks import cut
from interlock.reporting.model import ActorRow, Deal, Explanation, ShownSentence
from interlock.reporting.tables import NARROWEST, Column, table, wrapped
from interlock.vocabulary import Actor, Claim, Kind

_BOLD, _MARK, _DIM, _PLAIN = "\x1b[1m", "\x1b[1;4m", "\x1b[2m", "\x1b[0m"
_SUBJECT_OF_DOCUMENT = "document-author"


def claims_text(claims: Sequence[tuple[Claim, str, tuple[str, ...]]], width: int) -> str:
    """A table of claims, each with its id as shown and the readers that found it; where there are several, who agrees is told."""
    several = len({reader for _, _, readers in claims for reader in readers}) > 1
    columns = (
        Column("Id"),
        Column("Subject", shrinks=True, least=10),
        Column("Says", shrinks=True, least=10),
        Column("Object", shrinks=True, least=10),
        Column("How much", shrinks=True, least=12),
        Column("Status"),
        Column("Date"),
        *((Column("Found by"),) if several else ()),
        Column("Quote", shrinks=True, least=16),
    )
    rows = [
        (
            short,
            claim.subject.name,
            _kind(claim),
            claim.object.name if claim.object else claim.asset or "",
            "; ".join(quantities_in_words(claim)),
            str(claim.status),
            claim.date or "",
            *((", ".join(reader.partition("/")[0] for reader in readers),) if several else ()),
            claim.evidence.quote,
        )
        for claim, short, readers in claims
    ]
    return table(columns, rows, max(width, NARROWEST))


def deals_text(deals: Sequence[Deal], width: int) -> str:
    """A table of deals by size, with status and bound; a second line where the tellings differ."""
    columns = (
        Column("Size", right=True),
        Column("Deal", shrinks=True, least=24),
        Column("Status", shrinks=True, least=10),
        Column("Told", right=True),
        Column("Claim"),
    )
    rows: list[tuple[str, ...]] = []
    for deal in deals:
        statuses = ", ".join(map(str, (deal.status, *deal.other_statuses)))
        leading = deal.leading
        rows.append(
            (
                size_in_words(deal.size, leading.claim.per if deal.size else None),
                deal_line(deal),
                statuses,
                str(len(deal.tellings)),
                leading.short,
            )
        )
        if deal.other_sizes:
            told = ", ".join(size_in_words(money) for money in deal.other_sizes)
            rows.append(("", f"  also told: {told}", "", "", ""))
    return table(columns, rows, max(width, NARROWEST))


def deal_line(deal: Deal) -> str:
    """'OpenAI leases from Nvidia: up to 5m GPUs'."""
    beside = beside_money(deal.leading.claim)
    return f"{deal.subject.name} {deal_phrase(deal.kind)} {deal.object.name}" + (f": {beside}" if beside else "")


def actors_text(actors: Iterable[ActorRow], width: int) -> str:
    """A table of actors."""
    columns = (
        Column("Id", shrinks=True, least=12),
        Column("Name", shrinks=True, least=12),
        Column("Kind"),
        Column("Claims", right=True),
        Column("Subject", right=True),
        Column("Object", right=True),
        Column("Source", right=True),
        Column("Named in the texts", shrinks=True, least=16),
    )
    rows = [
        (
            actor.id,
            actor.name,
            actor.kind,
            str(actor.claims),
            str(actor.as_subject),
            str(actor.as_object),
            str(actor.as_source),
            " · ".join(actor.mentions),
        )
        for actor in actors
    ]
    return table(columns, rows, max(width, NARROWEST))


def explanation_text(explanation: Explanation, width: int, colour: bool) -> str:
    """The claim in words, who says it, its sentence in its document, and who found it."""
    claim, width = explanation.claim, max(min(width, 100), NARROWEST)
    lines = [f"{_in(_BOLD, 'Claim ' + explanation.short, colour)}  {isolated(cleaned(claim_in_words(claim)))}", ""]
    facts = [
        ("status", _status(claim)),
        ("how much", "; ".join(quantities_in_words(claim))),
        ("asset", claim.asset),
        ("role", claim.role),
        ("from", claim.origin.name if claim.origin else None),
        ("date", claim.date),
        ("period", claim.period),
        ("condition", claim.condition),
        ("said by", who_says(claim)),
        ("named", _mentions(claim)),
        ("notes", ", ".join(claim.notes)),
        ("part of", claim.part_of and claim.part_of[:8]),
        ("deal", claim.deal and claim.deal[:8]),
    ]
    lines += [f"  {name:<10} {value if name == 'named' else isolated(cleaned(value))}" for name, value in facts if value]
    lines += ["", *_document_lines(explanation), ""]
    lines += _passage(explanation.sentences, width, colour)
    lines += ["", "Found by"]
    lines += [
        f"  {w.reader}, confidence {w.confidence:.2f}"
        + ("" if w.document == explanation.document.id else f", in {isolated(cleaned(w.address))}")
        for w in explanation.witnesses
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def claim_in_words(claim: Claim) -> str:
    """Subject, kind, object."""
    words = [_named(claim.subject), _kind(claim)]
    if claim.object is not None:
        words.append(_named(claim.object))
    return " ".join(words)


def who_says(claim: Claim) -> str:
    """The source that the document names, or the document itself."""
    if claim.attributed_to:
        return ", ".join(actor.name for actor in claim.attributed_to)
    if claim.kind is Kind.SAYS and claim.subject.id != _SUBJECT_OF_DOCUMENT:
        return claim.subject.name
    return "the document, in its own voice"


def _named(actor: Actor) -> str:
    members = f" ({', '.join(actor.members)})" if actor.members else ""
    return actor.name + members


def _kind(claim: Claim) -> str:
    phrase = deal_phrase(claim.kind)
    return f"{phrase} {claim.metric.replace('_', ' ')}" if claim.metric else phrase


def _mentions(claim: Claim) -> str:
    parties = (claim.subject, claim.object, claim.origin)
    return ", ".join(
        f"{actor.name} as {isolated(cleaned(actor.mention))}" for actor in parties if actor and actor.mention != actor.name
    )


def _status(claim: Claim) -> str:
    return f'{claim.status} ("{claim.status_word}")' if claim.status_word else str(claim.status)


def _document_lines(explanation: Explanation) -> list[str]:
    document = explanation.document
    published = document.published or "date unknown"
    if document.published and explanation.published_from:
        published += f" (from: {explanation.published_from})"
    rows = [
        ("title", document.title or "without a title"),
        ("address", document.address),
        ("published", published),
        ("language", document.language),
        ("document", document.id[:8]),
        *([("sentence", explanation.link)] if explanation.link else []),
    ]
    return ["Document", *(f"  {name:<10} {isolated(cleaned(value))}" for name, value in rows)]


def _passage(sentences: Sequence[ShownSentence], width: int, colour: bool) -> list[str]:
    lines = ["In its document"]
    for sentence in sentences:
        if sentence.quoted is None:
            if not sentence.zone.is_evidence:
                lines.append(_in(_DIM, f"    ({sentence.zone})", colour))
            lines += [_in(_DIM, f"    {isolated(line)}", colour) for line in wrapped(cleaned(sentence.text).strip(), width - 4)]
        else:
            start, end = sentence.quoted
            spans = [(start, end, "quote")]
            text = "".join(f"⟦{cleaned(run)}⟧" if name else cleaned(run) for run, name in cut(sentence.text, spans))
            quoted = False
            for line in wrapped(text.strip(), width - 4):
                shown, quoted = _coloured(line, quoted) if colour else (line, quoted)
                lines.append(f"  ▸ {isolated(shown)}")
    return lines


def _coloured(line: str, inside: bool) -> tuple[str, bool]:
    shown = line.replace("⟦", f"{_MARK}⟦").replace("⟧", f"⟧{_PLAIN}")
    ends_inside = (line.rfind("⟦") > line.rfind("⟧")) if "⟦" in line or "⟧" in line else inside
    return (_MARK if inside else "") + shown + (_PLAIN if ends_inside else ""), ends_inside


def _in(style: str, text: str, colour: bool) -> str:
    return f"{style}{text}{_PLAIN}" if colour else text
