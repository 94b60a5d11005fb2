"""What the readers found in a document, as one list of claims."""

from __future__ import annotations

import json
from collections.abc import Iterable

from interlock.vocabulary import Claim, claim_from_record

CLAIMS_OF_DOCUMENT = "SELECT claim, record FROM witnesses WHERE document = ? ORDER BY claim, confidence DESC, reader"


def most_confident(rows: Iterable[tuple[bytes, str]]) -> list[Claim]:
    """The claims in the rows of CLAIMS_OF_DOCUMENT, each as its most confident reader tells it."""
    best: dict[bytes, str] = {}
    for claim, record in rows:
        best.setdefault(claim, record)
    return [claim_from_record(json.loads(record)) for record in best.values()]
