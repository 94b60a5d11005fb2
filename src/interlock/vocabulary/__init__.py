"""What can be said: the types that every other room reads and writes, and nothing else.

Nothing here imports another room or a package outside the standard library.
"""

from interlock.vocabulary.actor import Actor, ActorKind
from interlock.vocabulary.claim import Claim, Evidence, Status
from interlock.vocabulary.codec import claim_from_record, claim_to_record, read_claims, write_claims
from interlock.vocabulary.document import Document, Sentence, Zone, ZoneKind, document_id, text_id
from interlock.vocabulary.errors import BadRecord, DataFileError, InterlockError, UnreadableDocument
from interlock.vocabulary.kinds import KINDS, METRICS, Kind, KindRow, Layer
from interlock.vocabulary.quantity import Bound, Money, Quantity

__all__ = [
    "KINDS",
    "METRICS",
    "Actor",
    "ActorKind",
    "BadRecord",
    "Bound",
    "Claim",
    "DataFileError",
    "Document",
    "Evidence",
    "InterlockError",
    "Kind",
    "KindRow",
    "Layer",
    "Money",
    "Quantity",
    "Sentence",
    "Status",
    "UnreadableDocument",
    "Zone",
    "ZoneKind",
    "claim_from_record",
    "claim_to_record",
    "document_id",
    "read_claims",
    "text_id",
    "write_claims",
]
