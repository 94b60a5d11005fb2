"""A Cypher script for Neo4j, Memgraph and others: actors and documents as nodes, facts as relationships, each with its evidence.

Every value is a literal, escaped so that no name or quote can end it; labels and relationship types come from closed lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from interlock.exchange.content import Content, shown_address
from interlock.exchange.tables import NUMBERS, WHOLE, fact_table
from interlock.vocabulary import KINDS, ActorKind, Fact, Identity, Party
from interlock.vocabulary.document import Document

_LABELS = {kind: str(kind).capitalize() for kind in ActorKind}
_SHORT = {"\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_OF_PARTIES = frozenset({"subject", "subject_id", "object", "object_id", "kind", "quote", "language", "url", "link"})


def cypher(content: Content) -> Iterator[str]:
    """The script, statement by statement, one a line. Run again it changes nothing."""
    yield "// Facts of an Interlock ledger. Read it with: cypher-shell -f FILE\n"
    for label in ("Actor", "Document"):
        yield f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;\n"
    known = {each.id: each for each in content.identities}
    parties = {party.id: party for fact in content.facts for party in (fact.subject, fact.object, fact.origin) if party}
    for key in sorted(known.keys() | parties.keys()):
        yield _actor(key, known.get(key), parties.get(key), content)
    for document in sorted(content.documents.values(), key=lambda each: each.id):
        yield _document(document)
    for fact in content.facts:
        yield _fact(fact, content)


def _actor(key: str, known: Identity | None, party: Party | None, content: Content) -> str:
    kind = known.kind if known else party.kind if party else ActorKind.GROUP
    name = known.name if known else party.name if party else key
    cells: dict[str, object] = {"name": name, "kind": str(kind), "names": list(known.names) if known else None}
    cells["members"] = list(party.members) if party and party.members else None
    entry = content.atlas.get(key)
    if entry is not None:
        cells |= {"country": entry.country, "ticker": entry.ticker, "wikidata": entry.wikidata}
    return f"MERGE (n:Actor {{id: {literal(key)}}}) SET n:{_LABELS[kind]}, n += {_map(cells)};\n"


def _document(document: Document) -> str:
    names = ("title", "site", "author", "language", "published", "media_type", "first_seen")
    cells = {name: getattr(document, name) for name in names} | {"address": shown_address(document.address)}
    return f"MERGE (n:Document {{id: {literal(document.id)}}}) SET n += {_map(cells)};\n"


def _fact(fact: Fact, content: Content) -> str:
    (row,) = fact_table(content, [fact])
    quotes = content.quotes(fact)
    cells: dict[str, object] = {name: _number(name, cell) for name, cell in row.items() if name not in _OF_PARTIES}
    layers = {"money": KINDS[fact.kind].money, "control": KINDS[fact.kind].control, "risk": KINDS[fact.kind].risk}
    cells |= {name: str(layer) for name, layer in layers.items() if layer is not None}
    cells |= {"claim_ids": list(fact.claims), "document_ids": list(fact.documents)}
    cells |= {"quotes": [each.text for each in quotes], "addresses": [shown_address(each.address) for each in quotes]}
    other = fact.object or fact.subject
    ends = f"MATCH (a:Actor {{id: {literal(fact.subject.id)}}}), (b:Actor {{id: {literal(other.id)}}})"
    key = f"{{id: {literal(fact.id)}}}"
    return f"{ends} MERGE (a)-[r:{str(fact.kind).upper()} {key}]->(b) SET r += {_map(cells)};\n"


def _number(name: str, cell: object) -> object:
    return cell if name in NUMBERS or name in WHOLE or cell is None else str(cell)


def _map(cells: Mapping[str, object]) -> str:
    told = (f"{name}: {literal(cell)}" for name, cell in cells.items() if cell is not None and cell != "" and cell != [])
    return "{" + ", ".join(told) + "}"


def literal(value: object) -> str:
    """A value as a Cypher literal: text in single quotes, a number, a truth value, a list of such."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(literal, value)) + "]"
    return "'" + "".join(_letters(str(value))) + "'"


def _letters(text: str) -> Iterable[str]:
    r"""The text escaped. A 'u' behind a backslash is written as its code: older Neo4j replaces every \uXXXX before it parses, so
    that a name with the letters \u0027 would otherwise end its literal."""
    before = ""
    for letter in text:
        if letter in _SHORT:
            yield _SHORT[letter]
        elif (before == "\\" and letter in "uU") or not (letter == " " or letter.isprintable()):
            yield "".join(f"\\u{unit:04X}" for unit in _units(letter))
        else:
            yield letter
        before = letter


def _units(letter: str) -> list[int]:
    """Its code units in UTF-16."""
    data = letter.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(data[place : place + 2], "big") for place in range(0, len(data), 2)]
