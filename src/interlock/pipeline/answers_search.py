"""What a search finds as text, in the form asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from interlock.ledger.horizon import EVERYTHING, Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.ledger.search import FactFound
from interlock.pipeline.answers import Answer, Form
from interlock.pipeline.knowledge import knowledge
from interlock.pipeline.search import By, Found, FoundActor, FoundDocument, FoundSentence, Spans, search
from interlock.reporting import csv_text, deal_phrase, json_lines, size_in_words
from interlock.reporting.bidi import cleaned, isolated
from interlock.reporting.fact_model import SHORT_ID
from interlock.reporting.figures import counted
from interlock.reporting.marks import cut
from interlock.reporting.rows import money_cells
from interlock.reporting.tables import NARROWEST, Column, table, wrapped
from interlock.vocabulary.codec import quantity_record

SEARCH_HEAD = (
    "found",
    "id",
    "text",
    "kind",
    "status",
    "amount",
    "amount_low",
    "amount_high",
    "amount_bound",
    "currency",
    "language",
    "published",
    "document",
    "fact",
    "address",
    "why",
    "similarity",
)
_WIDEST = 110
_INDENT = 4


def index_search(ledger: Path, tell: Callable[[str], object] | None = None) -> str:
    """Make the vectors that are missing; what was done, in words. Raises NoMeaning, LedgerError."""

    def progress(done: int, waiting: int) -> None:
        if tell is not None and waiting:
            tell(f"{done} documents done, {waiting} to go")

    from interlock.pipeline.meaning import index_by_meaning

    done = index_by_meaning(ledger, progress)
    with ResolvedView(ledger) as view:
        state = view.meant()
    there = f"{counted(state.sentences, 'sentence')} and {counted(state.titles, 'title')} have vectors"
    return f"{counted(done, 'document')} taken in: {there}"


def answer_search(
    ledger: Path, text: str, limit: int, form: Form, width: int, horizon: Horizon = EVERYTHING, by: str | None = None
) -> Answer:
    """Actors, facts, sentences and documents that `text` finds, at most `limit` of each.

    `by` is 'words', 'meaning' or 'both'. Raises NoMeaning where it asks for meaning and there is none.
    """
    notes: list[str] = []

    def pieces() -> Iterator[str]:
        with ResolvedView(ledger) as view, view.steady():
            found = search(view, text, limit=limit, horizon=horizon, by=By(by) if by else None)
            notes.extend(knowledge(view, horizon).notes)
            if behind := view.unsearched():
                notes.append(f"{behind} documents cannot be searched yet; run 'interlock rebuild'")
            if found.by is not By.WORDS and (waiting := view.meant().waiting):
                notes.append(f"{counted(waiting, 'document')} cannot be found by meaning yet; run 'interlock search --index'")
            if found.problem:
                notes.append(f"not searched by meaning: {found.problem}")
            if form is Form.JSON:
                yield from json_lines(found_records(found))
            elif form is Form.CSV:
                yield from csv_text(_rows(found), SEARCH_HEAD)
            else:
                yield from _tables(view, found, max(min(width, _WIDEST), NARROWEST))
                notes.append(_counted(found))
                nothing = not (found.actors or found.facts or found.sentences)
                if by is None and found.by is By.WORDS and nothing and not view.meant().sentences:
                    notes.append("only words were looked for; 'interlock search --index' adds search by meaning")

    return Answer(pieces(), notes)


def _tables(view: ResolvedView, found: Found, width: int) -> Iterator[str]:
    parts = []
    if found.actors:
        parts.append(_actors_text(found.actors, width))
    if found.facts:
        parts.append(_facts_text(found.facts, width))
    if found.sentences:
        parts.append("".join(_sentence_text(view, sentence, width) for sentence in found.sentences))
    if found.documents:
        parts.append("".join(_document_text(document, width) for document in found.documents))
    yield "\n".join(parts)


def _actors_text(actors: Sequence[FoundActor], width: int) -> str:
    columns = (
        Column("Actor", shrinks=True, least=12),
        Column("Name", shrinks=True, least=12),
        Column("Kind"),
        Column("Documents", right=True),
        Column("Matches", shrinks=True, least=12),
        Column("All names", shrinks=True, least=16),
    )
    rows = [(each.id, each.name, str(each.kind), str(each.documents), each.matching, " · ".join(each.names)) for each in actors]
    return table(columns, rows, width)


def _facts_text(facts: Sequence[FactFound], width: int) -> str:
    columns = (
        Column("Fact"),
        Column("Who and whom", shrinks=True, least=24),
        Column("How much", shrinks=True, least=12),
        Column("Status", shrinks=True, least=10),
        Column("Told last"),
        Column("Origins", right=True),
    )
    rows = [
        (
            each.id[:SHORT_ID],
            _fact_line(each),
            size_in_words(each.amount, each.per) if each.amount else "",
            str(each.status),
            each.last_said or "",
            str(each.origins),
        )
        for each in facts
    ]
    return table(columns, rows, width)


def _fact_line(fact: FactFound) -> str:
    words = [fact.subject, deal_phrase(fact.kind), (fact.metric or "").replace("_", " "), fact.object or ""]
    return " ".join(word for word in words if word)


def _sentence_text(view: ResolvedView, sentence: FoundSentence, width: int) -> str:
    head = f"Claim {view.short(sentence.claim)}  {sentence.published or 'date unknown'}  {sentence.language}"
    if sentence.fact:
        head += f"  fact {sentence.fact[:SHORT_ID]}"
    head += _why_told(sentence)
    return _marked(head, sentence.shown, sentence.spans, width)


def _document_text(document: FoundDocument, width: int) -> str:
    head = f"Document {document.id[:SHORT_ID]}  {document.published or 'date unknown'}  {document.language}"
    if document.site:
        head += f"  {isolated(cleaned(document.site))}"
    head += _why_told(document)
    return _marked(head, document.title, document.spans, width)


def _marked(head: str, text: str, spans: Spans, width: int) -> str:
    """The text under its head, what matches in brackets."""
    runs = cut(text, [(start, end, "hit") for start, end in spans])
    shown = "".join(f"⟦{cleaned(run)}⟧" if name else cleaned(run) for run, name in runs)
    lines = [" " * _INDENT + isolated(line) for line in wrapped(shown.strip(), width - _INDENT)]
    return "\n".join([head, *lines]) + "\n"


def _why_told(found: FoundSentence | FoundDocument) -> str:
    """Nothing where only the words matter; else the similarity, and that it is there for nothing but that."""
    if found.similarity is None:
        return ""
    return f"  {'words and meaning' if found.words else 'meaning only'} {found.similarity:.2f}"


def why(found: FoundSentence | FoundDocument) -> list[str]:
    """Why it was found: its words, its meaning, both."""
    return ["words"] * found.words + ["meaning"] * (found.similarity is not None)


def _counted(found: Found) -> str:
    numbers = {
        "actor": len(found.actors),
        "fact": len(found.facts),
        "sentence": len(found.sentences),
        "title": len(found.documents),
    }
    told = ", ".join(counted(number, name) for name, number in numbers.items() if number) or "nothing matches"
    only = sum(not each.words for each in found.sentences) + sum(not each.words for each in found.documents)
    return told + (f"; {only} of them near in meaning only" if only else "")


def found_records(found: Found) -> Iterator[dict[str, object]]:
    """Each thing found as one JSON object, that says in `found` what it is."""
    for actor in found.actors:
        yield {
            "found": "actor",
            "id": actor.id,
            "name": actor.name,
            "kind": str(actor.kind),
            "matching": actor.matching,
            "spans": actor.spans,
            "names": actor.names,
            "documents": actor.documents,
        }
    for fact in found.facts:
        yield {"found": "fact", **_fact_record(fact)}
    for sentence in found.sentences:
        yield {
            "found": "sentence",
            "claim": sentence.claim,
            "document": sentence.document,
            "quote": sentence.quote,
            "language": sentence.language,
            "spans": sentence.spans,
            "published": sentence.published,
            "fact": sentence.fact,
            "claims": sentence.claims,
            "why": why(sentence),
            "similarity": _rounded(sentence.similarity),
            "sentence": sentence.sentence,
        }
    for document in found.documents:
        yield {
            "found": "document",
            "id": document.id,
            "title": document.title,
            "language": document.language,
            "spans": document.spans,
            "site": document.site,
            "address": document.address,
            "published": document.published,
            "why": why(document),
            "similarity": _rounded(document.similarity),
        }


def _rounded(similarity: float | None) -> float | None:
    return None if similarity is None else round(similarity, 3)


def _found_by(found: FoundSentence | FoundDocument) -> dict[str, object]:
    return {"why": "+".join(why(found)), "similarity": _rounded(found.similarity)}


def _fact_record(fact: FactFound) -> dict[str, object]:
    record = fact._asdict() | {"kind": str(fact.kind), "status": str(fact.status)}
    return record | {"amount": quantity_record(fact.amount) if fact.amount else None}


def _rows(found: Found) -> Iterator[dict[str, object]]:
    """Each thing found as a flat row under SEARCH_HEAD: `text` is the name, the deal in words, the quote or the title."""
    for actor in found.actors:
        yield {"found": "actor", "id": actor.id, "text": actor.name, "kind": str(actor.kind)}
    for fact in found.facts:
        told = {"kind": str(fact.kind), "status": str(fact.status), "published": fact.last_said}
        yield {"found": "fact", "id": fact.id, "text": _fact_line(fact), **told, **money_cells(fact.amount)}
    for sentence in found.sentences:
        told = {"language": sentence.language, "published": sentence.published, "document": sentence.document}
        yield {"found": "sentence", "id": sentence.claim, "text": sentence.quote, **told, "fact": sentence.fact} | _found_by(
            sentence
        )
    for document in found.documents:
        told = {"language": document.language, "published": document.published, "address": document.address}
        yield {"found": "document", "id": document.id, "text": document.title, **told} | _found_by(document)
