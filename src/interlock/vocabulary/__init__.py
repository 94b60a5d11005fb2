"""What can be said: the types that every other room reads and writes, and nothing else.

Nothing here imports another room or a package outside the standard library.
"""

from interlock.vocabulary.actor import Actor, ActorKind
from interlock.vocabulary.claim import Claim, Evidence, Status
from interlock.vocabulary.codec import claim_from_record, claim_to_record, read_claims, write_claims
from interlock.vocabulary.document import Document, Sentence, Zone, ZoneKind, document_id, text_id
from interlock.vocabulary.errors import BadRecord, DataFileError, InterlockError, ReadingUnfinished, UnreadableDocument
from interlock.vocabulary.fact import AS_DEPLOYED, Dispute, Fact, Party, Reason, Side, StatusStep, Support, Value
from interlock.vocabulary.identity import ActorLink, Identity
from interlock.vocabulary.judgement import Judged, Judgement, Verdict
from interlock.vocabulary.kinds import KINDS, METRICS, Kind, KindRow, Layer
from interlock.vocabulary.quantity import Bound, Money, Quantity
from interlock.vocabulary.story import Change, Difference, Relation, Story, Telling

__all__ = [
    "AS_DEPLOYED",
    "KINDS",
    "METRICS",
    "Actor",
    "ActorKind",
    "ActorLink",
    "BadRecord",
    "Bound",
    "Change",
    "Claim",
    "DataFileError",
    "Difference",
    "Dispute",
    "Document",
    "Evidence",
    "Fact",
    "Identity",
    "InterlockError",
    "Judged",
    "Judgement",
    "Kind",
    "KindRow",
    "Layer",
    "Money",
    "Party",
    "Quantity",
    "ReadingUnfinished",
    "Reason",
    "Relation",
    "Sentence",
    "Side",
    "Status",
    "StatusStep",
    "Story",
    "Support",
    "Telling",
    "UnreadableDocument",
    "Value",
    "Verdict",
    "Zone",
    "ZoneKind",
    "claim_from_record",
    "claim_to_record",
    "document_id",
    "read_claims",
    "text_id",
    "write_claims",
]
