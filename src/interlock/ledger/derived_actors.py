"""Who is who: the names that documents use, links between them, the actors that they make."""

from __future__ import annotations

import json
from collections.abc import Iterable

from interlock.ledger.derived_base import Tables, key_of
from interlock.ledger.searched import OtherNames, add_names
from interlock.vocabulary import ActorKind, ActorLink, Identity
from interlock.vocabulary.identity import LED, NodeForm
from interlock.vocabulary.searching import Segmentation


class ActorTables(Tables):
    """Who is who: the names that documents use, links between them, the actors that they make."""

    def node_forms_of(self, document: str) -> set[NodeForm]:
        """The names that the document uses."""
        rows = self._run("SELECT node, actor, name, kind, mention FROM document_nodes WHERE document = ?", key_of(document))
        return {NodeForm(*row) for row in rows}

    def replace_node_forms(self, document: str, gone: Iterable[NodeForm], new: Iterable[NodeForm]) -> None:
        """Take away and add names of a document, and count them."""
        key, gone, new = key_of(document), list(gone), list(new)
        self._many(
            "DELETE FROM document_nodes WHERE document = ? AND node = ? AND actor = ? AND name = ? AND kind = ? AND mention = ?",
            ((key, *row) for row in gone),
        )
        where = "node = ? AND actor = ? AND name = ? AND kind = ? AND mention = ?"
        self._many(f"UPDATE node_forms SET documents = documents - 1 WHERE {where}", gone)  # noqa: S608 - no value in it
        self._many(f"DELETE FROM node_forms WHERE {where} AND documents <= 0", gone)  # noqa: S608 - as above
        self._many(
            "INSERT INTO document_nodes (document, node, actor, name, kind, mention) VALUES (?, ?, ?, ?, ?, ?)",
            ((key, *row) for row in new),
        )
        self._many(
            "INSERT INTO node_forms (node, actor, name, kind, mention, documents) VALUES (?, ?, ?, ?, ?, 1) "
            "ON CONFLICT DO UPDATE SET documents = documents + 1",
            new,
        )

    def forms_of_node(self, node: str) -> list[NodeForm]:
        """Every form in which documents name the node."""
        rows = self._run("SELECT node, actor, name, kind, mention FROM node_forms WHERE node = ?", node)
        return [NodeForm(*row) for row in rows]

    def nodes_of_actor(self, actor: str) -> set[str]:
        """The nodes with this actor id, the node with this key, and those of the firms of its name."""
        rows = self._run(
            "SELECT node FROM node_forms WHERE actor = ? UNION SELECT node FROM node_forms WHERE node = ? "
            "UNION SELECT node FROM node_forms WHERE node > ? AND node < ?",
            actor,
            actor,
            f"{actor}{LED}",
            f"{actor}{chr(ord(LED) + 1)}",
        )
        return {row[0] for row in rows}

    def replace_keys(self, node: str, keys: Iterable[str]) -> None:
        """Set what the node is found by."""
        self._run("DELETE FROM node_keys WHERE node = ?", node)
        self._many("INSERT INTO node_keys (key, node) VALUES (?, ?)", ((key, node) for key in keys))

    def nodes_with(self, keys: Iterable[str]) -> set[str]:
        """The nodes that have one of the keys."""
        return {row[0] for key in keys for row in self._run("SELECT node FROM node_keys WHERE key = ?", key)}

    def drop_links(self, node: str) -> set[str]:
        """Forget every link of the node; return the nodes at their other ends."""
        ends = self._run("DELETE FROM node_links WHERE left = ? OR right = ? RETURNING left, right", node, node).fetchall()
        return {each for row in ends for each in row} - {node}

    def add_links(self, links: Iterable[ActorLink]) -> None:
        """Keep links between nodes."""
        self._many(
            "INSERT OR REPLACE INTO node_links (left, right, rule, score, why) VALUES (?, ?, ?, ?, ?)",
            ((row.left, row.right, row.rule, row.score, row.why) for row in links),
        )

    def links_of(self, node: str) -> list[ActorLink]:
        """Every link of the node."""
        rows = self._run("SELECT left, right, rule, score, why FROM node_links WHERE left = ? OR right = ?", node, node)
        return [ActorLink(*row) for row in rows]

    def identity_of(self, node: str) -> tuple[str, str, ActorKind] | None:
        """Id, name and kind of the identity that the node belongs to."""
        row = self._run(
            "SELECT i.id, i.name, i.kind FROM identity_nodes n JOIN identities i ON i.id = n.identity WHERE n.node = ?", node
        ).fetchone()
        return None if row is None else (row[0], row[1], ActorKind(row[2]))

    def identity_named(self, identity: str) -> tuple[str, ActorKind] | None:
        """Name and kind of an identity."""
        row = self._run("SELECT name, kind FROM identities WHERE id = ?", identity).fetchone()
        return None if row is None else (row[0], ActorKind(row[1]))

    def nodes_of_identity(self, identity: str) -> set[str]:
        """The nodes of an identity."""
        return {row[0] for row in self._run("SELECT node FROM identity_nodes WHERE identity = ?", identity)}

    def replace_identities(self, nodes: Iterable[str], identities: Iterable[Identity]) -> None:
        """The nodes now make these identities."""
        gone = {row[0] for node in nodes for row in self._run("SELECT identity FROM identity_nodes WHERE node = ?", node)}
        self._many("DELETE FROM identities WHERE id = ?", ((each,) for each in gone))
        for identity in identities:
            links = [[row.left, row.right, row.rule, row.score, row.why] for row in identity.links]
            record = json.dumps({"names": identity.names, "links": links}, ensure_ascii=False, separators=(",", ":"))
            self._run(
                "INSERT INTO identities (id, name, kind, record) VALUES (?, ?, ?, ?)",
                identity.id,
                identity.name,
                str(identity.kind),
                record,
            )
            self._many(
                "INSERT INTO identity_nodes (node, identity) VALUES (?, ?)", ((node, identity.id) for node in identity.nodes)
            )
            self._run("INSERT OR IGNORE INTO unsearched_actors (identity) VALUES (?)", identity.id)

    def search_names(self, segmentation: Segmentation, also: OtherNames) -> None:
        """Let the actors made since the last time be found by their names, and by those that `also` gives to their ids."""
        add_names(self._connection, segmentation, also)

    def documents_naming(self, nodes: Iterable[str]) -> set[str]:
        """The documents that name one of the nodes."""
        return {
            row[0].hex()
            for node in nodes
            for row in self._run("SELECT DISTINCT document FROM document_nodes WHERE node = ?", node)
        }
