"""Status and attribution: how far the thing has come, and who says so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from interlock.extraction.mention import Mention, Source
from interlock.extraction.passage import Passage
from interlock.extraction.wordlist import source_words, status_words
from interlock.languages import Boundary
from interlock.vocabulary import Actor, ActorKind, Status

_SOURCE_KINDS = frozenset({ActorKind.COMPANY, ActorKind.PERSON, ActorKind.GOVERNMENT, ActorKind.ORGANISATION, ActorKind.FUND})
_REACH, _STRONG_REACH = 8.0, 12.0
"""Words between a trigger and a word that shows its status; a comma counts as two and a half."""
_BRACKET_REACH = 20.0
"""The same where verbs frame their clause."""
_DENIABLE = frozenset({Status.DONE, Status.AGREED, Status.PLANNED})
_ACTS = frozenset({Status.DONE, Status.AGREED, Status.STALLED, Status.REFUSED, Status.ENDED, Status.DENIED})
"""Statuses whose words are the act itself where an authority freezes, lifts, refuses."""
_STRONG = frozenset({Status.TALKS, Status.OPTIONAL, Status.DENIED, Status.REFUSED, Status.STALLED})
_ASIDE = re.compile(r"^ ?[,，][^,，]{1,80}[,，] ?")
_ASIDE_REACH = 110
_SOURCE_REACH = 25
"""Characters between an attribution marker and the name of the source."""


@dataclass(frozen=True, slots=True)
class FoundStatus:
    """A status and the words that show it, as a span; no span where it is a default."""

    status: Status
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so, and the span that says it."""

    source: Actor
    start: int
    end: int


def find_status(passage: Passage, start: int, end: int, default: Status | None, inside: bool = True) -> FoundStatus:
    """The status of a trigger at [start, end): a negation right before it, else the nearest status word of its clause.

    `inside`: whether all words within the trigger itself count; otherwise only those of plans and possibilities.
    """
    negation = passage.language.grammar.negation
    if negation:
        window = passage.folded[max(passage.start, start - 14) : start]
        for match in negation.finditer(window):
            gap = window[match.end() :]
            far = len(gap) > 3 if passage.language.boundary is Boundary.NONE else len(gap.split()) > 1
            if not far and not any(sign in gap for sign in ",.;:，。；："):
                offset = start - len(window)
                return FoundStatus(Status.DENIED, offset + match.start(), offset + match.end())
    clause_start, clause_end = passage.clause(start)
    best: tuple[float, FoundStatus] | None = None
    for words, match in status_words(passage.language).find(passage.folded, passage.start, clause_end):
        outside = match.start() < clause_start
        stop = clause_start if passage.language.grammar.bracket else start
        if outside and (words.status is not Status.OPTIONAL or passage.has_candidate(match.end(), stop)):
            continue  # only a right reaches into the next clause: 'may, but need not, invest'
        if passage.in_name(match.start(), match.end()):
            continue
        if match.start() < end and start < match.end():
            if not inside and words.status in _ACTS:
                continue
            near, commas = 0.0, 0
        else:
            one, other = (match.end(), start) if match.end() <= start else (end, match.start())
            near, commas = passage.distance(one, other), passage.barriers(one, other)[1]
        cost = near + 2.5 * commas + (1.0 if outside else 0.0) + (1.5 if match.start() >= end else 0.0)
        cost -= 3.0 if words.status in (Status.DENIED, Status.REFUSED) else 0.0  # a denied plan is denied
        reach = _STRONG_REACH if words.status in _STRONG else _REACH
        reach = _BRACKET_REACH if passage.language.grammar.bracket else reach
        if cost <= reach and (best is None or cost - 0.05 * (match.end() - match.start()) < best[0]):
            best = (
                cost - 0.05 * (match.end() - match.start()),
                FoundStatus(words.status, match.start(), match.end()),
            )
    if best:
        found = best[1]
        if found.status in _DENIABLE and found.start is not None and _is_negated(passage, found.start):
            return FoundStatus(Status.DENIED, found.start, found.end)
        return found
    return FoundStatus(default or Status.DONE)


def _is_negated(passage: Passage, start: int) -> bool:
    """Whether a negation stands right before a word ('has not agreed')."""
    negation = passage.language.grammar.negation
    if negation is None:
        return False
    window = passage.folded[max(passage.start, start - 10) : start]
    return any(len(window[match.end() :].strip()) <= 1 for match in negation.finditer(window))


def find_attribution(passage: Passage) -> tuple[Attribution, ...]:
    """The sources that a sentence names for what it says: 'according to X', 'X reported', 'people familiar ...'."""
    rules = passage.language.attribution
    found = []
    for name, match in _unnamed(passage):
        actor = Actor(name.replace(" ", "-"), name, ActorKind.GROUP, passage.text[match.start() : match.end()])
        found.append(Attribution(actor, match.start(), match.end()))
    for candidate in passage.candidates:
        head = candidate.head
        if head.kind not in _SOURCE_KINDS:
            continue
        window = passage.folded[max(passage.start, head.outer_start - 20) : head.outer_start]
        close = passage.folded[max(passage.start, head.start - _SOURCE_REACH) : head.start]
        if rules.before and (
            rules.before.search(window) or rules.before.search(close) or _before_article(rules.before, close, passage)
        ):
            found.append(Attribution(_named(head, passage), head.start, head.end))
            continue
        after = passage.folded[head.outer_end : min(passage.end, head.outer_end + _ASIDE_REACH)]
        said = (after.lstrip(" ,)"), _ASIDE.sub("", after))  # 'the Journal, citing people familiar, reported'
        if rules.after and head.source is not Source.PRONOUN and any(rules.after.match(text) for text in said):
            found.append(Attribution(_named(head, passage), head.start, head.end))
    return tuple(found)


def _unnamed(passage: Passage) -> list[tuple[str, re.Match[str]]]:
    """Sources without a name, in order of place, the longest where they overlap."""
    hits = [(name, match) for (_, name), match in source_words(passage.language).find(passage.folded, passage.start, passage.end)]
    hits.sort(key=lambda hit: (hit[1].start() - hit[1].end(), hit[1].start()))
    chosen: list[tuple[str, re.Match[str]]] = []
    for hit in hits:
        if not any(hit[1].start() < other.end() and other.start() < hit[1].end() for _, other in chosen):
            chosen.append(hit)
    return sorted(chosen, key=lambda hit: hit[1].start())


def _named(mention: Mention, passage: Passage) -> Actor:
    return Actor(mention.actor.id, mention.actor.name, mention.actor.kind, passage.text[mention.start : mention.end])


def _before_article(pattern: re.Pattern[str], window: str, passage: Passage) -> bool:
    """Whether the marker stands one short word (an article) away."""
    if passage.language.boundary is Boundary.NONE:
        return False
    return bool(pattern.search(re.sub(r"[^\s]{1,4}[ ']\Z", "", window)))
