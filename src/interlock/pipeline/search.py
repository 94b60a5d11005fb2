"""Searching a ledger: actors, facts and sentences of evidence by words in any of its languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from interlock.languages.searching import Word, spans_of, terms_of, words_of
from interlock.ledger.horizon import EVERYTHING, Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.ledger.search import FactFound, NameFound, QuoteFound, TitleFound
from interlock.vocabulary import ActorKind
from interlock.vocabulary.searching import Term

Spans = tuple[tuple[int, int], ...]

_QUOTES_FOR_FACTS = 100
_LONGEST_NAME = 12
"""Words of a name that is looked for inside a query."""


@dataclass(frozen=True, slots=True)
class FoundActor:
    """An actor: the name that matches, where in it (as start and end), all its names, and how many documents name it."""

    id: str
    name: str
    kind: ActorKind
    matching: str
    spans: Spans
    names: tuple[str, ...]
    documents: int


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence of evidence. `spans` are the stretches of `quote` that match, as start and end.

    `claim` is the best of `claims`, which all have this quote at this place; `fact` is a fact that one of them supports.
    """

    claim: str
    document: str
    quote: str
    language: str
    spans: Spans
    published: str | None
    fact: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document by its title. `spans` are the stretches of `title` that match, as start and end."""

    id: str
    title: str
    language: str
    spans: Spans
    site: str | None
    address: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search finds, the best first in each list."""

    actors: tuple[FoundActor, ...] = ()
    facts: tuple[FactFound, ...] = ()
    sentences: tuple[FoundSentence, ...] = ()
    documents: tuple[FoundDocument, ...] = ()


def search(view: ResolvedView, text: str, *, limit: int = 20, horizon: Horizon = EVERYTHING) -> Found:
    """What the words of `text` find, at most `limit` of each sort.

    All words must be there; the last one may be a beginning, and of an actor's name each may. Nothing in `text` is syntax.
    Facts are found by their parties ('nvidia openai'), then by their sentences. As of a horizon, what some document tells
    by then is found; which claims are one fact, and which names one actor, is what is known now. Raises LedgerError.
    """
    terms = terms_of(text)
    if not terms or limit < 1:
        return Found()
    quotes = view.quotes_with(terms, max(_QUOTES_FOR_FACTS, limit * 4), horizon)
    titles = view.titles_with(terms, limit, horizon)
    return Found(
        _actors(view, text, terms, limit, horizon),
        _facts(view, terms, quotes, limit, horizon),
        _sentences(quotes, terms, limit),
        tuple(_document(title, terms) for title in titles),
    )


def _actors(view: ResolvedView, text: str, terms: Sequence[Term], limit: int, horizon: Horizon) -> tuple[FoundActor, ...]:
    words = words_of(text)
    whole = _joined(words)
    found = view.actors_named_by([whole], limit, horizon)
    found += view.actors_with(terms, whole, limit, horizon)
    found += view.actors_named_by(_stretches(words), limit, horizon)
    best = {each.identity: each for each in reversed(found)}
    order = dict.fromkeys(each.identity for each in found)
    return tuple(_actor(view, best[identity], terms) for identity in list(order)[:limit])


def _joined(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)


def _stretches(words: Sequence[Word]) -> list[str]:
    """Every stretch of the query that may be a name by itself."""
    return [
        _joined(words[first:last])
        for first in range(len(words))
        for last in range(first + 1, min(len(words), first + _LONGEST_NAME) + 1)
    ]


def _actor(view: ResolvedView, found: NameFound, terms: Sequence[Term]) -> FoundActor:
    return FoundActor(
        found.identity,
        found.name,
        ActorKind(found.kind),
        found.matching,
        spans_of(found.matching, terms),
        view.names_of(found.identity),
        found.documents,
    )


def _facts(
    view: ResolvedView, terms: Sequence[Term], quotes: Sequence[QuoteFound], limit: int, horizon: Horizon
) -> tuple[FactFound, ...]:
    told = dict.fromkeys([*view.facts_between(terms, limit, horizon), *(quote.fact for quote in quotes if quote.fact)])
    return tuple(view.facts_in_short(list(told)[:limit], horizon))


def _sentences(quotes: Sequence[QuoteFound], terms: Sequence[Term], limit: int) -> tuple[FoundSentence, ...]:
    together: dict[tuple[str, int, str], list[QuoteFound]] = {}
    for quote in quotes:
        together.setdefault((quote.text, quote.start, quote.quote), []).append(quote)
    return tuple(_sentence(same, terms) for same in list(together.values())[:limit])


def _sentence(same: Sequence[QuoteFound], terms: Sequence[Term]) -> FoundSentence:
    best = same[0]
    fact = next((quote.fact for quote in same if quote.fact), None)
    spans = spans_of(best.quote, terms)
    claims = tuple(quote.claim for quote in same)
    return FoundSentence(best.claim, best.document, best.quote, best.language, spans, best.published, fact, claims)


def _document(found: TitleFound, terms: Sequence[Term]) -> FoundDocument:
    spans = spans_of(found.title, terms)
    return FoundDocument(found.document, found.title, found.language, spans, found.site, found.address, found.published)
