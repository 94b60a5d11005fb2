"""Reading what is derived: facts, stories, actors, judgements; and the documents with their claims as of a date or a run."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from interlock.ledger.connection import BUSY_SECONDS, open_for_writing
from interlock.ledger.filters import prefix_range
from interlock.ledger.horizon import EVERYTHING, Horizon, horizon_terms
from interlock.ledger.judging import JUDGEMENTS, judgement_of
from interlock.ledger.meant import MeantView
from interlock.ledger.results import KeptResult
from interlock.ledger.witnesses import CLAIMS_OF_DOCUMENT, most_confident
from interlock.vocabulary import ActorKind, ActorLink, Claim, Document, Fact, Identity, Judgement, Story
from interlock.vocabulary.fact_codec import fact_from_record, telling_from_record

_SHOWN = 20


class NodeSeen(NamedTuple):
    """A name within a family of kinds, with the identity that it belongs to."""

    node: str
    actor: str
    name: str
    kind: str
    identity: str


class ResolvedView(MeantView):
    """A read-only look at a ledger and what was derived from it."""

    def __init__(self, path: Path, busy_seconds: float = BUSY_SECONDS, *, upgrade: bool = False) -> None:
        """`upgrade` brings a ledger of an older Interlock up to date first."""
        if upgrade and path.is_file():
            open_for_writing(path, busy_seconds).close()
        super().__init__(path, busy_seconds)

    def derived_counts(self) -> tuple[int, int, int]:
        """How many facts, stories and actors there are."""
        row = self._one(
            "SELECT (SELECT count(*) FROM facts), (SELECT count(DISTINCT story) FROM tellings), (SELECT count(*) FROM identities)"
        )
        return int(row[0]), int(row[1]), int(row[2])

    def derived_lines(self) -> Iterator[str]:
        """Everything derived as lines in a fixed order: the same tables give the same lines."""
        for statement in (
            "SELECT hex(id) || record FROM facts ORDER BY id",
            "SELECT hex(story) || place || record FROM tellings ORDER BY document",
            "SELECT id || name || kind || record FROM identities ORDER BY id",
            "SELECT node || identity FROM identity_nodes ORDER BY node",
        ):
            for (line,) in self._all(statement):
                yield line + "\n"

    def unresolved(self) -> int:
        """How many documents, and judgements, are not yet taken into account."""
        counted = "SELECT (SELECT count(*) FROM unresolved) + (SELECT count(*) FROM judgements WHERE resolved = 0)"
        return int(self._one(counted)[0])

    def facts(self) -> Iterator[Fact]:
        """All facts, by id."""
        for (record,) in self._all("SELECT record FROM facts ORDER BY id"):
            yield fact_from_record(json.loads(record))

    def match_facts(self, prefix: str) -> list[str]:
        """Ids of facts that begin so, at most 20."""
        return self._beginning("SELECT id FROM facts WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?", prefix)

    def match_results(self, prefix: str) -> list[KeptResult]:
        """Kept results whose id begins so, at most 20."""
        rows = self._all(
            "SELECT id, kind, command, record FROM results WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?",
            [*prefix_range(prefix), _SHOWN],
        )
        return [KeptResult(row[0].hex(), row[1], row[2], json.loads(row[3])) for row in rows]

    def match_documents(self, prefix: str) -> list[str]:
        """Ids of documents that begin so, at most 20."""
        return self._beginning("SELECT id FROM documents WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?", prefix)

    def _beginning(self, statement: str, prefix: str) -> list[str]:
        return [row[0].hex() for row in self._all(statement, [*prefix_range(prefix), _SHOWN])]

    def stories(self) -> Iterator[Story]:
        """Stories by id, their tellings in the order said."""
        found: dict[bytes, list[str]] = defaultdict(list)
        for story, record in self._all("SELECT story, record FROM tellings ORDER BY story, place"):
            found[story].append(record)
        for story, records in found.items():
            yield Story(story.hex(), tuple(telling_from_record(json.loads(record)) for record in records))

    def in_story(self) -> dict[str, str]:
        """The story of each document."""
        return {document.hex(): story.hex() for document, story in self._all("SELECT document, story FROM tellings")}

    def identities(self) -> Iterator[Identity]:
        """Actors by id, with their names and why they are one."""
        nodes: dict[str, list[str]] = defaultdict(list)
        for node, identity in self._all("SELECT node, identity FROM identity_nodes ORDER BY node"):
            nodes[identity].append(node)
        for identity, name, kind, record in self._all("SELECT id, name, kind, record FROM identities ORDER BY id"):
            told = json.loads(record)
            links = tuple(ActorLink(*row) for row in told["links"])
            yield Identity(identity, name, ActorKind(kind), tuple(nodes[identity]), tuple(told["names"]), links)

    def find_identities(self, text: str) -> tuple[str, ...]:
        """Ids of the actors with this id, this English name, or a name as a text writes it."""
        by_form = "SELECT i.identity FROM node_forms f JOIN identity_nodes i ON i.node = f.node WHERE "
        rows = self._all(
            "SELECT id FROM identities WHERE id = ? UNION SELECT id FROM identities WHERE name = ? COLLATE NOCASE "  # noqa: S608
            f"UNION {by_form} f.actor = ? UNION {by_form} f.name = ? COLLATE NOCASE UNION {by_form} f.mention = ? ORDER BY 1",
            [text, text, text.lower(), text, text],
        )
        return tuple(row[0] for row in rows)

    def find_nodes(self, text: str) -> tuple[str, ...]:
        """Names within a family of kinds ('firm:openai') that have this key, this actor id, or this name; by key."""
        rows = self._all(
            "SELECT DISTINCT node FROM node_forms WHERE node = ? OR actor = ? OR name = ? COLLATE NOCASE OR mention = ? "
            "ORDER BY 1",
            [text, text.lower(), text, text],
        )
        return tuple(row[0] for row in rows)

    def nodes_sharing_keys(self, limit: int) -> Iterator[list[NodeSeen]]:
        """Groups of two to twelve names that share a key, at most `limit` of them."""
        keys = self._all(
            "SELECT key FROM node_keys GROUP BY key HAVING count(*) BETWEEN 2 AND 12 ORDER BY count(*), key LIMIT ?", [limit]
        )
        for (key,) in list(keys):
            rows = self._all(
                "SELECT k.node, min(f.actor), min(f.name), min(f.kind), i.identity FROM node_keys k "
                "JOIN node_forms f ON f.node = k.node JOIN identity_nodes i ON i.node = k.node WHERE k.key = ? GROUP BY k.node",
                [key],
            )
            yield [NodeSeen(*row) for row in rows]

    def quotes_of_node(self, node: str, limit: int) -> list[str]:
        """Sentences in which documents name a node."""
        rows = self._all(
            "SELECT DISTINCT w.record FROM node_forms f JOIN parties p ON p.actor = f.actor AND p.name = f.name "
            "JOIN witnesses w ON w.claim = p.claim WHERE f.node = ? ORDER BY w.confidence DESC, w.claim LIMIT ?",
            [node, limit],
        )
        return [json.loads(record)["evidence"]["quote"] for (record,) in rows]

    def judgements(self) -> list[Judgement]:
        """The log of judgements, in the order given."""
        return list(map(judgement_of, self._all(JUDGEMENTS)))

    def told(self, horizon: Horizon = EVERYTHING) -> Iterator[tuple[Document, list[Claim]]]:
        """The documents that count as known, each with its claims as the most confident reader of each tells it."""
        terms, values = horizon_terms(horizon, "d")
        wanted = f"SELECT d.id FROM documents d WHERE {' AND '.join(terms) or '1'} ORDER BY d.id"  # noqa: S608 - no value in it
        for (key,) in list(self._all(wanted, values)):
            document = self.document(key.hex())
            if document is not None:
                yield document, self.claims_told(key.hex())

    def claims_told(self, document: str) -> list[Claim]:
        """The claims of one document, each as its most confident reader tells it."""
        return most_confident((row[0], row[1]) for row in self._all(CLAIMS_OF_DOCUMENT, [bytes.fromhex(document)]))
