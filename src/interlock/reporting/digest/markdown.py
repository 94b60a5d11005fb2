"""A digest as Markdown: every sign of a document's words that Markdown or HTML would read as its own is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interlock.reporting.bidi import FSI, PDI, cleaned
from interlock.reporting.digest.layout import SECTIONS, Layout
from interlock.reporting.digest.records import Digest, Section, Sentence, SourceRow
from interlock.reporting.links import web_address

_MARKS = re.compile(r"([\\`*_\[\]<>#|~&$])")
_LINE_START = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+=])")
_AUTOLINK = re.compile(r"(://|\bwww\.|@)", re.IGNORECASE)
_JOINER = "\u2060"
"""Word joiner: invisible, and an address that holds it is no address that a renderer would make a link of."""


def escaped(text: str) -> str:
    """Words as Markdown shows them, whatever signs they hold."""
    said = _MARKS.sub(r"\\\1", _AUTOLINK.sub(rf"\1{_JOINER}", " ".join(text.split())))
    return _LINE_START.sub(lambda match: f"{match[1]}{match[2]}\\{match[3]}" if match[2] else f"{match[4]}\\{match[5]}", said)


def own_words(text: str) -> str:
    """A document's own words, cleaned of what would steer the reader's screen, isolated and escaped."""
    return f"{FSI}{escaped(cleaned(text))}{PDI}"


def markdown(digest: Digest) -> str:
    """The digest as one Markdown text."""
    return "\n".join(_lines(Layout(digest))).rstrip() + "\n"


def _lines(layout: Layout) -> Iterator[str]:
    digest = layout.digest
    rtl = layout.language.direction == "rtl"
    if rtl:
        yield from ('<div dir="rtl">', "")
    yield from (f"# {escaped(cleaned(digest.title))}", "")
    if layout.period():
        yield from (f"*{escaped(layout.period())}*", "")
    if digest.headline is not None:
        yield from (f"**{escaped(digest.headline.text)}{layout.word('stop')}**{_sources(layout, digest.headline)}", "")
    lead = digest.of(Section.LEAD)
    if lead:
        yield from ((" " if layout.language.spaced else "").join(_sentence(layout, each) for each in lead), "")
    for section in SECTIONS:
        sentences = digest.of(section)
        if sentences:
            yield from (f"## {layout.heading(str(section))}", "")
            yield from _section(layout, sentences)
            yield ""
    if digest.sources:
        yield from (f"## {layout.heading('sources')}", "")
        for source in digest.sources:
            yield from _source(layout, source)
        yield ""
    yield f"*{escaped(layout.word('method'))}*"
    if layout.models():
        yield from ("", f"*{escaped(layout.word('written_by').replace('{model}', layout.models()))}*")
    if rtl:
        yield from ("", "</div>")


def _section(layout: Layout, sentences: tuple[Sentence, ...]) -> Iterator[str]:
    group: str | None = None
    for begun, each in enumerate(sentences):
        if each.record.group != group:
            group = each.record.group
            if group is not None:
                yield from (*([""] if begun else []), f"### {escaped(layout.digest.groups[group])}", "")
        yield f"- {_sentence(layout, each)}"


def _sentence(layout: Layout, sentence: Sentence) -> str:
    mark = "" if sentence.writer == "template" else "\\*"
    said = "".join(escaped_run(text) if number is None else _link(number) for text, number in layout.parts(sentence.whole))
    return f"{said}{mark}{_sources(layout, sentence)}"


def escaped_run(text: str) -> str:
    """A part of a sentence, with the spaces at its ends kept."""
    inner = text.strip(" ")
    if not inner:
        return text
    head = text[: len(text) - len(text.lstrip(" "))]
    return f"{head}{escaped(inner)}{text[len(head) + len(inner) :]}"


def _sources(layout: Layout, sentence: Sentence) -> str:
    links = "".join(_link(number) for number in layout.sources_of(sentence))
    facts = " ".join(f"`{each}`" for each in layout.facts_of(sentence))
    return "".join(f" {each}" for each in (links, facts) if each)


def _link(number: int) -> str:
    return f"[\\[{number}\\]](#s{number})"


def _source(layout: Layout, source: SourceRow) -> Iterator[str]:
    title, outlet, dated, copied = layout.source_words(source)
    address = web_address(source.address)
    said = own_words(title)
    if address:
        said = f"[{said}](<{_safe(address)}>)"
    tail = f"; {escaped(copied)}" if copied else ""
    yield f'<a id="s{source.number}"></a>\\[{source.number}\\] {said}. {own_words(outlet)}, {escaped(dated)}{tail}'
    yield ""
    for row in layout.quotes_of(source):
        facts = " ".join(f"`{each[:8]}`" for each in row.facts)
        behind = f"{layout.word('claim')} `{row.claim.id[:8]}`; {layout.word('fact')} {facts}"
        yield f"> {own_words(row.claim.evidence.quote)} ({behind})"
        yield ">"
    yield ""


def _safe(address: str) -> str:
    return address.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C").replace(" ", "%20").replace("\n", "")
