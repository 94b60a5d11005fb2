"""Searching a ledger: actors and facts by their names, sentences of evidence and titles by words and by what they mean."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from interlock.languages.searching import Word, spans_of, terms_of, words_of
from interlock.ledger.horizon import EVERYTHING, Horizon
from interlock.ledger.meant import Near
from interlock.ledger.resolved import ResolvedView
from interlock.ledger.search import FactFound, NameFound, QuoteFound, TitleFound
from interlock.vocabulary import ActorKind
from interlock.vocabulary.searching import NoMeaning, Term

Spans = tuple[tuple[int, int], ...]

H = TypeVar("H", bound=Hashable)

_RANKS = 60
"""The constant of reciprocal rank fusion, as its authors chose it."""

_QUOTES_FOR_FACTS = 100
_LONGEST_NAME = 12
"""Words of a name that is looked for inside a query."""


class By(StrEnum):
    """What a search goes by."""

    WORDS = "words"
    MEANING = "meaning"
    BOTH = "both"


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
    `words` tells whether it has the words, `similarity` the cosine of what it means and what was asked, where that is near.
    Where it is near in meaning only, `sentence` is the whole sentence, which is what was compared.
    """

    claim: str
    document: str
    quote: str
    language: str
    spans: Spans
    published: str | None
    fact: str | None
    claims: tuple[str, ...]
    words: bool = True
    similarity: float | None = None
    sentence: str | None = None

    @property
    def shown(self) -> str:
        """What a reader is to see, in which `spans` match."""
        return self.sentence or self.quote


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document by its title. `spans` are the stretches of `title` that match, as start and end; `words` and `similarity` are
    those of a sentence."""

    id: str
    title: str
    language: str
    spans: Spans
    site: str | None
    address: str
    published: str | None
    words: bool = True
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search finds, the best first in each list; what it went by, and why not by meaning where it could have."""

    actors: tuple[FoundActor, ...] = ()
    facts: tuple[FactFound, ...] = ()
    sentences: tuple[FoundSentence, ...] = ()
    documents: tuple[FoundDocument, ...] = ()
    by: By = By.WORDS
    problem: str | None = None


def search(view: ResolvedView, text: str, *, limit: int = 20, horizon: Horizon = EVERYTHING, by: By | None = None) -> Found:
    """What `text` finds, at most `limit` of each sort.

    By words all of them must be there; the last one may be a beginning, and of an actor's name each may. Nothing in `text` is
    syntax. Facts are found by their parties ('nvidia openai'), then by their sentences. By meaning sentences and titles are
    found that say something near, in whatever language. Without `by` it is both where the ledger has vectors and there is an
    encoder. As of a horizon, what some document tells by then is found; which claims are one fact, and which names one actor, is
    what is known now. Raises LedgerError, and NoMeaning where `by` asks for meaning and there is none.
    """
    terms = terms_of(text)
    if not terms or limit < 1:
        return Found()
    near, by, problem = _near(view, text, limit, horizon, by)
    if by is By.MEANING:
        terms = ()
    quotes = view.quotes_with(terms, max(_QUOTES_FOR_FACTS, limit * 4), horizon)
    titles = view.titles_with(terms, limit, horizon)
    return Found(
        _actors(view, text, terms, limit, horizon) if terms else (),
        _facts(view, terms, quotes, limit, horizon),
        _sentences(view, quotes, near, terms, limit),
        _documents(titles, near, terms, limit),
        by,
        problem,
    )


def _near(view: ResolvedView, text: str, limit: int, horizon: Horizon, by: By | None) -> tuple[Near, By, str | None]:
    """What is near in meaning, what the search goes by then, and why not by meaning where there are vectors."""
    if by is By.WORDS or (by is None and view.meant_mark()[0] is None):
        return Near(), By.WORDS, None
    from interlock.pipeline.meaning import meanings_of  # a search by words does without numpy: it starts faster

    try:
        return meanings_of(view).near(view, text, limit, horizon), by or By.BOTH, None
    except NoMeaning as error:
        if by is not None:
            raise
        return Near(), By.WORDS, str(error)


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


Place = tuple[str, int, str]
"""A quote by its text, where it starts, and itself."""


def _sentences(
    view: ResolvedView, quotes: Sequence[QuoteFound], near: Near, terms: Sequence[Term], limit: int
) -> tuple[FoundSentence, ...]:
    with_words = _together(quotes)
    similarities: dict[Place, float] = {}
    meant: dict[Place, list[QuoteFound]] = {}
    for similarity, claims in near.sentences:
        told = _together(claims)
        hit = [place for place in told if place in with_words] or [max(told, key=lambda place: len(place[2]))]
        for place in hit:
            similarities[place], meant[place] = similarity, told[place]
    order = list(fused(with_words, meant))[:limit]
    found = (
        _sentence(with_words.get(place) or meant[place], terms, place in with_words, similarities.get(place)) for place in order
    )
    return tuple(each if each.words else replace(each, sentence=view.sentence_of(each.claim)) for each in found)


def _together(quotes: Iterable[QuoteFound]) -> dict[Place, list[QuoteFound]]:
    """The claims that have the same quote at the same place, in the order found."""
    together: dict[Place, list[QuoteFound]] = {}
    for quote in quotes:
        together.setdefault((quote.text, quote.start, quote.quote), []).append(quote)
    return together


def _sentence(same: Sequence[QuoteFound], terms: Sequence[Term], words: bool, similarity: float | None) -> FoundSentence:
    best = same[0]
    fact = next((quote.fact for quote in same if quote.fact), None)
    spans = spans_of(best.quote, terms) if words else ()
    claims = tuple(quote.claim for quote in same)
    return FoundSentence(
        best.claim, best.document, best.quote, best.language, spans, best.published, fact, claims, words, similarity
    )


def _documents(titles: Sequence[TitleFound], near: Near, terms: Sequence[Term], limit: int) -> tuple[FoundDocument, ...]:
    with_words = {title.document: title for title in titles}
    similarities = {title.document: similarity for similarity, title in near.titles}
    meant = {title.document: title for _, title in near.titles}
    return tuple(
        _document(with_words.get(each) or meant[each], terms, each in with_words, similarities.get(each))
        for each in list(fused(with_words, meant))[:limit]
    )


def _document(found: TitleFound, terms: Sequence[Term], words: bool, similarity: float | None) -> FoundDocument:
    spans = spans_of(found.title, terms) if words else ()
    return FoundDocument(
        found.document, found.title, found.language, spans, found.site, found.address, found.published, words, similarity
    )


def fused(*rankings: Iterable[H]) -> Iterator[H]:
    """Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): the sum of 1 / (60 + rank) over the rankings, the most first.

    Where two have the same, the one that stands in an earlier ranking.
    """
    scores: dict[H, float] = {}
    for ranking in rankings:
        for rank, each in enumerate(ranking, start=1):
            scores[each] = scores.get(each, 0.0) + 1 / (_RANKS + rank)
    yield from sorted(scores, key=lambda each: -scores[each])
