"""Asking for words: which quotes, titles, names and facts have them. No word of a user becomes syntax of the engine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from interlock.ledger.horizon import EVERYTHING, Horizon, horizon_terms
from interlock.ledger.view import LedgerView
from interlock.vocabulary import Kind, Money, Status
from interlock.vocabulary.codec import money_from_record
from interlock.vocabulary.searching import Phrase, Term

_SAME_RANK = 6
"""Digits behind the point by which two ranks are told apart."""

_MOST_RANKED = 2000
"""Of words that stand in more quotes than this, those read last are ranked: an answer takes no longer as the ledger grows."""

_MOST_NAMES = 2000
_MOST_ACTORS_OF_A_TERM = 500
_MOST_FACTS = 100_000
"""A limit, so that facts are put in order before documents are asked for: of most facts that is never needed."""


class QuoteFound(NamedTuple):
    """A claim whose quote has the words: where it stands, the fact that it supports, and how well it fits (less is better)."""

    claim: str
    document: str
    text: str
    start: int
    quote: str
    language: str
    published: str | None
    fact: str | None
    rank: float


class TitleFound(NamedTuple):
    """A document whose title has the words."""

    document: str
    title: str
    language: str
    site: str | None
    address: str
    published: str | None
    rank: float


class NameFound(NamedTuple):
    """An actor one of whose names has the words, with the best of these names, and how many documents name the actor."""

    identity: str
    name: str
    kind: str
    matching: str
    documents: int


class FactFound(NamedTuple):
    """A fact in short: who, what, whom, how much, how firmly, told when last and from how many origins."""

    id: str
    kind: Kind
    metric: str | None
    subject_id: str
    subject: str
    object_id: str | None
    object: str | None
    amount: Money | None
    per: str | None
    status: Status
    date: str | None
    last_said: str | None
    origins: int
    documents: int


class SearchView(LedgerView):
    """A view that can be searched."""

    def unsearched(self) -> int:
        """How many documents cannot be searched yet."""
        return int(self._one("SELECT count(*) FROM unsearched")[0])

    def quotes_with(self, terms: Sequence[Term], limit: int, horizon: Horizon = EVERYTHING) -> list[QuoteFound]:
        """Claims whose quotes have all the terms and that a document tells which counts as known, the best first."""
        if not terms:
            return []
        known, values = told(
            "SELECT 1 FROM searched_quotes p JOIN witnesses v ON v.claim = p.claim JOIN documents k ON k.id = v.document "
            "WHERE p.place = f.rowid",
            horizon,
        )
        rows = self._all(
            "WITH newest AS (SELECT f.rowid AS place, f.rank AS score FROM quote_words f "  # noqa: S608 - no value in it
            f"WHERE f.quote_words MATCH ? AND {known} ORDER BY f.rowid DESC LIMIT ?), "
            "best AS MATERIALIZED (SELECT place, score FROM newest ORDER BY score, place DESC LIMIT ?) "
            "SELECT lower(hex(c.id)), lower(hex(c.document)), lower(hex(d.text)), c.start, "
            "w.record, c.language, d.published, "
            "(SELECT lower(hex(fact)) FROM fact_claims fc WHERE fc.claim = c.id LIMIT 1), b.score "
            "FROM best b CROSS JOIN searched_quotes s ON s.place = b.place JOIN claims c ON c.id = s.claim "
            "JOIN witnesses w ON w.claim = c.id AND w.document = c.document AND w.reader = c.reader "
            "JOIN documents d ON d.id = c.document",
            [_match(terms), *values, _MOST_RANKED, limit],
        )
        found = [
            QuoteFound(claim, document, text, start, json.loads(record)["evidence"]["quote"], language, published, fact, rank)
            for claim, document, text, start, record, language, published, fact, rank in rows
        ]
        return _newer_first(found)

    def titles_with(self, terms: Sequence[Term], limit: int, horizon: Horizon = EVERYTHING) -> list[TitleFound]:
        """Documents that count as known and whose titles have all the terms, the best first."""
        if not terms:
            return []
        known, values = told(
            "SELECT 1 FROM searched_titles p JOIN documents k ON k.id = p.document WHERE p.place = f.rowid", horizon
        )
        rows = self._all(
            "WITH newest AS (SELECT f.rowid AS place, f.rank AS score FROM title_words f "  # noqa: S608 - no value in it
            f"WHERE f.title_words MATCH ? AND {known} ORDER BY f.rowid DESC LIMIT ?), "
            "best AS MATERIALIZED (SELECT place, score FROM newest ORDER BY score, place DESC LIMIT ?) "
            "SELECT lower(hex(d.id)), s.title, d.language, d.site, d.address, d.published, b.score "
            "FROM best b CROSS JOIN searched_titles s ON s.place = b.place JOIN documents d ON d.id = s.document",
            [_match(terms), *values, _MOST_RANKED, limit],
        )
        return _newer_first([TitleFound(*row) for row in rows])

    def actors_with(self, terms: Sequence[Term], words: str, limit: int, horizon: Horizon = EVERYTHING) -> list[NameFound]:
        """Actors with a name that has all the terms, any word of it as a beginning.

        First those of which a name begins with `words` (as a text is cut); of these the ones that most documents name.
        """
        if not terms:
            return []
        known, values = _told_of_identity("m.identity", horizon)
        rows = self._all(
            "WITH m AS MATERIALIZED (SELECT s.identity, s.name AS matching, "  # noqa: S608 - no value in it
            "CASE WHEN substr(s.words, 1, ?) = ? THEN 0 ELSE 1 END AS tier "
            "FROM name_words f JOIN searched_names s ON s.place = f.rowid WHERE f.name_words MATCH ? LIMIT ?), "
            "best AS (SELECT identity, min(tier * 1000 + min(length(matching), 999)) AS fit, matching FROM m GROUP BY identity) "
            "SELECT m.identity, i.name, i.kind, m.matching, "
            "(SELECT coalesce(sum(f.documents), 0) FROM identity_nodes n JOIN node_forms f ON f.node = n.node "
            "WHERE n.identity = m.identity) AS named "
            f"FROM best m JOIN identities i ON i.id = m.identity WHERE {known} "
            "ORDER BY m.fit / 1000, named DESC, m.identity LIMIT ?",
            [len(words), words, _match(_as_beginnings(terms)), _MOST_NAMES, *values, limit],
        )
        return [NameFound(*row) for row in rows]

    def actors_named_by(self, words: Iterable[str], limit: int, horizon: Horizon = EVERYTHING) -> list[NameFound]:
        """Actors of which a name is exactly one of these (as a text is cut), those that most documents name first."""
        known, values = _told_of_identity("m.identity", horizon)
        rows = self._all(
            "WITH m AS (SELECT identity, name AS matching, min(place) FROM searched_names "  # noqa: S608 - no value in it
            "WHERE words IN (SELECT value FROM json_each(?)) GROUP BY identity) "
            "SELECT m.identity, i.name, i.kind, m.matching, "
            "(SELECT coalesce(sum(f.documents), 0) FROM identity_nodes n JOIN node_forms f ON f.node = n.node "
            "WHERE n.identity = m.identity) AS named "
            f"FROM m JOIN identities i ON i.id = m.identity WHERE {known} ORDER BY named DESC, m.identity LIMIT ?",
            [json.dumps(list(words)), *values, limit],
        )
        return [NameFound(*row) for row in rows]

    def names_of(self, identity: str) -> tuple[str, ...]:
        """All names by which an actor can be found, the English one first, then those seen in documents."""
        rows = self._all("SELECT name FROM searched_names WHERE identity = ? ORDER BY place", [identity])
        return tuple(row[0] for row in rows)

    def facts_between(self, terms: Sequence[Term], limit: int, horizon: Horizon = EVERYTHING) -> list[str]:
        """Ids of facts each of whose parties has a name with one of the terms, so that every term has a party; those of most
        origins first, then the ones told last."""
        named = [self._actors_of_term(term) for term in terms]
        if not named or not all(named):
            return []
        known, values = told("SELECT 1 FROM fact_claims v JOIN documents k ON k.id = v.document WHERE v.fact = f.id", horizon)
        one_side = "(f.subject IN (SELECT value FROM json_each(?)) OR f.object IN (SELECT value FROM json_each(?)))"
        named.sort(key=len)
        rows = self._all(
            "WITH ordered AS (SELECT f.id FROM facts f "  # noqa: S608 - no value in it
            f"WHERE {' AND '.join([one_side] * len(named))} ORDER BY f.origins DESC, f.last_said DESC, f.id LIMIT ?) "
            f"SELECT f.id FROM ordered f WHERE {known} LIMIT ?",
            [*(json.dumps(each) for each in named for _ in range(2)), _MOST_FACTS, *values, limit],
        )
        return [row[0].hex() for row in rows]

    def _actors_of_term(self, term: Term) -> list[str]:
        rows = self._all(
            "SELECT DISTINCT s.identity FROM name_words f JOIN searched_names s ON s.place = f.rowid "
            "WHERE f.name_words MATCH ? LIMIT ?",
            [_match(_as_beginnings([term])), _MOST_ACTORS_OF_A_TERM],
        )
        return [row[0] for row in rows]

    def facts_in_short(self, identities: Iterable[str], horizon: Horizon = EVERYTHING) -> list[FactFound]:
        """The facts with these ids in this order, those left out that no document tells which counts as known."""
        known, values = told("SELECT 1 FROM fact_claims v JOIN documents k ON k.id = v.document WHERE v.fact = f.id", horizon)
        found = []
        for identity in identities:
            row = self._first(
                "SELECT f.kind, f.metric, f.subject, json_extract(f.record, '$.subject.name'), f.object, "  # noqa: S608 - as above
                "json_extract(f.record, '$.object.name'), json_extract(f.record, '$.amount'), json_extract(f.record, '$.per'), "
                f"f.status, f.date, f.last_said, f.origins, f.documents FROM facts f WHERE f.id = ? AND {known}",
                [bytes.fromhex(identity), *values],
            )
            if row is not None:
                found.append(_fact(identity, row))
        return found


def _fact(identity: str, row: Sequence[Any]) -> FactFound:
    kind, metric, subject_id, subject, object_id, object_, amount, per, status, *rest = row
    money = money_from_record(json.loads(amount)) if amount else None
    return FactFound(identity, Kind(kind), metric, subject_id, subject, object_id, object_, money, per, Status(status), *rest)


def told(telling: str, horizon: Horizon) -> tuple[str, list[object]]:
    """The condition that one of the documents counts as known which `telling` finds as k."""
    if horizon.is_open():
        return "1", []
    terms, values = horizon_terms(horizon, "k")
    return f"EXISTS ({' AND '.join([telling, *terms])})", values


def _told_of_identity(identity: str, horizon: Horizon) -> tuple[str, list[object]]:
    return told(
        "SELECT 1 FROM identity_nodes n JOIN document_nodes v ON v.node = n.node JOIN documents k ON k.id = v.document "  # noqa: S608
        f"WHERE n.identity = {identity}",
        horizon,
    )


def _newer_first(found: list[Any]) -> list[Any]:
    """Where two fit equally well, the one published later."""
    found.sort(key=lambda each: each.published or "", reverse=True)
    found.sort(key=lambda each: round(each.rank, _SAME_RANK))
    return found


def _as_beginnings(terms: Iterable[Term]) -> list[Term]:
    """The same terms, each as it is typed may go on."""
    return [(Phrase(term[0].words, begins=True), *term[1:]) for term in terms]


def _match(terms: Iterable[Term]) -> str:
    """The terms as the engine's query: each word in quotation marks, so that it is nothing but a word."""
    return " AND ".join("(" + " OR ".join(map(_phrase, term)) + ")" for term in terms)


def _phrase(phrase: Phrase) -> str:
    words = " ".join(phrase.words).replace('"', '""')
    return f'"{words}" *' if phrase.begins else f'"{words}"'
