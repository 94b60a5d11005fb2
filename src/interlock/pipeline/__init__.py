"""Where the rooms meet: runs, settings, and the questions that the command line and the web app ask."""

from interlock.ledger import ClaimFilter, LedgerError, LedgerMissing
from interlock.pipeline.deals import list_deals
from interlock.pipeline.engine import OnFailure, extract
from interlock.pipeline.queries import (
    AmbiguousClaim,
    NoSuchClaim,
    Question,
    claim_filter,
    explain,
    list_actors,
    list_claims,
    open_ledger,
)
from interlock.pipeline.readers import make_readers
from interlock.pipeline.runs import Progress, RunReport, read_into_ledger
from interlock.pipeline.settings import Settings, SettingsError, resolve_settings

__all__ = [
    "AmbiguousClaim",
    "ClaimFilter",
    "LedgerError",
    "LedgerMissing",
    "NoSuchClaim",
    "OnFailure",
    "Progress",
    "Question",
    "RunReport",
    "Settings",
    "SettingsError",
    "claim_filter",
    "explain",
    "extract",
    "list_actors",
    "list_claims",
    "list_deals",
    "make_readers",
    "open_ledger",
    "read_into_ledger",
    "resolve_settings",
]
