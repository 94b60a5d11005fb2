"""A digest of a ledger: gathered, planned, written, and passed by the gate sentence by sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from interlock.ledger.horizon import EVERYTHING, Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.ledger.rows import DocumentSummary
from interlock.pipeline.digest_material import DigestQuestion, Gathered, gather
from interlock.pipeline.digest_names import DigestNames, digest_names
from interlock.pipeline.digest_reading import DocumentReader
from interlock.pipeline.knowledge import Knowledge, knowledge
from interlock.reporting.digest.gate import Gate
from interlock.reporting.digest.html import html
from interlock.reporting.digest.json_record import digest_record
from interlock.reporting.digest.language import digest_language, digest_languages
from interlock.reporting.digest.markdown import markdown
from interlock.reporting.digest.phrases import Phrases
from interlock.reporting.digest.plan import Plan, plan
from interlock.reporting.digest.records import Digest, Evidence, Refused, Sentence, SentenceRecord, SourceRow
from interlock.reporting.digest.writer import TemplateWriter
from interlock.vocabulary import InterlockError
from interlock.vocabulary.story import Telling

__all__ = ["DigestQuestion", "NoSuchDigestLanguage", "Rewrite", "answer_digest", "digest_languages", "digest_of", "digest_text"]

_HEADING = 200
"""Characters of the heading of a group."""
Rewrite = Callable[[Sequence[Sentence]], Mapping[str, tuple[str, str]]]
"""Words sentences anew: by the id of its record, the new text and the name of the writer. What it leaves out stays as it is."""


class NoSuchDigestLanguage(InterlockError):
    """No digest is written in this language."""


def answer_digest(
    ledger: Path,
    question: DigestQuestion,
    *,
    horizon: Horizon = EVERYTHING,
    atlas: tuple[Path, ...] = (),
    rewrite: Rewrite | None = None,
) -> Digest:
    """The digest of a ledger. What `until` asks for is told as it was known by then. Raises NoSuchDigestLanguage, BadPeriod."""
    with ResolvedView(ledger) as view, view.steady():
        told = Horizon(horizon.said or question.until, horizon.learned, horizon.run)
        return digest_of(knowledge(view, told, atlas), question, rewrite)


def digest_of(known: Knowledge, question: DigestQuestion, rewrite: Rewrite | None = None) -> Digest:
    """The digest of what is known."""
    if question.language not in digest_languages():
        raise NoSuchDigestLanguage(f"no digest is written in '{question.language}'; there are {', '.join(digest_languages())}")
    language = digest_language(question.language)
    summaries = {row.id: row for row in known.view.documents()}
    gathered = gather(known, question, {row.id: row.language for row in summaries.values()})
    planned = plan(gathered.material)
    names = digest_names(known, language)
    evidence = _evidence(gathered, planned, names)
    sources = _sources(planned.records, summaries, known.telling_of)
    numbers = {row.document: row.number for row in sources}
    writer = TemplateWriter(Phrases(language, names.actors, names.ids), evidence, numbers.__getitem__)
    gate = Gate(language, DocumentReader(language.reader), names.scan, evidence)
    passed, refused = _passed([Sentence(each, writer.write(each), writer.tail(each)) for each in planned.records], gate)
    if rewrite is not None:
        passed, turned_down = _reworded(passed, rewrite, gate)
        refused += turned_down
    headline = None
    if planned.headline is not None:
        heads, gone = _passed(
            [Sentence(planned.headline, writer.headline(planned.headline), writer.tail(planned.headline))], gate
        )
        headline, refused = (heads[0] if heads else None), [*refused, *gone]
    groups = {group.id: writer.heading(group)[:_HEADING] for group in planned.groups.values()}
    about = question.about
    key = "title_about" if about else "title"
    title = (language.said("page", key) or "").replace("{about}", about or "")
    return Digest(
        question.language,
        title,
        headline,
        tuple(passed),
        groups,
        _cited(sources, passed),
        evidence,
        tuple(refused),
        (gathered.first, gathered.last),
        about,
        (*known.notes, *gathered.notes),
        gathered.material.since,
    )


def digest_text(digest: Digest, form: str) -> str:
    """The digest as text: 'md', 'html' or 'json'."""
    if form == "json":
        return json.dumps(digest_record(digest), ensure_ascii=False, indent=2) + "\n"
    return html(digest) if form == "html" else markdown(digest)


def _passed(sentences: Iterable[Sentence], gate: Gate) -> tuple[list[Sentence], list[Refused]]:
    """The sentences that the gate lets through, and those that it refuses with its reasons."""
    passed, refused = [], []
    for each in sentences:
        reasons = gate.reasons(each.record, each.whole) if each.text else ("it says nothing",)
        if reasons:
            refused.append(Refused(each.record, each.whole, reasons, each.writer))
        else:
            passed.append(each)
    return passed, refused


def _reworded(sentences: Sequence[Sentence], rewrite: Rewrite, gate: Gate) -> tuple[list[Sentence], list[Refused]]:
    """The sentences as another writer words them, where the gate lets that through; else as they were."""
    new = rewrite(sentences)
    kept, refused = [], []
    for each in sentences:
        told = new.get(each.record.id)
        if told is None:
            kept.append(each)
            continue
        text, name = told
        reasons = gate.reasons(each.record, text + each.tail, beside=each.whole)
        if reasons:
            refused.append(Refused(each.record, text, reasons, name))
        kept.append(each if reasons else Sentence(each.record, text, each.tail, name))
    return kept, refused


def _evidence(gathered: Gathered, planned: Plan, names: DigestNames) -> Evidence:
    material = gathered.material
    cited = {each for record in planned.records for each in record.facts}
    claims = {row.claim for record in planned.records for row in record.citations}
    return Evidence(
        {each: material.every[each] for each in sorted(cited)},
        {each: material.claims[each] for each in sorted(claims)},
        {row.id: row for row in material.disputes},
        names.names,
    )


def _sources(
    records: Iterable[SentenceRecord], summaries: Mapping[str, DocumentSummary], tellings: Mapping[str, Telling]
) -> tuple[SourceRow, ...]:
    """The documents cited, numbered in the order in which they are cited first."""
    cited = dict.fromkeys(row.document for record in records for row in record.citations)
    numbers = {document: number for number, document in enumerate(cited, 1)}
    rows = []
    for document, number in numbers.items():
        summary, telling = summaries[document], tellings.get(document)
        if telling is not None and not telling.relation.is_copy:
            telling = None
        copied = telling.of if telling is not None else None
        rows.append(
            SourceRow(
                number,
                document,
                outlet_of(summary),
                summary.title or "",
                summary.published,
                summary.language,
                summary.address,
                str(telling.relation) if telling is not None else "",
                numbers.get(copied or ""),
                telling.source if telling is not None else None,
            )
        )
    return tuple(rows)


def outlet_of(summary: DocumentSummary) -> str:
    """The outlet: the site that the page names, else the host of its address, else the name of the file."""
    if summary.site:
        return summary.site
    try:
        host = urlsplit(summary.address).hostname
    except ValueError:
        host = None
    return host.removeprefix("www.") if host else PurePosixPath(summary.address).name


def _cited(sources: Sequence[SourceRow], passed: Sequence[Sentence]) -> tuple[SourceRow, ...]:
    """The sources that a sentence still cites."""
    left = {row.document for each in passed for row in each.record.citations}
    copied = {row.copy_of for row in sources if row.document in left}
    return tuple(row for row in sources if row.document in left or row.number in copied)
