"""Who the spans of a document are: atlas actors by name, others by their surface, references by the network's links."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from interlock.extraction.mention import Mention, Source
from interlock.extraction.mentions import counted, slug
from interlock.extraction.neural.tagging import TaggedSpan
from interlock.extraction.wordlist import reference_words, title_words
from interlock.languages import Boundary, Language
from interlock.vocabulary import Actor, ActorKind
from interlock.vocabulary.folding import fold

_COUNT = re.compile(r"\d[\d.,\u202f\u00a0 ]*")
_LATIN = re.compile(r"[A-Za-z]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"\w+")
_ALIKE = 0.7
"""Likeness of two spellings of one name (ratio of difflib)."""
_COVERED = 0.6
"""Part of a span that an atlas name must cover to be its name: 'Google' is not the name of 'Google\u2019s biggest rival'."""


@dataclass(frozen=True, slots=True)
class Span:
    """An actor's place in the text, with the atlas's mention where the name is known there."""

    start: int
    end: int
    kind: ActorKind
    known: Mention | None = None
    is_name: bool = True  # and no pronoun or description, which stands for whom it refers to
    is_sure: bool = False  # the grammar sees a name there too


def is_name_like(surface: str, language: Language, references: Collection[str] = ()) -> bool:
    """Whether words look like a name of their own: not a pronoun, not a description ('the company', 'החברה', '該公司'), not a
    post. `references` are folded words that are known to stand for whom they refer to, beside those of the language."""
    folded = fold(surface)
    if folded in references or reference_words(language).is_one(folded) or title_words(language).is_one(folded):
        return False
    if language.boundary is Boundary.SPACE:
        articles = language.grammar.articles
        return surface[:1].isupper() and not (articles and articles.match(folded))
    if language.boundary is Boundary.PREFIX:
        return not surface.startswith(_DEFINITE)
    return not any(folded.startswith(match.group()) for _, match in reference_words(language).find(folded, 0, len(folded)))


def is_article(surface: str, language: Language) -> bool:
    """Whether words are an article, or another small word that may stand before a name, and nothing else."""
    articles = language.grammar.articles
    return bool(articles and articles.fullmatch(fold(surface)))


_DEFINITE = "ה"  # the article of Hebrew is a prefix; names hardly ever begin with it


def join_spans(tagged: Iterable[TaggedSpan], named: Iterable[Mention], text: str) -> list[Span]:
    """The network's spans, named by the atlas where a name of it covers them; atlas names that the network passed over.

    The kind of a known actor is the atlas's.
    """
    seen = tuple(named)
    names = {(mention.start, mention.end) for mention in seen}
    atlas = [mention for mention in seen if mention.source is Source.ATLAS]
    spans: list[Span] = []
    for tag in sorted(tagged, key=lambda tag: tag.start):
        inside = [m for m in atlas if m.start < tag.end and tag.start < m.end]
        best = max(inside, key=lambda m: min(m.end, tag.end) - max(m.start, tag.start), default=None)
        if best and (best.end - best.start >= _COVERED * (tag.end - tag.start) or _only_adds_form(text, tag, best)):
            spans.append(Span(min(tag.start, best.start), max(tag.end, best.end), best.kind, best, is_sure=True))
        else:
            spans.append(Span(tag.start, tag.end, tag.kind, is_sure=(tag.start, tag.end) in names))
    spans += [
        Span(m.start, m.end, m.kind, m, is_sure=True)
        for m in atlas
        if not any(m.start < span.end and span.start < m.end for span in spans)
    ]
    spans.sort(key=lambda span: (span.start, -span.end))
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _only_adds_form(text: str, tag: TaggedSpan, mention: Mention) -> bool:
    """Whether a span has but a word or two behind the known name that begins it ('OpenAI Group PBC')."""
    rest = text[mention.end : tag.end]
    return (
        mention.start <= tag.start + 1 and _LATIN.search(rest) is not None and len(rest.split()) <= 2 and mention.kind is tag.kind
    )


def are_alike(one: str, other: str) -> bool:
    """Whether two folded names may be of one actor: in two scripts, one in the other, initials, or with a part in common."""
    if bool(_LATIN.search(one)) != bool(_LATIN.search(other)):
        return True
    if one in other or other in one or SequenceMatcher(None, one, other).ratio() >= _ALIKE:
        return True
    if _HAN.match(one) and _HAN.match(other):
        return _abbreviates(one, other) or _abbreviates(other, one)
    words, others = _WORD.findall(one), _WORD.findall(other)
    if {word for word in words if len(word) > 2} & set(others):
        return True
    return "".join(word[0] for word in words) == other or "".join(word[0] for word in others) == one


def _abbreviates(short: str, long: str) -> bool:
    """Whether all signs of one stand in the other in their order: 台積電 in 台灣積體電路."""
    signs = iter(long)
    return all(sign in signs for sign in short)


class Clusters:
    """Spans that mean one actor, joined by name and by reference."""

    def __init__(self, spans: list[Span], text: str) -> None:
        self._spans, self._text = spans, text
        self._parent = list(range(len(spans)))
        self._known: dict[int, str] = {i: span.known.actor.id for i, span in enumerate(spans) if span.known}
        self._said: dict[int, set[str]] = {  # the names in each cluster, by its root
            i: {fold(text[span.start : span.end])}
            if span.is_sure and span.is_name and span.kind is not ActorKind.GROUP
            else set()
            for i, span in enumerate(spans)
        }
        by_name: dict[str, int] = {}
        for index, span in enumerate(spans):
            if not span.known and not span.is_name:
                continue
            key = span.known.actor.id if span.known else fold(text[span.start : span.end])
            if key in by_name:
                self.join(index, by_name[key])
            else:
                by_name[key] = index
        self._join_parts(by_name)

    def _join_parts(self, by_name: Mapping[str, int]) -> None:
        """A surname or the first word of a firm stands for the longer name of the same kind that was said before."""
        whole = [(key, index) for key, index in by_name.items() if " " in key and not self._spans[index].known]
        for key, index in by_name.items():
            kind = self._spans[index].kind
            if self._spans[index].known or len(key) <= 2:
                continue
            fits = [
                other
                for longer, other in whole
                if other < index and self._spans[other].kind is kind and key in (longer.split(" ")[0], longer.split(" ")[-1])
            ]
            if len(fits) == 1:  # a surname that two people share says nothing
                self.join(index, fits[0])

    def root(self, index: int) -> int:
        """The span that stands for the cluster."""
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join(self, one: int, other: int) -> None:
        """One actor from now on, unless the atlas knows them as two."""
        a, b = self.root(one), self.root(other)
        if a == b or (a in self._known and b in self._known and self._known[a] != self._known[b]):
            return
        first, second = min(a, b), max(a, b)
        self._parent[second] = first
        self._said[first] |= self._said[second]
        if second in self._known:
            self._known[first] = self._known[second]

    def refer(self, index: int, earlier: int) -> None:
        """Join a span to the one that the network takes it to refer to. Names that share nothing are two actors all the same."""
        mine, theirs = self._said[self.root(index)], self._said[self.root(earlier)]
        if not (mine and theirs) or any(are_alike(one, other) for one in mine for other in theirs):
            self.join(index, earlier)

    def actors(self) -> list[Actor]:
        """For each span the actor that it means, with the words at its place as `mention`."""
        named: Mapping[int, Span] = self._names()
        return [self._actor(span, named[self.root(index)]) for index, span in enumerate(self._spans)]

    def _names(self) -> dict[int, Span]:
        """The span of each cluster that names it best: known to the atlas, else a name in Latin letters, else the first name."""
        best: dict[int, tuple[tuple[int, int], Span]] = {}
        for index, span in enumerate(self._spans):
            words = self._text[span.start : span.end]
            latin = _LATIN.match(words) is not None and words[0].isupper()
            rank = (0 if span.known else 3 if not span.is_name else 1 if latin else 2, index)
            root = self.root(index)
            if root not in best or rank < best[root][0]:
                best[root] = rank, span
        return {root: span for root, (_, span) in best.items()}

    def _actor(self, span: Span, name: Span) -> Actor:
        mention = self._text[span.start : span.end]
        if name.known:
            actor = name.known.actor
            return Actor(actor.id, actor.name, actor.kind, mention)
        surface = self._text[name.start : name.end]
        if name.kind is ActorKind.GROUP:
            count = _COUNT.search(surface)
            label = _COUNT.sub("", surface).strip() or surface  # how many they are stands beside the name, not in it
            members = counted(re.sub(r"\D", "", count[0]), mention) if count else ()
            return Actor("group-" + slug(surface), f"group: {label}", ActorKind.GROUP, mention, members)
        return Actor(slug(surface), surface, name.kind, mention)
