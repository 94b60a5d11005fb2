"""The digest of the ledger, of a period, of an actor or a topic, in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from interlock.pipeline.answers_digest import DigestQuestion, digest_of
from interlock.reporting.digest.html import words
from interlock.reporting.digest.layout import SECTIONS, Layout
from interlock.reporting.digest.records import Digest, Section, Sentence, SourceRow
from interlock.web.asking import Ask, DigestAsked
from interlock.web.rendering import render
from interlock.web.visit import Site, StillWorking, Visit

router = APIRouter(include_in_schema=False)
DEALS, OTHERS = 24, 8
_PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as the page shows it: its words, the numbers of its sources, its facts, and the count that leads to them."""

    text: Markup
    sources: tuple[int, ...]
    facts: tuple[str, ...]
    count: str
    group: str | None


@router.get("/digest")
def digest(request: Request, asked: Ask[DigestAsked]) -> Response:
    """What the press tells, sentence by sentence."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        made = _made(visit, DigestQuestion(asked.since, None, asked.about, visit.say.tag, DEALS, OTHERS))
        layout = Layout(made)
        sections = [(layout.heading(str(each)), _grouped(_told(layout, made.of(each)))) for each in SECTIONS if made.of(each)]
        return render(
            visit,
            "digest.html.j2",
            asked=asked,
            digest=made,
            headline=None if made.headline is None else Markup(words(made.headline.text)),
            lead=_told(layout, made.of(Section.LEAD)),
            sections=sections,
            sources=[_source(layout, row) for row in made.sources],
            method=layout.word("method"),
            sources_title=layout.heading("sources"),
        )


def _made(visit: Visit, question: DigestQuestion) -> Digest:
    """The digest, worked out once for each question; of a large ledger it takes long, and StillWorking asks for patience."""

    def made() -> Digest:
        with visit.site.snapshots.view() as view:
            return digest_of(visit.snapshot.known.seen_by(view), question)

    done = visit.snapshot.later(("digest", question), made, _PATIENCE)
    if done is None:
        raise StillWorking
    return done


def _told(layout: Layout, sentences: tuple[Sentence, ...]) -> list[Told]:
    return [
        Told(
            Markup("".join(words(text) if number is None else f"[{number}]" for text, number in layout.parts(each.text))),
            tuple(layout.sources_of(each)),
            each.record.facts,
            each.tail.strip(" ()（）"),
            None if each.record.group is None else layout.digest.groups[each.record.group],
        )
        for each in sentences
    ]


def _grouped(sentences: list[Told]) -> list[tuple[Markup | None, list[Told]]]:
    """The sentences under the headings of their groups, in order."""
    return [
        (None if heading is None else Markup(words(heading)), list(each))
        for heading, each in groupby(sentences, lambda one: one.group)
    ]


def _source(layout: Layout, row: SourceRow) -> tuple[SourceRow, str, str, str]:
    _, outlet, dated, copied = layout.source_words(row)
    return row, outlet, dated, copied
