"""The ledger: one SQLite file that keeps documents and claims. The only room that speaks SQL.

The schema is described in docs/ledger-schema.md.
"""

from interlock.ledger.connection import ledger_state, sqlite_facts
from interlock.ledger.errors import LedgerError, LedgerMissing
from interlock.ledger.filters import ClaimFilter
from interlock.ledger.rows import ActorSeen, DocumentSummary, Failure, LedgerCounts, Match, RunRecord, Witness
from interlock.ledger.schema import SCHEMA_VERSION
from interlock.ledger.view import LedgerView
from interlock.ledger.writer import LedgerWriter

__all__ = [
    "SCHEMA_VERSION",
    "ActorSeen",
    "ClaimFilter",
    "DocumentSummary",
    "Failure",
    "LedgerCounts",
    "LedgerError",
    "LedgerMissing",
    "LedgerView",
    "LedgerWriter",
    "Match",
    "RunRecord",
    "Witness",
    "ledger_state",
    "sqlite_facts",
]
