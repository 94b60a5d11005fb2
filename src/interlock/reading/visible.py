"""The visible blocks of an HTML tree in reading order, each with what its tags and class names tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from interlock.vocabulary import ZoneKind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HIDDEN = _words(
    """
    head script style noscript template svg math iframe object select datalist input textarea canvas
    audio video
    """
)
_BLOCKS = _words(
    """
    html body address article aside blockquote button caption center dd details dialog div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu
    nav ol option p pre section summary table tbody tfoot thead tr ul
    """
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_FURNITURE = {
    "nav": ZoneKind.BOILERPLATE,
    "footer": ZoneKind.BOILERPLATE,
    "form": ZoneKind.BOILERPLATE,
    "button": ZoneKind.BOILERPLATE,
    "figcaption": ZoneKind.BOILERPLATE,
    "caption": ZoneKind.BOILERPLATE,
    "menu": ZoneKind.BOILERPLATE,
    "dialog": ZoneKind.BOILERPLATE,
    "aside": ZoneKind.BOX,
}
# Names that web developers give in English in every country; the first kind that fits is taken.
_NAMES: tuple[tuple[ZoneKind, frozenset[str]], ...] = (
    (
        ZoneKind.ADVERT,
        _words(
            """
            ad ads adv advert advertisement advertising sponsor sponsored promo promotion newsletter
            subscribe subscription paywall coupon taboola outbrain dfp
            """
        ),
    ),
    (
        ZoneKind.RELATED,
        _words(
            """
            related recommended recommendations recommend readmore trending popular mostread morestories
            seealso teaser teasers
            """
        ),
    ),
    (
        ZoneKind.BOILERPLATE,
        _words(
            """
            comment comments share sharing social breadcrumb breadcrumbs cookie cookies consent gdpr
            byline copyright credit credits caption menu navbar navigation pagination login signin tags
            taglist toolbar skip disclaimer footer masthead
            """
        ),
    ),
    (
        ZoneKind.BOX,
        _words(
            """
            infobox factbox sidebox box callout highlight glossary explainer
            """
        ),
    ),
)
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SPACE = re.compile(r"[ \t\r\n\f\v\u0085\u2028\u2029]+")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CELL = "\x1f"  # between the cells of a row, until spaces are tidied; then a tab
_WRAPS_PAGE = 0.5  # an element that holds more of the page's text than this is no advert, whatever its name


@dataclass(frozen=True, slots=True)
class VisibleBlock:
    """One block of a page. `linked` is the share of its text inside links; `heading` its level, 0 for none."""

    text: str
    heading: int
    paragraph: bool
    linked: float
    within_article: bool
    furniture: ZoneKind | None


@dataclass(slots=True)
class _Frame:
    """What holds for everything inside an open element."""

    tag: str
    furniture: ZoneKind | None
    heading: int
    paragraph: bool
    article: bool
    link: bool
    hidden: bool
    pre: bool


def _named(element: Any) -> ZoneKind | None:
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"[:300]
    words = [word.lower() for word in _NAME_PARTS.findall(names)]
    parts = set(words) | {first + second for first, second in pairwise(words)}
    for kind, known in _NAMES:
        if parts & known:
            return kind
    return None


def _is_hidden(element: Any, tag: str) -> bool:
    return tag in _HIDDEN or element.get("hidden") is not None or bool(_INVISIBLE.search(element.get("style") or ""))


def _lengths(tree: Any) -> dict[Any, int]:
    """Characters of text inside each element, in one pass from the leaves up."""
    from lxml import etree

    lengths: dict[Any, int] = {}
    for _, element in etree.iterwalk(tree, events=("end",)):
        own = len(element.text or "") if element.tag not in _HIDDEN else 0
        lengths[element] = own + sum(lengths[child] + len(child.tail or "") for child in element) if own or len(element) else 0
    return lengths


class _Collector:
    """Gathers inline text until a block ends."""

    def __init__(self) -> None:
        self.blocks: list[VisibleBlock] = []
        self._parts: list[str] = []
        self._linked = 0

    def add(self, text: str | None, frame: _Frame) -> None:
        if not text or frame.hidden:
            return
        if frame.pre and "\n" in text:
            first, *others = text.split("\n")
            self._parts.append(first)
            for line in others:
                self.flush(frame)
                self._parts.append(line)
            return
        self._parts.append(text)
        if frame.link:
            self._linked += len(_SPACE.sub("", text))

    def separate(self) -> None:
        if self._parts:
            self._parts.append(_CELL)

    def flush(self, frame: _Frame) -> None:
        if not self._parts:
            return
        text = _SPACE.sub(" ", "".join(self._parts)).replace(_CELL, "\t").strip()
        bare = len(_SPACE.sub("", text))
        if bare:
            linked = min(1.0, self._linked / bare)
            furniture = frame.furniture
            self.blocks.append(VisibleBlock(text, frame.heading, frame.paragraph, linked, frame.article, furniture))
        self._parts, self._linked = [], 0


def _enter(element: Any, tag: str, above: _Frame, share: float) -> _Frame:
    furniture = above.furniture
    if furniture in (None, ZoneKind.BOX):
        named = _named(element) if share <= _WRAPS_PAGE and tag not in ("html", "body", "main", "article") else None
        if tag == "header" and not above.article:
            tagged: ZoneKind | None = ZoneKind.BOILERPLATE
        else:
            tagged = _FURNITURE.get(tag)
        found = named if named is not None and tagged in (None, ZoneKind.BOX) else tagged
        furniture = found if found is not None else furniture
    return _Frame(
        tag=tag,
        furniture=furniture,
        heading=_HEADINGS.get(tag, above.heading),
        paragraph=tag in ("p", "blockquote", "li", "dd", "pre", "tr") or above.paragraph,
        article=above.article or tag in ("article", "main") or element.get("itemprop") == "articleBody",
        link=above.link or tag == "a",
        hidden=above.hidden or _is_hidden(element, tag),
        pre=above.pre or tag == "pre",
    )


def visible_blocks(tree: Any) -> list[VisibleBlock]:
    """All blocks that a reader of the page sees, in order. One table row is one block."""
    from lxml import etree

    lengths = _lengths(tree)
    whole = max(1, lengths.get(tree, 1))
    frames = [_Frame("", None, 0, False, False, False, False, False)]
    out = _Collector()
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _BLOCKS or tag == "br":
                out.flush(frames[-1])
            elif tag in ("td", "th"):
                out.separate()
            frames.append(_enter(element, tag, frames[-1], lengths.get(element, 0) / whole))
            out.add(element.text, frames[-1])
        else:
            if tag in _BLOCKS:
                out.flush(frames[-1])
            frames.pop()
            out.add(element.tail, frames[-1])
    out.flush(frames[-1])
    return out.blocks
