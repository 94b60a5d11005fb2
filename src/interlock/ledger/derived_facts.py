"""Facts, block by block of claims that may be one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from interlock.ledger.derived_base import Tables, key_of
from interlock.vocabulary import Fact
from interlock.vocabulary.fact_codec import fact_to_record

_BLOCK_BYTES = 16


class FactTables(Tables):
    """Facts, block by block of claims that may be one."""

    def blocks_of(self, document: str) -> set[str]:
        """The blocks of the document's claims."""
        return {row[0].hex() for row in self._run("SELECT DISTINCT block FROM propositions WHERE document = ?", key_of(document))}

    def blocks_of_claim(self, claim: str) -> set[str]:
        """The blocks that a claim stands in; none for what is no claim id."""
        try:
            key = key_of(claim)
        except ValueError:
            return set()
        return {row[0].hex() for row in self._run("SELECT DISTINCT block FROM propositions WHERE claim = ?", key)}

    def replace_propositions(self, document: str, rows: Iterable[tuple[str, str]]) -> set[str]:
        """Set the block of each claim of the document (claim, block as text); return the blocks by hash."""
        self._run("DELETE FROM propositions WHERE document = ?", key_of(document))
        made = [(key_of(claim), key_of(document), _block(block)) for claim, block in rows]
        self._many("INSERT INTO propositions (claim, document, block) VALUES (?, ?, ?)", made)
        return {block.hex() for _, _, block in made}

    def block(self, block: str) -> list[tuple[str, str]]:
        """Claims and documents of a block (by hash)."""
        rows = self._run(
            "SELECT claim, document FROM propositions WHERE block = ? ORDER BY claim, document", bytes.fromhex(block)
        )
        return [(claim.hex(), document.hex()) for claim, document in rows]

    def replace_facts(self, block: str, facts: Iterable[Fact]) -> None:
        """The block now makes these facts."""
        key = bytes.fromhex(block)
        self._run("DELETE FROM facts WHERE block = ?", key)
        for fact in facts:
            identity = key_of(fact.id)
            self._run(
                "INSERT INTO facts (id, block, kind, metric, subject, object, status, since, amount, bound, currency, date, "
                "first_said, last_said, claims, documents, origins, record) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                identity,
                key,
                *_columns(fact),
            )
            self._many(
                "INSERT INTO fact_claims (fact, claim, document, origin) VALUES (?, ?, ?, ?)",
                ((identity, key_of(row.claim), key_of(row.document), key_of(row.origin)) for row in fact.support),
            )


def _columns(fact: Fact) -> tuple[object, ...]:
    amount = fact.amount
    said = sorted(row.said for row in fact.support if row.said)
    return (
        str(fact.kind),
        fact.metric,
        fact.subject.id,
        fact.object.id if fact.object else None,
        str(fact.status),
        fact.since,
        amount.largest() if amount else None,
        str(amount.bound) if amount else None,
        amount.currency if amount else None,
        fact.date,
        said[0] if said else None,
        said[-1] if said else None,
        len(fact.claims),
        len(fact.documents),
        len(fact.origins),
        json.dumps(fact_to_record(fact), ensure_ascii=False, separators=(",", ":")),
    )


def _block(block: str) -> bytes:
    return hashlib.sha256(block.encode("utf-8", "surrogatepass")).digest()[:_BLOCK_BYTES]
