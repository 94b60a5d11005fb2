"""The whole of what is known as files: the same ledger gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from interlock.ledger.horizon import Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.knowledge import Knowledge, knowledge
from interlock.pipeline.whole_files import write_whole
from interlock.reporting import json_lines
from interlock.vocabulary import Identity, claim_to_record
from interlock.vocabulary.document_codec import document_to_record
from interlock.vocabulary.fact_codec import dispute_to_record, fact_to_record, judgement_to_record, story_to_record


def export(known: Knowledge, folder: Path, *, with_texts: bool = True) -> dict[str, int]:
    """Write claims, facts, stories, disputes, actors, judgements and documents as JSON Lines; return how many lines each has.

    Documents, claims and judgements make a ledger that exports the same; all else follows from them. Without texts it does not.
    """
    folder.mkdir(parents=True, exist_ok=True)
    numbers = {}
    for name, records in _files(known, with_texts):
        lines = list(json_lines(records))
        write_whole(folder / f"{name}.jsonl", "".join(lines))
        numbers[name] = len(lines)
    return numbers


def _files(known: Knowledge, with_texts: bool) -> Iterator[tuple[str, Iterable[Mapping[str, Any]]]]:
    yield "claims", _claims(known)
    yield "facts", map(fact_to_record, known.facts)
    yield "stories", map(story_to_record, known.stories)
    yield "disputes", map(dispute_to_record, known.disputes)
    yield "actors", map(identity_record, known.identities)
    yield "judgements", map(judgement_to_record, known.view.judgements())
    documents = (document for document, _ in known.view.told(known.horizon))
    yield "documents", (document_to_record(document, with_text=with_texts) for document in documents)


def _claims(known: Knowledge) -> Iterator[Mapping[str, Any]]:
    for _, claims in known.view.told(known.horizon):
        yield from map(claim_to_record, sorted(claims, key=lambda claim: claim.id))


def identity_record(identity: Identity) -> dict[str, Any]:
    """An actor with its names and why they are one, as a JSON object."""
    links = [
        {"left": row.left, "right": row.right, "rule": row.rule, "score": row.score, "why": row.why} for row in identity.links
    ]
    record: dict[str, Any] = {"id": identity.id, "name": identity.name, "kind": str(identity.kind)}
    return record | {"nodes": list(identity.nodes), "names": list(identity.names)} | ({"links": links} if links else {})


def export_ledger(
    ledger: Path, folder: Path, horizon: Horizon, atlas_files: tuple[Path, ...] = (), *, with_texts: bool = True
) -> tuple[dict[str, int], list[str]]:
    """Export what the ledger knows as of a horizon; return the numbers of lines, and notes for the user."""
    with ResolvedView(ledger) as view, view.steady():
        known = knowledge(view, horizon, atlas_files)
        return export(known, folder, with_texts=with_texts), known.notes
