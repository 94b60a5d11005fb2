"""A digest as one HTML page that needs nothing else: each number of a source leads to the marked quote."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape

from interlock.reporting.bidi import FSI, PDI, cleaned
from interlock.reporting.digest.layout import SECTIONS, Layout, Quoted
from interlock.reporting.digest.records import Digest, Section, Sentence, SourceRow
from interlock.reporting.links import direction, web_address
from interlock.reporting.marks import marked_quote

_STYLE = """
body{font:1.05rem/1.55 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{line-height:1.2}h3{margin-bottom:.2rem}.head{font-size:1.2rem;font-weight:600}
.behind{font-size:.85em;white-space:nowrap}.behind code{color:#555}
blockquote{margin:.4rem 0;padding:.2rem .8rem;border-inline-start:3px solid #777}
mark{background:#ffe9a8;color:inherit}mark.status{background:#cfe8ff}:target{outline:2px solid #0a58ca}
a{color:#0a58ca}.small{font-size:.85em;color:#555}
@media (prefers-color-scheme:dark){body{color:#eee;background:#161616}a{color:#8ab4ff}.small,.behind code{color:#bbb}
mark{background:#5c4a00}mark.status{background:#123c5c}}
@media print{body{max-width:none}}
""".strip()


def html(digest: Digest) -> str:
    """The digest as the text of a page."""
    return "\n".join(_page(Layout(digest))) + "\n"


def words(text: str) -> str:
    """Text as HTML; a run between isolates becomes an element of its own direction."""
    said = escape(cleaned_but_isolates(text))
    return said.replace(FSI, "<bdi>").replace(PDI, "</bdi>")


def cleaned_but_isolates(text: str) -> str:
    """Text without control signs; isolates stay where they come in pairs, one after another."""
    runs = text.replace(PDI, FSI).split(FSI)
    paired = text.count(FSI) == text.count(PDI) and len(runs) % 2 == 1
    if not paired:
        return cleaned(text)
    return "".join(f"{FSI}{cleaned(run)}{PDI}" if place % 2 else cleaned(run) for place, run in enumerate(runs))


def _page(layout: Layout) -> Iterator[str]:
    digest, language = layout.digest, layout.language
    title = escape(cleaned(digest.title))
    policy = f"default-src 'none'; style-src 'sha256-{_hash(_STYLE)}'; base-uri 'none'; form-action 'none'"
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escape(language.code)}" dir="{language.direction}">'
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="referrer" content="no-referrer">'
    yield f"<title>{title}</title><style>{_STYLE}</style></head>"
    yield f"<body><main><h1>{title}</h1>"
    if layout.period():
        yield f'<p class="small">{escape(layout.period())}</p>'
    if digest.headline is not None:
        yield f'<p class="head">{words(digest.headline.text)}{escape(layout.word("stop"))} {_behind(layout, digest.headline)}</p>'
    lead = digest.of(Section.LEAD)
    if lead:
        yield f"<p>{(' ' if language.spaced else '').join(_sentence(layout, each) for each in lead)}</p>"
    for section in SECTIONS:
        sentences = digest.of(section)
        if sentences:
            yield f'<section><h2 id="{section}">{escape(layout.heading(str(section)))}</h2>'
            yield from _section(layout, sentences)
            yield "</section>"
    if digest.sources:
        yield f'<section><h2 id="sources">{escape(layout.heading("sources"))}</h2><ol>'
        for source in digest.sources:
            yield from _source(layout, source)
        yield "</ol></section>"
    yield f'</main><footer class="small"><p>{escape(layout.word("method"))}</p>'
    if layout.models():
        yield f"<p>{escape(layout.word('written_by').replace('{model}', layout.models()))}</p>"
    yield "</footer></body></html>"


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


def _section(layout: Layout, sentences: tuple[Sentence, ...]) -> Iterator[str]:
    group: str | None = None
    opened = False
    for each in sentences:
        if each.record.group != group or not opened:
            if opened:
                yield "</ul>"
            group, opened = each.record.group, True
            if group is not None:
                yield f"<h3>{words(layout.digest.groups[group])}</h3>"
            yield "<ul>"
        yield f"<li>{_sentence(layout, each)}</li>"
    if opened:
        yield "</ul>"


def _sentence(layout: Layout, sentence: Sentence) -> str:
    runs = [
        words(text) if number is None else f"{_link(layout, sentence, number)}" for text, number in layout.parts(sentence.whole)
    ]
    mark = "" if sentence.writer == "template" else "*"
    return f"{''.join(runs)}{mark} {_behind(layout, sentence)}".rstrip()


def _behind(layout: Layout, sentence: Sentence) -> str:
    links = " ".join(_link(layout, sentence, number) for number in layout.sources_of(sentence))
    facts = " ".join(f"<code>{escape(each)}</code>" for each in layout.facts_of(sentence))
    return f'<span class="behind">{links} {facts}</span>' if links or facts else ""


def _link(layout: Layout, sentence: Sentence, number: int) -> str:
    row = layout.first_quote(sentence, number)
    return f'<a href="#{_anchor(number, row.claim) if row else f"s{number}"}">[{number}]</a>'


def _anchor(number: int, claim: str) -> str:
    return f"q{number}-{claim[:12]}"


def _source(layout: Layout, source: SourceRow) -> Iterator[str]:
    title, outlet, dated, copied = layout.source_words(source)
    address = web_address(source.address)
    told = f'<cite lang="{escape(source.language)}" dir="{direction(title, source.language)}">{escape(cleaned(title))}</cite>'
    if address:
        told = f'<a href="{escape(address)}" rel="noopener noreferrer nofollow">{told}</a>'
    tail = f"; {escape(copied)}" if copied else ""
    yield f'<li id="s{source.number}" value="{source.number}">{told}. <bdi>{escape(cleaned(outlet))}</bdi>, {escape(dated)}{tail}'
    for row in layout.quotes_of(source):
        yield _quote(layout, source, row)
    yield "</li>"


def _quote(layout: Layout, source: SourceRow, row: Quoted) -> str:
    evidence = row.claim.evidence
    said = "".join(
        escape(cleaned(text)) if name is None else f'<mark class="{name}">{escape(cleaned(text))}</mark>'
        for text, name in marked_quote(row.claim)
    )
    facts = " ".join(f"<code>{escape(each[:8])}</code>" for each in row.facts)
    behind = f"{escape(layout.word('claim'))} <code>{row.claim.id[:8]}</code>; {escape(layout.word('fact'))} {facts}"
    return (
        f'<blockquote id="{_anchor(source.number, row.claim.id)}" lang="{escape(evidence.language)}" '
        f'dir="{direction(evidence.quote, evidence.language)}">{said}</blockquote><p class="small">{behind}</p>'
    )
