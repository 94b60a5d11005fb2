"""Tools that go back to the words: what stands behind an id, a passage of a document, what changed, a digest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field

from interlock.exchange.content import shown_address
from interlock.ledger.filters import is_id_prefix
from interlock.ledger.horizon import EVERYTHING, Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.ledger.results import KeptResult
from interlock.mcp.arguments import AsOf, Day, Id, Limit, Moment, Name, Offset
from interlock.mcp.desk import Answer, Asked, Desk, Tool
from interlock.pipeline.answers_digest import DigestQuestion, digest_of
from interlock.pipeline.changes import changes, horizon_of
from interlock.pipeline.evidence import fact_in_short
from interlock.pipeline.fact_queries import NoSuchFact, fact_tree
from interlock.pipeline.queries import explain
from interlock.reporting.digest.json_record import digest_record
from interlock.reporting.fact_model import ChangeKind
from interlock.reporting.rows import explanation_record
from interlock.vocabulary import Claim
from interlock.vocabulary.fact_codec import dispute_to_record, fact_to_record

_MOST_CHARACTERS = 4_000
_CLAIMS_SHOWN = 40
_SENTENCES_SHOWN = 25


def tracing(desk: Desk) -> dict[str, Tool]:
    """The tools by name."""

    def explain_id(
        id: Id,
        offset: Annotated[int, Field(ge=0, le=1_000_000, description="Sentences of a fact to pass over.")] = 0,
        as_of: AsOf = None,
    ) -> Answer:
        """What stands behind a fact, a claim, or a result of `loops`, `exposure` or `stress`, down to the sentences.

        Of a fact that many tell, `sentences_total` is how many; call again with `offset` for the rest.
        """
        with desk.asked(Horizon(as_of)) as asked:
            record = explained(desk, asked, id, offset)
            return asked.answer([record], evidence=record["type"] not in ("fact", "claim"))

    def passage(
        document: Annotated[str | None, Field(max_length=64, description="The beginning of a document's id.")] = None,
        claim: Annotated[str | None, Field(max_length=64, description="Of a claim's id: its document, around its words.")] = None,
        start: Annotated[int | None, Field(ge=0, le=2**31, description="First character; else around the claim.")] = None,
        length: Annotated[int, Field(ge=1, le=_MOST_CHARACTERS, description="Characters at most.")] = 2_000,
    ) -> Answer:
        """A passage of a document in its own language, and the claims that rest on it, with their places.

        `next_start` goes on where it ends.
        """
        with desk.asked(EVERYTHING) as asked:
            if (document is None) == (claim is None):
                raise ValueError("give 'document' or 'claim', one of them")
            told = _claim_of(asked.view, claim) if claim else None
            identity = told.evidence.document if told else _document_of(asked.view, str(document))
            return asked.answer([_passage(asked, identity, told, start, length)])

    def diff(
        before: Moment,
        after: Moment = "now",
        change: Annotated[tuple[ChangeKind, ...], Field(max_length=5, description="Only changes of these kinds.")] = (),
        limit: Limit = 20,
        offset: Offset = 0,
    ) -> Answer:
        """What changed between two dates or runs: new, ended, revised, newly disputed, gone."""
        first, second = horizon_of(before), horizon_of(after)
        with desk.asked(second) as asked:
            found = [each for each in changes(desk.snapshot(first).known, asked.known) if not change or each.kind in change]
            rows = [
                {
                    "change": str(each.kind),
                    "field": each.field,
                    "before": each.before,
                    "after": each.after,
                    "fact": fact_in_short(asked.known, each.fact, 1),
                    **({"dispute": dispute_to_record(each.dispute)} if each.dispute else {}),
                }
                for each in found[offset : offset + limit]
            ]
            return asked.answer(rows, total=len(found), offset=offset)

    def digest(
        since: Annotated[str | None, Field(max_length=20, description="From this date or run:3 on, or 7d, 4w, 3m back.")] = None,
        until: Day | None = None,
        about: Name | None = None,
        language: Annotated[str, Field(pattern="^[A-Za-z-]{2,10}$", description="en, he, zh-Hant or fr.")] = "en",
        section: Annotated[str | None, Field(max_length=40, description="Only this section of it.")] = None,
        offset: Offset = 0,
    ) -> Answer:
        """What happened in a period or about someone, written from facts only: every sentence with its citations and origins.

        One item a section, then one a source that they cite.
        """
        with desk.asked(Horizon(until)) as asked:
            question = DigestQuestion(since, until, about, language)
            made = desk.aside(asked, ("mcp digest", question), lambda known: digest_record(digest_of(known, question)))
            rows = [{"item": "section", **each} for each in made["sections"] if section in (None, each["section"])]
            cited = {row["source"] for each in rows for line in each["sentences"] for row in line["citations"]}
            sources = [
                {"item": "source", **row, "address": shown_address(row["address"])}
                for row in made["sources"]
                if row["number"] in cited
            ]
            every = [*rows, *sources]
            return asked.answer(every[offset:], total=len(every), offset=offset)

    return {"explain": explain_id, "passage": passage, "diff": diff, "digest": digest}


def explained(desk: Desk, asked: Asked, prefix: str, offset: int = 0) -> dict[str, Any]:
    """What stands behind an id, with its `type`. Raises ValueError or NoSuchFact."""
    if not is_id_prefix(prefix):
        raise ValueError(f"'{prefix}' is no id: 8 to 32 digits of 0-9 and a-f are wanted, as other tools tell them")
    prefix = prefix.lower()
    facts = sorted(each for each in asked.known.fact_by_id if each.startswith(prefix))
    claims = [each.id for each in asked.view.match(prefix)]
    results = {each.id: each for each in (*asked.view.match_results(prefix), *desk.results(prefix))}
    every = [*facts, *claims, *results]
    if len(every) > 1 and prefix not in every:
        sorts = (("fact", facts), ("claim", claims), ("result", results))
        told = [f"{sort} {each[:12]}" for sort, ids in sorts for each in ids]
        raise ValueError(f"{prefix} may mean {', '.join(told[:10])}; give more digits")
    if facts:
        return _fact(asked, facts[0], offset)
    if claims:
        record = explanation_record(explain(asked.view, prefix))
        record["document"]["address"] = shown_address(record["document"]["address"])
        return {"type": "claim", **record}
    if results:
        return _result(next(iter(results.values())))
    raise NoSuchFact(f"no fact, claim or result has an id that begins with {prefix}; 'list_facts' and 'search' tell ids")


def _fact(asked: Asked, identity: str, offset: int) -> dict[str, Any]:
    tree = fact_tree(asked.known, identity)
    record = fact_to_record(tree.fact)
    del record["support"]  # the sentences say it
    return {
        "type": "fact",
        **record,
        "in_words": fact_in_short(asked.known, tree.fact, 0)["in_words"],
        "disputes": [dispute_to_record(dispute) for dispute in tree.disputes],
        "sentences": [
            {
                "claim": row.claim.id,
                "document": row.support.document,
                "quote": row.claim.evidence.quote,
                "language": row.claim.evidence.language,
                "status": str(row.claim.status),
                "said": row.support.said,
                "origin": row.support.origin,
                "title": row.title,
                "address": shown_address(row.address),
            }
            for row in tree.claims[offset : offset + _SENTENCES_SHOWN]
        ],
        "sentences_total": len(tree.claims),
        "sentences_offset": offset,
    }


def _result(result: KeptResult) -> dict[str, Any]:
    return {"type": result.kind, "id": result.id, **result.record}


def _claim_of(view: ResolvedView, prefix: str) -> Claim:
    if not is_id_prefix(prefix):
        raise ValueError(f"'{prefix}' is no id of a claim: 8 to 32 digits of 0-9 and a-f are wanted")
    return explain(view, prefix).claim


def _document_of(view: ResolvedView, prefix: str) -> str:
    if not is_id_prefix(prefix):
        raise ValueError(f"'{prefix}' is no id of a document: 8 to 32 digits of 0-9 and a-f are wanted")
    found = view.match_documents(prefix.lower())
    if len(found) != 1:
        what = "more than one document" if found else "no document"
        raise NoSuchFact(f"{what} has an id that begins with {prefix}; 'search' and 'explain' tell ids of documents")
    return found[0]


def document_start(asked: Asked, prefix: str) -> dict[str, Any]:
    """The beginning of a document. Raises ValueError or NoSuchFact."""
    return _passage(asked, _document_of(asked.view, prefix), None, 0, _MOST_CHARACTERS)


def _passage(asked: Asked, identity: str, claim: Claim | None, start: int | None, length: int) -> dict[str, Any]:
    paper = asked.view.document(identity)
    if paper is None:
        raise NoSuchFact(f"the ledger does not hold the text of document {identity}")
    if start is None:
        start = 0 if claim is None else max(0, claim.evidence.start - (length - len(claim.evidence.quote)) // 2)
    if start > len(paper.text):
        raise ValueError(f"the document has {len(paper.text)} characters; 'start' is {start}")
    end = min(len(paper.text), start + length)
    claims = list(asked.view.claims_between(paper.id, start, end, _CLAIMS_SHOWN + 1))
    return {
        "document": paper.id,
        "title": paper.title,
        "site": paper.site,
        "address": shown_address(paper.address),
        "language": paper.language,
        "published": paper.published,
        "characters": len(paper.text),
        "start": start,
        "end": end,
        "next_start": end if end < len(paper.text) else None,
        "text": paper.text[start:end],
        "claims": list(_places(claims[:_CLAIMS_SHOWN])),
        "claims_left_out": len(claims) > _CLAIMS_SHOWN,
    }


def _places(claims: list[Claim]) -> Iterator[dict[str, Any]]:
    for claim in claims:
        yield {
            "claim": claim.id,
            "kind": str(claim.kind),
            "subject": claim.subject.name,
            "object": claim.object.name if claim.object else None,
            "status": str(claim.status),
            "start": claim.evidence.start,
            "end": claim.evidence.end,
        }
